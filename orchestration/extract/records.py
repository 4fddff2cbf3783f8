"""What reading gives: mentions, events and quotations of one article, as frozen values.

The fields are the columns of the landing tables of the same names (`orchestration/tables.py`;
a test compares the two), which also hold each one's meaning.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ArticleToRead:
    """All that reading may know of an article: its text and the days around it.

    `published_local_date` is the day from which words such as "on Friday" are counted;
    """

    article_id: str
    title: str
    text: str
    published_date: date
    published_local_date: date


@dataclass(frozen=True)
class Mention:
    """A place in the text that names or stands for an actor."""

    mention_id: str
    article_id: str
    sentence_index: int
    start_char: int
    end_char: int
    surface: str
    kind: str
    actor_code: str
    sector: str | None
    person: str | None
    title_text: str | None
    resolved_from: str | None
    confidence: float


@dataclass(frozen=True)
class Event:
    """A directed event; `start_char` and `end_char` delimit its evidence."""

    event_id: str
    symmetric_id: str | None
    article_id: str
    sentence_index: int
    source_actor: str
    source_sector: str | None
    target_actor: str
    target_sector: str | None
    event_type: str
    mode: str | None
    other_modes: tuple[str, ...]
    contexts: tuple[str, ...]
    event_date: date | None
    event_date_precision: str
    status: str
    stated_by_actor: str | None
    stated_by_person: str | None
    reported_by: str | None
    trigger: str
    start_char: int
    end_char: int
    evidence: str
    rule_or_model: str
    confidence: float
    extractor_version: str


@dataclass(frozen=True)
class Quotation:
    """A passage in quotation marks, without the marks."""

    quotation_id: str
    article_id: str
    start_char: int
    end_char: int
    text: str
    speaker: str | None
    speaker_actor: str | None
    about_actors: tuple[str, ...]
    is_partial: bool


@dataclass(frozen=True)
class Reading:
    """What was found in one article; each tuple is sorted by start_char, then id."""

    article_id: str
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True)
class ReadingFailure:
    """An article whose reading failed, with the kind of error and its message on one line."""

    article_id: str
    error: str


class PipelineError(Exception):
    """The language pipeline can't be used; the message says why, and what would do."""
