"""Read files without a home: nothing is kept, nothing is asked of a warehouse."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from orchestration.articles.parse import (
    FEWEST_WORDS,
    RefusedDocumentError,
    publication,
    read_content,
)
from orchestration.articles.text import clean_text, language_of, word_count
from orchestration.collect.files import FoundDocument, documents_in, files_in
from orchestration.collect.headers import clean_line
from orchestration.collect.raw_zone import raw_row
from orchestration.extract import read_articles
from orchestration.extract.records import ArticleToRead, Reading
from orchestration.ids import content_id

STANDARD_INPUT = "-"


@dataclass(frozen=True)
class FileReading:
    """What one file gave: its readings in the order of its documents, and what could not be read.

    `undated` counts the documents without a date, whose days are counted from `today`;
    `too_short` those that no run would take for articles.
    """

    file: str
    readings: tuple[Reading, ...]
    errors: tuple[str, ...]
    undated: int
    too_short: int

    def as_dict(self) -> dict[str, Any]:
        """The object that stands for the file in JSON: its rows, or its error."""
        if not self.readings:
            return {"file": self.file, "error": "; ".join(self.errors) or "there is nothing in it"}
        rows: dict[str, Any] = {"file": self.file}
        for kind in ("events", "mentions", "quotations"):
            rows[kind] = [
                asdict(row) for reading in self.readings for row in getattr(reading, kind)
            ]
        return rows | ({"error": "; ".join(self.errors)} if self.errors else {})


def files_to_read(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and all files of the folders named, in order."""
    for path in paths:
        yield from files_in(path) if path.is_dir() else (path,)


def read_file(
    path: Path,
    content: bytes | None,
    pipeline_name: str,
    max_bytes: int,
    published: date | None,
    today: date,
) -> FileReading:
    """Read one file, or `content` in its place where that is given (standard input).

    A text of any length is read, a single sentence too; a text without a date counts its days
    from `published`, else from `today`.

    Raises:
        PipelineError: the language pipeline is not installed or can't be used.
    """
    if content is None and not path.exists():
        return FileReading(str(path), (), ("it is not there",), 0, 0)
    found = (
        documents_in(path.resolve(), path.name, max_bytes)  # a link named by hand is meant
        if content is None
        else [_from_standard_input(content)]
    )
    articles, errors, undated, too_short = [], [], 0, 0
    for document in found:
        given = published.isoformat() if published else None
        try:
            raw = raw_row(document, datetime.combine(today, time(), UTC), published=given)
            article, is_dated = _article(raw, today)
        except RefusedDocumentError as refused:
            errors.append(refused.reason)
        except Exception as error:  # hostile input may break a parser anywhere; the others go on
            errors.append(clean_line(f"{type(error).__name__}: {error}"))
        else:
            articles.append(article)
            undated += not is_dated
            too_short += word_count(article.text) < FEWEST_WORDS
    readings = []
    for reading in read_articles(articles, pipeline_name):
        if isinstance(reading, Reading):
            readings.append(reading)
        else:
            errors.append(reading.error)
    return FileReading(str(path), tuple(readings), tuple(errors), undated, too_short)


def _article(raw: dict[str, Any], today: date) -> tuple[ArticleToRead, bool]:
    content = read_content(raw)
    text = clean_text(content.text)
    if not text:
        raise RefusedDocumentError("empty", "there is no text in it")
    language = language_of(text) if word_count(text) >= FEWEST_WORDS else "en"
    if language != "en":
        raise RefusedDocumentError(
            "unsupported_language", f"its language is {language}; only en is read"
        )
    published, _ = publication(raw, content)
    article = ArticleToRead(
        content_id(raw["source_id"], content.canonical_url or raw["url"], text),
        clean_line(content.title),
        text,
        published.date if published else today,
        published.local_date if published else today,
    )
    return article, published is not None


def _from_standard_input(content: bytes) -> FoundDocument:
    return FoundDocument(
        name=STANDARD_INPUT,
        content_type="text/plain",
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
