"""Who stands where an entry of the lexicon looks for its source and its target.

A slot is the subject, the object, a preposition, or one of the places named in `LexiconEntry`.
"""

from spacy.tokens import Token

from orchestration.extract import parties as who
from orchestration.extract.attribution import frames_of
from orchestration.extract.extensions import mentions_at
from orchestration.extract.grammar import (
    acted_on,
    acting,
    after_preposition,
    ancestors,
    antecedent,
    children,
    complements,
    datives,
    grammatical_subject,
    is_passive,
    is_verb,
    measured,
)
from orchestration.extract.parties import Party
from orchestration.knowledge.lexicon import LexiconEntry, cue_classes, in_class

COMPOUND_PREPOSITIONS = {
    "on_border": ("on", "along", "at", "near"),
    "out_of": ("out", "of", "from"),
    "on_with": ("with",),
    "response": ("in", "as"),
}
LAND_KINDS = frozenset({"country", "demonym"})
FRAME_PREPOSITIONS = frozenset({"in", "during", "at", "on", "after", "following"})


def fill(
    slot: str, entry: LexiconEntry, token: Token, objects: list[Token], *, as_source: bool
) -> list[Party]:
    """The parties that stand in a slot."""
    places = "place" in entry.conditions
    loose = "loose" in entry.conditions or "weapon" in entry.conditions
    if slot == "site":
        return _site(token, objects)
    if slot == "in_land":
        nouns = after_preposition(token, "in")
        return [
            party
            for party in who.target_parties(nouns, places=True)
            if party.mention.kind in LAND_KINDS
        ]
    if slot == "visitor":
        return who.acting_parties(_owner_tokens(token) or after_preposition(token, "of"))
    if slot == "subject" and as_source and entry.event_type == "MOBILIZE" and _is_agentless(token):
        return who.acting_parties(objects, loose=True)
    if slot == "subject":
        subjects = acting(token) if is_verb(token) else _adjective_subject(token)
        if as_source:
            return who.acting_parties(subjects, loose=loose)
        return who.target_parties(subjects)
    if slot == "object":
        return who.target_parties(objects, places=places and not as_source)
    if slot == "dative":
        return who.target_parties(datives(token), places=True)
    if slot == "owner":
        return who.acting_parties(_owner_tokens(token))
    if slot == "speaker":
        return [party for frame in frames_of(token) for party in frame.parties]
    if slot == "complement":
        return _complement_subjects(token)
    if slot == "inner":
        return _inner(token)
    if slot == "between":
        return who.target_parties(after_preposition(token, "between"), places=True)
    if slot == "frame":
        return _frame(token)
    if slot == "acl":
        return who.target_parties(
            [
                noun
                for thing in objects
                for clause in children(thing, "acl", "relcl")
                if clause.lemma_ in ("target", "hit", "strike", "aim")
                for noun in children(clause, "dobj", "pobj") + after_preposition(clause, "at")
            ]
        )
    nouns = slot_nouns(slot, token, objects)
    if as_source:
        return who.acting_parties(nouns)
    return who.target_parties(nouns, places=places)


def slot_nouns(slot: str, token: Token, objects: list[Token]) -> list[Token]:
    """The nouns that stand in a slot that a noun fills: the object, or after a preposition."""
    if slot == "object":
        return objects
    words = COMPOUND_PREPOSITIONS.get(slot, (slot,))
    nouns = after_preposition(token, *words)
    for clause in _participles(objects):
        nouns += after_preposition(clause, *words)
    if slot == "on_border":
        nouns = [noun for noun in nouns if noun.lemma_ in ("border", "frontier", "line")]
        nouns += [far for noun in nouns for far in after_preposition(noun, "with", "of")]
    if slot == "response":
        nouns = [noun for noun in nouns if noun.lemma_ in ("response", "reply", "answer")]
        nouns = [far for noun in nouns for far in after_preposition(noun, "to")]
    if is_passive(token) and slot == "by":
        nouns = [noun for noun in nouns if noun.head.dep_ != "agent"]
    return nouns


def parts_of(nouns: list[Token]) -> list[Token]:
    """The nouns and those joined to them; of a measure what it counts ("rounds of talks")."""
    parts = [part for noun in nouns for part in who.coordinated(noun)]
    return [thing for part in parts for thing in measured(part) or [part]]


def _is_agentless(token: Token) -> bool:
    """Whether a passive verb names nobody: "Chadian tanks were sent to the border"."""
    return is_verb(token) and is_passive(token) and not acting(token)


def _site(token: Token, objects: list[Token]) -> list[Party]:
    """In whose land a site was hit: "fired at a village in Chad", "struck targets in Chad"."""
    hit = [*parts_of(objects), *after_preposition(token, "at", "on", "against", "into")]
    if not any(
        in_class(noun.lemma_.lower(), "site") or in_class(noun.lower_, "site") for noun in hit
    ):
        return []
    return who.target_parties(after_preposition(token, "in", "inside"), places=True)


def _participles(nouns: list[Token]) -> list[Token]:
    """Participles that say more of the nouns: "the sanctions imposed on Chad"."""
    return [clause for noun in nouns for clause in children(noun, "acl") if clause.tag_ == "VBN"]


def _adjective_subject(token: Token) -> list[Token]:
    """Whom an adjective is said of: "Chad is critical of …", "Chad, critical of …"."""
    if is_verb(token.head) and token.dep_ in ("acomp", "attr", "conj", "advcl", "oprd"):
        return grammatical_subject(token.head)
    if token.dep_ == "conj" and token.head.pos_ == "ADJ":
        return _adjective_subject(token.head)
    return []


def _owner_tokens(noun: Token) -> list[Token]:
    """The tokens that own a noun: possessor, adjective, agent."""
    found = children(noun, "poss") or [
        child for child in children(noun, "amod", "compound", "nmod") if mentions_at(child)
    ]
    if not found:
        found = [
            leader
            for led in children(noun, "amod")
            if led.lower_ in who.JOINED
            for leader in children(led, "npadvmod", "compound", "amod", "nmod")
        ]
    if not found:
        found = [
            agent
            for by in children(noun, "prep")
            if by.lower_ == "by"
            for agent in children(by, "pobj")
        ]
    return found


def _complement_subjects(token: Token) -> list[Party]:
    """The subjects of the clauses that a verb asks for: "demanded that Chad leave"."""
    clauses = children(token, "ccomp", "xcomp")
    for noun in children(token, "dobj"):
        clauses += [clause for clause in children(noun, "acl", "ccomp") if clause.tag_ != "VBN"]
    subjects = [
        antecedent(subject)
        for clause in clauses
        for subject in children(clause, "nsubj", "nsubjpass")
    ]
    return who.target_parties(subjects)


def _inner(token: Token) -> list[Party]:
    """The other side of a promised act: after "with", "between", "to", "for", or its object."""
    clauses = [clause for clause in complements(token) if is_verb(clause)]
    for clause in list(clauses):
        clauses += children(clause, "xcomp", "conj", "ccomp")
        clauses += [far for far in children(clause, "advcl") if far.tag_ == "VB"]
    for clause in clauses:
        for slot in (("with",), ("between",), ("to",), ("for",)):
            found = who.target_parties(after_preposition(clause, *slot), places=slot == ("to",))
            if found:
                return found
        found = who.target_parties(acted_on(clause) + datives(clause))
        if found:
            return found
    for slot in (("with",), ("between",), ("for",), ("to",)):
        found = who.target_parties(after_preposition(token, *slot))
        if found:
            return found
    return []


def _frame(noun: Token) -> list[Party]:
    """Whose meeting it is that frames a sentence: "during talks with Chad, Niger's envoy said"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in FRAME_PREPOSITIONS:
        return []
    owners = who.acting_parties(_owner_tokens(noun))
    if owners:
        return owners
    for node in ancestors(noun):
        if is_verb(node):
            if "hypothetical" in cue_classes(node.lemma_.lower(), "VERB"):
                return []
            return who.acting_parties(acting(node))
    return []
