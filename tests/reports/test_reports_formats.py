"""Numbers, days and addresses are printed one way."""

from datetime import date, datetime

import pytest

from reports import formats
from reports.shares import PartsDoNotAddUpError, apportion


@pytest.mark.parametrize(
    ("value", "printed"),
    [(-4.51, "−4.5"), (7.26, "+7.3"), (0.04, "0.0"), (-0.04, "0.0"), (1234.5, "+1,234.5")],
)
def test_formats_change_has_a_true_minus_and_no_signed_zero(value: float, printed: str) -> None:
    assert formats.change(value) == printed


def test_formats_counts_are_words_to_ten() -> None:
    assert [formats.count_word(n) for n in (0, 1, 10, 11, 1200)] == [
        *("no", "one", "ten", "11", "1,200")
    ]


def test_formats_percent_keeps_its_sign_with_a_narrow_space() -> None:
    assert formats.percent(0.394) == "39\u202f%"


@pytest.mark.parametrize(
    ("monday", "name", "span"),
    [
        (date(2024, 1, 29), "2024-W05", "29\u00a0January to 4\u00a0February 2024"),
        (date(2024, 12, 30), "2025-W01", "30\u00a0December 2024 to 5\u00a0January 2025"),
        (date(2024, 1, 8), "2024-W02", "8 to 14\u00a0January 2024"),
    ],
)
def test_formats_weeks(monday: date, name: str, span: str) -> None:
    assert (formats.week_name(monday), formats.week_span(monday)) == (name, span)


def test_formats_midnight_is_a_day_without_an_hour() -> None:
    assert formats.stamp(datetime(2024, 2, 4)) == "04\u00a0Feb"
    assert formats.stamp(datetime(2024, 2, 4, 9, 5)) == "04\u00a0Feb 09:05"
    assert formats.stamp(datetime(2023, 12, 4), date(2024, 1, 29)) == "04\u00a0Dec 2023"


def test_formats_pairs_go_by_the_alphabet_of_bare_names() -> None:
    assert formats.pair_name("the Philippines", "China") == "China–Philippines"


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "data:text/html,x"),
        *("inbox:note.txt", "//host/x", "/x", "file:///etc/passwd", "https://", "", None),
        *("https://a b", 'https://a/"onclick="x', "https://a/<b>", "http://[::1", "https://a\\b"),
        *("https://a/" + "x" * 3000, "java\nscript:alert(1)"),
    ],
)
def test_formats_links_to_the_web_only(address: str | None) -> None:
    assert formats.web_address(address) is None


def test_formats_keeps_a_web_address() -> None:
    assert formats.web_address("https://wire.example/a?b=1&c=2") == "https://wire.example/a?b=1&c=2"


def test_formats_clean_drops_controls_and_overrides() -> None:
    assert formats.clean("\x1b[31mred\x1b[0m \u202etxt\u202c\r\nnext\x00") == "[31mred[0m txt next"
    assert formats.clean(None) == ""


@pytest.mark.parametrize(
    ("parts", "whole", "printed"),
    [
        ([-1.44, 1.27, -0.33], -0.5, [-1.5, 1.3, -0.3]),
        ([0.26, 0.26, 0.26], 0.78, [0.3, 0.3, 0.2]),
        ([0.0, 0.04, 0.0], 0.04, [0.0, 0.0, 0.0]),
        ([-0.05, -0.05], -0.1, [0.0, -0.1]),
        ([], 0.0, []),
    ],
)
def test_shares_add_up_to_the_printed_whole(
    parts: list[float], whole: float, printed: list[float]
) -> None:
    made = apportion(parts, whole)
    assert made == pytest.approx(printed)
    assert f"{sum(made):.1f}" == f"{whole:.1f}"


def test_shares_that_do_not_add_up_stop_the_page() -> None:
    with pytest.raises(PartsDoNotAddUpError, match="parts sum to"):
        apportion([1.0, 1.0], 3.0)
