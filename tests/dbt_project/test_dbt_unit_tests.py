"""The metric SQL on numbers worked by hand: the unit tests that stand in the models' yml."""

from pathlib import Path

import pytest
import yaml

from orchestration.modelling import build_models
from orchestration.settings import project_root

MODELS = project_root / "dbt_project" / "models"
METRICS = {
    "int_article_story",
    "int_dyad_index",
    "int_event",
    "int_event_report",
    "fct_data_quality_week",
    "fct_source_week",
    "fct_dyad_week",
    "fct_event",
    "fct_pair_week",
}


def unit_tests() -> dict[str, str]:
    """Name of each unit test in the yml files, and the model that it tests."""
    return {
        test["name"]: test["model"]
        for file in MODELS.rglob("*.yml")
        for test in yaml.safe_load(file.read_text()).get("unit_tests", [])
    }


@pytest.fixture(scope="module")
def outcomes(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    target = tmp_path_factory.mktemp("unit_tests")
    return build_models(built, target, words=("test", "--select", "test_type:unit"))


def test_dbt_unit_tests_all_pass(outcomes: dict[str, str]) -> None:
    ran = {unique_id.rsplit(".", 1)[-1]: status for unique_id, status in outcomes.items()}
    assert ran == dict.fromkeys(unit_tests(), "pass")


def test_dbt_each_metric_has_numbers_worked_by_hand() -> None:
    assert set(unit_tests().values()) >= METRICS
