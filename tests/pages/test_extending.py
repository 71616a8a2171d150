"""More time that a unit asks for: seen on the round's page, given or refused, both told, strangers kept out (ux M48)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from plans.models import Plan
from reporting.models import Report
from tests.cast import Cast
from tests.pages.walks import handed_in, opened_call
from tests.pages.walks import issued as issued_plan
from tests.reporting.builders import opened, write_all
from tests.workflow.items import plan
from tests.workflow.walks import issued, walk
from workflow import calls, clock, extensions
from workflow.models import Call, CallUnit, Event, Notice

pytestmark = pytest.mark.django_db
UNTIL, WHY = date(2026, 3, 25), "Mất điện diện rộng"
READERS = {"focal": True, "chairman": False, "office_head": False, "records": False}
UP_TO_SIGNED = ("submit", "pass_content", "pass_form", "sign")


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


@pytest.fixture
def report(cast: Cast):
    """A report that its commune still drafts, a week before its day."""
    with clock.set_to(clock.at(date(2026, 3, 3))):
        yield opened(cast)


def place(report: Report, act: str = "de-nghi-gia-han") -> str:
    return f"/dot/{report.call_unit.call.code}/don-vi/{report.call_unit_id}/{act}/"


def asked(cast: Cast, report: Report) -> CallUnit:
    client(cast.focal).post(place(report), {"until": "25/03/2026", "reason": WHY})
    return CallUnit.objects.get(pk=report.call_unit_id)


def test_unit_asks_and_the_authority_is_told(cast: Cast, report: Report):
    row = asked(cast, report)
    assert (row.wanted_until, row.wanted_reason, row.wanted_by, row.extended_to) == (UNTIL, WHY, cast.focal, None)
    event = Event.objects.get(kind="call", action="call.want_time")
    assert (event.by, event.details) == (
        cast.focal,
        {"unit": row.unit_id, "name": "xã Một", "until": "2026-03-25", "reason": WHY},
    )
    notice = Notice.objects.get(to=cast.review_head, event=event)
    assert (notice.my_turn, notice.subject) == (True, "Đề nghị gia hạn: xã Một, Báo cáo CCHC quý I năm 2026")
    answer = client(cast.review_head).post(f"/thong-bao/{notice.pk}/mo/")
    assert answer["Location"] == f"/dot/{row.call.code}/?loc=xin-gia-han"


def test_the_officer_of_the_unit_is_told_too(cast: Cast, report: Report):
    calls.assign_officer(report.call_unit, cast.reviewer, by=cast.review_head)
    asked(cast, report)
    told = Notice.objects.filter(event__action="call.want_time").values_list("to__username", flat=True)
    assert set(told) == {cast.review_head.username, cast.reviewer.username}


def test_request_stands_in_the_table_and_is_counted(cast: Cast, report: Report):
    asked(cast, report)
    page = client(cast.review_head).get(f"/dot/{report.call_unit.call.code}/")
    counted = {one["label"]: one["number"] for one in page.context["counters"]}
    assert counted["Đề nghị gia hạn"] == 1
    assert f"Đề nghị gia hạn đến 25/03/2026: “{WHY}”" in page.content.decode()
    only = client(cast.review_head).get(f"/dot/{report.call_unit.call.code}/?loc=xin-gia-han")
    assert [row.name for row in only.context["page"].object_list] == ["xã Một"]


def test_more_time_is_given_to_another_day_and_who_asked_is_told(cast: Cast, report: Report):
    asked(cast, report)
    head = client(cast.review_head)
    form = head.get(place(report, "gia-han")).context["form"]
    assert (form["until"].value(), form["reason"].value()) == (UNTIL, WHY)
    head.post(place(report, "gia-han"), {"until": "23/03/2026", "reason": "Đồng ý một phần"})
    row, report = CallUnit.objects.get(pk=report.call_unit_id), Report.objects.get(pk=report.pk)
    assert (row.extended_to, row.wanted_at, row.wanted_reason, report.due_on) == (
        date(2026, 3, 23),
        None,
        "",
        date(2026, 3, 23),
    )
    notice = Notice.objects.get(to=cast.focal, event__action="call.extend")
    assert (notice.subject, notice.body) == (
        "Đã gia hạn đến hết ngày 23/03/2026: Báo cáo CCHC quý I năm 2026",
        "Đồng ý một phần",
    )
    assert (notice.kind, notice.object_id) == ("report", report.pk)
    assert not Notice.objects.filter(event__action="call.want_time", read_at=None).exists()


def test_more_time_for_many_answers_those_who_asked(cast: Cast, report: Report):
    row = asked(cast, report)
    calls.extend_many(
        list(row.call.units.select_related("call__unit", "unit")), by=cast.review_head, until=UNTIL, reason="Bão"
    )
    assert set(Notice.objects.filter(event__action="call.extend").values_list("to__username", flat=True)) == {
        cast.focal.username
    }
    assert not CallUnit.objects.exclude(wanted_at=None).exists()


def test_no_is_said_with_its_reason_and_the_unit_may_ask_again(cast: Cast, report: Report):
    asked(cast, report)
    head = client(cast.review_head)
    silent = head.post(place(report, "khong-gia-han"), {"refusal": ""})
    assert (silent.status_code, "Ghi lý do không gia hạn." in silent.content.decode()) == (422, True)
    head.post(place(report, "khong-gia-han"), {"refusal": "Đã gia hạn một lần"})
    row = CallUnit.objects.get(pk=report.call_unit_id)
    assert (row.wanted_refusal, row.extended_to, row.asks_for_time) == ("Đã gia hạn một lần", None, False)
    notice = Notice.objects.get(to=cast.focal, event__action="call.refuse_time")
    assert (notice.subject, notice.body) == ("Không gia hạn: Báo cáo CCHC quý I năm 2026", "Đã gia hạn một lần")
    assert "Không gia hạn: “Đã gia hạn một lần”" in client(cast.focal).get(f"/bao-cao/{report.code}/").content.decode()
    assert asked(cast, report).asks_for_time
    twice = client(cast.focal).post(place(report), {"until": "26/03/2026", "reason": WHY})
    assert (twice.status_code, "chưa trả lời" in twice.content.decode()) == (403, True)


def test_an_answer_that_comes_second_says_so(cast: Cast, report: Report):
    asked(cast, report)
    head = client(cast.review_head)
    head.post(place(report, "gia-han"), {"until": "23/03/2026", "reason": "Được"})
    assert head.post(place(report, "khong-gia-han"), {"refusal": "Không"}).status_code == 409


@pytest.mark.parametrize(
    ("until", "reason", "sentence"),
    [
        ("hạn", WHY, "Ghi một ngày sau hạn hiện nay"),
        ("31/02/2026", WHY, "31/02/2026"),
        ("25/03/2026", "", "Ghi lý do đề nghị gia hạn."),
    ],
)
def test_what_is_wrong_is_said_at_its_field(cast: Cast, report: Report, until: str, reason: str, sentence: str):
    until = f"{report.due_on:%d/%m/%Y}" if until == "hạn" else until
    answer = client(cast.focal).post(place(report), {"until": until, "reason": reason})
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not CallUnit.objects.exclude(wanted_at=None).exists()


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("chairman", 403), ("reviewer", 403)])
def test_only_who_sends_for_the_unit_asks(cast: Cast, report: Report, who: str, status: int):
    answer = client(getattr(cast, who)).post(place(report), {"until": "25/03/2026", "reason": WHY})
    assert (answer.status_code, CallUnit.objects.exclude(wanted_at=None).exists()) == (status, False)


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("focal", 404), ("reviewer", 403)])
def test_only_who_opens_rounds_answers(cast: Cast, report: Report, who: str, status: int):
    asked(cast, report)
    answer = client(getattr(cast, who)).post(place(report, "khong-gia-han"), {"refusal": "Không"})
    assert answer.status_code == status
    assert CallUnit.objects.get(pk=report.call_unit_id).asks_for_time


def test_a_locked_round_still_takes_the_request_and_more_time_opens_it(cast: Cast, report: Report):
    calls.close_call(report.call_unit.call, by=cast.review_head)
    assert "Gửi đề nghị gia hạn" in client(cast.focal).get(f"/bao-cao/{report.code}/kiem-tra/").content.decode()
    row = asked(cast, report)
    calls.extend(row, by=cast.review_head, until=UNTIL, reason="Được")
    walk(write_all(Report.objects.get(pk=report.pk), cast.focal), cast, "submit")
    assert Report.objects.get(pk=report.pk).times_sent == 1


def test_who_has_sent_and_who_is_exempt_ask_for_nothing(cast: Cast, report: Report):
    issued(walk(write_all(report, cast.focal), cast, *UP_TO_SIGNED), cast)
    row = CallUnit.objects.select_related("call__unit", "unit").get(pk=report.call_unit_id)
    assert extensions.want_refusal(cast.focal, row) == "xã Một đã gửi nên không cần gia hạn."
    assert "de-nghi-gia-han" not in client(cast.focal).get(f"/bao-cao/{report.code}/").content.decode()


def test_an_exemption_takes_the_request_away(cast: Cast, report: Report):
    row = calls.skip(asked(cast, report), by=cast.review_head, reason="Mới sáp nhập")
    assert (row.wanted_at, row.asks_for_time) == (None, False)
    assert extensions.want_refusal(cast.focal, row) == "xã Một được miễn kỳ này nên không cần gia hạn."


def test_unit_that_has_begun_nothing_is_told_and_its_bell_opens(cast: Cast):
    call = opened_call(cast)
    row = call.units.select_related("call__unit", "unit").get(unit=cast.commune)
    assert not Plan.objects.filter(call_unit=row).exists()
    calls.remind(call, [row], by=cast.review_head, subject="Đôn đốc", text="Đề nghị gửi.")
    focal = client(cast.focal)
    assert focal.get("/thong-bao/").status_code == 200
    notice = Notice.objects.get(to=cast.focal, kind="call")
    assert focal.post(f"/thong-bao/{notice.pk}/mo/")["Location"] == "/thong-bao/"


def asked_plan(cast: Cast) -> tuple[Call, CallUnit, Plan]:
    """A plan begun for a call whose day is two months ahead."""
    call = opened_call(cast, due_on=clock.today() + timedelta(days=60))
    row, item = call.units.get(unit=cast.commune), plan(cast, year=call.year)
    Plan.objects.filter(pk=item.pk).update(call_unit=row, due_on=row.due_on)
    return call, row, Plan.objects.get(pk=item.pk)


def test_a_plan_leads_who_sends_it_to_the_request_until_it_is_issued(cast: Cast):
    call, row, item = asked_plan(cast)
    way = f"/dot/{call.code}/don-vi/{row.pk}/de-nghi-gia-han/"
    seen = {who: way in client(getattr(cast, who)).get(f"/ke-hoach/{item.code}/").content.decode() for who in READERS}
    assert seen == READERS
    assert client(cast.focal).get(way).status_code == 200
    issued_plan(cast, handed_in(cast, item))
    assert way not in client(cast.focal).get(f"/ke-hoach/{item.code}/").content.decode()


def test_a_plan_whose_call_is_locked_leads_to_the_request_from_its_check(cast: Cast):
    call, _, item = asked_plan(cast)
    address = f"/ke-hoach/{item.code}/kiem-tra/"
    assert "Gửi đề nghị gia hạn" not in client(cast.focal).get(address).content.decode()
    calls.close_call(call, by=cast.review_head)
    assert "Gửi đề nghị gia hạn" in client(cast.focal).get(address).content.decode()
