"""Evaluation: what reading finds, scored against articles that a person has annotated."""

from orchestration.evaluation.articles import evaluate_articles, scores_as_dict, scores_table
from orchestration.evaluation.gold import Gold, GoldArticle, GoldError, GoldEvent, load_gold
from orchestration.evaluation.scoring import ArticleScores, score_articles

__all__ = [
    "ArticleScores",
    "Gold",
    "GoldArticle",
    "GoldError",
    "GoldEvent",
    "evaluate_articles",
    "load_gold",
    "score_articles",
    "scores_as_dict",
    "scores_table",
]
