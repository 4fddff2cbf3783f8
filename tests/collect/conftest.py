"""An empty home, and settings under which a thousand bytes are the most."""

from pathlib import Path

import pytest

from orchestration.settings import Home, Settings


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.inbox.mkdir(parents=True)
    return home


@pytest.fixture
def settings(home: Home) -> Settings:
    return Settings(home=home.path, max_document_bytes=1000)
