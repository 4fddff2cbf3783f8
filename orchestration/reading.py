"""Read publication days: articles lake in, event lake and `landing` out, a day at a time."""

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, islice

from orchestration import warehouse
from orchestration.extract import extractor_version, read_articles
from orchestration.extract.records import ArticleToRead, Event, Reading, ReadingFailure
from orchestration.lakes import count_rows, partition_folder, read_partition, write_partition
from orchestration.settings import Home, Settings
from orchestration.tables import (
    ARTICLE_TEXTS,
    ARTICLES,
    EVENTS,
    MENTIONS,
    QUOTATIONS,
    READING_FAILURES,
)

Progress = Callable[[int, int], None]

# A process takes about five seconds to import and load what it needs; one process reads that many
# articles meanwhile.
ARTICLES_WORTH_A_PROCESS = 100
_CHUNK = 8
_BATCH = 2000

ReadChunks = Callable[[Iterable[Sequence[ArticleToRead]]], Iterator[Reading | ReadingFailure]]


@dataclass(frozen=True)
class ReadDay:
    """One publication day as it was read: rows by kind, a few of its events, its failures."""

    published_date: date
    n_articles: int
    n_mentions: int
    n_events: int
    n_quotations: int
    sample: tuple[Event, ...] = ()
    failures: tuple[ReadingFailure, ...] = ()


def read_days(
    settings: Settings, days: Sequence[date], wait_seconds: float, progress: Progress | None = None
) -> Iterator[ReadDay]:
    """Read `days` in the order given; each is in the lake and in `landing` before the next.

    Stopped anywhere, the days already given stand, and the others are still stale.

    Raises:
        PipelineError: the language pipeline is not installed or can't be used.
        WarehouseLockedError: another process held the warehouse for longer than `wait_seconds`.
    """
    sizes = {day: _article_count(settings.home, day) for day in days}
    total = sum(sizes.values())
    done = 0
    with _readers(settings, total) as read_chunks:
        for batch in _batches(sizes):
            by_day = {day: _articles_of(settings.home, day) for day in batch}
            readings = read_chunks(_chunks(list(chain.from_iterable(by_day.values()))))
            for day, articles in by_day.items():
                of_day: list[Reading | ReadingFailure] = []
                for reading in islice(readings, len(articles)):
                    of_day.append(reading)
                    done += 1
                    if progress:
                        progress(done, total)
                yield _keep(settings, day, of_day, wait_seconds)


def _article_count(home: Home, day: date) -> int:
    return count_rows(partition_folder(home.articles, "published", day), ARTICLES)


def _batches(sizes: dict[date, int]) -> Iterator[list[date]]:
    """Days in order, in groups that hold about `_BATCH` articles: what is in memory at a time."""
    batch: list[date] = []
    held = 0
    for day, size in sizes.items():
        batch.append(day)
        held += size
        if held >= _BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _articles_of(home: Home, day: date) -> list[ArticleToRead]:
    folder = partition_folder(home.articles, "published", day)
    texts = {row["article_id"]: row["text"] for row in read_partition(folder, ARTICLE_TEXTS)}
    return [
        ArticleToRead(
            row["article_id"],
            row["title"],
            texts[row["article_id"]],
            row["published_date"],
            row["published_local_date"],
        )
        for row in read_partition(folder, ARTICLES)
    ]


def _chunks(articles: Sequence[ArticleToRead]) -> list[Sequence[ArticleToRead]]:
    return [articles[start : start + _CHUNK] for start in range(0, len(articles), _CHUNK)]


@contextmanager
def _readers(settings: Settings, n_articles: int) -> Iterator[ReadChunks]:
    """Reads chunks of articles in order, by this process or by several."""
    read = partial(read_articles, pipeline_name=settings.language_pipeline)
    processes = min(settings.reading_processes, n_articles // ARTICLES_WORTH_A_PROCESS)
    if processes < 2:
        yield lambda chunks: chain.from_iterable(map(read, chunks))
        return
    # Spawned, not forked: this process has threads and open databases.
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=spawn, initializer=_end_with_parent)
    try:
        yield lambda chunks: chain.from_iterable(pool.map(read, chunks))
    finally:
        pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """Have this process end when the one that started it is gone: killed, it tells nobody."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _keep(
    settings: Settings,
    day: date,
    readings: Sequence[Reading | ReadingFailure],
    wait_seconds: float,
) -> ReadDay:
    home = settings.home
    read = [reading for reading in readings if isinstance(reading, Reading)]
    failures = [reading for reading in readings if isinstance(reading, ReadingFailure)]
    mentions = [row for reading in read for row in reading.mentions]
    events = [row for reading in read for row in reading.events]
    quotations = [row for reading in read for row in reading.quotations]
    folder = partition_folder(home.events, "published", day)
    write_partition(folder, MENTIONS, mentions)
    write_partition(folder, EVENTS, events)
    write_partition(folder, QUOTATIONS, quotations)
    write_partition(folder, READING_FAILURES, failures)
    with warehouse.writing(home.warehouse, wait_seconds) as connection:
        warehouse.load_day(
            connection,
            home.articles,
            home.events,
            day,
            warehouse.day_fingerprint(home.articles, day),
            extractor_version(settings.language_pipeline),
        )
    return ReadDay(
        day,
        len(readings),
        len(mentions),
        len(events),
        len(quotations),
        tuple(events[:3]),
        tuple(failures),
    )
