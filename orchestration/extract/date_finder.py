"""The component that dates: time expressions of `dates`, with the tense of their clause.

"A day later" counts from the day named last before it, in its own sentence or the one before.
"""

from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from orchestration.extract.dates import FUTURE, PAST, find_expressions, resolve
from orchestration.extract.extensions import DATELINE, DateMention, article_of, clause_of
from orchestration.knowledge.lexicon import cue_classes

FINITE = frozenset({"VBD", "VBZ", "VBP"})
AHEAD_VERBS = frozenset({"plan", "schedule", "expect", "intend", "due", "set", "aim", "prepare"})


def tense_of(token: Token) -> str | None:
    """Whether the clause of `token` looks ahead, tells what was, or does not say."""
    verb = clause_of(token)
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"will", "shall", "'ll", "’ll"}:
        return FUTURE
    governor = verb.head if verb.dep_ in ("xcomp", "ccomp", "advcl") else verb
    if "to" in auxiliaries and verb.i != governor.i:
        if governor.lemma_ in AHEAD_VERBS or (governor.lemma_ == "be" and governor.tag_ != "VBD"):
            return FUTURE
        return tense_of(governor) if governor.i != verb.i else None
    if verb.lower_ in ("scheduled", "expected", "due", "set") and "be" not in auxiliaries:
        return FUTURE
    if verb.tag_ == "VBD" or auxiliaries & {"had", "has", "have", "was", "were", "did"}:
        return PAST
    return None


def _governor(span: Span) -> Token:
    """The token that governs a time expression; right after a verb of speech that verb.

    "Chad said Friday it will sign": the parser hangs the day on either.
    """
    if len(span) > 1 and span[0].dep_ == "prep" and span[1:].root.head != span[0]:
        # "After Friday's vote": the preposition governs the vote.
        return span[1:].root
    before = list(span.doc[max(span.start - 2, span.sent.start) : span.start])
    if before and before[-1].lower_ == "on":
        before.pop()
    verb = before[-1] if before else span.root
    is_said = verb.tag_ in FINITE and "speech" in cue_classes(verb.lemma_.lower(), "VERB")
    return verb if is_said else span.root


def sentence_numbers(doc: Doc) -> list[int]:
    """The number of the sentence of each token."""
    numbers, number = [], -1
    for token in doc:
        number += bool(token.is_sent_start) or token.i == 0
        numbers.append(number)
    return numbers


@Language.factory("demarche_dates", requires=["token.dep", "token.tag"], assigns=["doc._.dates"])
class DateFinder:
    """Fills `doc._.dates` from the text, the article's local day and the tense of each clause."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """The same `doc`, with its time expressions."""
        published = article_of(doc).published_local_date
        found: list[DateMention] = []
        anchors: dict[int, date] = {}
        numbers = sentence_numbers(doc)
        for expression in find_expressions(doc.text):
            span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
            if span is None or doc[span.start].dep_ == DATELINE:
                continue
            # Without a parse a token's links lead nowhere: following them has crashed the process.
            is_parsed = doc.has_annotation("DEP")
            head = _governor(span) if is_parsed else span[-1]
            tense = tense_of(head) if is_parsed else None
            number = numbers[span.start]
            anchor = anchors.get(number, anchors.get(number - 1))
            day, precision = resolve(expression, published, tense, anchor)
            if day is not None and precision == "day":
                anchors[number] = day
            found.append(
                DateMention(span.start, span.end, head.i, day, precision, expression.relation)
            )
        doc._.dates = found
        return doc
