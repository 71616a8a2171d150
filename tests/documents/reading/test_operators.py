"""The arithmetic of targets."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.operators import OPERATOR_CHOICES, OPERATORS, Operator, chip, explain, met

numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=2)
positive = st.decimals(allow_nan=False, allow_infinity=False, min_value="0.01", max_value=10**6, places=2)

# operator, value, goal, value2, baseline, relative, met
CASES = [
    ("gte", "99.00", 99, None, None, False, True),
    ("gte", "98.99", 99, None, None, False, False),
    ("gt", "99.00", 99, None, None, False, False),
    ("gt", "99.01", 99, None, None, False, True),
    ("lte", 30, 30, None, None, False, True),
    ("lte", "30.01", 30, None, None, False, False),
    ("lt", 1, 1, None, None, False, False),
    ("lt", "0.99", 1, None, None, False, True),
    ("eq", 100, 100, None, None, False, True),
    ("eq", "99.99", 100, None, None, False, False),
    ("eq", 0, 0, None, None, False, True),
    ("inc_gte", 87, 2, None, 85, False, True),
    ("inc_gte", "86.99", 2, None, 85, False, False),
    ("inc_gte", 110, 10, None, 100, True, True),
    ("dec_gte", 80, 20, None, 100, True, True),
    ("dec_gte", 81, 20, None, 100, True, False),
    ("dec_gte", 7, 3, None, 10, False, True),
    ("dec_gte", 80, 20, None, 0, True, None),
    ("dec_gte", 80, 20, None, None, True, None),
    ("rank_up_gte", 6, 4, None, 10, False, True),
    ("rank_up_gte", 7, 4, None, 10, False, False),
    ("rank_up_gte", 12, 4, None, 10, False, False),
    ("rank_up_gte", 6, 4, None, None, False, None),
    ("rank_within", 5, 5, None, None, False, True),
    ("rank_within", 6, 5, None, None, False, False),
    ("between", 90, 90, 95, None, False, True),
    ("between", 95, 90, 95, None, False, True),
    ("between", "95.01", 90, 95, None, False, False),
    ("between", 93, 90, None, None, False, None),
    ("maintain", 1, None, None, None, False, True),
    ("maintain", 0, None, None, None, False, False),
    ("maintain", 85, None, None, 85, False, True),
    ("maintain", 84, None, None, 85, False, False),
    ("minimise", 3, None, None, None, False, None),
    ("level_up", 3, 2, 3, None, False, True),
    ("level_up", 2, 2, 3, None, False, False),
    ("gte", None, 99, None, None, False, None),
    ("gte", 3, None, None, None, False, None),
]


@pytest.mark.parametrize(("operator", "value", "goal", "value2", "baseline", "relative", "expected"), CASES)
def test_value_is_held_against_the_goal(operator, value, goal, value2, baseline, relative, expected):
    value = Decimal(value) if isinstance(value, str) else value
    assert met(operator, value, goal, value2, baseline, relative=relative) is expected


@pytest.mark.parametrize(
    ("operator", "on", "expected"),
    [
        ("by", date(2026, 2, 28), True),
        ("by", date(2026, 3, 1), False),
        ("before", date(2026, 2, 27), True),
        ("before", date(2026, 2, 28), False),
    ],
)
def test_day_is_held_against_the_day(operator, on, expected):
    assert met(operator, on, date(2026, 2, 28)) is expected


def test_every_operator_has_its_row_and_its_case():
    assert list(OPERATORS) == list(Operator)
    assert {case[0] for case in CASES} | {"by", "before"} == {key for key, _ in OPERATOR_CHOICES}


def test_floats_are_refused():
    with pytest.raises(TypeError):
        met("gte", 99.0, 99)


@given(numbers, numbers)
def test_strict_and_plain_comparisons_are_opposites(value, goal):
    assert met("gt", value, goal) is not met("lte", value, goal)
    assert met("lt", value, goal) is not met("gte", value, goal)
    assert met("eq", value, goal) is (met("gte", value, goal) and met("lte", value, goal))
    assert met("between", value, goal, goal) is met("eq", value, goal)


@given(positive, positive, positive)
def test_relative_and_plain_change_agree(value, baseline, points):
    # The change of exactly that percent is what the relative goal asks.
    plain = met("dec_gte", value, baseline * points / 100, baseline=baseline)
    assert met("dec_gte", value, points, baseline=baseline, relative=True) is plain


@given(numbers, numbers)
def test_an_increase_is_never_a_decrease(value, baseline):
    both = (met("inc_gte", value, 1, baseline=baseline), met("dec_gte", value, 1, baseline=baseline))
    assert both != (True, True)


@pytest.mark.parametrize(
    ("arguments", "shown", "sentence"),
    [
        (("gt", 99, None, "%"), "> 99\u00a0%",
         "Đạt khi tỷ lệ lớn hơn 99\u00a0% (99\u00a0% đúng là chưa đạt)."),
        (("gte", Decimal("80.5"), None, "%"), "≥ 80,5\u00a0%", "Đạt khi tỷ lệ từ 80,5\u00a0% trở lên."),
        (("between", 90, 95, "%"), "90–95\u00a0%", "Đạt khi tỷ lệ từ 90\u00a0% đến 95\u00a0%, kể cả hai đầu."),
        (("by", date(2026, 2, 28), None, ""), "chậm nhất 28/02/2026",
         "Đạt khi hoàn thành chậm nhất ngày 28/02/2026, tính cả ngày đó."),
        (("rank_up_gte", 4, None, "bậc"), "tăng ≥ 4\u00a0bậc",
         "Đạt khi kết quả tăng từ 4\u00a0bậc trở lên so với kỳ trước."),
        (("level_up", 2, 3, "mức độ"), "mức 2 → 3", "Đạt khi kết quả lên mức 3 (đang ở mức 2)."),
        (("maintain", None, None, ""), "duy trì", "Đạt khi kết quả được duy trì."),
        (("minimise", None, None, ""), "thấp nhất", "Chưa xét được đạt hay không đạt vì chưa có con số."),
    ],
)  # fmt: skip
def test_reading_is_shown_and_explained(arguments, shown, sentence):
    operator, goal, value2, unit = arguments
    assert chip(operator, goal, value2, unit=unit) == shown
    assert explain(operator, goal, value2, unit=unit) == sentence
