"""A small warehouse of marts for the pages, built from the contracts of the dbt models.

The tables have the columns and types that `dbt_project/models/marts/*.yml` enforce. The story is
told as events; index and parts follow from them by the formula of the design without history (b = 0
and τ = 19), so that the parts add up as they do in the real marts.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import yaml
from briefed_weeks import add_weeks, monday

from orchestration import warehouse
from orchestration.ids import content_id
from orchestration.settings import project_root

MARTS = project_root / "dbt_project" / "models" / "marts"
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
WEIGHTS = {"AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5, "REQUEST": 0, "ACCUSE": -3, "REJECT": -2}
WEIGHTS |= {"THREATEN": -3.5, "SANCTION": -6, "ASSAULT": -9, "YIELD": 6.5, "COERCE": -7}
NAMES = {
    "EGY": "Egypt",
    "ETH": "Ethiopia",
    "SDN": "Sudan",
    "PHL": "the Philippines",
    "USA": "the United States",
}


@dataclass(frozen=True)
class Told:
    """One report of one event, as a test tells it."""

    source: str
    target: str
    kind: str
    day: date
    evidence: str = "Cairo criticised Addis Ababa."
    outlet: str = "North Wire"
    mode: str | None = None
    status: str = "occurred"
    both_ways: bool = False
    trigger: str = "criticised"
    person: str | None = None
    stated_by: str | None = None
    title: str = "A headline"
    url: str = "https://north-wire.example/1"
    published: datetime | None = None
    has_day: bool = True
    copy_of: "Told | None" = None

    @property
    def at(self) -> datetime:
        """When it was published: in the morning of its day, where nothing else is told."""
        return self.published or datetime.combine(self.day, time(8, 30))


@dataclass
class Story:
    """What a test tells: reports, the days that were read, quotations, documents refused."""

    told: list[Told] = field(default_factory=list)
    read_days: list[date] = field(default_factory=list)
    quotations: list[tuple[Told, str, str | None, str | None]] = field(default_factory=list)
    refused: list[tuple[date, str, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=lambda: dict(NAMES))
    is_sample: bool = True


def days_of(*mondays: date, number: int = 7) -> list[date]:
    return [first + timedelta(days=offset) for first in mondays for offset in range(number)]


def warehouse_of(story: Story) -> duckdb.DuckDBPyConnection:
    """A database in memory with `landing` and `marts`, filled from the story."""
    connection = duckdb.connect()
    warehouse.create_landing(connection)
    connection.execute("DROP TABLE landing.article_texts")
    connection.execute("CREATE SCHEMA marts")
    for file in sorted(MARTS.glob("*.yml")):
        for model in yaml.safe_load(file.read_text())["models"]:
            columns = ", ".join(f'"{c["name"]}" {c["data_type"]}' for c in model["columns"])
            connection.execute(f"CREATE TABLE marts.{model['name']} ({columns})")
    for table, rows in _rows(story).items():
        _insert(connection, table, rows)
    return connection


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = ", ".join(f'"{name}"' for name in names)
    marks = f"({', '.join('?' for _ in names)})"
    for start in range(0, len(rows), 200):
        some = rows[start : start + 200]
        connection.execute(
            f"INSERT INTO {table} ({columns}) VALUES {', '.join(marks for _ in some)}",
            [row.get(name) for row in some for name in names],
        )


def _article_id(told: Told) -> str:
    return content_id("article", told.outlet, told.url, told.at.isoformat(), told.title)


def _key(source: str, target: str, told: Told) -> str:
    group = told.status if told.status in ("denied", "background") else "counted"
    return content_id(source, target, told.kind, told.mode or "", group, told.day.isoformat())


def _directions(told: Told) -> list[tuple[str, str]]:
    one = (told.source, told.target)
    return [one, one[::-1]] if told.both_ways else [one]


def _slug(outlet: str) -> str:
    return outlet.lower().replace(" ", "-")


def _rows(story: Story) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {}
    add = lambda table, **row: rows.setdefault(table, []).append(row)  # noqa: E731
    for code, name in sorted(story.names.items()):
        add(
            "marts.dim_actor",
            actor_code=code,
            actor_name=name,
            actor_kind="state",
            code_basis="ISO 3166-1",
        )
    for outlet in sorted({told.outlet for told in story.told} | {"North Wire"}):
        add(
            "marts.dim_source",
            source_id=_slug(outlet),
            source_name=outlet,
            is_sample=story.is_sample,
        )
    _add_articles(add, story)
    events = _add_events(add, story)
    add_weeks(add, story, events)
    for told, text, speaker, actor in story.quotations:
        start = told.evidence.index(text)
        add(
            "landing.quotations",
            quotation_id=content_id("quotation", text),
            article_id=_article_id(told),
            start_char=start,
            end_char=start + len(text),
            text=text,
            speaker=speaker,
            speaker_actor=actor,
            about_actors=[],
            is_partial=True,
        )
    return rows


def _add_articles(add: Any, story: Story) -> None:
    articles = {_article_id(told): told for told in story.told}
    for day in story.read_days:
        on_it = [told for told in articles.values() if told.at.date() == day]
        number = len(on_it)
        if not number:
            filler = Told("EGY", "ETH", "ACCUSE", day, title=f"Market day {day}", url="inbox:m.txt")
            articles[_article_id(filler)] = filler
            number = 1
        add(
            "landing.days",
            published_date=day,
            articles_fingerprint="f",
            extractor_version="v",
            article_count=number,
            event_count=len(on_it),
        )
    for article_id, told in sorted(articles.items()):
        at = told.at
        add(
            "landing.articles",
            article_id=article_id,
            document_id=article_id,
            source_id=_slug(told.outlet),
            url=told.url,
            canonical_url=told.url,
            title=told.title,
            published_at=at,
            published_at_basis="header",
            published_date=at.date(),
            language="en",
            published_local_date=at.date(),
            word_count=100,
            sketch=[],
        )
        add(
            "marts.fct_article",
            article_id=article_id,
            source_id=_slug(told.outlet),
            url=told.url,
            title=told.title,
            published_at=at,
            published_week=monday(at.date()),
            is_late=False,
        )
        add(
            "landing.documents",
            document_id=article_id,
            source_id=_slug(told.outlet),
            url=told.url,
            retrieved_at=at,
            published_date=at.date(),
            content_type="text/plain",
            bytes=10,
            sha256="0",
            outcome="article",
        )
    for number, (day, outcome, reason) in enumerate(story.refused):
        add(
            "landing.documents",
            document_id=f"refused{number}",
            source_id="north-wire",
            url="inbox:x.txt",
            retrieved_at=datetime.combine(day, time()),
            published_date=day,
            content_type="text/plain",
            bytes=10,
            sha256="0",
            outcome=outcome,
            reason=reason,
        )


def _add_events(add: Any, story: Story) -> list[dict[str, Any]]:
    groups: dict[str, list[tuple[str, str, Told]]] = {}
    for told in story.told:
        for source, target in _directions(told):
            groups.setdefault(_key(source, target, told), []).append((source, target, told))
    events = []
    for key, members in sorted(groups.items()):
        source, target, first = min(members, key=lambda member: member[2].at)
        counted = first.status not in ("denied", "background")
        leads = {member.outlet for *_, member in members if member.copy_of is None}
        one, other = sorted((source, target))
        is_mutual = any(member.both_ways for *_, member in members)
        pair_id = _key(one, other, first) + "p" if is_mutual else key
        for number, (*_, member) in enumerate(members):
            event_id = content_id(key, _article_id(member), str(number))
            if member is first:
                first_id = event_id
            add(
                "marts.fct_event_report",
                event_id=event_id,
                event_key=key,
                symmetric_id=content_id("both", event_id) if member.both_ways else None,
                article_id=_article_id(member),
                source_id=_slug(member.outlet),
                url=member.url,
                title=member.title,
                story_id=_article_id(member.copy_of or member),
                is_first_of_story=member.copy_of is None,
                published_at=member.at,
                published_date=member.at.date(),
                sentence_index=0,
                start_char=0,
                end_char=len(member.evidence),
                evidence=member.evidence,
                trigger=member.trigger,
                source_actor=source,
                target_actor=target,
                event_type=member.kind,
                status=member.status,
                stated_by_actor=member.stated_by,
                stated_by_person=member.person,
                rule_or_model="test",
                confidence=0.9,
                is_counted=counted,
                has_day=member.has_day,
                counted_date=member.day,
                event_week=monday(member.day),
            )
            add(
                "landing.events",
                event_id=event_id,
                article_id=_article_id(member),
                sentence_index=0,
                source_actor=source,
                target_actor=target,
                event_type=member.kind,
                other_modes=[],
                contexts=[],
                event_date=member.day,
                trigger="t",
                event_date_precision="day" if member.has_day else "unknown",
                status=member.status,
                start_char=0,
                end_char=1,
                evidence=member.evidence,
                rule_or_model="test",
                confidence=0.9,
                extractor_version="v",
            )
        counted_type = "AGREE" if first.status == "planned" else first.kind
        events.append(
            {
                "event_key": key,
                "pair_event_id": pair_id,
                "source_actor": source,
                "target_actor": target,
                "counted_type": counted_type,
                "mode": first.mode,
                "quad_class": QUADS[counted_type],
                "status": first.status,
                "status_group": "counted" if counted else first.status,
                "is_counted": counted,
                "is_symmetric": is_mutual,
                "counted_date": first.day,
                "event_week": monday(first.day),
                "n_reports": len(members),
                "intensity": Decimal(str(WEIGHTS[counted_type])),
                "n_articles": len(members),
                "n_stories": max(1, len(leads)),
                "n_sources": max(1, len(leads)),
                "first_source": _slug(first.outlet),
                "first_event_id": first_id,
            }
        )
    return events
