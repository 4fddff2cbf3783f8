"""Countries with one clock: the database itself says so of each, or a note says why it does not."""

from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.core import get_global

from orchestration.knowledge.actors import load_actors, read_knowledge
from orchestration.knowledge.time_zones import load_time_zones
from orchestration.settings import Settings

ROWS = list(read_knowledge("time_zones.csv"))
HISTORY_START = Settings.model_fields["history_start"].default
LAST_YEAR = 2027
DAYS = [
    datetime(year, month, day, 12, tzinfo=UTC)
    for year in range(HISTORY_START.year, LAST_YEAR)
    for month in range(1, 13)
    for day in (1, 15)
]


def zones_by_country() -> dict[str, list[str]]:
    """The zones of each country of the database, by its two letters."""
    zones: dict[str, list[str]] = {}
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            zones.setdefault(country, []).append(zone)
    return zones


def clock(zone: str) -> list[timedelta | None]:
    return [day.astimezone(ZoneInfo(zone)).utcoffset() for day in DAYS]


def zones_of(actor_code: str) -> list[str]:
    return zones_by_country().get(get_global("territory_aliases").get(actor_code, ["-"])[0], [])


def test_knowledge_time_zones_are_sorted_and_of_known_countries() -> None:
    codes = [row["actor_code"] for row in ROWS]
    assert codes == sorted(set(codes))
    kinds = {load_actors()[code].actor_kind for code in codes}
    assert kinds == {"state", "territory"}


def test_knowledge_time_zones_are_those_of_the_database() -> None:
    odd = []
    for row in ROWS:
        zones = zones_of(row["actor_code"])
        is_one = row["time_zone"] in zones and all(
            clock(zone) == clock(row["time_zone"]) for zone in zones
        )
        if is_one == bool(row["note"]):
            odd.append((row, zones))
    assert odd == []


def test_knowledge_no_state_with_one_clock_is_missing() -> None:
    missing = [
        code
        for code, actor in load_actors().items()
        if actor.actor_kind == "state" and code not in load_time_zones()
        if len({tuple(clock(zone)) for zone in zones_of(code)}) == 1
    ]
    assert missing == []
