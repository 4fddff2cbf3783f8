"""Precision, recall and F1 of reading against annotated articles.

What is counted, all on the same predictions (`matching.Matched.predicted`) and scored events:

- `event`: all four parts are right.
- `source`, `target`, `event_type`, `status`: that part is right, whatever the others say; again
  one to one within an article, as many as possible. It bounds what mending that part could gain.
- `pair`: the distinct unordered pairs of sides of an article.
- by event type: the full event, a matched one under the annotated type, a false one under its own.

Precision is matched over predicted, recall matched over annotated, F1 their harmonic mean; null
where the denominator is 0. Intervals are percentiles over resamples of whole articles, since the
events of one article stand or fall together (Efron and Tibshirani 1993, chapter 13).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from orchestration.evaluation.gold import Gold, GoldEvent
from orchestration.evaluation.matching import (
    PARTS,
    Matched,
    Prediction,
    fits,
    fits_part,
    match_article,
    maximum_matching,
    pair_up,
    pairs_of,
)
from orchestration.extract.records import Event

SEED = 20240204
RESAMPLES = 2000
COVERAGE = 0.90


@dataclass(frozen=True)
class Estimate:
    """A share with its bootstrap interval; all null where nothing could be divided."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Score:
    """Counts over all articles, and what they come to."""

    name: str
    n_gold: int
    n_predicted: int
    n_matched: int
    precision: Estimate
    recall: Estimate
    f1: Estimate


@dataclass(frozen=True)
class MissedEvent:
    """An annotated event without a prediction; `evidence` is the annotator's sentence.

    `but_for` names the one part in which some false prediction of the article differs, with what
    it said ("status: planned"), or "direction" where the sides are turned round; else None.
    """

    article_id: str
    source: str
    target: str
    event_type: str
    status: str
    evidence: str
    but_for: str | None


@dataclass(frozen=True)
class FalseEvent:
    """A prediction that fits no annotated event; `evidence` is the sentence it was read from.

    `but_for` is the one part in which it differs from an annotated event (scored or not), with
    that event's value ("status: background"), or "direction"; else None.
    """

    article_id: str
    source: str
    target: str
    event_type: str
    status: str
    evidence: str
    rule_or_model: str
    but_for: str | None


@dataclass(frozen=True)
class ArticleScores:
    """What evaluation gives; `scores` are event, the four parts and pair, in this order."""

    n_articles: int
    n_articles_without_events: int
    n_left_out: int
    scores: tuple[Score, ...]
    by_event_type: tuple[Score, ...]
    missed: tuple[MissedEvent, ...]
    false: tuple[FalseEvent, ...]


@dataclass(frozen=True)
class _Counts:
    gold: int = 0
    predicted: int = 0
    matched: int = 0


def score_articles(gold: Gold, found: Mapping[str, Iterable[Event]]) -> ArticleScores:
    """Score the events `found` in each article (by its id) against the annotation."""
    matched = [
        match_article(article, found.get(article.article_id, ())) for article in gold.articles
    ]
    draws = _draws(len(matched))
    event_types = sorted(
        {event.first[2] for one in matched for event in one.scored}
        | {prediction.event_type for one in matched for prediction in one.false}
    )
    named: list[tuple[str, Callable[[Matched], _Counts]]] = [("event", _count_events)]
    named += [(part, _counter_of_part(part)) for part in PARTS]
    named += [("pair", _count_pairs)]
    by_type = [(name, _counter_of_type(name)) for name in event_types]
    return ArticleScores(
        len(matched),
        gold.n_articles_without_events,
        sum(len(one.left_out) for one in matched),
        tuple(_score(name, [count(one) for one in matched], draws) for name, count in named),
        tuple(_score(name, [count(one) for one in matched], draws) for name, count in by_type),
        tuple(_missed(one, event) for one in matched for event in one.missed),
        tuple(_false(one, prediction) for one in matched for prediction in one.false),
    )


def _count_events(one: Matched) -> _Counts:
    return _Counts(len(one.scored), len(one.predicted), len(one.matched))


def _counter_of_part(part: str) -> Callable[[Matched], _Counts]:
    def count(one: Matched) -> _Counts:
        answers = pair_up(one.predicted, one.scored, fits_part(part))
        return _Counts(len(one.scored), len(one.predicted), len(answers))

    return count


def _counter_of_type(event_type: str) -> Callable[[Matched], _Counts]:
    def count(one: Matched) -> _Counts:
        matched = sum(event.first[2] == event_type for event, _ in one.matched)
        return _Counts(
            sum(event.first[2] == event_type for event in one.scored),
            matched + sum(prediction.event_type == event_type for prediction in one.false),
            matched,
        )

    return count


def _count_pairs(one: Matched) -> _Counts:
    readings = {pairs_of(event) for event in one.scored}
    # An event with several right pairs is answered by whatever answers a stricter one.
    gold = [pairs for pairs in readings if not any(other < pairs for other in readings)]
    gold.sort(key=lambda pairs: sorted(map(sorted, pairs)))
    predicted = sorted(
        {frozenset({prediction.source, prediction.target}) for prediction in one.predicted},
        key=sorted,
    )
    candidates = [
        [number for number, pair in enumerate(predicted) if pair in pairs] for pairs in gold
    ]
    return _Counts(len(gold), len(predicted), len(maximum_matching(candidates)))


def _draws(n_articles: int) -> list[list[int]]:
    chance = Random(SEED)  # noqa: S311  (resampling, no secret)
    return [chance.choices(range(n_articles), k=n_articles) for _ in range(RESAMPLES)]


def _score(name: str, counts: Sequence[_Counts], draws: Sequence[Sequence[int]]) -> Score:
    total = _total(counts)
    resampled = [_total([counts[number] for number in draw]) for draw in draws]
    estimates = {}
    for share in (_precision, _recall, _f1):
        value = share(total)
        values = sorted(found for one in resampled if (found := share(one)) is not None)
        if value is None or not values:
            estimates[share] = Estimate(None if value is None else round(value, 4), None, None)
        else:
            low, high = (
                _percentile(values, (1 - COVERAGE) / 2),
                _percentile(values, (1 + COVERAGE) / 2),
            )
            estimates[share] = Estimate(round(value, 4), round(low, 4), round(high, 4))
    return Score(
        name,
        total.gold,
        total.predicted,
        total.matched,
        estimates[_precision],
        estimates[_recall],
        estimates[_f1],
    )


def _total(counts: Sequence[_Counts]) -> _Counts:
    return _Counts(
        sum(one.gold for one in counts),
        sum(one.predicted for one in counts),
        sum(one.matched for one in counts),
    )


def _precision(counts: _Counts) -> float | None:
    return counts.matched / counts.predicted if counts.predicted else None


def _recall(counts: _Counts) -> float | None:
    return counts.matched / counts.gold if counts.gold else None


def _f1(counts: _Counts) -> float | None:
    both = counts.gold + counts.predicted
    return 2 * counts.matched / both if both else None


def _percentile(values: Sequence[float], share: float) -> float:
    """The nearest rank of `values`, which are sorted."""
    return values[min(len(values) - 1, max(0, round(share * (len(values) - 1))))]


def _missed(one: Matched, event: GoldEvent) -> MissedEvent:
    but_for = _nearest(
        (part, "" if part == "direction" else getattr(prediction, part))
        for prediction in one.false
        if (part := _only_difference(prediction, event))
    )
    return MissedEvent(one.article.article_id, *event.first, event.evidence, but_for)


def _false(one: Matched, prediction: Prediction) -> FalseEvent:
    but_for = _nearest(
        (part, "" if part == "direction" else event.first[PARTS.index(part)])
        for event in one.article.events
        if (part := _only_difference(prediction, event))
    )
    return FalseEvent(
        one.article.article_id,
        *prediction.parts,
        prediction.evidence,
        prediction.rule_or_model,
        but_for,
    )


def _nearest(differences: Iterable[tuple[str, str]]) -> str | None:
    """The likeliest slip: a turned direction or another status before another type or side."""
    order = ("direction", "status", "event_type", "source", "target")
    nearest = min(differences, key=lambda found: order.index(found[0]), default=None)
    return None if nearest is None else ": ".join(filter(None, nearest))


def _only_difference(prediction: Prediction, event: GoldEvent) -> str | None:
    """The one part in which the two differ, "direction" where the sides are turned round."""
    if fits(replace(prediction, source=prediction.target, target=prediction.source), event):
        return "direction"
    differing = [part for part in PARTS if not fits_part(part)(prediction, event)]
    return differing[0] if len(differing) == 1 else None
