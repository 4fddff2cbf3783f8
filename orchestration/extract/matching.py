"""Where an entry of the lexicon fits: the word, what it asks for beside it, and who stands where.

`matches` gives every entry that fits a token with its sources and targets, the one that asks for
most first. Nothing here knows whether the act happened (see `status`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract import deeds
from orchestration.extract import parties as who
from orchestration.extract.grammar import (
    CONTACTS,
    TEXTS,
    acted_on,
    acting,
    ancestors,
    children,
    datives,
    is_passive,
    is_verb,
    named_as,
)
from orchestration.extract.nouns import names_object
from orchestration.extract.origins import is_only_origin
from orchestration.extract.parties import Party
from orchestration.extract.phrases import after_preposition, complements, prepositions, told_clauses
from orchestration.extract.requirements import fits_verb, may_act
from orchestration.extract.slots import fill, local_crowd, parts_of, slot_nouns, with_noun
from orchestration.knowledge.lexicon import (
    LexiconEntry,
    cue_classes,
    entries_by_word,
    in_class,
)

# Acts whose target may be reached through a deed told before: "condemned the launch".
JUDGING = frozenset({"ACCUSE", "AGREE", "MOBILIZE", "REJECT", "SUPPORT"})
SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "YIELD"})
# Of more states that do something together no two do it with each other in particular.
MOST_PARTIES = 4


@dataclass(frozen=True)
class Match:
    """An entry that fits: the token that carries the act, who acts, who is acted on."""

    entry: LexiconEntry
    trigger: Token
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    objects: tuple[Token, ...]


def matches(token: Token) -> Iterator[Match]:
    """Every entry that fits at the token, those that ask for most first."""
    part = "VERB" if token.pos_ == "AUX" else token.pos_
    if part == "PROPN":
        part = "NOUN"
    if part == "NOUN" and token.dep_ in ("compound", "poss"):
        return
    words = [token.lemma_.lower()]
    if token.lower_ not in words:
        words.append(token.lower_)
    seen = set()
    for word in words:
        for entry in entries_by_word().get((word, part), ()):
            if entry.entry_id in seen:
                continue
            seen.add(entry.entry_id)
            match = _match(entry, token)
            if match is not None:
                yield match


def _match(entry: LexiconEntry, token: Token) -> Match | None:
    if entry.particles and not _has_particle(entry, token):
        return None
    objects = _objects_of(entry, token)
    if (entry.objects or entry.prepositional_objects) and not _has_object(entry, token, objects):
        return None
    if entry.complement and not _has_complement(entry, token):
        return None
    if not fits_verb(entry, token, objects):
        return None
    sources = fill(entry.source, entry, token, objects, as_source=True)
    sources = [party for party in sources if may_act(entry, party)]
    if not sources and "crowd" in entry.conditions and entry.source == "subject":
        sources = local_crowd(token)
    if not sources and entry.is_symmetric and "between" in entry.target and not acting(token):
        # "A pact between Chad and Niger was signed": nobody is named who did it but the two.
        sources = fill("between", entry, token, objects, as_source=True)
        sources = [party for party in sources if may_act(entry, party)]
    if not sources:
        return None
    targets = _targets(entry, token, objects, sources)
    if entry.event_type == "REJECT" and all(p.mention.sector == "JUD" for p in sources):
        # A court that turns down somebody's appeal refuses nothing to his state.
        targets = [p for p in targets if p.mention.sector not in who.PRIVATE_SECTORS]
    if not targets:
        return None
    return Match(entry, token, tuple(sources), tuple(targets), tuple(objects))


def _objects_of(entry: LexiconEntry, token: Token) -> list[Token]:
    """What the verb acts on, also after a particle taken for a preposition ("called in the envoy").

    Of a relative clause the noun that the entry asks for: "a patrol in the strait, which was
    joined by Chad" is hung on the nearest noun.
    """
    if not is_verb(token):
        return []
    objects = acted_on(token)
    if not objects and entry.particles:
        objects = [
            noun
            for particle in children(token, "prep")
            if particle.lower_ in entry.particles
            for noun in children(particle, "pobj")
        ]
    if token.dep_ == "relcl" and entry.objects and objects == [token.head]:
        for noun in (token.head, *ancestors(token.head)):
            if is_verb(noun) and noun.dep_ not in ("acl", "relcl"):
                break
            if not is_verb(noun) and names_object(noun, entry.objects):
                return [noun]
    return objects


def _has_particle(entry: LexiconEntry, token: Token) -> bool:
    for child in token.children:
        if child.lower_ in entry.particles and child.dep_ != "nsubj":
            return True
        nested = child.dep_ in ("prt", "advmod", "prep", "acomp", "oprd", "ccomp", "xcomp")
        if nested and any(word.lower_ in entry.particles for word in child.children):
            return child.dep_ not in ("acomp", "oprd")
        if child.dep_ == "advcl" and any(
            word.lower_ in entry.particles for word in children(child, "mark")
        ):
            # "called for Chad to leave"
            return True
    for noun in children(token, "dobj"):
        if any(
            child.lower_ in entry.particles and child.dep_ in ("prep", "acomp", "advmod", "amod")
            for child in noun.children
        ):
            return True
    return False


def _has_object(entry: LexiconEntry, token: Token, objects: list[Token]) -> bool:
    nouns = parts_of(objects)
    if entry.source in ("between", "sender"):
        # "Flights between Chad and Niger resumed": what begins or comes stands as the subject.
        nouns += parts_of(acting(token))
    if entry.source == "sender":
        # "A Chadian plane with medicines landed in Niger."
        nouns += parts_of([far for noun in acting(token) for far in with_noun(noun)])
    if is_passive(token):
        # "Chad was granted asylum": the second object stays behind.
        nouns += parts_of(children(token, "dobj", "oprd"))
    # "wished the envoy success": the second of two objects may be hung on the first.
    nouns += [name for noun in objects if noun.dep_ == "dobj" for name in named_as(noun)]
    if entry.objects and any(names_object(noun, entry.objects) for noun in nouns):
        return True
    if not entry.prepositional_objects:
        return False
    for preposition in prepositions(token, depth=2):
        wanted = entry.objects_after.get(preposition.lower_)
        if wanted and any(
            names_object(noun, wanted) for noun in parts_of(children(preposition, "pobj", "pcomp"))
        ):
            return True
    actions = entry.objects_after.get("to", frozenset())
    return any(clause.lemma_ in actions for clause in complements(token) if is_verb(clause))


def _has_complement(entry: LexiconEntry, token: Token) -> bool:
    if entry.complement == "to":
        # "told Chad it reserves the right to": what follows is told, not asked.
        if any(
            told.i > token.i
            and children(told, "nsubj")
            and not _only_reports(told)
            and not any(child.tag_ == "TO" for child in told.children)
            for told in children(token, "ccomp")
        ):
            return False
        return any(
            is_verb(clause) and any(child.tag_ == "TO" for child in clause.children)
            for clause in complements(token)
        ) or any(
            word.tag_ == "TO" and is_verb(word.head) and token.is_ancestor(word)
            for word in token.subtree
            if word.i > token.i
            and word.head.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl")
            and not _is_told(token, word.head)
        )
    return any(is_verb(clause) or clause.dep_ == "ccomp" for clause in told_clauses(token))


def _only_reports(clause: Token) -> bool:
    """Whether a clause after a comma says whose words those are: "…, both ministries confirmed"."""
    before = clause.left_edge.i - 1
    is_speech = "speech" in cue_classes(clause.lemma_.lower(), "VERB")
    return is_speech and before >= 0 and clause.doc[before].text == ","


def _is_told(verb: Token, clause: Token) -> bool:
    """Whether a clause lies inside one that the verb reports: "told Chad that it was ready to"."""
    for node in (clause, *ancestors(clause)):
        if node.i == verb.i:
            return False
        if node.dep_ == "advcl" and any(
            mark.lower_ not in ("for", "to") for mark in children(node, "mark")
        ):
            # "told the house, though nobody was there to hear it"
            return True
        if node.dep_ == "ccomp" and (
            node.tag_ in ("VBD", "VBZ")
            or any(
                child.dep_ == "mark" or child.tag_ in ("VBD", "VBZ", "MD")
                for child in node.children
            )
        ):
            return True
    return False


def _targets(
    entry: LexiconEntry, token: Token, objects: list[Token], sources: list[Party]
) -> list[Party]:
    """Who is acted on: the first slot that gives another actor than the sources."""
    own = {party.code for party in sources}
    is_joint = entry.event_type == "AGREE" and entry.is_symmetric and _are_one_noun(sources, token)
    for slot in entry.target:
        if is_joint and slot in ("inner", "with"):
            continue
        if slot == "answer":
            found = _answered(entry, token, own)
        else:
            found = [
                party
                for party in fill(slot, entry, token, objects, as_source=False)
                if party.code not in own or entry.is_symmetric
            ]
        if entry.event_type in SPOKEN and entry.event_type != "YIELD":
            # A ban that is lifted on Chadian wheat is one on Chad.
            found = [party for party in found if not is_only_origin(party)]
        if "forum" in entry.conditions and slot == "to":
            # "complained to the council": it is to hear of the deed, and did not do it.
            found = [party for party in found if party.mention.kind != "organisation"]
        if "organisation" in entry.conditions:
            found = [party for party in found if party.mention.kind == "organisation"]
        if "addressed" in entry.conditions:
            found = [party for party in found if not who.is_private(party)]
        if "person" in entry.conditions:
            found = [party for party in found if who.is_person(party)]
        if found and {party.code for party in found} - own:
            return [party for party in found if party.code not in own]
    if entry.is_symmetric and len(own) > 1 and "outer" not in entry.conditions:
        is_list = len(own) > MOST_PARTIES
        return [] if is_list or _has_another_side(entry, token, objects) else sources
    addressed = [party for party in _addressed(token) if party.code not in own]
    if addressed and entry.event_type in SPOKEN:
        return addressed
    if entry.event_type == "REQUEST" and "complement" in entry.target:
        judged = _judged_before(token, own)
        if judged:
            return judged
    if entry.event_type in JUDGING:
        nouns = [noun for slot in entry.target for noun in slot_nouns(slot, token, objects)]
        return deeds.authors(nouns, frozenset(own))
    return []


def _are_one_noun(sources: list[Party], verb: Token) -> bool:
    """Whether one noun stands for two who agree: "both sides agreed to a summit with Chad".

    They do so with each other, unless the verb itself has "with".
    """
    is_one = len({party.head.i for party in sources}) == 1 < len(sources)
    return is_one and not any(word.lower_ == "with" for word in children(verb, "prep"))


def _has_another_side(entry: LexiconEntry, token: Token, objects: list[Token]) -> bool:
    """Whether somebody stands there whom no actor is known for: "Chad and Niger met the envoys".

    The two then did it to him, not to each other.
    """
    nouns = [
        noun
        for noun in objects
        if "object" in entry.target and not names_object(noun, entry.objects)
    ]
    for slot in {"alongside", "on", "upon", "with"} & set(entry.target):
        nouns += slot_nouns(slot, token, objects)
    return any(
        noun.pos_ in ("PROPN", "PRON")
        or any(in_class(noun.lemma_.lower(), name) for name in ("agents", "official", "people"))
        for noun in nouns
        if noun.lower_ not in ("other", "another", "it", "which")
    )


def _addressed(token: Token) -> list[Party]:
    """Who is telephoned or written to: "called the Chadian leader to voice support"."""
    above = token.head
    if token.dep_ not in ("xcomp", "advcl"):
        return []
    if token.tag_ == "VBG" and any(noun.lemma_ in TEXTS for noun in children(above, "dobj")):
        return who.target_parties([*datives(above), *after_preposition(above, "to")])
    is_purpose = any(child.tag_ == "TO" for child in token.children)
    if not is_purpose or above.lemma_ not in CONTACTS:
        return []
    return who.target_parties([*acted_on(above), *after_preposition(above, "to", "with")])


def _judged_before(verb: Token, own: set[str]) -> list[Party]:
    """Of whom something is asked after a judgement: "condemned Chad's ban and demanded its end"."""
    subjects = [noun for clause in told_clauses(verb) for noun in children(clause, "nsubj")]
    if subjects and not any(noun.lower_ in ("it", "they", "he", "she") for noun in subjects):
        return []
    first = verb.head if verb.dep_ == "conj" else None
    if first is None or not is_verb(first) or not (subjects or acted_on(verb)):
        return []
    told = entries_by_word().get((first.lemma_.lower(), "VERB"), ())
    if not any(entry.event_type == "ACCUSE" for entry in told):
        return []
    found = [party for party in who.target_parties(acted_on(first)) if party.code not in own]
    return found if len({party.code for party in found}) == 1 else []


def _answered(entry: LexiconEntry, token: Token, own: set[str]) -> list[Party]:
    """Whom an act without a target of its own answers: "denied that", "will respond"."""
    if entry.event_type != "THREATEN" and not deeds.has_bare_object(token):
        return []
    return deeds.answered(token, entry.event_type, frozenset(own))
