"""Bytes to text, and bytes that are none."""

import gzip
import io
import zipfile

import pytest

from orchestration.collect.encoding import binary_kind, decode, unicode_form

TEXT = "President Čaputová said that the talks in São Tomé went on."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TEXT.encode(), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("utf-32"), TEXT),
        ("São Tomé".encode("latin-1"), "São Tomé"),
        ("It’s “so” – São".encode("cp1252"), "It’s “so” – São"),
        ("“É”, he said: é".encode("cp1252"), "“É”, he said: é"),
        (b"caf\x81", "caf\ufffd"),
    ],
)
def test_collect_bytes_become_text(content: bytes, text: str) -> None:
    assert decode(content) == text


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("iso-8859-2", "iso-8859-2", "Wałęsa"),
        ("windows-1251", "cp1251", "Москва"),
        ("Shift_JIS", "shift_jis", "東京"),
        ("iso-8859-1", "cp1252", "It’s"),  # as browsers read it
        ("utf-8", "cp1252", "Tomé’s"),  # and it is not
        ("punycode", "cp1252", "é"),
        ("idna", "cp1252", "é"),
        ("unicode_escape", "cp1252", "\\ud800é"),
        ("rot13", "cp1252", "é"),
        ("nonsense", "cp1252", "é"),
    ],
)
def test_collect_declared_charsets_of_the_web_are_tried(
    charset: str, encoding: str, text: str
) -> None:
    head = f'<meta charset="{charset}">'.encode()
    assert decode(head + text.encode(encoding)).endswith(f">{text}")


def test_collect_broken_utf_8_is_still_utf_8() -> None:
    whole = "Tomé, Tomé, Tomé, Tomé, Tomé"
    assert decode(whole.encode()[:-1]) == whole[:-1] + "\ufffd"


@pytest.mark.parametrize("content", [b"", b"\x00", b"\x00\x00", b"plain", "Tomé".encode()])
def test_collect_most_bytes_have_no_wide_form(content: bytes) -> None:
    assert unicode_form(content) is None


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("a.txt", TEXT * 20)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj", "PDF"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "JPEG"),
        (archive(), "ZIP"),
        (gzip.compress(TEXT.encode()), "gzip"),
        (b"{\\rtf1 Talks}", "RTF"),
        (bytes(range(256)) * 8, "no text"),
        (b"\x7fELF" + b"\x00" * 100, "no text"),
    ],
)
def test_collect_what_is_no_text_is_named(content: bytes, kind: str) -> None:
    assert kind in (binary_kind(content) or "")


@pytest.mark.parametrize(
    "content", [b"", TEXT.encode(), TEXT.encode("utf-16"), TEXT.encode() + b"\x00", b"\t\r\n\x0c"]
)
def test_collect_text_is_no_binary(content: bytes) -> None:
    assert binary_kind(content) is None
