"""The watched folder, and files added by hand: both end in the raw zone."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from orchestration.collect.by_hand import Given, rows_by_hand
from orchestration.collect.files import documents_in, files_in
from orchestration.collect.raw_zone import REPLACED, Arrivals, append_new, raw_row
from orchestration.ids import content_id
from orchestration.settings import Home, Settings

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class CollectReport:
    """What one collection did: files looked at, documents new, documents known before.

    `replaced_documents` are those that gave way to new ones, with the same bytes and more said;
    `refused` are the addresses of those that can't be taken, each with the reason.
    """

    files: int
    new_documents: int
    known_documents: int
    replaced_documents: int = 0
    refused: tuple[tuple[str, str], ...] = ()


def inbox_has_news(inbox: Path, manifest: Path) -> bool:
    """Whether a file of the inbox is new, or has changed since it was collected. Cheap."""
    return any(True for _ in _fresh(inbox, _read_manifest(manifest)))


def inbox_news(inbox: Path, manifest: Path) -> str | None:
    """A key of what is new or changed in the inbox, another for other news; None where nothing is.

    Names, sizes and times make it, so that no file is opened.
    """
    fresh = [(name, stamp) for name, stamp, _ in _fresh(inbox, _read_manifest(manifest))]
    return content_id(json.dumps(sorted(fresh))) if fresh else None


def collect_inbox(
    home: Home,
    settings: Settings,
    now: datetime,
    *,
    is_sample: bool = False,
    progress: Progress | None = None,
) -> CollectReport:
    """Collect what is new in the inbox.

    Files stay where they are; a manifest remembers size and times of those already collected. If
    it is lost they are looked at again, and add nothing. A file that changes meanwhile has other
    ones the next time.
    """
    done = _read_manifest(inbox_manifest(home))
    fresh = list(_fresh(home.inbox, done))
    arrivals = Arrivals(home.raw)

    def rows() -> Iterator[dict[str, Any]]:
        for number, (name, _, file) in enumerate(fresh, start=1):
            for found in documents_in(file, name, settings.max_document_bytes):
                yield raw_row(arrivals.known_by(found), now, is_sample=is_sample)
            if progress:
                progress(number, len(fresh))

    new, known = append_new(home.raw, rows(), now, arrivals)
    _write_manifest(inbox_manifest(home), done | {name: stamp for name, stamp, _ in fresh})
    return CollectReport(len(fresh), new, known)


def add_files(
    home: Home,
    settings: Settings,
    files: Sequence[Path],
    now: datetime,
    *,
    published: str | None = None,
    source: str | None = None,
    url: str | None = None,
) -> CollectReport:
    """Collect files and folders named by hand; what is given goes before what they say.

    A file of the inbox is called what it is called there, so that a date given by hand mends it.
    A known document that is given a source or an address gives way to one that has them.

    Raises:
        FileNotFoundError: one of them is not there; nothing is collected then.
    """
    for path in files:
        if not path.exists():
            raise FileNotFoundError(path)
    named = [each for path in files for each in _named(path.resolve(), home.inbox.resolve())]
    given = Given(published, source, url)
    arrivals = Arrivals(home.raw)
    replaced = 0
    refused: list[tuple[str, str]] = []

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal replaced
        for name, file in named:
            for found in documents_in(file, name, settings.max_document_bytes):
                for row in rows_by_hand(found, given, now, arrivals):
                    if row["refused_outcome"] == REPLACED:
                        replaced += 1
                    elif row["refused_outcome"]:
                        refused.append((row["url"], row["refused_reason"]))
                    yield row

    new, known = append_new(home.raw, rows(), now, arrivals)
    return CollectReport(len(named), new, known, replaced, tuple(refused))


def inbox_manifest(home: Home) -> Path:
    """Where it stands which files of the inbox were collected."""
    return home.raw / "inbox.json"


def _named(path: Path, inbox: Path) -> Iterator[tuple[str, Path]]:
    root = inbox if path.is_relative_to(inbox) else path.parent
    for file in files_in(path):
        yield str(file.relative_to(root)), file


def _fresh(inbox: Path, done: dict[str, list[int]]) -> Iterator[tuple[str, list[int], Path]]:
    if not inbox.is_dir():
        return
    for file in files_in(inbox):
        name, stamp = str(file.relative_to(inbox)), _stamp(file)
        if stamp != done.get(name):
            yield name, stamp, file


def _stamp(file: Path) -> list[int]:
    # The time of the last change of rights is among them: what could not be opened may be now.
    try:
        facts = file.lstat()
    except OSError:
        return []
    return [facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns]


def _read_manifest(manifest: Path) -> dict[str, list[int]]:
    try:
        done = json.loads(manifest.read_text())
    except (OSError, ValueError):
        return {}
    return done if isinstance(done, dict) else {}


def _write_manifest(manifest: Path, done: dict[str, list[int]]) -> None:
    manifest.parent.mkdir(parents=True, exist_ok=True)
    unfinished = manifest.with_suffix(".unfinished")
    unfinished.write_text(json.dumps(done, sort_keys=True, indent=0) + "\n")
    unfinished.replace(manifest)
