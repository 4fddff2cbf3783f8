"""When an article was published: one reading of the many ways in which a date is written."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

# Countries whose land lies in one time zone (source: IANA time zone database, zone1970.tab).
# Elsewhere the day at the source's place is not known from its country, and UTC holds.
_ONE_ZONE = {
    "KOR": "Asia/Seoul",
    "PRK": "Asia/Pyongyang",
    "JPN": "Asia/Tokyo",
    "CHN": "Asia/Shanghai",
    "IND": "Asia/Kolkata",
    "PAK": "Asia/Karachi",
    "IRN": "Asia/Tehran",
    "SRB": "Europe/Belgrade",
    "XKX": "Europe/Belgrade",
    "UKR": "Europe/Kyiv",
    "POL": "Europe/Warsaw",
    "DEU": "Europe/Berlin",
    "ITA": "Europe/Rome",
    "CHE": "Europe/Zurich",
    "AUT": "Europe/Vienna",
    "GBR": "Europe/London",
    "IRL": "Europe/Dublin",
    "TUR": "Europe/Istanbul",
    "ISR": "Asia/Jerusalem",
    "SAU": "Asia/Riyadh",
    "ARE": "Asia/Dubai",
    "QAT": "Asia/Qatar",
    "ETH": "Africa/Addis_Ababa",
    "SOM": "Africa/Mogadishu",
    "KEN": "Africa/Nairobi",
    "EGY": "Africa/Cairo",
    "VEN": "America/Caracas",
    "GUY": "America/Guyana",
    "TTO": "America/Port_of_Spain",
    "VNM": "Asia/Ho_Chi_Minh",
    "PHL": "Asia/Manila",
    "THA": "Asia/Bangkok",
    "MYS": "Asia/Kuala_Lumpur",
    "SGP": "Asia/Singapore",
}
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


@dataclass(frozen=True)
class Published:
    """Publication time: UTC without zone, the UTC day, and the day at the source's place."""

    at: datetime
    local_date: date

    @property
    def date(self) -> date:
        """The UTC day: the partition."""
        return self.at.date()


def parse_published(value: str, source_country: str | None = None) -> Published | None:
    """Read a date or time; None where `value` is neither.

    Taken are ISO 8601 (with `Z` or an offset), RFC 2822 and dates written out in English. A time
    without an offset is UTC; a day alone is midnight UTC and its own local day.
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
        if not local.utcoffset() and source_country in _ONE_ZONE:
            local = at.astimezone(ZoneInfo(_ONE_ZONE[source_country]))
    except OverflowError:  # the first or last day of the calendar
        return None
    return Published(at.replace(tzinfo=None, microsecond=0), local.date())


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d|\d{8}", text) else None
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
    try:
        return datetime.fromisoformat(re.sub(r"\s+(UTC|GMT|Z)$", "+00:00", text))
    except ValueError:
        return None


def _mail_moment(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
