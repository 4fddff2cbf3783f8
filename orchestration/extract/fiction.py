"""What is told within a work or an exercise: a film, a novel, a textbook, the scenario of a drill.

Nobody did any of it, or long ago: "the film shows how Chad attacked Niger", "in the game Niger
invades Chad". What a state does about a work ("banned the film") is an act like any other, and
what somebody says in a documentary is said.
"""

from spacy.tokens import Token

from orchestration.extract.grammar import acting, ancestors, children, is_passive, is_verb
from orchestration.extract.nouns import names_object
from orchestration.knowledge.lexicon import in_class, load_word_classes

WITHIN = frozenset({"in", "throughout", "under"})
ABOUT = frozenset({"about", "of", "on"})
WHERE = frozenset({"where", "which", "whose"})
# A series of attacks and a game of chess are none.
COUNTED = frozenset({"exhibit", "game", "play", "series"})


def is_told_in_fiction(trigger: Token) -> bool:
    """Whether the word that tells of an act does so within a work or an exercise."""
    node = trigger
    for head in (trigger, *ancestors(trigger)):
        if is_verb(head):
            if head != trigger and _depicts(head) and not _is_aside(node):
                return True
            if any(_is_within(preposition) for preposition in children(head, "prep")):
                return True
            if head.dep_ in ("relcl", "acl") and _is_work(head.head) and _is_set_in(head):
                return True
        elif _is_subject_matter(head) or _is_misread(head):
            return True
        if head.dep_ in ("advcl", "parataxis"):
            return False
        node = head
    return False


def _depicts(verb: Token) -> bool:
    """Whether a work shows or tells with this verb: "the film shows", "a game simulating"."""
    lemma = verb.lemma_.lower()
    if lemma == "simulate":
        return True
    if not in_class(lemma, "depict"):
        return False
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and _shows(verb.head):
        return True
    return any(_shows(noun) for noun in acting(verb)) and not is_passive(verb)


def _is_subject_matter(noun: Token) -> bool:
    """Whether a work is about it: "a novel about the invasion"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ABOUT and _shows(noun.head.head)


def _is_misread(noun: Token) -> bool:
    """Whether the verb of a work was taken for a noun: "A novel imagines that …"."""
    works = load_word_classes()["fiction"]
    return (
        noun.dep_ == "ROOT"
        and in_class(noun.lower_.removesuffix("s"), "depict")
        and any(child.lower_ in works for child in children(noun, "amod", "compound"))
    )


def _is_aside(node: Token) -> bool:
    """Whether a clause only says more of a noun of the work, after a comma."""
    before = node.left_edge.i - 1
    return node.dep_ == "relcl" and before >= 0 and node.doc[before].text == ","


def _is_within(preposition: Token) -> bool:
    return preposition.lower_ in WITHIN and any(
        _is_work(noun) for noun in children(preposition, "pobj")
    )


def _is_set_in(clause: Token) -> bool:
    """Whether a relative clause tells what goes on in a work: "a novel in which Chad …"."""
    marks = [word for word in clause.subtree if word.lower_ in WHERE]
    return any(
        word.lower_ == "where" or (word.dep_ == "pobj" and word.head.lower_ in WITHIN)
        for word in marks
    )


def _is_work(noun: Token) -> bool:
    if not names_object(noun, load_word_classes()["fiction"]):
        return False
    of = any(child.lower_ == "of" for child in children(noun, "prep"))
    return not (noun.lemma_.lower() in COUNTED and of)


def _shows(noun: Token) -> bool:
    """Whether a work stands there, invented or not, that shows or tells."""
    return _is_work(noun) or names_object(noun, load_word_classes()["account"])
