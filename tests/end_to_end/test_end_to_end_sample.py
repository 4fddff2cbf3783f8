"""The real pipeline on the sample: from the inbox to pages, again, late, by Dagster and by hand."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
from typer.testing import CliRunner
from wire_copy import BODY, FRENCH

from orchestration import warehouse
from orchestration.automation.jobs import READ, WEEK
from orchestration.automation.schedules import range_tags
from orchestration.cli import app
from orchestration.dagster_home import alone_in
from orchestration.definitions import build_definitions
from orchestration.due import stale_days, what_is_due
from orchestration.extract import version
from orchestration.lakes import partition_folder
from orchestration.querying import as_json
from orchestration.settings import (
    SAMPLE_INBOX,
    SAMPLE_MARKER,
    Settings,
    load_settings,
    project_root,
)
from orchestration.tables import EVENTS
from reports import page_file

pytestmark = pytest.mark.end_to_end

SAMPLE_WEEKS = [date(2023, 12, 4) + timedelta(days=7 * number) for number in range(12)]
LATE_DAY = date(2024, 1, 24)
LATE_ARTICLE = f"""\
Date: {LATE_DAY}
Title: Seoul and Moscow trade words again
Source: Late Post

SEOUL, Jan. 24 (Late Post) - South Korea criticised Russia on Wednesday for its trade in arms with
the North, and Russia rejected the criticism within hours, officials in both capitals said.
"""

HOSTILE_TITLE = "Ministers <script>alert(1)</script> meet"
HOSTILE_PAGE = f"""\
<html lang="en"><head><meta property="og:title" content="\x1b[31m{html.escape(HOSTILE_TITLE)}">
<meta property="article:published_time" content="{LATE_DAY}">
<link rel="canonical" href="javascript:alert(2)"></head><body><article>
<p>Egypt criticised Ethiopia on Wednesday for the filling of its dam, an official in Cairo said.</p>
<p><script>alert(3)</script>Ethiopia rejected the criticism, and <a href="javascript:alert(4)">said
</a> that the water belongs to all who live on the river, and that talks go on in the spring.</p>
</article></body></html>
"""
BAD_FILES = {
    "empty.txt": (b"", "empty"),
    "french.txt": (f"Date: {LATE_DAY}\n\n{FRENCH}\n".encode("latin-1"), "unsupported_language"),
    "undated.txt": (BODY.encode(), "undated"),
    "large.txt": (b"a word " * (21_000_000 // 7), "too_large"),
    "missing.jsonl": (b'{"title": "No text", "published": "2024-01-24"}\n', "invalid_record"),
    "hostile.html": (HOSTILE_PAGE.encode(), "article"),
}


def rows(database: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def whole_tables(database: Path, schema: str) -> dict[str, list[tuple[Any, ...]]]:
    names = rows(
        database,
        f"SELECT table_name FROM information_schema.tables WHERE table_schema = '{schema}'",
    )
    return {
        name: sorted(rows(database, f"FROM {schema}.{name}"), key=repr) for (name,) in sorted(names)
    }


@pytest.fixture
def own_home(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The sample's articles as a user's own, in a home that may be written."""
    for name in ("DEMARCHE_HOME", "DAGSTER_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "unset"))
        monkeypatch.delenv(name)
    return copied(sample_home, tmp_path / "home")


def copied(sample_home: Path, home: Path) -> Settings:
    shutil.copytree(sample_home, home)
    (home / SAMPLE_MARKER).unlink()
    return load_settings(home)


@pytest.fixture(scope="module")
def late_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The same after a late article and a batch of bad files came in."""
    settings = copied(sample_home, tmp_path_factory.mktemp("late") / "home")
    inbox = settings.home.inbox
    inbox.mkdir()
    (inbox / "late.txt").write_text(LATE_ARTICLE)
    for name, (content, _) in BAD_FILES.items():
        (inbox / name).write_bytes(content)
    before = dict(os.environ)
    result = CliRunner().invoke(app, ["run", "--home", str(settings.home.path)])
    os.environ.clear()
    os.environ.update(before)
    assert result.exit_code == 0, result.stderr
    return settings


def test_every_week_of_the_sample_counts_as_read_and_the_last_are_busy(sample_home: Path) -> None:
    found = rows(
        sample_home / "warehouse.duckdb",
        "SELECT event_week, any_value(n_days_read), count(*) FILTER (n_events >= 5) "
        "FROM marts.fct_pair_week WHERE is_read GROUP BY event_week ORDER BY event_week",
    )
    assert [week for week, _, _ in found] == SAMPLE_WEEKS
    assert min(days for _, days, _ in found) >= 5
    assert min(busy for _, _, busy in found) >= 1
    assert min(busy for _, _, busy in found[-4:]) >= 3


def test_a_usual_pair_of_the_sample_falls_silent_and_an_old_one_meets_again(
    sample_home: Path,
) -> None:
    found = rows(
        sample_home / "warehouse.duckdb",
        "SELECT actor_a || '-' || actor_b, event_week, is_gone_quiet, is_new_contact "
        "FROM marts.fct_pair_week WHERE is_gone_quiet OR is_new_contact",
    )
    assert ("IRN-PAK", SAMPLE_WEEKS[-1], True, False) in found
    assert ("ARM-AZE", SAMPLE_WEEKS[-2], False, True) in found


def test_every_event_s_evidence_stands_in_its_article(sample_home: Path) -> None:
    found = rows(
        sample_home / "warehouse.duckdb",
        "SELECT evidence, text[start_char + 1 : end_char] FROM landing.events "
        "JOIN landing.article_texts USING (article_id)",
    )
    assert found
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_a_day_and_a_range_by_dagster_give_the_rows_of_the_command(
    sample_home: Path, own_home: Settings
) -> None:
    home = own_home.home
    known = [day for (day,) in rows(home.warehouse, "FROM landing.days SELECT published_date")]
    one, first, *_, last = sorted(known)[2:8]
    emptied = [one, *(day for day in known if first <= day <= last)]
    weeks = [day - timedelta(days=day.weekday()) for day in (one, last)]
    empty(own_home, emptied, weeks)
    with dg.instance_for_test() as instance:
        definitions = build_definitions(own_home)
        read, week = (definitions.resolve_job_def(name) for name in (READ, WEEK))
        assert read.execute_in_process(instance=instance, partition_key=f"{one}").success
        for job, ends in (read, (first, last)), (week, weeks):
            tags = range_tags(*(day.isoformat() for day in ends))
            assert job.execute_in_process(instance=instance, tags=tags).success
        assert {
            date.fromisoformat(key)
            for key in instance.get_materialized_partitions(dg.AssetKey("events"))
        } >= set(emptied)
    for schema in ("landing", "marts"):
        assert whole_tables(home.warehouse, schema) == whole_tables(
            sample_home / "warehouse.duckdb", schema
        )
    assert contents(home.briefings) == contents(sample_home / "briefings")
    assert contents(home.events) == contents(sample_home / "events")


def empty(settings: Settings, days: list[date], weeks: list[date]) -> None:
    """Take away what was read on some days, all marts, and the pages from one week to another."""
    home = settings.home
    with warehouse.writing(home.warehouse) as connection:
        connection.execute("DROP SCHEMA marts CASCADE")
        for day in days:
            shutil.rmtree(partition_folder(home.events, "published", day))
            # A day without partitions leaves `landing` without a trace.
            nowhere = home.path / "nowhere"
            loaded = warehouse.load_day(connection, nowhere, home.events, day, "", "")
            assert (loaded.article_count, loaded.event_count) == (0, 0)
        for table in ("articles", "days"):
            left = connection.execute(f"SELECT published_date FROM landing.{table}").fetchall()
            assert left
            assert {day for (day,) in left}.isdisjoint(days), table
        for table in ("events", "mentions", "quotations", "article_texts"):
            ownerless = connection.execute(
                f"FROM landing.{table} ANTI JOIN landing.articles USING (article_id)"
            ).fetchall()
            assert ownerless == [], table
    assert {day.published_date for day in stale_days(settings)} == set(days)
    home.published.unlink()
    for day in range(0, (weeks[1] - weeks[0]).days + 1, 7):
        shutil.rmtree(page_file(home.briefings, weeks[0] + timedelta(days=day)).parent)
    (home.briefings / "index.html").unlink()


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file in a folder and those below it."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_late_document_changes_its_day_and_no_week_before_it(
    sample_home: Path, late_home: Settings
) -> None:
    home = late_home.home
    added = {
        article
        for (article,) in rows(
            home.warehouse,
            "SELECT article_id FROM landing.articles WHERE url IN ('inbox:late.txt', "
            "'inbox:hostile.html')",
        )
    }
    assert len(added) == 2
    landing, now = (
        whole_tables(path, "landing") for path in (sample_home / "warehouse.duckdb", home.warehouse)
    )
    for name in ("articles", "article_texts", "events", "mentions", "quotations"):
        gone = [row for row in landing[name] if row not in now[name]]
        new = [row for row in now[name] if row not in landing[name]]
        assert gone == [], name
        assert all(added & {value for value in row if type(value) is str} for row in new), name
    for name in ("documents", "sources", "actors", "memberships"):
        assert [row for row in landing[name] if row not in now[name]] == [], name
    assert {row[0] for row in now["days"] if row not in landing["days"]} == {LATE_DAY}
    read = {row[2] for row in now["events"]}
    assert added <= read


def test_a_late_document_changes_no_week_before_its_events(
    sample_home: Path, late_home: Settings
) -> None:
    week = LATE_DAY - timedelta(days=LATE_DAY.weekday())
    before = whole_tables(sample_home / "warehouse.duckdb", "marts")
    after = whole_tables(late_home.home.warehouse, "marts")
    for name in before:
        if name.startswith("fct_"):
            earlier = [
                [row for row in tables[name] if (_week_of(row) or week) < week]
                for tables in (before, after)
            ]
            assert earlier[0] == earlier[1], name
        else:
            assert [row for row in before[name] if row not in after[name]] == [], name
    changed = {
        page.parent.name
        for page in late_home.home.briefings.glob("*/index.html")
        if page.read_bytes()
        != (sample_home / "briefings" / page.parent.name / "index.html").read_bytes()
    }
    assert {"2024-W04", "2024-W05"} <= changed <= {f"2024-W{week:02}" for week in range(4, 9)}
    assert "second edition" in (late_home.home.briefings / "2024-W04" / "index.html").read_text()


def test_bad_files_end_as_one_row_each_and_execute_nowhere(late_home: Settings) -> None:
    found = rows(
        late_home.home.warehouse,
        "SELECT url, outcome, reason FROM landing.documents "
        "WHERE url LIKE 'inbox:%' AND reason NOT LIKE 'feed, %' OR url = 'inbox:hostile.html'",
    )
    outcomes = {
        url.removeprefix("inbox:").removesuffix("#1"): outcome  # the first record of a file
        for url, outcome, _ in found
        if "late.txt" not in url
    }
    assert outcomes == {name: outcome for name, (_, outcome) in BAD_FILES.items()}
    assert all(reason for _, outcome, reason in found if outcome != "article")
    titles = rows(
        late_home.home.warehouse,
        "SELECT title FROM landing.articles WHERE url = 'inbox:hostile.html'",
    )
    assert titles == [(HOSTILE_TITLE,)]
    pages = list(late_home.home.briefings.glob("**/index.html"))
    assert pages
    for page in pages:
        text = page.read_text("utf-8").lower()
        assert "<script" not in text
        assert "javascript:" not in text
        assert "\x1b" not in text


def _week_of(row: tuple[Any, ...]) -> date | None:
    """The last Monday among a row's dates: its event_week, which stands after other dates."""
    mondays = [value for value in row if type(value) is date and value.weekday() == 0]
    return max(mondays, default=None)


@pytest.fixture
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the knowledge files, and of the code beside them, that the version is told from."""
    package = tmp_path / "package"
    for folder in ("extract", "knowledge"):
        shutil.copytree(version._PACKAGE / folder, package / folder)
    monkeypatch.setattr(version, "_PACKAGE", package)
    version.extractor_version.cache_clear()
    yield package / "knowledge"
    version.extractor_version.cache_clear()


def test_a_changed_row_of_knowledge_makes_exactly_the_days_read_stale(
    own_home: Settings, knowledge: Path
) -> None:
    before = version.extractor_version(own_home.language_pipeline)
    assert stale_days(own_home) == ()
    file = knowledge / "lexicon.csv"
    *others, last = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join([*others, last.replace(",", ",another ", 1)]), encoding="utf-8")
    assert version.extractor_version(own_home.language_pipeline) == before, "kept for a process"
    version.extractor_version.cache_clear()
    assert version.extractor_version(own_home.language_pipeline) != before
    stale = stale_days(own_home)
    read = rows(own_home.home.warehouse, "SELECT published_date FROM landing.days")
    assert [day.published_date for day in stale] == sorted((day for (day,) in read), reverse=True)
    assert not any(day.is_new for day in stale)


def test_a_killed_run_leaves_nothing_behind_that_blocks_the_next(own_home: Settings) -> None:
    home = own_home.home
    script = (
        "import os, sys\n"
        "from orchestration.cli import app\n"
        "import orchestration.assets.models as models\n"
        "models.load_actors = lambda: os._exit(9)\n"
        f"app(['run', '--home', {str(home.path)!r}])\n"
    )
    home.published.unlink()
    killed = subprocess.run([sys.executable, "-c", script], cwd=project_root, capture_output=True)
    assert killed.returncode == 9, killed.stderr
    result = CliRunner().invoke(app, ["run", "--home", str(home.path)])
    assert result.exit_code == 0, result.stderr
    assert home.published.exists()


def test_two_commands_do_not_run_in_one_home(own_home: Settings) -> None:
    with alone_in(own_home.home):
        code = (
            "from orchestration.cli import app\n"
            f"app(['read', '--day', '2024-01-10', '--home', {str(own_home.home.path)!r}])\n"
        )
        second = subprocess.run(
            [sys.executable, "-c", code], cwd=project_root, capture_output=True, text=True
        )
    assert second.returncode == 3
    assert f"in use by process {os.getpid()}" in second.stderr
    assert second.stderr.count("\n") == 1


def test_pages_of_a_week_wait_until_it_is_over(own_home: Settings) -> None:
    shutil.rmtree(own_home.home.briefings)
    assert what_is_due(own_home, datetime(2024, 2, 4, 23)).weeks[-1] == date(2024, 1, 22)
    assert what_is_due(own_home, datetime(2024, 2, 5)).weeks[-1] == date(2024, 1, 29)


def test_runs_stand_in_dagster_with_what_a_person_can_use(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(sample_home / "dagster"))
    with dg.DagsterInstance.get() as instance:
        runs = instance.get_runs()
        assert {run.job_name for run in runs} == {"collect", "read", "model", "tell"}
        assert all(run.is_success for run in runs)
        event = instance.get_latest_materialization_event(dg.AssetKey("weekly_briefing"))
        assert event is not None
        assert event.asset_materialization is not None
        facts = event.asset_materialization.metadata
        assert Path(str(facts["page"].value).removeprefix("file://")).exists()


def test_extract_finds_in_a_file_what_the_pipeline_found_in_it(sample_home: Path) -> None:
    text = SAMPLE_INBOX / "2024-01-10-principal-enemy.txt"
    (address,) = re.findall(r"^URL: (\S+)$", text.read_text("utf-8"), re.M)
    result = CliRunner().invoke(app, ["extract", str(text), "--format", "json"])
    assert result.exit_code == 0, result.stderr
    (read,) = json.loads(result.stdout)
    columns = [column.name for column in EVENTS.columns if "_id" not in column.name]
    kept = rows(
        sample_home / "warehouse.duckdb",
        f"SELECT {', '.join(f'events.{name}' for name in columns)} FROM landing.events AS events "
        f"JOIN landing.articles USING (article_id) WHERE url = '{address}' "
        "ORDER BY events.start_char, event_id",
    )
    told = [[event[name] for name in columns] for event in read["events"]]
    assert kept
    assert sorted(map(repr, told)) == sorted(repr(json.loads(as_json(list(row)))) for row in kept)
