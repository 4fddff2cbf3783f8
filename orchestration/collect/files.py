"""From a file to the documents it holds, each with its bytes and what it says of itself."""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.collect.encoding import decode
from orchestration.collect.headers import split_headers, web_address

TAKEN_SUFFIXES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".jsonl": "application/json",
}
UNFINISHED_SUFFIXES = {".part", ".tmp", ".crdownload", ".swp"}
_CHUNK = 1 << 20
_TAG = re.compile(rb"<(?:meta|link)\b[^>]{1,2500}>", re.I)
_ATTRIBUTE = re.compile(rb"""([a-zA-Z:-]+)\s*=\s*["']([^"'<>]{1,2000})["']""")


@dataclass(frozen=True)
class FoundDocument:
    """A document in a file: its bytes (None where too large to hold) and what it says of itself."""

    name: str
    content: bytes | None
    size: int
    sha256: str
    content_type: str
    source_name: str | None = None
    source_country: str | None = None
    url: str | None = None
    refused_outcome: str | None = None
    refused_reason: str | None = None


def files_in(path: Path) -> Iterator[Path]:
    """The file itself, or all files of a folder, sorted; hidden and unfinished ones are left."""
    if path.is_file():
        yield path
        return
    for entry in sorted(path.iterdir()):
        if entry.name.startswith(".") or entry.suffix.lower() in UNFINISHED_SUFFIXES:
            continue
        if entry.is_symlink():
            continue
        yield from files_in(entry)


def documents_in(file: Path, name: str, max_bytes: int) -> Iterator[FoundDocument]:
    """The documents of one file: one, or one a line of a `.jsonl`.

    `name` is what the file is called in the warehouse (never an absolute path). What is larger
    than `max_bytes`, or of a kind that is not taken, comes as a refused document.
    """
    content_type = TAKEN_SUFFIXES.get(file.suffix.lower())
    if content_type is None:
        size, digest, _ = _read_bounded(file, 0)
        kinds = ", ".join(sorted(TAKEN_SUFFIXES))
        yield FoundDocument(
            name,
            None,
            size,
            digest,
            "application/octet-stream",
            refused_outcome="unreadable",
            refused_reason=f"{file.suffix or 'no suffix'} is not taken; taken are {kinds}",
        )
    elif content_type == "application/json":
        yield from _records_in(file, name, max_bytes)
    else:
        size, digest, content = _read_bounded(file, max_bytes)
        if content is None:
            yield _too_large(name, size, digest, content_type, max_bytes)
        elif content_type == "text/html":
            yield _page(name, content, digest)
        else:
            yield _plain_text(name, content, digest)


def _records_in(file: Path, name: str, max_bytes: int) -> Iterator[FoundDocument]:
    with file.open("rb") as lines:
        number = 0
        while line := lines.readline(max_bytes + 1):
            number += 1
            record_name = f"{name}#{number}"
            if len(line) > max_bytes and not line.endswith(b"\n"):
                hasher, size = hashlib.sha256(line), len(line)
                while rest := lines.readline(_CHUNK):
                    hasher.update(rest)
                    size += len(rest)
                    if rest.endswith(b"\n"):
                        break
                yield _too_large(
                    record_name, size, hasher.hexdigest(), "application/json", max_bytes
                )
            elif line.strip() or number == 1:
                content = line.rstrip(b"\r\n")
                yield _record(record_name, content, hashlib.sha256(content).hexdigest())
        if number == 0:
            yield _record(f"{name}#1", b"", hashlib.sha256(b"").hexdigest())


def _record(name: str, content: bytes, digest: str) -> FoundDocument:
    record: Any = None
    try:
        record = json.loads(content)
    except (ValueError, RecursionError):
        record = None
    said = record if isinstance(record, dict) else {}
    return FoundDocument(
        name,
        content,
        len(content),
        digest,
        "application/json",
        source_name=_text(said.get("source")),
        source_country=_country(_text(said.get("source_country"))),
        url=web_address(_text(said.get("url"))),
    )


def _plain_text(name: str, content: bytes, digest: str) -> FoundDocument:
    headers = split_headers(decode(content)[:10_000]).headers
    return FoundDocument(
        name,
        content,
        len(content),
        digest,
        "text/plain",
        source_name=_text(headers.get("source")),
        source_country=_country(headers.get("country")),
        url=web_address(headers.get("url")),
    )


def _page(name: str, content: bytes, digest: str) -> FoundDocument:
    site, canonical = None, None
    for tag in _TAG.findall(content[:500_000]):
        attributes = {key.lower(): value for key, value in _ATTRIBUTE.findall(tag)}
        if attributes.get(b"property") == b"og:site_name":
            site = site or attributes.get(b"content")
        if attributes.get(b"rel") == b"canonical":
            canonical = canonical or attributes.get(b"href")
    return FoundDocument(
        name,
        content,
        len(content),
        digest,
        "text/html",
        source_name=_text(html.unescape(decode(site))) if site else None,
        url=web_address(html.unescape(decode(canonical))) if canonical else None,
    )


def _too_large(name: str, size: int, digest: str, kind: str, max_bytes: int) -> FoundDocument:
    return FoundDocument(
        name,
        None,
        size,
        digest,
        kind,
        refused_outcome="too_large",
        refused_reason=f"{size:,} bytes; the largest taken is {max_bytes:,} (max_document_bytes)",
    )


def _read_bounded(file: Path, max_bytes: int) -> tuple[int, str, bytes | None]:
    hasher, size, chunks = hashlib.sha256(), 0, []
    with file.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            hasher.update(chunk)
            size += len(chunk)
            if size <= max_bytes:
                chunks.append(chunk)
    return size, hasher.hexdigest(), b"".join(chunks) if size <= max_bytes else None


def _text(value: object) -> str | None:
    return " ".join(value.split())[:200] or None if isinstance(value, str) else None


def _country(value: str | None) -> str | None:
    return value.upper() if value and re.fullmatch(r"[A-Za-z]{3}", value) else None
