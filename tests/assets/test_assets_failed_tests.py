"""A test that dbt makes of a line of YAML shows the rows of its table, not only the value."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from orchestration.assets.failed_tests import failed_tests

UNIQUE = "select code as unique_field, count(*) as n from actors group by 1 having count(*) > 1"
NOT_NULL = "select code from actors where code is null"
ARTICLES = "select article_id from articles"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE actors AS FROM (VALUES ('one', 'A'), ('two', 'A'), ('three', 'B'), "
            "('four', NULL)) AS actors (name, code)"
        )
        connection.execute("CREATE SCHEMA landing")
        connection.execute("CREATE TABLE articles AS SELECT 'a1' AS article_id")
        connection.execute(
            "CREATE TABLE landing.articles AS SELECT 'a1' AS article_id, 'https://x.example' AS url"
        )
        yield connection


def found(
    connection: duckdb.DuckDBPyConnection, sql: str, column: str | None, status: str = "fail"
) -> list[Any]:
    result = {"unique_id": "test.t", "status": status, "failures": 1, "compiled_code": sql}
    nodes: dict[str, dict[str, Any]] = {
        "model.m": {"resource_type": "model", "relation_name": "actors"},
        "test.t": {
            "resource_type": "test",
            "name": "t",
            "attached_node": "model.m" if column else None,
            "column_name": column,
        },
    }
    return list(failed_tests(connection, [result], nodes))


@pytest.mark.parametrize(
    ("sql", "rows"),
    [(UNIQUE, (("A", "one"), ("A", "two"))), (NOT_NULL, ((None, "four"),))],
)
def test_assets_failed_tests_of_a_column_show_its_rows(
    connection: duckdb.DuckDBPyConnection, sql: str, rows: tuple[tuple[object, ...], ...]
) -> None:
    (test,) = found(connection, sql, "code")
    assert (test.columns, test.rows) == (("code", "name"), rows)


def test_assets_failed_tests_lead_from_an_article_to_its_address(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    (test,) = found(connection, ARTICLES, None)
    assert test.columns == ("article_id", "address")
    assert test.rows == (("a1", "https://x.example"),)


@pytest.mark.parametrize(("status", "errors"), [("fail", [True]), ("warn", [False]), ("pass", [])])
def test_assets_failed_tests_tell_errors_from_warnings(
    connection: duckdb.DuckDBPyConnection, status: str, errors: list[bool]
) -> None:
    assert [test.is_error for test in found(connection, ARTICLES, None, status)] == errors


def test_assets_failed_tests_keep_every_row_as_csv_that_starts_no_formula(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    connection.execute("UPDATE actors SET name = '=1+1' WHERE name = 'one'")
    (test,) = found(connection, UNIQUE, "code")
    assert test.write(tmp_path / "failed").read_text() == "code,name\nA,'=1+1\nA,two\n"
