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
]
WHAT_IS_NO_SUCH_ACT = [
    ("Coast guards of Kenya and Uganda met each other with water cannon.", set()),
    ("Kenyan boats met Ugandan boats with gunfire.", set()),
    ("Coast guards of Kenya and Uganda met in Kampala.", {"KEN<>UGA CONSULT"}),
    # Two verbs share an object only where the first has nothing of its own.
    ("Norwegian police seized and searched a Peruvian ship.", {"NOR>PER COERCE"}),
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
