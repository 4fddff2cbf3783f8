"""From a file to the documents it holds, each with its bytes and what it says of itself."""

import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from orchestration.collect.encoding import binary_kind, decode, unicode_form
from orchestration.collect.headers import clean_line, split_headers
from orchestration.collect.records import InvalidRecordError, read_record, split_objects

TEXT, PAGE, RECORDS, MAIL = "text/plain", "text/html", "application/json", "message/rfc822"
FEED, ITEM = "application/xml", "application/feed-item"
OTHER = "application/octet-stream"
TAKEN_SUFFIXES = {
    ".atom": FEED,
    ".eml": MAIL,
    ".htm": PAGE,
    ".html": PAGE,
    ".json": RECORDS,
    ".jsonl": RECORDS,
    ".rss": FEED,
    ".txt": TEXT,
    ".xml": FEED,
}

# Names that editors, browsers and copying programs give to what is not finished.
_UNFINISHED_BEGINNINGS = (".", "~$", "#")
_UNFINISHED_ENDS = (
    "~",
    ".part",
    ".partial",
    ".filepart",
    ".crdownload",
    ".download",
    ".tmp",
    ".swp",
)
_CHUNK = 1 << 20
_HEAD = 500_000
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Said:
    """What a document says of itself that is needed before it is parsed."""

    source_name: str | None = None
    source_country: str | None = None
    url: str | None = None
    source_kind: str | None = None
    source_terms: str | None = None


@dataclass(frozen=True)
class FoundDocument:
    """A document in a file: its bytes (None where they are not kept) and what it says of itself."""

    name: str
    content_type: str
    content: bytes | None
    size: int
    sha256: str
    said: Said = Said()
    refused_outcome: str | None = None
    refused_reason: str | None = None


def files_in(path: Path) -> Iterator[Path]:
    """The file itself, or what a folder holds at any depth, sorted by name.

    Hidden and unfinished files are left. Links, and folders that can't be opened, come as they
    are, for `documents_in` to say why they are not taken.
    """
    waiting = [path]
    while waiting:
        place = waiting.pop()
        if place != path and place.is_symlink():
            yield place
            continue
        try:
            inside = sorted(place.iterdir(), reverse=True)
        except OSError:
            yield place
            continue
        waiting += [entry for entry in inside if not _is_unfinished(entry.name)]


def documents_in(file: Path, name: str, max_bytes: int) -> list[FoundDocument]:
    """The documents of one file: one, one a line of a `.jsonl`, one an object of a `.json`, or a
    feed and one an entry of it.

    `name` is what the file is called in the warehouse (never an absolute path). Whatever the file
    is, it gives a document: what is larger than `max_bytes`, of a kind that is not taken, no
    regular file, not to be opened, or changed while it is read, comes as a refused one.
    """
    shown = "".join(each if each.isprintable() else quote(os.fsencode(each)) for each in name)
    content_type = TAKEN_SUFFIXES.get(file.suffix.lower(), OTHER)
    try:
        with _open_regular(file) as stream:
            before = _stamp(stream)
            if file.suffix.lower() == ".jsonl":
                found = list(_records_in(stream, shown, max_bytes))
            elif content_type == RECORDS:
                found = _objects_in(stream, shown, max_bytes)
            elif content_type == FEED:
                found = _entries_in(stream, shown, max_bytes)
            else:
                found = [_document_in(stream, shown, content_type, max_bytes)]
            if _stamp(stream) == before:
                return found
        reason = "it changed while it was read; add it again when it is whole"
    except OSError as error:
        reason = _why_not(error)
    return [_unreadable(shown, content_type, (), reason)]


def _is_unfinished(name: str) -> bool:
    return name.startswith(_UNFINISHED_BEGINNINGS) or name.lower().endswith(_UNFINISHED_ENDS)


def _open_regular(file: Path) -> BinaryIO:
    # Neither follows a link nor waits for the other end of a pipe.
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise OSError("it is no regular file")


def _why_not(error: OSError) -> str:
    match error.errno:
        case None:
            return str(error)
        case errno.ELOOP:
            return "it is a link, and links are not followed; put the file itself there"
        case errno.ENOENT:
            return "it went away before it was read"
    return f"it can't be read: {error.strerror}"


def _stamp(stream: BinaryIO) -> tuple[int, int]:
    facts = os.fstat(stream.fileno())
    return facts.st_size, facts.st_mtime_ns


def _document_in(stream: BinaryIO, name: str, content_type: str, max_bytes: int) -> FoundDocument:
    if content_type == OTHER:
        reason = f"its kind is not taken; taken are {', '.join(sorted(TAKEN_SUFFIXES))}"
        return _unreadable(name, content_type, _chunks(stream), reason)
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        return _too_large(name, content_type, chain([content], _chunks(stream)), max_bytes)
    return _taken(name, content_type, content)


def _records_in(stream: BinaryIO, name: str, max_bytes: int) -> Iterator[FoundDocument]:
    beginning = stream.read(_CHUNK)
    stream.seek(0)
    kind = binary_kind(beginning) or unicode_form(beginning)
    if kind not in (None, "utf-8-sig"):
        yield _unreadable(name, RECORDS, _chunks(stream), f"it is {kind}; a .jsonl is UTF-8 text")
        return
    number, empty = 0, True
    while line := stream.readline(max_bytes + 1):
        number += 1
        record_name = f"{name}#{number}"
        if len(line) > max_bytes and not line.endswith(b"\n"):
            rest = chain([line], _rest_of_line(stream))
            yield _too_large(record_name, RECORDS, rest, max_bytes)
        elif line.strip():
            yield _taken(record_name, RECORDS, line.rstrip(b"\r\n"))
        else:
            continue
        empty = False
    if empty:
        yield _taken(f"{name}#1", RECORDS, b"")


def _objects_in(stream: BinaryIO, name: str, max_bytes: int) -> list[FoundDocument]:
    whole = _document_in(stream, name, RECORDS, max_bytes)
    if whole.content is None:
        return [whole]
    try:
        objects = split_objects(whole.content)
    except InvalidRecordError as error:
        return [_refused(whole, "invalid_record", str(error))]
    return [
        _taken(f"{name}#{number}", RECORDS, each) for number, each in enumerate(objects, start=1)
    ] or [_refused(whole, "empty", "there is no record in it")]


def _entries_in(stream: BinaryIO, name: str, max_bytes: int) -> list[FoundDocument]:
    from orchestration.collect.feed_entries import NoFeedError, read_feed

    whole = _document_in(stream, name, FEED, max_bytes)
    if not whole.content:
        return [whole]
    try:
        feed = read_feed(whole.content)
    except NoFeedError as error:
        return [_refused(whole, "unreadable", str(error))]
    said = Said(_name(feed.title))
    entries = [
        replace(
            _taken(f"{name}#{number}", ITEM, entry.as_document()), said=replace(said, url=entry.url)
        )
        for number, entry in enumerate(feed.entries, start=1)
    ]
    return [replace(_refused(whole, "not_an_article", feed.summary), said=said), *entries]


def _refused(found: FoundDocument, outcome: str, reason: str) -> FoundDocument:
    return replace(found, refused_outcome=outcome, refused_reason=clean_line(reason))


def _taken(name: str, content_type: str, content: bytes) -> FoundDocument:
    try:
        said = _SAID[content_type](content) if content_type in _SAID else Said()
    except Exception:  # hostile input may break a parser anywhere; parsing then says what it is
        said = Said()
    digest = hashlib.sha256(content).hexdigest()
    return FoundDocument(name, content_type, content, len(content), digest, said)


def _unreadable(
    name: str, content_type: str, chunks: Iterable[bytes], reason: str
) -> FoundDocument:
    size, digest = _measure(chunks)
    return FoundDocument(
        name, content_type, None, size, digest, refused_outcome="unreadable", refused_reason=reason
    )


def _too_large(
    name: str, content_type: str, chunks: Iterable[bytes], max_bytes: int
) -> FoundDocument:
    size, digest = _measure(chunks)
    reason = f"{size:,} bytes; the largest taken is {max_bytes:,} (setting max_document_bytes)"
    return FoundDocument(
        name, content_type, None, size, digest, refused_outcome="too_large", refused_reason=reason
    )


def _measure(chunks: Iterable[bytes]) -> tuple[int, str]:
    size, hasher = 0, hashlib.sha256()
    for chunk in chunks:
        size += len(chunk)
        hasher.update(chunk)
    return size, hasher.hexdigest()


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.read(_CHUNK):
        yield chunk


def _rest_of_line(stream: BinaryIO) -> Iterator[bytes]:
    while chunk := stream.readline(_CHUNK):
        yield chunk
        if chunk.endswith(b"\n"):
            return


def _said_by_text(content: bytes) -> Said:
    headers = split_headers(decode(content)).headers
    return Said(_name(headers.get("source")), _country(headers.get("country")), headers.get("url"))


def _said_by_page(content: bytes) -> Said:
    from orchestration.collect.page_head import meta_fields, own_address, page_tree

    tree = page_tree(decode(content)[:_HEAD])
    return Said(_name(meta_fields(tree).get("og:site_name")), None, own_address(tree))


def _said_by_record(content: bytes) -> Said:
    record = read_record(content)
    country = _country(record.get("source_country"))
    return Said(_name(record.get("source")), country, record.get("url"))


def _said_by_mail(content: bytes) -> Said:
    from orchestration.collect.mail import read_mail

    mail = read_mail(content)
    return Said(_name(mail.sender), None, mail.url)


_SAID: dict[str, Callable[[bytes], Said]] = {
    TEXT: _said_by_text,
    PAGE: _said_by_page,
    RECORDS: _said_by_record,
    MAIL: _said_by_mail,
}


def _name(value: str | None) -> str | None:
    return clean_line(value or "")[:_LONGEST_NAME].rstrip() or None


def _country(value: str | None) -> str | None:
    return value.upper() if value and re.fullmatch(r"[A-Za-z]{3}", value) else None
