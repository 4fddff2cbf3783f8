"""Pages into a folder: `2024-W05/index.html` a week, and `index.html` for all of them."""

import re
from datetime import date
from pathlib import Path

import duckdb

from reports import formats
from reports.archive import load_archive
from reports.rendering import render_index, render_week
from reports.weekly import load_week

_WEEK_FOLDER = re.compile(r"(\d{4})-W(\d{2})")


def write_briefing(
    connection: duckdb.DuckDBPyConnection, folder: Path, week: date, edition: int
) -> Path:
    """Write the page of a week under `folder`, only where its bytes changed; its path.

    Raises:
        UnknownWeekError: the warehouse has nothing of that week.
        UnsupportedSentenceError: a sentence says more than its evidence; nothing is written.
    """
    path = folder / formats.week_name(week) / "index.html"
    write_if_changed(path, render_week(load_week(connection, week, edition)))
    return path


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
