"""Reading days: the same rows by one process or several, a failure kept with its article."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from builders import make_article_row

from orchestration import reading
from orchestration.extract import reader
from orchestration.extract.records import ArticleToRead, Reading
from orchestration.lakes import partition_folder, write_partition
from orchestration.settings import Settings, project_root
from orchestration.tables import ARTICLE_TEXTS, ARTICLES

pytestmark = pytest.mark.model

DAYS = [date(2024, 1, 9), date(2024, 1, 10)]
PATIENCE_SECONDS = 30
SENTENCES = [
    "Seoul criticised Moscow.",
    "Japan condemned Libya.",
    "Iran summoned Iraq's ambassador.",
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(home=tmp_path)
    for day in DAYS:
        articles = [
            make_article_row(published_date=day, title=f"{sentence} {day}")
            for sentence in SENTENCES
        ]
        texts = [
            {"article_id": article["article_id"], "text": sentence}
            for article, sentence in zip(articles, SENTENCES, strict=True)
        ]
        folder = partition_folder(made.home.articles, "published", day)
        write_partition(folder, ARTICLES, articles)
        write_partition(folder, ARTICLE_TEXTS, texts)
    return made


def landed(settings: Settings) -> dict[str, list[tuple[Any, ...]]]:
    with duckdb.connect(str(settings.home.warehouse), read_only=True) as connection:
        return {
            table: connection.execute(f"FROM landing.{table} ORDER BY ALL").fetchall()
            for table in ("articles", "mentions", "events", "quotations", "days")
        }


def test_reading_gives_the_same_rows_again_and_by_several_processes(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    days = list(reading.read_days(settings, DAYS, 0, lambda *done: told.append(done)))
    assert [(day.published_date, day.n_articles, day.n_events) for day in days] == [
        (day, 3, 3) for day in DAYS
    ]
    assert told == [(number, 6) for number in range(1, 7)]
    once = landed(settings)
    list(reading.read_days(settings, DAYS[:1], 0))
    assert landed(settings) == once
    monkeypatch.setattr(reading, "ARTICLES_WORTH_A_PROCESS", 2)
    monkeypatch.setattr(reading, "_CHUNK", 1)
    several = settings.model_copy(update={"reading_processes": 2})
    list(reading.read_days(several, DAYS, 0))
    assert landed(settings) == once


def test_reading_killed_leaves_no_process_behind(settings: Settings) -> None:
    code = (
        "import multiprocessing, os, signal\n"
        "from pathlib import Path\n"
        "from orchestration import reading\n"
        "from orchestration.settings import Settings\n"
        f"settings = Settings(home=Path({str(settings.home.path)!r}), reading_processes=2)\n"
        "with reading._readers(settings, 10**6) as read_chunks:\n"
        "    assert list(read_chunks([[], []])) == []\n"
        "    print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=project_root, stdout=subprocess.PIPE, text=True
    ) as killed:
        assert killed.stdout is not None
        left = {int(process) for process in killed.stdout.readline().split()}
        assert killed.wait() == -signal.SIGKILL
    assert len(left) == 2
    deadline = time.monotonic() + PATIENCE_SECONDS
    while left and time.monotonic() < deadline:
        left = {process for process in left if Path("/proc", str(process)).exists()}
        time.sleep(0.1)
    for process in left:
        os.kill(process, signal.SIGKILL)
    assert not left, "a reading process outlives its run"


def test_reading_stopped_keeps_the_days_it_gave(settings: Settings) -> None:
    days = reading.read_days(settings, DAYS, 0)
    assert next(days).published_date == DAYS[0]
    days.close()
    assert [row[0] for row in landed(settings)["days"]] == DAYS[:1]


def test_reading_keeps_an_error_with_its_article_and_reads_the_others(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reader.Reader.read

    def fail_on_libya(self: reader.Reader, article: ArticleToRead) -> Reading:
        if "Libya" in article.text:
            raise ValueError("a model\nfell over")
        return read(self, article)

    monkeypatch.setattr(reader.Reader, "read", fail_on_libya)
    (day,) = reading.read_days(settings, DAYS[:1], 0)
    assert (day.n_articles, day.n_events, len(day.failures)) == (3, 2, 1)
    with duckdb.connect(str(settings.home.warehouse), read_only=True) as connection:
        kept = connection.execute(
            "SELECT title, error FROM landing.reading_failures JOIN landing.articles "
            "USING (article_id)"
        ).fetchall()
    assert kept == [(f"Japan condemned Libya. {DAYS[0]}", "ValueError: a model fell over")]
