"""Builders of valid objects with defaults: a test states only what matters to it."""

from datetime import date, datetime
from typing import Any

from orchestration.ids import content_id


def make_article_row(**changes: Any) -> dict[str, Any]:
    """A row of `landing.articles` (tables.ARTICLES)."""
    day = changes.get("published_date", date(2024, 1, 9))
    title = changes.get("title", "Ministers meet")
    row: dict[str, Any] = {
        "article_id": content_id("article", str(day), str(title)),
        "document_id": content_id("document", str(day), str(title)),
        "source_id": "sample-wire",
        "url": "https://wire.example/1",
        "canonical_url": "https://wire.example/1",
        "title": title,
        "byline": None,
        "dateline": None,
        "published_at": datetime.combine(day, datetime.min.time()),
        "published_at_basis": "header",
        "published_date": day,
        "published_local_date": day,
        "language": "en",
        "word_count": 120,
        "sketch": [],
    }
    return row | changes


def make_event_row(**changes: Any) -> dict[str, Any]:
    """A row of `landing.events` (tables.EVENTS): Seoul criticised Moscow."""
    row: dict[str, Any] = {
        "event_id": "",
        "symmetric_id": None,
        "article_id": "article",
        "sentence_index": 0,
        "source_actor": "KOR",
        "source_sector": "GOV",
        "target_actor": "RUS",
        "target_sector": "GOV",
        "event_type": "ACCUSE",
        "mode": "disapprove",
        "other_modes": [],
        "contexts": [],
        "event_date": None,
        "event_date_precision": "unknown",
        "status": "occurred",
        "stated_by_actor": None,
        "stated_by_person": None,
        "reported_by": None,
        "trigger": "criticised",
        "start_char": 0,
        "end_char": 26,
        "evidence": "Seoul criticised Moscow.",
        "rule_or_model": "accuse.criticise",
        "confidence": 0.9,
        "extractor_version": "test",
    }
    row |= changes
    if not row["event_id"]:
        row["event_id"] = content_id(
            *(str(row[name]) for name in ("article_id", "start_char", "end_char")),
            *(row[name] for name in ("source_actor", "target_actor", "event_type", "status")),
        )
    return row
