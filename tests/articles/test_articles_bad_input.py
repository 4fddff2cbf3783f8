"""A folder of what users and others drop in: one row each, with a reason, and the rest goes on."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from wire_copy import BODY, FRENCH

from orchestration.articles import documents_unparsed, parse_documents
from orchestration.collect import collect_inbox
from orchestration.lakes import lake_files, read_rows
from orchestration.settings import Home, Settings
from orchestration.tables import ARTICLE_TEXTS, ARTICLES, DOCUMENT_RECORDS

NOW = datetime(2024, 1, 12, 8)
DATED = f"Date: 2024-01-09\n\n{BODY}"
RECORD = '{"published": "2024-01-09", "url": "https://a.example/%s", "text": "' + BODY + '"}'
PAGE = f"<html><body><article><p>{BODY}</p><p>Later. {BODY}</p></article></body></html>"

BAD = {
    "binary.txt": (bytes(range(256)) * 4, "unreadable", "no text in any encoding"),
    "deep.jsonl": (b"[" * 50_000, "invalid_record", "nested too deep"),
    "empty.txt": (b"", "empty", "nothing in it"),
    "french.txt": (f"Date: 2024-01-09\n\n{FRENCH}".encode(), "unsupported_language", "fr"),
    "front.html": (b"<html><body><nav>Home</nav></body></html>", "not_an_article", ""),
    "kind.jsonl": (b'{"text": 1}', "invalid_record", "the field text is not a string"),
    "large.txt": (b"x" * 30_000_000, "too_large", "30,000,000 bytes"),
    "later.txt": (DATED.replace("2024", "9999").encode(), "out_of_range", "9999-01-09"),
    "missing.jsonl": (b'{"title": "x"}', "invalid_record", "the field text is missing"),
    "paper.txt": (b"%PDF-1.7 " + BODY.encode(), "unreadable", "a PDF document"),
    "photo.jpg": (b"\xff\xd8\xff", "unreadable", "its kind is not taken"),
    "short.txt": (b"Date: 2024-01-09\n\nTalks.", "not_an_article", "1 of the 20 words"),
    "undated.html": (PAGE.encode(), "undated", "demarche add --published"),
    "undated.txt": (BODY.encode(), "undated", "demarche add --published"),
    "wide.jsonl": ((RECORD % 1).encode("utf-16"), "unreadable", "utf-16"),
}
GOOD = {
    "escapes.txt": f"Title: \x1b[31mRed\u202e\x1b[0m\n{DATED}".encode(),
    "latin-1.txt": f"{DATED} São Tomé.".encode("latin-1"),
    "link.txt": f"URL: javascript:alert(1)\n{DATED} Again.".encode(),
    "utf-16.txt": f"{DATED} São Tomé, it’s said.".encode("utf-16"),
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    home.inbox.mkdir(parents=True)
    return home


def bring_in(home: Home) -> dict[str, dict[str, Any]]:
    settings = Settings(home=home.path)
    collect_inbox(home, settings, NOW)
    parse_documents(home, settings)
    assert documents_unparsed(home) == 0
    rows = read_rows(lake_files(home.documents, DOCUMENT_RECORDS), DOCUMENT_RECORDS)
    by_name = {row["url"].removeprefix("inbox:").removesuffix("#1"): row for row in rows}
    assert len(by_name) == len(rows)
    return by_name


def test_articles_each_bad_file_is_one_row_and_the_others_go_on(home: Home) -> None:
    contents = {name: content for name, (content, _, _) in BAD.items()} | GOOD
    for name, content in contents.items():
        (home.inbox / name).write_bytes(content)
    (home.inbox / "outside.txt").symlink_to("/etc/hostname")
    os.mkfifo(home.inbox / "pipe.txt")
    rows = bring_in(home)
    assert set(rows) == {*BAD, *GOOD, "outside.txt", "pipe.txt"}
    for name, (_, outcome, reason) in BAD.items():
        assert (name, rows[name]["outcome"]) == (name, outcome)
        assert reason in rows[name]["reason"]
    for name in ("outside.txt", "pipe.txt"):
        assert (rows[name]["outcome"], bool(rows[name]["reason"])) == ("unreadable", True)
    assert {name: rows[name]["outcome"] for name in GOOD} == dict.fromkeys(GOOD, "article")
    articles = read_rows(lake_files(home.articles, ARTICLES), ARTICLES)
    assert {row["title"] for row in articles} == {"", "Red"}
    assert {row["canonical_url"].split(":")[0] for row in articles} == {"inbox"}


def test_articles_broken_line_leaves_the_other_lines(home: Home) -> None:
    lines = [RECORD % 1, '{"text": ', RECORD.replace("met", "m\x00et") % 3, RECORD % 4]
    (home.inbox / "wire.jsonl").write_text("\n".join(lines))
    assert {url: row["outcome"] for url, row in bring_in(home).items()} == {
        "https://a.example/1": "article",
        "wire.jsonl#2": "invalid_record",
        "wire.jsonl#3": "invalid_record",
        "https://a.example/4": "article",
    }


def test_articles_nothing_that_runs_or_hides_is_kept(home: Home) -> None:
    (home.inbox / "page.html").write_text(
        '<html><head><meta name="date" content="2024-01-09">'
        '<meta property="og:title" content="Talks\u202e &lt;script&gt;\x1b[31m">'
        '<link rel="canonical" href="javascript:alert(1)"></head><body><article>'
        f'<p>{BODY}<script>alert(1)</script> <a href="data:text/html,alert(2)">More.</a></p>'
        f"<p>Later\u200b\x1b[1m. {BODY}</p></article></body></html>"
    )
    assert bring_in(home)["page.html"]["outcome"] == "article"
    (article,) = read_rows(lake_files(home.articles, ARTICLES), ARTICLES)
    assert (article["url"], article["canonical_url"]) == ("inbox:page.html", "inbox:page.html")
    assert article["title"] == "Talks <script>"  # words, which pages escape
    (text,) = read_rows(lake_files(home.articles, ARTICLE_TEXTS), ARTICLE_TEXTS)
    assert text["text"] == f"{BODY} More.\n\nLater. {BODY}"
