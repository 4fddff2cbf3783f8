"""Who stands where an entry of the lexicon looks for its source and its target.

A slot is the subject, the object, a preposition, or one of the places named in `LexiconEntry`.
"""

from spacy.tokens import Token

from orchestration.extract import parties as who
from orchestration.extract.attribution import frames_of
from orchestration.extract.conditions import condition_parties
from orchestration.extract.extensions import mentions_at
from orchestration.extract.grammar import (
    acted_on,
    acting,
    ancestors,
    antecedent,
    children,
    datives,
    grammatical_subject,
    is_negated,
    is_passive,
    is_verb,
)
from orchestration.extract.nouns import measured, of_noun
from orchestration.extract.parties import Party
from orchestration.extract.phrases import after_preposition, complements, prepositions, told_clauses
from orchestration.knowledge.lexicon import LexiconEntry, cue_classes, entries_by_word, in_class

COMPOUND_PREPOSITIONS = {
    "on_border": ("on", "along", "at", "near", "to", "toward", "towards", "up", "across", "over"),
    "in_front": ("in",),
    "out_of": ("out", "of", "from"),
    "on_with": ("with",),
    "response": ("in", "as"),
}
LAND_KINDS = frozenset({"country", "demonym"})
STATE_KINDS = LAND_KINDS | {"government_seat"}
BORDERS = frozenset({"border", "boundary", "crossing", "frontier", "line", "post"})
RESPONSES = frozenset({"answer", "reaction", "reply", "response", "retaliation"})
HELD_AT = frozenset(
    {"airport", "camp", "capital", "cell", "city", "court", "custody", "jail", "port", "prison"}
    | {"province", "region", "town", "village"}
)
HARMING = frozenset({"ASSAULT", "COERCE"})
HARMLESS = frozenset(
    {"agree", "ask", "be", "call", "detect", "donate", "help", "invite", "offer", "release"}
    | {"report", "request", "say", "see", "thank", "urge", "warn", "withdraw"}
)
MISSIONS = frozenset({"consulate", "embassy", "legation", "mission"})
HOLDING = frozenset({"arrest", "capture", "detain", "hold", "imprison", "jail"})
DETERRING = frozenset(
    {"confront", "contain", "counter", "deter", "intimidate", "meet", "repel", "stop", "warn"}
    | {"dissuade", "frighten", "monitor", "shadow", "watch"}
)
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
        nouns = after_preposition(token, "between")
        if as_source and is_verb(token):
            if acting(token) and objects and not is_passive(token):
                # "An airline resumed flights between Chad and Niger": neither of the two acts.
                return []
            nouns += [far for noun in acting(token) for far in after_preposition(noun, "between")]
        return who.target_parties(nouns, places=True)
    if slot == "frame":
        return _frame(token)
    if slot == "condition":
        return condition_parties(token)
    if slot == "in_state":
        return _in_state(token)
    if slot == "when":
        return _striking_when(token)
    if slot == "sender":
        return _senders(token)
    if slot == "harmed":
        return _harmed(token)
    if slot == "landing":
        return who.target_parties(
            [
                noun
                for thing in objects
                for clause in children(thing, "acl", "relcl")
                if clause.lemma_ in ("land", "fall", "splash", "plunge", "drop", "crash")
                for noun in after_preposition(clause, "in", "inside", "near", "into", "off")
            ],
            places=True,
        )
    if slot == "trigger":
        return _provoking(token)
    if slot == "deter":
        return _deterred(token, objects)
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
        return who.acting_parties(nouns, loose=loose)
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
        nouns = [noun for noun in nouns if noun.lemma_ in BORDERS]
        nouns += [whose for noun in nouns for whose in children(noun, "amod", "compound", "poss")]
        nouns += [
            far
            for noun in nouns
            # The parser may hang "with Chad" on the verb: it stands right after the border.
            for preposition in (*prepositions(noun), *prepositions(token))
            if preposition.lower_ in ("with", "of")
            and (preposition.head == noun or preposition.i == noun.right_edge.i + 1)
            for far in children(preposition, "pobj")
        ]
    if slot == "in_front":
        nouns = [far for noun in nouns if noun.lemma_ == "front" for far in of_noun(noun)]
    if slot == "from":
        # "pulled its troops back from the border with Chad"
        nouns += [far for noun in nouns if noun.lemma_ in BORDERS for far in with_noun(noun)]
    if slot == "response":
        nouns = [noun for noun in nouns if noun.lemma_ in RESPONSES]
        nouns = [far for noun in nouns for far in after_preposition(noun, "to", "for", "against")]
    if is_passive(token) and slot == "by":
        nouns = [noun for noun in nouns if noun.head.dep_ != "agent"]
    return nouns


def local_crowd(token: Token) -> list[Party]:
    """Whose a crowd is of which only the place is told: "a crowd in Chad burned a flag"."""
    subjects = [
        part
        for subject in acting(token)
        for part in who.coordinated(subject)
        if in_class(part.lemma_.lower(), "crowd") and not mentions_at(part)
    ]
    if not subjects or any(who.is_generic(subject) for subject in subjects):
        return []
    for places in (
        [noun for subject in subjects for noun in after_preposition(subject, "in", "across")],
        after_preposition(token, "in", "across"),
    ):
        found = [
            Party(party.mention, subjects[0])
            for party in who.target_parties(places, places=True)
            if party.mention.kind in STATE_KINDS and party.mention.is_place
        ]
        if found:
            return found
    return []


def with_noun(noun: Token) -> list[Token]:
    """The nouns after "with" that hang on the noun itself, or that it carries."""
    found = [
        far
        for word in children(noun, "prep")
        if word.lower_ == "with"
        for far in children(word, "pobj")
    ]
    for clause in children(noun, "acl"):
        found += children(clause, "dobj") if clause.lemma_ == "carry" else []
    return found


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


def _in_state(token: Token) -> list[Party]:
    """In whose hands people are of whom nobody says by whom: "was arrested in Chad".

    Only of a passive verb without an agent: who is held in a state is held by it, and who was
    told to leave it was told so by it.
    """
    if not _is_agentless(token) or token.dep_ in ("acl", "relcl"):
        return []
    holding = [token]
    for held in acted_on(token):
        holding += [clause for clause in children(held, "acl") if clause.lemma_ in HOLDING]
    nouns = [
        noun
        for node in [*holding, *children(token, "dobj", "oprd")]
        for preposition in children(node, "prep")
        if preposition.lower_ in ("in", "at")
        for noun in children(preposition, "pobj")
        if mentions_at(noun) or noun.lemma_.lower() in HELD_AT
    ]
    for held in acted_on(token):
        # "Two members of the embassy in Chad were expelled."
        for noun in (held, *after_preposition(held, "of", "at", "from")):
            lemma = noun.lemma_.lower()
            if lemma in MISSIONS or in_class(lemma, "envoy"):
                nouns += after_preposition(noun, "in")
    for leaving in children(token, "xcomp"):
        if leaving.lemma_ in ("leave", "quit"):
            nouns += acted_on(leaving)
    return [
        party
        for party in who.target_parties(nouns, places=True)
        if party.mention.kind in STATE_KINDS
    ]


def _senders(token: Token) -> list[Party]:
    """Whose a thing is that comes: "Chadian wheat arrived", "a plane with aid from Chad landed"."""
    subjects = acting(token) or acted_on(token)
    return [party for party in who.target_parties(subjects) if not party.mention.is_place]


def _harmed(token: Token) -> list[Party]:
    """Whom a blow hit that is owned up to: "admitted that it had shot down a Chadian jet"."""
    own = {party.code for party in who.acting_parties(acting(token))}
    found: list[Party] = []
    for clause in children(token, "ccomp", "xcomp"):
        told = entries_by_word().get((clause.lemma_.lower(), "VERB"), ())
        if is_negated(clause) or not any(entry.event_type in HARMING for entry in told):
            continue
        if own & {party.code for party in who.acting_parties(acting(clause), loose=True)}:
            found += who.target_parties(acted_on(clause))
    return found


def _clauses_after(token: Token, *marks: str) -> list[Token]:
    """The clauses that one of these words joins to the verb: "… after Chad fired at a boat".

    One at the end may be hung on a verb joined to it ("put … on alert and asked …, after Chad").
    """
    verbs = [token, *children(token, "conj")]
    verbs += [wanted for verb in verbs for wanted in children(verb, "xcomp")]
    return [
        clause
        for verb in verbs
        for clause in children(verb, "advcl")
        if is_verb(clause)
        and any(
            child.lower_ in marks and child.dep_ in ("mark", "advmod") for child in clause.children
        )
    ]


def _striking_when(token: Token) -> list[Party]:
    """Who struck where the blow stands in a clause: "died when Chad shelled the post"."""
    return [
        party
        for clause in _clauses_after(token, "when", "after", "as")
        if any(
            entry.event_type == "ASSAULT"
            for entry in entries_by_word().get((clause.lemma_.lower(), "VERB"), ())
        )
        for party in who.acting_parties(acting(clause), loose=True)
    ]


def _provoking(token: Token) -> list[Party]:
    """Whose deed moved a force: "put its army on alert after Chad claimed the islands".

    What is only said, asked or granted moves none.
    """
    found: list[Party] = []
    for clause in _clauses_after(token, "after", "because", "as"):
        lemma = clause.lemma_.lower()
        is_told = cue_classes(lemma, "VERB") & {"speech", "weak_speech"}
        if is_passive(clause) or is_negated(clause) or lemma in HARMLESS:
            continue
        if "request" in cue_classes(lemma, "VERB") or (is_told and not acted_on(clause)):
            continue
        found += who.acting_parties(acting(clause), loose=True)
    return found


def _deterred(token: Token, objects: list[Token]) -> list[Party]:
    """Whom a move is meant to hold off: "sent a carrier to deter Chad"."""
    clauses = children(token, "advcl", "xcomp", "acl")
    for noun in [*objects, *after_preposition(token, "to", "in", "into", "off", "near")]:
        clauses += children(noun, "acl", "relcl")
    return who.target_parties(
        noun
        for clause in clauses
        if clause.tag_ == "VB" and clause.lemma_ in DETERRING
        for noun in acted_on(clause)
    )


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
    clauses = [*told_clauses(token), *children(token, "xcomp")]
    for noun in children(token, "dobj"):
        clauses += [clause for clause in children(noun, "acl", "ccomp") if clause.tag_ != "VBN"]
        clauses += [clause for clause in children(noun, "advcl", "relcl") if _is_for_to(clause)]
    clauses += [clause for clause in children(token, "advcl") if _is_for_to(clause)]
    subjects = [
        antecedent(subject)
        for clause in clauses
        for subject in children(clause, "nsubj", "nsubjpass")
    ]
    return who.target_parties(subjects)


def _is_for_to(clause: Token) -> bool:
    """Whether a clause says who is to act: "a deadline for Chad to answer"."""
    marks = {child.lower_ for child in children(clause, "mark")}
    return "for" in marks and any(child.tag_ == "TO" for child in clause.children)


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
