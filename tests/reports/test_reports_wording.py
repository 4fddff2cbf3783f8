"""The wording of all types and modes, and the rules that the page names, against their sources."""

import csv
import re
from dataclasses import replace
from datetime import date

import pytest
from briefed import warehouse_of
from usual_story import usual_story

from orchestration.settings import project_root
from reports.acts import acts_of
from reports.check import Claim, Words, problems
from reports.facts import RULES, Facts, facts_of
from reports.loading import load_rows
from reports.phrases import phrase, status_word, verbs, wordings

SEEDS = project_root / "dbt_project" / "seeds"
WEEK = date(2031, 3, 3)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_of(load_rows(warehouse_of(usual_story()), WEEK))


def test_wording_has_every_type_and_mode_of_the_scores() -> None:
    with (SEEDS / "event_type_scores.csv").open() as file:
        scored = {(row["event_type"], row["mode"]) for row in csv.DictReader(file)}
    assert set(wordings()) == scored


def test_wording_makes_only_what_one_makes_in_english() -> None:
    clauses = [
        clause
        for row in (*wordings().values(), *verbs())
        for clause in (row.one_way, row.both_ways)
        if clause
    ]
    made = {noun for clause in clauses for noun in re.findall(r"\bmade (?:an? )?(\w+)", clause)}
    assert {noun.removesuffix("s") for noun in made} <= {
        *("appeal", "concession", "offer", "pledge", "promise", "proposal")
    }


def test_wording_has_something_of_both_sides_in_both_directions() -> None:
    for row in (*wordings().values(), *verbs()):
        assert "{target}" in row.one_way or not row.one_way
        assert "{both}" in row.both_ways or not row.both_ways


@pytest.mark.parametrize("key", sorted(wordings()), ids=lambda key: "-".join(key))
def test_wording_says_nothing_but_who_did_what(key: tuple[str, str], facts: Facts) -> None:
    acts = acts_of(facts.week, facts.week.week_keys)
    act = next(act for act in acts if act.is_both_ways)
    event = replace(act.first, counted_type=key[0], mode=key[1] or None)
    for symmetric_id in ("both", None):
        report = replace(act.told, symmetric_id=symmetric_id)
        told = replace(act, events=(event,), reports=(report,))
        words = phrase(told, facts.week.actors).text
        assert "{" not in words
        assert "Egypt" in words
        assert "Ethiopia" in words
        claim = Claim((Words(words[0].upper() + words[1:] + "."),), act.keys)
        assert problems(claim, facts) == []
        assert status_word(told) in {
            *("said", "summoned", "threatened", "plans", "signed", "reached", "occurred")
        }


def test_wording_survives_the_name_of_every_actor(facts: Facts) -> None:
    with (project_root / "orchestration" / "knowledge" / "actors.csv").open() as file:
        names = {row["actor_code"]: row["actor_name"] for row in csv.DictReader(file)}
    act = next(act for act in acts_of(facts.week, facts.week.week_keys) if act.is_both_ways)
    first = act.first
    for code in names:
        event = replace(first, source_actor=code, target_actor="EGY", is_symmetric=False)
        one_way = tuple(replace(report, symmetric_id=None) for report in act.reports)
        week = replace(
            facts.week,
            actors=names,
            events={first.event_key: event},
            reports={first.event_key: one_way},
        )
        told = replace(act, events=(event,), reports=one_way)
        words = phrase(told, names).text
        claim = Claim((Words(words[0].upper() + words[1:] + "."),), (first.event_key,))
        assert problems(claim, facts_of(week)) == [], words


def test_wording_calls_a_planned_meeting_planned_talks(facts: Facts) -> None:
    acts = acts_of(facts.week, facts.week.week_keys)
    plan = next(act for act in acts if act.first.status == "planned")
    assert phrase(plan, facts.week.actors).text == "Egypt plans talks with Sudan"
    assert status_word(plan) == "plans"


def test_wording_takes_signing_from_the_trigger(facts: Facts) -> None:
    acts = acts_of(facts.week, facts.week.week_keys)
    act = next(act for act in acts if act.is_both_ways)
    event = replace(act.first, counted_type="SUPPORT")
    for trigger, verb in (("signed", "signed"), ("agreement", "reached")):
        reports = tuple(replace(report, trigger=trigger) for report in act.reports)
        signed = replace(act, events=(event,), reports=reports)
        assert phrase(signed, facts.week.actors).text == f"Egypt and Ethiopia {verb} an agreement"
        assert status_word(signed) == verb


def test_rules_are_those_of_the_metrics() -> None:
    with (SEEDS / "metric_parameters.csv").open() as file:
        seed = {
            row["parameter_name"]: float(row["parameter_value"]) for row in csv.DictReader(file)
        }
    shared = set(RULES) & set(seed)
    assert {name: RULES[name] for name in shared} == {name: seed[name] for name in shared}
    assert {"days_for_a_read_week", "value_weeks", "half_life_days"} <= shared
