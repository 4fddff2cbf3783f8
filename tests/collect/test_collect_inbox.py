"""What goes into the raw zone, what does not go in twice, and what is left alone."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from orchestration.collect import add_files, collect_inbox, inbox_has_news, inbox_manifest
from orchestration.lakes import lake_files, read_rows
from orchestration.settings import Home, Settings
from orchestration.tables import RAW_DOCUMENTS

NOW, LATER = datetime(2024, 1, 10, 8), datetime(2024, 1, 11, 8)
TEXT = "Date: 2024-01-09\nSource: Sample Wire\nURL: https://wire.example/1\n\nMinisters met."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.inbox.mkdir(parents=True)
    return home


@pytest.fixture
def settings(home: Home) -> Settings:
    return Settings(home=home.path, max_document_bytes=1000)


def raw(home: Home) -> list[dict[str, object]]:
    return read_rows(lake_files(home.raw, RAW_DOCUMENTS), RAW_DOCUMENTS)


def test_collect_takes_what_a_text_says_of_itself(home: Home, settings: Settings) -> None:
    (home.inbox / "a.txt").write_text(TEXT)
    assert collect_inbox(home, settings, NOW).new_documents == 1
    (row,) = raw(home)
    assert (row["source_id"], row["source_name"]) == ("sample-wire", "Sample Wire")
    assert row["url"] == "https://wire.example/1"
    assert row["content"] == TEXT.encode()


def test_collect_same_bytes_twice_add_nothing(home: Home, settings: Settings) -> None:
    (home.inbox / "a.txt").write_text(TEXT)
    collect_inbox(home, settings, NOW)
    before = {file: file.read_bytes() for file in lake_files(home.raw, RAW_DOCUMENTS)}
    inbox_manifest(home).unlink()
    report = collect_inbox(home, settings, LATER)
    assert (report.new_documents, report.known_documents) == (0, 1)
    assert {file: file.read_bytes() for file in lake_files(home.raw, RAW_DOCUMENTS)} == before


def test_collect_idle_inbox_has_no_news(home: Home, settings: Settings) -> None:
    manifest = inbox_manifest(home)
    assert not inbox_has_news(home.inbox, manifest)
    (home.inbox / "a.txt").write_text(TEXT)
    assert inbox_has_news(home.inbox, manifest)
    collect_inbox(home, settings, NOW)
    assert not inbox_has_news(home.inbox, manifest)
    (home.inbox / "a.txt").write_text(TEXT + " Again.")
    assert inbox_has_news(home.inbox, manifest)


def test_collect_date_given_later_is_a_new_arrival(home: Home, settings: Settings) -> None:
    file = home.path / "undated.txt"
    file.write_text("Ministers met.")
    add_files(home, settings, [file], NOW)
    assert add_files(home, settings, [file], NOW).new_documents == 0
    assert add_files(home, settings, [file], LATER, published="2024-01-09").new_documents == 1
    assert len({row["document_id"] for row in raw(home)}) == 1


def test_collect_lines_of_a_jsonl_are_documents(home: Home, settings: Settings) -> None:
    records = [{"source": "A", "url": f"https://a.example/{n}", "text": "x"} for n in range(3)]
    lines = "\n".join(json.dumps(record) for record in records)
    (home.inbox / "many.jsonl").write_text(lines + "\n\n{broken\n")
    assert collect_inbox(home, settings, NOW).new_documents == 4
    addresses = {row["url"] for row in raw(home)}
    assert addresses >= {"https://a.example/0", "inbox:many.jsonl#5"}


@pytest.mark.parametrize("name", ["large.txt", "large.html", "large.jsonl"])
def test_collect_too_large_is_kept_as_a_row_without_bytes(
    home: Home, settings: Settings, name: str
) -> None:
    (home.inbox / name).write_bytes(b"x" * 5000)
    collect_inbox(home, settings, NOW)
    (row,) = raw(home)
    assert (row["refused_outcome"], row["content"], row["bytes"]) == ("too_large", None, 5000)


def test_collect_kinds_that_are_not_taken_say_so(home: Home, settings: Settings) -> None:
    (home.inbox / "scan.pdf").write_bytes(b"%PDF")
    collect_inbox(home, settings, NOW)
    (row,) = raw(home)
    assert row["refused_outcome"] == "unreadable"
    assert ".txt" in str(row["refused_reason"])


def test_collect_leaves_hidden_and_unfinished_files(home: Home, settings: Settings) -> None:
    for name in (".hidden.txt", "coming.txt.part", "coming.tmp"):
        (home.inbox / name).write_text(TEXT)
    (home.inbox / "folder").mkdir()
    (home.inbox / "folder" / "b.txt").write_text(TEXT)
    assert collect_inbox(home, settings, NOW).files == 1


def test_collect_page_says_its_site_and_address_in_any_order(
    home: Home, settings: Settings
) -> None:
    (home.inbox / "a.html").write_text(
        "<html><head><link href='https://a.example/x' rel='canonical'/>"
        "<meta content='A &amp; B' property='og:site_name'></head></html>"
    )
    collect_inbox(home, settings, NOW)
    (row,) = raw(home)
    assert (row["url"], row["source_name"]) == ("https://a.example/x", "A & B")


def test_collect_script_address_is_no_address(home: Home, settings: Settings) -> None:
    (home.inbox / "a.txt").write_text("URL: javascript:alert(1)\n\nText.")
    collect_inbox(home, settings, NOW)
    assert [row["url"] for row in raw(home)] == ["inbox:a.txt"]


def test_collect_missing_file_collects_nothing(home: Home, settings: Settings) -> None:
    file = home.path / "a.txt"
    file.write_text(TEXT)
    with pytest.raises(FileNotFoundError):
        add_files(home, settings, [file, home.path / "gone.txt"], NOW)
    assert raw(home) == []
