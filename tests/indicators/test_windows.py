"""Windows and rounding: names, coverings, half up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rounding import mean, printed, ratio, rounded, total
from indicators.windows import Window, quarter, tiles, year


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2026, 1, 1), date(2026, 3, 31), "Quý I/2026"),
        (date(2026, 10, 1), date(2026, 12, 31), "Quý IV/2026"),
        (date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        (date(2026, 1, 1), date(2026, 9, 30), "9 tháng năm 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "Tháng 2/2026"),
        (date(2026, 12, 1), date(2026, 12, 31), "Tháng 12/2026"),
        (date(2025, 12, 15), date(2026, 3, 14), "Quý I/2026 (đến\u00a014/3)"),
        (date(2025, 12, 15), date(2026, 6, 14), "6 tháng đầu năm 2026 (đến\u00a014/6)"),
        (date(2026, 6, 15), date(2026, 9, 14), "Quý III/2026 (đến\u00a014/9)"),
        (date(2025, 12, 15), date(2026, 12, 14), "Năm 2026 (đến\u00a014/12)"),
        (date(2026, 1, 15), date(2026, 2, 14), "Tháng 2/2026 (đến\u00a014/02)"),
        (date(2026, 3, 15), date(2026, 5, 14), "15/03/2026 - 14/05/2026"),
        (date(2025, 12, 16), date(2026, 6, 14), "16/12/2025 - 14/06/2026"),
    ],
)
def test_a_window_is_called_as_people_call_it(first, last, name):
    assert Window(first, last).name == name


def test_a_window_ends_on_or_after_the_day_it_begins():
    with pytest.raises(ValueError, match="ends on or after"):
        Window(date(2026, 1, 2), date(2026, 1, 1))


def test_the_leap_day_has_a_year_before():
    assert Window(date(2024, 1, 1), date(2024, 2, 29)).a_year_before() == Window(date(2023, 1, 1), date(2023, 2, 28))


Q = [quarter(2026, nth) for nth in (1, 2, 3, 4)]
H1, H2 = Window(Q[0].first, Q[1].last), Window(Q[2].first, Q[3].last)


@pytest.mark.parametrize(
    ("pieces", "found"),
    [
        (Q, Q),
        ([*Q, H1], [H1, Q[2], Q[3]]),
        ([H1, H2, Q[0]], [H1, H2]),
        (Q[:3], None),
        ([H1, Window(date(2026, 6, 30), Q[3].last)], None),
        ([], None),
    ],
)
def test_pieces_cover_a_year_without_gap_or_overlap(pieces, found):
    assert tiles(pieces, year(2026)) == found


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [("98.705", 2, "98.71"), ("98.7049", 2, "98.70"), ("0.5", 0, "1"), ("2.5", 0, "3"), ("-0.005", 2, "-0.01")],
)
def test_halves_are_rounded_up(value, places, expected):
    assert rounded(Decimal(value), places) == Decimal(expected)


def test_printing_has_a_decimal_comma_and_a_dash_for_nothing_over_nothing():
    assert (printed(Decimal("1934.5"), 2, "%"), printed(ratio(0, 0), 2, "%")) == ("1.934,50\u00a0%", "-")
    assert mean([]) is None


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=4), max_size=30))
def test_sums_are_exact_in_any_order(numbers):
    assert total(numbers) == total(sorted(numbers)) == sum(numbers, Decimal(0))


def test_floats_are_refused():
    with pytest.raises(TypeError):
        rounded(0.1, 1)
