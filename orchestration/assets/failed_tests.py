"""Tests of dbt that failed: how many rows each found, and which, with address and sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from orchestration.querying import Answer, formatted

# By the column that a failing row has: how its report is found. The first that fits is taken.
_REPORTS = {
    "event_id": "landing.events AS reports ON reports.event_id = rows.event_id",
    "first_event_id": "landing.events AS reports ON reports.event_id = rows.first_event_id",
    "event_key": (
        "marts.fct_event AS facts ON facts.event_key = rows.event_key "
        "LEFT JOIN landing.events AS reports ON reports.event_id = facts.first_event_id"
    ),
}


@dataclass(frozen=True)
class FailedTest:
    """A test with the rows that it is there to find."""

    unique_id: str
    name: str
    n_rows: int
    is_error: bool
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def write(self, folder: Path) -> Path:
        """Write all rows as CSV, none of which a spreadsheet takes for a formula; the file."""
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{self.name}.csv"
        written = formatted(Answer(self.columns, self.rows), "csv")
        file.write_text(f"{written}\n", encoding="utf-8")
        return file


def failed_tests(
    connection: duckdb.DuckDBPyConnection,
    results: Sequence[Mapping[str, Any]],
    nodes: Mapping[str, Mapping[str, Any]],
) -> Iterator[FailedTest]:
    """The tests among dbt's `results` that failed or warned, each asked again for its rows.

    `nodes` are those of the manifest. A test of one column (null, not unique, …) shows the rows of
    its table that hold what it found.
    """
    for result in results:
        node = nodes.get(result["unique_id"], {})
        if node.get("resource_type") != "test" or result["status"] not in ("fail", "warn"):
            continue
        columns, rows = _offenders(connection, result["compiled_code"], _tested(node, nodes))
        yield FailedTest(
            result["unique_id"],
            node["name"],
            int(result["failures"] or 0),
            result["status"] == "fail",
            columns,
            rows,
        )


def _tested(
    node: Mapping[str, Any], nodes: Mapping[str, Mapping[str, Any]]
) -> tuple[str, str] | None:
    """Table and column of a test that dbt makes of one line of YAML; None of one of our own."""
    model = nodes.get(node.get("attached_node") or "")
    column = node.get("column_name")
    return (model["relation_name"], column) if model and column else None


def _offenders(
    connection: duckdb.DuckDBPyConnection, sql: str, tested: tuple[str, str] | None
) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    found = f"({sql}\n)"
    if tested:
        table, column = tested
        found = (
            f"(SELECT tested.* FROM {table} AS tested WHERE EXISTS (FROM {found} AS found(value) "  # noqa: S608 - dbt's own words
            f'WHERE found.value IS NOT DISTINCT FROM tested."{column}"))'
        )
    with_text = _with_report(found, _names(connection, found))
    cursor = connection.execute(f"{with_text} ORDER BY ALL")
    names = tuple(column[0] for column in cursor.description or ())
    rows = cursor.fetchall()
    if tested:  # what was tested comes first
        at = names.index(tested[1])
        order = [at, *(index for index in range(len(names)) if index != at)]
        names = tuple(names[index] for index in order)
        rows = [tuple(row[index] for index in order) for row in rows]
    return names, tuple(rows)


def _names(connection: duckdb.DuckDBPyConnection, found: str) -> list[str]:
    cursor = connection.execute(f"FROM {found} LIMIT 0")
    return [column[0] for column in cursor.description or ()]


def _with_report(found: str, names: Sequence[str]) -> str:
    """The rows, and behind them the address and the sentence that their ids lead to."""
    ours = ", ".join(f'rows."{name}"' for name in names)
    event = next((name for name in _REPORTS if name in names), None)
    if event:
        joined = f" LEFT JOIN {_REPORTS[event]}"
        article, evidence = "reports.article_id", ", reports.evidence AS sentence"
    elif "article_id" in names:
        joined, article, evidence = "", "rows.article_id", ""
    else:
        return f"SELECT {ours} FROM {found} AS rows"  # noqa: S608 - dbt's own words
    return (
        f"SELECT {ours}, articles.url AS address{evidence} FROM {found} AS rows{joined} "  # noqa: S608
        f"LEFT JOIN landing.articles AS articles ON articles.article_id = {article}"
    )
