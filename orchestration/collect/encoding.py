"""Bytes to text without guessing wildly, and what is no text at all."""

import codecs
import re
import unicodedata

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_-]{2,30})""", re.I)
# What a page may declare: the legacy encodings of the WHATWG Encoding Standard, by Python's names.
# As there, ISO 8859-1 is read as Windows-1252, which is what is tried last.
_LEGACY_ENCODINGS = frozenset(
    [f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)]
    + [f"cp{page}" for page in (866, 874, *range(1250, 1259))]
    + ["koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb2312", "gbk", "gb18030"]
    + ["big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "euc_kr"]
)
# How files of other kinds begin (source: the formats' own specifications).
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"PK\x03\x04", "a ZIP archive, as Office documents and e-books are"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
)
_BROKEN_SHARE = 0.25
_WIDE_SHARE = 0.4
_BINARY_SHARE = 0.02


def decode(content: bytes) -> str:
    """The text: by byte order mark, as UTF-8, by a declared charset, else as Windows-1252.

    UTF-16 shows without a mark too. Where UTF-8 is broken in few places, what is broken becomes
    U+FFFD. Windows-1252 never fails here: the five bytes that it leaves open become U+FFFD.
    """
    wide = unicode_form(content)
    if wide:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
    beyond_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    if text.count("\ufffd") <= _BROKEN_SHARE * beyond_ascii:
        return text
    declared = _DECLARED.search(content[:4096])
    if declared:
        try:
            encoding = codecs.lookup(declared[1].decode("ascii")).name
            if encoding in _LEGACY_ENCODINGS:
                return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return content.decode("cp1252", errors="replace")


def unicode_form(content: bytes) -> str | None:
    """The encoding that a byte order mark tells, or the zero bytes of UTF-16; None without them."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    half = min(len(content), 4096) // 2
    sample = content[: 2 * half]
    for offset, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[offset::2].count(0), sample[1 - offset :: 2].count(0)
        if zeros > _WIDE_SHARE * half and others <= _BINARY_SHARE * half:
            return encoding
    return None


def binary_kind(content: bytes) -> str | None:
    """What `content` is in words where it is no text (a PDF document, say), else None."""
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return kind
    text = decode(content)
    odd = [
        character
        for character in set(text)
        if character == "\ufffd"
        or (unicodedata.category(character) == "Cc" and character not in "\t\n\v\f\r\x1b\x85")
    ]
    share = sum(text.count(character) for character in odd) / max(1, len(text))
    return "no text in any encoding tried" if share > _BINARY_SHARE else None
