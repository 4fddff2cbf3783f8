"""Seasons by the words for them, with the month in which each begins in the north.

`seasons.csv` takes whole months, as weather services do; usage of the English-language press.
"""

from functools import cache

from orchestration.knowledge.actors import read_knowledge


@cache
def load_seasons() -> dict[str, int]:
    """The first of its three months by the word for a season."""
    return {row["season"]: int(row["first_month"]) for row in read_knowledge("seasons.csv")}
