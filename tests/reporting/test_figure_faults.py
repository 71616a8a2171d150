"""Bad input to the figures of a report: a sentence that names the cell or the field, and nothing written."""

from collections.abc import Callable
from datetime import date

import pytest

from indicators.actions import EntryFaults
from indicators.models import Breakdown, Value
from organisations.models import Unit
from organisations.refusals import Refused
from reporting.actions.figures import FigureFaults, enter_figures
from reporting.models import Report
from workflow import clock
from workflow.models import Call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("after_q1")]


# Cell, as typed, what is said of it.
CELLS = (
    ("1.1.1", "mười", "“mười” không phải là số. Viết bằng chữ số, ví dụ 1.234,5."),
    ("1.1.1", "1,234.5", "“1,234.5” chưa rõ là số nào. Viết 1.234,5: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ."),
    ("1.1.1", "-3", "Số nhiệm vụ trong kế hoạch CCHC năm không nhận số âm, đang ghi -3."),
    ("1.1.1", "K", "Số nhiệm vụ trong kế hoạch CCHC năm đơn vị nào cũng có nên không ghi K. Không phát sinh thì ghi dấu -."),
    ("1.1.2", "2,5", "“2,5” có phần lẻ. Số nhiệm vụ đã hoàn thành tính bằng nhiệm vụ nên chỉ nhận số nguyên."),
    ("1.1.3", "80", "Tỷ lệ hoàn thành kế hoạch do cổng tính từ các số khác, không nhập."),
    ("1.1.2", "80%", "“80%” là tỷ lệ. Số nhiệm vụ đã hoàn thành tính bằng nhiệm vụ; tỷ lệ do cổng tính."),
    ("1.4.2", "7", "“7” không có trong danh mục. Chọn một trong: 1 (trực tuyến); 2 (trực tiếp); 3 (phát phiếu); 4 (hình thức khác)."),
    ("1.1", "5", "“Kế hoạch CCHC” là đề mục, không nhập số."),
    ("1.99", "5", "Biểu của kỳ này không có ô “1.99”."),
    ("2.1", "5", "Ô 2.1 không thuộc phần 1."),
    ("1.6@ho-tich", "5", "“Số hoạt động tuyên truyền CCHC” không chia theo lĩnh vực."),
    ("1.6", "9" * 14, "Số hoạt động tuyên truyền CCHC đang ghi 99.999.999.999.999, lớn hơn mức một đơn vị có thể có. Kiểm tra lại đơn vị tính."),
)  # fmt: skip


@pytest.mark.parametrize(("name", "text", "sentence"), CELLS)
def test_a_cell_that_cannot_be_read_keeps_everything_out(cast, report, name, text, sentence):
    cells = {"1.5.b": "2", name: text}
    with pytest.raises(FigureFaults) as wrong:
        enter_figures(report=report, part="1", cells=cells, by=cast.focal)
    assert wrong.value.faults == {name: sentence}
    assert not Value.objects.exists()


def _closed(report, cast):
    Call.objects.update(state="closed")


def _locks(report, cast):
    Call.objects.update(locks_on=date(2026, 3, 10), due_on=date(2026, 3, 9))


def _binned(report, cast):
    Report.objects.filter(pk=report.pk).update(binned_at=clock.now())


def _no_form(report, cast):
    Report.objects.filter(pk=report.pk).update(form=None)


def _gone(report, cast):
    Unit.objects.filter(pk=cast.commune.pk).update(valid_to=date(2025, 6, 30))


# What has happened, what is said.
REFUSALS: dict[str, tuple[Callable, str]] = {
    "round closed": (_closed, "đã khóa. Người mở lại được: Trịnh Thị Kết, "),
    "round locked by its day": (_locks, "đã khóa. Người mở lại được: Trịnh Thị Kết, "),
    "in the bin": (_binned, "Hồ sơ đang ở thùng rác. Khôi phục rồi mới sửa được."),
    "no form": (_no_form, "Báo cáo này không kèm biểu số liệu."),
    "unit gone": (_gone, "chỉ hoạt động đến hết ngày 30/06/2025; kỳ"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_report_that_takes_no_figures_says_why(cast, report, name):
    happen, sentence = REFUSALS[name]
    happen(report, cast)
    stands = Report.objects.select_related("unit", "form").get(pk=report.pk)
    with pytest.raises(Refused) as refused:
        enter_figures(report=stands, part="1", cells={"1.5.b": "2"}, by=cast.focal)
    assert sentence in str(refused.value)
    assert not Value.objects.exists()


def test_an_extension_opens_a_locked_round_again(cast, report):
    Call.objects.update(state="closed")
    report.call_unit.extended_to, report.call_unit.extension_reason = date(2026, 3, 25), "Mất điện"
    report.call_unit.save()
    enter_figures(report=report, part="1", cells={"1.5.b": "2"}, by=cast.focal)
    assert Value.objects.count() == 1


def test_a_field_that_ended_before_the_window_is_named(cast, report):
    Breakdown.objects.filter(code="ho-tich").update(valid_to=date(2025, 6, 30))
    with pytest.raises(FigureFaults) as wrong:
        enter_figures(report=report, part="3", cells={"3.4.c4@ho-tich": "2"}, by=cast.focal)
    assert wrong.value.faults == {"3.4.c4@ho-tich": "Lĩnh vực “ho-tich” không có trong danh mục của kỳ này."}


def test_a_day_that_has_not_come_is_told_by_cell(cast, report):
    with pytest.raises(FigureFaults) as wrong:
        enter_figures(report=report, part="1", cells={"1.5.b": "2"}, by=cast.focal, as_of=date(2026, 4, 1))
    assert not isinstance(wrong.value, EntryFaults)
    assert wrong.value.faults == {"1.5.b": "Ngày 01/04/2026 chưa đến, số chưa thể tính đến ngày đó."}
