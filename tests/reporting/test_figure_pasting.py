"""Dán bảng: a block from a spreadsheet is written like typed cells, all or nothing, and can be put back."""

from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client

from indicators.models import Breakdown, Value
from reporting.models import Report
from reporting.pasting import Place, lay, read_block
from tests.reporting.figure_world import enter, line, stored, was_open
from tests.reporting.test_acts import cost
from workflow.models import Event

pytestmark = pytest.mark.usefixtures("after_q1")

GRID = [
    [Place("sum@a", False), Place("one@a", True), Place("two@a", True)],
    [Place("sum@b", False), Place("one@b", True), Place("two@b", True)],
    [Place("sum@total", False), Place("one@total", False), Place("two@total", False)],
]
LIST = [[None], [Place("1.1", True)], [None], [Place("1.2", True)], [Place("1.3", False)]]


@pytest.mark.parametrize(
    ("text", "start", "cells", "stated", "outside"),
    [
        ("1\t2\n3\t4", "one@a", {"one@a": "1", "two@a": "2", "one@b": "3", "two@b": "4"}, {}, ()),
        ("1\t\n\t4\n", "one@a", {"one@a": "1", "two@b": "4"}, {}, ()),
        ("\t2\n\n9\t8", "one@a", {"two@a": "2"}, {"one@total": "9", "two@total": "8"}, ()),
        ("3\t1\t2", "sum@b", {"one@b": "1", "two@b": "2"}, {"sum@b": "3"}, ()),
        ("1\t2\t3", "two@a", {"two@a": "1"}, {}, ("dòng 1, cột 2", "dòng 1, cột 3")),
        ("1\n2\n3\n4", "two@b", {"two@b": "1"}, {"two@total": "2"}, ("dòng 3, cột 1", "dòng 4, cột 1")),
        ("1.234,5\t\u00a07\u00a0", "one@a", {"one@a": "1.234,5", "two@a": "7"}, {}, ()),
        ("1\r\n2\r\n", "one@a", {"one@a": "1", "one@b": "2"}, {}, ()),
    ],
)
def test_a_block_fills_the_cells_to_the_right_and_below(text, start, cells, stated, outside):
    block = lay(read_block(text), GRID, start)
    assert (block.cells, block.stated, block.outside) == (cells, stated, outside)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("5\n6\n7", {"1.1": "5", "1.2": "6"}),
        ("5\n\n6\n7", {"1.1": "5", "1.2": "6"}),
    ],
)
def test_a_column_of_a_list_may_leave_out_the_headings_or_hold_them(text, cells):
    block = lay(read_block(text), LIST, "1.1")
    assert (block.cells, block.stated, block.outside) == (cells, {"1.3": "7"}, ())


def test_formulas_and_their_faults_are_named_and_no_cell_is_taken_from_elsewhere():
    assert set(lay(read_block("=SUM(A1:A3)\t#REF!"), GRID, "one@a").faults) == {"one@a", "two@a"}
    for text, start in (("1", "one@nowhere"), ("\t\n\t", "one@a"), ("1\n" * 501, "one@a")):
        with pytest.raises(ValidationError):
            lay(read_block(text), GRID, start)


class Desk:
    """The page of a part as somebody has it open: what it showed is sent with what is done."""

    def __init__(self, user, report: Report, part: str = "3", query: str = ""):
        self.client = Client()
        self.client.force_login(user)
        self.url = f"/bao-cao/{report.code}/so-lieu/{part}/"
        self.query = query
        self.look()

    def look(self) -> str:
        answer = self.client.get(self.url + self.query)
        board = answer.context["board"]
        self.rows = [line.key for line in board.lines] if board.table else []
        self.slots = [slot for slot in board.slots if slot.draw != "fixed"]
        return said(answer)

    def form(self, **more) -> dict:
        cells = {slot.name: slot.text for slot in self.slots}
        return cells | {f"thay-{slot.name}": str(slot.seen) for slot in self.slots} | {"dong": self.rows} | more

    def paste(self, text: str, start: str, typed: dict[str, str] | None = None):
        form = self.form(**{"bang": text, "tu-o": start}) | (typed or {})
        answer = self.client.post(f"{self.url}dan/{self.query}", form)
        self.token = QueryDict(urlsplit(answer.get("Location", "")).query).get("dan", "")
        return answer

    def undo(self):
        return self.client.post(f"{self.url}hoan-tac/{self.query}", {"dan": self.token}, follow=True)


def said(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def living() -> list[tuple]:
    """What stands, blanks left out: a cell that was emptied says as little as one never filled."""
    rows = Value.objects.filter(superseded_at=None).exclude(status="blank")
    rows = rows.order_by("definition__metric__code", "breakdown", "kind")
    return list(
        rows.values_list("definition__metric__code", "breakdown", "kind", "status", "amount", "comment", "source")
    )


BLOCK = "268\t54\n39\t17"


@pytest.mark.django_db
def test_a_block_is_written_at_once_under_one_event_and_put_back_by_a_press(cast, report):
    enter(report, cast.focal, line("ho-tich", 10, 10, 5, 5, 0, 10, 0) | {"3.4.c6@ho-tich": "0"})
    enter(report, cast.focal, {"3.4.c4@dat-dai": "7"})
    desk = Desk(cast.focal, report)
    before, events = living(), Event.objects.filter(kind="figures").count()
    answer = desk.paste(BLOCK, "3.4.c4@ho-tich")
    assert answer.status_code == 302, said(answer)
    below = desk.rows[desk.rows.index("ho-tich") + 1]
    amounts = [stored(report, f"tthc.c{c}", field=f).amount for f in ("ho-tich", below) for c in (4, 5)]
    assert amounts == [268, 54, 39, 17]
    assert stored(report, "tthc.c3", field="ho-tich").amount == 322
    assert Event.objects.filter(kind="figures").count() == events + 1
    words = said(desk.client.get(answer["Location"]))
    assert "Đã dán 4 ô." in words
    assert "Vừa dán 4 ô, 3 ô thay số cũ." in words
    assert "Hộ tịch, cột (4): 10 thành 268" in words
    assert "Đã hoàn tác: 4 ô trở lại như trước khi dán." in said(desk.undo())
    assert living() == before
    assert "Không còn gì để hoàn tác" in said(desk.undo())
    assert "Vừa dán" not in said(desk.client.get(answer["Location"]))


@pytest.mark.django_db
def test_a_block_with_faults_is_shown_with_each_fault_at_its_cell_and_nothing_is_written(cast, report):
    enter(report, cast.focal, line("ho-tich", 10, 10, 5, 5, 0, 10, 0))
    enter(report, cast.focal, {"3.4.c4@dat-dai": "7", "3.4.c4@chung-thuc": "8"})
    desk, before = Desk(cast.focal, report), living()
    answer = desk.paste("1.451\tba\n-5\t1,5\n=A1\t1e9", "3.4.c4@ho-tich")
    words = said(answer)
    assert (answer.status_code, living()) == (422, before)
    for told in (
        "Hộ tịch, cột (5): “ba” không phải là số",
        "cột (4): Số tiếp nhận trực tuyến không nhận số âm, đang ghi -5.",
        "cột (5): “1,5” có phần lẻ",
        "cột (5): “1e9” không phải là số",
        "cột (4): “=A1” là công thức",
        "Xem trước bảng dán: 6 ô, chưa ghi ô nào",
        "Hộ tịch, cột (4): 10 thành 1.451",
        'value="1.451" aria-label="Hộ tịch, cột (4)" data-pasted',
    ):
        assert told in words
    assert "data-autosave" not in words, "a cell of a preview is not written by itself"


@pytest.mark.django_db
def test_a_preview_is_written_by_its_button_and_can_be_put_back_too(cast, report):
    enter(report, cast.focal, line("ho-tich", 10, 10, 5, 5, 0, 10, 0))
    desk, before = Desk(cast.focal, report), living()
    desk.paste("12\tba", "3.4.c4@ho-tich")
    shown = ["3.4.c4@ho-tich", "3.4.c5@ho-tich"]
    form = desk.form(**{shown[0]: "12", shown[1]: "bốn", "da-dan": shown})
    again = said(desk.client.post(f"{desk.url}dan/", form))
    assert "Xem trước bảng dán: 2 ô" in again
    answer = desk.client.post(f"{desk.url}dan/", form | {shown[1]: "3"})
    assert [stored(report, f"tthc.c{c}", field="ho-tich").amount for c in (4, 5)] == [12, 3]
    desk.token = QueryDict(urlsplit(answer["Location"]).query)["dan"]
    desk.undo()
    assert living() == before


@pytest.mark.django_db
def test_computed_cells_that_agree_are_passed_over_and_others_are_asked_about(cast, report):
    was_open(cast, 8)
    desk = Desk(cast.focal, report)
    agreeing = "64\t39\t17\t8\t54\t23\t30\t1\t\t10\t10\t0"
    refused = desk.paste(agreeing.replace("64", "65"), "3.4.c3@ho-tich")
    assert refused.status_code == 422
    assert "Hộ tịch, cột (3): bảng dán ghi 65, cổng tính ra 64. Ô này do cổng tính, không ghi." in said(refused)
    assert not Value.objects.filter(window_from=report.window_from).exists()
    assert desk.paste(agreeing, "3.4.c3@ho-tich").status_code == 302
    assert stored(report, "tthc.c3", field="ho-tich").amount == 64
    assert stored(report, "tthc.c6", field="ho-tich").provenance == "carried"


@pytest.mark.django_db
def test_what_lies_beyond_the_table_is_said_before_anything_is_written(cast, report):
    answer = Desk(cast.focal, report).paste("1\t0\t5", "3.4.c12@ho-tich")
    assert answer.status_code == 422
    assert "Bảng dán có 1 ô nằm ngoài bảng số liệu nên không ghi: dòng 1, cột 3." in said(answer)
    assert not Value.objects.exists()


@pytest.mark.django_db
def test_a_column_is_pasted_into_a_list_and_what_the_portal_offers_is_not_confirmed_by_it(cast, report):
    answer = Desk(cast.field, report, "2").paste("3\n\nK", "2.1")
    assert answer.status_code == 302, said(answer)
    assert stored(report, "tk.2.1").amount == 3
    assert [row[0] for row in living()] == ["tk.2.1", "tk.2.2.1"]


@pytest.mark.django_db
def test_who_saw_an_older_figure_overwrites_nothing(cast, report):
    enter(report, cast.focal, line("ho-tich", 10, 10, 5, 5, 0, 10, 0))
    desk = Desk(cast.focal, report)
    enter(report, cast.focal, {"3.4.c4@ho-tich": "11"})
    before = living()
    answer = desk.paste("20\t21", "3.4.c4@ho-tich")
    assert (answer.status_code, living()) == (409, before)
    assert "Hộ tịch, cột (4): Lê Thị Soạn vừa ghi 11, ô này đang ghi 20. Chọn một số rồi lưu lại." in said(answer)


@pytest.mark.django_db
def test_a_paste_is_put_back_only_while_its_cells_stand_and_only_by_who_pasted(cast, report):
    desk = Desk(cast.focal, report)
    desk.paste(BLOCK, "3.4.c4@ho-tich")
    other = Desk(cast.field, report, "2")
    other.token = desk.token
    assert "Không còn gì để hoàn tác" in said(other.undo())
    enter(report, cast.focal, {"3.4.c4@ho-tich": "9"})
    before = living()
    assert "Không còn gì để hoàn tác" in said(desk.undo())
    assert living() == before


@pytest.mark.django_db
def test_an_estimate_that_was_pasted_goes_back_to_the_count(cast, report):
    enter(report, cast.focal, line("ho-tich", 10, 10, 5, 5, 0, 10, 0))
    desk = Desk(cast.focal, report, query="?so=uoc")
    desk.paste("20\t21", "3.4.c4@ho-tich")
    assert stored(report, "tthc.c4", field="ho-tich", kind="estimate").amount == 20
    desk.undo()
    assert stored(report, "tthc.c4", field="ho-tich", kind="estimate").amount == 10


@pytest.mark.django_db
def test_who_may_not_enter_the_part_may_not_paste_into_it(cast, report):
    form = {"bang": "1\t2", "tu-o": "3.4.c4@ho-tich"}
    for person, status in (("field", 403), ("chairman", 403), ("stranger", 404), ("other_focal", 404)):
        user = Client()
        user.force_login(getattr(cast, person))
        assert user.post(f"/bao-cao/{report.code}/so-lieu/3/dan/", form).status_code == status
        assert user.post(f"/bao-cao/{report.code}/so-lieu/3/hoan-tac/", form).status_code == status
    assert not Value.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 12])
def test_a_block_costs_the_same_at_any_size(cast, report, rows):
    fields = list(Breakdown.objects.filter(listing="field").order_by("order").values_list("code", flat=True))
    enter(report, cast.focal, {f"3.4.c4@{code}": "1" for code in fields[:12]})
    desk = Desk(cast.focal, report)
    found = cost(lambda: desk.paste("\n".join(f"{9 + at}\t{8 + at}" for at in range(rows)), "3.4.c4@" + desk.rows[0]))
    assert found <= 32
