"""Real articles, where they are at hand: the two ways in give the same events."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from orchestration.cli import app
from orchestration.settings import project_root

FOLDER = project_root.parent / "shared" / "data" / "real-articles"

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
