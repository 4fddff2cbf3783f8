"""The inbox starts one run for the same news; a failed run is told of, once and in one line."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import dagster as dg
import pytest

from orchestration.automation.alerts import AlertFailedError, alert
from orchestration.automation.jobs import COLLECT
from orchestration.automation.sensors import sensors
from orchestration.settings import Settings

AT = datetime(2024, 1, 9, 8, 5, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path)
    settings.home.inbox.mkdir()
    settings.home.dagster.mkdir()
    return settings


def sensor(settings: Settings, name: str) -> dg.SensorDefinition:
    (found,) = (each for each in sensors(settings) if each.name == name)
    return found


def asked(settings: Settings, instance: dg.DagsterInstance) -> str | None:
    """The key of the run that the inbox asks for; None where it asks for none."""
    with dg.build_sensor_context(instance) as context:
        answer = sensor(settings, "inbox_has_news")(context)
    if isinstance(answer, dg.SkipReason):
        return None
    assert isinstance(answer, dg.RunRequest)
    assert answer.run_key
    return answer.run_key


def test_automation_the_same_news_of_the_inbox_have_one_key_and_others_another(
    settings: Settings,
) -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        assert asked(settings, instance) is None
        file = settings.home.inbox / "a.txt"
        file.write_text("Seoul criticised Moscow.")
        first = asked(settings, instance)
        assert first is not None
        assert asked(settings, instance) == first
        file.write_text("Seoul praised Moscow for once.")
        changed = asked(settings, instance)
        (settings.home.inbox / "b.txt").write_text("Moscow thanked Seoul.")
        assert len({first, changed, asked(settings, instance)}) == 3


@pytest.mark.parametrize(
    ("job", "status", "asks"),
    [
        (COLLECT, dg.DagsterRunStatus.NOT_STARTED, False),
        (COLLECT, dg.DagsterRunStatus.STARTED, False),
        (COLLECT, dg.DagsterRunStatus.FAILURE, True),
        ("read", dg.DagsterRunStatus.STARTED, True),
    ],
)
def test_automation_the_inbox_asks_for_no_run_while_one_is_on_its_way(
    settings: Settings, job: str, status: dg.DagsterRunStatus, asks: bool
) -> None:
    (settings.home.inbox / "a.txt").write_text("Seoul criticised Moscow.")
    with dg.DagsterInstance.ephemeral() as instance:
        instance.add_run(dg.DagsterRun(job_name=job, run_id=str(uuid4()), status=status))
        assert (asked(settings, instance) is not None) is asks


def alerts(settings: Settings) -> list[str]:
    return (settings.home.dagster / "alerts.log").read_text(encoding="utf-8").splitlines()


def test_automation_a_failed_run_is_told_of_with_step_and_cause(settings: Settings) -> None:
    @dg.op
    def models() -> None:
        raise ValueError("odd\nrows")

    @dg.job
    def week() -> None:
        models()

    with dg.DagsterInstance.ephemeral() as instance:
        result = week.execute_in_process(instance=instance, raise_on_error=False)
        (failed,) = (
            event for event in result.all_events if event.event_type_value == "PIPELINE_FAILURE"
        )
        context = dg.build_run_status_sensor_context(
            "failures_are_told", failed, instance, result.dagster_run
        ).for_run_failure()
        sensor(settings, "failures_are_told")(context)
    (line,) = alerts(settings)
    run = result.run_id[:8]
    assert line.endswith(f"Z week failed (run {run}): models: ValueError: odd rows")


def test_automation_an_alert_is_handed_to_the_program_of_the_settings(settings: Settings) -> None:
    told = settings.home.path / "told"
    alert(Settings(home=settings.home.path, alert_command=f"tee {told}"), AT, "x\nfailed")
    assert told.read_text() == "2024-01-09 08:05:00Z x failed\n"
    assert alerts(settings) == ["2024-01-09 08:05:00Z x failed"]


@pytest.mark.parametrize("command", ["false", "no-such-program", "'"])
def test_automation_an_alert_that_can_not_be_handed_on_stands_in_the_log_and_says_so(
    settings: Settings, command: str
) -> None:
    broken = Settings(home=settings.home.path, alert_command=command)
    with pytest.raises(AlertFailedError, match="alert_command: "):
        alert(broken, AT, "x failed")
    assert alerts(settings) == ["2024-01-09 08:05:00Z x failed"]
