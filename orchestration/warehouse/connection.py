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


class UnreadableWarehouseError(Exception):
    """A database file that is broken or can't be used; the message names it, and the mend."""


# What DuckDB raises where a file is at fault, and not what is asked of it.
_FILE_ERRORS = (
    duckdb.IOException,
    duckdb.SerializationException,
    duckdb.FatalException,
    duckdb.InternalException,
)


def lock_file(warehouse: Path) -> Path:
    """The file beside the warehouse that names the process which writes it."""
    return warehouse.with_name(warehouse.name + ".lock")


@contextmanager
def writing(warehouse: Path, wait_seconds: float = 0.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-write connection, closed at the end; the lock file names us meanwhile.

    DuckDB refuses a second process at once, so waiting for up to `wait_seconds` is done here.

    Raises:
        WarehouseLockedError: another process still has it open after that.
        UnreadableWarehouseError: it is broken, or its place can't be written.
    """
    warehouse.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(warehouse, wait_seconds)
    lock = lock_file(warehouse)
    try:
        lock.write_text(json.dumps({"pid": os.getpid(), "host": socket.gethostname()}) + "\n")
        with _clear_errors(warehouse):
            yield connection
    finally:
        connection.close()
        lock.unlink(missing_ok=True)


@contextmanager
def reading(database: Path, wait_seconds: float = 0.0) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the warehouse or its published copy, closed at the end.

    Raises:
        WarehouseLockedError: a writer has it open.
        UnreadableWarehouseError: it is broken.
        FileNotFoundError: there is no such database yet.
    """
    if not database.exists():
        raise FileNotFoundError(database)
    connection = _connect(database, wait_seconds, read_only=True)
    try:
        with _clear_errors(database):
            yield connection
    finally:
        connection.close()


@contextmanager
def _clear_errors(database: Path) -> Iterator[None]:
    """An interrupt while DuckDB works is an interrupt again; a broken file is named."""
    try:
        yield
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from error
    except duckdb.Error as error:
        # Of a block that does not fit its checksum DuckDB raises the bare class.
        if type(error) is not duckdb.Error and not isinstance(error, _FILE_ERRORS):
            raise
        said = " ".join(str(error).split())
        mend = (
            "; move it away, and demarche run makes it anew"
            if "not a valid" in said or "Corrupt" in said
            else ""
        )
        raise UnreadableWarehouseError(f"{database} can't be used: {said}{mend}") from error


def _connect(
    database: Path,
    wait_seconds: float,
    read_only: bool = False,
) -> duckdb.DuckDBPyConnection:
    deadline = time.monotonic() + wait_seconds
    while True:
        try:
            with _clear_errors(database):
                return duckdb.connect(str(database), read_only)
        except UnreadableWarehouseError as error:
            if "set lock on file" not in str(error):
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
