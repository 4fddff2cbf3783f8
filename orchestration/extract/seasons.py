"""Whether a season or another loose span of time puts an act far back: "last autumn", "in spring".

A season has no first day that all agree on, so it gives an act no date. It tells only that the act
is over when the week of publication lies outside it. Seasons are those of the north, whose
press names them most.
"""

from datetime import date, timedelta

from spacy.tokens import Token

from orchestration.extract.grammar import children
from orchestration.knowledge.seasons import load_seasons

DURING = frozenset({"during", "in", "over", "since", "through", "throughout"})
DAYS_COUNTED = 28
MONTHS_OF_A_SEASON = 3


def is_past_season(trigger: Token, clauses: list[Token], published: date) -> bool:
    """Whether the act is dated by a season that the week of publication is not in.

    `clauses` are its own clause and those whose time it shares.
    """
    for word in trigger.sent:
        first_month = load_seasons().get(word.lower_)
        if first_month is None or not _dates(word, [trigger, *clauses]):
            continue
        if any(child.lower_ == "next" for child in word.children):
            return False
        is_since = word.dep_ == "pobj" and word.head.lower_ == "since"
        is_last = any(child.lower_ in ("last", "previous") for child in word.children)
        if is_since or is_last or not _holds_week(first_month, published):
            return True
    return any(_is_early_in_year(clause, published) for clause in clauses)


def _dates(word: Token, dated: list[Token]) -> bool:
    """Whether the word is a time of one of these: "last spring", "in the spring"."""
    above = word.head
    if word.dep_ == "pobj":
        if above.lower_ not in DURING:
            return False
        above = above.head
    elif word.dep_ != "npadvmod" or not children(word, "amod", "det"):
        return False
    # "The fall of the town" is no autumn.
    return above in dated and not any(child.lower_ == "of" for child in children(word, "prep"))


def _holds_week(first_month: int, published: date) -> bool:
    """Whether the three months from the first on have a day of the week of publication."""
    monday = published - timedelta(days=published.weekday())
    week = [monday + timedelta(days=day) for day in range(7)]
    return any((day.month - first_month) % 12 < MONTHS_OF_A_SEASON for day in week)


def _is_early_in_year(clause: Token, published: date) -> bool:
    """Whether "earlier this year" is for the most part over 28 days back."""
    words = [word for word in clause.subtree if word.lower_ == "earlier"]
    if not any(_follows(word, "this year") or _follows(word, "in the year") for word in words):
        return False
    begun = date(published.year, 1, 1)
    return begun + (published - begun) / 2 < published - timedelta(days=DAYS_COUNTED)


def _follows(word: Token, text: str) -> bool:
    after = word.doc[word.i + 1 : word.i + 1 + len(text.split())]
    return after.text.lower() == text
