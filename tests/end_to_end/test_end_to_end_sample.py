"""The real pipeline on the sample: from the inbox to pages, again, late, by Dagster and by hand."""

import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
import pytest
from typer.testing import CliRunner

from orchestration.automation.jobs import READ
from orchestration.automation.schedules import range_tags
from orchestration.cli import app
from orchestration.definitions import build_definitions
from orchestration.due import stale_days, what_is_due
from orchestration.querying import as_json
from orchestration.settings import SAMPLE_INBOX, SAMPLE_MARKER, Settings, load_settings
from orchestration.tables import EVENTS

pytestmark = pytest.mark.end_to_end

SAMPLE_WEEKS = [date(2024, 1, 8) + timedelta(days=7 * number) for number in range(4)]
LATE_DAY = date(2024, 1, 24)
LATE_ARTICLE = f"""\
Date: {LATE_DAY}
Title: Seoul and Moscow trade words again
Source: Late Post

SEOUL, Jan. 24 (Late Post) - South Korea criticised Russia on Wednesday for its trade in arms with
the North, and Russia rejected the criticism within hours, officials in both capitals said.
"""


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
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    (home / SAMPLE_MARKER).unlink()
    return load_settings(home)


def test_every_week_of_the_sample_counts_as_read_and_has_a_mover(sample_home: Path) -> None:
    found = rows(
        sample_home / "warehouse.duckdb",
        "SELECT event_week, any_value(n_days_read), max(n_events) FROM marts.fct_pair_week "
        "WHERE is_read GROUP BY event_week ORDER BY event_week",
    )
    assert [week for week, _, _ in found] == SAMPLE_WEEKS
    assert min(days for _, days, _ in found) >= 5
    assert min(events for _, _, events in found) >= 5


def test_every_event_s_evidence_stands_in_its_article(sample_home: Path) -> None:
    found = rows(
        sample_home / "warehouse.duckdb",
        "SELECT evidence, text[start_char + 1 : end_char] FROM landing.events "
        "JOIN landing.article_texts USING (article_id)",
    )
    assert found
    assert [pair for pair in found if pair[0] != pair[1]] == []


def test_a_day_and_a_range_by_dagster_give_the_rows_that_are_there(own_home: Settings) -> None:
    before = whole_tables(own_home.home.warehouse, "landing")
    job = build_definitions(own_home).resolve_job_def(READ)
    with dg.instance_for_test() as instance:
        for first, last in (("2024-01-10", "2024-01-10"), ("2024-01-15", "2024-01-18")):
            done = job.execute_in_process(instance=instance, tags=range_tags(first, last))
            assert done.success
        key = dg.AssetKey("events")
        assert instance.get_materialized_partitions(key) == {
            "2024-01-10",
            *(f"2024-01-{day}" for day in range(15, 19)),
        }
    assert whole_tables(own_home.home.warehouse, "landing") == before


def test_a_late_document_changes_its_day_and_no_week_before_it(own_home: Settings) -> None:
    home = own_home.home
    landing, marts = (whole_tables(home.warehouse, schema) for schema in ("landing", "marts"))
    pages = {page.parent.name: page.read_bytes() for page in home.briefings.glob("*/index.html")}
    late = home.inbox / "late.txt"
    home.inbox.mkdir()
    late.write_text(LATE_ARTICLE)
    result = CliRunner().invoke(app, ["run", "--home", str(home.path)])
    assert result.exit_code == 0, result.stderr

    added = rows(
        home.warehouse, "SELECT article_id FROM landing.articles WHERE source_id = 'late-post'"
    )
    assert len(added) == 1
    now = whole_tables(home.warehouse, "landing")
    for name in ("articles", "article_texts", "events", "mentions", "quotations"):
        gone = [row for row in landing[name] if row not in now[name]]
        new = [row for row in now[name] if row not in landing[name]]
        assert gone == [], name
        assert all(added[0][0] in row for row in new), name
    assert {row[0] for row in now["days"] if row not in landing["days"]} == {LATE_DAY}
    assert any(added[0][0] in row for row in now["events"])

    week = LATE_DAY - timedelta(days=LATE_DAY.weekday())
    for name, of_mart in whole_tables(home.warehouse, "marts").items():
        if not name.startswith("fct_"):
            continue
        earliest = [
            [row for row in table if _week_of(row) and _week_of(row) < week]
            for table in (marts[name], of_mart)
        ]
        assert earliest[0] == earliest[1], name
    changed = {
        page.parent.name
        for page in home.briefings.glob("*/index.html")
        if pages[page.parent.name] != page.read_bytes()
    }
    assert changed == {"2024-W04", "2024-W05"}
    assert "second edition" in (home.briefings / "2024-W04" / "index.html").read_text()


def _week_of(row: tuple[Any, ...]) -> date | None:
    """The last Monday among a row's dates: its event_week, which stands after other dates."""
    mondays = [value for value in row if type(value) is date and value.weekday() == 0]
    return max(mondays, default=None)


def test_a_changed_version_of_reading_makes_every_day_stale(
    own_home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stale_days(own_home) == ()
    monkeypatch.setattr("orchestration.due.extractor_version", lambda name: "another")
    stale = stale_days(own_home)
    assert [day.published_date for day in stale] == sorted(
        (
            day
            for (day,) in rows(own_home.home.warehouse, "SELECT published_date FROM landing.days")
        ),
        reverse=True,
    )
    assert not any(day.is_new for day in stale)


def test_pages_of_a_week_wait_until_it_is_over(own_home: Settings) -> None:
    shutil.rmtree(own_home.home.briefings)
    assert what_is_due(own_home, date(2024, 2, 4)).weeks[-1] == date(2024, 1, 22)
    assert what_is_due(own_home, date(2024, 2, 5)).weeks[-1] == date(2024, 1, 29)


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
