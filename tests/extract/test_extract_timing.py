"""The day of each act: of its own clause, or counted from another's; never that of a neighbour."""

from datetime import date

import pytest
from reading import read

Days = dict[str, str | None]

FEB_1, FEB_2, JAN_30, JAN_31 = "2024-02-01", "2024-02-02", "2024-01-30", "2024-01-31"

LINKED: list[tuple[str, Days]] = [
    (
        "Kenya recalled its envoy from Uganda on Thursday, two days after Uganda had expelled a "
        "Kenyan diplomat.",
        {"KEN SANCTION": FEB_1, "UGA SANCTION": JAN_30},
    ),
    (
        "Two days after Uganda expelled a Kenyan diplomat on Tuesday, Kenya criticised Uganda.",
        {"KEN ACCUSE": FEB_1, "UGA SANCTION": JAN_30},
    ),
    (
        "The day before Kenya criticised Uganda on Friday, Uganda had thanked Kenya.",
        {"KEN ACCUSE": FEB_2, "UGA SUPPORT": FEB_1},
    ),
    (
        "Kenya recalled its envoy from Uganda a day after Tuesday's vote.",
        {"KEN SANCTION": JAN_31},
    ),
    (
        "Kenya criticised Uganda on Friday, three days after a Ugandan attack on Kenya killed two.",
        {"KEN ACCUSE": FEB_2, "UGA ASSAULT": JAN_30},
    ),
]
OPEN: list[tuple[str, Days]] = [
    (
        "Kenya criticised Uganda on Friday, days after Uganda had expelled a Kenyan diplomat.",
        {"KEN ACCUSE": FEB_2, "UGA SANCTION": None},
    ),
    (
        "Less than two days after Uganda had expelled a Kenyan diplomat, Kenya criticised Uganda "
        "on Friday.",
        {"KEN ACCUSE": FEB_2, "UGA SANCTION": None},
    ),
    (
        "Kenya criticised Uganda two days after Uganda had expelled a Kenyan diplomat.",
        {"KEN ACCUSE": None, "UGA SANCTION": None},
    ),
    ("Two days before the vote, Kenya criticised Uganda.", {"KEN ACCUSE": None}),
]
OF_A_NOUN: list[tuple[str, Days]] = [
    ("Kenya condemned Friday's attack by Uganda.", {"KEN ACCUSE": None}),
    ("Kenya criticised Uganda over Tuesday's vote.", {"KEN ACCUSE": None}),
    ("In Friday's statement Kenya criticised Uganda.", {"KEN ACCUSE": FEB_2}),
    ("Kenya and Uganda held talks on Friday.", {"KEN CONSULT": FEB_2, "UGA CONSULT": FEB_2}),
    ("Kenya criticised Uganda before a crowd of students on Friday.", {"KEN ACCUSE": FEB_2}),
    ("Kenyan jets attacked a base in Uganda before dawn on Friday.", {"KEN ASSAULT": FEB_2}),
]
SHARED: list[tuple[str, Days]] = [
    (
        "Kenya recalled its envoy from Uganda on Thursday and accused Uganda of spying.",
        {"KEN SANCTION": FEB_1, "KEN ACCUSE": FEB_1},
    ),
    (
        "Kenya recalled its envoy from Uganda on Thursday and later accused Uganda of spying.",
        {"KEN SANCTION": FEB_1, "KEN ACCUSE": None},
    ),
    (
        "Kenya recalled its envoy from Uganda on Thursday, and Uganda accused Kenya of spying.",
        {"KEN SANCTION": FEB_1, "UGA ACCUSE": None},
    ),
    (
        "Kenya recalled its envoy from Uganda on Thursday and will ask Uganda for an apology.",
        {"KEN SANCTION": FEB_1, "KEN REQUEST": None},
    ),
]
SAID: list[tuple[str, Days]] = [
    ("Kenya will help Uganda with seeds in March, a Kenyan minister said.", {"KEN AGREE": None}),
    (
        "Kenya will help Uganda with seeds in March, a Kenyan minister said on Friday.",
        {"KEN AGREE": FEB_2},
    ),
    ("Uganda must leave the island, a Kenyan minister said on Friday.", {"KEN REQUEST": FEB_2}),
    ("Kenya said Friday it will help Uganda with seeds.", {"KEN AGREE": FEB_2}),
    ("Kenya agreed on Friday to help Uganda with seeds on Monday.", {"KEN AGREE": FEB_2}),
]
COUNTED: list[tuple[str, Days]] = [
    (
        "Kenya criticised Uganda on Friday. A day earlier, Uganda had thanked Norway.",
        {"KEN ACCUSE": FEB_2, "UGA SUPPORT": FEB_1},
    ),
    (
        "Kenya criticised Uganda on Friday. Kenya signed an accord with Norway on that same day.",
        {"KEN ACCUSE": FEB_2, "KEN SUPPORT": FEB_2, "NOR SUPPORT": FEB_2},
    ),
    (
        "Kenya criticised Uganda on Friday. Rain fell. A day earlier, Uganda had thanked Norway.",
        {"KEN ACCUSE": FEB_2, "UGA SUPPORT": None},
    ),
    (
        "Kenya will criticise Uganda on 20 February. A day earlier, Uganda had thanked Norway.",
        {"KEN ACCUSE": "2024-02-20", "UGA SUPPORT": None},
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("text", "days"), [*LINKED, *OPEN, *OF_A_NOUN, *SHARED, *SAID, *COUNTED])
def test_extract_dates_each_act_by_its_own_words(text: str, days: Days) -> None:
    found = {
        f"{event.source_actor} {event.event_type}": event.event_date.isoformat()
        if event.event_date
        else None
        for event in read(text).events
        if event.status in ("occurred", "planned")
    }
    assert found == days


@pytest.mark.model
def test_extract_counts_weeks_as_weeks() -> None:
    text = "Kenya criticised Uganda on Friday, a week after Uganda had expelled a Kenyan diplomat."
    found = {e.source_actor: (e.event_date, e.event_date_precision) for e in read(text).events}
    assert found == {"KEN": (date(2024, 2, 2), "day"), "UGA": (date(2024, 1, 22), "week")}
