"""What a speaker says of another actor in his own words: blame, praise, and what must be done.

No single verb carries these: "Chad must leave the strip, Niger's minister said" is a request, "its
main source is the reckless policy of Chad" a criticism, "called Chad a rogue state" another. Each
needs a speaker that is an actor, and another actor as the subject or owner of what is judged.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from orchestration.extract import deeds
from orchestration.extract import parties as who
from orchestration.extract.attribution import Frame, frames_of
from orchestration.extract.grammar import (
    acted_on,
    acting,
    auxiliaries,
    children,
    grammatical_subject,
    is_negated,
    is_verb,
    named_as,
)
from orchestration.extract.nouns import misplaced_judgement
from orchestration.extract.parties import Party
from orchestration.extract.phrases import after_preposition
from orchestration.extract.prospects import is_within_condition
from orchestration.knowledge.lexicon import in_class

OBLIGATION = frozenset({"must", "should", "ought", "shall"})
COPULAS = frozenset({"be", "become", "remain", "seem", "appear", "constitute", "represent", "pose"})


@dataclass(frozen=True)
class Said:
    """A judgement found: its rule, type and mode, the token that carries it, and the sides."""

    rule: str
    event_type: str
    mode: str | None
    trigger: Token
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    frame: Frame | None


def judgements_at(token: Token) -> Iterator[Said]:
    """The judgements that this token carries; mostly none."""
    if is_verb(token):
        yield from _called(token)
        if in_class(token.lemma_.lower(), "calling"):
            return
    frame = _speaking_frame(token) if _may_judge(token) else None
    if frame is None or is_within_condition(token):
        return
    if is_verb(token):
        yield from _obligation(token, frame)
        yield from _predicate(token, frame)
        yield from _wrongdoing(token, frame)
        yield from _behind(token, frame)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _epithet(token, frame)


def _may_judge(token: Token) -> bool:
    """Whether a rule asks for the word at all: looking for its speaker costs more."""
    lemma = token.lemma_.lower()
    if is_verb(token):
        known = (
            lemma in COPULAS
            or in_class(lemma, "wrongdoing")
            or lemma in ("have", "need", "stand", "lie")
        )
        return known or any(helper.lower_ in OBLIGATION for helper in auxiliaries(token))
    return in_class(lemma, "conduct") or in_class(lemma, "ties")


def _speaking_frame(token: Token) -> Frame | None:
    """The innermost frame that has an actor for a speaker."""
    for frame in frames_of(token):
        if frame.is_opinion:
            return None
        if frame.verb is not None and is_negated(frame.verb):
            return None
        return frame if frame.parties else None
    return None


def _others(parties: list[Party], frame: Frame) -> tuple[Party, ...]:
    return tuple(party for party in parties if party.code not in frame.codes)


def _called(verb: Token) -> Iterator[Said]:
    """ "Chad called Niger a rogue state", "described Niger's move as reckless"."""
    if not in_class(verb.lemma_.lower(), "calling") or is_negated(verb):
        return
    words: list[Token] = children(verb, "oprd", "acomp", "attr")
    for clause in children(verb, "ccomp", "xcomp"):
        if not is_verb(clause) or children(clause, "nsubj"):
            words.append(clause)
            words += children(clause, "attr", "acomp")
    for preposition in children(verb, "prep"):
        if preposition.lower_ == "as":
            words += children(preposition, "pobj", "amod", "pcomp", "acomp")
    if not words:
        words = [name for noun in children(verb, "dobj") for name in named_as(noun)]
    words = words or misplaced_judgement(verb)
    score = _tone(words)
    if not score:
        return
    sources = who.acting_parties(acting(verb))
    targets = who.target_parties(acted_on(verb))
    if not targets:
        targets = who.target_parties(
            [noun for clause in children(verb, "ccomp") for noun in children(clause, "nsubj")]
        )
    own = frozenset(party.code for party in sources)
    if not targets:
        targets = deeds.authors(acted_on(verb), own)
    others = tuple(party for party in targets if party.code not in own)
    if sources and others:
        said = _said("rule.called", score, verb, tuple(sources), others, None)
        yield _as_denial(said, acted_on(verb), words)


def _tone(words: list[Token]) -> str:
    """ "negative", "positive" or "" by the predicate's words, joined ones included."""
    found = []
    for word in words:
        for part in who.coordinated(word):
            found += [part, *children(part, "amod", "compound", "conj", "advmod")]
    for tone in ("negative", "positive"):
        if any(
            in_class(word.lemma_.lower(), tone) or in_class(word.lower_, tone) for word in found
        ):
            return tone
    return ""


def _said(
    rule: str,
    tone: str,
    trigger: Token,
    sources: tuple[Party, ...],
    targets: tuple[Party, ...],
    frame: Frame | None,
) -> Said:
    if tone == "negative":
        return Said(rule, "ACCUSE", "disapprove", trigger, sources, targets, frame)
    return Said(rule, "SUPPORT", None, trigger, sources, targets, frame)


def _obligation(verb: Token, frame: Frame) -> Iterator[Said]:
    """ "Chad must …", "Chad has to …", said by another actor."""
    helpers = auxiliaries(verb)
    obliged = any(helper.lower_ in OBLIGATION for helper in helpers)
    if verb.lemma_ in ("have", "need") and children(verb, "xcomp") and children(verb, "nsubj"):
        obliged = any(
            child.tag_ == "TO" for clause in children(verb, "xcomp") for child in clause.children
        )
    if not obliged or any(h.lower_ == "have" and h.tag_ == "VB" for h in helpers):
        return
    subjects = children(verb, "nsubj", "nsubjpass") or (
        grammatical_subject(verb) if verb.dep_ == "conj" else []
    )
    if any(helper.i < subject.i for helper in helpers for subject in subjects):
        return
    tokens = list(subjects)
    if children(verb, "nsubjpass"):
        tokens = acting(verb)
    targets = _others(who.acting_parties(tokens), frame)
    if targets:
        yield Said("rule.obligation", "REQUEST", None, verb, frame.parties, targets, frame)


def _predicate(verb: Token, frame: Frame) -> Iterator[Said]:
    """ "Chad's policy is reckless", said by another actor."""
    if verb.lemma_.lower() not in COPULAS or is_negated(verb):
        return
    words = children(verb, "acomp", "attr", "dobj")
    tone = _tone(words)
    if not tone:
        return
    if any(helper.lower_ in ("would", "could", "may", "might") for helper in auxiliaries(verb)):
        return
    subjects = children(verb, "nsubj")
    targets = _others(who.target_parties(subjects) or deeds.authors(subjects, frame.codes), frame)
    if targets:
        said = _said("rule.predicate", tone, verb, frame.parties, targets, frame)
        yield _as_denial(said, subjects, words)


def _as_denial(said: Said, judged: list[Token], words: list[Token]) -> Said:
    """The judgement, as a REJECT where a charge is called untrue: "called the claim baseless"."""
    is_charge = any(in_class(noun.lemma_.lower(), "charge") for noun in judged)
    found = [part for word in words for part in who.coordinated(word)]
    if is_charge and any(in_class(word.lemma_.lower(), "untrue") for word in found):
        return replace(said, event_type="REJECT", mode=None)
    return said


def _wrongdoing(verb: Token, frame: Frame) -> Iterator[Said]:
    """ "Chad is lying", "Chad has violated …", said by another actor."""
    if not in_class(verb.lemma_.lower(), "wrongdoing") or is_negated(verb):
        return
    if verb.lemma_ == "commit" and not acted_on(verb):
        # "is committed to peace"
        return
    if any(
        helper.lower_ in ("will", "would", "could", "may", "might", "must", "should", "to")
        for helper in auxiliaries(verb)
    ):
        return
    if verb.dep_ not in ("ccomp", "ROOT", "conj", "parataxis"):
        return
    targets = _others(who.acting_parties(acting(verb)), frame)
    if targets:
        yield Said("rule.wrongdoing", "ACCUSE", "allege", verb, frame.parties, targets, frame)


def _behind(verb: Token, frame: Frame) -> Iterator[Said]:
    """ "Chad was behind the attack", "Chad was responsible", "the crash was Chad's doing"."""
    if verb.lemma_.lower() not in ("be", "stand", "lie") or is_negated(verb):
        return
    is_behind = any(
        in_class(noun.lemma_.lower(), "harm") for noun in after_preposition(verb, "behind")
    )
    if is_behind or any(_is_guilty(adjective) for adjective in children(verb, "acomp")):
        targets = _others(who.acting_parties(acting(verb)), frame)
    elif any(in_class(noun.lemma_.lower(), "harm") for noun in children(verb, "nsubj")):
        blamed = [
            noun for noun in children(verb, "attr") if in_class(noun.lemma_.lower(), "blamed")
        ]
        targets = _others(who.target_parties(blamed), frame)
    else:
        return
    if targets:
        yield Said("rule.behind", "ACCUSE", "allege", verb, frame.parties, targets, frame)


def _is_guilty(adjective: Token) -> bool:
    """Whether the adjective blames: "responsible", and not for something good."""
    if not in_class(adjective.lemma_.lower(), "blameworthy"):
        return False
    things = after_preposition(adjective, "for", "in", "of")
    return not things or any(
        in_class(noun.lemma_.lower(), "harm") or in_class(noun.lemma_.lower(), "negative")
        for noun in things
    )


def _epithet(noun: Token, frame: Frame) -> Iterator[Said]:
    """ "the reckless policy of Chad", in words of another actor."""
    if not (in_class(noun.lemma_.lower(), "conduct") or in_class(noun.lemma_.lower(), "ties")):
        return
    if not any(
        in_class(child.lower_, "negative") or in_class(child.lemma_.lower(), "negative")
        for child in children(noun, "amod", "compound")
    ):
        return
    targets = _others(who.target_parties([noun]), frame)
    targets = tuple(party for party in targets if not after_preposition(noun, "against"))
    if targets:
        yield Said("rule.epithet", "ACCUSE", "disapprove", noun, frame.parties, targets, frame)
