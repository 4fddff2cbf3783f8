"""The jobs: one a group of assets, in the order of the data, and Monday's edition."""

from typing import Any

import dagster as dg

COLLECT, READ, MODEL, TELL, WEEK = "collect", "read", "model", "tell", "week"


def jobs() -> list[Any]:
    """What schedules, sensors and the command line start."""
    groups = dg.AssetSelection.groups
    published = dg.AssetSelection.assets("published_warehouse")
    pages = dg.AssetSelection.assets("weekly_briefing", "briefing_archive")
    up_to_date, evidence = (
        dg.AssetSelection.checks(dg.AssetCheckKey(dg.AssetKey("events"), name))
        for name in ("every_day_is_up_to_date", "evidence_stands_in_its_article")
    )
    models = groups("model") | dg.AssetSelection.assets("actors") | evidence | published
    return [
        dg.define_asset_job(
            COLLECT,
            selection=groups("collect") | up_to_date,
            description=(
                "From inbox and feeds to articles by publication day; says which days are stale."
            ),
        ),
        dg.define_asset_job(
            READ,
            selection=dg.AssetSelection.assets("mentions", "events", "quotations"),
            description="Reads publication days: mentions, events and quotations.",
        ),
        dg.define_asset_job(
            MODEL,
            selection=models,
            description="Builds and tests the marts, and publishes the read-only copy.",
        ),
        dg.define_asset_job(
            TELL, selection=pages, description="Writes the pages of weeks and their index."
        ),
        dg.define_asset_job(
            WEEK,
            selection=models | pages,
            description="Marts, published copy and the page of a week: Monday's edition.",
        ),
    ]
