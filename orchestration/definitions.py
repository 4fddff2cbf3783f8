"""All that Dagster loads."""

import warnings

import dagster as dg

from orchestration.assets.collecting import collecting_assets
from orchestration.assets.models import model_assets
from orchestration.assets.reading import reading_assets
from orchestration.assets.shared import Progress, no_progress
from orchestration.assets.telling import telling_assets
from orchestration.automation.checks import checks
from orchestration.automation.jobs import jobs
from orchestration.automation.schedules import schedules
from orchestration.automation.sensors import sensors
from orchestration.settings import Settings, load_settings


def build_definitions(settings: Settings, progress: Progress = no_progress) -> dg.Definitions:
    """The graph for one home. No warehouse, lake or page is opened until something runs.

    The models are told from dbt's manifest under the home's `dagster/dbt`; where it is not there,
    or older than the dbt project, dbt parses the project anew, which takes seconds.
    """
    # Dagster calls backfill policies beta; the lock file holds the version they were tested with.
    warnings.simplefilter("ignore", dg.BetaWarning)
    return dg.Definitions(
        assets=[
            *collecting_assets(settings, progress),
            *reading_assets(settings, progress),
            *model_assets(settings, progress),
            *telling_assets(settings, progress),
        ],
        asset_checks=checks(settings),
        jobs=jobs(),
        schedules=schedules(settings),
        sensors=sensors(settings),
        # A process for each step would pay the imports anew, which cost more than most steps.
        executor=dg.in_process_executor,
    )


defs = build_definitions(load_settings())
