"""Acts whose target stands before: whose charge was denied, whose launch was condemned."""

import pytest
from reading import read, told

from orchestration.knowledge.actors import read_knowledge
from orchestration.knowledge.deeds import load_deeds
from orchestration.knowledge.lexicon import load_event_types

# What stands before, the sentence that answers it, and what that sentence must add.
CASES = [
    ("Norway accused Iceland of overfishing.", "Iceland rejected the charge.", "ISL>NOR REJECT"),
    ("Norway accused Iceland of overfishing.", "Iceland denied that.", "ISL>NOR REJECT"),
    (
        "Norway accused Iceland of overfishing.",
        "An Icelandic official denied that any rule had been broken.",
        "ISL>NOR REJECT",
    ),
    (
        "Laos urged Thailand to open the bridge.",
        "The Thai government turned down the request.",
        "THA>LAO REJECT",
    ),
    (
        "Kenya carried out an air strike near Kismayo in Somalia.",
        "Ethiopia condemned the strike.",
        "ETH>KEN ACCUSE",
    ),
    ("Kenya tested a missile over Uganda.", "Rwanda welcomed the test.", "RWA>KEN SUPPORT"),
    (
        "Peru expelled three Chilean diplomats.",
        "A Chilean official called the decision a grave mistake.",
        "CHL>PER ACCUSE",
    ),
    ("Ghana offered Togo talks on the toll.", "Togo accepted the offer.", "TGO>GHA AGREE"),
    (
        "Fiji accused Tonga of whaling.",
        "Tonga reserved the right to respond, its foreign ministry said.",
        "TON>FJI THREATEN",
    ),
    (
        "A Kenyan strike killed nine cows in Somalia.",
        "Somalia reserved the right to respond, its government said.",
        "SOM>KEN THREATEN",
    ),
    (
        "Kenya launched a missile over Uganda. It rained. Peru slept. Chile slept. Fiji slept.",
        "Norway condemned the launch.",
        "NOR>KEN ACCUSE",
    ),
    ("Cuba criticised Haiti.", "Cuba complained that Haiti had closed a port.", "CUB>HTI ACCUSE"),
]
SILENT = [
    # Nobody did it, two did different things, or a new deed is told.
    ("Rain fell on Norway and Iceland.", "Iceland rejected the charge."),
    ("Chad and Niger and their neighbours waited.", "Mali condemned the test."),
    ("Norway accused Iceland of overfishing.", "Iceland rejected an offer."),
    ("Norway met Iceland in Geneva.", "Iceland denied that the winter was cold."),
]


@pytest.mark.model
@pytest.mark.parametrize(("before", "sentence", "expected"), CASES)
def test_extract_finds_whose_deed_it_was(before: str, sentence: str, expected: str) -> None:
    events = [e for e in read(f"{before} {sentence}").events if e.evidence == sentence]
    found = {f"{e.source_actor}>{e.target_actor} {e.event_type}" for e in events}
    assert expected in found
    assert len(found) == 1


@pytest.mark.model
@pytest.mark.parametrize(("before", "sentence"), SILENT)
def test_extract_guesses_no_author(before: str, sentence: str) -> None:
    assert not [e for e in read(f"{before} {sentence}").events if e.evidence == sentence]


@pytest.mark.model
def test_extract_denial_after_a_semicolon_denies_no_complaint() -> None:
    text = (
        "Norway complained that Iceland had cut the cable; an Icelandic official denied the charge."
    )
    assert told(text) == {"NOR>ISL ACCUSE", "ISL>NOR REJECT"}


def test_knowledge_deeds_are_sorted_and_name_event_types() -> None:
    deeds = list(load_deeds().values())
    assert [deed.noun for deed in deeds] == sorted({deed.noun for deed in deeds})
    for deed in deeds:
        assert deed.event_types <= set(load_event_types()), deed.noun
        assert deed.told_by or deed.event_types, deed.noun
    assert {deed.is_aimed_at_source for deed in deeds} == {True, False}
    aims = {row["aimed_at"] for row in read_knowledge("deeds.csv")}
    assert aims == {"source", "anybody"}
