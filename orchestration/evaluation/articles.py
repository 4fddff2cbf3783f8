"""Reading scored against a file of annotated articles, and the scores as rows and as JSON."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from orchestration.articles.text import clean_text
from orchestration.evaluation.gold import GoldArticle, load_gold
from orchestration.evaluation.scoring import (
    COVERAGE,
    RESAMPLES,
    SEED,
    ArticleScores,
    Estimate,
    score_articles,
)
from orchestration.extract.records import ArticleToRead, Event

Progress = Callable[[int, int], None]


def evaluate_articles(
    gold_path: Path, pipeline_name: str, progress: Progress | None = None
) -> ArticleScores:
    """Read the articles of `gold_path` with `pipeline_name` and score what is found.

    `progress` is told how many articles are read, and of how many.

    Raises:
        GoldError: the file can't be used; one line that names the place.
    """
    gold = load_gold(gold_path)
    from orchestration.extract import build_reader

    reader = build_reader(pipeline_name)
    found: dict[str, tuple[Event, ...]] = {}
    for number, article in enumerate(gold.articles, start=1):
        found[article.article_id] = reader.read(_to_read(article)).events
        if progress:
            progress(number, len(gold.articles))
    return score_articles(gold, found)


def scores_table(scores: ArticleScores) -> list[dict[str, Any]]:
    """A row a score for printing: its name, the three counts, each share with its interval."""
    rows = []
    for score in (*scores.scores, *scores.by_event_type):
        row: dict[str, Any] = {
            "score": score.name,
            "n_gold": score.n_gold,
            "n_predicted": score.n_predicted,
            "n_matched": score.n_matched,
        }
        for name in ("precision", "recall", "f1"):
            estimate: Estimate = getattr(score, name)
            row[name] = estimate.value
            row[f"{name}_low"], row[f"{name}_high"] = estimate.low, estimate.high
        rows.append(row)
    return rows


def scores_as_dict(scores: ArticleScores) -> dict[str, Any]:
    """All of it as JSON takes it, with how the intervals were made."""
    return {
        **asdict(scores),
        "interval": {
            "coverage": COVERAGE,
            "resamples": RESAMPLES,
            "seed": SEED,
            "over": "articles",
        },
    }


def _to_read(article: GoldArticle) -> ArticleToRead:
    return ArticleToRead(
        article_id=article.article_id,
        title=article.title,
        text=clean_text(article.text),
        published_date=article.published_date,
        published_local_date=article.published_date,
    )
