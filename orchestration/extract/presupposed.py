"""What a sentence takes for known rather than tells: "the strike that killed a Chadian general".

Such an act is `background`, whatever its tense (plover.md, 5B): the news is in the main clause.
"""

from spacy.tokens import Token

from orchestration.extract.grammar import auxiliaries, children, is_verb

LASTING = frozenset({"always", "consistently", "historically", "long", "traditionally"})


def is_presupposed(trigger: Token, objects: tuple[Token, ...]) -> bool:
    """Whether the act of the trigger is taken for known.

    So it is of what one "has always" done, in a relative clause that is restrictive, or in the
    present or perfect ("which Chad does not recognise"), and in the perfect beside what its
    subject is ("is a critic of Chad and has accused it").
    """
    if not is_verb(trigger):
        return False
    has_perfect = any(helper.lower_ in ("has", "have") for helper in auxiliaries(trigger))
    if has_perfect and any(child.lower_ in LASTING for child in trigger.children):
        return True
    relative = trigger.head if trigger.dep_ == "conj" else trigger
    lasts = _lasts(trigger)
    if relative.dep_ in ("acl", "relcl") and _lasts(relative.head.head) and _is_rank(relative):
        return True
    if relative.dep_ == "relcl" and relative.tag_ != "VBG" and not _is_to_come(relative):
        told_of = [noun for noun in objects if noun.is_ancestor(relative)] or [relative.head]
        return has_perfect or lasts or _is_restrictive(relative, told_of[0])
    return has_perfect and relative.head.lemma_ == "be" and trigger.dep_ == "conj"


def _lasts(verb: Token) -> bool:
    """Whether it is told in the present: "does not recognise", "is backed by", not "is backing"."""
    helpers = {helper.lower_ for helper in auxiliaries(verb)}
    if helpers & {"do", "does"} or verb.tag_ in ("VBZ", "VBP"):
        return True
    return verb.tag_ == "VBN" and bool(helpers & {"is", "are"})


def _is_rank(verb: Token) -> bool:
    """Whether the verb says of what somebody is the first: "is the only one to recognise it"."""
    noun = verb.head
    return (
        noun.dep_ == "attr"
        and noun.head.lemma_ == "be"
        and any(helper.tag_ == "TO" for helper in auxiliaries(verb))
    )


def _is_to_come(verb: Token) -> bool:
    return any(helper.tag_ in ("MD", "TO") for helper in auxiliaries(verb))


def _is_restrictive(verb: Token, noun: Token) -> bool:
    """Whether the clause says which known one is meant: "the strike that …", without a comma."""
    if verb.left_edge.i and verb.doc[verb.left_edge.i - 1].text == ",":
        return False
    return any(child.lower_ in ("the", "this", "those", "these") for child in children(noun, "det"))
