"""What is due: the runs that read stale days, and no day besides them."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from orchestration.due import stretches, what_is_due
from orchestration.lakes import partition_folder
from orchestration.settings import Settings
from orchestration.warehouse import StaleDay

FIRST = date(2024, 1, 1)
NOW = datetime(2024, 1, 8)


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


@pytest.mark.parametrize(
    ("known", "stale", "runs"),
    [
        ([], [], []),
        ([0, 1, 2], [0, 1, 2], [(0, 2)]),
        ([0, 1, 2, 3], [0, 3], [(3, 3), (0, 0)]),  # days between them are up to date
        ([0, 9, 31], [0, 9, 31], [(0, 31)]),  # days without articles may lie within
        ([0, 40], [0, 40], [(40, 40), (0, 0)]),  # but no gap of over a month
        ([1, 2], [0, 1], [(0, 1)]),  # a day whose articles are gone is stale too
    ],
)
def test_due_stretches_hold_the_stale_days_and_no_other_with_articles(
    tmp_path: Path, known: list[int], stale: list[int], runs: list[tuple[int, int]]
) -> None:
    settings = Settings(home=tmp_path)
    for number in known:
        partition_folder(settings.home.articles, "published", day(number)).mkdir(parents=True)
    days = [StaleDay(day(number), "", is_new=True) for number in reversed(stale)]
    found = list(stretches(settings, days))
    assert found == [(day(first), day(last)) for first, last in runs]


def test_due_is_nothing_in_an_empty_home(tmp_path: Path) -> None:
    assert not what_is_due(Settings(home=tmp_path), NOW)


def test_due_is_a_warehouse_that_was_taken_away(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    settings.home.documents.mkdir()
    assert what_is_due(settings, NOW).models
