"""What a noun is called, and what a noun of measure counts."""

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from orchestration.extract.grammar import children
from orchestration.extract.wordlists import words
from orchestration.knowledge.lexicon import in_class

MEASURES = words(
    "all batch consignment container convoy crate day dozen group hour hundred load lorry "
    "lorryload majority many most number package pair part plane planeload rest round scores "
    "series set shipload shipment some string thousand ton tonne train truck truckload wave week "
    "worth"
)


def names_object(noun: Token, known: Iterable[str]) -> bool:
    """Whether the noun, alone or with its modifiers, is one of `known` ("protest note").

    So is the name of one: "Ambassador Pérez", "airline Chad Air".
    """
    wanted = frozenset(known)
    lemma = noun.lemma_.lower()
    if lemma in wanted or noun.lower_ in wanted:
        return True
    if noun.pos_ == "PROPN" and any(
        child.lemma_.lower() in wanted for child in children(noun, "compound")
    ):
        return True
    longer = _longer_names(wanted).get(lemma, ())
    if not longer:
        return False
    before_it = children(noun, "compound", "amod")
    # The words of "air defence system" may hang on one another.
    before_it += [inner for word in before_it for inner in children(word, "compound", "amod")]
    modifiers = {word.lemma_.lower() for word in before_it}
    modifiers |= {word.replace("-", " ") for word in modifiers}
    return any(before <= modifiers for before in longer)


@cache
def _longer_names(names: frozenset[str]) -> dict[str, tuple[frozenset[str], ...]]:
    """Of names of several words what stands before the last one, by that one."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for name in sorted(names):
        *before, last = name.split(" ")
        if before:
            found[last] = (*found.get(last, ()), frozenset(before))
    return found


def measured(noun: Token) -> list[Token]:
    """What a noun of measure counts: the talks of "two days of talks"; empty for other nouns."""
    if noun.lemma_.lower() not in MEASURES:
        return []
    return [thing for of in children(noun, "prep") if of.lower_ == "of" for thing in of.children]


def of_noun(noun: Token) -> list[Token]:
    """The nouns after "of" that hang on the noun itself."""
    return [
        far for of in children(noun, "prep") if of.lower_ == "of" for far in children(of, "pobj")
    ]


def misplaced_judgement(verb: Token) -> list[Token]:
    """What an object is called where the parser took it into a name before it.

    "called the government in Lima irrational": to the parser an irrational thing of Lima.
    """
    return [
        word
        for above in (verb, *children(verb, "dobj"))
        for preposition in children(above, "prep")
        for word in children(preposition, "pobj")
        if word.text.islower()
        and any(in_class(word.lower_, tone) for tone in ("negative", "positive"))
        and any(
            name.pos_ == "PROPN" and name.i == word.i - 1 for name in children(word, "compound")
        )
    ]
