"""What starts runs besides the clock, and what tells of failed ones. All are off at first."""

from datetime import UTC, datetime

import dagster as dg

from orchestration import collect
from orchestration.automation.alerts import alert
from orchestration.automation.jobs import COLLECT
from orchestration.settings import Settings

_ON_ITS_WAY = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]


def sensors(settings: Settings) -> list[dg.SensorDefinition]:
    """Sensors of one home."""
    home = settings.home

    @dg.sensor(
        job_name=COLLECT,
        minimum_interval_seconds=60,
        description=(
            "Starts collecting when a file of the inbox is new or has changed, once for the same "
            "news; where that run fails the schedule tries again."
        ),
    )
    def inbox_has_news(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
        news = collect.inbox_news(home.inbox, collect.inbox_manifest(home))
        if news is None:
            return dg.SkipReason("nothing new in the inbox")
        wanted = dg.RunsFilter(job_name=COLLECT, statuses=_ON_ITS_WAY)
        if context.instance.get_runs_count(wanted):
            return dg.SkipReason("a run that collects it is on its way")
        return dg.RunRequest(run_key=news)

    @dg.run_failure_sensor(
        name="failures_are_told",
        minimum_interval_seconds=30,
        description=(
            "Puts every failed run into dagster/alerts.log, with the step and the cause, and hands "
            "it to the program that the setting alert_command names."
        ),
    )
    def failures_are_told(context: dg.RunFailureSensorContext) -> None:
        run = context.dagster_run
        causes = [_cause(event) for event in context.get_step_failure_events()]
        said = "; ".join(causes) or context.failure_event.message or "it did not start"
        alert(settings, datetime.now(UTC), f"{run.job_name} failed (run {run.run_id[:8]}): {said}")

    return [inbox_has_news, failures_are_told]


def _cause(event: dg.DagsterEvent) -> str:
    error = event.step_failure_data.error
    cause = (error.cause or error) if error else None
    said = " ".join(cause.message.split())[:500] if cause else "failed"
    # Our own errors say in words what is wrong.
    if said.startswith(("orchestration.", "reports.")):
        said = said.partition(": ")[2] or said
    return f"{event.step_key}: {said}"
