"""Seasons: every month belongs to one, and words for one season agree."""

from orchestration.knowledge.seasons import load_seasons


def test_knowledge_seasons_part_the_year() -> None:
    first_months = set(load_seasons().values())
    months = [(first + step - 1) % 12 + 1 for first in first_months for step in range(3)]
    assert sorted(months) == list(range(1, 13))


def test_knowledge_seasons_agree_on_words_for_one() -> None:
    seasons = load_seasons()
    assert seasons["autumn"] == seasons["fall"]
    for word in seasons:
        if word.endswith("time"):
            assert seasons[word] == seasons[word.removesuffix("time")]
