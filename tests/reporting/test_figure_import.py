"""The workbook of a one-stop system in a report: mapped once, shown cell by cell, taken in whole, nothing half-written."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from indicators.models import Value
from reporting.models import FigureImport, ImportMapping, Report
from reporting.queries import figures_of
from tests.reporting.exports import CERTIFYING, CIVIL, TITLES, TOTAL, Export, plain
from tests.reporting.figure_world import enter, stored, was_open

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("after_q1")]


class Desk:
    """Somebody at the page of the import."""

    def __init__(self, user, report: Report):
        self.client, self.address = Client(), f"/bao-cao/{report.code}/so-lieu/nhap-tu-excel/"
        self.client.force_login(user)
        self.words, self.status = "", 0

    def send(self, content: bytes, name: str = "bieu-06.xlsx", system: str = "Một cửa điện tử") -> "Desk":
        """Choose a file."""
        return self._take(
            self.client.post(self.address, {"tep": SimpleUploadedFile(name, content), "he-thong": system})
        )

    def press(self, **fields: str) -> "Desk":
        """Press a button of the preview."""
        token = re.search(r'name="token" value="([^"]+)"', self.words)[1]
        return self._take(self.client.post(self.address, {"token": token, **fields}, follow=True))

    def _take(self, answer) -> "Desk":
        self.status = answer.status_code
        self.words = " ".join(answer.content.decode().replace("\xa0", " ").split())
        return self


@pytest.fixture
def desk(cast, report) -> Desk:
    return Desk(cast.focal, report)


def test_a_file_is_shown_and_taken_in_with_its_name_as_the_source(cast, report, desk):
    desk.send(Export().bytes())
    assert desk.status == 200
    assert "Tệp ghi khác báo cáo ở 16 ô, số liệu đến hết ngày 14/03/2026." in desk.words
    assert "Hộ tịch, cột (12)" in desk.words
    assert not Value.objects.exists()
    desk.press(dua="1")
    assert "Đã đưa 16 ô vào báo cáo từ tệp “bieu-06.xlsx”." in desk.words
    value = stored(report, "tthc.c4", field="ho-tich")
    assert (value.amount, value.provenance, value.source) == (268, "file", "bieu-06.xlsx")
    assert stored(report, "tthc.c3", field="chung-thuc").amount == 1451
    assert FigureImport.objects.get().changed == 16


def test_the_same_file_again_changes_nothing(cast, report, desk):
    desk.send(Export().bytes()).press(dua="1")
    before = Value.objects.count()
    desk.send(Export().bytes())
    assert "Không có gì thay đổi." in desk.words
    assert 'name="dua"' not in desk.words
    assert (Value.objects.count(), FigureImport.objects.count()) == (before, 1)


def test_a_changed_cell_is_shown_with_what_stands(cast, report, desk):
    desk.send(Export().bytes()).press(dua="1")
    enter(report, cast.focal, {"3.4.c12@ho-tich": "6"})
    desk.send(Export().bytes())
    assert "Đưa 1 ô vào báo cáo" in desk.words
    assert (
        '<td class="number" data-label="Đang ghi">6</td><td class="number" data-label="Trong tệp"><b>7</b></td>'
        in desk.words
    )
    enter(report, cast.focal, {"3.4.c12@ho-tich": "5"})
    desk.press(dua="1")
    assert (desk.status, "Số liệu vừa đổi từ lúc xem trước" in desk.words) == (409, True)
    assert stored(report, "tthc.c12", field="ho-tich").amount == 5


def test_what_is_carried_stays_and_the_difference_is_told(cast, report, desk):
    was_open(cast, 9)
    desk.send(Export().bytes())
    assert "tệp ghi 5, cột (6) giữ 9." in desk.words
    assert "Đưa 15 ô vào báo cáo" in desk.words
    desk.press(dua="1")
    assert stored(report, "tthc.c6", field="ho-tich").amount == 9


def test_a_name_is_mapped_once_for_the_unit_and_the_system(cast, report, desk):
    strange = Export(lines=(("LV Tư pháp hộ tịch", CIVIL[1]),), total=None).bytes()
    desk.send(strange)
    assert desk.status == 422
    assert "chưa ghép với lĩnh vực nào" in desk.words
    desk.press(ghep="1", **{"ten-0": "LV Tư pháp hộ tịch", "la-0": "ho-tich"})
    assert "Đưa 8 ô vào báo cáo" in desk.words
    desk.press(dua="1")
    assert stored(report, "tthc.c4", field="ho-tich").amount == 268
    assert ImportMapping.objects.get(unit=cast.commune).system == "Một cửa điện tử"
    assert "Không có gì thay đổi" in desk.send(strange).words
    assert "chưa ghép với lĩnh vực nào" in desk.send(strange, system="Hệ thống khác").words


def test_a_file_that_cannot_be_read_leads_to_another_one(report, desk):
    desk.send(b"PK, no workbook")
    assert (desk.status, f'href="{desk.address}"' in desk.words, "Chọn tệp khác" in desk.words) == (422, True, True)


def test_a_file_that_does_not_name_its_period_is_confirmed_by_a_tick(cast, report, desk):
    desk.send(Export(titles=()).bytes()).press(dua="1")
    assert (desk.status, "Tệp không ghi kỳ số liệu." in desk.words) == (422, True)
    assert not Value.objects.exists()
    desk.press(**{"dua": "1", "dung-ky": "1"})
    assert stored(report, "tthc.c4", field="ho-tich").amount == 268


def _formula() -> bytes:
    export = Export()
    export.sheet.cell(export.first + 1, 4, "=2+3")
    return export.bytes()


def _merged() -> bytes:
    export = Export()
    export.sheet.merge_cells(start_row=export.first, end_row=export.first + 1, start_column=4, end_column=4)
    return export.bytes()


# Name, the file, what is said.
BAD = {
    "another period": (
        lambda: Export(titles=(*TITLES[:2], "Kỳ báo cáo: Quý IV năm 2025", "")).bytes(),
        "Tệp này là số liệu quý IV/2025, báo cáo đang mở là quý I/2026. Chưa đưa số nào vào báo cáo.",
    ),
    "another version": (
        lambda: Export(titles=("Biểu số 05/VPCP/KSTT", *TITLES[1:])).bytes(),
        "Tệp này là biểu 05/VPCP/KSTT, cần biểu 06/VPCP/KSTT.",
    ),
    "other days": (
        lambda: Export(titles=(*TITLES[:3], "(Từ ngày 01/01/2026 đến ngày 31/3/2026)")).bytes(),
        "kỳ báo cáo lấy từ",
    ),
    "a formula": (_formula, "ô D9"),
    "a merged cell": (_merged, "ô D8"),
    "an empty sheet": (lambda: plain(), "Trang tính không có dữ liệu."),
    "a word": (lambda: Export(lines=(("Hộ tịch", ("x", "nhiều", *CIVIL[1][2:])),), total=None).bytes(), "“nhiều”"),
    "no table": (lambda: plain(("Họ tên", "Chức vụ"), ("An", "Văn thư")), "Không thấy bảng hồ sơ theo lĩnh vực"),
    "no workbook": (lambda: b"<html><table></table></html>", "thực ra là trang web mang đuôi Excel"),
    "nothing": (lambda: b"", "rỗng"),
    "too large": (lambda: b"PK" + b"0" * (2 * 1024 * 1024 + 1), "lớn hơn 2 MB"),
    "a half": (
        lambda: Export(lines=(CERTIFYING, ("Hộ tịch", (1, 2.5, *CIVIL[1][2:]))), total=TOTAL).bytes(), "số nguyên"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_says_what_and_where_and_nothing_is_written(cast, report, desk, name):
    build, sentence = BAD[name]
    desk.send(build())
    assert desk.status == 422
    assert sentence in desk.words, re.findall(r'<td data-label="Cần sửa"[^>]*>[^<]*|message-error.{200}', desk.words)
    assert 'name="dua"' not in desk.words
    assert not Value.objects.exists()
    assert not FigureImport.objects.exists()


def test_what_is_wrong_with_the_choice_leads_to_its_field(desk):
    answer = desk.client.post(desk.address, {})
    assert (answer.status_code, '<a href="#tep">' in answer.content.decode()) == (422, True)


def test_a_forged_or_stale_preview_is_read_no_more(cast, report, desk):
    desk.send(Export().bytes())
    answer = desk.client.post(desk.address, {"token": "a:b:c", "dua": "1"})
    assert (answer.status_code, "Bản xem trước đã quá một giờ" in answer.content.decode()) == (422, True)
    other = Desk(cast.other_focal, report)
    assert other.client.get(other.address).status_code == 404


@pytest.mark.parametrize("part", ["field", "chairman", "office_head"])
def test_who_does_not_enter_the_table_is_refused(cast, report, part):
    here = Desk(getattr(cast, part), report)
    assert here.client.get(here.address).status_code == 403
    assert here.send(Export().bytes()).status == 403


def test_taking_in_a_file_asks_as_much_for_many_lines(cast, report, django_assert_max_num_queries):
    fields = [name for _, name in figures_of(report).fields]
    many = Export(lines=tuple((name, CIVIL[1]) for name in fields), total=None).bytes()
    desk = Desk(cast.focal, report).send(many)
    token = re.search(r'name="token" value="([^"]+)"', desk.words)[1]
    with django_assert_max_num_queries(90):
        desk.client.post(desk.address, {"token": token, "dua": "1"})
    assert figures_of(report).sheet().figure("3.4.c4").number == Decimal(268) * len(fields)
