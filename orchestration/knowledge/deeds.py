"""Nouns for what somebody did or said: "the launch", "the charge", "the decision".

A row of `deeds.csv` says by which verbs the deed may have been told before (`told_by`), as which
event types it may have been read, and whether it must have been aimed at the one who answers it
(`source`: a charge that Chad denies was made against Chad) or may have been aimed at anybody (a
strike that Chad condemns). Our own reading of news.
"""

from dataclasses import dataclass
from functools import cache

from orchestration.knowledge.actors import read_knowledge


@dataclass(frozen=True)
class Deed:
    """A noun, how the deed may have been told before, and at whom it must have been aimed."""

    noun: str
    told_by: frozenset[str]
    event_types: frozenset[str]
    is_aimed_at_source: bool


@cache
def load_deeds() -> dict[str, Deed]:
    """Deeds by their noun's lemma."""
    return {
        row["noun"]: Deed(
            row["noun"],
            frozenset(filter(None, row["told_by"].split("|"))),
            frozenset(filter(None, row["event_types"].split("|"))),
            row["aimed_at"] == "source",
        )
        for row in read_knowledge("deeds.csv")
    }
