"""The commune form as data: complete, sound, one metric for every figure; and what an unsound form is told."""

from dataclasses import replace

import pytest

from indicators import reference
from indicators.models import Value
from reporting.statistics.carrying import Known
from reporting.statistics.commune import COMMUNE_2020, FORMS
from reporting.statistics.figures import Status
from reporting.statistics.formulas import parse_formula
from reporting.statistics.procedures import RATIOS
from reporting.statistics.shape import Carry, Check, NotApplicable, Row, RowKind, Sign
from reporting.statistics.soundness import problems

# Codes of the printed form as domain 3.3 lists them; ○ rows apart.
PRINTED = [
    "1",
    "1.1.1",
    "1.1.2",
    "1.1.3",
    "1.1.4",
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.2.4",
    "1.3.1",
    "1.3.2",
    "1.3.3",
    "1.3.4",
    "1.4.1",
    "1.4.2",
    "1.5",
    "1.6",
    "1.7",
    "2",
    "2.1",
    "2.2.1",
    "2.2.2",
    "2.2.3",
    "2.3.1",
    "2.3.2",
    "2.3.3",
    "3",
    "3.1.1",
    "3.1.4",
    "3.2.1",
    "3.2.2",
    "3.3.1",
    "3.3.2",
    "3.3.3",
    "3.4",
    "3.5.1",
    "3.5.2",
    "3.5.3",
    "4",
    "4.1",
    "4.2.1",
    "4.2.2",
    "4.2.3",
    "4.2.4",
    "5",
    "5.1",
    "5.3",
    "5.4",
    "5.5",
    "6",
    "6.1.1",
    "6.1.2",
    "6.1.3",
    "6.2",
    "7",
    "7.1",
    "7.2.1",
    "7.2.2",
    "7.2.3",
    "7.2.4",
    "7.2.5",
    "7.2.6",
    "7.2.7",
    "7.3.1",
    "7.3.2",
    "7.3.3",
    "7.3.4",
    "7.3.5",
    "7.4.1",
    "7.4.2",
    "7.5.1",
    "7.5.2",
    "7.5.3",
    "7.6",
]
OTHER_LEVELS = {"3.1.2", "3.1.3", "4.3", "5.2", "6.3"}


def test_every_printed_row_stands_in_the_form():
    codes = {row.code for row in COMMUNE_2020.rows}
    assert set(PRINTED) | OTHER_LEVELS <= codes


def test_rows_of_other_levels_start_as_not_applicable():
    marked = {row.code for row in COMMUNE_2020.rows if not row.filled}
    assert {code for code in marked if len(code) <= 5} >= OTHER_LEVELS
    cells = [row for row in COMMUNE_2020.rows if not row.filled and row.kind != RowKind.HEADING]
    assert {row.not_applicable for row in cells} == {NotApplicable.USUAL}


def test_table_has_columns_three_to_thirteen_and_one_for_files_without_class():
    numbers = [row.number for row in COMMUNE_2020.columns("3.4")]
    assert [number for number in numbers if number] == [f"({number})" for number in range(3, 14)]
    assert len(numbers) == 12


COMPUTED = {
    "3.4.c3": "[3.4.c4] + [3.4.c5] + [3.4.c6]",
    "3.4.c7": "[3.4.c8] + [3.4.c9] + [3.4.c10] + [3.4.untimed]",
    "3.4.c11": "[3.4.c12] + [3.4.c13]",
    "3.5.2": "[3.4.c10] + [3.4.c13]",
}


def test_computed_counts_are_those_of_the_paper():
    assert {row.code: row.formula for row in COMMUNE_2020.rows if row.formula and row.kind == RowKind.COUNT} == COMPUTED


def test_no_ratio_is_typed():
    assert [row.code for row in COMMUNE_2020.rows if row.kind == RowKind.RATIO and row.typed] == []


def test_only_column_six_is_carried_from_what_was_open():
    assert [row.code for row in COMMUNE_2020.rows if row.carry == Carry.OPENING] == ["3.4.c6"]


def test_every_figure_has_a_metric_of_its_own():
    metrics = [row.metric for row in COMMUNE_2020.rows if row.kind not in (RowKind.HEADING, RowKind.TABLE)]
    assert len(metrics) == len(set(metrics))
    assert {metric.partition(".")[0] for metric in metrics} == {"tk", "tthc"}


def test_units_of_percent_belong_to_ratios_only():
    assert {row.unit for row in COMMUNE_2020.rows if row.kind == RowKind.RATIO} == {"%"}
    assert "%" not in {row.unit for row in COMMUNE_2020.rows if row.kind != RowKind.RATIO}


def test_form_has_seven_parts_and_every_row_below_one():
    parts = COMMUNE_2020.parts()
    assert [part.code for part in parts] == list("1234567")
    assert sum(len(COMMUNE_2020.part_rows(part.code)) for part in parts) + len(parts) == len(COMMUNE_2020.rows)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_form_of_the_portal_is_sound(form):
    assert problems(form) == []


def unsound(row=None, check=None):
    rows, checks = COMMUNE_2020.rows, COMMUNE_2020.checks
    return replace(COMMUNE_2020, rows=(*rows, row) if row else rows, checks=(*checks, check) if check else checks)


def fresh(**more):
    return Row(**{"code": "8", "label": "Dòng mới", "unit": "việc", "metric": "tk.8", **more})


WRONG_ROWS = [
    (fresh(code="1.1.1"), "Mã 1.1.1 có 2 dòng."),
    (fresh(code="8-1"), "Dòng 8-1: mã chỉ gồm chữ thường, chữ số và dấu chấm."),
    (fresh(label=" "), "Dòng 8: chưa có tên."),
    (fresh(unit=""), "Dòng 8: chưa có đơn vị tính."),
    (fresh(metric=""), "Dòng 8: chưa gắn chỉ số."),
    (fresh(kind=RowKind.RATIO), "Dòng 8: là tỷ lệ nên cần công thức."),
    (fresh(kind=RowKind.CODE), "Dòng 8: là mã nên cần danh mục."),
    (fresh(kind=RowKind.HEADING), "Dòng 8: là đề mục nên không có công thức, chỉ số."),
    (fresh(table="9"), "Dòng 8: thuộc bảng 9 không có trong biểu."),
    (fresh(carry=Carry.OPENING), "Dòng 8: chỉ cột của bảng mới chuyển từ kỳ trước."),
    (fresh(not_applicable=NotApplicable.USUAL), "Dòng 8: thường không áp dụng thì không phải dòng xã nhập."),
    (fresh(formula="[9.9]"), "Dòng 8: công thức dùng dòng 9.9 không có trong biểu."),
    (fresh(formula="1.1 + 2"), "Dòng 8: Công thức “1.1 + 2” không đọc được ở chỗ “1.1 + 2”. Ghi mã dòng trong ngoặc vuông."),
    (fresh(formula="[1.1.2] / [1.1.1]"), "Dòng 8: công thức có phép chia thì là tỷ lệ, và ngược lại."),
    (fresh(formula="[8]"), "Dòng 8: công thức dùng lại chính dòng này."),
]  # fmt: skip


@pytest.mark.parametrize(("row", "sentence"), WRONG_ROWS, ids=lambda one: one if isinstance(one, str) else "")
def test_unsound_row_is_told(row, sentence):
    assert sentence in problems(unsound(row=row))


WRONG_CHECKS = [
    (Check("3.4.a", "[1.1.1]", Sign.EQUAL, "[1.1.2]"), "Phép kiểm tra 3.4.a có 2 dòng."),
    (Check("x", "[1.1.1]", Sign.EQUAL, "[9.9]"), "Phép kiểm tra x: công thức dùng dòng 9.9 không có trong biểu."),
    (Check("x", "[1.1.1] / [1.1.2]", Sign.EQUAL, "[1.1.4]"), "Phép kiểm tra x: so các tổng, không so tỷ lệ."),
    (Check("x", "[1.1.1]", ">", "[1.1.4]"), "Phép kiểm tra x: dấu “>” chưa có."),
]


@pytest.mark.parametrize(("check", "sentence"), WRONG_CHECKS, ids=lambda one: one if isinstance(one, str) else "")
def test_unsound_check_is_told(check, sentence):
    assert sentence in problems(unsound(check=check))


def test_form_without_rows_is_told():
    assert problems(replace(COMMUNE_2020, rows=(), checks=())) == ["Biểu chưa có dòng nào."]


def test_circle_over_two_rows_is_told():
    one, other = fresh(code="8", formula="[9]"), fresh(code="9", formula="[8]", metric="tk.9")
    form = replace(COMMUNE_2020, rows=(*COMMUNE_2020.rows, one, other))
    assert problems(form) == [
        "Dòng 8: công thức dùng lại chính dòng này.",
        "Dòng 9: công thức dùng lại chính dòng này.",
    ]


def test_every_metric_of_the_form_is_in_the_library_of_metrics():
    library = {row.code for row in reference.ROWS}
    named = {row.metric for row in COMMUNE_2020.rows if row.metric} | {one.metric for one in RATIOS}
    assert named <= library
    assert {code for code in library - named if code.startswith("tk.")} == set()


def test_words_of_cells_are_those_under_which_values_are_stored():
    assert set(Status) == set(Value.Status.values)
    assert set(Known) == set(Value.Kind.values)


def sides(text):
    """Signed metrics of numerator and denominator, as the library writes them."""
    formula = parse_formula(text)
    under = [("denominator", term.sign, COMMUNE_2020.row(term.code).metric) for term in formula.under]
    over = [("numerator", term.sign, COMMUNE_2020.row(term.code).metric) for term in formula.over]
    if formula.less:
        over = [("numerator", sign, metric) for _, sign, metric in under] + [(a, -sign, b) for a, sign, b in over]
    return sorted(over + under)


RATIO_ROWS = [(row.metric, row.formula) for row in COMMUNE_2020.rows if row.kind == RowKind.RATIO]


@pytest.mark.parametrize(("metric", "formula"), RATIO_ROWS + [(one.metric, one.formula) for one in RATIOS])
def test_ratio_of_the_form_divides_what_the_library_divides(metric, formula):
    terms = next(row.terms for row in reference.ROWS if row.code == metric)
    assert sides(formula) == sorted(terms)
