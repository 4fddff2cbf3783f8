"""Where an entry of the lexicon fits: the word, what it asks for beside it, and who stands where.

`matches` gives every entry that fits a token with its sources and targets, the one that asks for
most first. Nothing here knows whether the act happened (see `status`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from orchestration.extract import deeds
from orchestration.extract import parties as who
from orchestration.extract.extensions import mentions_at
from orchestration.extract.grammar import (
    CONTACTS,
    TEXTS,
    acted_on,
    acting,
    after_preposition,
    ancestors,
    children,
    complements,
    datives,
    is_negated,
    is_passive,
    is_verb,
    named_as,
    names_object,
    prepositions,
    told_clauses,
)
from orchestration.extract.parties import Party
from orchestration.extract.slots import BORDERS, fill, local_crowd, of_noun, parts_of, slot_nouns
from orchestration.knowledge.lexicon import (
    LexiconEntry,
    cue_classes,
    entries_by_word,
    in_class,
)

# Acts whose target may be reached through a deed told before: "condemned the launch".
JUDGING = frozenset({"ACCUSE", "AGREE", "MOBILIZE", "REJECT", "SUPPORT"})
LISTED_FOR = frozenset(
    {"entity", "sanction", "sponsor", "terror", "terrorism", "terrorist", "undesirable", "wanted"}
)
SIDES = frozenset({"ally", "counterpart", "country", "neighbour", "partner", "side", "state"})
KEEPING = frozenset({"abide", "adhere", "hold", "keep", "stick"})
SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "YIELD"})
BODILY = ("agents", "captive", "people", "public", "site", "vessel", "weapon", "armed")
ADVICE = frozenset(
    {
        "earthquake",
        "flooding",
        "hurricane",
        "outbreak",
        "virus",
        "flood",
        "health",
        "storm",
        "travel",
        "tsunami",
        "typhoon",
        "weather",
    }
)


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
    if not _conditions_of_verb(entry, token, objects):
        return None
    sources = fill(entry.source, entry, token, objects, as_source=True)
    sources = [party for party in sources if _may_act(entry, party)]
    if not sources and "crowd" in entry.conditions and entry.source == "subject":
        sources = local_crowd(token)
    if not sources and entry.is_symmetric and "between" in entry.target and not acting(token):
        # "A pact between Chad and Niger was signed": nobody is named who did it but the two.
        sources = fill("between", entry, token, objects, as_source=True)
        sources = [party for party in sources if _may_act(entry, party)]
    if not sources:
        return None
    targets = _targets(entry, token, objects, sources)
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
            names_object(noun, wanted) for noun in children(preposition, "pobj", "pcomp")
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
        if node.dep_ == "ccomp" and (
            node.tag_ in ("VBD", "VBZ")
            or any(
                child.dep_ == "mark" or child.tag_ in ("VBD", "VBZ", "MD")
                for child in node.children
            )
        ):
            return True
    return False


def _conditions_of_verb(entry: LexiconEntry, token: Token, objects: list[Token]) -> bool:
    """The conditions that need no actor."""
    wanted = entry.conditions
    negated = is_negated(token)
    if "negated" in wanted and not negated:
        return False
    if "affirmed" in wanted and negated:
        return False
    if "future" in wanted and not _is_to_come(token):
        return False
    if "people" in wanted and not any(
        in_class(noun.lemma_.lower(), "people") or _is_person(noun) for noun in parts_of(objects)
    ):
        return False
    if "diplomat" in wanted and not any(
        in_class(noun.lemma_.lower(), "diplomat") for noun in parts_of(objects + datives(token))
    ):
        return False
    if "transitive" in wanted and not objects:
        return False
    if "no_advice" in wanted and any(
        child.lower_ in ADVICE for noun in objects for child in noun.children
    ):
        return False
    if "own" in wanted and _is_of_others(token):
        return False
    if "bodily" in wanted and not _is_bodily(token, objects):
        return False
    if "unopposed" in wanted and any(
        in_class(noun.lemma_.lower(), "resistance") or in_class(noun.lemma_.lower(), "attack")
        for noun in after_preposition(token, "with")
    ):
        return False
    if "no_grata" in wanted and not any(word.lower_ == "grata" for word in token.subtree):
        return False
    if "no_complement" in wanted and (
        any(clause.tag_ != "VB" for clause in children(token, "oprd", "ccomp", "xcomp", "acomp"))
        or any(not name.text.istitle() for noun in objects for name in named_as(noun))
    ):
        return False
    if "expelled" in wanted and not (is_passive(token) and not acting(token)):
        return False
    if "should" in wanted and not any(
        _is_subjunctive(clause)
        and not any(child.lower_ in ("will", "would", "to") for child in children(clause, "aux"))
        for clause in told_clauses(token)
    ):
        return False
    if "joint" in wanted and not _is_joint(token, objects):
        return False
    if "unjoint" in wanted and _is_joint(token, objects):
        return False
    if "speech_noun" in wanted and not any(
        in_class(noun.lemma_.lower(), "proposal") for noun in after_preposition(token, "to", "in")
    ):
        return False
    if "cooperative" in wanted and not _is_cooperative(token, objects):
        return False
    if "blacklist" in wanted and not _is_blacklisted(token):
        return False
    if "no_penalty" in wanted and any(
        in_class(noun.lemma_.lower(), "sanction") or noun.lemma_ in ("measure", "fine", "rule")
        for noun in after_preposition(token, "with", "in", "by", "through", "under")
    ):
        return False
    return not ("forces" in wanted and not _moves_forces(token, objects))


def _is_to_come(verb: Token) -> bool:
    """Whether the verb tells of what is to come: "will strike back", "vowed to strike back"."""
    helpers = {child.lower_ for child in children(verb, "aux")}
    if helpers & {"will", "would", "'ll", "’ll"}:
        return True
    above = verb.head
    classes = cue_classes(above.lemma_.lower(), "VERB" if is_verb(above) else above.pos_)
    return "to" in helpers and bool(classes & {"promise", "threat", "intend"})


def _is_of_others(token: Token) -> bool:
    """Whether a warning is of what somebody else does: "warned Chad of a storm", "that Niger …"."""
    told = after_preposition(token, "of", "about", "against")
    if any(noun.lemma_.lower() in ADVICE for noun in told):
        return True
    others = {party.code for party in who.target_parties(told)}
    for clause in children(token, "ccomp"):
        others |= {party.code for party in who.target_parties(acting(clause))}
    own = {party.code for party in who.target_parties([*acting(token), *acted_on(token)])}
    return bool(others) and not others & own


def _is_bodily(token: Token, objects: list[Token]) -> bool:
    """Whether an attack is made with weapons: "attacked Chad's record" and "over …" are words."""
    if any(child.lower_ in ("over", "for") for child in children(token, "prep")):
        return False
    return not objects or any(
        mentions_at(noun)
        or any(in_class(noun.lemma_.lower(), word_class) for word_class in BODILY)
        or noun.ent_type_ in ("GPE", "LOC", "FAC")
        for noun in parts_of(objects)
    )


def _is_subjunctive(clause: Token) -> bool:
    """Whether a clause is wanted, not told: "that Chad leave", where "leaves" would tell it."""
    if clause.tag_ == "VB":
        return True
    subjects = children(clause, "nsubj")
    return clause.tag_ == "VBP" and any(
        subject.tag_ in ("NN", "NNP") and not children(subject, "conj") for subject in subjects
    )


def _is_person(noun: Token) -> bool:
    return any(
        m.kind in ("person", "role")
        or m.person is not None
        or (m.kind == "demonym" and m.head == noun.i and noun.tag_[:2] == "NN")
        for m in mentions_at(noun)
    )


def _is_of_border(preposition: Token) -> bool:
    """Whether "with" says whose border it is, wherever the parser hung it."""
    return preposition.head.lemma_ in BORDERS or (
        preposition.i > 0 and preposition.nbor(-1).lemma_ in BORDERS
    )


def _is_joint(token: Token, objects: list[Token]) -> bool:
    for noun in objects or [token]:
        if any(child.lower_ in ("joint", "bilateral", "combined") for child in noun.children):
            return True
    for preposition in prepositions(token):
        if preposition.lower_ in ("with", "alongside") and not _is_of_border(preposition):
            others = children(preposition, "pobj")
            if who.target_parties(others) or any(noun.lemma_ in SIDES for noun in others):
                return True
    return any(child.lower_ in ("jointly", "together") for child in token.children)


def _is_cooperative(token: Token, objects: list[Token]) -> bool:
    """Whether what is promised is of use to the other side."""
    nodes = [clause for clause in complements(token) if is_verb(clause)]
    nodes += objects + datives(token)
    for clause in list(nodes):
        nodes += children(clause, "dobj", "xcomp", "conj")
    nodes += after_preposition(token, "to", "on", "for")
    if any(node.lemma_ in KEEPING and after_preposition(node, "to", "by") for node in nodes):
        return True
    return any(
        in_class(node.lemma_.lower(), "cooperative") or in_class(node.lower_, "cooperative")
        for node in nodes
        if not (is_verb(node) and is_negated(node))
    )


def _moves_forces(token: Token, objects: list[Token]) -> bool:
    nouns = parts_of(objects) + parts_of(acting(token))
    nouns += [far for noun in (token, *nouns) for far in of_noun(noun)]
    return any(in_class(noun.lemma_.lower(), "soldierly") for noun in nouns)


def _is_blacklisted(token: Token) -> bool:
    """Whether the list is one of punished or feared people: "put two firms on its blacklist"."""
    for noun in after_preposition(token, "on", "to", "from", "off"):
        if noun.lemma_ == "blacklist":
            return True
        if noun.lemma_ in ("list", "register"):
            said = [*children(noun, "compound", "amod"), *of_noun(noun)]
            said += [far for of in of_noun(noun) for far in children(of, "compound", "amod")]
            if {word.lemma_.lower() for word in said} & LISTED_FOR:
                return True
    return False


def _may_act(entry: LexiconEntry, party: Party) -> bool:
    wanted = entry.conditions
    if in_class(party.head.lemma_.lower(), "outlet"):
        return False
    if "official" in wanted and who.is_private(party):
        return False
    if "state" in wanted and (who.is_private(party) or party.mention.kind == "demonym"):
        return False
    if "traveller" in wanted and not who.is_traveller(party):
        return False
    if "crowd" in wanted and not who.is_crowd(party):
        return False
    if "armed" in wanted and not who.is_armed(party):
        return False
    if "unit" in wanted and not who.is_unit(party):
        return False
    if "blow" in wanted and not who.is_arm(party.head):
        return False
    is_helper = party.mention.sector in ("MED", "REL", "SOC")
    if "helper" in wanted and who.is_private(party) and not is_helper:
        return False
    if "by_organisation" in wanted and party.mention.kind != "organisation":
        return False
    return not (
        "weapon" in wanted
        and not (in_class(party.head.lemma_.lower(), "weapon") or who.is_armed(party))
    )


def _targets(
    entry: LexiconEntry, token: Token, objects: list[Token], sources: list[Party]
) -> list[Party]:
    """Who is acted on: the first slot that gives another actor than the sources."""
    own = {party.code for party in sources}
    for slot in entry.target:
        if slot == "answer":
            found = _answered(entry, token, own)
        else:
            found = [
                party
                for party in fill(slot, entry, token, objects, as_source=False)
                if party.code not in own or entry.is_symmetric
            ]
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
    if entry.is_symmetric and len(own) > 1:
        return sources
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
