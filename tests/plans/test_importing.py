"""The plan's own workbook comes back: read cell by cell, shown, given back marked, carried out whole."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart

from plans import actions, queries, sheets
from plans.actions.importing import import_rows
from plans.actions.pasting import add_rows
from plans.importing.file import Unreadable, read_book
from plans.importing.judging import Outcome, judged
from plans.importing.marking import marked
from plans.models import Plan, PlanArea, Target, Task
from plans.workbook import plan_rows_workbook
from tests.cast import Cast
from tests.plans.test_locked import LOCKED, snapshot
from workflow.clock import now
from workflow.rules import MovedOn, Refused, edit_refusal

TASKS, TARGETS = "Nhiệm vụ", "Chỉ tiêu"


def taken(plan: Plan) -> Workbook:
    """What Tải Excel gives."""
    return load_workbook(io.BytesIO(plan_rows_workbook(queries.content(plan))))


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def column(sheet, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def put(sheet, row: int, heading: str, value) -> str:
    """Type into a cell; its address."""
    cell = sheet.cell(row, column(sheet, heading))
    cell.value = value
    return cell.coordinate


def add(sheet, **cells) -> int:
    """Type a new row below the others; its number."""
    row = sheet.max_row + 1
    for heading, value in cells.items():
        put(sheet, row, heading.replace("_", " "), value)
    return row


def row_at(book: Workbook, task: Task) -> int:
    """Where a task stands in the file."""
    sheet = book[TASKS]
    at = column(sheet, "Mã dòng")
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, at).value == f"task-{task.pk}")


def task_in(plan: Plan, code: str) -> Task:
    return Task.objects.get(plan=plan, area__code=code)


def outcome_of(plan: Plan, book: Workbook, by) -> Outcome:
    return judged(read_book("bang.xlsx", saved(book), plan), plan, by)


def kinds(outcome: Outcome) -> dict[str, int]:
    return {kind: len(outcome.of(kind)) for kind in ("fault", "update", "add", "same") if outcome.of(kind)}


def url(plan: Plan) -> str:
    return reverse("plans:import", args=[plan.code])


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def sent(client: Client, plan: Plan, content: bytes, name: str = "bang.xlsx"):
    return client.post(url(plan), {"tep": SimpleUploadedFile(name, content)})


def token_of(page) -> str:
    return page.context["token"]


def test_the_file_as_it_was_taken_changes_nothing(full_plan: Plan, cast: Cast) -> None:
    outcome = outcome_of(full_plan, taken(full_plan), cast.focal)
    rows = Task.objects.filter(plan=full_plan).count() + Target.objects.filter(plan=full_plan).count()
    assert (kinds(outcome), outcome.missing, outcome.valid) == ({"same": rows}, 0, 0)
    page = sent(client_of(cast.focal), full_plan, saved(taken(full_plan)))
    assert page.status_code == 200
    assert "Không có gì thay đổi." in page.text
    assert 'name="nhap"' not in page.text


def test_cells_that_only_look_different_are_no_change(full_plan: Plan, cast: Cast) -> None:
    task = Task.objects.filter(plan=full_plan).first()
    values = {"budget": "12.5", "partners": "Trạm Y tế; Công an xã", "is_key": True, "is_breakthrough": True}
    actions.save_fields(row=task, values=values, version=task.version, by=cast.focal)
    book = taken(full_plan)
    sheet = book[TASKS]
    put(sheet, 2, "Kinh phí, triệu đồng", "12,50")
    put(sheet, 2, "Phối hợp", " Trạm Y tế;Công an xã ;")
    put(sheet, 2, "Trọng tâm, đột phá", "Đột phá; trọng tâm")
    put(sheet, 2, "Nhiệm vụ", f"  {task.content}\u00a0 ")
    assert kinds(outcome_of(full_plan, book, cast.focal)).keys() == {"same"}


def test_changes_and_new_rows_are_shown_then_written_at_once(full_plan: Plan, cast: Cast) -> None:
    book, before = taken(full_plan), snapshot(full_plan)
    tasks = book[TASKS]
    put(tasks, 2, "Thời gian", "Tháng 3")
    put(tasks, 2, "Kinh phí, triệu đồng", 12.5)
    put(tasks, 2, "Trọng tâm, đột phá", "trọng tâm")
    put(tasks, 2, "Phối hợp", "xã Một; Trạm Y tế")
    put(book[TARGETS], 2, "Nội dung", "Trên 95% hồ sơ xong đúng hạn")
    add(tasks, Lĩnh_vực="Cải cách thủ tục hành chính", Nhiệm_vụ="1. Niêm yết thủ tục", Chủ_trì="Văn phòng - thống kê")
    add(book[TARGETS], Lĩnh_vực="TTHC", Nội_dung="Ít nhất 60% hồ sơ trực tuyến")
    client = client_of(cast.focal)
    page = sent(client, full_plan, saved(book))
    assert [(tab["label"], tab["count"]) for tab in page.context["tabs"]][:4] == [
        ("Lỗi", 0), ("Cần xem", 0), ("Cập nhật", 2), ("Thêm", 2),
    ]  # fmt: skip
    assert "Nhập 4 dòng hợp lệ" in page.text
    assert snapshot(full_plan) == before
    done = client.post(url(full_plan), {"token": token_of(page), "nhap": "1"}, follow=True)
    assert "Đã cập nhật 2 dòng, thêm 2 dòng." in done.text
    first = Task.objects.filter(plan=full_plan).order_by("area__order").first()
    assert (first.timing_text, first.ends_on.isoformat(), first.budget, first.is_key) == (
        "Tháng 3", "2026-03-31", 12.5, True,
    )  # fmt: skip
    assert [(one.partner, one.partner_text) for one in first.partners.all()] == [
        (cast.commune, "xã Một"),
        (None, "Trạm Y tế"),
    ]
    assert (first.version, first.updated_by, first.history.first().history_user) == (2, cast.focal, cast.focal)
    assert first.lead == cast.room
    target = Target.objects.filter(plan=full_plan).order_by("area__order").first()
    assert [(one.operator, one.value) for one in target.conditions.all()] == [("gt", 95)]
    new = Task.objects.get(plan=full_plan, content="Niêm yết thủ tục")
    assert (new.area.code, new.lead) == ("TTHC", cast.room)
    assert Target.objects.filter(plan=full_plan, area__code="TTHC", phrase="Ít nhất 60% hồ sơ trực tuyến").exists()


def test_the_same_file_again_changes_nothing(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    put(book[TASKS], 2, "Ghi chú", "Làm trước")
    put(book[TASKS], 2, "Kinh phí, triệu đồng", "12,50")
    for _ in range(2):
        add(book[TASKS], Lĩnh_vực="TTHC", Nhiệm_vụ="Niêm yết thủ tục", Chủ_trì="văn phòng - thống kê")
    client = client_of(cast.focal)
    page = sent(client, full_plan, saved(book))
    client.post(url(full_plan), {"token": token_of(page), "nhap": "1"})
    before = snapshot(full_plan)
    assert len([row for row in Task.objects.filter(plan=full_plan) if row.content == "Niêm yết thủ tục"]) == 2
    again = sent(client, full_plan, saved(book))
    assert "Không có gì thay đổi." in again.text
    assert snapshot(full_plan) == before


def test_rows_that_the_file_lacks_stay_and_the_preview_says_so(full_plan: Plan, cast: Cast) -> None:
    book, before = taken(full_plan), Task.objects.filter(plan=full_plan).count()
    book[TASKS].delete_rows(2, 3)
    put(book[TASKS], 2, "Ghi chú", "Làm trước")
    client = client_of(cast.focal)
    page = sent(client, full_plan, saved(book))
    assert "Dòng không có trong tệp thì giữ nguyên, không xóa: kế hoạch có 3 dòng như vậy." in page.text
    client.post(url(full_plan), {"token": token_of(page), "nhap": "1"})
    assert Task.objects.filter(plan=full_plan).count() == before


def test_rows_keep_their_identity_when_they_are_sorted_and_moved(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    sheet = book[TASKS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for number, values in enumerate(reversed(rows), start=2):
        for at, value in enumerate(values, start=1):
            sheet.cell(number, at).value = value
    assert kinds(outcome_of(full_plan, book, cast.focal)).keys() == {"same"}


def test_a_row_copied_in_the_file_becomes_a_new_row(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    sheet = book[TASKS]
    values = [cell.value for cell in sheet[3]]
    sheet.insert_rows(2)
    for at, value in enumerate(values, start=1):
        sheet.cell(2, at).value = value
    put(sheet, 2, "Nhiệm vụ", "Việc chép từ dòng khác")
    outcome = outcome_of(full_plan, book, cast.focal)
    [new] = outcome.of("add")
    assert (new.line.number, kinds(outcome)["same"] > 0, len(outcome.of("update"))) == (2, True, 0)
    assert new.told[0].sentence == "chép từ dòng 4 của tệp, sẽ thêm thành dòng mới."


# What is typed → the kind of the row, and what is said at the cell.
BAD_CELLS: list[tuple[str, str, object, str, str]] = [
    (TASKS, "Thời gian", "Tháng 13", "fault", "Chưa hiểu thời gian “Tháng 13”."),
    (TASKS, "Kinh phí, triệu đồng", "mười triệu", "fault", "“mười triệu” không phải là số."),
    (TASKS, "Kinh phí, triệu đồng", -5, "fault", "kinh phí không âm."),
    (TASKS, "Kinh phí, triệu đồng", 10**12, "fault", "quá lớn"),
    (TASKS, "Kinh phí, triệu đồng", 1e300, "fault", "quá lớn"),
    (TASKS, "Kinh phí, triệu đồng", 0.1234, "fault", "quá nhiều chữ số"),
    (TASKS, "Kinh phí, triệu đồng", "1.234", "fault", "chưa rõ là số nào"),
    (TASKS, "Trọng tâm, đột phá", "quan trọng", "fault", "“quan trong” chưa rõ."),
    (TASKS, "Người chịu trách nhiệm", "Người Lạ", "fault", "“Người Lạ” không có, hoặc trùng tên"),
    (TASKS, "Sản phẩm", "x" * 301, "fault", "dài 301 ký tự, ô này nhận tối đa 300."),
    (TASKS, "Phối hợp", f"Trạm Y tế; {'x' * 201}", "fault", "dài 202 ký tự, ô này nhận tối đa 200."),
    (TASKS, "Nhiệm vụ", "x" * 4001, "fault", "dài 4.001 ký tự, ô này nhận tối đa 4.000."),
    (TASKS, "Nhiệm vụ", None, "fault", "dòng này không còn chữ nào."),
    (TASKS, "Nhiệm vụ", "=A1&B1", "fault", "ô chứa công thức."),
    (TASKS, "Kinh phí, triệu đồng", "=1+1", "fault", "ô chứa công thức."),
    (TASKS, "Ghi chú", "#REF!", "fault", "ô chứa lỗi của Excel."),
    (TASKS, "Lĩnh vực", "Cải cách thể chế", "fault", "dòng này thuộc lĩnh vực"),
    (TASKS, "Lĩnh vực", "=B3", "fault", "dòng này thuộc lĩnh vực"),
    (TASKS, "Mã dòng", "task-999999", "fault", "mã dòng “task-999999” không phải của tệp này."),
    (TASKS, "Mã dòng", "x", "fault", "mã dòng “x” không phải của tệp này."),
    (TASKS, "Chủ trì", "Phòng Lạ", "update", "“Phòng Lạ” chưa gắn với đơn vị nào."),
    (TASKS, "Nhiệm vụ", "Nhận rộng mô hình", "update", "“Nhận rộng” có thể là “Nhân rộng”"),
    (TARGETS, "Nội dung", "Nâng cao chất lượng", "update", "chưa có con số"),
    (TARGETS, "Nội dung", None, "fault", "dòng này không còn chữ nào."),
]


def test_what_is_wrong_is_named_at_its_cell(full_plan: Plan, cast: Cast) -> None:
    for title, heading, typed, kind, sentence in BAD_CELLS:
        book = taken(full_plan)
        address = put(book[title], 2, heading, typed)
        outcome = outcome_of(full_plan, book, cast.focal)
        row = next(row for row in outcome.rows if row.line.title == title)
        told = [one for one in row.told if sentence in one.sentence]
        assert (row.kind, len(told)) == (kind, 1), (heading, typed, row.told)
        assert told[0].address == address or heading == "Mã dòng"
        assert told[0].faulty == (kind == "fault")
        assert len(outcome.of("same")) == len(outcome.rows) - 1


def test_a_merged_cell_is_a_fault_of_every_row_it_covers(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    book[TASKS].merge_cells("D3:D4")
    outcome = outcome_of(full_plan, book, cast.focal)
    assert [(row.line.number, row.told[0].address) for row in outcome.of("fault")] == [(3, "D3"), (4, "D4")]
    assert outcome.of("fault")[0].told[0].sentence == "ô gộp D3:D4. Bỏ gộp ô, ghi riêng từng dòng."


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"Nhiệm vụ": "Việc mới"}, "ghi một trong: Công tác chỉ đạo"),
        ({"Nhiệm vụ": "Việc mới", "Lĩnh vực": "Lĩnh vực lạ"}, "ghi một trong: Công tác chỉ đạo"),
        ({"Lĩnh vực": "TTHC", "Sản phẩm": "Báo cáo"}, "chưa có nội dung."),
        ({"Lĩnh vực": "TTHC", "Nhiệm vụ": "Việc mới", "Thời gian": "Tháng 13"}, "Chưa hiểu thời gian"),
    ],
)
def test_a_new_row_that_cannot_be_taken_says_why(full_plan: Plan, cast: Cast, cells: dict, sentence: str) -> None:
    book = taken(full_plan)
    number = book[TASKS].max_row + 1
    for heading, value in cells.items():
        put(book[TASKS], number, heading, value)
    [row] = outcome_of(full_plan, book, cast.focal).of("fault")
    assert (row.line.number, sentence in row.told[0].sentence) == (number, True)


@pytest.mark.parametrize(
    ("typed", "number_format", "said"),
    [
        (datetime(2026, 5, 15), "dd/mm/yyyy", ("15/5/2026", "2026-05-15")),
        (datetime(2026, 3, 1), "mmm-yy", ("tháng 3/2026", "2026-03-31")),
        ("Quý I", "@", ("Quý I", "2026-03-31")),
    ],
)
def test_days_that_excel_made_of_typed_words_are_read_as_typed(
    full_plan: Plan, cast: Cast, typed: object, number_format: str, said: tuple
) -> None:
    book = taken(full_plan)
    cell = book[TASKS][put(book[TASKS], 2, "Thời gian", typed)]
    cell.number_format = number_format
    [row] = outcome_of(full_plan, book, cast.focal).of("update")
    import_rows(plan=full_plan, changed=[(row.row, row.values)], added=[], by=cast.focal)
    row.row.refresh_from_db()
    assert (row.row.timing_text, row.row.ends_on.isoformat()) == said


def test_words_that_look_like_a_formula_come_back_as_they_were(full_plan: Plan, cast: Cast) -> None:
    task = Task.objects.filter(plan=full_plan).first()
    actions.save_field(row=task, field="content", value="=1+1 là ví dụ", version=1, by=cast.focal)
    assert kinds(outcome_of(full_plan, taken(full_plan), cast.focal)).keys() == {"same"}


def test_citations_that_the_file_cannot_hold_are_not_lost(full_plan: Plan, cast: Cast, decree) -> None:
    task = Task.objects.filter(plan=full_plan).order_by("area__order").first()
    actions.cite(plan=full_plan, key="c1", documents=[decree], by=cast.focal)
    actions.save_field(row=task, field="content", value="Làm theo {{cite:c1}} ngay", version=1, by=cast.focal)
    book = taken(full_plan)
    assert kinds(outcome_of(full_plan, book, cast.focal)).keys() == {"same"}
    put(book[TASKS], 2, "Nhiệm vụ", "Làm theo ngay và luôn")
    [row] = outcome_of(full_plan, book, cast.focal).of("fault")
    assert "viện dẫn hoặc chú thích mà tệp không giữ được ({{cite:c1}})" in row.told[0].sentence
    put(book[TASKS], 2, "Nhiệm vụ", "Làm luôn theo {{cite:c1}}")
    assert kinds(outcome_of(full_plan, book, cast.focal))["update"] == 1


def test_what_another_person_changed_meanwhile_is_never_written_over(full_plan: Plan, cast: Cast) -> None:
    book, task = taken(full_plan), task_in(full_plan, "TC")
    put(book[TASKS], row_at(book, task), "Thời gian", "Tháng 3")
    actions.save_field(row=task, field="timing_text", value="Quý IV", version=1, by=cast.field)
    outcome = outcome_of(full_plan, book, cast.focal)
    [row] = outcome.of("fault")
    assert "ô này đã sửa trên cổng lúc" in row.told[0].sentence
    assert "thành “Quý IV”" in row.told[0].sentence


def test_cells_not_touched_in_the_file_leave_newer_words_of_the_portal_alone(full_plan: Plan, cast: Cast) -> None:
    book, task = taken(full_plan), task_in(full_plan, "TC")
    actions.save_field(row=task, field="timing_text", value="Quý IV", version=1, by=cast.focal)
    put(book[TASKS], row_at(book, task), "Ghi chú", "Làm trước")
    [row] = outcome_of(full_plan, book, cast.focal).of("update")
    assert row.values == {"note": "Làm trước"}


def test_a_heading_renamed_meanwhile_is_no_fault_of_the_file(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    row = PlanArea.objects.get(plan=full_plan, area__code="TC")
    actions.save_field(row=row, field="heading", value="Hoàn thiện thể chế", version=1, by=cast.focal)
    assert kinds(outcome_of(full_plan, book, cast.focal)).keys() == {"same"}


def test_a_row_removed_meanwhile_is_a_fault_not_a_new_row(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    actions.remove_row(row=task_in(full_plan, "TC"), by=cast.focal)
    [row] = outcome_of(full_plan, book, cast.focal).of("fault")
    assert row.told[0].sentence.startswith("dòng này đã xóa khỏi kế hoạch sau khi tải tệp.")


def test_the_marked_file_is_their_own_with_red_cells_and_notes(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    bad = put(book[TASKS], 2, "Thời gian", "Tháng 13")
    look = put(book[TASKS], 3, "Chủ trì", "Phòng Lạ")
    book.create_sheet("Của tôi")["A1"] = "giữ lại"
    client = client_of(cast.focal)
    page = sent(client, full_plan, saved(book), "Bảng của xã.xlsx")
    answer = client.post(url(full_plan), {"token": token_of(page), "danh-dau": "1"})
    assert "-danh-dau.xlsx" in answer["Content-Disposition"]
    back = load_workbook(io.BytesIO(answer.content))
    assert back["Của tôi"]["A1"].value == "giữ lại"
    assert back[TASKS][bad].comment.text.startswith("Thời gian: Chưa hiểu thời gian “Tháng 13”.")
    assert (back[TASKS][bad].fill.start_color.rgb, back[TASKS][look].fill.start_color.rgb) == ("FFF8C9C4", "FFFFE8A3")
    put(back[TASKS], 2, "Thời gian", "Tháng 3")
    content = saved(back)
    outcome = judged(read_book("b.xlsx", content, full_plan), full_plan, cast.focal)
    assert kinds(outcome)["update"] == 2
    again = load_workbook(io.BytesIO(marked("b.xlsx", content, outcome)))
    assert again[TASKS][bad].comment is None


def damaged(plan: Plan) -> bytes:
    """A workbook with one part cut short."""
    source, stream = zipfile.ZipFile(io.BytesIO(saved(taken(plan)))), io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for part in source.namelist():
            body = source.read(part)
            target.writestr(part, body[: len(body) // 2] if part.startswith("xl/worksheets/sheet1") else body)
    return stream.getvalue()


def changed_book(change: Callable[[Workbook], object]) -> Callable[[Plan], bytes]:
    def made(plan: Plan) -> bytes:
        book = taken(plan)
        change(book)
        return saved(book)

    return made


def hidden(row: int, value: str) -> Callable[[Plan], bytes]:
    return changed_book(lambda book: book[sheets.HIDDEN].cell(row, 2, value))


def emptied(book: Workbook) -> None:
    for title in (TASKS, TARGETS):
        book[title].delete_rows(2, 100)


def merged_far(book: Workbook) -> None:
    # Not by merge_cells, which would make a cell of each.
    book[TASKS].merged_cells.add("Q5:Q900000")


def drawn(book: Workbook) -> None:
    del book[TASKS]
    book.create_chartsheet(TASKS).add_chart(BarChart())
    book[TARGETS].delete_rows(2, 100)


def crowded(book: Workbook) -> None:
    for at in range(812):
        book[TASKS].append([None, "TTHC", f"Việc {at}"])


BAD_FILES: dict[str, tuple[Callable[[Plan], bytes], str]] = {
    "rỗng": (lambda plan: b"", "rỗng. Chọn lại tệp."),
    "không phải Excel": (lambda plan: b"%PDF-1.7 abc", "không phải tệp Excel (.xlsx)"),
    "chữ thường": (lambda plan: "Nhiệm vụ;Sản phẩm".encode(), "không phải tệp Excel (.xlsx)"),
    "cắt ngang": (lambda plan: saved(taken(plan))[:3000], "đã hỏng"),
    "hỏng bên trong": (damaged, "đã hỏng"),
    "quá nặng": (lambda plan: b"PK" + b"\0" * (2 * 1024 * 1024), "lớn hơn 2 MB"),
    "tệp Excel khác": (lambda plan: saved(Workbook()), "không phải tệp tải từ kế hoạch"),
    "kế hoạch khác": (hidden(2, "KH00000"), "Tệp này của kế hoạch KH00000"),
    "bản mẫu khác": (hidden(1, "9"), "Tệp theo bản mẫu 9, cổng đang dùng bản mẫu 1."),
    "khung khác": (hidden(3, "0"), "Khung kế hoạch đã đổi từ lúc tải tệp"),
    "không dòng nào": (changed_book(emptied), "Tệp chưa có dòng nào"),
    "trang tính trống": (
        changed_book(lambda book: book[TASKS].delete_rows(1, 100)),
        "Trang tính “Nhiệm vụ”, dòng 1: thiếu cột Lĩnh vực; Nhiệm vụ; Mã dòng.",
    ),
    "đầu bảng gộp": (
        changed_book(lambda book: book[TASKS].merge_cells("C1:D1")),
        "Trang tính “Nhiệm vụ”, ô C1:D1: đầu bảng bị gộp ô.",
    ),
    "cột hai lần": (
        changed_book(lambda book: book[TASKS].cell(1, 4, "Nhiệm vụ")),
        "ô D1: cột “Nhiệm vụ” có hai lần.",
    ),
    "mất cột mã": (
        changed_book(lambda book: book[TASKS].delete_cols(column(book[TASKS], "Mã dòng"))),
        "thiếu cột Mã dòng.",
    ),
    "quá nhiều dòng": (changed_book(crowded), "dòng, mỗi lần nhận tối đa 500. Chưa nhập gì."),
    "gộp cả cột": (changed_book(merged_far), "có vùng gộp ô quá rộng (Q5:Q900000)."),
    "dòng rất xa": (
        changed_book(lambda book: book[TASKS].cell(900000, 3, "x")),
        "Trang tính “Nhiệm vụ” kéo dài đến dòng 900.000.",
    ),
    "biểu đồ": (changed_book(drawn), "Tệp chưa có dòng nào"),
    "phần ẩn trống": (
        changed_book(lambda book: book[sheets.HIDDEN].delete_rows(1, 200)),
        "Tệp này không ghi kế hoạch nào",
    ),
    "dấu mật": (changed_book(lambda book: book[TASKS].cell(2, 3, "TỐI MẬT")), "mang dấu độ mật “TỐI MẬT”"),
}


def test_a_file_that_cannot_be_taken_is_told_and_nothing_is_written(full_plan: Plan, cast: Cast) -> None:
    client, before = client_of(cast.focal), snapshot(full_plan)
    for name, (make, sentence) in BAD_FILES.items():
        content = make(full_plan)
        answer = sent(client, full_plan, content)
        assert (answer.status_code, sentence in answer.text) == (422, True), name
        with pytest.raises(Unreadable):
            read_book("bang.xlsx", content, full_plan)
    assert snapshot(full_plan) == before


def test_a_file_of_another_plan_is_not_taken(full_plan: Plan, stage: Plan, cast: Cast) -> None:
    answer = sent(client_of(cast.focal), stage, saved(taken(full_plan)))
    assert f"Tệp này của kế hoạch {full_plan.code}, không phải của kế hoạch {stage.code}." in answer.text
    assert answer.status_code == 422


def test_a_bomb_of_zeros_is_refused_before_it_is_read(full_plan: Plan) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", "")
        target.writestr("xl/workbook.xml", b"\0" * (21 * 1024 * 1024))
    with pytest.raises(Unreadable, match="giải nén ra quá lớn"):
        read_book("bang.xlsx", stream.getvalue(), full_plan)


def test_good_rows_are_taken_and_bad_ones_left_out(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    put(book[TASKS], 2, "Thời gian", "Tháng 13")
    put(book[TASKS], 2, "Ghi chú", "không được nhập")
    put(book[TASKS], 3, "Ghi chú", "được nhập")
    client = client_of(cast.focal)
    page = sent(client, full_plan, saved(book))
    assert "Nhập được 1 dòng; 1 dòng có lỗi không nhập." in page.text
    assert "Nhiệm vụ, ô H2" in page.text
    done = client.post(url(full_plan), {"token": token_of(page), "nhap": "1"}, follow=True)
    assert "Đã cập nhật 1 dòng, thêm 0 dòng. 1 dòng có lỗi không nhập." in done.text
    assert [row.note for row in Task.objects.filter(plan=full_plan).exclude(note="")] == ["được nhập"]


def test_nothing_is_written_when_the_plan_moved_after_the_preview(full_plan: Plan, cast: Cast) -> None:
    book, task = taken(full_plan), task_in(full_plan, "TC")
    put(book[TASKS], row_at(book, task), "Thời gian", "Tháng 3")
    client = client_of(cast.focal)
    page = sent(client, full_plan, saved(book))
    actions.save_field(row=task, field="timing_text", value="Quý IV", version=1, by=cast.field)
    before = snapshot(full_plan)
    answer = client.post(url(full_plan), {"token": token_of(page), "nhap": "1"})
    assert (answer.status_code, "Kế hoạch vừa đổi từ lúc xem trước" in answer.text) == (409, True)
    assert snapshot(full_plan) == before


def test_a_row_changed_between_reading_and_writing_stops_everything(full_plan: Plan, cast: Cast) -> None:
    tasks = list(Task.objects.filter(plan=full_plan)[:2])
    actions.save_field(row=tasks[1], field="note", value="mới", version=1, by=cast.focal)
    before = snapshot(full_plan)
    with pytest.raises(MovedOn):
        import_rows(plan=full_plan, changed=[(row, {"note": "khác"}) for row in tasks], added=[], by=cast.focal)
    assert snapshot(full_plan) == before


@pytest.mark.parametrize("token", ["", "x", "x:y:z"])
def test_a_preview_that_was_tampered_with_is_not_carried_out(full_plan: Plan, cast: Cast, token: str) -> None:
    answer = client_of(cast.focal).post(url(full_plan), {"token": token, "nhap": "1"})
    assert (answer.status_code, "không còn nguyên vẹn" in answer.text) == (422, True)


def test_the_preview_of_one_person_is_not_carried_out_by_another(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    put(book[TASKS], 2, "Ghi chú", "khác")
    token = token_of(sent(client_of(cast.focal), full_plan, saved(book)))
    answer = client_of(cast.field).post(url(full_plan), {"token": token, "nhap": "1"})
    assert answer.status_code == 422


def test_no_file_chosen_is_told(full_plan: Plan, cast: Cast) -> None:
    answer = client_of(cast.focal).post(url(full_plan), {})
    assert (answer.status_code, "Chưa chọn tệp." in answer.text) == (422, True)


def test_who_may_not_draft_is_refused_with_the_sentence_and_strangers_find_nothing(full_plan: Plan, cast: Cast) -> None:
    content = saved(taken(full_plan))
    for part, status in (("chairman", 403), ("reviewer", 404), ("stranger", 404), ("other_focal", 404)):
        client = client_of(getattr(cast, part))
        assert sent(client, full_plan, content).status_code == status, part
        assert client.get(url(full_plan)).status_code == status, part


def test_a_field_official_imports_the_own_area_only(full_plan: Plan, cast: Cast) -> None:
    book = taken(full_plan)
    sheet = book[TASKS]
    for number in range(2, sheet.max_row + 1):
        put(sheet, number, "Ghi chú", "khác")
    outcome = outcome_of(full_plan, book, cast.field)
    assert [row.area.code for row in outcome.of("update")] == ["TC"]
    assert all(row.told[0].label == "Lĩnh vực" for row in outcome.of("fault"))
    own = [(row.row, row.values) for row in outcome.of("update")]
    import_rows(plan=full_plan, changed=own, added=[], by=cast.field)
    other = task_in(full_plan, "TTHC")
    with pytest.raises(Refused):
        import_rows(plan=full_plan, changed=[(other, {"note": "x"})], added=[], by=cast.field)


def test_a_locked_plan_refuses_the_page_the_file_and_the_verb(full_plan: Plan, cast: Cast) -> None:
    book, task = taken(full_plan), task_in(full_plan, "TC")
    put(book[TASKS], 2, "Ghi chú", "khác")
    client = client_of(cast.focal)
    token = token_of(sent(client, full_plan, saved(book)))
    for state in LOCKED:
        Plan.objects.filter(pk=full_plan.pk).update(state=state, state_since=now())
        plan, before = Plan.objects.get(pk=full_plan.pk), snapshot(full_plan)
        sentence = edit_refusal(cast.focal, plan)
        answers = [
            client.get(url(plan)),
            sent(client, plan, saved(book)),
            client.post(url(plan), {"token": token, "nhap": "1"}),
        ]
        assert [(answer.status_code, sentence in answer.text) for answer in answers] == [(403, True)] * 3, state
        with pytest.raises(Refused) as refused:
            import_rows(plan=plan, changed=[(task, {"note": "x"})], added=[], by=cast.focal)
        assert refused.value.sentence == sentence
        assert snapshot(plan) == before


def test_many_rows_ask_no_more_queries_than_few(full_plan: Plan, cast: Cast) -> None:
    def asked(count: int) -> int:
        area = full_plan.template.areas.get(code="TTHC")
        rows = [{"content": f"Việc {count} {at}"} for at in range(count)]
        new = add_rows(plan=full_plan, model=Task, area=area, rows=rows, by=cast.focal)
        values = {"lead_text": "Văn phòng - thống kê", "partners": "xã Một", "timing_text": "Quý II"}
        with CaptureQueriesContext(connection) as captured:
            import_rows(plan=full_plan, changed=[(row, values) for row in new], added=[], by=cast.focal)
        return len(captured)

    asked(1)
    # SQLite takes a limited number of values at a time.
    assert asked(60) - asked(2) <= 5


def test_a_confirmed_reading_of_a_target_stays(full_plan: Plan, cast: Cast) -> None:
    target = Target.objects.filter(plan=full_plan).first()
    conditions = [{"operator": "gte", "value": 90, "unit_label": "%"}]
    actions.set_conditions(target=target, conditions=conditions, version=1, by=cast.focal)
    target.refresh_from_db()
    import_rows(plan=full_plan, changed=[(target, {"phrase": "Trên 50% hồ sơ"})], added=[], by=cast.focal)
    assert [(one.operator, one.value) for one in target.conditions.all()] == [("gte", 90)]
