"""Which names of actors stand in a text: one pass over it, before anything dear runs.

An Aho–Corasick automaton over all names finds them in time that grows with the text only (measured
at millions of words a second). Of overlapping names the longest wins, and a name that is no actor
("South China Sea") takes its words away from those inside it. Weak and ambiguous names need the
rest of the text: see `decide`. What is only named after an actor ("the London Marathon") is none:
see `namesakes`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import ahocorasick

from orchestration.extract.namesakes import is_named_after
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
from orchestration.knowledge.georgia import load_georgia

Known = ActorName | AmbiguousName | NotActor | OfficeHolder

NEAR_CHARACTERS = 40
BESIDE = re.compile(r"^(?:,? (?:and|or|with|against|to|versus) |[-–/]|, |’s |'s )(?:the )?$")
ACTS_AS_STATE = re.compile(
    r"^(?:['’]s? )(?:\w+ ){0,3}?(?:minist|president|government|army|parliament|embassy|ambassador|"
    r"envoy|capital|border|foreign|leader|king|troops|forces|military|sovereignty|navy|police)"
)
BEFORE_A_STATE = re.compile(
    r"(?:\b(?:(?:[Kk]ing|[Qq]ueen|Prince|Princess|President|Emir|Sultan)(?: [A-Z]\w+){0,3} of|"
    r"(?:borders?|frontier|coast|capital|people|kingdom|north|south|east|west) of|"
    r"with|between|against|urged|accused|warned|told|visit to|ties with|talks with|border "
    r"with|ambassador to|troops to|president of|minister of|government of|republic of|king of"
    r"|envoy to|withdrawal from|relations with|[Ii]n|[Ff]rom|[Tt]o|[Ii]nto|[Ii]nside) |, )$"
)

DOES_SOMETHING = re.compile(
    r"^ (?:(?:has|had|have|will|would|also|on [A-Z]\w+day) )*(?:[a-z]{3,}ed|said|says|told|made|"
    r"sent|met|held|cut|broke|called|withdrew|began|took|let|gave|sought|struck|put)\b[^.!?]*$"
)
IS_DONE_TO = re.compile(
    r"^(?: (?:has|had|have|will|would|also|on [A-Z]\w+day))* (?:[a-z]{3,}ed|told|sent|met|gave|"
    r"left|struck|hit|fought|beat|paid|lent|sold|sues?|gives?|tells?|asks?|warns?|urges?)"
    r"(?: the)? $"
)
A_COMMON_NOUN = re.compile(r"\b(?:an?|roast|cold|stuffed|wild|[Mm]r\.?|[Mm]rs\.?|[Mm]s\.?) $")
IN_GEORGIA = re.compile(r", Georgia\b(?!,? and [A-Z])")
A_TOWN_AND_ITS_STATE = re.compile(r"([A-Z]\w+), $")
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and all that it can be.

    `kind` is that of the actors it names, empty for people and what is no actor. `settled` holds
    the kind, the codes and the sector of a `Found` where neither the day nor the text decides.
    """

    values: tuple[Known, ...]
    kind: str
    settled: tuple[str, tuple[str, ...], str | None] | None


Hit = tuple[int, int, Entry]


@cache
def _automaton() -> ahocorasick.Automaton:
    """The automaton over every name of every day; a value is the name's length and its entry."""
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
        automaton.add_word(name_text, (len(name_text), _entry(tuple(values))))
    automaton.make_automaton()
    return automaton


def _entry(values: tuple[Known, ...]) -> Entry:
    first = values[0]
    if any(isinstance(value, NotActor) for value in values) or isinstance(first, NotActor):
        return Entry(values, "", ("", (), None))
    if isinstance(first, AmbiguousName):
        return Entry(values, first.kind, None)
    if isinstance(first, OfficeHolder):
        return Entry(values, "", None)
    is_settled = len(values) == 1 and first.strength == "strong" and first.is_timeless
    settled = (first.mention_kind, (first.actor_code,), first.sector)
    return Entry(values, first.kind, settled if is_settled else None)


def find_names(text: str, day: date) -> list[Found]:
    """The actors named in a `text` published on `day`, in order; none lies in another."""
    strong, unsure = [], []
    for start, end, entry in _longest_first(_whole_words(text)):
        if is_named_after(text, start, end, entry.kind):
            continue
        found = _strong(start, end, entry, day)
        if found is None:
            unsure.append((start, end, entry))
        else:
            strong.append(found)
    named = {code for found in strong if found.actor_codes for code in found.actor_codes}
    partners = _partners(strong, unsure, day)
    decided = [
        choice
        for start, end, entry in unsure
        if (choice := decide(text, start, end, entry, day, named, strong, partners)) is not None
    ]
    return sorted(
        (found for found in (*strong, *decided) if found.actor_codes), key=lambda found: found.start
    )


def _whole_words(text: str) -> list[Hit]:
    """Every name that stands in `text` as whole words."""
    hits = []
    for last, (length, entry) in _automaton().iter(text):
        start, end = last - length + 1, last + 1
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            continue
        if end < len(text) and (text[end].isalnum() or text[end] == "_"):
            continue
        hits.append((start, end, entry))
    return hits


def _longest_first(hits: Iterable[Hit]) -> list[Hit]:
    """Those that no longer one overlaps; of equal ones the first."""
    kept: list[Hit] = []
    cluster: list[Hit] = []
    reach = 0
    for hit in sorted(hits, key=_start):
        if hit[0] >= reach:
            kept += _longest_of(cluster)
            cluster = []
        cluster.append(hit)
        reach = max(reach, hit[1])
    return kept + _longest_of(cluster)


def _start(hit: Hit) -> int:
    return hit[0]


def _longest_of(cluster: list[Hit]) -> list[Hit]:
    """The longest of hits that overlap one after another, and what it leaves free."""
    if len(cluster) < 2:
        return cluster
    kept: list[Hit] = []
    for hit in sorted(cluster, key=lambda hit: (hit[0] - hit[1], hit[0])):
        if all(hit[1] <= other[0] or other[1] <= hit[0] for other in kept):
            kept.append(hit)
    return sorted(kept, key=_start)


def _partners(
    strong: Sequence[Found], unsure: Iterable[Hit], day: date
) -> Mapping[str, Sequence[Found]]:
    """The names that bear out a weak name beside them, by how weak it is.

    Beside the strong ones, of two names of states ("Turkey and Georgia") each the other where at
    most one is also what people are called: not Jordan and Chad.
    """
    beside: dict[str, list[Found]] = {"weak": [*strong], "personal": [*strong]}
    for start, end, entry in unsure:
        for value in entry.values:
            if not isinstance(value, ActorName) or not value.holds_on(day):
                continue
            if value.kind == "country" and not value.name.isupper():
                found = _of_name(start, end, value)
                beside["weak"].append(found)
                if value.strength == "weak":
                    beside["personal"].append(found)
            break
    return beside


def _strong(start: int, end: int, entry: Entry, day: date) -> Found | None:
    """What the name is beyond doubt (no actor at all included), or None where the text decides."""
    if entry.settled is not None:
        return Found(start, end, *entry.settled)
    if isinstance(entry.values[0], AmbiguousName):
        return None
    names = [v for v in entry.values if isinstance(v, ActorName) and v.holds_on(day)]
    if names:
        return _of_name(start, end, names[0]) if names[0].strength == "strong" else None
    holders = [v for v in entry.values if isinstance(v, OfficeHolder)]
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
    entry: Entry,
    day: date,
    named: set[str],
    strong: Sequence[Found],
    partners: Mapping[str, Sequence[Found]],
) -> Found | None:
    """What a weak or ambiguous name stands for in this text, or None where it can't be told.

    Ambiguous: the one candidate that the text names by a strong name. Weak: points are weighed,
    for it a strong name of the same actor, another actor beside it, words that go with a state;
    against it a capital beside it ("Jordan Smith"), an article ("a turkey"), an American state.
    `partners` are the names that bear another out beside them, see `_partners`.
    """
    for value in entry.values:
        if isinstance(value, AmbiguousName):
            if value.takes == "all":
                return Found(start, end, value.mention_kind, value.candidates)
            candidates = [code for code in value.candidates if code in named]
            if len(candidates) != 1:
                return None
            return Found(start, end, value.mention_kind, (candidates[0],), is_weak=True)
    names = [v for v in entry.values if isinstance(v, ActorName) and v.holds_on(day)]
    if not names:
        return None
    name = names[0]
    if _points(text, start, end, name, named, strong, partners) >= 1:
        return _of_name(start, end, name, is_weak=True)
    return None


def _points(
    text: str,
    start: int,
    end: int,
    name: ActorName,
    named: set[str],
    strong: Sequence[Found],
    partners: Mapping[str, Sequence[Found]],
) -> int:
    """How much of the text speaks for a weak name standing for its actor."""
    before, after = text[max(0, start - NEAR_CHARACTERS) : start], text[end : end + 60]
    points = 2 if name.actor_code in named else 0
    beside = partners[name.strength]
    points += 2 * _stands_beside_an_actor(text, start, end, beside)
    if name.kind in ("country", "capital"):
        points += bool(ACTS_AS_STATE.match(after)) + bool(BEFORE_A_STATE.search(before))
        points += len(named - {name.actor_code}) >= 2
        points += _acts_on_an_actor(text, end, strong) or _is_acted_on(text, start, strong)
    if A_COMMON_NOUN.search(before) and name.kind != "demonym":
        points -= 3
    if name.actor_code == "GEO" and _is_the_american_georgia(text, start, named, beside):
        points -= 4
    if name.kind == "capital" and "GEO" not in named and IN_GEORGIA.match(text, end):
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


def _is_acted_on(text: str, start: int, strong: Sequence[Found]) -> bool:
    """Whether an actor stands before the name with nothing but a verb between: "Oman told Chad"."""
    return any(
        found.actor_codes
        and 0 < start - found.end <= NEAR_CHARACTERS
        and IS_DONE_TO.match(text[found.end : start])
        for found in strong
    )


@cache
def _american_georgia() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells that Georgia is the American state, and its naming beside another of them."""
    known = load_georgia()
    towns = "|".join(sorted(known["american_town"]))
    after = "|".join(
        f"(?i:{word})" if word.islower() else word for word in sorted(known["after_american"])
    )
    state = "(?:" + "|".join(sorted(known["american_state"])) + ")"
    return (
        re.compile(
            rf"\b(?:{towns}|state of Georgia)\b|\bGeorgia (?:state )?(?:{after})|"
            r"\b(?:County|[A-Z]\w+ville), Georgia\b"
        ),
        re.compile(rf"\b{state},? (?:and )?Georgia\b|\bGeorgia(?:,| and|, and) {state}\b"),
    )


def _is_the_american_georgia(
    text: str, start: int, named: set[str], beside: Sequence[Found]
) -> bool:
    """Whether it is the American state: a town of it or another state stands with it."""
    american, among_states = _american_georgia()
    if american.search(text):
        return True
    if "GEO" in named:
        return False
    town = A_TOWN_AND_ITS_STATE.search(text[max(0, start - NEAR_CHARACTERS) : start])
    if town and not any(found.end == start - 2 for found in beside):
        return town.group(1) not in HARMLESS_NEIGHBOURS | load_georgia()["georgian_town"]
    return bool(among_states.search(text))
