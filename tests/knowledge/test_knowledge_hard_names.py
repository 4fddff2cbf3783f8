"""Hard names and things that are no actor, in sentences, read by the scanner itself."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from orchestration.extract.names import find_names

FOLDER = Path(__file__).parent
DAY = date(2024, 1, 15)
MARK = re.compile(r"\[([^|\]]+)\|([A-Z0-9+]+)\]")
AT_LEAST = 80


def lines_of(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def read_line(line: str) -> tuple[date, str, list[tuple[int, int, tuple[str, ...]]]]:
    """The day, the plain sentence, and the spans marked in it with their codes."""
    day, _, marked = line.rpartition("> ")
    plain, marks, end = "", [], 0
    for found in MARK.finditer(marked):
        plain += marked[end : found.start()]
        start = len(plain)
        plain += found[1]
        marks.append((start, len(plain), tuple(found[2].split("+"))))
        end = found.end()
    return date.fromisoformat(day) if day else DAY, plain + marked[end:], marks


def faults_in(lines: list[str]) -> Iterator[str]:
    for line in lines:
        day, sentence, marks = read_line(line)
        found = [
            (name.start, name.end, name.actor_codes)
            for name in find_names(sentence, day)
            if name.kind != "person"
        ]
        if found != marks:
            read = ", ".join(f"{sentence[start:end]} {codes}" for start, end, codes in found)
            yield f"{line}\n    read: {read or 'nobody'}"


@pytest.mark.parametrize("name", ["hard_names.txt", "no_actors.txt"])
def test_knowledge_hard_names_are_read_as_marked(name: str) -> None:
    lines = lines_of(name)
    assert len(lines) == len(set(lines)) >= AT_LEAST
    faults = list(faults_in(lines))
    assert not faults, "\n".join(faults)
