"""Shared by all tests: one sample home, made by the command that users run."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home after `demarche run --sample`. Nobody writes in it; a test that wants to copies it.

    It is made here, unless DEMARCHE_TEST_HOME names one that this code has just made.
    """
    if made := os.environ.get("DEMARCHE_TEST_HOME"):
        return Path(made)
    before = dict(os.environ)
    home = tmp_path_factory.mktemp("sample") / "home"
    result = CliRunner().invoke(app, ["run", "--sample", "--home", str(home)])
    assert result.exit_code == 0, result.stderr
    os.environ.clear()
    os.environ.update(before)
    return home
