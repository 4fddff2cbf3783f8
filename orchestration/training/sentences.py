"""The training sentences, typed. GUIDELINE.md says how they were written and labelled."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "sentences"

NONE = "NONE"
"""The type of a sentence whose marked parties do nothing to one another."""

_MARK = re.compile(r"</?[st]>")


@dataclass(frozen=True)
class TrainingSentence:
    """One sentence with one source (`<s>…</s>`) and one target (`<t>…</t>`), and what is done.

    `event_type` is the codebook's and the warehouse's, or NONE; `benchmark_type` is what the public
    benchmark calls the same act (the same where the file leaves it empty). `kind` says why the row
    is there.
    """

    marked_sentence: str
    event_type: str
    mode: str | None
    benchmark_type: str
    status: str
    kind: str
    register: str
    region: str
    decade: str

    @property
    def text(self) -> str:
        """The sentence without its marks."""
        return _MARK.sub("", self.marked_sentence)

    @property
    def marks(self) -> tuple[str, ...]:
        """The marks in the order in which they stand."""
        return tuple(_MARK.findall(self.marked_sentence))


@cache
def load_training_sentences() -> tuple[TrainingSentence, ...]:
    """All rows of all files, by file name and line.

    Raises:
        KeyError: a file lacks a column.
    """
    rows = []
    for file in sorted(FOLDER.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows += [
                TrainingSentence(
                    row["marked_sentence"],
                    row["event_type"],
                    row["mode"] or None,
                    row["benchmark_type"] or row["event_type"],
                    row["status"],
                    row["kind"],
                    row["register"],
                    row["region"],
                    row["decade"],
                )
                for row in csv.DictReader(lines)
            ]
    return tuple(rows)
