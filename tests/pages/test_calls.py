"""The authority's calls: open, table, assign, extend, exempt, lock (ux sections 4.9, 4.24)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal import board
from organisations.actions import rebuild_reach
from organisations.models import ReviewRelation
from plans import actions
from plans.models import Plan
from tests.cast import START, Cast, commune
from tests.pages.walks import issued, opened_call
from tests.workflow.items import plan
from workflow.clock import now, today
from workflow.models import Call, CallUnit


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def form(cast: Cast, **changed) -> dict:
    return {
        "unit": cast.authority.pk,
        "title": "Kế hoạch CCHC năm 2027",
        "year": "2027",
        "due_on": "28/02/2027",
        "due_inclusive": "on",
        "measured_by": "issued_on",
        "road": "sign_then_send",
        "two_step": "on",
        "recipients": "",
        "source_text": "Công văn số 1/SNV-CCHC",
        "locks_on": "",
        **changed,
    }


def test_a_call_is_made_looked_at_and_opened(cast: Cast):
    head = client(cast.review_head)
    answer = head.post("/dot/moi/", form(cast))
    call = Call.objects.get()
    assert (answer["Location"], call.state, call.due_on) == (f"/dot/{call.code}/mo/", "draft", date(2027, 2, 28))
    shown = head.get(answer["Location"])
    assert [unit.name for unit in shown.context["units"]] == ["xã Hai", "xã Một"]
    head.post(answer["Location"], {"unit": [cast.commune.pk, cast.other_commune.pk]})
    call.refresh_from_db()
    assert (call.state, call.units.count()) == ("open", 2)


def test_a_unit_left_out_is_not_asked(cast: Cast):
    head = client(cast.review_head)
    head.post("/dot/moi/", form(cast))
    call = Call.objects.get()
    head.post(f"/dot/{call.code}/mo/", {"unit": [cast.commune.pk]})
    assert [row.unit for row in call.units.all()] == [cast.commune]


def test_no_unit_chosen_opens_nothing(cast: Cast):
    head = client(cast.review_head)
    head.post("/dot/moi/", form(cast))
    call = Call.objects.get()
    assert head.post(f"/dot/{call.code}/mo/").status_code == 422
    call.refresh_from_db()
    assert call.state == "draft"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("due_on", "31/02/2027", "Ngày “31/02/2027” không có trong lịch."),
        ("due_on", "", "Ghi hạn."),
        ("title", "", "Ghi tên đợt."),
        ("year", "", "Ghi năm."),
        ("locks_on", "01/01/2027", "Ngày khóa phải từ ngày hạn trở đi."),
    ],
)
def test_a_faulty_form_keeps_everything(cast: Cast, field: str, value: str, sentence: str):
    answer = client(cast.review_head).post("/dot/moi/", form(cast, **{field: value}))
    assert answer.status_code == 422
    assert answer.context["form"]["source_text"].value() == "Công văn số 1/SNV-CCHC"
    assert sentence in answer.content.decode()
    assert not Call.objects.exists()


@pytest.mark.parametrize("part", ["focal", "chairman", "reviewer", "stranger", "nobody"])
def test_who_may_not_call_finds_no_form(cast: Cast, part: str):
    assert client(getattr(cast, part)).get("/dot/moi/").status_code == 404


def test_another_office_is_not_called_for(cast: Cast):
    answer = client(cast.review_head).post("/dot/moi/", form(cast, unit=cast.elsewhere.pk))
    assert (answer.status_code, Call.objects.count()) == (422, 0)


@pytest.mark.parametrize("part", ["stranger", "focal", "other_focal", "chairman", "nobody"])
def test_the_table_is_the_authoritys(cast: Cast, part: str):
    call = opened_call(cast)
    assert client(getattr(cast, part)).get(f"/dot/{call.code}/").status_code == 404


def test_the_table_says_state_number_deadline_officer(cast: Cast):
    call = opened_call(cast)
    issued(cast)
    answer = client(cast.reviewer).get(f"/dot/{call.code}/")
    rows = {row.unit.name: row for row in answer.context["page"].object_list}
    here, there = rows["xã Một"], rows["xã Hai"]
    assert (here.word, here.number[:10], here.due.distance, here.size) == (
        "Cần rà soát",
        "16/KH-UBND",
        "Đúng hạn",
        "7 · 7",
    )
    assert (there.word, there.number, there.sent) == ("Chưa gửi", "–", False)
    assert list(rows) == ["xã Một", "xã Hai"]
    assert answer.context["summary"] == "1/2 đã ban hành · 1 đúng hạn (50\N{NO-BREAK SPACE}%)"


def test_a_call_that_everybody_has_answered_is_overdue_no_more(cast: Cast):
    call = opened_call(cast)
    issued(cast)
    Call.objects.filter(pk=call.pk).update(due_on=today() - timedelta(days=3))
    words = "mọi đơn vị đã xong"
    before = client(cast.reviewer).get(f"/dot/{call.code}/").content.decode()
    assert ("Quá hạn 3 ngày" in before, words in before) == (True, False)
    CallUnit.objects.filter(call=call, unit=cast.other_commune).update(
        skipped_at=now(), skipped_by=cast.reviewer, skip_reason="Bão"
    )
    after = client(cast.reviewer).get(f"/dot/{call.code}/").content.decode()
    assert ("Quá hạn" in after, words in after) == (False, True)


def test_a_replacement_issued_late_leaves_the_unit_on_time(cast: Cast):
    call = opened_call(cast)
    first = issued(cast)
    successor = actions.open_successor(plan=first, by=cast.focal, reason="Sửa thời gian khảo sát")
    Plan.objects.filter(pk=first.pk).update(state="superseded")
    Plan.objects.filter(pk=successor.pk).update(state="issued", issued_on=call.due_on + timedelta(days=9))
    row = next(row for row in board.Table(call).rows() if row.unit == cast.commune)
    assert (row.item.pk, row.done_on, row.on_time) == (successor.pk, first.issued_on, True)


def test_a_draft_reads_as_not_sent_and_is_not_linked(cast: Cast):
    call = opened_call(cast)
    item = plan(cast)
    assert f"/ra-soat/{item.code}/" not in client(cast.reviewer).get(f"/dot/{call.code}/").content.decode()


def test_counters_filter(cast: Cast):
    call = opened_call(cast, due_on=today() - timedelta(days=4))
    head = client(cast.review_head)
    found = {one["label"]: one["number"] for one in head.get(f"/dot/{call.code}/").context["counters"]}
    assert found == {"Tất cả": 2, "Chưa gửi": 2, "Chưa gửi, quá hạn": 2}
    assert head.get(f"/dot/{call.code}/?loc=da-tiep-nhan").context["page"].paginator.count == 0
    assert head.get(f"/dot/{call.code}/?tim=xa+hai").context["page"].paginator.count == 1
    assert head.get(f"/dot/{call.code}/?chuyen_vien={cast.reviewer.pk}").context["page"].paginator.count == 0


def test_units_are_given_to_an_officer(cast: Cast):
    call = opened_call(cast)
    rows = list(call.units.values_list("pk", flat=True))
    client(cast.review_head).post(f"/dot/{call.code}/giao-chuyen-vien/", {"unit": rows, "officer": cast.reviewer.pk})
    assert set(call.units.values_list("officer", flat=True)) == {cast.reviewer.pk}


def test_a_reviewer_does_not_give_units_away(cast: Cast):
    call = opened_call(cast)
    row = call.units.first()
    reviewer = client(cast.reviewer)
    data = {"unit": [row.pk], "officer": cast.reviewer.pk}
    assert reviewer.post(f"/dot/{call.code}/giao-chuyen-vien/", data).status_code == 403
    assert reviewer.post(f"/dot/{call.code}/don-vi/{row.pk}/mien/", {"reason": "a"}).status_code == 403
    assert reviewer.post(f"/dot/{call.code}/khoa/").status_code == 403


def test_more_time_needs_a_later_day_and_a_reason(cast: Cast):
    call = opened_call(cast)
    row = call.units.first()
    head, address = client(cast.review_head), f"/dot/{call.code}/don-vi/{row.pk}/gia-han/"
    answer = head.post(address, {"until": "01/01/2026", "reason": "Mất điện"})
    assert answer.status_code == 422
    assert "Ngày gia hạn phải sau hạn đã giao." in answer.content.decode()
    assert head.post(address, {"until": "20/12/2026", "reason": ""}).status_code == 422
    head.post(address, {"until": "20/12/2026", "reason": "Mất điện diện rộng"})
    row.refresh_from_db()
    assert (row.extended_to, row.extension_reason) == (date(2026, 12, 20), "Mất điện diện rộng")


def test_an_exempt_unit_does_not_count(cast: Cast):
    call = opened_call(cast)
    row = call.units.get(unit=cast.other_commune)
    head = client(cast.review_head)
    assert head.get(f"/dot/{call.code}/don-vi/{row.pk}/mien/").status_code == 200
    head.post(f"/dot/{call.code}/don-vi/{row.pk}/mien/", {"reason": "Đơn vị mới lập"})
    found = {one["label"]: one["number"] for one in head.get(f"/dot/{call.code}/").context["counters"]}
    assert found == {"Tất cả": 2, "Chưa gửi": 1, "Được miễn kỳ này": 1}


def test_a_row_of_another_call_is_not_found(cast: Cast):
    one, other = opened_call(cast), opened_call(cast, year=2027)
    row = other.units.first()
    assert client(cast.review_head).get(f"/dot/{one.code}/don-vi/{row.pk}/mien/").status_code == 404


def test_locking_is_asked_once_more_and_done_by_a_post(cast: Cast):
    call = opened_call(cast)
    head = client(cast.review_head)
    question = head.get(f"/dot/{call.code}/khoa/")
    assert (question.context["waiting"], question.context["asked"]) == (2, 2)
    call.refresh_from_db()
    assert call.state == "open"
    head.post(f"/dot/{call.code}/khoa/")
    call.refresh_from_db()
    assert call.state == "closed"
    assert head.get(f"/dot/{call.code}/khoa/")["Location"] == f"/dot/{call.code}/"


def test_a_call_past_its_day_of_locking_reads_as_locked(cast: Cast):
    call, head = opened_call(cast), client(cast.review_head)
    last = today() - timedelta(days=1)
    assert "Đã khóa" not in head.get("/dot/").content.decode()
    Call.objects.filter(pk=call.pk).update(due_on=last, locks_on=last)
    for page in ("/dot/", f"/dot/{call.code}/"):
        body = head.get(page).content.decode()
        assert ("Đã khóa" in body, "Đang mở" in body) == (True, False)


def test_the_check_page_of_an_open_call_is_its_table(cast: Cast):
    call = opened_call(cast)
    head, address = client(cast.review_head), f"/dot/{call.code}/mo/"
    assert [ask(address)["Location"] for ask in (head.get, head.head)] == [f"/dot/{call.code}/"] * 2


def test_who_follows_no_unit_is_led_home_from_the_calls(cast: Cast):
    opened_call(cast)
    body = client(cast.focal).get("/dot/").content.decode()
    assert "Trang này dành cho người theo dõi đợt" in body
    assert "Chưa có đợt nào được mở" not in body


def asked(user, address: str) -> int:
    one = client(user)
    one.get(address)
    with CaptureQueriesContext(connection) as seen:
        one.get(address)
    return len(seen)


def test_thirty_units_ask_as_often_as_two(cast: Cast):
    call = opened_call(cast)
    before = asked(cast.review_head, f"/dot/{call.code}/"), asked(cast.review_head, "/dot/"), asked(cast.reviewer, "/")
    for number in range(30):
        unit = commune(f"xa-{number}", f"xã Số {number}", cast.province)
        ReviewRelation.objects.create(unit=unit, authority=cast.authority, subject="plan", valid_from=START)
        CallUnit.objects.create(call=call, unit=unit, due_on=call.due_on)
    rebuild_reach()
    after = asked(cast.review_head, f"/dot/{call.code}/"), asked(cast.review_head, "/dot/"), asked(cast.reviewer, "/")
    assert after == before


def test_thirty_calls_ask_as_often_as_one(cast: Cast):
    opened_call(cast)
    before = asked(cast.review_head, "/dot/")
    for year in range(2027, 2057):
        opened_call(cast, year=year)
    assert asked(cast.review_head, "/dot/") == before
