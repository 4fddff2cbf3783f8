"""Actors: who can act, under which names, and who held office when.

Reviewed CSV files beside this module, each row a fact; `NOTICE.md` names their sources. A name is
*strong* where it stands for its actor on its own, *weak* where it is also a person's first name, a
town elsewhere or a bird, so that the reader asks for more before it counts.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import as_file, files

ACTOR_KINDS = ("state", "territory", "organisation", "nonstate")
NAME_KINDS = ("country", "government_seat", "demonym", "organisation", "nonstate")
STRENGTHS = ("strong", "weak")


@dataclass(frozen=True)
class Actor:
    """One that can act; `code_basis` is ISO 3166-1 or demarche (a documented code of our own)."""

    actor_code: str
    actor_name: str
    actor_kind: str
    code_basis: str


@dataclass(frozen=True)
class ActorName:
    """A name of an actor; `sector` is set where the name itself implies one (Pentagon: MIL)."""

    name: str
    actor_code: str
    kind: str
    strength: str
    sector: str | None
    valid_from: date | None
    valid_to: date | None
    note: str


@dataclass(frozen=True)
class NotActor:
    """A name that holds an actor's name and stands for something else, such as a sea or a paper."""

    name: str
    what_it_is: str


@dataclass(frozen=True)
class AmbiguousName:
    """A name of several actors, and what in a text decides between them."""

    name: str
    candidates: tuple[str, ...]
    what_decides: str


@dataclass(frozen=True)
class OfficeHolder:
    """A person who speaks for an actor from `valid_from` to `valid_to` (None: still in office)."""

    actor_code: str
    person: str
    name_variants: tuple[str, ...]
    office: str
    sector: str
    valid_from: date
    valid_to: date | None
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        """The full name and its other spellings."""
        return (self.person, *self.name_variants)

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on `day`, the last day included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@cache
def load_actors() -> dict[str, Actor]:
    """Actors by code, in the order of their codes."""
    return {row["actor_code"]: Actor(**row) for row in read_knowledge("actors.csv")}


@cache
def load_names() -> tuple[ActorName, ...]:
    """All names that resolve to one actor, in the order of the file."""
    return tuple(
        ActorName(
            row["name"],
            row["actor_code"],
            row["kind"],
            row["strength"],
            row["sector"] or None,
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            row["note"],
        )
        for row in read_knowledge("actor_names.csv")
    )


@cache
def load_not_actors() -> tuple[NotActor, ...]:
    """Names that are no actor though they hold the name of one."""
    return tuple(NotActor(**row) for row in read_knowledge("not_actors.csv"))


@cache
def load_ambiguous() -> dict[str, AmbiguousName]:
    """Names of several actors, by name."""
    return {
        row["name"]: AmbiguousName(
            row["name"], tuple(row["candidates"].split("|")), row["what_decides"]
        )
        for row in read_knowledge("ambiguous_names.csv")
    }


@cache
def load_office_holders() -> tuple[OfficeHolder, ...]:
    """Office-holders of all times that the file covers."""
    return tuple(
        OfficeHolder(
            row["actor_code"],
            row["person"],
            tuple(filter(None, row["name_variants"].split("|"))),
            row["office"],
            row["sector"],
            date.fromisoformat(row["valid_from"]),
            _day(row["valid_to"]),
            row["source"],
        )
        for row in read_knowledge("office_holders.csv")
    )


def holders_on(day: date) -> tuple[OfficeHolder, ...]:
    """Those who hold office on `day`."""
    return tuple(holder for holder in load_office_holders() if holder.holds_on(day))


def read_knowledge(file_name: str) -> Iterator[dict[str, str]]:
    """Rows of a CSV file of this folder."""
    with (
        as_file(files("orchestration.knowledge") / file_name) as path,
        path.open(encoding="utf-8", newline="") as file,
    ):
        yield from csv.DictReader(file)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
