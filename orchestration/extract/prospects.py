"""What a sentence holds out and nobody has done: open questions, and what an election was won by.

"It was up to Chad whether the two became partners", "came to power on a promise to expel them".
"""

from spacy.tokens import Token

from orchestration.extract.grammar import ancestors, children, is_verb
from orchestration.knowledge.lexicon import cue_classes

OPENING = frozenset({"after", "by", "on", "upon", "with"})


def is_open_question(clause: Token) -> bool:
    """Whether the clause leaves open whether it is so: "whether Chad agreed", "asked if it did"."""
    marks = {child.lower_ for child in clause.children if child.dep_ in ("mark", "advmod")}
    return "whether" in marks or ("if" in marks and clause.dep_ == "ccomp")


def is_within_condition(token: Token) -> bool:
    """Whether the token stands in a clause that is only asked, or that something depends on."""
    for node in (token, *ancestors(token)):
        if not is_verb(node):
            continue
        if is_open_question(node):
            return True
        marks = {child.lower_ for child in children(node, "mark")}
        if node.dep_ == "advcl" and any("conditional" in cue_classes(m, "SCONJ") for m in marks):
            return True
    return False


def is_campaign(preposition: Token) -> bool:
    """Whether what follows the preposition once won votes: "took office on a pledge to …".

    Such a promise was made to voters, long before the text.
    """
    verb = preposition.head
    if preposition.lower_ not in OPENING or not is_verb(verb):
        return False
    if "campaign" in cue_classes(verb.lemma_.lower(), "VERB"):
        return True
    gained = children(verb, "dobj")
    for word in children(verb, "prep"):
        if word.i != preposition.i and word.lower_ in ("to", "for", "into", "in"):
            gained += children(word, "pobj")
    return any("campaign" in cue_classes(noun.lemma_.lower(), "NOUN") for noun in gained)
