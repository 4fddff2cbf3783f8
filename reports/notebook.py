"""The desk of one page: it checks each claim as it comes, and numbers the evidence in its order."""

from dataclasses import dataclass, field

from reports import claims, formats
from reports.acts import Act, acts_of
from reports.check import Claim, Mark, require
from reports.facts import Facts
from reports.phrases import status_word, wording
from reports.view import EventRow, Note, NoteMark, Sentence, SourceLine

ANCHOR_DIGITS = 8
PENDING = frozenset(("AGREE", "THREATEN"))


@dataclass
class Notebook:
    """Checks and numbers the sentences of one page, in the order in which they are printed."""

    facts: Facts
    acts: dict[str, Act]
    anchors: dict[str, str]
    _numbers: dict[str, int] = field(default_factory=dict)

    def write(self, claim: Claim) -> Sentence:
        """The claim as it is printed, once it is checked.

        Raises:
            UnsupportedSentenceError: something in it rests on nothing.
        """
        require(claim, self.facts)
        return tuple(
            self.mark(part.event_key) if isinstance(part, Mark) else part for part in claim.parts
        )

    def text(self, claim: Claim) -> str:
        """The claim as plain text, once it is checked."""
        return require(claim, self.facts).text

    def mark(self, event_key: str) -> NoteMark:
        """The mark of an event; the first of its kind can be gone back to."""
        key = self.acts[event_key].keys[0]
        is_new = key not in self._numbers
        number = self._numbers.setdefault(key, len(self._numbers) + 1)
        return NoteMark(number, f"r{number}" if is_new else None)

    def notes(self, shown: set[str]) -> tuple[Note, ...]:
        """The evidence list; `shown` holds the anchors of the rows that the page has."""
        return tuple(self._note(key, number, shown) for key, number in self._numbers.items())

    def _note(self, key: str, number: int, shown: set[str]) -> Note:
        act = self.acts[key]
        lines, copies, others = source_lines(act)
        anchor = self.anchors.get(key)
        return Note(
            number=number,
            evidence=act.evidence,
            quad_class=act.first.quad_class,
            source=self.name(act.first.source_actor),
            target=self.name(act.first.target_actor),
            is_both_ways=act.is_both_ways,
            label=wording(act.first).label,
            status=status_word(act),
            said_by=self.write(claims.said_by(act, self.facts)),
            rule=formats.clean(act.reports[0].rule_or_model),
            line=lines[0],
            n_other_sources=others,
            n_copies=copies,
            row_anchor=anchor if anchor in shown else None,
        )

    def name(self, code: str) -> str:
        """Short name of an actor, for tables."""
        return formats.bare_name(formats.clean(self.facts.week.actors.get(code, code)))


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
        key: f"e-{formats.slug(beginning if len(same) == 1 else key)}"
        for beginning, same in short.items()
        for key in same
    }


def source_lines(act: Act) -> tuple[list[SourceLine], int, int]:
    """The articles that carry an act with their copies; number of copies, and of other sources."""
    leads = [report for report in act.reports if report.is_first_of_story] or [act.reports[0]]
    stories = {report.story_id for report in leads}
    copies = [report for report in act.reports if report not in leads]
    lines = [
        SourceLine(
            source=formats.clean(lead.source_name),
            url=formats.web_address(lead.url),
            title=formats.clean(lead.title) or formats.file_name(lead.url),
            at=lead.published_at,
            copies=tuple(
                (formats.clean(copy.source_name), copy.published_at)
                for copy in copies
                if copy.story_id == lead.story_id
                or (copy.story_id not in stories and lead is leads[0])
            ),
        )
        for lead in leads
    ]
    others = len({lead.source_id for lead in leads} - {leads[0].source_id})
    return lines, len(copies), others


def event_row(act: Act, notebook: Notebook, said_by: Sentence) -> EventRow:
    """The row of an act in the events by day."""
    lines, n_copies, others = source_lines(act)
    anchors = [notebook.anchors[key] for key in act.keys]
    return EventRow(
        anchor=anchors[0],
        other_anchors=tuple(anchors[1:]),
        quad_class=act.first.quad_class,
        label=wording(act.first).label,
        intensity=formats.change(float(act.first.intensity)),
        is_both_ways=act.is_both_ways,
        source=notebook.name(act.first.source_actor),
        target=notebook.name(act.first.target_actor),
        said_by=said_by,
        rule=formats.clean(act.reports[0].rule_or_model),
        status=status_word(act),
        is_pending=act.first.counted_type in PENDING or act.first.status == "planned",
        is_counted=act.first.is_counted,
        has_day=act.has_day,
        evidence=act.evidence,
        lead=lines[0],
        is_alone=act.single_source is not None,
        others=tuple(lines[1:]),
        n_other_sources=others,
        n_copies=n_copies,
    )
