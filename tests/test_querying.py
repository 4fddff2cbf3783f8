"""Answers as tables, records and JSON."""

import json
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from orchestration.querying import Answer, as_json, formatted, record_table

NO_NUMBER = float("nan")


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (NO_NUMBER, None),
        (float("inf"), None),
        ([1.5, -float("inf"), None], [1.5, None, None]),
        ({"a": {"b": NO_NUMBER}}, {"a": {"b": None}}),
        ({date(2024, 1, 1): 1}, {"2024-01-01": 1}),
        (Decimal("2.50"), 2.5),
        (Decimal("NaN"), None),
        (date(2024, 1, 1), "2024-01-01"),
        (time(10), "10:00:00"),
        (True, True),
        ("é", "é"),
    ],
)
def test_querying_json_is_valid_whatever_the_value(value: Any, read: Any) -> None:
    text = formatted(Answer(("x",), ((value,),)), "json")
    assert json.loads(text, parse_constant=refuse) == [{"x": read}]
    assert json.loads(as_json({"rows": value}), parse_constant=refuse) == {"rows": read}


def test_querying_table_that_is_too_wide_becomes_records_with_all_columns() -> None:
    evidence = "Seoul criticised Moscow. " * 8
    rows = [
        {"event_id": "a1", "mode": None, "contexts": ("economic", "cyber"), "evidence": evidence},
        {"event_id": "b2", "mode": "visit", "contexts": (), "evidence": "Short."},
    ]
    text = record_table(rows, 60)
    lines = text.splitlines()
    assert max(map(len, lines)) <= 60
    assert [line.split()[0] for line in lines if line[:1].isalpha()] == [*rows[0], *rows[1]]
    assert " ".join(evidence.split()) in " ".join(text.split())
    assert "economic, cyber" in text
    assert lines[-1] == "(2 rows)"


def test_querying_table_that_fits_stays_a_table() -> None:
    rows = [{"event_id": "a1", "mode": "visit"}]
    assert record_table(rows, 60) == record_table(rows)
    assert record_table(rows, 60).splitlines()[0] == "event_id  mode"
    assert record_table([], 60) == "(0 rows)"


def test_querying_csv_starts_no_formula_in_a_spreadsheet() -> None:
    answer = Answer(("title", "intensity"), (("=HYPERLINK(1)", -2.0), ("@SUM(A1)", -1), ("a=b", 0)))
    lines = formatted(answer, "csv").splitlines()
    assert lines == ["title,intensity", "'=HYPERLINK(1),-2.0", "'@SUM(A1),-1", "a=b,0"]
