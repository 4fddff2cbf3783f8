"""What the README shows is what the commands print."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.settings import project_root

pytestmark = pytest.mark.end_to_end

SESSION = re.compile(r"^```console\n\$ demarche (.+?)\n(.*?)^```$", re.M | re.S)
SESSIONS = SESSION.findall((project_root / "README.md").read_text("utf-8"))


def test_readme_shows_answers_and_scores() -> None:
    assert [command.split()[0] for command, _ in SESSIONS] == ["sql", "sql", "sql", "evaluate"]


@pytest.mark.parametrize(("command", "shown"), SESSIONS)
def test_readme_shows_what_the_command_prints(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, command: str, shown: str
) -> None:
    monkeypatch.chdir(project_root)
    words = shlex.split(command.replace("data/sample", str(sample_home)))
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0, result.stderr
    assert result.stdout == shown
