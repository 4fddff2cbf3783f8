"""Collect: from the inbox to the raw zone, from the raw zone to the articles lake."""

from datetime import UTC, datetime

import dagster as dg

from orchestration import articles as parsing
from orchestration import collect, warehouse
from orchestration.lakes import lake_files
from orchestration.settings import Settings
from orchestration.tables import DOCUMENT_RECORDS

WRITER_POOL = "duckdb_writer"
LOCK_WAIT_SECONDS = 20.0

_RETRY = dg.RetryPolicy(
    max_retries=2, delay=1, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)


def collecting_assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """The two unpartitioned assets of the group `collect`, for one home."""
    home = settings.home

    @dg.asset(
        group_name="collect",
        owners=["team:collection"],
        kinds={"python", "parquet"},
        retry_policy=_RETRY,
        description="Documents as they came: bytes, address, source, time. Append only.",
    )
    def raw_documents() -> dg.MaterializeResult[None]:
        now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        report = collect.collect_inbox(home, settings, now, is_sample=home.is_sample)
        return dg.MaterializeResult(
            metadata={
                "files": report.files,
                "new documents": report.new_documents,
                "known documents": report.known_documents,
                "inbox": dg.MetadataValue.path(home.inbox),
            }
        )

    @dg.asset(
        group_name="collect",
        owners=["team:collection"],
        kinds={"python", "parquet", "duckdb"},
        deps=[raw_documents],
        pool=WRITER_POOL,
        retry_policy=_RETRY,
        description="Dated English articles by publication day; other documents with their reason.",
    )
    def articles() -> dg.MaterializeResult[None]:
        report = parsing.parse_documents(home, settings)
        with warehouse.writing(home.warehouse, LOCK_WAIT_SECONDS) as connection:
            kept = warehouse.load_documents(
                connection, lake_files(home.documents, DOCUMENT_RECORDS)
            )
        return dg.MaterializeResult(
            metadata={
                "documents parsed": report.documents,
                "outcomes": dg.MetadataValue.md(outcomes_table(report.outcomes)),
                "days changed": [day.isoformat() for day in report.changed_days],
                "documents in the warehouse": kept,
            }
        )

    return [raw_documents, articles]


def outcomes_table(outcomes: dict[str, int]) -> str:
    """Outcomes and their counts as a Markdown table."""
    rows = [f"| {outcome} | {count} |" for outcome, count in sorted(outcomes.items())]
    return "\n".join(["| outcome | documents |", "|---|---:|", *rows])
