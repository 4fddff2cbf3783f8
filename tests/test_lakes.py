"""Parquet partitions: deterministic, whole or absent, strict about nulls."""

from datetime import date
from pathlib import Path

import pytest
from builders import make_article_row

from orchestration.lakes import (
    UnreadableFileError,
    append_part,
    arrow_schema,
    count_rows,
    lake_files,
    partition_days,
    partition_folder,
    read_rows,
    write_partition,
)
from orchestration.tables import ARTICLES, LANDING_TABLES, RAW_DOCUMENTS


def test_lakes_same_rows_in_any_order_give_the_same_bytes(tmp_path: Path) -> None:
    rows = [make_article_row(title=title) for title in ("One", "Two", "Three")]
    first = write_partition(tmp_path / "a", ARTICLES, rows).read_bytes()
    assert write_partition(tmp_path / "b", ARTICLES, reversed(rows)).read_bytes() == first


def test_lakes_rows_come_back_as_they_went_in(tmp_path: Path) -> None:
    row = make_article_row(sketch=[1, 2**64 - 1])
    path = write_partition(tmp_path, ARTICLES, [row])
    assert read_rows([path], ARTICLES) == [row]
    assert read_rows([path], ARTICLES, ["title"]) == [{"title": "Ministers meet"}]


def test_lakes_null_where_the_contract_has_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"articles\.title"):
        write_partition(tmp_path, ARTICLES, [make_article_row(title=None)])
    assert list(tmp_path.iterdir()) == []


def test_lakes_partitions_are_found_by_day(tmp_path: Path) -> None:
    for day in (date(2024, 2, 4), date(2024, 1, 9)):
        write_partition(
            partition_folder(tmp_path, "published", day),
            ARTICLES,
            [make_article_row(published_date=day)],
        )
    assert partition_days(tmp_path, "published") == [date(2024, 1, 9), date(2024, 2, 4)]
    assert len(lake_files(tmp_path, ARTICLES)) == 2


def test_lakes_appending_nothing_writes_nothing(tmp_path: Path) -> None:
    assert append_part(tmp_path, RAW_DOCUMENTS, []) is None


@pytest.mark.parametrize("table", LANDING_TABLES, ids=lambda table: table.name)
def test_lakes_every_table_has_an_arrow_schema(table) -> None:
    assert tuple(arrow_schema(table).names) == table.column_names


@pytest.mark.parametrize("length", [0, 8, 200])
def test_lakes_file_that_is_cut_off_is_named(tmp_path: Path, length: int) -> None:
    path = write_partition(tmp_path, ARTICLES, [make_article_row()])
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(UnreadableFileError, match=str(path)):
        read_rows([path], ARTICLES)
    with pytest.raises(UnreadableFileError, match=str(path)):
        count_rows(tmp_path, ARTICLES)
