"""Header lines, slugs, addresses, encodings."""

import pytest

from orchestration.collect.encoding import decode
from orchestration.collect.headers import (
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


@pytest.mark.parametrize(
    "text",
    [
        "Talks went on: nobody left.\n\nMore.",
        "Title: Talks\nand a line that is none\n\nBody",
        "Title: no blank line follows",
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
    ["javascript:alert(1)", "ftp://a.example", "//a.example", "http:// a", "data:text/html,x", ""],
)
def test_collect_only_web_addresses_are_addresses(address: str) -> None:
    assert web_address(address) is None


def test_collect_controls_and_escape_sequences_are_taken_out() -> None:
    assert without_controls("\x1b[31mRed\x1b[0m\x00 \x07tab\tstays") == "Red tab\tstays"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Čaputová".encode(), "Čaputová"),
        ("Čaputová".encode("utf-8-sig"), "Čaputová"),
        ("Čaputová".encode("utf-16"), "Čaputová"),
        ("São Tomé".encode("latin-1"), "São Tomé"),
        ('<meta charset="iso-8859-2">Wałęsa'.encode("iso-8859-2"), "Wałęsa"),
    ],
)
def test_collect_decode(content: bytes, text: str) -> None:
    assert decode(content).endswith(text)
