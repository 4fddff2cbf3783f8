"""Events by the kind of sentence: passives, nouns, light verbs, joined sides, sites and replies."""

import pytest
from reading import told

VERBS = [
    ("Three Peruvian envoys were expelled by Chile.", {"CHL>PER SANCTION"}),
    ("Peru's remarks drew criticism from Chile.", {"CHL>PER ACCUSE"}),
    ("Norway was disappointed by Peru's decision.", {"NOR>PER ACCUSE"}),
    ("Norway's premier called on Peru's president.", {"NOR<>PER CONSULT"}),
    ("Kenya turned back a Ugandan aircraft.", {"KEN>UGA REJECT"}),
    ("Kenyan and Ugandan officers are studying the wreck together.", {"KEN<>UGA COOPERATE"}),
    ("Kenya complained that Uganda had closed the road.", {"KEN>UGA ACCUSE"}),
    ("Laos called in the Dutch ambassador over a cartoon.", {"LAO>NLD ACCUSE"}),
    ("Chinese warships were sent after an American destroyer.", {"CHN>USA MOBILIZE"}),
    ("Students from Iraq staged a protest outside the Danish embassy.", {"IRQ>DNK PROTEST"}),
    ("Canada fined a Norwegian bank.", {"CAN>NOR SANCTION"}),
]
NOUNS = [
    ("Talks between Peru and Chile entered a third day.", {"CHL<>PER CONSULT"}),
    ("Kenyan and Ugandan ministers ended two days of talks.", {"KEN<>UGA CONSULT"}),
    ("The visit of Peru's president to Chile ended on Friday.", {"PER>CHL CONSULT"}),
    ("Kenya's criticism of Uganda grew louder.", {"KEN>UGA ACCUSE"}),
    ("A Turkish attack on Syria killed nine people.", {"TUR>SYR ASSAULT"}),
]
JOINED = [
    ("Laos accused Fiji and Tonga of spying.", {"LAO>FJI ACCUSE", "LAO>TON ACCUSE"}),
    ("Peru and Chile criticised Kenya.", {"PER>KEN ACCUSE", "CHL>KEN ACCUSE"}),
    ("Peru condemned the law and recalled its envoy from Chile.", {"PER>CHL SANCTION"}),
    ("Norway and Peru agreed to post officers in each port.", {"NOR<>PER AGREE"}),
    (
        "The African Union's Peace and Security Council urged Kenya and Uganda to talk.",
        {"AFU>KEN REQUEST", "AFU>UGA REQUEST"},
    ),
    ("Kenya, a neighbour of Uganda, thanked Norway.", {"KEN>NOR SUPPORT"}),
]
SITES = [
    ("Iran fired missiles at a village in the Iraqi province of Basra.", {"IRN>IRQ ASSAULT"}),
    ("Kenya's air force attacked targets in Somalia.", {"KEN>SOM ASSAULT"}),
    ("Kenyan jets destroyed two bases in Somalia.", {"KEN>SOM ASSAULT"}),
    ("Kenya attacked the problem in Somalia with new seeds.", set()),
    ("A Kenyan minister opened a camp in Uganda.", set()),
]
SPOKEN = [
    ("Norway said that Peru was behind the attack.", {"NOR>PER ACCUSE"}),
    ("The crash was Peru's doing, a Norwegian official said.", {"NOR>PER ACCUSE"}),
    ("Peru's forests are large, a Norwegian official said.", set()),
    ("Norway called Peru the main enemy of the fishermen.", {"NOR>PER ACCUSE"}),
    (
        "Norway announced a patrol in the strait, which was joined by Fiji and Tonga.",
        {"FJI<>NOR COOPERATE", "NOR<>TON COOPERATE"},
    ),
]
NOTHING = [
    "The Norwegian minister spoke to reporters in Peru.",
    "Norway beat Peru 2-1.",
    "Unlike Kenya, Uganda taxes diesel.",
    "A Norwegian grocer opened a tenth shop in Peru.",
    "Analysts expect Norway to gain from the quarrel with Peru.",
    "Norwegian tourists flew over Peru.",
    "An earlier version of this report said that Norway had expelled the Peruvian ambassador.",
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), [*VERBS, *NOUNS, *JOINED, *SITES, *SPOKEN])
def test_extract_events_by_kind_of_sentence(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.model
@pytest.mark.parametrize("text", NOTHING)
def test_extract_no_event_where_nobody_acts_on_anybody(text: str) -> None:
    assert told(text) == set()
