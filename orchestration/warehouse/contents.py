"""What the warehouse holds."""

import duckdb


def row_counts(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Rows of every table, by schema and name; views are left out."""
    tables = connection.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
    counts = {}
    for schema, name in tables:
        row = connection.execute(f'SELECT count(*) FROM "{schema}"."{name}"').fetchone()  # noqa: S608 - names of its own
        counts[schema, name] = int(row[0]) if row else 0
    return counts
