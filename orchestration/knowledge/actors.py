"""Actors: who can act, under which names, who held office or was a member when, what is none.

Reviewed CSV and YAML files beside this module, each row a fact; `NOTICE.md` names their sources
and the scheme of the codes. A name is *strong* where it stands for its actor on its own, *weak*
where it is also a town elsewhere, a bird or an acronym of others, so that the reader asks for more
before it counts, and *personal* where people are called so, which is weak too. Files hold each name
once, with its accents; the loaders add the spellings without accents and with the typographic
apostrophe. A day bound (`valid_from`, `valid_to`) is included; None leaves that side open.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import as_file, files

LETTERS_WITHOUT_ACCENT = str.maketrans("łŁøØıđĐðÐəƏ’", "lLoOidDdDaA'")


@dataclass(frozen=True)
class Actor:
    """A state, territory, organisation or nonstate actor.

    `actor_name` is the short English name, with "the" where prose needs it. `parent_code` is the
    sovereign of a territory, or the state where a nonstate actor is at home; None for others.
    """

    actor_code: str
    actor_name: str
    official_name: str
    actor_kind: str
    code_basis: str
    parent_code: str | None
    source: str

    @property
    def bare_name(self) -> str:
        """The name without "the", as a table or a sorted list shows it."""
        return self.actor_name.removeprefix("the ")


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

    @property
    def mention_kind(self) -> str:
        """Its kind among `tables.MENTION_KINDS`: a capital stands for the government there."""
        return _mention_kind(self.kind)

    @property
    def is_timeless(self) -> bool:
        """Whether the name means this actor on any day."""
        return self.valid_from is None and self.valid_to is None

    def holds_on(self, day: date) -> bool:
        """Whether the name means this actor on `day`."""
        return _holds(self.valid_from, self.valid_to, day)


@dataclass(frozen=True)
class NotActor:
    """A name that holds an actor's name and stands for something else, such as a sea or a paper."""

    name: str
    what_it_is: str


@dataclass(frozen=True)
class AmbiguousName:
    """A name of several actors, and what in a text decides between them.

    `takes` is "one" where the text must choose, "all" where the name means them together.
    """

    name: str
    candidates: tuple[str, ...]
    kind: str
    takes: str
    what_decides: str

    @property
    def mention_kind(self) -> str:
        """Its kind among `tables.MENTION_KINDS`: a capital stands for the government there."""
        return _mention_kind(self.kind)


@dataclass(frozen=True)
class NamedAfter:
    """Words beside an actor's name that make the two together something else.

    "Marathon" after it, "Mount" before it (`place`); only beside names of these `kinds`.
    """

    words: str
    place: str
    kinds: frozenset[str]
    what_it_is: str


@dataclass(frozen=True)
class Membership:
    """A period in which an actor is a member of an organisation.

    Bounds are included: `valid_to` is the day on which membership ended, None while it lasts. A
    bound known by month or year only is its first day at the start and its last at the end. A
    suspension ends nothing; `note` tells of it.
    """

    organisation_code: str
    actor_code: str
    valid_from: date
    valid_from_precision: str
    valid_to: date | None
    valid_to_precision: str | None
    note: str | None
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether the actor is a member on `day`."""
        return _holds(self.valid_from, self.valid_to, day)


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
        return tuple(spellings((self.person, *self.name_variants)))

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on `day`, the last day included."""
        return _holds(self.valid_from, self.valid_to, day)


@cache
def load_actors() -> dict[str, Actor]:
    """Actors by code, in the order of their codes."""
    return {
        row["actor_code"]: Actor(
            row["actor_code"],
            row["actor_name"],
            row["official_name"],
            row["actor_kind"],
            row["code_basis"],
            row["parent_code"] or None,
            row["source"],
        )
        for row in read_knowledge("actors.csv")
    }


@cache
def load_names() -> tuple[ActorName, ...]:
    """All names and their spellings, in the order of the file; ambiguous ones are not among them.

    A spelling that is a word of its own (Malé without its accent) is left out.
    """
    blocked = {row["name"] for row in read_knowledge("not_actors.csv")}
    names: dict[tuple[str, str, date | None], ActorName] = {}
    for row in read_knowledge("actor_names.csv"):
        written = ActorName(
            row["name"],
            row["actor_code"],
            row["kind"],
            row["strength"],
            row["sector"] or None,
            _day(row["valid_from"]),
            _day(row["valid_to"]),
            row["note"],
        )
        for spelling in spellings([written.name]):
            if spelling == written.name or spelling not in blocked:
                meant = (spelling, written.actor_code, written.valid_from)
                names.setdefault(meant, replace(written, name=spelling))
    return tuple(names.values())


@cache
def load_not_actors() -> tuple[NotActor, ...]:
    """Names that are no actor though they hold the name of one, or look like one."""
    return tuple(
        NotActor(spelling, row["what_it_is"])
        for row in read_knowledge("not_actors.csv")
        for spelling in spellings([row["name"]])
    )


@cache
def load_ambiguous() -> dict[str, AmbiguousName]:
    """Names of several actors, by name."""
    return {
        row["name"]: AmbiguousName(
            row["name"],
            tuple(row["candidates"].split("|")),
            row["kind"],
            row["takes"],
            row["what_decides"],
        )
        for row in read_knowledge("ambiguous_names.csv")
    }


@cache
def load_named_after() -> tuple[NamedAfter, ...]:
    """What is named after places and peoples, by the words that stand beside their names."""
    return tuple(
        NamedAfter(
            row["words"], row["place"], frozenset(row["kinds"].split("|")), row["what_it_is"]
        )
        for row in read_knowledge("named_after.csv")
    )


@cache
def load_memberships() -> tuple[Membership, ...]:
    """Memberships of all times that the file covers, by organisation, member and start."""
    return tuple(
        Membership(
            row["organisation_code"],
            row["actor_code"],
            date.fromisoformat(row["valid_from"]),
            row["valid_from_precision"],
            _day(row["valid_to"]),
            row["valid_to_precision"] or None,
            row["note"] or None,
            row["source"],
        )
        for row in read_knowledge("memberships.csv")
    )


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


@cache
def holders_on(day: date) -> tuple[OfficeHolder, ...]:
    """Those who hold office on `day`."""
    return tuple(holder for holder in load_office_holders() if holder.holds_on(day))


def spellings(names: Iterable[str]) -> list[str]:
    """Each name as given, without accents, and with the typographic apostrophe; each once."""
    found: dict[str, None] = {}
    for name in names:
        for base in (name, without_accents(name)):
            found[base] = None
            found[base.replace("'", "’")] = None
    return list(found)


def without_accents(text: str) -> str:
    """`text` in plain letters: São Tomé is Sao Tome, Łódź is Lodz."""
    decomposed = unicodedata.normalize("NFKD", text.translate(LETTERS_WITHOUT_ACCENT))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def read_knowledge(file_name: str) -> Iterator[dict[str, str]]:
    """Rows of a CSV file of this folder."""
    with (
        as_file(files("orchestration.knowledge") / file_name) as path,
        path.open(encoding="utf-8", newline="") as file,
    ):
        yield from csv.DictReader(file)


def _mention_kind(kind: str) -> str:
    return "government_seat" if kind == "capital" else kind


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    return (valid_from is None or valid_from <= day) and (valid_to is None or day <= valid_to)
