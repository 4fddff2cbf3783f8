"""The view model: everything that a template may print, as frozen values. It knows no HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reports.audit import Ledger
from reports.check import Words
from reports.printed import Figure, Number
from reports.rows import LateArticle, Quality


@dataclass(frozen=True)
class NoteMark:
    """A raised number that leads to the evidence; `ref` is its own anchor, the first time only."""

    number: int
    ref: str | None


Sentence = tuple[Words | NoteMark, ...]


@dataclass(frozen=True)
class Takeaway:
    """A takeaway: its tag (Shift, Continues, New contact, Quiet), where one applies."""

    tag: str | None
    sentence: Sentence


@dataclass(frozen=True)
class Mover:
    """A row of the movers; `mark_x` is the place of its mark on the common scale."""

    anchor: str
    name: str
    reason: Sentence
    change: Figure
    is_down: bool
    mark_x: str
    index: Figure
    n_events: Figure
    n_sources: Figure


@dataclass(frozen=True)
class Movers:
    """The movers, down and up, each by size of change; `reach` is the end of the common scale.

    `held` are pairs with as many events whose index hardly changed.
    """

    deteriorated: tuple[Mover, ...]
    improved: tuple[Mover, ...]
    held: tuple[Mover, ...]
    reach: Figure
    not_listed: Sentence | None


@dataclass(frozen=True)
class Glyph:
    """A numbered mark on a line; quad class gives its shape."""

    number: int
    quad_class: int
    x: str
    y: str
    label_y: str


@dataclass(frozen=True)
class Bar:
    """A rectangle with its class in the stylesheet."""

    style: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Panel:
    """One direction over the weeks: geometry in the units of its view box."""

    source: str
    target: str
    change: Figure | None
    description: str
    hatches: tuple[Bar, ...]
    ghosts: tuple[str, ...]
    lines: tuple[str, ...]
    thin_lines: tuple[str, ...]
    lone_points: tuple[tuple[str, str], ...]
    silences: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    glyphs: tuple[Glyph, ...]
    last_y: str
    last_value: Figure | None
    scale: Figure | Number
    ticks: tuple[tuple[str, str, str], ...]
    legend: tuple[tuple[int, int, Sentence], ...]


@dataclass(frozen=True)
class FigureRow:
    """A week in the table behind the panels: index and counts of both directions."""

    week: date
    is_read: bool
    index: tuple[Figure | None, Figure | None]
    cooperation: tuple[Figure, Figure]
    conflict: tuple[Figure, Figure]


@dataclass(frozen=True)
class Share:
    """A line of why the index moved; without a quad class it is no event."""

    quad_class: int | None
    words: Sentence
    points: Figure
    bar_x: str
    bar_width: str
    is_down: bool


@dataclass(frozen=True)
class Direction:
    """Who acts towards whom, as a table prints it."""

    source: str
    target: str
    is_both_ways: bool


@dataclass(frozen=True)
class SourceLine:
    """An article that carries an event, and the copies of it.

    `evidence` is its sentence and `direction` what that says, each where it is another than the
    row's own.
    """

    evidence: str | None
    direction: Direction | None
    is_copy: bool
    source: str
    url: str | None
    title: str
    at: datetime
    copies: tuple[tuple[str, datetime], ...]


@dataclass(frozen=True)
class EventRow:
    """A row of the events by day; `is_pending`: what is told is not done (a plan, a threat)."""

    anchor: str
    other_anchors: tuple[str, ...]
    quad_class: int
    label: str
    weight: Figure
    is_both_ways: bool
    source: str
    target: str
    said_by: Sentence
    rule: str
    status: str
    is_pending: bool
    is_counted: bool
    has_day: bool
    evidence: str
    lead: SourceLine
    is_alone: bool
    others: tuple[SourceLine, ...]
    n_sentences: int
    n_other_articles: int
    n_copies: int


@dataclass(frozen=True)
class DayView:
    """A day with its events; what is above the limit is folded."""

    day: date
    events: tuple[EventRow, ...]
    folded: tuple[EventRow, ...]


@dataclass(frozen=True)
class PairView:
    """A pair's section; panels, shares and changes only where there are some.

    `is_folded`: with few events, so that charts and shares are behind a fold.
    """

    anchor: str
    name: str
    finding: Sentence
    is_folded: bool
    index: Figure | None
    index_before: Figure | None
    change: Figure | None
    n_events: Figure | Number
    classes: tuple[tuple[int, Figure, str], ...]
    n_sources: Figure | None
    n_stories: Figure | None
    directions: Sentence | None
    panels: tuple[Panel, ...]
    n_weeks: int
    has_unread_weeks: bool
    has_weeks_without_value: bool
    has_requests: bool
    figures: tuple[FigureRow, ...]
    shares: tuple[Share, ...]
    days: tuple[DayView, ...]


@dataclass(frozen=True)
class MatrixCell:
    """One direction of the matrix: counts, and bars in the units of its view box."""

    is_self: bool
    source: str
    target: str
    cooperation: Figure | None
    conflict: Figure | None
    bars: tuple[Bar, ...]
    anchor: str | None


@dataclass(frozen=True)
class Matrix:
    """Who to whom, rows act."""

    finding: Sentence | None
    actors: tuple[tuple[str, str, str], ...]  # code, short name, name
    rows: tuple[tuple[MatrixCell, ...], ...]
    is_whole: bool


@dataclass(frozen=True)
class Statement:
    """Quoted words, by whom, with the mark of their evidence."""

    words: Sentence
    speaker: Sentence
    day: date
    is_partial: bool
    mark: NoteMark


@dataclass(frozen=True)
class Note:
    """A note of the evidence list."""

    number: int
    evidence: str
    quad_class: int
    source: str
    target: str
    is_both_ways: bool
    label: str
    status: str
    said_by: Sentence
    rule: str
    line: SourceLine
    others: tuple[SourceLine, ...]
    n_sentences: int
    n_other_sources: int
    n_copies: int
    row_anchor: str | None


@dataclass(frozen=True)
class OutcomeRow:
    """Documents of the week with one outcome."""

    outcome: str
    reason: str
    n_documents: Figure
    share: Figure


@dataclass(frozen=True)
class DayRow:
    """A day of the data quality with its bars, in percent of the busiest day."""

    day: date
    n_documents: Figure
    n_articles_read: Figure
    documents_width: str
    read_width: str


@dataclass(frozen=True)
class QualityView:
    """What was collected, refused and read."""

    finding: Sentence
    counted: Sentence | None
    outcomes: tuple[OutcomeRow, ...]
    days: tuple[DayRow, ...]
    sources: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True)
class WeekView:
    """The page of a week."""

    week: date
    sunday: date
    edition: int
    headline: str
    quality: Quality
    masthead: Mapping[str, Figure]
    takeaways: tuple[Takeaway, ...]
    movers: Movers | None
    matrix: Matrix | None
    pairs: tuple[PairView, ...]
    other_pairs: tuple[PairView, ...]
    n_events_left_out: int
    statements: tuple[Statement, ...]
    n_quotations: Figure
    late_articles: tuple[LateArticle, ...]
    notes: tuple[Note, ...]
    quality_view: QualityView
    rules: Mapping[str, Figure]
    rules_in_words: Mapping[str, Figure]
    example_anchor: str | None
    ledger: Ledger


@dataclass(frozen=True)
class ArchiveWeek:
    """A week in the archive; `address` where its page is there."""

    week: date
    headline: str
    n_events: Figure
    n_pairs: Figure
    n_articles_read: Figure
    n_days_read: Figure
    is_read: bool
    address: str | None


@dataclass(frozen=True)
class ArchiveView:
    """The page of all weeks, newest first, by year."""

    years: tuple[tuple[int, tuple[ArchiveWeek, ...]], ...]
    latest: ArchiveWeek | None
    n_weeks_read: int
    n_weeks_unread: int
    n_events: Figure
    first_week: date | None
    is_sample: bool
    days_in_week: Figure
    ledger: Ledger
