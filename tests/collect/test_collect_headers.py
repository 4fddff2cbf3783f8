"""Header lines, slugs, addresses, lines fit to be shown."""

import pytest

from orchestration.collect.headers import (
    clean_line,
    source_slug,
    split_headers,
    web_address,
    without_controls,
)


def test_collect_headers_are_taken_in_any_order_up_to_the_blank_line() -> None:
    split = split_headers(
        "url: https://a.example/1\nTitle: Talks\nDATE: 2024-01-09\n\nBody: stays."
    )
    assert split.headers == {
        "url": "https://a.example/1",
        "title": "Talks",
        "date": "2024-01-09",
    }
    assert split.body == "Body: stays."


def test_collect_headers_may_follow_blank_lines_and_stand_among_others() -> None:
    split = split_headers("\ufeff\n \nAuthor: A. Writer\nNews ID: 7\nDate: 2024-01-09\r\n\r\nBody")
    assert split.headers == {"date": "2024-01-09"}
    assert split.body == "Body"


def test_collect_first_of_two_headers_counts() -> None:
    assert split_headers("Title: One\nTitle: Two\n\nBody").headers == {"title": "One"}


@pytest.mark.parametrize(
    "text",
    [
        "Talks went on: nobody left.\n\nMore.",
        "Title: Talks\nand a line that is none\n\nBody",
        "Title: no blank line follows",
        "Minister: we will go on.\nReporter: until when?\n\nMore.",
        "Title: Talks\n" + "Note: x\n" * 20 + "\nBody",
        "",
    ],
)
def test_collect_headers_need_a_block_of_nothing_else(text: str) -> None:
    split = split_headers(text)
    assert split.headers == {}
    assert split.body == text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Sample Wire", "sample-wire"),
        ("Le Monde (Paris)", "le-monde-paris"),
        ("L’Équipe", "lequipe"),
        ("東京", "inbox"),
    ],
)
def test_collect_source_slug(name: str, slug: str) -> None:
    assert source_slug(name) == slug


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.example",
        "//a.example",
        "https://",
        "http:// a",
        "https://a.example/x y",
        'https://a.example/"><script>',
        "https://a.example/\u202egpj",
        "https://a.example/\u200bx",
        "https://a.example/\x1b[31m",
        "https://a.example/\ud800",
        "https://name:password@a.example/",
        "https://a.example/" + "x" * 2000,
        "",
        None,
    ],
)
def test_collect_what_can_not_stand_as_a_link_is_no_address(address: str | None) -> None:
    assert web_address(address) is None


@pytest.mark.parametrize(
    "address",
    ["https://a.example", "HTTP://a.example:8080/x?y=1&z=@#part", "https://a.example/ニュース"],
)
def test_collect_web_addresses_are_kept(address: str) -> None:
    assert web_address(f" {address}\n") == address


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("\x1b[31mRed\x1b[0m\x00 \x07tab\tstays", "Red tab stays"),
        ("\x1b]8;;https://a.example\x1b\\link\x1b]8;;\x1b\\ \x1b]0;window\x07here", "link here"),
        ("\x9b31mone\x9b0m \x90string\x9ctwo", "one two"),
        ("\x1b[999 \x1b[ \x1b", "999"),
        ("one\u202etwo\u2066 th\u200bree\u00ad \ufeff\u200d\U000e0041four", "onetwo three four"),
        ("page\x0cbreak\x85line\u2028paragraph\u2029end", "page break line paragraph end"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("São Tomé – “東京” 👍🏽", "São Tomé – “東京” 👍🏽"),
    ],
)
def test_collect_lines_hold_only_what_is_seen(text: str, line: str) -> None:
    assert clean_line(text) == line


def test_collect_tabs_and_line_ends_are_no_controls() -> None:
    assert without_controls("a\tb\r\nc") == "a\tb\r\nc"


def test_collect_long_spaces_in_a_header_take_no_time() -> None:
    text = "Title: x" + " " * 500_000 + "y\n\nBody"
    assert split_headers(text).headers["title"].endswith("y")
