"""Rows of the marts as the queries give them: frozen values, one class a query."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class Quality:
    """A week: what was collected, refused and read (`fct_data_quality_week`)."""

    event_week: date
    n_days_read: int
    is_read: bool
    n_articles_read: int
    n_extractor_versions: int
    n_sources: int
    n_documents: int
    n_documents_refused: int
    data_to_at: datetime | None
    is_sample: bool


@dataclass(frozen=True)
class Totals:
    """Counted events of a week, an event between two sides once, and the pairs that have one."""

    event_week: date
    n_events: int
    n_single_source_events: int
    n_pairs: int
    n_pairs_below_floor: int
    n_pairs_without_change: int


@dataclass(frozen=True)
class Event:
    """A directed event (`fct_event`)."""

    event_key: str
    pair_event_id: str
    source_actor: str
    target_actor: str
    counted_type: str
    mode: str | None
    quad_class: int
    status: str
    status_group: str
    is_counted: bool
    is_symmetric: bool
    counted_date: date
    event_week: date
    intensity: Decimal
    n_sources: int
    contribution_to_pair: float | None


@dataclass(frozen=True)
class Report:
    """One article's report of an event (`fct_event_report`)."""

    event_id: str
    symmetric_id: str | None
    event_key: str
    source_actor: str
    article_id: str
    source_id: str
    source_name: str
    story_id: str
    is_first_of_story: bool
    url: str
    title: str
    published_at: datetime
    evidence: str
    trigger: str
    start_char: int
    end_char: int
    event_type: str
    status: str
    stated_by_actor: str | None
    stated_by_person: str | None
    reported_by: str | None
    rule_or_model: str
    has_day: bool

    @property
    def is_mutual(self) -> bool:
        """Whether its sentence says of both sides that they acted."""
        return self.symmetric_id is not None


@dataclass(frozen=True)
class PairWeek:
    """A pair in a week (`fct_pair_week`)."""

    actor_a: str
    actor_b: str
    event_week: date
    n_events: int
    n_quad1: int
    n_quad2: int
    n_quad3: int
    n_quad4: int
    n_stories: int
    n_sources: int
    n_weeks_silent: int
    has_value: bool
    index: float | None
    index_change_1w: float | None
    contribution_events: float | None
    contribution_fading: float | None
    contribution_baseline: float | None

    @property
    def is_given(self) -> bool:
        """Whether the change can be printed with all its parts."""
        parts = (self.contribution_events, self.contribution_fading, self.contribution_baseline)
        return self.index_change_1w is not None and None not in parts


@dataclass(frozen=True)
class DyadWeek:
    """A direction in a week (`fct_dyad_week`)."""

    source_actor: str
    target_actor: str
    event_week: date
    is_read: bool
    n_events: int
    n_quad1: int
    n_quad2: int
    n_quad3: int
    n_quad4: int
    intensity_sum: Decimal
    n_weeks_silent: int
    has_value: bool
    index: float | None
    index_change_1w: float | None


@dataclass(frozen=True)
class Week:
    """A week of the panels: how many of its days were read."""

    event_week: date
    n_days_read: int
    is_read: bool


@dataclass(frozen=True)
class ClassHistory:
    """When a direction last had an event of a quad class before this week."""

    source_actor: str
    target_actor: str
    quad_class: int
    n_weeks_looked_back: int
    last_week: date | None
    has_precedent: bool


@dataclass(frozen=True)
class NewContact:
    """A pair with events this week and none in the read weeks before."""

    actor_a: str
    actor_b: str


@dataclass(frozen=True)
class GoneQuiet:
    """A pair without events where some were usual."""

    actor_a: str
    actor_b: str
    last_event_key: str
    n_usual_weeks: int
    usual_events: float
    n_read_weeks_silent: int


@dataclass(frozen=True)
class Outcome:
    """Documents of a week with one outcome, and one of the reasons."""

    outcome: str
    n_documents: int
    a_reason: str | None


@dataclass(frozen=True)
class Day:
    """A day: documents dated on it, and articles read."""

    day: date
    n_documents: int
    n_articles_read: int


@dataclass(frozen=True)
class WeekSource:
    """A source and its articles of the week."""

    source_id: str
    source_name: str
    n_articles: int


@dataclass(frozen=True)
class Quotation:
    """Quoted words inside the evidence of an event of the week."""

    quotation_id: str
    text: str
    speaker: str | None
    speaker_actor: str
    is_partial: bool
    event_key: str
    n_sources: int


@dataclass(frozen=True)
class LateArticle:
    """An article collected after the first edition was due."""

    article_id: str
    title: str
    url: str
    published_at: datetime
    source_name: str
