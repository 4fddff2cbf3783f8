"""Content hashes: the same thing has the same id on every machine and in every run."""

import hashlib
from collections.abc import Iterable

_FIELD_SEPARATOR = "\x1f"


def content_id(*fields: str) -> str:
    """First 16 hex digits of the sha256 over `fields` joined by U+001F (unit separator)."""
    return hashlib.sha256(_FIELD_SEPARATOR.join(fields).encode()).hexdigest()[:16]


def fingerprint(values: Iterable[str]) -> str:
    """Sixteen hex digits that change when the set of `values` does, whatever their order."""
    return content_id(*sorted(set(values)))
