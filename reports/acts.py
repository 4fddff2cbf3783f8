"""What happened, as the page shows it: an event between two sides once, with all its reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from reports import formats
from reports.loading import WeekRows
from reports.rows import Event, Report


@dataclass(frozen=True)
class Act:
    """One event of a page: one direction, or both of an event written both ways.

    `reports` are those of all its directions, each sentence of an article once. The first of them
    is the one that is told: verb, direction, speaker and evidence of a sentence come from it alone.
    """

    events: tuple[Event, ...]
    reports: tuple[Report, ...]

    def __hash__(self) -> int:
        """By its keys alone: a page looks its acts up often, and their reports are long."""
        return hash(self.keys)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of its directions; the first names the act."""
        return tuple(event.event_key for event in self.events)

    @property
    def first(self) -> Event:
        """Its first direction, by code of the actor."""
        return self.events[0]

    @property
    def pair(self) -> tuple[str, str]:
        """Codes of its two sides, sorted."""
        one, other = sorted((self.first.source_actor, self.first.target_actor))
        return one, other

    @property
    def is_both_ways(self) -> bool:
        """Whether both sides act."""
        return self.told.is_mutual

    @property
    def contribution(self) -> float | None:
        """Points of the pair's change this week, both directions summed."""
        parts = [event.contribution_to_pair for event in self.events]
        known = [part for part in parts if part is not None]
        return sum(known) if known else None

    @property
    def told(self) -> Report:
        """The report that is told."""
        return self.reports[0]

    @property
    def has_day(self) -> bool:
        """Whether a report says on which day it was."""
        return any(report.has_day for report in self.reports)

    @property
    def single_source(self) -> str | None:
        """Name of the only source of what is told; nothing where there are more."""
        return only_source(self.reports)

    @cached_property
    def evidence(self) -> str:
        """The sentence of the report that is told."""
        return formats.clean(self.told.evidence)

    @cached_property
    def weight(self) -> tuple[float, float, str]:
        """For sorting: what weighs most comes last."""
        return (abs(self.contribution or 0.0), abs(float(self.first.intensity)), self.keys[0])


def acts_of(week: WeekRows, keys: Iterable[str]) -> tuple[Act, ...]:
    """The acts behind events, an event between two sides once; by day, time of report and key."""
    groups: dict[str, list[Event]] = {}
    for key in sorted(keys):
        if key in week.events and key in week.reports:
            event = week.events[key]
            groups.setdefault(event.pair_event_id, []).append(event)
    acts = [_act(week, events) for events in groups.values()]
    return tuple(sorted(acts, key=_by_day))


def heaviest(acts: Iterable[Act]) -> list[Act]:
    """Acts in the order of their part in the change, then of their intensity; heaviest first."""
    return sorted(acts, key=lambda act: (-act.weight[0], -act.weight[1], act.weight[2]))


def _act(week: WeekRows, events: list[Event]) -> Act:
    events.sort(key=lambda event: (event.source_actor, event.event_key))
    reports = ordered([report for event in events for report in week.reports[event.event_key]])
    return Act(tuple(events), reports)


def ordered(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Reports of one act, each sentence of an article once, the one that is told first.

    An event of the marts may rest on sentences of two kinds: "A and B signed an agreement", which
    says of both that they acted, and "B thanked A", which says it of one. Only the first kind
    carries both directions, so where there is one it is told, and never with the verb of the
    other: that both thanked each other is said by nobody. What is done is told before what is
    planned, a source's own text before a copy, and the earlier before the later.
    """
    kept: dict[tuple[str, str], Report] = {}
    for report in sorted(reports, key=_by_strength):
        kept.setdefault((report.article_id, report.evidence), report)
    return tuple(kept.values())


def alike(reports: Sequence[Report]) -> list[Report]:
    """Of ordered reports those that say the same as the first of who acted towards whom."""
    first = reports[0]
    return [
        report
        for report in reports
        if report.is_mutual == first.is_mutual
        and (report.is_mutual or report.event_key == first.event_key)
    ]


def only_source(reports: Sequence[Report]) -> str | None:
    """Name of the only source of what ordered reports tell; nothing where there are more.

    Copies are no source of their own; the name is that of the article they were copied from.
    """
    own = {report.source_id for report in alike(reports) if report.is_first_of_story}
    return formats.clean(reports[0].source_name) if len(own) <= 1 else None


def remark_on_copies(reports: Sequence[Report]) -> str:
    """What stands after the name of an only source where others have printed copies of it."""
    copied = {report.article_id for report in alike(reports) if not report.is_first_of_story}
    number = len(copied - {reports[0].article_id})
    word = formats.count_word(number)
    if reports[0].is_first_of_story:
        return f" ({word} {formats.plural(number, 'copy', 'copies')})" if number else ""
    return f" (a copy, with {word} further)" if number else " (a copy)"


def _by_strength(report: Report) -> tuple[bool, bool, bool, datetime, str]:
    return (
        not report.is_mutual,
        report.status != "occurred",
        not report.is_first_of_story,
        report.published_at,
        report.event_id,
    )


def _by_day(act: Act) -> tuple[date, str, str]:
    return (
        act.first.counted_date,
        min(report.published_at for report in act.reports).isoformat(),
        act.keys[0],
    )
