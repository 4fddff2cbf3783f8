"""How numbers, days, names and addresses are printed: the one place that turns values into words.

The same functions are the filters of the templates and the measure of the check, so a number in a
sentence is printed one way or it is wrong. Typography after the study: U+2212 as minus, a narrow
no-break space before the percent sign, an en dash between the two sides of a pair.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

MINUS = "\u2212"
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
NUMBER_WORDS = (
    *("no", "one", "two", "three", "four", "five"),
    *("six", "seven", "eight", "nine", "ten"),
)
BODIES = frozenset(
    (
        *("administration", "agency", "army", "cabinet", "commission", "committee", "council"),
        *("court", "delegation", "department", "embassy", "force", "government", "guard", "junta"),
        *("leadership", "media", "military", "ministry", "mission", "navy", "office"),
        *("parliament", "police", "presidency", "secretariat", "service", "side", "state"),
    )
)
LONGEST_ADDRESS = 2000
_UNWANTED = frozenset(("Cc", "Cs", "Cf", "Co"))
SAMPLE_MARK = " (sample)"
INBOX = "inbox"  # the source of articles that say of none, and the scheme of their addresses
PRONOUNS = frozenset(("he", "she", "it", "they", "who", "we", "i", "him", "her", "them"))


def decimal(value: float, digits: int = 1) -> str:
    """A number with a fixed count of decimals; never a minus before a zero."""
    text = f"{abs(value):,.{digits}f}"
    is_zero = not any(character in "123456789" for character in text)
    return text if value >= 0 or is_zero else MINUS + text


def change(value: float, digits: int = 1) -> str:
    """A signed number: −4.5, +7.3, and 0.0 without a sign."""
    text = decimal(value, digits)
    return text if text.startswith(MINUS) or not text.strip("0.,") else "+" + text


def points(value: float) -> str:
    """The size of a change, one decimal, without its sign."""
    return decimal(abs(value))


def index_value(value: float | None) -> str:
    """A relation index, one decimal; an en dash where there is none."""
    return EN_DASH if value is None else decimal(value)


def count(value: int) -> str:
    """A count in figures, thousands parted by a comma."""
    return f"{value:,}"


def count_word(value: int) -> str:
    """A count in prose: words to ten, then figures; nought is 'no'."""
    return NUMBER_WORDS[value] if 0 <= value <= 10 else count(value)


def of_them(value: int) -> str:
    """A count that stands alone: as in prose, but nought is 'none'."""
    return count_word(value) if value else "none"


def times(value: float) -> str:
    """A mean of counts, one decimal."""
    return decimal(value)


def percent(share: float) -> str:
    """A share of 0 to 1 in percent, no decimals."""
    return f"{decimal(100 * share, 0)}{NARROW_SPACE}%"


def percent_of(part: int, whole: int) -> str:
    """A part of a whole in percent, no decimals."""
    return f"{decimal(100 * part / whole, 0)}{NARROW_SPACE}%"


def plural(value: int, one: str, many: str) -> str:
    """The word that fits the count."""
    return one if value == 1 else many


@lru_cache(maxsize=1024)
def week_name(monday: date) -> str:
    """Name of an ISO week for people: 2024-W05."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


@lru_cache(maxsize=1024)
def week_short(monday: date) -> str:
    """Week without its year: W05."""
    return f"W{monday.isocalendar().week:02d}"


def weekday(day: date) -> str:
    """Name of the weekday."""
    return WEEKDAYS[day.weekday()]


@lru_cache(maxsize=1024)
def day_month(day: date) -> str:
    """Day and month: 5 February."""
    return f"{day.day}{NO_BREAK_SPACE}{MONTHS[day.month - 1]}"


def short_day(day: date) -> str:
    """Day and month for tables: 05 Feb."""
    return f"{day.day:02d}{NO_BREAK_SPACE}{MONTHS[day.month - 1][:3]}"


@lru_cache(maxsize=1024)
def weekday_day(day: date) -> str:
    """Weekday, day and month: Monday 5 February."""
    return f"{weekday(day)} {day_month(day)}"


@lru_cache(maxsize=1024)
def full_day(day: date) -> str:
    """Day, month and year: 5 February 2024."""
    return f"{day_month(day)} {day.year}"


def month_short(day: date) -> str:
    """Month for an axis: Feb."""
    return MONTHS[day.month - 1][:3]


@lru_cache(maxsize=1024)
def week_span(monday: date) -> str:
    """First and last day of a week: 29 January to 4 February 2024."""
    sunday = monday + timedelta(days=6)
    if monday.year != sunday.year:
        return f"{full_day(monday)} to {full_day(sunday)}"
    if monday.month != sunday.month:
        return f"{day_month(monday)} to {full_day(sunday)}"
    return f"{monday.day} to {full_day(sunday)}"


def moment(at: datetime) -> str:
    """A UTC time: 4 February, 22:10 UTC; midnight stands for a day and prints as one."""
    if (at.hour, at.minute, at.second) == (0, 0, 0):
        return day_month(at.date())
    return f"{day_month(at.date())}, {at:%H:%M}{NO_BREAK_SPACE}UTC"


def stamp(at: datetime, week: date | None = None) -> str:
    """A UTC time for source lines: 04 Feb 22:10, without the hour where only the day is known.

    The year stands with it where it is not that of the page's week.
    """
    day = short_day(at.date())
    if week is not None and at.year not in {week.year, (week + timedelta(days=6)).year}:
        day = f"{day} {at.year}"
    return day if (at.hour, at.minute, at.second) == (0, 0, 0) else f"{day} {at:%H:%M}"


def iso(day: date | datetime) -> str:
    """Machine-readable form for `datetime` attributes."""
    return f"{day:%Y-%m-%dT%H:%MZ}" if isinstance(day, datetime) else day.isoformat()


def edition_name(edition: int) -> str:
    """An edition by its number: first edition."""
    names = ("first", "second", "third", "fourth", "fifth")
    return f"{names[edition - 1] if 1 <= edition <= len(names) else f'{edition}th'} edition"


def bare_name(name: str) -> str:
    """An actor's name without its article, for headings and pairs."""
    return name.removeprefix("the ").removeprefix("The ")


def plain_outlet(name: str) -> str:
    """An outlet's name without the mark of the bundled sample."""
    return name.removesuffix(SAMPLE_MARK) or name


def shortened(text: str, most: int) -> str:
    """The text, cut with an ellipsis where it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def file_name(address: str | None) -> str:
    """The name of the file that an article came in as; nothing where it came from elsewhere."""
    scheme, _, path = clean(address).partition(":")
    return path.rsplit("/", 1)[-1] if scheme == INBOX else ""


def is_name(person: str) -> bool:
    """Whether a speaker is given by name and not by office."""
    return person[:1].isupper() and person.lower() not in PRONOUNS


def stands_in(person: str, evidence: str) -> bool:
    """Whether the words stand in the evidence; the first of a sentence has a capital there."""
    return bool(person) and (person in evidence or sentence_case(person) in evidence)


def with_article(office: str) -> str:
    """An office as a speaker: an official, the foreign ministry, officials."""
    words = office.lower().split()
    if words[-1].endswith("s"):
        return office
    if words[-1] in BODIES or words[0] in ("same", "latter", "former"):
        return f"the {office}"
    return f"{'an' if office[0].lower() in 'aeiou' else 'a'} {office}"


def pair_name(one: str, other: str) -> str:
    """The two sides of a pair, in the order of the alphabet."""
    first, second = sorted((bare_name(one), bare_name(other)))
    return f"{first}{EN_DASH}{second}"


def sentence_case(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def listed(words: Iterable[str]) -> str:
    """Words as a list in prose: one, two and three."""
    items = list(words)
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def clean(text: str | None) -> str:
    """Text from outside on one line, without characters that a page should not carry.

    Control characters (an ANSI escape begins with one), direction overrides and lone surrogates
    go, and private ones, which mark figures; what is left is still escaped by the templates.
    """
    if not text:
        return ""
    return text.strip(" ") if text.isprintable() and "  " not in text else _cleaned(text)


@lru_cache(maxsize=4096)
def _cleaned(text: str) -> str:
    kept = (
        " " if character in "\t\r\n" else character
        for character in text
        if character in "\t\r\n" or unicodedata.category(character) not in _UNWANTED
    )
    return re.sub(r"\s+", " ", "".join(kept)).strip()


def web_address(address: str | None) -> str | None:
    """The address if a page may link to it: http or https with a host; else nothing."""
    text = (address or "").strip()
    if len(text) > LONGEST_ADDRESS or re.search(r"[\s\x00-\x1f\x7f\\<>\"]", text):
        return None
    try:
        parts = urlsplit(text)
        return text if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def slug(code: str) -> str:
    """An actor's code as part of an anchor: lower case letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", code.lower()).strip("-") or "x"
