"""Which day the text gives for an act: of its own clause, or counted from another act's.

A day dates what it stands with: "Friday's strike" not the protest against it, "on Thursday, two
days after Chad had fired" the main clause and not the shots, which were on Tuesday. Where the
words leave the distance open ("days after", "less than a week before") there is no day.
"""

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from orchestration.extract.dates import NUMBERS, shifted
from orchestration.extract.extensions import (
    DateMention,
    article_of,
    clause_of,
    dates_in_clause,
    mentions_at,
)
from orchestration.extract.grammar import SUBJECTS, children, goes_with_report, is_verb
from orchestration.extract.wordlists import words
from orchestration.knowledge.lexicon import in_class
from orchestration.knowledge.roles import load_roles

UNKNOWN: tuple[date | None, str] = (None, "unknown")
DIRECTIONS = {"after": 1, "before": -1}
LINKS = frozenset({"after", "before", "following", "since", "until"})
HOURS = words("dawn daybreak dusk midday midnight nightfall noon sunrise sunset")
PARTS_OF_TIME = words(
    "afternoon beginning close course day end eve evening hours middle morning night start week"
)
# "In Friday's statement" is when it was said; "over Friday's strike" is not when it was condemned.
OCCASIONS = frozenset({"in", "at", "during", "on"})
CARRYING = words("attend conduct end have hold join make open pay sign stage start")
INEXACT = words("about almost around just least less more most nearly over roughly some than under")
ELSEWHEN = words("afterward afterwards earlier later meanwhile previously since subsequently then")
UNITS = frozenset({"day", "week", "month", "year"})
DEEPEST = 3


@dataclass(frozen=True)
class Distance:
    """How far a clause lies from the one it is linked to: "two days after" is 2, day, after."""

    number: int
    unit: str
    direction: int

    def later(self, day: date) -> tuple[date | None, str]:
        """The day of the clause outside, from that of the clause inside."""
        return shifted(day, self.unit, self.direction * self.number)

    def earlier(self, day: date) -> tuple[date | None, str]:
        """The day of the clause inside, from that of the clause outside."""
        return shifted(day, self.unit, -self.direction * self.number)


def date_of_act(
    trigger: Token, said_at: Token | None, *, has_occurred: bool
) -> tuple[date | None, str]:
    """The day of an act; of one that is a saying that of the word `said_at`.

    What has occurred has no day after the text was published: such a day is that of a thing told.
    """
    day, precision = date_of(trigger if said_at is None else said_at)
    published = article_of(trigger.doc).published_local_date
    return UNKNOWN if has_occurred and day is not None and day > published else (day, precision)


def date_of(token: Token, depth: int = DEEPEST) -> tuple[date | None, str]:
    """The day and precision that the text gives for the act of `token`; (None, "unknown") else.

    A time expression below the token counts first, then one of the same clause; of several the
    nearest. "Since", "until", "before" and "after" date no act.
    """
    clause = clause_of(token)
    link = _link(token, clause)
    own = [
        mention
        for mention in dates_in_clause(token)
        if mention.date is not None and _bears_on(mention, token, clause, link)
    ]
    if own:
        nearest = min(
            own,
            key=lambda mention: (
                not token.is_ancestor(token.doc[mention.head]),
                abs(mention.head - token.i),
                mention.start,
            ),
        )
        return nearest.date, nearest.precision
    if not depth:
        return UNKNOWN
    if link is not None:
        return _counted(link, clause, depth, inside=True)
    return (
        _from_above(clause, depth) or _from_below(clause, depth) or _shared(clause, depth)
    ) or UNKNOWN


def _bears_on(mention: DateMention, token: Token, clause: Token, link: Token | None) -> bool:
    """Whether a time expression of the clause dates the token, and not a noun beside it."""
    head = token.doc[mention.head]
    owner = _owner(head)
    if owner is not None:
        if owner == token or (owner.head == token and _carries(token, owner)):
            return True
        is_occasion = owner.dep_ == "pobj" and owner.head.lower_ in OCCASIONS
        if not is_occasion:
            return False
    return mention.relation == "on" and _link(head, clause) == link


def _owner(head: Token) -> Token | None:
    """The noun that a time expression belongs to: "Friday's strike", "the strike of 3 May"."""
    noun = head.head
    if head.dep_ == "pobj" and noun.lower_ == "of":
        noun = noun.head
    elif head.dep_ not in ("poss", "compound", "nmod", "amod"):
        return None
    is_time = noun.lemma_.lower() in PARTS_OF_TIME
    return noun if noun.pos_ in ("NOUN", "PROPN") and not is_time else None


def _carries(verb: Token, noun: Token) -> bool:
    return noun.dep_ == "dobj" and verb.lemma_.lower() in CARRYING


def _link(token: Token, clause: Token) -> Token | None:
    """The "after" or the like that parts the token from its clause; None where nothing does."""
    node = token
    while node != clause and node.head != node:
        above = node.head
        is_time = node.lemma_.lower() not in HOURS and not _is_audience(above, node)
        if above.dep_ == "prep" and above.lower_ in LINKS and is_time:
            return above
        node = above
    return None


def _is_audience(link: Token, noun: Token) -> bool:
    """Whether "before" stands for a place: "before the council", "before a crowd of students"."""
    lemma = noun.lemma_.lower()
    return link.lower_ == "before" and (
        bool(mentions_at(noun))
        or lemma in load_roles()
        or any(in_class(lemma, name) for name in ("crowd", "official", "people"))
    )


def _distance(link: Token) -> Distance | None:
    """How many days or weeks before or after, by the words that stand before the link."""
    direction = DIRECTIONS.get(link.lower_)
    if direction is None or link.i < link.sent.start + 2:
        return None
    unit, number = link.nbor(-1), link.nbor(-2)
    if unit.lemma_.lower() not in UNITS:
        return None
    if number.i > link.sent.start and number.nbor(-1).lower_ in INEXACT:
        return None
    word = number.lower_
    if word == "the" and unit.tag_ == "NN":
        count = 1
    elif word.isdigit() and len(word) < 4:
        count = int(word)
    elif word in NUMBERS:
        count = NUMBERS[word]
    else:
        return None
    return Distance(count, unit.lemma_.lower(), direction)


def _counted(
    link: Token, outside: Token, depth: int, *, inside: bool, within: Token | None = None
) -> tuple[date | None, str]:
    """The day on one side of a link, from the day on the other and the distance between."""
    distance = _distance(link)
    if distance is None:
        return UNKNOWN
    if inside:
        day, precision = date_of(outside, depth - 1)
    elif within is not None:
        day, precision = date_of(within, 0)
    else:
        return UNKNOWN
    if day is None or precision != "day":
        return UNKNOWN
    return distance.earlier(day) if inside else distance.later(day)


def _from_above(clause: Token, depth: int) -> tuple[date | None, str] | None:
    """The day of a clause with "two days after" from that of the clause it stands in."""
    if clause.dep_ != "advcl" or not is_verb(clause.head):
        return None
    marks = [mark for mark in children(clause, "mark", "advmod") if mark.lower_ in DIRECTIONS]
    return _counted(marks[0], clause.head, depth, inside=True) if marks else None


def _from_below(clause: Token, depth: int) -> tuple[date | None, str] | None:
    """The day of a clause from that of one below it: "Two days after Chad fired on Monday, …"."""
    for below in children(clause, "advcl"):
        for mark in children(below, "mark", "advmod"):
            if mark.lower_ in DIRECTIONS:
                day = _counted(mark, clause, depth, inside=False, within=below)
                if day != UNKNOWN:
                    return day
    for link in clause.subtree:
        if link.dep_ == "prep" and link.lower_ in DIRECTIONS and clause_of(link) == clause:
            for noun in children(link, "pobj"):
                day = _counted(link, clause, depth, inside=False, within=noun)
                if day != UNKNOWN:
                    return day
    return None


def _shared(clause: Token, depth: int) -> tuple[date | None, str] | None:
    """The day of a verb that goes on from another: "met in Lima on Sunday and pledged help".

    Of one subject and one tense, and no word that parts them in time.
    """
    above = clause.head
    if clause.dep_ != "conj" or not is_verb(above) or children(clause, *SUBJECTS, "nsubjpass"):
        return None
    if any(child.lower_ in ELSEWHEN for child in clause.children) or dates_in_clause(clause):
        return None
    if goes_with_report(clause):
        above = above.head
    if clause.tag_ not in ("VBD", "VBZ") or above.tag_ != clause.tag_:
        return None
    return date_of(above, depth - 1)
