"""What a page costs after its query, in calls of Python: it grows with what it tells, no faster."""

import cProfile
import pstats
from dataclasses import replace
from datetime import date, timedelta

from briefed import Story, Told, days_of, warehouse_of

import reports
from reports.facts import RULES
from reports.loading import load_rows
from reports.weekly import load_ledger, week_view

WEEK = date(2031, 3, 3)
KINDS = ("ACCUSE", "REJECT", "THREATEN", "COERCE", "ASSAULT", "SUPPORT", "YIELD", "SANCTION")


def busy_story(n_days: int) -> Story:
    """A week in which one side does eight things to the other on each of its first days."""
    story = Story(read_days=days_of(WEEK - timedelta(days=7), WEEK))
    for number in range(n_days):
        day = WEEK + timedelta(days=number)
        story.told += [
            Told("EGY", "ETH", kind, day, f"Egypt did it to Ethiopia, {kind.lower()} {number}.")
            for kind in KINDS
        ]
    return story


def calls_of(story: Story) -> int:
    """Calls that the page takes once it was written, so that caches and templates are there."""
    connection = warehouse_of(story)
    rows, ledger = load_rows(connection, WEEK), load_ledger(connection, WEEK, RULES)
    reports.render_week(week_view(rows, 1, ledger))
    profile = cProfile.Profile()
    profile.enable()
    reports.render_week(week_view(rows, 1, ledger))
    profile.disable()
    return pstats.Stats(profile).total_calls  # type: ignore[attr-defined, no-any-return]


def test_page_of_twice_the_events_takes_about_twice_the_calls() -> None:
    assert calls_of(busy_story(6)) < 2.2 * calls_of(busy_story(3))


def test_page_takes_no_more_calls_where_the_world_has_more_names() -> None:
    story = busy_story(4)
    names = {f"A{number}": f"Land {chr(97 + number % 26)}{number}x" for number in range(2000)}
    crowded = replace(story, names={**story.names, **names})
    assert calls_of(crowded) < 1.05 * calls_of(story)
