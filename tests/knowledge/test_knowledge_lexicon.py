"""The lexicon proves itself: every family's own sentence gives its events, its counter none."""

from pathlib import Path

import pytest
from reading import read

from orchestration import extract
from orchestration.extract.wordlists import words
from orchestration.knowledge.actors import read_knowledge
from orchestration.knowledge.lexicon import (
    CONDITIONS,
    load_event_types,
    load_lexicon,
    load_word_classes,
)

LEAST_ENTRIES = 150
PARTS_OF_SPEECH = ("VERB", "NOUN", "ADJ")
FAMILIES = list(read_knowledge("lexicon.csv"))
SLOTS = frozenset(
    {
        "acl",
        "answer",
        "between",
        "complement",
        "condition",
        "dative",
        "frame",
        "in_land",
        "inner",
        "object",
    }
    | {"deter", "harmed", "in_front", "in_state", "landing", "sender", "trigger", "when"}
    | {"owner", "response", "site", "speaker", "subject", "visitor"}
)
PREPOSITION_SLOTS = words(
    "about across after against along alongside around as at before behind beside by concerning "
    "for from in inside into near of off on on_border on_with opposite out_of outside over "
    "regarding that through to toward towards under upon with within"
)


def family_of(row: dict[str, str]) -> str:
    return row["family"]


def of_family(family: str, text: str) -> set[str]:
    """The counted events that rows of the family gave, as they stand in `example_events`."""
    found = set()
    for event in read(text).events:
        if event.rule_or_model.rpartition(".")[0] == family:
            found.add(f"{event.source_actor}>{event.target_actor}")
            if event.symmetric_id:
                found.add(f"{event.source_actor}<>{event.target_actor}")
    return found


@pytest.mark.model
@pytest.mark.parametrize("row", FAMILIES, ids=family_of)
def test_knowledge_lexicon_example_gives_its_events(row: dict[str, str]) -> None:
    assert set(row["example_events"].split("|")) <= of_family(row["family"], row["example"])


@pytest.mark.model
@pytest.mark.parametrize("row", FAMILIES, ids=family_of)
def test_knowledge_lexicon_counter_example_gives_none(row: dict[str, str]) -> None:
    assert of_family(row["family"], row["counter_example"]) == set()


def test_knowledge_lexicon_is_sorted_without_duplicates() -> None:
    families = [row["family"] for row in FAMILIES]
    assert families == sorted(set(families))
    entries = [entry.entry_id for entry in load_lexicon()]
    assert len(entries) == len(set(entries)) >= LEAST_ENTRIES


def test_knowledge_lexicon_covers_every_type() -> None:
    counts = dict.fromkeys(load_event_types(), 0)
    for entry in load_lexicon():
        counts[entry.event_type] += 1
        assert entry.family.startswith(entry.event_type.lower() + ".")
        assert entry.mode is None or entry.mode in load_event_types()[entry.event_type].modes
    assert len(counts) == 15
    assert min(counts.values()) >= 5


def test_knowledge_lexicon_uses_known_names() -> None:
    for entry in load_lexicon():
        assert entry.part_of_speech in PARTS_OF_SPEECH, entry.entry_id
        assert entry.complement in ("", "to", "that"), entry.entry_id
        assert entry.conditions <= CONDITIONS, entry.entry_id
        assert {entry.source, *entry.target} <= SLOTS | PREPOSITION_SLOTS, entry.entry_id


def code_of_reading() -> str:
    folder = Path(extract.__file__).parent
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.py")))


def test_knowledge_word_classes_are_sorted_and_used() -> None:
    rows = [(row["word_class"], row["word"]) for row in read_knowledge("word_classes.csv")]
    assert rows == sorted(set(rows))
    assert all(word == word.strip() for _, word in rows)
    code, asked = code_of_reading(), {cell for row in FAMILIES for cell in objects_of(row)}
    modes = {f"mode_{mode}" for known in load_event_types().values() for mode in known.modes}
    unused = [
        name
        for name in load_word_classes()
        if f'"{name}"' not in code and f"@{name}" not in asked and name not in modes
    ]
    assert unused == []


def objects_of(row: dict[str, str]) -> list[str]:
    return [cell.rpartition(":")[2] for cell in row["objects"].split("|")]


def test_knowledge_status_cues_are_sorted_and_used() -> None:
    rows = [tuple(row.values()) for row in read_knowledge("status_cues.csv")]
    assert rows == sorted(set(rows))
    code = code_of_reading()
    assert {row[0] for row in rows if f'"{row[0]}"' not in code} == set()
