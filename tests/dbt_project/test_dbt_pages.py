"""The pages' queries on a warehouse of the real models: what hand-made tables can't show."""

from datetime import date, timedelta

import duckdb
import pytest
from synthetic import FIRST_MONDAY, NAMES, UNREAD_WEEKS, WEEKS

import reports
from reports.loading import load_rows, weeks_with_events

LAST = FIRST_MONDAY + timedelta(weeks=WEEKS - 1)
SOMETIMES = (
    "classes",
    "new_contacts",
    "gone_quiet",
    "late_articles",
    "quotations",
    "days",
    "outcomes",
    "sources",
)


def test_dbt_every_week_loads_into_the_rows_of_its_page(marts: duckdb.DuckDBPyConnection) -> None:
    """Each query gives the columns of its class, and each finds something in some week."""
    seen = dict.fromkeys(SOMETIMES, 0)
    for week in weeks_with_events(marts):
        rows = load_rows(marts, week)
        in_pairs = sum(row.n_events for (*_, of), row in rows.pair_weeks.items() if of == week)
        in_classes = sum(row.n_events for (*_, of), row in rows.dyad_weeks.items() if of == week)
        assert rows.totals.n_events == in_pairs <= in_classes
        assert set(rows.week_keys) <= set(rows.events)
        assert set(rows.reports) == set(rows.events)
        for name in SOMETIMES:
            seen[name] += len(getattr(rows, name))
    assert all(seen.values()), seen


@pytest.mark.parametrize(
    ("week", "words"),
    [
        pytest.param(FIRST_MONDAY, "4", id="first"),
        pytest.param(FIRST_MONDAY + timedelta(weeks=min(UNREAD_WEEKS)), "Not read", id="unread"),
        pytest.param(LAST, "points", id="last"),
    ],
)
def test_dbt_marts_make_a_page(marts: duckdb.DuckDBPyConnection, week: date, words: str) -> None:
    view = reports.load_week(marts, week, 1)
    page = reports.render_week(view)
    assert page.rstrip().endswith("</html>")
    assert words in page
    shown = {pair.anchor for pair in (*view.pairs, *view.other_pairs)}
    assert shown
    actors = {code for anchor in shown for code in anchor.upper().split("-")}
    assert all(NAMES[code] in page for code in actors)


def test_dbt_silence_is_counted_in_read_weeks_and_makes_a_page(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    weeks = marts.execute(
        "SELECT event_week FROM marts.fct_pair_week WHERE is_gone_quiet ORDER BY 1"
    ).fetchall()
    silent = [load_rows(marts, week).gone_quiet[0].n_read_weeks_silent for (week,) in weeks]
    assert silent == list(range(3, 3 + len(weeks)))
    assert "no events" in reports.render_week(reports.load_week(marts, weeks[0][0], 1))
