"""Tell: what readers open."""

import shlex
from datetime import date

import dagster as dg

import reports
from orchestration import warehouse
from orchestration.assets.shared import (
    FRESH_ON_MONDAYS,
    WRITER_POOL,
    Progress,
    stoppable,
    table,
    weeks_from,
)
from orchestration.modelling import mark_published
from orchestration.settings import Settings


def telling_assets(settings: Settings, progress: Progress) -> list[dg.AssetsDefinition]:
    """The assets of the group `tell`, for one home."""
    home = settings.home

    @dg.asset(
        group_name="tell",
        owners=["team:briefing"],
        kinds={"duckdb"},
        deps=[
            "articles",
            dg.AssetKey(["marts", "fct_event_report"]),
            dg.AssetKey(["marts", "fct_dyad_week"]),
            dg.AssetKey(["marts", "fct_pair_week"]),
            dg.AssetKey(["marts", "fct_data_quality_week"]),
        ],
        pool=WRITER_POOL,
        freshness_policy=FRESH_ON_MONDAYS,
        description="The read-only copy of the warehouse that every DuckDB client can open.",
    )
    def published_warehouse() -> dg.MaterializeResult[None]:
        path = warehouse.publish(home.warehouse, home.published, settings.publish_text)
        mark_published(path)
        with warehouse.reading(path) as connection:
            counts = warehouse.row_counts(connection)
        question = f'demarche sql --home {shlex.quote(str(home.path))} "SHOW ALL TABLES"'
        return dg.MaterializeResult(
            metadata={
                "file": dg.MetadataValue.path(path),
                "bytes": path.stat().st_size,
                "tables": table(
                    ("table", "rows"),
                    [(".".join(name), rows) for name, rows in sorted(counts.items())],
                ),
                "ask it with": question,
            }
        )

    @dg.asset(
        group_name="tell",
        owners=["team:briefing"],
        kinds={"jinja", "html"},
        deps=[published_warehouse],
        partitions_def=weeks_from(settings.history_start),
        backfill_policy=dg.BackfillPolicy.single_run(),
        freshness_policy=FRESH_ON_MONDAYS,
        description="The page of a week: one self-contained HTML file, made from the marts alone.",
    )
    def weekly_briefing(context: dg.AssetExecutionContext) -> None:
        weeks = [date.fromisoformat(key) for key in context.partition_keys]
        with stoppable(), warehouse.reading(home.published) as connection:
            shown = set(reports.weeks_with_events(connection))
            told = [week for week in weeks if week in shown]
            if not told:
                context.log.warning("nothing to tell of these weeks: no event was read in them")
            written = reports.write_briefings(connection, home.briefings, told)
            for number, briefing in enumerate(written, start=1):
                progress("Writing briefings", number, len(told))
                context.add_asset_metadata(
                    {
                        "page": dg.MetadataValue.url(briefing.path.as_uri()),
                        "edition": briefing.edition,
                        "changed": briefing.is_new,
                        "bytes": briefing.path.stat().st_size,
                    },
                    partition_key=briefing.week.isoformat(),
                )

    @dg.asset(
        group_name="tell",
        owners=["team:briefing"],
        kinds={"jinja", "html"},
        deps=[weekly_briefing],
        freshness_policy=FRESH_ON_MONDAYS,
        description="The page of all weeks, with the headline of each.",
    )
    def briefing_archive() -> dg.MaterializeResult[None]:
        with warehouse.reading(home.published) as connection:
            page = reports.write_index(connection, home.briefings)
            weeks = reports.written_weeks(home.briefings)
        return dg.MaterializeResult(
            metadata={
                "page": dg.MetadataValue.url(page.as_uri()),
                "weeks": len(weeks),
                "newest": table(
                    ("week", "page"),
                    [
                        (week.isoformat(), reports.page_file(home.briefings, week))
                        for week in sorted(weeks, reverse=True)[:5]
                    ],
                ),
            }
        )

    return [published_warehouse, weekly_briefing, briefing_archive]
