"""The words that tell one Georgia from the other: of known kinds, and each kind bears on a text."""

from datetime import date

import pytest

from orchestration.extract.names import find_names
from orchestration.knowledge.actors import read_knowledge
from orchestration.knowledge.georgia import KINDS, load_georgia

TEMPLATES = {
    "after_american": "Georgia {} met a guest. Georgia accused France of lying.",
    "american_state": "{} and Georgia accused France of lying.",
    "american_town": "In {} the courts sat. Georgia accused France of lying.",
}
DAY = date(2024, 2, 4)


def stands_for_georgia(text: str) -> bool:
    return any("GEO" in found.actor_codes for found in find_names(text, DAY))


def test_knowledge_georgia_has_known_kinds_and_no_word_twice() -> None:
    rows = list(read_knowledge("georgia.csv"))
    assert {row["what"] for row in rows} == set(KINDS)
    assert len({row["words"] for row in rows}) == len(rows)


@pytest.mark.parametrize("kind", TEMPLATES)
def test_knowledge_georgia_words_of_america_rule_the_state_out(kind: str) -> None:
    assert stands_for_georgia("Georgia accused France of lying.")
    for words in load_georgia()[kind]:
        assert not stands_for_georgia(TEMPLATES[kind].format(words)), words


def test_knowledge_georgia_own_towns_rule_it_in() -> None:
    for town in load_georgia()["georgian_town"]:
        assert stands_for_georgia(f"Envoys of France met in {town}, Georgia, with France."), town
    assert not stands_for_georgia("Envoys of France met in Macon, Georgia, with France.")
