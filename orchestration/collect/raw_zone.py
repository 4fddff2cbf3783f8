"""The raw zone: bytes as they came, append only, by day of retrieval."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.collect.files import FoundDocument
from orchestration.collect.headers import INBOX_SOURCE, source_slug
from orchestration.ids import content_id
from orchestration.lakes import append_part, lake_files, partition_folder, read_rows
from orchestration.tables import RAW_DOCUMENTS

# What makes two arrivals of the same bytes at the same address differ: what was given by hand.
_ARRIVAL = ("document_id", "given_published", "given_title")


def raw_row(
    found: FoundDocument,
    retrieved_at: datetime,
    *,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
    is_sample: bool = False,
) -> dict[str, Any]:
    """A row of the raw zone; what is given by hand goes before what the document says of itself."""
    source_name = source or found.source_name or INBOX_SOURCE
    source_id = source_slug(source_name)
    address = url or found.url or f"inbox:{found.name}"
    return {
        "document_id": content_id(source_id, address, found.sha256),
        "source_id": source_id,
        "source_name": source_name,
        "source_country": found.source_country,
        "is_sample": is_sample,
        "url": address,
        "retrieved_at": retrieved_at,
        "content_type": found.content_type,
        "bytes": found.size,
        "sha256": found.sha256,
        "given_published": published,
        "given_title": None,
        "refused_outcome": found.refused_outcome,
        "refused_reason": found.refused_reason,
        "content": found.content,
    }


def append_new(
    raw: Path, rows: Iterable[dict[str, Any]], retrieved_at: datetime
) -> tuple[int, int]:
    """Append the rows that the zone does not hold yet; how many were new, how many known.

    The same bytes of the same address add nothing, unless something new was given by hand (a
    date, say): then the document has a further row, and the latest one holds.
    """
    known = {
        tuple(row.values())
        for row in read_rows(lake_files(raw, RAW_DOCUMENTS), RAW_DOCUMENTS, _ARRIVAL)
    }
    new: dict[tuple[object, ...], dict[str, Any]] = {}
    seen = 0
    for row in rows:
        seen += 1
        key = tuple(row[name] for name in _ARRIVAL)
        if key not in known:
            new.setdefault(key, row)
    latest = {row["document_id"]: row for row in new.values()}
    folder = partition_folder(raw, "retrieved", retrieved_at.date())
    append_part(folder, RAW_DOCUMENTS, latest.values())
    return len(latest), seen - len(latest)
