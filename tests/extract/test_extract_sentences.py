"""Sentence boundaries by rule, and names that a hyphen must not split."""

import pytest
import spacy

from orchestration.extract import sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["Seoul called in the envoy.", "Moscow rejected the note."],
        ["U.S. officials met Gen. Smith on Jan. 9 in Geneva.", "They left."],
        ['"We object," he said.', '"It is unfair."', "He left."],
        ["Talks went on", "Nobody left."],
    ],
)
def test_extract_sentences(parts: list[str]) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("demarche_sentences")
    joint = "\n\n" if parts[0][-1].isalpha() else " "
    doc = nlp(joint.join(parts))
    assert [sentence.text.strip() for sentence in doc.sents] == parts


def test_extract_hyphenated_names_are_one_token() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("demarche_sentences")
    tokens = [token.text for token in nlp("Minister Cho Tae-yul met the Seoul-based envoy.")]
    assert "Tae-yul" in tokens
    assert "Seoul-based" not in tokens


def test_extract_sentences_of_no_words() -> None:
    assert sentences.sentence_starts([], []) == []
