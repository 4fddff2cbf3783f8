"""Whose office is meant where no name stands beside it: "the ministry", "an official there".

An office named before is the same again, unless another state has come in between; one not named
before belongs to the government that the text is with. What may be another's stays open.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc, Token

from orchestration.extract.extensions import ActorMention
from orchestration.extract.grammar import ancestors, is_verb
from orchestration.extract.history import History
from orchestration.extract.roles import ABROAD, RolePhrase
from orchestration.extract.wordlists import words
from orchestration.knowledge.lexicon import cue_classes, entries_by_word
from orchestration.knowledge.roles import load_roles

SENTENCES_BACK = 3
FARTHEST_BODY = 3
LONGEST_TITLE = 4
ANYBODY = words("aide chief head official")
SENT_ABROAD = words("ambassador consul correspondent delegate diplomat envoy negotiator")
LINKS_TO_A_BODY = words("at from in of with")
IN_WORDS = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
DEEDS = frozenset({"ASSAULT", "COERCE"})
STATE_SECTORS = frozenset({"GOV", "MIL"})


def is_of_two(doc: Doc, phrase: RolePhrase) -> bool:
    """Whether it stands for one person or body of each side: "the two ministers", "both armies".

    "Two ministers" may be anybody's, and of things that are counted ("the two drones") neither
    side need have any.
    """
    if phrase.role.kind == "group" or doc[phrase.noun].tag_ not in ("NNS", "NNPS"):
        return False
    first = phrase.title[0]
    before = {doc[first].lower_, doc[max(first - 1, 0)].lower_}
    return "both" in before or ("two" in before and phrase.is_definite)


def only_country(history: History, before: int) -> list[ActorMention]:
    """The only state named so far, if there is just one."""
    states = [m for m in history.before(before) if history.is_state(m)]
    return states[-1:] if len({mention.actor_code for mention in states}) == 1 else []


def body_of(
    doc: Doc, phrase: RolePhrase, open_roles: Mapping[int, RolePhrase]
) -> RolePhrase | None:
    """The body without an actor of its own to which a person belongs: "an official of the army"."""
    if phrase.role.kind != "person" or phrase.end >= len(doc):
        return None
    if doc[phrase.end].lower_ not in LINKS_TO_A_BODY:
        return None
    for index in range(phrase.end + 1, phrase.end + 1 + FARTHEST_BODY):
        body = open_roles.get(index)
        if body is not None and body.role.kind == "institution":
            return body if body.is_definite or body.possessor is not None else None
    return None


def named_before(history: History, phrase: RolePhrase) -> list[ActorMention] | None:
    """Whose it is by the same office told of before.

    None where none was or several were, empty where it has passed to another since.
    """
    earlier = _same_office(history, phrase)
    if not earlier:
        return None
    if phrase.role.kind == "institution" and _passed_on(history, earlier[0], phrase):
        return []
    if _is_another_between(history, earlier[-1], phrase):
        return []
    return earlier


def seat_beside(history: History, phrase: RolePhrase) -> list[ActorMention] | None:
    """Whose body it is by the place that opens the sentence: "In Lima, the foreign ministry said".

    None where no such place does; empty for an embassy, which is another state's there.
    """
    if phrase.role.kind != "institution" or phrase.role.sector not in STATE_SECTORS:
        return None
    doc = history.doc
    end = phrase.title[0] - 1
    if not phrase.is_definite or end < 1 or doc[end].lower_ != "the":
        return None
    end -= doc[end - 1].text == ","
    known = [m for m in history.before(end) if m.is_place and history.is_state(m)]
    # "In Lima, where both had been heard, the foreign ministry said".
    places = [m for m in known if m.end == end or _is_told_of(doc, m, end)]
    opens = [m for m in places if m.start and doc[m.start - 1].is_sent_start]
    if not opens or doc[opens[0].start - 1].lower_ not in ("in", "at"):
        return None
    if doc[phrase.noun].lower_ in ABROAD:
        return []
    return [replace(mention, is_place=False) for mention in opens[-1:]]


def _is_told_of(doc: Doc, place: ActorMention, end: int) -> bool:
    """Whether nothing but a clause about the place stands from it to `end`."""
    rest = doc[place.end : end]
    return len(rest) > 1 and rest[0].text == "," and rest[1].lower_ in ("where", "which")


def local_to(history: History, phrase: RolePhrase) -> list[ActorMention]:
    """Whose it is by the government that the text is with where the office is first named."""
    is_body = phrase.role.kind == "institution"
    if is_there(history.doc, phrase):
        return _before_colon(history, phrase) or acting_beside(history, phrase, in_words=False)
    if is_body and phrase.is_definite:
        owners = _before_colon(history, phrase)
        if owners:
            return owners
    if phrase.is_definite and phrase.role.kind != "group" and phrase.role.sector == "GOV":
        owners = _local_government(history, phrase)
        if owners and not (is_body and _passed_on(history, owners[0], phrase)):
            return owners
    if (is_body and phrase.is_definite) or _is_of_a_body(history.doc, phrase):
        return acting_beside(history, phrase, in_words=True)
    return []


def is_there(doc: Doc, phrase: RolePhrase) -> bool:
    """Whether "there" after it says where it sits: "Seoul protested, an official there said".

    A diplomat there may be anybody's.
    """
    is_sent = doc[phrase.noun].lemma_.lower() in SENT_ABROAD
    return phrase.end < len(doc) and doc[phrase.end].lower_ == "there" and not is_sent


def acting_beside(history: History, phrase: RolePhrase, *, in_words: bool) -> list[ActorMention]:
    """The one state whose act the office tells: "Chad will ask Niger for help, the ministry said".

    With `in_words` only where the act is one of words: what a state says its own office tells,
    what it does another's may.
    """
    told = _told_by(history.doc[phrase.noun])
    if told is None or phrase.role.sector not in STATE_SECTORS:
        return []
    if in_words and not _is_act_of_words(told):
        return []
    acting = [mention for mention in history.subject_mentions(told) if history.is_state(mention)]
    return acting[-1:] if len({mention.actor_code for mention in acting}) == 1 else []


def _before_colon(history: History, phrase: RolePhrase) -> list[ActorMention]:
    """The one state that acts before a colon: what follows is in its words.

    "Chad rejected this: Niger has no say in it, the trade ministry declared."
    """
    sentence = history.sentence_of(phrase.noun)
    colons = [token.i for token in sentence if token.text == ":" and token.i < phrase.start]
    acting = {
        mention.actor_code: mention
        for token in sentence
        if colons and token.i < colons[0] and is_verb(token)
        for mention in history.subject_mentions(token)
        if history.is_state(mention)
    }
    return list(acting.values()) if len(acting) == 1 else []


def _told_by(noun: Token) -> Token | None:
    """The verb of the clause that the noun tells, set before it: "Chad agreed, an envoy said"."""
    for verb in ancestors(noun):
        if not is_verb(verb):
            continue
        if "speech" not in cue_classes(verb.lemma_.lower(), "VERB"):
            return None
        if verb.dep_ == "parataxis" and verb.head.i < noun.i:
            return verb.head
        told = [child for child in verb.children if child.dep_ == "ccomp" and child.i < noun.i]
        return told[-1] if told else None
    return None


@cache
def _types_of(lemma: str) -> frozenset[str]:
    return frozenset(entry.event_type for entry in entries_by_word().get((lemma, "VERB"), ()))


def _is_act_of_words(verb: Token) -> bool:
    types = _types_of(verb.lemma_.lower())
    return bool(types & IN_WORDS) and not types & DEEDS


def _is_of_a_body(doc: Doc, phrase: RolePhrase) -> bool:
    """Whether the title names the body: "a foreign ministry official", not "an official"."""
    if phrase.role.kind != "person":
        return False
    roles = load_roles()
    title = [token.lower_ for token in doc[phrase.title[0] : phrase.noun]]
    found = (roles.get(word) for word in title)
    return any(role is not None and role.kind == "institution" for role in found)


def _same_office(history: History, phrase: RolePhrase) -> list[ActorMention]:
    """The earlier mention of the same role noun, where all near ones agree on the actor.

    Those that share the whole title ("the ministry official") go before those of the noun alone.
    """
    doc = history.doc
    noun = doc[phrase.noun].lemma_.lower()
    is_person = phrase.role.kind == "person"
    earlier = [
        mention
        for mention in history.before(phrase.start)
        # "A foreign ministry official" names the ministry too.
        if noun in _words_of(mention.title_text)[-1 if is_person else 0 :]
        and (is_person or mention.kind == "role")
        and _is_first_naming(history, mention)
    ]
    title = doc[phrase.title[0] : phrase.title[1]].text.lower()
    if title != noun:
        alike = [m for m in earlier if f" {m.title_text}".lower().endswith(f" {title}")]
        earlier = alike or earlier
    if len({mention.actor_code for mention in earlier}) > 1:
        earlier = [m for m in earlier if history.is_near(m, phrase.noun, SENTENCES_BACK)]
    codes = {mention.actor_code for mention in earlier}
    if len(codes) == 2 and doc[phrase.noun].tag_ == "NNS":
        latest_of = {mention.actor_code: mention for mention in earlier}
        return [_unnamed(mention) for mention in latest_of.values()]
    if len(codes) != 1:
        return []
    people = {mention.person for mention in earlier if mention.person}
    latest = earlier[-1]
    return [latest if len(people) < 2 else _unnamed(latest)]


def _is_first_naming(history: History, mention: ActorMention) -> bool:
    """Whether the mention itself says whose the office is, and does not point to an earlier one."""
    if mention.resolved_from is None:
        return True
    if mention.resolved_from.title_text:
        return False
    return len({m.actor_code for m in history.governed_by(history.doc[mention.head])}) == 1


def _words_of(title: str | None) -> list[str]:
    return (title or "").lower().split()


def _unnamed(mention: ActorMention) -> ActorMention:
    return replace(mention, person=None)


def _is_another_between(history: History, origin: ActorMention, phrase: RolePhrase) -> bool:
    """Whether one of nobody knows whose was told of in between: "an official", and then "the …"."""
    if phrase.role.kind != "person":
        return False
    doc = history.doc
    noun = doc[phrase.noun].lower_
    return any(
        doc[index].lower_ == noun
        and not history.is_covered(index)
        and bool({"a", "an"} & {word.lower_ for word in doc[max(index - LONGEST_TITLE, 0) : index]})
        for index in range(origin.end, phrase.start)
    )


def _passed_on(history: History, origin: ActorMention, phrase: RolePhrase) -> bool:
    """Whether another state acts where the body is named again: whose it is, is then unclear.

    "Chad's ministry protested. Niger accused Chad of lying, an official of the ministry said."
    Not where its own state acts beside the other.
    """
    if history.in_sentence_of(origin, phrase.noun):
        return False
    told = _told_by(history.doc[phrase.noun])
    acting = {
        mention.actor_code
        for token in history.sentence_of(phrase.noun)
        if token.i < phrase.start
        and is_verb(token)
        # "Chad urged the embassy": what a state acts on is not its own.
        and (token == told or not token.is_ancestor(history.doc[phrase.noun]))
        for mention in history.subject_mentions(token)
        if history.is_state(mention)
    }
    return bool(acting) and origin.actor_code not in acting


def _local_government(history: History, phrase: RolePhrase) -> list[ActorMention]:
    """Whose ministry it is where only one actor comes into question near it."""
    if phrase.role.kind == "person" and phrase.role.noun in ANYBODY:
        return []
    subjects = history.subjects_of_previous(phrase.noun)
    codes = {mention.actor_code for mention in subjects}
    if len(codes) == 1 and subjects[0].kind not in ("organisation", "nonstate"):
        return subjects[:1]
    return only_country(history, phrase.start)
