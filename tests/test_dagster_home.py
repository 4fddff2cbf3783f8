"""Dagster's folder in a home: its settings, and what is left of runs that were killed."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.tags import GRPC_INFO_TAG

from orchestration.assets.shared import WRITER_POOL
from orchestration.dagster_home import (
    DAGSTER_SETTINGS,
    OURS,
    STARTED_HERE,
    HomeInUseError,
    end_dead_runs,
    prepare_dagster,
    refuse_where_others_run,
)
from orchestration.settings import Home

STARTED = dg.DagsterRunStatus.STARTED


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    for name in ("DEMARCHE_HOME", "DAGSTER_HOME"):
        monkeypatch.setenv(name, "unset")
    home = Home(tmp_path / "home")
    prepare_dagster(home)
    return home


@pytest.fixture
def instance(home: Home) -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.get() as instance:
        instance.event_log_storage.initialize_concurrency_limit_to_default(WRITER_POOL)
        yield instance


def holding_the_pool(
    instance: dg.DagsterInstance,
    tags: dict[str, str],
    status: dg.DagsterRunStatus = STARTED,
) -> str:
    """A run that has the only slot of the writers' pool; its id."""
    run = instance.create_run_for_job(
        job_def=dg.GraphDefinition(name="writes").to_job(), tags=tags, status=status
    )
    claim = instance.event_log_storage.claim_concurrency_slot(WRITER_POOL, run.run_id, "step")
    assert claim.is_claimed
    return run.run_id


def served_at(file: Path) -> dict[str, str]:
    return {GRPC_INFO_TAG: json.dumps({"host": "localhost", "socket": str(file)})}


def can_write(instance: dg.DagsterInstance) -> bool:
    """Whether another run would get the slot."""
    claim = instance.event_log_storage.claim_concurrency_slot(WRITER_POOL, "another", "step")
    return claim.is_claimed


def test_settings_of_ours_follow_the_version_and_a_user_s_own_stay(home: Home) -> None:
    file = home.dagster / "dagster.yaml"
    assert file.read_text() == DAGSTER_SETTINGS
    file.write_text(f"{OURS}telemetry: {{enabled: false}}\n")
    prepare_dagster(home)
    assert file.read_text() == DAGSTER_SETTINGS
    own = DAGSTER_SETTINGS.removeprefix(OURS)
    file.write_text(own)
    prepare_dagster(home)
    assert file.read_text() == own


def test_settings_have_the_pool_freed_while_the_pages_are_served(
    instance: dg.DagsterInstance,
) -> None:
    assert "MONITORING" in instance.get_required_daemon_types()
    assert instance.run_monitoring_settings["free_slots_after_run_end_seconds"] > 0
    (pool,) = instance.event_log_storage.get_pool_limits()
    assert (pool.name, pool.limit) == (WRITER_POOL, 1)


def test_a_killed_run_is_ended_and_lets_go_of_the_pool(
    home: Home, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    closed = tmp_path / "closed"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(closed))
        server.listen()
    for tags in (STARTED_HERE, served_at(closed), served_at(tmp_path / "gone")):
        killed = holding_the_pool(instance, tags)
        assert not can_write(instance)
        end_dead_runs(instance)
        assert instance.get_run_by_id(killed).is_failure
        refuse_where_others_run(home, instance)
        assert can_write(instance)
        instance.event_log_storage.free_concurrency_slots_for_run("another")


def test_a_run_that_has_ended_lets_go_of_the_pool(instance: dg.DagsterInstance) -> None:
    holding_the_pool(instance, {}, dg.DagsterRunStatus.FAILURE)
    end_dead_runs(instance)
    assert can_write(instance)


def test_a_run_of_pages_that_are_served_goes_on_and_no_command_waits_for_it(
    home: Home, instance: dg.DagsterInstance, tmp_path: Path
) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "served"))
        server.listen()
        running = holding_the_pool(instance, served_at(tmp_path / "served"))
        end_dead_runs(instance)
        with pytest.raises(HomeInUseError, match=f"in use by run {running[:8]} of Dagster's pages"):
            refuse_where_others_run(home, instance)
    assert instance.get_run_by_id(running).status == STARTED
    assert not can_write(instance)


def test_a_run_of_unknown_origin_is_left_alone(instance: dg.DagsterInstance) -> None:
    running = holding_the_pool(instance, {})
    end_dead_runs(instance)
    assert instance.get_run_by_id(running).status == STARTED
