"""The annexes of a report: every cell of the form, files by field, ratios by their definition, notes; the workbook."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from documents.layout import Column
from documents.models import Citation, KnownDocument
from indicators.models import Metric
from plans.actions.progress import begin_tasks
from plans.models import Condition, Plan, Target, Task, TaskProduct, TaskProgress
from reporting.annexes import Cell, Grid, Head, Line, annex_or_summary, figure_grids, fits, task_grid
from reporting.annexes.work import target_grid
from reporting.models import Report
from reporting.paper import grids_of
from reporting.queries import content, figures_of
from reporting.queries.known import Known
from reporting.workbook import annex_workbook
from tests.cast import Cast
from tests.reporting.annexed import YEAR, annual, enter, fields
from tests.reporting.builders import opened
from tests.workflow.items import plan as dull_plan
from workflow.clock import now

pytestmark = pytest.mark.django_db


def words(grid: Grid) -> dict[str, list[str]]:
    """The cells of every line of a grid, by its ref."""
    return {row.ref: [cell.text for cell in row.cells] for row in grid.rows if isinstance(row, Line)}


def grids(report: Report) -> tuple[Grid, ...]:
    return figure_grids(report, figures_of(report))


# --- the form

ROWS = {
    "figure-1.1.1": ["1.1.1", "Số nhiệm vụ trong kế hoạch CCHC năm", "nhiệm vụ", "36", "", "30", ""],
    "figure-1.1.2": ["1.1.2", "Số nhiệm vụ đã hoàn thành (lũy kế)", "nhiệm vụ", "30", "33", "27", ""],
    # By hand: 30/36, then 33/36 with the estimate, 27/30 the year before.
    "figure-1.1.3": ["1.1.3", "Tỷ lệ hoàn thành kế hoạch", "%", "83,33", "91,67", "90,00", ""],
    # The whole of a ratio has no code of its own on the printed form.
    "figure-1.2.2.m": ["", "Số cơ quan, đơn vị, bộ phận phải kiểm tra", "đơn vị", "6", "", "", ""],
    "figure-1.4.2": ["1.4.2", "Hình thức khảo sát", "mã", "2", "", "", "trực tiếp"],
    "figure-1.7.a": ["1.7.a", "Số sáng kiến, mô hình đăng ký", "sáng kiến", "K", "", "", "Không phát sinh nhiệm vụ"],
    "figure-3.1.2": ["3.1.2", "Số TTHC công bố mới", "TTHC", "K", "", "", ""],
    "figure-6.1.1": ["6.1.1", "Kế hoạch vốn đầu tư công", "triệu đồng", "9.800,5", "", "", ""],
    "figure-6.1.2": ["6.1.2", "Vốn đầu tư công đã giải ngân", "triệu đồng", "8.100,25", "9.000", "", ""],
    "figure-6.1.3": ["6.1.3", "Tỷ lệ giải ngân vốn đầu tư công", "%", "82,65", "91,83", "", ""],
    "figure-3.4": ["3.4", "Kết quả giải quyết hồ sơ theo lĩnh vực", "hồ sơ", "", "", "", "Xem Bảng 2"],
}


def test_rows_of_the_form_say_what_was_entered_beside_what_is_estimated(cast):
    form, *_ = grids(annual(cast))
    found = words(form)
    assert {ref: found[ref] for ref in ROWS} == ROWS


def test_columns_name_the_days_and_headings_keep_their_codes(cast):
    form, *_ = grids(annual(cast))
    assert [(column.group, column.title) for column in form.columns[3:6]] == [
        ("Kỳ này", "Thực hiện đến 30/11/2026"),
        ("Kỳ này", "Ước thực hiện đến 14/12/2026"),
        ("", "Cùng kỳ năm trước"),
    ]
    heads = [row for row in form.rows if isinstance(row, Head)]
    assert (heads[0].label, heads[0].strong) == ("1", True)
    assert (heads[1].label, heads[1].words, heads[1].strong) == ("1.1", "Kế hoạch CCHC", False)


@pytest.mark.parametrize(("kind", "title"), [("actual", "Kỳ này"), ("estimate", "Ước thực hiện đến 14/12/2026")])
def test_one_kind_of_figure_has_one_column(kind, title, cast):
    report = opened(cast, YEAR, due_on=date(2026, 12, 20))
    enter(report, cast.focal, {"tk.1.1.1": 36, "tk.1.1.2": 30}, kind=kind)
    (form,) = grids(report)
    assert [column.title for column in form.columns[3:5]] == [title, "Cùng kỳ năm trước"]
    assert words(form)["figure-1.1.3"][3] == "83,33"


def test_final_figure_stands_in_its_own_column(cast):
    report = opened(cast, YEAR, due_on=date(2026, 12, 20))
    enter(report, cast.focal, {"tk.1.1.1": 36, "tk.1.1.2": 30})
    enter(report, cast.focal, {"tk.1.1.2": 31}, kind="final")
    (form,) = grids(report)
    assert form.columns[4].title == "Số chính thức"
    assert words(form)["figure-1.1.3"][3:5] == ["83,33", "86,11"]


# --- files by field


def test_files_by_field_are_summed_and_estimates_are_marked(cast):
    _, files, _ = grids(annual(cast))
    assert [column.number for column in files.columns] == [
        "(2)",
        *(f"({at})" for at in range(3, 11)),
        "",
        "(11)",
        "(12)",
        "(13)",
    ]
    assert words(files) == {
        "figure-3.4-ho-tich": [
            "Hộ tịch",
            "1.526",
            "1.204",
            "310",
            "12",
            "1.510",
            "1.100",
            "380",
            "21",
            "9",
            "16",
            "15",
            "1",
        ],
        "figure-3.4-dat-dai": ["Đất đai", "125", "80", "40", "5", "110", "60", "46", "4", "-", "14", "13", "1"],
        "figure-3.4": ["Tổng cộng", "1.651", "1.284", "350", "17", "1.620", "1.160", "426", "25", "9", "30", "28", "2"],
    }
    marked = [(row.ref, cell.text) for row in files.rows for cell in row.cells if cell.estimate]
    assert marked == [("figure-3.4-dat-dai", "46")]
    assert files.notes[0] == "Số in nghiêng là số ước thực hiện đến 14/12/2026."


def test_explained_mismatch_prints_as_a_note_below_its_table(cast):
    form, files, _ = grids(annual(cast))
    assert files.notes[1:] == (
        "Ghi chú: Đất đai: cột (3) là 125 nhưng (7) + (11) là 124, thiếu 1 hồ sơ. Lý do: Hồ sơ công dân xin rút.",
    )
    assert form.notes == ("Ghi chú: K là không áp dụng đối với đơn vị; dấu - là không phát sinh.",)


def test_column_of_files_without_time_limit_is_left_out_where_it_is_empty(cast):
    report = opened(cast, YEAR, due_on=date(2026, 12, 20))
    fields()
    enter(report, cast.focal, {"tthc.c4": 3, "tthc.c5": 1, "tthc.c6": 0, "tthc.c8": 4}, field="ho-tich")
    _, files, _ = grids(report)
    assert "Không tính hạn (trả lại, rút, dừng)" not in [column.title for column in files.columns]


def test_everything_estimated_is_said_once_without_italics(cast):
    report = opened(cast, YEAR, due_on=date(2026, 12, 20))
    fields()
    enter(report, cast.focal, {"tthc.c4": 3, "tthc.c5": 1}, field="ho-tich", kind="estimate")
    _, files, _ = grids(report)
    assert files.unit_note == "Đơn vị tính: hồ sơ; ước thực hiện đến 14/12/2026"
    assert not any(cell.estimate for row in files.rows for cell in row.cells)


def test_ratios_carry_the_names_of_their_definitions(cast):
    """By hand from the totals: A (1160+426)/1620, B 1-(25+2)/1651, C (1160+426+28)/1651, online 1284/(1284+350)."""
    *_, ratios = grids(annual(cast))
    assert [row[:3] for row in words(ratios).values()] == [
        ["Đúng hạn, cách tính A", "((8) + (9)) / (7)", "97,90"],
        ["Đúng hạn, cách tính B", "1 - ((10) + (13)) / (3)", "98,36"],
        ["Đúng hạn, cách tính C", "((8) + (9) + (12)) / (3)", "97,76"],
        ["Trễ hạn trên số đã giải quyết", "(10) / (7)", "1,54"],
        ["Trễ hạn trên số phải giải quyết", "((10) + (13)) / (3)", "1,64"],
        ["Hồ sơ trực tuyến", "(4) / ((4) + (5))", "78,58"],
    ]


# --- tasks and targets


def year_plan(cast: Cast) -> Plan:
    """An issued plan of 2026 with a target and tasks: done in time, done late, overdue, still open."""
    plan = dull_plan(cast, year=2026)
    area = plan.template.areas.first()
    Task.objects.filter(plan=plan).delete()
    days = {
        "xong": date(2026, 5, 30),
        "chậm": date(2026, 3, 31),
        "quá hạn": date(2026, 6, 30),
        "còn hạn": date(2026, 12, 31),
    }
    for order, (name, day) in enumerate(days.items()):
        Task.objects.create(
            plan=plan, area=area, order=order, content=f"Việc **{name}**", ends_on=day, timing="date", lead_text="Văn phòng",
        )  # fmt: skip
    Plan.objects.filter(pk=plan.pk).update(state="issued", issued_on=date(2026, 2, 2))
    plan.refresh_from_db()
    begin_tasks(plan, by=cast.records)
    for name in ("xong", "chậm"):
        TaskProgress.objects.filter(task__content__contains=name, task__plan=plan).update(
            state="done", sent_at="2026-05-15T03:00:00Z", delay_reason="Chờ kinh phí" if name == "chậm" else "",
            answerable=cast.focal.official, sent_by=cast.focal,
        )  # fmt: skip
    return plan


def test_report_of_a_year_lists_every_task_with_state_and_reason(cast):
    year_plan(cast)
    report = opened(cast, YEAR, due_on=date(2026, 12, 20))
    Report.objects.filter(pk=report.pk).update(as_of=date(2026, 11, 30))
    report.refresh_from_db()
    assert [[cell.text for cell in row.cells] for row in task_grid(report).rows if isinstance(row, Line)] == [
        ["Việc xong", "", "30/5/2026", "15/5/2026", "Hoàn thành", ""],
        ["Việc chậm", "", "31/3/2026", "15/5/2026", "Hoàn thành chậm", "Chờ kinh phí"],
        ["Việc quá hạn", "", "30/6/2026", "", "Quá hạn, chưa hoàn thành", ""],
        ["Việc còn hạn", "", "31/12/2026", "", "Đang thực hiện", ""],
    ]


def _known(cast, number: str, day: date) -> KnownDocument:
    return KnownDocument.objects.create(
        unit=cast.commune, type_name="Quyết định", number=number, issued_on=day, issuer="UBND xã Một", subject="về việc"
    )


def test_tasks_name_what_they_cite_and_only_papers_of_the_report_s_days(cast):
    plan = year_plan(cast)
    Citation.objects.create(
        unit=plan.unit,
        kind=Plan.kind,
        object_id=plan.pk,
        document=_known(cast, "72/QĐ-UBND", date(2026, 1, 5)),
        key="c1",
    )
    Task.objects.filter(plan=plan, content__contains="còn hạn").update(content="Thực hiện {{cite:c1}}.")
    progress = TaskProgress.objects.get(task__plan=plan, task__content__contains="cite")
    for number, day in (("8/QĐ-UBND", date(2026, 11, 30)), ("9/QĐ-UBND", date(2026, 12, 1))):
        TaskProduct.objects.create(
            progress=progress, document=_known(cast, number, day), added_at=now(), added_by=cast.focal
        )
    report = opened(cast, YEAR, due_on=date(2026, 12, 20))
    Report.objects.filter(pk=report.pk).update(as_of=date(2026, 11, 30))
    report.refresh_from_db()
    *_, last = (row for row in task_grid(report).rows if isinstance(row, Line))
    assert [cell.text for cell in last.cells][:2] == [
        "Thực hiện Quyết định số 72/QĐ-UBND", "Quyết định số 8/QĐ-UBND ngày 30/11/2026"
    ]  # fmt: skip
    assert Known(report).words(f"task:{progress.code}") == "Thực hiện Quyết định số 72/QĐ-UBND"


def test_report_of_a_quarter_lists_what_is_done_due_or_late_by_then(cast):
    year_plan(cast)
    report = opened(cast)
    Report.objects.filter(pk=report.pk).update(as_of=date(2026, 3, 14))
    report.refresh_from_db()
    assert task_grid(report) is None


def test_targets_stand_with_plan_result_share_and_judgement(cast):
    plan = year_plan(cast)
    target = Target.objects.filter(plan=plan).first()
    Target.objects.filter(plan=plan).exclude(pk=target.pk).delete()
    report = annual(cast)
    Condition.objects.create(
        target=target, operator="gte", value=80, unit_label="%", metric=Metric.objects.get(code="tk.1.1.3")
    )
    (row,) = [row for row in target_grid(report).rows if isinstance(row, Line)]
    # By hand: 33/36 = 91,67 %; 91,6667/80 = 114,58 %.
    assert [cell.text for cell in row.cells][2:] == ["≥ 80\xa0%", "91,67\xa0%", "114,58", "Vượt"]


# --- workbook


def sheets(report: Report):
    found = tuple(grid for _, grids in grids_of(content(report)) for grid in grids)
    return load_workbook(io.BytesIO(annex_workbook(found, title="Phụ lục")))


def rows_of(sheet, first: str) -> list:
    """The values of the row whose first or second cell says ``first``."""
    return next([cell.value for cell in row] for row in sheet.iter_rows() if first in (row[0].value, row[1].value))


def test_workbook_has_numbers_as_numbers_and_a_head_that_stays(cast):
    book = sheets(annual(cast))
    assert book.sheetnames == ["Số liệu CCHC", "Hồ sơ theo lĩnh vực", "Tỷ lệ", "Sáng kiến"]
    form, files = book.worksheets[:2]
    assert rows_of(form, "1.1.3") == ["1.1.3", "Tỷ lệ hoàn thành kế hoạch", "%", 83.33, 91.67, 90, None]
    assert rows_of(form, "6.1.1")[3] == 9800.5
    assert rows_of(files, "Hộ tịch") == [1, "Hộ tịch", 1526, 1204, 310, 12, 1510, 1100, 380, 21, 9, 16, 15, 1]
    assert rows_of(files, "Tổng cộng")[2] == 1651
    row = next(row for row in form.iter_rows() if row[0].value == "6.1.1")
    assert row[3].number_format == "[$-42A]#,##0.00"
    assert (form.freeze_panes, files.freeze_panes) == ("C5", "C7")
    assert "C4:F4" in files.merged_cells
    assert form.page_setup.orientation == "landscape"


def test_words_that_begin_like_a_formula_are_words():
    grid = Grid("A", (Column("x", 1),), (Line((Cell("=1+1"),)), Line((Cell("5", Decimal(5)),))))
    sheet = load_workbook(io.BytesIO(annex_workbook((grid,), title="=HYPERLINK(1)"))).active
    assert [(cell.value, cell.data_type) for cell in sheet["A"]] == [
        ("=HYPERLINK(1)", "s"), ("x", "s"), ("=1+1", "s"), (5, "n"),
    ]  # fmt: skip


def test_workbook_is_served_under_the_code_of_the_report(cast, client):
    report = annual(cast)
    client.force_login(cast.focal)
    answer = client.get(reverse("reporting:annex_workbook", args=[report.code]))
    assert f"{report.code}-phu-luc.xlsx" in answer["Content-Disposition"]
    assert load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "Số liệu CCHC"


# --- size


@pytest.mark.parametrize(("rows", "printed"), [(1500, True), (1501, False)])
def test_table_that_is_too_long_gives_way_to_its_summary(rows, printed):
    long = Grid("Từng xã", (Column("Xã", 1),), tuple(Line((Cell(str(at)),)) for at in range(rows)))
    short = Grid("Tổng hợp", (Column("Xã", 1),), (Line((Cell("Tổng"),)),))
    shown = annex_or_summary(long, short)
    assert fits(long) is printed
    assert shown.name == ("Từng xã" if printed else "Tổng hợp")
    assert shown.notes == (() if printed else ("Số liệu chi tiết (1.501 dòng) gửi kèm bằng tệp Excel (.xlsx).",))


def test_annexes_cost_the_same_number_of_queries_at_any_size(cast, django_assert_max_num_queries):
    report = annual(cast)
    with django_assert_max_num_queries(40):
        grids_of(content(report))
