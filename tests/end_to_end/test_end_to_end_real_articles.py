"""Real articles, where they are at hand: the two ways in give the same events."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.settings import project_root

DATA = project_root.parent / "shared" / "data"
FOLDER = DATA / "real-articles"
SEED = DATA / "rudenko-visits-seoul.txt"

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the articles are not here"),
]


@pytest.mark.parametrize(
    ("page", "article_id"),
    [
        ("chron-esper-hanoi", "ap-esper-hanoi"),
        ("rt-bolivia", "rt-bolivia-deaths"),
        ("albawaba-settlements", "albawaba-settlements"),
    ],
)
def test_page_and_text_of_one_article_give_the_same_events(
    tmp_path: Path, page: str, article_id: str
) -> None:
    lines = (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    (article,) = [each for each in map(json.loads, lines) if each["id"] == article_id]
    text = tmp_path / "article.txt"
    text.write_text(
        f"Title: {article['title']}\nDate: {article['published']}\n\n{article['text']}",
        encoding="utf-8",
    )
    saved = FOLDER / "raw" / f"{page}.html"
    result = CliRunner().invoke(app, ["extract", str(saved), str(text), "--format", "json"])
    from_page, from_text = json.loads(result.stdout)
    columns = ("source_actor", "target_actor", "event_type", "status", "event_date", "evidence")
    told = [
        sorted([str(event[name]) for name in columns] for event in file["events"])
        for file in (from_page, from_text)
    ]
    assert told[0] == told[1]


def test_report_of_a_visit_gives_all_that_a_reader_finds_in_it_and_nothing_else() -> None:
    """Nine acts, read by a person. A planned meeting or deal is one that counts, too."""
    result = CliRunner().invoke(
        app, ["extract", str(SEED), "--published", "2024-02-04", "--format", "json"]
    )
    (file,) = json.loads(result.stdout)
    counted = [
        event
        for event in file["events"]
        if event["status"] == "occurred"
        or (event["status"] == "planned" and event["event_type"] in ("AGREE", "CONSULT"))
    ]
    assert {(e["source_actor"], e["target_actor"], e["event_type"]) for e in counted} == {
        ("RUS", "KOR", "CONSULT"),
        ("KOR", "RUS", "CONSULT"),
        ("KOR", "RUS", "ACCUSE"),
        ("KOR", "RUS", "REQUEST"),
        ("RUS", "PRK", "AGREE"),
        ("RUS", "USA", "ACCUSE"),
        ("RUS", "USA", "REQUEST"),
        ("KOR", "PRK", "ACCUSE"),
        ("RUS", "KOR", "ACCUSE"),
    }
    talks = {(e["source_actor"], e["event_date"]) for e in counted if e["event_type"] == "CONSULT"}
    assert {day for _, day in talks} <= {"2024-02-02", None}
    assert {("RUS", "2024-02-02"), ("KOR", "2024-02-02")} <= talks
