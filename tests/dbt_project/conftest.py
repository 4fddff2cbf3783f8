"""The synthetic landing, built once a session."""

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pytest
from synthetic import Landing, fill_landing, synthetic_landing

from orchestration import warehouse
from orchestration.modelling import build_models


@pytest.fixture(scope="session")
def landing() -> Landing:
    return synthetic_landing()


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Build the marts of a landing; the database."""

    def build_landing(landing: Landing, threads: int = 2, order: int | None = None) -> Path:
        folder = tmp_path_factory.mktemp("marts")
        database = folder / "warehouse.duckdb"
        fill_landing(database, landing, order)
        build_models(database, folder / "target", threads=threads)
        return database

    return build_landing


@pytest.fixture(scope="session")
def built(build: Callable[..., Path], landing: Landing) -> Path:
    return build(landing)


@pytest.fixture
def marts(built: Path) -> Iterable[duckdb.DuckDBPyConnection]:
    with warehouse.reading(built) as connection:
        yield connection
