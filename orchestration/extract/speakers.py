"""How a speaker is called: a person's name, or an office as in the text, without its article."""

from spacy.tokens import Token

from orchestration.extract.extensions import mentions_covering
from orchestration.extract.grammar import children
from orchestration.extract.parties import Party
from orchestration.extract.wordlists import words
from orchestration.knowledge.lexicon import cue_classes, in_class
from orchestration.knowledge.roles import load_roles

MODIFIERS = frozenset({"amod", "compound", "nmod", "punct"})
NO_PART_OF_A_TITLE = words("another both one other same several such two three four five")
BEARERS = words("eyewitness people person source sources witness witnesses")


def named(nouns: list[Token], parties: list[Party]) -> str | None:
    """The name or office of the first of the nouns that has one, else of the first party."""
    heads = {party.head for party in parties}
    for noun in nouns:
        own = [party for party in parties if party.head == noun and party.mention.head == noun.i]
        called = next((called for party in own if (called := _of_party(party))), None)
        if not own and (noun in heads or not heads):
            called = _called(noun)
        if called or noun.lower_ == "office":
            return called
    return next((called for party in parties if (called := _of_party(party))), None)


def several(noun: Token) -> str:
    """The words of one noun that stands for several sides: "two ministers", "both sides"."""
    start = noun.left_edge.i
    while noun.doc[start].lower_ in ("the", "these", "those"):
        start += 1
    return _words(noun, start)


def _of_party(party: Party) -> str | None:
    mention = party.mention
    if mention.person or not mention.title_text:
        return mention.person
    title = mention.title_text
    first = party.head.doc[mention.start]
    opens = first.is_sent_start and first.pos_ != "PROPN" and title.startswith(first.text)
    return _office(title[0].lower() + title[1:] if opens else title)


def _words(noun: Token, start: int) -> str:
    """The words up to the noun, in small letters where they are large only for the sentence."""
    text = noun.doc[start : noun.i + 1].text
    first = noun.doc[start]
    return text[0].lower() + text[1:] if first.is_sent_start and first.pos_ != "PROPN" else text


def _office(title: str | None) -> str | None:
    """The title without what only counts, points back or names a region: "European official"."""
    parts = (title or "").split()
    is_common = bool(parts) and parts[-1].islower()
    while len(parts) > 1 and (
        parts[0].lower() in NO_PART_OF_A_TITLE or (is_common and parts[0].istitle())
    ):
        parts.pop(0)
    return " ".join(parts) or None


def _called(noun: Token) -> str | None:
    """How a noun that stands for no actor of its own calls a speaker; None for a thing."""
    if noun.pos_ == "PROPN" and not noun.is_upper and not mentions_covering(noun):
        # "Foreign Secretary Ana Pérez": the name is what comes after the office.
        before = range(noun.i - 1, _start(noun) - 1, -1)
        office = next((i for i in before if noun.doc[i].lower_ in load_roles()), None)
        return _words(noun, _start(noun) if office is None else office + 1)
    if noun.lower_ == "office":
        linked = [of for of in children(noun, "prep") if of.lower_ == "of"]
        holders = [name for of in linked for name in children(of, "pobj")]
        return noun.doc[noun.i : holders[0].i + 1].text if holders else None
    if not _may_speak(noun):
        return None
    return _office(_words(noun, _start(noun)))


def _may_speak(noun: Token) -> bool:
    word, lemma = noun.lower_, noun.lemma_.lower()
    if word in load_roles() or word in BEARERS or in_class(lemma, "official"):
        return True
    return "opinion" in cue_classes(word, "WORD") or "opinion" in cue_classes(lemma, "WORD")


def _start(noun: Token) -> int:
    """Where the noun with its modifiers begins; a nation before it is left out."""
    start = noun.i
    while start > noun.left_edge.i:
        before = noun.doc[start - 1]
        if before.dep_ not in MODIFIERS or before.text == "," or mentions_covering(before):
            break
        start -= 1
    return start
