"""A round of the feeds: what is asked for, taken, left alone, and tried again."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from web import Page, Web, serving

from orchestration.articles.batch import parse_documents
from orchestration.collect.feed_list import EVERY, FeedsError, feeds_are_due, load_feeds
from orchestration.collect.feeds import FeedReport, collect_feeds
from orchestration.lakes import lake_files, read_rows
from orchestration.settings import Home, Settings
from orchestration.tables import ARTICLES, DOCUMENT_RECORDS, RAW_DOCUMENTS

NOW = datetime(2024, 1, 10, 8)
STORY = (
    "Officials of the two ministries met on Tuesday in the port to talk about licences for the "
    "boats of both sides, and agreed to meet again when the season opens in March. "
)


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


@pytest.fixture
def settings(home: Home) -> Settings:
    return Settings(home=home.path)


def page(text: str = STORY) -> Page:
    body = f"<html><head><title>Boats</title></head><body><article><p>{text * 3}</p></article>"
    return Page(f"{body}</body></html>".encode(), headers={"Content-Type": "text/html"})


def item(link: str, title: str = "Boats", text: str = "Boats again.", day: str = "09") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>Tue, {day} Jan 2024 10:00:00 GMT</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
    )


def feed(*items: str, etag: str | None = None) -> Page:
    body = f"<rss version='2.0'><channel><title>Wire</title>{''.join(items)}</channel></rss>"
    return Page(body.encode(), headers={"ETag": etag} if etag else {})


def list_feeds(home: Home, *urls: str) -> None:
    feeds = "".join(
        f"  - {{name: Feed {number}, url: '{url}', country: KEN, kind: agency, terms: own use}}\n"
        for number, url in enumerate(urls, start=1)
    )
    home.feeds_file.write_text(f"contact: desk@analyst.example\nfeeds:\n{feeds}")


def collect(home: Home, settings: Settings, web: Web, now: datetime = NOW) -> FeedReport:
    return collect_feeds(home, settings, now, network=web.network)


def latest_documents(home: Home, settings: Settings) -> list[dict[str, Any]]:
    """Each document as it ended, but for those that gave way to another."""
    parse_documents(home, settings)
    rows = read_rows(lake_files(home.documents, DOCUMENT_RECORDS), DOCUMENT_RECORDS)
    latest = {row["document_id"]: row for row in sorted(rows, key=lambda row: row["retrieved_at"])}
    return [row for row in latest.values() if row["outcome"] != "duplicate"]


def outcomes(home: Home, settings: Settings) -> dict[str, tuple[str, str]]:
    """What became of each address, by the end of it."""
    return {
        row["url"].rpartition("/")[2]: (row["outcome"], row["reason"] or "")
        for row in latest_documents(home, settings)
    }


def articles(home: Home) -> list[dict[str, Any]]:
    return read_rows(lake_files(home.articles, ARTICLES), ARTICLES)


def test_collect_feeds_takes_linked_pages_with_the_feed_s_date(
    home: Home, settings: Settings, web: Web
) -> None:
    list_feeds(home, web.url("/feed"))
    web.pages |= {"/feed": feed(item(web.url("/boats"))), "/boats": page()}
    report = collect(home, settings, web)
    assert (report.feeds, report.new_documents, report.failures) == (1, 2, ())
    assert outcomes(home, settings) == {
        "feed": ("not_an_article", "feed, 1 item"),
        "boats": ("article", ""),
    }
    (article,) = articles(home)
    assert article["published_at"] == datetime(2024, 1, 9, 10)
    assert article["published_at_basis"] == "feed"
    assert (article["title"], article["source_id"]) == ("Boats", "feed-1")
    raw = read_rows(lake_files(home.raw, RAW_DOCUMENTS), RAW_DOCUMENTS)
    assert {row["source_country"] for row in raw} == {"KEN"}


def test_collect_feeds_fetches_nothing_twice(home: Home, settings: Settings, web: Web) -> None:
    list_feeds(home, web.url("/feed"))
    web.pages |= {"/feed": feed(item(web.url("/boats")), etag='"1"'), "/boats": page()}
    collect(home, settings, web)
    report = collect(home, settings, web, NOW + EVERY)
    assert (report.unchanged, report.new_documents) == (1, 0)
    web.pages["/feed"] = feed(item(web.url("/boats")), item(web.url("/nets")), etag='"2"')
    web.pages["/nets"] = page("Nets. " + STORY)
    report = collect(home, settings, web, NOW + 2 * EVERY)
    assert (report.unchanged, report.new_documents) == (0, 2)
    assert web.asked() == ["/feed", "/boats", "/feed", "/feed", "/nets"]


def test_collect_feeds_fetches_a_changed_entry_again(
    home: Home, settings: Settings, web: Web
) -> None:
    list_feeds(home, web.url("/feed"))
    web.pages |= {"/feed": feed(item(web.url("/boats"))), "/boats": page()}
    collect(home, settings, web)
    web.pages |= {
        "/feed": feed(item(web.url("/boats"), title="Boats (corrected)")),
        "/boats": page("Corrected. " + STORY),
    }
    collect(home, settings, web, NOW + EVERY)
    assert web.asked().count("/boats") == 2
    parse_documents(home, settings)
    assert len(articles(home)) == 2


def test_collect_feeds_takes_a_whole_entry_and_leaves_its_page_alone(
    home: Home, settings: Settings, web: Web
) -> None:
    list_feeds(home, web.url("/feed"))
    whole = f"<p>{STORY * 2}</p><script>alert(1)</script><p>{STORY}</p>"
    web.pages["/feed"] = feed(item(web.url("/boats"), text=whole))
    collect(home, settings, web)
    assert outcomes(home, settings)["boats"] == ("article", "")
    assert web.asked() == ["/feed"]
    assert articles(home)[0]["word_count"] == len((STORY * 3).split())


def test_collect_feeds_tries_again_what_may_pass(home: Home, settings: Settings, web: Web) -> None:
    list_feeds(home, web.url("/feed"))
    web.pages |= {
        "/feed": feed(item(web.url("/busy")), item(web.url("/gone"))),
        "/busy": Page(status=503),
        "/gone": Page(status=410),
    }
    collect(home, settings, web)
    failed = outcomes(home, settings)
    assert failed["busy"] == ("fetch_failed", "it answered 503 Service Unavailable")
    assert failed["gone"] == ("fetch_failed", "it answered 410 Gone")
    assert collect(home, settings, web, NOW + EVERY).new_documents == 0
    web.pages["/busy"] = page()
    collect(home, settings, web, NOW + 2 * EVERY)
    assert (web.asked().count("/busy"), web.asked().count("/gone")) == (3, 1)
    assert outcomes(home, settings)["busy"] == ("article", "")


def test_collect_feeds_a_feed_that_fails_after_it_came_has_failed_again(
    home: Home, settings: Settings, web: Web
) -> None:
    list_feeds(home, web.url("/feed"))
    working, broken = feed(item(web.url("/boats"))), Page(status=500)
    web.pages["/boats"] = page()
    seen = []
    for number, answer in enumerate([broken, working, broken, working]):
        web.pages["/feed"] = answer
        collect(home, settings, web, NOW + number * EVERY)
        seen.append("fetch_failed" in {row["outcome"] for row in latest_documents(home, settings)})
    assert seen == [True, False, True, False]


def test_collect_feeds_of_one_host_are_asked_one_after_the_other(
    home: Home, settings: Settings, web: Web
) -> None:
    list_feeds(home, web.url("/one"), web.url("/two"))
    for path in ("/one", "/two"):
        links = [f"{path}-{number}" for number in range(3)]
        web.pages[path] = feed(*[item(web.url(link)) for link in links])
        web.pages[path].wait_seconds = 0.05
        for link in links:
            web.pages[link] = page(link)
            web.pages[link].wait_seconds = 0.02
    assert collect(home, settings, web).new_documents == 8
    assert web.most_at_a_time == 1


def test_collect_feeds_never_leave_the_public_web(home: Home, settings: Settings, web: Web) -> None:
    list_feeds(home, web.url("/feed"), "http://10.0.0.1/feed")
    web.pages["/feed"] = feed(
        item("file:///etc/passwd", text=f"<p>{STORY * 4}</p>"),
        item("http://169.254.169.254/secret"),
        item("javascript:alert(1)"),
    )
    report = collect(home, settings, web)
    assert [name for name, _ in report.failures] == ["Feed 2"]
    parse_documents(home, settings)
    rows = read_rows(lake_files(home.documents, DOCUMENT_RECORDS), DOCUMENT_RECORDS)
    assert sorted(row["outcome"] for row in rows) == ["not_an_article", *["refused_address"] * 4]
    assert all("file:" not in row["url"] and "javascript:" not in row["url"] for row in rows)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html><body>no feed</body></html>", "it is no RSS or Atom feed"),
        (b"", "it is no RSS or Atom feed"),
        (
            b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;']><rss version='2.0'/>",
            "it declares XML entities of its own, and is not read",
        ),
    ],
)
def test_collect_feeds_that_are_none_say_so(
    home: Home, settings: Settings, web: Web, body: bytes, reason: str
) -> None:
    list_feeds(home, web.url("/feed"))
    web.pages["/feed"] = Page(body)
    assert collect(home, settings, web).failures == (("Feed 1", reason),)


def test_collect_feeds_entries_of_other_times_are_out_of_range(
    home: Home, settings: Settings, web: Web
) -> None:
    list_feeds(home, web.url("/feed"))
    entries = [
        item(web.url(f"/{year}")).replace("Jan 2024", f"Jan {year}") for year in (1970, 2099)
    ]
    web.pages |= {"/feed": feed(*entries), "/1970": page(), "/2099": page("Later. " + STORY)}
    collect(home, settings, web)
    found = outcomes(home, settings)
    assert (found["1970"][0], found["2099"][0]) == ("out_of_range", "out_of_range")


def test_collect_feeds_other_kinds_are_not_taken(home: Home, settings: Settings, web: Web) -> None:
    list_feeds(home, web.url("/feed"))
    web.pages |= {
        "/feed": feed(item(web.url("/report"))),
        "/report": Page(b"%PDF-1.7", headers={"Content-Type": "application/pdf"}),
    }
    collect(home, settings, web)
    assert outcomes(home, settings)["report"] == ("unreadable", "its kind is not taken")


def test_collect_feeds_are_due_every_quarter_of_an_hour(
    home: Home, settings: Settings, web: Web
) -> None:
    assert not feeds_are_due(home, NOW)
    list_feeds(home, web.url("/feed"))
    assert feeds_are_due(home, NOW)
    web.pages["/feed"] = feed()
    collect(home, settings, web)
    assert not feeds_are_due(home, NOW + EVERY - timedelta(seconds=1))
    assert feeds_are_due(home, NOW + EVERY)


def test_collect_feeds_file_of_comments_names_no_feed(tmp_path: Path) -> None:
    file = tmp_path / "feeds.yml"
    file.write_text("# feeds:\n")
    assert load_feeds(file) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("feeds: [", "while parsing"),
        ("contact: desk@analyst.example\nfeeds: []", "feeds: "),
        ("feeds: [{name: A, url: 'https://a.example', kind: agency, terms: x}]", "contact: "),
        (
            "contact: desk@analyst.example\n"
            "feeds: [{name: A, url: 'file:///a', kind: agency, terms: x}]",
            "feeds.0.url: ",
        ),
        (
            "contact: desk@analyst.example\nfeeds:\n"
            "- {name: A, url: 'https://a.example', kind: agency, terms: x}\n"
            "- {name: A, url: 'https://b.example', kind: agency, terms: x}\n",
            "the name 'A' stands twice",
        ),
        ('contact: "desk\\r\\nX: y"\nfeeds: []', "contact: "),
        ("- https://a.example", "'feeds:'"),
    ],
)
def test_collect_feeds_file_that_is_not_understood_says_where(
    tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "feeds.yml"
    file.write_text(text)
    with pytest.raises(FeedsError, match=r"feeds\.yml") as caught:
        load_feeds(file)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
