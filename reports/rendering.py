"""From view models to HTML: Jinja templates, one stylesheet inlined, each figure audited."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from reports import formats
from reports.audit import audited
from reports.printed import Day, Number, Outside, Printed, finalize
from reports.view import ArchiveView, WeekView


def render_week(view: WeekView) -> str:
    """The page of a week: one self-contained HTML document.

    Raises:
        UnmarkedFigureError: it would print a number that comes from nowhere.
        WrongFigureError: a figure is not what its cells in the warehouse hold.
    """
    page = _environment().get_template("week.html").render(view=view)
    return audited(page, view.ledger)


def render_index(view: ArchiveView) -> str:
    """The page of all weeks: one self-contained HTML document.

    Raises:
        UnmarkedFigureError: it would print a number that comes from nowhere.
        WrongFigureError: a figure is not what its cells in the warehouse hold.
    """
    page = _environment().get_template("index.html").render(view=view)
    return audited(page, view.ledger)


def _prints(kind: type[Printed], function: Callable[..., str | None]) -> Callable[..., Any]:
    """The function as a filter whose text is of a kind."""

    def printed(*arguments: Any) -> Printed | None:
        text = function(*arguments)
        return None if text is None else kind(text)

    return printed


def _anchor_of_week(monday: Any) -> str:
    return formats.week_name(monday).lower()


def _rule_parts(name: str) -> list[Outside]:
    return [Outside(part) for part in name.removeprefix("rule.").split(".")]


def _how_many(things: Sequence[Any]) -> str:
    return formats.count(len(things))


FILTERS: dict[str, Callable[..., Any]] = {
    "plural": formats.plural,
    "rule_parts": _rule_parts,
    "year": _prints(Day, str),
    "anchor_of_week": _prints(Day, _anchor_of_week),
    "number": _prints(Number, formats.count),  # of a mark, or how many things the page lists
    "how_many": _prints(Number, _how_many),
    **{
        function.__name__: _prints(Day, function)
        for function in (
            *(formats.week_name, formats.week_span, formats.weekday_day, formats.full_day),
            *(formats.moment, formats.stamp, formats.iso, formats.edition_name),
        )
    },
    **{
        function.__name__: _prints(Outside, function)
        for function in (formats.clean, formats.sentence_case, formats.web_address)
    },
}


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reports", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=finalize,
    )
    environment.filters.update(FILTERS)
    style = Path(__file__).with_name("templates").joinpath("briefing.css").read_text("utf-8")
    environment.globals["stylesheet"] = style
    return environment
