"""The desk of one page: it checks each claim as it comes, and numbers the evidence in its order."""

import csv
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from reports import formats, speakers
from reports.acts import Act, acts_of
from reports.check import Claim, Mark, Words, require
from reports.facts import Facts
from reports.phrases import status_word, wording
from reports.printed import Cell, Checked, Outside, Place
from reports.rows import Report
from reports.view import Direction, EventRow, Note, NoteMark, Sentence, SourceLine

ANCHOR_DIGITS = 8
DATELINE = re.compile(r"^[^a-z—]{2,40}[^—]{0,60} — ")  # place, day and agency
PENDING = frozenset(("AGREE", "THREATEN"))


@dataclass
class Notebook:
    """Checks and numbers the sentences of one page, in the order in which they are printed."""

    facts: Facts
    acts: dict[str, Act]
    anchors: dict[str, str]
    _numbers: dict[str, int] = field(default_factory=dict)
    _checked: set[Claim] = field(default_factory=set)

    def write(self, claim: Claim) -> Sentence:
        """The claim as it is printed, once it is checked.

        Raises:
            UnsupportedSentenceError: something in it rests on nothing.
        """
        self._require(claim)
        return tuple(
            self.mark(part.event_key)
            if isinstance(part, Mark)
            else Words(Checked(part.text), part.strong, part.anchor)
            for part in claim.parts
        )

    def text(self, claim: Claim) -> str:
        """The claim as plain text, once it is checked."""
        self._require(claim)
        return Checked(claim.text)

    def _require(self, claim: Claim) -> None:
        """Check a claim, the same one once: a page says some things in several places."""
        if claim not in self._checked:
            self._checked.add(require(claim, self.facts))

    def mark(self, event_key: str) -> NoteMark:
        """The mark of an event; the first of its kind can be gone back to."""
        key = self.acts[event_key].keys[0]
        is_new = key not in self._numbers
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return NoteMark(number, Place(f"r{number}") if is_new else None)

    def notes(self, shown: set[str]) -> tuple[Note, ...]:
        """The evidence list; `shown` holds the anchors of the rows that the page has."""
        return tuple(self._note(key, number, shown) for key, number in self._numbers.items())

    def _note(self, key: str, number: int, shown: set[str]) -> Note:
        act = self.acts[key]
        lines, copies = self.source_lines(act), copies_of(act)
        leads = [report for report in act.reports if report.is_first_of_story]
        others = {report.source_id for report in leads} - {act.told.source_id}
        anchor = self.anchors.get(key)
        return Note(
            number=number,
            evidence=Outside(act.evidence),
            quad_class=act.first.quad_class,
            source=self.name(act.first.source_actor),
            target=self.name(act.first.target_actor),
            is_both_ways=act.is_both_ways,
            label=wording(act.first).label,
            status=status_word(act),
            said_by=self.write(speakers.said_by(act, self.facts)),
            rule=Outside(formats.clean(act.told.rule_or_model)),
            line=lines[0],
            others=tuple(line for line in lines[1:] if line.evidence),
            n_sentences=len(sentences_of(act)),
            n_other_sources=len(others),
            n_copies=len(copies),
            row_anchor=anchor if anchor in shown else None,
        )

    def name(self, code: str) -> str:
        """Short name of an actor, for tables."""
        return Outside(formats.bare_name(formats.clean(self.facts.week.actors.get(code, code))))

    def short_name(self, code: str) -> Outside:
        """Name of an actor for narrow places, where it has a shorter one."""
        return Outside(short_names().get(code) or self.name(code))

    def source_lines(self, act: Act) -> list[SourceLine]:
        """The articles of each sentence of an act, that of the told one first; copies under them.

        A sentence that only a copy has stands on a line of its own.
        """
        lines = []
        for sentence in sentences_of(act):
            leads = [report for report in sentence if report.is_first_of_story] or sentence[:1]
            stories = {report.story_id for report in leads}
            for lead in leads:
                copied = [
                    (Outside(formats.clean(report.source_name)), report.published_at)
                    for report in sentence
                    if report not in leads
                    and (
                        report.story_id == lead.story_id
                        or (report.story_id not in stories and lead is leads[0])
                    )
                ]
                lines.append(self._line(act, lead, tuple(copied)))
        return lines

    def _line(
        self, act: Act, report: Report, copies: tuple[tuple[str, datetime], ...]
    ) -> SourceLine:
        is_another = _plain(report) != _plain(act.told)
        says_else = report.is_mutual != act.told.is_mutual
        event = self.facts.week.events[report.event_key]
        address = formats.web_address(report.url)
        return SourceLine(
            evidence=Outside(formats.clean(report.evidence)) if is_another else None,
            direction=Direction(
                self.name(event.source_actor), self.name(event.target_actor), report.is_mutual
            )
            if says_else
            else None,
            is_copy=not report.is_first_of_story,
            source=Outside(formats.clean(report.source_name)),
            url=Outside(address) if address else None,
            title=Outside(formats.clean(report.title) or formats.file_name(report.url)),
            at=report.published_at,
            copies=copies,
        )


@cache
def short_names() -> dict[str, str]:
    """Names for narrow places by code, from `short_names.csv`; reviewed, each known in the news."""
    text = Path(__file__).with_name("short_names.csv").read_text("utf-8")
    return {row["actor_code"]: row["short_name"] for row in csv.DictReader(text.splitlines())}


def open_notebook(facts: Facts) -> Notebook:
    """An empty notebook over all acts of a week's rows, those of earlier weeks included."""
    acts = acts_of(facts.week, facts.week.events)
    by_key = {key: act for act in acts for key in act.keys}
    return Notebook(facts, by_key, event_anchors(sorted(by_key)))


def event_anchors(keys: list[str]) -> dict[str, str]:
    """Anchors from event keys: their first eight digits, all of them where two would meet."""
    short: dict[str, list[str]] = {}
    for key in keys:
        short.setdefault(key[:ANCHOR_DIGITS], []).append(key)
    return {
        key: Place(f"e-{formats.slug(beginning if len(same) == 1 else key)}")
        for beginning, same in short.items()
        for key in same
    }


def sentences_of(act: Act) -> list[list[Report]]:
    """The reports of an act by what their sentence says, datelines aside; the told one first."""
    found: dict[str, list[Report]] = {}
    for report in act.reports:
        found.setdefault(_plain(report), []).append(report)
    return list(found.values())


def copies_of(act: Act) -> set[str]:
    """Articles that are copies of an earlier one, without the one that is told."""
    copied = {report.article_id for report in act.reports if not report.is_first_of_story}
    return copied - {act.told.article_id}


def _plain(report: Report) -> str:
    return DATELINE.sub("", formats.clean(report.evidence))


def event_row(act: Act, notebook: Notebook, said_by: Sentence) -> EventRow:
    """The row of an act in the events by day."""
    lines, n_copies = notebook.source_lines(act), len(copies_of(act))
    anchors = [notebook.anchors[key] for key in act.keys]
    return EventRow(
        anchor=anchors[0],
        other_anchors=tuple(anchors[1:]),
        quad_class=act.first.quad_class,
        label=wording(act.first).label,
        weight=notebook.facts.figure(Cell("fct_event", (act.keys[0],), "intensity", "change")),
        is_both_ways=act.is_both_ways,
        source=notebook.name(act.first.source_actor),
        target=notebook.name(act.first.target_actor),
        said_by=said_by,
        rule=Outside(formats.clean(act.told.rule_or_model)),
        status=status_word(act),
        is_pending=act.first.counted_type in PENDING or act.told.status == "planned",
        is_counted=act.first.is_counted,
        has_day=act.has_day,
        evidence=Outside(act.evidence),
        lead=lines[0],
        is_alone=act.single_source is not None,
        others=tuple(lines[1:]),
        n_sentences=len(sentences_of(act)),
        n_other_articles=len({report.article_id for report in act.reports}) - 1 - n_copies,
        n_copies=n_copies,
    )
