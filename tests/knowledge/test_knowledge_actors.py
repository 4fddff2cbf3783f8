"""The actor files: sound codes, dated offices without overlap, each name one actor."""

import csv
from collections import defaultdict
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from orchestration.knowledge.actors import (
    ACTOR_KINDS,
    NAME_KINDS,
    STRENGTHS,
    holders_on,
    load_actors,
    load_ambiguous,
    load_names,
    load_not_actors,
    load_office_holders,
)

CSV_FILES = ["actors.csv", "actor_names.csv", "not_actors.csv", "office_holders.csv"]


@pytest.mark.parametrize("name", [*CSV_FILES, "ambiguous_names.csv"])
def test_knowledge_file_is_sorted_and_tidy(name: str) -> None:
    with (files("orchestration.knowledge") / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert rows == sorted(rows)
    assert len({tuple(row) for row in rows}) == len(rows)
    assert all(cell == cell.strip() for row in rows for cell in row)


def test_knowledge_every_state_is_there_with_a_name_and_a_demonym() -> None:
    actors = load_actors()
    states = {code for code, actor in actors.items() if actor.actor_kind == "state"}
    assert len(states) >= 197
    assert {name.actor_code for name in load_names() if name.kind == "country"} >= states


def test_knowledge_codes_and_kinds_come_from_their_lists() -> None:
    actors = load_actors()
    for actor in actors.values():
        assert actor.actor_kind in ACTOR_KINDS
        assert actor.code_basis in {"ISO 3166-1", "demarche"}
        assert actor.actor_code.isupper()
    for name in load_names():
        assert name.actor_code in actors
        assert name.kind in NAME_KINDS
        assert name.strength in STRENGTHS
    for holder in load_office_holders():
        assert holder.actor_code in actors
    for ambiguous in load_ambiguous().values():
        assert len(ambiguous.candidates) > 1
        assert set(ambiguous.candidates) <= set(actors)


def test_knowledge_a_name_is_one_actor_or_is_listed_as_ambiguous() -> None:
    actors_by_name = defaultdict(set)
    for name in load_names():
        actors_by_name[name.name].add(name.actor_code)
    assert {name: codes for name, codes in actors_by_name.items() if len(codes) > 1} == {}
    assert set(actors_by_name) & set(load_ambiguous()) == set()
    assert set(actors_by_name) & {row.name for row in load_not_actors()} == set()


def test_knowledge_offices_are_dated_and_nobody_holds_one_twice_at_a_time() -> None:
    seats = defaultdict(list)
    for holder in load_office_holders():
        assert holder.valid_to is None or holder.valid_from < holder.valid_to, holder
        assert holder.source
        seats[holder.actor_code, holder.office].append(
            (holder.valid_from, holder.valid_to or date.max, holder.person)
        )
    for seat, terms in seats.items():
        terms.sort()
        for earlier, later in pairwise(terms):
            assert earlier[1] <= later[0], (seat, earlier, later)


@pytest.mark.parametrize(
    ("day", "person", "holds"),
    [
        (date(2024, 1, 9), "Park Jin", True),
        (date(2024, 1, 11), "Park Jin", False),
        (date(2024, 1, 11), "Cho Tae-yul", True),
        (date(2022, 1, 1), "Donald Trump", False),
    ],
)
def test_knowledge_holders_on_a_day(day: date, person: str, holds: bool) -> None:
    assert (person in {holder.person for holder in holders_on(day)}) is holds


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("DPRK", "PRK"),
        ("ROK", "KOR"),
        ("DRC", "COD"),
        ("Congo-Brazzaville", "COG"),
        ("Niger", "NER"),
        ("Nigerian", "NGA"),
        ("Kremlin", "RUS"),
        ("Ivory Coast", "CIV"),
        ("Houthi", "HOUTHI"),
    ],
)
def test_knowledge_hard_names(name: str, code: str) -> None:
    assert {row.actor_code for row in load_names() if row.name == name} == {code}


@pytest.mark.parametrize("name", ["Georgia", "Jordan", "Turkey", "Chad"])
def test_knowledge_names_that_are_also_something_else_are_weak(name: str) -> None:
    assert {row.strength for row in load_names() if row.name == name} == {"weak"}


def test_knowledge_organisations_have_no_code_of_a_country() -> None:
    # The codes of ISO 3166-1 that are not already in the file as states and territories.
    others = (
        "ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM FLK FRO GGY GIB GLP GUF GUM "
    )
    others += (
        "HMD IMN IOT JEY MAC MAF MNP MSR MTQ MYT NFK NIU PCN PYF REU SGS SHN SJM SPM SXM TCA TKL "
    )
    others += "UMI VGB VIR WLF"
    iso = set(others.split())
    iso |= {code for code, actor in load_actors().items() if actor.code_basis == "ISO 3166-1"}
    own = {code for code, actor in load_actors().items() if actor.code_basis == "demarche"}
    assert own & iso == set()
