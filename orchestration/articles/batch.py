"""Parse what was collected: raw zone in, documents and articles lakes out."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.articles.parse import ParsedDocument, document_row, parse_document
from orchestration.ids import content_id
from orchestration.lakes import (
    append_part,
    lake_files,
    partition_days,
    partition_folder,
    read_partition,
    read_rows,
    write_partition,
)
from orchestration.settings import Home, Settings
from orchestration.tables import ARTICLE_TEXTS, ARTICLES, DOCUMENT_RECORDS, RAW_DOCUMENTS

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class ParseReport:
    """What one parse did: documents by outcome, and the publication days whose articles changed."""

    outcomes: dict[str, int] = field(default_factory=dict)
    changed_days: tuple[date, ...] = ()

    @property
    def documents(self) -> int:
        """Documents parsed."""
        return sum(self.outcomes.values())


@cache
def parser_version() -> str:
    """Changes with the code of collecting and parsing: a new one parses everything again."""
    folder = Path(__file__).parent
    files = sorted([*folder.glob("*.py"), *(folder.parent / "collect").glob("*.py")])
    return content_id(*(file.read_text() for file in files))


def documents_unparsed(home: Home) -> int:
    """How many arrivals in the raw zone have not been parsed by this version. Cheap."""
    if _read_version(home) != parser_version():
        return len(_arrivals(home))
    return len(_arrivals(home) - _parsed(home))


def parse_documents(
    home: Home, settings: Settings, progress: Progress | None = None
) -> ParseReport:
    """Parse what is new, or everything where the parser changed.

    Documents are taken in the order (retrieved_at, document_id), so that of two that parse to one
    article the first is the article and the other `duplicate`. Only the days of the articles lake
    that gain or lose an article are written.
    """
    again = _read_version(home) != parser_version()
    done = set() if again else _parsed(home)
    if again:
        for file in lake_files(home.documents, DOCUMENT_RECORDS):
            file.unlink()
    rows = [
        row
        for row in read_rows(lake_files(home.raw, RAW_DOCUMENTS), RAW_DOCUMENTS)
        if (row["document_id"], row["retrieved_at"]) not in done
    ]
    rows.sort(key=lambda row: (row["retrieved_at"], row["document_id"]))
    latest = {row["document_id"]: row for row in rows}
    known = {} if again else _known_articles(home)
    parsed: list[ParsedDocument] = []
    for number, row in enumerate(rows, start=1):
        if latest[row["document_id"]] is row:
            parsed.append(_judge(parse_document(row, settings.history_start), row, known))
        if progress:
            progress(number, len(rows))
    changed = _write_articles(home, parsed, replace_all=again)
    _append_documents(home, [result.document for result in parsed])
    _write_version(home)
    outcomes = Counter(result.document["outcome"] for result in parsed)
    return ParseReport(dict(sorted(outcomes.items())), tuple(changed))


def _judge(parsed: ParsedDocument, raw: dict[str, Any], known: dict[str, str]) -> ParsedDocument:
    if parsed.article is None:
        return parsed
    first = known.setdefault(parsed.article["article_id"], parsed.article["document_id"])
    if first == parsed.article["document_id"]:
        return parsed
    reason = f"the same article as document {first}"
    return ParsedDocument(document_row(raw, "duplicate", reason, parsed.article["published_date"]))


def _write_articles(
    home: Home, parsed: Sequence[ParsedDocument], *, replace_all: bool
) -> list[date]:
    documents = {result.document["document_id"] for result in parsed}
    by_day: dict[date, list[tuple[dict[str, Any], str | None]]] = {}
    for result in parsed:
        if result.article:
            day_articles = by_day.setdefault(result.article["published_date"], [])
            day_articles.append((result.article, result.text))
    changed = []
    for day in sorted({*by_day, *partition_days(home.articles, "published")}):
        folder = partition_folder(home.articles, "published", day)
        before = read_partition(folder, ARTICLES)
        texts = {row["article_id"]: row["text"] for row in read_partition(folder, ARTICLE_TEXTS)}
        # A document that was parsed again gives up what it gave before: it may be mended or moved.
        rows = (
            {}
            if replace_all
            else {row["article_id"]: row for row in before if row["document_id"] not in documents}
        )
        for article, text in by_day.get(day, []):
            rows[article["article_id"]] = article
            texts[article["article_id"]] = text
        if rows == {row["article_id"]: row for row in before}:
            continue
        write_partition(folder, ARTICLES, rows.values())
        write_partition(
            folder, ARTICLE_TEXTS, ({"article_id": key, "text": texts[key]} for key in rows)
        )
        changed.append(day)
    return changed


def _append_documents(home: Home, documents: list[dict[str, Any]]) -> None:
    by_day: dict[date, list[dict[str, Any]]] = {}
    for row in documents:
        by_day.setdefault(row["retrieved_at"].date(), []).append(row)
    for day, rows in by_day.items():
        append_part(partition_folder(home.documents, "retrieved", day), DOCUMENT_RECORDS, rows)


def _known_articles(home: Home) -> dict[str, str]:
    columns = ["article_id", "document_id"]
    rows = read_rows(lake_files(home.articles, ARTICLES), ARTICLES, columns)
    return {row["article_id"]: row["document_id"] for row in rows if "document_id" in row}


def _arrivals(home: Home) -> set[tuple[str, Any]]:
    columns = ["document_id", "retrieved_at"]
    rows = read_rows(lake_files(home.raw, RAW_DOCUMENTS), RAW_DOCUMENTS, columns)
    latest: dict[str, Any] = {}
    for row in rows:
        moment = latest.get(row["document_id"], row["retrieved_at"])
        latest[row["document_id"]] = max(moment, row["retrieved_at"])
    return set(latest.items())


def _parsed(home: Home) -> set[tuple[str, Any]]:
    columns = ["document_id", "retrieved_at"]
    rows = read_rows(lake_files(home.documents, DOCUMENT_RECORDS), DOCUMENT_RECORDS, columns)
    return {(row["document_id"], row["retrieved_at"]) for row in rows}


def _version_file(home: Home) -> Path:
    return home.documents / "parser_version"


def _read_version(home: Home) -> str:
    file = _version_file(home)
    return file.read_text().strip() if file.exists() else ""


def _write_version(home: Home) -> None:
    file = _version_file(home)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(parser_version() + "\n")
