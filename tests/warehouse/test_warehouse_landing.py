"""The loader: replacing a day touches that day alone, and twice the same gives the same."""

from dataclasses import fields
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest
from builders import make_article_row, make_event_row

from orchestration import warehouse
from orchestration.extract import records
from orchestration.lakes import append_part, partition_folder, write_partition
from orchestration.tables import (
    ARTICLE_TEXTS,
    ARTICLES,
    DOCUMENT_RECORDS,
    EVENTS,
    LANDING_TABLES,
    MENTIONS,
    QUOTATIONS,
)

DAY, OTHER_DAY = date(2024, 1, 9), date(2024, 1, 10)


@pytest.fixture
def lakes(tmp_path: Path) -> tuple[Path, Path]:
    articles, events = tmp_path / "articles", tmp_path / "events"
    for day in (DAY, OTHER_DAY):
        write_day(articles, events, day, ["Ministers meet"])
    return articles, events


def write_day(articles: Path, events: Path, day: date, titles: list[str]) -> None:
    rows = [make_article_row(published_date=day, title=title) for title in titles]
    folder = partition_folder(articles, "published", day)
    write_partition(folder, ARTICLES, rows)
    texts = [{"article_id": row["article_id"], "text": "Seoul criticised Moscow."} for row in rows]
    write_partition(folder, ARTICLE_TEXTS, texts)
    found = [make_event_row(article_id=row["article_id"]) for row in rows]
    write_partition(partition_folder(events, "published", day), EVENTS, found)


def load(connection: duckdb.DuckDBPyConnection, lakes: tuple[Path, Path], day: date):
    return warehouse.load_day(
        connection, *lakes, day, warehouse.day_fingerprint(lakes[0], day), "version-1"
    )


def whole(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[object, ...]]:
    return connection.execute(f"SELECT * FROM landing.{name} ORDER BY ALL").fetchall()


def test_warehouse_loading_a_day_twice_changes_no_row(lakes: tuple[Path, Path]) -> None:
    connection = duckdb.connect()
    first = load(connection, lakes, DAY)
    before = {table.name: whole(connection, table.name) for table in LANDING_TABLES}
    assert load(connection, lakes, DAY) == first
    assert {table.name: whole(connection, table.name) for table in LANDING_TABLES} == before
    assert (first.article_count, first.event_count) == (1, 1)


def test_warehouse_new_article_changes_its_own_day_only(lakes: tuple[Path, Path]) -> None:
    connection = duckdb.connect()
    for day in (DAY, OTHER_DAY):
        load(connection, lakes, day)
    other = connection.execute(
        "SELECT * FROM landing.articles WHERE published_date = ?", [OTHER_DAY]
    ).fetchall()
    write_day(*lakes, DAY, ["Ministers meet", "A late story"])
    assert load(connection, lakes, DAY).article_count == 2
    assert (
        connection.execute(
            "SELECT * FROM landing.articles WHERE published_date = ?", [OTHER_DAY]
        ).fetchall()
        == other
    )
    assert len(whole(connection, "events")) == 3


def test_warehouse_emptied_day_leaves_no_trace(lakes: tuple[Path, Path]) -> None:
    connection = duckdb.connect()
    load(connection, lakes, DAY)
    write_day(*lakes, DAY, [])
    load(connection, lakes, DAY)
    for name in ("articles", "article_texts", "events", "days"):
        assert whole(connection, name) == []


def test_warehouse_failed_load_keeps_the_day_as_it_was(lakes: tuple[Path, Path]) -> None:
    connection = duckdb.connect()
    load(connection, lakes, DAY)
    before = whole(connection, "events")
    (partition_folder(lakes[1], "published", DAY) / "events.parquet").write_bytes(b"cut short")
    with pytest.raises(duckdb.Error):
        load(connection, lakes, DAY)
    assert whole(connection, "events") == before


def test_warehouse_stale_days_are_the_changed_ones_newest_first(lakes: tuple[Path, Path]) -> None:
    connection = duckdb.connect()
    warehouse.create_landing(connection)
    days = [day.published_date for day in warehouse.stale_days(connection, lakes[0], "version-1")]
    assert days == [OTHER_DAY, DAY]
    for day in days:
        load(connection, lakes, day)
    assert warehouse.stale_days(connection, lakes[0], "version-1") == []
    write_day(*lakes, DAY, ["Ministers meet", "A late story"])
    late = warehouse.stale_days(connection, lakes[0], "version-1")
    assert [(day.published_date, day.is_new) for day in late] == [(DAY, True)]
    changed = warehouse.stale_days(connection, lakes[0], "version-2")
    assert [(day.published_date, day.is_new) for day in changed] == [
        (DAY, True),
        (OTHER_DAY, False),
    ]


def test_warehouse_every_landing_table_and_column_has_its_comment() -> None:
    connection = duckdb.connect()
    warehouse.create_landing(connection)
    tables = dict(
        connection.execute(
            "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'landing'"
        ).fetchall()
    )
    assert tables == {table.name: table.comment for table in LANDING_TABLES}
    columns = connection.execute(
        "SELECT table_name, column_name, comment, is_nullable FROM duckdb_columns() "
        "WHERE schema_name = 'landing'"
    ).fetchall()
    assert set(columns) == {
        (table.name, column.name, column.comment, column.nullable)
        for table in LANDING_TABLES
        for column in table.columns
    }


@pytest.mark.parametrize(
    ("record", "table"),
    [
        (records.Mention, MENTIONS),
        (records.Event, EVENTS),
        (records.Quotation, QUOTATIONS),
    ],
)
def test_warehouse_columns_are_the_fields_of_what_reading_gives(record, table) -> None:
    assert tuple(field.name for field in fields(record)) == table.column_names


def test_warehouse_documents_keep_the_latest_row_of_a_document(tmp_path: Path) -> None:
    row = {
        "document_id": "d1",
        "source_id": "inbox",
        "url": "inbox:a.txt",
        "retrieved_at": datetime(2024, 1, 9),
        "published_date": None,
        "content_type": "text/plain",
        "bytes": 3,
        "sha256": "0" * 64,
        "outcome": "undated",
        "reason": "no date",
        "source_name": "inbox",
        "source_country": None,
        "source_kind": None,
        "source_terms": None,
        "is_sample": False,
    }
    mended = row | {
        "retrieved_at": datetime(2024, 1, 10),
        "published_date": DAY,
        "outcome": "article",
        "reason": None,
    }
    row |= {"source_country": "KEN"}
    first = append_part(tmp_path / "retrieved=2024-01-09", DOCUMENT_RECORDS, [row])
    second = append_part(tmp_path / "retrieved=2024-01-10", DOCUMENT_RECORDS, [mended])
    assert first is not None
    assert second is not None
    connection = duckdb.connect()
    assert warehouse.load_documents(connection, [second, first]) == 1
    latest = connection.execute("SELECT outcome, reason FROM landing.documents").fetchall()
    assert latest == [("article", None)]
    known = connection.execute("SELECT source_id, source_country FROM landing.sources").fetchall()
    assert known == [("inbox", "KEN")]
    assert warehouse.load_documents(connection, []) == 0


def test_warehouse_refuses_a_second_writer_and_names_the_first(tmp_path: Path) -> None:
    import subprocess
    import sys

    database = tmp_path / "warehouse.duckdb"
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from orchestration.warehouse import writing\n"
            "with writing(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()",
            str(database),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(warehouse.WarehouseLockedError, match=f"process {holder.pid}"),
            warehouse.writing(database),
        ):
            pass
    finally:
        holder.communicate("")
    with warehouse.writing(database) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not warehouse.lock_file(database).exists()


def test_warehouse_published_copy_keeps_comments_and_leaves_texts_out(
    tmp_path: Path, lakes: tuple[Path, Path]
) -> None:
    database, published = tmp_path / "warehouse.duckdb", tmp_path / "published" / "demarche.duckdb"
    with warehouse.writing(database) as connection:
        load(connection, lakes, DAY)
    warehouse.publish(database, published)
    with warehouse.reading(published) as copy:
        assert whole(copy, "events") != []
        names = {
            row[0] for row in copy.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
        assert "article_texts" not in names
        comments = copy.execute(
            "SELECT count(*) FROM duckdb_columns() "
            "WHERE schema_name = 'landing' AND comment IS NULL"
        ).fetchone()
        assert comments == (0,)
    warehouse.publish(database, published, publish_text=True)
    with warehouse.reading(published) as copy:
        assert len(whole(copy, "article_texts")) == 1


def test_warehouse_reading_a_database_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), warehouse.reading(tmp_path / "none.duckdb"):
        pass


def test_warehouse_broken_file_is_not_locked_wherever_it_lies(tmp_path: Path) -> None:
    database = tmp_path / "lock" / "warehouse.duckdb"
    database.parent.mkdir()
    database.write_bytes(b"no database" * 500)
    for opening in (warehouse.reading, warehouse.writing):
        with (
            pytest.raises(warehouse.UnreadableWarehouseError, match=str(database)),
            opening(database, 0.1),
        ):
            pass


def test_warehouse_mistake_in_a_query_is_no_broken_file(tmp_path: Path) -> None:
    with (
        pytest.raises(duckdb.CatalogException),
        warehouse.writing(tmp_path / "warehouse.duckdb") as connection,
    ):
        connection.execute("FROM nowhere")
