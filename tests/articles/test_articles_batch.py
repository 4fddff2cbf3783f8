"""The articles lake: each document to its own day, and no other day touched."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from wire_copy import BODY

from orchestration.articles import documents_unparsed, parse_documents
from orchestration.collect import add_files
from orchestration.lakes import lake_files, partition_days, read_rows, write_partition
from orchestration.settings import Home, Settings
from orchestration.tables import ARTICLE_TEXTS, ARTICLES, DOCUMENT_RECORDS, RAW_DOCUMENTS, Table


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def settings(home: Home) -> Settings:
    return Settings(home=home.path)


def add(home: Home, settings: Settings, name: str, text: str, hour: int, **given: str) -> None:
    home.path.mkdir(exist_ok=True)
    file = home.path / name
    file.write_text(text)
    add_files(home, settings, [file], datetime(2024, 2, 10, hour), **given)


def outcomes(home: Home) -> dict[str, str]:
    rows = read_rows(lake_files(home.documents, DOCUMENT_RECORDS), DOCUMENT_RECORDS)
    rows.sort(key=lambda row: row["retrieved_at"])
    return {row["url"]: row["outcome"] for row in rows}


def test_articles_late_document_writes_its_own_day_only(home: Home, settings: Settings) -> None:
    for day in ("2024-01-08", "2024-01-09"):
        add(home, settings, f"{day}.txt", f"Date: {day}\n\n{BODY} {day}.", 8)
    assert documents_unparsed(home) == 2
    parse_documents(home, settings)
    before = {file: file.stat().st_mtime_ns for file in lake_files(home.articles, ARTICLES)}
    add(home, settings, "late.txt", f"Date: 2024-01-08\n\nLate news. {BODY}", 9)
    report = parse_documents(home, settings)
    assert report.changed_days == (date(2024, 1, 8),)
    after = {file: file.stat().st_mtime_ns for file in before}
    assert {file.parent.name for file in before if before[file] != after[file]} == {
        "published=2024-01-08"
    }
    assert documents_unparsed(home) == 0
    assert parse_documents(home, settings).documents == 0


def test_articles_same_article_at_another_file_is_a_duplicate(
    home: Home, settings: Settings
) -> None:
    headers = "Date: 2024-01-08\nURL: https://a.example/1\nSource: Wire\n"
    add(home, settings, "first.txt", f"{headers}\n{BODY}", 8)
    add(home, settings, "second.txt", f"{headers}\n\n{BODY}\n", 9)
    report = parse_documents(home, settings)
    assert report.outcomes == {"article": 1, "duplicate": 1}


def test_articles_undated_document_is_mended_by_a_date(home: Home, settings: Settings) -> None:
    add(home, settings, "a.txt", BODY, 8)
    parse_documents(home, settings)
    assert outcomes(home) == {"inbox:a.txt": "undated"}
    assert partition_days(home.articles, "published") == []
    add(home, settings, "a.txt", BODY, 9, published="2024-01-08")
    assert parse_documents(home, settings).changed_days == (date(2024, 1, 8),)
    assert outcomes(home) == {"inbox:a.txt": "article"}
    add(home, settings, "a.txt", BODY, 10, published="2024-01-09")
    assert parse_documents(home, settings).changed_days == (date(2024, 1, 8), date(2024, 1, 9))
    assert len(read_rows(lake_files(home.articles, ARTICLES), ARTICLES)) == 1


PAGE = (
    "<html><head><link rel='canonical' href='https://a.example/1'>"
    "<meta property='article:published_time' content='2024-01-08'></head>"
    f"<body><article><h1>Talks</h1><p>{BODY}</p></article></body></html>"
)


@pytest.mark.parametrize("is_read_before", [False, True])
@pytest.mark.parametrize(
    "given",
    [
        [{}, {"published": "2024-01-08", "source": "Wire"}],
        [{}, {"published": "2024-01-08", "url": "https://a.example/1"}],
        [{}, {"published": "2024-01-08"}, {"source": "Wire", "url": "https://a.example/1"}],
        [{"source": "Wire"}, {"url": "https://a.example/1"}, {"published": "2024-01-08"}],
    ],
)
def test_articles_document_given_more_by_hand_is_one_article(
    home: Home, settings: Settings, given: list[dict[str, str]], *, is_read_before: bool
) -> None:
    for hour, facts in enumerate(given, start=8):
        if is_read_before:
            parse_documents(home, settings)
        add(home, settings, "a.txt", BODY, hour, **facts)
    parse_documents(home, settings)
    (article,) = read_rows(lake_files(home.articles, ARTICLES), ARTICLES)
    said = {name: value for facts in given for name, value in facts.items()}
    assert article["source_id"] == said.get("source", "inbox").lower()
    assert article["url"] == said.get("url", "inbox:a.txt")
    rows = read_rows(lake_files(home.documents, DOCUMENT_RECORDS), DOCUMENT_RECORDS)
    rows.sort(key=lambda row: row["retrieved_at"])
    last = {row["document_id"]: row["outcome"] for row in rows}
    assert last.pop(article["document_id"]) == "article"
    assert set(last.values()) == {"duplicate"}


def test_articles_page_given_another_source_address_stays_an_article(
    home: Home, settings: Settings
) -> None:
    add(home, settings, "a.html", PAGE, 8)
    parse_documents(home, settings)
    add(home, settings, "a.html", PAGE, 9, url="https://b.example/2")
    parse_documents(home, settings)
    (article,) = read_rows(lake_files(home.articles, ARTICLES), ARTICLES)
    assert article["url"] == "https://b.example/2"


def test_articles_arrival_that_was_overtaken_is_never_parsed(
    home: Home, settings: Settings
) -> None:
    add(home, settings, "a.txt", BODY, 8)
    add(home, settings, "a.txt", BODY, 9, published="2024-01-08")
    assert documents_unparsed(home) == 1
    assert parse_documents(home, settings).outcomes == {"article": 1}
    add(home, settings, "b.txt", f"Date: 2024-01-09\n\nOther news. {BODY}", 10)
    assert parse_documents(home, settings).outcomes == {"article": 1}
    assert outcomes(home) == {"inbox:a.txt": "article", "inbox:b.txt": "article"}
    assert len(read_rows(lake_files(home.articles, ARTICLES), ARTICLES)) == 2


def test_articles_only_files_with_something_due_are_opened(
    home: Home, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(home, settings, "a.txt", f"Date: 2024-01-08\n\n{BODY}", 8)
    parse_documents(home, settings)
    (old,) = lake_files(home.raw, RAW_DOCUMENTS)
    add(home, settings, "b.txt", f"Date: 2024-01-09\n\n{BODY}", 9)
    read: list[Path] = []

    def note_whole_files(paths: list[Path], table: Table, columns: Sequence[str] = ()) -> Any:
        read.extend(path for path in paths if table is RAW_DOCUMENTS and not columns)
        return read_rows(paths, table, columns)

    monkeypatch.setattr("orchestration.articles.batch.read_rows", note_whole_files)
    assert parse_documents(home, settings).documents == 1
    assert len(read) == 1
    assert old not in read


def test_articles_new_parser_parses_all_again_to_the_same_rows(
    home: Home, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(home, settings, "a.txt", f"Date: 2024-01-08\n\n{BODY}", 8)
    parse_documents(home, settings)
    before = read_rows(lake_files(home.articles, ARTICLES), ARTICLES)
    monkeypatch.setattr("orchestration.articles.batch.parser_version", lambda: "another")
    assert documents_unparsed(home) == 1
    assert parse_documents(home, settings).documents == 1
    assert read_rows(lake_files(home.articles, ARTICLES), ARTICLES) == before
    assert len(read_rows(lake_files(home.documents, DOCUMENT_RECORDS), DOCUMENT_RECORDS)) == 1


@pytest.mark.parametrize("done_before", [0, 1])
def test_articles_killed_between_two_writes_are_whole_after_the_next_run(
    home: Home, settings: Settings, monkeypatch: pytest.MonkeyPatch, done_before: int
) -> None:
    add(home, settings, "a.txt", f"Date: 2024-01-08\n\n{BODY}", 8)
    written: list[Table] = []

    def killed(folder: Path, table: Table, rows: Any) -> Path:
        if len(written) == done_before:
            raise KeyboardInterrupt
        written.append(table)
        return write_partition(folder, table, rows)

    with monkeypatch.context() as patch:
        patch.setattr("orchestration.articles.batch.write_partition", killed)
        with pytest.raises(KeyboardInterrupt):
            parse_documents(home, settings)
    parse_documents(home, settings)
    articles, texts = (
        {row["article_id"] for row in read_rows(lake_files(home.articles, table), table)}
        for table in (ARTICLES, ARTICLE_TEXTS)
    )
    assert articles
    assert articles == texts
