"""Scores worked by hand from predictions written by hand; no model is loaded."""

import json
from pathlib import Path
from typing import Any

import pytest
from builders import make_event_row

from orchestration.evaluation.articles import scores_as_dict, scores_table
from orchestration.evaluation.gold import Gold, GoldError, load_gold
from orchestration.evaluation.matching import match_article, maximum_matching, reduce_predictions
from orchestration.evaluation.scoring import (
    ArticleScores,
    FalseEvent,
    MissedEvent,
    Score,
    score_articles,
)
from orchestration.extract.records import Event


def gold_event(parts: str, **changes: Any) -> dict[str, Any]:
    """`"KOR RUS ACCUSE occurred"` as a line of gold has it."""
    source, target, event_type, status = parts.split()
    return {
        "source": source,
        "target": target,
        "event_type": event_type,
        "status": status,
        "evidence": f"{source} and {target}.",
        "certain": True,
        "symmetric": False,
    } | changes


def gold_line(article_id: str, *events: dict[str, Any], **changes: Any) -> dict[str, Any]:
    line = {"id": article_id, "title": "A title", "text": "A text.", "published": "2024-02-04"}
    return line | {"events": list(events)} | changes


def gold_of(tmp_path: Path, *lines: dict[str, Any]) -> Gold:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return load_gold(path)


def predicted(parts: str, **changes: Any) -> Event:
    source, target, event_type, status = parts.split()
    row = make_event_row(
        source_actor=source,
        target_actor=target,
        event_type=event_type,
        status=status,
        mode=None,
        **changes,
    )
    return Event(**row)


def both_ways(parts: str) -> list[Event]:
    source, target, *rest = parts.split()
    return [
        predicted(" ".join([*sides, *rest]), symmetric_id="pair")
        for sides in ((source, target), (target, source))
    ]


SEOUL = gold_line(
    "seoul",
    gold_event("KOR RUS ACCUSE occurred"),
    gold_event("RUS KOR CONSULT occurred", symmetric=True),
    gold_event("RUS PRK AGREE planned", also=["COOPERATE"], status_also=["occurred"]),
    gold_event("PRK KOR MOBILIZE occurred", certain=False),
    gold_event("RUS PRK AID background", certain=False),
)
WEATHER = gold_line("weather")
BORDER = gold_line(
    "border", gold_event("IRN PAK ASSAULT occurred"), gold_event("PAK IRN REQUEST occurred")
)
UNREAD = {name: value for name, value in gold_line("unread").items() if name != "events"}
FOUND = {
    "seoul": [
        predicted("KOR RUS ACCUSE occurred"),
        predicted("KOR RUS ACCUSE occurred", start_char=40, end_char=60),
        *both_ways("KOR RUS CONSULT occurred"),
        predicted("RUS PRK COOPERATE occurred"),
        predicted("PRK KOR MOBILIZE occurred"),
        predicted("RUS PRK AID occurred"),
        predicted("RUS USA ACCUSE background"),
    ],
    "weather": [predicted("CHN USA REQUEST occurred")],
    "border": [predicted("PAK IRN ASSAULT occurred"), predicted("PAK IRN REQUEST planned")],
}


@pytest.fixture
def scores(tmp_path: Path) -> ArticleScores:
    return score_articles(gold_of(tmp_path, SEOUL, WEATHER, UNREAD, BORDER), FOUND)


def score_named(scores: ArticleScores, name: str) -> Score:
    return {score.name: score for score in (*scores.scores, *scores.by_event_type)}[name]


@pytest.mark.parametrize(
    ("name", "n_gold", "n_predicted", "n_matched"),
    [
        ("event", 5, 7, 3),
        ("source", 5, 7, 4),
        ("target", 5, 7, 4),
        ("event_type", 5, 7, 5),
        ("status", 5, 7, 4),
        ("pair", 3, 4, 3),
        ("ACCUSE", 1, 1, 1),
        ("AGREE", 1, 1, 1),
        ("AID", 0, 1, 0),
        ("ASSAULT", 1, 1, 0),
        ("REQUEST", 1, 2, 0),
    ],
)
def test_evaluation_counts_are_those_worked_by_hand(
    scores: ArticleScores, name: str, n_gold: int, n_predicted: int, n_matched: int
) -> None:
    score = score_named(scores, name)
    assert (score.n_gold, score.n_predicted, score.n_matched) == (n_gold, n_predicted, n_matched)


def test_evaluation_shares_are_those_worked_by_hand(scores: ArticleScores) -> None:
    event = score_named(scores, "event")
    assert event.precision.value == 0.4286  # 3 of 7
    assert event.recall.value == 0.6
    assert event.f1.value == 0.5  # 2 x 3 / (5 + 7)
    assert score_named(scores, "AID").recall.value is None


def test_evaluation_counts_articles_scored_left_and_predictions_left_out(
    scores: ArticleScores,
) -> None:
    assert (scores.n_articles, scores.n_articles_without_events, scores.n_left_out) == (3, 1, 1)


def test_evaluation_lists_what_a_reader_opens_and_what_it_differs_in(
    scores: ArticleScores,
) -> None:
    assert scores.missed == (
        MissedEvent("border", "IRN", "PAK", "ASSAULT", "occurred", "IRN and PAK.", "direction"),
        MissedEvent(
            "border", "PAK", "IRN", "REQUEST", "occurred", "PAK and IRN.", "status: planned"
        ),
    )
    evidence, rule = "Seoul criticised Moscow.", "accuse.criticise"
    assert scores.false == (
        FalseEvent("seoul", "RUS", "PRK", "AID", "occurred", evidence, rule, "status: background"),
        FalseEvent("weather", "CHN", "USA", "REQUEST", "occurred", evidence, rule, None),
        FalseEvent("border", "PAK", "IRN", "ASSAULT", "occurred", evidence, rule, "direction"),
        FalseEvent(
            "border", "PAK", "IRN", "REQUEST", "planned", evidence, rule, "status: occurred"
        ),
    )


def test_evaluation_reduces_both_rows_of_a_symmetric_event_and_what_it_covers_to_one() -> None:
    events = [*both_ways("RUS KOR CONSULT occurred"), predicted("RUS KOR CONSULT occurred")]
    events += [predicted("RUS KOR CONSULT planned"), predicted("RUS KOR CONSULT hypothetical")]
    assert [(one.parts, one.symmetric) for one in reduce_predictions(events)] == [
        (("KOR", "RUS", "CONSULT", "occurred"), True),
        (("RUS", "KOR", "CONSULT", "planned"), False),
    ]


@pytest.mark.parametrize(
    ("event", "prediction", "fits"),
    [
        (
            gold_event("ARL ETH REJECT occurred", target_also=["XSL"]),
            "ARL XSL REJECT occurred",
            True,
        ),
        (gold_event("IRN PAK AGREE occurred", source_also=["JOR"]), "JOR PAK AGREE occurred", True),
        (gold_event("IRN PAK AGREE occurred", symmetric=True), "PAK IRN AGREE occurred", True),
        (gold_event("IRN PAK AGREE occurred"), "PAK IRN AGREE occurred", False),
        (gold_event("IRN PAK AGREE occurred"), "IRN PAK AGREE planned", False),
        (gold_event("IRN PAK AGREE occurred"), "IRN PAK SUPPORT occurred", False),
    ],
)
def test_evaluation_takes_any_of_an_event_s_readings_as_right(
    tmp_path: Path, event: dict[str, Any], prediction: str, fits: bool
) -> None:
    (article,) = gold_of(tmp_path, gold_line("one", event)).articles
    assert len(match_article(article, [predicted(prediction)]).matched) == int(fits)


def test_evaluation_a_symmetric_prediction_answers_a_directed_event_and_costs_one(
    tmp_path: Path,
) -> None:
    (article,) = gold_of(
        tmp_path, gold_line("visit", gold_event("RUS KOR CONSULT occurred"))
    ).articles
    matched = match_article(article, both_ways("RUS KOR CONSULT occurred"))
    assert (len(matched.matched), matched.false) == (1, ())


def test_evaluation_an_event_takes_one_prediction_and_the_other_is_false(tmp_path: Path) -> None:
    event = gold_event("RUS PRK AGREE occurred", also=["COOPERATE"])
    (article,) = gold_of(tmp_path, gold_line("one", event)).articles
    found = [predicted("RUS PRK COOPERATE occurred"), predicted("RUS PRK AGREE occurred")]
    matched = match_article(article, found)
    assert (len(matched.matched), len(matched.false)) == (1, 1)


def test_evaluation_matches_as_many_as_possible_whatever_the_order(tmp_path: Path) -> None:
    wide = gold_event("KOR RUS REQUEST occurred", also=["ACCUSE"])
    narrow = gold_event("KOR RUS ACCUSE occurred")
    found = [predicted("KOR RUS ACCUSE occurred"), predicted("KOR RUS REQUEST occurred")]
    for events in ((wide, narrow), (narrow, wide)):
        (article,) = gold_of(tmp_path, gold_line("one", *events)).articles
        assert len(match_article(article, found).matched) == 2
    assert maximum_matching([[0, 1], [0], [1, 2], [2]]) in ({0: 1, 1: 0, 2: 2}, {0: 1, 1: 0, 3: 2})


def test_evaluation_certain_events_are_matched_before_predictions_are_left_out(
    tmp_path: Path,
) -> None:
    sure, unsure = gold_event("KOR PRK ACCUSE occurred"), gold_event("KOR PRK ACCUSE occurred")
    (article,) = gold_of(tmp_path, gold_line("one", unsure | {"certain": False}, sure)).articles
    matched = match_article(article, [predicted("KOR PRK ACCUSE occurred")])
    assert (len(matched.matched), matched.left_out, matched.missed) == (1, (), ())


def test_evaluation_an_event_with_several_right_pairs_asks_for_no_second_pair(
    tmp_path: Path,
) -> None:
    line = gold_line(
        "one",
        gold_event("CHN PAK REQUEST occurred"),
        gold_event("CHN PAK AGREE occurred", target_also=["IRN"]),
    )
    scores = score_articles(
        gold_of(tmp_path, line), {"one": [predicted("CHN PAK REQUEST occurred")]}
    )
    pair = score_named(scores, "pair")
    assert (pair.n_gold, pair.n_predicted, pair.n_matched) == (1, 1, 1)


def test_evaluation_interval_comes_from_whole_articles(tmp_path: Path) -> None:
    lines = [gold_line(name, gold_event("KOR RUS ACCUSE occurred")) for name in ("right", "wrong")]
    found = {
        "right": [predicted("KOR RUS ACCUSE occurred")],
        "wrong": [predicted("KOR RUS AID occurred")],
    }
    event = score_named(score_articles(gold_of(tmp_path, *lines), found), "event")
    assert (event.recall.value, event.recall.low, event.recall.high) == (0.5, 0.0, 1.0)
    alone = score_named(score_articles(gold_of(tmp_path, lines[0]), found), "event")
    assert (alone.recall.value, alone.recall.low, alone.recall.high) == (1.0, 1.0, 1.0)


def test_evaluation_interval_holds_the_share_and_is_the_same_each_time(
    tmp_path: Path, scores: ArticleScores
) -> None:
    assert score_articles(gold_of(tmp_path, SEOUL, WEATHER, UNREAD, BORDER), FOUND) == scores
    for score in scores.scores:
        for estimate in (score.precision, score.recall, score.f1):
            assert estimate.low is not None
            assert estimate.high is not None
            assert estimate.value is not None
            assert 0 <= estimate.low <= estimate.value <= estimate.high <= 1


def test_evaluation_nothing_found_gives_recall_of_nothing_and_no_precision(
    tmp_path: Path,
) -> None:
    event = score_named(score_articles(gold_of(tmp_path, BORDER), {}), "event")
    assert (event.precision.value, event.recall.value, event.f1.value) == (None, 0.0, 0.0)


def test_evaluation_prints_a_row_a_score_and_goes_into_json(scores: ArticleScores) -> None:
    rows = scores_table(scores)
    assert [row["score"] for row in rows[:6]] == [
        "event",
        "source",
        "target",
        "event_type",
        "status",
        "pair",
    ]
    assert rows[0]["n_gold"] == 5
    assert rows[0]["f1"] == 0.5
    said = json.loads(json.dumps(scores_as_dict(scores)))
    assert said["scores"][0]["recall"]["value"] == 0.6
    assert said["interval"]["over"] == "articles"
    assert said["missed"][0]["but_for"] == "direction"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "no JSON"),
        ("[]", "not a JSON object"),
        (json.dumps({"text": "A text.", "published": "2024-02-04"}), "id is missing"),
        (json.dumps(gold_line("seoul")), "stands twice"),
        (json.dumps(gold_line("x", published="4.2.2024")), "published is no date"),
        (json.dumps(gold_line("x", text=7)), "text is no string"),
        (json.dumps(gold_line("x", events={})), "events is not a list"),
        (json.dumps(gold_line("x", gold_event("A B SMILE occurred"))), "'SMILE' is not one of"),
        (json.dumps(gold_line("x", gold_event("A B AID perhaps"))), "'perhaps' is not one of"),
        (json.dumps(gold_line("x", gold_event("A B AID planned", also="AGREE"))), "also is not"),
        (json.dumps(gold_line("x", gold_event("A B AID planned", certain="no"))), "certain is"),
        (json.dumps(gold_line("x", {"source": "A"})), "event 1: target is missing"),
    ],
)
def test_evaluation_a_bad_line_gives_one_error_with_its_number(
    tmp_path: Path, line: str, said: str
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{json.dumps(SEOUL)}\n\n{line}\n")
    with pytest.raises(GoldError) as error:
        load_gold(path)
    assert str(error.value).startswith("gold.jsonl, line 3: ")
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "can't be read"), (b"", "no article with events"), (b"\xff\xfe{", "not UTF-8")],
)
def test_evaluation_a_file_that_is_no_gold_gives_one_error(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    path = tmp_path / "gold.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(GoldError, match=said):
        load_gold(path)
