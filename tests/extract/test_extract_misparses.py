"""Sentences that the parser gets wrong in a regular way are read all the same."""

from datetime import date

import pytest
from reading import read, told

CASES = [
    # An apposition that is the subject: a phrase that opens the sentence takes it.
    (
        "In a visit to Lima, Chile's Deputy Foreign Minister Pedro Soto held talks with his "
        "Peruvian counterpart on Friday.",
        {"CHL<>PER CONSULT"},
    ),
    # A verb taken for an auxiliary.
    (
        "In a note, the Laotian Foreign Ministry said Vientiane intends continue developing "
        "cooperation with Fiji.",
        {"LAO>FJI AGREE"},
    ),
    # A title taken for a part of the name.
    (
        "The Finnish Foreign Ministry summoned Latvia's Ambassador to Helsinki Janis Ozols to "
        "lodge a protest.",
        {"FIN>LVA ACCUSE"},
    ),
    # A second verb of the report hung on the verb of what is reported.
    (
        "Kenya said that the launch had been a test of its crews, and accused Uganda and "
        "Tanzania of spying.",
        {"KEN>UGA ACCUSE", "KEN>TZA ACCUSE"},
    ),
    # A dateline taken for the subject.
    (
        "GENEVA, Feb. 3 (Lake Wire) — A Togolese deputy minister, Kofi Mensah, met Beninese "
        "officials on Friday.",
        {"BEN<>TGO CONSULT"},
    ),
    # Other openings of agency copy.
    (
        "Lima, May 17, PPN - Peru's president called Chile's ambassador a very stupid guy.",
        {"PER>CHL ACCUSE"},
    ),
    ("(Wire) Norwegian police arrested a Peruvian captain.", {"NOR>PER COERCE"}),
    # What is told is not asked, though its verb was taken for a noun.
    ("Norway tells UN it reserves right to respond", set()),
    # Nobody is named who states it: whoever quotes it does.
    (
        "Norway's ministry spoke about the quota. \"It was clearly stated that the source is the "
        'irresponsible policy of Iceland," it added.',
        {"NOR>ISL ACCUSE"},
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "expected"), CASES)
def test_extract_reads_what_is_misparsed(text: str, expected: set[str]) -> None:
    assert told(text) == expected


@pytest.mark.model
def test_extract_takes_no_day_from_a_dateline() -> None:
    text = "GENEVA, Jan. 9 (Lake Wire) — Togo's president met Benin's president."
    assert {event.event_date for event in read(text, date(2024, 1, 12)).events} == {None}
    text = "GENEVA, Jan. 9 (Lake Wire) — Togo's president met Benin's president on Monday."
    found = {event.event_date for event in read(text, date(2024, 1, 12)).events}
    assert found == {date(2024, 1, 8)}


@pytest.mark.model
def test_extract_summons_is_a_criticism_of_its_own_mode() -> None:
    text = "Finland summoned Latvia's chargé d'affaires in the night to protest against it."
    assert [event.mode for event in read(text).events] == ["summon"]
