"""Which names of actors stand in a text: one pass over it, before anything dear runs.

An Aho–Corasick automaton over all names finds them in time that grows with the text only (measured
at millions of words a second). Of overlapping names the longest wins, and a name that is no actor
("South China Sea") takes its words away from those inside it. Weak and ambiguous names need the
rest of the text: see `decide`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import ahocorasick

from orchestration.extract.wordlists import words
from orchestration.knowledge.actors import (
    ActorName,
    AmbiguousName,
    NotActor,
    OfficeHolder,
    load_ambiguous,
    load_names,
    load_not_actors,
    load_office_holders,
)

Known = ActorName | AmbiguousName | NotActor | OfficeHolder

NEAR_CHARACTERS = 40
BESIDE = re.compile(r"^(?:,? (?:and|or|with|against|to|versus) |[-–/]|, |’s |'s )(?:the )?$")
ACTS_AS_STATE = re.compile(
    r"^(?:['’]s? )(?:\w+ ){0,3}?(?:minist|president|government|army|parliament|embassy|ambassador|"
    r"envoy|capital|border|foreign|leader|king|troops|forces|military|sovereignty|navy|police)"
)
BEFORE_A_STATE = re.compile(
    r"(?:\b(?:with|between|against|urged|accused|warned|told|visit to|ties with|talks with|border "
    r"with|ambassador to|troops to|president of|minister of|government of|republic of|king of"
    r"|envoy to|withdrawal from|relations with|[Ii]n|[Ff]rom|[Tt]o) |, )$"
)

DOES_SOMETHING = re.compile(
    r"^ (?:(?:has|had|have|will|would|also|on [A-Z]\w+day) )*(?:[a-z]{3,}ed|said|says|told|made|"
    r"sent|met|held|cut|broke|called|withdrew|began|took|let|gave|sought|struck|put)\b[^.!?]*$"
)
A_COMMON_NOUN = re.compile(r"\b(?:an?|roast|cold|stuffed|wild|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?) $")
A_STATE_OF_THE_UNION = re.compile(
    r"\bAtlanta\b|\bSavannah\b|\bstate of Georgia\b|\bGeorgia (?:state )?(?:[Ss]enat|[Gg]overnor|"
    r"Republican|Democrat|Bulldogs|voters|[Cc]ongress|[Ss]ecretary of [Ss]tate|[Pp]ower)"
)
CAPITALISED_AFTER = re.compile(r"^ (?!(?:I|[A-Z]{2,})\b)[A-Z][a-z]+")
CAPITALISED_BEFORE = re.compile(r"(?:^|[\s(])[A-Z][a-z]+ $")
HARMLESS_NEIGHBOURS = words(
    "President Prime Foreign Minister King Queen Defense Defence Government Army Ambassador "
    "But And The In On At From To For With While When After Before As Since If That Both "
    "Meanwhile Last Monday Tuesday Wednesday Thursday Friday Saturday Sunday January "
    "February March April May June July August September October November December Interior "
    "Finance Parliament Embassy Navy Between Against Neighbouring Neighboring Northern "
    "Southern Eastern Western Central State Emir Sultan Premier Like Unlike Under Chancellor "
    "Vice Deputy By Of Or Yet"
)


@dataclass(frozen=True)
class Found:
    """A name found: characters from `start` to `end`, and the actors it may stand for.

    `actor_codes` holds one code, or several for a name of a group ("the Koreas"). `is_weak` says
    that the name alone would not have been enough.
    """

    start: int
    end: int
    kind: str
    actor_codes: tuple[str, ...]
    sector: str | None = None
    person: str | None = None
    is_weak: bool = False


@cache
def _automaton() -> ahocorasick.Automaton:
    """The automaton over every name of every day; a value lists all that the name can be."""
    known: dict[str, list[Known]] = {}
    for name in load_names():
        known.setdefault(name.name, []).append(name)
    for ambiguous in load_ambiguous().values():
        known.setdefault(ambiguous.name, []).append(ambiguous)
    for blocked in load_not_actors():
        known.setdefault(blocked.name, []).append(blocked)
    for holder in load_office_holders():
        for name_of_person in holder.names:
            # "Lula" alone is told apart where the text names Brazil, see `references`.
            if " " in name_of_person:
                known.setdefault(name_of_person, []).append(holder)
    automaton = ahocorasick.Automaton()
    for name_text, values in known.items():
        automaton.add_word(name_text, (len(name_text), tuple(values)))
    automaton.make_automaton()
    return automaton


def find_names(text: str, day: date) -> list[Found]:
    """The actors named in a `text` published on `day`, in order; none lies in another."""
    hits = _whole_words(text)
    longest = _longest_first(hits)
    strong, unsure = [], []
    for start, end, values in longest:
        found = _strong(start, end, values, day)
        if found is None:
            unsure.append((start, end, values))
        else:
            strong.append(found)
    named = {code for found in strong if found.actor_codes for code in found.actor_codes}
    decided = [
        choice
        for start, end, values in unsure
        if (choice := decide(text, start, end, values, day, named, strong)) is not None
    ]
    return sorted(
        (found for found in (*strong, *decided) if found.actor_codes), key=lambda found: found.start
    )


def _whole_words(text: str) -> list[tuple[int, int, tuple[Known, ...]]]:
    """Every name that stands in `text` as whole words."""
    hits = []
    for last, (length, values) in _automaton().iter(text):
        start, end = last - length + 1, last + 1
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        if end < len(text) and (text[end].isalnum() or text[end] == "_"):
            continue
        hits.append((start, end, values))
    return hits


def _longest_first(
    hits: Iterable[tuple[int, int, tuple[Known, ...]]],
) -> list[tuple[int, int, tuple[Known, ...]]]:
    """Those that no longer one overlaps; of equal ones the first."""
    kept: list[tuple[int, int, tuple[Known, ...]]] = []
    taken: set[int] = set()
    for start, end, values in sorted(hits, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if start in taken or end - 1 in taken:
            continue
        taken.update(range(start, end))
        kept.append((start, end, values))
    return sorted(kept, key=lambda hit: hit[0])


def _strong(start: int, end: int, values: Sequence[Known], day: date) -> Found | None:
    """What the name is beyond doubt (no actor at all included), or None where the text decides."""
    if any(isinstance(value, NotActor) for value in values):
        return Found(start, end, "", ())
    if any(isinstance(value, AmbiguousName) for value in values):
        return None
    names = [v for v in values if isinstance(v, ActorName) and v.holds_on(day)]
    if names:
        return None if names[0].strength == "weak" else _of_name(start, end, names[0])
    holders = [v for v in values if isinstance(v, OfficeHolder)]
    if not holders:
        return Found(start, end, "", ())
    return _of_person(start, end, holders, day)


def _of_name(start: int, end: int, name: ActorName, *, is_weak: bool = False) -> Found:
    kind, codes = name.mention_kind, (name.actor_code,)
    return Found(start, end, kind, codes, name.sector, is_weak=is_weak)


def _of_person(start: int, end: int, holders: Sequence[OfficeHolder], day: date) -> Found:
    """The holder of an office on `day`; one who left it or is yet to come speaks for nobody."""
    current = [holder for holder in holders if holder.holds_on(day)]
    codes = {holder.actor_code for holder in current}
    if len(codes) != 1:
        return Found(start, end, "", ())
    holder = current[0]
    return Found(start, end, "person", (holder.actor_code,), holder.sector, holder.person)


def decide(
    text: str,
    start: int,
    end: int,
    values: Sequence[Known],
    day: date,
    named: set[str],
    strong: Sequence[Found],
) -> Found | None:
    """What a weak or ambiguous name stands for in this text, or None where it can't be told.

    Ambiguous: the one candidate that the text names by a strong name. Weak: points are weighed,
    for it a strong name of the same actor, another actor beside it, words that go with a state;
    against it a capital beside it ("Jordan Smith"), an article ("a turkey"), an American state.
    """
    for value in values:
        if isinstance(value, AmbiguousName):
            if value.name == "Koreas":
                return Found(start, end, "country", value.candidates)
            candidates = [code for code in value.candidates if code in named]
            if len(candidates) != 1:
                return None
            is_demonym = value.name in ("Korean", "Congolese", "Dominican")
            kind = "demonym" if is_demonym else "country"
            if value.name in ("Brussels", "Geneva", "New York"):
                kind = "government_seat"
            return Found(start, end, kind, (candidates[0],), is_weak=True)
    names = [v for v in values if isinstance(v, ActorName) and v.holds_on(day)]
    if not names:
        return None
    name = names[0]
    if _points(text, start, end, name, named, strong) >= 1:
        return _of_name(start, end, name, is_weak=True)
    return None


def _points(
    text: str, start: int, end: int, name: ActorName, named: set[str], strong: Sequence[Found]
) -> int:
    """How much of the text speaks for a weak name standing for its actor."""
    before, after = text[max(0, start - NEAR_CHARACTERS) : start], text[end : end + 60]
    points = 2 if name.actor_code in named else 0
    points += 2 * _stands_beside_an_actor(text, start, end, strong)
    if name.kind in ("country", "capital"):
        points += bool(ACTS_AS_STATE.match(after)) + bool(BEFORE_A_STATE.search(before))
        points += len(named - {name.actor_code}) >= 2
        points += _acts_on_an_actor(text, end, strong)
    if A_COMMON_NOUN.search(before) and name.kind != "demonym":
        points -= 3
    if name.name.startswith("Georgia") and A_STATE_OF_THE_UNION.search(text):
        points -= 4
    following = CAPITALISED_AFTER.match(after)
    if following and following.group().strip() not in HARMLESS_NEIGHBOURS:
        points -= 3 if name.kind != "demonym" and not name.name.isupper() else 0
    preceding = CAPITALISED_BEFORE.search(before)
    if (
        preceding
        and preceding.group().strip(" (\n") not in HARMLESS_NEIGHBOURS
        and not any(found.end == start - 1 for found in strong)
        and name.kind != "organisation"
    ):
        points -= 3
    return points


def _stands_beside_an_actor(text: str, start: int, end: int, strong: Sequence[Found]) -> bool:
    """Whether only "and", a comma, a hyphen or a preposition parts it from a strong name."""
    for found in strong:
        if not found.actor_codes:
            continue
        if 0 < start - found.end <= 12 and BESIDE.match(text[found.end : start]):
            return True
        if 0 < found.start - end <= 12 and BESIDE.match(text[end : found.start]):
            return True
    return False


def _acts_on_an_actor(text: str, end: int, strong: Sequence[Found]) -> bool:
    """Whether a verb follows the name and an actor the verb, within the sentence."""
    return any(
        found.actor_codes
        and 0 < found.start - end <= 2 * NEAR_CHARACTERS
        and DOES_SOMETHING.match(text[end : found.start])
        for found in strong
    )
