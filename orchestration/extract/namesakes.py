"""What is only named after an actor: "the London Marathon", "Mount Lebanon", "Lima, Ohio".

The words beside the name tell, and they are knowledge (`named_after.csv`): a look at the word
before it and the word after it, for each name found. A name that another is joined to by a hyphen
keeps its actor: the Seoul-Tokyo accord is one of Seoul and Tokyo. Whom a text calls a
Peruvian-American is an American, while Peruvian-American trade is of both.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from orchestration.knowledge.actors import load_named_after

JOINS = ("-", "–", "/")
NEXT = re.compile(r"(?:-|,? )(\w+)")
BETWEEN_STATES = (
    r"(?:agreement|alliance|border|coalition|command|cooperation|deal|dialogue|dispute|drill|"
    r"exercise|force|friendship|negotiation|pact|partnership|relation|relationship|rivalr|summit|"
    r"talk|tension|tie|trade|treat|troop|war)"
)
ORIGIN = re.compile(rf"(?<!o)-Americans?\b(?! (?:\w+ )?{BETWEEN_STATES})")
LONGEST_BEFORE = 24


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of the file, with the kinds of names they go with, as they are looked up.

    `before` by the words themselves, one or two, `second` by the last of two; `after` by the first.
    """

    kinds: frozenset[str]
    before: Mapping[str, frozenset[str]]
    second: frozenset[str]
    after: Mapping[str, Mapping[str, frozenset[str]]]


def is_named_after(text: str, start: int, end: int, kind: str) -> bool:
    """Whether the name from `start` to `end`, of this `kind`, is only part of another's name."""
    known = _words()
    if kind not in known.kinds:
        return False
    if text[start - 1 : start] == " ":
        gap = text.rfind(" ", 0, start - 1)
        word = text[gap + 1 : start - 1]
        if "\n" in word:
            word = word[word.rfind("\n") + 1 :]
        elif word in known.second:
            pair = text[max(0, start - LONGEST_BEFORE) : gap].rsplit(None, 1)[-1:]
            if pair and kind in known.before.get(f"{pair[0]} {word}", ()):
                return True
        if kind in known.before.get(word, ()):
            return True
    following = NEXT.match(text, end)
    if following is None:
        return False
    if kind == "demonym" and ORIGIN.match(text, end):
        return True
    phrases = known.after.get(following[1])
    return (
        phrases is not None
        and text[start - 1 : start] not in JOINS
        and any(kind in phrases[words] and _follows(text, end, words) for words in phrases)
    )


def _follows(text: str, end: int, words: str) -> bool:
    """Whether `words` follow at `end`, and no word or hyphen goes on with them."""
    phrase = words if words[0] in ",-" else f" {words}"
    last = end + len(phrase)
    following = text[last : last + 1]
    return text.startswith(phrase, end) and not following.isalnum() and following != "-"


@cache
def _words() -> _Words:
    rows = load_named_after()
    before = {row.words: row.kinds for row in rows if row.place == "before"}
    after: dict[str, dict[str, frozenset[str]]] = {}
    for row in rows:
        if row.place == "after":
            after.setdefault(row.words.lstrip(", -").split()[0], {})[row.words] = row.kinds
    return _Words(
        frozenset().union(*(row.kinds for row in rows)),
        before,
        frozenset(words.split()[1] for words in before if " " in words),
        after,
    )
