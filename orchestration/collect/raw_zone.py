"""The raw zone: bytes as they came, append only, by day of retrieval."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from orchestration.collect.files import FoundDocument
from orchestration.collect.headers import INBOX_SOURCE, clean_line, source_slug, web_address
from orchestration.ids import content_id
from orchestration.lakes import append_part, lake_files, partition_folder, read_rows
from orchestration.tables import RAW_DOCUMENTS

FILE_ADDRESS = "inbox:"
"""How the address of a document begins that has none of the web; its file's name follows."""

REPLACED = "duplicate"
"""Outcome of a document whose bytes came again with more said of them, or came at last."""

FETCH_FAILURES = ("fetch_failed", "refused_address")
"""Outcomes of an address that was asked for and gave nothing."""

_GIVEN = ("given_published",)
_ARRIVAL = (
    "document_id",
    "source_id",
    "source_name",
    "url",
    "retrieved_at",
    "sha256",
    "refused_outcome",
    *_GIVEN,
)
_PART_BYTES = 64_000_000


class Arrivals:
    """The latest arrival of each document of the raw zone, without its bytes."""

    def __init__(self, raw: Path) -> None:
        self._latest: dict[str, dict[str, Any]] = {}
        self._by_bytes: dict[str, list[str]] = {}
        rows = read_rows(lake_files(raw, RAW_DOCUMENTS), RAW_DOCUMENTS, _ARRIVAL)
        for row in sorted(rows, key=lambda row: row["retrieved_at"]):
            self.note(row)

    def note(self, row: Mapping[str, Any]) -> None:
        """Take a row for the latest arrival of its document."""
        document_id = row["document_id"]
        if document_id not in self._latest:
            self._by_bytes.setdefault(row["sha256"], []).append(document_id)
        self._latest[document_id] = {name: row[name] for name in _ARRIVAL}

    def of_document(self, document_id: str) -> dict[str, Any] | None:
        """The document's latest arrival; None where it is not known."""
        return self._latest.get(document_id)

    def of_bytes(self, sha256: str) -> list[dict[str, Any]]:
        """Those of all documents that have these bytes and were not replaced, oldest first."""
        found = (self._latest[document_id] for document_id in self._by_bytes.get(sha256, ()))
        return [arrival for arrival in found if arrival["refused_outcome"] != REPLACED]

    def known_by(self, found: FoundDocument, source: str | None = None) -> FoundDocument:
        """The document under the file name by which its bytes are known already.

        A file that says no address is one document wherever it lies: in a folder or named alone,
        moved, or copied. Not so an empty one, or one that could not be opened, whose bytes are
        those of every other one; nor one that is given another `source` than the known one has.
        """
        if not found.size or found.content is None or web_address(found.said.url):
            return found
        plain = source_slug(found.said.source_name or INBOX_SOURCE)
        names = [
            arrival["url"].removeprefix(FILE_ADDRESS)
            for arrival in self.of_bytes(found.sha256)
            if arrival["url"].startswith(FILE_ADDRESS)
            and (source is None or arrival["source_id"] in (plain, source_slug(source)))
        ]
        return found if not names or found.name in names else replace(found, name=names[0])


def replaced_row(known: Mapping[str, Any], by: Mapping[str, Any], reason: str) -> dict[str, Any]:
    """The row that says that the known document gave way to the one of the row `by`."""
    return {
        **by,
        **{name: known[name] for name in ("document_id", "source_id", "source_name", "url")},
        **{name: known[name] for name in _GIVEN},
        "refused_outcome": REPLACED,
        "refused_reason": f"{reason}, as document {by['document_id']}",
        "content": None,
    }


def raw_row(
    found: FoundDocument,
    retrieved_at: datetime,
    *,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
    feed_published: str | None = None,
    feed_title: str | None = None,
    is_sample: bool = False,
) -> dict[str, Any]:
    """A row of the raw zone; what is given by hand goes before what the document says of itself."""
    source_name = clean_line(source or "") or found.said.source_name or INBOX_SOURCE
    source_id = source_slug(source_name)
    address = web_address(url) or web_address(found.said.url) or f"{FILE_ADDRESS}{found.name}"
    return {
        "document_id": content_id(source_id, address, found.sha256),
        "source_id": source_id,
        "source_name": source_name,
        "source_country": found.said.source_country,
        "source_kind": found.said.source_kind,
        "source_terms": found.said.source_terms,
        "is_sample": is_sample,
        "url": address,
        "retrieved_at": retrieved_at,
        "content_type": found.content_type,
        "bytes": found.size,
        "sha256": found.sha256,
        "given_published": published,
        "feed_published": feed_published,
        "feed_title": feed_title,
        "refused_outcome": found.refused_outcome,
        "refused_reason": found.refused_reason,
        "content": found.content,
    }


def append_new(
    raw: Path,
    rows: Iterable[dict[str, Any]],
    retrieved_at: datetime,
    arrivals: Arrivals | None = None,
) -> tuple[int, int]:
    """Append the rows that the zone does not hold yet; how many were new, how many known.

    The same bytes of the same address add nothing, unless something else is given by hand than
    before (a date, say), or what was refused on arrival is taken now: then the document has a
    further row, and the latest one holds. A row that says that its document was replaced is kept,
    and counted as neither. `arrivals` (of this zone) are read where they are not given, and kept
    up to date while the rows are drawn.
    """
    latest = arrivals or Arrivals(raw)
    folder = partition_folder(raw, "retrieved", retrieved_at.date())
    part: list[dict[str, Any]] = []
    new = known = held = 0
    for row in rows:
        before = latest.of_document(row["document_id"])
        if before is not None:
            if not _adds(row, before):
                known += 1
                continue
            row = _next_arrival(row, before)
        new += row["refused_outcome"] != REPLACED
        part.append(row)
        latest.note(row)
        held += len(row["content"] or b"")
        if held >= _PART_BYTES:
            append_part(folder, RAW_DOCUMENTS, part)
            part, held = [], 0
    append_part(folder, RAW_DOCUMENTS, part)
    return new, known


def _adds(row: dict[str, Any], before: dict[str, Any]) -> bool:
    if before["refused_outcome"] == REPLACED:
        # The bytes are there, under the document that took its place. Fetching may fail again.
        return row["refused_outcome"] in FETCH_FAILURES
    given = any(row[name] is not None and row[name] != before[name] for name in _GIVEN)
    return given or row["refused_outcome"] != before["refused_outcome"]


def _next_arrival(row: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    # What was given once stays given. A later arrival has a later time, also within one second
    # and where the clock was set back.
    kept = {name: before[name] if row[name] is None else row[name] for name in _GIVEN}
    second_after = before["retrieved_at"] + timedelta(seconds=1)
    return row | kept | {"retrieved_at": max(row["retrieved_at"], second_after)}
