"""What starts runs besides the clock. All sensors are off until someone switches them on."""

import dagster as dg

from orchestration import collect
from orchestration.automation.jobs import COLLECT
from orchestration.settings import Settings


def sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """Sensors of one home."""
    home = settings.home

    @dg.sensor(
        job_name=COLLECT,
        minimum_interval_seconds=60,
        description="Starts collecting when a file of the inbox is new or has changed.",
    )
    def inbox_has_news() -> dg.RunRequest | dg.SkipReason:
        if collect.inbox_has_news(home.inbox, collect.inbox_manifest(home)):
            return dg.RunRequest()
        return dg.SkipReason("nothing new in the inbox")

    return [inbox_has_news]
