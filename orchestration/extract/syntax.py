"""The dear part of reading, where it can matter: tags, parse and lemmas of some sentences.

The English pipeline's own components run inside one component of ours, on a `Doc` made of the
sentences that can hold an event, and their result is written back; every other token stays bare.
In an article where no two actors meet nothing is parsed at all. (Measured: a sentence parsed alone
agrees with the same sentence parsed in its document in 99 % of labels.) Words inside a title that
mislead the parser ("the ambassador to Quito Ana Pérez") are left out of its sight and hung onto
the name afterwards; so is a dateline ("LIMA, Jan. 9 (Wire) —"), which it takes for the subject.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from orchestration.articles.text import dateline_of
from orchestration.extract.extensions import (
    DATELINE,
    UNPARSED,
    ActorMention,
    article_of,
    mentions_of,
    set_mentions,
)
from orchestration.extract.wordlists import words
from orchestration.knowledge.deeds import load_deeds
from orchestration.knowledge.lexicon import load_lemmas
from orchestration.knowledge.roles import load_references, load_roles

ATTRIBUTES: list[int | str] = ["TAG", "POS", "LEMMA", "MORPH", "DEP", "HEAD"]
PRONOUNS = words("he she it they him her them his its their")
POINTING = PRONOUNS | {"former", "latter", "counterpart", "counterparts", "both"}
ANSWERING = words(
    "deny denies denied reserve reserves reserved retaliate retaliates refute refutes refuted "
    "dispute disputes disputed rebut rebuts rebutted"
)
DEFINITE = words("the this that these those such")
BATCH_DOCS = 16
# Other openings of agency copy: "LIMA:", "LIMA (Wire):", "(Wire)", "New York, May 17, WIRE -".
OPENING = re.compile(
    r"\s*(?:[A-Z][A-Z.'’ ]{2,30}(?:,\s[A-Z][\w. ]{2,20})?\s?(?:\([^()\n]{2,30}\))?\s?:\s+"
    r"|\([A-Z][A-Za-z ]{1,20}\)\s+"
    r"|[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}(?:,\s[A-Z][a-z]{2,8}\.?\s\d{1,2})?(?:,\s[A-Z]{2,8})?"
    r"\s(?:--|—|–|-)\s(?=[A-Z]))(?=\S)"
)
DASHES = frozenset({"—", "–", "--", "-"})
LONGEST_DATELINE = 30


def sentences_to_parse(doc: Doc) -> list[Span]:
    """The sentences in which two actors may meet, named or referred to.

    Kept is a sentence with two actors, or one whose actors, pronouns, role nouns, deeds told of
    before and unknown capitalised words (names of people) come to two. None where the text as
    a whole names fewer than two actors.
    """
    if len({mention.actor_code for mention in mentions_of(doc)}) < 2:
        return []
    organisations = frozenset(
        doc[mention.end - 1].lower_
        for mention in mentions_of(doc)
        if mention.kind == "organisation" and mention.length > 1
    )
    known = organisations | _names(doc)
    return [sentence for sentence in doc.sents if _parties(sentence, known) > 1]


def _names(doc: Doc) -> frozenset[str]:
    """Words in capitals within a sentence: at the start of another one they are names too.

    So is the word with which a person's name begins, though the sentence begins with it.
    """
    return frozenset(
        token.text
        for token in doc
        if token.text[:1].isupper() and (not token.is_sent_start or _is_person(doc, token.i))
    )


def _parties(sentence: Span, known: frozenset[str]) -> int:
    """How many of the sentence's words may be a party, counted up to two."""
    actors: set[str] = set()
    pointing = 0
    for token in sentence:
        named = sentence.doc._.mentions_by_token.get(token.i)
        if named:
            actors.update(mention.actor_code for mention in named)
        elif _may_point(token, sentence.start, known):
            of_two = token.i > sentence.start and token.nbor(-1).lower_ in ("two", "both")
            pointing += 2 if of_two else 1
        if len(actors) + pointing > 1:
            break
    return len(actors) + pointing


def _may_point(token: Token, first: int, known: frozenset[str]) -> bool:
    """Whether a word that names no actor may stand for one told of before.

    `known` holds the last words of the organisations named in the text, and its names.
    """
    word = token.lower_
    if word in POINTING or word in load_roles() or word in _reference_heads():
        return True
    if word in ANSWERING:
        return True
    is_definite = token.i > first and token.nbor(-1).lower_ in DEFINITE
    if is_definite and (word in _deed_nouns() or word in known):
        return True
    is_name = token.i > first or token.text in known
    return token.text[:1].isupper() and token.is_alpha and is_name


@cache
def _deed_nouns() -> frozenset[str]:
    return frozenset(f"{noun.split()[-1]}{end}" for noun in load_deeds() for end in ("", "s"))


@cache
def _reference_heads() -> frozenset[str]:
    return frozenset(reference.phrase.lower().split()[-1] for reference in load_references())


def dateline_tokens(doc: Doc) -> range:
    """The tokens of the dateline that opens the text, its dash included; empty where none does."""
    text = article_of(doc).text
    opening = OPENING.match(text)
    dateline = dateline_of(text) or (opening.group().strip() if opening else None)
    if dateline is None:
        return range(0)
    if opening and opening.end() < len(text):
        return range(sum(token.idx < opening.end() for token in doc[:LONGEST_DATELINE]))
    last, length = dateline.split()[-1], 0
    for token in doc[:LONGEST_DATELINE]:
        length = token.i + 1
        if token.text in DASHES and text[: token.idx].rstrip().endswith(last):
            return range(length) if length < len(doc) else range(0)
    return range(0)


def bracketed_tokens(doc: Doc) -> dict[int, int]:
    """Initials in brackets after a word ("the court (ICC)", "Pérez (R)"), each with that word."""
    found: dict[int, int] = {}
    for token in doc[1:-2] if len(doc) > 3 else ():
        inner, closing = token.nbor(1), token.nbor(2)
        is_bracketed = token.text == "(" and closing.text == ")" and inner.text.isupper()
        if is_bracketed and not token.is_sent_start and doc[token.i - 1].text[:1].isalpha():
            found |= dict.fromkeys(range(token.i, token.i + 3), token.i - 1)
    return found


def hidden_tokens(doc: Doc) -> dict[int, int]:
    """Tokens to keep from the parser, each with the token it is to hang on.

    A role noun, "to" or "of", an actor's name or another noun in capitals, and then a person's
    name: all between the role and the last part of the name.
    """
    roles = load_roles()
    hidden: dict[int, int] = {}
    by_token: dict[int, list[object]] = doc._.mentions_by_token
    for token in doc[:-3] if len(doc) > 3 else ():
        if token.lower_ not in roles or not token.text[:1].isupper():
            continue
        if doc[token.i + 1].lower_ not in ("to", "of"):
            continue
        inner = token.i + 2
        inner += doc[inner].lower_ == "the"
        while inner < len(doc) and inner in by_token and not _is_person(doc, inner):
            inner += 1
        name = inner
        while name < len(doc) and _is_name(doc[name]) and not _names_place(doc, name):
            name += 1
        if inner > token.i + 2 and name - inner >= 2:
            hidden.update(dict.fromkeys(range(token.i + 1, name - 1), name - 1))
    return hidden


def _is_person(doc: Doc, index: int) -> bool:
    return any(mention.kind == "person" for mention in doc._.mentions_by_token.get(index, ()))


def _names_place(doc: Doc, index: int) -> bool:
    found = doc._.mentions_by_token.get(index, ())
    return bool(found) and not _is_person(doc, index)


def _is_name(token: Token) -> bool:
    return token.text[:1].isupper() and token.text.replace("-", "").replace("’", "").isalpha()


@Language.factory(
    "demarche_syntax",
    requires=["token.is_sent_start", "doc._.mentions"],
    assigns=["token.tag", "token.pos", "token.dep", "token.head", "token.lemma"],
    default_config={"read_every_sentence": False},
)
class SyntaxOfSome:
    """Runs the English components given by `use` over the sentences that can hold an event.

    `parsed_sentences` counts the sentences it gave to the parser since it was made.
    """

    def __init__(self, nlp: Language, name: str, read_every_sentence: bool) -> None:
        self.name = name
        self.read_every_sentence = read_every_sentence
        self.parsed_sentences = 0
        self._components: list[Callable[[Doc], Doc]] = []

    def use(self, components: Iterable[Callable[[Doc], Doc]]) -> None:
        """Says which components tag, parse and lemmatise, in their order."""
        self._components = list(components)

    def __call__(self, doc: Doc) -> Doc:
        """The same `doc`, annotated where it can hold an event."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = BATCH_DOCS) -> Iterator[Doc]:
        """The docs in their order; the models see the sentences of several at once."""
        batch: list[Doc] = []
        for doc in stream:
            batch.append(doc)
            if len(batch) >= batch_size:
                yield from self._annotate(batch)
                batch = []
        yield from self._annotate(batch)

    def _annotate(self, docs: list[Doc]) -> list[Doc]:
        kept = [self._tokens_to_parse(doc) for doc in docs]
        parts = [_part_of(doc, tokens) for doc, tokens in zip(docs, kept, strict=True) if tokens]
        for component in self._components:
            pipe = getattr(component, "pipe", None)
            parts = list(pipe(parts)) if pipe else [component(part) for part in parts]
        remaining = iter(parts)
        for doc, tokens in zip(docs, kept, strict=True):
            _write_back(doc, tokens, next(remaining) if tokens else None)
        return docs

    def _tokens_to_parse(self, doc: Doc) -> list[int]:
        sentences = list(doc.sents) if self.read_every_sentence else sentences_to_parse(doc)
        self.parsed_sentences += len(sentences)
        hidden = {*hidden_tokens(doc), *dateline_tokens(doc), *bracketed_tokens(doc)}
        return [token.i for sentence in sentences for token in sentence if token.i not in hidden]


def _part_of(doc: Doc, tokens: list[int]) -> Doc:
    """A Doc of these tokens only, with their sentence boundaries."""
    part = Doc(
        doc.vocab,
        words=[doc[index].text for index in tokens],
        spaces=[bool(doc[index].whitespace_) for index in tokens],
        sent_starts=[bool(doc[index].is_sent_start) for index in tokens],
    )
    for here, index in zip(part, tokens, strict=True):
        here.norm_ = doc[index].norm_
    return part


def _write_back(doc: Doc, tokens: list[int], part: Doc | None) -> None:
    """Copies the annotation of `part` to `doc`; what was not parsed hangs on its sentence's first.

    That first token is labelled `UNPARSED`: spaCy begins a sentence only at a root with a label, so
    without one the sentence would be swallowed by the one before. A Doc of which nothing was parsed
    is left as it is.

    Mentions keep their spans and get the head that the parse gives them.
    """
    if part is None:
        return
    rows = np.zeros((len(doc), len(ATTRIBUTES)), dtype="uint64")
    heads = np.zeros(len(doc), dtype="int64")
    for sentence in doc.sents:
        heads[sentence.start : sentence.end] = sentence.start
    rows[tokens, :5] = part.to_array(ATTRIBUTES[:5])
    for here in part:
        heads[tokens[here.i]] = tokens[here.head.i]
    for index in tokens:
        lemma = load_lemmas().get(doc[index].lower_)
        if lemma:
            rows[index, 2] = doc.vocab.strings.add(lemma)
    unparsed = doc.vocab.strings.add(UNPARSED)
    for sentence in doc.sents:
        if not rows[sentence.start : sentence.end, 4].any():
            rows[sentence.start, 4] = unparsed
    compound, proper = doc.vocab.strings.add("compound"), doc.vocab.strings.add("NNP")
    for index, head in hidden_tokens(doc).items():
        if rows[head, 4]:
            heads[index] = head
            rows[index, 4], rows[index, 0] = compound, proper
            rows[index, 1] = doc.vocab.strings["PROPN"]
            rows[index, 2] = doc[index].orth
    for index, head in bracketed_tokens(doc).items():
        if rows[head, 4] and index not in tokens:
            heads[index] = head
            rows[index, 4] = doc.vocab.strings["punct"]
            rows[index, 1] = doc.vocab.strings["X"]
            rows[index, 2] = doc[index].orth
    for index in dateline_tokens(doc):
        root = next((i for i in tokens if heads[i] == i), None)
        if root is not None and root < doc[index].sent.end:
            heads[index] = root
            rows[index, 4] = doc.vocab.strings.add(DATELINE)
            rows[index, 1] = doc.vocab.strings["X"]
            rows[index, 2] = doc[index].orth
    rows[:, 5] = (heads - np.arange(len(doc))).astype("uint64")
    doc.from_array(ATTRIBUTES, rows)  # type: ignore[arg-type]  # any array does
    set_mentions(doc, [_with_head(doc, mention) for mention in mentions_of(doc)])


def _with_head(doc: Doc, mention: ActorMention) -> ActorMention:
    return replace(mention, head=doc[mention.start : mention.end].root.i)
