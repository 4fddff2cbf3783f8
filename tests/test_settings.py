"""Settings: defaults, the home's file, the environment, and one clear line for what is wrong."""

from datetime import date
from pathlib import Path

import pytest

from orchestration.settings import SettingsError, load_settings, project_root


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DEMARCHE_HOME", "DEMARCHE_REREAD_MINUTES", "DEMARCHE_HISTORY_START"):
        monkeypatch.delenv(name, raising=False)


def test_settings_defaults_stand_where_nothing_is_said(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings.history_start == date(2015, 1, 1)
    assert settings.home.warehouse == tmp_path / "warehouse.duckdb"
    assert not settings.publish_text


def test_settings_environment_goes_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "demarche.toml").write_text("reread_minutes = 3\nhistory_start = 2020-01-01\n")
    monkeypatch.setenv("DEMARCHE_REREAD_MINUTES", "4")
    settings = load_settings(tmp_path)
    assert settings.reread_minutes == 4
    assert settings.history_start == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("reread_minutes = 'soon'", "reread_minutes"),
        ("nonsense = 1", "nonsense"),
        ("= =", "demarche.toml"),
        ("history_start = 2024-02-30", "demarche.toml"),
        ("max_document_bytes = -1", "greater than 0"),
        ("reread_minutes = nan", "greater than 0"),
    ],
)
def test_settings_that_are_broken_give_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "demarche.toml").write_text(text)
    with pytest.raises(SettingsError, match=said) as raised:
        load_settings(tmp_path)
    assert "\n" not in str(raised.value)


def test_settings_that_are_not_text_give_one_line(tmp_path: Path) -> None:
    (tmp_path / "demarche.toml").write_bytes(b"language_pipeline = '\xff'")
    with pytest.raises(SettingsError, match="can't be read") as raised:
        load_settings(tmp_path)
    assert "\n" not in str(raised.value)


def test_settings_home_is_a_folder_or_free_to_become_one(tmp_path: Path) -> None:
    file, loop = tmp_path / "file", tmp_path / "loop"
    file.touch()
    loop.symlink_to(loop)
    for path in (file, loop, Path("~nobody-of-this-name"), tmp_path / ("x" * 5000)):
        with pytest.raises(SettingsError, match="home"):
            load_settings(path)
    assert load_settings(tmp_path / "new").home.path == tmp_path / "new"


def test_settings_home_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMARCHE_HOME", str(tmp_path))
    assert load_settings().home.path == tmp_path


def test_settings_project_root_is_the_checkout() -> None:
    assert (project_root / "pyproject.toml").exists()
