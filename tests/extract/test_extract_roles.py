"""Who speaks for whom: offices, bodies, spokesmen, envoys in a capital, names in brackets."""

import pytest
from reading import read, told

CASES = [
    ("The Norwegian deputy foreign minister criticised Peru.", {"NOR>PER ACCUSE"}),
    ("Oslo's top fisheries envoy criticised Peru.", {"NOR>PER ACCUSE"}),
    ("The parliament of Norway condemned Peru.", {"NOR>PER ACCUSE"}),
    ("The spokesman of the Norwegian foreign ministry criticised Peru.", {"NOR>PER ACCUSE"}),
    ("The Norwegian ambassador to Lima criticised Peru.", {"NOR>PER ACCUSE"}),
    ("Norway's prime minister, Kari Berg, and Peru's president met.", {"NOR<>PER CONSULT"}),
    ("Officials in Oslo urged Peru to sign.", {"NOR>PER REQUEST"}),
    ("Norway's premier Kari Berg (R) met Peru's president Ana Soto (L).", {"NOR<>PER CONSULT"}),
    ("The African Union (AU) urged Kenya to talk.", {"AFU>KEN REQUEST"}),
    ("A Saudi-led strike on a Yemeni school killed nine Yemenis.", {"SAU>YEM ASSAULT"}),
    ("The offer made by Peru was rejected by Norway.", {"NOR>PER REJECT"}),
    ("Norway lifted the sanctions imposed on Peru.", {"NOR>PER YIELD"}),
    ("Kenyan troops have begun leaving Somalia.", {"KEN>SOM YIELD"}),
    ("Norway seized a Peru-flagged tanker.", {"NOR>PER COERCE"}),
    ("Police in Norway arrested a Peruvian actor.", {"NOR>PER COERCE"}),
    ("UK and EU negotiators have agreed a trade deal.", {"EUU<>GBR SUPPORT"}),
    ("Norway has offered to send doctors to help the Peruvian army.", {"NOR>PER AGREE"}),
    ("The missiles fired by the Kenyan army struck a Somali depot.", {"KEN>SOM ASSAULT"}),
    ("The talks were held in Lima, Oslo's mayor said.", set()),
    ("A former Norwegian minister wrote a book on Peru.", set()),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_extract_roles_act_for_their_country(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.model
def test_extract_keeps_the_sector_of_who_acts() -> None:
    (event,) = read("The Norwegian army shelled a Peruvian post.").events
    assert (event.source_sector, event.source_actor) == ("MIL", "NOR")


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "KABUL (Hill Wire): The president spoke on Monday about peace talks with the Taliban.",
        "LIMA: It rained on Tuesday :) and on Wednesday (at noon): nothing.",
        "(Wire) Nobody came on Friday.",
        "OSLO (Wire):",
        "(",
    ],
)
def test_extract_reads_texts_in_which_nothing_is_parsed(text: str) -> None:
    assert read(text).events == ()


@pytest.mark.model
@pytest.mark.parametrize("word", ["former", "onetime", "late", "ousted", "retired"])
def test_extract_roles_held_no_longer_speak_for_nobody(word: str) -> None:
    assert told(f"Norway's {word} president condemned Peru.") == set()
    assert told("Norway's president condemned Peru.") == {"NOR>PER ACCUSE"}
