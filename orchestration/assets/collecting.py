"""Collect: from inbox and feeds to the raw zone, from the raw zone to the articles lake."""

from datetime import UTC, datetime

import dagster as dg

from orchestration import articles as parsing
from orchestration import collect, warehouse
from orchestration.assets.shared import (
    FRESH_DAILY,
    LOCK_WAIT_SECONDS,
    MOST_LISTED,
    RETRY,
    WRITER_POOL,
    Progress,
    columns_of,
    stoppable,
    table,
)
from orchestration.lakes import lake_files
from orchestration.settings import Settings
from orchestration.tables import ARTICLES, DOCUMENT_RECORDS, RAW_DOCUMENTS


def collecting_assets(settings: Settings, progress: Progress) -> list[dg.AssetsDefinition]:
    """The two unpartitioned assets of the group `collect`, for one home."""
    home = settings.home

    @dg.asset(
        group_name="collect",
        owners=["team:collection"],
        kinds={"python", "parquet"},
        retry_policy=RETRY,
        freshness_policy=FRESH_DAILY,
        metadata={"dagster/column_schema": columns_of(RAW_DOCUMENTS)},
        description="Documents as they came: bytes, address, source, time. Append only.",
    )
    def raw_documents(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        from orchestration.collect.feeds import collect_feeds

        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        with stoppable():
            report = collect.collect_inbox(
                home,
                settings,
                now,
                is_sample=home.is_sample,
                progress=lambda done, total: progress("Collecting", done, total),
            )
            fed = collect_feeds(
                home,
                settings,
                now,
                progress=lambda done, total: progress("Fetching", done, total),
            )
        for name, reason in fed.failures:
            context.log.warning(f"feed {name}: {reason}")
        return dg.MaterializeResult(
            metadata={
                "files": report.files,
                "new documents": report.new_documents + fed.new_documents,
                "known documents": report.known_documents + fed.known_documents,
                "inbox": dg.MetadataValue.path(home.inbox),
                "feeds": fed.feeds,
                "feeds without news": fed.unchanged,
                "feeds that failed": table(("feed", "reason"), fed.failures),
            }
        )

    @dg.asset(
        group_name="collect",
        owners=["team:collection"],
        kinds={"python", "parquet", "duckdb"},
        deps=[raw_documents],
        pool=WRITER_POOL,
        retry_policy=RETRY,
        freshness_policy=FRESH_DAILY,
        metadata={"dagster/column_schema": columns_of(ARTICLES)},
        description="Dated English articles by publication day; other documents with their reason.",
    )
    def articles() -> dg.MaterializeResult[None]:
        with stoppable():
            report = parsing.parse_documents(
                home, settings, lambda done, total: progress("Parsing", done, total)
            )
        with warehouse.writing(home.warehouse, LOCK_WAIT_SECONDS) as connection:
            kept = warehouse.load_documents(
                connection, lake_files(home.documents, DOCUMENT_RECORDS)
            )
            refused = warehouse.refused_documents(connection)
        return dg.MaterializeResult(
            metadata={
                "documents parsed": report.documents,
                "outcomes": table(("outcome", "documents"), sorted(report.outcomes.items())),
                "days changed": [day.isoformat() for day in report.changed_days],
                "documents in the warehouse": kept,
                "documents refused": len(refused),
                "refused": table(("outcome", "file or address", "reason"), refused[:MOST_LISTED]),
            }
        )

    return [raw_documents, articles]
