"""The chairman's page: what changed, what is in it, the two decisions (ux section 4.7)."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from organisations.models import Delegation
from plans.actions import add_row, remove_row, save_field
from plans.models import Task
from tests.cast import START, Cast
from tests.pages.walks import first_task, handed_in, waiting
from tests.workflow.items import letter, plan
from workflow.actions import take
from workflow.models import Event


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def address(item, rest: str = "") -> str:
    return f"/ke-hoach/{item.code}/duyet/{rest}"


@pytest.mark.parametrize("tab", ["", "?phan=toan-van", "?phan=ban-giay", "?phan=y-kien", "?phan=khong-co"])
def test_every_tab_opens_for_the_chairman(cast: Cast, tab: str):
    assert client(cast.chairman).get(address(waiting(cast), tab)).status_code == 200


@pytest.mark.parametrize("part", ["stranger", "other_focal", "other_chairman", "reviewer", "review_head", "nobody"])
def test_nobody_outside_the_unit_finds_the_page(cast: Cast, part: str):
    item = waiting(cast)
    for rest in ("", "ky/", "tra-lai/"):
        assert client(getattr(cast, part)).get(address(item, rest)).status_code == 404


def test_looking_changes_nothing(cast: Cast):
    item = waiting(cast)
    before = Event.objects.count()
    for rest in ("", "ky/", "tra-lai/", "?phan=toan-van"):
        client(cast.chairman).get(address(item, rest))
    item.refresh_from_db()
    assert (Event.objects.count(), item.opened_at, item.state) == (before, None, "awaiting_chairman")


def test_begin_ends_the_right_to_withdraw_and_is_a_post(cast: Cast):
    item = waiting(cast)
    assert client(cast.chairman).get(address(item, "bat-dau-xem/")).status_code == 405
    client(cast.chairman).post(address(item, "bat-dau-xem/"))
    item.refresh_from_db()
    assert item.opened_by == cast.chairman


def test_the_sheet_names_the_capacity(cast: Cast):
    answer = client(cast.chairman).get(address(waiting(cast), "ky/"))
    assert answer.context["capacity"] == ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")


def test_a_deputy_signs_for_the_chairman_on_the_ground_that_the_sheet_names(cast: Cast):
    Delegation.objects.create(
        unit=cast.commune,
        office_title="Chủ tịch UBND",
        given_by=cast.chairman.official,
        to=cast.deputy.official,
        to_title="Phó Chủ tịch UBND",
        capabilities=["sign"],
        capacity="KT",
        ground_text="Thông báo phân công số 5/TB-UBND",
        valid_from=START,
    )
    item = waiting(cast)
    answer = client(cast.deputy).get(address(item, "ky/"))
    assert answer.context["capacity"][-2:] == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    assert answer.context["ground"] == "Thông báo phân công số 5/TB-UBND"
    client(cast.deputy).post(address(item, "ky/"), {"version": item.version})
    item.refresh_from_db()
    assert (item.state, item.signed_by) == ("approved", cast.deputy)


def test_signing_says_who_numbers_and_opens_the_next_item(cast: Cast):
    item = waiting(cast)
    other = take("submit", letter(cast), by=cast.focal)
    other = take("pass_content", other, by=cast.office_head)
    other = take("pass_form", other, by=cast.records)
    answer = client(cast.chairman).post(address(item, "ky/"), {"version": item.version}, follow=True)
    assert answer.redirect_chain[0][0].split("#")[0] == f"/cong-van/{other.code}/"
    (receipt,) = [str(message) for message in answer.context["messages"]]
    assert receipt.startswith("Đã duyệt lúc ")
    assert receipt.endswith(". Văn thư Ngô Thị Thư đã nhận được để cấp số. Còn 1.")


def test_the_last_approval_leads_home(cast: Cast):
    item = waiting(cast)
    answer = client(cast.chairman).post(address(item, "ky/"), {"version": item.version})
    assert answer["Location"] == "/"


def test_a_return_asks_for_its_reason(cast: Cast):
    item = waiting(cast)
    answer = client(cast.chairman).post(address(item, "tra-lai/"), {"comment": " ", "version": item.version})
    assert answer.status_code == 422
    assert answer.context["form"].errors["comment"] == ["Ghi lý do trả lại để người soạn biết cần sửa gì."]
    item.refresh_from_db()
    assert item.state == "awaiting_chairman"


def test_a_return_keeps_the_reason_word_for_word(cast: Cast):
    item = waiting(cast)
    client(cast.chairman).post(
        address(item, "tra-lai/"), {"comment": "Thiếu sản phẩm\nở mục 3", "version": item.version}
    )
    item.refresh_from_db()
    assert item.state == "returned_by_chairman"
    assert Event.objects.get(object_id=item.pk, action="return").comment == "Thiếu sản phẩm\nở mục 3"


def test_a_second_press_is_told_so(cast: Cast):
    item = waiting(cast)
    chairman = client(cast.chairman)
    chairman.post(address(item, "ky/"), {"version": item.version})
    answer = chairman.post(address(item, "ky/"), {"version": item.version})
    assert answer.status_code == 409
    assert "Không gửi lần thứ hai" in answer.content.decode()


def test_a_plan_that_changed_since_is_not_signed_unseen(cast: Cast):
    item = waiting(cast)
    answer = client(cast.chairman).post(address(item, "ky/"), {"version": item.version - 1})
    item.refresh_from_db()
    assert (answer.status_code, item.state) == (409, "awaiting_chairman")


def test_people_of_the_unit_read_without_the_decisions(cast: Cast):
    item = waiting(cast)
    answer = client(cast.focal).get(address(item))
    assert answer.context["deciding"] == {}
    assert client(cast.focal).post(address(item, "ky/"), {"version": item.version}).status_code == 403


def test_what_was_sent_before_is_compared_field_by_field(cast: Cast):
    item = take("return", waiting(cast), by=cast.chairman, comment="Sửa thời gian.")
    task = first_task(item)
    save_field(row=task, field="timing_text", value="Quý III", version=task.version, by=cast.focal)
    handed_in(cast, item)
    changed = client(cast.chairman).get(address(item)).context["changed"]
    (place,) = changed.places
    change = place.change
    assert (change.where, change.part.old, change.part.new) == ("II.1.b.1, thời gian", "Quý II", "Quý III")
    assert place.who == cast.focal.display_name
    assert changed.since.startswith("lần trả lại ")


def test_the_first_sending_has_nothing_to_compare(cast: Cast):
    assert client(cast.chairman).get(address(waiting(cast))).context["changed"] is None


def test_the_summary_counts(cast: Cast):
    sizes = client(cast.chairman).get(address(waiting(cast))).context["sizes"]
    assert [(one["label"], one["words"]) for one in sizes] == [
        ("Chỉ tiêu", "7"),
        ("Nhiệm vụ (trọng tâm: 0)", "7"),
        ("Lĩnh vực có nội dung", "7/7"),
        ("Kinh phí dự kiến", "chưa ghi"),
    ]


def test_the_year_before_is_counted_against(cast: Cast):
    plan(cast, year=2025)
    sizes = client(cast.chairman).get(address(waiting(cast))).context["sizes"]
    assert sizes[3] == {"label": "So với năm 2025", "words": "không đổi nhiệm vụ nào"}


def test_what_changed_against_the_year_before_is_counted_and_named(cast: Cast):
    plan(cast, year=2025)
    draft = plan(cast)
    first, second, third, *_ = Task.objects.filter(plan=draft)
    for row, name, value in (
        (first, "timing_text", "Quý IV"), (second, "timing_text", "Quý IV"), (second, "product_text", "Thông báo"),
    ):  # fmt: skip
        row.refresh_from_db()
        save_field(row=row, field=name, value=value, version=row.version, by=cast.focal)
    area = third.area
    remove_row(row=third, by=cast.focal)
    add_row(plan=draft, model=Task, by=cast.focal, area=area, content="Ứng dụng chữ ký số", product_text="Báo cáo",
            lead_text="Công chức CM", timing_text="Quý II")  # fmt: skip
    sizes = client(cast.chairman).get(address(handed_in(cast, draft))).context["sizes"]
    assert sizes[3] == {
        "label": "So với năm 2025", "words": "+1, −1 nhiệm vụ; đổi 2 nhiệm vụ (thời gian 2, sản phẩm 1)"
    }  # fmt: skip


def test_a_wide_table_of_the_text_scrolls_by_itself_and_not_the_page():
    """The table of targets stands in the text of a yearly report, not in an annex."""
    table = {"is_table": True, "caption": "Mức độ hoàn thành", "columns": [], "head": [], "rows": []}
    text = {"groups": [{"ref": "targets", "blocks": [table]}, {"ref": "", "blocks": [table]}]}
    page = render_to_string("approve/text.html", {"text": text})
    wrapped = r'<div class="table-wrap" role="region" aria-label="Mức độ hoàn thành" tabindex="0">\s*<table'
    assert len(re.findall(wrapped, page)) == page.count("<table") == 2
