"""What a window starts with, and figures that stand out."""

from datetime import date
from decimal import Decimal

import pytest

from reporting.periods import Kind, Period, part_of, window_of
from reporting.statistics.carrying import (
    Closing,
    Joined,
    Known,
    check_opening,
    opening,
    opening_of_successor,
    revised,
)
from reporting.statistics.figures import BLANK, NOTHING, given
from reporting.statistics.findings import Cell, Level, Reason, settle
from reporting.statistics.outliers import Past, against_past, against_peers, ratio_against_past
from reporting.statistics.procedures import column
from reporting.statistics.sheet import Line

Q1, H1, Q3, YEAR = (window_of(Period(2026, *key)) for key in ((Kind.QUARTER, 1), (Kind.HALF, 1), (Kind.QUARTER, 3), (Kind.YEAR, 0)))  # fmt: skip
LAST_YEAR, HALF_YEAR = date(2025, 12, 14), date(2026, 6, 14)
GUESS = Closing(LAST_YEAR, Known.ESTIMATE, given(30), "báo cáo năm 2025")
COUNT = Closing(LAST_YEAR, Known.ACTUAL, given(31), "báo cáo năm 2025")
SETTLED = Closing(LAST_YEAR, Known.FINAL, given(32), "báo cáo năm 2025")
AT_HALF = Closing(HALF_YEAR, Known.FINAL, given(12), "báo cáo 6 tháng đầu năm 2026")
AT_MARCH = Closing(date(2026, 3, 14), Known.FINAL, given(7), "báo cáo quý I năm 2026")
ALL = (GUESS, COUNT, SETTLED, AT_HALF, AT_MARCH)


@pytest.mark.parametrize(("window", "number"), [(Q1, 32), (H1, 32), (YEAR, 32), (Q3, 12)])
def test_opening_is_what_was_open_on_the_day_before_the_window(window, number):
    assert opening(window, ALL).figure == given(number)


BEST = [((GUESS, COUNT, SETTLED), 32, Known.FINAL), ((GUESS, COUNT), 31, Known.ACTUAL), ((GUESS,), 30, Known.ESTIMATE)]


@pytest.mark.parametrize(("closings", "number", "known"), BEST)
def test_opening_is_final_before_it_is_an_estimate(closings, number, known):
    for order in (closings, closings[::-1]):
        start = opening(Q1, order)
        assert (start.figure, start.known) == (given(number), known)


def test_cell_says_from_where_its_opening_is():
    assert opening(Q1, ALL).words == "Lấy từ cột (11) đến hết ngày 14/12/2025, số chính thức (báo cáo năm 2025)."
    assert opening(Q1, [GUESS]).words == (
        "Lấy từ cột (11) đến hết ngày 14/12/2025, số ước (báo cáo năm 2025). Sẽ đổi khi chốt số liệu chính thức."
    )


@pytest.mark.parametrize("closings", [(), (AT_HALF, AT_MARCH), (Closing(LAST_YEAR, Known.FINAL, BLANK, "x"),)])
def test_opening_is_never_made_up(closings):
    start = opening(Q1, closings)
    assert (start.figure, start.known) == (BLANK, None)
    assert start.words == "Chưa có số đang giải quyết đến hết ngày 14/12/2025: nhập số và ghi nguồn."


def test_final_figure_that_replaces_an_estimate_shows_the_difference():
    assert revised(opening(Q1, [GUESS]), opening(Q1, ALL)) == "Số chính thức là 32, trước đây lấy 30: thêm 2 hồ sơ."
    assert revised(opening(Q1, ALL), opening(Q1, [GUESS])) == "Số ước là 30, trước đây lấy 32: bớt 2 hồ sơ."
    assert revised(opening(Q1, ALL), opening(Q1, ALL)) == ""
    assert revised(opening(Q1, []), opening(Q1, ALL)) == ""


MERGED_ON = date(2025, 7, 1)
LAST_DAY = date(2025, 6, 30)
NEW_COMMUNE = part_of(window_of(Period(2025, Kind.YEAR)), MERGED_ON, None).window


def predecessor(number, known=Known.FINAL):
    return [Closing(LAST_DAY, known, given(number), "số bàn giao")]


def joined(*names: str, on: date | None = MERGED_ON) -> list[Joined]:
    return [Joined(at, name, on) for at, name in enumerate(names)]


def test_successor_starts_with_what_its_predecessors_left_on_their_last_day():
    closings = (predecessor(5), predecessor(3, Known.ESTIMATE), predecessor(0))
    units = joined("xã An Bình", "xã An Hòa", "xã An Lộc")
    start = opening_of_successor(NEW_COMMUNE, dict(zip(units, closings, strict=True)))
    assert (start.figure, start.known) == (given(8), Known.ESTIMATE)
    assert start.words == (
        "Cộng cột (11) đến hết ngày 30/6/2025 của 3 đơn vị trước sắp xếp: xã An Bình 5, số chính thức; "
        "xã An Hòa 3, số ước; xã An Lộc 0, số chính thức."
    )
    assert start.rule == (
        "Cột (6) là số đang giải quyết đến hết ngày 30/6/2025 của xã An Bình, xã An Hòa, xã An Lộc cộng lại."
    )


def test_successor_waits_for_a_predecessor_without_figure_and_names_it():
    start = opening_of_successor(
        NEW_COMMUNE, dict(zip(joined("xã An Bình", "xã An Hòa"), (predecessor(5), []), strict=True))
    )
    assert (start.figure, start.rule) == (BLANK, "")
    assert start.words == "Chưa có số đang giải quyết đến hết ngày 30/6/2025 của xã An Hòa: nhập số và ghi nguồn."
    assert opening_of_successor(NEW_COMMUNE, {}).figure == BLANK


def test_who_joins_while_the_window_runs_is_told_with_its_days():
    window = window_of(Period(2025, Kind.QUARTER, 3))
    closings = [Closing(date(2025, 6, 14), Known.FINAL, given(4), "báo cáo 6 tháng đầu năm 2025")]
    (own,) = joined("xã An Bình", on=None)
    other = Joined(9, "xã An Hòa", MERGED_ON)
    start = opening_of_successor(window, {own: closings, other: closings})
    assert start.figure == given(8)
    assert start.rule == (
        "Cột (6) là số đang giải quyết đến hết ngày 14/6/2025 của xã An Bình, xã An Hòa cộng lại. Xã An Hòa sáp nhập từ "
        "ngày 01/7/2025: các cột khác tính cả số của đơn vị này từ 15/6/2025 đến 30/6/2025."
    )


def test_column_six_is_held_against_the_opening_and_can_be_explained():
    line = Line("dat-dai", "Đất đai", {column(6): given(9)})
    found = check_opening(line, opening(Q3, ALL))
    assert [one.sentence for one in found] == [
        "Đất đai: cột (6) là 9 nhưng số đang giải quyết chuyển sang là 12, chênh lệch 3 hồ sơ."
    ]
    assert found[0].cells == (Cell(column(6), "dat-dai"),)
    assert found[0].ask == "Kiểm tra lại cột (6), hoặc nêu lý do chênh lệch."
    assert settle(found, [Reason(found[0].key, Decimal(-3), "Ba hồ sơ chuyển về tỉnh.")])[0].level == Level.NOTE


@pytest.mark.parametrize("figures", [{column(6): given(12)}, {column(6): BLANK}, {}])
def test_column_six_that_is_right_or_empty_is_not_spoken_of(figures):
    assert check_opening(Line("dat-dai", "Đất đai", figures), opening(Q3, ALL)) == []


CELL = Cell("3.3.1")
PASTS = [
    (320, 90, 100, 90, "Gấp 3,2 lần kỳ trước. Đúng như vậy?"),
    (300, 90, 100, 90, "Gấp 3,0 lần kỳ trước. Đúng như vậy?"),
    (299, 90, 100, 90, None),
    (20, 90, 100, 90, "Chỉ bằng 20 % kỳ trước. Đúng như vậy?"),
    (0, 90, 100, 90, "Kỳ trước là 100, kỳ này không có. Đúng như vậy?"),
    (40, 90, 0, 90, "Kỳ trước không có, kỳ này là 40. Đúng như vậy?"),
    (9, 90, 1, 90, None),
    (11, 90, 1, 90, "Gấp 11,0 lần kỳ trước. Đúng như vậy?"),
    (0, 90, 0, 90, None),
    (400, 364, 100, 91, None),
    (1280, 364, 100, 91, "Tính bình quân một ngày, gấp 3,2 lần kỳ trước. Đúng như vậy?"),
]  # fmt: skip


@pytest.mark.parametrize(("now", "days", "earlier", "earlier_days", "sentence"), PASTS)
def test_figure_that_stands_out_from_the_last_period_is_asked_about(now, days, earlier, earlier_days, sentence):
    found = against_past(CELL, given(now), days, Past("kỳ trước", given(earlier), earlier_days), flows=True)
    assert [one.sentence for one in found] == ([sentence] if sentence else [])
    assert {one.level for one in found} <= {Level.ASK}


def test_stock_is_compared_as_it_stands_whatever_the_windows():
    past = Past("kỳ trước", given(100), 91)
    assert against_past(CELL, given(320), 364, past, flows=False)[0].sentence == "Gấp 3,2 lần kỳ trước. Đúng như vậy?"


@pytest.mark.parametrize("other", [BLANK, NOTHING])
def test_figure_is_not_compared_with_a_cell_that_says_nothing(other):
    assert against_past(CELL, BLANK, 90, Past("kỳ trước", other, 90), flows=True) == []


def test_answered_question_does_not_come_back():
    found = against_past(CELL, given(320), 90, Past("kỳ trước", given(100), 90), flows=True)
    assert found[0].ask == ""
    assert settle(found, [Reason(found[0].key, Decimal(220), "Đúng, giữ số này.")])[0].level == Level.NOTE


RATIOS = [
    ("99.68", "87.38", "Cao hơn kỳ trước 12,30 điểm %. Đúng như vậy?"),
    ("80", "95", "Thấp hơn kỳ trước 15,00 điểm %. Đúng như vậy?"), ("99.68", "98.71", None), (None, "98.71", None),
]  # fmt: skip


@pytest.mark.parametrize(("now", "past", "sentence"), RATIOS)
def test_percentage_is_compared_in_points(now, past, sentence):
    found = ratio_against_past(CELL, now and Decimal(now), past and Decimal(past), "kỳ trước")
    assert [one.sentence for one in found] == ([sentence] if sentence else [])


def decimals(*numbers):
    return [Decimal(number) for number in numbers]


PEERS = [
    (1250, decimals(280, 300, 310, 320, 350), "Cao hơn hẳn 5 đơn vị cùng đợt (mức giữa là 310). Đúng như vậy?"),
    (12, decimals(280, 300, 310, 320, 350), "Thấp hơn hẳn 5 đơn vị cùng đợt (mức giữa là 310). Đúng như vậy?"),
    (330, decimals(280, 300, 310, 320, 350), None),
    (90, decimals(20, 20, 20, 20, 20), "Cao hơn hẳn 5 đơn vị cùng đợt (mức giữa là 20). Đúng như vậy?"),
    (25, decimals(20, 20, 20, 20, 20), None),
    (1250, decimals(280, 300, 310, 320), None),
]  # fmt: skip


@pytest.mark.parametrize(("now", "others", "sentence"), PEERS)
def test_figure_that_stands_out_from_the_other_units_is_asked_about(now, others, sentence):
    assert [one.sentence for one in against_peers(CELL, given(now), others)] == ([sentence] if sentence else [])
