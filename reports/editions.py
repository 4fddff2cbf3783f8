"""Numbered editions: which weeks' pages no longer show what the marts hold, and what comes next.

Beside each page stands `edition.json`: its number, a hash over the rows up to its week that it was
made from, and the version of the code that made it. A page is written again where either differs;
its number rises only where other rows gave another page.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from pathlib import Path

import duckdb

from reports import formats
from reports.loading import sql, weeks_with_events

_PACKAGE = Path(__file__).parent
_KINDS = {".py", ".sql", ".html", ".css", ".csv"}


@dataclass(frozen=True)
class Edition:
    """What a page says it is (`number`), and what it was made from."""

    number: int
    rows: str
    made_by: str


def page_file(folder: Path, week: date) -> Path:
    """The page of a week under the folder of all briefings: `2024-W05/index.html`."""
    return folder / formats.week_name(week) / "index.html"


def edition_of(folder: Path, week: date) -> Edition | None:
    """The edition that stands under `folder`; None where the week has no page."""
    try:
        return Edition(**json.loads(_edition_file(folder, week).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def keep_edition(folder: Path, week: date, edition: Edition) -> None:
    """Note what the page of a week was made from."""
    file = _edition_file(folder, week)
    file.write_text(json.dumps(asdict(edition)) + "\n", encoding="utf-8")


def rows_by_week(connection: duckdb.DuckDBPyConnection) -> dict[date, str]:
    """For each week with events a hash over all rows up to and with it.

    Pages look back without end (what is usual, what is first), so an earlier week's change reaches
    every later page; whether its bytes change is seen when it is rendered.
    """
    shown = set(weeks_with_events(connection))
    so_far = hashlib.sha256()
    found = {}
    for week, of_week in connection.execute(sql("week_fingerprints")).fetchall():
        so_far.update(f"{week} {of_week}\n".encode())
        if week in shown:
            found[week] = so_far.hexdigest()[:16]
    return found


def weeks_to_write(
    connection: duckdb.DuckDBPyConnection, folder: Path, last: date
) -> tuple[date, ...]:
    """Mondays up to `last` whose page is missing, or was made from other rows or other code."""
    due = []
    for week, rows in rows_by_week(connection).items():
        edition = edition_of(folder, week)
        if week <= last and (
            edition is None
            or (edition.rows, edition.made_by) != (rows, renderer_version())
            or not page_file(folder, week).exists()
        ):
            due.append(week)
    return tuple(due)


@cache
def renderer_version() -> str:
    """Changes with the queries, code, wording, templates and stylesheet of the pages."""
    read = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("*")):
        if file.suffix in _KINDS:
            read.update(f"{file.relative_to(_PACKAGE)}\n".encode() + file.read_bytes())
    return read.hexdigest()[:16]


def _edition_file(folder: Path, week: date) -> Path:
    return page_file(folder, week).with_name("edition.json")
