"""The sample keeps the rules it was written under: what it holds, on which days, and who speaks."""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import pytest

from orchestration.articles.parse import parse_document
from orchestration.articles.text import word_count
from orchestration.collect.files import FEED, FoundDocument, documents_in
from orchestration.collect.headers import source_slug
from orchestration.collect.raw_zone import raw_row
from orchestration.knowledge.actors import load_office_holders
from orchestration.knowledge.roles import goes_by_first_name, load_bare_names
from orchestration.settings import SAMPLE_INBOX, Settings, project_root

SAMPLE = project_root / "orchestration" / "sample"
NOTICE = "This article is a sample written for Demarche."
WEEKS = [date(2023, 12, 4) + timedelta(weeks=number) for number in range(12)]
COLLECTED = datetime(2024, 3, 1)
KINDS = {
    "background",
    "correction",
    "denial",
    "late",
    "metonym",
    "nominal",
    "not_diplomacy",
    "passive",
    "plan",
    "second_reference",
    "split_attribution",
    "syndicated",
    "threat",
    "trailing_attribution",
    "update",
}


@dataclass(frozen=True)
class SampleArticle:
    """An article as collecting and parsing give it, beside its line in the manifest."""

    manifest: dict[str, str]
    fields: dict[str, Any]
    text: str

    @property
    def kinds(self) -> set[str]:
        return set(self.manifest["kinds"].split())

    @property
    def day(self) -> date:
        day = self.fields["published_date"]
        assert isinstance(day, date)
        return day


def rows_of(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def documents_of(file: str) -> list[FoundDocument]:
    """The documents of a file of the inbox that are to be articles: a feed is none."""
    found = documents_in(SAMPLE_INBOX / file, file, Settings().max_document_bytes)
    return [document for document in found if document.content_type != FEED]


def read_article(row: dict[str, str]) -> SampleArticle:
    raw = raw_row(documents_of(row["file"])[int(row["record"] or 1) - 1], COLLECTED, is_sample=True)
    parsed = parse_document(raw, date(2015, 1, 1))
    assert parsed.article is not None, (row["file"], parsed.document["reason"])
    assert parsed.text is not None
    return SampleArticle(row, raw | parsed.article, parsed.text)


ARTICLES = [read_article(row) for row in rows_of("sample.csv")]
BY_ID = {article.manifest["article_id"]: article for article in ARTICLES}
GOLD: list[dict[str, Any]] = [
    json.loads(line)
    for name in ("gold.jsonl", "gold_later.jsonl", "gold_wide.jsonl")
    for line in (SAMPLE / name).read_text(encoding="utf-8").splitlines()
]

each_article = pytest.mark.parametrize("name", sorted(BY_ID))
each_gold = pytest.mark.parametrize("gold", GOLD, ids=[gold["id"] for gold in GOLD])


def test_sample_manifest_names_every_article_once() -> None:
    listed = sorted((row["file"], row["record"]) for row in rows_of("sample.csv"))
    there = []
    for file in SAMPLE_INBOX.iterdir():
        if file.suffix in (".jsonl", ".rss", ".xml"):
            there += [
                (file.name, str(number + 1)) for number in range(len(documents_of(file.name)))
            ]
        else:
            there.append((file.name, ""))
    assert listed == sorted(there)
    assert len(BY_ID) == len(listed)


@each_article
def test_sample_article_says_what_it_is_and_fits_its_manifest(name: str) -> None:
    article = BY_ID[name]
    source = {row["source_id"]: row for row in rows_of("sources.csv")}[
        article.manifest["source_id"]
    ]
    assert article.text.endswith(NOTICE)
    assert 120 <= word_count(article.text) <= 600
    assert article.fields["title"]
    assert article.fields["source_name"] == source["source_name"]
    assert source_slug(article.fields["source_name"]) == source["source_id"]
    assert article.fields["source_country"] in (None, source["source_country"])
    assert article.fields["url"].startswith(f"https://{source['domain']}/")
    assert source["domain"].endswith(".example")
    assert article.day.isoformat() == article.manifest["published_date"]
    assert article.kinds <= KINDS


@each_article
def test_sample_quotes_no_real_person(name: str) -> None:
    article = BY_ID[name]
    real = {person for person in article.manifest["real_people"].split("|") if person}
    family_names = {word for person in real for word in re.findall(r"\w{3,}", person)}
    day = date.fromisoformat(article.manifest["published_date"])
    for holder in load_office_holders():
        names = {holder.person, *holder.name_variants}
        if any(" " in person and person in article.text for person in names):
            assert real & names, f"name {holder.person} under real_people in sample.csv"
        if holder.holds_on(day):
            family_names |= {
                person.split()[0 if goes_by_first_name(holder.actor_code, person) else -1]
                for person in names
            } - set(load_bare_names())
    for paragraph in article.text.split("\n\n"):
        if re.search(r"[\"“”«»]", paragraph):
            spoken_of = {
                family
                for family in family_names
                # "Tariq Butt", "Yang Jin-mo": an invented given name.
                if re.search(rf"\b{re.escape(family)}\b(?! [A-Z]|-)", paragraph)
            }
            assert not spoken_of, paragraph


def test_sample_has_the_size_sources_and_kinds_it_promises() -> None:
    assert len(ARTICLES) >= 160
    assert len({article.manifest["source_id"] for article in ARTICLES}) >= 8
    suffixes = {".txt", ".jsonl", ".html", ".eml", ".rss", ".xml"}
    assert {file.suffix for file in SAMPLE_INBOX.iterdir()} == suffixes
    assert set().union(*(article.kinds for article in ARTICLES)) == KINDS
    without_diplomacy = sum("not_diplomacy" in article.kinds for article in ARTICLES)
    assert without_diplomacy >= len(ARTICLES) / 5
    assert sum("syndicated" in article.kinds for article in ARTICLES) >= 2


def test_sample_has_articles_on_five_days_of_each_of_its_weeks_and_on_no_other() -> None:
    days: dict[date, set[date]] = defaultdict(set)
    for article in ARTICLES:
        day = article.day
        days[day - timedelta(days=day.weekday())].add(day)
    assert sorted(days) == WEEKS
    assert {week: len(found) for week, found in days.items() if len(found) < 5} == {}


def test_sample_late_articles_came_with_those_of_a_later_week() -> None:
    late = [article for article in ARTICLES if "late" in article.kinds]
    assert late
    for article in late:
        file = article.manifest["file"]
        others = [other.day for other in ARTICLES if other.manifest["file"] == file]
        monday = article.day - timedelta(days=article.day.weekday())
        assert max(others) >= monday + timedelta(days=7)


def test_sample_copies_are_near_copies_from_another_source_within_a_week() -> None:
    copies = [article for article in ARTICLES if article.manifest["copy_of"]]
    assert {article.manifest["article_id"] for article in copies} == {
        article.manifest["article_id"] for article in ARTICLES if "syndicated" in article.kinds
    }
    for copy in copies:
        first = BY_ID[copy.manifest["copy_of"]]
        words, first_words = set(copy.text.split()), set(first.text.split())
        assert copy.manifest["source_id"] != first.manifest["source_id"]
        assert 0 <= (copy.day - first.day).days < 7
        assert copy.text != first.text
        assert len(words & first_words) / len(words | first_words) > 0.8


@each_gold
def test_sample_gold_quotes_the_article_it_annotates(gold: dict[str, Any]) -> None:
    article = BY_ID[gold["id"]]
    assert gold["text"] == article.text
    assert gold["title"] == article.fields["title"]
    assert gold["url"] == article.fields["url"]
    assert gold["source"] == article.fields["source_name"]
    assert gold["published"] == article.manifest["published_date"]
    assert gold["kind"] == ("events" if gold["events"] else "no_event")
    for event in gold["events"]:
        assert event["evidence"] in article.text
        assert event["source"] != event["target"]
        assert event["status"] in {"occurred", "planned", "denied", "background", "hypothetical"}
        assert not (event["certain"] and event["status"] in {"background", "hypothetical"})


@each_gold
def test_sample_gold_holds_each_certain_fact_once(gold: dict[str, Any]) -> None:
    seen: dict[tuple[str, ...], int] = defaultdict(int)
    for event in gold["events"]:
        if event["certain"]:
            sides = [event["source"], event["target"]]
            ordered = sorted(sides) if event["symmetric"] else sides
            seen[(*ordered, event["event_type"], event["status"])] += 1
    assert [key for key, count in seen.items() if count > 1] == []


def test_sample_gold_covers_at_least_sixty_articles_and_some_without_events() -> None:
    assert len(GOLD) == len({gold["id"] for gold in GOLD})
    assert len(GOLD) >= 60
    assert any(gold["events"] == [] for gold in GOLD)
