"""Run the assets in this process, so that every command is a run that Dagster shows."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.dagster_home import (
    STARTED_HERE,
    HomeInUseError,
    alone_in,
    end_dead_runs,
    open_dagster,
    prepare_dagster,
    refuse_where_others_run,
)
from orchestration.due import REREAD_AT_A_TIME, stale_days, stretches, weeks_due
from orchestration.modelling import is_published
from orchestration.settings import SAMPLE_MARKER, Home, Settings, project_root
from orchestration.warehouse import StaleDay

if TYPE_CHECKING:
    import dagster as dg

    from orchestration.assets.shared import Progress

# Of errors in a step's log only the names are left. These say that what was made is wrong.
_CHECKS = (
    "TestsFailedError",
    "UnsupportedSentenceError",
    "PartsDoNotAddUpError",
)
_INTERRUPTS = ("DagsterExecutionInterruptedError", "KeyboardInterrupt")


class RunFailedError(Exception):
    """A run that did not succeed; the message names the step and the cause."""


class CheckFailedError(Exception):
    """What a run made does not hold what it should; the message names the check."""


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


def prepare_pages(home: Home) -> None:
    """Make Dagster's pages ready to be shown: what is wrong shows before anything is started.

    Raises:
        DagsterSettingsError: the home's `dagster.yaml` can't be used.
    """
    prepare_dagster(home)
    with open_dagster(home) as instance, suppress(HomeInUseError), alone_in(home):
        end_dead_runs(instance)


def port_problem(port: int) -> str | None:
    """Why nothing can be served at this port of 127.0.0.1; None where it can."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        # As servers do: a port whose last connections are just closing is free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except OSError as error:
            return error.strerror
    return None


def show_dagster(port: int) -> int:
    """Serve Dagster's pages on this machine until stopped; the webserver's exit code.

    The daemon beside it starts what the pages ask for, and what schedules and sensors do.
    """
    programs = Path(sys.executable).parent
    workspace = ["-w", str(project_root / "workspace.yaml")]
    daemon = subprocess.Popen(  # noqa: S603 - our own words
        [programs / "dagster-daemon", "run", *workspace], cwd=project_root
    )
    try:
        return subprocess.run(  # noqa: S603 - our own words
            [programs / "dagster-webserver", *workspace, "-h", "127.0.0.1", "-p", str(port)],
            cwd=project_root,
            check=False,
        ).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        daemon.terminate()
        daemon.wait()


@dataclass(frozen=True)
class Runner:
    """Starts jobs of one home in this process."""

    settings: Settings
    definitions: "dg.Definitions"
    instance: "dg.DagsterInstance"

    def run(
        self, job: str, first: date | None = None, last: date | None = None
    ) -> "dg.ExecuteInProcessResult":
        """Run a job, for the partitions from `first` to `last` where it has any.

        Raises:
            RunFailedError: a step failed. What was written before it stays; the next run goes on.
            CheckFailedError: a check failed that is no mere warning.
            KeyboardInterrupt: someone stopped it, which is no failure.
        """
        from orchestration.automation.schedules import range_tags

        tags = dict(STARTED_HERE)
        if first is not None:
            tags |= range_tags(first.isoformat(), (last or first).isoformat())
        log = self.settings.home.dagster / "run.log"
        # dbt tells each model on standard output; it belongs in the log.
        with log.open("a", encoding="utf-8") as file, redirect_stdout(file):
            result = self.definitions.resolve_job_def(job).execute_in_process(
                instance=self.instance,
                raise_on_error=False,
                run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
                tags=tags,
            )
        failure = _failed_check(result) if result.success else _first_failure(result)
        if failure:
            raise failure
        return result


@dataclass(frozen=True)
class Collected:
    """What a collection brought: documents new and known before, feeds that failed with why."""

    new_documents: int
    known_documents: int
    failures: tuple[tuple[str, str], ...]


def collect(settings: Settings, progress: "Progress") -> Collected:
    """Take in what is new in the inbox and in the feeds, whenever they were asked last.

    Raises:
        RunFailedError: the run failed.
    """
    import dagster as dg

    from orchestration.automation.jobs import COLLECT

    with _runner(settings, progress) as runner:
        result = runner.run(COLLECT)
    (told,) = result.asset_materializations_for_node("raw_documents")
    new, known = (int(str(told.metadata[f"{which} documents"].value)) for which in ("new", "known"))
    failed = told.metadata["feeds that failed"]
    rows = failed.records if isinstance(failed, dg.TableMetadataValue) else []
    failures = ((str(row.data["feed"]), str(row.data["reason"])) for row in rows)
    return Collected(new, known, tuple(failures))


def bring_up_to_date(settings: Settings, today: date, progress: "Progress") -> None:
    """Collect, read, model and tell whatever is due in a home.

    Days that only an older version has read are read again for `reread_minutes` at most.

    Raises:
        RunFailedError: a run failed. What was written before it stays; the next run goes on.
    """
    from orchestration.automation.jobs import COLLECT, MODEL

    with _runner(settings, progress) as runner:
        runner.run(COLLECT)
        _read(runner, stale_days(settings), minutes=settings.reread_minutes)
        if not is_published(settings.home.warehouse, settings.home.published):
            runner.run(MODEL)
        _tell(runner, weeks_due(settings, today))


def read_day(settings: Settings, day: date, progress: "Progress") -> None:
    """Read one publication day, stale or not.

    Raises:
        RunFailedError: the run failed.
    """
    from orchestration.automation.jobs import READ

    with _runner(settings, progress) as runner:
        runner.run(READ, day)


def read_stale(settings: Settings, progress: "Progress") -> int:
    """Read every stale day, however long it takes; how many there were.

    Raises:
        RunFailedError: a run failed. The days read before it stay.
    """
    stale = stale_days(settings)
    if stale:
        with _runner(settings, progress) as runner:
            _read(runner, stale, minutes=None)
    return len(stale)


def write_week(settings: Settings, week: date, progress: "Progress") -> None:
    """Write the page of the week that begins on the Monday `week`, and the index.

    Raises:
        RunFailedError: the run failed.
    """
    with _runner(settings, progress) as runner:
        _tell(runner, (week,))


@contextmanager
def _runner(settings: Settings, progress: "Progress") -> Iterator[Runner]:
    from orchestration.definitions import build_definitions

    prepare_dagster(settings.home)
    with alone_in(settings.home), open_dagster(settings.home) as instance:
        end_dead_runs(instance)
        refuse_where_others_run(settings.home, instance)
        yield Runner(settings, build_definitions(settings, progress), instance)


def _read(runner: Runner, stale: Sequence[StaleDay], minutes: float | None) -> None:
    from orchestration.automation.jobs import READ

    new = [day for day in stale if day.is_new]
    old = [day for day in stale if not day.is_new]
    for first, last in stretches(runner.settings, new):
        runner.run(READ, first, last)
    started = time.monotonic()
    for start in range(0, len(old), REREAD_AT_A_TIME):
        if minutes is not None and time.monotonic() - started > minutes * 60:
            return
        for first, last in stretches(runner.settings, old[start : start + REREAD_AT_A_TIME]):
            runner.run(READ, first, last)


def _tell(runner: Runner, weeks: Sequence[date]) -> None:
    """Write the pages from the first of `weeks` to the last; one that has not changed stays."""
    from orchestration.automation.jobs import TELL

    if weeks:
        runner.run(TELL, min(weeks), max(weeks))


def _failed_check(result: "dg.ExecuteInProcessResult") -> Exception | None:
    failed = [
        f"{check.check_name} of {check.asset_key.to_user_string()}"
        for check in result.get_asset_check_evaluations()
        if not check.passed and check.severity.value == "ERROR"
    ]
    if not failed:
        return None
    checks = "check" if len(failed) == 1 else "checks"
    names = ", ".join(sorted(failed))
    return CheckFailedError(
        f"{len(failed)} {checks} failed: {names}; demarche ui lists what offends"
    )


def _first_failure(result: "dg.ExecuteInProcessResult") -> Exception:
    for event in result.all_events:
        if event.event_type_value == "STEP_FAILURE":
            error = event.step_failure_data.error
            cause = (error.cause or error) if error else None
            if cause and cause.cls_name in _INTERRUPTS:
                raise KeyboardInterrupt
            if cause and cause.cls_name == "DagsterAssetCheckFailedError":
                return _failed_check(result) or CheckFailedError(event.step_key)
            said = " ".join(cause.message.split()) if cause else "failed"
            # Our own errors say in words what is wrong; the name of others says the most.
            if said.startswith((f"{__package__}.", "reports.")):
                said = said.partition(": ")[2] or said
            else:
                said = said[:300]
            kind = CheckFailedError if cause and cause.cls_name in _CHECKS else RunFailedError
            return kind(f"{event.step_key}: {said}")
    return RunFailedError("the run did not start; demarche ui shows why")
