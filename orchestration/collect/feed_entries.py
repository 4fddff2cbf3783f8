"""Feeds: RSS and Atom bytes in, entries out, each a document of its own."""

import json
import re
from dataclasses import asdict, dataclass
from typing import Any

import feedparser

from orchestration.collect.headers import clean_line, web_address
from orchestration.collect.page_head import fragment_paragraphs

MOST_ENTRIES = 2000
# From so many words on an entry may be a whole article; teasers are shorter, or end in a link.
WHOLE_FROM_WORDS = 80

_ENTITY = re.compile(rb"<!ENTITY\b", re.I)
_HEAD = 100_000


class NoFeedError(Exception):
    """Bytes that are no feed, or one that is not read; the message says why."""


@dataclass(frozen=True)
class FeedEntry:
    """What a feed says of one article. `html` is its text or teaser, as a fragment of a page."""

    url: str | None
    title: str
    published: str | None
    byline: str | None
    html: str
    is_whole: bool

    def as_document(self) -> bytes:
        """The entry as bytes, the same whatever stands around it in the feed."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()


@dataclass(frozen=True)
class Feed:
    """A feed's own title and its entries, in its order."""

    title: str
    entries: tuple[FeedEntry, ...]
    trouble: str | None = None

    @property
    def summary(self) -> str:
        """What it is, for the reason of its row in `documents`."""
        count = len(self.entries)
        said = f"feed, {count} item{'' if count == 1 else 's'}"
        return f"{said}; {self.trouble}" if self.trouble else said


def read_feed(content: bytes) -> Feed:
    """The entries of an RSS or Atom feed, of which at most 2,000 are taken.

    What is whole of a broken one is read, and its `trouble` says what is broken.

    Raises:
        NoFeedError: it is none, or declares entities: no feed needs them, and they can blow it up.
    """
    if _ENTITY.search(content[:_HEAD]):
        raise NoFeedError("it declares XML entities of its own, and is not read")
    # Fragments are made safe where they are shown; addresses are checked where they are used.
    read = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    if not read.get("version"):
        raise NoFeedError("it is no RSS or Atom feed")
    trouble = []
    if read.bozo and not isinstance(read.bozo_exception, feedparser.CharacterEncodingOverride):
        trouble.append(f"broken: {clean_line(str(read.bozo_exception))[:100]}")
    if len(read.entries) > MOST_ENTRIES:
        trouble.append(f"{len(read.entries) - MOST_ENTRIES} more were left out")
    entries = tuple(_entry(entry) for entry in read.entries[:MOST_ENTRIES])
    return Feed(clean_line(read.feed.get("title", "")), entries, "; ".join(trouble) or None)


def entry_of(document: bytes) -> FeedEntry:
    """The entry that `FeedEntry.as_document` made these bytes of."""
    return FeedEntry(**json.loads(document))


def _entry(entry: Any) -> FeedEntry:
    # The longest of what it offers is the text, the rest are summaries of it.
    offered = [part.get("value", "") for part in entry.get("content", [])]
    html = max([*offered, entry.get("summary", "")], key=len)
    said = entry.get("published") or entry.get("updated")
    return FeedEntry(
        web_address(entry.get("feedburner_origlink") or entry.get("link")),
        clean_line(entry.get("title", "")),
        " ".join(said.split())
        if (said := entry.get("published") or entry.get("updated"))
        else None,
        clean_line(entry.get("author", "")) or None,
        html,
        _is_whole(html),
    )


def _is_whole(html: str) -> bool:
    paragraphs = fragment_paragraphs(html)
    if sum(len(paragraph.split()) for paragraph in paragraphs) < WHOLE_FROM_WORDS:
        return False
    return not re.search(r"</a>(\s|</?p>|</?div>|<br\s*/?>)*$", html.strip(), re.I)
