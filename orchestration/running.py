"""Run the assets in this process, so that every command is a run that Dagster shows."""

import os
from contextlib import redirect_stdout
from pathlib import Path

from orchestration.settings import SAMPLE_MARKER, Home, Settings

DAGSTER_SETTINGS = """\
telemetry: {enabled: false}
concurrency: {pools: {default_limit: 1, granularity: op}}
freshness: {enabled: true}
python_logs: {python_log_level: WARNING}
"""


class RunFailedError(Exception):
    """A run that did not succeed; the message names the step and the cause."""


class MixedHomeError(Exception):
    """The sample and a user's own articles never share a home."""


def prepare_home(home: Home, *, sample: bool) -> None:
    """Make the folders of a home, and mark it as the sample's or as the user's own.

    Raises:
        MixedHomeError: it is the other kind of home already.
    """
    used = home.raw.exists()
    if sample and used and not home.is_sample:
        raise MixedHomeError(f"{home.path} holds articles of your own; the sample needs a new home")
    if not sample and home.is_sample:
        raise MixedHomeError(f"{home.path} is the sample's home; choose another with --home")
    home.path.mkdir(parents=True, exist_ok=True)
    if sample:
        (home.path / SAMPLE_MARKER).touch()
    else:
        home.inbox.mkdir(exist_ok=True)
    prepare_dagster(home)


def prepare_dagster(home: Home) -> Path:
    """Make Dagster's home with its settings, and point this process to it; the folder."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    file = home.dagster / "dagster.yaml"
    if not file.exists():
        file.write_text(DAGSTER_SETTINGS)
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    os.environ["DEMARCHE_HOME"] = str(home.path)
    return home.dagster


def materialize_all(settings: Settings) -> str:
    """Materialize the whole graph of a home in this process; the run's id.

    Raises:
        RunFailedError: a step failed. What was written before it stays; the next run goes on.
    """
    import dagster as dg

    from orchestration.definitions import build_definitions

    prepare_dagster(settings.home)
    job = build_definitions(settings).resolve_implicit_global_asset_job_def()
    log = settings.home.dagster / "run.log"
    with (
        dg.DagsterInstance.get() as instance,
        log.open("w", encoding="utf-8") as file,
        redirect_stdout(file),  # dbt tells each model there
    ):
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
            tags={"demarche/command": "run"},
        )
        if not result.success:
            raise RunFailedError(_first_failure(result))
        return result.run_id


def _first_failure(result: object) -> str:
    for event in getattr(result, "all_events", []):
        if event.event_type_value == "STEP_FAILURE":
            error = event.event_specific_data.error
            cause = error.cause or error
            return f"{event.step_key}: {' '.join(cause.message.split())[:300]}"
    return "the run did not start; demarche ui shows why"
