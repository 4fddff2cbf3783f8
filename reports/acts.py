"""What happened, as the page shows it: an event between two sides once, with all its reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reports import formats
from reports.loading import WeekRows
from reports.rows import Event, Report


@dataclass(frozen=True)
class Act:
    """One event of a page: one direction, or both of an event written both ways.

    `reports` are those of all its directions, one an article, earliest first.
    """

    events: tuple[Event, ...]
    reports: tuple[Report, ...]

    @property
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
        return self.first.is_symmetric

    @property
    def contribution(self) -> float | None:
        """Points of the pair's change this week, both directions summed."""
        parts = [event.contribution_to_pair for event in self.events]
        known = [part for part in parts if part is not None]
        return sum(known) if known else None

    @property
    def n_sources(self) -> int:
        """Sources with a text of their own."""
        return max(event.n_sources for event in self.events)

    @property
    def has_day(self) -> bool:
        """Whether a report says on which day it was."""
        return any(report.has_day for report in self.reports)

    @property
    def single_source(self) -> str | None:
        """Name of the only source; nothing where there are more."""
        return formats.clean(self.reports[0].source_name) if self.n_sources == 1 else None

    @property
    def evidence(self) -> str:
        """The sentence of the earliest report."""
        return formats.clean(self.reports[0].evidence)

    @property
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
    by_article: dict[str, Report] = {}
    reports = [report for event in events for report in week.reports[event.event_key]]
    for report in sorted(reports, key=lambda report: (report.published_at, report.event_id)):
        by_article.setdefault(report.article_id, report)
    return Act(tuple(events), tuple(by_article.values()))


def _by_day(act: Act) -> tuple[date, str, str]:
    return (act.first.counted_date, act.reports[0].published_at.isoformat(), act.keys[0])
