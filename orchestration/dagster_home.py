"""Dagster's folder in a home: its settings, one command at a time, and runs that were killed."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.settings import Home

if TYPE_CHECKING:
    import dagster as dg

STARTED_HERE = {"demarche/started_by": "command line"}

OURS = "# Kept as demarche needs it. Without this line it is left as you change it.\n"
# The server that started a run marks it as failed when it dies; only the monitor frees its slots.
DAGSTER_SETTINGS = f"""\
{OURS}\
telemetry: {{enabled: false}}
nux: {{enabled: false}}
concurrency: {{pools: {{default_limit: 1, granularity: op}}}}
run_monitoring: {{enabled: true, poll_interval_seconds: 30, free_slots_after_run_end_seconds: 30}}
freshness: {{enabled: true}}
python_logs: {{python_log_level: WARNING}}
"""

_RUNNING = ("STARTING", "STARTED", "CANCELING")
_UNFINISHED = ("NOT_STARTED", *_RUNNING)


class HomeInUseError(Exception):
    """Something else runs in this home; the message says what."""


class DagsterSettingsError(Exception):
    """The home's `dagster.yaml` is no YAML, or Dagster does not take it; the message names it."""


def prepare_dagster(home: Home) -> Path:
    """Make Dagster's home with its settings, and point this process to it; the folder."""
    home.dagster.mkdir(parents=True, exist_ok=True)
    file = home.dagster / "dagster.yaml"
    there = file.read_text(encoding="utf-8", errors="replace") if file.exists() else OURS
    if there.startswith(OURS) and there != DAGSTER_SETTINGS:
        file.write_text(DAGSTER_SETTINGS, encoding="utf-8")
    os.environ["DAGSTER_HOME"] = str(home.dagster)
    os.environ["DEMARCHE_HOME"] = str(home.path)
    return home.dagster


@contextmanager
def open_dagster(home: Home) -> Iterator["dg.DagsterInstance"]:
    """The Dagster instance of a home that was prepared.

    Raises:
        DagsterSettingsError: its `dagster.yaml` can't be used.
    """
    import dagster as dg
    import yaml
    from dagster_shared.check import CheckError

    try:
        instance = dg.DagsterInstance.get()
    except (dg.DagsterError, CheckError, UnicodeDecodeError, yaml.YAMLError) as error:
        said = " ".join(str(error).split())[:300]
        raise DagsterSettingsError(
            f"{home.dagster / 'dagster.yaml'} can't be used: {said}"
        ) from error
    with instance:
        yield instance


@contextmanager
def alone_in(home: Home) -> Iterator[None]:
    """Hold the home's lock, which the system lets go of when this process ends in whatever way.

    Raises:
        HomeInUseError: another process holds it.
    """
    with (home.dagster / "running.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.seek(0)
            process = lock.read().strip() or "another process"
            raise HomeInUseError(_in_use(home, process)) from error
        lock.truncate(0)
        lock.write(f"process {os.getpid()}")
        lock.flush()
        yield


def end_dead_runs(instance: "dg.DagsterInstance") -> None:
    """End the runs that were killed: they would hold the writers' pool for ever.

    To be called by who is alone in the home, so no run of another command is alive.
    """
    storage = instance.event_log_storage
    for run in _runs(instance, _UNFINISHED):
        if _is_dead(run):
            instance.report_run_failed(run, "the process that ran it was killed")
    for run_id in storage.get_concurrency_run_ids():
        holder = instance.get_run_by_id(run_id)
        if holder is None or holder.is_finished:
            storage.free_concurrency_slots_for_run(run_id)


def refuse_where_others_run(home: Home, instance: "dg.DagsterInstance") -> None:
    """See that no run of Dagster's pages is on its way.

    Dagster would have the next run wait for it without a word, deaf to Ctrl+C.

    Raises:
        HomeInUseError: one is.
    """
    for run in _runs(instance, _RUNNING):
        raise HomeInUseError(_in_use(home, f"run {run.run_id[:8]} of Dagster's pages"))


def _in_use(home: Home, by: str) -> str:
    return f"{home.path} is in use by {by}; try again when it is done"


def _runs(instance: "dg.DagsterInstance", statuses: tuple[str, ...]) -> list["dg.DagsterRun"]:
    import dagster as dg

    wanted = [dg.DagsterRunStatus[name] for name in statuses]
    return list(instance.get_runs(dg.RunsFilter(statuses=wanted)))


def _is_dead(run: "dg.DagsterRun") -> bool:
    """Whether a run's process is gone, as far as can be known from here."""
    from dagster._core.storage.tags import GRPC_INFO_TAG

    if STARTED_HERE.items() <= run.tags.items():
        return True
    started_by = run.tags.get(GRPC_INFO_TAG)
    return started_by is not None and not _listens(json.loads(started_by))


def _listens(address: dict[str, Any]) -> bool:
    """Whether the server that started a run is there; one that is ends the runs that die."""
    path = address.get("socket")
    with socket.socket(socket.AF_UNIX if path else socket.AF_INET) as ours:
        ours.settimeout(1)
        try:
            ours.connect(path or (address["host"], address["port"]))
        except (ConnectionRefusedError, FileNotFoundError):
            return False
        except OSError:  # it may only be busy
            return True
    return True
