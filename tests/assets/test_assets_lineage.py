"""Where a model's columns come from, read off its SQL."""

import pytest

from orchestration.assets.lineage import column_sources

EVENTS, ACTORS = ("landing", "events"), ("marts", "dim_actor")
COLUMNS = {
    EVENTS: {"event_id": "VARCHAR", "source_actor": "VARCHAR", "confidence": "DOUBLE"},
    ACTORS: {"actor_code": "VARCHAR", "name": "VARCHAR"},
}


@pytest.mark.parametrize(
    ("sql", "sources"),
    [
        ("select event_id from w.landing.events", {"event_id": [(EVENTS, "event_id")]}),
        (
            "select source_actor as actor, count(*) as n from w.landing.events group by 1",
            {"actor": [(EVENTS, "source_actor")], "n": []},
        ),
        (
            "with named as (select event_id, upper(actors.name) || events.source_actor as who "
            "from w.landing.events as events join w.marts.dim_actor as actors "
            "on actors.actor_code = events.source_actor where events.confidence > 0) "
            "select who, event_id from named",
            {
                "who": [(EVENTS, "source_actor"), (ACTORS, "name")],
                "event_id": [(EVENTS, "event_id")],
            },
        ),
        (
            "select * exclude (confidence) from w.landing.events",
            {
                "event_id": [(EVENTS, "event_id")],
                "source_actor": [(EVENTS, "source_actor")],
            },
        ),
        (
            "select event_id as id from w.landing.events union all "
            "select actor_code from w.marts.dim_actor",
            {"id": [(EVENTS, "event_id"), (ACTORS, "actor_code")]},
        ),
    ],
)
def test_assets_lineage_follows_a_column_to_those_it_is_made_of(
    sql: str, sources: dict[str, list[tuple[tuple[str, str], str]]]
) -> None:
    assert column_sources(sql, COLUMNS, COLUMNS) == sources


def test_assets_lineage_ends_at_the_parents_that_are_named() -> None:
    sql = "select name, event_id from w.landing.events cross join w.marts.dim_actor"
    assert column_sources(sql, [EVENTS], COLUMNS)["name"] == []


def test_assets_lineage_of_what_is_no_query_is_none() -> None:
    assert column_sources("select from where", COLUMNS, COLUMNS) == {}
