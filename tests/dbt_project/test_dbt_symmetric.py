"""An event written both ways stays one event, whatever else was reported between the two."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from builders import make_article_row, make_event_row
from synthetic import Landing, marts_of

VISIT, TALKS = date(2024, 1, 22), date(2024, 1, 24)


def test_dbt_symmetric_report_without_a_day_joins_none_that_only_one_direction_has(
    build: Callable[..., Path], landing: Landing
) -> None:
    """A dated CONSULT of one direction; then talks of both, without a day: both stay on theirs."""
    articles = [
        make_article_row(published_date=day, title=str(day), source_id="wire")
        for day in (VISIT, TALKS)
    ]
    directed = make_event_row(
        article_id=articles[0]["article_id"],
        event_type="CONSULT",
        mode=None,
        event_date=VISIT,
        event_date_precision="day",
    )
    both = [
        make_event_row(
            article_id=articles[1]["article_id"],
            source_actor=source,
            target_actor=target,
            event_type="CONSULT",
            mode=None,
            symmetric_id="talks",
        )
        for source, target in (("KOR", "RUS"), ("RUS", "KOR"))
    ]
    days = [
        {**landing["days"][0], "published_date": day, "article_count": 1} for day in (VISIT, TALKS)
    ]
    small = {**landing, "articles": articles, "events": [directed, *both], "days": days}
    marts = marts_of(build(small))
    (pair,) = [row for row in marts["fct_pair_week"] if row[:2] == ("KOR", "RUS")]
    assert 2 in pair[3:7]
    talks = [row for row in marts["fct_event"] if TALKS in row]
    assert len(talks) == 2
    assert len({row[1] for row in talks}) == 1, "the two directions share their pair_event_id"
