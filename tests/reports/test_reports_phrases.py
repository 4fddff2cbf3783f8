"""Acts are told with the verb they were read by, and with the evidence's own words or none."""

import csv
import re
from dataclasses import replace
from datetime import date

import pytest
from briefed import warehouse_of
from usual_story import usual_story

from orchestration.settings import project_root
from reports import speakers
from reports.acts import Act, acts_of
from reports.check import Claim, Words, problems
from reports.facts import Facts, facts_of
from reports.loading import load_rows
from reports.phrases import Verb, phrase, status_word, tail_of, verbs, wordings
from reports.rows import Report

WEEK = date(2031, 3, 3)
TO = ("to", "not to")


@pytest.fixture(scope="module")
def facts() -> Facts:
    return facts_of(load_rows(warehouse_of(usual_story()), WEEK))


@pytest.fixture(scope="module")
def one_way(facts: Facts) -> Act:
    acts = acts_of(facts.week, facts.week.week_keys)
    return next(act for act in acts if act.first.counted_type == "THREATEN")


def made(
    act: Act, kind: str, rule: str, trigger: str, evidence: str, mode: str | None = None
) -> Act:
    """The act as another one, read by a rule from a sentence."""
    event = replace(act.first, counted_type=kind, mode=mode, status="occurred")
    report = replace(act.reports[0], rule_or_model=rule, trigger=trigger, evidence=evidence)
    return replace(act, events=(event,), reports=(report,))


def report_of(act: Act, trigger: str, evidence: str) -> Report:
    return replace(act.reports[0], trigger=trigger, evidence=evidence)


@pytest.mark.parametrize(
    ("trigger", "openers", "evidence", "tail"),
    [
        ("urged", TO, "Cairo urged Ethiopia to open the sluice.", "to open the sluice"),
        ("urged", TO, "It urged Ethiopia on Monday not to fill the lake.", "not to fill the lake"),
        ("asked", TO, "Cairo asked Ethiopia to wait, an envoy said.", "to wait"),
        ("called", TO, "Cairo called on Ethiopia and Sudan to wait a year.", "to wait a year"),
        ("agreed", (*TO, "that"), "The two agreed on 3 March to meet in May.", "to meet in May"),
        (
            *("accused", ("of+ing",), "Egypt accused it before the council of hiding the plans."),
            "of hiding the plans",
        ),
        (
            *("accuses", ("of+ing",), "Egypt accuses Ethiopia of holding water, which it denies."),
            "of holding water",
        ),
        ("thanked", ("for",), "Egypt thanked Sudan again for its help.", "for its help"),
        (
            "demanded",
            ("that",),
            "Egypt demanded that Ethiopia stop, and left.",
            "that Ethiopia stop",
        ),
        ("appealed", TO, "Egypt appealed to Sudan to keep calm.", "to keep calm"),
        ("warned", ("of",), "Egypt warned Ethiopia of an answer.", "of an answer"),
    ],
)
def test_phrases_take_the_words_that_end_the_clause(
    trigger: str, openers: tuple[str, ...], evidence: str, tail: str, one_way: Act
) -> None:
    assert tail_of(report_of(one_way, trigger, evidence), openers) == tail


@pytest.mark.parametrize(
    ("trigger", "openers", "evidence"),
    [
        pytest.param("urged", TO, "Egypt urged a return to talks.", id="a noun's own word"),
        pytest.param(
            *("condemned", ("for",), "Egypt condemned the calls for a boycott."),
            id="owned by a noun",
        ),
        pytest.param(
            *("accused", ("of+ing",), "Egypt accused Sudan of lying, and Chad of stealing."),
            id="two tails",
        ),
        pytest.param(
            *("urged", TO, "Egypt urged Sudan, then urged Chad to wait."), id="the verb twice"
        ),
        pytest.param(
            *("condemned", ("for",), "Egypt condemned Chad and summoned Sudan for talks."),
            id="another verb between",
        ),
        pytest.param(
            *("thanked", ("for",), "Egypt thanked Sudan, whose envoy left Chad for good."),
            id="another clause between",
        ),
        pytest.param("asked", TO, "Egypt asked Sudan to give him time.", id="a pronoun"),
        pytest.param("asked", TO, "Egypt asked Sudan to come here.", id="a place of the text"),
        pytest.param("asked", TO, "Egypt asked Sudan to come next week.", id="a day of the text"),
        pytest.param(
            "warned", ("against",), "Egypt warned Sudan against that plan.", id="that plan"
        ),
        pytest.param("asked", TO, "Egypt asked Sudan to be “fair”.", id="quoted words"),
        pytest.param(
            *("asked", TO, "Egypt asked Sudan to free, without delay, the crew."), id="cut in two"
        ),
        pytest.param(
            *("asked", TO, "Egypt asked Sudan to wait for U.S. envoys to come."), id="abbreviation"
        ),
        pytest.param("asked", TO, f"Egypt asked Sudan to wait {'and wait ' * 20}.", id="too long"),
        pytest.param("asked", TO, "Egypt asked Sudan to wait by Chad’s side.", id="another agent"),
        pytest.param("asked", TO, "Sudan was urged to wait.", id="not the verb"),
        pytest.param("", TO, "Sudan was urged to wait.", id="no verb"),
    ],
)
def test_phrases_take_no_words_where_there_is_doubt(
    trigger: str, openers: tuple[str, ...], evidence: str, one_way: Act
) -> None:
    assert tail_of(report_of(one_way, trigger, evidence), openers) == ""


@pytest.mark.parametrize(
    ("kind", "mode", "rule", "trigger", "evidence", "said"),
    [
        (
            *("THREATEN", "violence", "threaten.warn.warn", "warned", "Egypt warned its rival."),
            "Egypt warned Ethiopia",
        ),
        (
            *("ACCUSE", "disapprove", "accuse.complain.protest", "protested"),
            *("Egypt protested to Addis Ababa.", "Egypt protested to Ethiopia"),
        ),
        (
            *("ACCUSE", "disapprove", "accuse.complain.protest", "protested"),
            *("Egypt protested against the step.", "Egypt protested against a step by Ethiopia"),
        ),
        (
            *("ACCUSE", "disapprove", "accuse.criticise.condemn", "condemned"),
            *("Egypt condemned the step.", "Egypt condemned Ethiopia"),
        ),
        (
            *("ACCUSE", "disapprove", "accuse.criticise.deplore", "deplored"),
            *("Egypt deplored the step.", "Egypt criticised Ethiopia"),
        ),
        (
            *("REQUEST", "change", "request.propose.demand", "demanded"),
            *(
                "Egypt demanded that Addis Ababa stop.",
                "Egypt demanded of Ethiopia that Addis Ababa stop",
            ),
        ),
        (
            *("REQUEST", "change", "request.propose.demand", "demanded"),
            *("Egypt demanded that Ethiopia stop.", "Egypt demanded that Ethiopia stop"),
        ),
        (
            *("REQUEST", None, "request.urge.urge", "urged", "Egypt urged calm on both."),
            "Egypt made an appeal to Ethiopia",
        ),
        (
            *("SUPPORT", None, "support.praise.thank", "thanked"),
            *("Egypt thanked Ethiopia and Chad for their help.", "Egypt thanked Ethiopia"),
        ),
        (
            *("SUPPORT", None, "support.express.express", "expressed"),
            *("Egypt expressed its condolences to them.", "Egypt voiced sympathy with Ethiopia"),
        ),
        (
            *("REJECT", None, "reject.dismiss.reject", "rejected", "Egypt rejected the charge."),
            "Egypt rejected an accusation by Ethiopia",
        ),
        (
            *(
                "REJECT",
                None,
                "reject.dismiss.reject",
                "rejected",
                "Egypt rejected it, as a charge.",
            ),
            "Egypt rejected a position of Ethiopia",
        ),
        (
            *("AGREE", None, "consult.visit.visit", "visit", "Egypt’s minister will visit them."),
            "Egypt plans a visit to Ethiopia",
        ),
        (
            *("YIELD", None, "yield.hand_back.hand", "handed"),
            *(
                "Two boats were handed over to Addis Ababa by Egypt.",
                "Egypt gave back to Ethiopia what it had held",
            ),
        ),
        (
            *("YIELD", None, "assault.bomb.bomb", "bombing", "Egypt stopped bombing the town."),
            "Egypt stopped attacks on Ethiopia",
        ),
        (
            *("REJECT", "assist", "support.praise.support", "support"),
            *("Egypt does not support the bid.", "Egypt withheld support from Ethiopia"),
        ),
        (
            *("AGREE", None, "agree.pledge.offer", "offered"),
            *(
                "Egypt offered to bring Sudan and Ethiopia together.",
                "Egypt offered to bring Sudan and Ethiopia together",
            ),
        ),
        (
            *("AGREE", None, "agree.pledge.offer", "offered", "Egypt offered to bring a boat."),
            "Egypt made an offer to Ethiopia",
        ),
        (
            *("SUPPORT", None, "support.praise.welcome", "welcomed"),
            *("Egypt welcomed the decision.", "Egypt welcomed a step by Ethiopia"),
        ),
        (
            *("ACCUSE", "summon", "a model", "called", "Egypt called in the ambassador."),
            "Egypt summoned an envoy of Ethiopia",
        ),
    ],
)
def test_phrases_name_the_act_no_stronger_than_it_was_read(
    kind: str, mode: str | None, rule: str, trigger: str, evidence: str, said: str,
    facts: Facts, one_way: Act,
) -> None:  # fmt: skip
    act = made(one_way, kind, rule, trigger, evidence, mode)
    assert phrase(act, facts.week.actors).text == said


def test_phrases_of_what_is_only_planned_have_no_tail(facts: Facts, one_way: Act) -> None:
    told = made(
        one_way, "REQUEST", "request.urge.urge", "urge", "Egypt will urge Ethiopia to stop."
    )
    assert phrase(told, facts.week.actors).tail == "to stop"
    planned = replace(told, reports=(replace(told.told, status="planned"),))
    assert phrase(planned, facts.week.actors).tail == ""


def test_phrases_call_a_warning_warned(one_way: Act) -> None:
    warning = made(one_way, "THREATEN", "threaten.warn.warn", "warned", "Egypt warned them.")
    threat = made(one_way, "THREATEN", "threaten.vow.vow", "vowed", "Egypt vowed to strike them.")
    assert [status_word(warning), status_word(threat)] == ["warned", "threatened"]


def test_phrases_call_a_promise_promised_and_a_plan_planned(one_way: Act) -> None:
    promise = made(one_way, "AGREE", "agree.promise.promise", "promised", "Egypt promised help.")
    later = replace(promise, reports=(replace(promise.told, status="planned"),))
    other = made(one_way, "AGREE", "a model", "vowed", "Egypt vowed to help them.")
    assert [status_word(act) for act in (promise, later, other)] == ["promised", "plans", "plans"]


def test_phrases_of_verbs_are_of_known_types_and_rules() -> None:
    with (project_root / "orchestration" / "knowledge" / "lexicon.csv").open() as file:
        families = {row["family"] for row in csv.DictReader(file)}
    for verb in verbs():
        assert (verb.event_type, "" if verb.mode == "*" else verb.mode) in wordings()
        steps = verb.rule.split(".")
        known = {".".join(steps[:number]) for number in (1, 2)}
        assert known & families or any(family.startswith(verb.rule + ".") for family in families), (
            verb.rule
        )


@pytest.mark.parametrize("verb", verbs(), ids=lambda verb: f"{verb.event_type}-{verb.rule}")
def test_phrases_of_verbs_say_nothing_but_who_did_what(
    verb: Verb, facts: Facts, one_way: Act
) -> None:
    names = {"source": "Egypt", "target": "Ethiopia", "both": "Egypt and Ethiopia"}
    clauses = (verb.one_way, verb.both_ways, verb.one_way_tail, verb.both_ways_tail)
    assert any(clauses)
    assert bool(verb.tails) == bool(verb.one_way_tail or verb.both_ways_tail)
    for clause in filter(None, clauses):
        words = clause.format(**names)
        assert words.startswith(("Egypt", "Ethiopia"))
        assert problems(Claim((Words(f"{words}."),), one_way.keys), facts) == []


@pytest.mark.parametrize(
    ("actor", "person", "outlet", "evidence", "said"),
    [
        ("EGY", "Amal Deng", None, "Amal Deng said so.", "said by Amal Deng"),
        ("EGY", "official", None, "An official said so.", "said by an official of Egypt"),
        ("EGY", "official", None, "It ended, the official said.", "said by the official of Egypt"),
        ("SDN", "army", None, "An army said so.", "said by the army of Sudan"),
        ("SDN", "coast guard", None, "A coast guard.", "said by the coast guard of Sudan"),
        ("EGY", "it", None, "It ended, it said.", "said by Egypt"),
        (None, "envoy", None, "An envoy said so.", "said by an envoy"),
        ("EGY", None, None, "It ended.", "said by Egypt"),
        (None, "both sides", None, "Both sides said so.", "said by both sides"),
        (None, "two envoys", None, "Two envoys said so.", "said by two envoys"),
        (None, "two envoys", None, "It ended, the two envoys said.", "said by the two envoys"),
        (None, None, "Nile News", "It ended, Nile News said.", "according to Nile News"),
        (None, None, "news agency", "So the news agency said.", "according to the news agency"),
        (None, "Omar Deng", None, "It ended.", "told by the report"),
    ],
)
def test_phrases_say_on_whose_word_a_report_rests(
    actor: str | None, person: str | None, outlet: str | None, evidence: str, said: str,
    facts: Facts, one_way: Act,
) -> None:  # fmt: skip
    report = replace(
        one_way.reports[0],
        stated_by_actor=actor,
        stated_by_person=person,
        reported_by=outlet,
        evidence=evidence,
    )
    key = one_way.keys[0]
    week = replace(facts.week, reports={**facts.week.reports, key: (report,)})
    claim = speakers.said_by(replace(one_way, reports=(report,)), replace(facts, week=week))
    assert claim.text == said
    assert problems(claim, replace(facts, week=week)) == []


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        ("Egypt expelled two Ethiopian diplomats.", "Egypt expelled diplomats of Ethiopia"),
        ("Two Ethiopian envoys were expelled by Egypt.", "Egypt expelled diplomats of Ethiopia"),
        ("Egypt expelled an Ethiopian attaché.", "Egypt expelled a diplomat of Ethiopia"),
        ("Egypt expelled the Ethiopian ambassador.", "Egypt expelled an ambassador of Ethiopia"),
        ("A diplomat said no; Egypt expelled ten teachers.", "Egypt expelled people of Ethiopia"),
        ("Egypt expelled ten teachers.", "Egypt expelled people of Ethiopia"),
    ],
)
def test_phrases_name_diplomats_where_the_clause_does(
    evidence: str, said: str, facts: Facts, one_way: Act
) -> None:
    act = made(one_way, "SANCTION", "sanction.expel.expel", "expelled", evidence, "expel")
    assert phrase(act, facts.week.actors).text == said


@pytest.mark.parametrize(
    ("evidence", "tail"),
    [
        ("Egypt called on Ethiopia to drop it.", ""),
        ("Egypt called on Ethiopia to put this right.", ""),
        ("Egypt called on Ethiopia to do so.", ""),
        ("Egypt called on Ethiopia to put it off for a year.", ""),
        ("Egypt called on Ethiopia to drop the plan.", "to drop the plan"),
        ("Egypt called on Ethiopia to drop this plan.", "to drop this plan"),
    ],
)
def test_phrases_end_in_no_pronoun_whose_meaning_stands_elsewhere(
    evidence: str, tail: str, one_way: Act
) -> None:
    assert tail_of(report_of(one_way, "called", evidence), TO) == tail


def test_phrases_keep_vague_lists_out_of_what_is_said() -> None:
    vague = re.compile(
        r"claim or wish|envoys or other people|weapons, ships or aircraft|lifted or eased"
    )
    clauses = [
        text for row in (*verbs(), *wordings().values()) for text in (row.one_way, row.both_ways)
    ]
    assert not [clause for clause in clauses if vague.search(clause)]
