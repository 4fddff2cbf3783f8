"""Whether an act is history: dated far back, since a year, or told in the past perfect."""

from datetime import date, timedelta

from spacy.tokens import Token

from orchestration.extract.attribution import is_speech
from orchestration.extract.extensions import (
    DateMention,
    article_of,
    clause_of,
    dates_in_clause,
    dates_of,
)
from orchestration.extract.grammar import ancestors, auxiliaries, children, is_verb
from orchestration.extract.seasons import is_past_season
from orchestration.extract.timing import date_of
from orchestration.knowledge.lexicon import cues_of

DAYS_COUNTED = 28
# Days from the beginning of a span to its middle: "in December" is no day, and none is certain.
MIDDLE = {"day": 0, "week": 3, "month": 15, "year": 365}
TOGETHER = frozenset({"after", "as", "because", "once", "since", "when", "while"})
RANKS = frozenset({"first", "last", "only", "second", "third"})
LONG_SPANS = frozenset({"century", "decade", "generation", "month", "year"})
STEPS_UP = 3


def is_past(trigger: Token) -> bool:
    """Whether the act is history: dated over 28 days back, since a year, or in the past perfect."""
    day, precision = date_of(trigger)
    published = article_of(trigger.doc).published_date
    if _is_far_back(day, precision, published):
        return True
    if day is None and any(
        _is_far_back(mention.date, mention.precision, published)
        for mention in _dates_around(clause_of(trigger))
        if mention.relation == "on"
    ):
        return True
    if day is None or precision == "year":
        clause = clause_of(trigger)
        clauses = [clause, clause_of(clause.head)] if _goes_with(clause) else [clause]
        if is_past_season(trigger, clauses, published):
            return True
    for mention in dates_in_clause(trigger):
        if mention.relation == "since" and not _is_measured_from(trigger.doc[mention.head]):
            return True
    if _is_years_before(clause_of(trigger)):
        return True
    if day is None and _is_sequel(trigger, published):
        return True
    text = " " + " ".join(token.lower_ for token in _clause_tokens(trigger)) + " "
    if any(f" {cue} " in text for cue in cues_of("past")):
        return True
    helpers = {helper.lower_ for helper in auxiliaries(trigger)}
    return (
        is_verb(trigger)
        and (trigger.tag_ == "VBN" or "been" in helpers)
        and bool(helpers & {"had", "'d"})
        and not is_reported(trigger)
        and not _is_recent(text, day, precision, published)
    )


def _is_measured_from(year: Token) -> bool:
    """Whether something new is only measured from then: "the first of their kind since 2021"."""
    for node in ancestors(year):
        if is_verb(node):
            return False
        ranks = (node, *children(node, "amod", "nummod"))
        if any(word.tag_ in ("JJS", "RBS") or word.lower_ in RANKS for word in ranks):
            return True
    return False


def _is_far_back(day: date | None, precision: str, published: date) -> bool:
    """Whether most of the day, week, month or year lies over 28 days before publication."""
    if day is None or precision not in MIDDLE:
        return False
    if precision == "year" and day.year < published.year:
        return True
    return day + timedelta(days=MIDDLE[precision]) < published - timedelta(days=DAYS_COUNTED)


def _dates_around(clause: Token) -> list[DateMention]:
    """The dates of the clauses that an undated past one goes with, the nearest that has any.

    "In 2019 Chad left the pact and condemned Niger", "… for a dam, which Niger condemned", "after
    Chad had fired": the time that the sentence sets holds until another is named.
    """
    for step in range(STEPS_UP):
        above = clause.head
        is_bare = clause.tag_ in ("VB", "VBG") and clause.dep_ in ("acl", "pcomp", "xcomp")
        if clause.i == above.i or not (_goes_with(clause) or (is_bare and step)):
            return []
        clause = clause_of(above)
        found = dates_in_clause(clause)
        if found:
            return found
    return []


def _goes_with(clause: Token) -> bool:
    """Whether the clause is told as of the time of the one above it."""
    is_told = clause.tag_ == "VBD" or any(
        helper.lower_ in ("had", "was", "were", "did") for helper in auxiliaries(clause)
    )
    if clause.dep_ == "advcl":
        return is_told and any(
            child.dep_ in ("mark", "advmod") and child.lower_ in TOGETHER
            for child in clause.children
        )
    if clause.dep_ == "conj":
        above = clause.head
        return is_verb(above) and clause.tag_ == "VBD" and above.tag_ == "VBD"
    return clause.dep_ == "relcl" and is_told


def was_to_be(trigger: Token, operator: Token) -> bool:
    """Whether an act was to come by a day that is over: "had been due to", "was to … on Monday".

    Whether it did come, the words leave open.
    """
    verb = clause_of(operator)
    if any(helper.lower_ in ("had", "'d") for helper in auxiliaries(verb)):
        return True
    is_over = verb.lower_ in ("was", "were") or any(
        helper.lower_ in ("was", "were") for helper in auxiliaries(verb)
    )
    day, precision = date_of(trigger)
    published = article_of(trigger.doc).published_date
    return is_over and day is not None and precision == "day" and day < published


def _is_years_before(clause: Token) -> bool:
    """Whether the clause tells what is long over: "ten years after Chad attacked Niger"."""
    if clause.dep_ != "advcl":
        return False
    return any(
        child.dep_ == "mark" and child.lower_ in ("after", "since") for child in clause.children
    ) and any(child.lemma_.lower() in LONG_SPANS for child in children(clause, "npadvmod"))


def _is_sequel(trigger: Token, published: date) -> bool:
    """Whether an undated sentence tells what came next after one that is dated far back.

    "In 2015 Chad seized a ship. Niger then recalled its envoy."
    """
    sentence = trigger.sent
    if sentence.start == 0 or clause_of(trigger).tag_ not in ("VBD", "VBG", "VBN"):
        return False
    text = " " + " ".join(token.lower_ for token in sentence) + " "
    if not any(f" {cue} " in text for cue in cues_of("sequel")):
        return False
    doc = trigger.doc
    before = doc[sentence.start - 1].sent
    if doc.text[before.end_char - 1 : sentence.start_char].count("\n") > 1:
        return False
    dates = dates_of(doc)
    here = [m for m in dates if sentence.start <= m.start < sentence.end and m.relation == "on"]
    if any(m.date is not None and m.precision != "unknown" for m in here):
        return False
    there = [m for m in dates if before.start <= m.start < before.end and m.date is not None]
    if there:
        return all(_is_far_back(m.date, m.precision, published) for m in there)
    text = " " + " ".join(token.lower_ for token in before) + " "
    return any(f" {cue} " in text for cue in cues_of("past"))


def _is_recent(text: str, day: date | None, precision: str, published: date) -> bool:
    """Whether a pluperfect tells news all the same: with a day of these weeks, "hours before"."""
    if day is not None and precision == "day":
        return day >= published - timedelta(days=DAYS_COUNTED)
    return any(f" {cue} " in text for cue in cues_of("recent"))


def _clause_tokens(trigger: Token) -> list[Token]:
    """The tokens of the clause in which the trigger stands, without those of clauses below it."""
    clause = trigger
    for head in (trigger, *ancestors(trigger)):
        clause = head
        if is_verb(head):
            break
    found: list[Token] = []
    level = [clause]
    while level:
        node = level.pop()
        found.append(node)
        for child in node.children:
            if not (
                is_verb(child) and child.dep_ in ("ccomp", "advcl", "relcl", "conj", "parataxis")
            ):
                level.append(child)
    return sorted(found, key=lambda token: token.i)


def is_reported(verb: Token) -> bool:
    """Whether a verb of speech stands above the clause: its tense is then that of the report."""
    node = verb
    for head in ancestors(verb):
        if node.dep_ in ("ccomp", "parataxis") and is_speech(head):
            return True
        node = head
    return False
