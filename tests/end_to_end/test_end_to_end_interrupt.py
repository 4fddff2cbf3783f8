"""Runs that are stopped or killed: nothing is lost, nothing stands twice, the next one goes on."""

import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from orchestration import warehouse
from orchestration.due import what_is_due
from orchestration.settings import SAMPLE_INBOX, Home, load_settings
from orchestration.terminal import LOCKED, STOPPED
from orchestration.warehouse.connection import lock_file

pytestmark = pytest.mark.end_to_end

AFTER_THE_SAMPLE = datetime(2024, 3, 1)
PATIENCE_SECONDS = 240
DEMARCHE = [Path(sys.executable).with_name("demarche"), "run", "--home"]
FILES = ("2024-w02.jsonl", "2024-w03.jsonl")


def run_until(home: Home, reached: Callable[[], bool], stop: signal.Signals) -> tuple[int, str]:
    """Run the home, send the signal once `reached` holds; the exit code and standard error."""
    process = subprocess.Popen(
        [*DEMARCHE, home.path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that starts a job in the background has it ignore Ctrl+C; a terminal does not.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not reached():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline, "never got there"
        time.sleep(0.05)
    process.send_signal(stop)
    _, said = process.communicate(timeout=PATIENCE_SECONDS)
    return process.returncode, said


def run_to_the_end(home: Home) -> subprocess.CompletedProcess[str]:
    """Run the home; dbt outlives a killed command for seconds, and is named as who is there."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        done = subprocess.run([*DEMARCHE, home.path], check=False, capture_output=True, text=True)
        if done.returncode != LOCKED or time.monotonic() > deadline:
            return done
        assert "is in use by" in done.stderr, done.stderr
        time.sleep(1)


def days_read(home: Home) -> int:
    return len(list(home.events.glob("published=*")))


def is_modelling(home: Home) -> bool:
    log = home.dagster / "run.log"
    return log.exists() and "START sql" in log.read_text(encoding="utf-8")


def marts(home: Home) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(home.published), read_only=True) as connection:
        names = connection.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'marts'"
        ).fetchall()
        return {
            name: sorted(connection.execute(f"FROM marts.{name}").fetchall(), key=repr)
            for (name,) in sorted(names)
        }


def home_with_articles(path: Path) -> Home:
    home = Home(path)
    home.inbox.mkdir(parents=True)
    for name in FILES:
        shutil.copy(SAMPLE_INBOX / name, home.inbox)
    return home


def test_a_run_that_is_stopped_and_killed_ends_as_one_that_was_not(tmp_path: Path) -> None:
    home = home_with_articles(tmp_path / "stopped")

    code, said = run_until(home, lambda: days_read(home) >= 2, signal.SIGINT)
    assert code == STOPPED, said
    assert said.splitlines()[-1].startswith("demarche: stopped; what was done stays"), said
    assert "Traceback" not in said
    assert not lock_file(home.warehouse).exists()
    assert what_is_due(load_settings(home.path), AFTER_THE_SAMPLE)

    code, _ = run_until(home, lambda: is_modelling(home), signal.SIGKILL)
    assert code == -signal.SIGKILL

    whole = home_with_articles(tmp_path / "whole")
    for each in (home, whole):
        done = run_to_the_end(each)
        assert done.returncode == 0, done.stderr
    assert days_read(home) == days_read(whole) > 2
    assert marts(home) == marts(whole)
    pages = sorted(page.relative_to(whole.briefings) for page in whole.briefings.rglob("*.html"))
    assert pages
    for page in pages:
        assert (home.briefings / page).read_bytes() == (whole.briefings / page).read_bytes(), page


def test_an_interrupt_inside_a_query_is_an_interrupt_and_other_errors_are_not(
    tmp_path: Path,
) -> None:
    with pytest.raises(KeyboardInterrupt), warehouse.writing(tmp_path / "one.duckdb"):
        raise RuntimeError("Query interrupted")
    with (
        pytest.raises(RuntimeError, match="something else"),
        warehouse.writing(tmp_path / "one.duckdb"),
    ):
        raise RuntimeError("something else")
