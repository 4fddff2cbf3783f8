"""Files: which are taken, and what becomes of each that can't be."""

import hashlib
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from orchestration.collect import files
from orchestration.collect.files import FoundDocument, documents_in, files_in

NOTHING = hashlib.sha256(b"").hexdigest()


def names_in(folder: Path) -> list[str]:
    return [str(file.relative_to(folder)) for file in files_in(folder)]


def only_document(file: Path, max_bytes: int = 1000) -> FoundDocument:
    (found,) = documents_in(file, file.name, max_bytes)
    return found


def test_collect_folder_gives_its_files_at_any_depth_in_order(tmp_path: Path) -> None:
    for name in ("b/d/e.txt", "b/c.html", "a.jsonl", "x.txt/y.txt", "Ü.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "empty.txt").mkdir()
    assert names_in(tmp_path) == ["a.jsonl", "b/c.html", "b/d/e.txt", "x.txt/y.txt", "Ü.txt"]
    assert list(files_in(tmp_path / "a.jsonl")) == [tmp_path / "a.jsonl"]


UNFINISHED = """
    .a.txt .a.txt.swp a.swp a.txt~ #a.txt# ~$a.txt a.txt.part a.CRDOWNLOAD a.tmp a.txt.filepart
    a.txt.download a.partial .folder/a.txt b.part/a.txt
"""


@pytest.mark.parametrize("name", UNFINISHED.split())
def test_collect_hidden_and_unfinished_files_are_left(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).touch()
    assert names_in(tmp_path) == []


def test_collect_links_lead_nowhere(tmp_path: Path) -> None:
    outside, inbox = tmp_path / "outside", tmp_path / "inbox"
    outside.mkdir()
    inbox.mkdir()
    (outside / "secret.txt").write_text("secret")
    for name, target in [("file.txt", "../outside/secret.txt"), ("folder", "../outside")]:
        (inbox / name).symlink_to(target)
    (inbox / "nowhere.txt").symlink_to("gone")
    (inbox / "itself.txt").symlink_to("itself.txt")
    assert names_in(inbox) == ["file.txt", "folder", "itself.txt", "nowhere.txt"]
    for file in files_in(inbox):
        found = only_document(file)
        assert (found.refused_outcome, found.content, found.sha256) == ("unreadable", None, NOTHING)
        assert "link" in (found.refused_reason or "")


def test_collect_what_is_no_regular_file_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (file,) = files_in(tmp_path)
    found = only_document(file)
    assert (found.refused_outcome, found.refused_reason) == ("unreadable", "it is no regular file")


def test_collect_file_that_went_away_says_so(tmp_path: Path) -> None:
    found = only_document(tmp_path / "gone.txt")
    assert (found.refused_outcome, found.refused_reason) == (
        "unreadable",
        "it went away before it was read",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="everything can be read by root")
def test_collect_without_rights_says_so(tmp_path: Path) -> None:
    folder, file = tmp_path / "folder", tmp_path / "a.txt"
    folder.mkdir(mode=0o000)
    file.touch(mode=0o000)
    for place in files_in(tmp_path):
        assert "Permission denied" in (only_document(place).refused_reason or "")
    folder.chmod(0o700)


def test_collect_refused_by_the_system_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path) -> BinaryIO:
        raise PermissionError(13, "Permission denied", str(file))

    (tmp_path / "a.txt").touch()
    monkeypatch.setattr(files, "_open_regular", refuse)
    found = only_document(tmp_path / "a.txt")
    assert (found.refused_outcome, found.refused_reason) == (
        "unreadable",
        "it can't be read: Permission denied",
    )


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.html", "a.pdf"])
def test_collect_file_that_changes_while_it_is_read_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = tmp_path / name
    file.write_text("{}\n")
    plain_stamp = files._stamp

    def stamp_then_grow(stream: BinaryIO) -> tuple[int, int]:
        stamp = plain_stamp(stream)
        with file.open("a") as writer:
            writer.write("{}\n")
        return stamp

    monkeypatch.setattr(files, "_stamp", stamp_then_grow)
    found = only_document(file)
    assert (found.refused_outcome, found.content) == ("unreadable", None)
    assert "changed while it was read" in (found.refused_reason or "")
    monkeypatch.undo()
    assert not any(
        "changed" in (each.refused_reason or "") for each in documents_in(file, name, 99)
    )


@pytest.mark.parametrize("name", ["large.txt", "large.html", "large.jsonl"])
def test_collect_too_large_is_measured_and_not_held(tmp_path: Path, name: str) -> None:
    content = b"x" * 5_000_000
    (tmp_path / name).write_bytes(content)
    found = only_document(tmp_path / name)
    assert (found.refused_outcome, found.content) == ("too_large", None)
    assert (found.size, found.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert found.refused_reason == (
        "5,000,000 bytes; the largest taken is 1,000 (setting max_document_bytes)"
    )


def test_collect_too_large_a_line_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a"}\n' + b"x" * 3_000_000 + b'\n{"text": "b"}')
    found = documents_in(tmp_path / "a.jsonl", "a.jsonl", 1000)
    assert [each.name for each in found] == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3"]
    assert [each.refused_outcome for each in found] == [None, "too_large", None]
    assert [each.size for each in found] == [13, 3_000_001, 13]


@pytest.mark.parametrize("content", [b"", b"\n", b"\n \r\n"])
def test_collect_empty_records_are_one_document(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    found = only_document(tmp_path / "a.jsonl")
    assert (found.name, found.content) == ("a.jsonl#1", b"")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\n" * 50, "it is a PDF document; a .jsonl is UTF-8 text"),
        (bytes(range(256)) * 2, "no text in any encoding tried"),
        ('{"text": "a"}\n'.encode("utf-16"), "it is utf-16;"),
    ],
)
def test_collect_records_that_are_no_utf_8_text_are_one_document(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "a.jsonl").write_bytes(content)
    found = only_document(tmp_path / "a.jsonl")
    assert (found.refused_outcome, found.size) == ("unreadable", len(content))
    assert reason in (found.refused_reason or "")


def test_collect_kinds_that_are_not_taken_say_so(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    found = only_document(tmp_path / "scan.pdf")
    assert (found.refused_outcome, found.size) == ("unreadable", 4)
    assert found.refused_reason == (
        "its kind is not taken; taken are .atom, .eml, .htm, .html, .json, .jsonl, .rss, .txt, .xml"
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"caf\xe9.txt", "caf%E9.txt"),
        ("São.txt".encode(), "São.txt"),
        (b"a\n\x1b[1m.txt", "a%0A%1B[1m.txt"),
        ("a\u202etxt.txt".encode(), "a%E2%80%AEtxt.txt"),
    ],
)
def test_collect_names_of_files_are_shown_whole(tmp_path: Path, name: bytes, shown: str) -> None:
    file = tmp_path / os.fsdecode(name)
    file.write_text("Talks.")
    assert only_document(file).name == shown


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<",
        b"<p>" * 50_000,
        b"<meta " * 50_000,
        b"<meta " + b"a" * 900_000,
        b"<a\x00&#1;\xff=",
    ],
)
def test_collect_pages_that_say_nothing_are_kept(tmp_path: Path, page: bytes) -> None:
    (tmp_path / "a.html").write_bytes(page)
    found = only_document(tmp_path / "a.html", 1_000_000)
    assert (found.content, found.said) == (page, files.Said())


def test_collect_source_of_a_page_may_have_an_apostrophe(tmp_path: Path) -> None:
    meta = """<meta property="og:site_name" content="People's Wire &quot;East&quot;">"""
    for encoding in ("utf-8", "utf-16"):
        (tmp_path / "a.html").write_bytes(meta.encode(encoding))
        assert only_document(tmp_path / "a.html").said.source_name == 'People\'s Wire "East"'


def test_collect_first_address_that_is_one_is_the_page_s(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<link rel="canonical" href="javascript:alert(1)">'
        '<meta property="og:url" content="https://a.example/1">'
    )
    assert only_document(tmp_path / "a.html").said.url == "https://a.example/1"
