"""The weekly tables of the small warehouse: counts, index and what is usual, in plain Python."""

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefed import Story

SCALE = 19.0
ROWS_AFTER_LAST_EVENT = 8
QUIET_AFTER = 3

Event = dict[str, Any]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def add_weeks(add: Any, story: "Story", events: list[Event]) -> None:
    """Rows of the weekly tables, and of the events, whose part of the change they settle."""
    read = dict.fromkeys(story.read_days, 0)
    starts = [monday(day) for day in read] + [event["event_week"] for event in events]
    first, last = min(starts), max(starts)
    weeks = [first + timedelta(days=7 * n) for n in range((last - first).days // 7 + 1)]
    n_read = {week: sum(monday(day) == week for day in read) for week in weeks}
    counted = [event for event in events if event["is_counted"]]
    slopes: dict[tuple[str, str, date], float] = {}
    pairs: list[Event] = []
    for one, other in sorted({tuple(sorted(_sides(event))) for event in counted}):
        slopes |= _add_pair(add, pairs, (one, other), weeks, n_read, counted)
    for week in weeks:
        _add_quality(add, story, week, n_read[week], counted, pairs)
    _add_classes(add, counted, weeks, n_read)
    heaviest: dict[tuple[str, str, date], Event] = {}
    for event in sorted(counted, key=lambda e: (-abs(e["intensity"]), e["event_key"])):
        heaviest.setdefault((*_sides(event), event["event_week"]), event)
    for event in events:
        place = (*_sides(event), event["event_week"])
        slope = slopes.get(place) if event["is_counted"] else None
        part = None if slope is None else slope * _faded(event) / SCALE
        add(
            "marts.fct_event",
            **event,
            contribution=part,
            contribution_to_pair=None if part is None else part / 2,
            is_heaviest_of_week=event is heaviest.get(place),
        )


def _sides(event: Event) -> tuple[str, str]:
    return event["source_actor"], event["target_actor"]


def _faded(event: Event) -> float:
    """Intensity as it has faded by the Sunday of the event's week."""
    age = 6 - (event["counted_date"] - event["event_week"]).days
    return float(event["intensity"]) * 2 ** (-age / 28)


def _distinct(events: Iterable[Event]) -> list[Event]:
    return list({event["pair_event_id"]: event for event in events}.values())


def _add_quality(
    add: Any,
    story: "Story",
    week: date,
    days_read: int,
    counted: Iterable[Event],
    pairs: Iterable[Event],
) -> None:
    reports = [told for told in story.told if monday(told.at.date()) == week]
    refused = sum(monday(day) == week for day, *_ in story.refused)
    now = [event for event in counted if event["event_week"] == week]
    rows = [pair for pair in pairs if pair["event_week"] == week and pair["n_events"]]
    add(
        "marts.fct_data_quality_week",
        event_week=week,
        n_days_read=days_read,
        is_read=days_read >= 4,
        n_articles_read=max(len(reports), days_read),
        n_extractor_versions=1,
        n_sources=len({told.outlet for told in reports}) or 1,
        n_documents=max(len(reports), days_read) + refused,
        n_documents_refused=refused,
        data_to_at=max((told.at for told in reports), default=None),
        is_sample=story.is_sample and bool(reports or now or days_read),
        n_events=len(_distinct(now)),
        n_single_source_events=len(_distinct(e for e in now if e["n_sources"] == 1)),
        n_pairs=len(rows),
        n_pairs_below_floor=sum(
            row["n_events"] < 5 for row in rows if row["index_change_1w"] is not None
        ),
        n_pairs_without_change=sum(row["index_change_1w"] is None for row in rows),
    )


def _add_classes(
    add: Any, counted: Iterable[Event], weeks: Sequence[date], n_read: dict[date, int]
) -> None:
    found: dict[tuple[str, str, int], dict[date, int]] = {}
    for event in counted:
        of_class = found.setdefault((*_sides(event), event["quad_class"]), {})
        of_class[event["event_week"]] = of_class.get(event["event_week"], 0) + 1
    for (source, target, quad_class), of_class in sorted(found.items()):
        for week, n_events in sorted(of_class.items()):
            back = [other for other in weeks if other < week and n_read[other] >= 4][-26:]
            last = max((other for other in of_class if other < week), default=None)
            add(
                "marts.fct_dyad_quad_week",
                source_actor=source,
                target_actor=target,
                quad_class=quad_class,
                event_week=week,
                n_events=n_events,
                last_week=last,
                n_weeks_looked_back=len(back),
                has_precedent=bool(last and back and last >= back[0]),
            )


def _add_pair(
    add: Any,
    pairs: list[Event],
    codes: tuple[str, str],
    weeks: Sequence[date],
    n_read: dict[date, int],
    counted: Iterable[Event],
) -> dict[tuple[str, str, date], float]:
    """Rows of both directions and the pair; the slope of each direction and week with a change."""
    ours = [event for event in counted if set(_sides(event)) == set(codes)]
    sums = dict.fromkeys((codes, codes[::-1]), 0.0)
    slopes: dict[tuple[str, str, date], float] = {}
    silent, had_value, begun = 0, False, False
    for week in weeks:
        now = [event for event in ours if event["event_week"] == week]
        begun = begun or bool(now)
        silent = 0 if now else silent + 1
        if not begun:
            continue
        has_value = n_read[week] >= 4 and silent < 8
        common = {
            "event_week": week,
            "n_days_read": n_read[week],
            "is_read": n_read[week] >= 4,
            "n_weeks_silent": silent,
            "has_value": has_value,
        }
        halves: list[Event] = []
        for direction in (codes, codes[::-1]):
            mine = [event for event in now if _sides(event) == direction]
            old = sums[direction]
            fresh = sum(_faded(event) for event in sorted(mine, key=lambda e: e["event_key"]))
            new = old * 2**-0.25 + fresh
            sums[direction] = new
            before, after = (100 / (1 + math.exp(-total / SCALE)) for total in (old, new))
            step = (new - old) / SCALE
            slope = (after - before) / step if abs(step) > 1e-9 else after * (100 - after) / 100
            has_change = has_value and had_value
            if has_change:
                slopes[(*direction, week)] = slope
            fading = -slope * (1 - 2**-0.25) * old / SCALE
            halves.append(
                {
                    "index": after if has_value else None,
                    "index_change_1w": after - before if has_change else None,
                    "contribution_events": slope * fresh / SCALE if has_change else None,
                    "contribution_fading": fading if has_change else None,
                    "contribution_baseline": 0.0 if has_change else None,
                }
            )
            if silent <= ROWS_AFTER_LAST_EVENT:
                names = {"source_actor": direction[0], "target_actor": direction[1]}
                add("marts.fct_dyad_week", **names, **common, **_counts(mine), **halves[-1])
        means = {
            name: None if value is None else (value + halves[1][name]) / 2
            for name, value in halves[0].items()
        }
        row = {"actor_a": codes[0], "actor_b": codes[1], **common, **means}
        row |= _counts(_distinct(now)) | _looked_back(ours, week, weeks, n_read)
        if silent <= ROWS_AFTER_LAST_EVENT or row["is_gone_quiet"]:
            add("marts.fct_pair_week", **row)
            pairs.append(row)
        had_value = has_value
    return slopes


def _looked_back(
    ours: Sequence[Event], week: date, weeks: Sequence[date], n_read: dict[date, int]
) -> Event:
    """What is usual between two sides, and whether this week is new or quiet."""
    so_far = [event for event in ours if event["event_week"] <= week]
    last = max(so_far, key=lambda event: (event["counted_date"], event["event_key"]))
    past = [event["event_week"] for event in so_far if event["event_week"] < week]
    read = [other for other in weeks if other < week and n_read[other] >= 4]
    row: Event = {
        "last_event_key": last["event_key"],
        "n_read_weeks_silent": sum(
            n_read[other] >= 4 for other in weeks if last["event_week"] < other <= week
        ),
        "n_usual_weeks": None,
        "usual_events": None,
        "is_new_contact": None,
        "is_gone_quiet": None,
    }
    if n_read[week] < 4:
        return row
    usual = read[: -(QUIET_AFTER - 1)][-26:]
    row["n_usual_weeks"] = len(usual)
    if len(read) >= 8:
        is_active = last["event_week"] == week
        row["is_new_contact"] = is_active and max(past, default=date.min) < read[-8]
    if len(usual) >= 8:
        number = len(_distinct(event for event in ours if event["event_week"] in usual))
        row["usual_events"] = number / len(usual)
        row["is_gone_quiet"] = number >= len(usual) and last["event_week"] < read[1 - QUIET_AFTER]
    return row


def _counts(events: Sequence[Event]) -> Event:
    quads = [event["quad_class"] for event in events]
    types = [event["counted_type"] for event in events]
    intensities = [event["intensity"] for event in events]
    return {
        "n_events": len(quads),
        **{f"n_quad{quad}": quads.count(quad) for quad in (1, 2, 3, 4)},
        **{f"n_{name.lower()}": types.count(name) for name in dict.fromkeys(types)},
        "n_reports": len(events),
        "n_articles": len(events),
        "n_stories": len(events),
        "n_sources": min(len(events), 2),
        "intensity_sum": sum(intensities, Decimal(0)),
    }
