"""The weekly briefing: from the published marts to one self-contained HTML page a week.

queries/*.sql → rows → claims, each checked against its evidence → view model → templates. Whoever
calls this hands in a read-only connection to the published copy; nothing here knows the clock.
"""

from reports.archive import load_archive
from reports.check import UnsupportedSentenceError
from reports.editions import page_file, weeks_to_write
from reports.formats import week_name
from reports.loading import UnknownWeekError, weeks_with_events
from reports.rendering import render_index, render_week
from reports.shares import PartsDoNotAddUpError
from reports.weekly import load_week
from reports.writing import WrittenBriefing, write_briefings, write_index, written_weeks

__all__ = [
    "PartsDoNotAddUpError",
    "UnknownWeekError",
    "UnsupportedSentenceError",
    "WrittenBriefing",
    "load_archive",
    "load_week",
    "page_file",
    "render_index",
    "render_week",
    "week_name",
    "weeks_to_write",
    "weeks_with_events",
    "write_briefings",
    "write_index",
    "written_weeks",
]
