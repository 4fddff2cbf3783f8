"""What tells the American Georgia from the state on the Black Sea.

`georgia.csv` holds other American states beside which it is named, towns of either, and words that
follow the American one ("Georgia voters"), each also with an ending ("senator", "senators").
"""

from collections import defaultdict
from functools import cache

from orchestration.knowledge.actors import read_knowledge

KINDS = ("after_american", "american_state", "american_town", "georgian_town")


@cache
def load_georgia() -> dict[str, frozenset[str]]:
    """The words by what they are, one of `KINDS`."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_knowledge("georgia.csv"):
        found[row["what"]].add(row["words"])
    return {kind: frozenset(found[kind]) for kind in KINDS}
