"""Every row of the files of names takes effect in the scan, and the files are wide enough."""

from collections.abc import Iterable
from datetime import date

import pytest

from orchestration.extract.names import Found, find_names
from orchestration.knowledge.actors import (
    NamedAfter,
    load_actors,
    load_ambiguous,
    load_named_after,
    load_names,
    load_not_actors,
    read_knowledge,
)

DAY = date(2024, 1, 15)
EXAMPLES = {"capital": "Oslo", "country": "Peru", "demonym": "Danish"}


def surfaces(sentence: str, found: Iterable[Found]) -> list[str]:
    return [sentence[name.start : name.end] for name in found]


def strong_names() -> dict[str, str]:
    """A name for each actor that is beyond doubt."""
    names: dict[str, str] = {}
    for name in load_names():
        if name.strength == "strong" and name.is_timeless and name.kind != "demonym":
            names.setdefault(name.actor_code, name.name)
    return names


def test_knowledge_each_strong_name_alone_is_its_actor() -> None:
    wrong = []
    for name in load_names():
        if name.strength != "strong":
            continue
        sentence = f"They spoke of {name.name} there."
        found = find_names(sentence, name.valid_from or name.valid_to or DAY)
        if [(surfaces(sentence, [each]), each.actor_codes) for each in found] != [
            ([name.name], (name.actor_code,))
        ]:
            wrong.append((name.name, found))
    assert not wrong


def test_knowledge_each_weak_name_is_its_actor_beside_a_strong_one_of_it() -> None:
    strong = strong_names()
    wrong = []
    for name in load_names():
        if name.strength == "strong" or name.actor_code not in strong:
            continue
        sentence = f"Talks of {name.name} went on; see also {strong[name.actor_code]}."
        found = find_names(sentence, name.valid_from or name.valid_to or DAY)
        if name.name not in surfaces(sentence, found):
            wrong.append(name.name)
    assert not wrong


def test_knowledge_each_thing_that_is_no_actor_is_nobody() -> None:
    sentences = [f"They spoke of {row.name} there." for row in load_not_actors()]
    assert not [sentence for sentence in sentences if find_names(sentence, DAY)]


def test_knowledge_each_outlet_is_nobody() -> None:
    sentences = [f"They told {row['name']} so." for row in read_knowledge("outlets.csv")]
    assert not [sentence for sentence in sentences if find_names(sentence, DAY)]


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_knowledge_words_beside_a_name_make_it_another_thing(kind: str) -> None:
    assert {row.place for row in load_named_after()} == {"before", "after"}
    rows = [row for row in load_named_after() if kind in row.kinds]
    assert rows
    for row in rows:
        name = EXAMPLES[kind]
        sentence = beside(name, row)
        assert surfaces(sentence, find_names(sentence, DAY)) == [], sentence
    assert surfaces(f"The {name}.", find_names(f"The {name}.", DAY)) == [name]


def beside(name: str, row: NamedAfter) -> str:
    if row.place == "before":
        return f"It was {row.words} {name} again."
    return f"It was {name}{'' if row.words[0] in ',-' else ' '}{row.words} again."


def test_knowledge_a_name_joined_by_a_hyphen_keeps_its_actor() -> None:
    sentence = "The Seoul-Tokyo accord lapsed."
    assert surfaces(sentence, find_names(sentence, DAY)) == ["Seoul", "Tokyo"]


def test_knowledge_ambiguous_names_are_one_of_theirs_only_where_the_text_names_it() -> None:
    strong = strong_names()
    for row in load_ambiguous().values():
        alone = f"They spoke of {row.name} there."
        together = find_names(alone, DAY)
        assert [found.actor_codes for found in together] == (
            [row.candidates] if row.takes == "all" else []
        ), row
        for code in row.candidates if row.takes == "one" else ():
            sentence = f"{strong[code]} was named, and then {row.name} too."
            (first, second) = find_names(sentence, DAY)
            assert (first.actor_codes, second.actor_codes) == ((code,), (code,)), sentence


def test_knowledge_seats_move_with_their_days() -> None:
    def meant_on(day: date) -> set[str]:
        return {row.name for row in load_names() if row.actor_code == "KOR" and row.holds_on(day)}

    assert "Blue House" in meant_on(date(2022, 5, 9))
    assert "Blue House" not in meant_on(date(2022, 5, 10))
    assert "Yongsan presidential office" in meant_on(date(2022, 5, 10))
    assert "Yongsan presidential office" not in meant_on(date(2025, 12, 29))
    assert "Blue House" in meant_on(date(2025, 12, 29))


def test_knowledge_is_as_wide_as_the_news() -> None:
    actors = load_actors()
    states = {code for code, actor in actors.items() if actor.actor_kind == "state"}
    named = {
        kind: {row.actor_code for row in load_names() if row.kind == kind}
        for kind in ("capital", "demonym", "government_seat")
    }
    # The Dominicans are ambiguous, Singapore and the Vatican their own capitals, and Brussels
    # is also that of organisations.
    assert states - named["capital"] == {"BEL", "SGP", "VAT"}
    assert states - named["demonym"] == {"DMA", "DOM", "VAT"}
    assert len(states & named["government_seat"]) >= 150
    kinds = [actor.actor_kind for actor in actors.values()]
    assert kinds.count("nonstate") >= 150
    assert kinds.count("territory") >= 60
    assert kinds.count("organisation") >= 60
