"""How an act is told: the clause that says who did what to whom, and its end, which says what.

`wording.csv` has a clause for every type and mode. `verbs.csv` has nearer ones for the rules by
which an event was read, so that a summons reads as one and a warning is no threat. Where a row
names `tails`, the evidence's own words after the verb may follow as they stand there: "Kenya urged
Somalia" + "to open the crossing". A tail is taken only where the sentence leaves no doubt that it
belongs to the verb and its object; the check of claims looks it up in the evidence once more.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports import formats
from reports.acts import Act
from reports.rows import Event, Report

SPEECH = {"REQUEST", "ACCUSE", "REJECT"}
NEAR_WORDS = 8
SHORTEST_TAIL, LONGEST_TAIL = 2, 110  # words, characters
LONGEST_GAP = 90

_DAYS = "|".join((*formats.WEEKDAYS, *formats.MONTHS))
# What shows that the words between a verb and its tail are more than the verb's object.
_LEADS_AWAY = re.compile(
    r"[;:—“”\"()]|\b(which|who|whom|whose|where|that|when|while|because|but|or|as|if|since|until|said|says"
    r"|saying)\b|\band (?!both |the |its |their |[A-Z])"
)
# Where a tail may stop: at the end, or where a clause of its own or the speaker follows.
_STOPS = re.compile(
    r"\.?$|, (\w+ ){1,3}(after|before|later|earlier)\b"
    r"|, (and|but|while|after|before|when|which|who|as|in|saying|adding|according)\b"
    r"|, [^,.]{1,80}\b(said|says|reported|added|announced|told)\b"
)
# Words whose meaning hangs on the text around, and words of others.
_OF_SEVERAL = re.compile(r"\b(they|them|their|theirs|themselves)\b")
# A pronoun as an object: "to drop it", "to put this right"; what it means stands elsewhere.
_TIED_TO_ITS_TEXT = re.compile(
    r"\b(?:it|them|this|that|these|those|so|one)(?=$|,| (?:a|an|at|again|and|as|away|back|by|down"
    r"|for|from|in|into|now|of|off|on|or|out|right|to|up|with|without)\b)|"
    r"[“”\"„«»]|\b(he|she|him|her|his|hers|himself|herself|I|me|my|we|us|our|you|your|there|here"
    r"|such|these|today|yesterday|tomorrow|tonight|said|says|told|according)\b"
    r"|\b(last|next|this) (week|month|year|weekend)\b"
    rf"|^(for|over|of|against|with|on|to) (that|this|{_DAYS}|\d)|\bby (?!{_DAYS})[A-Z]"
)


@dataclass(frozen=True)
class Phrase:
    """A clause without its day; `tail` are words of the evidence that end it, or nothing."""

    head: str
    tail: str = ""

    @property
    def text(self) -> str:
        """The whole clause."""
        return f"{self.head} {self.tail}" if self.tail else self.head


@dataclass(frozen=True)
class Wording:
    """How a type and mode is printed: its label, and its clause one way and both ways."""

    label: str
    one_way: str
    both_ways: str


@dataclass(frozen=True)
class Verb:
    """A row of `verbs.csv`: clauses for what a rule, or a family of them, has read.

    `near` are words of which one must stand soon after the verb, with "~" or soon before it;
    `tails` the words that may open a tail ("of+ing": "of" before a verb in -ing); `status` is what
    is printed as such. What is empty does not apply.
    """

    event_type: str
    mode: str
    rule: str
    near: tuple[str, ...]
    status: str
    one_way: str
    both_ways: str
    tails: tuple[str, ...]
    one_way_tail: str
    both_ways_tail: str

    def covers(self, event: Event, report: Report) -> bool:
        """Whether the event was read by its rule, with its words near."""
        rule = report.rule_or_model
        return (
            self.event_type == event.counted_type
            and self.mode in ("*", event.mode or "")
            and (rule == self.rule or rule.startswith(self.rule + "."))
            and (not self.near or _stands_near(self.near, report))
        )


def phrase(act: Act, actors: Mapping[str, str]) -> Phrase:
    """Who did what to whom, and with what words where the evidence leaves no doubt."""
    event, report = act.first, act.told
    source, target = (_name(actors, code) for code in (event.source_actor, event.target_actor))
    names = {
        "source": source,
        "target": target,
        "both": formats.listed(sorted((source, target), key=formats.bare_name)),
    }
    for verb in verbs_of(event.counted_type):
        if not verb.covers(event, report):
            continue
        with_tail = verb.both_ways_tail if act.is_both_ways else verb.one_way_tail
        tail = tail_of(report, verb.tails) if with_tail and report.status == "occurred" else ""
        if not act.is_both_ways and not tail.startswith("that ") and _OF_SEVERAL.search(tail):
            tail = ""  # the sentence tells it of more than these two
        is_named = formats.bare_name(target) in tail
        if tail and (is_named or "{target}" in with_tail or "{both}" in with_tail):
            return Phrase(with_tail.format(**names), tail)
        bare = verb.both_ways if act.is_both_ways else verb.one_way
        if bare:
            return Phrase(bare.format(**names))
    if report.status == "planned" and event.counted_type == "AGREE" and _is_meeting(act):
        one_way, both_ways = "{source} plans talks with {target}", "{both} plan talks"
    else:
        one_way, both_ways = wording(event).one_way, wording(event).both_ways
    text = both_ways if act.is_both_ways else one_way
    return Phrase(text.format(**names, reached=_signed(act)))


def tail_of(report: Report, openers: tuple[str, ...]) -> str:
    """The words of the evidence that end a clause and begin with one of `openers`; else nothing.

    Nothing where the verb stands twice, where two places could open a tail, or where what lies
    between verb and tail is more than a name.
    """
    evidence = formats.clean(report.evidence)
    verb = re.escape(formats.clean(report.trigger))
    places = list(re.finditer(rf"(?<!\w){verb}(?!\w)", evidence)) if verb else []
    if len(places) != 1 or not openers:
        return ""
    rest = evidence[places[0].end() :]
    opening = _opening(openers).finditer(rest)
    found = [place for place in opening if _may_open(place, rest, openers)]
    if len(found) != 1 or found[0].start() > LONGEST_GAP:
        return ""
    if _LEADS_AWAY.search(rest[: found[0].start()]):
        return ""
    after = rest[found[0].start() :]
    end = re.search(r"[.,;:!?—–()](?=\s|$)|\s[—–]|$", after)
    tail = after[: end.start()] if end else after
    is_whole = _STOPS.match(after[len(tail) :]) is not None
    is_fit = len(tail.split()) >= SHORTEST_TAIL and len(tail) <= LONGEST_TAIL
    return tail if is_whole and is_fit and not _TIED_TO_ITS_TEXT.search(tail) else ""


@cache
def _opening(openers: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(openers, key=len, reverse=True)
    forms = {"of+ing": r"of (?=\w+ing\b)", "to": "to (?=[a-z])", "not to": "not to (?=[a-z])"}
    words = [forms.get(word, f"{word} ") for word in ordered]
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!{_DAYS}|\d)")


def _may_open(place: re.Match[str], rest: str, openers: tuple[str, ...]) -> bool:
    """Whether a tail may open here: at once after the verb, or after a name."""
    if place.group() == "of " and "of+ing" in openers:
        return True
    words = rest[: place.start()].replace(",", " ").split()
    while words and words[-1] in ("again", "also", "publicly"):
        words.pop()
    return not words or words[-1][0].isupper() or words[-1][0].isdigit()


def _stands_near(wanted: tuple[str, ...], report: Report) -> bool:
    evidence = formats.clean(report.evidence)
    ahead, verb, after = evidence.partition(formats.clean(report.trigger))
    if not verb:
        return False
    clause = re.split(r"[.,;:]\s", after)[0]
    near = f" {' '.join(clause.split()[:NEAR_WORDS])} ".replace(".", " ")
    before = " ".join(re.split(r"[.,;:]\s", ahead)[-1].split()[-NEAR_WORDS:])
    around = f" {before} {near}"
    return any(
        f" {words.removeprefix('~')} " in (around if words.startswith("~") else near)
        for words in wanted
    )


@cache
def wordings() -> dict[tuple[str, str], Wording]:
    """Wording by type and mode (empty: none), from `wording.csv`."""
    return {
        (row["event_type"], row["mode"]): Wording(row["label"], row["one_way"], row["both_ways"])
        for row in _read("wording.csv")
    }


@cache
def verbs() -> tuple[Verb, ...]:
    """The rows of `verbs.csv`; of those that cover an event the first that applies is taken."""
    return tuple(
        Verb(
            event_type=row["event_type"],
            mode=row["mode"],
            rule=row["rule"],
            near=tuple(filter(None, row["near"].split("|"))),
            status=row["status"],
            one_way=row["one_way"],
            both_ways=row["both_ways"],
            tails=tuple(filter(None, row["tails"].split("|"))),
            one_way_tail=row["one_way_tail"],
            both_ways_tail=row["both_ways_tail"],
        )
        for row in _read("verbs.csv")
    )


@cache
def verbs_of(event_type: str) -> tuple[Verb, ...]:
    """Those of a type."""
    return tuple(verb for verb in verbs() if verb.event_type == event_type)


def wording(event: Event) -> Wording:
    """The wording of an event; a mode without one takes that of its type."""
    known = wordings()
    return known.get((event.counted_type, event.mode or "")) or known[(event.counted_type, "")]


def status_word(act: Act) -> str:
    """The printed verb of the study, section 7: said, threatened, plans, signed, occurred, …"""
    event = act.first
    if event.status_group in {"denied", "planned"}:
        return event.status_group
    if act.told.status != "planned":
        nearer = (
            verb.status for verb in verbs_of(event.counted_type) if verb.covers(event, act.told)
        )
        word = next(filter(None, nearer), "")
        if word:
            return word
    if act.told.status == "planned" or event.counted_type == "AGREE":
        return "plans"
    if event.counted_type in SPEECH:
        return "summoned" if event.mode == "summon" else "said"
    if event.counted_type == "THREATEN":
        return "threatened"
    if event.counted_type == "SUPPORT":
        return _signed(act) if act.is_both_ways else "said"
    return "occurred"


def _read(name: str) -> list[dict[str, str]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _signed(act: Act) -> str:
    return "signed" if act.told.trigger.lower().startswith("sign") else "reached"


def _is_meeting(act: Act) -> bool:
    return act.told.event_type == "CONSULT"


def _name(actors: Mapping[str, str], code: str) -> str:
    return formats.clean(actors.get(code, code))
