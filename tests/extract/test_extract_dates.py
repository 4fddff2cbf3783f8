"""Days named in a text, counted from the Sunday on which it was published."""

from datetime import date

import pytest

from orchestration.extract.dates import find_expressions, resolve

PUBLISHED = date(2024, 2, 4)


@pytest.mark.parametrize(
    ("words", "tense", "day", "precision"),
    [
        ("on Friday", None, date(2024, 2, 2), "day"),
        ("on Friday", "future", date(2024, 2, 9), "day"),
        ("on Monday", "past", date(2024, 1, 29), "day"),
        ("next Tuesday", None, date(2024, 2, 6), "day"),
        ("yesterday", None, date(2024, 2, 3), "day"),
        ("tomorrow", None, date(2024, 2, 5), "day"),
        ("two days ago", None, date(2024, 2, 2), "day"),
        ("last weekend", "past", date(2024, 1, 22), "week"),
        ("at the weekend", "past", date(2024, 1, 29), "week"),
        ("last week", None, date(2024, 1, 22), "week"),
        ("earlier this month", None, date(2024, 2, 1), "month"),
        ("last year", None, date(2023, 1, 1), "year"),
        ("on 2 February", "past", date(2024, 2, 2), "day"),
        ("on February 2, 2024", None, date(2024, 2, 2), "day"),
        ("in March 2023", None, date(2023, 3, 1), "month"),
        ("in January", "past", date(2024, 1, 1), "month"),
        ("since 2011", None, date(2011, 1, 1), "year"),
    ],
)
def test_extract_date_expressions(words: str, tense: str | None, day: date, precision: str) -> None:
    (expression,) = find_expressions(f"The envoys spoke {words}.")
    assert resolve(expression, PUBLISHED, tense) == (day, precision)


def test_extract_dates_nothing_by_less_than_a_span() -> None:
    assert find_expressions("Less than a week ago the envoys spoke.") == []


def test_extract_dates_since_bears_on_no_act() -> None:
    (expression,) = find_expressions("It has been so since 2011.")
    assert expression.relation == "since"


@pytest.mark.parametrize("text", ["They may march on.", "It sent 2,000 troops.", "Talks went on."])
def test_extract_dates_what_is_no_date_is_left(text: str) -> None:
    assert find_expressions(text) == []
