"""Gaps, silences, hatching and marks of the panels."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

from reports import charts
from reports.charts import Axis
from reports.rows import DyadWeek, Week

FIRST = date(2031, 1, 6)


def make_axis(*is_read: bool) -> Axis:
    return Axis(
        tuple(
            Week(FIRST + timedelta(days=7 * number), 7 if read else 1, read)
            for number, read in enumerate(is_read)
        )
    )


def make_dyad(number: int, index: float | None, quads: tuple[int, ...] = (0, 0, 0, 0)) -> DyadWeek:
    events = sum(quads)
    return DyadWeek(
        source_actor="EGY",
        target_actor="ETH",
        event_week=FIRST + timedelta(days=7 * number),
        is_read=True,
        n_events=events,
        n_quad1=quads[0],
        n_quad2=quads[1],
        n_quad3=quads[2],
        n_quad4=quads[3],
        intensity_sum=Decimal(2 * quads[0] + 6 * quads[1] - 2 * quads[2] - 6 * quads[3]),
        n_weeks_silent=0 if events else 1,
        has_value=index is not None,
        index=index,
        index_change_1w=None,
    )


def by_week(*dyads: DyadWeek) -> dict[date, DyadWeek]:
    return {dyad.event_week: dyad for dyad in dyads}


ONE = (1, 0, 0, 0)


def test_charts_break_the_line_where_there_is_no_value() -> None:
    axis = make_axis(*[True] * 6)
    drawn = charts.lines(
        axis,
        by_week(
            *(make_dyad(0, 50, ONE), make_dyad(1, 60, ONE), make_dyad(2, None)),
            *(make_dyad(3, 40, ONE), make_dyad(5, 40, ONE)),
        ),
    )
    assert len(drawn.full) == 1
    assert drawn.full[0].count("L") == 1
    assert drawn.thin == ()
    assert len(drawn.lone) == 2


def test_charts_draw_silent_weeks_thin() -> None:
    axis = make_axis(*[True] * 4)
    drawn = charts.lines(
        axis,
        by_week(
            *(make_dyad(0, 50, ONE), make_dyad(1, 55, ONE), make_dyad(2, 54)),
            make_dyad(3, 53),
        ),
    )
    assert [path.count("L") for path in drawn.full] == [1]
    assert [path.count("L") for path in drawn.thin] == [2]


def test_charts_keep_the_axis_from_nought_to_a_hundred() -> None:
    assert (charts.height(0), charts.height(100)) == (charts.BOTTOM, charts.TOP)


def test_charts_hatch_the_weeks_that_were_not_read() -> None:
    axis = make_axis(True, False, False, True, False)
    bars = axis.hatches()
    assert [float(bar.width) for bar in bars] == pytest.approx([2 * axis.slot, axis.slot], abs=0.1)
    assert make_axis(True, True).hatches() == ()


def test_charts_name_a_silence_from_four_weeks_on() -> None:
    assert charts.silences(make_axis(*[True] * 3), {}) == ()
    named = charts.silences(make_axis(*[True] * 4), {})
    assert [words for _, words in named] == ["no events, 4 weeks"]
    assert charts.silences(make_axis(True, True, False, True, True), {}) == ()


def test_charts_stack_deeds_at_the_line_and_words_outside() -> None:
    axis = make_axis(True)
    bars = charts.bars(axis, by_week(make_dyad(0, 50, (2, 1, 3, 1))), scale=4)
    assert [bar.style for bar in bars] == ["bc", "bcv", "bn", "bnv"]
    deeds_up, words_up, deeds_down, words_down = bars
    assert float(deeds_up.y) + float(deeds_up.height) == pytest.approx(charts.BAR_ZERO)
    assert float(words_up.y) + float(words_up.height) == pytest.approx(float(deeds_up.y))
    assert float(deeds_down.y) == charts.BAR_ZERO
    assert float(words_down.y) == pytest.approx(charts.BAR_ZERO + float(deeds_down.height))


def test_charts_mark_three_weeks_apart_with_the_last_among_them() -> None:
    axis = make_axis(*[True] * 10)
    dyads = by_week(
        *(make_dyad(n, 50, (0, 0, 0, n)) for n in (1, 5, 6)), make_dyad(9, 50, (1, 0, 0, 0))
    )
    assert charts.landmark_weeks(axis, dyads) == [1, 6, 9]


def test_charts_mark_no_week_without_value_or_events() -> None:
    axis = make_axis(True, True)
    assert charts.landmark_weeks(axis, by_week(make_dyad(0, None, ONE), make_dyad(1, 50))) == []


def test_charts_label_few_weeks_by_name_and_many_by_month() -> None:
    assert [label for _, label, _ in make_axis(True, True).ticks()] == ["W02", "W03"]
    labels = [label for _, label, _ in make_axis(*[True] * 26).ticks()]
    assert labels == ["Jan 2031", "Mar", "May", "Jul"]


@pytest.mark.parametrize("number", range(9, 27))
def test_charts_name_no_month_twice(number: int) -> None:
    for start in range(0, 52, 3):
        first = FIRST + timedelta(days=7 * start)
        weeks = tuple(Week(first + timedelta(days=7 * n), 7, True) for n in range(number))
        ticks = Axis(weeks).ticks()
        months = [label.split()[0] for _, label, _ in ticks]
        assert len(set(months)) == len(months) <= 4
        places = [float(place) for place, _, _ in ticks]
        assert all(later - earlier > 25 for earlier, later in pairwise(places))


def test_charts_number_a_mark_inside_the_panel() -> None:
    axis = make_axis(True)
    assert float(charts.glyph(axis, 1, 0, 100, 1).label_y) > charts.TOP
    assert float(charts.glyph(axis, 1, 0, 0, 4).label_y) < charts.BOTTOM
