"""The house itself: agreed names, short modules, one style, checked types, sound locks."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from orchestration.settings import project_root

TOP_LEVEL = {
    "pyproject.toml",
    "orchestration",
    "dbt_project",
    "reports",
    "tests",
    "workspace.yaml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "requirements.lock",
    "requirements-dev.lock",
}
LONGEST_MODULE = 500
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=project_root, capture_output=True, text=True, check=True
    )
    return [project_root / name for name in listed.stdout.splitlines()]


def test_house_top_level_holds_the_agreed_names_only() -> None:
    names = {file.relative_to(project_root).parts[0] for file in tracked_files()}
    assert {name for name in names if not name.startswith(".")} - TOP_LEVEL == set()


def test_house_modules_can_be_read_in_one_sitting() -> None:
    long = {
        str(file.relative_to(project_root)): lines
        for file in tracked_files()
        if file.suffix == ".py"
        and file.exists()
        and (lines := len(file.read_text().splitlines())) > LONGEST_MODULE
    }
    assert long == {}


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["ruff", "check", "--quiet"], id="lint"),
        pytest.param(["ruff", "format", "--check", "--quiet"], id="format"),
        pytest.param(["mypy"], id="types"),
    ],
)
def test_house_code_passes(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=project_root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_house_sql_passes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sqlfluff", "lint", "--disable-progress-bar", "."],
        cwd=project_root / "dbt_project",
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_house_lock_holds_what_pyproject_asks_for(lock: str) -> None:
    project = tomllib.loads((project_root / "pyproject.toml").read_text())["project"]
    asked = list(project["dependencies"])
    if lock == "requirements-dev.lock":
        asked += project["optional-dependencies"]["dev"]
    text = (project_root / lock).read_text()
    pinned: dict[str, list[str]] = {}
    for name, version in PINNED.findall(text):
        pinned.setdefault(canonicalize_name(name), []).append(version)
    for line in asked:
        requirement = Requirement(line)
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{lock} lacks {line}: lock again (README, Development)"
        assert all(version in requirement.specifier for version in versions), line
    assert text.count("--hash=sha256:") >= len(pinned)


def test_house_locks_name_no_index() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert not re.search(r"https?://|--(extra-)?index-url", (project_root / lock).read_text())


def test_house_user_install_has_no_test_tools() -> None:
    names = {
        name.lower() for name, _ in PINNED.findall((project_root / "requirements.lock").read_text())
    }
    assert names & {"pytest", "mypy", "ruff", "sqlfluff", "torch", "playwright"} == set()
