"""The page of all weeks as a view model."""

from collections.abc import Collection
from datetime import date
from itertools import groupby

import duckdb

from reports import formats
from reports.loading import load_rows, weeks_with_events
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
        is_there = written is None or week in written
        weeks.append(
            ArchiveWeek(
                week=week,
                headline=headline(rows),
                n_events=rows.totals.n_events,
                n_pairs=rows.totals.n_pairs,
                n_articles_read=rows.quality.n_articles_read,
                n_days_read=rows.quality.n_days_read,
                is_read=rows.quality.is_read,
                address=f"{formats.week_name(week)}/index.html" if is_there else None,
            )
        )
    years = tuple(
        (year, tuple(of_year))
        for year, of_year in groupby(weeks, key=lambda row: row.week.isocalendar().year)
    )
    return ArchiveView(
        years=years,
        latest=weeks[0] if weeks else None,
        n_weeks=len(weeks),
        n_events=sum(row.n_events for row in weeks),
        first_week=weeks[-1].week if weeks else None,
        is_sample=is_sample,
    )
