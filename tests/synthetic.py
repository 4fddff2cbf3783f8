"""A synthetic landing: two years of weeks, some of them not read, and what becomes of it."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from builders import make_article_row, make_event_row

from orchestration import warehouse
from orchestration.ids import content_id
from orchestration.lakes import as_arrow
from orchestration.tables import ACTORS, ARTICLES, DAYS, DOCUMENTS, EVENTS, QUOTATIONS, SOURCES

FIRST_MONDAY = date(2022, 1, 3)
WEEKS = 104
UNREAD_WEEKS = {30, 31, 70}
QUIET_WEEKS = range(52, 80)
OUTLETS = ("wire", "courier", "relay")
NAMES = {
    "EGY": "Egypt",
    "ETH": "Ethiopia",
    "IND": "India",
    "KOR": "South Korea",
    "PAK": "Pakistan",
    "RUS": "Russia",
}
TYPES = ("CONSULT", "SUPPORT", "AGREE", "REQUEST", "ACCUSE", "SANCTION", "ASSAULT", "COOPERATE")

TABLES = {
    "documents": DOCUMENTS,
    "articles": ARTICLES,
    "events": EVENTS,
    "quotations": QUOTATIONS,
    "days": DAYS,
    "sources": SOURCES,
    "actors": ACTORS,
}

Row = dict[str, Any]
Landing = dict[str, list[Row]]


def synthetic_landing(seed: int = 7) -> Landing:
    """Articles, events and days of four pairs; the events are drawn with a fixed seed.

    Every tenth article is a copy of the day before's, KOR and RUS also act together (written both
    ways), and EGY falls silent towards ETH for half a year.
    """
    chance = random.Random(seed)
    landing: Landing = {name: [] for name in TABLES}
    for number in range(WEEKS * 7):
        day, week = FIRST_MONDAY + timedelta(days=number), number // 7
        if week in UNREAD_WEEKS and number % 7 > 1:
            continue
        article = _add_article(landing, chance, day, is_copy=number % 10 == 9)
        odds = [("KOR", "RUS", 0.4), ("RUS", "KOR", 0.3), ("IND", "PAK", 0.05)]
        if week not in QUIET_WEEKS:
            odds.append(("EGY", "ETH", 0.3))
        acting = [(source, target) for source, target, odd in odds if chance.random() < odd]
        for place, (source, target) in enumerate(acting):
            _add_event(landing, chance, article, (source, target), place)
        found = sum(row["article_id"] == article["article_id"] for row in landing["events"])
        landing["days"].append(
            {
                "published_date": day,
                "articles_fingerprint": "f",
                "extractor_version": "v",
                "article_count": 1,
                "event_count": found,
            }
        )
    landing["sources"] = [
        {
            "source_id": name,
            "source_name": name.title(),
            "source_country": None,
            "source_kind": None,
            "source_terms": None,
            "is_sample": True,
        }
        for name in OUTLETS
    ]
    landing["actors"] = [
        {"actor_code": code, "actor_name": name, "actor_kind": "state", "code_basis": "ISO 3166-1"}
        for code, name in sorted(NAMES.items())
    ]
    return landing


def _add_article(landing: Landing, chance: random.Random, day: date, is_copy: bool) -> Row:
    sketch = sorted(chance.sample(range(10**9), 16))
    article = make_article_row(
        published_date=day,
        published_at=datetime.combine(day, datetime.min.time()),
        title=f"Day {day}",
        source_id=chance.choice(OUTLETS),
        sketch=landing["articles"][-1]["sketch"] if is_copy else sketch,
    )
    landing["articles"].append(article)
    landing["documents"].append(
        {
            "document_id": article["document_id"],
            "source_id": article["source_id"],
            "url": article["url"],
            "retrieved_at": article["published_at"] + timedelta(days=chance.choice((0, 0, 0, 9))),
            "published_date": day,
            "content_type": "text/plain",
            "bytes": 100,
            "sha256": "0",
            "outcome": "article",
            "reason": None,
        }
    )
    return article


def _add_event(
    landing: Landing, chance: random.Random, article: Row, sides: tuple[str, str], place: int
) -> None:
    kind, start = chance.choice(TYPES), place * 100
    source, target = (NAMES[code] for code in sides)
    evidence = f"{source} acted towards {target}, saying: “never again”."
    changes = {
        "article_id": article["article_id"],
        "event_type": kind,
        "mode": chance.choice((None, "disapprove", "allege")) if kind == "ACCUSE" else None,
        "start_char": start,
        "end_char": start + len(evidence),
        "event_date": article["published_date"] - timedelta(days=chance.randrange(3)),
        "event_date_precision": chance.choice(("day", "unknown")),
        "status": chance.choice(("occurred",) * 6 + ("denied", "background")),
        "evidence": evidence,
        "trigger": "acted",
        "stated_by_actor": sides[0],
    }
    both = kind == "CONSULT" and chance.random() < 0.5
    for one, other in (sides, sides[::-1]) if both else (sides,):
        event = make_event_row(source_actor=one, target_actor=other, **changes)
        landing["events"].append(event)
    if both:
        for event in landing["events"][-2:]:
            event["symmetric_id"] = landing["events"][-1]["event_id"]
    quoted = "never again"
    landing["quotations"].append(
        {
            "quotation_id": content_id("quotation", article["article_id"], str(start)),
            "article_id": article["article_id"],
            "start_char": start + evidence.index(quoted),
            "end_char": start + evidence.index(quoted) + len(quoted),
            "text": quoted,
            "speaker": None,
            "speaker_actor": sides[0],
            "about_actors": [sides[1]],
            "is_partial": True,
        }
    )


def fill_landing(database: Path, landing: Landing, order: int | None = None) -> None:
    """Write the rows of a landing, shuffled where `order` is given."""
    with warehouse.writing(database) as connection:
        warehouse.create_landing(connection)
        for name, table in TABLES.items():
            arrow = as_arrow(table, landing[name])
            if order is not None:
                indices = list(range(arrow.num_rows))
                random.Random(order).shuffle(indices)
                arrow = arrow.take(indices)
            connection.execute(f"INSERT INTO landing.{name} SELECT * FROM arrow")


def marts_of(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all marts; lists in them are tuples, so that rows can stand in sets."""
    with warehouse.reading(database) as connection:
        names = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts' ORDER BY 1"
        ).fetchall()
        return {
            name: [
                tuple(tuple(value) if isinstance(value, list) else value for value in row)
                for row in connection.execute(f"SELECT * FROM marts.{name} ORDER BY ALL").fetchall()
            ]
            for (name,) in names
        }
