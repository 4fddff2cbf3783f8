"""The feeds of `feeds.yml`: fetched politely, then the pages they link to."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from queue import SimpleQueue
from threading import Event
from typing import Any
from urllib.parse import urlsplit

import httpcore

from orchestration.collect.feed_entries import FeedEntry, NoFeedError, read_feed
from orchestration.collect.feed_list import FeedSource, load_feeds, read_state, write_state
from orchestration.collect.fetching import (
    NOTHING_KNOWN,
    Fetched,
    Fetcher,
    FetchError,
    Validators,
)
from orchestration.collect.files import FEED, ITEM, PAGE, TEXT, FoundDocument, Said
from orchestration.collect.raw_zone import (
    FETCH_FAILURES,
    Arrivals,
    append_new,
    raw_row,
    replaced_row,
)
from orchestration.ids import content_id
from orchestration.settings import Home, Settings

HOSTS_AT_A_TIME = 8
_ACCEPT_FEED = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"
_ACCEPT_PAGE = "text/html, application/xhtml+xml, text/plain;q=0.8"
_PAGE_TYPES = {"text/html": PAGE, "application/xhtml+xml": PAGE, "text/plain": TEXT, "": PAGE}

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class FeedReport:
    """What one round did: feeds asked, those that failed with why, documents new and known."""

    feeds: int
    unchanged: int
    failures: tuple[tuple[str, str], ...]
    new_documents: int
    known_documents: int


def collect_feeds(
    home: Home,
    settings: Settings,
    now: datetime,
    progress: Progress | None = None,
    network: httpcore.NetworkBackend | None = None,
) -> FeedReport:
    """Ask every feed of a home for what is new, and fetch the pages of new and changed entries.

    An entry that is a whole article is taken as it is, and its page left alone. One request at a
    time goes to a host. What failed ends as a document with its reason; what may pass is tried
    again the next time, and nothing that was collected is fetched twice.

    Raises:
        FeedsError: `feeds.yml` can't be used.
    """
    listed = load_feeds(home.feeds_file)
    if listed is None:
        return FeedReport(0, 0, (), 0, 0)
    state = read_state(home)

    def fetcher() -> Fetcher:
        return Fetcher(listed.contact, settings.max_document_bytes, network)

    asked = [
        _Errand(feed.url, _ACCEPT_FEED, _validators(state.get(feed.url, {})))
        for feed in listed.feeds
    ]
    answers = dict(_a_host_at_a_time(asked, fetcher))
    rounds = [
        _round(feed, answers[number], state.get(feed.url, {}))
        for number, feed in enumerate(listed.feeds)
    ]
    pages = _first_of_each(rounds)

    arrivals = Arrivals(home.raw)

    def rows() -> Iterator[dict[str, Any]]:
        for each in rounds:
            for found in each.documents:
                yield from _with_failures_mended(raw_row(found, now), arrivals)
        errands = [_Errand(entry.url or "", _ACCEPT_PAGE) for _, entry in pages]
        for done, (number, answer) in enumerate(_a_host_at_a_time(errands, fetcher), start=1):
            each, entry = pages[number]
            if isinstance(answer, FetchError) and answer.is_passing:
                each.entries.pop(entry.url or "", None)  # so that it is new the next time
            row = raw_row(
                _page(each.feed, entry, answer),
                now,
                feed_title=entry.title or None,
                feed_published=entry.published,
            )
            yield from _with_failures_mended(row, arrivals)
            if progress:
                progress(done, len(pages))

    new, known = append_new(home.raw, rows(), now, arrivals)
    write_state(home, {each.feed.url: each.state(now) for each in rounds})
    return FeedReport(
        len(rounds),
        sum(each.is_unchanged for each in rounds),
        tuple((each.feed.name, each.failure) for each in rounds if each.failure),
        new,
        known,
    )


def _with_failures_mended(row: dict[str, Any], arrivals: Arrivals) -> Iterator[dict[str, Any]]:
    """The row, and with one that was fetched, the end of what failed at its address before."""
    yield row
    if row["refused_outcome"] not in FETCH_FAILURES:
        nothing = hashlib.sha256(b"").hexdigest()
        failed = arrivals.of_document(content_id(row["source_id"], row["url"], nothing))
        if failed and failed["refused_outcome"] in FETCH_FAILURES:
            yield replaced_row(failed, row, "fetched at last")


@dataclass(frozen=True)
class _Errand:
    url: str
    accept: str
    validators: Validators = NOTHING_KNOWN


Answer = Fetched | FetchError


def _a_host_at_a_time(
    errands: Sequence[_Errand], fetcher: Callable[[], Fetcher]
) -> Iterator[tuple[int, Answer]]:
    """Each errand's number and answer: hosts side by side, one request at a time to each."""
    by_host: dict[str, list[int]] = {}
    for number, errand in enumerate(errands):
        by_host.setdefault(urlsplit(errand.url).hostname or "", []).append(number)
    answers: SimpleQueue[tuple[int, Answer] | BaseException] = SimpleQueue()
    stop = Event()

    def run(numbers: list[int]) -> None:
        try:
            with fetcher() as one:
                for number in numbers:
                    if stop.is_set():
                        return
                    answers.put((number, _answer(one, errands[number])))
        except BaseException as error:  # handed to who waits for the answers
            answers.put(error)

    pool = ThreadPoolExecutor(HOSTS_AT_A_TIME)
    try:
        for numbers in by_host.values():
            pool.submit(run, numbers)
        for _ in errands:
            answer = answers.get()
            if isinstance(answer, BaseException):
                raise answer
            yield answer
    finally:
        stop.set()
        pool.shutdown(wait=True, cancel_futures=True)


def _answer(fetcher: Fetcher, errand: _Errand) -> Answer:
    try:
        return fetcher.fetch(errand.url, errand.accept, errand.validators)
    except FetchError as error:
        return error


@dataclass
class _Round:
    """A feed's part of one round; `entries` are those whose pages need not be fetched again."""

    feed: FeedSource
    before: dict[str, Any]
    documents: list[FoundDocument]
    entries: dict[str, str]
    fresh: list[FeedEntry]
    validators: Validators
    is_unchanged: bool = False
    failure: str | None = None

    def state(self, now: datetime) -> dict[str, Any]:
        return {
            "asked_at": now.isoformat(),
            "etag": self.validators.etag,
            "last_modified": self.validators.last_modified,
            "entries": self.entries,
        }


def _round(feed: FeedSource, answer: Answer, before: dict[str, Any]) -> _Round:
    known: dict[str, str] = before.get("entries", {})
    if isinstance(answer, FetchError):
        refused = _refused(feed, feed.url, FEED, answer.outcome, answer.reason)
        return _Round(
            feed, before, [refused], known, [], _validators(before), failure=answer.reason
        )
    if answer.is_unchanged:
        return _Round(feed, before, [], known, [], _validators(before), is_unchanged=True)
    validators = Validators(answer.etag, answer.last_modified)
    try:
        read = read_feed(answer.content)
    except NoFeedError as error:
        itself = _document(feed, feed.url, FEED, answer.content, "unreadable", str(error))
        return _Round(feed, before, [itself], known, [], validators, failure=str(error))
    documents = [_document(feed, feed.url, FEED, answer.content, "not_an_article", read.summary)]
    entries: dict[str, str] = {}
    fresh = []
    for entry in read.entries:
        document = entry.as_document()
        if entry.url is None:
            reason = "the feed gives it no address of the web; taken are http and https"
            documents.append(_document(feed, None, ITEM, document, "refused_address", reason))
        elif entry.is_whole:
            documents.append(_document(feed, entry.url, ITEM, document))
        else:
            digest = hashlib.sha256(document).hexdigest()
            if known.get(entry.url) != digest:
                fresh.append(entry)
            entries[entry.url] = digest
    return _Round(feed, before, documents, entries, fresh, validators)


def _first_of_each(rounds: Iterable[_Round]) -> list[tuple[_Round, FeedEntry]]:
    """The entries to fetch, each address once, with the feed that named it first."""
    pages: dict[str, tuple[_Round, FeedEntry]] = {}
    for each in rounds:
        for entry in each.fresh:
            pages.setdefault(entry.url or "", (each, entry))
    return list(pages.values())


def _page(feed: FeedSource, entry: FeedEntry, answer: Answer) -> FoundDocument:
    address = entry.url or ""
    if isinstance(answer, FetchError):
        return _refused(feed, address, PAGE, answer.outcome, answer.reason)
    media_type = answer.content_type.partition(";")[0].strip().lower()
    content_type = _PAGE_TYPES.get(media_type)
    if content_type is None:
        return _refused(feed, address, media_type[:100], "unreadable", "its kind is not taken")
    return _document(feed, address, content_type, answer.content)


def _document(
    feed: FeedSource,
    url: str | None,
    content_type: str,
    content: bytes,
    outcome: str | None = None,
    reason: str | None = None,
) -> FoundDocument:
    digest = hashlib.sha256(content).hexdigest()
    return FoundDocument(
        f"{feed.name}#{digest[:16]}",
        content_type,
        content,
        len(content),
        digest,
        Said(feed.name, feed.country, url, feed.kind, feed.terms),
        outcome,
        reason,
    )


def _refused(
    feed: FeedSource, url: str, content_type: str, outcome: str, reason: str
) -> FoundDocument:
    found = _document(feed, url, content_type, b"", outcome, reason)
    return FoundDocument(
        found.name, content_type, None, 0, found.sha256, found.said, outcome, reason
    )


def _validators(state: dict[str, Any]) -> Validators:
    return Validators(state.get("etag"), state.get("last_modified"))
