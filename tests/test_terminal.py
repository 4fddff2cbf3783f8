"""What is wrong in one line, and what takes long told at once on a terminal and nowhere else."""

import errno
import io
import sqlite3
import sys
from pathlib import Path

import duckdb
import pyarrow
import pytest
import typer
import yaml

from orchestration.dagster_home import DagsterSettingsError
from orchestration.lakes import UnreadableFileError
from orchestration.modelling import ModelsFailedError
from orchestration.querying import QueryError
from orchestration.running import CheckFailedError, RunFailedError
from orchestration.terminal import (
    CHECK_FAILED,
    LOCKED,
    SOME_FAILED,
    STOPPED,
    WRONG_USE,
    clear_errors,
    program,
    progress,
)
from orchestration.warehouse import UnreadableWarehouseError, WarehouseLockedError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (QueryError("no such table"), WRONG_USE, "no such table"),
        (DagsterSettingsError("dagster.yaml\nis odd"), WRONG_USE, "dagster.yaml is odd"),
        (FileNotFoundError(errno.ENOENT, "No such file", "/a/b"), WRONG_USE, "/a/b is not there"),
        (WarehouseLockedError("x is in use by 3"), LOCKED, "x is in use by 3"),
        (RunFailedError("articles: x is in use by 3"), LOCKED, "articles: x is in use by 3"),
        (RunFailedError("articles: broken"), SOME_FAILED, "articles: broken"),
        (CheckFailedError("models: 1 check failed"), CHECK_FAILED, "models: 1 check failed"),
        (ModelsFailedError("fct_event: odd"), SOME_FAILED, "fct_event: odd"),
        (UnreadableFileError("/a/b can't be read"), SOME_FAILED, "/a/b can't be read"),
        (UnreadableWarehouseError("/a/b is broken"), SOME_FAILED, "/a/b is broken"),
        (
            OSError(errno.EROFS, "Read-only file system", "/a/b"),
            SOME_FAILED,
            "/a/b can't be used: Read-only file system",
        ),
        (
            FileExistsError(errno.EEXIST, "File exists", "/a/b"),
            SOME_FAILED,
            "/a/b is no folder, and one belongs there",
        ),
        (OSError(errno.ENOSPC, "No space left"), SOME_FAILED, "No space left"),
        (KeyboardInterrupt(), STOPPED, "stopped; what was done stays"),
        (duckdb.CatalogException("no table\n\nx"), SOME_FAILED, "CatalogException: no table x"),
        (pyarrow.ArrowInvalid("cut off"), SOME_FAILED, "ArrowInvalid: cut off"),
        (yaml.YAMLError("odd"), SOME_FAILED, "YAMLError: odd"),
        (sqlite3.DatabaseError("not one"), SOME_FAILED, "DatabaseError: not one"),
    ],
)
def test_terminal_foreseen_errors_are_one_line_and_a_code(
    capsys: pytest.CaptureFixture[str], error: BaseException, code: int, said: str
) -> None:
    with pytest.raises(typer.Exit) as end, clear_errors():
        raise error
    assert end.value.exit_code == code
    told = capsys.readouterr().err
    assert told.startswith("demarche: ")
    assert told.count("\n") == 1
    assert said in told


@pytest.mark.parametrize(
    "error", [KeyError("x"), TypeError("x"), ValueError("x"), BrokenPipeError(), typer.Exit(4)]
)
def test_terminal_mistakes_in_the_code_still_raise(error: Exception) -> None:
    with pytest.raises(type(error)), clear_errors():
        raise error


def test_terminal_shows_at_once_that_something_starts_until_the_first_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress() as tell:
        assert "Starting" in terminal.getvalue()
        tell("Reading", 1, 2)
        before = len(terminal.getvalue())
    after = terminal.getvalue()[before:]
    assert "Reading" in after
    assert "Starting" not in after


def test_terminal_keeps_silent_where_it_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (tmp_path / "log").open("w+") as log:
        monkeypatch.setattr(sys, "stderr", log)
        with progress():
            pass
        with progress() as tell:
            tell("Reading", 2, 2)
        log.seek(0)
        assert log.read().split() == ["Reading", "━" * 40, "2/2", "0:00:00"]


def test_terminal_bars_leave_standard_output_where_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    output = sys.stdout
    with progress() as tell:
        tell("Reading", 1, 2)
        assert sys.stdout is output


@pytest.mark.parametrize(
    ("called", "is_on_path", "typed"),
    [
        (".venv/bin/demarche", False, ".venv/bin/demarche"),
        ("my files/demarche", False, "'my files/demarche'"),
        (".venv/bin/demarche", True, "demarche"),
        ("elsewhere/pytest", False, "demarche"),
    ],
)
def test_terminal_says_what_to_type_for_the_program(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, called: str, is_on_path: bool, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [called])
    (tmp_path / "demarche").write_text("#!/bin/sh")
    (tmp_path / "demarche").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path if is_on_path else tmp_path / "none"))
    assert program() == typed
