"""Checks name what offends them; schedules and the sensor ask for the runs that are due."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
from builders import make_article_row, make_event_row

from orchestration import warehouse
from orchestration.automation.checks import checks
from orchestration.automation.schedules import schedules
from orchestration.due import REREAD_AT_A_TIME
from orchestration.extract import extractor_version
from orchestration.extract.records import ReadingFailure
from orchestration.lakes import append_part, partition_folder, write_partition
from orchestration.settings import Settings
from orchestration.tables import (
    ARTICLE_TEXTS,
    ARTICLES,
    DOCUMENT_RECORDS,
    EVENTS,
    READING_FAILURES,
)
from orchestration.warehouse import StaleDay

DAY = date(2024, 1, 9)
TEXT = "Seoul criticised Moscow. Nothing else happened."


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home in which one day with one event was read."""
    made = Settings(home=tmp_path)
    fill(made, make_event_row(article_id=article()["article_id"], end_char=24))
    return made


def article() -> dict[str, object]:
    return make_article_row(published_date=DAY)


def fill(settings: Settings, *events: Mapping[str, object], failure: str | None = None) -> None:
    home, row = settings.home, article()
    folder = partition_folder(home.articles, "published", DAY)
    write_partition(folder, ARTICLES, [row])
    write_partition(folder, ARTICLE_TEXTS, [{"article_id": row["article_id"], "text": TEXT}])
    read = partition_folder(home.events, "published", DAY)
    write_partition(read, EVENTS, events)
    failures = [ReadingFailure(str(row["article_id"]), failure)] if failure else []
    write_partition(read, READING_FAILURES, failures)
    with warehouse.writing(home.warehouse) as connection:
        warehouse.load_day(
            connection,
            home.articles,
            home.events,
            DAY,
            warehouse.day_fingerprint(home.articles, DAY),
            extractor_version(settings.language_pipeline),
        )


def add_documents(settings: Settings, *outcomes: str) -> None:
    rows = [
        {
            "document_id": f"{number:016}",
            "source_id": "post",
            "source_name": "Post",
            "source_country": None,
            "source_kind": None,
            "source_terms": None,
            "is_sample": False,
            "url": f"https://post.example/{number}",
            "retrieved_at": datetime(2024, 1, 9, 12),
            "published_date": DAY,
            "content_type": "text/plain",
            "bytes": 3,
            "sha256": "0" * 64,
            "outcome": outcome,
            "reason": None if outcome == "article" else f"why {outcome}",
        }
        for number, outcome in enumerate(outcomes)
    ]
    file = append_part(settings.home.documents / "retrieved=2024-01-09", DOCUMENT_RECORDS, rows)
    assert file is not None
    with warehouse.writing(settings.home.warehouse) as connection:
        warehouse.load_documents(connection, [file])


def result_of(
    settings: Settings, name: str, shown: int = 0
) -> tuple[bool, list[dict[str, object]]]:
    """Whether the check passed, and the rows of the `shown`-th table that it shows."""
    (check,) = (check for check in checks(settings) if check.check_key.name == name)
    result = check()
    assert isinstance(result, dg.AssetCheckResult)
    tables = [
        value for value in result.metadata.values() if isinstance(value, dg.TableMetadataValue)
    ]
    return result.passed, [dict(record.data) for record in tables[shown].records]


def test_automation_evidence_that_is_not_in_its_article_is_listed(settings: Settings) -> None:
    assert result_of(settings, "evidence_stands_in_its_article") == (True, [])
    wrong = make_event_row(
        article_id=article()["article_id"], end_char=24, evidence="Seoul praised Moscow."
    )
    fill(settings, wrong)
    passed, offenders = result_of(settings, "evidence_stands_in_its_article")
    assert not passed
    assert offenders == [
        {"url": article()["url"], "type": "ACCUSE", "evidence": "Seoul praised Moscow."}
    ]


def test_automation_an_article_that_was_not_read_is_listed_with_its_error(
    settings: Settings,
) -> None:
    assert result_of(settings, "every_article_was_read") == (True, [])
    fill(settings, failure="ValueError: odd")
    days = [{"day": DAY.isoformat(), "articles not read": "1"}]
    assert result_of(settings, "every_article_was_read") == (False, days)
    assert result_of(settings, "every_article_was_read", shown=1) == (
        False,
        [{"url": article()["url"], "published": DAY.isoformat(), "error": "ValueError: odd"}],
    )


def test_automation_refused_documents_fail_only_where_they_are_many(settings: Settings) -> None:
    add_documents(settings, "article", "article", "article", "article", "empty")
    assert result_of(settings, "few_documents_are_refused") == (
        True,
        [{"outcome": "empty", "url": "https://post.example/4", "reason": "why empty"}],
    )
    add_documents(settings, "article", "article", "empty", "undated")
    passed, refused = result_of(settings, "few_documents_are_refused")
    assert not passed
    assert [row["outcome"] for row in refused] == ["empty", "undated"]


def test_automation_sources_are_shown_with_their_shares_refused(settings: Settings) -> None:
    add_documents(settings, "article", "empty")
    assert result_of(settings, "few_documents_are_refused", shown=1) == (
        False,
        [{"source": "post", "of them": "1", "all": "2", "share": "0.5"}],
    )


def test_automation_what_was_not_fetched_is_listed_by_source(settings: Settings) -> None:
    add_documents(settings, "article", "empty")
    assert result_of(settings, "no_source_still_fails") == (True, [])
    add_documents(settings, "article", "fetch_failed", "fetch_failed")
    assert result_of(settings, "no_source_still_fails") == (
        False,
        [
            {
                "source": "post",
                "addresses": "2",
                "since": "2024-01-09 12:00:00",
                "latest": "https://post.example/2",
                "reason": "why fetch_failed",
            }
        ],
    )


def add_marts(settings: Settings, *statements: str) -> None:
    """Tables as the models make them, with the columns that a check asks for."""
    with warehouse.writing(settings.home.warehouse) as connection:
        connection.execute("DROP SCHEMA IF EXISTS marts CASCADE")
        connection.execute("CREATE SCHEMA marts")
        connection.execute(
            "CREATE TABLE marts.fct_data_quality_week AS SELECT * FROM (VALUES "
            "(DATE '2024-01-01', true, 9, 10, 0.5::DOUBLE), (DATE '2024-01-08', true, 4, 5, 0.6), "
            "(DATE '2024-01-15', false, 1, 1, 0.1)) AS weeks (event_week, is_read, "
            "n_single_source_events, n_events, usual_single_source_share)"
        )
        connection.execute(
            "CREATE TABLE marts.fct_source_week (source_id VARCHAR, event_week DATE, "
            "n_articles INTEGER, n_articles_without_events INTEGER, usual_articles DOUBLE, "
            "is_missed BOOLEAN)"
        )
        for statement in statements:
            connection.execute(statement)


def test_automation_a_source_is_missed_in_the_latest_read_week(settings: Settings) -> None:
    old = "('old', '2024-01-01', 0, 0, 9, true)"
    add_marts(settings, f"INSERT INTO marts.fct_source_week VALUES {old}")
    assert result_of(settings, "sources_bring_what_is_usual") == (True, [])
    new = "('wire', '2024-01-08', 1, 0, 7.5, true), ('post', '2024-01-08', 3, 1, 3, false)"
    add_marts(settings, f"INSERT INTO marts.fct_source_week VALUES {old}, {new}")
    assert result_of(settings, "sources_bring_what_is_usual") == (
        False,
        [{"source": "wire", "week": "2024-01-08", "articles": "1", "usual": "7.5"}],
    )


@pytest.mark.parametrize(("without", "passes"), [(8, True), (9, False)])
def test_automation_articles_without_events_fail_where_they_are_most(
    settings: Settings, without: int, passes: bool
) -> None:
    wire = f"('wire', '2024-01-08', 9, {without - 1}, 9, false)"
    post = "('post', '2024-01-08', 1, 1, 3, false)"
    add_marts(settings, f"INSERT INTO marts.fct_source_week VALUES {wire}, {post}")
    passed, shares = result_of(settings, "articles_have_events")
    assert passed is passes
    assert [row["source"] for row in shares] == ["post", "wire"]


def test_automation_addresses_that_name_another_day_are_listed(settings: Settings) -> None:
    columns = "CREATE TABLE marts.fct_article AS SELECT 'a1' AS article_id, 'Talks' AS title, "
    dated = "DATE '2024-01-09' AS published_date, 'https://post.example/2023/01/09/a' AS url, "
    add_marts(settings, f"{columns}{dated} false AS is_date_off")
    assert result_of(settings, "dates_agree_with_addresses") == (True, [])
    add_marts(settings, f"{columns}{dated} true AS is_date_off")
    assert result_of(settings, "dates_agree_with_addresses") == (
        False,
        [
            {
                "url": "https://post.example/2023/01/09/a",
                "published": "2024-01-09",
                "title": "Talks",
            }
        ],
    )


def test_automation_more_events_of_one_source_than_usual_fail(settings: Settings) -> None:
    add_marts(settings)
    passed, weeks = result_of(settings, "events_rest_on_as_many_sources_as_usual")
    assert passed  # 0.8 where 0.6 is usual
    assert [week["week"] for week in weeks] == ["2024-01-08"]
    add_marts(settings, "UPDATE marts.fct_data_quality_week SET usual_single_source_share = 0.5")
    assert not result_of(settings, "events_rest_on_as_many_sources_as_usual")[0]


def test_automation_stale_days_are_listed_and_asked_for(settings: Settings) -> None:
    at = datetime(2024, 1, 10, 8, 5, tzinfo=UTC)
    hourly = schedule(settings, "read_stale_days_hourly")
    assert result_of(settings, "every_day_is_up_to_date") == (True, [])
    assert (
        hourly.evaluate_tick(dg.build_schedule_context(scheduled_execution_time=at)).run_requests
        == []
    )
    row = make_article_row(published_date=DAY, title="A late one")
    write_partition(
        partition_folder(settings.home.articles, "published", DAY), ARTICLES, [article(), row]
    )
    assert result_of(settings, "every_day_is_up_to_date") == (
        False,
        [{"day": DAY.isoformat(), "why": "new articles"}],
    )
    tick = hourly.evaluate_tick(dg.build_schedule_context(scheduled_execution_time=at))
    (request,) = tick.run_requests or ()
    assert request.tags["dagster/asset_partition_range_start"] == DAY.isoformat()
    assert request.tags["dagster/asset_partition_range_end"] == DAY.isoformat()


def test_automation_a_new_version_does_not_keep_new_articles_waiting(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime(2024, 6, 1, 8, 5, tzinfo=UTC)
    old = [StaleDay(DAY + timedelta(days=7 * week), "", is_new=False) for week in range(50)]
    new = [StaleDay(DAY - timedelta(days=40 * n), "", is_new=True) for n in range(1, 40)]
    stale = [*new, *reversed(old)]
    for day in stale:
        partition_folder(settings.home.articles, "published", day.published_date).mkdir(
            parents=True, exist_ok=True
        )
    monkeypatch.setattr("orchestration.automation.schedules.stale_days", lambda _: stale)
    tick = schedule(settings, "read_stale_days_hourly").evaluate_tick(
        dg.build_schedule_context(scheduled_execution_time=at)
    )
    asked = [
        tuple(request.tags[f"dagster/asset_partition_range_{end}"] for end in ("start", "end"))
        for request in tick.run_requests or ()
    ]
    # More than a month lies between the new days, so that each has a run of its own.
    assert asked[:-1] == [(str(day.published_date),) * 2 for day in new]
    newest_of_the_old = old[-REREAD_AT_A_TIME:]
    assert asked[-1] == (
        str(newest_of_the_old[0].published_date),
        str(newest_of_the_old[-1].published_date),
    )


def test_automation_monday_asks_for_the_week_that_ended_and_the_one_before(
    settings: Settings,
) -> None:
    at = datetime(2024, 2, 5, 6, tzinfo=UTC)
    monday = schedule(settings, "briefing_on_monday")
    tick = monday.evaluate_tick(dg.build_schedule_context(scheduled_execution_time=at))
    (request,) = tick.run_requests or ()
    assert request.tags["dagster/asset_partition_range_start"] == "2024-01-22"
    assert request.tags["dagster/asset_partition_range_end"] == "2024-01-29"


def schedule(settings: Settings, name: str) -> dg.ScheduleDefinition:
    (found,) = (each for each in schedules(settings) if each.name == name)
    return found
