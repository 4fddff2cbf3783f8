"""Who says so: the speaker on whose word a part of the text rests, and the outlet it cites.

"Seoul said that …", "…, the ministry added", "according to Chad's minister", "the statement also
said", words in quotation marks. A spokesman speaks for his country. An analyst, a paper or a crowd
that holds no office gives a frame without an actor.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from orchestration.extract.extensions import ActorMention, mentions_at
from orchestration.extract.grammar import (
    acting,
    ancestors,
    antecedent,
    children,
    is_parted,
    is_passive,
    is_verb,
)
from orchestration.extract.parties import Party, acting_parties, coordinated, quoted_speaker
from orchestration.knowledge.lexicon import cue_classes

SPEAKING_DEPENDENCIES = frozenset({"ccomp", "parataxis", "xcomp"})
TEXT_NOUNS = frozenset(
    {"statement", "communiqué", "communique", "note", "letter", "tweet", "post", "report", "it"}
)
LOOK_BACK = 3


@dataclass(frozen=True)
class Frame:
    """What reports a clause: the verb (None for "according to" and bare quotations), and who.

    `parties` is empty where the speaker is no actor; `is_opinion` marks analysts and the like;
    `blames` a verb such as "alleged", which makes what follows a charge.
    """

    verb: Token | None
    parties: tuple[Party, ...]
    person: str | None
    blames: bool = False
    is_opinion: bool = False

    @property
    def codes(self) -> frozenset[str]:
        """The speakers' actor codes."""
        return frozenset(party.code for party in self.parties)


def frames_of(token: Token) -> list[Frame]:
    """The frames around a token, the innermost first; empty where the text itself says it."""
    found: list[Frame] = []
    node = token
    for head in ancestors(token):
        if is_verb(node) and node.dep_ != "ROOT" and is_parted(node):
            break
        if node.dep_ in SPEAKING_DEPENDENCIES and is_speech(head) and node.i != head.i:
            frame = _frame_of_verb(head)
            if frame.parties or frame.person or not _is_impersonal(head):
                found.append(frame)
        node = head
    if not found:
        found += _according_to(token)
    if not found:
        found += _left_out(token)
    if not found:
        speaker = quoted_speaker(token)
        if speaker is not None:
            found.append(Frame(None, (Party(speaker, token),), speaker.person))
    return found


def _is_impersonal(verb: Token) -> bool:
    """Whether nobody is named who says it: "it was stated that …", so whoever quotes it does."""
    subjects = children(verb, "nsubjpass")
    return is_passive(verb) and all(subject.lower_ == "it" for subject in subjects)


def is_speech(verb: Token) -> bool:
    """Whether the verb reports words."""
    return is_verb(verb) and "speech" in cue_classes(verb.lemma_.lower(), "VERB")


def speaker_parties(verb: Token) -> list[Party]:
    """The actors that speak with this verb; "it", "the statement" go back to the last speaker."""
    subjects = acting(verb) if not is_passive(verb) else []
    if is_passive(verb):
        subjects = children(verb, "nsubjpass") if children(verb, "xcomp") else acting(verb)
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
    parties = speaker_parties(verb)
    subjects = children(verb, "nsubj")
    person = None
    opinion = False
    for subject in subjects:
        for part in coordinated(antecedent(subject)):
            if "opinion" in cue_classes(part.lemma_.lower(), "WORD") or "opinion" in cue_classes(
                part.lower_, "WORD"
            ):
                opinion = True
        if person is None:
            person = _person(subject, parties)
    blames = "blame" in cue_classes(verb.lemma_.lower(), "VERB")
    return Frame(verb, () if opinion else tuple(parties), person, blames, opinion)


def _person(subject: Token, parties: list[Party]) -> str | None:
    """Name or role of the speaker as the text has it."""
    for party in parties:
        if party.mention.person or party.mention.title_text:
            return party.mention.person or party.mention.title_text
    if subject.pos_ == "PRON":
        return None
    return None


def _according_to(token: Token) -> list[Frame]:
    """The frame of "according to …" in the clause of the token, or in one around it."""
    for node in (token, *ancestors(token)):
        for according in node.children:
            if according.lower_ != "according":
                continue
            nouns = [
                noun for to in children(according, "prep") for noun in children(to, "pobj")
            ] or children(according, "pobj")
            if token.i == according.i or any(noun.is_ancestor(token) for noun in nouns):
                continue
            parties = acting_parties(nouns)
            if not parties:
                for noun in nouns:
                    for preposition in children(noun, "prep"):
                        if preposition.lower_ in ("by", "from", "on", "of"):
                            parties = parties or acting_parties(children(preposition, "pobj"))
                    for nested in noun.subtree:
                        if not parties and nested.lower_ == "by":
                            parties = acting_parties(children(nested, "pobj"))
            return [Frame(None, tuple(parties), _person(nouns[0], parties) if nouns else None)]
    return []


def _left_out(token: Token) -> list[Frame]:
    """The frame of a speech verb beside the clause: "Chad must pay, Niger's minister said"."""
    for node in (token, *ancestors(token)):
        for child in children(node, "parataxis", "dep"):
            if is_speech(child) and children(child, "nsubj") and child.i != token.i:
                return [_frame_of_verb(child)]
    return []
