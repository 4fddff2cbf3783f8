"""The raw zone: bytes as they came, append only, by day of retrieval."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from orchestration.collect.files import FoundDocument
from orchestration.collect.headers import INBOX_SOURCE, clean_line, source_slug, web_address
from orchestration.ids import content_id
from orchestration.lakes import append_part, lake_files, partition_folder, read_rows
from orchestration.tables import RAW_DOCUMENTS

_GIVEN = ("given_published", "given_title")
_ARRIVAL = ("document_id", "retrieved_at", "refused_outcome", *_GIVEN)
_PART_BYTES = 64_000_000


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
    source_name = clean_line(source or "") or found.said.source_name or INBOX_SOURCE
    source_id = source_slug(source_name)
    address = web_address(url) or web_address(found.said.url) or f"inbox:{found.name}"
    return {
        "document_id": content_id(source_id, address, found.sha256),
        "source_id": source_id,
        "source_name": source_name,
        "source_country": found.said.source_country,
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

    The same bytes of the same address add nothing, unless something else is given by hand than
    before (a date, say), or what was refused on arrival is taken now: then the document has a
    further row, and the latest one holds.
    """
    latest = _latest_arrivals(raw)
    folder = partition_folder(raw, "retrieved", retrieved_at.date())
    part: list[dict[str, Any]] = []
    seen = new = held = 0
    for row in rows:
        seen += 1
        before = latest.get(row["document_id"])
        if before is not None:
            if not _adds(row, before):
                continue
            row = _next_arrival(row, before)
        new += 1
        part.append(row)
        latest[row["document_id"]] = {name: row[name] for name in _ARRIVAL}
        held += len(row["content"] or b"")
        if held >= _PART_BYTES:
            append_part(folder, RAW_DOCUMENTS, part)
            part, held = [], 0
    append_part(folder, RAW_DOCUMENTS, part)
    return new, seen - new


def _latest_arrivals(raw: Path) -> dict[str, dict[str, Any]]:
    arrivals = read_rows(lake_files(raw, RAW_DOCUMENTS), RAW_DOCUMENTS, _ARRIVAL)
    arrivals.sort(key=lambda row: row["retrieved_at"])
    return {row["document_id"]: row for row in arrivals}


def _adds(row: dict[str, Any], before: dict[str, Any]) -> bool:
    given = any(row[name] is not None and row[name] != before[name] for name in _GIVEN)
    return given or row["refused_outcome"] != before["refused_outcome"]


def _next_arrival(row: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    # What was given once stays given. A later arrival has a later time, also within one second
    # and where the clock was set back.
    kept = {name: before[name] if row[name] is None else row[name] for name in _GIVEN}
    second_after = before["retrieved_at"] + timedelta(seconds=1)
    return row | kept | {"retrieved_at": max(row["retrieved_at"], second_after)}
