"""The version of reading: it changes with the code, the knowledge and the models."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from orchestration.ids import content_id

_PACKAGE = Path(__file__).parent.parent
_KINDS = {".py", ".csv", ".yml"}


@cache
def extractor_version(pipeline_name: str) -> str:
    """Hash over `extract/`, `knowledge/` and the pipeline's name and version; imports no spaCy.

    A day that was read by another version is stale.
    """
    files = sorted(
        file
        for folder in ("extract", "knowledge")
        for file in (_PACKAGE / folder).rglob("*")
        if file.suffix in _KINDS
    )
    read = [f"{file.relative_to(_PACKAGE)}\n{file.read_text(encoding='utf-8')}" for file in files]
    return content_id(pipeline_name, _installed_version(pipeline_name), *read)


def _installed_version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
