"""What the components of the reading pipeline leave on a spaCy `Doc`, typed.

The interface between the two halves of reading. The first half (actors, roles, references, dates)
fills `doc._.mentions` and `doc._.dates`; the second (quotations, attribution, events, status) asks
`mentions_at`, `actors_of`, `owners_of` and `dates_in_clause`, and fills `doc._.quotations` and
`doc._.events`; `reader` turns all four into rows. Everything is counted in tokens of the one `Doc`
that holds the article's text, so `doc[mention.start:mention.end].text` is the surface.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from spacy.tokens import Doc, Span, Token

from orchestration.extract.records import ArticleToRead
from orchestration.knowledge.lexicon import in_class

UNPARSED = "unparsed"
DATELINE = "dateline"
# Of two owners the adjective says who it is: "Chad's Nigerien ally" is Niger.
RELATED = frozenset(
    {"adversary", "ally", "backer", "colleague", "counterpart", "creditor", "critic", "enemy"}
    | {"foe", "friend", "guest", "host", "neighbor", "neighbour", "opponent", "partner", "rival"}
    | {"supplier"}
)
CLAUSE_PARTS_OF_SPEECH = frozenset({"VERB", "AUX"})


@dataclass(frozen=True)
class ActorMention:
    """One place that names or stands for one actor.

    A phrase that stands for several ("both countries") is several mentions of the same span.
    Mentions may lie in each other: "Kenya" (country) inside "Kenya's foreign minister" (role).
    `head` is the token that governs the span, and the one that a verb's subject or object is.
    `is_place` marks a mention that only says where ("talks in Nairobi", "the road to Chad"); it
    is no party to what happens there. `resolved_from` is the earlier mention that a reference
    points back to, else None. The other fields are those of `records.Mention`.
    """

    start: int
    end: int
    head: int
    kind: str
    actor_code: str
    sector: str | None = None
    person: str | None = None
    title_text: str | None = None
    resolved_from: "ActorMention | None" = None
    confidence: float = 1.0
    is_place: bool = False

    @property
    def length(self) -> int:
        """Tokens it covers."""
        return self.end - self.start


@dataclass(frozen=True)
class DateMention:
    """A time expression, with the day it means.

    `head` is the token that governs it; `date` is the day, or the first day of a week, month or
    year; None where the words give none. `precision` is one of tables.DATE_PRECISIONS.
    `relation` is "on" (then), "since", "until", "before" or "after".
    """

    start: int
    end: int
    head: int
    date: date | None
    precision: str
    relation: str = "on"


@dataclass(frozen=True)
class FoundQuotation:
    """Words in quotation marks: character offsets of the quoted words, without the marks."""

    start_char: int
    end_char: int
    speaker: str | None = None
    speaker_actor: str | None = None
    about_actors: tuple[str, ...] = ()
    is_partial: bool = False


@dataclass(frozen=True)
class FoundEvent:
    """An event as the rules found it; the reader adds ids, evidence and the other direction.

    `trigger` is the token that carries the act; its sentence is the evidence. `is_symmetric`
    asks for both directions, counted once. The other fields are those of `records.Event`.
    """

    trigger: int
    source: ActorMention
    target: ActorMention
    event_type: str
    status: str
    rule_or_model: str
    confidence: float
    is_symmetric: bool = False
    mode: str | None = None
    other_modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    event_date: date | None = None
    event_date_precision: str = "unknown"
    stated_by_actor: str | None = None
    stated_by_person: str | None = None
    reported_by: str | None = None


def register_extensions() -> None:
    """Declares the extensions on `Doc`; may be called any number of times."""
    Doc.set_extension("article", default=None, force=True)
    for name in ("mentions", "dates", "quotations", "events"):
        Doc.set_extension(name, default=[], force=True)
    Doc.set_extension("mentions_by_head", default={}, force=True)
    Doc.set_extension("mentions_by_token", default={}, force=True)


register_extensions()


def article_of(doc: Doc) -> ArticleToRead:
    """The article whose text `doc` holds; raises ValueError where nobody said."""
    article = doc._.article
    if article is None:
        raise ValueError("the Doc has no article: set doc._.article before the components run")
    return cast(ArticleToRead, article)


def mentions_of(doc: Doc) -> list[ActorMention]:
    """All mentions in `doc`, places included, sorted by start, longest first, then actor code."""
    return cast(list[ActorMention], doc._.mentions)


def dates_of(doc: Doc) -> list[DateMention]:
    """All time expressions in `doc`, by start."""
    return cast(list[DateMention], doc._.dates)


def quotations_of(doc: Doc) -> list[FoundQuotation]:
    """All quotations found in `doc`, by start."""
    return cast(list[FoundQuotation], doc._.quotations)


def events_of(doc: Doc) -> list[FoundEvent]:
    """All events found in `doc`, in the order they were found."""
    return cast(list[FoundEvent], doc._.events)


def set_mentions(doc: Doc, mentions: Iterable[ActorMention]) -> None:
    """Replaces the mentions of `doc` (each distinct one once) and rebuilds its look-ups."""
    distinct = {(m.start, m.end, m.actor_code): m for m in mentions}
    ordered = sorted(distinct.values(), key=lambda m: (m.start, -m.end, m.actor_code))
    by_head: dict[int, list[ActorMention]] = {}
    by_token: dict[int, list[ActorMention]] = {}
    for mention in ordered:
        by_head.setdefault(mention.head, []).append(mention)
        for token in range(mention.start, mention.end):
            by_token.setdefault(token, []).append(mention)
    doc._.mentions = ordered
    doc._.mentions_by_head = by_head
    doc._.mentions_by_token = by_token


def _longest(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    """The mentions of the longest span among them: more than one for a plural reference."""
    found = list(mentions)
    if not found:
        return ()
    length = max(mention.length for mention in found)
    return tuple(mention for mention in found if mention.length == length)


def mentions_at(token: Token) -> tuple[ActorMention, ...]:
    """The mentions that `token` governs, the longest span's only; places are among them.

    Several for a plural reference, empty where the token is no mention's head.
    """
    return _longest(token.doc._.mentions_by_head.get(token.i, ()))


def mentions_covering(token: Token) -> tuple[ActorMention, ...]:
    """The mentions of the shortest span that covers `token`, whatever their head."""
    found: list[ActorMention] = token.doc._.mentions_by_token.get(token.i, [])
    if not found:
        return ()
    length = min(mention.length for mention in found)
    return tuple(mention for mention in found if mention.length == length)


def owners_of(token: Token) -> tuple[ActorMention, ...]:
    """The actors to whom the noun phrase headed by `token` belongs, places left out.

    "Chile's remarks", "Chilean troops", "the remarks of Chile's minister": possessor, national
    adjective, or "of"; conjoined owners ("Kenyan and Ugandan police") all count. Empty where
    there is none. A possessor goes before an adjective, an adjective before "of".
    """
    order = (("poss",), ("amod", "compound", "nmod"))
    is_related = token.lemma_.lower() in RELATED
    for wanted in order[1:] if is_related else order:
        owners: list[ActorMention] = []
        for child in token.children:
            if child.dep_ in wanted:
                for part in (child, *child.conjuncts):
                    owners += mentions_at(part)
        parties = tuple(owner for owner in owners if not owner.is_place)
        if parties:
            return parties
    if is_related:
        # "Chad's allies" are others than Chad.
        return ()
    if in_class(token.lemma_.lower(), "done_to"):
        # "the arrest of a Chadian": what comes after "of" bore the act.
        return ()
    owners = []
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    for part in (noun, *noun.conjuncts):
                        owners += mentions_at(part)
    # "A member of the council" is not the council.
    is_member = token.lemma_ == "member"
    return tuple(
        owner
        for owner in owners
        if not (owner.is_place or (is_member and owner.kind == "organisation"))
    )


def is_parsed(span: Span) -> bool:
    """Whether the parser saw the words of `span`: only sentences that can hold an event are."""
    return any(token.dep_ not in ("", UNPARSED) for token in span)


def clause_of(token: Token) -> Token:
    """The nearest verb at or above `token`, or the root: the head of the clause it stands in."""
    node = token
    while node.pos_ not in CLAUSE_PARTS_OF_SPEECH and node.head.i != node.i:
        node = node.head
    while node.pos_ == "AUX" and node.dep_ in ("aux", "auxpass") and node.head.i != node.i:
        node = node.head
    return node


def dates_in_clause(token: Token) -> list[DateMention]:
    """The time expressions of the clause in which `token` stands, by start.

    A clause with "when" that has none shares the time it belongs to: "in May, when Chad fired".
    """
    clause = clause_of(token)
    found = [
        mention for mention in dates_of(token.doc) if clause_of(token.doc[mention.head]) == clause
    ]
    is_when = clause.dep_ in ("advcl", "relcl") and any(
        child.lower_ == "when" for child in clause.children
    )
    if found or not is_when or clause.head.i == clause.i:
        return found
    above = clause.head
    if clause.dep_ == "relcl":
        return [m for m in dates_of(token.doc) if m.start <= above.i < m.end]
    return dates_in_clause(above)
