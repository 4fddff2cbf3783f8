"""Whether anything is to be done. Cheap, and asked before Dagster is imported."""

from dataclasses import dataclass
from pathlib import Path

from orchestration import articles, collect
from orchestration.settings import Settings


@dataclass(frozen=True)
class Due:
    """What a run would do now."""

    inbox: bool
    documents: int
    publishing: bool

    def __bool__(self) -> bool:
        return self.inbox or self.documents > 0 or self.publishing


def what_is_due(settings: Settings) -> Due:
    """Look at inbox, raw zone and published copy of a home."""
    home = settings.home
    return Due(
        inbox=collect.inbox_has_news(home.inbox, collect.inbox_manifest(home)),
        documents=articles.documents_unparsed(home),
        publishing=_is_older(home.published, home.warehouse),
    )


def _is_older(copy: Path, original: Path) -> bool:
    if not original.exists():
        return False
    return not copy.exists() or copy.stat().st_mtime_ns < original.stat().st_mtime_ns
