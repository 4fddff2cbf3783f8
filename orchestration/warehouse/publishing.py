"""The published copy: a whole, read-only DuckDB file that readers can open while we write."""

from pathlib import Path

import duckdb

from orchestration.tables import ARTICLE_TEXTS


def publish(warehouse: Path, published: Path, publish_text: bool = False) -> Path:
    """Replace `published` by a copy of `warehouse` in one step; the path.

    Comments, constraints and views are kept. Without `publish_text` the texts of the articles stay
    behind: exports hold evidence sentences with source and link. A reader that has the old copy
    open reads on undisturbed; a new process sees the new one.
    """
    published.parent.mkdir(parents=True, exist_ok=True)
    unfinished = published.with_name(published.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    connection = duckdb.connect()
    try:
        connection.execute(f"ATTACH '{_quoted(warehouse)}' AS warehouse (READ_ONLY)")
        connection.execute(f"ATTACH '{_quoted(unfinished)}' AS published")
        connection.execute("COPY FROM DATABASE warehouse TO published")
        if not publish_text:
            connection.execute(f"DROP TABLE IF EXISTS published.landing.{ARTICLE_TEXTS.name}")
        connection.execute("DETACH published")
        connection.execute("DETACH warehouse")
    finally:
        connection.close()
    unfinished.replace(published)
    return published


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
