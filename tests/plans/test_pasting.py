"""A table from Word or Excel: its columns recognised, every fault named by its cell, all rows or none."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import pasting
from plans.actions import pasting as actions
from plans.models import Area, Plan, Target, Task
from tests.cast import Cast
from tests.plans.test_locked import snapshot
from workflow.rules import Refused

HEADED = (
    "STT\tNội dung nhiệm vụ\tSản phẩm\tĐơn vị chủ trì\tPhối hợp\tThời gian hoàn thành\n"
    "1\tRà soát thủ tục\tBáo cáo\tVăn phòng - thống kê\tCông an xã; Trạm Y tế\tQuý II\n"
    '2\t"Mở hội nghị\nđối thoại"\tKế hoạch\tTư pháp\t\tTháng 13\n'
    "3\t\tKế hoạch\tTư pháp\t\tTháng 3\n"
)


@pytest.fixture
def area(plan: Plan) -> Area:
    return plan.template.areas.get(code="TTHC")


def known(plan: Plan, area: Area, model=Task) -> pasting.Known:
    return actions.known_of(plan, model, area)


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(plan: Plan, kind: str = "nhiem-vu") -> str:
    return reverse("plans:paste", args=[plan.code, kind])


def test_cells_are_split_by_tabs_a_quoted_cell_keeps_its_lines_together() -> None:
    table = pasting.read_table(HEADED)
    assert [len(row) for row in table] == [6, 6, 6, 6]
    assert table[2][1] == "Mở hội nghị đối thoại"


def test_a_table_of_bars_and_a_plain_list_are_tables_too() -> None:
    assert pasting.read_table("| a | b |\n|---|---|\n| c | d |") == [["a", "b"], ["c", "d"]]
    assert pasting.read_table("Việc một\n\n  Việc hai ") == [["Việc một"], ["Việc hai"]]
    assert pasting.read_table("a\tb\nc") == [["a", "b"], ["c", ""]]
    assert pasting.read_table(" \n\t\n") == []


def test_columns_are_recognised_by_their_heading(plan: Plan, area: Area) -> None:
    found = pasting.recognise(Task, pasting.read_table(HEADED), known(plan, area), plan)
    assert found == (True, ["", "content", "product_text", "lead_text", "partners", "timing_text"])


def test_without_a_heading_columns_are_recognised_by_what_they_hold(plan: Plan, area: Area) -> None:
    text = (
        "1\tRà soát thủ tục một cửa\tBáo cáo\tVăn phòng - thống kê\tQuý II\n2\tMở hội nghị\tKế hoạch\txã Một\tTháng 3"
    )
    found = pasting.recognise(Task, pasting.read_table(text), known(plan, area), plan)
    assert found == (False, ["", "content", "product_text", "lead_text", "timing_text"])


def test_targets_need_one_column_only(plan: Plan, area: Area) -> None:
    table = pasting.read_table("1\tTrên 95% hồ sơ đúng hạn\n2\tNâng cao chất lượng phục vụ")
    headed, names = pasting.recognise(Target, table, known(plan, area, Target), plan)
    rows = pasting.judge(Target, table, names, known(plan, area, Target), plan)
    assert (headed, names) == (False, ["", "phrase"])
    assert [row.state for row in rows] == ["new", "look"]


def test_every_fault_is_named_by_its_line_and_column(plan: Plan, area: Area) -> None:
    table = pasting.read_table(HEADED)
    _, names = pasting.recognise(Task, table, known(plan, area), plan)
    rows = pasting.judge(Task, table[1:], names, known(plan, area), plan, first=2)
    assert [(row.number, row.state) for row in rows] == [(2, "new"), (3, "fault"), (4, "fault")]
    assert rows[1].sentences == [
        "Dòng 3, Chủ trì: “Tư pháp” chưa gắn với đơn vị nào.",
        "Dòng 3, Thời gian: Chưa hiểu thời gian “Tháng 13”. Viết như: Quý II, tháng 3, 15/5, tháng 3–6, hằng quý, "
        "thường xuyên.",
    ]
    assert rows[2].sentences[0] == "Dòng 4, Nhiệm vụ: chưa có nội dung."


def test_what_is_there_already_and_what_looks_misread_is_to_be_looked_at(plan: Plan, area: Area, cast: Cast) -> None:
    actions.add_rows(plan=plan, model=Task, area=area, rows=[{"content": "Rà soát thủ tục."}], by=cast.focal)
    rows = pasting.judge(Task, [["rà soát thủ tục"], ["Nhận rộng mô hình"]], ["content"], known(plan, area), plan)
    assert [[(note.label, note.sentence) for note in row.notes] for row in rows] == [
        [("Nhiệm vụ", "đã có trong mục này, có thể bị trùng.")],
        [("Nhiệm vụ", "“Nhận rộng” có thể là “Nhân rộng” bị đọc nhầm từ bản quét. Đối chiếu với bản gốc.")],
    ]
    assert rows[1].cells["content"] == "Nhận rộng mô hình"


def test_typed_numbers_before_the_words_are_left_out(plan: Plan, area: Area) -> None:
    rows = pasting.judge(Task, [["1. Một"], ["b) Hai"], ["- Ba"], ["100% bốn"]], ["content"], known(plan, area), plan)
    assert [row.cells["content"] for row in rows] == ["Một", "Hai", "Ba", "100% bốn"]


def test_rows_are_added_at_the_end_with_what_follows_from_them(plan: Plan, area: Area, cast: Cast) -> None:
    values = {"content": "Một", "product_text": "báo cáo", "lead_text": "VĂN PHÒNG - THỐNG KÊ", "timing_text": "Quý II"}
    actions.add_rows(
        plan=plan, model=Task, area=area, rows=[{**values, "partners": "xã Một; Trạm Y tế"}], by=cast.focal
    )
    task = Task.objects.get(plan=plan)
    assert (task.lead, task.product_type.name, task.ends_on.isoformat()) == (cast.room, "Báo cáo", "2026-06-30")
    assert [(one.partner, one.partner_text) for one in task.partners.all()] == [
        (cast.commune, "xã Một"),
        (None, "Trạm Y tế"),
    ]
    assert task.history.get().history_user == cast.focal
    target = actions.add_rows(
        plan=plan, model=Target, area=area, rows=[{"phrase": "Trên 95% hồ sơ đúng hạn"}], by=cast.focal
    )[0]
    assert [(one.operator, one.value) for one in target.conditions.all()] == [("gt", 95)]


def test_one_bad_row_keeps_all_out_and_is_named(plan: Plan, area: Area, cast: Cast) -> None:
    before = snapshot(plan)
    rows = [{"content": "Một"}, {"content": "Hai", "timing_text": "Tháng 13"}]
    with pytest.raises(ValidationError) as refused:
        actions.add_rows(plan=plan, model=Task, area=area, rows=rows, by=cast.focal)
    assert refused.value.messages[0].startswith("Dòng 2, Thời gian: Chưa hiểu thời gian “Tháng 13”.")
    assert snapshot(plan) == before


def test_many_rows_ask_no_more_queries_than_few(plan: Plan, area: Area, cast: Cast) -> None:
    def asked(count: int) -> int:
        rows = [{"content": f"Việc {count} {at}", "lead_text": "Văn phòng - thống kê"} for at in range(count)]
        with CaptureQueriesContext(connection) as captured:
            actions.add_rows(plan=plan, model=Task, area=area, rows=rows, by=cast.focal)
        return len(captured)

    asked(1)
    assert asked(2) == asked(20)
    assert asked(200) <= 40


@pytest.mark.parametrize("who", ["field", "chairman"])
def test_who_does_not_draft_the_area_adds_nothing(plan: Plan, area: Area, cast: Cast, who: str) -> None:
    with pytest.raises(Refused):
        actions.add_rows(plan=plan, model=Task, area=area, rows=[{"content": "Một"}], by=getattr(cast, who))
    answer = client_of(getattr(cast, who)).post(url(plan), {"area": "TTHC", "text": HEADED, "them": "1"})
    assert answer.status_code == 403
    assert not Task.objects.filter(plan=plan).exists()


def test_the_preview_writes_nothing_and_names_faults_then_the_good_rows_are_added(
    plan: Plan, area: Area, cast: Cast
) -> None:
    client = client_of(cast.focal)
    page = client.post(url(plan), {"area": "TTHC", "text": HEADED})
    assert (page.status_code, Task.objects.filter(plan=plan).count()) == (200, 0)
    assert "Thêm 1 dòng" in page.text
    assert "Dòng 3, Thời gian: Chưa hiểu thời gian “Tháng 13”." in page.text
    added = client.post(url(plan), {"area": "TTHC", "text": HEADED, "them": "1"}, follow=True)
    assert [task.content for task in Task.objects.filter(plan=plan)] == ["Rà soát thủ tục"]
    assert "Đã thêm 1 nhiệm vụ. 2 dòng có lỗi không thêm." in added.text


def test_the_person_says_what_a_column_is(plan: Plan, area: Area, cast: Cast) -> None:
    text = "Báo cáo\tRà soát thủ tục một cửa"
    said = {"area": "TTHC", "text": text, "cot-0": "note", "cot-1": "content", "them": "1"}
    client_of(cast.focal).post(url(plan), said)
    task = Task.objects.get(plan=plan)
    assert (task.content, task.note, task.product_text) == ("Rà soát thủ tục một cửa", "Báo cáo", "")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Chưa có dòng nào. Chép bảng từ Word, Excel rồi dán vào ô này."),
        (
            "\n".join(f"Việc {at}" for at in range(812)),
            "Bảng vừa dán có 812 dòng, mỗi lần nhận tối đa 500. Chưa thêm gì. Chia làm hai lần rồi dán lần lượt.",
        ),
        ("MẬT\nViệc một", "Văn bản mang dấu độ mật “MẬT” nên cổng không nhận và không lưu lại."),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_added(
    plan: Plan, area: Area, cast: Cast, text: str, sentence: str
) -> None:
    answer = client_of(cast.focal).post(url(plan), {"area": "TTHC", "text": text, "them": "1"})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Task.objects.filter(plan=plan).exists()


def test_only_grids_of_areas_take_tables(plan: Plan, area: Area, cast: Cast) -> None:
    client = client_of(cast.focal)
    assert client.get(url(plan), {"area": "TTHC"}).status_code == 200
    assert client.get(url(plan, "noi-nhan"), {"area": "TTHC"}).status_code == 404
    assert client.get(url(plan), {"area": "KHAC"}).status_code == 404
    assert client_of(cast.stranger).get(url(plan), {"area": "TTHC"}).status_code == 404
