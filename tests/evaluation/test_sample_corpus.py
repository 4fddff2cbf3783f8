"""The sample keeps the rules it was written under: what it holds, on which days, and who speaks."""

import csv
import json
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from orchestration.articles.published import parse_published
from orchestration.articles.text import clean_text, word_count
from orchestration.collect.headers import source_slug, split_headers
from orchestration.settings import SAMPLE_INBOX, project_root

SAMPLE = project_root / "orchestration" / "sample"
NOTICE = "This article is a sample written for Demarche."
WEEKS = [date(2024, 1, 8) + timedelta(weeks=number) for number in range(4)]
KINDS = {
    "background",
    "denial",
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
}
FAMILY_NAME_FIRST = {"CHN", "KOR", "PRK", "VNM", "TWN"}


@dataclass(frozen=True)
class SampleArticle:
    """An article of the inbox as its file gives it, beside its line in the manifest."""

    manifest: dict[str, str]
    fields: dict[str, str]
    text: str

    @property
    def kinds(self) -> set[str]:
        return set(self.manifest["kinds"].split())


def rows_of(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_article(row: dict[str, str]) -> SampleArticle:
    content = (SAMPLE_INBOX / row["file"]).read_text(encoding="utf-8")
    if row["record"]:
        record: dict[str, str] = json.loads(content.splitlines()[int(row["record"]) - 1])
        fields = {
            "title": record["title"],
            "date": record["published"],
            "source": record["source"],
            "country": record["source_country"],
            "url": record["url"],
        }
        return SampleArticle(row, fields, clean_text(record["text"]))
    split = split_headers(content)
    return SampleArticle(row, split.headers, clean_text(split.body))


ARTICLES = [read_article(row) for row in rows_of("sample.csv")]
BY_ID = {article.manifest["article_id"]: article for article in ARTICLES}
GOLD: list[dict[str, Any]] = [
    json.loads(line)
    for name in ("gold.jsonl", "gold_later.jsonl")
    for line in (SAMPLE / name).read_text(encoding="utf-8").splitlines()
]

each_article = pytest.mark.parametrize("name", sorted(BY_ID))
each_gold = pytest.mark.parametrize("gold", GOLD, ids=[gold["id"] for gold in GOLD])


def published_date(article: SampleArticle) -> date:
    published = parse_published(article.fields["date"], article.fields["country"])
    assert published is not None
    return published.date


def test_sample_manifest_names_every_article_once() -> None:
    listed = sorted((row["file"], row["record"]) for row in rows_of("sample.csv"))
    there = []
    for file in SAMPLE_INBOX.iterdir():
        if file.suffix == ".jsonl":
            lines = file.read_text(encoding="utf-8").splitlines()
            there += [(file.name, str(number)) for number in range(1, len(lines) + 1)]
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
    assert 120 <= word_count(article.text) <= 400
    assert article.fields["title"]
    assert article.fields["source"] == source["source_name"]
    assert source_slug(article.fields["source"]) == source["source_id"]
    assert article.fields["country"] == source["source_country"]
    assert article.fields["url"].startswith(f"https://{source['domain']}/")
    assert source["domain"].endswith(".example")
    assert published_date(article).isoformat() == article.manifest["published_date"]
    assert article.kinds <= KINDS


@each_article
def test_sample_quotes_no_real_person(name: str) -> None:
    article = BY_ID[name]
    real = {person for person in article.manifest["real_people"].split("|") if person}
    family_names = {word for person in real for word in re.findall(r"\w{3,}", person)}
    with (project_root / "orchestration/knowledge/office_holders.csv").open(
        encoding="utf-8", newline=""
    ) as stream:
        for row in csv.DictReader(stream):
            names = [row["person"], *filter(None, row["name_variants"].split("|"))]
            position = 0 if row["actor_code"] in FAMILY_NAME_FIRST else -1
            family_names |= {person.split()[position] for person in names}
            if any(person in article.text for person in names):
                assert real & set(names), f"name {names[0]} under real_people in sample.csv"
    for paragraph in article.text.split("\n\n"):
        if re.search(r"[\"“”«»]", paragraph):
            spoken_of = {
                family
                for family in family_names
                if re.search(rf"\b{re.escape(family)}\b", paragraph)
            }
            assert not spoken_of, paragraph


def test_sample_has_the_size_sources_and_kinds_it_promises() -> None:
    assert len(ARTICLES) >= 40
    assert len({article.manifest["source_id"] for article in ARTICLES}) >= 5
    assert {file.suffix for file in SAMPLE_INBOX.iterdir()} == {".txt", ".jsonl"}
    assert set().union(*(article.kinds for article in ARTICLES)) == KINDS
    without_diplomacy = sum("not_diplomacy" in article.kinds for article in ARTICLES)
    assert without_diplomacy >= len(ARTICLES) / 5
    assert sum("syndicated" in article.kinds for article in ARTICLES) >= 2


def test_sample_has_articles_on_five_days_of_each_of_its_weeks_and_on_no_other() -> None:
    days: dict[date, set[date]] = defaultdict(set)
    for article in ARTICLES:
        day = published_date(article)
        days[day - timedelta(days=day.weekday())].add(day)
    assert sorted(days) == WEEKS
    assert {week: len(found) for week, found in days.items() if len(found) < 5} == {}


def test_sample_gold_alone_gives_each_week_busy_pairs() -> None:
    """Counted as the warehouse does: a source, target, type and day once, both directions once."""
    events: dict[tuple[date, str], set[tuple[str, str, str, date]]] = defaultdict(set)
    for gold in GOLD:
        published = date.fromisoformat(gold["published"])
        for event in gold["events"]:
            planned = event["status"] == "planned" and event["event_type"] in {"CONSULT", "AGREE"}
            if not event["certain"] or not (event["status"] == "occurred" or planned):
                continue
            said = date.fromisoformat(event["event_date"]) if event["event_date"] else published
            day = said if 0 <= (published - said).days <= 28 else published
            sides = [event["source"], event["target"]]
            source, target = sorted(sides) if event["symmetric"] else sides
            counted = "AGREE" if planned else event["event_type"]
            week = day - timedelta(days=day.weekday())
            events[week, "-".join(sorted(sides))].add((source, target, counted, day))
    busy = {
        week: [p for (w, p), found in events.items() if w == week and len(found) >= 5]
        for week in WEEKS
    }
    assert all(busy.values()), busy
    assert all(len(busy[week]) >= 2 for week in WEEKS[2:]), busy


def test_sample_copies_are_near_copies_from_another_source_within_a_week() -> None:
    copies = [article for article in ARTICLES if article.manifest["copy_of"]]
    assert {article.manifest["article_id"] for article in copies} == {
        article.manifest["article_id"] for article in ARTICLES if "syndicated" in article.kinds
    }
    for copy in copies:
        first = BY_ID[copy.manifest["copy_of"]]
        words, first_words = set(copy.text.split()), set(first.text.split())
        assert copy.manifest["source_id"] != first.manifest["source_id"]
        assert 0 <= (published_date(copy) - published_date(first)).days < 7
        assert copy.text != first.text
        assert len(words & first_words) / len(words | first_words) > 0.8


@each_gold
def test_sample_gold_quotes_the_article_it_annotates(gold: dict[str, Any]) -> None:
    article = BY_ID[gold["id"]]
    assert gold["text"] == article.text
    assert gold["title"] == article.fields["title"]
    assert gold["url"] == article.fields["url"]
    assert gold["source"] == article.fields["source"]
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


def test_sample_gold_covers_at_least_ten_articles_and_some_without_events() -> None:
    assert len(GOLD) == len({gold["id"] for gold in GOLD})
    assert len(GOLD) >= 10
    assert any(gold["events"] == [] for gold in GOLD)
