"""What is fetched, what is refused, and which failures may pass."""

import gzip
from collections.abc import Iterator

import httpcore
import pytest
from web import Page, Web, serving

from orchestration.collect import fetching
from orchestration.collect.fetching import (
    Fetcher,
    FetchError,
    PublicNetwork,
    Validators,
    is_passing,
    is_public,
)

CONTACT = "desk@analyst.example"


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as web:
        yield web


def fetch(web: Web, url: str, validators: Validators = fetching.NOTHING_KNOWN) -> fetching.Fetched:
    with Fetcher(CONTACT, 10_000, web.network) as fetcher:
        return fetcher.fetch(url, "text/html", validators)


def failure(web: Web, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetch(web, url)
    return caught.value


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1"),
        "no address",
    ],
)
def test_collect_addresses_of_private_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_collect_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_collect_fetches_a_page_and_says_who_asks(web: Web) -> None:
    web.pages["/a"] = Page(b"<p>Talks.</p>", headers={"Content-Type": "text/html", "ETag": '"1"'})
    answer = fetch(web, web.url("/a"))
    assert (answer.content, answer.content_type, answer.etag) == (
        b"<p>Talks.</p>",
        "text/html",
        '"1"',
    )
    ((_, headers),) = web.requests
    assert headers["user-agent"].startswith("Demarche/")
    assert CONTACT in headers["user-agent"]


def test_collect_asks_only_for_what_has_changed(web: Web) -> None:
    web.pages["/a"] = Page(b"<p>Talks.</p>", headers={"ETag": '"1"'})
    known = Validators('"1"', "Mon, 08 Jan 2024 10:00:00 GMT")
    assert fetch(web, web.url("/a"), known).is_unchanged
    ((_, headers),) = web.requests
    assert headers["if-modified-since"] == known.last_modified


def test_collect_follows_redirects_within_bounds(web: Web) -> None:
    web.pages["/old"] = Page(status=301, headers={"Location": "/new"})
    web.pages["/new"] = Page(b"here")
    web.pages["/round"] = Page(status=302, headers={"Location": "/round"})
    answer = fetch(web, web.url("/old"))
    assert (answer.url, answer.content) == (web.url("/new"), b"here")
    error = failure(web, web.url("/round"))
    assert (error.outcome, error.is_passing) == ("fetch_failed", False)
    assert web.asked().count("/round") == fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://169.254.169.254/latest/meta-data",
        "http://10.0.0.1/",
        "http://2130706433/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "gopher://127.0.0.1:70/",
    ],
)
def test_collect_never_goes_to_a_private_address_first_or_later(web: Web, target: str) -> None:
    web.pages["/away"] = Page(status=302, headers={"Location": target})
    for url in (target, web.url("/away")):
        error = failure(web, url)
        assert (error.outcome, error.is_passing) == ("refused_address", False), error.reason
    assert web.asked() == ["/away"]


def test_collect_goes_to_the_address_that_was_checked() -> None:
    answers = iter([["10.0.0.7"], ["8.8.8.8"]])
    network = PublicNetwork(resolve=lambda host, port: next(answers))
    with pytest.raises(httpcore.ConnectError, match=r"news\.example is 10\.0\.0\.7"):
        network.connect_tcp("news.example", 80)


def test_collect_one_private_address_among_several_is_enough() -> None:
    network = PublicNetwork(resolve=lambda host, port: ["8.8.8.8", "192.168.0.2"])
    with pytest.raises(httpcore.ConnectError, match=r"192\.168\.0\.2"):
        network.connect_tcp("news.example", 80)


def test_collect_takes_no_more_bytes_than_are_allowed(web: Web) -> None:
    packed = gzip.compress(b"0" * 50_000_000)
    web.pages["/long"] = Page(b"0" * 10_001)
    web.pages["/packed"] = Page(packed, headers={"Content-Encoding": "gzip"})
    assert len(packed) < 100_000
    for path in ("/long", "/packed"):
        error = failure(web, web.url(path))
        assert (error.outcome, error.is_passing) == ("too_large", False)


@pytest.mark.parametrize(
    ("status", "passes"),
    [(404, False), (403, False), (410, False), (429, True), (408, True), (500, True), (503, True)],
)
def test_collect_failures_pass_or_stay(web: Web, status: int, passes: bool) -> None:
    web.pages["/a"] = Page(status=status)
    error = failure(web, web.url("/a"))
    assert (error.outcome, error.is_passing) == ("fetch_failed", passes)
    assert str(status) in error.reason


@pytest.mark.parametrize(
    ("outcome", "status", "passes"),
    [
        ("refused_address", None, False),
        ("too_large", None, False),
        ("fetch_failed", None, True),
        ("fetch_failed", 302, False),
        ("fetch_failed", 404, False),
        ("fetch_failed", 429, True),
        ("fetch_failed", 599, True),
    ],
)
def test_collect_one_place_says_what_passes(outcome: str, status: int | None, passes: bool) -> None:
    assert is_passing(outcome, status) is passes
    assert FetchError(outcome, "why", status).is_passing is passes


def test_collect_gives_up_on_a_server_that_does_not_answer(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "READ_SECONDS", 0.05)
    web.pages["/slow"] = Page(b"late", wait_seconds=0.5)
    error = failure(web, web.url("/slow"))
    assert (error.outcome, error.is_passing) == ("fetch_failed", True)


def test_collect_gives_up_on_what_does_not_end(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE_SECONDS", -1.0)
    web.pages["/drops"] = Page(b"some of it")
    error = failure(web, web.url("/drops"))
    assert (error.outcome, error.is_passing) == ("fetch_failed", True)


def test_collect_what_breaks_off_may_pass(web: Web) -> None:
    web.pages["/cut"] = Page(b"some", headers={"Content-Length": "400", "Connection": "close"})
    web.pages["/bad"] = Page(b"no gzip", headers={"Content-Encoding": "gzip"})
    for path in ("/cut", "/bad"):
        error = failure(web, web.url(path))
        assert (error.outcome, error.is_passing) == ("fetch_failed", True)


def test_collect_names_without_an_address_may_get_one() -> None:
    with Fetcher(CONTACT, 10_000) as fetcher, pytest.raises(FetchError) as caught:
        fetcher.fetch("http://no-such-host.invalid/", "text/html")
    assert (caught.value.outcome, caught.value.is_passing) == ("fetch_failed", True)
