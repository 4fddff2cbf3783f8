"""Which sentences tell of games, in which states and cities meet, beat and host one another.

A sentence is plainly of sport by two words of it, or by a score. Beside such a one, in the same
paragraph or in a report that has sport all over it, one word is enough; where half of the
sentences have one, the whole text is of sport.
"""

from spacy.tokens import Doc, Span, Token

from orchestration.knowledge.lexicon import cues_of, in_class

# A report of a game has words of sport in at least one sentence of so many, all of it in half.
LEAST_OF_A_GAME = 4
WHOLLY_OF_GAMES = 2


def games_in(doc: Doc) -> frozenset[int]:
    """The first tokens of the sentences that tell of games."""
    sentences = list(doc.sents)
    words = [_sport_words(sentence) for sentence in sentences]
    plain = [is_sport(sentence, found) for sentence, found in zip(sentences, words, strict=True)]
    if not any(plain):
        return frozenset()
    touched = sum(bool(found) for found in words)
    if touched > 1 and touched * WHOLLY_OF_GAMES >= len(sentences):
        return frozenset(sentence.start for sentence in sentences)
    is_report = touched > 1 and touched * LEAST_OF_A_GAME > len(sentences)
    paragraphs = _paragraphs(sentences)
    of_games = {number for number, is_plain in zip(paragraphs, plain, strict=True) if is_plain}
    return frozenset(
        sentence.start
        for sentence, found, is_plain, number in zip(
            sentences, words, plain, paragraphs, strict=True
        )
        if is_plain or (found and (is_report or number in of_games))
    )


def _paragraphs(sentences: list[Span]) -> list[int]:
    """The number of the paragraph in which each sentence stands."""
    numbers, number = [], 0
    for sentence in sentences:
        numbers.append(number)
        number += sum(token.text.count("\n") > 1 for token in sentence)
    return numbers


def is_sport(sentence: Span, hits: set[str]) -> bool:
    """Whether the sentence tells of a game: two words of sport, or a score."""
    score = any(
        token.like_num
        and token.i + 2 < sentence.end
        and token.nbor(1).text in ("-", "–")
        and token.nbor(2).like_num
        and len(token.text) < 3
        for token in sentence
    ) or any(_is_score(token.text) for token in sentence)
    is_won = any(in_class(token.lemma_, "winning") for token in sentence)
    return len(hits) > 1 or (score and (bool(hits) or is_won or len(sentence) < 12))


def _sport_words(sentence: Span) -> set[str]:
    """The words of sport in the sentence; "quarter-final" and "extra time" count as two."""
    words = cues_of("sport")
    found = {token.lower_ for token in sentence if token.lower_ in words}
    before = ""
    for token in sentence:
        word = token.lower_
        is_round = word == "final" and (before == "-" or _is_last_game(token))
        if is_round or f"{before} {word}" in words:
            found |= {before, word}
        before = word
    return found


def _is_last_game(token: Token) -> bool:
    """Whether "the final" stands by itself: "meet in the final", no "final round of talks"."""
    return token.lower_ == "final" and token.dep_ in ("pobj", "dobj") and token.i > token.head.i


def _is_score(text: str) -> bool:
    left, mark, right = text.partition("-")
    return bool(mark) and left.isdigit() and right.isdigit() and len(left) < 3 and len(right) < 3
