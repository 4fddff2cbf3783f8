"""When things run by themselves, and what starts them besides the clock."""

import dagster as dg

from orchestration import collect
from orchestration.settings import Settings

COLLECT_EVERY = "*/15 * * * *"


def automation(settings: Settings) -> tuple[list[dg.ScheduleDefinition], list[dg.SensorDefinition]]:
    """Schedules and sensors for one home; all are off until someone switches them on."""
    home = settings.home
    job = dg.define_asset_job(
        "collect_and_publish",
        selection=dg.AssetSelection.all(),
        description="From the inbox to the published copy.",
    )
    schedule = dg.ScheduleDefinition(
        name="collect_every_quarter_of_an_hour",
        job=job,
        cron_schedule=COLLECT_EVERY,
        execution_timezone="UTC",
        description="Collects what is new and brings it all the way.",
    )

    @dg.sensor(
        job=job,
        minimum_interval_seconds=60,
        description="Starts a run when a file of the inbox is new or has changed.",
    )
    def inbox_has_news() -> dg.RunRequest | dg.SkipReason:
        if collect.inbox_has_news(home.inbox, collect.inbox_manifest(home)):
            return dg.RunRequest()
        return dg.SkipReason("nothing new in the inbox")

    return [schedule], [inbox_has_news]
