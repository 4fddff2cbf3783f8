"""All that Dagster loads."""

import dagster as dg

from orchestration.assets.collecting import collecting_assets
from orchestration.assets.models import model_assets
from orchestration.assets.telling import telling_assets
from orchestration.automation.schedules import automation
from orchestration.settings import Settings, load_settings


def build_definitions(settings: Settings) -> dg.Definitions:
    """The graph for one home. Nothing is opened or read until something runs."""
    schedules, sensors = automation(settings)
    return dg.Definitions(
        assets=[
            *collecting_assets(settings),
            *model_assets(settings),
            *telling_assets(settings),
        ],
        schedules=schedules,
        sensors=sensors,
        # A process for each step would pay the imports anew, which cost more than most steps.
        executor=dg.in_process_executor,
    )


defs = build_definitions(load_settings())
