"""From the published copy to rows: every query of the briefing is run here, none anywhere else."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from reports import rows

PANEL_WEEKS = 26

Row = TypeVar("Row")


@dataclass(frozen=True)
class WeekRows:
    """All that one week's page is made from; `events` and `reports` also hold earlier events
    that its charts and sentences name."""

    week: date
    quality: rows.Quality
    totals: rows.Totals
    actors: dict[str, str]
    week_keys: tuple[str, ...]
    events: dict[str, rows.Event]
    reports: dict[str, tuple[rows.Report, ...]]
    pair_weeks: dict[tuple[str, str, date], rows.PairWeek]
    dyad_weeks: dict[tuple[str, str, date], rows.DyadWeek]
    weeks: tuple[rows.Week, ...]
    classes: dict[tuple[str, str, int], rows.ClassHistory]
    new_contacts: tuple[rows.NewContact, ...]
    gone_quiet: tuple[rows.GoneQuiet, ...]
    outcomes: tuple[rows.Outcome, ...]
    days: tuple[rows.Day, ...]
    sources: tuple[rows.WeekSource, ...]
    quotations: tuple[rows.Quotation, ...]
    late_articles: tuple[rows.LateArticle, ...]


class UnknownWeekError(ValueError):
    """The warehouse has nothing of the week; the message says which weeks it has."""


def weeks_with_events(connection: duckdb.DuckDBPyConnection) -> list[date]:
    """Mondays of the weeks that have an event to show, ascending."""
    found = connection.execute(sql("weeks_with_events")).fetchall()
    return [week for (week,) in found]


def load_rows(
    connection: duckdb.DuckDBPyConnection, week: date, *, with_details: bool = True
) -> WeekRows:
    """The rows behind the page of the week that begins on the Monday `week`.

    Without details only what a headline needs is read: no panels, no tags, no quality.

    Raises:
        UnknownWeekError: `week` is no Monday, or nothing was read and nothing happened in it.
    """
    if week.weekday() != 0:
        raise UnknownWeekError(f"a week begins on a Monday, and {week.isoformat()} is none")
    at = {"week": week}
    quality = _read(connection, "quality", rows.Quality, at)
    if not quality:
        raise UnknownWeekError(_nothing_of(connection, week))
    panel = _panel_weeks(_detail(connection, "weeks", rows.Week, at, with_details))
    week_keys = _keys(connection, "week_keys", at)
    quiet = _read(connection, "gone_quiet", rows.GoneQuiet, at)
    keys = {*week_keys, *(pair.last_event_key for pair in quiet)}
    if panel:
        keys |= set(
            _keys(connection, "landmark_keys", {"first": panel[0].event_week, "week": week})
        )
    events = _read(connection, "events", rows.Event, {"keys": sorted(keys)})
    reports: dict[str, list[rows.Report]] = {}
    for report in _read(connection, "reports", rows.Report, {"keys": sorted(keys)}):
        reports.setdefault(report.event_key, []).append(report)
    from_first = {"first": panel[0].event_week if panel else week, "week": week}
    return WeekRows(
        week=week,
        quality=quality[0],
        totals=_read(connection, "totals", rows.Totals, at)[0],
        actors=dict(connection.execute(sql("actors")).fetchall()),
        week_keys=week_keys,
        events={event.event_key: event for event in events},
        reports={key: tuple(found) for key, found in reports.items()},
        pair_weeks={
            (row.actor_a, row.actor_b, row.event_week): row
            for row in _read(connection, "pair_weeks", rows.PairWeek, at)
        },
        dyad_weeks={
            (row.source_actor, row.target_actor, row.event_week): row
            for row in _detail(connection, "dyad_weeks", rows.DyadWeek, from_first, with_details)
        },
        weeks=panel,
        classes={
            (row.source_actor, row.target_actor, row.quad_class): row
            for row in _detail(connection, "classes", rows.ClassHistory, at, with_details)
        },
        new_contacts=_read(connection, "new_contacts", rows.NewContact, at),
        gone_quiet=quiet,
        outcomes=_detail(connection, "outcomes", rows.Outcome, at, with_details),
        days=_detail(connection, "days", rows.Day, at, with_details),
        sources=_detail(connection, "week_sources", rows.WeekSource, at, with_details),
        quotations=_detail(connection, "quotations", rows.Quotation, at, with_details),
        late_articles=_detail(connection, "late_articles", rows.LateArticle, at, with_details),
    )


def _panel_weeks(weeks: Sequence[rows.Week]) -> tuple[rows.Week, ...]:
    """The last weeks, from the first that was read: before it there is nothing to show."""
    first = next((number for number, week in enumerate(weeks) if week.is_read), len(weeks))
    return tuple(weeks[first:][-PANEL_WEEKS:])


def _nothing_of(connection: duckdb.DuckDBPyConnection, week: date) -> str:
    known = weeks_with_events(connection)
    has = f"it has {known[0]} to {known[-1]}" if known else "it has none yet"
    return f"the warehouse has nothing of the week of {week.isoformat()}: {has}"


@cache
def sql(name: str) -> str:
    """The text of a query of `queries/`."""
    return Path(__file__).with_name("queries").joinpath(f"{name}.sql").read_text("utf-8")


def _keys(
    connection: duckdb.DuckDBPyConnection, name: str, parameters: dict[str, Any]
) -> tuple[str, ...]:
    return tuple(key for (key,) in connection.execute(sql(name), parameters).fetchall())


def _detail(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    kind: type[Row],
    parameters: dict[str, Any],
    with_details: bool,
) -> tuple[Row, ...]:
    return _read(connection, name, kind, parameters) if with_details else ()


def _read(
    connection: duckdb.DuckDBPyConnection, name: str, kind: type[Row], parameters: dict[str, Any]
) -> tuple[Row, ...]:
    """Rows of a query as values of a class whose fields are its columns, in any order."""
    result = connection.execute(sql(name), parameters)
    columns = [column[0] for column in result.description or ()]
    expected = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if set(columns) != expected:
        raise TypeError(f"query {name} and {kind.__name__} differ: {set(columns) ^ expected}")
    return tuple(kind(**dict(zip(columns, values, strict=True))) for values in result.fetchall())
