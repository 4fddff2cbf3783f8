"""Records: JSON objects, read strictly, since a guess would be an article of its own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

FIELDS = ("text", "title", "published", "byline", "source", "source_country", "url")


class InvalidRecordError(Exception):
    """A line that is no record; the message says why."""


def read_record(content: bytes) -> dict[str, str]:
    """The fields of a record that are given; other names are passed over.

    Raises:
        InvalidRecordError: no JSON in UTF-8, no object, a name that stands twice, a field that is
            not a string, or no text.
    """
    with _refused_where_no_json():
        record = json.loads(
            content.decode("utf-8-sig"),
            object_pairs_hook=_without_repetition,
            parse_constant=_refuse_constant,
            parse_int=float,  # no field is a number, and a long one is refused by int
        )
    if not isinstance(record, dict):
        raise InvalidRecordError("a record is a JSON object with a text")
    said = {name: record[name] for name in FIELDS if record.get(name) is not None}
    for name, value in said.items():
        if not isinstance(value, str):
            raise InvalidRecordError(f"the field {name} is not a string")
    if "text" not in said:
        raise InvalidRecordError("the field text is missing")
    return said


def split_objects(content: bytes) -> list[bytes]:
    """The records of a `.json`: the elements of an array, or objects one after the other.

    Each keeps its bytes, so that it is the same document as the same record in a `.jsonl`.

    Raises:
        InvalidRecordError: no JSON in UTF-8.
    """
    with _refused_where_no_json():
        text = content.decode("utf-8-sig").strip()
        return [text[start:end].encode() for start, end in _spans(text)]


@contextmanager
def _refused_where_no_json() -> Iterator[None]:
    """Say in one line why bytes are no JSON."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise InvalidRecordError(f"not UTF-8 from byte {error.start + 1} on") from error
    except RecursionError as error:
        raise InvalidRecordError("no JSON that is taken: nested too deep") from error
    except ValueError as error:
        raise InvalidRecordError(f"no JSON: {error}") from error


def _spans(text: str) -> Iterator[tuple[int, int]]:
    decoder = json.JSONDecoder(parse_int=float)
    is_array = text.startswith("[")
    place = _after_space(text, 1 if is_array else 0)
    while place < len(text) and not (is_array and text[place] == "]"):
        _, end = decoder.raw_decode(text, place)
        yield place, end
        place = _after_space(text, end)
        if is_array and text[place : place + 1] == ",":
            place = _after_space(text, place + 1)
        elif is_array and text[place : place + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' or ']'", text, place)
    if is_array and text[place:] != "]":
        raise json.JSONDecodeError("Expecting nothing after the array", text, place)


def _after_space(text: str, place: int) -> int:
    while place < len(text) and text[place] in " \t\r\n":
        place += 1
    return place


def _without_repetition(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for name, value in pairs:
        if name in record:
            raise InvalidRecordError(f"the field {name} stands twice")
        record[name] = value
    return record


def _refuse_constant(name: str) -> None:
    raise InvalidRecordError(f"no JSON: {name} is no JSON number")
