"""The section of a pair: finding, facts, panels, why it moved, events by day."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from reports import charts, claims, formats, speakers
from reports.acts import Act, heaviest
from reports.claims import QUAD_NAMES, dyad_cell, pair_cell
from reports.facts import RULES, Facts
from reports.notebook import Notebook, event_row
from reports.printed import Cell, Figure, Number, Outside
from reports.rows import DyadWeek, PairWeek
from reports.selection import PairOfWeek, main_acts, pair_anchor
from reports.shares import apportion
from reports.view import DayView, FigureRow, Glyph, PairView, Panel, Sentence, Share

MOST_EVENTS_A_DAY = 12
MOST_SHARES = 12
FADING = "fading of what happened before"
BASELINE = "baseline: what is usual for the pair"

Direction = Mapping[date, DyadWeek]


def pair_view(pair: PairOfWeek, notebook: Notebook, *, in_full: bool) -> PairView:
    """The section of a pair; panels and shares only in full, and only in a week that was read."""
    facts, row = notebook.facts, pair.row
    with_index = in_full and facts.week.quality.is_read and row is not None and row.has_value
    main = main_acts(pair)
    finding: Sentence = ()
    if main and in_full:
        finding = notebook.write(claims.told_with_sources(main, facts))
    both = _directions(pair, facts)
    is_drawn = with_index and all(_has_index(direction) for _, direction in both)
    has_change = facts.week.quality.is_read and pair.change is not None and row is not None
    return PairView(
        anchor=pair_anchor(pair.codes),
        name=Outside(claims.pair_label(facts, pair.codes)),
        finding=finding,
        is_folded=row is None or row.n_events < RULES["events_for_a_mover"],
        index=facts.figure(pair_cell(row, "index", "index"))
        if with_index and row is not None
        else None,
        index_before=_index_before(row, facts) if has_change and row is not None else None,
        change=(
            facts.figure(pair_cell(row, "index_change_1w", "change"))
            if has_change and row is not None
            else None
        ),
        n_events=(
            facts.figure(pair_cell(row, "n_events", "count"))
            if row is not None
            else Number(len(pair.counted))
        ),
        classes=_classes(row, facts),
        n_sources=_count_of_sources(row, "n_sources", facts),
        n_stories=_count_of_sources(row, "n_stories", facts),
        directions=_finding_of_panels(pair, both, notebook) if is_drawn else None,
        panels=_panels(pair, both, notebook) if is_drawn else (),
        n_weeks=len(facts.week.weeks),
        has_unread_weeks=any(not week.is_read for week in facts.week.weeks),
        has_weeks_without_value=any(
            week.is_read and not _has_value(direction, week.event_week)
            for week in facts.week.weeks
            for _, direction in both
        ),
        has_requests=any(act.first.counted_type == "REQUEST" for act in pair.counted),
        figures=_figures(both, facts) if is_drawn else (),
        shares=_shares(pair, notebook) if in_full and has_change else (),
        days=_days(pair, notebook),
    )


def _directions(
    pair: PairOfWeek, facts: Facts
) -> tuple[tuple[tuple[str, str], Direction], tuple[tuple[str, str], Direction]]:
    """Both directions with their weeks; the first acts first in the alphabet of names."""
    one, other = sorted(pair.codes, key=lambda code: formats.bare_name(claims.name(facts, code)))
    found = {(one, other): {}, (other, one): {}}  # type: dict[tuple[str, str], dict[date, DyadWeek]]
    for week in facts.week.weeks:
        for codes, direction in found.items():
            dyad = facts.week.dyad_weeks.get((*codes, week.event_week))
            if dyad is not None:
                direction[week.event_week] = dyad
    return ((one, other), found[one, other]), ((other, one), found[other, one])


def _has_value(direction: Direction, week: date) -> bool:
    return week in direction and direction[week].index is not None


def _has_index(direction: Direction) -> bool:
    return any(dyad.index is not None for dyad in direction.values())


def _index_before(row: PairWeek, facts: Facts) -> Figure:
    before = facts.week.pair_weeks[row.actor_a, row.actor_b, row.event_week - timedelta(days=7)]
    return facts.figure(pair_cell(before, "index", "index"))


def _count_of_sources(row: PairWeek | None, column: str, facts: Facts) -> Figure | None:
    """Sources or stories of a pair; nothing where it has no row, or none."""
    figure = facts.figure(pair_cell(row, column, "count")) if row is not None else None
    return figure if figure is not None and figure.value else None


def _classes(row: PairWeek | None, facts: Facts) -> tuple[tuple[int, Figure, str], ...]:
    if row is None:
        return ()
    counts = {quad: facts.figure(pair_cell(row, f"n_quad{quad}", "count")) for quad in QUAD_NAMES}
    return tuple((quad, count, QUAD_NAMES[quad]) for quad, count in counts.items() if count.value)


def _finding_of_panels(
    pair: PairOfWeek,
    both: Sequence[tuple[tuple[str, str], Direction]],
    notebook: Notebook,
) -> Sentence | None:
    week = notebook.facts.week.week
    now = [direction[week] for _, direction in both if week in direction]
    if len(now) != len(both) or any(dyad.index is None for dyad in now):
        return None
    return notebook.write(claims.directions(now, pair.shown, notebook.facts))


def _panels(
    pair: PairOfWeek,
    both: Sequence[tuple[tuple[str, str], Direction]],
    notebook: Notebook,
) -> tuple[Panel, ...]:
    scale = charts.busiest([direction for _, direction in both])
    panels: list[Panel] = []
    for number, (codes, direction) in enumerate(both):
        other = both[1 - number][1]
        numbered = sum(len(panel.glyphs) for panel in panels)
        panels.append(_panel(pair, codes, (direction, other), scale, numbered, notebook))
    return tuple(panels)


def _panel(
    pair: PairOfWeek,
    codes: tuple[str, str],
    directions: tuple[Direction, Direction],
    scale: tuple[int, tuple[DyadWeek, str] | None],
    numbered: int,
    notebook: Notebook,
) -> Panel:
    facts = notebook.facts
    direction, other = directions
    axis = charts.Axis(facts.week.weeks)
    drawn, ghost = charts.lines(axis, direction), charts.lines(axis, other)
    glyphs: list[Glyph] = []
    legend: list[tuple[int, int, Sentence]] = []
    for number in charts.landmark_weeks(axis, direction):
        monday = axis.weeks[number].event_week
        act = _landmark(codes, monday, notebook)
        if act is None:
            continue
        mark = numbered + len(glyphs) + 1
        index = direction[monday].index or 0.0
        glyphs.append(charts.glyph(axis, mark, number, index, act.first.quad_class))
        words = notebook.write(claims.landmark(act, facts))
        if monday != facts.week.week:
            words = (*words, notebook.mark(act.keys[0]))
        legend.append((mark, act.first.quad_class, words))
    dyads = [direction[week] for week in sorted(direction)]
    last = direction.get(facts.week.week)
    last_value = _figure_of(last, "index", "index", facts)
    greatest = (
        facts.figure(dyad_cell(scale[1][0], scale[1][1], "count"))
        if scale[1] is not None
        else Number(scale[0])
    )
    return Panel(
        source=notebook.name(codes[0]),
        target=notebook.name(codes[1]),
        change=_figure_of(last, "index_change_1w", "change", facts),
        description=notebook.text(claims.panel_described(dyads, pair.shown, facts)),
        hatches=axis.hatches(),
        ghosts=(*ghost.full, *ghost.thin),
        lines=drawn.full,
        thin_lines=drawn.thin,
        lone_points=drawn.lone,
        silences=charts.silences(axis, direction),
        bars=charts.bars(axis, direction, scale[0]),
        glyphs=tuple(glyphs),
        last_y=charts.place(charts.height(last_value.value) + 4) if last_value else "",
        last_value=last_value,
        scale=greatest,
        ticks=axis.ticks(),
        legend=tuple(legend),
    )


def _figure_of(dyad: DyadWeek | None, column: str, form: str, facts: Facts) -> Figure | None:
    """A cell of a direction's week; nothing where it is empty."""
    if dyad is None or getattr(dyad, column) is None:
        return None
    return facts.figure(dyad_cell(dyad, column, form))


def _landmark(codes: tuple[str, str], monday: date, notebook: Notebook) -> Act | None:
    """The act of a direction and week that weighs most."""
    found = notebook.facts.counted_events.get((*codes, monday), ())
    if not found:
        return None
    best = min(found, key=lambda event: (-abs(event.intensity), event.event_key))
    return notebook.acts[best.event_key]


def _figures(
    both: Sequence[tuple[tuple[str, str], Direction]], facts: Facts
) -> tuple[FigureRow, ...]:
    found: list[FigureRow] = []
    for week in reversed(facts.week.weeks):
        dyads = [direction.get(week.event_week) for _, direction in both]
        keys = [(*codes, week.event_week.isoformat()) for codes, _ in both]
        indices = [_figure_of(dyad, "index", "index", facts) for dyad in dyads]
        up, down = (
            [facts.figure_or_nought(Cell("fct_dyad_week", key, side, "count")) for key in keys]
            for side in (charts.COOPERATION, charts.CONFLICT)
        )
        found.append(
            FigureRow(
                week.event_week,
                week.is_read,
                (indices[0], indices[1]),
                (up[0], up[1]),
                (down[0], down[1]),
            )
        )
    return tuple(found)


def _shares(pair: PairOfWeek, notebook: Notebook) -> tuple[Share, ...]:
    """Why it moved: each act's points, fading and baseline; they add up to the printed change."""
    row = pair.row
    if row is None or row.index_change_1w is None:
        return ()
    if formats.points(row.index_change_1w) == formats.points(0.0):
        return ()  # nothing moved
    requests = [act for act in pair.counted if _weighs_nothing(act)]
    requests = requests if len(requests) > 1 else []
    acts = heaviest(act for act in pair.counted if act not in requests)
    named, rest = acts[:MOST_SHARES], acts[MOST_SHARES:]
    lines: list[tuple[int | None, Sentence, float, list[Cell]]] = []
    for act in named:
        words = notebook.write(claims.name_act(act, notebook.facts))
        linked = claims.linked(words, notebook.anchors[act.keys[0]])
        lines.append((act.first.quad_class, linked, act.contribution or 0.0, _parts([act])))
    if rest:
        summed = sum(act.contribution or 0.0 for act in rest)
        lines.append((None, claims.other_events(len(rest)), summed, _parts(rest)))
    if requests:
        lines.append((None, claims.requests(len(requests)), 0.0, _parts(requests)))
    if row.contribution_fading:
        cell = pair_cell(row, "contribution_fading", "share")
        lines.append((None, claims.plain(FADING), row.contribution_fading, [cell]))
    if row.contribution_baseline:
        cell = pair_cell(row, "contribution_baseline", "share")
        lines.append((None, claims.plain(BASELINE), row.contribution_baseline, [cell]))
    printed = apportion([part for _, _, part, _ in lines], row.index_change_1w)
    change = pair_cell(row, "index_change_1w", "change")
    largest = max([abs(part) for part in printed] + [0.1])
    return tuple(
        Share(
            quad_class=quad,
            words=words,
            points=Figure(formats.change(part), part, cells, "share", change),
            bar_x=charts.place(50 - 48 * abs(part) / largest if part < 0 else 50),
            bar_width=charts.place(48 * abs(part) / largest),
            is_down=part < 0,
        )
        for (quad, words, _, cells), part in zip(lines, printed, strict=True)
    )


def _parts(acts: Sequence[Act]) -> list[Cell]:
    """The cells of acts' points in the pair's change, all their directions."""
    return [
        Cell("fct_event", (key,), "contribution_to_pair", "share")
        for act in acts
        for key in act.keys
    ]


def _weighs_nothing(act: Act) -> bool:
    return act.first.counted_type == "REQUEST" and not act.contribution


def _days(pair: PairOfWeek, notebook: Notebook) -> tuple[DayView, ...]:
    found: list[DayView] = []
    for day, acts in groupby(pair.shown, key=lambda act: act.first.counted_date):
        of_day = list(acts)
        largest = set(heaviest(of_day)[:MOST_EVENTS_A_DAY])
        rows = [
            (act, event_row(act, notebook, notebook.write(speakers.said_by(act, notebook.facts))))
            for act in of_day
        ]
        found.append(
            DayView(
                day,
                tuple(row for act, row in rows if act in largest),
                tuple(row for act, row in rows if act not in largest),
            )
        )
    return tuple(found)
