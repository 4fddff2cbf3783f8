"""Words for people and bodies that stand for an actor, and for referring back to one.

`roles.csv`: nouns that with an actor's name before or after them speak for that actor ("the
Russian foreign minister", "the parliament of Chad"), with their PLOVER sector. `references.csv`:
phrases that point back to actors named before ("both sides", "the bloc"). `name_order.csv`: whose
people are called again by the first word of their name, and those of them who are not.
`bare_names.csv`: family names of office-holders that alone are also a word, a month, a place or a
given name. All four are our own reading of news.
"""

from dataclasses import dataclass
from functools import cache

from orchestration.knowledge.actors import read_knowledge

REFERENCE_KINDS = ("country", "organisation", "pair")


@dataclass(frozen=True)
class RoleNoun:
    """A noun for a person, an institution or a group of people or their arms, and its sector."""

    noun: str
    plural: str | None
    kind: str
    sector: str


@dataclass(frozen=True)
class ReferencePhrase:
    """A phrase that points back: to the last country or organisation named, or to a pair.

    `actor_codes` are the only actors it can mean; empty where any may be meant.
    """

    phrase: str
    kind: str
    actor_codes: tuple[str, ...]


@cache
def load_roles() -> dict[str, RoleNoun]:
    """Role nouns by every form in lower case, plurals included."""
    roles: dict[str, RoleNoun] = {}
    for row in read_knowledge("roles.csv"):
        role = RoleNoun(row["noun"], row["plural"] or None, row["kind"], row["sector"])
        roles[role.noun.lower()] = role
        if role.plural:
            roles.setdefault(role.plural.lower(), role)
    return roles


@cache
def load_references() -> tuple[ReferencePhrase, ...]:
    """Reference phrases in the order of the file."""
    return tuple(
        ReferencePhrase(
            row["phrase"], row["kind"], tuple(filter(None, row["actor_code"].split("|")))
        )
        for row in read_knowledge("references.csv")
    )


@cache
def load_name_order() -> dict[tuple[str, str], str]:
    """Which word of the name the press uses again, `first` or `last`, by actor and person.

    The person is empty where it holds for everybody of the actor who is not listed himself.
    """
    return {
        (row["actor_code"], row["person"]): row["order"] for row in read_knowledge("name_order.csv")
    }


def goes_by_first_name(actor_code: str, person: str) -> bool:
    """Whether the press calls the person again by the first word of the name: Xi, Abiy, Anwar."""
    order = load_name_order()
    usual = order.get((actor_code, ""), "last")
    return order.get((actor_code, person), usual) == "first"


@cache
def load_bare_names() -> dict[str, str]:
    """Family names that alone are also something else, and what: May is a month, Park a word."""
    return {row["name"]: row["what_else"] for row in read_knowledge("bare_names.csv")}
