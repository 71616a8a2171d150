"""Figures of a form: typed, summed, divided, printed."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from documents.reading.quantities import NotReadable
from reporting.statistics.commune import COMMUNE_2020
from reporting.statistics.figures import BLANK, NOT_APPLICABLE, NOTHING, Figure, add, given, read_figure
from reporting.statistics.formulas import Formula, Term, parse_formula, ratio

TASKS, SURVEYS, MONEY, RATIO = (COMMUNE_2020.row(code) for code in ("1.1.1", "1.4.2", "6.1.1", "1.1.3"))
IDEAS, ONLINE, TOTAL = (COMMUNE_2020.row(code) for code in ("1.7.a", "3.4.c4", "3.4.c3"))

READ = [
    (TASKS, "12", given(12)), (TASKS, " 1.451 ", given(1451)), (TASKS, "1 451", given(1451)), (TASKS, "12,0", given("12.0")),
    (TASKS, "", BLANK), (TASKS, "-", NOTHING), (TASKS, "–", NOTHING), (IDEAS, "K", NOT_APPLICABLE),
    (IDEAS, "k", NOT_APPLICABLE), (MONEY, "1.234,5", given("1234.5")), (MONEY, "12,25", given("12.25")),
    (SURVEYS, "2", given(2)), (TASKS, "0", given(0)),
]  # fmt: skip


@pytest.mark.parametrize(("row", "typed", "figure"), READ)
def test_figure_is_read(row, typed, figure):
    assert read_figure(typed, row) == figure


REFUSED = [
    (TASKS, "1,234.5", "“1,234.5” chưa rõ là số nào. Viết 1.234,5: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ."),
    (TASKS, "mười", "“mười” không phải là số. Viết bằng chữ số, ví dụ 1.234,5."),
    (TASKS, "12,5", "“12,5” có phần lẻ. Số nhiệm vụ trong kế hoạch CCHC năm tính bằng nhiệm vụ nên chỉ nhận số nguyên."),
    (TASKS, "80%", "“80%” là tỷ lệ. Số nhiệm vụ trong kế hoạch CCHC năm tính bằng nhiệm vụ; tỷ lệ do cổng tính."),
    (TASKS, "-3", "Số nhiệm vụ trong kế hoạch CCHC năm không nhận số âm, đang ghi -3."),
    (TASKS, "K", "Số nhiệm vụ trong kế hoạch CCHC năm đơn vị nào cũng có nên không ghi K. Không phát sinh thì ghi dấu -."),
    (ONLINE, "K", "Số tiếp nhận trực tuyến đơn vị nào cũng có nên không ghi K. Không phát sinh thì ghi dấu -."),
    (RATIO, "80", "Tỷ lệ hoàn thành kế hoạch do cổng tính từ các số khác, không nhập."),
    (TOTAL, "80", "Tổng số tiếp nhận do cổng tính từ các số khác, không nhập."),
    (SURVEYS, "7", "“7” không có trong danh mục. Chọn một trong: 1 (trực tuyến); 2 (trực tiếp); 3 (phát phiếu); 4 (hình thức khác)."),
    (SURVEYS, "phiếu", "“phiếu” không có trong danh mục. Chọn một trong: 1 (trực tuyến); 2 (trực tiếp); 3 (phát phiếu); 4 (hình thức khác)."),
    (SURVEYS, "1,5", "“1,5” không có trong danh mục. Chọn một trong: 1 (trực tuyến); 2 (trực tiếp); 3 (phát phiếu); 4 (hình thức khác)."),
    (MONEY, "1,2345", "“1,2345” có quá nhiều chữ số sau dấu phẩy. Số này lấy 2 chữ số phần lẻ."),
    (MONEY, "1000000000000", "Kế hoạch vốn đầu tư công đang ghi 1.000.000.000.000, lớn hơn mức một đơn vị có thể có. Kiểm tra lại đơn vị tính."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "typed", "sentence"), REFUSED)
def test_figure_of_the_wrong_kind_is_refused_with_a_sentence(row, typed, sentence):
    with pytest.raises(NotReadable) as refused:
        read_figure(typed, row)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("figure", "printed"),
    [(given(1451), "1.451"), (given("12.50"), "12,5"), (NOT_APPLICABLE, "K"), (NOTHING, "-"), (BLANK, "")],
)
def test_figure_prints_as_its_cell(figure, printed):
    assert figure.printed() == printed


@over(st.integers(0, 10**11))
def test_printed_count_is_read_back(number):
    assert read_figure(given(number).printed(), TASKS) == given(number)


SUMS = [
    ([given(3), given(4)], given(7)), ([given(3), NOTHING], given(3)), ([given(3), NOT_APPLICABLE], given(3)),
    ([given(3), BLANK], BLANK), ([NOTHING, NOTHING], NOTHING), ([NOT_APPLICABLE, NOTHING], NOTHING),
    ([NOT_APPLICABLE, NOT_APPLICABLE], NOT_APPLICABLE), ([BLANK, NOT_APPLICABLE], BLANK), ([], BLANK),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "whole"), SUMS)
def test_sum_waits_for_empty_cells_only(parts, whole):
    assert add((1, part) for part in parts) == whole


FORMULAS = [
    ("[1.1.2] / [1.1.1]", Formula((Term(1, "1.1.2"),), (Term(1, "1.1.1"),))),
    ("[a] + [b] - [c]", Formula((Term(1, "a"), Term(1, "b"), Term(-1, "c")))),
    ("([a]+[b])/([c]+[d])", Formula((Term(1, "a"), Term(1, "b")), (Term(1, "c"), Term(1, "d")))),
    ("1 - ([a] + [b]) / [c]", Formula((Term(1, "a"), Term(1, "b")), (Term(1, "c"),), True)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "formula"), FORMULAS)
def test_formula_is_read(text, formula):
    assert parse_formula(text) == formula


@pytest.mark.parametrize(
    "text", ["", "[a] /", "/ [a]", "[a] [b]", "[a] * [b]", "a + b", "[a] + ", "1 - [a]", "[a] / [b] / [c]"]
)
def test_formula_that_cannot_be_read_is_refused(text):
    with pytest.raises(ValueError, match="Công thức"):
        parse_formula(text)


def quotient(over_figure: Figure, under_figure: Figure, text: str = "[n] / [d]"):
    return ratio(parse_formula(text), {"n": over_figure, "d": under_figure}.__getitem__)


PRINTED = [
    (given(9), given(10), "90,00"), (given(0), given(10), "0,00"), (given(0), given(0), "-"), (NOTHING, NOTHING, "-"),
    (given(5), given(0), "-"), (NOTHING, given(10), "0,00"), (BLANK, given(10), ""), (given(1), BLANK, ""),
    (NOT_APPLICABLE, given(10), "K"), (given(1), NOT_APPLICABLE, "K"), (given(1), given(3), "33,33"),
    (given(2), given(3), "66,67"), (given(1), given(800), "0,13"), (given(19995), given(20000), "99,98"),
]  # fmt: skip


@pytest.mark.parametrize(("numerator", "denominator", "printed"), PRINTED)
def test_ratio_prints_two_places_and_a_dash_where_nothing_can_be_divided(numerator, denominator, printed):
    assert quotient(numerator, denominator).printed() == printed


def test_ratio_taken_from_the_whole_is_rounded_once():
    one = quotient(given(1), given(3), "1 - [n] / [d]")
    assert (one.over, one.printed()) == (given(2), "66,67")


@over(st.integers(0, 10**6), st.integers(1, 10**6))
def test_ratio_is_rounded_half_up_to_two_places(numerator, denominator):
    exact = Fraction(100 * numerator, denominator)
    hundredths = (exact * 100 + Fraction(1, 2)).__floor__()
    one = quotient(given(numerator), given(denominator))
    assert one.rounded == Decimal(hundredths) / 100
    assert one.percent.quantize(Decimal("0.01"), ROUND_HALF_UP) == one.rounded


@over(st.integers(0, 10**6), st.integers(1, 10**6))
def test_ratio_and_its_rest_make_up_the_whole(part, rest):
    whole = given(part + rest)
    both = quotient(given(part), whole).percent + quotient(given(part), whole, "1 - [n] / [d]").percent
    assert abs(both - 100) < Decimal("1e-30")
