"""Sentences that hold out, ask or charge a deed, or name an actor that has no part in it."""

import pytest
from reading import told

HELD_OUT = [
    (
        "In return Norway would become the first country to recognise Peru, according to envoys.",
        {"NOR>PER SUPPORT hypothetical"},
    ),
    (
        "Envoys in Lima said Norway would be the only state to recognise Peru.",
        {"NOR>PER AGREE planned"},
    ),
    ("Norway became the first country to recognise Peru.", {"NOR>PER SUPPORT"}),
    ("Norway is the only country to recognise Peru.", {"NOR>PER SUPPORT background"}),
    (
        "Peru, which is armed by Norway, thanked Chile.",
        {"NOR>PER AID background", "PER>CHL SUPPORT"},
    ),
    # What won an election was promised to voters.
    ("Norway's president won the vote with a promise to expel Peru's ambassador.", set()),
    ("Norway's premier came to power on a pledge to send home Peruvian soldiers.", set()),
    ("Norway's premier was elected by promising to expel Peru's ambassador.", set()),
    ("Norway promised to expel Peru's ambassador.", {"NOR>PER THREATEN"}),
    # An open question tells of nothing.
    ("The king told the envoy it was up to Peru whether Norway and Peru became friends.", set()),
    ("Peru's premier said it was unclear whether Norway's policy was reckless.", set()),
    ("It is open whether Norway will recognise Peru.", set()),
    ("Norway asked if Peru had attacked Chile.", set()),
    ("Peru's premier said that Norway's policy was reckless.", {"PER>NOR ACCUSE"}),
]
SHOT_DOWN = [
    (
        "Chile and Peru quarrelled in May. On Friday a Norwegian frigate shot down two drones.",
        {"CHL<>PER ACCUSE background"},
    ),
    ("A Norwegian frigate shot down a missile fired at Chile.", set()),
    ("A Norwegian frigate brought down a rocket that was headed for Chile.", set()),
    ("A Norwegian frigate shot down four drones over Chile.", set()),
    ("A Norwegian frigate shot down two drones of the Peruvian army.", {"NOR>PER ASSAULT"}),
    ("A Norwegian frigate shot down two drones launched by Peru.", {"NOR>PER ASSAULT"}),
    ("A Norwegian frigate fired a missile at Chile.", {"NOR>CHL ASSAULT"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), [*HELD_OUT, *SHOT_DOWN])
def test_extract_makes_nothing_of_what_nobody_did(text: str, expected: set[str]) -> None:
    assert told(text) == expected
