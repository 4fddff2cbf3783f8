"""What goes into the raw zone, what does not go in twice, and what is left alone."""

import json
import os
from datetime import datetime

import pytest

from orchestration.collect import add_files, collect_inbox, inbox_has_news, inbox_manifest
from orchestration.collect.raw_zone import REPLACED
from orchestration.lakes import lake_files, read_rows
from orchestration.settings import Home, Settings
from orchestration.tables import RAW_DOCUMENTS

NOW, LATER = datetime(2024, 1, 10, 8), datetime(2024, 1, 11, 8)
TEXT = "Date: 2024-01-09\nSource: Sample Wire\nURL: https://wire.example/1\n\nMinisters met."


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


def live(home: Home) -> set[tuple[object, object, object]]:
    """Source, address and date given of each document that was not replaced."""
    rows = sorted(raw(home), key=lambda row: str(row["retrieved_at"]))
    latest = {row["document_id"]: row for row in rows}.values()
    return {
        (row["source_id"], row["url"], row["given_published"])
        for row in latest
        if row["refused_outcome"] != REPLACED
    }


def test_collect_source_and_address_given_later_replace_what_was_there(
    home: Home, settings: Settings
) -> None:
    file = home.path / "a.txt"
    file.write_text("Ministers met.")
    address = "https://a.example/1"
    add_files(home, settings, [file], NOW)
    report = add_files(home, settings, [file], NOW, published="2024-01-09", source="Wire")
    assert (report.new_documents, report.replaced_documents) == (1, 1)
    assert live(home) == {("wire", "inbox:a.txt", "2024-01-09")}
    report = add_files(home, settings, [file], NOW, url=address)
    assert (report.new_documents, report.replaced_documents) == (1, 1)
    assert live(home) == {("wire", address, "2024-01-09")}
    for _ in range(2):  # what was given once stays given, and the same again adds nothing
        add_files(home, settings, [file], LATER, published="2024-01-08")
        assert live(home) == {("wire", address, "2024-01-08")}
    report = add_files(home, settings, [file], LATER)
    assert (report.new_documents, report.known_documents, report.replaced_documents) == (0, 1, 0)


def test_collect_what_was_replaced_does_not_come_back_from_the_inbox(
    home: Home, settings: Settings
) -> None:
    file = home.inbox / "a.txt"
    file.write_text("Ministers met.")
    collect_inbox(home, settings, NOW)
    add_files(home, settings, [file], NOW, source="Wire")
    inbox_manifest(home).unlink()
    assert collect_inbox(home, settings, LATER).new_documents == 0
    assert live(home) == {("wire", "inbox:a.txt", None)}


def test_collect_file_is_one_document_wherever_it_lies(home: Home, settings: Settings) -> None:
    folder, copy = home.path / "folder", home.path / "copy.txt"
    folder.mkdir()
    for file in (folder / "a.txt", copy, home.inbox / "moved.txt"):
        file.parent.mkdir(exist_ok=True)
        file.write_text("Ministers met.")
    add_files(home, settings, [folder], NOW)
    add_files(home, settings, [folder / "a.txt", copy], NOW, published="2024-01-09")
    collect_inbox(home, settings, LATER)
    assert live(home) == {("inbox", "inbox:folder/a.txt", "2024-01-09")}


def test_collect_same_bytes_of_two_sources_or_addresses_stay_two(
    home: Home, settings: Settings
) -> None:
    files = [home.path / "a.txt", home.path / "b.txt"]
    for file in files:
        file.write_text("Ministers met.")
    for file, name in zip(files, ("A", "B"), strict=True):
        add_files(home, settings, [file], NOW, source=name, url=f"https://{name}.example/")
    for name in ("C", "D"):
        add_files(home, settings, files[:1], NOW, source=name, url="https://c.example/")
    assert {source for source, _, _ in live(home)} == {"a", "b", "c", "d"}


def test_collect_empty_files_are_not_one_document(home: Home, settings: Settings) -> None:
    for name, url in (("a.txt", "https://a.example/"), ("b.txt", None)):
        (home.path / name).write_bytes(b"")
        add_files(home, settings, [home.path / name], NOW, url=url)
    assert {url for _, url, _ in live(home)} == {"https://a.example/", "inbox:b.txt"}


def test_collect_lines_of_a_jsonl_are_documents(home: Home, settings: Settings) -> None:
    records = [{"source": "A", "url": f"https://a.example/{n}", "text": "x"} for n in range(3)]
    lines = "\n".join(json.dumps(record) for record in records)
    (home.inbox / "many.jsonl").write_text(lines + "\n\n{broken\n")
    assert collect_inbox(home, settings, NOW).new_documents == 4
    addresses = {row["url"] for row in raw(home)}
    assert addresses >= {"https://a.example/0", "inbox:many.jsonl#5"}


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


def test_collect_what_can_not_be_shown_in_a_source_is_left_out(
    home: Home, settings: Settings
) -> None:
    record = {"text": "x", "source": "\x1b[1mWi\u200bre \ud800", "url": "https://a.example/\udfff"}
    (home.inbox / "a.jsonl").write_text(json.dumps(record))
    collect_inbox(home, settings, NOW)
    (row,) = raw(home)
    assert (row["source_name"], row["source_id"]) == ("Wire \ufffd", "wire")
    assert row["url"] == "inbox:a.jsonl#1"


def test_collect_missing_file_collects_nothing(home: Home, settings: Settings) -> None:
    file = home.path / "a.txt"
    file.write_text(TEXT)
    with pytest.raises(FileNotFoundError):
        add_files(home, settings, [file, home.path / "gone.txt"], NOW)
    assert raw(home) == []


def test_collect_source_given_by_hand_is_one_clean_line(home: Home, settings: Settings) -> None:
    file = home.path / "a.txt"
    file.write_text(TEXT)
    add_files(home, settings, [file], NOW, source="My\n\x1b[1mWire")
    assert [row["source_name"] for row in raw(home)] == ["My Wire"]


def test_collect_file_of_the_inbox_has_one_name_by_hand_too(home: Home, settings: Settings) -> None:
    file = home.inbox / "week" / "a.txt"
    file.parent.mkdir()
    file.write_text("Ministers met.")
    collect_inbox(home, settings, NOW)
    add_files(home, settings, [file], LATER, published="2024-01-09")
    add_files(home, settings, [home.inbox], LATER)
    assert [row["url"] for row in raw(home)] == ["inbox:week/a.txt"] * 2
    assert len({row["document_id"] for row in raw(home)}) == 1


def test_collect_folders_are_named_and_links_named_by_hand_followed(
    home: Home, settings: Settings
) -> None:
    folder = home.path / "news.txt"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT.replace("URL", "Title"))
    (home.path / "b.txt").write_text(TEXT.replace("URL", "Byline"))
    link = home.path / "link"
    link.symlink_to(home.path / "b.txt")
    assert add_files(home, settings, [folder, link], NOW).new_documents == 2
    assert {row["url"] for row in raw(home)} == {"inbox:news.txt/a.txt", "inbox:b.txt"}


def test_collect_says_at_once_what_of_the_added_can_not_be_taken(
    home: Home, settings: Settings
) -> None:
    (home.path / "big.txt").write_text("x" * (settings.max_document_bytes + 1))
    (home.path / "a.txt").write_text(TEXT)
    report = add_files(home, settings, [home.path / "big.txt", home.path / "a.txt"], NOW)
    ((address, reason),) = report.refused
    assert address == "inbox:big.txt"
    assert str(settings.max_document_bytes) in reason.replace(",", "")


def test_collect_goes_on_after_what_can_not_be_read(home: Home, settings: Settings) -> None:
    (home.inbox / "a.txt").symlink_to("/etc/hostname")
    (home.inbox / "b.jsonl").write_bytes(b"\xff\xfe{\x00")
    (home.inbox / os.fsdecode(b"c\xff\x1b.txt")).write_text("Ministers met.")
    (home.inbox / "d.txt").write_text(TEXT)
    report = collect_inbox(home, settings, NOW)
    assert (report.files, report.new_documents) == (4, 4)
    assert sorted(str(row["url"]) for row in raw(home)) == [
        "https://wire.example/1",
        "inbox:a.txt",
        "inbox:b.jsonl",
        "inbox:c%FF%1B.txt",
    ]
    assert not inbox_has_news(home.inbox, inbox_manifest(home))


def test_collect_rights_given_later_are_news(home: Home, settings: Settings) -> None:
    file = home.inbox / "a.txt"
    file.write_text(TEXT)
    facts = file.stat()
    collect_inbox(home, settings, NOW)
    file.chmod(0o600)
    assert (file.stat().st_mtime_ns, file.stat().st_size) == (facts.st_mtime_ns, facts.st_size)
    assert inbox_has_news(home.inbox, inbox_manifest(home))


def test_collect_broken_manifest_is_no_manifest(home: Home, settings: Settings) -> None:
    (home.inbox / "a.txt").write_text(TEXT)
    collect_inbox(home, settings, NOW)
    for content in ("[]", "{", "\x00"):
        inbox_manifest(home).write_text(content)
        assert collect_inbox(home, settings, LATER).known_documents == 1
