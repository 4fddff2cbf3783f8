"""What the assets have in common: partitions, retries, the writers' pool, progress."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import dagster as dg

from orchestration.tables import Table

WRITER_POOL = "duckdb_writer"
LOCK_WAIT_SECONDS = 20.0

# Rows that a table on Dagster's pages shows; more would hide what they are to show.
MOST_LISTED = 20

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


FRESH_DAILY = dg.FreshnessPolicy.time_window(fail_window=timedelta(days=1))
"""Of what is done several times a day."""

FRESH_ON_MONDAYS = dg.FreshnessPolicy.cron(
    deadline_cron="0 8 * * 1", lower_bound_delta=timedelta(hours=2)
)
"""Of what is done for Monday's edition."""


def columns_of(contract: Table) -> dg.TableSchema:
    """The columns of a table of the contracts, as Dagster shows them."""
    return dg.TableSchema(
        [
            dg.TableColumn(
                column.name,
                column.type,
                column.comment,
                dg.TableColumnConstraints(nullable=column.nullable),
            )
            for column in contract.columns
        ]
    )


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
