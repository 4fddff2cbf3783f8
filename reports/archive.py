"""The page of all weeks as a view model."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby

import duckdb

from reports import claims, formats
from reports.audit import load_archive_ledger
from reports.facts import RULES, facts_of, rule
from reports.loading import load_rows, weeks_with_events
from reports.printed import Figure, Place
from reports.view import ArchiveView, ArchiveWeek
from reports.weekly import headline


def load_archive(
    connection: duckdb.DuckDBPyConnection, written: Collection[date] | None = None
) -> ArchiveView:
    """All weeks with events, newest first; those in `written` (all, if not given) are linked."""
    weeks = []
    is_sample = False
    for week in reversed(weeks_with_events(connection)):
        rows = load_rows(connection, week, with_details=False)
        is_sample = is_sample or rows.quality.is_sample
        facts = facts_of(rows)
        is_there = written is None or week in written
        weeks.append(
            ArchiveWeek(
                week=week,
                headline=headline(rows),
                n_events=facts.figure(claims.total_cell(facts, "n_events", "count")),
                n_pairs=facts.figure(claims.total_cell(facts, "n_pairs", "count")),
                n_articles_read=facts.figure(
                    claims.quality_cell(facts, "n_articles_read", "count")
                ),
                n_days_read=facts.figure(claims.quality_cell(facts, "n_days_read", "count")),
                is_read=rows.quality.is_read,
                address=Place(f"{formats.week_name(week)}/index.html") if is_there else None,
            )
        )
    years = tuple(
        (year, tuple(of_year))
        for year, of_year in groupby(weeks, key=lambda row: row.week.isocalendar().year)
    )
    return ArchiveView(
        years=years,
        latest=weeks[0] if weeks else None,
        n_weeks_read=sum(row.is_read for row in weeks),
        n_weeks_unread=sum(not row.is_read for row in weeks),
        n_events=_sum([row.n_events for row in weeks]),
        first_week=weeks[-1].week if weeks else None,
        is_sample=is_sample,
        days_in_week=Figure(
            str(RULES["days_in_week"]), RULES["days_in_week"], [rule("days_in_week")], "count"
        ),
        ledger=load_archive_ledger(connection, RULES),
    )


def _sum(counts: Sequence[Figure]) -> Figure:
    total = sum(count.value for count in counts)
    cells = [cell for count in counts for cell in count.cells]
    return Figure(formats.count(total), total, cells, "count")
