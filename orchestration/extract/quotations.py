"""Words in quotation marks, who said them, and whom they name.

Straight and curly marks, marks within marks (the outer passage is the quotation), and quotations
that run over paragraphs, where every paragraph opens with a mark and only the last one closes.
A quotation is *partial* where it is part of a sentence of the text's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from orchestration.extract.attribution import is_speech, speaker_parties
from orchestration.extract.extensions import FoundQuotation, article_of, is_parsed, mentions_of
from orchestration.extract.grammar import ancestors, children
from orchestration.extract.parties import Party

OPENING = {"“": "”", "«": "»", "„": "”"}
LONGEST = 4000
SENTENCE_ENDS = frozenset(".!?…")


@dataclass(frozen=True)
class Passage:
    """Offsets of quoted words."""

    start: int
    end: int


def find_passages(text: str) -> list[Passage]:
    """The outermost passages in quotation marks, in order; a mark that nothing answers is none."""
    found: list[Passage] = []
    position = 0
    while position < len(text):
        mark = text[position]
        if mark in OPENING or (mark == '"' and _opens(text, position)):
            passage = _passage(text, position)
            if passage is not None:
                found.append(passage)
                position = passage.end + 1
                continue
        position += 1
    return found


def _opens(text: str, position: int) -> bool:
    """Whether a straight mark opens: at the start or after a space or bracket."""
    before = text[position - 1] if position else " "
    after = text[position + 1] if position + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-“‘'") and not after.isspace()


def _passage(text: str, opening: int) -> Passage | None:
    mark = text[opening]
    closing = OPENING.get(mark, '"')
    depth = 1
    position = opening + 1
    paragraph = 0
    while position < len(text) and position - opening < LONGEST:
        letter = text[position]
        if letter == "\n" and text[position : position + 2] == "\n\n":
            following = position
            while following < len(text) and text[following].isspace():
                following += 1
            if following >= len(text) or text[following] != mark:
                return Passage(opening + 1, position) if paragraph else None
            paragraph += 1
            position = following + 1
            continue
        if mark != '"' and letter == mark:
            depth += 1
        elif letter == closing:
            depth -= 1
            if depth == 0:
                if position == opening + 1:
                    return None
                return Passage(opening + 1, position)
        position += 1
    return None


def is_partial(text: str, passage: Passage) -> bool:
    """Whether the passage is a piece of a sentence rather than a sentence or more."""
    quoted = text[passage.start : passage.end].strip()
    if not quoted or not quoted[0].isalpha():
        return True
    ends = quoted[-1] in SENTENCE_ENDS or quoted[-1] == ","
    after = text[passage.end + 1 : passage.end + 2]
    return not (quoted[0].isupper() and (ends or after in (",", "")) and " " in quoted)


class QuotationFinder:
    """Sets `doc._.quotations`; needs the mentions and the parse."""

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, with its quotations."""
        doc._.quotations = []
        found: list[FoundQuotation] = []
        previous: FoundQuotation | None = None
        for passage in find_passages(article_of(doc).text):
            quotation = self._read(doc, passage, previous)
            found.append(quotation)
            previous = quotation
            doc._.quotations = list(found)
        return doc

    def _read(self, doc: Doc, passage: Passage, previous: FoundQuotation | None) -> FoundQuotation:
        span = doc.char_span(passage.start, passage.end, alignment_mode="contract")
        partial = is_partial(article_of(doc).text, passage)
        speaker, actor = None, None
        if span is not None and len(span) and is_parsed(span):
            parties, named = _speaker(span)
            if parties:
                speaker = named or doc[parties[0].mention.start : parties[0].mention.end].text
                actor = parties[0].mention.actor_code
            elif named:
                speaker = named
            elif (
                not partial
                and previous is not None
                and _follows(article_of(doc).text, previous, passage)
            ):
                speaker, actor = previous.speaker, previous.speaker_actor
        about = sorted(
            {
                mention.actor_code
                for mention in mentions_of(doc)
                if passage.start <= doc[mention.start].idx < passage.end
                and mention.actor_code != actor
            }
        )
        return FoundQuotation(passage.start, passage.end, speaker, actor, tuple(about), partial)


def _follows(text: str, previous: FoundQuotation, passage: Passage) -> bool:
    """Whether the passage goes on from the one before it: at most a sentence between them."""
    between = text[previous.end_char : passage.start]
    return len(between) < 160 and "\n\n" not in between


def _speaker(span: Span) -> tuple[list[Party], str | None]:
    """Who speaks the passage: of the verb that governs it, one beside it, or "according to"."""
    for token in _heads(span):
        node = token
        for head in ancestors(token):
            inside = span.start <= head.i < span.end
            if not inside and (is_speech(head) or _is_telling(head)):
                parties = speaker_parties(head)
                named = _named(head, parties)
                if parties or named:
                    return parties, named
            node = head
        for child in node.children:
            if is_speech(child) and child.dep_ in ("parataxis", "ccomp", "dep"):
                parties = speaker_parties(child)
                if parties:
                    return parties, _named(child, parties)
    return _after_according(span)


def _is_telling(verb: Token) -> bool:
    """Whether the verb has a person's act of words for its subject, whatever it says."""
    return verb.pos_ == "VERB" and bool(speaker_parties(verb))


def _heads(span: Span) -> Iterator[Token]:
    """Tokens of the span whose head lies outside it."""
    for token in span:
        if (
            not token.is_punct and not span.start <= token.head.i < span.end
        ) or token.head == token:
            yield token


def _named(verb: Token, parties: list[Party]) -> str | None:
    """The speaker's name or role as in the text."""
    for party in parties:
        mention = party.mention
        if mention.person or mention.title_text:
            return mention.person or mention.title_text
    for subject in children(verb, "nsubj"):
        if not parties and subject.pos_ == "PROPN":
            return subject.doc[subject.left_edge.i : subject.i + 1].text
    return None


def _after_according(span: Span) -> tuple[list[Party], str | None]:
    from orchestration.extract.attribution import frames_of

    for frame in frames_of(span.root):
        if frame.parties:
            return list(frame.parties), frame.person
    return [], None


@Language.factory("demarche_quotations", assigns=["doc._.quotations"])
def make_quotation_finder(nlp: Language, name: str) -> QuotationFinder:
    """The component for `nlp`."""
    return QuotationFinder()
