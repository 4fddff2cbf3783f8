"""What a build found: failed tests with their rows, in words and as files; lineage and counts."""

import csv
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from synthetic import fill_landing, synthetic_landing

from orchestration import warehouse
from orchestration.assets.built import Built
from orchestration.assets.models import Translator
from orchestration.modelling import ModelsFailedError, TestsFailedError, build_models

TEST = "planned_is_consult_or_agree_or_a_speech_act"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with planned deeds, which a test forbids, and what dbt left of its build."""
    made = tmp_path_factory.mktemp("planned")
    landing = synthetic_landing()
    for row in landing["events"]:
        if row["event_type"] == "SANCTION":
            row["status"] = "planned"
    fill_landing(made / "warehouse.duckdb", landing)
    with pytest.raises(ModelsFailedError, match=TEST):
        build_models(made / "warehouse.duckdb", made / "target")
    return made


@pytest.fixture(scope="module")
def found(folder: Path) -> Built:
    (folder / "failed").mkdir()
    (folder / "failed" / "mended.csv").touch()
    with warehouse.reading(folder / "warehouse.duckdb") as connection:
        return Built(connection, folder / "target", folder / "failed", Translator().get_asset_key)


def event(kind: str, name: str) -> Any:
    unique_id = {"unique_id": f"{kind}.demarche.{name}"}
    if kind == "test":
        return dg.AssetCheckResult(passed=False, check_name=name, metadata=unique_id)
    return dg.Output(None, name, metadata=unique_id)


def test_assets_built_rows_that_fail_a_test_are_kept_with_address_and_sentence(
    folder: Path, found: Built
) -> None:
    with warehouse.reading(folder / "warehouse.duckdb") as connection:
        wrong = connection.execute(
            "SELECT event_id, url, evidence FROM landing.events JOIN landing.articles "
            "USING (article_id) WHERE status = 'planned' AND event_type = 'SANCTION' ORDER BY ALL"
        ).fetchall()
    assert wrong
    with (folder / "failed" / f"{TEST}.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [(row["event_id"], row["address"], row["sentence"]) for row in rows] == wrong
    assert not (folder / "failed" / "mended.csv").exists()
    shown = found.facts(event("test", TEST))["offenders"]
    assert isinstance(shown, dg.TableMetadataValue)
    assert [record.data["sentence"] for record in shown.records] == [row[2] for row in wrong][:20]


def test_assets_built_failure_names_the_test_its_rows_and_their_file(
    folder: Path, found: Built
) -> None:
    n_rows = len((folder / "failed" / f"{TEST}.csv").read_text().splitlines()) - 1
    with pytest.raises(TestsFailedError) as raised:
        found.raise_failures()
    rows = f"{n_rows} row{'' if n_rows == 1 else 's'}"
    assert f"{TEST} ({rows}, see {folder / 'failed' / TEST}.csv)" in str(raised.value)


def test_assets_built_tables_tell_their_rows_and_where_columns_come_from(found: Built) -> None:
    facts = found.facts(event("model", "int_event_report"))
    assert facts["dagster/row_count"] > 0
    lineage = facts["dagster/column_lineage"].deps_by_column
    assert lineage["evidence"] == [
        dg.TableColumnDep(dg.AssetKey(["staging", "stg_events"]), "evidence")
    ]
    staged = found.facts(event("model", "stg_events"))
    assert "dagster/row_count" not in staged  # a view is not counted
    assert staged["dagster/column_lineage"].deps_by_column["evidence"] == [
        dg.TableColumnDep(dg.AssetKey("events"), "evidence")
    ]


def test_assets_built_seeds_have_no_lineage(found: Built) -> None:
    assert set(found.facts(event("seed", "metric_parameters"))) == {"dagster/row_count"}
