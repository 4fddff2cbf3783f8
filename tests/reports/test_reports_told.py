"""One report is told: its verb, direction, speaker and source; the others stay findable."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from briefed import Story, Told, days_of, warehouse_of
from page_tree import Node, tree_of

import reports
from reports import claims
from reports.acts import Act, acts_of
from reports.check import Claim, Mark, Words, problems
from reports.facts import Facts, facts_of
from reports.loading import load_rows

WEEK = date(2031, 3, 3)
DAY = WEEK + timedelta(days=1)
SIGNED = "Egypt and Sudan signed an agreement on the river."
THANKED = "Sudan thanked Egypt for the money."


def told(kind: str, evidence: str, **more: object) -> Told:
    return Told("SDN", "EGY", kind, DAY, evidence, **more)  # type: ignore[arg-type]


def signed(**more: object) -> Told:
    return told("SUPPORT", SIGNED, trigger="signed", both_ways=True, **more)


def thanked(**more: object) -> Told:
    return told("SUPPORT", THANKED, trigger="thanked", **more)


def facts_with(*all_told: Told) -> Facts:
    """The facts of a week with these reports, each by the rule of its verb."""
    story = Story(list(all_told), days_of(WEEK))
    connection = warehouse_of(story)
    for verb, rule in (("signed", "support.sign.sign"), ("thanked", "support.praise.thank")):
        connection.execute(
            "UPDATE marts.fct_event_report SET rule_or_model = ? WHERE trigger = ?", [rule, verb]
        )
    return facts_of(load_rows(connection, WEEK))


def page_with(*all_told: Told) -> Node:
    connection = warehouse_of(Story(list(all_told), days_of(WEEK)))
    return tree_of(reports.render_week(reports.load_week(connection, WEEK, 1)))


def only_act(facts: Facts) -> Act:
    (act,) = acts_of(facts.week, facts.week.week_keys)
    return act


def at(hours: int, outlet: str, **more: object) -> dict[str, object]:
    published = Told("SDN", "EGY", "SUPPORT", DAY).at + timedelta(hours=hours)
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{hours}"
    return {"outlet": outlet, "published": published, "url": url, **more}


@pytest.mark.parametrize("hours", [1, 9], ids=["earlier", "later"])
def test_told_is_the_mutual_report_in_its_own_words(hours: int) -> None:
    facts = facts_with(signed(**at(5, "North Wire")), thanked(**at(hours, "River Post")))
    act = only_act(facts)
    assert act.is_both_ways
    assert act.evidence == SIGNED
    said = claims.told_with_sources([act], facts).text
    assert said == ("Egypt and Sudan signed an agreement on Tuesday. Reported by North Wire alone.")


def test_told_of_one_side_stays_with_that_side() -> None:
    facts = facts_with(thanked(**at(1, "North Wire")), thanked(**at(2, "River Post")))
    act = only_act(facts)
    assert not act.is_both_ways
    assert claims.tell(act, facts).text == "Sudan thanked Egypt on Tuesday for the money."


def test_told_in_several_sentences_leads_to_each_with_its_article() -> None:
    page = page_with(
        signed(**at(5, "North Wire")),
        thanked(**at(1, "River Post")),
        thanked(**at(3, "Delta Radio")),
    )
    (row,) = [
        row
        for table in page.of_class("events")
        for row in table.all("tr")
        if "id" in row.attributes
    ]
    assert row.of_class("sent")[0].text == SIGNED
    fold = next(row.all("details"))
    assert "told in 2 sentences, 2 further reports" in next(fold.all("summary")).text
    lines = {line.text for line in fold.all("li")}
    assert any(THANKED in line and "River Post" in line for line in lines)
    assert any(THANKED in line and "Delta Radio" in line for line in lines)
    assert all(
        "Sudan → to Egypt" in line.replace("→to", "→ to") for line in lines if THANKED in line
    )
    note = next(note for found in page.of_class("notes") for note in found.all("li"))
    assert "Told in 2 sentences" in note.text
    assert THANKED in note.text


def test_told_in_two_sentences_of_one_article_opens_to_both() -> None:
    again = replace(signed(**at(5, "North Wire")), evidence="The two signed it at noon.")
    page = page_with(signed(**at(5, "North Wire")), again)
    (row,) = [
        row
        for table in page.of_class("events")
        for row in table.all("tr")
        if "id" in row.attributes
    ]
    assert "told in 2 sentences of" in next(row.all("summary")).text
    assert {SIGNED, "The two signed it at noon."} <= {node.text for node in row.of_class("sent")}


def test_told_source_is_that_of_the_story_and_not_of_its_copy() -> None:
    first = signed(**at(2, "North Wire"))
    copy = signed(**at(2, "Coast Post", copy_of=first))
    for order in ((first, copy), (copy, first)):
        facts = facts_with(*order)
        act = only_act(facts)
        alone = "North Wire alone (one copy)"
        assert act.single_source == "North Wire"
        assert f"Reported by {alone}." in claims.told_with_sources([act], facts).text
        assert f"reported by {alone}" in claims.headline_of_act(act, facts).text
        assert problems(claims.told_with_sources([act], facts), facts) == []


def test_told_number_of_copies_is_checked() -> None:
    first = signed(**at(2, "North Wire"))
    facts = facts_with(first, signed(**at(4, "Coast Post", copy_of=first)))
    act = only_act(facts)
    wrong = Claim((Words("It is reported by North Wire alone (two copies)."),), act.keys)
    assert problems(wrong, facts) == ["number “two”"]


def test_told_of_a_copy_alone_says_that_it_is_one() -> None:
    facts = facts_with(signed(**at(4, "Coast Post", copy_of=thanked(**at(1, "North Wire")))))
    said = claims.told_with_sources([only_act(facts)], facts).text
    assert said.endswith("Reported by Coast Post alone (a copy).")


THREAT = "“Sudan has threatened us”, the president of Egypt said."


@pytest.mark.parametrize(
    ("more", "evidence", "said"),
    [
        ({"stated_by": "EGY"}, THREAT, "Sudan threatened Egypt on Tuesday, said Egypt."),
        (
            {"stated_by": "EGY", "person": "president"},
            THREAT,
            "Sudan threatened Egypt on Tuesday, said the president of Egypt.",
        ),
        (
            {"stated_by": "ETH", "person": "officials"},
            "Sudan threatened Egypt, officials in Addis Ababa said.",
            "Sudan threatened Egypt on Tuesday, said officials of Ethiopia.",
        ),
        (
            {"person": "officials"},
            "Sudan threatened Egypt, according to officials.",
            "Sudan threatened Egypt on Tuesday, said officials.",
        ),
        (
            {"person": "Amal Deng"},
            "Sudan threatened Egypt, she said.",
            "Sudan threatened Egypt on Tuesday, according to a person quoted.",
        ),
        ({"stated_by": "SDN"}, "Sudan threatened Egypt.", "Sudan threatened Egypt on Tuesday."),
        ({}, "Sudan threatened Egypt.", "Sudan threatened Egypt on Tuesday."),
    ],
)
def test_told_keeps_the_speaker_who_is_not_the_side_that_acts(
    more: dict[str, str], evidence: str, said: str
) -> None:
    facts = facts_with(told("THREATEN", evidence, trigger="threatened", **more))
    act = only_act(facts)
    claim = claims.tell(act, facts)
    assert claim.text == said
    assert all("without naming" in problem for problem in problems(claim, facts))
    headline = claims.headline_of_act(act, facts).text
    assert said.removesuffix(".").replace(" on Tuesday", "") in headline
    if ", " in said:
        bare = Claim((Words("Sudan threatened Egypt."), Mark(act.keys[0])), act.keys)
        assert any("somebody’s word" in problem for problem in problems(bare, facts))


def test_told_of_both_sides_by_one_of_them_keeps_the_speaker() -> None:
    facts = facts_with(signed(**at(1, "North Wire", stated_by="SDN")))
    said = claims.tell(only_act(facts), facts).text
    assert said == "Egypt and Sudan signed an agreement on Tuesday, said Sudan."


def test_told_from_another_outlet_names_it() -> None:
    facts = facts_with(told("THREATEN", "Sudan threatened Egypt, state radio reported."))
    week = facts.week
    quoted = {
        key: tuple(replace(row, reported_by="state radio") for row in rows)
        for key, rows in week.reports.items()
    }
    facts = facts_of(replace(week, reports=quoted))
    said = claims.tell(only_act(facts), facts).text
    assert said == "Sudan threatened Egypt on Tuesday, according to state radio."
