"""What a page may say: cells of the marts by table, key and column, and how each is printed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from reports import formats
from reports.acts import Act, ordered
from reports.audit import Ledger
from reports.loading import WeekRows
from reports.phrases import Phrase
from reports.printed import Cell, Figure
from reports.rows import Event, Report

# Rules of the metrics that the page names in words; a test compares them with the seed
# metric_parameters, where they are set, as far as they stand there.
RULES: Mapping[str, int] = {
    "days_in_week": 7,
    "days_for_a_read_week": 4,
    "events_for_a_mover": 5,
    "new_contact_weeks": 8,
    "quiet_weeks": 3,
    "points_of_a_move": 1,
    "value_weeks": 8,
    "half_life_days": 28,
}

LONGEST_OUTLET = 80
SHORTEST_NAME = 3  # names up to this length are found as capitals

FORMS: Mapping[str, Callable[..., str]] = {
    "index": formats.index_value,
    "change": lambda value: formats.change(float(value)),
    "points": formats.points,
    "count": formats.count,
    "word": formats.count_word,
    "them": formats.of_them,
    "times": formats.times,
    "percent": formats.percent_of,
}


class UnknownCellError(LookupError):
    """A claim rests on a cell that was not loaded."""


@dataclass(frozen=True)
class Facts:
    """The rows of a week as cells, beside the events and names that sentences may use.

    `ledger` has the same cells once more, as the audit reads and prints them.
    """

    week: WeekRows
    rows: Mapping[tuple[str, tuple[str, ...]], Any]
    ledger: Ledger
    directions: Mapping[str, tuple[Event, ...]]  # events by pair_event_id

    def value(self, cell: Cell) -> Any:
        """The value of a cell.

        Raises:
            UnknownCellError: there is no such cell, or it is empty.
        """
        value = self._value(cell.table, cell.key, cell.column)
        if value is None:
            raise UnknownCellError(f"no value in {cell.table} {'/'.join(cell.key)} {cell.column}")
        return value

    def _value(self, table: str, key: tuple[str, ...], column: str) -> Any:
        if table == "rules":
            return RULES.get(key[0])
        row = self.rows.get((table, key))
        if "+" not in column:
            return getattr(row, column, None)
        one, *others = (getattr(row, name, None) for name in column.split("+"))
        for other in others:
            one = None if one is None or other is None else one + other
        return one

    def printed(self, cell: Cell) -> str:
        """A cell as it is printed."""
        return FORMS[cell.form](self.value(cell))

    def figure(self, cell: Cell) -> Figure:
        """A cell as a figure of a table or chart, which the audit reads again."""
        value = self.value(cell)
        return Figure(FORMS[cell.form](value), value, (cell,), cell.form)

    def figure_or_nought(self, cell: Cell) -> Figure:
        """The same, nought where the mart has no row of it, because nothing happened."""
        value = self._value(cell.table, cell.key, cell.column) or 0
        return Figure(FORMS[cell.form](value), value, (cell,), cell.form)

    def name(self, code: str) -> str:
        """Name of an actor as it stands in a sentence."""
        return formats.clean(self.week.actors.get(code, code))

    @cached_property
    def actors_by_word(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Names of actors in small letters, and as they are, by their first word."""
        return _by_first_word(tuple(self.week.actors.values()))

    @cached_property
    def phrases(self) -> dict[Act, Phrase]:
        """Clauses of acts, as far as they were told already."""
        return {}

    @cached_property
    def ordered_reports(self) -> Mapping[str, tuple[Report, ...]]:
        """Reports by pair_event_id, of all its directions, the one that is told first."""
        return {
            pair: ordered([r for event in both for r in self.week.reports[event.event_key]])
            for pair, both in self.directions.items()
        }

    @cached_property
    def counted_events(self) -> Mapping[tuple[str, str, date], tuple[Event, ...]]:
        """Counted events with a report, by direction and week."""
        found: dict[tuple[str, str, date], list[Event]] = {}
        for event in self.week.events.values():
            if event.is_counted and self.week.reports.get(event.event_key):
                place = (event.source_actor, event.target_actor, event.event_week)
                found.setdefault(place, []).append(event)
        return {place: tuple(events) for place, events in found.items()}


@lru_cache(maxsize=4)
def _by_first_word(names: tuple[str, ...]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        bare = formats.bare_name(name).lower()
        first = re.search(r"\w+", bare)
        if first and len(bare) > SHORTEST_NAME:
            found.setdefault(first.group(), []).append((bare, name))
    return {word: tuple(same) for word, same in found.items()}


def rule(name: str, form: str = "word") -> Cell:
    """The cell of a rule of the metrics, such as the days that make a week read."""
    return Cell("rules", (name,), "value", form)


def facts_of(week: WeekRows, ledger: Ledger | None = None) -> Facts:
    """All cells of a week's rows; without a ledger the audit's forms print these rows."""
    week = _with_plain_outlets(week)
    rows: dict[tuple[str, tuple[str, ...]], Any] = {}
    at = week.week.isoformat()
    rows["fct_data_quality_week", (at,)] = week.quality
    rows["totals", (at,)] = week.totals
    for event in week.events.values():
        rows["fct_event", (event.event_key,)] = event
    for (one, other, monday), pair in week.pair_weeks.items():
        rows["fct_pair_week", (one, other, monday.isoformat())] = pair
    for (source, target, monday), dyad in week.dyad_weeks.items():
        rows["fct_dyad_week", (source, target, monday.isoformat())] = dyad
    for (source, target, quad_class), history in week.classes.items():
        rows["classes", (source, target, str(quad_class))] = history
    for quiet in week.gone_quiet:
        rows["gone_quiet", (quiet.actor_a, quiet.actor_b)] = quiet
    for outcome in week.outcomes:
        rows["documents", (outcome.outcome,)] = outcome
    for day in week.days:
        rows["days", (day.day.isoformat(),)] = day
        rows["documents_of_day", (day.day.isoformat(),)] = day
    for source_of_week in week.sources:
        rows["sources", (source_of_week.source_id,)] = source_of_week
    directions: dict[str, tuple[Event, ...]] = {}
    for event in week.events.values():
        if week.reports.get(event.event_key):
            known = directions.get(event.pair_event_id, ())
            directions[event.pair_event_id] = (*known, event)

    def of_row(table: str, key: tuple[str, ...], column: str) -> Any:
        return getattr(rows.get((table, key)), column, None)

    return Facts(week, rows, ledger or Ledger({}, RULES, of_row), directions)


def _with_plain_outlets(week: WeekRows) -> WeekRows:
    """The rows with the outlets' names as pages print them.

    The page of the bundled sample says at its head that all outlets are invented, so their names
    need not say it again at each event. Articles that name no outlet have an unnamed source.
    """

    def outlet(name: str) -> str:
        if name == formats.INBOX:
            return "an unnamed source"
        plain = formats.plain_outlet(name) if week.quality.is_sample else name
        return formats.shortened(formats.clean(plain), LONGEST_OUTLET)

    return replace(
        week,
        reports={
            key: tuple(replace(row, source_name=outlet(row.source_name)) for row in reports)
            for key, reports in week.reports.items()
        },
        sources=tuple(replace(row, source_name=outlet(row.source_name)) for row in week.sources),
        late_articles=tuple(
            replace(row, source_name=outlet(row.source_name)) for row in week.late_articles
        ),
    )
