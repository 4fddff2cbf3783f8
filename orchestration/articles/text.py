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
    """Paragraphs parted by one blank line; nothing that is not seen; one space between words.

    Where a text has no blank lines, each line is a paragraph; where it has, lines within a
    paragraph are joined.
    """
    lines = "\n".join(without_controls(text).splitlines())
    plain = unicodedata.normalize("NFC", _without_piled_marks(lines)).strip()
    apart = re.split(r"\n\s*\n", plain)
    paragraphs = plain.split("\n") if len(apart) == 1 else apart
    return "\n\n".join(words for block in paragraphs if (words := " ".join(block.split())))


def dateline_of(text: str) -> str | None:
    """The place and agency that open the text, without the dash; None where there is none."""
    match = _DATELINE.match(text)
    return " ".join(match["dateline"].split()) if match else None


def _without_piled_marks(text: str) -> str:
    # Sorting a letter's marks takes the square of their number. Unicode's stream-safe format
    # (UAX 15) allows 30, the writing systems of the world need fewer than ten.
    marks = "".join(sorted(each for each in set(text) if unicodedata.combining(each)))
    return re.sub(rf"([{marks}]{{30}})[{marks}]+", r"\1", text) if marks else text


def word_count(text: str) -> int:
    """Words: runs of characters that are not white space and hold a letter or digit."""
    return sum(any(character.isalnum() for character in word) for word in text.split())


def language_of(text: str) -> str:
    """ISO 639-1 code of the text's language, by py3langid on its first 5,000 characters."""
    import py3langid  # reads its model when imported: half a second that only parsing pays

    code, _ = py3langid.classify(text[:5000])
    return str(code)
