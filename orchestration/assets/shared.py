"""What the assets have in common: partitions, retries, the writers' pool, progress."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime

import dagster as dg

WRITER_POOL = "duckdb_writer"
LOCK_WAIT_SECONDS = 20.0

RETRY = dg.RetryPolicy(
    max_retries=2, delay=1, backoff=dg.Backoff.EXPONENTIAL, jitter=dg.Jitter.PLUS_MINUS
)

Progress = Callable[[str, int, int], None]
"""Told the step's name, how much of it is done, and how much there is."""


@contextmanager
def stoppable() -> Iterator[None]:
    """Around what takes long: an interrupt ends the step, where Dagster would try it again."""
    try:
        yield
    except (dg.DagsterExecutionInterruptedError, KeyboardInterrupt) as interrupt:
        raise dg.Failure("stopped by hand", allow_retries=False) from interrupt


def no_progress(step: str, done: int, total: int) -> None:
    """Tell nobody: a run of Dagster's own has its log."""


def days_from(history_start: date) -> dg.DailyPartitionsDefinition:
    """Publication days, UTC, up to tomorrow: where the sun rises first it is tomorrow already."""
    return dg.DailyPartitionsDefinition(
        start_date=_midnight(history_start), timezone="UTC", end_offset=2
    )


def weeks_from(history_start: date) -> dg.WeeklyPartitionsDefinition:
    """ISO weeks, keyed by their Monday, up to the one that is not over yet."""
    return dg.WeeklyPartitionsDefinition(
        start_date=_midnight(history_start), timezone="UTC", day_offset=1, end_offset=1
    )


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def table(header: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> dg.MetadataValue:
    """A table for an asset's page, of plain text."""
    records = [
        dg.TableRecord(
            {
                name: "" if value is None else str(value)
                for name, value in zip(header, row, strict=True)
            }
        )
        for row in rows
    ]
    columns = [dg.TableColumn(name, "string") for name in header]
    return dg.MetadataValue.table(records, dg.TableSchema(columns))
