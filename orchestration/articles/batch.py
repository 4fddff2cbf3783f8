"""Parse what was collected: raw zone in, documents and articles lakes out."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from orchestration.articles.parse import ParsedDocument, parse_document
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
from orchestration.tables import ARTICLE_TEXTS, ARTICLES, DOCUMENT_RECORDS, RAW_DOCUMENTS, Table

# What these take for main text, HTML and English makes part of a row.
_LIBRARIES = ("trafilatura", "lxml", "py3langid")

Arrival = tuple[str, datetime]
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
    """Changes with what makes a document an article: a new one parses everything again.

    That is the code of collecting and parsing, the countries' clocks, and the libraries.
    """
    folder = Path(__file__).parent
    files = sorted(
        [
            *folder.glob("*.py"),
            *(folder.parent / "collect").glob("*.py"),
            *(folder.parent / "knowledge").glob("time_zones.*"),
        ]
    )
    libraries = (f"{name} {version(name)}" for name in _LIBRARIES)
    return content_id(*(file.read_text() for file in files), *libraries)


def documents_unparsed(home: Home) -> int:
    """How many documents in the raw zone have not been parsed by this version. Cheap."""
    return len(_unparsed(home))


def parse_documents(
    home: Home, settings: Settings, progress: Progress | None = None
) -> ParseReport:
    """Parse what is new, or everything where the parser changed.

    Of a document that arrived more than once the latest arrival is taken. Of two documents that
    parse to one article the first by (retrieved_at, document_id) is the article and the other
    `duplicate`. Only the days of the articles lake that gain or lose an article are written.
    """
    again = _read_version(home) != parser_version()
    due = _unparsed(home)
    if again:
        for file in lake_files(home.documents, DOCUMENT_RECORDS):
            file.unlink()
    parsed: list[ParsedDocument] = []
    for row in _raw_rows(home, due):
        parsed.append(parse_document(row, settings.history_start))
        if progress:
            progress(len(parsed), len(due))
    parsed.sort(key=lambda result: _arrival(result.document)[::-1])
    known = {} if again else _known_articles(home, {document_id for document_id, _ in due})
    parsed = [_without_copy(result, known) for result in parsed]
    changed = _write_articles(home, parsed, replace_all=again)
    _append_documents(home, [result.document for result in parsed])
    _write_version(home)
    outcomes = Counter(result.document["outcome"] for result in parsed)
    return ParseReport(dict(sorted(outcomes.items())), tuple(changed))


def _without_copy(parsed: ParsedDocument, known: dict[str, str]) -> ParsedDocument:
    if parsed.article is None:
        return parsed
    first = known.setdefault(parsed.article["article_id"], parsed.article["document_id"])
    if first == parsed.article["document_id"]:
        return parsed
    reason = f"the same article as document {first}"
    return ParsedDocument(parsed.document | {"outcome": "duplicate", "reason": reason})


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
        # A document that was parsed again gives up what it gave before: it may be mended or moved.
        rows = (
            {}
            if replace_all
            else {row["article_id"]: row for row in before if row["document_id"] not in documents}
        )
        rows |= {article["article_id"]: article for article, _ in by_day.get(day, [])}
        if rows == {row["article_id"]: row for row in before}:
            continue
        texts = {row["article_id"]: row["text"] for row in read_partition(folder, ARTICLE_TEXTS)}
        texts |= {article["article_id"]: text for article, text in by_day.get(day, [])}
        # The articles last: a run that is killed before them finds the day unchanged, and does it.
        write_partition(
            folder, ARTICLE_TEXTS, ({"article_id": key, "text": texts[key]} for key in rows)
        )
        write_partition(folder, ARTICLES, rows.values())
        changed.append(day)
    return changed


def _append_documents(home: Home, documents: list[dict[str, Any]]) -> None:
    by_day: dict[date, list[dict[str, Any]]] = {}
    for row in documents:
        by_day.setdefault(row["retrieved_at"].date(), []).append(row)
    for day, rows in by_day.items():
        append_part(partition_folder(home.documents, "retrieved", day), DOCUMENT_RECORDS, rows)


def _known_articles(home: Home, parsed_again: Set[str]) -> dict[str, str]:
    columns = ["article_id", "document_id"]
    rows = read_rows(lake_files(home.articles, ARTICLES), ARTICLES, columns)
    return {
        row["article_id"]: row["document_id"]
        for row in rows
        if row["document_id"] not in parsed_again  # it may be that article no longer
    }


def _unparsed(home: Home) -> set[Arrival]:
    latest = dict(sorted(_arrivals(home.raw, RAW_DOCUMENTS), key=lambda arrival: arrival[1]))
    if _read_version(home) != parser_version():
        return set(latest.items())
    return set(latest.items()) - set(_arrivals(home.documents, DOCUMENT_RECORDS))


def _arrivals(lake: Path, table: Table) -> list[Arrival]:
    rows = read_rows(lake_files(lake, table), table, ["document_id", "retrieved_at"])
    return [_arrival(row) for row in rows]


def _arrival(row: dict[str, Any]) -> Arrival:
    return row["document_id"], row["retrieved_at"]


def _raw_rows(home: Home, due: Set[Arrival]) -> Iterator[dict[str, Any]]:
    # Bytes are held a file of the zone at a time, and only of files in which something is due.
    left = set(due)
    for file in lake_files(home.raw, RAW_DOCUMENTS):
        keys = read_rows([file], RAW_DOCUMENTS, ["document_id", "retrieved_at"])
        if left.isdisjoint(map(_arrival, keys)):
            continue
        for row in read_rows([file], RAW_DOCUMENTS):
            if _arrival(row) in left:
                left.remove(_arrival(row))
                yield row


def _version_file(home: Home) -> Path:
    return home.documents / "parser_version"


def _read_version(home: Home) -> str:
    file = _version_file(home)
    return file.read_text().strip() if file.exists() else ""


def _write_version(home: Home) -> None:
    file = _version_file(home)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(parser_version() + "\n")
