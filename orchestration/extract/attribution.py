"""Who says so: the speaker on whose word a part of the text rests.

"Seoul said that …", "…, the ministry added", "according to Chad's minister", "the statement also
said", words in quotation marks. A spokesman speaks for his country. An analyst, a paper or a crowd
that holds no office gives a frame without an actor; `speakers` gives each its name.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from orchestration.extract import speakers
from orchestration.extract.extensions import ActorMention, mentions_at
from orchestration.extract.grammar import (
    RELATIVE_TAGS,
    acting,
    agents,
    ancestors,
    antecedent,
    children,
    goes_with_report,
    is_parted,
    is_passive,
    is_verb,
)
from orchestration.extract.outlets import is_outlet, is_state_run
from orchestration.extract.parties import Party, acting_parties, coordinated, quoted_speaker
from orchestration.knowledge.lexicon import cue_classes, in_class

SPEAKING_DEPENDENCIES = frozenset({"ccomp", "parataxis", "xcomp"})
TEXT_NOUNS = frozenset(
    {"statement", "communiqué", "communique", "note", "letter", "tweet", "post", "report", "it"}
)
# Verbs of speech that with an infinitive or gerund only say how an act goes: "continues building".
ASPECTS = frozenset({"continue"})
LOOK_BACK = 3
CITING_DEPENDENCIES = ("prep", "advmod", "advcl", "acl", "agent", "dep", "pcomp")
CITING = frozenset({"cite", "hear", "quote", "see"})
ACCOUNTS = frozenset({"account", "count", "reckoning", "telling", "version"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
OPENS_A_NOUN = frozenset({"ADJ", "DET", "NOUN", "PRON", "PROPN"})


@dataclass(frozen=True)
class Frame:
    """What reports a clause: the verb (None for "according to" and bare quotations), and who.

    `parties` is empty where the speaker is no actor; `is_opinion` marks analysts and the like;
    `is_joint` one noun for several sides ("the two ministers"); `blames` a verb such as "alleged",
    which makes what follows a charge. State media speak for the state, another paper for nobody.
    """

    verb: Token | None
    parties: tuple[Party, ...]
    person: str | None
    blames: bool = False
    is_opinion: bool = False
    is_joint: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """The speakers' actor codes."""
        return frozenset(party.code for party in self.parties)


def frames_of(token: Token) -> list[Frame]:
    """The frames around a token, the innermost first; empty where the text itself says it."""
    found: list[Frame] = []
    node, is_joined = token, False
    for head in ancestors(token):
        if is_verb(node) and node.dep_ != "ROOT" and is_parted(node):
            break
        if (
            node.dep_ in SPEAKING_DEPENDENCIES
            and is_speech(head)
            and node.i != head.i
            and not (node.dep_ == "xcomp" and head.lemma_.lower() in ASPECTS)
            and not is_joined
            and not _is_aside(node)
        ):
            frame = _frame_of_verb(head)
            if frame.parties or frame.person or not _is_impersonal(head):
                found.append(frame)
        if not found and _goes_on_after_report(node):
            found.append(_frame_of_verb(head))
        # "Chad said that it was so, and accused …": the accusation is none of what it said.
        is_joined = goes_with_report(node)
        node = head
    if not found:
        found += _according_to(token)
    if not found:
        found += _left_out(token)
    if not any(frame.parties or frame.person for frame in found):
        found = _by_words(token) or found
    if not found:
        speaker = quoted_speaker(token)
        if speaker is not None:
            found.append(Frame(None, (Party(speaker, token),), speaker.person))
    return found


def _goes_on_after_report(verb: Token) -> bool:
    """Whether a verb goes on from what is told before its report.

    "Chad would not be drawn, an envoy said, and was ready to talk": the parser joins it to "said".
    """
    head = verb.head
    if verb.dep_ != "conj" or not is_verb(verb) or not is_speech(head) or verb.i < head.i + 2:
        return False
    is_told_before = any(clause.i < head.i for clause in children(head, "ccomp"))
    is_closed = head.right_edge.i > head.i and head.nbor(1).text == ","
    return is_told_before and is_closed and not children(verb, "nsubj", "nsubjpass")


def _is_aside(verb: Token) -> bool:
    """Whether the verb tells what stands before it: "Chad threatened nobody, its envoy said"."""
    is_after = verb.dep_ == "parataxis" and verb.i > verb.head.i
    return is_after and is_speech(verb) and bool(children(verb, "nsubj"))


def _is_impersonal(verb: Token) -> bool:
    """Whether nobody is named who says it: "it was stated that …", so whoever quotes it does."""
    subjects = children(verb, "nsubjpass")
    return is_passive(verb) and all(subject.lower_ == "it" for subject in subjects)


def is_speech(verb: Token) -> bool:
    """Whether the verb reports words."""
    return is_verb(verb) and "speech" in cue_classes(verb.lemma_.lower(), "VERB")


def is_hearsay(verb: Token) -> bool:
    """Whether nobody is named who says so: "is said to have fired", "it is believed that"."""
    is_told = is_passive(verb) and in_class(verb.lemma_.lower(), "hearsay")
    return is_told and not agents(verb)


def speaker_parties(verb: Token) -> list[Party]:
    """The actors that speak with this verb; "it", "the statement" go back to the last speaker."""
    subjects = acting(verb)
    if is_passive(verb) and verb.lemma_.lower() in CITING and children(verb, "xcomp"):
        # "was quoted saying": of "is said to have fired" the subject says nothing.
        subjects = children(verb, "nsubjpass")
    if not subjects:
        subjects = children(verb, "nsubj")
    found = acting_parties(subjects)
    if found:
        return found
    for subject in subjects:
        if subject.lemma_.lower() in TEXT_NOUNS and not mentions_at(subject):
            earlier = _earlier_speaker(subject)
            if earlier is not None:
                return [
                    Party(replace(earlier, confidence=round(earlier.confidence * 0.9, 4)), subject)
                ]
    return []


def _earlier_speaker(token: Token) -> ActorMention | None:
    """The speaker of the nearest sentence before, of the few that may still be meant."""
    doc: Doc = token.doc
    sentences = [sentence for sentence in doc.sents if sentence.end <= token.sent.start]
    for sentence in reversed(sentences[-LOOK_BACK:]):
        for verb in sentence:
            if is_speech(verb) and children(verb, "ccomp"):
                parties = acting_parties(children(verb, "nsubj"))
                if parties:
                    return parties[0].mention
    return None


def _frame_of_verb(verb: Token) -> Frame:
    frame = _frame_of_nouns(verb, speaker_parties(verb), children(verb, "nsubj"))
    return replace(frame, blames="blame" in cue_classes(verb.lemma_.lower(), "VERB"))


def _frame_of_nouns(verb: Token | None, parties: list[Party], nouns: list[Token]) -> Frame:
    """The frame of these speakers, with the name of the first and what kind it is."""
    parts = [part for noun in nouns for part in coordinated(antecedent(noun))]
    words = [word for part in parts for word in (part.lemma_.lower(), part.lower_)]
    is_opinion = any("opinion" in cue_classes(word, "WORD") for word in words)
    parties = [] if is_opinion else parties
    outlets = [part for part in parts if is_outlet(part)]
    if outlets:
        return Frame(verb, tuple(parties) if is_state_run(outlets[0]) else (), None)
    joint = [p for p in parties if len({q.code for q in parties if q.head == p.head}) > 1]
    if joint:
        return Frame(verb, tuple(parties), speakers.several(joint[0].head), is_joint=True)
    person = speakers.named(parts, parties)
    return Frame(verb, tuple(parties), person, is_opinion=is_opinion)


def _according_to(token: Token) -> list[Frame]:
    """The frame of "according to …" in the clause of the token, or in one around it or after it."""
    for node in (token, *ancestors(token)):
        for according in (node, *_parentheses(node, *CITING_DEPENDENCIES)):
            nouns = _cited(according)
            if not nouns:
                continue
            if token.i == according.i or any(noun.is_ancestor(token) for noun in nouns):
                continue
            frame = _frame_of_nouns(None, _cited_parties(nouns), nouns)
            if _bears_on(according, token, frame):
                return [frame]
    return []


def _cited(token: Token) -> list[Token]:
    """Whom the token cites: the nouns of "according to …", "by the account of …"."""
    if token.lower_ == "according":
        return [
            noun for to in children(token, "prep") for noun in children(to, "pobj")
        ] or children(token, "pobj")
    if token.lower_ != "by" or token.dep_ not in ("prep", "agent"):
        return []
    return [noun for noun in children(token, "pobj") if noun.lemma_.lower() in ACCOUNTS]


def _cited_parties(nouns: list[Token]) -> list[Party]:
    """Whose word "according to" cites: "Chad's envoy", "a statement by Chad"."""
    parties = acting_parties(nouns)
    for noun in nouns:
        for preposition in children(noun, "prep"):
            if preposition.lower_ in ("by", "from", "on", "of"):
                parties = parties or acting_parties(children(preposition, "pobj"))
        for nested in noun.subtree:
            if not parties and nested.lower_ == "by":
                parties = acting_parties(children(nested, "pobj"))
    return parties


def _left_out(token: Token) -> list[Frame]:
    """The frame of a speech verb beside the clause: "Chad must pay, Niger's minister said"."""
    for node in (token, *ancestors(token)):
        for child in (*_parentheses(node, "parataxis", "dep"), *_asides_on_nouns(node)):
            if is_speech(child) and children(child, "nsubj") and child.i != token.i:
                frame = _frame_of_verb(child)
                if _bears_on(child, token, frame):
                    return [frame]
    return []


def _by_words(token: Token) -> list[Frame]:
    """The frame of a report set beside what it tells, where the parser did not see it.

    "Chad rejected the words as rude, an envoy who heard them said.": by the words alone, from a
    comma to a verb of speech that another mark follows.
    """
    for verb in token.sent:
        noun = _speaker_before(verb) if verb.tag_ in FINITE and is_speech(verb) else None
        if noun is None or noun.left_edge.i <= token.i <= verb.i:
            continue
        frame = _frame_of_nouns(verb, acting_parties([noun]), [noun])
        nodes = (token, *ancestors(token))
        goes_on = any(n.dep_ == "conj" and n.head.i < verb.i < n.i for n in nodes)
        if token.i < noun.i or (goes_on and _bears_on(verb, token, frame)):
            return [frame]
    return []


def _speaker_before(verb: Token) -> Token | None:
    """The noun that speaks between the last comma and a verb with a mark after it."""
    after = verb.i + 1
    if after < verb.sent.end and not verb.doc[after].is_punct:
        return None
    commas = [word.i for word in verb.doc[verb.sent.start : verb.i] if word.text == ","]
    aside = list(verb.doc[commas[-1] + 1 : verb.i]) if commas else []
    nouns = [word for word in aside if word.pos_ in ("NOUN", "PROPN")]
    if not nouns or aside[0].tag_ in RELATIVE_TAGS or aside[0].pos_ not in OPENS_A_NOUN:
        return None
    noun = nouns[0]
    while noun.nbor(1).pos_ in ("NOUN", "PROPN"):
        noun = noun.nbor(1)
    return noun


def _parentheses(clause: Token, *dependencies: str) -> list[Token]:
    """What is set beside the clause, also after the last of the clauses that go on from it."""
    found = children(clause, *dependencies)
    for joined in children(clause, "conj", "xcomp", "ccomp"):
        if is_verb(joined):
            found += [
                child
                for child in _parentheses(joined, *dependencies)
                if child.i > joined.i and _ends_sentence(child)
            ]
    return found


def _asides_on_nouns(clause: Token) -> list[Token]:
    """Asides that the parser hung on a noun: "it hit nobody, an envoy said, and …"."""
    return [
        verb
        for noun in children(clause, "dobj", "attr", "nsubj", "pobj")
        for verb in children(noun, "relcl")
        if any(
            subject.tag_ not in RELATIVE_TAGS
            and subject.left_edge.i > noun.i
            and verb.doc[subject.left_edge.i - 1].text == ","
            for subject in children(verb, "nsubj")
        )
    ]


def _ends_sentence(token: Token) -> bool:
    rest = token.doc[token.right_edge.i + 1 : token.sent.end]
    return all(word.is_punct or word.is_space for word in rest)


def _bears_on(aside: Token, token: Token, frame: Frame) -> bool:
    """Whether the aside bears on the clause of the token.

    Not where a clause follows it in which somebody else acts: "Chad agreed, a Chadian envoy said,
    and Niger condemned it".
    """
    for node in (token, *ancestors(token)):
        if node.dep_ == "advcl" and node.head.i <= aside.i < node.i and children(node, "mark"):
            # "…, an envoy said, two days after Chad had fired": the text itself tells that.
            return False
        if node.dep_ != "conj" or not is_verb(node) or not node.head.i <= aside.i < node.i:
            continue
        subjects = children(node, "nsubj", "nsubjpass")
        acting_there = {party.code for party in acting_parties(subjects)}
        return not (acting_there and frame.codes and not acting_there & frame.codes)
    return True
