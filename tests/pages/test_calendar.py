"""Lịch làm việc: everyone reads, administrators change, a change shows the deadlines it touches (ux section 4.24)."""

from datetime import date

import pytest
from django.test import Client

from cchc_portal.workdays import months
from tests.cast import Cast
from tests.ground.writes import recorded_writes
from tests.pages.walks import opened_call
from workflow import days
from workflow.clock import today
from workflow.models import Event, WorkCalendarDay

PAGE, FORM = "/lich-lam-viec/", "/lich-lam-viec/ngay/"


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def row(day: date, kind: str = "off", name: str = "Quốc khánh") -> WorkCalendarDay:
    return WorkCalendarDay.objects.create(day=day, kind=kind, name=name)


def typed(**changed) -> dict:
    return {"day": "02/09/2026", "kind": "off", "name": "Quốc khánh", "ground_text": "", **changed}


def test_a_year_is_twelve_months_of_whole_weeks():
    shown = months(2026, {date(2026, 9, 2): WorkCalendarDay(day=date(2026, 9, 2), kind="off", name="Quốc khánh")},
                   date(2026, 9, 3))  # fmt: skip
    assert [month.number for month in shown] == list(range(1, 13))
    assert {len(week) for month in shown for week in month.weeks} == {7}
    assert sum(one is not None for month in shown for week in month.weeks for one in week) == 365
    first = shown[8].weeks[0]
    assert [(one.on.day, one.kind, one.is_today) if one else None for one in first] == [
        None, (1, "", False), (2, "off", False), (3, "", True), (4, "", False), (5, "weekend", False),
        (6, "weekend", False),
    ]  # fmt: skip
    assert [one.words for one in shown[8].named] == ["Thứ Tư, 02/9/2026: nghỉ, Quốc khánh"]


@pytest.mark.parametrize("part", ["focal", "chairman", "reviewer", "stranger", "nobody"])
def test_everyone_signed_in_reads_and_changes_nothing(cast: Cast, part: str):
    row(date(2026, 9, 2))
    here = client(getattr(cast, part))
    shown = here.get(PAGE, {"nam": "2026"})
    assert (shown.status_code, shown.context["may"], len(shown.context["rows"])) == (200, False, 1)
    assert FORM not in shown.content.decode()
    assert (here.get(FORM).status_code, here.post(FORM, typed(name="Khác")).status_code) == (403, 403)
    assert (WorkCalendarDay.objects.get().name, Event.objects.count()) == ("Quốc khánh", 0)


def test_a_visitor_signs_in_first():
    assert Client().get(PAGE)["Location"] == f"/dang-nhap/?next={PAGE}"


def test_reading_writes_nothing(cast: Cast):
    row(date(2026, 9, 2))
    people = [client(cast.administrator), client(cast.focal)]
    with recorded_writes() as writes:
        for one in people:
            for address in (PAGE, f"{PAGE}?nam=2026&ngay=2026-09-02", FORM, f"{FORM}?ngay=2026-09-02"):
                one.get(address)
    assert writes == []


def test_an_administrator_writes_a_day_and_reads_what_it_touches(cast: Cast):
    call = opened_call(cast, due_on=date(2026, 12, 15))
    admin = client(cast.administrator)
    answer = admin.post(FORM, typed(day="15/12/2026", name="Nghỉ bão", ground_text="Công điện số 1"))
    assert answer["Location"] == f"{PAGE}?nam=2026&ngay=2026-12-15"
    shown = admin.get(answer["Location"])
    assert [str(one) for one in shown.context["messages"]] == ["Đã ghi ngày 15/12/2026: nghỉ, Nghỉ bão."]
    assert shown.context["touched"] == {"day": date(2026, 12, 15), "calls": [call], "duties": [], "more": False}
    assert [one.name for one in shown.context["rows"]] == ["Nghỉ bão"]


def test_a_row_is_taken_back(cast: Cast):
    row(date(2026, 9, 2))
    admin = client(cast.administrator)
    assert admin.post(FORM, typed(kind="plain", name=""))["Location"] == f"{PAGE}?nam=2026&ngay=2026-09-02"
    assert WorkCalendarDay.objects.count() == 0
    assert admin.post(FORM, typed(kind="plain", name="")).status_code == 409


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"day": "31/02/2026"}, {"day": ["Ngày “31/02/2026” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026."]}),
        ({"day": ""}, {"day": ["Ghi ngày."]}),
        ({"name": ""}, {"name": ["Ghi tên ngày nghỉ hoặc lý do làm bù."]}),
        ({"kind": ""}, {"kind": ["Chọn nghỉ, làm bù hoặc bỏ dòng."]}),
        (
            {"kind": "worked"},
            {"kind": ["Ngày này trong tuần làm việc nên không ghi làm bù. Không nghỉ nữa thì chọn bỏ dòng."]},
        ),
        ({"day": "02/09/0026"}, {"day": ["Lịch giữ các năm từ 2020 đến {last}. Xem lại năm."]}),
    ],
)  # fmt: skip
def test_every_mistake_keeps_what_was_typed(cast: Cast, changed: dict, errors: dict):
    answer = client(cast.administrator).post(FORM, typed(ground_text="Công điện số 1", **changed))
    last = today().year + days.YEARS_AHEAD
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        key: [one.format(last=last) for one in said] for key, said in errors.items()
    }
    assert 'value="Công điện số 1"' in answer.content.decode()
    assert WorkCalendarDay.objects.count() == 0


@pytest.mark.parametrize(
    ("asked", "initial"),
    [
        ("2026-09-02", {"day": date(2026, 9, 2), "kind": "off", "name": "Quốc khánh", "ground_text": ""}),
        ("05/09/2026", {"day": date(2026, 9, 5), "kind": "worked"}),
        ("2026-09-03", {"day": date(2026, 9, 3), "kind": "off"}),
        ("khong-co", {"day": None, "kind": "off"}),
    ],
)
def test_the_form_begins_with_what_the_day_is(cast: Cast, asked: str, initial: dict):
    row(date(2026, 9, 2))
    assert client(cast.administrator).get(FORM, {"ngay": asked}).context["form"].initial == initial


@pytest.mark.parametrize("asked", ["", "abc", "0001", "99999999", "²"])
def test_a_year_that_is_none_shows_this_one(cast: Cast, asked: str):
    assert client(cast.focal).get(PAGE, {"nam": asked}).context["year"] == today().year


def test_years_with_rows_can_be_chosen(cast: Cast):
    row(date(2023, 9, 2))
    now = today().year
    assert client(cast.focal).get(PAGE).context["years"] == [2023, now, now + 1]
