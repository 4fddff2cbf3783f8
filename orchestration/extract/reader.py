"""From an article to what was found in it: ids, offsets, evidence, both directions."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
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
        doc = self._nlp.make_doc(article.text)
        doc._.article = article
        doc = self._nlp(doc)
        sentences = _sentence_indices(doc)
        mentions = {m.mention_id: m for m in _mentions(doc, article.article_id, sentences)}
        events = {e.event_id: e for e in self._events(doc, article.article_id, sentences)}
        quotations = _quotations(doc, article.article_id)
        return Reading(
            article.article_id,
            tuple(sorted(mentions.values(), key=lambda m: (m.start_char, m.mention_id))),
            tuple(sorted(events.values(), key=lambda e: (e.start_char, e.event_id))),
            tuple(sorted(quotations, key=lambda q: (q.start_char, q.quotation_id))),
        )

    def _events(self, doc: Doc, article_id: str, sentences: list[int]) -> Iterator[Event]:
        for found in events_of(doc):
            event = _event(doc, article_id, sentences, found, self._version)
            if not found.is_symmetric:
                yield event
                continue
            back = _event(
                doc,
                article_id,
                sentences,
                replace(found, source=found.target, target=found.source),
                self._version,
            )
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


def _sentence_indices(doc: Doc) -> list[int]:
    indices, index = [], -1
    for token in doc:
        index += bool(token.is_sent_start) or token.i == 0
        indices.append(index)
    return indices


def _mentions(doc: Doc, article_id: str, sentences: list[int]) -> Iterator[Mention]:
    for found in mentions_of(doc):
        span = doc[found.start : found.end]
        yield Mention(
            _mention_id(doc, article_id, found),
            article_id,
            sentences[found.start],
            span.start_char,
            span.end_char,
            _checked(doc, span.start_char, span.end_char, span.text),
            found.kind,
            found.actor_code,
            found.sector,
            found.person,
            found.title_text,
            _mention_id(doc, article_id, found.resolved_from) if found.resolved_from else None,
            round(found.confidence, 4),
        )


def _mention_id(doc: Doc, article_id: str, found: ActorMention) -> str:
    span = doc[found.start : found.end]
    return content_id(article_id, str(span.start_char), str(span.end_char), found.actor_code)


def _event(
    doc: Doc, article_id: str, sentences: list[int], found: FoundEvent, version: str
) -> Event:
    trigger = doc[found.trigger]
    sentence = trigger.sent
    evidence = sentence.text.strip()
    start = sentence.start_char + sentence.text.index(evidence)
    end = start + len(evidence)
    source, target = found.source, found.target
    return Event(
        content_id(
            article_id,
            str(start),
            str(end),
            source.actor_code,
            target.actor_code,
            found.event_type,
            found.status,
        ),
        None,
        article_id,
        sentences[found.trigger],
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
        _checked(doc, start, end, evidence),
        found.rule_or_model,
        round(found.confidence, 4),
        version,
    )


def _quotations(doc: Doc, article_id: str) -> list[Quotation]:
    return [
        Quotation(
            content_id(article_id, str(found.start_char), str(found.end_char)),
            article_id,
            found.start_char,
            found.end_char,
            article_of(doc).text[found.start_char : found.end_char],
            found.speaker,
            found.speaker_actor,
            tuple(sorted(found.about_actors)),
            found.is_partial,
        )
        for found in quotations_of(doc)
    ]


def _checked(doc: Doc, start: int, end: int, surface: str) -> str:
    # A Doc builds its text anew each time it is asked.
    if article_of(doc).text[start:end] != surface:
        raise ValueError(f"characters {start} to {end} are not {surface!r}")
    return surface
