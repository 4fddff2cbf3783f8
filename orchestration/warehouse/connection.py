"""One writer at a time: connections to the warehouse, and the lock file that names the holder."""

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb


class WarehouseLockedError(Exception):
    """Another process holds the warehouse; the message says which, as far as it is known."""


def lock_file(warehouse: Path) -> Path:
    """The file beside the warehouse that names the process which writes it."""
    return warehouse.with_name(warehouse.name + ".lock")


@contextmanager
def writing(warehouse: Path, wait_seconds: float = 0.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-write connection, closed at the end; the lock file names us meanwhile.

    DuckDB refuses a second process at once, so waiting for up to `wait_seconds` is done here.

    Raises:
        WarehouseLockedError: another process still has it open after that.
    """
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(warehouse, wait_seconds)
    lock = lock_file(warehouse)
    try:
        lock.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}) + "\n")
        with _interrupts():
            yield connection
    finally:
        connection.close()
        lock.unlink(missing_ok=True)


@contextmanager
def reading(database: Path, wait_seconds: float = 0.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the warehouse or its published copy, closed at the end.

    Raises:
        WarehouseLockedError: a writer has it open.
        FileNotFoundError: there is no such database yet.
    """
    if not database.exists():
        raise FileNotFoundError(database)
    connection = _connect(database, wait_seconds, read_only=True)
    try:
        with _interrupts():
            yield connection
    finally:
        connection.close()


@contextmanager
def _interrupts() -> Iterator[None]:
    """DuckDB makes an error of an interrupt that comes while it works; here it is one again."""
    try:
        yield
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from error


def _connect(
    database: Path, wait_seconds: float, read_only: bool = False
) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            return duckdb.connect(str(database), read_only=read_only)
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise
            if time.monotonic() >= deadline:
                raise WarehouseLockedError(_who_holds(database)) from error
            time.sleep(0.2)


def _who_holds(database: Path) -> str:
    try:
        holder = json.loads(lock_file(database).read_text())
        who = f"process {holder['pid']} on {holder['host']}"
    except (OSError, ValueError, KeyError):
        who = "another process"
    return f"{database} is in use by {who}; try again when it is done"
