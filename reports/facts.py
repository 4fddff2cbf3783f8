"""What a page may say: cells of the marts by table, key and column, and how each is printed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from reports import formats
from reports.loading import WeekRows
from reports.rows import Event

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

FORMS: Mapping[str, Callable[[Any], str]] = {
    "index": formats.index_value,
    "change": formats.change,
    "points": formats.points,
    "count": formats.count,
    "word": formats.count_word,
    "them": formats.of_them,
    "times": formats.times,
}


@dataclass(frozen=True)
class Cell:
    """A value of a mart, by its place, and the form in which it is printed (see FORMS)."""

    table: str
    key: tuple[str, ...]
    column: str
    form: str


class UnknownCellError(LookupError):
    """A claim rests on a cell that was not loaded."""


@dataclass(frozen=True)
class Facts:
    """The rows of a week as cells, beside the events and names that sentences may use."""

    week: WeekRows
    cells: Mapping[tuple[str, tuple[str, ...], str], Any]
    directions: Mapping[str, tuple[Event, ...]]  # events by pair_event_id

    def value(self, cell: Cell) -> Any:
        """The value of a cell.

        Raises:
            UnknownCellError: there is no such cell, or it is empty.
        """
        value = self.cells.get((cell.table, cell.key, cell.column))
        if value is None:
            raise UnknownCellError(f"no value in {cell.table} {'/'.join(cell.key)} {cell.column}")
        return value

    def printed(self, cell: Cell) -> str:
        """A cell as it is printed."""
        return FORMS[cell.form](self.value(cell))


def rule(name: str, form: str = "word") -> Cell:
    """The cell of a rule of the metrics, such as the days that make a week read."""
    return Cell("rules", (name,), "value", form)


def facts_of(week: WeekRows) -> Facts:
    """All cells of a week's rows."""
    week = _with_plain_outlets(week)
    cells: dict[tuple[str, tuple[str, ...], str], Any] = {}

    def add(table: str, key: tuple[str, ...], row: Any) -> None:
        for field in fields(row):
            cells[table, key, field.name] = getattr(row, field.name)

    at = week.week.isoformat()
    add("fct_data_quality_week", (at,), week.quality)
    add("totals", (at,), week.totals)
    for event in week.events.values():
        add("fct_event", (event.event_key,), event)
    for (one, other, monday), pair in week.pair_weeks.items():
        add("fct_pair_week", (one, other, monday.isoformat()), pair)
    for (source, target, monday), dyad in week.dyad_weeks.items():
        add("fct_dyad_week", (source, target, monday.isoformat()), dyad)
    for (source, target, quad_class), history in week.classes.items():
        add("classes", (source, target, str(quad_class)), history)
    for quiet in week.gone_quiet:
        add("gone_quiet", (quiet.actor_a, quiet.actor_b), quiet)
    for name, value in RULES.items():
        cells["rules", (name,), "value"] = value
    directions: dict[str, tuple[Event, ...]] = {}
    for event in week.events.values():
        if week.reports.get(event.event_key):
            known = directions.get(event.pair_event_id, ())
            directions[event.pair_event_id] = (*known, event)
    return Facts(week, cells, directions)


def _with_plain_outlets(week: WeekRows) -> WeekRows:
    """The rows with the outlets' names as pages print them.

    The page of the bundled sample says at its head that all outlets are invented, so their names
    need not say it again at each event. Articles that name no outlet have an unnamed source.
    """

    def outlet(name: str) -> str:
        if name == formats.INBOX:
            return "an unnamed source"
        return formats.plain_outlet(name) if week.quality.is_sample else name

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
