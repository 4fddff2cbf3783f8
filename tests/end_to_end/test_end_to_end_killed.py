"""A run that is killed at any one of its writes and started again ends as one left alone."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from briefed import Story, Told, days_of, warehouse_of

from orchestration.settings import Home, project_root

pytestmark = [pytest.mark.end_to_end, pytest.mark.model]

ARTICLE = """\
Date: 2024-01-09
Title: {title}

The South Korean foreign ministry criticised Moscow on Tuesday over its arms trade with Pyongyang.
It summoned the Russian ambassador in Seoul and demanded that Russia respect the sanctions.
{title}, a ministry official said.
"""


def killed_at_each_write(
    work: str, template: Path, scratch: Path
) -> tuple[list[str], list[object]]:
    """What each attempt was killed at, and what was there once it was done again; first none."""
    scratch.mkdir()
    done = subprocess.run(
        [sys.executable, project_root / "tests" / "killed.py", work, template, scratch],
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(project_root)},
    )
    assert done.returncode == 0, done.stderr
    found = sorted(scratch.glob("*.json"), key=lambda file: int(file.stem))
    writes = [file.with_suffix(".log") for file in found]
    killed = [file.read_text() for file in writes if file.exists()]
    return killed, [json.loads(file.read_text()) for file in found]


def test_a_killed_collection_or_reading_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    template = Home(tmp_path / "template")
    template.inbox.mkdir(parents=True)
    for title in ("Seoul criticises Moscow", "Moscow hears Seoul"):
        (template.inbox / f"{title}.txt").write_text(ARTICLE.format(title=title))
    killed, (whole, *others) = killed_at_each_write(
        "take_and_read", template.path, tmp_path / "scratch"
    )
    assert isinstance(whole, dict)
    assert whole["due"] == []
    assert len(whole["raw"]) == 2
    assert whole["warehouse.duckdb landing.events"]
    for kind in ("/raw/", "/documents/", "/articles/", "/events/", "commit"):
        assert any(kind in write for write in killed), kind
    for write, other in zip([*killed, "nothing"], others, strict=True):
        assert other == whole, write


def test_a_killed_publishing_or_telling_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    template = Home(tmp_path / "template")
    template.path.mkdir()
    weeks = (date(2031, 2, 24), date(2031, 3, 3))
    told = [Told("EGY", "ETH", "ACCUSE", week) for week in weeks]
    story = Story(told, read_days=days_of(*weeks))
    with warehouse_of(story) as connection:
        connection.execute(f"ATTACH '{template.warehouse}' AS kept")
        connection.execute("COPY FROM DATABASE memory TO kept")
    killed, (whole, *others) = killed_at_each_write(
        "publish_and_tell", template.path, tmp_path / "scratch"
    )
    assert isinstance(whole, dict)
    assert whole["due"] == []
    assert any(name.endswith("index.html") for name in whole["files"])
    for kind in ("demarche.duckdb", "models_version", "index.html"):
        assert any(kind in write for write in killed), kind
    for write, other in zip([*killed, "nothing"], others, strict=True):
        assert other == whole, write
