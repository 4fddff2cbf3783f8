"""Pages as publishers write them, where they are at hand: title, time and outcome of each."""

from datetime import date, datetime

import pytest

from orchestration.articles.parse import ParsedDocument, parse_document
from orchestration.collect.files import documents_in
from orchestration.collect.raw_zone import raw_row
from orchestration.settings import project_root

FOLDER = project_root.parent / "shared" / "data" / "real-articles" / "raw"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the pages are not here")


def parsed(name: str) -> ParsedDocument:
    (found,) = documents_in(FOLDER / name, name, 20_000_000)
    return parse_document(raw_row(found, datetime(2026, 2, 1)), date(2015, 1, 1))


@pytest.mark.parametrize(
    ("name", "published_at", "words", "site"),
    [
        ("chron-esper-hanoi", datetime(2019, 11, 20, 11, 19), 250, "Houston Chronicle"),
        ("rt-bolivia", datetime(2019, 11, 20, 5, 47), 200, "RT"),
        ("albawaba-settlements", datetime(2019, 11, 20, 7, 29), 767, "Al Bawaba"),
        ("dailymaverick-icj", datetime(2025, 5, 3, 5, 0), 1600, "Daily Maverick"),
        ("euronews-venezuela-oil", datetime(2026, 1, 6, 12, 55), 1200, "euronews"),
        ("japannews-leaders-debate", datetime(2024, 10, 13, 8, 41), 680, "The Japan News"),
        ("apnews-mexico-gdp", datetime(2023, 4, 28, 17, 40), 120, "AP News"),
        ("malaymail-anwar-trips", datetime(2024, 11, 22, 8, 55), 360, "Malay Mail"),
    ],
)
def test_articles_real_page_gives_its_article(
    name: str, published_at: datetime, words: int, site: str
) -> None:
    article = parsed(f"{name}.html").article
    assert article is not None
    assert article["published_at"].replace(second=0) == published_at
    assert article["word_count"] == pytest.approx(words, rel=0.15)
    assert article["canonical_url"].startswith("https://")
    assert len(article["title"].split()) > 4
    assert site.casefold() not in article["title"].casefold()


def test_articles_real_page_in_french_is_refused() -> None:
    assert parsed("dw-french.html").document["outcome"] == "unsupported_language"


@pytest.mark.parametrize(
    ("name", "items", "outcomes"),
    [
        ("guardian.rss", 55, {"not_an_article"}),
        ("encoding.rss", 40, {"unsupported_language", "not_an_article", "empty"}),
        ("heise-german.atom", 15, {"unsupported_language", "not_an_article"}),
    ],
)
def test_articles_real_feed_gives_its_items(name: str, items: int, outcomes: set[str]) -> None:
    found = [
        parse_document(raw_row(each, datetime(2026, 2, 1)), date(2015, 1, 1)).document
        for each in documents_in(FOLDER / name, name, 20_000_000)
    ]
    assert found[0]["reason"] == f"feed, {items} items"
    assert len(found) == items + 1
    assert {document["outcome"] for document in found} == outcomes
    assert all(document["url"].startswith("http") for document in found[1:])
    dated = [document for document in found[1:] if document["outcome"] != "empty"]
    assert all(document["published_date"] for document in dated)


def test_articles_real_feed_keeps_its_letters() -> None:
    from orchestration.collect.feed_entries import read_feed

    feed = read_feed((FOLDER / "encoding.rss").read_bytes())
    titles = " ".join(entry.title for entry in feed.entries)
    assert "�" not in titles
    assert "ã" in titles
    assert "ç" in titles
