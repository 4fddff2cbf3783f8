"""Questions to the published copy, read-only and shut off from everything else."""

import csv
import io
import json
import math
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

from orchestration.collect.headers import without_controls

FORMATS = ("table", "json", "csv")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST_CELL = 100
_NARROWEST_CELL = 20
# In this order: a folder for what memory can't hold would stay open to be written and read.
_SHUT_OFF = """
    SET temp_directory = '';
    SET enable_external_access = false;
    SET autoload_known_extensions = false;
    SET autoinstall_known_extensions = false;
    SET lock_configuration = true;
"""
# EXPLAIN ANALYZE runs what it explains; what is shut off stays so.
_QUESTIONS = ("SELECT", "EXPLAIN", "MULTI")


class QueryError(Exception):
    """A query that can't be answered; the message is one line."""


@dataclass(frozen=True)
class Answer:
    """Columns and rows of one query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ask(published: Path, query: str) -> Answer:
    """Run one question on the published copy: SELECT, FROM, WITH, PIVOT, SHOW, DESCRIBE, EXPLAIN.

    External access is off and the configuration locked, so that nothing outside the file can be
    read or written and nothing loaded.

    Raises:
        QueryError: a mistake in the query, or something that is not allowed.
        FileNotFoundError: there is no copy yet.
        UnreadableWarehouseError: the copy is broken.
        WarehouseLockedError: another process writes it.
    """
    import duckdb

    from orchestration import warehouse

    mistakes = (
        duckdb.ProgrammingError,
        duckdb.DataError,
        duckdb.NotSupportedError,
        duckdb.PermissionException,
    )
    with warehouse.reading(published) as connection:
        try:
            connection.execute(_SHUT_OFF)
            statements = connection.extract_statements(query)
            if len(statements) != 1:
                many = "more than one query" if statements else "no query"
                raise QueryError(f"there is {many} in it; ask one")
            if statements[0].type.name not in _QUESTIONS:
                raise QueryError(
                    f"{query.split()[0].upper()} is not allowed: "
                    "the copy is only asked, with SELECT, FROM, SHOW, DESCRIBE or EXPLAIN"
                )
            cursor = connection.execute(statements[0])
            columns = tuple(column[0] for column in cursor.description or ())
            return Answer(columns, tuple(cursor.fetchall()) if columns else ())
        except mistakes as error:
            raise QueryError(_one_line(error)) from error


def formatted(answer: Answer, output: str) -> str:
    """The answer as an aligned table, as JSON (a list of objects) or as CSV.

    Control characters of the data are taken out of tables, and long cells cut there; JSON and CSV
    hold them whole. In CSV a text that a spreadsheet would take for a formula begins with an
    apostrophe, which spreadsheets hide.
    """
    if output == "json":
        names = _distinct(answer.columns)
        return as_json([dict(zip(names, row, strict=True)) for row in answer.rows])
    if output == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([_no_formula(value) for value in row] for row in answer.rows)
        return buffer.getvalue().rstrip("\n")
    return table(answer.columns, answer.rows)


def as_json(values: Any) -> str:
    """Values as indented JSON; dates in ISO 8601, decimals as numbers.

    JSON has no number that is none, and no infinite one: they become null.
    """
    return json.dumps(_plain(values), ensure_ascii=False, indent=2, allow_nan=False)


def record_table(rows: Sequence[Mapping[str, Any]], width: int | None = None) -> str:
    """Rows that have the same keys as an aligned table.

    Where its lines would be longer than `width`, each row is a record instead: a line a column,
    long values whole and wrapped.
    """
    if not rows:
        return "(0 rows)"
    aligned = table(list(rows[0]), [list(row.values()) for row in rows])
    if width is None or all(len(line) <= width for line in aligned.splitlines()):
        return aligned
    return "\n".join([*_records(rows, width), _count(len(rows))])


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """An aligned table for a terminal, with the number of rows below it."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [
        max(len(name), *(len(row[index]) for row in cells), 1) for index, name in enumerate(columns)
    ]

    def line(values: Sequence[str]) -> str:
        padded = (value.ljust(width) for value, width in zip(values, widths, strict=True))
        return "  ".join(padded).rstrip()

    lines = [line(list(columns)), line(["-" * width for width in widths]), *map(line, cells)]
    return "\n".join([*lines, _count(len(cells))])


def _records(rows: Sequence[Mapping[str, Any]], width: int) -> Iterator[str]:
    names = max(map(len, rows[0]))
    for number, row in enumerate(rows, start=1):
        yield f"-- {number} of {len(rows)} ".ljust(width, "-")
        for name, value in row.items():
            wrapped = textwrap.wrap(_shown(value), max(_NARROWEST_CELL, width - names - 2))
            for label, line in zip_longest([name], wrapped or [""], fillvalue=""):
                yield f"{label.ljust(names)}  {line}".rstrip()


def _no_formula(value: Any) -> Any:
    """OWASP, "CSV injection": what begins a formula in a spreadsheet."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _distinct(columns: Iterable[str]) -> list[str]:
    """Names of columns, a second one of the same name numbered as DuckDB does: `a`, `a_1`."""
    names: list[str] = []
    for column in columns:
        tried = (f"{column}_{number}" for number in count(1))
        names.append(column if column not in names else next(n for n in tried if n not in names))
    return names


def _count(rows: int) -> str:
    return f"({rows} row{'' if rows == 1 else 's'})"


def _shown(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return "" if value is None else " ".join(without_controls(text).split())


def _cell(value: Any) -> str:
    text = _shown(value)
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"


def _plain(value: Any) -> Any:
    """What JSON can hold of a value."""
    match value:
        case None | bool() | int() | str():
            return value
        case float() | Decimal():
            return float(value) if math.isfinite(value) else None
        case date() | datetime() | time():
            return value.isoformat()
        case Mapping():
            return {str(_plain(key)): _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return str(value)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
