"""Pages of tasks: list, one task, its evidence and products, giving it away; every refused and empty state."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from documents.models import Attachment, KnownDocument
from organisations.clock import at, set_to
from plans.actions import progress as acts
from plans.models import Plan, Task, TaskProgress
from tests.cast import Cast
from tests.guards.world import PNG
from tests.plans.test_progress import document, done, in_force, work
from workflow import actions as moves

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_in_force(full_plan: Plan, cast: Cast):
    """A plan issued in March; the pages are opened on that day."""
    with set_to(at(date(2026, 3, 2))):
        yield in_force(full_plan, cast)


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def page(user, address: str, status: int = 200) -> str:
    answer = client(user).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def send(user, progress: TaskProgress, status: int = 302, **typed) -> str:
    answer = client(user).post(f"/nhiem-vu/{progress.code}/", {"choice": "in_progress", **typed})
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_page_offers_the_four_choices_and_their_keys(plan_in_force: Plan, cast: Cast) -> None:
    text = page(cast.focal, f"/nhiem-vu/{work(plan_in_force).code}/")
    for key, word in enumerate(("Chưa bắt đầu", "Đang thực hiện", "Đã xong", "Không thực hiện"), start=1):
        assert f'data-key="{key}"' in text
        assert word in text
    for words in ("Chưa có cập nhật nào. Hạn 30/6", "Chưa có minh chứng.", "Kế hoạch CCHC năm 2026, nhiệm vụ II.3.b.1"):
        assert words in text


def test_one_form_begins_and_notes(plan_in_force: Plan, cast: Cast) -> None:
    one = work(plan_in_force)
    send(cast.focal, one, text="Đã họp với thôn.", is_obstacle="on")
    one.refresh_from_db()
    assert (one.state, one.notes.get().is_obstacle) == ("in_progress", True)
    text = page(cast.focal, f"/nhiem-vu/{one.code}/")
    assert "Đã họp với thôn." in text
    assert "Có vướng mắc cần tháo gỡ" in text
    assert "Chưa bắt đầu</span></label>" not in text


def test_a_note_without_words_comes_back_with_the_sentence(plan_in_force: Plan, cast: Cast) -> None:
    one = moves.take("begin", work(plan_in_force), by=cast.focal)
    assert "Ghi đã làm được gì, vướng gì." in send(cast.focal, one, 422)


def test_completion_with_a_chosen_document(plan_in_force: Plan, cast: Cast) -> None:
    one, known = work(plan_in_force), document(cast)
    assert "Báo cáo 41/BC-UBND" in page(cast.focal, f"/nhiem-vu/{one.code}/")
    send(cast.focal, one, choice="done", product=known.pk, text="Đã trình.")
    assert one.products.get().document == known
    text = page(cast.focal, f"/nhiem-vu/{one.code}/")
    assert "Xác nhận hoàn thành" in text
    assert "Chưa đạt" in text
    assert "Báo cáo 41/BC-UBND" in text


def test_completion_with_a_typed_document(plan_in_force: Plan, cast: Cast) -> None:
    one = work(plan_in_force)
    send(cast.focal, one, choice="done", type_name="Kế hoạch", number="5/KH-UBND", day="1/3/2026")
    assert KnownDocument.objects.get(number="5/KH-UBND").unit == cast.commune


def test_completion_without_anything_keeps_what_was_typed(plan_in_force: Plan, cast: Cast) -> None:
    text = send(cast.focal, work(plan_in_force), 422, choice="done", text="Đã làm xong.")
    assert "Chọn văn bản là sản phẩm, ghi số và ngày văn bản, hoặc nêu lý do chưa có văn bản." in text
    assert "Đã làm xong." in text


def test_a_late_task_shows_the_reason_field_and_asks_for_it_on_completion_only(plan_in_force: Plan, cast: Cast) -> None:
    one = work(plan_in_force)
    assert "Lý do chậm" not in page(cast.focal, f"/nhiem-vu/{one.code}/")
    with set_to(at(date(2026, 7, 2))):
        text = page(cast.focal, f"/nhiem-vu/{one.code}/")
        assert "Quá hạn 2 ngày" in text
        assert "Lý do chậm" in text
        send(cast.focal, one, text="Đang làm.")
        assert "Nhiệm vụ muộn 2 ngày. Ghi lý do chậm." in send(
            cast.focal, one, 422, choice="done", no_product_reason="Không có."
        )
        send(cast.focal, one, choice="done", no_product_reason="Không có.", delay_reason="Mất điện.")
        assert "Muộn 2 ngày" in page(cast.focal, f"/nhiem-vu/{one.code}/")


def test_a_page_that_is_out_of_date_is_answered_with_where_the_task_stands(plan_in_force: Plan, cast: Cast) -> None:
    one = work(plan_in_force)
    moves.take("begin", one, by=cast.focal)
    send(cast.focal, one, 409, choice="not_started", text="x", seen=one.version)


def test_a_partner_reads_why_the_state_is_not_theirs_and_adds_evidence(plan_in_force: Plan, cast: Cast) -> None:
    one = work(plan_in_force)
    text = page(cast.field, f"/nhiem-vu/{one.code}/")
    assert "Người phối hợp thêm được minh chứng, không đổi trạng thái." in text
    assert 'class="task-form"' not in text
    send(cast.field, one, 403, text="x")
    answer = client(cast.field).post(
        f"/nhiem-vu/{one.code}/minh-chung/", {"file": SimpleUploadedFile("anh.png", PNG, content_type="image/png")}
    )
    assert answer.status_code == 302
    row = Attachment.objects.get(kind="task")
    assert client(cast.reviewer).get(f"/nhiem-vu/{one.code}/minh-chung/{row.pk}/").status_code == 200
    assert client(cast.field).post(f"/nhiem-vu/{one.code}/minh-chung/{row.pk}/bo/").status_code == 302
    assert client(cast.reviewer).get(f"/nhiem-vu/{one.code}/minh-chung/{row.pk}/").status_code == 404


def test_a_file_that_is_not_what_it_says_is_refused(plan_in_force: Plan, cast: Cast) -> None:
    answer = client(cast.focal).post(
        f"/nhiem-vu/{work(plan_in_force).code}/minh-chung/", {"file": SimpleUploadedFile("anh.png", b"<html>")}
    )
    assert answer.status_code == 422


def test_the_authority_reads_and_the_neighbour_finds_nothing(plan_in_force: Plan, cast: Cast) -> None:
    address = f"/nhiem-vu/{work(plan_in_force).code}/"
    text = page(cast.reviewer, address)
    assert "task-form" not in text.replace("css/tasks.css", "")
    assert "Thêm minh chứng" not in text
    for part in (cast.other_focal, cast.stranger):
        page(part, address, 404)
        page(part, f"{address}minh-chung/", 404)
        page(part, f"{address}giao/", 404)


def test_a_task_is_given_away_on_a_sheet(plan_in_force: Plan, cast: Cast) -> None:
    one = work(plan_in_force)
    assert "Vi Văn Lĩnh" in page(cast.focal, f"/nhiem-vu/{one.code}/giao/")
    assert client(cast.focal).post(f"/nhiem-vu/{one.code}/giao/", {"person": cast.field.pk}).status_code == 302
    one.refresh_from_db()
    assert one.person == cast.field
    assert client(cast.focal).post(f"/nhiem-vu/{one.code}/giao/", {"person": cast.chairman.pk}).status_code == 422
    page(cast.field, f"/nhiem-vu/{one.code}/giao/", 403)


def test_a_product_is_taken_off_by_its_button(plan_in_force: Plan, cast: Cast) -> None:
    one = done(work(plan_in_force), cast.focal, product=document(cast))
    address = f"/nhiem-vu/{one.code}/san-pham/{one.products.get().pk}/bo/"
    assert client(cast.field).post(address).status_code == 403
    assert client(cast.focal).post(address).status_code == 302
    assert not one.products.exists()


def test_a_recurring_task_shows_a_box_for_each_period(full_plan: Plan, cast: Cast) -> None:
    Task.objects.filter(plan=full_plan, area__code="TTHC").update(timing="recurring", timing_text="hằng quý")
    with set_to(at(date(2026, 3, 2))):
        one = work(in_force(full_plan, cast))
        send(cast.focal, one, text="Đã tổng hợp.", period="Q1")
        text = page(cast.focal, f"/nhiem-vu/{one.code}/")
    assert text.count('class="period-done"') == 1
    assert text.count("Chưa có cập nhật</span>") == 3


def test_the_list_shows_ones_own_first_and_filters_by_the_address(plan_in_force: Plan, cast: Cast) -> None:
    own = acts.hand_task(work(plan_in_force, "CQS"), person=cast.field, by=cast.focal)
    text = page(cast.field, "/nhiem-vu/")
    first = text.index("/nhiem-vu/NV")
    assert text[first:].startswith(f"/nhiem-vu/{own.code}/")
    only = page(cast.field, "/nhiem-vu/?nguoi=toi")
    assert only.count('<th scope="row">') == 1
    assert page(cast.focal, "/nhiem-vu/?linh_vuc=TTHC").count('<th scope="row">') == 1
    assert "Không có nhiệm vụ nào khớp bộ lọc." in page(cast.focal, "/nhiem-vu/?han=qua-han")
    with set_to(at(date(2026, 7, 4))):
        late = page(cast.focal, "/nhiem-vu/?han=qua-han&sap=-han")
    assert late.count("Quá hạn 4 ngày") == plan_in_force.template.areas.count()
    for asked in ("trang_thai=dang-mo", "trang_thai=done", "nam=2026", f"ke_hoach={plan_in_force.code}", "nhan=1",
                  "tim=thủ tục", "sap=linh-vuc", "sap=trang-thai", "han=muon", "han=sap-den", "nguoi=5"):  # fmt: skip
        page(cast.focal, f"/nhiem-vu/?{asked}")


def test_an_empty_list_says_when_tasks_come(cast: Cast) -> None:
    assert "Chưa có nhiệm vụ nào. Nhiệm vụ hiện ở đây khi kế hoạch được ban hành." in page(cast.focal, "/nhiem-vu/")


def test_the_workbook_holds_what_the_filters_show(plan_in_force: Plan, cast: Cast) -> None:
    answer = client(cast.focal).get("/nhiem-vu/?linh_vuc=TTHC&xuat=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Mã", "Đơn vị", "Kế hoạch, nhiệm vụ số")
    assert [(row[0], row[7].date(), row[8]) for row in rows[1:]] == [
        (work(plan_in_force).code, date(2026, 6, 30), "Chưa bắt đầu")
    ]


def test_list_and_page_ask_as_often_for_thirty_tasks_as_for_seven(plan_in_force: Plan, cast: Cast) -> None:
    addresses = ("/nhiem-vu/", f"/nhiem-vu/{work(plan_in_force).code}/", f"/ke-hoach/{plan_in_force.code}/phan-cong/")
    few = [asked(cast.focal, address) for address in addresses]
    area = plan_in_force.template.areas.first()
    for number in range(23):
        Task.objects.create(plan=plan_in_force, area=area, order=9 + number, content="Việc", lead=cast.room)
    acts.begin_tasks(plan_in_force, by=cast.focal)
    assert [asked(cast.focal, address) for address in addresses] == few
    assert all(number <= most for number, most in zip(few, (20, 32, 32), strict=True)), few


def asked(user, address: str) -> int:
    one = client(user)
    one.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert one.get(address).status_code == 200
    return len(queries)


def test_the_task_of_a_replaced_plan_says_so_and_offers_nothing(plan_in_force: Plan, cast: Cast) -> None:
    one = work(plan_in_force)
    Plan.objects.filter(pk=plan_in_force.pk).update(state="superseded")
    text = page(cast.focal, f"/nhiem-vu/{one.code}/")
    assert "đã được thay thế nên nhiệm vụ này giữ nguyên để đọc." in text
    assert 'class="task-form"' not in text
    assert "Thêm minh chứng" not in text
    send(cast.focal, one, 403, text="x")


def test_what_happened_to_a_task_is_read_below_its_address(plan_in_force: Plan, cast: Cast) -> None:
    one = moves.take("begin", work(plan_in_force), by=cast.focal)
    assert "Đã bắt đầu thực hiện" in page(cast.focal, f"/nhiem-vu/{one.code}/dien-bien/")
