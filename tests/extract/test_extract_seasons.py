"""Seasons and other loose spans of time: no date, and background where they are over."""

from datetime import date

import pytest
from reading import read, told

OCCURRED, BACKGROUND = {"NOR>PER SANCTION"}, {"NOR>PER SANCTION background"}
# The day of publication is a Sunday in February.
LOOSE_TIMES = [
    ("Last autumn Norway expelled Peru's ambassador.", BACKGROUND),
    ("Norway expelled Peru's ambassador last winter.", BACKGROUND),
    ("Norway expelled Peru's ambassador in the spring.", BACKGROUND),
    ("Over the summer Norway expelled Peru's ambassador.", BACKGROUND),
    ("In spring Norway expelled Peru's ambassador.", BACKGROUND),
    ("In autumn 2022 Norway expelled Peru's ambassador.", BACKGROUND),
    ("Norway expelled Peru's ambassador two years ago.", BACKGROUND),
    ("Norway expelled Peru's ambassador at that time.", BACKGROUND),
    ("In the 1990s Norway expelled Peru's ambassador.", BACKGROUND),
    ("In the nineties Norway expelled Peru's ambassador.", BACKGROUND),
    ("Last autumn Norway left the pact and expelled Peru's ambassador.", BACKGROUND),
    # The week of publication lies in the span, or the span dates something else.
    ("Norway expelled Peru's ambassador this winter.", OCCURRED),
    ("Earlier this week Norway expelled Peru's ambassador.", OCCURRED),
    ("Norway on Friday expelled Peru's ambassador, who came in the spring.", OCCURRED),
    ("Norway expelled Peru's ambassador after the spring offensive.", OCCURRED),
    ("Norway expelled Peru's ambassador after the fall of the town.", OCCURRED),
    ("Norway will send tanks to Peru in the spring.", {"NOR>PER AGREE planned"}),
    ("Norway will expel Peru's ambassador this summer.", {"NOR>PER THREATEN"}),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "events"), LOOSE_TIMES)
def test_extract_seasons_put_an_act_back(text: str, events: set[str]) -> None:
    assert told(text) == events


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "published", "events"),
    [
        ("This summer Norway expelled Peru's ambassador.", date(2024, 7, 3), OCCURRED),
        ("This summer Norway expelled Peru's ambassador.", date(2024, 11, 3), BACKGROUND),
        ("In the spring Norway expelled Peru's ambassador.", date(2024, 5, 30), OCCURRED),
        # The week of 2 March begins in February: winter is not over.
        ("This winter Norway expelled Peru's ambassador.", date(2024, 3, 2), OCCURRED),
        ("This winter Norway expelled Peru's ambassador.", date(2024, 3, 9), BACKGROUND),
        ("Earlier this year Norway expelled Peru's ambassador.", date(2024, 11, 3), BACKGROUND),
        ("Earlier this year Norway expelled Peru's ambassador.", date(2024, 2, 4), OCCURRED),
        ("This year Norway expelled Peru's ambassador.", date(2024, 11, 3), OCCURRED),
    ],
)
def test_extract_seasons_hold_the_week_of_publication(
    text: str, published: date, events: set[str]
) -> None:
    assert told(text, published) == events


@pytest.mark.model
def test_extract_seasons_are_no_dates() -> None:
    (event,) = read("Last autumn Norway expelled Peru's ambassador.").events
    assert (event.event_date, event.event_date_precision) == (None, "unknown")
