"""Which publication days must be read (again), and in which order."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from orchestration.ids import fingerprint
from orchestration.lakes import partition_days, partition_folder, read_rows
from orchestration.tables import ARTICLES


@dataclass(frozen=True)
class StaleDay:
    """A day whose rows in `landing` are not those its articles and this version would give.

    `is_new` where its articles changed (or it was never read); else only the version did.
    """

    published_date: date
    articles_fingerprint: str
    is_new: bool


def day_fingerprint(articles_lake: Path, day: date) -> str:
    """Hash of the sorted article ids of one day of the lake; of none where it has no partition."""
    file = partition_folder(articles_lake, "published", day) / f"{ARTICLES.name}.parquet"
    rows = read_rows([file], ARTICLES, ["article_id"]) if file.exists() else []
    return fingerprint(row["article_id"] for row in rows)


def stale_days(
    connection: duckdb.DuckDBPyConnection, articles_lake: Path, extractor_version: str
) -> list[StaleDay]:
    """Days to read, those with new articles first, newest first among each.

    Covers late documents, removals, new knowledge, new code and a new model by one comparison
    of `landing.days` with the article lake and the version in force.
    """
    read = {
        day: (articles, version)
        for day, articles, version in connection.execute(
            "SELECT published_date, articles_fingerprint, extractor_version FROM landing.days"
        ).fetchall()
    }
    empty = fingerprint(())
    stale = []
    for day in sorted({*partition_days(articles_lake, "published"), *read}):
        now = day_fingerprint(articles_lake, day)
        articles, version = read.get(day, (empty, extractor_version))
        if now != articles or version != extractor_version:
            stale.append(StaleDay(day, now, is_new=now != articles))
    return sorted(stale, key=lambda day: (not day.is_new, -day.published_date.toordinal()))
