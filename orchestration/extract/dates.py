"""Which day the text means: time expressions, counted from the local day of publication.

`find_expressions` reads, `resolve` counts, and neither knows spaCy; `date_finder` joins them to the
tense of the clause. Rules (design.md, "Time"): "on Friday" is the last Friday not after the day of
publication, unless the tense looks ahead; "last week" has precision week. What can't be told has
no date, never a guess.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
NUMBERS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {"a": 1, "an": 1}
RELATIONS = {
    "since": "since",
    "until": "until",
    "till": "until",
    "by": "until",
    "before": "before",
    "after": "after",
}
PAST, FUTURE = "past", "future"
FIRST_YEAR, LAST_YEAR = 1800, 2199

_WEEKDAY = r"(?:" + "|".join(name.capitalize() for name in WEEKDAYS) + r")"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_NUMBER = r"(?:\d{1,3}|a|an|" + "|".join(list(NUMBERS)[1:13]) + r")"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:1[89]\d\d|2[01]\d\d)"
_AT_AN_END = r"(?=\s*(?:[.,;:)]|$|and\b|but\b))"
_LEAD_WORD = r"(?P<lead>since|until|till|by|before|after)"
_LEAD = rf"(?:{_LEAD_WORD}\s+)?"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE if ignore else 0))
    for name, pattern, ignore in (
        ("iso", rf"\b{_LEAD}(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)\b", True),
        (
            "day_month",
            rf"\b{_LEAD}(?:the\s+)?(?:{_WEEKDAY},?\s+)?(?P<day>{_DAY})(?:st|nd|rd|th)?(?:\s+of)?"
            rf"\s+(?P<month>{_MONTH})(?![a-z])(?:,?\s+(?P<year>{_YEAR})\b)?",
            False,
        ),
        (
            "month_day",
            rf"\b{_LEAD}(?:{_WEEKDAY}(?:,\s+|\s+\(?))?(?P<month>{_MONTH})\s+"
            rf"(?P<day>{_DAY})(?:st|nd|rd|th)?\b(?!\s*(?:per\s?cent|%|-))"
            rf"(?:,?\s+(?P<year>{_YEAR})\b)?",
            False,
        ),
        ("month_year", rf"\b{_LEAD}(?P<month>{_MONTH}),?\s+(?P<year>{_YEAR})\b", False),
        (
            "weekday",
            rf"\b{_LEAD}(?:(?P<which>last|next|this|coming|past)\s+)?(?P<weekday>{_WEEKDAY})"
            r"(?:\s+(?:(?P<week>last|next|this)\s+week"
            r"|(?:early\s+|late\s+)?(?:morning|afternoon|evening|night)))?\b(?!s\b)",
            True,
        ),
        ("before_yesterday", r"\b(?P<lead>)the\s+day\s+before\s+yesterday\b", True),
        (
            "word",
            rf"\b{_LEAD}(?:(?:early|earlier|later|late)\s+)?(?P<word>yesterday|today|tonight"
            r"|tomorrow|this\s+(?:morning|afternoon|evening))\b",
            True,
        ),
        (
            "ago",
            r"(?<!less than )(?<!under )(?<!within )\b(?P<lead>)"
            rf"(?P<number>{_NUMBER})\s+(?P<unit>day|week|month|year)s?\s+ago\b",
            True,
        ),
        (
            # "Two days before the vote" counts from the vote, not from the day named last.
            "anchored",
            rf"\b(?P<lead>)(?P<number>{_NUMBER})\s+(?P<unit>day|week)s?\s+"
            rf"(?P<way>earlier|later|(?:before|after){_AT_AN_END})",
            True,
        ),
        (
            "anchored_day",
            r"\b(?P<lead>)(?:the\s+(?P<way>previous|following|next)\s+day\b"
            rf"|the\s+day\s+(?P<side>before|after){_AT_AN_END}|(?P<same>(?:that|the)\s+same\s+day)\b)",
            True,
        ),
        ("weekend", rf"\b{_LEAD}(?:(?P<which>last|next|this|the)\s+)weekend\b", True),
        (
            "period",
            rf"\b{_LEAD}(?:(?:early|earlier|late|later)\s+)?"
            r"(?P<which>last|this|next|the\s+previous|the\s+following)\s+"
            r"(?P<unit>week|month|year)\b(?!\s*(?:'s|’s)?-)",
            True,
        ),
        (
            "named_month",
            rf"\b(?:{_LEAD_WORD}\s+|(?P<place>in|of|during|from)\s+)?"
            rf"(?:(?P<which>last|this|next|early|late|mid)[\s-]+)?(?P<month>{_MONTH})(?![A-Za-z])",
            False,
        ),
        (
            "year",
            rf"\b(?P<lead>since|until|till|by|before|after|in|from|of|during|early|late|mid"
            rf"|spring|summer|autumn|fall|winter)[\s-]+(?P<year>{_YEAR})(?:s|\b)"
            r"(?!\s*(?:troops|people|soldiers|miles|km|metres))",
            True,
        ),
    )
)


@dataclass(frozen=True)
class Expression:
    """A time expression as it stands: characters from `start` to `end`, its kind and parts."""

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]

    def part(self, name: str) -> str:
        """The named part in lower case, "" where the text has none."""
        return dict(self.parts).get(name, "")

    @property
    def relation(self) -> str:
        """How it bears on what it dates: on, since, until, before or after."""
        return RELATIONS.get(self.part("lead"), "on")


def find_expressions(text: str) -> list[Expression]:
    """All time expressions of `text` that `resolve` may date, sorted, none in another.

    Where two patterns fit the earlier in the table wins, so that "Friday, 2 February" is one date.
    """
    found: list[Expression] = []
    taken = bytearray(len(text))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]) or not _is_time(kind, match):
                continue
            taken[start:end] = b"\x01" * (end - start)
            parts = {name: value for name, value in match.groupdict().items() if value}
            found.append(
                Expression(
                    start,
                    end,
                    kind,
                    tuple((n, " ".join(v.lower().split())) for n, v in parts.items()),
                )
            )
    return sorted(found, key=lambda expression: expression.start)


def _is_time(kind: str, match: re.Match[str]) -> bool:
    """Whether the words are a date here: "March" and "May" alone may be a verb or a name."""
    if kind != "named_month":
        return True
    groups = match.groupdict()
    said_to_be = bool(groups.get("lead") or groups.get("place") or groups.get("which"))
    return said_to_be or match.group("month").rstrip(".") not in ("May", "March", "Mar", "August")


def resolve(
    expression: Expression, published: date, tense: str | None = None, anchor: date | None = None
) -> tuple[date | None, str]:
    """The day an expression means and its precision, counted from the day of publication.

    `tense` is "past", "future" or None where the clause does not say; `anchor` is the day last
    named before it, from which "a day earlier" counts. A week gives its Monday, a month and a
    year their first day. (None, "unknown") where the words do not settle it.
    """
    try:
        return _RESOLVERS[expression.kind](expression, published, tense, anchor)
    except (ValueError, OverflowError):
        return None, "unknown"


def _full_date(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    month = _month_number(e.part("month"))
    day = int(e.part("day"))
    if e.part("year"):
        return date(int(e.part("year")), month, day), "day"
    candidates = []
    for year in range(published.year - 4, published.year + 5):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    return _choose(candidates, published, tense), "day"


def _month(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    month = _month_number(e.part("month"))
    if e.part("year"):
        return date(int(e.part("year")), month, 1), "month"
    first = published.replace(day=1)
    candidates = [date(first.year + step, month, 1) for step in (-1, 0, 1)]
    which = e.part("which")
    if which == "last":
        return max(day for day in candidates if day < first), "month"
    if which == "next":
        return min(day for day in candidates if day > first), "month"
    if which == "this":
        return date(first.year, month, 1), "month"
    return _choose(candidates, first, tense), "month"


def _choose(candidates: list[date], published: date, tense: str | None) -> date:
    """Of the same day in several years the one that the tense points to, else the nearest."""
    if tense == FUTURE:
        return min(day for day in candidates if day >= published)
    if tense == PAST:
        return max(day for day in candidates if day <= published)
    return min(candidates, key=lambda day: (abs((day - published).days), day))


def _weekday(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    number = WEEKDAYS.index(e.part("weekday"))
    monday = published - timedelta(days=published.weekday())
    if e.part("week"):
        shift = {"last": -7, "this": 0, "next": 7}[e.part("week")]
        return monday + timedelta(days=number + shift), "day"
    back = (published.weekday() - number) % 7
    which = e.part("which")
    if which in ("last", "past"):
        return published - timedelta(days=back or 7), "day"
    ahead = (number - published.weekday()) % 7
    if which in ("next", "coming"):
        return published + timedelta(days=ahead or 7), "day"
    if which == "this":
        return monday + timedelta(days=number), "day"
    if tense == FUTURE or (e.relation == "until" and tense != PAST):
        return published + timedelta(days=ahead), "day"
    return published - timedelta(days=back), "day"


def _word(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    shift = {"yesterday": -1, "tomorrow": 1}.get(e.part("word"), 0)
    return published + timedelta(days=shift), "day"


def _before_yesterday(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    return published - timedelta(days=2), "day"


def _ago(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    return shifted(published, e.part("unit"), -_number(e.part("number")))


def _period(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    which = e.part("which").removeprefix("the ")
    if which in ("previous", "following") and anchor is None:
        return None, "unknown"
    start = anchor if which in ("previous", "following") and anchor else published
    step = {"last": -1, "previous": -1, "this": 0, "next": 1, "following": 1}[which]
    return shifted(start, e.part("unit"), step)


def shifted(start: date, unit: str, step: int) -> tuple[date, str]:
    """The day, week, month or year that lies `step` of them from `start`."""
    if unit == "day":
        return start + timedelta(days=step), "day"
    if unit == "week":
        return start - timedelta(days=start.weekday()) + timedelta(weeks=step), "week"
    if unit == "month":
        months = start.year * 12 + start.month - 1 + step
        return date(months // 12, months % 12 + 1, 1), "month"
    return date(start.year + step, 1, 1), "year"


def _weekend(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    monday = published - timedelta(days=published.weekday())
    is_ahead = e.part("which") == "next" or tense == FUTURE
    is_over = published.weekday() >= WEEKDAYS.index("saturday")
    if e.part("which") in ("last", "next"):
        return monday + timedelta(weeks=1 if e.part("which") == "next" else -1), "week"
    if is_ahead or is_over or e.part("which") == "this":
        return monday, "week"
    return monday - timedelta(weeks=1), "week"


def _anchored(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    if anchor is None:
        return None, "unknown"
    if e.part("same"):
        return anchor, "day"
    number = _number(e.part("number")) if e.part("number") else 1
    is_back = (e.part("way") or e.part("side")) in ("earlier", "before", "previous")
    day, precision = shifted(anchor, e.part("unit") or "day", -number if is_back else number)
    is_unlikely = tense == PAST and day > published
    return (None, "unknown") if is_unlikely else (day, precision)


def _year(
    e: Expression, published: date, tense: str | None, anchor: date | None
) -> tuple[date | None, str]:
    return date(int(e.part("year")), 1, 1), "year"


_RESOLVERS = {
    "iso": _full_date,
    "day_month": _full_date,
    "month_day": _full_date,
    "month_year": _month,
    "named_month": _month,
    "weekday": _weekday,
    "word": _word,
    "before_yesterday": _before_yesterday,
    "ago": _ago,
    "period": _period,
    "weekend": _weekend,
    "anchored": _anchored,
    "anchored_day": _anchored,
    "year": _year,
}


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word]


def _month_number(name: str) -> int:
    if name.isdigit():
        return int(name)
    prefix = name.rstrip(".")[:3]
    return 1 + next(i for i, month in enumerate(MONTHS) if month.startswith(prefix))
