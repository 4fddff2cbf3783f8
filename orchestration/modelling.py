"""Run dbt on a warehouse, in this process."""

import contextlib
import csv
import gc
import os
from collections.abc import Sequence
from pathlib import Path

from orchestration.ids import content_id
from orchestration.settings import project_root

DBT_PROJECT = project_root / "dbt_project"

BUILD = ("build", "--exclude-resource-type", "unit_test")
"""Models and their data tests; unit tests are of the SQL, not of the data: pytest runs them."""


class ModelsFailedError(Exception):
    """dbt did not succeed; the message names the first models or tests that failed."""


class TestsFailedError(Exception):
    """The models were built and hold what a test forbids; the message names tests and rows."""

    __test__ = False  # pytest takes it for none of its own


def build_models(
    warehouse: Path, target: Path, *, threads: int = 2, words: Sequence[str] = BUILD
) -> dict[str, str]:
    """Build and test all models of a warehouse; status by node's unique id.

    Raises:
        ModelsFailedError: a model or a test failed, or the project can't be parsed.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    warehouse_environment(warehouse, threads)
    target.mkdir(parents=True, exist_ok=True)
    place = ["--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)]
    place += ["--target-path", str(target)]
    logs = ["--log-path", str(target), "--log-level", "none", "--log-level-file", "info"]
    try:
        with contextlib.redirect_stdout(None):
            result = dbtRunner().invoke([*words, *place, *logs])
    finally:  # else this process would keep the warehouse locked
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
        gc.collect()
    nodes = getattr(result.result, "results", None) or []
    failed = [node for node in nodes if node.status in ("error", "fail", "runtime error")]
    if isinstance(result.exception, KeyboardInterrupt):
        raise result.exception
    if not result.success:
        said = "; ".join(f"{node.node.name}: {node.message}" for node in failed[:3])
        raise ModelsFailedError(" ".join((said or str(result.exception)).split())[:500])
    return {node.node.unique_id: str(node.status) for node in nodes}


def warehouse_environment(warehouse: Path, threads: int = 2) -> None:
    """Point dbt's profile, which reads these variables, to one warehouse."""
    os.environ["DEMARCHE_WAREHOUSE"] = str(warehouse)
    os.environ["DEMARCHE_DBT_THREADS"] = str(threads)


def metric_parameters() -> dict[str, float]:
    """The value of each parameter of the metrics and of the checks, by name, from their seed."""
    with (DBT_PROJECT / "seeds" / "metric_parameters.csv").open(encoding="utf-8") as file:
        rows = csv.DictReader(file)
        return {row["parameter_name"]: float(row["parameter_value"]) for row in rows}


def models_version() -> str:
    """Hash over the dbt project's files: another version builds other marts."""
    return content_id(
        *(
            f"{path.relative_to(DBT_PROJECT)}\n{path.read_text(encoding='utf-8')}"
            for path in sorted(_project_files())
        )
    )


def mark_published(published: Path) -> None:
    """Note beside the published copy which version of the models it holds."""
    _version_file(published).write_text(models_version() + "\n")


def is_published(warehouse: Path, published: Path) -> bool:
    """Whether the copy holds what the warehouse holds, built by the models as they are."""
    try:
        built_by = _version_file(published).read_text().strip()
        log = warehouse.with_name(warehouse.name + ".wal")  # what a killed writer committed
        written = [file.stat().st_mtime_ns for file in (warehouse, log) if file.exists()]
        is_newer = published.stat().st_mtime_ns >= max(written)
    except (OSError, ValueError):  # one of them is not there
        return False
    return is_newer and built_by == models_version()


def prepare_manifest(warehouse: Path, target: Path) -> Path:
    """The manifest of the dbt project in `target`, made again where a file of it is newer.

    What is parsed for a warehouse is not parsed again when its models are built in `target`.
    """
    manifest = target / "manifest.json"
    files = [path.stat().st_mtime_ns for path in _project_files()]
    if not manifest.exists() or manifest.stat().st_mtime_ns < max(files):
        build_models(warehouse, target, words=("parse",))
        manifest.touch()
    return manifest


def _project_files() -> list[Path]:
    return [
        path
        for folder in ("models", "macros", "seeds", "tests")
        for path in (DBT_PROJECT / folder).rglob("*")
        if path.suffix in (".sql", ".yml", ".csv")
    ] + list(DBT_PROJECT.glob("*.yml"))


def _version_file(published: Path) -> Path:
    return published.with_name("models_version")
