"""What is only expected of a side, and by whom: a forecast commits nobody but the one it is of.

"Analysts expect Chad to attack Niger", "Mali said that Chad would attack Niger": Chad has neither
struck nor threatened. What a side expects of itself is its own plan, and of a visit or of help
that is on its way the one who gets it may tell too.
"""

from spacy.tokens import Token

from orchestration.extract.attribution import Frame
from orchestration.extract.grammar import acting, is_verb
from orchestration.extract.matching import Match
from orchestration.extract.parties import acting_parties
from orchestration.extract.status import PROSPECTS, Outlook, Stage
from orchestration.knowledge.lexicon import cue_classes, in_class, load_event_types

TELLS_ONWARDS = frozenset(
    {"acomp", "aux", "auxpass", "ccomp", "conj", "dobj", "nsubjpass", "oprd", "pobj", "prep"}
    | {"xcomp"}
)
EXPECTED = (*PROSPECTS, Stage.MAYBE, Stage.REFUSED)


def is_forecast(match: Match, outlook: Outlook, frames: list[Frame]) -> bool:
    """Whether somebody else than the source looks ahead to its act."""
    if outlook.stage not in EXPECTED:
        return False
    if frames and frames[0].is_opinion:
        return True
    sources = {party.code for party in match.sources}
    told_by = frames[0].codes if frames else frozenset()
    is_conflict = not load_event_types()[match.entry.event_type].is_cooperation
    expecting = _expecting(match.trigger)
    if expecting is None:
        foretold = outlook.stage is Stage.PLANNED and outlook.operator is None
        return foretold and is_conflict and bool(told_by) and not told_by & sources
    people = acting(expecting) if is_verb(expecting) else []
    expected_by = {party.code for party in acting_parties(people)} | told_by
    if expected_by & sources:
        return False
    if any("opinion" in cue_classes(word.lemma_.lower(), "WORD") for word in people):
        return True
    if is_conflict:
        return True
    return bool(expected_by) and not expected_by & {party.code for party in match.targets}


def _expecting(trigger: Token) -> Token | None:
    """The word above the act by which it is expected: "is likely to", "analysts expect"."""
    node = trigger
    while node.head != node and node.dep_ in TELLS_ONWARDS:
        node = node.head
        if node.pos_ in ("VERB", "ADJ") and in_class(node.lemma_.lower(), "forecast"):
            return node
    return None
