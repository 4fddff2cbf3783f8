"""Bytes to text without guessing wildly."""

import re

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?([A-Za-z0-9_-]{2,30})""", re.I)


def decode(content: bytes) -> str:
    """The text: by byte order mark, as UTF-8, by a declared charset, else as Windows-1252.

    Windows-1252 holds ISO 8859-1 as it is used, and never fails here: the five bytes that it
    leaves open become U+FFFD.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(content[:4096])
    if declared:
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return content.decode("cp1252", errors="replace")
