"""Annotated articles as they stand in a file, one JSON object a line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from orchestration.knowledge.lexicon import load_event_types
from orchestration.tables import STATUSES

UNSCORED_STATUSES = frozenset({"background", "hypothetical"})


class GoldError(Exception):
    """A file of annotated articles that can't be used; the message is one line and says where."""


@dataclass(frozen=True)
class GoldEvent:
    """One annotated event, with every reading that counts as right.

    Each of the four parts is the set of its right values: the annotator's first one and what
    stands in `source_also`, `target_also`, `also` and `status_also`. `first` holds the first
    value of each part, in the order source, target, event_type, status.
    """

    first: tuple[str, str, str, str]
    sources: frozenset[str]
    targets: frozenset[str]
    event_types: frozenset[str]
    statuses: frozenset[str]
    certain: bool
    symmetric: bool
    evidence: str

    @property
    def is_scored(self) -> bool:
        """Whether it counts in recall: certain, and neither background nor hypothetical."""
        return self.certain and self.first[3] not in UNSCORED_STATUSES


@dataclass(frozen=True)
class GoldArticle:
    """An annotated article; `events` is empty where a reader found none."""

    article_id: str
    title: str
    text: str
    published_date: date
    events: tuple[GoldEvent, ...]


@dataclass(frozen=True)
class Gold:
    """The annotated articles of a file, and how many it holds without annotation."""

    articles: tuple[GoldArticle, ...]
    n_articles_without_events: int


def load_gold(path: Path) -> Gold:
    """Read a file of annotated articles (`orchestration/sample/README.md` describes the shape).

    An article without the key `events` is not annotated: it is counted and left.

    Raises:
        GoldError: the file can't be read, a line is wrong (named by its number), an id stands
            twice, or no article is annotated.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise GoldError(f"{path.name} is not UTF-8: {error.reason} at {error.start}") from error
    except OSError as error:
        raise GoldError(f"{path} can't be read: {error.strerror or error}") from error
    articles: dict[str, GoldArticle] = {}
    n_without = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            article = _article(_object(line))
            if article is not None and article.article_id in articles:
                raise GoldError(f"the id {article.article_id!r} stands twice")
        except GoldError as error:
            raise GoldError(f"{path.name}, line {number}: {error}") from error
        if article is None:
            n_without += 1
        else:
            articles[article.article_id] = article
    if not articles:
        raise GoldError(f"{path.name} holds no article with events")
    return Gold(tuple(articles.values()), n_without)


def _object(line: str) -> Mapping[str, Any]:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise GoldError(f"no JSON: {error}") from error
    if not isinstance(record, dict):
        raise GoldError("not a JSON object")
    return record


def _article(record: Mapping[str, Any]) -> GoldArticle | None:
    article_id, text = _string(record, "id"), _string(record, "text")
    try:
        published = date.fromisoformat(_string(record, "published")[:10])
    except ValueError as error:
        raise GoldError(f"published is no date: {record['published']!r}") from error
    if "events" not in record:
        return None
    if not isinstance(record["events"], list):
        raise GoldError("events is not a list")
    events = []
    for number, event in enumerate(record["events"], start=1):
        try:
            events.append(_event(event))
        except GoldError as error:
            raise GoldError(f"event {number}: {error}") from error
    title = record.get("title") or ""
    if not isinstance(title, str):
        raise GoldError("title is not a string")
    return GoldArticle(article_id, title, text, published, tuple(events))


def _event(event: object) -> GoldEvent:
    if not isinstance(event, dict):
        raise GoldError("not a JSON object")
    sources = _readings(event, "source", "source_also")
    targets = _readings(event, "target", "target_also")
    event_types = _readings(event, "event_type", "also")
    statuses = _readings(event, "status", "status_also")
    for name, said, known in (
        ("event_type", event_types, load_event_types()),
        ("status", statuses, STATUSES),
    ):
        if unknown := [value for value in said if value not in known]:
            raise GoldError(f"{name} {unknown[0]!r} is not one of {', '.join(sorted(known))}")
    return GoldEvent(
        (sources[0], targets[0], event_types[0], statuses[0]),
        frozenset(sources),
        frozenset(targets),
        frozenset(event_types),
        frozenset(statuses),
        _flag(event, "certain", default=True),
        _flag(event, "symmetric", default=False),
        event["evidence"] if isinstance(event.get("evidence"), str) else "",
    )


def _readings(event: Mapping[str, Any], name: str, also_name: str) -> list[str]:
    also = event.get(also_name) or []
    if not isinstance(also, list) or not all(isinstance(value, str) for value in also):
        raise GoldError(f"{also_name} is not a list of strings")
    return [_string(event, name), *also]


def _string(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or not value:
        raise GoldError(f"{name} is missing" if value in (None, "") else f"{name} is no string")
    return value


def _flag(event: Mapping[str, Any], name: str, *, default: bool) -> bool:
    value = event.get(name, default)
    if not isinstance(value, bool):
        raise GoldError(f"{name} is neither true nor false")
    return value
