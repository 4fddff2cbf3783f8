"""Whether anything is to be done. Cheap, and asked before Dagster is imported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from orchestration import articles, collect, warehouse
from orchestration.extract import extractor_version
from orchestration.lakes import partition_days
from orchestration.modelling import is_published
from orchestration.settings import Settings

LONGEST_GAP_DAYS = 31

# Days of an older version that are asked for at once; new articles wait for no more than these.
REREAD_AT_A_TIME = 30


@dataclass(frozen=True)
class Due:
    """What a run would do now."""

    inbox: bool
    feeds: bool
    documents: int
    days: tuple[warehouse.StaleDay, ...]
    models: bool
    weeks: tuple[date, ...]

    def __bool__(self) -> bool:
        collecting = self.inbox or self.feeds or self.documents > 0
        return collecting or bool(self.days) or self.models or bool(self.weeks)


def what_is_due(settings: Settings, now: datetime) -> Due:
    """Look at inbox, feeds, raw zone, lakes, warehouse, published copy and pages; `now` is UTC."""
    home = settings.home
    return Due(
        inbox=collect.inbox_has_news(home.inbox, collect.inbox_manifest(home)),
        feeds=collect.feeds_are_due(home, now),
        documents=articles.documents_unparsed(home),
        days=stale_days(settings),
        # A warehouse that was taken away is made anew from the lakes.
        models=(home.warehouse.exists() or home.documents.exists())
        and not is_published(home.warehouse, home.published),
        weeks=weeks_due(settings, now.date()),
    )


def stale_days(settings: Settings) -> tuple[warehouse.StaleDay, ...]:
    """Days to read, those with new articles first, newest first among each."""
    home = settings.home
    if not home.warehouse.exists():
        return ()
    with warehouse.reading(home.warehouse) as connection:
        version = extractor_version(settings.language_pipeline)
        return tuple(warehouse.stale_days(connection, home.articles, version))


def weeks_due(settings: Settings, today: date) -> tuple[date, ...]:
    """Mondays of the weeks that are over and whose page does not show what the marts hold."""
    import reports

    home = settings.home
    # A copy that other models made may lack what pages ask for; it is made anew before them.
    if not home.published.exists() or not is_published(home.warehouse, home.published):
        return ()
    last = today - timedelta(days=today.weekday() + 7)
    with warehouse.reading(home.published) as connection:
        return reports.weeks_to_write(connection, home.briefings, last)


def stretches(
    settings: Settings, stale: Sequence[warehouse.StaleDay]
) -> Iterator[tuple[date, date]]:
    """First and last days of the runs that read `stale` and no other day that has articles.

    A run may span days without articles, but no gap of over a month. Newest first.
    """
    wanted = {day.published_date for day in stale}
    known = sorted({*partition_days(settings.home.articles, "published"), *wanted}, reverse=True)
    last: date | None = None
    first = date.max
    for day in known:
        if last is not None and (day not in wanted or (first - day).days > LONGEST_GAP_DAYS):
            yield first, last
            last = None
        if day in wanted:
            last, first = last or day, day
    if last is not None:
        yield first, last
