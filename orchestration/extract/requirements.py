"""What an entry of the lexicon asks of its verb and of who acts: the conditions of its row.

Each condition is named and told of in `knowledge.lexicon.CONDITIONS`.
"""

from spacy.tokens import Token

from orchestration.extract import parties as who
from orchestration.extract.extensions import mentions_at
from orchestration.extract.grammar import (
    acted_on,
    acting,
    children,
    datives,
    is_negated,
    is_passive,
    is_verb,
    named_as,
)
from orchestration.extract.nouns import misplaced_judgement, of_noun
from orchestration.extract.parties import Party
from orchestration.extract.phrases import after_preposition, complements, prepositions, told_clauses
from orchestration.extract.slots import BORDERS, parts_of
from orchestration.knowledge.lexicon import LexiconEntry, cue_classes, in_class

LISTED_FOR = frozenset(
    {"entity", "sanction", "sponsor", "terror", "terrorism", "terrorist", "undesirable", "wanted"}
)
SIDES = frozenset({"ally", "counterpart", "country", "neighbour", "partner", "side", "state"})
KEEPING = frozenset({"abide", "adhere", "hold", "keep", "stick"})
DOWNING = frozenset({"blast", "blow", "bring", "knock", "shoot", "take"})
MOVING = frozenset({"AID", "ASSAULT", "MOBILIZE"})
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


def fits_verb(entry: LexiconEntry, token: Token, objects: list[Token]) -> bool:
    """Whether a verb and what stands around it meet what the entry asks, whoever acts."""
    wanted = entry.conditions
    negated = is_negated(token)
    if not entry.particles and _is_of_its_subject(token):
        return False
    if not entry.particles and entry.event_type in MOVING and _is_downing(token):
        return False
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
        or misplaced_judgement(token)
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


def _is_of_its_subject(verb: Token) -> bool:
    """Whether a passive's subject belongs to a preposition: "an exchange has been spoken of"."""
    return is_passive(verb) and any(
        preposition.lower_ in ("of", "about") and not children(preposition, "pobj", "pcomp")
        for preposition in children(verb, "prep")
    )


def _is_downing(verb: Token) -> bool:
    """Whether "down" makes it another deed: "shot down a missile fired at Chad" fires at nobody."""
    return verb.lemma_ in DOWNING and any(word.lower_ == "down" for word in children(verb, "prt"))


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


def may_act(entry: LexiconEntry, party: Party) -> bool:
    """Whether a party is of the kind that does what the entry tells."""
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
