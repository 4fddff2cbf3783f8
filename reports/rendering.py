"""From view models to HTML: Jinja templates with one stylesheet, inlined."""

from functools import cache
from pathlib import Path

import jinja2

from reports import formats
from reports.view import ArchiveView, WeekView


def render_week(view: WeekView) -> str:
    """The page of a week: one self-contained HTML document."""
    return _environment().get_template("week.html").render(view=view)


def render_index(view: ArchiveView) -> str:
    """The page of all weeks: one self-contained HTML document."""
    return _environment().get_template("index.html").render(view=view)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("reports", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(formats.FILTERS)
    style = Path(__file__).with_name("templates").joinpath("briefing.css").read_text("utf-8")
    environment.globals["stylesheet"] = style
    return environment
