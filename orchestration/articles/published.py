"""When an article was published: one reading of the many ways in which a date is written."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from orchestration.knowledge.time_zones import load_time_zones

_MONTHS = {
    month: number
    for number, months in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for month in months.split()
}
_WRITTEN = (
    re.compile(
        r"(?:[a-z]+,?\s+)?(?P<day>\d{1,2})\.?\s+(?P<month>[a-z]{3,9})\.?,?\s+(?P<year>\d{4})"
    ),
    re.compile(r"(?:[a-z]+,?\s+)?(?P<month>[a-z]{3,9})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})"),
)

_ISO_DAY = re.compile(r"\d{4}(?P<between>[-/])\d\d(?P=between)\d\d|\d{8}")


@dataclass(frozen=True)
class Published:
    """Publication time: UTC without zone, the UTC day, and the day at the source's place."""

    at: datetime
    local_date: date

    @property
    def date(self) -> date:
        """The UTC day: the partition."""
        return self.at.date()


def days_taken(history_start: date, retrieved_at: datetime) -> tuple[date, date]:
    """First and last day of publication that a document retrieved then may have.

    The last is a day later: where the sun rises first it is tomorrow already.
    """
    return history_start, retrieved_at.date() + timedelta(days=1)


def parse_published(value: str, source_country: str | None = None) -> Published | None:
    """Read a date or time; None where `value` is neither.

    Taken are ISO 8601 (with `Z` or an offset; no weeks; a day also with slashes), RFC 2822 and
    dates written out in English. A time without an offset is UTC; a day alone is midnight UTC and
    its own local day.
    """
    text = " ".join(value.split())
    if not text or len(text) > 100:
        return None
    for day in (_iso_day(text), _written_day(text)):
        if day:
            return Published(datetime.combine(day, time()), day)
    moment = _iso_moment(text) or _mail_moment(text)
    if moment is None:
        return None
    local = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        at = local.astimezone(UTC)
        zone = load_time_zones().get(source_country or "")
        if zone and not local.utcoffset():
            local = at.astimezone(ZoneInfo(zone))
    except OverflowError:  # the first or last day of the calendar
        return None
    return Published(at.replace(tzinfo=None, microsecond=0), local.date())


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.replace("/", "-")) if _ISO_DAY.fullmatch(text) else None
    except ValueError:
        return None


def _written_day(text: str) -> date | None:
    for pattern in _WRITTEN:
        match = pattern.fullmatch(text.lower())
        if match and match["month"] in _MONTHS:
            try:
                return date(int(match["year"]), _MONTHS[match["month"]], int(match["day"]))
            except ValueError:
                return None
    return None


def _iso_moment(text: str) -> datetime | None:
    # ISO 8601 also names weeks and days of weeks, which are no day of publication.
    if not _ISO_DAY.match(text):
        return None
    try:
        return datetime.fromisoformat(re.sub(r"\s+(UTC|GMT|Z)$", "+00:00", text))
    except ValueError:
        return None


def _mail_moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
