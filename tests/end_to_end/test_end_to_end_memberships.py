"""Who was a member of what on a day, asked of the marts of a whole run."""

from pathlib import Path

import duckdb
import pytest

pytestmark = pytest.mark.end_to_end

MEMBERS_ON = """
    SELECT actor_code FROM marts.dim_membership
    WHERE organisation_code = ? AND valid_from <= ? AND (valid_to IS NULL OR ? <= valid_to)
"""


@pytest.mark.parametrize(
    ("organisation", "day", "member", "is_member"),
    [
        ("EUU", "2020-01-31", "GBR", True),
        ("EUU", "2020-02-01", "GBR", False),
        ("ECW", "2024-06-01", "NER", True),
        ("ECW", "2025-02-01", "NER", False),
        ("NAT", "2023-04-03", "FIN", False),
        ("NAT", "2023-04-04", "FIN", True),
        ("OPE", "2023-12-31", "AGO", True),
        ("OPE", "2024-01-01", "AGO", False),
    ],
)
def test_marts_say_who_was_a_member_on_a_day(
    sample_home: Path, organisation: str, day: str, member: str, is_member: bool
) -> None:
    with duckdb.connect(str(sample_home / "warehouse.duckdb"), read_only=True) as connection:
        members = connection.execute(MEMBERS_ON, [organisation, day, day]).fetchall()
    assert ((member,) in members) is is_member
    assert len(set(members)) == len(members)
