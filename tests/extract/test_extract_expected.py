"""What is only expected of a side, could have been, or is said of it by nobody in particular."""

import pytest
from reading import read, told

WHAT_IS_ONLY_EXPECTED = [
    # Somebody else than the source looks ahead.
    ("Analysts expect Norway to sanction Peru.", {"NOR>PER SANCTION hypothetical"}),
    ("Spain expects Norway to attack Peru.", {"NOR>PER ASSAULT hypothetical"}),
    ("Spain believes that Norway will attack Peru.", {"NOR>PER ASSAULT hypothetical"}),
    ("Spain warned that Norway would attack Peru.", {"NOR>PER ASSAULT hypothetical"}),
    ("Norway will ban imports from Peru, analysts said.", {"NOR>PER SANCTION hypothetical"}),
    (
        "Norway will expel Peru's ambassador, according to experts.",
        {"NOR>PER SANCTION hypothetical"},
    ),
    ("Analysts expect a Norwegian attack on Peru.", {"NOR>PER ASSAULT hypothetical"}),
    ("Analysts expect Norway to offer Peru a loan.", {"NOR>PER AID hypothetical"}),
    ("Norway is likely to impose sanctions on Peru.", {"NOR>PER SANCTION hypothetical"}),
    ("Norway is widely expected to impose sanctions on Peru.", {"NOR>PER SANCTION hypothetical"}),
    # The source itself does, or a visit is simply due.
    ("Norway said it expected to impose sanctions on Peru.", {"NOR>PER THREATEN"}),
    ("Norway said it would impose sanctions on Peru.", {"NOR>PER THREATEN"}),
    ("Norway will impose sanctions on Peru.", {"NOR>PER THREATEN"}),
    ("Norway's premier is expected to visit Peru on Friday.", {"NOR>PER CONSULT planned"}),
    ("Peru expects Norway's premier to visit it in March.", {"NOR>PER CONSULT planned"}),
    ("Analysts expect trouble. Norway expelled Peru's ambassador.", {"NOR>PER SANCTION"}),
]
WHAT_WAS_NOT = [
    ("Spain said Norway would have attacked Peru.", {"NOR>PER ASSAULT hypothetical"}),
    (
        "Norway would have attacked Peru if Chile had not stepped in.",
        {"NOR>PER ASSAULT hypothetical"},
    ),
    ("Norway said it could have expelled Peru's envoy.", {"NOR>PER SANCTION hypothetical"}),
    ("Norway may have expelled Peru's envoy.", {"NOR>PER SANCTION hypothetical"}),
    ("Norway has expelled Peru's envoy.", {"NOR>PER SANCTION"}),
    ("Norway may expel Peru's envoy, Norway's premier said.", {"NOR>PER THREATEN"}),
]
WHAT_IS_HEARSAY = [
    ("Norway is said to have supplied arms to Peru.", {"NOR>PER AID background"}),
    (
        "Norwegian agents are thought to have killed a Peruvian judge.",
        {"NOR>PER ASSAULT background"},
    ),
    ("It is believed that Norway supplied Peru with drones.", {"NOR>PER AID background"}),
    ("Norway is believed to be preparing to attack Peru.", {"NOR>PER ASSAULT hypothetical"}),
    (
        "Norway, which is alleged to have attacked Peru, kept silent.",
        {"NOR>PER ASSAULT background"},
    ),
    ("Norway allegedly attacked Peru.", {"NOR>PER ASSAULT background"}),
    ("Norway is known to have supplied arms to Peru.", {"NOR>PER AID"}),
    ("Norway is said by Chile to have supplied arms to Peru.", {"NOR>PER AID"}),
    ("Norway was said to be calm. It condemned Peru.", {"NOR>PER ACCUSE"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "events"), WHAT_IS_ONLY_EXPECTED)
def test_extract_expected_by_others_is_no_threat(text: str, events: set[str]) -> None:
    assert told(text) == events


@pytest.mark.model
@pytest.mark.parametrize(("text", "events"), WHAT_WAS_NOT)
def test_extract_expected_but_did_not_happen(text: str, events: set[str]) -> None:
    assert told(text) == events


@pytest.mark.model
@pytest.mark.parametrize(("text", "events"), WHAT_IS_HEARSAY)
def test_extract_expected_by_hearsay_does_not_count(text: str, events: set[str]) -> None:
    assert told(text) == events


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "stated_by"),
    [
        ("Norway is said to have supplied arms to Peru.", None),
        ("Norway was reported to have supplied arms to Peru.", None),
        ("Norway is known to have supplied arms to Peru.", None),
        ("Norway is said by Chile to have supplied arms to Peru.", "CHL"),
        ("Norway said it had supplied arms to Peru.", "NOR"),
    ],
)
def test_extract_expected_hearsay_is_not_stated_by_the_accused(
    text: str, stated_by: str | None
) -> None:
    assert [event.stated_by_actor for event in read(text).events] == [stated_by]
