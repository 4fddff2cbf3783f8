"""A place that opens a sentence or follows "in" says where, and whose ministry sits there."""

import pytest
from reading import told

WHERE_NOT_WHOM = [
    ("Azerbaijan called off a session in Washington.", set()),
    ("Norway called off a summit in Peru.", set()),
    ("Norway boycotted a conference in Lima.", set()),
    ("Norway cancelled a meeting in Lima with Chile.", {"NOR>CHL REJECT"}),
    ("Norway called off a visit to Lima.", {"NOR>PER REJECT"}),
    ("Norway called off talks with Peru.", {"NOR>PER REJECT"}),
]
WHOSE_MINISTRY = [
    (
        "Norway and Peru clashed in May. "
        "In Tehran, the foreign ministry urged both capitals to show restraint.",
        {"IRN>NOR REQUEST", "IRN>PER REQUEST", "NOR<>PER ASSAULT background"},
    ),
    (
        "Norway's foreign ministry accused Peru of lying. "
        "In Santiago, the foreign ministry condemned Norway.",
        {"NOR>PER ACCUSE", "CHL>NOR ACCUSE"},
    ),
    (
        "Norway attacked Peru. In Lima the defence ministry accused Norway of aggression.",
        {"NOR>PER ASSAULT", "PER>NOR ACCUSE"},
    ),
    # An embassy there is another state's, and a visitor is not at home.
    ("In Lima, the embassy condemned Norway.", set()),
    ("In Lima, the Kenyan foreign ministry condemned Norway.", {"KEN>NOR ACCUSE"}),
    ("In Lima, Kenya's minister condemned Norway.", {"KEN>NOR ACCUSE"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "events"), WHERE_NOT_WHOM)
def test_extract_seats_of_talks_are_no_party(text: str, events: set[str]) -> None:
    assert told(text) == events


@pytest.mark.model
@pytest.mark.parametrize(("text", "events"), WHOSE_MINISTRY)
def test_extract_seats_tell_whose_ministry_speaks(text: str, events: set[str]) -> None:
    assert told(text) == events
