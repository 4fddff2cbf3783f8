"""Homes in which something is broken or in the way: one line that names it, and the agreed code."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app

ARTICLE = (
    "Date: 2024-01-12\n\nJapan condemned Libya on Thursday. The foreign minister of Japan said "
    "that the two countries would hold talks in Tokyo next week on trade and on fishing.\n"
)
BROKEN = b"\x00\x17" * 5000


@pytest.fixture(autouse=True)
def _own_environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which one article waits."""
    made = tmp_path / "home"
    file = tmp_path / "a.txt"
    file.write_text(ARTICLE)
    assert demarche("add", file, "--home", made)[0] == 0
    return made


def demarche(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("words", [["run"], ["read", "--stale"]])
def test_broken_home_corrupt_warehouse_is_named_with_its_mend(home: Path, words: list[str]) -> None:
    (home / "warehouse.duckdb").write_bytes(BROKEN)
    code, _, errors = demarche(*words, "--home", home)
    assert (code, errors.count("\n")) == (1, 1)
    assert f"{home}/warehouse.duckdb can't be used" in errors
    assert "move it away" in errors


def test_broken_home_corrupt_published_copy_is_no_wrong_query(home: Path) -> None:
    (home / "published").mkdir()
    (home / "published" / "demarche.duckdb").write_bytes(BROKEN)
    code, _, errors = demarche("sql", "SELECT 1", "--home", home)
    assert (code, errors.count("\n")) == (1, 1)
    assert f"{home}/published/demarche.duckdb can't be used" in errors


def test_broken_home_corrupt_block_of_the_published_copy_is_named(
    sample_home: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "published" / "demarche.duckdb"
    copy.parent.mkdir()
    shutil.copy(sample_home / "published" / "demarche.duckdb", copy)
    with copy.open("r+b") as file:
        for place in range(100_000, copy.stat().st_size, 1000):
            file.seek(place)
            file.write(BROKEN[:8])
    code, _, errors = demarche("sql", "FROM landing.mentions", "--home", tmp_path)
    assert (code, errors.count("\n")) == (1, 1)
    assert f"{copy} can't be used" in errors


@pytest.mark.parametrize("words", [["run"], ["add", "pyproject.toml"]])
def test_broken_home_cut_off_file_of_a_lake_is_named(home: Path, words: list[str]) -> None:
    (part,) = home.glob("raw/*/*.parquet")
    os.truncate(part, 200)
    code, _, errors = demarche(*words, "--home", home)
    assert (code, errors.count("\n")) == (1, 1)
    assert f"{part} can't be read" in errors


@pytest.mark.end_to_end
def test_broken_home_file_that_a_step_can_not_read_is_named_in_its_first_line(
    home: Path,
) -> None:
    texts = home / "articles" / "published=2024-01-11" / "articles.parquet"
    texts.parent.mkdir(parents=True)
    texts.write_bytes(BROKEN)
    code, _, errors = demarche("run", "--home", home)
    assert code == 1
    assert errors.splitlines()[-1].startswith(f"demarche: articles: {texts} can't be read: ")


@pytest.mark.parametrize("words", [["run"], ["add", "pyproject.toml"]])
def test_broken_home_inbox_that_is_a_file_is_named(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "inbox").touch()
    code, _, errors = demarche(*words, "--home", tmp_path)
    assert (code, errors) == (
        1,
        f"demarche: {tmp_path}/inbox is no folder, and one belongs there\n",
    )


@pytest.mark.parametrize("text", [b"storage: [", b"storag: {a: 1}", b"- a", b"\xff\xfe\x00"])
def test_broken_home_dagster_settings_are_named_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes
) -> None:
    file = tmp_path / "dagster" / "dagster.yaml"
    file.parent.mkdir()
    file.write_bytes(text)
    monkeypatch.setattr("orchestration.running.show_dagster", pytest.fail)
    code, output, errors = demarche("ui", "--port", str(free_port()), "--home", tmp_path)
    assert (code, output, errors.count("\n")) == (2, "", 1)
    assert f"{file} can't be used" in errors


def test_broken_home_port_in_use_is_found_before_anything_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orchestration.running.show_dagster", pytest.fail)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code, output, errors = demarche("ui", "--port", str(port), "--home", tmp_path / "home")
    assert (code, output, errors.count("\n")) == (2, "", 1)
    assert f"port {port} can't be used: Address already in use" in errors
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http"])
def test_broken_home_port_out_of_range_is_wrong_use(tmp_path: Path, port: str) -> None:
    code, output, errors = demarche("ui", "--port", port, "--home", tmp_path / "home")
    assert (code, output) == (2, "")
    assert "--port" in errors


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
