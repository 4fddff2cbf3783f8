"""Questions to the published copy, read-only and shut off from everything else."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from orchestration.collect.headers import without_controls

FORMATS = ("table", "json", "csv")
_WIDEST_CELL = 100


class QueryError(Exception):
    """A query that can't be answered; the message is one line."""


@dataclass(frozen=True)
class Answer:
    """Columns and rows of one query."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def ask(published: Path, query: str) -> Answer:
    """Run one query on the published copy.

    External access is off and the configuration locked, so that nothing outside the file can be
    read or written and nothing loaded.

    Raises:
        QueryError: no copy yet, a mistake in the query, or something that is not allowed.
    """
    import duckdb

    if not published.exists():
        raise QueryError(f"{published} is not there yet; make it with: demarche run")
    try:
        connection = duckdb.connect(
            str(published),
            read_only=True,
            config={
                "enable_external_access": "false",
                "autoload_known_extensions": "false",
                "autoinstall_known_extensions": "false",
                "lock_configuration": "true",
            },
        )
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from error
    try:
        cursor = connection.execute(query)
        if cursor is None:
            raise QueryError("there is no query in it")
        columns = tuple(column[0] for column in cursor.description or ())
        return Answer(columns, tuple(cursor.fetchall()) if columns else ())
    except duckdb.Error as error:
        raise QueryError(_one_line(error)) from error
    finally:
        connection.close()


def formatted(answer: Answer, output: str) -> str:
    """The answer as an aligned table, as JSON (a list of objects) or as CSV.

    Control characters of the data are taken out of tables, and long cells cut there; JSON and CSV
    hold them whole.
    """
    if output == "json":
        return as_json([dict(zip(answer.columns, row, strict=True)) for row in answer.rows])
    if output == "csv":
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(answer.rows)
        return buffer.getvalue().rstrip("\n")
    return table(answer.columns, answer.rows)


def as_json(values: Any) -> str:
    """Values as indented JSON; dates in ISO 8601, decimals as numbers."""
    return json.dumps(values, ensure_ascii=False, indent=2, default=_plain)


def record_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows that have the same keys as an aligned table."""
    return table(list(rows[0]), [list(row.values()) for row in rows]) if rows else "(0 rows)"


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
    count = len(cells)
    return "\n".join([*lines, f"({count} row{'' if count == 1 else 's'})"])


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(without_controls(str(value)).split())
    return text if len(text) <= _WIDEST_CELL else text[: _WIDEST_CELL - 1] + "…"


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else str(value)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
