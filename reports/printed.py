"""What a template may print, by kind: a figure with its cells, or text that stands for none.

Templates print through `finalize`. A plain number, or plain text with a digit in it, stops the
page: whoever prints a figure has to say from which cells of the marts it comes, and the audit reads
those again from the warehouse. The other kinds are for digits that are no figures of a mart.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from jinja2 import Undefined
from markupsafe import Markup

# Private characters around a figure in the page as it is rendered; the audit takes them out.
# No text from outside holds them (formats.clean).
OPENS, PARTS, CLOSES = "\ue000", "\ue001", "\ue002"
OF_CELL, OF_KEY, OF_CELLS = "\ue003", "\ue004", "\ue005"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Cell:
    """A value of a mart, by its place, and the form in which it is printed (see facts.FORMS).

    The column "n_quad1+n_quad2" is the sum of two of the row.
    """

    table: str
    key: tuple[str, ...]
    column: str
    form: str


class UnmarkedFigureError(TypeError):
    """A template prints a number without saying what it stands for."""


class Figure(str):
    """A printed figure: its text, its value, and the cells and form that give it once more.

    `whole` is the cell that it is a part of, for shares.
    """

    value: Any
    cells: tuple[Cell, ...]
    form: str
    whole: Cell | None

    def __new__(
        cls,
        text: str,
        value: Any,
        cells: Sequence[Cell],
        form: str,
        whole: Cell | None = None,
    ) -> Self:
        """A figure, printed as `text`."""
        made = super().__new__(cls, text)
        made.value, made.cells, made.form, made.whole = value, tuple(cells), form, whole
        return made

    @property
    def marked(self) -> str:
        """The figure between private characters, with what the audit needs."""
        cells = OF_CELLS.join(_encoded(cell) for cell in self.cells)
        whole = _encoded(self.whole) if self.whole is not None else ""
        return f"{OPENS}{self.form}{PARTS}{cells}{PARTS}{whole}{PARTS}{self}{CLOSES}"


class Printed(str):
    """Text whose digits stand for no cell of a mart."""


class Checked(Printed):
    """Words of a sentence that the check of claims has read."""


class Outside(Printed):
    """Words from outside: a name, a headline, a sentence, an address, a rule."""


class Day(Printed):
    """A day, a week, a time or an edition."""


class Place(Printed):
    """A place or size in a drawing, or an anchor."""


class Number(Printed):
    """A number of the page itself: a mark, or how many things it lists there."""


def finalize(value: Any) -> Any:
    """What a template prints of a value.

    Raises:
        UnmarkedFigureError: it is a number, or text with a digit of which nobody says whence.
    """
    if isinstance(value, (Markup, Printed, Undefined)):
        return value  # what is undefined stops the page of itself, or is an absent else
    if isinstance(value, Figure):
        return value.marked
    if not isinstance(value, str):
        raise UnmarkedFigureError(f"{value!r} is printed and is no text")
    if _DIGIT.search(value):
        raise UnmarkedFigureError(f"“{value}” is printed without the cell it comes from")
    return value


def _encoded(cell: Cell) -> str:
    return OF_CELL.join((cell.table, OF_KEY.join(cell.key), cell.column))
