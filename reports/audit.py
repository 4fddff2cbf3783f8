"""The audit of a page's figures: each is read again from the warehouse and written again.

It shares nothing with what makes the page but the places of the cells: it has queries of its own
and forms of its own, so a view that takes a wrong row, adds a number or prints one badly is found,
and the page is not built.
"""

import html
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any

import duckdb

from reports.printed import CLOSES, OF_CELL, OF_CELLS, OF_KEY, OPENS, PARTS

Key = tuple[str, ...]
_MARK = re.compile(f"{OPENS}([^{CLOSES}]*){CLOSES}")
_WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_HALF = Decimal("0.05")
_TENTH = Decimal("0.1")

# Each table of cells: the columns of its key, and the rows that a week's page may show.
_QUERIES: Mapping[str, tuple[int, str]] = {
    "fct_pair_week": (
        3,
        "SELECT actor_a, actor_b, event_week, * FROM marts.fct_pair_week "
        "WHERE event_week IN ($week, $week - 7)",
    ),
    "fct_dyad_week": (
        3,
        'SELECT source_actor, target_actor, event_week, "index", index_change_1w, n_events, '
        "n_quad1, n_quad2, n_quad3, n_quad4 FROM marts.fct_dyad_week AS dyads "
        "WHERE event_week BETWEEN $week - 175 AND $week AND EXISTS (SELECT 1 FROM marts.fct_event "
        "AS events WHERE events.event_week = $week AND events.source_actor IN "
        "(dyads.source_actor, dyads.target_actor) AND events.target_actor IN "
        "(dyads.source_actor, dyads.target_actor))",
    ),
    "fct_event": (
        1,
        "SELECT event_key, intensity, contribution_to_pair FROM marts.fct_event "
        "WHERE event_week = $week",
    ),
    "fct_data_quality_week": (
        1,
        "SELECT event_week, * FROM marts.fct_data_quality_week WHERE event_week = $week",
    ),
    "classes": (
        3,
        "SELECT source_actor, target_actor, quad_class, n_weeks_looked_back "
        "FROM marts.fct_dyad_quad_week WHERE event_week = $week",
    ),
    "gone_quiet": (
        2,
        "SELECT actor_a, actor_b, n_read_weeks_silent, usual_events, n_usual_weeks "
        "FROM marts.fct_pair_week WHERE event_week = $week AND is_gone_quiet",
    ),
    "documents": (
        1,
        "SELECT coalesce(outcome, 'all') AS outcome, count(*) AS n_documents "
        "FROM landing.documents WHERE published_date BETWEEN $week AND $week + 6 "
        "GROUP BY GROUPING SETS ((outcome), ())",
    ),
    "documents_of_day": (
        1,
        "SELECT published_date, count(*) AS n_documents FROM landing.documents "
        "WHERE published_date BETWEEN $week AND $week + 6 GROUP BY published_date",
    ),
    "days": (
        1,
        "SELECT published_date, article_count AS n_articles_read FROM landing.days "
        "WHERE published_date BETWEEN $week AND $week + 6",
    ),
    "sources": (
        1,
        "SELECT source_id, count(*) AS n_articles FROM landing.articles "
        "WHERE published_date BETWEEN $week AND $week + 6 GROUP BY source_id",
    ),
    "quotations": (
        1,
        "SELECT $week, count(DISTINCT quotations.text) AS n_quotations FROM landing.quotations "
        "AS quotations, marts.fct_event_report AS reports WHERE reports.is_counted "
        "AND reports.event_week = $week AND quotations.article_id = reports.article_id "
        "AND quotations.start_char BETWEEN reports.start_char AND reports.end_char "
        "AND quotations.end_char <= reports.end_char AND quotations.speaker_actor IS NOT NULL",
    ),
}
_WEEKS = "SELECT event_week, * FROM marts.fct_data_quality_week"
_SAME_ROWS = {"totals": "fct_data_quality_week"}
# A direction or day without a row has nothing to count.
_NOUGHT_WITHOUT_ROW = frozenset(("fct_dyad_week", "days", "documents_of_day"))


class WrongFigureError(ValueError):
    """A figure on the page is not what its cells hold; the message names both."""


@dataclass(frozen=True)
class Ledger:
    """Cells by table, key and column, as the audit has read them, beside the rules of the metrics.

    `fallback` gives the value of a cell where no table was read, so that sentences can be checked
    on rows alone.
    """

    tables: Mapping[str, Mapping[Key, Mapping[str, Any]]]
    rules: Mapping[str, int]
    fallback: Callable[[str, Key, str], Any] | None = None

    def value(self, table: str, key: Key, column: str) -> Any:
        """A cell; "n_quad1+n_quad2" is the sum of two of a row. None where there is none."""
        if table == "rules":
            return self.rules.get(key[0])
        rows = self.tables.get(_SAME_ROWS.get(table, table))
        if rows is None and self.fallback is not None:
            return self.fallback(table, key, column)
        row = (rows or {}).get(key)
        if row is None:
            return 0 if table in _NOUGHT_WITHOUT_ROW else None
        if "+" not in column:
            return row.get(column)
        values = [row.get(name) for name in column.split("+")]
        return None if None in values else _sum(values)

    def printed(self, table: str, key: Key, column: str, form: str) -> str | None:
        """A cell as it has to be printed; None where it is empty."""
        value = self.value(table, key, column)
        return None if value is None else written(form, value)


def load_ledger(
    connection: duckdb.DuckDBPyConnection, week: date, rules: Mapping[str, int]
) -> Ledger:
    """All cells that the page of a week may print."""
    tables = {
        name: _rows(connection, query, {"week": week}, length)
        for name, (length, query) in _QUERIES.items()
    }
    return Ledger(tables, rules)


def load_archive_ledger(connection: duckdb.DuckDBPyConnection, rules: Mapping[str, int]) -> Ledger:
    """The cells that the page of all weeks may print."""
    return Ledger({"fct_data_quality_week": _rows(connection, _WEEKS, {}, 1)}, rules)


def _rows(
    connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any], length: int
) -> dict[Key, dict[str, Any]]:
    result = connection.execute(query, parameters)
    names = [column[0] for column in result.description or ()]
    return {
        tuple(map(str, row[:length])): dict(zip(names[length:], row[length:], strict=True))
        for row in result.fetchall()
    }


def audited(page: str, ledger: Ledger) -> str:
    """The page without the marks of its figures, once each of them is what its cells hold.

    Raises:
        WrongFigureError: one is not, or the parts of a change do not add up to it.
    """
    wrong: list[str] = []
    parts: dict[str, Decimal] = {}

    def judge(found: re.Match[str]) -> str:
        form, cells, whole, text = found.group(1).split(PARTS)
        if form == "share":
            parts[whole] = parts.get(whole, Decimal(0)) + _read(text)
            problem = _share_problem(cells, text, ledger)
        else:
            expected = _expected(form, cells, ledger)
            problem = "" if text == expected else f"“{text}” for “{expected}”"
        if problem:
            wrong.append(f"{_place(cells)}: {problem}")
        return text

    bare = _MARK.sub(judge, page)
    for whole, total in parts.items():
        change = _expected("change", whole, ledger)
        if change is None or _read(change) != total:
            wrong.append(f"{_place(whole)}: parts add up to {total} for “{change}”")
    if wrong:
        raise WrongFigureError(f"wrong figures: {'; '.join(wrong[:5])}")
    return bare


@cache
def _cell(text: str) -> tuple[str, Key, str]:
    table, key, column = html.unescape(text).split(OF_CELL)
    return table, tuple(key.split(OF_KEY)), column


def _values(cells: str, ledger: Ledger) -> list[Any]:
    return [ledger.value(*_cell(cell)) for cell in cells.split(OF_CELLS)]


def _expected(form: str, cells: str, ledger: Ledger) -> str | None:
    values = _values(cells, ledger)
    if not values or None in values:
        return None
    if form == "percent":
        return written(form, Decimal(values[0]) / Decimal(values[1]))
    if form == "reach":
        return f"{max(1, *(math.ceil(abs(value)) for value in values)):,}"
    return written(form, _sum(values))


def _sum(values: list[Any]) -> Any:
    total = values[0]
    for value in values[1:]:
        total += value
    return total


def _share_problem(cells: str, text: str, ledger: Ledger) -> str:
    """A part may be rounded up or down, so that all parts add up; never by a tenth or more."""
    values = [Decimal(float(value or 0)) for value in _values(cells, ledger)]
    total = sum(values, Decimal(0))
    return (
        "" if abs(total - _read(text)) < _TENTH + Decimal("1e-9") else f"“{text}” for {total:.3f}"
    )


def _read(text: str) -> Decimal:
    return Decimal(text.replace("\u2212", "-").replace("+", "").replace(",", ""))


def _place(cells: str) -> str:
    first = cells.split(OF_CELLS)[0]
    table, key, column = _cell(first)
    return f"{table} {'/'.join(key)} {column}"


def _tenths(value: Any, sign: str = "") -> str:
    """One decimal, halves to even; a minus only before what is not nought."""
    exact = Decimal(float(value)).quantize(_TENTH, ROUND_HALF_EVEN)
    if exact == 0:
        return "0.0"
    return ("\u2212" if exact < 0 else sign) + f"{abs(exact):,}"


def _in_words(value: int) -> str:
    return _WORDS[value] if value < len(_WORDS) else f"{value:,}"


_FORMS: Mapping[str, Callable[[Any], str]] = {
    "index": _tenths,
    "change": lambda value: _tenths(value, "+"),
    "points": lambda value: _tenths(abs(value)),
    "count": lambda value: f"{value:,}",
    "word": _in_words,
    "them": lambda value: _in_words(value) if value else "none",
    "times": _tenths,
    "percent": lambda share: f"{(100 * share).quantize(Decimal(1), ROUND_HALF_EVEN)}\u202f%",
}


def written(form: str, value: Any) -> str:
    """A value in a form, by rules of the audit's own."""
    return _FORMS[form](value)


def figures_of(page: str) -> Iterable[tuple[str, str]]:
    """Form and text of each marked figure of a page as it is rendered."""
    for found in _MARK.finditer(page):
        form, *_, text = found.group(1).split(PARTS)
        yield form, text
