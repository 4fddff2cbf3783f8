"""What is said of a file by hand, and which known document it is said of.

A document's id holds its source and address, so that the same bytes given a source or an address
are another document. Whoever gives them means the one that was there: it gives way to the new one,
which keeps whatever was given before and is not given otherwise now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orchestration.collect.files import FoundDocument
from orchestration.collect.raw_zone import FILE_ADDRESS, Arrivals, raw_row, replaced_row


@dataclass(frozen=True)
class Given:
    """What is given by hand; None where nothing is."""

    published: str | None = None
    source: str | None = None
    url: str | None = None


def rows_by_hand(
    found: FoundDocument, given: Given, now: datetime, arrivals: Arrivals
) -> Iterator[dict[str, Any]]:
    """The document's row, and after it one for each known document that gives way to it.

    The same bytes given two sources, or two addresses, stay two documents, as syndicated copies
    are.
    """
    found = arrivals.known_by(found, given.source)
    plain = raw_row(found, now)
    row = raw_row(found, now, published=given.published, source=given.source, url=given.url)

    def is_meant(known: dict[str, Any]) -> bool:
        is_its_source = given.source is None or known["source_id"] in (
            plain["source_id"],
            row["source_id"],
        )
        is_its_address = known["url"] in (plain["url"], row["url"]) or (
            given.url is None and not known["url"].startswith(FILE_ADDRESS)
        )
        return is_its_source and is_its_address

    # An empty file, and one that could not be opened, have the bytes of every other one.
    same = arrivals.of_bytes(found.sha256) if found.size else []
    meant = [known for known in same if is_meant(known)]
    row = raw_row(
        found,
        now,
        published=given.published,
        source=given.source or _only(meant, "source_name", plain["source_name"]),
        url=given.url or _only(meant, "url", plain["url"]),
    )
    less_said = [
        known
        for known in meant
        if known["document_id"] != row["document_id"]
        and known["source_id"] in (plain["source_id"], row["source_id"])
        and known["url"] in (plain["url"], row["url"])
    ]
    if given.published is None and arrivals.of_document(row["document_id"]) is None:
        row["given_published"] = _only(less_said, "given_published", None)
    yield row
    for known in less_said:
        yield replaced_row(known, row, "added again with more said of it")


def _only(known: list[dict[str, Any]], name: str, plain: str | None) -> str | None:
    """The one value besides `plain` that was given before; None where there is none, or several."""
    values = {each[name] for each in known} - {plain}
    return values.pop() if len(values) == 1 else None
