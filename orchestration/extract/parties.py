"""Which actors a noun phrase brings into an event, as the one who acts or as the one acted on.

A source must be able to act: the mention itself, or a body, weapon or group of people that belongs
to it ("Chadian troops"), never its trade or its remarks. A target may be reached through what it
owns or did ("Chile's remarks", "the launch by Chile", "a request from Chile"), so that a criticism
of an act is a criticism of its author.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from orchestration.extract.extensions import (
    RELATED,
    ActorMention,
    mentions_at,
    owners_of,
    quotations_of,
)
from orchestration.extract.grammar import agents, children, is_verb
from orchestration.extract.phrases import after_preposition
from orchestration.extract.roles import says_former
from orchestration.knowledge.lexicon import in_class

PRIVATE_SECTORS = frozenset(
    {"BUS", "CVL", "JRN", "LAB", "AGR", "EDU", "MED", "REF", "SOC", "REL", "CRM", "MNC"}
)
CROWD_SECTORS = frozenset({"CVL", "LAB", "AGR", "EDU", "REF", "SOC", "REL"})
SPEAKER_PRONOUNS = frozenset({"i", "we", "us", "our", "my", "me", "ours"})
OWNING_PREPOSITIONS = frozenset({"of", "by", "from"})
EXAMPLE_PREPOSITIONS = frozenset({"as", "including", "like"})
MAKING_VERBS = frozenset({"announce", "create", "launch", "form", "lead", "propose", "establish"})
JOINED = frozenset(
    {"chartered", "controlled", "flagged", "led", "managed", "operated", "owned", "registered"}
    | {"run"}
)
SERVING = {
    "act": ("for",),
    "affiliate": ("with", "to"),
    "connect": ("with", "to"),
    "link": ("with", "to"),
    "operate": ("for",),
    "tie": ("to",),
    "work": ("for",),
}
DEEPEST = 3


@dataclass(frozen=True)
class Party:
    """An actor in an event: its mention, and the token that stands in the slot."""

    mention: ActorMention
    head: Token

    @property
    def code(self) -> str:
        """The actor's code."""
        return self.mention.actor_code


def coordinated(token: Token) -> list[Token]:
    """The noun and those joined to it after it: "Chad", "Niger" and "Mali" for the first."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and not is_verb(child) and not _is_set_against(token, child):
            found += coordinated(child)
    return found


def _is_set_against(token: Token, other: Token) -> bool:
    """Whether the second of two joined nouns is ruled out: "Chad rather than Niger"."""
    return any(word.lower_ in ("than", "not") for word in token.doc[token.i : other.left_edge.i])


def is_generic(token: Token) -> bool:
    """Whether the phrase names nobody in particular: "another country", "no state"."""
    return any(
        child.lower_ in ("no", "any", "other", "another") and child.dep_ in ("det", "amod")
        for child in token.children
    )


def acting_parties(tokens: Iterable[Token], *, loose: bool = False) -> list[Party]:
    """Who acts, for the tokens of a source slot; empty where nobody that can act stands there.

    `loose` lets the owner of any weapon, tool or attack act for it ("a Chadian strike killed").
    """
    found: list[Party] = []
    for token in tokens:
        for part in coordinated(token):
            found += _acting(part, loose)
    return _distinct(found)


def _acting(token: Token, loose: bool) -> list[Party]:
    if _is_only_epithet(token):
        return []
    own = [mention for mention in mentions_at(token) if not mention.is_place]
    if any(is_former(mention, token.doc) for mention in own):
        return []
    if not own:
        own = _speaker_of_pronoun(token)
    if not own and not mentions_at(token):
        for name in named_beside(token):
            own += [mention for mention in mentions_at(name) if not mention.is_place]
    if not own and not mentions_at(token):
        lemma = token.lemma_.lower()
        can_act = in_class(lemma, "agents") or in_class(lemma, "crowd") or token.pos_ == "NUM"
        # "Chadian coast guard ships", "navy jets"
        can_act = can_act or any(
            mention.kind == "role" and mention.sector in ("MIL", "COP")
            for child in children(token, "compound")
            for mention in mentions_at(child)
        )
        if loose:
            can_act = can_act or is_arm(token)
        if can_act and not is_generic(token):
            own = list(owners_of(token)) or _belonging(token)
            if not own:
                own = [] if lemma in RELATED else _members(token) or _served(token)
            if not own and loose:
                own = [
                    party.mention
                    for clause in children(token, "acl")
                    if clause.tag_ == "VBN"
                    for party in acting_parties(agents(clause))
                ]
    return [Party(mention, token) for mention in own]


def named_beside(noun: Token) -> list[Token]:
    """The names set beside a noun, of several all: "the ministers, A and B"."""
    found: list[Token] = []
    for name in children(noun, "appos"):
        is_list = noun.tag_ in ("NNS", "NNPS") or noun.tag_ == name.tag_ == "NNP"
        found += coordinated(name) if is_list else [name]
    return found


def is_arm(token: Token) -> bool:
    """Whether a weapon, a blow, or the fire of a gun stands there, which its owner answers for."""
    lemma = token.lemma_.lower()
    if lemma == "fire":
        # A blaze stands as the subject: "a Chadian forest fire killed four".
        return token.dep_ == "pobj" and not any(
            not mentions_at(child) for child in children(token, "compound")
        )
    return any(in_class(lemma, name) for name in ("attack", "projectile", "weapon"))


def _served(token: Token) -> list[ActorMention]:
    """For whom somebody works: "hackers working for Chad", "a group linked to Chad"."""
    return [
        party.mention
        for clause in children(token, "acl")
        for party in target_parties(
            noun
            for word in children(clause, "prep")
            if word.lower_ in SERVING.get(clause.lemma_, ())
            for noun in children(word, "pobj")
        )
        if not party.mention.is_place
    ]


def _is_only_epithet(token: Token) -> bool:
    """Whether a name follows that the noun describes: "Chad's ally Niger condemned …"."""
    return token.dep_ == "nsubj" and any(
        name.dep_ == "nsubj" and name.left_edge.i == token.i + 1 and name.ent_type_ != "DATE"
        for name in token.head.children
    )


def is_former(mention: ActorMention, doc: Doc) -> bool:
    """Whether people stand there who hold the office no longer: "former Chadian ministers"."""
    if mention.resolved_from is not None:
        return is_former(mention.resolved_from, doc)
    if mention.kind not in ("person", "role"):
        return False
    return any(
        says_former(token)
        for token in doc[max(mention.start - 1, 0) : mention.end]
        if token.tag_ in ("JJ", "NN", "NNP", "AFX", "RB", "VBN")
    )


def _belonging(token: Token) -> list[ActorMention]:
    """Whose a thing is by a word joined to a name: "Chad-flagged tanker", "Chad group base"."""
    found: list[ActorMention] = []
    for child in children(token, "amod", "compound", "nmod"):
        if child.lower_ in JOINED or (
            child.dep_ == "compound" and in_class(child.lower_, "agents")
        ):
            for inner in children(child, "npadvmod", "compound", "amod", "nmod"):
                found += [mention for mention in mentions_at(inner) if not mention.is_place]
    return found


def _members(token: Token) -> list[ActorMention]:
    """Actors after "of", one deeper: "members of the parliament of Chad", "envoys from Chad"."""
    found: list[ActorMention] = []
    for preposition in children(token, "prep"):
        if preposition.lower_ in ("of", "from", "for"):
            for noun in children(preposition, "pobj"):
                for party in _acting(noun, loose=False):
                    if not party.mention.is_place:
                        found.append(party.mention)
    return found


def target_parties(tokens: Iterable[Token], *, places: bool = False) -> list[Party]:
    """Who is acted on, for the tokens of a target slot; `places` counts places as their actors."""
    found: list[Party] = []
    for token in tokens:
        for part in coordinated(token):
            found += [Party(mention, part) for mention in _reached(part, places, DEEPEST)]
    return _distinct(found)


def _reached(token: Token, places: bool, depth: int) -> list[ActorMention]:
    """The mentions of a noun phrase, those of its apposition, its owners, or its doers."""
    own = list(mentions_at(token))
    if own:
        return [mention for mention in own if places or not mention.is_place]
    speaker = _speaker_of_pronoun(token)
    if speaker:
        return speaker
    found = [
        mention
        for name in named_beside(token)
        for mention in mentions_at(name)
        if places or not mention.is_place
    ]
    if found:
        return found
    found = list(owners_of(token)) or _belonging(token)
    if found or token.lemma_.lower() in RELATED or token.lemma_ == "member":
        return found
    for child in children(token, "poss"):
        speaker = _speaker_of_pronoun(child)
        if speaker:
            return speaker
        if depth:
            found = _reached(child, False, depth - 1)
            if found:
                return found
    if not depth:
        return []
    for preposition in children(token, "prep", "agent"):
        word = preposition.lower_
        if word == "of" and in_class(token.lemma_.lower(), "done_to"):
            # The parser may hang "by Chad" on the one who bore the deed.
            for bearer in children(preposition, "pobj"):
                for noun in after_preposition(bearer, "by"):
                    found += _reached(noun, False, depth - 1)
            continue
        if word in OWNING_PREPOSITIONS or word in EXAMPLE_PREPOSITIONS:
            for noun in children(preposition, "pobj", "pcomp"):
                for part in coordinated(noun):
                    found += _reached(part, places and word == "from", depth - 1)
        if found:
            return found
    for clause in children(token, "acl"):
        if clause.tag_ == "VBN":
            for noun in agents(clause):
                for part in coordinated(noun):
                    found += _reached(part, False, depth - 1)
        elif clause.lemma_ in ("carry", "fly"):
            # "a tanker flying the flag of Chad"
            for noun in children(clause, "dobj"):
                found += _reached(noun, False, depth - 1) if noun.lemma_ == "flag" else []
    return found or _served(token) or _makers(token)


def _makers(token: Token) -> list[ActorMention]:
    """Who announced or leads what belongs to nobody else: "Chad announced a patrol"."""
    if token.dep_ == "dobj" and token.head.lemma_ in MAKING_VERBS:
        return [
            party.mention
            for subject in children(token.head, "nsubj")
            for party in acting_parties([subject])
        ]
    return []


def _speaker_of_pronoun(token: Token) -> list[ActorMention]:
    """The actor for whom "we" stands inside a quotation: its speaker's."""
    if token.lower_ not in SPEAKER_PRONOUNS:
        return []
    mention = quoted_speaker(token)
    return [replace(mention, start=token.i, end=token.i + 1, head=token.i)] if mention else []


def quoted_speaker(token: Token) -> ActorMention | None:
    """A mention of the actor that speaks the quotation around `token`; None outside or unknown."""
    doc: Doc = token.doc
    for quotation in quotations_of(doc):
        if quotation.start_char <= token.idx < quotation.end_char and quotation.speaker_actor:
            return ActorMention(
                token.i,
                token.i + 1,
                token.i,
                "reference",
                quotation.speaker_actor,
                sector="GOV",
                person=quotation.speaker,
                confidence=0.8,
            )
    return None


def _distinct(parties: Iterable[Party]) -> list[Party]:
    """Each actor once, the first place kept."""
    first: dict[str, Party] = {}
    for party in parties:
        first.setdefault(party.code, party)
    return list(first.values())


def is_private(party: Party) -> bool:
    """Whether a person or firm without an office acts, not the state."""
    mention = party.mention
    if mention.sector in PRIVATE_SECTORS:
        return True
    if mention.head == party.head.i:
        return mention.kind == "demonym" and party.head.tag_ in ("NNPS", "NNS", "NNP")
    lemma = party.head.lemma_.lower()
    return not (
        in_class(lemma, "official") or in_class(lemma, "armed") or in_class(lemma, "public")
    )


def is_crowd(party: Party) -> bool:
    """Whether civilians act, not a state: "Nepalis", "Iraqi students", "thousands of Poles"."""
    mention = party.mention
    if mention.sector in CROWD_SECTORS:
        return True
    if mention.head == party.head.i:
        return mention.kind == "demonym" and mention.sector is None
    return in_class(party.head.lemma_.lower(), "crowd")


def is_traveller(party: Party) -> bool:
    """Whether an office-holder or a delegation acts, not a state as such."""
    mention, lemma = party.mention, party.head.lemma_.lower()
    if in_class(lemma, "weapon") or in_class(lemma, "force"):
        return False
    if mention.kind in ("person", "role") or mention.person is not None:
        return mention.sector not in PRIVATE_SECTORS
    if mention.kind == "reference" and mention.resolved_from is not None:
        origin = mention.resolved_from
        return origin.kind in ("person", "role") and origin.sector not in PRIVATE_SECTORS
    return mention.head != party.head.i and in_class(party.head.lemma_.lower(), "official")


def is_person(party: Party) -> bool:
    """Whether a person or an office stands there, not a bare country."""
    mention = party.mention
    if mention.kind in ("person", "role") or mention.person is not None:
        return True
    return mention.head != party.head.i and in_class(party.head.lemma_.lower(), "official")


def is_unit(party: Party) -> bool:
    """Whether a force, ship or weapon stands there, not a state as such."""
    mention, lemma = party.mention, party.head.lemma_.lower()
    if mention.kind == "role" and mention.sector in ("MIL", "REB", "PRM", "UAF"):
        return True
    if mention.head == party.head.i and mention.kind != "role":
        return mention.kind == "nonstate"
    return any(in_class(lemma, name) for name in ("armed", "force", "projectile", "weapon"))


def is_armed(party: Party) -> bool:
    """Whether an armed force stands there, or the actor itself."""
    mention = party.mention
    if mention.sector in ("MIL", "COP", "REB", "PRM", "UAF"):
        return True
    if mention.head == party.head.i:
        return mention.kind in (
            "country",
            "nonstate",
            "government_seat",
            "organisation",
            "reference",
        )
    return in_class(party.head.lemma_.lower(), "armed")
