"""Verbs of the working calendar: who writes, what is refused, what the log keeps, what never moves."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from organisations.models import Unit
from tests.cast import Cast
from tests.pages.walks import opened_call
from tests.workflow.items import plan
from workflow import calendar, days
from workflow.clock import today
from workflow.models import Event, Obligation, WorkCalendarDay
from workflow.rules import MovedOn, Refused

HOLIDAY, SATURDAY, THURSDAY = date(2026, 9, 2), date(2026, 8, 22), date(2026, 9, 3)
OFF, WORKED = WorkCalendarDay.Kind.OFF, WorkCalendarDay.Kind.WORKED


def test_a_day_is_written_down_changed_and_taken_back(cast: Cast):
    admin = cast.administrator
    days.set_day(day=SATURDAY, kind=WORKED, name="Làm bù cho ngày 31/8", ground_text="Thông báo số 1", by=admin)
    assert calendar.is_working_day(SATURDAY) is True
    days.set_day(day=SATURDAY, kind=OFF, name="  Nghỉ   bão ", by=admin)
    row = WorkCalendarDay.objects.get(day=SATURDAY)
    assert (row.kind, row.name, row.ground_text) == (OFF, "Nghỉ bão", "")
    days.clear_day(day=SATURDAY, by=admin)
    assert WorkCalendarDay.objects.count() == 0
    told = list(Event.objects.order_by("sequence").values_list("kind", "unit", "action", "by"))
    unit = cast.province.pk
    assert told == [("unit", unit, f"calendar.{verb}", admin.pk) for verb in ("set", "set", "clear")]


def test_the_log_keeps_what_was_written_before_and_after(cast: Cast):
    days.set_day(day=HOLIDAY, kind=OFF, name="Quốc khánh", by=cast.administrator)
    days.clear_day(day=HOLIDAY, by=cast.administrator)
    facts = {"kind": "off", "name": "Quốc khánh", "ground_text": ""}
    assert list(Event.objects.order_by("sequence").values_list("details", flat=True)) == [
        {"day": "2026-09-02", "before": None, "after": facts},
        {"day": "2026-09-02", "before": facts, "after": None},
    ]


def test_the_same_again_is_no_event(cast: Cast):
    for _ in range(2):
        days.set_day(day=HOLIDAY, kind=OFF, name="Quốc khánh", by=cast.administrator)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "kind", "name", "faults"),
    [
        (date(2019, 9, 2), OFF, "Quốc khánh", {"day": ["Lịch giữ các năm từ 2020 đến {last}. Xem lại năm."]}),
        (HOLIDAY, OFF, " ", {"name": ["Ghi tên ngày nghỉ hoặc lý do làm bù."]}),
        (
            THURSDAY,
            WORKED,
            "Làm bù",
            {"kind": ["Ngày này trong tuần làm việc nên không ghi làm bù. Không nghỉ nữa thì chọn bỏ dòng."]},
        ),
    ],
)
def test_what_cannot_be_written(cast: Cast, day, kind, name, faults):
    with pytest.raises(ValidationError) as refused:
        days.set_day(day=day, kind=kind, name=name, by=cast.administrator)
    last = today().year + days.YEARS_AHEAD
    assert refused.value.message_dict == {key: [one.format(last=last) for one in said] for key, said in faults.items()}
    assert (WorkCalendarDay.objects.count(), Event.objects.count()) == (0, 0)


def test_nobody_but_an_administrator_writes(cast: Cast):
    WorkCalendarDay.objects.create(day=HOLIDAY, kind=OFF, name="Quốc khánh")
    wrote = []
    for part, user in cast.everyone().items():
        try:
            days.set_day(day=SATURDAY, kind=WORKED, name="Làm bù", by=user)
            days.clear_day(day=SATURDAY, by=user)
            wrote.append(part)
        except Refused:
            with pytest.raises(Refused):
                days.clear_day(day=HOLIDAY, by=user)
    assert wrote == ["administrator"]


def test_a_refusal_names_who_can_help(cast: Cast):
    assert days.change_refusal(cast.focal) == ("Lịch làm việc do quản trị ghi. Liên hệ: Quản Trị Viên, 0200 000 199.")
    assert days.change_refusal(cast.nobody) == "Lịch làm việc do quản trị ghi. Hỏi người vận hành cổng."


def test_a_day_that_is_not_written_cannot_be_taken_back(cast: Cast):
    with pytest.raises(MovedOn) as moved:
        days.clear_day(day=HOLIDAY, by=cast.administrator)
    assert moved.value.sentence == "Ngày 02/09/2026 không có dòng nào trong lịch. Tải lại trang để xem lịch hiện có."


@pytest.mark.parametrize(("inclusive", "ends"), [(True, 0), (False, -1)])
def test_deadlines_of_a_changed_day_are_found_and_stay(cast: Cast, inclusive: bool, ends: int):
    due = date(2026, 12, 15)
    call = opened_call(cast, due_on=due, due_inclusive=inclusive)
    Obligation.objects.filter(object_id=plan(cast).pk).update(due_on=due, inclusive=inclusive)
    before = list(Obligation.objects.order_by("pk").values())
    changed, units = due + timedelta(days=ends), Unit.objects.filter(pk__in=[cast.commune.pk, cast.authority.pk])
    days.set_day(day=changed, kind=OFF, name="Nghỉ bão", by=cast.administrator)
    assert list(Obligation.objects.order_by("pk").values()) == before
    assert [row.unit for row in days.duties_on(changed, units)] == [cast.commune]
    assert list(days.calls_on(changed, units)) == [call]
    assert list(days.duties_on(changed + timedelta(days=1), units)) == []
    assert list(days.calls_on(changed, Unit.objects.filter(pk=cast.commune.pk))) == []
