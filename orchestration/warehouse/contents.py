"""What the warehouse holds."""

import duckdb

from orchestration.tables import TAKEN_FOR_ARTICLES


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Rows of every table, by schema and name; views are left out."""
    tables = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
    counts = {}
    for schema, name in tables:
        row = connection.execute(f'SELECT count(*) FROM "{schema}"."{name}"').fetchone()  # noqa: S608 - names of its own
        counts[schema, name] = int(row[0]) if row else 0
    return counts


def column_types(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], dict[str, str]]:
    """Columns of every table and view with their types, by schema and name."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for schema, name, column, kind in connection.execute(
        "SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE NOT internal ORDER BY schema_name, table_name, column_index"
    ).fetchall():
        found.setdefault((schema, name), {})[column] = kind
    return found


def refused_documents(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """Outcome, address (of a file its name) and reason of documents not taken, latest first."""
    return connection.execute(
        "SELECT outcome, url, reason FROM landing.documents "  # noqa: S608 - our own words
        f"WHERE outcome NOT IN ('article', 'duplicate') AND {TAKEN_FOR_ARTICLES} "
        "ORDER BY retrieved_at DESC, document_id"
    ).fetchall()
