"""From which columns of its parents each column of a model comes, read off the SQL that dbt ran."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlglot
from sqlglot import MappingSchema, exp
from sqlglot.errors import SqlglotError
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import build_scope

_DIALECT = "duckdb"

Relation = tuple[str, str]
"""Schema and name of a table or view."""

Columns = Mapping[Relation, Mapping[str, str]]
"""The columns of relations, by name with their types."""


def column_sources(
    sql: str, parents: Iterable[Relation], columns: Columns
) -> dict[str, list[tuple[Relation, str]]]:
    """By column of a query: the columns of `parents` that its values are made of, sorted.

    A column that counts rows, or is a constant, comes from none. Joins and conditions decide which
    rows there are and are left out. A query that can't be read gives nothing.
    """
    schema = MappingSchema(dialect=_DIALECT)
    known = {relation: columns[relation] for relation in parents if relation in columns}
    for (database, name), types in known.items():
        schema.add_table(exp.table_(name, db=database), dict(types), dialect=_DIALECT)
    try:
        query: Any = qualify(
            sqlglot.parse_one(sql, dialect=_DIALECT),
            schema=schema,
            dialect=_DIALECT,
            validate_qualify_columns=False,
        )
        scope = build_scope(query)
        return {
            column: sorted(
                {
                    (relation, name)
                    for relation, name in _leaves(column, query, schema, scope)
                    if name in known.get(relation, {})
                }
            )
            for column in query.named_selects
        }
    except SqlglotError:
        return {}


def _leaves(
    column: str, query: Any, schema: MappingSchema, scope: Any
) -> Iterator[tuple[Relation, str]]:
    """Columns of tables in which the tree above a column of the query ends."""
    # Without these two the whole query is copied for each of its columns: seconds, not moments.
    whole = {"copy": False, "trim_selects": False}
    root = lineage(column, query, schema=schema, scope=scope, dialect=_DIALECT, **whole)
    for node in root.walk():
        table = None if node.downstream else node.expression.find(exp.Table)
        if table is not None:
            yield (table.db, table.name), exp.to_column(node.name).name
