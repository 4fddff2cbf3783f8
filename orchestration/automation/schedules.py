"""What the clock starts. All schedules are off until someone switches them on."""

from collections.abc import Iterator
from datetime import timedelta

import dagster as dg

from orchestration.automation.jobs import COLLECT, READ, WEEK
from orchestration.due import REREAD_AT_A_TIME, stale_days, stretches
from orchestration.settings import Settings

COLLECT_EVERY = "*/15 * * * *"
READ_EVERY = "5 * * * *"
BRIEFING_AT = "0 6 * * 1"


def schedules(settings: Settings) -> list[dg.ScheduleDefinition]:
    """Schedules of one home, UTC."""
    collecting = dg.ScheduleDefinition(
        name="collect_every_quarter_of_an_hour",
        job_name=COLLECT,
        cron_schedule=COLLECT_EVERY,
        execution_timezone="UTC",
        description="Collects what is new in the inbox and in the feeds of feeds.yml.",
    )

    @dg.schedule(
        job_name=READ,
        cron_schedule=READ_EVERY,
        execution_timezone="UTC",
        description=(
            "Reads all days with new or late articles, then the newest "
            f"{REREAD_AT_A_TIME} of those read by an older version."
        ),
    )
    def read_stale_days_hourly(
        context: dg.ScheduleEvaluationContext,
    ) -> Iterator[dg.RunRequest | dg.SkipReason]:
        stale = stale_days(settings)
        if not stale:
            yield dg.SkipReason("every day was read by the version in force")
        new = [day for day in stale if day.is_new]
        old = [day for day in stale if not day.is_new][:REREAD_AT_A_TIME]
        for first, last in (*stretches(settings, new), *stretches(settings, old)):
            yield dg.RunRequest(
                run_key=f"{context.scheduled_execution_time:%Y-%m-%dT%H} {first} {last}",
                tags=range_tags(first.isoformat(), last.isoformat()),
            )

    @dg.schedule(
        job_name=WEEK,
        cron_schedule=BRIEFING_AT,
        execution_timezone="UTC",
        description="Models, and the page of the week that ended; a week later its second edition.",
    )
    def briefing_on_monday(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
        monday = context.scheduled_execution_time.date()
        first, last = monday - timedelta(days=14), monday - timedelta(days=7)
        return dg.RunRequest(tags=range_tags(first.isoformat(), last.isoformat()))

    return [collecting, read_stale_days_hourly, briefing_on_monday]


def range_tags(first: str, last: str) -> dict[str, str]:
    """The tags that make one run of a range of partitions."""
    return {
        "dagster/asset_partition_range_start": first,
        "dagster/asset_partition_range_end": last,
    }
