"""Checks of our own, which Dagster shows beside dbt's tests: each lists what offends it."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from orchestration import warehouse
from orchestration.assets.shared import LOCK_WAIT_SECONDS, MOST_LISTED, table
from orchestration.due import stale_days, weeks_due
from orchestration.modelling import metric_parameters
from orchestration.settings import Settings
from orchestration.tables import TAKEN_FOR_ARTICLES

_SHARES_REFUSED = f"""
SELECT source_id, count(*) FILTER (outcome NOT IN ('article', 'duplicate')), count(*)
FROM landing.documents WHERE {TAKEN_FOR_ARTICLES} GROUP BY source_id ORDER BY ALL
"""  # noqa: S608 - our own words
_STILL_FAILED = """
SELECT source_id, count(*), min(retrieved_at), arg_max(url, (retrieved_at, document_id)),
    arg_max(reason, (retrieved_at, document_id))
FROM landing.documents
WHERE outcome IN ('fetch_failed', 'refused_address')
GROUP BY source_id ORDER BY count(*) DESC, source_id
"""
_LATEST_WEEK = "(SELECT max(event_week) FROM marts.fct_data_quality_week WHERE is_read)"
_MISSED = f"""
SELECT source_id, event_week, n_articles, usual_articles FROM marts.fct_source_week
WHERE is_missed AND event_week = {_LATEST_WEEK} ORDER BY usual_articles DESC, source_id
"""  # noqa: S608 - our own words
_WITHOUT_EVENTS = f"""
SELECT source_id, n_articles_without_events, n_articles FROM marts.fct_source_week
WHERE n_articles > 0 AND event_week = {_LATEST_WEEK} ORDER BY source_id
"""  # noqa: S608 - our own words
_DATES_OFF = """
SELECT url, published_date, title FROM marts.fct_article
WHERE is_date_off ORDER BY published_date DESC, article_id
"""
_SINGLE_SOURCE = f"""
SELECT event_week, n_single_source_events, n_events, usual_single_source_share
FROM marts.fct_data_quality_week WHERE event_week = {_LATEST_WEEK}
"""  # noqa: S608 - our own words
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
    limits = metric_parameters()

    def ask(query: str) -> list[tuple[Any, ...]]:
        with warehouse.reading(home.warehouse, LOCK_WAIT_SECONDS) as connection:
            return connection.execute(query).fetchall()

    @dg.asset_check(
        asset="articles",
        description=(
            "Few documents are refused (a fifth, parameter refused_share_most); lists the latest, "
            "with reasons, and each source's share."
        ),
    )
    def few_documents_are_refused() -> dg.AssetCheckResult:
        by_source = ask(_SHARES_REFUSED)
        with warehouse.reading(home.warehouse, LOCK_WAIT_SECONDS) as connection:
            refused = warehouse.refused_documents(connection)
        share = _share(len(refused), sum(total for _, _, total in by_source))
        return dg.AssetCheckResult(
            passed=share <= limits["refused_share_most"],
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "share refused": share,
                "refused": table(("outcome", "url", "reason"), refused[:MOST_LISTED]),
                "by source": _shares(by_source),
            },
        )

    @dg.asset_check(
        asset="articles",
        description="No address failed and was not fetched since; lists sources with the latest.",
    )
    def no_source_still_fails() -> dg.AssetCheckResult:
        failed = ask(_STILL_FAILED)
        columns = ("source", "addresses", "since", "latest", "reason")
        return dg.AssetCheckResult(
            passed=not failed,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "sources": len(failed),
                "still failed": table(columns, failed[:MOST_LISTED]),
            },
        )

    @dg.asset_check(
        asset="events",
        description="Reading failed on no article; names days and articles on which it did.",
    )
    def every_article_was_read() -> dg.AssetCheckResult:
        failed = ask(_NOT_READ)
        days = sorted(Counter(day for _, day, _ in failed).items(), reverse=True)
        return dg.AssetCheckResult(
            passed=not failed,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "articles not read": len(failed),
                "days": table(("day", "articles not read"), days[:MOST_LISTED]),
                "articles": table(("url", "published", "error"), failed[:MOST_LISTED]),
            },
        )

    @dg.asset_check(
        asset="events",
        blocking=True,
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
        additional_deps=["articles"],
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
        asset=_mart("fct_source_week"),
        description=(
            "In the latest read week every source brought what is usual of it (a quarter of its "
            "mean at least); lists those that are missed."
        ),
    )
    def sources_bring_what_is_usual() -> dg.AssetCheckResult:
        missed = ask(_MISSED)
        return dg.AssetCheckResult(
            passed=not missed,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "sources": len(missed),
                "missed": table(("source", "week", "articles", "usual"), missed[:MOST_LISTED]),
            },
        )

    @dg.asset_check(
        asset=_mart("fct_source_week"),
        description=(
            "In the latest read week an event was found in a fifth of the articles at least "
            "(parameter empty_share_most); lists each source's share without."
        ),
    )
    def articles_have_events() -> dg.AssetCheckResult:
        by_source = ask(_WITHOUT_EVENTS)
        share = _share(
            sum(without for _, without, _ in by_source), sum(total for *_, total in by_source)
        )
        return dg.AssetCheckResult(
            passed=share <= limits["empty_share_most"],
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"share without events": share, "by source": _shares(by_source)},
        )

    @dg.asset_check(
        asset=_mart("fct_article"),
        description="No address names another day than its article's; lists those that do.",
    )
    def dates_agree_with_addresses() -> dg.AssetCheckResult:
        wrong = ask(_DATES_OFF)
        return dg.AssetCheckResult(
            passed=not wrong,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                "articles": len(wrong),
                "offenders": table(("url", "published", "title"), wrong[:MOST_LISTED]),
            },
        )

    @dg.asset_check(
        asset=_mart("fct_data_quality_week"),
        description=(
            "In the latest read week no more events than usual rest on one source (a rise of 0.25 "
            "at most, parameter single_source_rise_most)."
        ),
    )
    def events_rest_on_as_many_sources_as_usual() -> dg.AssetCheckResult:
        weeks = ask(_SINGLE_SOURCE)
        risen = [
            week
            for week, single, events, usual in weeks
            if usual is not None
            and _share(single, events) > usual + limits["single_source_rise_most"]
        ]
        columns = ("week", "events of one source", "events", "usual share")
        return dg.AssetCheckResult(
            passed=not risen,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"weeks": table(columns, weeks)},
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
        no_source_still_fails,
        every_article_was_read,
        evidence_stands_in_its_article,
        every_day_is_up_to_date,
        sources_bring_what_is_usual,
        articles_have_events,
        dates_agree_with_addresses,
        events_rest_on_as_many_sources_as_usual,
        every_week_has_its_page,
    ]


def _mart(name: str) -> dg.AssetKey:
    return dg.AssetKey(["marts", name])


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _shares(by_source: Sequence[tuple[Any, ...]]) -> dg.MetadataValue:
    """A table of (source, part, whole) with the highest shares first."""
    rows = sorted(
        ((source, part, whole, _share(part, whole)) for source, part, whole in by_source),
        key=lambda row: (-row[3], row[0]),
    )
    return table(("source", "of them", "all", "share"), rows[:MOST_LISTED])
