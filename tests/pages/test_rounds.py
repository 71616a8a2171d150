"""Rounds for reports on the pages: by hand, a year by a regime, guidance and files, opening, units, reminders."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.actions import rebuild_reach
from organisations.models import Membership, ReviewRelation, Subject, Unit
from organisations.roles import Role
from reporting.actions import open_round
from reporting.models import Report, Round
from tests.cast import START, Cast, commune, person
from tests.guards.world import PNG
from tests.pages.walks import opened_call
from tests.reporting.builders import library, opened, prepared, write_all
from tests.workflow.walks import issued, walk
from workflow import calls
from workflow.models import Call, CallUnit, Event, MeasuredBy, Notice, Obligation

pytestmark = pytest.mark.django_db
NEW = "/dot/moi/bao-cao/?ky=quarter-1&nam=2026"
YEAR = "/dot/ca-nam/"


@pytest.fixture
def ready(cast: Cast) -> Cast:
    library(cast)
    return cast


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def said(form, **changed) -> dict:
    """What a browser sends of a form as it is shown."""
    values = {}
    for field in form:
        value = field.value()
        if isinstance(value, date):
            value = f"{value:%d/%m/%Y}"
        if value is True and field.field.__class__.__name__ == "BooleanField":
            value = "on"
        if value not in (None, False):
            values[field.html_name] = getattr(value, "pk", value)
    return {**values, **changed}


def test_period_fills_the_form_and_the_form_makes_a_round(ready: Cast):
    head = client(ready.review_head)
    form = head.get(NEW).context["form"]
    assert (form["window_from"].value(), form["window_to"].value()) == (date(2025, 12, 15), date(2026, 3, 14))
    answer = head.post(NEW, said(form, due_on="10/03/2026", due_inclusive="False", recipients="Phòng Nội vụ"))
    call = Call.objects.get()
    round_ = Round.objects.get(call=call)
    assert answer["Location"] == f"/dot/{call.code}/mo/"
    assert (call.subject, call.due_on, call.due_inclusive, call.measured_by, call.recipients) == (
        "report", date(2026, 3, 10), False, MeasuredBy.ISSUED, "Phòng Nội vụ",
    )  # fmt: skip
    assert (round_.period.label, round_.outline.code, round_.form is not None) == (
        "quý I năm 2026",
        "cchc-dinh-ky",
        True,
    )


def test_ad_hoc_round_names_its_own_days(ready: Cast):
    form = client(ready.review_head).get("/dot/moi/bao-cao/?ky=ad_hoc-0&nam=2026").context["form"]
    assert (form["window_from"].value(), form.initial["outline"].code) == (None, "cchc-dot-xuat")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("due_on", "31/02/2026", "31/02/2026"),
        ("due_on", "", "Ghi hạn."),
        ("window_to", "01/01/2025", "Ngày cuối kỳ số liệu phải từ ngày đầu kỳ trở đi."),
        ("locks_on", "01/01/2026", "Ngày khóa phải từ ngày hạn trở đi."),
    ],
)
def test_faulty_round_keeps_what_was_typed(ready: Cast, field: str, value: str, sentence: str):
    head = client(ready.review_head)
    data = said(head.get(NEW).context["form"], due_on="10/03/2026", source_text="Công văn số 5")
    answer = head.post(NEW, {**data, field: value})
    assert (answer.status_code, Call.objects.count()) == (422, 0)
    assert sentence in answer.content.decode()
    assert answer.context["form"]["source_text"].value() == "Công văn số 5"


@pytest.mark.parametrize("part", ["focal", "chairman", "reviewer", "stranger", "nobody"])
@pytest.mark.parametrize("address", [NEW, YEAR])
def test_who_may_not_call_finds_no_page(ready: Cast, part: str, address: str):
    assert client(getattr(ready, part)).get(address).status_code == 404


def test_a_round_by_hand_is_not_prepared_a_second_time_by_the_regime(ready: Cast):
    head = client(ready.review_head)
    head.post(NEW, said(head.get(NEW).context["form"], due_on="10/03/2026"))
    by_hand = Call.objects.get()
    asked = {"che_do": "bo-noi-vu", "nam": by_hand.year, "don_vi": ready.authority.pk, "qua": ""}
    rows = head.get(YEAR, asked).context["rows"]
    assert [row.exists for row in rows] == [by_hand, None, None, None]
    head.post(YEAR, asked)
    assert sorted(Call.objects.values_list("title", flat=True)) == sorted(row.title for row in rows)


def test_the_form_of_a_year_begins_with_a_regime_in_force(ready: Cast):
    assert client(ready.review_head).get(YEAR).context["form"]["che_do"].value() == "bo-noi-vu"


TU_XUYEN = [
    ("Báo cáo CCHC quý I năm 2023", "2022-12-15", "2023-03-14", "2023-02-25", False),
    ("Báo cáo CCHC 6 tháng đầu năm 2023", "2022-12-15", "2023-06-14", "2023-05-25", False),
    ("Báo cáo CCHC quý III năm 2023", "2023-06-15", "2023-09-14", "2023-08-25", False),
    ("Báo cáo CCHC năm 2023", "2022-12-15", "2023-12-14", "2023-11-20", False),
]
MINISTRY = [
    ("Báo cáo CCHC quý I năm 2026", "2025-12-15", "2026-03-14", "2026-03-20", True),
    ("Báo cáo CCHC 6 tháng đầu năm 2026", "2025-12-15", "2026-06-14", "2026-06-20", True),
    ("Báo cáo CCHC quý III năm 2026", "2026-06-15", "2026-09-14", "2026-09-20", True),
    ("Báo cáo CCHC năm 2026", "2025-12-15", "2026-12-14", "2026-12-20", True),
]


@pytest.mark.parametrize(
    ("regime", "year", "rounds"), [("tu-xuyen-2023", 2023, TU_XUYEN), ("bo-noi-vu", 2026, MINISTRY)]
)
def test_year_by_a_regime(ready: Cast, regime: str, year: int, rounds: list[tuple]):
    head = client(ready.review_head)
    asked = {"che_do": regime, "nam": year, "don_vi": ready.authority.pk, "qua": "Phòng Nội vụ"}
    assert [row.title for row in head.get(YEAR, asked).context["rows"]] == [one[0] for one in rounds]
    assert not Call.objects.exists()
    head.post(YEAR, asked)
    found = [
        (
            call.title,
            call.window_from.isoformat(),
            call.window_to.isoformat(),
            call.due_on.isoformat(),
            call.due_inclusive,
        )
        for call in Call.objects.order_by("due_on")
    ]
    assert found == rounds
    assert set(Call.objects.values_list("state", "measured_by", "recipients")) == {
        ("draft", "issued_on", "Phòng Nội vụ")
    }


def test_estimates_are_said_before_the_rounds_are_made(ready: Cast):
    asked = {"che_do": "tu-xuyen-2023", "nam": 2023, "don_vi": ready.authority.pk}
    rows = client(ready.review_head).get(YEAR, asked).context["rows"]
    assert [row.planned.days_ahead for row in rows] == [18, 21, 21, 25]
    assert rows[0].estimate.startswith("18 ngày chưa tới: ước thực hiện đến 14/3/2023")


def test_second_run_adds_only_what_is_missing(ready: Cast):
    head, asked = client(ready.review_head), {"che_do": "bo-noi-vu", "nam": 2026, "don_vi": ready.authority.pk}
    head.post(YEAR, asked)
    gone = Round.objects.get(kind="year")
    gone.delete()
    Call.objects.filter(pk=gone.call_id).delete()
    head.post(YEAR, asked)
    assert sorted(Round.objects.values_list("kind", flat=True)) == ["half", "quarter", "quarter", "year"]
    assert head.post(YEAR, asked).status_code == 422
    assert Round.objects.count() == 4


def test_draft_round_is_changed_and_an_open_one_is_not(ready: Cast):
    head, round_ = client(ready.review_head), prepared(ready)
    address = f"/dot/{round_.call.code}/sua/"
    data = said(head.get(address).context["form"], title="Báo cáo quý I", guidance="Kèm phụ lục 2.")
    head.post(address, data)
    round_.refresh_from_db()
    assert (round_.call.title, round_.guidance) == ("Báo cáo quý I", "Kèm phụ lục 2.")
    open_round(round_, by=ready.review_head)
    assert head.post(address, data).status_code == 409


def test_check_page_says_who_is_left_out_and_what_is_missing(ready: Cast):
    Unit.objects.filter(pk=ready.other_commune.pk).update(valid_from=date(2026, 7, 1))
    Membership.objects.filter(role=Role.REVIEWER).delete()
    round_ = prepared(ready)
    head, address = client(ready.review_head), f"/dot/{round_.call.code}/mo/"
    page = head.get(address)
    words = page.content.decode()
    assert [unit.name for unit in page.context["units"]] == ["xã Một"]
    assert "xã Hai thành lập ngày 01/07/2026, không có trong kỳ số liệu 15/12/2025 đến 14/3/2026." in words
    assert "Đợt chưa mở. Còn thiếu:" in words
    assert head.post(address, {"unit": [ready.commune.pk]}).status_code == 422
    assert not Report.objects.exists()


def test_opening_begins_reports_and_tells_their_drafters(ready: Cast):
    round_ = prepared(ready)
    client(ready.review_head).post(f"/dot/{round_.call.code}/mo/", {"unit": [ready.commune.pk, ready.other_commune.pk]})
    report = Report.objects.get(unit=ready.commune)
    notice = Notice.objects.get(to=ready.focal)
    assert (notice.kind, notice.object_id, notice.my_turn) == ("report", report.pk, False)
    assert notice.subject == "Mở đợt: Báo cáo CCHC quý I năm 2026"
    assert set(Notice.objects.values_list("to__username", flat=True)) == {"focal", "other_focal"}


def test_opening_for_sixty_units_asks_as_often_as_for_three(ready: Cast):
    found = []
    for wanted in (3, 60):
        more_units(ready, wanted)
        round_ = prepared(ready)
        head = client(ready.review_head)
        units = [unit.pk for unit in Unit.objects.filter(kind=Unit.Kind.COMMUNE)]
        with CaptureQueriesContext(connection) as seen:
            head.post(f"/dot/{round_.call.code}/mo/", {"unit": units})
        assert Report.objects.filter(round=round_).count() == len(units)
        # SQLite takes a wide table in several inserts.
        found.append(sum(not one["sql"].startswith("INSERT") for one in seen.captured_queries))
    assert found[0] == found[1]


def more_units(cast: Cast, wanted: int, *, told: bool = False) -> list[Unit]:
    """Communes until there are so many, each followed in reports."""
    have = Unit.objects.filter(kind=Unit.Kind.COMMUNE).count()
    made = []
    for number in range(have, wanted):
        unit = commune(f"them-{number}", f"xã Thêm {number}", cast.province)
        ReviewRelation.objects.create(unit=unit, authority=cast.authority, subject=Subject.REPORT, valid_from=START)
        person(f"soan-{number}", f"Người Soạn {number}", unit, Role.FOCAL_POINT, "Văn phòng")
        made.append(unit)
    rebuild_reach()
    return made


def test_unit_founded_later_is_added_with_its_report(ready: Cast):
    report = opened(ready)
    call, head = report.call_unit.call, client(ready.review_head)
    (unit,) = more_units(ready, 3)
    head.post(f"/dot/{call.code}/them-don-vi/", {"unit": unit.pk})
    assert Report.objects.get(unit=unit).due_on == call.due_on
    assert Notice.objects.filter(unit=unit).count() == 1
    assert Event.objects.filter(kind="call", action="call.add").count() == 1


def test_unit_without_a_day_in_the_window_is_not_added(ready: Cast):
    call, head = opened(ready).call_unit.call, client(ready.review_head)
    (unit,) = more_units(ready, 3)
    Unit.objects.filter(pk=unit.pk).update(valid_from=date(2026, 7, 1))
    answer = head.post(f"/dot/{call.code}/them-don-vi/", {"unit": unit.pk})
    assert "thành lập ngày 01/07/2026, không có trong kỳ số liệu" in answer.content.decode()
    assert not CallUnit.objects.filter(unit=unit).exists()


@pytest.mark.parametrize("act", ["them-don-vi", "don-doc"])
def test_closed_round_says_so(ready: Cast, act: str):
    call, head = opened(ready).call_unit.call, client(ready.review_head)
    (unit,) = more_units(ready, 3)
    head.post(f"/dot/{call.code}/khoa/")
    data = (
        {"unit": unit.pk} if act == "them-don-vi" else {"unit": call.units.first().pk, "gui": "1", "text": "Gửi gấp."}
    )
    answer = head.post(f"/dot/{call.code}/{act}/", data)
    assert answer.status_code == 409
    assert "đã khóa nên không" in answer.content.decode()


def test_exempt_unit_owes_nothing_and_the_obligations_agree(ready: Cast):
    report = opened(ready)
    row, head = report.call_unit, client(ready.review_head)
    head.post(f"/dot/{row.call.code}/don-vi/{row.pk}/mien/", {"reason": "Đơn vị mới sáp nhập"})
    report.refresh_from_db()
    assert report.binned_at is not None
    assert not Obligation.objects.filter(kind="report", object_id=report.pk, closed_at=None).exists()
    call_command("verify_integrity")
    table = head.get(f"/dot/{row.call.code}/")
    assert {one["label"]: one["number"] for one in table.context["counters"]}["Được miễn kỳ này"] == 1
    assert "Đơn vị mới sáp nhập" in table.content.decode()


def test_units_are_listed_by_the_alphabet_before_a_round_opens(ready: Cast):
    for at, name in enumerate(("xã Đông", "xã Dân", "phường Ân")):
        unit = commune(f"abc-{at}", name, ready.province)
        ReviewRelation.objects.create(unit=unit, authority=ready.authority, subject=Subject.REPORT, valid_from=START)
    page = client(ready.review_head).get(f"/dot/{prepared(ready).call.code}/mo/")
    assert [unit.name for unit in page.context["units"]] == ["phường Ân", "xã Dân", "xã Đông", "xã Hai", "xã Một"]


def test_the_verb_itself_takes_back_what_the_round_began(ready: Cast):
    report = opened(ready)
    calls.skip(report.call_unit, by=ready.review_head, reason="Đơn vị mới sáp nhập")
    report.refresh_from_db()
    event = Event.objects.get(kind="report", object_id=report.pk, action="bin")
    assert (report.binned_at is not None, event.comment) == (True, "Được miễn kỳ này: Đơn vị mới sáp nhập")
    assert not Obligation.objects.filter(kind="report", object_id=report.pk, closed_at=None).exists()


def test_report_that_was_handed_in_is_not_exempted(ready: Cast):
    report = walk(write_all(opened(ready), ready.focal), ready, "submit")
    row = report.call_unit
    answer = client(ready.review_head).post(f"/dot/{row.call.code}/don-vi/{row.pk}/mien/", {"reason": "Miễn"})
    row.refresh_from_db()
    assert (answer.status_code, row.skipped_at) == (403, None)
    assert "không còn là bản nháp" in answer.content.decode()


def test_more_time_moves_report_and_obligation(ready: Cast):
    report = opened(ready)
    call, head = report.call_unit.call, client(ready.review_head)
    rows = list(call.units.values_list("pk", flat=True))
    data = {"unit": rows, "lam": "1", "until": "25/03/2026", "reason": "Mất điện diện rộng"}
    head.post(f"/dot/{call.code}/gia-han/", data)
    until = date(2026, 3, 25)
    assert set(call.units.values_list("extended_to", flat=True)) == {until}
    assert set(Report.objects.values_list("due_on", flat=True)) == {until}
    assert set(Obligation.objects.filter(kind="report").values_list("due_on", flat=True)) == {until}
    early = head.post(f"/dot/{call.code}/gia-han/", {**data, "until": "01/03/2026"})
    assert "Ngày gia hạn phải sau hạn đã giao" in early.content.decode()


def test_reminder_is_looked_at_sent_and_remembered(ready: Cast):
    report = opened(ready)
    call, head = report.call_unit.call, client(ready.review_head)
    address, rows = f"/dot/{call.code}/don-doc/", list(call.units.values_list("pk", flat=True))
    page = head.post(address, {"unit": rows})
    assert "Sở Nội vụ tỉnh Thử chưa nhận được Báo cáo CCHC quý I năm 2026" in page.context["form"]["text"].value()
    assert (page.context["label"], Notice.objects.filter(my_turn=True).count()) == ("Gửi cho 2 đơn vị", 0)
    head.post(address, {"unit": rows, "gui": "1", "text": "Đề nghị gửi trong ngày mai."})
    notice = Notice.objects.get(to=ready.focal, my_turn=True)
    assert (notice.body, notice.object_id) == ("Đề nghị gửi trong ngày mai.", report.pk)
    assert notice.subject.startswith("Đôn đốc: Báo cáo CCHC quý I năm 2026, quá hạn")
    row = call.units.first()
    assert (row.reminders, row.reminded_by) == (1, ready.review_head)
    event = Event.objects.get(kind="call", action="call.remind")
    assert (event.by, set(event.details["units"])) == (ready.review_head, {ready.commune.pk, ready.other_commune.pk})
    again = head.post(address, {"unit": rows})
    assert "2 đơn vị đã nhắc hôm nay hoặc hôm qua" in again.content.decode()
    answer = head.post(address, {"unit": rows, "gui": "1", "text": "Nhắc lại.", "bo_da_nhac": "1"})
    assert "Chọn ít nhất một đơn vị để đôn đốc." in answer.content.decode()


def test_reviewer_reminds_and_a_unit_that_has_sent_is_left_out(ready: Cast):
    report = issued(
        walk(write_all(opened(ready), ready.focal), ready, "submit", "pass_content", "pass_form", "sign"), ready
    )
    call = report.call_unit.call
    page = client(ready.reviewer).get(f"/dot/{call.code}/don-doc/")
    assert ([row["asked"].unit for row in page.context["rows"]], page.context["sent"]) == ([ready.other_commune], 1)
    assert page.context["refused"] is None


def test_guidance_is_read_by_the_units_asked_and_nobody_else(ready: Cast):
    report = opened(ready)
    call, head = report.call_unit.call, client(ready.review_head)
    sent = SimpleUploadedFile("huong-dan.png", PNG)
    assert head.post(f"/dot/{call.code}/tep/", {"file": sent}).status_code == 302
    (file,) = head.get(f"/dot/{call.code}/noi-dung/").context["files"]
    assert head.get(f"/dot/{call.code}/tep/{file.pk}/").status_code == 200
    there = f"/bao-cao/{report.code}/huong-dan/{file.pk}/"
    assert f'href="{there}"' in client(ready.focal).get(f"/bao-cao/{report.code}/").content.decode()
    assert {part: client(getattr(ready, part)).get(there).status_code for part in ("focal", "stranger", "other_focal")} == {
        "focal": 200, "stranger": 404, "other_focal": 404,
    }  # fmt: skip
    assert client(ready.focal).post(f"/dot/{call.code}/tep/").status_code == 404
    head.post(f"/dot/{call.code}/tep/{file.pk}/bo/")
    assert client(ready.focal).get(there).status_code == 404


def test_what_a_round_asks_for_opens_from_its_table_and_plans_have_no_such_page(ready: Cast):
    call, head = opened(ready).call_unit.call, client(ready.review_head)
    address = f"/dot/{call.code}/noi-dung/"
    assert f'href="{address}"' in head.get(f"/dot/{call.code}/").content.decode()
    told = head.get(address).content.decode()
    assert [words in told for words in (call.recipients, "Thêm tệp hướng dẫn")] == [True, True]
    assert "Thêm tệp hướng dẫn" not in client(ready.reviewer).get(address).content.decode()
    assert {client(getattr(ready, who)).get(address).status_code for who in ("focal", "stranger")} == {404}
    plans = opened_call(ready)
    assert "/noi-dung/" not in head.get(f"/dot/{plans.code}/").content.decode()
    assert head.get(f"/dot/{plans.code}/noi-dung/").status_code == 404
