"""Words that point back: pairs, groups, roles again, organisations again, ministries in a place."""

import pytest
from reading import told

CASES = [
    # Both sides of the text, though the sentence before names others.
    (
        "Kenya accused Uganda of smuggling. Uganda expelled two Kenyan envoys. Kenya is angry. "
        "Norway waited in Geneva with Peru. The United Nations called on the two countries to "
        "talk.",
        {"KEN>UGA ACCUSE", "UGA>KEN SANCTION", "UNO>KEN REQUEST", "UNO>UGA REQUEST"},
    ),
    (
        "Norway met Iceland in Geneva. Peru urged both of them to sign.",
        {"ISL<>NOR CONSULT", "PER>NOR REQUEST", "PER>ISL REQUEST"},
    ),
    (
        "Norway's president and Iceland's president met. The two leaders signed a treaty.",
        {"ISL<>NOR CONSULT", "ISL<>NOR SUPPORT"},
    ),
    (
        "Talks between the foreign ministers of Laos and Fiji began on Monday. The two sides "
        "signed an accord.",
        {"FJI<>LAO CONSULT", "FJI<>LAO SUPPORT"},
    ),
    # The pair that the text is about, not one that is only mentioned beside it.
    (
        "Kenya accused Uganda of spying. Uganda criticised Kenya. Kenya recalled its envoy from "
        "Uganda. Uganda thanked Fiji. Norway has offered to bring the two sides together.",
        {
            "KEN>UGA ACCUSE",
            "UGA>KEN ACCUSE",
            "KEN>UGA SANCTION",
            "UGA>FJI SUPPORT",
            "NOR>KEN AGREE",
            "NOR>UGA AGREE",
        },
    ),
    # A ministry that is told again is no person: "it" may be the ministry.
    (
        "Norway's fisheries minister, Kari Berg, visited Peru. The fisheries ministry criticised "
        "Peru. It urged Peru to sign.",
        {"NOR>PER CONSULT", "NOR>PER ACCUSE", "NOR>PER REQUEST"},
    ),
    ("Envoys from Norway criticised Peru.", {"NOR>PER ACCUSE"}),
    # A group as an object.
    (
        "Norway condemned the exercises of Peru, Chile and Bolivia. It threatened them with "
        "sanctions.",
        {
            "NOR>PER ACCUSE",
            "NOR>CHL ACCUSE",
            "NOR>BOL ACCUSE",
            "NOR>PER THREATEN",
            "NOR>CHL THREATEN",
            "NOR>BOL THREATEN",
        },
    ),
    # An organisation by its last word.
    (
        "Togo accused Benin before the Security Council. It asked the council to send monitors.",
        {"TGO>BEN ACCUSE", "TGO>UNO REQUEST"},
    ),
    # A body or counterpart by the capital where it sits.
    (
        "The defence ministry in Oslo urged Iceland to reopen the strait.",
        {"NOR>ISL REQUEST"},
    ),
    (
        "Peru's foreign minister spoke by telephone with his counterparts in Oslo and Vientiane.",
        {"NOR<>PER CONSULT", "LAO<>PER CONSULT"},
    ),
    # The one who tells speaks of himself.
    (
        "Norway's president told Peru's minister that he was willing to visit Lima soon.",
        {"NOR>PER AGREE"},
    ),
    # The subject of a sentence that names nobody else.
    (
        "Norway counted its boats. It urged Iceland to do the same.",
        {"NOR>ISL REQUEST"},
    ),
]
UNRESOLVED = [
    # Three sides and no pair that stands out.
    "Norway, Peru and Laos voted. Fiji urged both countries to sign.",
    # Two organisations with one last word.
    "The European Union and the African Union met. Peru asked the union to send monitors.",
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_extract_resolves_references(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.model
@pytest.mark.parametrize("text", UNRESOLVED)
def test_extract_leaves_open_what_may_mean_several(text: str) -> None:
    assert not {line for line in told(text) if "REQUEST" in line}
