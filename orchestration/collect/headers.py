"""Header lines of a plain text, and the names of sources as slugs."""

import re
import unicodedata
from dataclasses import dataclass, field

HEADER_NAMES = ("date", "title", "source", "url", "byline", "country")
INBOX_SOURCE = "inbox"

_LINE = re.compile(r"^\s*([A-Za-z]+)\s*:\s*(.*?)\s*$")
_CONTROL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-_]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class HeaderedText:
    """A text without its header lines; `headers` has lower-case names."""

    body: str
    headers: dict[str, str] = field(default_factory=dict)


def split_headers(text: str) -> HeaderedText:
    """Header lines up to the first blank line, and the rest.

    Only a block made of nothing but `Date:`, `Title:`, `Source:`, `URL:`, `Byline:` and `Country:`
    lines, in any order, is a header; an article whose first paragraph happens to hold a colon is
    left as it is. The first of two lines with one name counts.
    """
    block, separator, body = _first_block(text)
    headers: dict[str, str] = {}
    for line in block:
        match = _LINE.match(line)
        if match is None or match[1].lower() not in HEADER_NAMES:
            return HeaderedText(text)
        headers.setdefault(match[1].lower(), match[2])
    if not headers or not separator:
        return HeaderedText(text)
    return HeaderedText(body, {name: value for name, value in headers.items() if value})


def without_controls(text: str) -> str:
    """`text` without escape sequences and control characters, but for tabs and line ends."""
    return _CONTROL.sub("", text)


def source_slug(name: str) -> str:
    """A source's name as an identifier: `Le Monde (Paris)` is `le-monde-paris`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug[:80] or INBOX_SOURCE


def web_address(address: str | None) -> str | None:
    """`address` if it is one of the web (http or https, with a host, no white space), else None."""
    if address and re.fullmatch(
        r"https?://[^\s/?#\x00-\x1f]+[^\s\x00-\x1f]*", address.strip(), re.I
    ):
        return address.strip()
    return None


def _first_block(text: str) -> tuple[list[str], bool, str]:
    lines = text.lstrip("\ufeff").splitlines(keepends=True)
    for number, line in enumerate(lines):
        if not line.strip():
            return lines[:number], True, "".join(lines[number + 1 :])
        if number >= 2 * len(HEADER_NAMES):
            break
    return [], False, text
