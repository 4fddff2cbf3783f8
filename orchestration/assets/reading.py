"""Read: who did what to whom on each publication day, said by whom, and where it says so."""

from collections.abc import Iterator
from datetime import date
from time import monotonic

import dagster as dg

from orchestration.assets.shared import (
    FRESH_DAILY,
    LOCK_WAIT_SECONDS,
    RETRY,
    WRITER_POOL,
    Progress,
    columns_of,
    days_from,
    stoppable,
    table,
)
from orchestration.extract import extractor_version
from orchestration.reading import ReadDay, read_days
from orchestration.settings import Settings
from orchestration.tables import EVENTS, MENTIONS, QUOTATIONS, Table


def reading_assets(settings: Settings, progress: Progress) -> list[dg.AssetsDefinition]:
    """The multi-asset of the group `read`, a partition a publication day, for one home."""

    def spec(contract: Table) -> dg.AssetSpec:
        return dg.AssetSpec(
            contract.name,
            deps=["articles"],
            group_name="read",
            owners=["team:reading"],
            kinds={"spacy", "parquet", "duckdb"},
            description=contract.comment,
            freshness_policy=FRESH_DAILY,
            metadata={"dagster/column_schema": columns_of(contract)},
        )

    @dg.multi_asset(
        name="read_days",
        specs=[spec(MENTIONS), spec(EVENTS), spec(QUOTATIONS)],
        partitions_def=days_from(settings.history_start),
        backfill_policy=dg.BackfillPolicy.single_run(),
        pool=WRITER_POOL,
        retry_policy=RETRY,
    )
    def read(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        days = [date.fromisoformat(key) for key in reversed(context.partition_keys)]
        started = monotonic()
        total = 0
        with stoppable():
            for day in read_days(
                settings,
                days,
                LOCK_WAIT_SECONDS,
                lambda done, all_of_it: progress("Reading", done, all_of_it),
            ):
                total += day.n_articles
                key = day.published_date.isoformat()
                context.log.info(f"{key}: {day.n_articles} articles, {day.n_events} events")
                for failure in day.failures:
                    context.log.warning(f"article {failure.article_id} not read: {failure.error}")
                for name, facts in _facts(day).items():
                    context.add_asset_metadata(facts, asset_key=name, partition_key=key)
        seconds = monotonic() - started
        run: dict[str, float | str] = {
            "articles a second": round(total / seconds, 2) if total else 0.0,
            "extractor version": extractor_version(settings.language_pipeline),
        }
        for name in ("mentions", "events", "quotations"):
            yield dg.MaterializeResult(asset_key=name, metadata=run)

    return [read]


def _facts(day: ReadDay) -> dict[str, dict[str, object]]:
    return {
        "mentions": {"articles": day.n_articles, "dagster/row_count": day.n_mentions},
        "events": {
            "articles": day.n_articles,
            "dagster/row_count": day.n_events,
            "articles not read": len(day.failures),
            "sample": table(
                ("event", "evidence"),
                [
                    (
                        f"{event.source_actor} {event.event_type} {event.target_actor}, "
                        f"{event.status} ({event.rule_or_model})",
                        event.evidence,
                    )
                    for event in day.sample
                ],
            ),
        },
        "quotations": {"articles": day.n_articles, "dagster/row_count": day.n_quotations},
    }
