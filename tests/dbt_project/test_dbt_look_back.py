"""What the weekly tables say of the weeks before, against the same worked out in plain Python."""

from datetime import date
from typing import Any

import duckdb
import pytest

Key = tuple[str, ...]
COOPERATION = (1, 2)


@pytest.fixture
def weeks(marts: duckdb.DuckDBPyConnection) -> dict[date, bool]:
    """Which weeks were read."""
    return dict(
        marts.execute(
            "SELECT event_week, is_read FROM marts.fct_data_quality_week ORDER BY 1"
        ).fetchall()
    )


@pytest.fixture
def events(marts: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The counted events."""
    return rows(marts, "SELECT * FROM marts.fct_event WHERE is_counted ORDER BY event_key")


def rows(marts: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = marts.execute(query)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]


def read_before(weeks: dict[date, bool], week: date) -> list[date]:
    return [other for other, is_read in weeks.items() if is_read and other < week]


def distinct(events: list[dict[str, Any]], weeks: list[date]) -> dict[str, dict[str, Any]]:
    return {event["pair_event_id"]: event for event in events if event["event_week"] in weeks}


def of_pair(events: list[dict[str, Any]], *sides: str) -> list[dict[str, Any]]:
    return [e for e in events if {e["source_actor"], e["target_actor"]} == set(sides)]


def test_dbt_pairs_are_usual_new_and_quiet_as_in_python(
    marts: duckdb.DuckDBPyConnection, weeks: dict[date, bool], events: list[dict[str, Any]]
) -> None:
    found = set()
    for row in rows(marts, "SELECT * FROM marts.fct_pair_week"):
        week, ours = row["event_week"], of_pair(events, row["actor_a"], row["actor_b"])
        before = read_before(weeks, week)
        so_far = [event for event in ours if event["event_week"] <= week]
        last = max(event["event_week"] for event in so_far)
        past = max((e["event_week"] for e in so_far if e["event_week"] < week), default=date.min)
        usual = before[:-2][-26:]
        expected: dict[str, Any] = dict.fromkeys(
            ("n_usual_weeks", "usual_events", "is_new_contact", "is_gone_quiet")
        )
        if weeks[week]:
            expected["n_usual_weeks"] = len(usual)
            if len(before) >= 8:
                expected["is_new_contact"] = last == week and past < before[-8]
            if len(usual) >= 8:
                number = len(distinct(ours, usual))
                expected["usual_events"] = round(number / len(usual), 6)
                expected["is_gone_quiet"] = number >= len(usual) and last < before[-2]
        key = max((event["counted_date"], event["event_key"]) for event in so_far)[1]
        expected["last_event_key"] = key
        expected["n_read_weeks_silent"] = sum(
            is_read for other, is_read in weeks.items() if last < other <= week
        )
        assert {name: row[name] for name in expected} == expected, (row["actor_a"], week)
        found |= {name for name in ("is_new_contact", "is_gone_quiet") if expected[name]}
    assert found == {"is_new_contact", "is_gone_quiet"}, "the landing has no such week"


def test_dbt_pairs_have_a_row_to_the_eighth_silent_week_and_while_they_are_quiet(
    marts: duckdb.DuckDBPyConnection, weeks: dict[date, bool], events: list[dict[str, Any]]
) -> None:
    expected = set()
    for sides in {tuple(sorted((e["source_actor"], e["target_actor"]))) for e in events}:
        active = {event["event_week"] for event in of_pair(events, *sides)}
        silent = 99
        for week in weeks:
            silent = 0 if week in active else silent + 1
            if silent <= 8:
                expected.add((*sides, week))
    found = {
        (row["actor_a"], row["actor_b"], row["event_week"]): row
        for row in rows(marts, "SELECT * FROM marts.fct_pair_week")
    }
    assert expected <= set(found)
    assert all(found[key]["is_gone_quiet"] for key in set(found) - expected)
    dyads = {
        (*sorted((row["source_actor"], row["target_actor"])), row["event_week"])
        for row in rows(marts, "SELECT * FROM marts.fct_dyad_week")
    }
    assert dyads == expected


@pytest.mark.parametrize("table", ["fct_dyad_week", "fct_pair_week"])
def test_dbt_net_cooperation_is_the_one_worked_out_in_python(
    marts: duckdb.DuckDBPyConnection,
    weeks: dict[date, bool],
    events: list[dict[str, Any]],
    table: str,
) -> None:
    given = 0
    for row in rows(marts, f"SELECT * FROM marts.{table}"):
        if table == "fct_pair_week":
            ours = of_pair(events, row["actor_a"], row["actor_b"])
        else:
            sides = (row["source_actor"], row["target_actor"])
            ours = [e for e in events if (e["source_actor"], e["target_actor"]) == sides]
        now = distinct(ours, [row["event_week"]]).values()
        past = distinct(ours, read_before(weeks, row["event_week"])[-52:]).values()
        if not now:
            assert row["net_cooperation"] is None
            continue
        share = (sum(e["quad_class"] in COOPERATION for e in past) + 4) / (len(past) + 8)
        p = (sum(e["quad_class"] in COOPERATION for e in now) + 8 * share) / (len(now) + 8)
        assert row["net_cooperation"] == pytest.approx(2 * p - 1, abs=1e-6)
        given += 1
    assert given > 50


def test_dbt_classes_have_the_precedent_found_in_python(
    marts: duckdb.DuckDBPyConnection, weeks: dict[date, bool], events: list[dict[str, Any]]
) -> None:
    found = rows(marts, "SELECT * FROM marts.fct_dyad_quad_week")
    for row in found:
        key = (row["source_actor"], row["target_actor"], row["quad_class"])
        of_class = [
            event["event_week"]
            for event in events
            if (event["source_actor"], event["target_actor"], event["quad_class"]) == key
        ]
        before = read_before(weeks, row["event_week"])[-26:]
        last = max((week for week in of_class if week < row["event_week"]), default=None)
        assert row["n_events"] == of_class.count(row["event_week"])
        assert row["last_week"] == last
        assert row["n_weeks_looked_back"] == len(before)
        assert row["has_precedent"] is bool(last and before and last >= before[0])
    assert {row["has_precedent"] for row in found} == {True, False}
    assert sum(row["n_events"] for row in found) == len(events)


def test_dbt_effective_sources_are_the_ones_worked_out_in_python(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    articles: dict[Key, dict[str, set[str]]] = {}
    for report in rows(
        marts,
        "SELECT reports.*, events.source_actor, events.target_actor "
        "FROM marts.fct_event_report AS reports JOIN marts.fct_event AS events USING (event_key) "
        "WHERE reports.is_counted",
    ):
        key = (report["source_actor"], report["target_actor"], report["event_week"])
        by_source = articles.setdefault(key, {})
        if report["is_first_of_story"]:
            by_source.setdefault(report["source_id"], set()).add(report["article_id"])
    several = 0
    for row in rows(marts, "SELECT * FROM marts.fct_dyad_week WHERE n_events > 0"):
        key = (row["source_actor"], row["target_actor"], row["event_week"])
        counts = [len(found) for found in articles[key].values()]
        expected = sum(counts) ** 2 / sum(n * n for n in counts) if counts else 1
        assert row["n_effective_sources"] == pytest.approx(expected, abs=1e-6)
        assert row["n_sources"] == max(1, len(counts))
        several += len(counts) > 1
    assert several > 10
