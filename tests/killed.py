"""Kills a home's work at each of its writes, has it done again, and tells what is there then.

Run as a program, on its own: every attempt is a fork of it, so that the language pipeline is loaded
once. A kill ends the process at once, as `kill -9` does: nothing is closed, rolled back or removed.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import reports
from orchestration import articles, collect, warehouse
from orchestration.due import stale_days, weeks_due
from orchestration.extract import extractor_version, read_articles
from orchestration.extract.records import ArticleToRead
from orchestration.lakes import lake_files, read_rows
from orchestration.modelling import is_published, mark_published
from orchestration.reading import read_days
from orchestration.settings import Settings
from orchestration.tables import ARTICLE_TEXTS, DOCUMENT_RECORDS, RAW_DOCUMENTS
from orchestration.warehouse import landing

AT = datetime(2031, 4, 1, 12)
DONE, KILLED = 0, 9
MOST_WRITES = 200

_CHANGES = ("os.rename", "os.remove", "os.truncate")


def take_and_read(settings: Settings) -> None:
    """From the inbox to `landing`, as `demarche run` does it."""
    home = settings.home
    collect.collect_inbox(home, settings, AT)
    articles.parse_documents(home, settings)
    with warehouse.writing(home.warehouse) as connection:
        warehouse.load_documents(connection, lake_files(home.documents, DOCUMENT_RECORDS))
    days = [day.published_date for day in stale_days(settings)]
    for _ in read_days(settings, days, wait_seconds=0):
        pass


def publish_and_tell(settings: Settings) -> None:
    """From the marts to the pages, as `demarche run` does it."""
    home = settings.home
    if not is_published(home.warehouse, home.published):
        mark_published(warehouse.publish(home.warehouse, home.published))
    weeks = weeks_due(settings, AT.date())
    with warehouse.reading(home.published) as connection:
        for _ in reports.write_briefings(connection, home.briefings, weeks):
            pass
        reports.write_index(connection, home.briefings)


WORK: dict[str, Callable[[Settings], None]] = {
    "take_and_read": take_and_read,
    "publish_and_tell": publish_and_tell,
}


def what_is_there(settings: Settings) -> dict[str, Any]:
    """Everything that a reader can see: raw documents, lakes and pages by file, tables by row."""
    home = settings.home
    raw = read_rows(lake_files(home.raw, RAW_DOCUMENTS), RAW_DOCUMENTS, ["document_id", "sha256"])
    files = [
        *home.articles.rglob("*.parquet"),
        *home.events.rglob("*.parquet"),
        *home.briefings.rglob("*.html"),
    ]
    stale = stale_days(settings) if home.articles.exists() else ()
    there: dict[str, Any] = {
        "raw": sorted(map(repr, raw)),
        "files": {str(file.relative_to(home.path)): _bytes(file) for file in sorted(files)},
        "due": [str(day) for day in (*stale, *weeks_due(settings, AT.date()))],
    }
    for database in (home.warehouse, home.published):
        if database.exists():
            with warehouse.reading(database) as connection:
                for schema, name in warehouse.row_counts(connection):
                    rows = connection.execute(f'FROM "{schema}"."{name}"').fetchall()
                    there[f"{database.name} {schema}.{name}"] = sorted(map(repr, rows))
    return there


def _bytes(file: Path) -> str:
    return file.read_bytes().hex()


def kill_at(number: int, home: Path, log: Path) -> None:
    """Have this process end at the `number`-th change of a file of the home, or commit."""
    done = 0
    commit = landing._transaction.__exit__

    def reached(what: str) -> bool:
        nonlocal done
        done += 1
        if done == number:
            log.write_text(what)
        return done == number

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if event not in ("open", *_CHANGES) or not str(given[0]).startswith(f"{home}/"):
            return
        if event == "open" and not given[2] & (os.O_WRONLY | os.O_RDWR):
            return
        if reached(f"{event} {given[0]}"):
            if event == "open" and given[2] & os.O_TRUNC:
                os.truncate(given[0], 0) if Path(given[0]).exists() else Path(given[0]).touch()
            os._exit(KILLED)

    def watched_commit(transaction: Any, *error: Any) -> None:
        if reached("commit"):
            os._exit(KILLED)
        commit(transaction, *error)

    landing._transaction.__exit__ = watched_commit  # type: ignore[method-assign]
    sys.addaudithook(watch)


def in_fork(work: Callable[[], None]) -> int:
    """Do it in a fork of this process; its exit code."""
    process = os.fork()
    if process == 0:
        try:
            work()
        except BaseException as error:
            print(repr(error), file=sys.stderr)
            os._exit(1)
        os._exit(DONE)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def warm_up(template: Path, scratch: Path) -> None:
    """Load here what every fork needs: the pipeline, the knowledge, the versions."""
    settings = Settings(home=scratch / "warm")
    shutil.copytree(template, settings.home.path)
    collect.collect_inbox(settings.home, settings, AT)
    articles.parse_documents(settings.home, settings)
    name = settings.language_pipeline
    extractor_version(name)
    for file in lake_files(settings.home.articles, ARTICLE_TEXTS):
        for row in read_rows([file], ARTICLE_TEXTS):
            day = date(2024, 1, 9)
            article = ArticleToRead(row["article_id"], "Talks", row["text"], day, day)
            list(read_articles([article], pipeline_name=name))


def main(name: str, template: Path, scratch: Path) -> None:
    """Kill at one write after the other until the work ends before it; tell of each as JSON."""
    work = WORK[name]
    if work is take_and_read:
        warm_up(template, scratch)

    def attempt(number: int) -> bool:
        settings = Settings(home=scratch / str(number), reading_processes=1)
        shutil.copytree(template, settings.home.path)
        told = scratch / f"{number}.json"
        log = scratch / f"{number}.log"

        def first() -> None:
            if number:
                kill_at(number, settings.home.path, log)
            work(settings)

        def again() -> None:
            work(settings)
            told.write_text(json.dumps(what_is_there(settings)))

        code = in_fork(first)
        assert code in (DONE, KILLED), f"write {number}: {code}"
        assert in_fork(again) == DONE, f"after {log.read_text() if log.exists() else 'none'}"
        shutil.rmtree(settings.home.path)
        return code == KILLED

    attempt(0)
    number = 1
    while attempt(number):
        number += 1
        assert number < MOST_WRITES


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
