"""A run that does not succeed: which step and why, and whether a check or a mishap ended it."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest

from orchestration.modelling import TestsFailedError
from orchestration.running import CheckFailedError, RunFailedError, Runner
from orchestration.settings import Settings
from reports import UnsupportedSentenceError


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    settings = Settings(home=tmp_path)
    settings.home.dagster.mkdir()
    return settings


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as instance:
        yield instance


def run(settings: Settings, instance: dg.DagsterInstance, definitions: dg.Definitions) -> None:
    Runner(settings, definitions, instance).run("work")


def failing_with(error: Exception) -> dg.Definitions:
    @dg.asset
    def made() -> None:
        raise error

    return dg.Definitions(assets=[made], jobs=[dg.define_asset_job("work")])


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (TestsFailedError("1 check failed: x"), CheckFailedError, "made: 1 check failed: x"),
        (UnsupportedSentenceError("“Peace.”"), CheckFailedError, "made: “Peace.”"),
        (ValueError("odd"), RunFailedError, "made: ValueError: odd"),
    ],
)
def test_running_tells_a_failed_check_from_a_mishap(
    settings: Settings,
    instance: dg.DagsterInstance,
    error: Exception,
    kind: type[Exception],
    said: str,
) -> None:
    with pytest.raises(kind) as raised:
        run(settings, instance, failing_with(error))
    assert str(raised.value) == said


@pytest.mark.parametrize(
    ("severity", "fails"),
    [(dg.AssetCheckSeverity.ERROR, True), (dg.AssetCheckSeverity.WARN, False)],
)
def test_running_ends_on_a_check_that_failed_and_not_on_a_warning(
    settings: Settings,
    instance: dg.DagsterInstance,
    severity: dg.AssetCheckSeverity,
    fails: bool,
) -> None:
    @dg.asset
    def made() -> None:
        pass

    @dg.asset_check(asset=made)
    def holds() -> dg.AssetCheckResult:
        return dg.AssetCheckResult(passed=False, severity=severity)

    jobs = [dg.define_asset_job("work")]
    definitions = dg.Definitions(assets=[made], asset_checks=[holds], jobs=jobs)
    if not fails:
        run(settings, instance, definitions)
        return
    with pytest.raises(CheckFailedError, match="1 check failed: holds"):
        run(settings, instance, definitions)
