"""Geometry of the charts: from values to places in a view box. The templates draw them.

The grammar is the study's: index axis always 0 to 100; bars of cooperation above the line and of
conflict below, deeds solid at the line and words outlined outside; a break where there is no value,
a thin line through silent weeks, hatching where a week was not read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports import formats
from reports.printed import Day, Number, Place
from reports.rows import DyadWeek, Week
from reports.view import Bar, Glyph

LEFT, RIGHT = 28.0, 316.0
TOP, BOTTOM = 12.0, 146.0
BAR_ZERO, BAR_REACH = 184.0, 26.0
WIDEST_BAR = 12.0
GLYPHS = 3
GLYPH_DISTANCE = 3
NAMED_SILENCE = 4
WEEKS_NAMED_SINGLY = 8
MOST_LABELS, ROOM_OF_A_LABEL = 4, 3  # labels; weeks
COOPERATION, CONFLICT = "n_quad1+n_quad2", "n_quad3+n_quad4"


def place(value: float) -> Place:
    """A coordinate with one decimal."""
    return Place(f"{value:.1f}")


@dataclass(frozen=True)
class Axis:
    """The weeks along the panels of a pair."""

    weeks: tuple[Week, ...]

    @property
    def slot(self) -> float:
        """Width of a week."""
        return (RIGHT - LEFT) / max(len(self.weeks), 1)

    def x(self, number: int) -> float:
        """Middle of a week."""
        return LEFT + self.slot * (number + 0.5)

    def hatches(self) -> tuple[Bar, ...]:
        """The weeks that were not read, neighbours as one."""
        found: list[Bar] = []
        start: int | None = None
        for number, is_read in enumerate([*(week.is_read for week in self.weeks), True]):
            if not is_read and start is None:
                start = number
            if is_read and start is not None:
                x, width = LEFT + self.slot * start, self.slot * (number - start)
                found.append(Bar("", place(x), place(TOP), place(width), Place("198")))
                start = None
        return tuple(found)

    def ticks(self) -> tuple[tuple[str, str, str], ...]:
        """Place, label and anchor of the axis labels: weeks where they are few, else months."""
        if len(self.weeks) <= WEEKS_NAMED_SINGLY:
            return tuple(
                (place(self.x(number)), Day(formats.week_short(week.event_week)), "middle")
                for number, week in enumerate(self.weeks)
            )
        sundays = [week.event_week + timedelta(days=6) for week in self.weeks]
        months = [(sunday.year, sunday.month) for sunday in sundays]
        starts = [number for number, month in enumerate(months) if month not in months[:number]]
        if len(starts) > 1 and starts[1] < ROOM_OF_A_LABEL:
            starts.pop(0)  # the first month has hardly a week here, and the labels would meet
        found: list[tuple[str, str, str]] = []
        year = 0
        for number in starts[:: -(-len(starts) // MOST_LABELS)]:
            sunday = sundays[number]
            label = formats.month_short(sunday)
            if sunday.year != year:
                label, year = f"{label} {sunday.year}", sunday.year
            found.append((place(self.x(number)), Day(label), "middle"))
        return tuple(found)


def height(index: float) -> float:
    """Place of an index on the axis of 0 to 100."""
    return BOTTOM - (BOTTOM - TOP) * index / 100


@dataclass(frozen=True)
class Lines:
    """Paths of a direction: full where something happened, thin through silence, lone points."""

    full: tuple[str, ...]
    thin: tuple[str, ...]
    lone: tuple[tuple[str, str], ...]


def lines(axis: Axis, dyads: Mapping[date, DyadWeek]) -> Lines:
    """The line of a direction; it breaks where a week has no value."""
    points: list[tuple[float, float, bool] | None] = []
    for number, week in enumerate(axis.weeks):
        dyad = dyads.get(week.event_week)
        known = dyad is not None and dyad.index is not None
        points.append(
            (axis.x(number), height(dyad.index or 0.0), dyad.n_weeks_silent > 0)
            if dyad is not None and known
            else None
        )
    runs: dict[bool, list[list[str]]] = {False: [], True: []}
    lone: list[tuple[str, str]] = []
    for number, point in enumerate(points):
        before = points[number - 1] if number else None
        after = points[number + 1] if number + 1 < len(points) else None
        if point is None:
            continue
        here = f"{place(point[0])} {place(point[1])}"
        if before is None:
            if after is None:
                lone.append((place(point[0]), place(point[1])))
            continue
        is_thin = point[2]
        from_before = f"{place(before[0])} {place(before[1])}"
        same = runs[is_thin]
        if same and same[-1][-1] == from_before:
            same[-1].append(here)
        else:
            same.append([from_before, here])
    return Lines(
        tuple(Place("M" + "L".join(run)) for run in runs[False]),
        tuple(Place("M" + "L".join(run)) for run in runs[True]),
        tuple(lone),
    )


def silences(axis: Axis, dyads: Mapping[date, DyadWeek]) -> tuple[tuple[str, str], ...]:
    """Where silences of four weeks or more lie, and their names."""
    found: list[tuple[str, str]] = []
    start: int | None = None
    for number in range(len(axis.weeks) + 1):
        week = axis.weeks[number] if number < len(axis.weeks) else None
        dyad = dyads.get(week.event_week) if week else None
        is_silent = week is not None and week.is_read and (dyad is None or dyad.n_weeks_silent > 0)
        if is_silent and start is None:
            start = number
        if not is_silent and start is not None:
            if number - start >= NAMED_SILENCE:
                middle = (axis.x(start) + axis.x(number - 1)) / 2
                found.append((place(middle), Number(f"no events, {number - start} weeks")))
            start = None
    return tuple(found)


def busiest(
    dyads: Sequence[Mapping[date, DyadWeek]],
) -> tuple[int, tuple[DyadWeek, str] | None]:
    """The greatest number of events of one side of a bar: the scale of a pair, at least 1.

    With it the row and columns that have it, where a row has any.
    """
    sides = [
        (number, dyad, columns)
        for direction in dyads
        for dyad in direction.values()
        for number, columns in (
            (dyad.n_quad1 + dyad.n_quad2, COOPERATION),
            (dyad.n_quad3 + dyad.n_quad4, CONFLICT),
        )
    ]
    most = max(sides, key=lambda side: side[0], default=None)
    return (most[0], most[1:]) if most is not None and most[0] else (1, None)


def bars(axis: Axis, dyads: Mapping[date, DyadWeek], scale: int) -> tuple[Bar, ...]:
    """Bars of counted events under the line, week by week."""
    width = min(axis.slot * 0.66, WIDEST_BAR)
    unit = BAR_REACH / scale
    found: list[Bar] = []
    for number, week in enumerate(axis.weeks):
        dyad = dyads.get(week.event_week)
        if dyad is None:
            continue
        x = place(axis.x(number) - width / 2)
        top = bottom = BAR_ZERO
        for style, events, is_up in (
            ("bc", dyad.n_quad2, True),
            ("bcv", dyad.n_quad1, True),
            ("bn", dyad.n_quad4, False),
            ("bnv", dyad.n_quad3, False),
        ):
            if not events:
                continue
            tall = events * unit
            if is_up:
                top -= tall
                found.append(Bar(style, x, place(top), place(width), place(tall)))
            else:
                found.append(Bar(style, x, place(bottom), place(width), place(tall)))
                bottom += tall
    return tuple(found)


def landmark_weeks(axis: Axis, dyads: Mapping[date, DyadWeek]) -> list[int]:
    """Up to three weeks to mark: the largest |sum of intensities|, at least three weeks apart.

    The last week is among them if it has events.
    """
    eligible = [
        (number, dyad)
        for number, week in enumerate(axis.weeks)
        if (dyad := dyads.get(week.event_week)) is not None
        and dyad.n_events > 0
        and dyad.index is not None
    ]
    last = len(axis.weeks) - 1
    by_size = sorted(
        eligible, key=lambda found: (found[0] != last, -abs(found[1].intensity_sum), -found[0])
    )
    chosen: list[int] = []
    for number, _ in by_size:
        if len(chosen) < GLYPHS and all(abs(number - other) >= GLYPH_DISTANCE for other in chosen):
            chosen.append(number)
    return sorted(chosen)


def glyph(axis: Axis, number: int, week: int, index: float, quad_class: int) -> Glyph:
    """A numbered mark on the line; its number stands above cooperation, below conflict."""
    y = height(index)
    label = y - 12 if quad_class <= 2 else y + 21
    if label < 10:
        label = y + 21
    if label > BOTTOM + 12:
        label = y - 12
    return Glyph(number, quad_class, place(axis.x(week)), place(y), place(label))


def matrix_bars(quads: tuple[int, int, int, int], scale: int) -> tuple[Bar, ...]:
    """Bars of a cell of the matrix: view box 52 × 60, line at 30."""
    unit, x, width = 25 / scale, place(10.5), place(15)
    words_up, deeds_up, words_down, deeds_down = (count * unit for count in quads)
    found = []
    if deeds_up:
        found.append(Bar("bc", x, place(30 - deeds_up), width, place(deeds_up)))
    if words_up:
        found.append(Bar("bcv", x, place(30 - deeds_up - words_up), width, place(words_up)))
    if deeds_down:
        found.append(Bar("bn", x, place(30), width, place(deeds_down)))
    if words_down:
        found.append(Bar("bnv", x, place(30 + deeds_down), width, place(words_down)))
    return tuple(found)
