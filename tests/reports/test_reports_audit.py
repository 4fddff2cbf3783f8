"""A figure that its cells do not give, and a number from nowhere, stop the page."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pytest
from briefed import warehouse_of
from usual_story import usual_story

import reports
from reports import audit, facts, formats, pairs, printed, weekly
from reports.audit import WrongFigureError, written
from reports.check import UnsupportedSentenceError
from reports.printed import Figure, Number, UnmarkedFigureError, finalize
from reports.view import WeekView

WEEK = date(2031, 3, 3)


@pytest.fixture(scope="module")
def warehouse() -> duckdb.DuckDBPyConnection:
    return warehouse_of(usual_story())


def built(warehouse: duckdb.DuckDBPyConnection) -> str:
    return reports.render_week(reports.load_week(warehouse, WEEK, 1))


def test_audit_passes_the_page_and_leaves_no_mark_in_it(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    page = built(warehouse)
    assert not re.search("[\ue000-\uf8ff]", page)
    assert 'id="movers"' in page
    assert 'id="matrix"' in page
    assert 'class="panels"' in page


def more(figure: Figure) -> Figure:
    """The figure with one more printed than its cell holds."""
    text = str(figure)
    number = re.sub(r"\d", lambda digit: str((int(digit.group()) + 1) % 10), text, count=1)
    return Figure(number, figure.value, figure.cells, figure.form, figure.whole)


def at_first(rows: Any, change: Callable[[Any], Any]) -> Any:
    return (change(rows[0]), *rows[1:])


def with_pair(view: WeekView, change: Callable[[Any], Any]) -> WeekView:
    return replace(view, pairs=at_first(view.pairs, change))


def with_mover(view: WeekView, column: str) -> WeekView:
    assert view.movers is not None
    return replace(
        view,
        movers=replace(
            view.movers,
            deteriorated=at_first(
                view.movers.deteriorated,
                lambda mover: replace(mover, **{column: more(getattr(mover, column))}),
            ),
        ),
    )


def with_matrix(view: WeekView) -> WeekView:
    assert view.matrix is not None
    rows = tuple(
        tuple(
            replace(cell, conflict=more(cell.conflict))
            if cell.conflict is not None and cell.conflict.value
            else cell
            for cell in row
        )
        for row in view.matrix.rows
    )
    return replace(view, matrix=replace(view.matrix, rows=rows))


def of_panel(**change: str) -> Callable[[WeekView], WeekView]:
    (column,) = change.values()

    def corrupt(panel: Any) -> Any:
        return replace(panel, **{column: more(getattr(panel, column))})

    return lambda view: with_pair(
        view, lambda pair: replace(pair, panels=at_first(pair.panels, corrupt))
    )


def of_pair(column: str) -> Callable[[WeekView], WeekView]:
    return lambda view: with_pair(
        view, lambda pair: replace(pair, **{column: more(getattr(pair, column))})
    )


def with_classes(view: WeekView) -> WeekView:
    return with_pair(
        view,
        lambda pair: replace(
            pair,
            classes=at_first(pair.classes, lambda one: (one[0], more(one[1]), one[2])),
        ),
    )


def with_figures(view: WeekView) -> WeekView:
    return with_pair(
        view,
        lambda pair: replace(
            pair,
            figures=at_first(
                pair.figures,
                lambda row: replace(row, cooperation=at_first(row.cooperation, more)),
            ),
        ),
    )


def with_share(view: WeekView) -> WeekView:
    return with_pair(
        view,
        lambda pair: replace(
            pair,
            shares=at_first(pair.shares, lambda share: replace(share, points=more(share.points))),
        ),
    )


def with_weight(view: WeekView) -> WeekView:
    def corrupt(day: Any) -> Any:
        return replace(
            day,
            events=at_first(day.events, lambda event: replace(event, weight=more(event.weight))),
        )

    return with_pair(view, lambda pair: replace(pair, days=at_first(pair.days, corrupt)))


def of_quality(part: str, column: str) -> Callable[[WeekView], WeekView]:
    def corrupt(view: WeekView) -> WeekView:
        rows = at_first(
            getattr(view.quality_view, part),
            lambda row: (
                (row[0], more(row[1]))
                if isinstance(row, tuple)
                else replace(row, **{column: more(getattr(row, column))})
            ),
        )
        return replace(view, quality_view=replace(view.quality_view, **{part: rows}))

    return corrupt


CORRUPTIONS: dict[str, Callable[[WeekView], WeekView]] = {
    "mover's change": lambda view: with_mover(view, "change"),
    "mover's index": lambda view: with_mover(view, "index"),
    "mover's events": lambda view: with_mover(view, "n_events"),
    "mover's sources": lambda view: with_mover(view, "n_sources"),
    "scale of the movers": lambda view: replace(
        view,
        movers=replace(view.movers, reach=more(view.movers.reach)),  # type: ignore[type-var, union-attr]
    ),
    "matrix": with_matrix,
    "pair's index": of_pair("index"),
    "pair's index before": of_pair("index_before"),
    "pair's change": of_pair("change"),
    "pair's events": of_pair("n_events"),
    "pair's sources": of_pair("n_sources"),
    "pair's stories": of_pair("n_stories"),
    "pair's classes": with_classes,
    "chart's last value": of_panel(column="last_value"),
    "chart's change": of_panel(column="change"),
    "chart's scale": of_panel(column="scale"),
    "figures behind the charts": with_figures,
    "share": with_share,
    "weight": with_weight,
    "outcome": of_quality("outcomes", "n_documents"),
    "share of an outcome": of_quality("outcomes", "share"),
    "documents of a day": of_quality("days", "n_documents"),
    "articles of a day": of_quality("days", "n_articles_read"),
    "source": of_quality("sources", ""),
    "masthead": lambda view: replace(
        view,
        masthead={**view.masthead, "n_events": more(view.masthead["n_events"])},
    ),
    "quotations": lambda view: replace(view, n_quotations=more(view.n_quotations)),
    "rule": lambda view: replace(
        view, rules={**view.rules, "value_weeks": more(view.rules["value_weeks"])}
    ),
}


@pytest.mark.parametrize("part", sorted(CORRUPTIONS))
def test_audit_stops_a_page_with_one_wrong_figure(
    part: str, warehouse: duckdb.DuckDBPyConnection
) -> None:
    view = reports.load_week(warehouse, WEEK, 1)
    wrong = CORRUPTIONS[part](view)
    assert wrong != view
    with pytest.raises(WrongFigureError, match="wrong figures"):
        reports.render_week(wrong)


@pytest.mark.parametrize("form", sorted(set(facts.FORMS) & {"index", "change", "count", "word"}))
def test_audit_has_forms_of_its_own(
    form: str, warehouse: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = facts.FORMS[form]
    monkeypatch.setitem(facts.FORMS, form, lambda value: right(value + 1))  # type: ignore[misc]
    with pytest.raises((WrongFigureError, UnsupportedSentenceError)):
        built(warehouse)


def test_audit_has_rows_of_its_own(
    warehouse: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = weekly.load_rows

    def wrong(*arguments: Any) -> Any:
        rows = right(*arguments)
        dyads = {
            key: replace(dyad, n_quad3=dyad.n_quad3 + 1) for key, dyad in rows.dyad_weeks.items()
        }
        return replace(rows, dyad_weeks=dyads)

    monkeypatch.setattr(weekly, "load_rows", wrong)
    with pytest.raises(WrongFigureError, match="fct_dyad_week"):
        built(warehouse)


@pytest.mark.parametrize(
    ("module", "column", "value"),
    [(weekly, "n_events", 70), (weekly, "index", "47.3"), (pairs, "n_events", 7)],
    ids=["a number", "text", "a pair's number"],
)
def test_audit_stops_a_figure_of_which_nobody_says_whence(
    module: Any, column: str, value: Any, warehouse: duckdb.DuckDBPyConnection
) -> None:
    view = reports.load_week(warehouse, WEEK, 1)
    if module is weekly:
        assert view.movers is not None
        down = at_first(view.movers.deteriorated, lambda mover: replace(mover, **{column: value}))
        view = replace(view, movers=replace(view.movers, deteriorated=down))
    else:
        view = with_pair(view, lambda pair: replace(pair, **{column: value}))
    with pytest.raises(UnmarkedFigureError):
        reports.render_week(view)


def test_audit_stops_the_page_of_all_weeks_too(warehouse: duckdb.DuckDBPyConnection) -> None:
    view = reports.load_archive(warehouse)
    assert "2031-W10" in reports.render_index(view)
    with pytest.raises(WrongFigureError):
        reports.render_index(replace(view, n_events=more(view.n_events)))


def test_audit_takes_no_words_from_outside_for_its_marks() -> None:
    assert formats.clean(f"a{printed.OPENS}b{printed.CLOSES}") == "ab"


@pytest.mark.parametrize(
    "value",
    [-12.25, -0.04, 0.0, 0.05, 0.25, 0.35, 2.45, 7.0, 47.349999, 99.95, 1234.5],
)
def test_audit_prints_as_the_pages_do(value: float) -> None:
    assert written("index", value) == formats.index_value(value)
    assert written("change", value) == formats.change(value)
    assert written("points", value) == formats.points(value)


@pytest.mark.parametrize("value", [0, 1, 10, 11, 999, 1000, 1234567])
def test_audit_counts_as_the_pages_do(value: int) -> None:
    assert written("count", value) == formats.count(value)
    assert written("word", value) == formats.count_word(value)
    assert written("them", value) == formats.of_them(value)


def test_audit_gives_percent_as_the_pages_do() -> None:
    for whole in range(1, 201):
        for part in range(whole + 1):
            assert audit.written("percent", Decimal(part) / whole) == formats.percent_of(
                part, whole
            )


def test_printed_text_with_a_digit_needs_a_kind() -> None:
    assert finalize(Number("3")) == "3"
    assert finalize("no digit") == "no digit"
    for value in ("3", 3, 3.0, None):
        with pytest.raises(UnmarkedFigureError):
            finalize(value)
