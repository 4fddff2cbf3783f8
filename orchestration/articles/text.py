"""The text of an article: cleaned, its dateline, its language, its words."""

import re
import unicodedata

from orchestration.collect.headers import without_controls

# A place in capitals, perhaps a day and an agency in brackets, then a dash: what opens wire copy.
_DATELINE = re.compile(
    r"^\s*(?P<dateline>[A-ZÀ-ÖØ-Þ](?:[A-ZÀ-ÖØ-Þ.'’/ ]|-(?=[A-Z])){3,40}"
    r"(?:,\s*[A-Za-z.' ]{2,30}){0,2}(?:,?\s*\d{1,2})?"
    r"(?:\s*\([^()\n]{2,40}\))?)\s*(?:—|–|--|-)\s+(?=\S)"
)


def clean_text(text: str) -> str:
    """Paragraphs parted by one blank line; no control characters; one space between words.

    Where a text has no blank lines, each line is a paragraph; where it has, lines within a
    paragraph are joined.
    """
    plain = without_controls(
        unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    )
    plain = plain.replace("\u00a0", " ").replace("\u200b", "").replace("\ufeff", "")
    apart = re.split(r"\n\s*\n", plain.strip())
    paragraphs = plain.strip().split("\n") if len(apart) == 1 else apart
    return "\n\n".join(words for block in paragraphs if (words := " ".join(block.split())))


def clean_line(text: str) -> str:
    """One line without control characters, at most 500 characters long."""
    return " ".join(without_controls(text).split())[:500]


def dateline_of(text: str) -> str | None:
    """The place and agency that open the text, without the dash; None where there is none."""
    match = _DATELINE.match(text)
    return " ".join(match["dateline"].split()) if match else None


def word_count(text: str) -> int:
    """Words: runs of characters that are not white space and hold a letter or digit."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language, by py3langid on its first 5,000 characters."""
    import py3langid  # reads its model when imported: half a second that only parsing pays

    code, _ = py3langid.classify(text[:5000])
    return str(code)
