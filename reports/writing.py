"""Pages into a folder: `2024-W05/index.html` a week, and `index.html` for all of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from reports.archive import load_archive
from reports.editions import (
    Edition,
    edition_of,
    keep_edition,
    page_file,
    renderer_version,
    rows_by_week,
)
from reports.rendering import render_index, render_week
from reports.weekly import load_week

_WEEK_FOLDER = re.compile(r"(\d{4})-W(\d{2})")


@dataclass(frozen=True)
class WrittenBriefing:
    """A page in place: its file, its edition's number, and whether its bytes are new."""

    week: date
    path: Path
    edition: int
    is_new: bool


def write_briefings(
    connection: duckdb.DuckDBPyConnection, folder: Path, weeks: Iterable[date]
) -> Iterator[WrittenBriefing]:
    """Write the pages of `weeks` under `folder`, each only where its bytes changed.

    Where a page is there that was made from other rows, and these give another page, it is the
    next edition.

    Raises:
        UnknownWeekError: the warehouse has nothing of that week.
        UnsupportedSentenceError: a sentence says more than its evidence; nothing is written.
    """
    rows = rows_by_week(connection)
    for week in weeks:
        yield _write(connection, folder, week, rows.get(week, ""))


def _write(
    connection: duckdb.DuckDBPyConnection, folder: Path, week: date, rows: str
) -> WrittenBriefing:
    path = page_file(folder, week)
    before = edition_of(folder, week) if path.exists() else None
    number = before.number if before else 1
    page = render_week(load_week(connection, week, number))
    if before and before.rows != rows and path.read_text("utf-8") != page:
        number += 1
        page = render_week(load_week(connection, week, number))
    is_new = write_if_changed(path, page)
    keep_edition(folder, week, Edition(number, rows, renderer_version()))
    return WrittenBriefing(week, path, number, is_new)


def write_index(connection: duckdb.DuckDBPyConnection, folder: Path) -> Path:
    """Write the page of all weeks, with links to those whose pages are there; its path."""
    path = folder / "index.html"
    write_if_changed(path, render_index(load_archive(connection, written_weeks(folder))))
    return path


def written_weeks(folder: Path) -> set[date]:
    """Mondays of the weeks that have a page under `folder`."""
    found = set()
    for page in folder.glob("*/index.html"):
        name = _WEEK_FOLDER.fullmatch(page.parent.name)
        if name is not None:
            found.add(date.fromisocalendar(int(name[1]), int(name[2]), 1))
    return found


def write_if_changed(path: Path, text: str) -> bool:
    """Put the text in place in one step, unless it stands there already; whether it was written."""
    content = text.encode("utf-8")
    if path.exists() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".unfinished")
    unfinished.write_bytes(content)
    unfinished.replace(path)
    return True
