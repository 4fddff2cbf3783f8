"""The docs of the dbt project build, and say something of every model and column."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from orchestration.modelling import build_models
from orchestration.settings import project_root
from orchestration.tables import ARTICLES, DAYS, EVENTS

MODELS = project_root / "dbt_project" / "models"
SCHEMAS = ("staging", "intermediate", "marts", "seeds")
METRICS = {
    "index": ("range", "0 to 100"),
    "net_cooperation": ("null", "Null where N is 0"),
    "n_effective_sources": ("literature", "Simpson 1949"),
}


@pytest.fixture(scope="module")
def docs(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `dbt docs generate` writes."""
    target = tmp_path_factory.mktemp("docs")
    build_models(built, target, words=("docs", "generate"))
    return target


def test_dbt_docs_build_with_every_mart_and_its_columns(docs: Path) -> None:
    assert (docs / "index.html").exists()
    catalog = json.loads((docs / "catalog.json").read_text())
    assert not catalog["errors"]
    described = {
        model["name"]: [column["name"] for column in model["columns"]]
        for file in (MODELS / "marts").glob("*.yml")
        for model in yaml.safe_load(file.read_text())["models"]
    }
    built = {
        node["metadata"]["name"]: list(node["columns"])
        for node in catalog["nodes"].values()
        if node["metadata"]["schema"] == "marts"
    }
    assert built == described


def test_dbt_docs_describe_every_model(docs: Path) -> None:
    nodes = json.loads((docs / "manifest.json").read_text())["nodes"].values()
    silent = [
        node["name"]
        for node in nodes
        if node["resource_type"] in ("model", "seed") and not node["description"].strip()
    ]
    assert silent == []


def test_dbt_every_table_view_and_column_has_its_comment(marts: duckdb.DuckDBPyConnection) -> None:
    for schema in SCHEMAS:
        columns = marts.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns() WHERE schema_name = ?",
            [schema],
        ).fetchall()
        assert columns, schema
        assert [row[:2] for row in columns if not row[2]] == []
    tables = marts.execute(
        "SELECT schema_name, table_name, comment FROM duckdb_tables() UNION ALL "
        "SELECT schema_name, view_name, comment FROM duckdb_views() WHERE NOT internal"
    ).fetchall()
    assert [row[:2] for row in tables if row[0] in SCHEMAS and not row[2]] == []


@pytest.mark.parametrize("column", sorted(METRICS))
def test_dbt_comments_of_metrics_say_formula_range_and_null(
    marts: duckdb.DuckDBPyConnection, column: str
) -> None:
    comments = marts.execute(
        "SELECT DISTINCT comment FROM duckdb_columns() WHERE schema_name = 'marts' "
        "AND column_name = ? AND table_name IN ('fct_dyad_week', 'fct_pair_week')",
        [column],
    ).fetchall()
    ((comment,),) = comments
    what, words = METRICS[column]
    assert words in comment, what
    assert any(sign in comment for sign in ("=", "/")), "formula"


@pytest.mark.parametrize(
    ("model", "table"),
    [
        ("staging/stg_events", EVENTS),
        ("staging/stg_articles", ARTICLES),
        ("staging/stg_days", DAYS),
        ("intermediate/int_event_report", EVENTS),
    ],
)
def test_dbt_columns_taken_from_landing_say_what_landing_says(model: str, table: Any) -> None:
    (found,) = yaml.safe_load((MODELS / f"{model}.yml").read_text())["models"]
    ours = {column["name"]: column["description"] for column in found["columns"]}
    landing = {column.name: column.comment for column in table.columns}
    shared = set(ours) & set(landing)
    assert shared
    assert {name: ours[name] for name in shared} == {name: landing[name] for name in shared}
