"""Parquet in and out: a lake is a folder of partitions, a partition a folder of files.

Rows go in as mappings or dataclasses and come out as dictionaries in the order of the table's key.
The same rows give the same bytes, and a file is either whole or not there.
"""

import dataclasses
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.ids import content_id
from orchestration.tables import Table

_ARROW_TYPES: dict[str, pa.DataType] = {
    "VARCHAR": pa.string(),
    "BOOLEAN": pa.bool_(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "BLOB": pa.binary(),
    "VARCHAR[]": pa.list_(pa.string()),
    "UBIGINT[]": pa.list_(pa.uint64()),
}

Row = Mapping[str, Any]


class UnreadableFileError(Exception):
    """A file of a lake that is no whole Parquet file; the message names it."""


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a table, with the contract's nullability."""
    return pa.schema(
        pa.field(column.name, _ARROW_TYPES[column.type], nullable=column.nullable)
        for column in table.columns
    )


def partition_folder(lake: Path, key: str, day: date) -> Path:
    """Folder of one day's partition, such as `articles/published=2024-02-04`."""
    return lake / f"{key}={day.isoformat()}"


def partition_days(lake: Path, key: str) -> list[date]:
    """Days that have a partition in `lake`, ascending."""
    prefix = f"{key}="
    return sorted(
        date.fromisoformat(folder.name.removeprefix(prefix)) for folder in lake.glob(f"{prefix}*")
    )


def as_arrow(table: Table, rows: Iterable[Any]) -> pa.Table:
    """Rows (mappings or dataclasses) as an Arrow table sorted by the key.

    Raises:
        ValueError: a row lacks a column, or holds a null where the contract has none.
    """
    dictionaries = [_as_dictionary(row) for row in rows]
    dictionaries.sort(key=lambda row: tuple(str(row[name]) for name in table.key))
    columns = []
    for column in table.columns:
        values = [_plain(row[column.name]) for row in dictionaries]
        if not column.nullable and any(value is None for value in values):
            raise ValueError(f"{table.name}.{column.name} is null in a row and may not be")
        columns.append(pa.array(values, type=_ARROW_TYPES[column.type]))
    return pa.Table.from_arrays(columns, schema=arrow_schema(table))


def write_partition(folder: Path, table: Table, rows: Iterable[Any]) -> Path:
    """Replace `<folder>/<table.name>.parquet` by `rows`; the path."""
    return _write(folder / f"{table.name}.parquet", as_arrow(table, rows))


def append_part(folder: Path, table: Table, rows: Iterable[Any]) -> Path | None:
    """Add a part to `folder`, named after the keys it holds; None where there are no rows."""
    arrow = as_arrow(table, rows)
    if arrow.num_rows == 0:
        return None
    keys = [str(value) for name in table.key for value in arrow.column(name).to_pylist()]
    stamps = [
        str(value) for row in arrow.select(_stamps(table)).to_pylist() for value in row.values()
    ]
    return _write(folder / f"{table.name}-{content_id(*keys, *stamps)}.parquet", arrow)


def read_rows(
    paths: Sequence[Path], table: Table, columns: Sequence[str] = ()
) -> list[dict[str, Any]]:
    """Rows of Parquet files in the order given, with all columns of `table` or those named.

    A column that a file of an earlier version lacks is null in its rows.

    Raises:
        UnreadableFileError: one of them is cut off or broken.
    """
    names = list(columns or table.column_names)
    rows: list[dict[str, Any]] = []
    for path in paths:
        with _naming(path):
            found = pq.ParquetFile(path).read(columns=names)
        lacking = dict.fromkeys(set(names) - set(found.column_names))
        rows.extend(row | lacking for row in found.to_pylist())
    return rows


def read_partition(folder: Path, table: Table) -> list[dict[str, Any]]:
    """Rows of `<folder>/<table.name>.parquet`; none where it is not there."""
    file = folder / f"{table.name}.parquet"
    return read_rows([file], table) if file.exists() else []


def count_rows(folder: Path, table: Table) -> int:
    """How many rows `<folder>/<table.name>.parquet` holds; 0 where it is not there."""
    file = folder / f"{table.name}.parquet"
    if not file.exists():
        return 0
    with _naming(file):
        return int(pq.ParquetFile(file).metadata.num_rows)


def lake_files(lake: Path, table: Table) -> list[Path]:
    """All files of a table in a lake, by partition and name."""
    return sorted(lake.glob(f"*/{table.name}*.parquet"))


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Arrow does not say which file it could not read."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise UnreadableFileError(f"{path} can't be read: {error}") from error


def _stamps(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.type == "TIMESTAMP"]


def _as_dictionary(row: Any) -> dict[str, Any]:
    if dataclasses.is_dataclass(row) and not isinstance(row, type):
        return {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
    return dict(row)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _write(path: Path, arrow: pa.Table) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(arrow, unfinished, compression="zstd", store_schema=True)
    unfinished.replace(path)
    return path
