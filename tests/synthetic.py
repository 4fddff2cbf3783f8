"""A synthetic landing: two years of weeks, some of them not read, and what becomes of it."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from builders import make_article_row, make_event_row

from orchestration import warehouse
from orchestration.lakes import as_arrow
from orchestration.tables import ACTORS, ARTICLES, DAYS, EVENTS, SOURCES

FIRST_MONDAY = date(2022, 1, 3)
WEEKS = 104
UNREAD_WEEKS = {30, 31, 70}
TYPES = ("CONSULT", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "SANCTION", "ASSAULT", "COOPERATE")

Landing = dict[str, list[dict[str, Any]]]


def synthetic_landing(seed: int = 7) -> Landing:
    """Articles, events and days of three pairs; the events are drawn with a fixed seed."""
    chance = random.Random(seed)
    articles, events, days = [], [], []
    for number in range(WEEKS * 7):
        day = FIRST_MONDAY + timedelta(days=number)
        if number // 7 in UNREAD_WEEKS and number % 7 > 1:
            continue
        article = make_article_row(
            published_date=day,
            published_at=datetime.combine(day, datetime.min.time()),
            title=f"Day {number}",
            source_id=chance.choice(("wire", "courier", "relay")),
            sketch=sorted(chance.sample(range(10**9), 16)),
        )
        articles.append(article)
        found = 0
        for source, target, odds in (
            ("KOR", "RUS", 0.4),
            ("RUS", "KOR", 0.3),
            ("IND", "PAK", 0.05),
        ):
            if chance.random() < odds:
                kind = chance.choice(TYPES)
                events.append(
                    make_event_row(
                        article_id=article["article_id"],
                        source_actor=source,
                        target_actor=target,
                        event_type=kind,
                        mode=None,
                        start_char=found,
                        end_char=found + 26,
                        event_date=day - timedelta(days=chance.randrange(3)),
                        event_date_precision=chance.choice(("day", "unknown")),
                        status=chance.choice(("occurred",) * 6 + ("denied", "background")),
                    )
                )
                found += 1
        days.append(
            {
                "published_date": day,
                "articles_fingerprint": "f",
                "extractor_version": "v",
                "article_count": 1,
                "event_count": found,
            }
        )
    sources = [
        {"source_id": s, "source_name": s, "source_country": None, "is_sample": True}
        for s in ("wire", "courier", "relay")
    ]
    actors = [
        {"actor_code": c, "actor_name": c, "actor_kind": "state", "code_basis": "ISO 3166-1"}
        for c in ("IND", "KOR", "PAK", "RUS")
    ]
    return {
        "articles": articles,
        "events": events,
        "days": days,
        "sources": sources,
        "actors": actors,
    }


def fill_landing(database: Path, landing: Landing, order: int | None = None) -> None:
    """Write the rows of a landing, shuffled where `order` is given."""
    tables = {
        "articles": ARTICLES,
        "events": EVENTS,
        "days": DAYS,
        "sources": SOURCES,
        "actors": ACTORS,
    }
    with warehouse.writing(database) as connection:
        warehouse.create_landing(connection)
        for name, table in tables.items():
            arrow = as_arrow(table, landing[name])
            if order is not None:
                indices = list(range(arrow.num_rows))
                random.Random(order).shuffle(indices)
                arrow = arrow.take(indices)
            connection.execute(f"INSERT INTO landing.{name} SELECT * FROM arrow")


def marts_of(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all marts."""
    with warehouse.reading(database) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts' ORDER BY 1"
        ).fetchall()
        return {
            name: connection.execute(f"SELECT * FROM marts.{name} ORDER BY ALL").fetchall()
            for (name,) in names
        }
