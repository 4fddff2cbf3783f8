"""Arrivals: what adds a row to the raw zone, and which row holds."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from orchestration.collect import raw_zone
from orchestration.collect.files import FoundDocument
from orchestration.collect.raw_zone import append_new, raw_row
from orchestration.lakes import lake_files, read_rows
from orchestration.tables import RAW_DOCUMENTS

NOW = datetime(2024, 1, 10, 8)
FOUND = FoundDocument("a.txt", "text/plain", b"Talks.", 6, "0" * 64)
REFUSED = FoundDocument("a.txt", "text/plain", None, 6, "0" * 64, refused_outcome="too_large")


def arrive(raw: Path, found: FoundDocument, published: str | None, at: datetime = NOW) -> int:
    return append_new(raw, [raw_row(found, at, published=published)], at)[0]


def latest(raw: Path) -> dict[str, Any]:
    rows = read_rows(lake_files(raw, RAW_DOCUMENTS), RAW_DOCUMENTS)
    return max(rows, key=lambda row: row["retrieved_at"])


def test_collect_date_given_last_holds_within_one_second_too(tmp_path: Path) -> None:
    for published in (None, "2024-01-09", "2024-01-08", "2024-01-09"):
        assert arrive(tmp_path, FOUND, published) == 1
        assert latest(tmp_path)["given_published"] == published
    assert arrive(tmp_path, FOUND, "2024-01-09", NOW - timedelta(days=1)) == 0
    assert arrive(tmp_path, FOUND, None) == 0


def test_collect_clock_set_back_does_not_undo_what_was_given(tmp_path: Path) -> None:
    arrive(tmp_path, FOUND, None)
    arrive(tmp_path, FOUND, "2024-01-09", NOW - timedelta(days=3))
    assert latest(tmp_path)["given_published"] == "2024-01-09"


def test_collect_what_was_refused_is_taken_when_it_can_be(tmp_path: Path) -> None:
    arrive(tmp_path, REFUSED, "2024-01-09")
    assert arrive(tmp_path, REFUSED, None) == 0
    assert arrive(tmp_path, FOUND, None) == 1
    assert latest(tmp_path)["content"] == b"Talks."
    assert latest(tmp_path)["given_published"] == "2024-01-09"


def test_collect_many_bytes_are_written_part_by_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_zone, "_PART_BYTES", 12)
    found = [FoundDocument(f"{n}.txt", "text/plain", b"Talks.", 6, "0" * 64) for n in range(5)]
    rows = [raw_row(each, NOW) for each in (*found, *found)]
    assert append_new(tmp_path, rows, NOW) == (5, 5)
    assert len(lake_files(tmp_path, RAW_DOCUMENTS)) == 3
    assert len(read_rows(lake_files(tmp_path, RAW_DOCUMENTS), RAW_DOCUMENTS)) == 5
