"""How an act is done, or what is asked, refused or threatened: the modes of the codebook.

An entry brings its own mode; here are those that depend on the words around it. Of several the
first in the codebook's order is the mode, the rest are `other_modes`.
"""

from collections.abc import Iterable

from spacy.tokens import Token

from orchestration.extract.extensions import mentions_at, owners_of
from orchestration.extract.grammar import children, is_verb
from orchestration.extract.matching import Match
from orchestration.extract.nouns import measured, names_object
from orchestration.extract.phrases import complements, prepositions
from orchestration.extract.status import Judgement, Stage
from orchestration.knowledge.lexicon import in_class, load_event_types, load_word_classes

REFUSED_MODES = {
    "CONSULT": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "YIELD": "yield",
}
THREATENED_MODES = {
    ("SANCTION", "expel"): "expel",
    ("SANCTION", None): "restrict",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "deport"): "expel",
    ("COERCE", None): "restrict",
    ("PROTEST", "obstruct"): "restrict",
    ("PROTEST", "boycott"): "restrict",
    ("ASSAULT", None): "violence",
    ("MOBILIZE", None): None,
}
CONTENT_CLASSES = (
    ("meet", "parley"),
    ("yield", "giveup"),
    ("assist", "help"),
    ("change", "reform"),
)


PLACES = ("country", "government_seat")
THREATS = (
    ("arrest", "threat_arrest"),
    ("expel", "threat_expel"),
    ("territory", "threat_territory"),
    ("restrict", "bar_goods"),
    ("violence", "threat_violence"),
    ("relations", "cut_ties"),
)


def modes_of(match: Match, judgement: Judgement) -> tuple[str, ...]:
    """The modes of the event, first the one that counts; empty where none fits."""
    event_type = judgement.event_type
    found: set[str] = set()
    if judgement.is_moved:
        mode = _moved_mode(match, judgement)
        if mode:
            found.add(mode)
    elif match.entry.mode:
        found.add(match.entry.mode)
    if event_type in ("REQUEST", "REJECT") and not found:
        found |= content_modes(match.trigger, match.objects)
    by_means = event_type == "MOBILIZE" or (event_type == "ASSAULT" and not match.entry.mode)
    if by_means and not judgement.is_moved:
        found = _means(match) or found
    if event_type == "CONSULT" and not judgement.is_moved:
        found |= _meeting_modes(match)
    if event_type == "THREATEN" and not found:
        found |= _threat_modes(match.trigger)
    return in_order(event_type, found)


def in_order(event_type: str, modes: Iterable[str]) -> tuple[str, ...]:
    """The modes that the type has, in the codebook's order."""
    wanted = set(modes)
    return tuple(mode for mode in load_event_types()[event_type].modes if mode in wanted)


def _moved_mode(match: Match, judgement: Judgement) -> str | None:
    told = match.entry.event_type
    if judgement.event_type == told:
        return match.entry.mode
    if judgement.event_type == "REJECT":
        return REFUSED_MODES.get(told)
    if judgement.event_type == "THREATEN":
        known = (told, match.entry.mode)
        if known in THREATENED_MODES:
            return THREATENED_MODES[known]
        cuts_ties = any(in_class(noun.lemma_.lower(), "cut_ties") for noun in match.objects)
        if told == "SANCTION" and cuts_ties:
            return "relations"
        return THREATENED_MODES.get((told, None))
    if judgement.event_type == "SANCTION" and judgement.stage is Stage.STOPPED:
        return "discontinue"
    if judgement.event_type == "YIELD" and told in ("REQUEST", "ACCUSE", "REJECT", "THREATEN"):
        return "concede"
    return None


def content_modes(trigger: Token, objects: Iterable[Token]) -> set[str]:
    """What is asked or refused, by the words of the complement and the object."""
    nodes = [clause for clause in complements(trigger) if is_verb(clause)]
    for clause in list(nodes):
        nodes += children(clause, "dobj", "conj", "xcomp", "prt")
    nodes += list(objects)
    for preposition in prepositions(trigger, depth=1):
        if preposition.lower_ in ("for", "to", "against"):
            nodes += children(preposition, "pobj")
    words = {node.lemma_.lower() for node in nodes} | {node.lower_ for node in nodes}
    for mode, word_class in CONTENT_CLASSES:
        if any(in_class(word, word_class) for word in words):
            return {mode}
    return set()


def _means(match: Match) -> set[str]:
    """With what a blow was struck or a move made: "a drone hit", "sent police", "in an air strike".

    The words looked at are the word of the act, who acts, what is moved or fired, and what stands
    after "with", "in", "by" and "of". Of a force that moves the first kind named counts.
    """
    event_type, trigger = match.entry.event_type, match.trigger
    nodes = [trigger, *(party.head for party in match.sources)]
    if event_type == "MOBILIZE" or match.entry.objects:
        nodes += match.objects
    for preposition in prepositions(trigger, depth=2):
        if preposition.lower_ in ("with", "in", "by", "of", "from"):
            nodes += children(preposition, "pobj")
    nodes += [other for node in nodes for other in children(node, "conj") if not is_verb(other)]
    nodes += [thing for node in nodes for thing in measured(node)]
    for node in nodes:
        found = {
            mode
            for mode in load_event_types()[event_type].modes
            if (words := load_word_classes().get(f"mode_{mode}")) and names_object(node, words)
        }
        if found:
            return found
    return set()


def _meeting_modes(match: Match) -> set[str]:
    trigger = match.trigger
    nearby = [*list(trigger.children), trigger.head]
    for child in trigger.children:
        nearby += list(child.children)
    words = {token.lower_ for token in nearby}
    found = set()
    if words & {"telephone", "phone", "videoconference", "video"}:
        found.add("phone")
    if words & {"sidelines", "margins"}:
        found.add("multilateral")
    codes = {party.code for party in (*match.sources, *match.targets)}
    if match.entry.mode is None and not found:
        found |= _where_met(trigger, codes)
    return found


def _where_met(trigger: Token, codes: set[str]) -> set[str]:
    """The mode by where the sides met: in a third state, or at an organisation's meeting."""
    for preposition in prepositions(trigger, depth=1):
        for noun in children(preposition, "pobj"):
            kinds = {mention.kind for mention in (*mentions_at(noun), *owners_of(noun))}
            if preposition.lower_ in ("at", "within") and "organisation" in kinds:
                return {"multilateral"}
            is_third = preposition.lower_ == "in" and any(
                mention.is_place and mention.kind in PLACES and mention.actor_code not in codes
                for mention in mentions_at(noun)
            )
            if is_third and len(codes) > 1:
                return {"third-party"}
    return set()


def _threat_modes(trigger: Token) -> set[str]:
    words = {token.lemma_.lower() for token in trigger.subtree if token.i > trigger.i}
    for mode, word_class in THREATS:
        if any(in_class(word, word_class) for word in words):
            return {mode}
    return set()
