"""Every document ends as one row: an article, or an outcome with its reason."""

import csv
import json
from datetime import date, datetime
from typing import Any

import duckdb
import jinja2
import pytest
from wire_copy import BODY, FRENCH

from orchestration.articles.parse import parse_document
from orchestration.articles.published import parse_published
from orchestration.articles.sketch import sketch
from orchestration.articles.text import clean_text, dateline_of, word_count
from orchestration.modelling import DBT_PROJECT
from orchestration.tables import ARTICLES, DOCUMENT_RECORDS, OUTCOMES

START = date(2015, 1, 1)


def make_raw(content: bytes, content_type: str = "text/plain", **changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "document_id": "d1",
        "source_id": "wire",
        "source_name": "Wire",
        "source_country": None,
        "source_kind": None,
        "source_terms": None,
        "is_sample": False,
        "url": "https://wire.example/1",
        "retrieved_at": datetime(2024, 1, 10, 8),
        "content_type": content_type,
        "bytes": len(content),
        "sha256": "0" * 64,
        "given_published": None,
        "feed_published": None,
        "feed_title": None,
        "refused_outcome": None,
        "refused_reason": None,
        "content": content,
    }
    return row | changes


def record(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_articles_text_with_headers_is_an_article() -> None:
    text = f"Title: Talks on fish\nDate: 2024-01-09T22:00:00-05:00\nByline: A. Writer\n\n{BODY}"
    parsed = parse_document(make_raw(text.encode()), START)
    assert parsed.document["outcome"] == "article"
    assert parsed.article is not None
    assert set(parsed.article) == set(ARTICLES.column_names)
    assert set(parsed.document) == set(DOCUMENT_RECORDS.column_names)
    assert parsed.article["title"] == "Talks on fish"
    assert parsed.article["published_at"] == datetime(2024, 1, 10, 3)
    assert parsed.article["published_date"] == date(2024, 1, 10)
    assert parsed.article["published_local_date"] == date(2024, 1, 9)
    assert parsed.text == BODY


@pytest.mark.parametrize(
    ("raw", "outcome", "reason"),
    [
        pytest.param(make_raw(b""), "empty", "nothing", id="empty"),
        pytest.param(make_raw(b"Date: 2024-01-09\n\n \n"), "empty", "no text", id="headers-only"),
        pytest.param(make_raw(BODY.encode()), "undated", "demarche add --published", id="undated"),
        pytest.param(
            make_raw(f"Date: soon\n\n{BODY}".encode()), "undated", "'soon'", id="bad-date"
        ),
        pytest.param(
            make_raw(FRENCH.encode(), given_published="2024-01-09"),
            "unsupported_language",
            "fr",
            id="french",
        ),
        pytest.param(
            make_raw(b"Two words", given_published="2024-01-09"),
            "not_an_article",
            "2 of the 20 words",
            id="short",
        ),
        pytest.param(
            make_raw(BODY.encode(), given_published="2014-12-31"),
            "out_of_range",
            "2015-01-01",
            id="before-history",
        ),
        pytest.param(
            make_raw(BODY.encode(), given_published="2024-01-12"),
            "out_of_range",
            "2024-01-11",
            id="future",
        ),
        pytest.param(
            make_raw(record(title="x"), "application/json"), "invalid_record", "text", id="field"
        ),
        pytest.param(
            make_raw(record(text=1), "application/json"), "invalid_record", "string", id="kind"
        ),
        pytest.param(
            make_raw(b'{"text": ', "application/json"), "invalid_record", "no JSON", id="json"
        ),
        pytest.param(make_raw(b"[1]", "application/json"), "invalid_record", "object", id="list"),
        pytest.param(
            make_raw(bytes(range(256)) * 8, given_published="2024-01-09"),
            "unreadable",
            "no text in any encoding",
            id="binary",
        ),
        pytest.param(
            make_raw(b"%PDF-1.4 " + BODY.encode(), given_published="2024-01-09"),
            "unreadable",
            "a PDF document",
            id="pdf",
        ),
        pytest.param(
            make_raw(f"Date: 9999-12-31\n\n{BODY}".encode()),
            "out_of_range",
            "9999-12-31",
            id="far-future",
        ),
        pytest.param(
            make_raw(f"Date: 2024-02-30\n\n{BODY}".encode()), "undated", "'2024-02-30'", id="no-day"
        ),
        pytest.param(
            make_raw(f"Date: 04/02/2024\n\n{BODY}".encode()),
            "undated",
            "'04/02/2024'",
            id="ambiguous-day",
        ),
        pytest.param(
            make_raw(FRENCH.encode("latin-1")), "unsupported_language", "fr", id="french-latin-1"
        ),
        pytest.param(
            make_raw(f"Date: \ud800\x1b[1m\n\n{BODY}".encode(errors="surrogatepass")),
            "undated",
            "its date can't be read",
            id="date-that-is-no-text",
        ),
        pytest.param(
            make_raw(b"", refused_outcome="too_large", refused_reason="30 MB"),
            "too_large",
            "30 MB",
            id="too-large",
        ),
    ],
)
def test_articles_refused_documents_say_why(raw: dict[str, Any], outcome: str, reason: str) -> None:
    parsed = parse_document(raw, START)
    assert parsed.article is None
    assert parsed.document["outcome"] == outcome
    assert outcome in OUTCOMES
    assert reason in parsed.document["reason"]


def test_articles_latin_1_is_read() -> None:
    text = f"Date: 2024-01-09\n\n{BODY} The café in São Tomé stayed open.".encode("latin-1")
    parsed = parse_document(make_raw(text), START)
    assert parsed.text is not None
    assert parsed.text.endswith("café in São Tomé stayed open.")


def test_articles_what_is_not_seen_reaches_neither_title_nor_text() -> None:
    hidden = "\x1b[31m\x1b]0;alert\x07\x00\u202e\u200b\ud800"
    fields = {"title": f"Red{hidden}", "byline": f"A{hidden}", "text": f"{BODY}{hidden}"}
    parsed = parse_document(
        make_raw(record(published="2024-01-09", **fields), "application/json"), START
    )
    assert parsed.article is not None
    assert (parsed.article["title"], parsed.article["byline"]) == ("Red\ufffd", "A\ufffd")
    assert parsed.text == f"{BODY}\ufffd"


def test_articles_piled_marks_take_no_time() -> None:
    text = f"Date: 2024-01-09\n\n{BODY} e\u0301" + "\u0301\u0316" * 100_000
    parsed = parse_document(make_raw(text.encode()), START)
    assert parsed.text is not None
    assert len(parsed.text) < len(BODY) + 40
    assert clean_text("e\u0301") == "é"


def test_articles_parser_that_breaks_is_a_row_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_down(text: str) -> str:
        raise RuntimeError("broken \ud800\x1b[1m")

    monkeypatch.setattr("orchestration.articles.parse.language_of", break_down)
    parsed = parse_document(make_raw(f"Date: 2024-01-09\n\n{BODY}".encode()), START)
    assert parsed.document["outcome"] == "unreadable"
    assert parsed.document["reason"] == "the parser gave it up: RuntimeError: broken \ufffd"


@pytest.mark.parametrize("content", [b"\x00", b"\xff\xfe", b"{" * 5000, b"<" * 5000, b"\x80" * 99])
@pytest.mark.parametrize("content_type", ["text/plain", "text/html", "application/json"])
def test_articles_any_bytes_give_one_row_with_a_reason(content: bytes, content_type: str) -> None:
    parsed = parse_document(make_raw(content, content_type), START)
    assert parsed.document["outcome"] in OUTCOMES
    assert parsed.document["reason"]


@pytest.mark.parametrize(
    ("value", "country", "at", "local"),
    [
        ("2024-01-09", None, datetime(2024, 1, 9), date(2024, 1, 9)),
        ("2024-01-09T20:00:00Z", None, datetime(2024, 1, 9, 20), date(2024, 1, 9)),
        ("2024-01-09T20:00:00Z", "KOR", datetime(2024, 1, 9, 20), date(2024, 1, 10)),
        ("2024-01-09T02:00:00Z", "COL", datetime(2024, 1, 9, 2), date(2024, 1, 8)),
        ("2024-01-09T20:00:00Z", "RUS", datetime(2024, 1, 9, 20), date(2024, 1, 9)),
        ("2024-01-09T02:00:00+09:00", None, datetime(2024, 1, 8, 17), date(2024, 1, 9)),
        ("Tue, 09 Jan 2024 08:00:00 GMT", None, datetime(2024, 1, 9, 8), date(2024, 1, 9)),
        ("2024/01/09", None, datetime(2024, 1, 9), date(2024, 1, 9)),
        ("9 January 2024", None, datetime(2024, 1, 9), date(2024, 1, 9)),
        ("Jan. 9, 2024", None, datetime(2024, 1, 9), date(2024, 1, 9)),
        ("Tuesday, Sept 10, 2024", None, datetime(2024, 9, 10), date(2024, 9, 10)),
        ("Tue, 09 Jan 2024 22:00:00 -0500", None, datetime(2024, 1, 10, 3), date(2024, 1, 9)),
        ("2024-01-09 20:00", "KOR", datetime(2024, 1, 9, 20), date(2024, 1, 10)),
        ("9999-12-31", None, datetime(9999, 12, 31), date(9999, 12, 31)),
    ],
)
def test_articles_publication_times(
    value: str, country: str | None, at: datetime, local: date
) -> None:
    published = parse_published(value, country)
    assert published is not None
    assert (published.at, published.local_date) == (at, local)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "soon",
        "31 February 2024",
        "2024-W05",
        "2024-W05-3T10:00:00",
        "2024W05",
        "2024/01-09",
        "2024-02-30",
        "2024-13-01",
        "04/02/2024",
        "4.2.2024",
        "2024",
        "February 2024",
        "4 Feb 24",
        "12:30",
        "2024-01-09T25:00",
        "9999-12-31T23:59:59-12:00",
        "0001-01-01T00:00:00Z",
        "Tue, 09 Jan 2024 22:00:00 +99999999999999999999",
        "Tue, 09 Jan 99999 22:00:00 GMT",
        "x" * 200,
    ],
)
def test_articles_what_is_no_clear_date_is_none(value: str) -> None:
    assert parse_published(value, "VEN") is None


def resemblance(first: list[int], second: list[int]) -> float:
    """Of two sketches, as the models reckon it."""
    macro = (DBT_PROJECT / "macros" / "resemblance.sql").read_text("utf-8")
    query = jinja2.Template(macro + "SELECT {{ resemblance('f', 's') }}").render()
    columns = "(SELECT ?::UBIGINT[] AS f, ?::UBIGINT[] AS s)"
    ((share,),) = duckdb.execute(f"{query} FROM {columns}", [first, second]).fetchall()
    return float(share)


def test_articles_copies_resemble_each_other_and_other_stories_do_not() -> None:
    long = " ".join(f"{BODY} Point {n} of the agenda was the quota for boats." for n in range(4))
    copy = "GENEVA (Agency) — " + long.replace("a spokesman said", "a spokeswoman said")
    seed = DBT_PROJECT / "seeds" / "metric_parameters.csv"
    with seed.open(encoding="utf-8", newline="") as file:
        values = {row["parameter_name"]: row["parameter_value"] for row in csv.DictReader(file)}
    least = float(values["story_resemblance"])
    other = " ".join(f"The minister of energy opened plant {n} in the north." for n in range(30))
    assert resemblance(sketch(long), sketch(long)) == 1
    assert resemblance(sketch(long), sketch(copy)) >= least
    assert resemblance(sketch(long), sketch(other)) == 0
    assert sketch(long) == sorted(sketch(long))
    assert len(sketch(long)) == 16


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("SEOUL, Jan. 9 (Sample Wire) — The ministry said", "SEOUL, Jan. 9 (Sample Wire)"),
        ("BRASÍLIA, Jan. 25 (Morning Relay) — The ministers", "BRASÍLIA, Jan. 25 (Morning Relay)"),
        ("HANOI, Vietnam (AP) - The", "HANOI, Vietnam (AP)"),
        ("GENEVA -- Talks", "GENEVA"),
        ("The ministry - in Seoul - said", None),
        ("US - Cuba flights", None),
    ],
)
def test_articles_dateline(text: str, dateline: str | None) -> None:
    assert dateline_of(text) == dateline


def test_articles_paragraphs_are_parted_by_a_blank_line() -> None:
    assert clean_text("One\r\ntwo\r\n\r\n\r\nThree\u00a0four") == "One two\n\nThree four"
    assert clean_text("One\nTwo") == "One\n\nTwo"
    assert word_count("One — two, 3 …") == 3
