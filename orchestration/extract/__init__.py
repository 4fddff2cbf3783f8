"""Reading: text in, mentions, events and quotations out. Knows nothing of warehouse or Dagster.

The verbs are imported when they are asked for, so that the version of reading can be had without
loading spaCy.
"""

from typing import TYPE_CHECKING, Any

from orchestration.extract.version import extractor_version

if TYPE_CHECKING:
    from orchestration.extract.reader import Reader, build_reader, read_articles

__all__ = ["Reader", "build_reader", "extractor_version", "read_articles"]


def __getattr__(name: str) -> Any:
    if name in ("Reader", "build_reader", "read_articles"):
        from orchestration.extract import reader

        return getattr(reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
