"""The actor files: sound codes, dated offices without overlap, each name one actor."""

import csv
from collections import defaultdict
from datetime import date
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest

from orchestration.knowledge.actors import (
    holders_on,
    load_actors,
    load_ambiguous,
    load_names,
    load_not_actors,
    load_office_holders,
    read_knowledge,
)
from orchestration.knowledge.roles import (
    REFERENCE_KINDS,
    goes_by_first_name,
    load_bare_names,
    load_references,
    load_roles,
)

ACTOR_KINDS = ("state", "territory", "organisation", "nonstate")
CODE_BASES = ("ISO 3166-1", "demarche")
NAME_KINDS = ("country", "capital", "government_seat", "demonym", "organisation", "nonstate")
STRENGTHS = ("strong", "weak", "personal")
ROLE_KINDS = ("person", "institution", "group")
CSV_FILES = [
    "actors.csv",
    "actor_names.csv",
    "memberships.csv",
    "named_after.csv",
    "not_actors.csv",
    "office_holders.csv",
    "outlets.csv",
]


TIDY_FILES = [
    *CSV_FILES,
    "ambiguous_names.csv",
    "bare_names.csv",
    "georgia.csv",
    "name_order.csv",
    "seasons.csv",
    "status_cues.csv",
    "word_classes.csv",
]


@pytest.mark.parametrize("name", TIDY_FILES)
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
        assert actor.code_basis in CODE_BASES
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


def test_knowledge_of_roles_uses_its_lists_of_kinds() -> None:
    assert {role.kind for role in load_roles().values()} == set(ROLE_KINDS)
    assert {reference.kind for reference in load_references()} == set(REFERENCE_KINDS)


def test_knowledge_a_name_is_one_actor_or_is_listed_as_ambiguous() -> None:
    periods_by_name = defaultdict(list)
    for name in load_names():
        periods_by_name[name.name].append(
            (name.valid_from or date.min, name.valid_to or date.max, name.actor_code)
        )
    for name, periods in periods_by_name.items():
        periods.sort()
        for earlier, later in pairwise(periods):
            assert earlier[1] < later[0], (name, earlier, later)
    actors_by_name = set(periods_by_name)
    assert actors_by_name & set(load_ambiguous()) == set()
    assert actors_by_name & {row.name for row in load_not_actors()} == set()


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


def test_knowledge_a_persons_name_is_one_actor_on_a_day() -> None:
    """A full name; one word alone is told apart by the states that the text names."""
    terms = defaultdict(list)
    for holder in load_office_holders():
        for name in holder.names:
            if " " in name:
                terms[name].append(
                    (holder.valid_from, holder.valid_to or date.max, holder.actor_code)
                )
    taken = {name.name for name in load_names()} | {row.name for row in load_not_actors()}
    assert set(terms) & (taken | set(load_ambiguous())) == set()
    for name, held in terms.items():
        held.sort()
        for earlier, later in pairwise(held):
            assert earlier[2] == later[2] or earlier[1] < later[0], (name, earlier, later)


def test_knowledge_a_person_is_spelled_in_plain_letters_and_one_way_for_an_actor() -> None:
    persons = {(holder.actor_code, holder.person) for holder in load_office_holders()}
    for holder in load_office_holders():
        assert holder.person.isascii(), holder
        assert holder.person not in holder.name_variants, holder
        others = {(holder.actor_code, name) for name in holder.names} & persons
        assert others == {(holder.actor_code, holder.person)}, holder


def test_knowledge_an_office_has_the_sector_of_its_role_noun() -> None:
    roles = load_roles()
    for holder in load_office_holders():
        role = roles.get(holder.office)
        assert role is None or role.sector == holder.sector, holder


@pytest.mark.parametrize("year", range(2015, 2027))
def test_knowledge_each_year_knows_the_leaders_of_at_least_seventy_states(year: int) -> None:
    """Who leads and who speaks abroad, on a day of the year."""
    actors = load_actors()
    leaders: dict[str, set[str]] = defaultdict(set)
    for holder in holders_on(date(year, 7, 1)):
        leaders[actors[holder.actor_code].actor_kind].add(holder.actor_code)
    diplomats = {
        holder.actor_code
        for holder in holders_on(date(year, 7, 1))
        if "foreign" in holder.office or holder.office in ("secretary of state", "external")
    }
    assert len(leaders["state"]) >= 150
    assert len(leaders["organisation"]) >= 28
    assert len(diplomats) >= 70


def test_knowledge_exceptions_of_name_order_are_people_in_office() -> None:
    known = {(holder.actor_code, holder.person) for holder in load_office_holders()} | {
        (holder.actor_code, name) for holder in load_office_holders() for name in holder.names
    }
    for row in read_knowledge("name_order.csv"):
        assert row["order"] in ("first", "last")
        assert not row["person"] or (row["actor_code"], row["person"]) in known


def test_knowledge_a_bare_name_is_the_family_name_of_somebody_in_office() -> None:
    names = {
        name.split()[0 if goes_by_first_name(holder.actor_code, name) else -1]
        for holder in load_office_holders()
        for name in holder.names
    }
    assert set(load_bare_names()) <= names


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
    assert "strong" not in {row.strength for row in load_names() if row.name == name}


def test_knowledge_codes_of_our_own_are_none_of_iso() -> None:
    iso = set((Path(__file__).parent / "iso_3166_1_alpha_3.txt").read_text().split())
    assert len(iso) == 249
    for code, actor in load_actors().items():
        assert (code in iso) is (actor.code_basis == "ISO 3166-1"), code


def test_knowledge_taliban_is_the_movement_until_it_took_kabul() -> None:
    def meant_on(day: date) -> set[str]:
        named = [name for name in load_names() if name.name == "Taliban"]
        return {name.actor_code for name in named if name.holds_on(day)}

    assert meant_on(date(2020, 2, 29)) == {"TALIBA"}
    assert meant_on(date(2024, 1, 15)) == {"AFG"}


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Sao Tome", "STP"),
        ("São Tomé", "STP"),
        ("Cote d’Ivoire", "CIV"),
        ("Côte d'Ivoire", "CIV"),
        ("Turkiye", "TUR"),
        ("Elysee", "FRA"),
        ("N’Djamena", "TCD"),
    ],
)
def test_knowledge_names_are_found_with_and_without_accents(spelling: str, code: str) -> None:
    assert {name.actor_code for name in load_names() if name.name == spelling} == {code}


def test_knowledge_an_accent_that_makes_the_name_is_kept() -> None:
    names = {name.name for name in load_names()}
    assert "Malé" in names
    assert "Male" not in names
