"""Which prediction answers which annotated event. Pure: no model, no files.

A prediction is a distinct (source, target, event type, status) of one article. It *fits* an
annotated event if each part is among the event's readings; where either of the two is symmetric,
the sides may stand the other way round. Matching is one to one and takes as many as possible.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from orchestration.evaluation.gold import UNSCORED_STATUSES, GoldArticle, GoldEvent
from orchestration.extract.records import Event

PARTS = ("source", "target", "event_type", "status")
Fits = Callable[["Prediction", GoldEvent], bool]


@dataclass(frozen=True, order=True)
class Prediction:
    """A distinct predicted event of an article; of a symmetric one, `source` < `target`.

    `evidence` and `rule_or_model` are those of the first event in the text that gave it.
    """

    source: str
    target: str
    event_type: str
    status: str
    symmetric: bool
    evidence: str = ""
    rule_or_model: str = ""

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """(source, target), and the other way round where it is symmetric."""
        one = (self.source, self.target)
        return (one, one[::-1]) if self.symmetric else (one,)

    @property
    def parts(self) -> tuple[str, str, str, str]:
        """The four parts that are scored, in the order of `PARTS`."""
        return self.source, self.target, self.event_type, self.status


@dataclass(frozen=True)
class Matched:
    """One article's predictions against its annotation, on all four parts.

    `matched` are the pairs; `missed` the scored events without a prediction; `false` the
    predictions that fit nothing; `left_out` those that fit only what is not certain.
    """

    article: GoldArticle
    matched: tuple[tuple[GoldEvent, Prediction], ...]
    missed: tuple[GoldEvent, ...]
    false: tuple[Prediction, ...]
    left_out: tuple[Prediction, ...]

    @property
    def scored(self) -> tuple[GoldEvent, ...]:
        """The events of recall, in the annotation's order."""
        return tuple(event for event in self.article.events if event.is_scored)

    @property
    def predicted(self) -> tuple[Prediction, ...]:
        """The predictions of precision, sorted."""
        return tuple(sorted([*(prediction for _, prediction in self.matched), *self.false]))


def reduce_predictions(events: Iterable[Event]) -> tuple[Prediction, ...]:
    """The distinct predictions of one article's events, sorted.

    Background and hypothetical ones are left out. The two rows of a symmetric event become one,
    and a directed event that a symmetric one says already is dropped.
    """
    found: dict[tuple[str, str, str, str, bool], Prediction] = {}
    for event in sorted(events, key=lambda event: (event.start_char, event.event_id)):
        if event.status in UNSCORED_STATUSES:
            continue
        symmetric = event.symmetric_id is not None
        sides = [event.source_actor, event.target_actor]
        source, target = sorted(sides) if symmetric else sides
        prediction = Prediction(
            source,
            target,
            event.event_type,
            event.status,
            symmetric,
            event.evidence,
            event.rule_or_model,
        )
        found.setdefault((*prediction.parts, symmetric), prediction)
    both_ways = {
        (*sides, prediction.event_type, prediction.status)
        for prediction in found.values()
        if prediction.symmetric
        for sides in prediction.sides
    }
    return tuple(
        sorted(
            prediction
            for prediction in found.values()
            if prediction.symmetric or prediction.parts not in both_ways
        )
    )


def match_article(article: GoldArticle, events: Iterable[Event]) -> Matched:
    """Match one article's events to its annotation on all four parts."""
    predictions = reduce_predictions(events)
    scored = [event for event in article.events if event.is_scored]
    answers = pair_up(predictions, scored, fits)
    uncertain = [event for event in article.events if not event.certain]
    left_out = {
        number
        for number, prediction in enumerate(predictions)
        if number not in answers.values() and any(fits(prediction, event) for event in uncertain)
    }
    return Matched(
        article,
        tuple((scored[event], predictions[number]) for event, number in sorted(answers.items())),
        tuple(event for number, event in enumerate(scored) if number not in answers),
        tuple(
            prediction
            for number, prediction in enumerate(predictions)
            if number not in answers.values() and number not in left_out
        ),
        tuple(predictions[number] for number in sorted(left_out)),
    )


def fits(prediction: Prediction, event: GoldEvent) -> bool:
    """Whether a prediction is right about an annotated event in all four parts."""
    return (
        prediction.event_type in event.event_types
        and prediction.status in event.statuses
        and any(
            source in event.sources and target in event.targets
            for source, target in _sides_to_try(prediction, event)
        )
    )


def fits_part(part: str) -> Fits:
    """Whether a prediction is right about one part of an event, whatever the others say."""

    def fits_one(prediction: Prediction, event: GoldEvent) -> bool:
        if part == "event_type":
            return prediction.event_type in event.event_types
        if part == "status":
            return prediction.status in event.statuses
        position, right = (0, event.sources) if part == "source" else (1, event.targets)
        return any(sides[position] in right for sides in _sides_to_try(prediction, event))

    return fits_one


def pairs_of(event: GoldEvent) -> frozenset[frozenset[str]]:
    """The unordered pairs that are right for an annotated event."""
    return frozenset(
        frozenset({source, target})
        for source in event.sources
        for target in event.targets
        if source != target
    )


def pair_up(
    predictions: Sequence[Prediction], events: Sequence[GoldEvent], fit: Fits
) -> dict[int, int]:
    """As many events as can be answered, each by a prediction of its own: event to prediction.

    A maximum matching by augmenting paths, tried in the order given; where several are as large,
    the order decides, so the same input gives the same pairs.
    """
    candidates = [
        [number for number, prediction in enumerate(predictions) if fit(prediction, event)]
        for event in events
    ]
    return maximum_matching(candidates)


def maximum_matching(candidates: Sequence[Sequence[int]]) -> dict[int, int]:
    """For each left node the right nodes it may take; the largest matching, left to right."""
    taken: dict[int, int] = {}

    def take(left: int, tried: set[int]) -> bool:
        for right in candidates[left]:
            if right in tried:
                continue
            tried.add(right)
            if right not in taken or take(taken[right], tried):
                taken[right] = left
                return True
        return False

    for left in range(len(candidates)):
        take(left, set())
    return {left: right for right, left in taken.items()}


def _sides_to_try(prediction: Prediction, event: GoldEvent) -> tuple[tuple[str, str], ...]:
    if event.symmetric and not prediction.symmetric:
        return (prediction.source, prediction.target), (prediction.target, prediction.source)
    return prediction.sides
