"""The page of a week as a view model, made from its rows in the order in which it is read."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

import duckdb

from reports import charts, claims, formats, selection, speakers
from reports.acts import Act
from reports.audit import Ledger, load_ledger
from reports.facts import FORMS, RULES, Facts, facts_of, rule
from reports.loading import WeekRows, load_rows
from reports.notebook import Notebook, open_notebook
from reports.pairs import pair_view
from reports.printed import Cell, Figure, Outside
from reports.rows import Day, DyadWeek
from reports.selection import PairOfWeek, main_acts, pair_anchor, pairs_of_week, takeaways
from reports.view import (
    DayRow,
    Matrix,
    MatrixCell,
    Mover,
    Movers,
    OutcomeRow,
    PairView,
    QualityView,
    Statement,
    Takeaway,
    WeekView,
)

FULL_PAIRS = 12  # pairs with panels and shares; with more of them the page grows past reading
MOST_OTHER_EVENTS = 200
MATRIX_ACTORS = 10
MATRIX_LEAST_ACTORS = 3
MOST_STATEMENTS = 6
LONGEST_REASON = 200


def load_week(connection: duckdb.DuckDBPyConnection, week: date, edition: int) -> WeekView:
    """The page of the week that begins on the Monday `week`, as its edition of that number.

    Raises:
        UnknownWeekError: the warehouse has nothing of that week.
        UnsupportedSentenceError: a sentence says more than its evidence.
    """
    return week_view(load_rows(connection, week), edition, load_ledger(connection, week, RULES))


def headline(week: WeekRows) -> str:
    """The headline of a week: what its first takeaway tells; checked like all else."""
    facts = facts_of(week)
    told = takeaways(pairs_of_week(facts), facts)
    return open_notebook(facts).text(selection.headline(told, facts))


def week_view(week: WeekRows, edition: int, ledger: Ledger) -> WeekView:
    """The page of a week from its rows; the ledger has what its figures are audited by."""
    facts = facts_of(week, ledger)
    notebook = open_notebook(facts)
    ranked = pairs_of_week(facts)
    chosen = takeaways(ranked, facts)
    told = [Takeaway(item.tag, notebook.write(item.claim)) for item in chosen]
    movers = _movers(ranked, notebook) if week.quality.is_read else None
    matrix = _matrix(ranked, notebook)
    full, rest, left_out = _share_out(ranked)
    pairs = tuple(pair_view(pair, notebook, in_full=True) for pair in full)
    others = tuple(pair_view(pair, notebook, in_full=False) for pair in rest)
    statements = _statements(notebook)
    shown = {
        row.anchor
        for pair in (*pairs, *others)
        for day in pair.days
        for row in (*day.events, *day.folded)
    }
    return WeekView(
        week=week.week,
        sunday=week.week + timedelta(days=6),
        edition=edition,
        headline=notebook.text(selection.headline(chosen, facts)),
        quality=week.quality,
        masthead=_masthead(facts),
        takeaways=tuple(told),
        movers=movers,
        matrix=matrix,
        pairs=pairs,
        other_pairs=others,
        n_events_left_out=left_out,
        statements=statements,
        n_quotations=Figure(
            formats.count(len(week.quotations)),
            len(week.quotations),
            [Cell("quotations", (week.week.isoformat(),), "n_quotations", "count")],
            "count",
        ),
        late_articles=week.late_articles if edition > 1 else (),
        notes=notebook.notes(shown),
        quality_view=_quality(notebook),
        rules={name: facts.figure(rule(name, "count")) for name in RULES},
        rules_in_words={name: facts.figure(rule(name)) for name in RULES},
        example_anchor=_example(pairs),
        ledger=facts.ledger,
    )


def _masthead(facts: Facts) -> dict[str, Figure]:
    """What the page says at its head of what was read and counted."""
    read = ("n_articles_read", "n_sources", "n_days_read", "n_documents_refused", "n_documents")
    return {
        name: facts.figure(claims.quality_cell(facts, name, "count"))
        for name in (*read, "n_extractor_versions")
    } | {
        name: facts.figure(claims.total_cell(facts, name, "count"))
        for name in ("n_events", "n_pairs")
    }


def _movers(ranked: Sequence[PairOfWeek], notebook: Notebook) -> Movers | None:
    facts = notebook.facts
    watched = [pair for pair in ranked if pair.is_watched]
    reach = math.ceil(max([1.0, *(abs(pair.change or 0.0) for pair in watched)]))
    made = [_mover(pair, reach, notebook) for pair in watched if pair.is_mover]
    held = [_mover(pair, reach, notebook) for pair in watched if not pair.is_mover]
    small = [
        pair
        for pair in ranked
        if pair.change is not None and pair.counted and not pair.is_watched and pair.row is not None
    ]
    small.sort(key=lambda pair: (-abs(pair.change or 0.0), pair.codes))
    largest = (small[0].row, small[0].counted) if small and small[0].row is not None else None
    left_out = claims.not_listed(largest, facts)
    if not watched and left_out is None:
        return None
    return Movers(
        deteriorated=tuple(mover for mover in made if mover.is_down),
        improved=tuple(mover for mover in made if not mover.is_down),
        held=tuple(held),
        reach=Figure(
            formats.count(reach),
            reach,
            [
                claims.pair_cell(pair.row, "index_change_1w", "reach")
                for pair in watched
                if pair.row is not None
            ],
            "reach",
        ),
        not_listed=notebook.write(left_out) if left_out is not None else None,
    )


def _mover(pair: PairOfWeek, reach: int, notebook: Notebook) -> Mover:
    facts, moved = notebook.facts, pair.change or 0.0
    assert pair.row is not None  # noqa: S101  a mover has a row
    reason = claims.told_with_sources(main_acts(pair), facts)
    return Mover(
        anchor=pair_anchor(pair.codes),
        name=Outside(claims.pair_label(facts, pair.codes)),
        reason=notebook.write(reason),
        change=facts.figure(claims.pair_cell(pair.row, "index_change_1w", "change")),
        is_down=moved < 0,
        mark_x=charts.place(72 + 68 * moved / reach),
        index=facts.figure(claims.pair_cell(pair.row, "index", "index")),
        n_events=facts.figure(claims.pair_cell(pair.row, "n_events", "count")),
        n_sources=facts.figure(claims.pair_cell(pair.row, "n_sources", "count")),
    )


def _share_out(
    ranked: Sequence[PairOfWeek],
) -> tuple[list[PairOfWeek], list[PairOfWeek], int]:
    """The pairs told in full, those of which only the events stand, and events left out."""
    full, rest, left_out, room = list(ranked[:FULL_PAIRS]), [], 0, MOST_OTHER_EVENTS
    for pair in ranked[FULL_PAIRS:]:
        if len(pair.shown) <= room:
            rest.append(pair)
            room -= len(pair.shown)
        else:
            left_out += len(pair.shown)
    return full, rest, left_out


def _matrix(ranked: Sequence[PairOfWeek], notebook: Notebook) -> Matrix | None:
    """Who to whom: nothing where fewer than three actors have a counted event."""
    facts = notebook.facts
    now: dict[tuple[str, str], DyadWeek] = {
        (source, target): dyad
        for (source, target, monday), dyad in facts.week.dyad_weeks.items()
        if monday == facts.week.week and dyad.n_events
    }
    totals: dict[str, int] = {}
    for (source, target), dyad in now.items():
        for code in (source, target):
            totals[code] = totals.get(code, 0) + dyad.n_events
    if len(totals) < MATRIX_LEAST_ACTORS:
        return None
    chosen = sorted(totals, key=lambda code: (-totals[code], code))[:MATRIX_ACTORS]
    chosen.sort(key=lambda code: (notebook.name(code), code))
    scale = max(
        max(dyad.n_quad1 + dyad.n_quad2, dyad.n_quad3 + dyad.n_quad4) for dyad in now.values()
    )
    sections = {pair.codes for pair in ranked[:FULL_PAIRS]}
    rows = tuple(
        tuple(
            _cell((source, target), now.get((source, target)), scale, sections, notebook)
            for target in chosen
        )
        for source in chosen
    )
    busiest = sorted(now.values(), key=lambda dyad: -dyad.n_events)
    finding = None
    if len(busiest) > 1 and busiest[0].n_events > busiest[1].n_events:
        acts = [act for pair in ranked for act in pair.counted]
        about = [act for act in acts if _covers(act, busiest[0])]
        finding = notebook.write(claims.matrix_finding(busiest[0], about, facts))
    return Matrix(
        finding=finding,
        actors=tuple(
            (Outside(code), notebook.short_name(code), notebook.name(code)) for code in chosen
        ),
        rows=rows,
        is_whole=len(totals) <= MATRIX_ACTORS,
    )


def _covers(act: Act, dyad: DyadWeek) -> bool:
    wanted = (dyad.source_actor, dyad.target_actor)
    return any((event.source_actor, event.target_actor) == wanted for event in act.events)


def _cell(
    codes: tuple[str, str],
    dyad: DyadWeek | None,
    scale: int,
    sections: set[tuple[str, str]],
    notebook: Notebook,
) -> MatrixCell:
    one, other = sorted(codes)
    quads = (
        (dyad.n_quad1, dyad.n_quad2, dyad.n_quad3, dyad.n_quad4) if dyad is not None else (0,) * 4
    )
    return MatrixCell(
        is_self=codes[0] == codes[1],
        source=notebook.name(codes[0]),
        target=notebook.name(codes[1]),
        cooperation=_side(dyad, charts.COOPERATION, notebook.facts),
        conflict=_side(dyad, charts.CONFLICT, notebook.facts),
        bars=charts.matrix_bars((quads[0], quads[1], quads[2], quads[3]), scale),
        anchor=pair_anchor((one, other)) if (one, other) in sections else None,
    )


def _side(dyad: DyadWeek | None, columns: str, facts: Facts) -> Figure | None:
    return None if dyad is None else facts.figure(claims.dyad_cell(dyad, columns, "count"))


def _statements(notebook: Notebook) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for quotation in notebook.facts.week.quotations:
        act = notebook.acts.get(quotation.event_key)
        if act is None or len(found) == MOST_STATEMENTS:
            continue
        words = formats.clean(quotation.text)
        spoken = speakers.spoken_by(quotation.speaker, quotation.speaker_actor, act, notebook.facts)
        if spoken is None or not words or any(mark in words for mark in '“”"„«»'):
            continue
        if not any(words in formats.clean(report.evidence) for report in act.reports):
            continue
        found.append(
            Statement(
                words=notebook.write(claims.quoted(words.rstrip(",.;"), act)),
                speaker=notebook.write(spoken),
                day=act.first.counted_date,
                is_partial=quotation.is_partial,
                mark=notebook.mark(act.keys[0]),
            )
        )
    return tuple(found)


def _quality(notebook: Notebook) -> QualityView:
    facts = notebook.facts
    week = facts.week
    whole = sum(outcome.n_documents for outcome in week.outcomes)
    busiest = max([1, *(day.n_documents for day in week.days)])
    return QualityView(
        finding=notebook.write(claims.documents_read(facts)),
        counted=notebook.write(claims.week_counted(facts)) if week.totals.n_events else None,
        outcomes=tuple(
            OutcomeRow(
                outcome=Outside(formats.clean(outcome.outcome)),
                reason=Outside(_reason(outcome.outcome, outcome.a_reason)),
                n_documents=facts.figure(_documents(outcome.outcome, "count")),
                share=Figure(
                    FORMS["percent"](outcome.n_documents, whole),
                    outcome.n_documents / whole,
                    [_documents(outcome.outcome, "percent"), _documents("all", "percent")],
                    "percent",
                ),
            )
            for outcome in week.outcomes
        ),
        days=tuple(
            DayRow(
                day.day,
                facts.figure(_of_day(day, "documents_of_day", "n_documents")),
                facts.figure(_of_day(day, "days", "n_articles_read")),
                charts.place(100 * day.n_documents / busiest),
                charts.place(100 * min(day.n_articles_read, day.n_documents) / busiest),
            )
            for day in week.days
        ),
        sources=tuple(
            (
                Outside(formats.clean(source.source_name)),
                facts.figure(Cell("sources", (source.source_id,), "n_articles", "count")),
            )
            for source in week.sources
        ),
    )


def _documents(outcome: str, form: str) -> Cell:
    return Cell("documents", (outcome,), "n_documents", form)


def _of_day(day: Day, table: str, column: str) -> Cell:
    return Cell(table, (day.day.isoformat(),), column, "count")


def _reason(outcome: str, reason: str | None) -> str:
    if outcome == "article":
        return "read"
    text = formats.clean(reason)
    return formats.shortened(text, LONGEST_REASON)


def _example(pairs: Sequence[PairView]) -> str | None:
    rows = [row for pair in pairs for day in pair.days for row in day.events]
    return rows[0].anchor if rows else None
