"""Every operator against numbers worked out by hand (domain.md 4.5; the number of the phrase stands in each row)."""

from datetime import date
from decimal import Decimal

import pytest

from documents.reading.operators import Operator
from indicators.judging import Asked, Measured, State, Verdict, band, judge, short_of, together

AFTER, DUE = date(2027, 1, 10), date(2026, 12, 31)
R, X, M, N, O = (State.REACHED, State.EXCEEDED, State.MISSED, State.NOT_DUE, State.NOT_ASSESSABLE)  # noqa: E741


def d(text) -> Decimal | None:
    return None if text is None else Decimal(text)


# operator, goal, second value, figure → state
PLAIN = [
    ("gt", "99", None, "99", M),  # 8: "trên 99%" fails at exactly 99
    ("gt", "99", None, "99.01", R),
    ("gt", "99", None, "98.99", M),
    ("gt", "80", None, "80", M),  # 38
    ("gte", "80", None, "80", R),  # 37: the same goal in other words
    ("gte", "80", None, "80.5", X),
    ("gte", "80", None, "79.9999", M),
    ("gte", "50", None, "50", R),  # 13
    ("lte", "30", None, "30", R),  # 30: 30 phút/lượt
    ("lte", "30", None, "25", X),
    ("lte", "30", None, "30.5", M),
    ("lt", "1", None, "1", M),  # 47: "dưới 1%"
    ("lt", "1", None, "0.99", R),
    ("eq", "0", None, "0", R),  # 26, 48, 77
    ("eq", "0", None, "1", M),
    ("eq", "100", None, "100", R),  # 2
    ("eq", "100", None, "99.99", M),
    ("eq", "6", None, "6", R),  # 27: 06 nội dung
    ("between", "90", "95", "90", R),  # 66
    ("between", "90", "95", "95", R),
    ("between", "90", "95", "95.01", M),
    ("between", "90", "95", "89.99", M),
    ("rank_within", "5", None, "5", R),  # 63
    ("rank_within", "5", None, "3", X),
    ("rank_within", "3", None, "4", M),  # 39
    ("level_up", "3", "4", "4", R),  # 23
    ("level_up", "3", "4", "3", M),
    ("maintain", None, None, "1", R),  # 75: ISO
    ("maintain", None, None, "0", M),
]


@pytest.mark.parametrize(("operator", "goal", "value2", "value", "state"), PLAIN)
def test_a_figure_against_a_number(operator, goal, value2, value, state):
    asked = Asked(operator, d(goal), d(value2), due=DUE)
    assert judge(asked, Measured(d(value)), on=AFTER).state == state


# operator, goal, relative, baseline, figure → state
MOVED = [
    ("rank_up_gte", "4", False, "12", "8", R),  # 1: from 12th to 8th are 4 ranks
    ("rank_up_gte", "4", False, "12", "7", X),
    ("rank_up_gte", "4", False, "12", "9", M),
    ("rank_up_gte", "4", False, "12", "16", M),
    ("dec_gte", "20", True, "150", "120", R),  # 5: 150 → 120 is 20 %
    ("dec_gte", "20", True, "150", "121", M),
    ("dec_gte", "20", True, "150", "100", X),
    ("dec_gte", "30", True, "10", "7", R),  # 20
    ("dec_gte", "10", True, "40", "36", R),  # 67
    ("inc_gte", "2", False, "83.5", "85.5", R),  # 64: two points
    ("inc_gte", "2", False, "83.5", "85.49", M),
    ("inc_gte", "20", False, "55", "75", R),  # 44: points, not percent
    ("inc_gte", "20", True, "55", "66", R),  # 20 % of 55 are 11
    ("inc_gte", "20", True, "55", "65", M),
]


@pytest.mark.parametrize(("operator", "goal", "relative", "baseline", "value", "state"), MOVED)
def test_a_figure_against_a_baseline(operator, goal, relative, baseline, value, state):
    asked = Asked(operator, d(goal), relative=relative, baseline=d(baseline), due=DUE)
    assert judge(asked, Measured(d(value)), on=AFTER).state == state


def test_growth_ends_at_its_cap():
    """44: "mỗi năm tăng thêm tối thiểu 20% cho đến khi đạt 100%"."""
    asked = Asked("inc_gte", d("20"), baseline=d("90"), cap=d("100"), due=DUE)
    assert judge(asked, Measured(d("100")), on=AFTER).state == R
    assert judge(asked, Measured(d("99")), on=AFTER).state == M


def test_the_year_before_stands_in_for_a_baseline_that_was_not_written():
    asked = Asked("inc_gte", d("2"), comparator="previous_year", due=DUE)
    assert judge(asked, Measured(d("87"), previous=d("85")), on=AFTER).state == R
    assert judge(asked, Measured(d("86"), previous=d("85")), on=AFTER).state == M
    assert judge(asked, Measured(d("86")), on=AFTER) == Verdict(O, "Chưa có mốc để so sánh.")


def test_the_mean_of_the_authoritys_units_is_the_goal():
    """73: "bằng hoặc cao hơn mức bình quân chung của tỉnh"."""
    asked = Asked("gte", comparator="authority_mean", unit="%", due=DUE)
    assert judge(asked, Measured(d("91"), mean=d("91")), on=AFTER).state == R
    assert judge(asked, Measured(d("90.9"), mean=d("91")), on=AFTER).state == M
    assert judge(asked, Measured(d("91")), on=AFTER).state == O


def test_what_is_more_than_all_exceeds_only_where_more_is_better():
    """10: "hoàn thành 100% chỉ tiêu đào tạo" with 105 %."""
    asked = Asked("eq", d("100"), due=DUE)
    assert judge(asked, Measured(d("105"), direction="up"), on=AFTER).state == X
    assert judge(asked, Measured(d("105")), on=AFTER).state == M


NO_NUMBER = [
    (Measured(None, status="blank", reason="Chưa chốt"), "Chưa có số: Chưa chốt."),
    (Measured(None, status="not_applicable", reason="Xã không có"), "Không áp dụng: Xã không có."),
    (Measured(None, status="nothing_arose"), "Không phát sinh trong kỳ nên không có số để xét."),
    (Measured(None), "Không phát sinh trong kỳ nên không có số để xét."),
    (None, "Chưa gắn chỉ số nào để đo."),
]


@pytest.mark.parametrize(("measured", "sentence"), NO_NUMBER)
def test_without_a_number_nothing_is_judged(measured, sentence):
    assert judge(Asked("gte", d("80"), due=DUE), measured, on=AFTER) == Verdict(O, sentence)


def test_what_cannot_be_measured_as_written_is_not_judged():
    """25: "giảm tối đa tỷ lệ trễ hẹn"."""
    assert judge(Asked("minimise", due=DUE), Measured(d("1")), on=AFTER).state == O


def test_until_the_day_has_passed_a_figure_is_on_track_or_not():
    asked = Asked("gt", d("99"), unit="%", due=DUE)
    found = judge(asked, Measured(d("99.5"), unit="%", words="6 tháng đầu năm 2026"), on=DUE)
    assert found == Verdict(
        N, "6 tháng đầu năm 2026: 99,50\u00a0%, chỉ tiêu > 99\u00a0%; đang đạt, xét sau ngày 31/12/2026.", True
    )
    assert judge(asked, Measured(d("99")), on=DUE).on_track is False


# operator, day that was asked, day it was done, today → state
DAYS = [
    ("by", date(2026, 2, 28), date(2026, 2, 28), AFTER, R),  # 28: "chậm nhất ngày 28/02"
    ("by", date(2026, 2, 28), date(2026, 3, 1), AFTER, M),
    ("before", date(2023, 2, 25), date(2023, 2, 25), AFTER, M),  # 29: "trước ngày 25/02"
    ("before", date(2023, 2, 25), date(2023, 2, 24), AFTER, R),
    ("by", date(2026, 2, 28), None, date(2026, 2, 28), N),
    ("by", date(2026, 2, 28), None, date(2026, 3, 1), M),
    ("before", date(2026, 2, 25), None, date(2026, 2, 25), M),
]


@pytest.mark.parametrize(("operator", "goal", "done", "on", "state"), DAYS)
def test_a_day_against_a_day(operator, goal, done, on, state):
    assert judge(Asked(operator, goal), Measured(done_on=done), on=on).state == state


def test_every_operator_stands_in_a_table_here():
    named = {row[0] for row in PLAIN + MOVED + DAYS} | {"minimise"}
    assert named == {operator.value for operator in Operator}


def test_a_figure_that_rounds_to_its_bound_is_printed_apart_from_it():
    """1.979 of 1.999 are 98,99949… % and would print as 99,00."""
    asked = Asked("gte", d("99"), unit="%", due=DUE)
    found = judge(asked, Measured(d(1979) * 100 / d(1999), unit="%"), on=AFTER)
    assert found == Verdict(M, "98,999\u00a0%, chỉ tiêu ≥ 99\u00a0%: không đạt.", False)


def test_sentences_say_the_figure_the_goal_and_what_came_of_it():
    asked = Asked("rank_up_gte", d("4"), unit="bậc", baseline=d("12"), due=DUE)
    found = judge(asked, Measured(d("8"), places=0, unit="", words="Năm 2026"), on=AFTER)
    assert found.sentence == "Năm 2026: 8, tăng 4\u00a0bậc so với 12; chỉ tiêu tăng ≥ 4\u00a0bậc: đạt."


def test_floats_are_refused():
    with pytest.raises(TypeError):
        judge(Asked("gte", d("80"), due=DUE), Measured(80.5), on=AFTER)


@pytest.mark.parametrize(
    ("states", "state"),
    [([], O), ([R, X], R), ([X], X), ([R, M], M), ([R, O], O), ([M, O], M), ([R, N], N)],
)
def test_a_target_is_as_good_as_its_weakest_condition(states, state):
    assert together([Verdict(one, "") for one in states]) == state


# How far 80 is missed: value, operator, goal, second value, short by.
SHORT = [
    ("79", "gte", "80", None, "1"), ("81", "gte", "80", None, "0"), ("80", "gt", "80", None, "0"),
    ("83", "lte", "80", None, "3"), ("79", "lt", "80", None, "0"), ("12", "rank_within", "10", None, "2"),
    ("78", "eq", "80", None, "2"), ("82", "eq", "80", None, "2"), ("80", "eq", "80", None, "0"),
    ("78", "between", "80", "90", "2"), ("85", "between", "80", "90", "0"), ("93", "between", "80", "90", "3"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "operator", "goal", "second", "short"), SHORT)
def test_a_figure_is_short_of_its_goal_on_the_side_that_the_goal_names(value, operator, goal, second, short):
    assert short_of(d(value), operator, d(goal), second and d(second)) == d(short)


@pytest.mark.parametrize(
    ("short", "where"), [("0", "good"), ("1", "good"), ("1.01", "watch"), ("5", "watch"), ("5.1", "alarm")]
)
def test_an_alert_band_says_how_far_from_the_goal(short, where):
    assert band(d(short), watch=d("1"), alarm=d("5")) == where
