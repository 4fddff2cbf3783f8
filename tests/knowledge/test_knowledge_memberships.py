"""Who was a member when: sound codes and days, no overlap, as many members as is published."""

import calendar
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from orchestration.knowledge.actors import (
    Membership,
    load_actors,
    load_memberships,
)

DATE_PRECISIONS = ("day", "month", "year")
WITHOUT_MEMBERS_OF_THEIR_OWN = {"ICJ", "ICR", "ITS", "UNC"}


def members_on(organisation: str, day: date) -> set[str]:
    return {
        row.actor_code
        for row in load_memberships()
        if row.organisation_code == organisation and row.holds_on(day)
    }


def test_knowledge_memberships_join_organisations_and_actors_of_the_files() -> None:
    actors = load_actors()
    organisations = {row.organisation_code for row in load_memberships()}
    assert {actors[code].actor_kind for code in organisations} == {"organisation"}
    members = {actors[row.actor_code].actor_kind for row in load_memberships()}
    assert members == {"state", "territory", "organisation"}
    assert not organisations & WITHOUT_MEMBERS_OF_THEIR_OWN
    assert len(organisations) >= 60


def test_knowledge_memberships_say_how_exact_their_days_are_and_whence() -> None:
    for row in load_memberships():
        assert row.source, row
        assert row.valid_from_precision in DATE_PRECISIONS, row
        assert row.valid_from == first_day(row), row
        assert (row.valid_to is None) is (row.valid_to_precision is None), row
        if row.valid_to is not None:
            assert row.valid_to == last_day(row.valid_to, row.valid_to_precision), row


def first_day(row: Membership) -> date:
    """The first day that the precision of its start leaves open."""
    if row.valid_from_precision == "year":
        return date(row.valid_from.year, 1, 1)
    return row.valid_from.replace(day=1) if row.valid_from_precision == "month" else row.valid_from


def last_day(day: date, precision: str | None) -> date:
    """The last day that the precision of an end leaves open."""
    if precision == "year":
        return date(day.year, 12, 31)
    last_of_month = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=last_of_month) if precision == "month" else day


def test_knowledge_nobody_is_a_member_twice_on_one_day() -> None:
    periods = defaultdict(list)
    for row in load_memberships():
        assert row.valid_to is None or row.valid_from <= row.valid_to, row
        periods[row.organisation_code, row.actor_code].append(
            (row.valid_from, row.valid_to or date.max)
        )
    for key, spans in periods.items():
        for earlier, later in pairwise(sorted(spans)):
            assert earlier[1] < later[0], (key, earlier, later)


@pytest.mark.parametrize(
    ("organisation", "day", "members"),
    [
        ("AFU", date(2024, 1, 1), 55),
        ("APC", date(2024, 1, 1), 21),
        ("ARL", date(2024, 1, 1), 22),
        ("ASN", date(2024, 1, 1), 10),
        ("ASN", date(2025, 11, 1), 11),
        ("BRI", date(2023, 12, 31), 5),
        ("CCM", date(2024, 1, 1), 15),
        ("CLC", date(2024, 1, 1), 33),
        ("COE", date(2022, 3, 15), 47),
        ("COE", date(2022, 3, 17), 46),
        ("CTB", date(2024, 1, 1), 187),
        ("CWN", date(2024, 1, 1), 56),
        ("EUU", date(2013, 6, 30), 27),
        ("EUU", date(2019, 7, 1), 28),
        ("EUU", date(2020, 2, 1), 27),
        ("G20", date(2024, 1, 1), 21),
        ("IAE", date(2023, 12, 31), 178),
        ("ICC", date(2024, 1, 1), 123),
        ("ICC", date(2025, 1, 1), 125),
        ("IMO", date(2025, 1, 1), 176),
        ("IOR", date(2024, 1, 1), 23),
        ("NAT", date(2022, 1, 1), 30),
        ("NAT", date(2024, 3, 7), 32),
        ("OAS", date(2024, 1, 1), 34),
        ("OEC", date(2024, 1, 1), 38),
        ("OIC", date(2024, 1, 1), 57),
        ("OPE", date(2023, 6, 1), 13),
        ("OPE", date(2024, 1, 1), 12),
        ("OPW", date(2024, 1, 1), 193),
        ("OSC", date(2024, 1, 1), 57),
        ("PIF", date(2024, 1, 1), 18),
        ("SAD", date(2024, 1, 1), 16),
        ("UNO", date(1946, 1, 1), 51 - 2),  # less Czechoslovakia and Yugoslavia, actors no more
        ("UNO", date(2024, 1, 1), 193),
        ("WHO", date(2024, 1, 1), 194),
        ("WTO", date(2024, 1, 1), 164),
        ("WTO", date(2024, 9, 1), 166),
    ],
)
def test_knowledge_as_many_members_as_the_organisation_says(
    organisation: str, day: date, members: int
) -> None:
    assert len(members_on(organisation, day)) == members


@pytest.mark.parametrize(
    ("organisation", "member", "last_day"),
    [
        ("EUU", "GBR", date(2020, 1, 31)),
        ("ECW", "BFA", date(2025, 1, 29)),
        ("ECW", "MLI", date(2025, 1, 29)),
        ("ECW", "NER", date(2025, 1, 29)),
        ("OPE", "QAT", date(2018, 12, 31)),
        ("OPE", "AGO", date(2023, 12, 31)),
        ("COE", "RUS", date(2022, 3, 16)),
        ("OAS", "NIC", date(2023, 11, 19)),
        ("ICC", "PHL", date(2019, 3, 17)),
        ("CIS", "GEO", date(2009, 8, 18)),
    ],
)
def test_knowledge_exits_have_their_day(organisation: str, member: str, last_day: date) -> None:
    assert member in members_on(organisation, last_day)
    assert member not in members_on(organisation, last_day + timedelta(days=1))


@pytest.mark.parametrize(
    ("organisation", "member", "first_day"),
    [
        ("EUU", "HRV", date(2013, 7, 1)),
        ("NAT", "FIN", date(2023, 4, 4)),
        ("NAT", "SWE", date(2024, 3, 7)),
        ("SCO", "IRN", date(2023, 7, 4)),
        ("BRI", "ETH", date(2024, 1, 1)),
        ("G20", "AFU", date(2023, 9, 9)),
        ("ASN", "TLS", date(2025, 10, 26)),
        ("EAC", "SOM", date(2024, 3, 4)),
        ("ICC", "UKR", date(2025, 1, 1)),
        ("UNO", "SSD", date(2011, 7, 14)),
    ],
)
def test_knowledge_accessions_have_their_day(
    organisation: str, member: str, first_day: date
) -> None:
    assert member in members_on(organisation, first_day)
    assert member not in members_on(organisation, first_day - timedelta(days=1))
