"""From an article to what was found in it: ids, offsets, evidence, both directions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from orchestration.extract.extensions import (
    ActorMention,
    FoundEvent,
    article_of,
    events_of,
    mentions_of,
    quotations_of,
)
from orchestration.extract.pipeline import build_pipeline
from orchestration.extract.records import (
    ArticleToRead,
    Event,
    Mention,
    Quotation,
    Reading,
    ReadingFailure,
)
from orchestration.extract.version import extractor_version
from orchestration.ids import content_id

# Longer than nearly all reports: some 6,500 words. Reading takes longer to a word in long texts.
_LONGEST_WINDOW = 40_000


@dataclass(frozen=True)
class _Window:
    """A part of an article that is read at once, and where in the article it stands."""

    doc: Doc
    article_id: str
    first_char: int
    sentences: tuple[int, ...]
    """For each token the index of its sentence, in the whole article."""


class Reader:
    """Reads articles with one loaded pipeline."""

    def __init__(self, nlp: Language, version: str) -> None:
        self._nlp = nlp
        self._version = version

    def read(self, article: ArticleToRead) -> Reading:
        """All mentions, events and quotations of one article.

        Raises:
            ValueError: an offset that does not fit the text, which is a fault of ours.
        """
        windows = list(self._windows(article))
        mentions = {m.mention_id: m for window in windows for m in _mentions(window)}
        events = {e.event_id: e for window in windows for e in self._events(window)}
        quotations = [quotation for window in windows for quotation in _quotations(window)]
        return Reading(
            article.article_id,
            tuple(sorted(mentions.values(), key=lambda m: (m.start_char, m.mention_id))),
            tuple(sorted(events.values(), key=lambda e: (e.start_char, e.event_id))),
            tuple(sorted(quotations, key=lambda q: (q.start_char, q.quotation_id))),
        )

    def _windows(self, article: ArticleToRead) -> Iterator[_Window]:
        first_sentence = 0
        for start, end in windows_of(article.text):
            part = replace(article, text=article.text[start:end])
            doc = self._nlp.make_doc(part.text)
            doc._.article = part
            doc = self._nlp(doc)
            sentences = _sentence_indices(doc, first_sentence)
            first_sentence = sentences[-1] + 1 if sentences else first_sentence
            yield _Window(doc, article.article_id, start, sentences)

    def _events(self, window: _Window) -> Iterator[Event]:
        for found in events_of(window.doc):
            event = _event(window, found, self._version)
            if not found.is_symmetric:
                yield event
                continue
            turned = replace(found, source=found.target, target=found.source)
            back = _event(window, turned, self._version)
            symmetric_id = content_id(*sorted((event.event_id, back.event_id)))
            yield replace(event, symmetric_id=symmetric_id)
            yield replace(back, symmetric_id=symmetric_id)


def build_reader(pipeline_name: str, *, read_every_sentence: bool = False) -> Reader:
    """A reader over an installed English pipeline; loading it takes about a second.

    Raises:
        PipelineError: no such pipeline is installed, or it can't be used.
    """
    nlp = build_pipeline(pipeline_name, read_every_sentence=read_every_sentence)
    return Reader(nlp, extractor_version(pipeline_name))


def read_articles(
    articles: Iterable[ArticleToRead], pipeline_name: str
) -> list[Reading | ReadingFailure]:
    """The readings of a batch, in its order; this process loads the pipeline once.

    An article that can't be read gives its error in its place, and the others are read.

    Raises:
        PipelineError: no such pipeline is installed, or it can't be used.
    """
    reader = _reader_of_this_process(pipeline_name)
    readings: list[Reading | ReadingFailure] = []
    for article in articles:
        try:
            readings.append(reader.read(article))
        except Exception as error:  # whatever a text does to a model is kept with it
            readings.append(ReadingFailure(article.article_id, error_in_one_line(error)))
    return readings


def error_in_one_line(error: Exception) -> str:
    """The kind of an error and the beginning of what it says."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"[:300]


@cache
def _reader_of_this_process(pipeline_name: str) -> Reader:
    return build_reader(pipeline_name)


def windows_of(text: str, longest: int = _LONGEST_WINDOW) -> Iterator[tuple[int, int]]:
    """Where the parts of a text begin and end that are read one after the other.

    A text of at most `longest` characters is one part. A longer one is cut between paragraphs,
    where one is too long for that between sentences, else between words, else anywhere. A person
    introduced in one part is not known in the next.
    """
    start = 0
    while len(text) - start > longest:
        cuts = (text.rfind(mark, start, start + longest) for mark in ("\n\n", ". ", " "))
        marks = [cut for cut in cuts if cut > start]
        end = next((cut + 1 for cut in marks if cut > start + longest // 2), start + longest)
        yield start, end
        start = end
    yield start, len(text)


def _sentence_indices(doc: Doc, first: int) -> tuple[int, ...]:
    indices, index = [], first - 1
    for token in doc:
        index += bool(token.is_sent_start) or token.i == 0
        indices.append(index)
    return tuple(indices)


def _mentions(window: _Window) -> Iterator[Mention]:
    for found in mentions_of(window.doc):
        span = window.doc[found.start : found.end]
        yield Mention(
            _mention_id(window, found),
            window.article_id,
            window.sentences[found.start],
            window.first_char + span.start_char,
            window.first_char + span.end_char,
            _checked(window, span.start_char, span.end_char, span.text),
            found.kind,
            found.actor_code,
            found.sector,
            found.person,
            found.title_text,
            _mention_id(window, found.resolved_from) if found.resolved_from else None,
            round(found.confidence, 4),
        )


def _mention_id(window: _Window, found: ActorMention) -> str:
    span = window.doc[found.start : found.end]
    start, end = window.first_char + span.start_char, window.first_char + span.end_char
    return content_id(window.article_id, str(start), str(end), found.actor_code)


def _event(window: _Window, found: FoundEvent, version: str) -> Event:
    trigger = window.doc[found.trigger]
    sentence = trigger.sent
    evidence = sentence.text.strip()
    first = sentence.start_char + sentence.text.index(evidence)
    _checked(window, first, first + len(evidence), evidence)
    start = window.first_char + first
    end = start + len(evidence)
    source, target = found.source, found.target
    return Event(
        content_id(
            window.article_id,
            str(start),
            str(end),
            source.actor_code,
            target.actor_code,
            found.event_type,
            found.status,
        ),
        None,
        window.article_id,
        window.sentences[found.trigger],
        source.actor_code,
        source.sector,
        target.actor_code,
        target.sector,
        found.event_type,
        found.mode,
        found.other_modes,
        tuple(sorted(found.contexts)),
        found.event_date,
        found.event_date_precision,
        found.status,
        found.stated_by_actor,
        found.stated_by_person,
        found.reported_by,
        trigger.text,
        start,
        end,
        evidence,
        found.rule_or_model,
        round(found.confidence, 4),
        version,
    )


def _quotations(window: _Window) -> Iterator[Quotation]:
    text = article_of(window.doc).text
    for found in quotations_of(window.doc):
        start, end = window.first_char + found.start_char, window.first_char + found.end_char
        yield Quotation(
            content_id(window.article_id, str(start), str(end)),
            window.article_id,
            start,
            end,
            text[found.start_char : found.end_char],
            found.speaker,
            found.speaker_actor,
            tuple(sorted(found.about_actors)),
            found.is_partial,
        )


def _checked(window: _Window, start: int, end: int, surface: str) -> str:
    # A Doc builds its text anew each time it is asked.
    if article_of(window.doc).text[start:end] != surface:
        raise ValueError(f"characters {start} to {end} are not {surface!r}")
    return surface
