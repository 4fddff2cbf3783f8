"""Records: what a line of a `.jsonl` may be, and why it is refused."""

import pytest

from orchestration.collect.records import InvalidRecordError, read_record


def test_collect_record_gives_the_fields_that_are_there() -> None:
    line = '\ufeff{"text": "Talks.", "title": null, "published": "2024-01-09", "n": 1e999}'
    assert read_record(line.encode()) == {"text": "Talks.", "published": "2024-01-09"}


def test_collect_record_takes_long_numbers_where_no_text_is_asked() -> None:
    line = '{"id": ' + "9" * 10_000 + ', "text": "Talks."}'
    assert read_record(line.encode()) == {"text": "Talks."}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "no JSON"),
        (b'{"text": ', "no JSON"),
        (b'{"text": "a\x00b"}', "no JSON"),
        (b'{"text": "a"} {"text": "b"}', "no JSON"),
        (b'{"text": "a", "x": NaN}', "NaN"),
        (b'{"text": "a", "x": -Infinity}', "-Infinity"),
        (b'{"text": "a", "text": "b"}', "the field text stands twice"),
        (b'{"text": "a", "x": {"y": 1, "y": 2}}', "the field y stands twice"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"x": ' * 100_000, "nested too deep"),
        (b"[]", "object"),
        (b"null", "object"),
        (b"{}", "the field text is missing"),
        (b'{"text": null}', "the field text is missing"),
        (b'{"text": 1}', "the field text is not a string"),
        (b'{"text": "a", "published": 20240109}', "the field published is not a string"),
        (b'{"text": "a", "source": ["b"]}', "the field source is not a string"),
        (b'{"text": "a", "url": {}}', "the field url is not a string"),
        ('{"text": "Tomé"}'.encode("latin-1"), "not UTF-8 from byte 14 on"),
    ],
)
def test_collect_what_is_no_record_says_why(line: bytes, reason: str) -> None:
    with pytest.raises(InvalidRecordError, match=reason):
        read_record(line)
