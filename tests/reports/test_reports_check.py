"""Sentences that say more than their evidence are refused; those that do not, pass."""

from dataclasses import replace
from datetime import date

import pytest
from briefed import warehouse_of
from usual_story import usual_story

from reports import claims
from reports.acts import Act, acts_of
from reports.check import Claim, Mark, UnsupportedSentenceError, Words, problems, require
from reports.facts import Facts, UnknownCellError, facts_of
from reports.loading import load_rows
from reports.printed import Cell

WEEK = date(2031, 3, 3)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_of(load_rows(warehouse_of(usual_story()), WEEK))


@pytest.fixture(scope="module")
def summons(facts: Facts) -> Act:
    return next(act for act in acts_of(facts.week, facts.week.week_keys) if act.first.mode)


@pytest.fixture(scope="module")
def threat(facts: Facts) -> Act:
    acts = acts_of(facts.week, facts.week.week_keys)
    return next(act for act in acts if act.first.counted_type == "THREATEN")


def said(text: str, act: Act, *cells: Cell, persons: tuple[str, ...] = ()) -> Claim:
    return Claim((Words(text),), act.keys, cells, persons)


CHANGE = Cell("fct_pair_week", ("EGY", "ETH", "2031-03-03"), "index_change_1w", "change")
SOURCES = Cell("fct_pair_week", ("EGY", "ETH", "2031-03-03"), "n_sources", "word")


@pytest.mark.parametrize(
    "text",
    [
        "Egypt summoned an envoy of Ethiopia on Tuesday.",
        "Egypt summoned Ethiopia’s envoy over “a closed gate” on 4\u00a0March.",
        "The index of Egypt–Ethiopia fell (−5.9).",
        "It came from two sources in 2031-W10.",
    ],
)
def test_check_passes_what_the_evidence_holds(text: str, facts: Facts, summons: Act) -> None:
    assert problems(said(text, summons, CHANGE, SOURCES), facts) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Egypt summoned an envoy of Sudan on Tuesday.", "name “Sudan”"),
        ("Egypt summoned an envoy of the United States.", "name “United”"),
        ("Egypt summoned Ambassador Zewde.", "name “Zewde”"),
        ("egypt summoned the envoy of sudan.", "actor “Sudan”"),
        ("Egypt summoned an envoy of Ethiopia on Monday.", "date “Monday”"),
        ("Egypt summoned an envoy of Ethiopia on 5\u00a0March.", "date “March”"),
        ("Egypt summoned an envoy of Ethiopia on 2031-03-04.", "number “2031”"),
        ("Egypt summoned an envoy of Ethiopia yesterday.", "date “yesterday”"),
        ("The index of Egypt–Ethiopia fell (−5.8).", "number “\u22125.8”"),
        ("The index of Egypt–Ethiopia fell (+5.9).", "number “+5.9”"),
        ("The index of Egypt–Ethiopia fell by −5.95.", "number “\u22125.95”"),
        ("It came from three sources.", "number “three”"),
        ("It came twice.", "number “twice”"),
        ("Egypt summoned an envoy over “an open gate”.", "quotation “an open gate”"),
        ('Egypt summoned an envoy over "a closed gate".', "quotation mark"),
        ("Egypt summoned an envoy of مصر.", "another script"),
        ("Egypt and NATO summoned an envoy.", "name “NATO”"),
        ("Yesterday Egypt summoned an envoy.", "name “Yesterday”"),
    ],
)
def test_check_refuses_what_nothing_supports(
    text: str, problem: str, facts: Facts, summons: Act
) -> None:
    found = problems(said(text, summons, CHANGE, SOURCES), facts)
    assert any(problem in line for line in found), found


def test_check_takes_persons_from_the_evidence_only(facts: Facts, threat: Act) -> None:
    right = said("said by Amal Deng", threat, persons=("Amal Deng",))
    assert problems(right, facts) == []
    wrong = said("said by Omar Deng", threat, persons=("Omar Deng",))
    assert problems(wrong, facts) == ["person “Omar Deng” is not in the evidence"]


def test_check_wants_a_lone_source_named(facts: Facts, threat: Act) -> None:
    marked = claims.told_with_sources([threat], facts)
    assert marked.text == "Egypt threatened Ethiopia. Reported by Delta Radio alone."
    assert problems(marked, facts) == []
    silent = replace(marked, parts=(Words("Egypt threatened Ethiopia."), Mark(threat.keys[0])))
    assert problems(silent, facts) == [f"reports {threat.keys[0]} without naming its only source"]
    wrong = said("Egypt threatened Ethiopia, reported by North Wire alone.", threat)
    assert "name “North”" in problems(wrong, facts)


def test_check_wants_marks_to_lead_to_the_claims_own_events(
    facts: Facts, threat: Act, summons: Act
) -> None:
    claim = Claim((Words("Egypt threatened Ethiopia."), Mark(summons.keys[0])), threat.keys)
    assert any("does not rest" in line for line in problems(claim, facts))
    unknown = Claim((Words("Egypt threatened Ethiopia."),), ("no such event",))
    assert problems(unknown, facts) == ["no event no such event"]


def test_check_raises_with_the_sentence(facts: Facts, summons: Act) -> None:
    with pytest.raises(UnsupportedSentenceError, match=r"“Sudan acted\.”: name “Sudan”"):
        require(said("Sudan acted.", summons), facts)


def test_check_knows_no_cell_that_was_not_loaded(facts: Facts, summons: Act) -> None:
    made_up = Cell("fct_pair_week", ("EGY", "ETH", "2031-03-03"), "tail_probability", "count")
    with pytest.raises(UnknownCellError, match="tail_probability"):
        problems(said("It is rare.", summons, made_up), facts)


def test_check_takes_excerpts_from_the_evidence_only(facts: Facts, summons: Act) -> None:
    words = "ambassador on Tuesday over"
    right = Claim((Words(f"Egypt summoned it {words}."),), summons.keys, excerpts=(words,))
    assert problems(right, facts) == []
    twice = replace(right, parts=(Words(f"Egypt summoned Zewde, {words}."),))
    assert problems(twice, facts) == ["name “Zewde”"]


@pytest.mark.parametrize(
    ("excerpt", "problem"),
    [
        ("over an open gate", "is not in the evidence"),
        ("mbassador on Tuesda", "is not in the evidence"),
        ("over “a closed", "is more than words of a sentence"),
        ("", "is not in the evidence"),
    ],
)
def test_check_refuses_other_excerpts(
    excerpt: str, problem: str, facts: Facts, summons: Act
) -> None:
    claim = Claim((Words("Egypt summoned an envoy."),), summons.keys, excerpts=(excerpt,))
    assert any(problem in line for line in problems(claim, facts))
