"""Where sentences begin, by rule and before any model runs.

The same boundaries serve the cheap scan and the parser, which respects what is set here, so a
sentence has one index whether or not it was parsed. Names written with a hyphen ("Tae-yul") become
one token: split, the parser takes their second half for a verb.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from orchestration.extract.wordlists import words

TERMINALS = frozenset({".", "!", "?", "…", "...", "?!", "!!"})
CLOSERS = frozenset({'"', "”", "’", "'", "''", ")", "]", "»"})
ABBREVIATIONS = words(
    "mr mrs ms dr prof sen rep gov gen lt col maj sgt capt cpl adm cmdr brig hon rev st no "
    "nos sec dept gov vs jan feb mar apr jun jul aug sep sept oct nov dec art fig vol approx "
    "amb pres min mt ft"
)
OPENERS = words(
    "The A An It He She They We I You This That These Those In On At But And However Its His "
    "Her Their There When While After Before As For If Both Meanwhile Earlier Last According "
    "During Since Asked Under With Also Such Some Many Most Officials"
)
NAME_FIRST = re.compile(r"^[A-Z][a-z]{1,8}$")
NAME_SECOND = re.compile(r"^[a-z]{1,6}$")
JOINED_WORDS = words(
    "led backed based born made style run held era wide owned bound aligned allied funded "
    "built armed sized range rank class turned elect level long old day week month year time "
    "in on up out off down like wing tech two one gun page term"
)


def sentence_starts(words: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
    """For each word whether a sentence begins with it; `spaces` says which a space follows.

    A sentence ends at a blank line (at every line's end where the text has no blank line), and
    at `. ! ?` with whatever closes after it, when what follows does not begin in lower case. No
    sentence ends at an abbreviation, an initial or "U.S." unless a word follows that opens
    sentences and would not go on with a name.
    """
    paragraph = "\n\n" if any(w.count("\n") > 1 for w in words) else "\n"
    starts = [False] * len(words)
    if words:
        starts[0] = True
    for index, word in enumerate(words):
        if word.isspace():
            if paragraph in word and index + 1 < len(words):
                starts[index + 1] = True
            continue
        if not _may_end(words, spaces, index):
            continue
        following = index + 1
        attached = not spaces[index]
        while following < len(words) and attached and words[following] in CLOSERS:
            attached = not spaces[following]
            following += 1
        while following < len(words) and words[following].isspace():
            following += 1
        if following >= len(words) or starts[following]:
            continue
        if _may_begin(words, index, following):
            starts[following] = True
    return starts


def _may_end(words: Sequence[str], spaces: Sequence[bool], index: int) -> bool:
    word = words[index]
    return word in TERMINALS or (len(word) > 1 and word.endswith(".") and spaces[index])


def _may_begin(words: Sequence[str], index: int, following: int) -> bool:
    """Whether the word at `following` begins a sentence after the mark at `index`."""
    opener, mark = words[following], words[index]
    if opener[0].islower() or opener in TERMINALS or opener in {",", ";", ":"}:
        return False
    before = words[index - 1] if index else ""
    is_initial = len(before) == 1 and before.isupper() and before != "I"
    if mark == "." and (before.lower() in ABBREVIATIONS or is_initial):
        return opener in OPENERS
    if mark not in TERMINALS:
        return opener in OPENERS
    return True


def hyphenated_names(words: Sequence[str], spaces: Sequence[bool]) -> list[tuple[int, int]]:
    """Spans of three words that are one name: "Tae", "-", "yul", after another capital.

    The name before it, or the one after, must begin in upper case too, so that "Paris-based" and
    "Arab-led" stay as they are.
    """
    spans = []
    for index in range(1, len(words) - 1):
        if words[index] != "-" or spaces[index - 1] or spaces[index]:
            continue
        first, second = words[index - 1], words[index + 1]
        if not NAME_FIRST.match(first) or not NAME_SECOND.match(second):
            continue
        if second in JOINED_WORDS or (second.endswith(("ed", "ing", "ern")) and len(second) > 4):
            continue
        before = words[index - 2] if index > 1 else ""
        if before[:1].isupper() and before.isalpha() and before not in OPENERS:
            spans.append((index - 1, index + 2))
    return spans


@Language.factory(
    "demarche_sentences", assigns=["token.is_sent_start"], default_config={"join_names": True}
)
class SentenceSplitter:
    """Sets `is_sent_start` of every token, and joins hyphenated names if `join_names`."""

    def __init__(self, nlp: Language, name: str, join_names: bool) -> None:
        self.name = name
        self.join_names = join_names

    def __call__(self, doc: Doc) -> Doc:
        """The same `doc`, with every boundary decided."""
        if self.join_names:
            spans = hyphenated_names(*_words_and_spaces(doc))
            with doc.retokenize() as retokenizer:
                for start, end in spans:
                    retokenizer.merge(doc[start:end])
        starts = sentence_starts(*_words_and_spaces(doc))
        # One by one each token would be set after a look at all the others.
        starts_or_not: Any = np.where(starts, 1, -1).astype(np.uint64)
        return doc.from_array(["SENT_START"], starts_or_not)


def _words_and_spaces(doc: Doc) -> tuple[list[str], list[bool]]:
    return [token.text for token in doc], [bool(token.whitespace_) for token in doc]
