"""Where a country has one clock: the day there, of a time that is told without its offset.

`time_zones.csv` holds the countries all of whose zones have shown one time since 2015, the first
day that is taken unless a setting says otherwise; a note says why a country stands there that
the database gives more than one time, or none. Elsewhere the day at a source's place is not known
from its country alone.
"""

from functools import cache

from orchestration.knowledge.actors import read_knowledge


@cache
def load_time_zones() -> dict[str, str]:
    """Names of the IANA time zone database by the actor code of the country."""
    return {row["actor_code"]: row["time_zone"] for row in read_knowledge("time_zones.csv")}
