"""On whose word an event rests: the actor, the person or office as the text has it, or neither."""

import pytest
from reading import read

Speaker = tuple[str | None, str | None]

OFFICES: list[tuple[str, Speaker]] = [
    ("Peru urged Chile to sign, a Peruvian trade official said.", ("PER", "trade official")),
    ("Peru will ask Chile for maps, the foreign ministry said.", ("PER", "foreign ministry")),
    ("Peru urged Chile to sign, an official of the trade ministry said.", ("PER", "official")),
    (
        "Peru rejected the Chilean fees as rude, an official of its trade ministry said.",
        ("PER", "official"),
    ),
    (
        "Peru urged Chile to sign, a trade ministry official said.",
        ("PER", "trade ministry official"),
    ),
    ("Oslo urged Riga to sign the accord, an official there said.", ("NOR", "official")),
    ("Norway asked Peru for maps, a command of the Norwegian navy said.", ("NOR", "command")),
    ("Peru urged Chile to sign, a diplomat of its mission in Geneva said.", ("PER", "diplomat")),
    ("Peru urged Chile to sign, according to its office for trade.", ("PER", None)),
    ("Peru urged Chile to sign, by the account of the ministry in Lima.", ("PER", "ministry")),
    ("Peru urged Chile to sign, an adviser to the Chilean president said.", ("CHL", "adviser")),
    ("Peruvian jets hit a base in Chile, the navy in Lima said.", ("PER", "navy")),
]
NOBODY_KNOWS_WHOSE: list[tuple[str, Speaker]] = [
    ("Peru asked Chile for a bridge, a customs officer said.", (None, "customs officer")),
    ("Peru asked Chile for a bridge, according to a diplomat in Lima.", (None, "diplomat")),
    ("Peru thanked Chile, according to the same diplomat.", (None, "diplomat")),
    ("Peru thanked Chile, a European diplomat said.", (None, "diplomat")),
    ("Oslo rejected the complaint of Peru about fees as absurd, a diplomat who knows it said.",
     (None, "diplomat")),
    ("Peru thanked Chile, Foreign Secretary Ana Gomez said.", (None, "Ana Gomez")),
    ("Peruvian jets hit a base in Chile, the defence ministry said.", (None, "defence ministry")),
]  # fmt: skip
WITH_A_COLON: list[tuple[str, Speaker]] = [
    (
        "Oslo rejected the Russian offer: Russia has no say in it, the trade department declared.",
        ("NOR", "trade department"),
    ),
]
SEVERAL: list[tuple[str, Speaker]] = [
    ("Peru and Chile agreed to build a road, the two ministers said.", (None, "two ministers")),
    ("Peru wrote to Chile. Both governments said that the visit of Peru's envoy to Chile would "
     "go ahead.",
     (None, "both governments")),
    ("Chile and Peru said that Peru had asked Chile for maps.", ("PER", None)),
]  # fmt: skip
OUTLETS: list[tuple[str, Speaker]] = [
    ("Peruvian state media said that Chile had expelled two Peruvian envoys.", ("PER", None)),
    ("The Peruvian newspaper El Sol said that Chile had expelled two envoys of Peru.",
     (None, None)),
    ("Peru thanked Chile, according to the Peruvian news agency.", (None, None)),
]  # fmt: skip
TEXT_ITSELF: list[tuple[str, Speaker]] = [
    ("Peru said that the boat had been lost at sea, and accused Chile of lying.", (None, None)),
    ("Peru thanked Chile.", (None, None)),
    ("An official of Peru thanked Chile.", (None, None)),
    (
        "The road is open, a Peruvian envoy said, two days after Chile had thanked Peru.",
        (None, None),
    ),
]
TWICE: list[tuple[str, Speaker]] = [
    # Two steps of telling: the nearer one tells of calm alone.
    ("Peru's envoy wept. Peru answered that all should keep calm, and criticised Chile, the envoy "
     "said.", ("PER", "envoy")),
    ("Norway threatened nobody, a Norwegian envoy said, and it is ready to meet Peru.",
     ("NOR", "envoy")),
    (
        "Norway would not be drawn, a Norwegian envoy said, and was ready to meet Peru.",
        ("NOR", "envoy"),
    ),
    ("Norway agreed to pay Peru, and the banks opened at noon, according to a bank official.",
     (None, "bank official")),
    ("Norway's ministry said that Oslo intends to continue building ties with Peru.",
     ("NOR", "ministry")),
]  # fmt: skip


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speaker"),
    [*OFFICES, *NOBODY_KNOWS_WHOSE, *WITH_A_COLON, *SEVERAL, *OUTLETS, *TEXT_ITSELF, *TWICE],
)
def test_extract_names_who_says_so(text: str, speaker: Speaker) -> None:
    told = {(event.stated_by_actor, event.stated_by_person) for event in read(text).events}
    assert told == {speaker}


REPEATED: list[tuple[str, str, Speaker]] = [
    # The whole title goes before the noun, however near another official spoke.
    (
        "A Kenyan trade ministry official spoke of prices. A Ugandan official spoke of rain. Kenya "
        "warned Uganda that the gates would close, the trade ministry official said.",
        "THREATEN",
        ("KEN", "trade ministry official"),
    ),
    # The body's own state acts beside another.
    (
        "Kenya's military counted its boats. Kenyan and Ugandan officers are studying the wreck "
        "together, the military said.",
        "COOPERATE",
        ("KEN", "military"),
    ),
    # One of whom nobody knows whose he is came in between.
    (
        "A Kenyan official spoke of rain. The road is open, a customs official said. Kenya thanked "
        "Uganda for the road, the official said.",
        "SUPPORT",
        (None, "official"),
    ),
    # A diplomat in a place may be anybody's.
    (
        "Kenya asked Uganda for maps, a diplomat there said.",
        "REQUEST",
        (None, "diplomat"),
    ),
    (
        "The road is open, a Kenyan official said. Kenya thanked Uganda for the road, the official "
        "said.",
        "SUPPORT",
        ("KEN", "official"),
    ),
    # A clause in which somebody else acts follows the aside.
    (
        "Kenya called on Uganda to talk, a Kenyan diplomat said, and a Togolese diplomat condemned "
        "Uganda.",
        "ACCUSE",
        (None, None),
    ),
    (
        "Kenya called on Uganda to talk, a Kenyan diplomat said, and a Togolese diplomat condemned "
        "Uganda.",
        "REQUEST",
        ("KEN", "diplomat"),
    ),
    # Two bodies of one name, and a third state acts: whose it is stays open.
    (
        "Kenya's foreign ministry spoke of rain. A foreign ministry official in Kampala spoke of "
        "snow. A Togolese envoy will visit Kampala in May, an official of the ministry said.",
        "CONSULT",
        (None, "official"),
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "event_type", "speaker"), REPEATED)
def test_extract_knows_an_office_again(text: str, event_type: str, speaker: Speaker) -> None:
    told = {
        (event.stated_by_actor, event.stated_by_person)
        for event in read(text).events
        if event.event_type == event_type
    }
    assert told == {speaker}
