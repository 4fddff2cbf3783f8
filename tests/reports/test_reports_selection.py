"""What is told first, and with which word: movers, Shift, Continues, New contact, Quiet."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from briefed import Story, Told, days_of, warehouse_of
from usual_story import usual_story

import reports
from reports.acts import acts_of
from reports.facts import facts_of
from reports.loading import load_rows
from reports.selection import pairs_of_week, takeaways
from reports.view import Takeaway, WeekView

WEEK = date(2031, 3, 3)


def weeks_before(number: int) -> list[date]:
    return [WEEK - timedelta(days=7 * back) for back in range(number, -1, -1)]


def view_of(story: Story, week: date = WEEK) -> WeekView:
    return reports.load_week(warehouse_of(story), week, 1)


def words(takeaway: Takeaway) -> str:
    return "".join(getattr(part, "text", "") for part in takeaway.sentence)


def test_takeaways_call_the_first_of_its_class_a_shift() -> None:
    weeks = weeks_before(12)
    story = Story(read_days=days_of(*weeks))
    story.told = [Told("EGY", "ETH", "ACCUSE", week) for week in weeks]
    story.told.append(Told("EGY", "ETH", "SANCTION", WEEK, "Egypt froze aid to Ethiopia."))
    (first,) = view_of(story).takeaways
    assert first.tag == "Shift"
    assert "It is the first material conflict of Egypt towards Ethiopia in 12 weeks read." in words(
        first
    )


def test_takeaways_call_nothing_a_shift_on_fewer_than_eight_weeks() -> None:
    weeks = weeks_before(7)
    story = Story(read_days=days_of(*weeks))
    story.told = [Told("EGY", "ETH", "ACCUSE", week) for week in weeks]
    story.told.append(Told("EGY", "ETH", "SANCTION", WEEK, "Egypt froze aid to Ethiopia."))
    assert [item.tag for item in view_of(story).takeaways] == [None]


def test_takeaways_call_what_was_there_within_four_weeks_continued() -> None:
    weeks = weeks_before(12)
    story = Story(read_days=days_of(*weeks))
    story.told = [Told("EGY", "ETH", "ACCUSE", week) for week in weeks]
    story.told += [Told("EGY", "SDN", "ACCUSE", week) for week in weeks]
    story.told.append(Told("EGY", "SDN", "SANCTION", WEEK, "Egypt froze aid to Sudan."))
    assert [item.tag for item in view_of(story).takeaways] == ["Shift", "Continues"]


def test_takeaways_drop_a_tag_that_all_of_them_have() -> None:
    weeks = weeks_before(12)
    story = Story(read_days=days_of(*weeks))
    story.told = [Told("EGY", "ETH", "ACCUSE", week) for week in weeks]
    story.told += [Told("EGY", "SDN", "ACCUSE", week) for week in weeks]
    assert [item.tag for item in view_of(story).takeaways] == [None, None]


def held_story() -> Story:
    """Two weeks of like accusations: in the second the index falls by less than a point."""
    story = Story(read_days=days_of(*weeks_before(1)))
    story.told = [Told("EGY", "ETH", "REJECT", weeks_before(1)[0])]
    story.told += [
        Told("ETH", "EGY", "REQUEST", WEEK + timedelta(days=day), "Ethiopia urged calm on Egypt.")
        for day in range(4)
    ]
    story.told.append(Told("EGY", "ETH", "AGREE", WEEK, "Egypt offered Ethiopia talks."))
    story.told.append(Told("ETH", "EGY", "ACCUSE", WEEK))
    return story


def test_movers_do_not_take_a_small_change_for_news() -> None:
    view = view_of(held_story())
    assert view.movers is not None
    assert view.movers.deteriorated + view.movers.improved == ()
    (held,) = view.movers.held
    assert held.anchor == "egy-eth"
    assert 0 < abs(float(held.change.replace("−", "-"))) < 1
    assert "points" not in view.headline
    (first, *_) = view.takeaways
    assert re.search(
        r"The index of Egypt–Ethiopia is little changed at 4\d\.\d \([−+]0\.\d\)\.", words(first)
    )


def test_panels_say_that_a_side_holds() -> None:
    story = Story(read_days=days_of(*weeks_before(1)))
    story.told = [Told("EGY", "ETH", "ACCUSE", week) for week in weeks_before(1)]
    directions = view_of(story).pairs[0].directions
    assert directions is not None
    assert "that of Ethiopia towards Egypt holds at 50.0" in words(Takeaway(None, directions))


def test_takeaways_begin_with_the_pair_that_weighs_more_than_any_mover() -> None:
    story = usual_story()
    story.told += [
        Told("EGY", "SDN", "ASSAULT", WEEK + timedelta(days=day), "Egypt shelled Sudan.")
        for day in range(5)
    ]
    view = view_of(story)
    assert words(view.takeaways[0]).startswith("Egypt attacked Sudan")
    assert view.takeaways[0].sentence[0].text != view.takeaways[1].sentence[0].text  # type: ignore[union-attr]
    assert view.headline == "Egypt attacked Sudan, reported by North Wire alone"
    assert view.pairs[0].anchor == "egy-sdn"
    assert view.movers is not None
    assert [mover.anchor for mover in view.movers.deteriorated] == ["egy-eth"]


def test_takeaways_name_a_new_contact() -> None:
    weeks = weeks_before(10)
    story = Story(read_days=days_of(*weeks))
    story.told = [Told("EGY", "ETH", "ACCUSE", week) for week in weeks[:-1]]
    story.told.append(Told("EGY", "SDN", "CONSULT", WEEK, "Egypt met Sudan.", both_ways=True))
    (first, *_) = view_of(story).takeaways
    assert first.tag == "New contact"
    assert words(first).startswith("Egypt and Sudan held talks on Monday. Reported by North Wire")
    assert "in the eight weeks read before" in words(first)


@pytest.mark.parametrize(("silent_weeks", "tag"), [(2, None), (3, "Quiet"), (4, "Continues")])
def test_takeaways_tell_a_silence_once_as_quiet(silent_weeks: int, tag: str | None) -> None:
    weeks = weeks_before(14)
    story = Story(read_days=days_of(*weeks))
    for week in weeks[: len(weeks) - silent_weeks]:
        story.told.append(Told("EGY", "ETH", "ACCUSE", week))
        story.told.append(Told("EGY", "ETH", "REJECT", week))
    story.told.append(Told("EGY", "SDN", "ACCUSE", WEEK))
    found = [item for item in view_of(story).takeaways if "no events" in words(item)]
    assert [item.tag for item in found] == ([tag] if tag else [])
    if tag:
        assert f"Egypt–Ethiopia: no events for {['three', 'four'][silent_weeks - 3]} weeks" in (
            words(found[0])
        )
        usual = {3: "2.0 a week were usual in the 12", 4: "1.8 a week were usual in the 12"}
        assert usual[silent_weeks] in words(found[0])


def test_takeaways_call_nothing_quiet_in_a_week_that_was_not_read() -> None:
    weeks = weeks_before(14)
    story = Story(read_days=days_of(*weeks[:-1]) + days_of(WEEK, number=2))
    for week in weeks[:-4]:
        story.told += [Told("EGY", "ETH", kind, week) for kind in ("ACCUSE", "REJECT")]
    story.told.append(Told("EGY", "SDN", "ACCUSE", WEEK))
    assert [item.tag for item in view_of(story).takeaways] == [None, None]


def test_takeaways_are_at_most_five() -> None:
    story = Story(read_days=days_of(*weeks_before(1)))
    others = [f"B{number}X" for number in range(9)]
    story.names |= {code: f"Land {code.lower()}" for code in others}
    story.told = [Told("EGY", code, "ACCUSE", WEEK) for code in others]
    assert len(view_of(story).takeaways) == 5


def test_movers_need_five_counted_events_and_a_change() -> None:
    story = usual_story()
    movers = view_of(story).movers
    assert movers is not None
    assert [mover.anchor for mover in movers.deteriorated] == ["egy-eth"]
    few = replace(story, told=[told for told in story.told if told.kind not in ("SANCTION",)])
    few.told = [told for told in few.told if told.kind != "REJECT"]
    fewer = view_of(few).movers
    assert fewer is not None
    assert fewer.deteriorated + fewer.improved == ()
    assert fewer.not_listed is not None
    assert "one pair with a change on fewer than five events" in fewer.not_listed[0].text  # type: ignore[union-attr]


def test_movers_of_a_first_week_have_no_change() -> None:
    view = view_of(usual_story(), WEEK - timedelta(days=21))
    assert view.movers is not None
    assert view.movers.deteriorated + view.movers.improved == ()
    assert view.pairs[0].change is None
    assert view.pairs[0].shares == ()
    assert view.pairs[0].index is not None


def test_pairs_come_by_change_then_by_events() -> None:
    facts = facts_of(load_rows(warehouse_of(usual_story()), WEEK))
    assert [pair.codes for pair in pairs_of_week(facts)] == [("EGY", "ETH"), ("EGY", "SDN")]


def test_acts_join_both_directions_of_one_event() -> None:
    week = load_rows(warehouse_of(usual_story()), WEEK)
    (talks,) = [act for act in acts_of(week, week.week_keys) if act.is_both_ways]
    assert [event.source_actor for event in talks.events] == ["EGY", "ETH"]
    assert len(talks.reports) == 2
    assert talks.contribution == sum(event.contribution_to_pair or 0.0 for event in talks.events)


def test_takeaways_rest_on_the_same_words_twice() -> None:
    facts = facts_of(load_rows(warehouse_of(usual_story()), WEEK))
    ranked = pairs_of_week(facts)
    assert takeaways(ranked, facts) == takeaways(ranked, facts)


def test_takeaways_tell_a_fourth_mover_before_pairs_that_held() -> None:
    story = Story(read_days=days_of(*weeks_before(1)))
    others = ["PHL", "SDN", "USA", "ETH"]
    for code in others:
        story.told.append(Told("EGY", code, "REQUEST", weeks_before(1)[0]))
        story.told += [Told("EGY", code, "ACCUSE", WEEK + timedelta(days=day)) for day in range(5)]
    story.told += [
        Told("ETH", "SDN", "REQUEST", WEEK + timedelta(days=day), "Ethiopia urged calm on Sudan.")
        for day in range(6)
    ]
    said = [words(item) for item in view_of(story).takeaways]
    assert [" fell from " in sentence for sentence in said] == [True, True, True, True, False]
    assert said[-1].count("put a request to") == 1
    assert "Between them six events are counted" in said[-1]


@pytest.mark.parametrize("story", [usual_story, held_story], ids=["movers", "held"])
def test_headline_is_of_the_first_takeaway(story: Callable[[], Story]) -> None:
    view = view_of(story())
    first = words(view.takeaways[0])
    opening = re.split(r" (?:down|up) |, reported|, said", view.headline)[0]
    assert opening in first


def test_headline_of_a_silence_where_that_comes_first() -> None:
    weeks = weeks_before(12)
    story = Story(read_days=days_of(*weeks))
    story.told = [Told("EGY", "ETH", "ACCUSE", week) for week in weeks[:-3]]
    story.told += [Told("EGY", "SDN", "ACCUSE", week) for week in weeks]
    view = view_of(story)
    assert words(view.takeaways[0]).startswith("Egypt–Ethiopia: no events for three weeks read")
    assert view.headline == "Egypt–Ethiopia: no events for three weeks read"
