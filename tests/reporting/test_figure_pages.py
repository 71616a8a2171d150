"""Pages of figures: what each shows, to whom, what is refused in which words; with and without JavaScript."""

import re
from datetime import date, datetime
from decimal import Decimal

import pytest
from django.test import Client

from indicators import actions
from indicators.entries import Entry
from indicators.models import Value
from plans.models import Plan, Task, TaskProgress
from reporting.models import FigureNote, FigurePart, Report
from reporting.periods import window_of
from tests.reporting.builders import write_all
from tests.reporting.figure_world import Q1, enter, line, stored, was_open
from tests.workflow.items import plan
from tests.workflow.walks import walk
from workflow import clock
from workflow.models import Call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("after_q1")]


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def read(user, address: str, status: int = 200) -> str:
    answer = client(user).get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def at(report: Report, tail: str = "") -> str:
    return f"/bao-cao/{report.code}/so-lieu/{tail}"


def test_the_first_part_opens_and_says_what_to_do(cast, report):
    assert client(cast.focal).get(at(report))["Location"] == at(report, "1/")
    words = read(cast.focal, at(report, "1/"))
    assert "1. Công tác chỉ đạo, điều hành CCHC" in words
    assert "Chưa có số nào. Nhập tay" in words
    assert "Thực hiện đến 14/03/2026" in words
    assert 'name="1.1.1"' in words
    assert 'name="1.1.3"' not in words, "a ratio is not typed"
    assert 'inputmode="numeric"' in words


def test_the_grid_shows_sums_what_is_carried_and_what_does_not_fit(cast, report):
    was_open(cast, 8, field="bao-tro-xa-hoi")
    enter(report, cast.focal, line("bao-tro-xa-hoi", 39, 17, 22, 30, 1, 10, 0))
    words = read(cast.focal, at(report, "3/"))
    assert "Bảo trợ xã hội: cột (3) là 64 nhưng (7) + (11) là 63, thiếu 1 hồ sơ." in words
    assert "Nêu lý do chênh lệch" in words
    assert '<span id="so-figure-3_4_c3-bao-tro-xa-hoi">64</span>' in words
    assert 'name="3.4.c6@bao-tro-xa-hoi"' not in words
    assert "Lấy từ cột (11) đến hết ngày 14/12/2025, số thực hiện (báo cáo năm 2025)." in words
    assert 'id="figure-3.4.c12-bao-tro-xa-hoi" name="3.4.c12@bao-tro-xa-hoi" form="so-lieu" value="10"' in words
    assert 'data-level="block"' in words


def test_a_cell_saves_itself_and_brings_what_follows(cast, report):
    here = client(cast.focal)
    address = f"{at(report, '3/')}?so=&o=3.4.c8%40ho-tich"
    said = {"field": "3.4.c8@ho-tich", "3.4.c8@ho-tich": "12", "version": "0"}
    answer = here.post(address, said, headers={"X-Autosave": "1", "HX-Request": "true"})
    assert answer.status_code == 200
    assert answer["X-Version"] == str(stored(report, "tthc.c8", field="ho-tich").pk)
    assert 'hx-swap-oob="innerHTML:#figure-messages"' in answer.content.decode()
    assert re.search(r'innerHTML:#part-count">1/\d+ ô', answer.content.decode())
    wrong = here.post(address, {**said, "3.4.c8@ho-tich": "mười"}, headers={"X-Autosave": "1"})
    assert (wrong.status_code, "không phải là số" in wrong.content.decode()) == (422, True)
    clash = here.post(address, {**said, "3.4.c8@ho-tich": "15"}, headers={"X-Autosave": "1"})
    assert (clash.status_code, "Hộ tịch, cột (8): Lê Thị Soạn vừa ghi 12" in clash.content.decode()) == (409, True)
    assert stored(report, "tthc.c8", field="ho-tich").amount == 12


def test_without_javascript_a_part_is_saved_by_its_button(cast, report):
    here = client(cast.field)
    said = {"2.1": "3", "thay-2.1": "0", "2.2.1": "", "thay-2.2.1": "0", "viec": "luu"}
    answer = here.post(at(report, "2/"), said, follow=True)
    assert "Đã lưu 1 ô." in answer.content.decode()
    wrong = here.post(at(report, "2/"), {**said, "2.1": "ba", "2.2.1": "4"})
    assert wrong.status_code == 422
    assert 'value="ba"' in wrong.content.decode()
    assert "“ba” không phải là số" in wrong.content.decode()
    assert stored(report, "tk.2.2.1") is None
    unfinished = here.post(at(report, "2/"), {"viec": "xong"})
    assert (unfinished.status_code, "ô chưa có số" in unfinished.content.decode()) == (422, True)
    assert '<a href="#figure-2.2.1">Còn 6 ô chưa có số.' in unfinished.content.decode()


def test_two_editors_without_javascript_keep_what_they_typed(cast, report):
    enter(report, cast.field, {"2.1": "3"}, "2")
    old = stored(report, "tk.2.1").pk
    enter(report, cast.focal, {"2.1": "4"}, "2")
    answer = client(cast.field).post(at(report, "2/"), {"2.1": "9", "thay-2.1": str(old), "viec": "luu"})
    words = answer.content.decode()
    assert (answer.status_code, 'value="9"' in words, "Lê Thị Soạn vừa ghi 4" in words) == (409, True, True)
    fresh = stored(report, "tk.2.1").pk
    assert f'name="thay-2.1" value="{fresh}"' in words
    client(cast.field).post(at(report, "2/"), {"2.1": "9", "thay-2.1": str(fresh), "viec": "luu"})
    assert stored(report, "tk.2.1").amount == 9


def test_words_settle_a_mismatch_and_a_press_an_outlier(cast, report):
    was_open(cast, 8, field="bao-tro-xa-hoi")
    enter(report, cast.focal, line("bao-tro-xa-hoi", 39, 17, 22, 30, 1, 10, 0))
    here = client(cast.focal)
    empty = here.post(at(report, "3/ly-do/"), {"key": "3.4.a@bao-tro-xa-hoi", "words": "x"})
    assert (empty.status_code, "Ghi lý do chênh lệch" in empty.content.decode()) == (422, True)
    here.post(at(report, "3/ly-do/"), {"key": "3.4.a@bao-tro-xa-hoi", "words": "1 hồ sơ công dân xin rút"})
    assert FigureNote.objects.get().words == "1 hồ sơ công dân xin rút."
    assert "Lý do: 1 hồ sơ công dân xin rút." in read(cast.focal, at(report, "3/"))


def test_a_figure_that_stands_out_is_asked_once(cast, report):
    entry = Entry("tk.1.6", window_of(Q1.year_before()), amount=Decimal(10))
    actions.record_value(unit=cast.commune, entry=entry, by=cast.focal)
    enter(report, cast.focal, {"1.6": "32"}, "1")
    words = read(cast.focal, at(report, "1/"))
    assert "Gấp 3,2 lần kỳ trước. Đúng như vậy?" in words
    client(cast.focal).post(at(report, "1/ly-do/"), {"key": "outlier.past.1.6", "words": ""})
    assert "Người nhập xác nhận đúng." in read(cast.focal, at(report, "1/"))
    enter(report, cast.focal, {"1.6": "45"}, "1")
    assert "Gấp 4,5 lần kỳ trước. Đúng như vậy?" in read(cast.focal, at(report, "1/"))


@pytest.fixture
def twelve_done(cast, report) -> None:
    """A plan of 2026 in force with 12 tasks, all done."""
    item = plan(cast, year=2026)
    Plan.objects.filter(pk=item.pk).update(state="issued", issued_on=date(2026, 2, 1))
    Task.objects.filter(plan=item).delete()
    area = item.template.areas.first()
    done = datetime(2026, 3, 2, 9, 0, tzinfo=clock.ZONE)
    for at_ in range(12):
        task = Task.objects.create(plan=item, area=area, order=at_ + 1, content=f"Việc thứ {at_ + 1}")
        TaskProgress.objects.create(
            task=task, unit=cast.commune, state="done", road="carrying_out", sent_at=done, sent_by=cast.focal,
            created_at=done, created_by=cast.focal, state_since=done,
        )  # fmt: skip


def test_a_figure_the_portal_knows_is_filled_with_its_rows_and_another_asks_why(cast, report, twelve_done):
    words = read(cast.focal, at(report, "1/"))
    assert 'name="1.1.2" form="so-lieu" value="12"' in words
    assert "từ 12 nhiệm vụ đã xong, lưu để xác nhận" in words
    why = read(cast.focal, at(report, "1/vi-sao/?o=1.1.2"))
    assert "Việc thứ 12" in why
    here = client(cast.focal)
    refused = here.post(at(report, "1/"), {"1.1.2": "11", "thay-1.1.2": "0", "viec": "luu"})
    assert refused.status_code == 422
    assert "Cổng đếm được 12 (từ 12 nhiệm vụ đã xong). Nhập số khác thì ghi lý do." in refused.content.decode()
    reason = {"ly-do-1.1.2": "Một việc chưa nghiệm thu"}
    here.post(at(report, "1/"), {"1.1.2": "11", "thay-1.1.2": "0", "viec": "luu", **reason})
    assert stored(report, "tk.1.1.2").comment == "Một việc chưa nghiệm thu"
    here.post(at(report, "1/"), {"1.1.1": "12", "thay-1.1.1": "0", "viec": "luu"})
    assert stored(report, "tk.1.1.1").provenance == "fact"


def test_who_reads_and_who_is_refused(cast, report):
    enter(report, cast.focal, {"2.1": "3"}, "2")
    assert "Lĩnh vực này do người khác soạn. Hỏi Lê Thị Soạn." in read(cast.field, at(report, "3/"))
    for part in ("chairman", "office_head", "records"):
        assert 'name="2.1"' not in read(getattr(cast, part), at(report, "2/"))
        assert client(getattr(cast, part)).post(at(report, "2/"), {"2.1": "5", "thay-2.1": "0"}).status_code == 403
    for part in ("stranger", "other_focal", "nobody", "reviewer"):
        user = getattr(cast, part)
        assert client(user).get(at(report, "2/")).status_code == 404
        assert client(user).post(at(report, "2/"), {"2.1": "5", "thay-2.1": "0"}).status_code == 404
    assert stored(report, "tk.2.1").amount == 3


def test_a_report_under_way_shows_its_figures_as_text(cast, report):
    enter(report, cast.focal, {"2.1": "3"}, "2")
    walk(write_all(report, cast.focal), cast, "submit")
    words = read(cast.focal, at(report, "2/"))
    assert "nên tạm khóa" in words
    assert 'name="2.1"' not in words
    assert "Lưu phần này" not in words


def test_a_round_that_is_over_says_who_opens_it(cast, report):
    Call.objects.update(state="closed")
    words = read(cast.focal, at(report, "2/"))
    assert "đã khóa. Người mở lại được:" in words
    assert client(cast.focal).post(at(report, "2/"), {"2.1": "5", "thay-2.1": "0"}).status_code == 403
    assert not Value.objects.exists()


def test_a_part_is_given_in_a_sheet_and_finished_by_a_press(cast, report):
    assert "Vi Văn Lĩnh" in read(cast.focal, at(report, "2/giao/"))
    assert client(cast.field).get(at(report, "2/giao/")).status_code == 403
    client(cast.focal).post(at(report, "2/giao/"), {"owner": str(cast.field.pk)})
    assert FigurePart.objects.get(code="2").owner == cast.field
    cells = dict.fromkeys(("2.1", "2.2.1", "2.2.2", "2.2.3", "2.3.1", "2.3.2", "2.3.3"), "-")
    said = cells | {f"thay-{code}": "0" for code in cells} | {"viec": "xong"}
    answer = client(cast.field).post(at(report, "2/"), said, follow=True)
    assert "Đã xong phần 2. Đầu mối CCHC đã được báo." in answer.content.decode()
    assert "Đã xong số liệu phần 2" in read(cast.focal, "/thong-bao/")


def test_my_parts_are_those_i_enter_and_the_others_say_who_helps(cast, report):
    words = read(cast.field, "/so-lieu/")
    assert f'href="{at(report, "2/")}"' in words
    assert "0/7 ô" in words
    assert "Phần do người khác nhập" in words
    assert "Hỏi Lê Thị Soạn." in words
    assert len(re.findall(r"0/\d+ ô", read(cast.focal, "/so-lieu/"))) == 7
    assert "Chưa có đợt báo cáo nào" in read(cast.reviewer, "/so-lieu/")
    assert "Chưa có đợt báo cáo nào" in read(cast.stranger, "/so-lieu/")


def test_the_day_is_one_of_the_window_that_has_come(cast, report):
    here = client(cast.focal)
    for day, words in (("20/3/2026", "Ghi một ngày trong kỳ"), ("31/02/2026", "không có trong lịch")):
        answer = here.post(at(report, "den-ngay/"), {"as_of": day, "phan": "2"})
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    here.post(at(report, "den-ngay/"), {"as_of": "8/3/2026", "phan": "2"})
    report.refresh_from_db()
    assert report.as_of == date(2026, 3, 8)
    enter(report, cast.field, {"2.1": "3"}, "2")
    assert stored(report, "tk.2.1").as_of == date(2026, 3, 8)


def test_the_strip_shows_the_last_periods_and_the_ratios_of_a_cell(cast, report):
    was_open(cast, 8, field="ho-tich")
    enter(report, cast.focal, line("ho-tich", 268, 54, 210, 108, 2, 10, 0))
    answer = client(cast.focal).get(at(report, "3/?o=3.4.c12%40ho-tich"), headers={"HX-Request": "true"})
    words = " ".join(answer.content.decode().replace("\xa0", " ").split())
    assert "Ô đang chọn: Hộ tịch, (12)" in words
    assert "Năm 2025 (đến 14/12)" in words
    assert "Đúng hạn, cách tính B: 1 - ((10) + (13)) / (3)" in words
    assert "Đúng hạn, cách tính C" in words


def test_pages_ask_as_much_for_a_full_form_as_for_an_empty_one(cast, report, django_assert_max_num_queries):
    here = client(cast.focal)
    here.get(at(report, "3/"))
    with django_assert_max_num_queries(48):
        here.get(at(report, "3/"))
    fields = ("ho-tich", "chung-thuc", "dat-dai", "xay-dung", "tre-em", "van-hoa")
    enter(report, cast.focal, {k: v for field in fields for k, v in line(field, 9, 9, 5, 5, 0, 8, 0).items()})
    with django_assert_max_num_queries(48):
        here.get(at(report, "3/"))
    with django_assert_max_num_queries(40):
        here.get("/so-lieu/")


def test_a_report_that_was_sent_opens_at_the_estimates_it_reports(cast, report):
    enter(report, cast.focal, {"2.1": "3"}, "2")
    here = client(cast.focal)
    assert here.get(at(report, "2/")).status_code == 200
    here.post(f"{at(report, '2/')}?so=uoc", {"field": "2.1", "2.1": "4"}, headers={"X-Autosave": "1"})
    assert here.get(at(report, "2/")).status_code == 200, "still written: what was carried out comes first"
    walk(write_all(report, cast.focal), cast, "submit")
    sent = here.get(at(report, "2/"))
    assert (sent.status_code, sent["Location"]) == (302, f"{at(report, '2/')}?so=uoc")
    carried_out = read(cast.focal, at(report, "2/?so=thuc-hien"))
    assert f'href="{at(report, "3/")}?so=thuc-hien"' in carried_out


def test_the_estimate_page_starts_at_what_was_carried_out(cast, report):
    enter(report, cast.focal, line("ho-tich", 10, 10, 5, 5, 0, 10, 0))
    words = read(cast.focal, at(report, "3/?so=uoc"))
    assert "Số ước bắt đầu bằng số thực hiện" in words
    assert 'name="3.4.c4@ho-tich" form="so-lieu" value="10"' in words
    said = {"field": "3.4.c4@ho-tich", "3.4.c4@ho-tich": "20"}
    address = f"{at(report, '3/')}?so=uoc&o=3.4.c4%40ho-tich"
    assert client(cast.focal).post(address, said, headers={"X-Autosave": "1"}).status_code == 200
    assert stored(report, "tthc.c4", field="ho-tich", kind="estimate").amount == 20
    assert stored(report, "tthc.c4", field="ho-tich").amount == 10
