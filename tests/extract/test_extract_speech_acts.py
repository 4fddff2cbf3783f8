"""Words that do something: demands, charges, thanks, refusals and threats, by kind of sentence."""

import pytest
from reading import told

DEMANDS = [
    # Words stand between the demand and what is demanded.
    ("Norway demanded during the talks that Peru stop the patrols.", {"NOR>PER REQUEST"}),
    ("Norway called for Peru to leave the strip.", {"NOR>PER REQUEST"}),
    # Who confirms the demand stands behind it.
    (
        "Norway has asked Peru to extradite a banker, the ministries of both countries confirmed.",
        {"NOR>PER REQUEST"},
    ),
    # Of whom it is asked, the judgement before it says.
    (
        "Norway condemned Peru's ban and demanded that it free the sailors.",
        {"NOR>PER ACCUSE", "NOR>PER REQUEST"},
    ),
    (
        "Norway summoned the Peruvian ambassador and demanded an explanation.",
        {"NOR>PER ACCUSE", "NOR>PER REQUEST"},
    ),
    ("Norwegian fans praised Peru and demanded tickets.", set()),
]
TEXTS = [
    ("Norway put out a report accusing Peru of smuggling.", {"NOR>PER ACCUSE"}),
    ("Norway's ministry issued a statement urging Peru to free them.", {"NOR>PER REQUEST"}),
    ("Norway sent a letter to Peru threatening to cut aid.", {"NOR>PER THREATEN"}),
    ("Norway published a book praising Peru.", set()),
]
CALLS = [
    ("Norway's premier telephoned Peru's president to express its support.", {"NOR>PER SUPPORT"}),
    ("Norway's premier telephoned Peru's president to discuss fish.", {"NOR<>PER CONSULT"}),
    ("A pact between Norway and Peru was signed on Friday.", {"NOR<>PER SUPPORT"}),
    ("Norway's premier said he was ready to meet his Peruvian colleague.", {"NOR>PER AGREE"}),
    (
        "The ministers of Norway and Peru, Kari Lund and Ana Soto, spoke by telephone.",
        {"NOR<>PER CONSULT"},
    ),
    ("Norway and Peru met in Lima, the first talks since 2019.", {"NOR<>PER CONSULT"}),
]
SUBJECTS = [
    # An inserted clause takes the subject from the verb of the sentence.
    (
        "The European Union, under whose eyes the two sides have talked, praised Norway.",
        {"EUU>NOR SUPPORT"},
    ),
    ("Norway was opposed to Peru's membership.", {"NOR>PER REJECT"}),
    ("Norway thanked Kenya, Uganda and Peru.", {"NOR>KEN SUPPORT", "NOR>UGA SUPPORT"}),
]
DENIALS = [
    ("Norway called Peru's accusations unfounded.", {"NOR>PER REJECT"}),
    ("Peru's claim is false, a Norwegian official said.", {"NOR>PER REJECT"}),
    ("Norway described Peru's policy as reckless.", {"NOR>PER ACCUSE"}),
    (
        "Norway accused Peru of the hacking. Peru denied any role in it.",
        {"NOR>PER ACCUSE", "PER>NOR REJECT"},
    ),
]
THREATS = [
    ("Norway gave Peru until Friday to withdraw.", {"NOR>PER THREATEN"}),
    ("Norway set a deadline for Peru to answer.", {"NOR>PER THREATEN"}),
    ("Norway vowed to strike back at Peru.", {"NOR>PER THREATEN"}),
    ("Norway will answer firmly if Peru closes the strait.", {"NOR>PER THREATEN"}),
    ("Norway threatened that if Peru did not pay, it would cut ties.", {"NOR>PER THREATEN"}),
    (
        "Norway issued an ultimatum to Peru: if it buys the missiles, sanctions will follow.",
        {"NOR>PER THREATEN"},
    ),
    ("Norway will answer Peru's letter if the post is open.", set()),
    ("A Norwegian baker gave Peruvian guests until Friday to eat.", set()),
]


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "expected"), [*DEMANDS, *TEXTS, *CALLS, *SUBJECTS, *DENIALS, *THREATS]
)
def test_extract_speech_acts_by_kind_of_sentence(text: str, expected: set[str]) -> None:
    found = told(text)
    assert expected <= found if expected else not found
