"""The news outlet that a sentence cites for what it tells: "…, Reuters reported", "told the BBC".

The outlet is named as the text names it, without the article. It is the bearer of the news, not
its speaker: in "Chad's minister told Reuters that …" the minister speaks (`attribution`).
"""

from functools import cache

from spacy.tokens import Span, Token

from orchestration.extract.grammar import ancestors, is_passive, is_verb
from orchestration.extract.nouns import names_object
from orchestration.knowledge.actors import read_knowledge
from orchestration.knowledge.lexicon import cue_classes, in_class, load_word_classes

ARTICLES = frozenset({"the", "a", "an"})
CITING = frozenset({"cite", "quote", "report", "tell", "write", "carry", "publish", "say"})
INTERVIEWS = frozenset({"interview", "comment", "remark", "statement", "column", "article"})
DETERMINERS = ("det", "predet")


def outlet_of(trigger: Token) -> str | None:
    """The outlet cited for the act of `trigger` in its sentence; None where none is."""
    for noun in _cited(trigger.sent):
        if _bears_on(noun, trigger):
            return _name(noun)
    return None


@cache
def _names() -> frozenset[str]:
    return frozenset(row["name"] for row in read_knowledge("outlets.csv"))


def is_outlet(noun: Token) -> bool:
    """Whether the noun phrase names an outlet or is one of the words for it."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    if _phrase(noun) in _names() or noun.text in _names():
        return True
    return names_object(noun, load_word_classes()["outlet"]) or _kind_before(noun) is not None


def is_state_run(noun: Token) -> bool:
    """Whether the outlet is the state's own: "Chad's state media", "a state-run daily"."""
    words = noun.doc[noun.left_edge.i : noun.i]
    return any(word.lower_ == "state" or word.lower_.startswith("state-") for word in words)


def _name(noun: Token) -> str:
    """The outlet as named: "Yonhap News", "Chadian state media"; "La Voz" of "the daily La Voz"."""
    kind = _kind_before(noun)
    if kind is not None:
        return noun.doc[kind.i + 1 : noun.i + 1].text
    for child in noun.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and child.left_edge.i == noun.i + 1:
            return _phrase(child)
    return _phrase(noun)


def _kind_before(noun: Token) -> Token | None:
    """The common noun before a proper name that says it is an outlet's: "daily"."""
    if noun.pos_ != "PROPN":
        return None
    kinds = [
        child
        for child in noun.children
        if child.i < noun.i and child.text.islower() and in_class(child.lower_, "outlet")
    ]
    return kinds[-1] if kinds else None


def _phrase(noun: Token) -> str:
    """The noun phrase up to its head, without article."""
    start = noun.left_edge.i
    while start < noun.i and (
        noun.doc[start].dep_ in DETERMINERS
        or noun.doc[start].is_punct
        or noun.doc[start].lower_ in ARTICLES
    ):
        start += 1
    return noun.doc[start : noun.i + 1].text


def _cited(sentence: Span) -> list[Token]:
    return [token for token in sentence if is_outlet(token) and _stands_as_cited(token)]


def _stands_as_cited(noun: Token) -> bool:
    """Whether the outlet reports, is told, or is what "according to" names."""
    head = noun.head
    if noun.dep_ in ("nsubj", "dobj", "dative") and is_verb(head):
        told = noun.dep_ != "nsubj"
        word = head.lemma_.lower()
        return word == "tell" if told else word in CITING or "speech" in cue_classes(word, "VERB")
    if noun.dep_ != "pobj":
        return False
    if head.dep_ == "agent":
        return is_passive(head.head) and head.head.lemma_.lower() in CITING
    word = head.lower_
    if word == "to":
        above = head.head
        return above.lower_ == "according" or above.lemma_.lower() in ("speak", "talk", *CITING)
    return word in ("with", "in", "by", "on") and head.head.lemma_.lower() in {
        *INTERVIEWS,
        *CITING,
    }


def _bears_on(noun: Token, trigger: Token) -> bool:
    """Whether what the outlet is cited for takes in the trigger.

    "According to", an interview and a report set beside the clause bear on the whole sentence; a
    verb with the outlet for its subject on what it governs.
    """
    if noun.dep_ == "pobj":
        return True
    verb = noun.head
    if verb.is_ancestor(trigger) or verb == trigger:
        return verb != trigger
    return verb.dep_ in ("parataxis", "ccomp", "advcl", "dep") and verb.head in (
        trigger,
        *ancestors(trigger),
    )
