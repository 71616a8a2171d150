"""Places, lateness and paragraphs alike, as tables."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.queries import Single
from reporting.consolidating.alike import Said, grouped, key_of, matching, paragraphs
from reporting.consolidating.places import Timely, late_days, placed, timely
from reporting.consolidating.reckoning import kept, read

DUE = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("inclusive", "done", "days"),
    [
        (True, date(2026, 3, 19), 0),
        (True, date(2026, 3, 20), 0),
        (True, date(2026, 3, 22), 2),
        # "Trước ngày 20/3" leaves out the 20th.
        (False, date(2026, 3, 19), 0),
        (False, date(2026, 3, 20), 1),
    ],
)
def test_days_late_are_counted_from_the_last_good_day(inclusive, done, days):
    assert late_days(DUE, inclusive, done) == days


@pytest.mark.parametrize(
    ("done", "today", "told"),
    [
        (date(2026, 3, 18), date(2026, 4, 1), (1, 1, 0, 0, 0)),
        (date(2026, 3, 25), date(2026, 4, 1), (1, 0, 1, 0, 5)),
        (None, date(2026, 3, 24), (1, 0, 0, 1, 4)),
        (None, date(2026, 3, 20), (0, 0, 0, 0, 0)),
    ],
)
def test_one_report_counts_as_in_time_late_missing_or_not_yet(done, today, told):
    one = timely(7, DUE, True, done, today)
    assert (one.asked, one.on_time, one.late, one.missing, one.days) == told


def test_two_rounds_of_a_unit_add_up_and_the_better_one_comes_first():
    both = Timely(1, 1, 1) + Timely(1, 1, late=1, days=3)
    assert (both.asked, both.on_time, both.late, both.days) == (2, 1, 1, 3)
    assert (
        sorted([Timely(2, 2, missing=1, on_time=1), both, Timely(3, 2, on_time=2)], key=lambda one: one.order)[0].unit
        == 3
    )


@pytest.mark.parametrize(
    ("up", "places"),
    [(True, [(1, "b"), (1, "c"), (3, "a"), (4, "d")]), (False, [(1, "d"), (2, "a"), (3, "b"), (3, "c")])],
)
def test_equal_values_share_a_place_and_the_next_is_counted_on(up, places):
    values = {"a": Decimal(95), "b": Decimal(99), "c": Decimal("99.0"), "d": Decimal(0)}
    assert placed(values, up=up) == places


def test_zero_is_a_value_that_may_come_first():
    assert placed({"a": Decimal(0), "b": Decimal(0)}, up=True) == [(1, "a"), (1, "b")]


def test_paragraphs_that_say_the_same_in_other_spelling_stand_together_once_for_each_unit():
    rows = [
        Said(1, 10, "- Ủy ban đã họp."), Said(2, 20, "Uỷ ban  đã họp"), Said(2, 20, "ủy ban đã họp."),
        Said(3, 30, "Đã ban hành 02 văn bản."), Said(4, 40, "Đã ban hành 03 văn bản."), Said(5, 50, " . "),
    ]  # fmt: skip
    found = grouped(rows)
    assert [(one.first.unit, one.many) for one in found] == [(10, 2), (30, 1), (40, 1)]
    assert [one.first.unit for one in matching(found, "ban hanh 03")] == [40]
    assert key_of("- Đã họp.") == key_of("đã họp") != key_of("chưa họp")
    assert paragraphs("Một.\n\n Hai. \n") == ["Một.", "Hai."]


@pytest.mark.parametrize(
    ("one", "stored"),
    [
        (Single("given", Decimal("12.5000")), ["given", "12.5", None, 0]),
        (Single("given", Decimal("1E+2")), ["given", "100", None, 0]),
        (Single("given", None, Decimal("3.0000"), Decimal(0), 1), ["given", "3", "0", 1]),
        (Single("not_applicable"), ["not_applicable", None, None, 0]),
    ],
)
def test_a_figure_is_kept_without_idle_zeros_and_read_back(one, stored):
    assert kept(one) == stored
    assert read(stored) == one
