"""The check of every sentence: what it names, dates, counts and quotes must be in its evidence.

A claim gives the events and cells that a sentence rests on. The check takes out of its text what
these allow and looks at the rest: a capital letter inside a sentence, a letter of a script without
capitals, a figure or number word, a month or weekday, or the name of an actor that is left there is
supported by nothing, and the page is not built. The rule is the design's ("What the peers get
wrong"): it reads text, and knows nothing of how the sentence was made.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports import formats
from reports.acts import only_source, remark_on_copies
from reports.facts import Facts, UnknownCellError
from reports.printed import Cell
from reports.rows import Event, Report

# Words with which a sentence of ours begins; any other capital is taken for a name.
OPENERS = frozenset(
    (
        *("The", "Index", "It", "No", "Not", "A", "An", "People", "Office-holders", "Courts"),
        *("Articles", "Reported", "Both", "Between", "Counted"),
    )
)
LONGEST_EXCERPT = 120
UNNAMED_SPEAKER = "a person quoted"  # whom the sentence does not name
NUMBER_WORDS = re.compile(
    r"\b(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|"
    r"ninety|hundreds?|thousands?|millions?|billions?|dozens?|once|twice|thrice|half|second|"
    r"third(?! party’s table)|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b",
    re.IGNORECASE,
)
CALENDAR = re.compile(
    rf"\b({'|'.join((*formats.WEEKDAYS, *formats.MONTHS))}|today|yesterday|tomorrow)\b"
)
TELLING_WORDS = frozenset(
    form
    for pattern in (NUMBER_WORDS.pattern, CALENDAR.pattern)
    for word in re.findall(r"\w{3,}", pattern.lower())
    for form in (word, word.removesuffix("s"))
)
TAKEN = "\x00"  # stands for what was supported; no text from outside holds it (formats.clean)


@dataclass(frozen=True)
class Words:
    """A run of text; `anchor` makes it a link within the page."""

    text: str
    strong: bool = False
    anchor: str | None = None


@dataclass(frozen=True)
class Mark:
    """The place of a raised number that leads to the evidence of an event."""

    event_key: str


@dataclass(frozen=True)
class Claim:
    """A sentence with what it rests on: events by key, cells, and words of the evidence.

    `persons` are named in the evidence; `excerpts` are words of it that end a clause of ours.
    """

    parts: tuple[Words | Mark, ...]
    event_keys: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    persons: tuple[str, ...] = ()
    excerpts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words, without the marks."""
        return "".join(part.text for part in self.parts if isinstance(part, Words))

    @property
    def marks(self) -> tuple[str, ...]:
        """Keys of the events that it marks."""
        return tuple(part.event_key for part in self.parts if isinstance(part, Mark))


class UnsupportedSentenceError(ValueError):
    """A sentence says more than its evidence; the message quotes it and names what is too much."""


def require(claim: Claim, facts: Facts) -> Claim:
    """The claim, if everything in it is supported.

    Raises:
        UnsupportedSentenceError: something is not.
    """
    found = problems(claim, facts)
    if found:
        raise UnsupportedSentenceError(f"unsupported sentence “{claim.text}”: {'; '.join(found)}")
    return claim


def problems(claim: Claim, facts: Facts) -> list[str]:
    """What in the claim's text nothing supports, in words; empty where all is well."""
    unknown = [key for key in (*claim.event_keys, *claim.marks) if key not in facts.week.events]
    if unknown:
        return [f"no event {key}" for key in unknown]
    found = [
        f"marks event {key}, on which it does not rest"
        for key in claim.marks
        if key not in claim.event_keys
    ]
    events = [facts.week.events[key] for key in claim.event_keys]
    reports = [report for key in claim.event_keys for report in facts.week.reports.get(key, ())]
    text, wrong = _without_quotations(claim.text, reports)
    found += wrong
    text, wrong = _without_excerpts(text, claim.excerpts, reports)
    found += wrong
    text = _without(text, _lone_sources(claim, facts))
    found += [
        f"reports {key} without naming its only source"
        for key in claim.marks
        if not _names_its_source(key, claim, facts)
    ]
    found += [
        f"tells {key} as a fact, which is somebody’s word"
        for key in claim.marks
        if not _names_its_speaker(key, claim, facts)
    ]
    found += [
        f"person “{person}” is not in the evidence"
        for person in claim.persons
        if not any(formats.stands_in(person, formats.clean(r.evidence)) for r in reports)
    ]
    text = _without(text, claim.persons)
    text = _without(text, _actor_names(events, reports, facts))
    if re.search(r"\d", text) or CALENDAR.search(text):
        text = _without(text, _dates(events, facts.week.week))
    text = _without(text, (_printed(cell, facts) for cell in claim.cells))
    return found + _left_over(text, facts)


def _printed(cell: Cell, facts: Facts) -> str:
    """A cell as the audit reads and prints it.

    Raises:
        UnknownCellError: there is no such cell, or it is empty.
    """
    printed = facts.ledger.printed(cell.table, cell.key, cell.column, cell.form)
    if printed is None:
        raise UnknownCellError(f"no value in {cell.table} {'/'.join(cell.key)} {cell.column}")
    return printed


def _left_over(text: str, facts: Facts) -> list[str]:
    found = [f"number “{figure}”" for figure in re.findall(r"[+\u2212-]?\d(?:[\w.,:]*\w)?%?", text)]
    lower = text.lower()
    words = dict.fromkeys(re.findall(r"\w+", lower))
    if not TELLING_WORDS.isdisjoint(words):  # the searches below are dear, and seldom find any
        found += [f"number “{word.group()}”" for word in NUMBER_WORDS.finditer(text)]
        found += [f"date “{word.group()}”" for word in CALENDAR.finditer(text)]
    for word in re.finditer(r"[^\W\d_][\w’'-]*", text):
        if word.group().isascii() and word.group().islower():
            continue
        starts = re.search(r"(^|[.!?]\s*)$", text[: word.start()].replace(TAKEN, "x"))
        opens = starts is not None and word.group() in OPENERS
        if any(letter.isupper() for letter in word.group()) and not opens:
            found.append(f"name “{word.group()}”")
        elif any(unicodedata.category(letter) in {"Lo", "Lt"} for letter in word.group()):
            found.append(f"name “{word.group()}” in another script")
    for quote in re.findall(r"[“”\"„«»]", text):
        found.append(f"quotation mark {quote}")
    for first in words:
        for bare, name in facts.actors_by_word.get(first, ()):
            if re.search(rf"(?<!\w){re.escape(bare)}(?!\w)", lower):
                found.append(f"actor “{name}”")
    return list(dict.fromkeys(found))


def _without_quotations(text: str, reports: Iterable[Report]) -> tuple[str, list[str]]:
    if "“" not in text:
        return text, []
    evidence = [formats.clean(report.evidence) for report in reports]
    found: list[str] = []

    def judge(match: re.Match[str]) -> str:
        if any(match.group(1) in sentence for sentence in evidence):
            return TAKEN
        found.append(f"quotation “{match.group(1)}” is not in the evidence")
        return TAKEN

    return re.sub(r"“([^”]*)”", judge, text), found


def _without_excerpts(
    text: str, excerpts: Sequence[str], reports: Iterable[Report]
) -> tuple[str, list[str]]:
    """The text without words taken over from the evidence, each of them as often as it is given.

    An excerpt is whole words of one sentence, and none that are quoted in it.
    """
    if not excerpts:
        return text, []
    evidence = [formats.clean(report.evidence) for report in reports]
    found: list[str] = []
    for excerpt in excerpts:
        whole = re.compile(rf"(?<!\w){re.escape(excerpt)}(?!\w)")
        if not excerpt or not any(whole.search(sentence) for sentence in evidence):
            found.append(f"excerpt “{excerpt}” is not in the evidence")
        elif len(excerpt) > LONGEST_EXCERPT or re.search(r"[“”\"„«»]|[.!?] ", excerpt):
            found.append(f"excerpt “{excerpt}” is more than words of a sentence")
        else:
            text = whole.sub(TAKEN, text, count=1)
    return text, found


def _without(text: str, phrases: Iterable[str]) -> str:
    """The text with whole occurrences of the phrases taken out, the longest first."""
    # Most are not in it, and a search for each would make a pattern of each.
    there = {phrase for phrase in phrases if phrase and phrase in text}
    if not there:
        return text
    for phrase in sorted(there, key=lambda phrase: (-len(phrase), phrase)):
        before = r"(?<![\w.,+\u2212-])" if phrase[0].isdigit() else r"(?<!\w)"
        after = r"(?![\w%]|[.,:]\d)"
        text = re.sub(before + re.escape(phrase) + after, TAKEN, text)
    return text


def _lone_sources(claim: Claim, facts: Facts) -> list[str]:
    found: list[str] = []
    if " alone" not in claim.text:
        return found
    for key in claim.event_keys:
        reports = reports_of(facts.week.events[key], facts)
        name = only_source(reports)
        if name is not None:
            found += [f"by {name} alone", f"by {name} alone{remark_on_copies(reports)}"]
    return found


def _names_its_source(key: str, claim: Claim, facts: Facts) -> bool:
    name = lone_source(facts.week.events[key], facts)
    return name is None or f"by {name} alone" in claim.text


def lone_source(event: Event, facts: Facts) -> str | None:
    """Name of the only source of what is told of an event; nothing where there are more."""
    return only_source(reports_of(event, facts))


def reports_of(event: Event, facts: Facts) -> tuple[Report, ...]:
    """The reports of an event in whichever direction, the one that is told first."""
    return facts.ordered_reports[event.pair_event_id]


def is_statement(report: Report) -> bool:
    """Whether what a report tells is somebody's word, and not only that of the side that acts.

    What one side tells of the other, or of both, stays a statement: a sentence that left its
    speaker out would tell it as a fact. So does what an article knows from another outlet.
    """
    if report.reported_by:
        return True
    if not report.stated_by_actor:
        return bool(report.stated_by_person)
    return report.is_mutual or report.stated_by_actor != report.source_actor


def _names_its_speaker(key: str, claim: Claim, facts: Facts) -> bool:
    report = reports_of(facts.week.events[key], facts)[0]
    side = formats.clean(facts.week.actors.get(report.stated_by_actor or "", ""))
    names = (formats.clean(report.stated_by_person), side, formats.clean(report.reported_by))
    said = re.findall(r"(?:said|according to) ([^.;“”]+)", claim.text)
    known = [name for name in (*names, UNNAMED_SPEAKER) if name]
    return not is_statement(report) or any(name in words for name in known for words in said)


def _actor_names(events: Iterable[Event], reports: Iterable[Report], facts: Facts) -> set[str]:
    codes = {code for event in events for code in (event.source_actor, event.target_actor)}
    codes |= {report.stated_by_actor for report in reports if report.stated_by_actor}
    names = {formats.clean(facts.week.actors.get(code, code)) for code in codes}
    names |= {formats.bare_name(name) for name in names}
    return names | {formats.sentence_case(name) for name in names}


def _dates(events: Iterable[Event], week: date) -> set[str]:
    mondays = {week, *(event.event_week for event in events)}
    printed = {formats.week_name(monday) for monday in mondays}
    printed |= {formats.week_short(monday) for monday in mondays}
    printed |= {formats.week_span(monday) for monday in mondays}
    for day in {event.counted_date for event in events} | {week, week + timedelta(days=6)}:
        printed |= {formats.day_month(day), formats.full_day(day), formats.weekday_day(day)}
    # A weekday alone is a day of this week on which one of the events counts.
    return printed | {
        formats.weekday(event.counted_date) for event in events if event.event_week == week
    }
