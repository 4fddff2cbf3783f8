"""Whose deed it was: "condemned the launch", "rejected the charge", "denied that".

The noun brings no actor, so what the text told before is asked: an event of a fitting type, or a
verb of the deed with its subject. The nearest sentence that knows decides; where it names several
who did different things, or nobody, the deed stays without an author.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from orchestration.extract.extensions import (
    ActorMention,
    FoundEvent,
    events_of,
    is_parsed,
    mentions_at,
    mentions_of,
    owners_of,
)
from orchestration.extract.grammar import acting, auxiliaries, children, is_verb
from orchestration.extract.nouns import of_noun
from orchestration.extract.parties import Party, acting_parties
from orchestration.extract.phrases import after_preposition
from orchestration.extract.wordlists import words
from orchestration.knowledge.deeds import Deed, load_deeds
from orchestration.knowledge.lexicon import in_class

SENTENCES_BACK = 3
SENTENCES_BACK_OF_CLAUSE = 2
SENTENCES_BACK_OF_WORDS = 6
TRUST = 0.85
CARRYING = words("carry conduct make hold fire launch stage order issue mount send deliver impose")
POINTERS = frozenset({"the", "this", "that", "these", "those", "such", "both", "all"})
# "denied any involvement": what is denied is what one was charged with.
OWN_PART = frozenset(
    {"complicity", "guilt", "hand", "interference", "involvement", "link", "meddling", "part"}
    | {"responsibility", "role", "wrongdoing"}
)
BARE_POINTERS = frozenset({"it", "that", "this", "them", "these", "those", "so"})
# What a bare "that" may be in answer to, by the type of the answer.
ANSWERED = {
    "REJECT": frozenset({"ACCUSE", "REQUEST", "THREATEN", "AGREE"}),
    "AGREE": frozenset({"AGREE", "REQUEST"}),
    "THREATEN": frozenset({"ACCUSE", "ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN"}),
}


def deed_of(noun: Token) -> Deed | None:
    """The deed that a noun phrase points back to; None where it names no deed, or a new one."""
    deed = load_deeds().get(noun.lemma_.lower())
    if deed is None or not any(child.lower_ in POINTERS for child in noun.children):
        return None
    return deed


def authors(nouns: Iterable[Token], own: frozenset[str]) -> list[Party]:
    """Whose deeds the nouns are, among others than `own`; empty where that is not known."""
    found: dict[str, Party] = {}
    for noun in nouns:
        deed = deed_of(noun)
        if deed is None or _is_explained(noun):
            continue
        for mention in _authors(noun, deed, own):
            found.setdefault(mention.actor_code, Party(_trusted(mention), noun))
    return list(found.values())


def answered(token: Token, event_type: str, own: frozenset[str]) -> list[Party]:
    """Who last did to `own` what an act of `event_type` answers, before the token."""
    wanted = ANSWERED.get(event_type, frozenset())
    how_many = SENTENCES_BACK_OF_CLAUSE if children(token, "ccomp") else SENTENCES_BACK_OF_WORDS
    for sentence in _sentences_back(token, how_many):
        found = _told_as(_events_before(token, sentence), wanted, own, aimed=True)
        if not found and event_type == "THREATEN":
            found = _hostile_before(token, sentence, own)
        if found:
            return [Party(_trusted(mention), token) for mention in found]
    return []


def _hostile_before(token: Token, sentence: Span, own: frozenset[str]) -> list[ActorMention]:
    """Whose hostile act a noun before the token names: "a day after a Chadian strike"."""
    found: dict[str, ActorMention] = {}
    for noun in sentence:
        if noun.i < token.i and noun.pos_ == "NOUN" and in_class(noun.lemma_.lower(), "hostile"):
            for mention in owners_of(noun):
                if mention.actor_code not in own:
                    found.setdefault(mention.actor_code, mention)
    return list(found.values()) if len(found) == 1 else []


def _is_explained(noun: Token) -> bool:
    """Whether the phrase itself says whose it was, or that nobody need have told it before.

    "The threat of war", "the idea of a vote" are in the air.
    """
    is_strangers = any(far.pos_ == "PROPN" and not mentions_at(far) for far in of_noun(noun))
    is_in_the_air = noun.lemma_.lower() in ("idea", "threat") and bool(of_noun(noun))
    by = after_preposition(noun, "by", "from")
    return is_strangers or is_in_the_air or bool(owners_of(noun)) or bool(by)


def _trusted(mention: ActorMention) -> ActorMention:
    return replace(mention, confidence=round(mention.confidence * TRUST, 4))


def _sentences_back(token: Token, how_many: int) -> list[Span]:
    """The sentence of the token and the few before it, the nearest first."""
    doc: Doc = token.doc
    sentences: list[Span] = doc.user_data.setdefault("demarche_sents", [])
    if not sentences:
        sentences += doc.sents
    number = bisect_right([sentence.start for sentence in sentences], token.i) - 1
    return sentences[max(0, number - how_many) : number + 1][::-1]


def _authors(noun: Token, deed: Deed, own: frozenset[str]) -> list[ActorMention]:
    how_many = SENTENCES_BACK_OF_WORDS if deed.is_aimed_at_source else SENTENCES_BACK
    for sentence in _sentences_back(noun, how_many):
        events = _events_before(noun, sentence)
        found = _told_as(events, deed.event_types, own, aimed=True)
        if not found and not deed.is_aimed_at_source:
            found = _told_as(events, deed.event_types, own, aimed=False)
        if not found:
            found = _told_by(noun, deed, sentence, own)
        if found:
            return found if len({mention.actor_code for mention in found}) == 1 else []
    return [] if deed.is_aimed_at_source else _only_author(noun, deed, own)


def _only_author(noun: Token, deed: Deed, own: frozenset[str]) -> list[ActorMention]:
    """The author of such a deed in the whole text before, if only one ever told of is another's."""
    found: dict[str, ActorMention] = {}
    for sentence in _sentences_back(noun, len(noun.doc)):
        for mention in _told_by(noun, deed, sentence, own):
            found.setdefault(mention.actor_code, mention)
    return list(found.values()) if len(found) == 1 else []


def _events_before(token: Token, sentence: Span) -> list[FoundEvent]:
    return [
        event
        for event in events_of(token.doc)
        if sentence.start <= event.trigger < min(sentence.end, token.i)
        and event.status != "hypothetical"
    ]


def _told_as(
    events: list[FoundEvent], event_types: frozenset[str], own: frozenset[str], *, aimed: bool
) -> list[ActorMention]:
    """Who did what was read as an event of these types; `aimed`: to `own`."""
    found: dict[str, ActorMention] = {}
    for event in events:
        for source, target in _directions(event):
            fits = event.event_type in event_types and source.actor_code not in own
            if fits and (not aimed or target.actor_code in own):
                found.setdefault(source.actor_code, source)
    return list(found.values())


def _directions(event: FoundEvent) -> list[tuple[ActorMention, ActorMention]]:
    one = (event.source, event.target)
    return [one, one[::-1]] if event.is_symmetric else [one]


def _told_by(noun: Token, deed: Deed, sentence: Span, own: frozenset[str]) -> list[ActorMention]:
    """Who stands as the subject of a verb of the deed, or owns the same noun, before `noun`."""
    if not is_parsed(sentence):
        return _told_unparsed(deed, sentence, own)
    found: dict[str, ActorMention] = {}
    for token in sentence:
        if token.i >= noun.i:
            break
        parties: list[Party] = []
        if is_verb(token) and token.lemma_.lower() in deed.told_by and not _is_to_come(token):
            parties = acting_parties(acting(token), loose=True)
        elif token.lemma_.lower() == deed.noun and token.i != noun.i:
            parties = _doers_of(token)
        for party in parties:
            if party.code not in own:
                found.setdefault(party.code, party.mention)
    return list(found.values())


def _is_to_come(verb: Token) -> bool:
    """Whether the deed is only promised: "vowed that Chad would strike back"."""
    return any(helper.tag_ in ("MD", "TO") for helper in auxiliaries(verb))


def _doers_of(noun: Token) -> list[Party]:
    """Whose deed an earlier noun says it is: its owner, "by …", or who carried it out."""
    owners = [Party(mention, noun) for mention in owners_of(noun)]
    if owners:
        return owners
    by = acting_parties(after_preposition(noun, "by"))
    if by or noun.dep_ != "dobj":
        return by
    carries_out = noun.head.lemma_.lower() in CARRYING
    return acting_parties(acting(noun.head)) if is_verb(noun.head) and carries_out else []


def _told_unparsed(deed: Deed, sentence: Span, own: frozenset[str]) -> list[ActorMention]:
    """The only actor of a sentence that was not parsed, if a verb of the deed stands in it."""
    mentions = [m for m in mentions_of(sentence.doc) if sentence.start <= m.start < sentence.end]
    codes = {mention.actor_code for mention in mentions}
    surfaces = {token.lower_ for token in sentence}
    if len(codes) != 1 or codes <= own:
        return []
    return mentions[:1] if surfaces & _forms(deed) else []


@cache
def _forms(deed: Deed) -> frozenset[str]:
    """The past forms of the verbs of a deed, as far as they are regular."""
    forms = set()
    for verb in deed.told_by:
        forms |= {f"{verb}d" if verb.endswith("e") else f"{verb}ed", f"{verb}s"}
    return frozenset(forms)


def pointed_at(nouns: Iterable[Token]) -> bool:
    """Whether one of the object's words is a bare "it", "that", "them" without an actor."""
    return any(noun.lower_ in BARE_POINTERS and not mentions_at(noun) for noun in nouns)


def has_bare_object(verb: Token) -> bool:
    """Whether the verb answers words: a bare pointer for its object, or a clause with "that".

    So does a part in the deed ("denied any role"), and a verb without an object.
    """
    objects = children(verb, "dobj")
    is_part = any(noun.lemma_.lower() in OWN_PART for noun in objects)
    return is_part or pointed_at(objects) or bool(children(verb, "ccomp"))
