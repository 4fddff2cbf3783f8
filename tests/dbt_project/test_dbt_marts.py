"""The marts against an index worked out in plain Python, and against themselves."""

import copy
from collections.abc import Callable
from datetime import datetime, timedelta
from math import exp
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml
from builders import make_article_row, make_event_row
from synthetic import FIRST_MONDAY, UNREAD_WEEKS, WEEKS, marts_of

from orchestration.settings import project_root
from orchestration.tables import LANDING_TABLES

DELTA = 2 ** (-1 / 4)
WEEKLY = (
    "fct_actor_week",
    "fct_article",
    "fct_data_quality_week",
    "fct_dyad_quad_week",
    "fct_dyad_week",
    "fct_event",
    "fct_event_report",
    "fct_pair_week",
)


def week_column(mart: str) -> int:
    """Where the week stands in the rows of a mart."""
    text = (project_root / "dbt_project" / "models" / "marts" / f"{mart}.yml").read_text()
    names = [column["name"] for column in yaml.safe_load(text)["models"][0]["columns"]]
    return names.index("published_week" if mart == "fct_article" else "event_week")


def reference_index(
    weekly: dict[int, tuple[float, float]], read: set[int], last: int
) -> dict[int, tuple[float, float, float, float]]:
    """Week number to (index, log-odds, scale, baseline), by design's formulas, week by week."""
    sums: dict[int, float] = {}
    activity: dict[int, float] = {}
    held = (0.0, 0.0)
    for week in range(last + 1):
        new = weekly.get(week, (0.0, 0.0))
        held = (held[0] * DELTA + new[0], held[1] * DELTA + new[1])
        sums[week], activity[week] = held
    result = {}
    for week in range(last + 1):
        past = [other for other in range(max(0, week - 60), week - 8) if other in read]
        n = len(past)
        scale = max(19.0, (sum(activity[other] for other in past) + 8 * 19) / (n + 8))
        baseline = sum(sums[other] for other in past) / (n + 8) / scale
        log_odds = baseline + sums[week] / scale
        result[week] = (100 / (1 + exp(-log_odds)), log_odds, scale, baseline)
    return result


@pytest.mark.parametrize("dyad", [("KOR", "RUS"), ("RUS", "KOR"), ("IND", "PAK"), ("PAK", "IND")])
def test_dbt_index_is_the_one_worked_out_in_python(
    marts: duckdb.DuckDBPyConnection, dyad: tuple[str, str]
) -> None:
    weekly: dict[int, tuple[float, float]] = {}
    for day, intensity in marts.execute(
        "SELECT counted_date, intensity FROM marts.fct_event WHERE is_counted "
        "AND source_actor = ? AND target_actor = ? ORDER BY event_key",
        dyad,
    ).fetchall():
        week = (day - FIRST_MONDAY).days // 7
        age = 6 - (day - FIRST_MONDAY).days % 7
        weight = float(intensity) * 2 ** (-age / 28)
        held = weekly.get(week, (0.0, 0.0))
        weekly[week] = (held[0] + weight, held[1] + abs(weight))
    read = set(range(WEEKS)) - UNREAD_WEEKS
    # Events may be dated up to two days before the first article: week numbers go by the calendar.
    expected = reference_index(weekly, read, WEEKS - 1)
    rows = marts.execute(
        "SELECT event_week, index, index_change_1w FROM marts.fct_dyad_week "
        "WHERE source_actor = ? AND target_actor = ? AND index IS NOT NULL ORDER BY 1",
        dyad,
    ).fetchall()
    assert len(rows) > 50
    for monday, index, change in rows:
        week = (monday - FIRST_MONDAY).days // 7
        assert index == pytest.approx(expected[week][0], abs=1e-5), (dyad, week)
        if change is not None:
            assert change == pytest.approx(expected[week][0] - expected[week - 1][0], abs=1e-5)


def test_dbt_unread_weeks_have_no_value_and_no_change_across_them(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    mondays = {FIRST_MONDAY + timedelta(weeks=week) for week in UNREAD_WEEKS}
    after = {monday + timedelta(weeks=1) for monday in mondays}
    for monday, is_read, index, change in marts.execute(
        "SELECT event_week, is_read, index, index_change_1w FROM marts.fct_pair_week"
    ).fetchall():
        assert is_read is (monday not in mondays)
        if monday in mondays:
            assert (index, change) == (None, None)
        if monday in after:
            assert change is None


def test_dbt_denied_and_background_are_in_no_count(marts: duckdb.DuckDBPyConnection) -> None:
    counted = marts.execute("SELECT count(*) FROM marts.fct_event WHERE is_counted").fetchone()
    in_weeks = marts.execute("SELECT sum(n_events) FROM marts.fct_dyad_week").fetchone()
    assert counted == in_weeks
    others = marts.execute(
        "SELECT count(*) FROM marts.fct_event WHERE status IN ('denied', 'background') "
        "AND (is_counted OR contribution IS NOT NULL)"
    ).fetchone()
    assert others == (0,)


def test_dbt_event_contributions_add_up_to_the_part_of_events(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    wrong = marts.execute(
        "SELECT weeks.* FROM marts.fct_dyad_week AS weeks JOIN (SELECT source_actor, target_actor, "
        "event_week, sum(contribution) AS total FROM marts.fct_event GROUP BY ALL) AS events "
        "USING (source_actor, target_actor, event_week) "
        "WHERE abs(total - contribution_events) > 1e-4"
    ).fetchall()
    assert wrong == []


def test_dbt_marts_do_not_depend_on_threads_or_on_the_order_of_rows(
    built: Path, build: Callable[..., Path], landing: dict[str, list[dict[str, Any]]]
) -> None:
    assert marts_of(build(landing, threads=4, order=3)) == marts_of(built)


def test_dbt_late_event_changes_only_weeks_from_its_date_on(
    built: Path, build: Callable[..., Path], landing: dict[str, list[dict[str, Any]]]
) -> None:
    late = copy.deepcopy(landing)
    day = FIRST_MONDAY + timedelta(weeks=60, days=2)
    article = make_article_row(
        published_date=day,
        published_at=datetime.combine(day, datetime.max.time().replace(microsecond=0)),
        title="Late",
        source_id="wire",
    )
    late["articles"].append(article)
    late["events"].append(
        make_event_row(article_id=article["article_id"], event_type="ASSAULT", mode=None)
    )
    before, after = marts_of(built), marts_of(build(late))
    monday = FIRST_MONDAY + timedelta(weeks=60)
    for name in WEEKLY:
        changed = set(before[name]) ^ set(after[name])
        assert changed, name
        place = week_column(name)
        assert min(row[place] for row in changed) >= monday, name


def test_dbt_sources_are_the_landing_tables() -> None:
    text = (project_root / "dbt_project" / "models" / "staging" / "sources.yml").read_text()
    (source,) = yaml.safe_load(text)["sources"]
    described = {
        table["name"]: {column["name"]: column["description"] for column in table["columns"]}
        for table in source["tables"]
    }
    assert described == {
        table.name: {column.name: column.comment for column in table.columns}
        for table in LANDING_TABLES
    }
