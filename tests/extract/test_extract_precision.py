"""What a hasty reader takes for an event of today between two sides, and a careful one does not."""

from datetime import date

import pytest
from reading import read, told

WHO_IS_NO_PARTY = [
    # What a meeting or an office is about.
    (
        "The envoys of Norway and Peru met in Lima on Friday and condemned Chile's tariffs.",
        {"NOR<>PER CONSULT", "NOR>CHL ACCUSE", "PER>CHL ACCUSE"},
    ),
    ("Envoys of Norway and Peru met on Chile.", {"NOR<>PER CONSULT"}),
    ("Norway's minister met the Kenyan envoy for Somalia in Oslo.", {"KEN<>NOR CONSULT"}),
    # Who hears a complaint did not do the deed.
    (
        "Norway recalled its envoy from Lima and complained to the Security Council.",
        {"NOR>PER SANCTION"},
    ),
    # Who holds an office no longer speaks for himself.
    ("A delegation of former Norwegian ministers met Chile's president.", set()),
    ("Former Norwegian premier Kari Lund accused Peru of lying. Lund urged Peru to pay.", set()),
    # The one who urges the two is not one of them.
    (
        "The ministers of Norway and Peru met in the Kenyan capital. Kenya's president received "
        "them, and Kenya's minister spoke. Kenya is small. He urged the two neighbours to talk.",
        {"NOR<>PER CONSULT", "KEN>NOR REQUEST", "KEN>PER REQUEST"},
    ),
    # Who bore a deed is not its author.
    ("Norway condemned the killing of a Peruvian judge.", set()),
    ("Norway condemned the arrest of a Peruvian by Chile.", {"NOR>CHL ACCUSE"}),
    ("Norway condemned Chile's killing of a Peruvian.", {"NOR>CHL ACCUSE"}),
    # Of two sides one is only there to be set against, or to describe the other.
    ("Norway rather than Peru condemned Chile.", {"NOR>CHL ACCUSE"}),
    ("Kenya's ally Uganda condemned Somalia.", {"UGA>SOM ACCUSE"}),
    # A newspaper speaks for no state.
    ("A Norwegian newspaper accused Peru of lying.", set()),
    # What a victim says in quotation marks is its charge.
    ('"Uganda attacked us," a Kenyan official said.', {"KEN>UGA ACCUSE"}),
]
WHAT_IS_NO_SUCH_ACT = [
    # What both speak of is not a talk between them.
    ("A ferry has been spoken of by both Norway and Peru.", set()),
    ("A ferry had been talked about by Norway and Peru since May.", set()),
    ("Coast guards of Kenya and Uganda met each other with water cannon.", set()),
    ("Kenyan boats met Ugandan boats with gunfire.", set()),
    ("Coast guards of Kenya and Uganda met in Kampala.", {"KEN<>UGA CONSULT"}),
    # Two verbs share an object only where the first has nothing of its own.
    ("Norwegian police seized and searched a Peruvian ship.", {"NOR>PER COERCE"}),
    # A warning of what others do, or of the weather, threatens nobody.
    ("Norway warned Peru of a storm.", set()),
    ("Norway warned Peru that Chile was planning an attack.", set()),
    ("Norway warned Peru that it would answer any attack.", {"NOR>PER THREATEN"}),
    # An attack in words.
    ("Norway attacked Peru's record on fishing.", set()),
    ("Norway attacked Peru over its record.", set()),
    ("Norway attacked a Peruvian base.", {"NOR>PER ASSAULT"}),
    # What was to be by a day that is over did perhaps not come about.
    ("Norway's premier had been due to visit Peru in January.", set()),
    ("Norway's premier was to meet Peru's president on January 30.", set()),
    ("Norway's premier is to meet Peru's president on Friday.", {"NOR<>PER CONSULT planned"}),
]
LONG_AGO = [
    (
        "Norway closed its port in August 2022, when a Peruvian minister visited Chile.",
        {"PER>CHL CONSULT background"},
    ),
    (
        "When a Peruvian minister visited Chile in August 2022, Norway said nothing.",
        {"PER>CHL CONSULT background"},
    ),
    ("In 2019 Norway raised its tariffs and condemned Peru.", {"NOR>PER ACCUSE background"}),
    (
        "In November, Chile voted for keeping a Norwegian ban, which Peru condemned.",
        {"PER>NOR ACCUSE background"},
    ),
    (
        "Norway and Peru had been holding talks about the fishing grounds.",
        {"NOR<>PER CONSULT background"},
    ),
    ("Five years after Norway attacked Peru, families mourn.", {"NOR>PER ASSAULT background"}),
    # What came next is as old as what it follows.
    (
        "Norway seized a Peruvian ship in 2015. Peru answered by expelling two Norwegian envoys.",
        {"NOR>PER COERCE background", "PER>NOR SANCTION background"},
    ),
    (
        "Ten years ago Norway expelled Peru's envoy. A year later Chile condemned Norway.",
        {"NOR>PER SANCTION background", "CHL>NOR ACCUSE background"},
    ),
    (
        "Norway seized a Peruvian ship in 2015. Peru then expelled a Norwegian envoy on Friday.",
        {"NOR>PER COERCE background", "PER>NOR SANCTION"},
    ),
    # A day of its own is its own.
    (
        "Norway left the pact in 2019, and on Friday condemned Peru for doing the same.",
        {"NOR>PER ACCUSE"},
    ),
    ("Norway, which left the pact in 2019, condemned Peru.", {"NOR>PER ACCUSE"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), [*WHO_IS_NO_PARTY, *WHAT_IS_NO_SUCH_ACT, *LONG_AGO])
def test_extract_gives_only_what_is_so(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.model
@pytest.mark.parametrize(
    ("published", "status"), [(date(2024, 1, 25), "background"), (date(2024, 1, 5), "occurred")]
)
def test_extract_month_is_past_by_its_middle(published: date, status: str) -> None:
    text = "Norway condemned Peru in December."
    assert {event.status for event in read(text, published).events} == {status}


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "Peru's foreign ministry spoke of peace. Norway accused Chile of lying, an official "
            "of the ministry said.",
            {None},
        ),
        (
            "Norway's foreign ministry spoke of peace. Norway accused Chile of lying, an official "
            "of the ministry said.",
            {"NOR"},
        ),
    ],
)
def test_extract_leaves_open_whose_ministry_it_is(text: str, speakers: set[str | None]) -> None:
    assert {event.stated_by_actor for event in read(text).events} == speakers
