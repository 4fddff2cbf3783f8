"""The loader: from Parquet into the schema `landing`, a day a transaction.

DDL and comments come from `orchestration.tables`. Replacing is idempotent: the same files give the
same rows however often they are loaded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from orchestration.lakes import as_arrow, partition_folder
from orchestration.tables import (
    ACTORS,
    ARTICLE_TEXTS,
    ARTICLES,
    DAYS,
    DOCUMENTS,
    EVENTS,
    LANDING_TABLES,
    MEMBERSHIPS,
    MENTIONS,
    QUOTATIONS,
    READING_FAILURES,
    SOURCES,
    Table,
)

_READ_TABLES = (MENTIONS, EVENTS, QUOTATIONS, READING_FAILURES)
_ARTICLE_TABLES = (ARTICLES, ARTICLE_TEXTS)


@dataclass(frozen=True)
class LoadedDay:
    """Rows now in `landing` for one publication day."""

    published_date: date
    article_count: int
    event_count: int


def create_landing(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the landing tables with their comments, where they are not there yet."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS landing")
    for table in LANDING_TABLES:
        connection.execute(_ddl(table))
        connection.execute(f"COMMENT ON TABLE landing.{table.name} IS {_literal(table.comment)}")
        for column in table.columns:
            connection.execute(
                f"COMMENT ON COLUMN landing.{table.name}.{_identifier(column.name)} "
                f"IS {_literal(column.comment)}"
            )


def load_documents(connection: duckdb.DuckDBPyConnection, files: Iterable[Path]) -> int:
    """Replace `landing.documents` and `landing.sources` by the documents lake; rows now there.

    A document that came more than once (mended by a date given later) keeps its latest row.
    """
    paths = [str(path) for path in files]
    create_landing(connection)
    with _transaction(connection):
        connection.execute("DELETE FROM landing.documents")
        connection.execute("DELETE FROM landing.sources")
        if paths:
            # A source keeps what any of its documents said of it last; arg_max passes over nulls.
            for table, the_latest in ((DOCUMENTS, "arg_max_null"), (SOURCES, "arg_max")):
                key = ", ".join(table.key)
                latest = ", ".join(
                    f"{the_latest}({_identifier(column.name)}, (retrieved_at, document_id))"
                    for column in table.columns
                    if column.name not in table.key
                )
                connection.execute(
                    f"INSERT INTO landing.{table.name} SELECT {key}, {latest} "  # noqa: S608 - names from tables.py
                    "FROM read_parquet(?, union_by_name = true) GROUP BY ALL ORDER BY ALL",
                    [paths],
                )
    return _count(connection, DOCUMENTS)


def load_actors(
    connection: duckdb.DuckDBPyConnection, actors: Iterable[object], memberships: Iterable[object]
) -> tuple[int, int]:
    """Replace `landing.actors` and `landing.memberships` by these rows; how many are there now."""
    create_landing(connection)
    with _transaction(connection):
        for table, rows in ((ACTORS, actors), (MEMBERSHIPS, memberships)):
            arrow = as_arrow(table, rows)  # noqa: F841 - DuckDB finds it by name
            connection.execute(f"DELETE FROM landing.{table.name}")  # noqa: S608
            connection.execute(
                f"INSERT INTO landing.{table.name} SELECT {_columns(table)} FROM arrow"  # noqa: S608
            )
    return _count(connection, ACTORS), _count(connection, MEMBERSHIPS)


def load_day(
    connection: duckdb.DuckDBPyConnection,
    articles_lake: Path,
    events_lake: Path,
    day: date,
    articles_fingerprint: str,
    extractor_version: str,
) -> LoadedDay:
    """Replace one publication day by its partitions of the two lakes, in one transaction.

    A day whose article partition is gone, or empty, leaves `landing` without a trace.
    """
    create_landing(connection)
    with _transaction(connection):
        _clear_day(connection, day)
        folder = partition_folder(articles_lake, "published", day)
        for table in _ARTICLE_TABLES:
            _insert(connection, table, folder / f"{table.name}.parquet")
        read_folder = partition_folder(events_lake, "published", day)
        for table in _READ_TABLES:
            _insert(connection, table, read_folder / f"{table.name}.parquet")
        loaded = LoadedDay(
            day,
            _single(
                connection,
                "SELECT count(*) FROM landing.articles WHERE published_date = ?",
                day,
            ),
            _single(
                connection,
                "SELECT count(*) FROM landing.events JOIN landing.articles USING (article_id) "
                "WHERE published_date = ?",
                day,
            ),
        )
        if loaded.article_count:
            connection.execute(
                f"INSERT INTO landing.days ({_columns(DAYS)}) VALUES (?, ?, ?, ?, ?)",  # noqa: S608
                [
                    day,
                    articles_fingerprint,
                    extractor_version,
                    loaded.article_count,
                    loaded.event_count,
                ],
            )
    return loaded


def _clear_day(connection: duckdb.DuckDBPyConnection, day: date) -> None:
    for table in (*_READ_TABLES, ARTICLE_TEXTS):
        connection.execute(
            f"DELETE FROM landing.{table.name} WHERE article_id IN "  # noqa: S608
            "(SELECT article_id FROM landing.articles WHERE published_date = ?)",
            [day],
        )
    connection.execute("DELETE FROM landing.articles WHERE published_date = ?", [day])
    connection.execute("DELETE FROM landing.days WHERE published_date = ?", [day])


def _insert(connection: duckdb.DuckDBPyConnection, table: Table, file: Path) -> None:
    if file.exists():
        columns = _columns(table)
        connection.execute(
            f"INSERT INTO landing.{table.name} ({columns}) SELECT {columns} "  # noqa: S608
            f"FROM read_parquet(?) ORDER BY {', '.join(table.key)}",
            [str(file)],
        )


class _transaction:  # noqa: N801 - reads as a statement
    """All or nothing: commits at the end, rolls back on any error."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN TRANSACTION")

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _ddl(table: Table) -> str:
    columns = [
        f"{_identifier(column.name)} {column.type}{'' if column.nullable else ' NOT NULL'}"
        for column in table.columns
    ]
    return f"CREATE TABLE IF NOT EXISTS landing.{table.name} ({', '.join(columns)})"


def _columns(table: Table) -> str:
    return ", ".join(_identifier(name) for name in table.column_names)


def _identifier(name: str) -> str:
    return f'"{name}"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _count(connection: duckdb.DuckDBPyConnection, table: Table) -> int:
    return _single(connection, f"SELECT count(*) FROM landing.{table.name}")  # noqa: S608


def _single(connection: duckdb.DuckDBPyConnection, query: str, *parameters: object) -> int:
    row = connection.execute(query, list(parameters)).fetchone()
    return int(row[0]) if row else 0
