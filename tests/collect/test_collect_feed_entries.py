"""Feeds, e-mails and arrays of records as files: what they hold, and what is broken about them."""

import json
from pathlib import Path

import pytest

from orchestration.collect.feed_entries import MOST_ENTRIES, NoFeedError, entry_of, read_feed
from orchestration.collect.files import FEED, ITEM, MAIL, FoundDocument, documents_in
from orchestration.collect.mail import NoMailError, read_mail
from orchestration.collect.records import InvalidRecordError, split_objects

WHOLE = "<p>" + "Boats came back to the port in the evening, and the talks went on. " * 8 + "</p>"
ATOM = f"""\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Port news</title>
<entry><title>Nets</title><link href="https://port.example/nets"/><id>1</id>
<author><name>Ana Sól</name></author><published>2024-01-09T08:00:00+03:00</published>
<summary>Nets are dear.</summary><content type="html"><![CDATA[{WHOLE}]]></content></entry>
<entry><title>Ice &amp; salt</title><link href="https://port.example/ice"/><id>2</id>
<updated>2024-01-09T09:00:00Z</updated><summary>Ice is dear, too.</summary></entry></feed>
"""
MAIL_TEXT = """\
From: =?utf-8?q?Port_News_=28sample=29?= <desk@port.example>
To: readers@port.example
Date: Tue, 09 Jan 2024 18:30:00 +0300
Subject: =?utf-8?q?Nets=2C_r=C3=B6pes_and?=
 ice
Archived-At: <https://port.example/mail/1>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

The boats came b=
ack.

The talks went on.
--x
Content-Type: text/html

<p>Another wording.</p>
--x--
"""


def files(tmp_path: Path, name: str, content: str | bytes) -> list[FoundDocument]:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return documents_in(file, name, 100_000)


def test_collect_feed_file_is_a_document_and_so_is_each_entry(tmp_path: Path) -> None:
    feed, nets, ice = files(tmp_path, "port.xml", ATOM)
    assert (feed.content_type, feed.refused_outcome, feed.refused_reason) == (
        FEED,
        "not_an_article",
        "feed, 2 items",
    )
    assert [each.content_type for each in (nets, ice)] == [ITEM, ITEM]
    assert (nets.said.source_name, nets.said.url) == ("Port news", "https://port.example/nets")
    entry = entry_of(nets.content or b"")
    assert (entry.title, entry.byline, entry.is_whole) == ("Nets", "Ana Sól", True)
    assert entry.published == "2024-01-09T08:00:00+03:00"
    teaser = entry_of(ice.content or b"")
    assert (teaser.title, teaser.published, teaser.is_whole) == (
        "Ice & salt",
        "2024-01-09T09:00:00Z",
        False,
    )


def test_collect_feed_entry_is_the_same_whatever_stands_around_it(tmp_path: Path) -> None:
    _, *both = files(tmp_path, "both.xml", ATOM)
    alone = ATOM[: ATOM.index("<entry>")] + ATOM[ATOM.rindex("<entry>") :]
    _, ice = files(tmp_path, "alone.xml", alone)
    assert ice.sha256 == both[1].sha256


def test_collect_long_text_that_ends_in_a_link_is_a_teaser() -> None:
    more = WHOLE.replace("</p>", ' <a href="https://port.example/nets">Read on</a></p>')
    (entry, _) = read_feed(ATOM.replace(WHOLE, more).encode()).entries
    assert not entry.is_whole


def test_collect_broken_feed_is_read_as_far_as_it_goes() -> None:
    feed = read_feed(ATOM[: ATOM.index("<summary>Ice")].encode())
    assert [entry.title for entry in feed.entries] == ["Nets", "Ice & salt"]
    assert feed.summary.startswith("feed, 2 items; broken: ")


def test_collect_feed_of_too_many_entries_is_cut() -> None:
    items = "<item><title>x</title></item>" * (MOST_ENTRIES + 3)
    feed = read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    assert (len(feed.entries), feed.trouble) == (MOST_ENTRIES, "3 more were left out")


@pytest.mark.parametrize("opening", ["<a>", "<![CDATA[" + "<div>", "&lt;div&gt;"])
def test_collect_deeply_nested_feed_ends(opening: str) -> None:
    nested = f"<rss version='2.0'><channel><item><description>{opening * 100_000}"
    feed = read_feed(nested.encode())
    assert len(feed.entries) == 1


def test_collect_feed_takes_nothing_from_other_files() -> None:
    said = "<!DOCTYPE rss [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><rss version='2.0'/>"
    with pytest.raises(NoFeedError, match="entities"):
        read_feed(said.encode())


def test_collect_mail_gives_its_text_sender_and_day(tmp_path: Path) -> None:
    mail = read_mail(MAIL_TEXT.encode())
    assert mail.text.split("\n\n")[0].split() == ["The", "boats", "came", "back."]
    assert (mail.subject, mail.sender) == ("Nets, röpes and ice", "Port News (sample)")
    assert mail.sent == "Tue, 09 Jan 2024 18:30:00 +0300"
    (found,) = files(tmp_path, "a.eml", MAIL_TEXT)
    assert (found.content_type, found.said.source_name) == (MAIL, "Port News (sample)")
    assert found.said.url == "https://port.example/mail/1"


def test_collect_mail_without_plain_text_gives_that_of_its_page() -> None:
    page = "Subject: Nets\nContent-Type: text/html\n\n<p>One.</p><style>p {}</style><p>Two.</p>"
    assert read_mail(page.encode()).text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("no mail at all", "none of the header lines"),
        ("Subject: x\nContent-Type: image/png\n\nabc", "no text"),
    ],
)
def test_collect_mail_that_is_none_says_so(content: str, reason: str) -> None:
    with pytest.raises(NoMailError, match=reason):
        read_mail(content.encode())


@pytest.mark.parametrize(
    "content",
    [
        '[{"text": "a"}, {"text": "b\\n"}]',
        '{"text": "a"}\n{"text": "b\\n"}',
        '\ufeff [\n{"text": "a"} ,\t{"text": "b\\n"}\n]\n',
    ],
)
def test_collect_json_file_gives_its_records(tmp_path: Path, content: str) -> None:
    found = files(tmp_path, "a.json", content)
    assert [each.content for each in found] == [b'{"text": "a"}', b'{"text": "b\\n"}']
    line = files(tmp_path, "a.jsonl", '{"text": "a"}\n')
    assert found[0].sha256 == line[0].sha256


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ("[", "invalid_record"),
        ('[{"text": "a"}', "invalid_record"),
        ('[{"text": "a"} {"text": "b"}]', "invalid_record"),
        ('[{"text": "a"}] more', "invalid_record"),
        ("[]", "empty"),
        ("[" * 100_000, "invalid_record"),
    ],
)
def test_collect_json_file_that_is_none_says_so(tmp_path: Path, content: str, outcome: str) -> None:
    (found,) = files(tmp_path, "a.json", content)
    assert found.refused_outcome == outcome
    assert found.refused_reason


def test_collect_records_of_another_coding_are_refused() -> None:
    with pytest.raises(InvalidRecordError, match="not UTF-8"):
        split_objects(json.dumps({"text": "é"}, ensure_ascii=False).encode("latin-1"))
