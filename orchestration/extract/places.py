"""Where an actor's name only says where: "talks in Nairobi", "flew from Chad", "the Seoul summit".

Place is not party (design.md): after "in", "at", "near" a country, capital or seat is a place;
after "from" where something moves. Some words take their party with "in" ("meddle in Chad").
"""

from dataclasses import replace

from spacy.tokens import Doc, Token

from orchestration.extract.extensions import DATELINE, ActorMention
from orchestration.extract.wordlists import words

PLACE_PREPOSITIONS = words(
    "in at near outside inside around across throughout within off along beside amid"
)
SEAT_PREPOSITIONS = words("into through via over")
PARTY_WITH_IN = words(
    "interfere interference meddle meddling intervene intervention invest investment confidence "
    "trust interest stake believe"
)
MOTION = words(
    "fly travel arrive return depart leave come go drive sail report flight train route trip move "
    "journey broadcast speak flee evacuate land"
)
HELD_NOUNS = words(
    "meeting summit talk talks conference forum round session airport bureau metro street suburb "
    "hotel visit trip stock exchange dialogue consultation negotiation ceremony stop hospital "
    "time market bourse resident neighbourhood neighborhood district embassy declaration accord "
    "agreement protocol convention process treaty plan communique communiqué"
)
PLACE_KINDS = frozenset({"country", "government_seat", "organisation"})


def with_places(doc: Doc, mentions: list[ActorMention]) -> list[ActorMention]:
    """The same mentions, those that only say where marked as places."""
    return [
        replace(mention, is_place=True)
        if mention.is_place or (mention.kind in PLACE_KINDS and _says_where(doc, mention))
        else mention
        for mention in mentions
    ]


def _says_where(doc: Doc, mention: ActorMention) -> bool:
    if doc[mention.start].dep_ == DATELINE:
        return True
    head = first_conjunct(doc[mention.head])
    if head.dep_ in ("compound", "nmod") and mention.kind == "government_seat":
        return head.head.lemma_.lower() in HELD_NOUNS
    if head.dep_ == "appos" and head.head.dep_ == "pobj":
        return _after_preposition(head.head, mention)
    return head.dep_ == "pobj" and _after_preposition(head, mention)


def _after_preposition(head: Token, mention: ActorMention) -> bool:
    preposition = head.head
    word, governor = preposition.lower_, preposition.head
    if word in PLACE_PREPOSITIONS:
        return not (word == "in" and governor.lemma_.lower() in PARTY_WITH_IN)
    if word in SEAT_PREPOSITIONS:
        return mention.kind == "government_seat"
    if word == "from":
        return governor.lemma_.lower() in MOTION
    return False


def first_conjunct(token: Token) -> Token:
    """The first of conjoined nouns: it shows how the others are used."""
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token
