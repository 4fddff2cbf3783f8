"""Model: what dbt builds, as one unpartitioned set of assets with dbt's tests as checks."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import (
    DagsterDbtTranslator,
    DagsterDbtTranslatorSettings,
    DbtCliResource,
    DbtProject,
    dbt_assets,
)
from dagster_shared.record import replace

from orchestration import warehouse
from orchestration.assets.built import RESULTS, Built
from orchestration.assets.shared import (
    FRESH_ON_MONDAYS,
    LOCK_WAIT_SECONDS,
    WRITER_POOL,
    Progress,
    columns_of,
    stoppable,
)
from orchestration.knowledge.actors import load_actors, load_memberships
from orchestration.modelling import (
    BUILD,
    DBT_PROJECT,
    ModelsFailedError,
    prepare_manifest,
    warehouse_environment,
)
from orchestration.settings import Settings
from orchestration.tables import ACTORS

# Which asset writes a landing table.
_WRITTEN_BY = {
    "documents": "articles",
    "sources": "articles",
    "articles": "articles",
    "article_texts": "articles",
    "mentions": "mentions",
    "events": "events",
    "days": "events",
    "reading_failures": "events",
    "quotations": "quotations",
    "actors": "actors",
    "memberships": "actors",
}


class Translator(DagsterDbtTranslator):
    """Landing tables are the assets that write them; all models form the group `model`."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """The asset that writes a source, else dbt's own key (schema and name)."""
        name = dbt_resource_props["name"]
        if dbt_resource_props["resource_type"] == "source" and name in _WRITTEN_BY:
            return dg.AssetKey(_WRITTEN_BY[name])
        return super().get_asset_key(dbt_resource_props)

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> Sequence[str]:
        """One team for all models and seeds."""
        return ["team:modelling"]

    def get_asset_spec(
        self,
        manifest: Mapping[str, Any],
        unique_id: str,
        project: DbtProject | None,
    ) -> dg.AssetSpec:
        """What dbt says of a node; the marts are due for Monday's edition."""
        spec = super().get_asset_spec(manifest, unique_id, project)
        if spec.key.path[0] != "marts":
            return spec
        return spec.replace_attributes(freshness_policy=FRESH_ON_MONDAYS)

    def get_asset_check_spec(
        self,
        asset_spec: dg.AssetSpec,
        manifest: Mapping[str, Any],
        unique_id: str,
        project: DbtProject | None,
    ) -> dg.AssetCheckSpec | None:
        """A test as dbt tells of it, with what it catches in words."""
        spec = super().get_asset_check_spec(asset_spec, manifest, unique_id, project)
        return spec and replace(spec, description=_what_it_catches(manifest["nodes"][unique_id]))

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str:
        """One group for all models and seeds."""
        return "model"


def _what_it_catches(test: Mapping[str, Any]) -> str:
    """The comment at the head of a test of our own; of one of dbt's its kind and its column."""
    if test.get("test_metadata"):
        return f"dbt's test {test['test_metadata']['name']} of {test['column_name']}."
    lines = (line for line in test["raw_code"].splitlines() if not line.startswith("{{"))
    comment = takewhile(lambda line: line.startswith("--"), lines)
    return " ".join(line.removeprefix("--").strip() for line in comment)


def model_assets(settings: Settings, progress: Progress) -> list[dg.AssetsDefinition]:
    """The actors that the models name, and the models, for one home."""
    home = settings.home
    target = home.dagster / "dbt"
    translator = Translator(
        DagsterDbtTranslatorSettings(
            enable_asset_checks=True, enable_duplicate_source_asset_keys=True
        )
    )
    project = DbtProject(project_dir=DBT_PROJECT, profiles_dir=DBT_PROJECT, target_path=target)

    @dg.asset(
        group_name="read",
        owners=["team:reading"],
        kinds={"csv", "duckdb"},
        pool=WRITER_POOL,
        metadata={"dagster/column_schema": columns_of(ACTORS)},
        description=(
            "The actors of the knowledge files, as the models join them, and who of them was a "
            "member of which organisation when."
        ),
    )
    def actors() -> dg.MaterializeResult[None]:
        with warehouse.writing(home.warehouse, LOCK_WAIT_SECONDS) as connection:
            n_actors, n_memberships = warehouse.load_actors(
                connection, load_actors().values(), load_memberships()
            )
        return dg.MaterializeResult(metadata={"actors": n_actors, "memberships": n_memberships})

    @dbt_assets(
        manifest=prepare_manifest(home.warehouse, target),
        project=project,
        pool=WRITER_POOL,
        name="models",
        dagster_dbt_translator=translator,
    )
    def models(context: dg.AssetExecutionContext) -> Iterator[Any]:
        warehouse_environment(home.warehouse)
        dbt = DbtCliResource(
            project_dir=project, dbt_executable=str(Path(sys.executable).with_name("dbt"))
        )
        total = len(context.selected_asset_keys) + len(context.selected_asset_check_keys)
        (target / RESULTS).unlink(missing_ok=True)
        events = []
        with stoppable():
            # What fails is told below, when what it found is known.
            told = dbt.cli(BUILD, context=context, target_path=target, raise_on_error=False)
            for event in told.stream():
                events.append(event)
                progress("Modelling", min(len(events), total), total)
        if not (target / RESULTS).exists():
            raise ModelsFailedError(f"dbt stopped before any model: {told.get_error()}")
        # Tables can be asked only when dbt has let go of the warehouse.
        with warehouse.reading(home.warehouse, LOCK_WAIT_SECONDS) as connection:
            failures = home.dagster / "failed_checks"
            built = Built(connection, target, failures, translator.get_asset_key)
        for event in events:
            yield event.with_metadata({**event.metadata, **built.facts(event)})
        built.raise_failures()

    return [actors, models]
