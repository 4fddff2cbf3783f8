"""Checks of our own, which Dagster shows beside dbt's tests: each lists what offends it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from orchestration import warehouse
from orchestration.assets.shared import LOCK_WAIT_SECONDS, table
from orchestration.due import stale_days, weeks_due
from orchestration.settings import Settings

MOST_LISTED = 20
HIGHEST_SHARE_REFUSED = 0.2

_REFUSED = """
SELECT outcome, url, reason FROM landing.documents
WHERE outcome NOT IN ('article', 'duplicate') ORDER BY retrieved_at DESC, document_id
"""
_NOT_READ = """
SELECT articles.url, articles.published_date, failures.error
FROM landing.reading_failures AS failures JOIN landing.articles AS articles USING (article_id)
ORDER BY articles.published_date DESC, article_id
"""
_WITHOUT_EVIDENCE = """
SELECT articles.url, events.event_type, events.evidence
FROM landing.events AS events
JOIN landing.articles AS articles USING (article_id)
LEFT JOIN landing.article_texts AS texts USING (article_id)
WHERE texts.text IS NULL
    OR texts.text[events.start_char + 1 : events.end_char] <> events.evidence
ORDER BY articles.published_date DESC, event_id
"""


def checks(settings: Settings) -> Sequence[dg.AssetChecksDefinition]:
    """The checks of one home, each run after the asset that it looks at."""
    home = settings.home

    def ask(query: str) -> list[tuple[Any, ...]]:
        with warehouse.reading(home.warehouse, LOCK_WAIT_SECONDS) as connection:
            return connection.execute(query).fetchall()

    @dg.asset_check(
        asset="articles",
        description="At most a fifth of all documents is refused; lists the latest, with reasons.",
    )
    def few_documents_are_refused() -> dg.AssetCheckResult:
        refused = ask(_REFUSED)
        ((total,),) = ask("SELECT count(*) FROM landing.documents")
        share = len(refused) / total if total else 0.0
        return dg.AssetCheckResult(
            passed=share <= HIGHEST_SHARE_REFUSED,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "share refused": round(share, 4),
                "refused": table(("outcome", "url", "reason"), refused[:MOST_LISTED]),
            },
        )

    @dg.asset_check(
        asset="events",
        description="Reading failed on no article; lists those on which it did, with the error.",
    )
    def every_article_was_read() -> dg.AssetCheckResult:
        failed = ask(_NOT_READ)
        return dg.AssetCheckResult(
            passed=not failed,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "articles not read": len(failed),
                "articles": table(("url", "published", "error"), failed[:MOST_LISTED]),
            },
        )

    @dg.asset_check(
        asset="events",
        description="The evidence of every event stands in its article, letter for letter.",
    )
    def evidence_stands_in_its_article() -> dg.AssetCheckResult:
        wrong = ask(_WITHOUT_EVIDENCE)
        return dg.AssetCheckResult(
            passed=not wrong,
            metadata={
                "events": len(wrong),
                "offenders": table(("url", "type", "evidence"), wrong[:MOST_LISTED]),
            },
        )

    @dg.asset_check(
        asset="events",
        description="No day is stale: new or late articles, or read by an older version.",
    )
    def every_day_is_up_to_date() -> dg.AssetCheckResult:
        stale = stale_days(settings)
        rows = [
            (day.published_date, "new articles" if day.is_new else "older version")
            for day in stale[:MOST_LISTED]
        ]
        return dg.AssetCheckResult(
            passed=not stale,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"days": len(stale), "stale": table(("day", "why"), rows)},
        )

    @dg.asset_check(
        asset="weekly_briefing",
        description="Every week that is over and has events shows on its page what the marts hold.",
    )
    def every_week_has_its_page() -> dg.AssetCheckResult:
        due = weeks_due(settings, datetime.now(UTC).date())
        return dg.AssetCheckResult(
            passed=not due,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "weeks": len(due),
                "due": table(("Monday",), [(week,) for week in due[:MOST_LISTED]]),
            },
        )

    return [
        few_documents_are_refused,
        every_article_was_read,
        evidence_stands_in_its_article,
        every_day_is_up_to_date,
        every_week_has_its_page,
    ]
