"""Tell: what readers open."""

import dagster as dg

from orchestration import warehouse
from orchestration.assets.collecting import WRITER_POOL
from orchestration.settings import Settings


def telling_assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """The assets of the group `tell`, for one home."""
    home = settings.home

    @dg.asset(
        group_name="tell",
        owners=["team:briefing"],
        kinds={"duckdb"},
        deps=["articles", dg.AssetKey(["marts", "fct_pair_week"])],
        pool=WRITER_POOL,
        description="The read-only copy of the warehouse that every DuckDB client can open.",
    )
    def published_warehouse() -> dg.MaterializeResult[None]:
        path = warehouse.publish(home.warehouse, home.published, settings.publish_text)
        return dg.MaterializeResult(
            metadata={"file": dg.MetadataValue.path(path), "bytes": path.stat().st_size}
        )

    return [published_warehouse]
