"""Header lines of a plain text, names of sources as slugs, addresses, and lines fit to be shown."""

import re
import unicodedata
from dataclasses import dataclass, field

HEADER_NAMES = ("date", "title", "source", "url", "byline", "country")
INBOX_SOURCE = "inbox"

_LONGEST_LINE = 500
_LONGEST_ADDRESS = 2000
_MOST_HEADER_LINES = 2 * len(HEADER_NAMES)
_NAME = re.compile(r"[A-Za-z]{1,20}(?:[ -][A-Za-z]{1,20}){0,2}")
# ECMA-48: a control string (a terminal's title or link, say) with all it holds, a control
# sequence, a two-character escape.
_ESCAPE = re.compile(
    r"(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x90\x98\x9c-\x9f]*(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]"
)
_ADDRESS = re.compile(r"""https?://[^\s/?#@"<>\\]+(?:[/?#][^\s"<>\\]*)?""", re.I)


@dataclass(frozen=True)
class HeaderedText:
    """A text without its header lines; `headers` has lower-case names."""

    body: str
    headers: dict[str, str] = field(default_factory=dict)


def split_headers(text: str) -> HeaderedText:
    """Header lines up to the first blank line, and the rest.

    A block made of nothing but lines like `Name: value`, in any order, is a header if one of them
    is a `Date:`, `Title:`, `Source:`, `URL:`, `Byline:` or `Country:`; others are passed over. An
    article whose first paragraph happens to hold a colon is left as it is. Of two lines with one
    name the first counts.
    """
    lines = text.lstrip("\ufeff \t\r\n").splitlines(keepends=True)
    headers: dict[str, str] = {}
    for number, line in enumerate(lines[: _MOST_HEADER_LINES + 1]):
        if not line.strip():
            known = {name: headers[name] for name in HEADER_NAMES if headers.get(name)}
            return HeaderedText("".join(lines[number + 1 :]), known) if known else _plain(text)
        name, colon, value = line.partition(":")
        if not colon or not _NAME.fullmatch(name.strip()):
            break
        headers.setdefault(name.strip().lower(), value.strip())
    return _plain(text)


def without_controls(text: str) -> str:
    """`text` without what is not seen: escape sequences, control and format characters.

    Tabs and line ends stay. Format characters are those that turn the direction of writing, have
    no width or hide (Unicode's category Cf). Half a surrogate pair becomes U+FFFD.
    """
    plain = _ESCAPE.sub("", text)
    kinds = {character: unicodedata.category(character) for character in set(plain)}
    return plain.translate(
        {
            ord(character): "\ufffd" if kind == "Cs" else None
            for character, kind in kinds.items()
            if kind in ("Cf", "Cs") or (kind == "Cc" and not character.isspace())
        }
    )


def clean_line(text: str) -> str:
    """One line without what is not seen, at most 500 characters long."""
    return " ".join(without_controls(text).split())[:_LONGEST_LINE].rstrip()


def source_slug(name: str) -> str:
    """A source's name as an identifier: `Le Monde (Paris)` is `le-monde-paris`."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return slug[:80] or INBOX_SOURCE


def web_address(address: str | None) -> str | None:
    """`address` if it is one of the web that can stand as a link, else None.

    That is http or https with a host, at most 2,000 characters that can all be seen, no white
    space or quotation marks, and nobody's name or password before the host.
    """
    plain = (address or "").strip()
    if len(plain) <= _LONGEST_ADDRESS and plain.isprintable() and _ADDRESS.fullmatch(plain):
        return plain
    return None


def _plain(text: str) -> HeaderedText:
    return HeaderedText(text)
