"""The graph that Dagster loads, as recorded: a change of it shows in review."""

from pathlib import Path

import dagster as dg
import pytest

from orchestration.definitions import build_definitions
from orchestration.modelling import DBT_PROJECT
from orchestration.settings import Settings


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("graph")


@pytest.fixture(scope="module")
def definitions(home: Path) -> dg.Definitions:
    return build_definitions(Settings(home=home))


def test_assets_are_told_without_a_warehouse_from_the_manifest_alone(
    home: Path, definitions: dg.Definitions
) -> None:
    assert definitions.resolve_asset_graph().materializable_asset_keys
    assert [file.name for file in home.iterdir()] == ["dagster"]
    assert [file.name for file in (home / "dagster").iterdir()] == ["dbt"]
    manifest = home / "dagster" / "dbt" / "manifest.json"
    made_at = manifest.stat().st_mtime_ns
    build_definitions(Settings(home=home))
    assert manifest.stat().st_mtime_ns == made_at


def test_assets_graph_is_the_recorded_one(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    ours = {
        key.to_user_string(): sorted(
            parent.to_user_string() for parent in graph.get(key).parent_keys
        )
        for key in graph.materializable_asset_keys
        if graph.get(key).group_name in ("collect", "read", "tell")
    }
    assert ours == {
        "raw_documents": [],
        "articles": ["raw_documents"],
        "mentions": ["articles"],
        "events": ["articles"],
        "quotations": ["articles"],
        "actors": [],
        "published_warehouse": [
            "articles",
            "marts/fct_data_quality_week",
            "marts/fct_dyad_week",
            "marts/fct_event_report",
            "marts/fct_pair_week",
        ],
        "weekly_briefing": ["published_warehouse"],
        "briefing_archive": ["weekly_briefing"],
    }
    models = {
        key.to_user_string()
        for key in graph.materializable_asset_keys
        if graph.get(key).group_name == "model"
    }
    assert models >= {"marts/fct_event", "marts/fct_dyad_week", "marts/fct_pair_week"}


def test_assets_load_with_all_jobs_schedules_and_sensors(definitions: dg.Definitions) -> None:
    repository = definitions.get_repository_def()
    repository.load_all_definitions()
    jobs = {"collect", "read", "model", "tell", "week"}
    assert {job.name for job in repository.get_all_jobs()} >= jobs
    started = [*repository.schedule_defs, *repository.sensor_defs]
    assert {each.name for each in started} == {
        "collect_every_quarter_of_an_hour",
        "read_stale_days_hourly",
        "briefing_on_monday",
        "inbox_has_news",
        "failures_are_told",
    }
    assert {name for each in started for name in _jobs_of(each)} <= jobs


def _jobs_of(started: dg.ScheduleDefinition | dg.SensorDefinition) -> list[str]:
    if isinstance(started, dg.ScheduleDefinition):
        return [started.job_name]
    return [target.job_name for target in started.targets]


def test_assets_all_have_a_description_an_owner_and_a_kind(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for key in graph.materializable_asset_keys:
        assert graph.get(key).description, key
        assert graph.get(key).owners, key
        assert graph.get(key).kinds, key


def test_assets_every_dbt_test_is_a_check(definitions: dg.Definitions) -> None:
    names = {key.name for key in definitions.resolve_asset_graph().asset_check_keys}
    assert names >= {file.stem for file in (DBT_PROJECT / "tests").glob("*.sql")}


def test_assets_every_check_says_what_it_looks_for(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    told = {key.name: graph.get(key).description for key in graph.asset_check_keys}
    assert all(told.values()), [name for name, text in told.items() if not text]
    assert str(told["planned_is_consult_or_agree_or_a_speech_act"]).startswith("Catches planned")


def test_assets_writers_share_one_pool(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    others = ("raw_documents", "weekly_briefing", "briefing_archive")  # these open it to read
    writers = graph.materializable_asset_keys - {dg.AssetKey(name) for name in others}
    assert {pool for key in writers for pool in graph.get(key).pools or {None}} == {"duckdb_writer"}


def test_assets_all_but_what_models_pass_on_show_their_columns(definitions: dg.Definitions) -> None:
    graph = definitions.resolve_asset_graph()
    for name in ("raw_documents", "articles", "mentions", "events", "quotations", "actors"):
        schema = graph.get(dg.AssetKey(name)).metadata["dagster/column_schema"]
        assert isinstance(schema, dg.TableSchema)
        assert all(column.description for column in schema.columns), name


def test_assets_freshness_is_asked_of_news_by_the_day_and_of_the_edition_on_mondays(
    definitions: dg.Definitions,
) -> None:
    graph = definitions.resolve_asset_graph()
    asked = {
        key.to_user_string(): type(graph.get(key).freshness_policy).__name__
        for key in graph.materializable_asset_keys
        if graph.get(key).freshness_policy
    }
    daily = {"raw_documents", "articles", "mentions", "events", "quotations"}
    told = {"published_warehouse", "weekly_briefing", "briefing_archive"}
    marts = {name for name in asked if name.startswith("marts/")}
    assert set(asked) == daily | told | marts
    assert {asked[name] for name in daily} == {"TimeWindowFreshnessPolicy"}
    assert {asked[name] for name in told | marts} == {"CronFreshnessPolicy"}
    assert marts >= {"marts/fct_dyad_week", "marts/fct_pair_week", "marts/fct_data_quality_week"}


def test_assets_models_wait_for_evidence_and_collecting_says_which_days_are_stale(
    definitions: dg.Definitions,
) -> None:
    for job in ("model", "week"):
        models = dependencies(definitions, job)["models"]
        assert "events_evidence_stands_in_its_article" in models
    assert dependencies(definitions, "collect")["events_every_day_is_up_to_date"] == {"articles"}


def dependencies(definitions: dg.Definitions, job: str) -> dict[str, set[str]]:
    structure = definitions.resolve_job_def(job).dependencies
    return {
        step.name: {node.node for each in inputs.values() for node in each.get_node_dependencies()}
        for step, inputs in structure.items()
    }
