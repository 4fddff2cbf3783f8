"""What hangs below a word: the clauses that complete a verb, and the nouns after prepositions.

Plain functions over the dependency tree, as in `grammar`, which tells who does what.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from orchestration.extract.grammar import children, is_infinitive, is_verb


def complements(verb: Token) -> list[Token]:
    """Verbs of the clauses that complete this one: "to …", "that …", quoted words."""
    found = children(verb, "ccomp", "xcomp")
    for noun in children(verb, "dobj", "pobj", "npadvmod"):
        found += [
            clause
            for clause in children(noun, "acl", "relcl")
            if is_infinitive(clause) and clause.tag_ == "VB"
        ]
    for preposition in children(verb, "prep"):
        if preposition.lower_ == "to":
            found += children(preposition, "pcomp")
        for noun in children(preposition, "pobj"):
            found += [clause for clause in children(noun, "acl", "relcl") if is_infinitive(clause)]
    found += [clause for clause in children(verb, "advcl") if is_infinitive(clause)]
    return found


def told_clauses(verb: Token) -> list[Token]:
    """The clauses that a verb tells or wants, also where a phrase stands before them.

    "demanded during the talks that Chad leave": the parser hangs "leave" on "talks".
    """
    found = children(verb, "ccomp")
    if found:
        return found
    return [
        clause
        for preposition in children(verb, "prep")
        for noun in children(preposition, "pobj")
        for clause in children(noun, "relcl", "acl")
        if any(mark.lower_ == "that" for mark in children(clause, "mark"))
    ]


def prepositions(token: Token, depth: int = 3) -> Iterator[Token]:
    """Prepositions of the phrase headed by `token`, the nearest first, no clause crossed.

    "held talks on trade with Chad": the parser hangs "with" on the verb, on "talks" or on "trade".
    """
    level = [token]
    for _ in range(depth):
        below = []
        for node in level:
            for child in node.children:
                if child.dep_ in ("prep", "dative", "agent") and child.pos_ in ("ADP", "SCONJ"):
                    yield child
                    below += children(child, "pobj")
                    for nested in children(child, "prep"):
                        if nested.pos_ == "ADP":
                            yield nested
                            below += children(nested, "pobj")
                elif child.dep_ in ("dobj", "nsubjpass", "conj", "appos", "advmod") and not is_verb(
                    child
                ):
                    below.append(child)
        level = below


def after_preposition(token: Token, *words: str) -> list[Token]:
    """The nouns after one of these prepositions in the phrase headed by `token`."""
    found: list[Token] = []
    for preposition in prepositions(token):
        if preposition.lower_ in words:
            found += _preposition_nouns(preposition)
    return found


def _preposition_nouns(preposition: Token) -> list[Token]:
    nouns = children(preposition, "pobj")
    for nested in children(preposition, "prep"):
        nouns += children(nested, "pobj")
    return nouns
