"""From a document to an article, or to the reason why it is none. Pure: no files, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from orchestration.articles.published import Published, days_taken, parse_published
from orchestration.articles.sketch import sketch
from orchestration.articles.text import clean_text, dateline_of, language_of, word_count
from orchestration.collect.encoding import binary_kind, decode
from orchestration.collect.files import ITEM, MAIL, PAGE, RECORDS
from orchestration.collect.headers import clean_line, split_headers
from orchestration.collect.records import InvalidRecordError, read_record
from orchestration.ids import content_id
from orchestration.tables import DOCUMENT_RECORDS

FEWEST_WORDS = 20
MEND_UNDATED = "give one with: demarche add --published YYYY-MM-DD FILE"


@dataclass(frozen=True)
class Content:
    """What a document says, before it is judged."""

    text: str
    title: str = ""
    byline: str | None = None
    published: str | None = None
    published_basis: str = "header"
    canonical_url: str | None = None
    is_teaser: bool = False


@dataclass(frozen=True)
class ParsedDocument:
    """The row of the documents lake and, where it is an article, its row and text."""

    document: dict[str, Any]
    article: dict[str, Any] | None = None
    text: str | None = None


class RefusedDocumentError(Exception):
    """A document that is no article: `outcome` from `tables.OUTCOMES`, and the reason in words."""

    def __init__(self, outcome: str, reason: str, published: Published | None = None) -> None:
        super().__init__(reason)
        self.outcome = outcome
        self.reason = reason
        self.published = published


def parse_document(raw: Mapping[str, Any], history_start: date) -> ParsedDocument:
    """Parse one row of the raw zone (`tables.RAW_DOCUMENTS`).

    Whatever the bytes are, exactly one document row comes back: `article`, or another outcome
    with its reason. Whether the article is known already is not asked here.
    """
    try:
        content = read_content(raw)
        article, text = _article(raw, content, history_start)
    except RefusedDocumentError as refused:
        day = refused.published.date if refused.published else None
        return ParsedDocument(_document_row(raw, refused.outcome, refused.reason, day))
    except Exception as error:  # hostile input may break a parser anywhere; the run goes on
        reason = clean_line(f"the parser gave it up: {type(error).__name__}: {error}")
        return ParsedDocument(_document_row(raw, "unreadable", reason))
    return ParsedDocument(
        _document_row(raw, "article", None, article["published_date"]), article, text
    )


def _document_row(
    raw: Mapping[str, Any], outcome: str, reason: str | None, published_date: date | None = None
) -> dict[str, Any]:
    said = {"outcome": outcome, "reason": reason, "published_date": published_date}
    return {
        name: said[name] if name in said else raw[name] for name in DOCUMENT_RECORDS.column_names
    }


def read_content(raw: Mapping[str, Any]) -> Content:
    """What a row of the raw zone says, by its kind.

    Raises:
        RefusedDocumentError: it was refused on arrival, is empty, or can't be read.
    """
    if raw["refused_outcome"]:
        raise RefusedDocumentError(raw["refused_outcome"], raw["refused_reason"])
    content: bytes = raw["content"] or b""
    if not content.strip():
        raise RefusedDocumentError("empty", "there is nothing in it")
    if raw["content_type"] == RECORDS:
        return _record(content)
    if raw["content_type"] == ITEM:
        return _item(content)
    if raw["content_type"] == MAIL:
        return _mail(content)
    kind = binary_kind(content)
    if kind:
        raise RefusedDocumentError("unreadable", f"it is {kind}; save its text as .txt")
    if raw["content_type"] == PAGE:
        return _page(decode(content))
    split = split_headers(decode(content))
    return Content(
        split.body,
        split.headers.get("title", ""),
        split.headers.get("byline"),
        split.headers.get("date"),
    )


def _page(source: str) -> Content:
    from orchestration.articles.page import NoMainTextError, UnreadablePageError, read_page

    try:
        page = read_page(source)
    except UnreadablePageError as error:
        raise RefusedDocumentError("unreadable", clean_line(str(error))) from error
    except NoMainTextError as error:
        raise RefusedDocumentError("not_an_article", str(error)) from error
    return Content(
        page.text, page.title or "", page.byline, page.published, "page", page.canonical_url
    )


def _record(content: bytes) -> Content:
    try:
        record = read_record(content)
    except InvalidRecordError as error:
        raise RefusedDocumentError("invalid_record", clean_line(str(error))) from error
    return Content(
        record["text"],
        record.get("title", ""),
        record.get("byline"),
        record.get("published"),
        "record",
    )


def _mail(content: bytes) -> Content:
    from orchestration.collect.mail import NoMailError, read_mail

    try:
        mail = read_mail(content)
    except NoMailError as error:
        raise RefusedDocumentError("unreadable", str(error)) from error
    return Content(mail.text, mail.subject, None, mail.sent, "header")


def _item(content: bytes) -> Content:
    from orchestration.collect.feed_entries import entry_of
    from orchestration.collect.page_head import fragment_paragraphs

    entry = entry_of(content)
    text = "\n\n".join(fragment_paragraphs(entry.html))
    return Content(
        text,
        entry.title,
        entry.byline,
        entry.published,
        "feed",
        is_teaser=not entry.is_whole,
    )


def _article(
    raw: Mapping[str, Any], content: Content, history_start: date
) -> tuple[dict[str, Any], str]:
    text = clean_text(content.text)
    words = word_count(text)
    published, basis = publication(raw, content)
    if not text:
        raise RefusedDocumentError("empty", "there is no text in it", published)
    if words < FEWEST_WORDS:
        reason = f"{words} of the {FEWEST_WORDS} words that an article has at least"
        raise RefusedDocumentError("not_an_article", reason, published)
    language = language_of(text)
    if language != "en":
        reason = f"its language is {language}; only en is read"
        raise RefusedDocumentError("unsupported_language", reason, published)
    if content.is_teaser:
        reason = f"a teaser of {words} words; the article is what it links to"
        raise RefusedDocumentError("not_an_article", reason, published)
    if published is None:
        said = clean_line(raw["given_published"] or content.published or "")
        found = f"its date can't be read: {said!r}" if said else "no date in it"
        raise RefusedDocumentError("undated", f"{found}; {MEND_UNDATED}")
    first, last = days_taken(history_start, raw["retrieved_at"])
    if not first <= published.date <= last:
        reason = f"dated {published.date}; taken are {first} (history_start) to {last}"
        raise RefusedDocumentError("out_of_range", reason, published)
    canonical = content.canonical_url or raw["url"]
    article = {
        "article_id": content_id(raw["source_id"], canonical, text),
        "document_id": raw["document_id"],
        "source_id": raw["source_id"],
        "url": raw["url"],
        "canonical_url": canonical,
        "title": clean_line(content.title or raw["feed_title"] or ""),
        "byline": clean_line(content.byline or "") or None,
        "dateline": dateline_of(text),
        "published_at": published.at,
        "published_at_basis": basis,
        "published_date": published.date,
        "published_local_date": published.local_date,
        "language": language,
        "word_count": words,
        "sketch": sketch(text),
    }
    return article, text


def publication(raw: Mapping[str, Any], content: Content) -> tuple[Published | None, str]:
    """When it was published, where that is known, and how we know (`published_at_basis`)."""
    country = raw["source_country"]
    if raw["given_published"]:
        return parse_published(raw["given_published"], country), "given"
    said = parse_published(content.published or "", country)
    if said is None and raw["feed_published"]:
        return parse_published(raw["feed_published"], country), "feed"
    return said, content.published_basis
