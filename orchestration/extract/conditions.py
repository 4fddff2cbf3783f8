"""Whose deed a threat is tied to: "will answer firmly if Chad closes the strait"."""

from spacy.tokens import Token

from orchestration.extract import parties as who
from orchestration.extract.grammar import acting, ancestors, children, is_verb
from orchestration.extract.parties import Party
from orchestration.knowledge.lexicon import cue_classes

NEVER_A_CONDITION = frozenset({"whether", "whenever", "once"})
CLAUSES_ABOVE = 2


def condition_parties(token: Token) -> list[Party]:
    """Who acts in the conditions of a verb, or of the words that report it."""
    nodes = [token, *children(token, "ccomp", "xcomp", "parataxis")]
    above = [node for node in ancestors(token) if is_verb(node)]
    nodes += above[:CLAUSES_ABOVE]
    for node in nodes:
        for clause in children(node, "advcl"):
            if is_condition(clause):
                found = who.acting_parties(acting(clause))
                if found:
                    return found
    return []


def is_condition(clause: Token) -> bool:
    """Whether "if", "unless", "until" or an inverted "should" opens the clause."""
    for child in children(clause, "mark"):
        word = child.lower_
        if "conditional" in cue_classes(word, "SCONJ") and word not in NEVER_A_CONDITION:
            return True
    first = clause.left_edge
    return first.lower_ == "should" and first.head == clause
