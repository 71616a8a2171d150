"""Working days of Việt Nam, from the plain week and the rows that differ (design section 5)."""

from datetime import date, timedelta

import holidays
from django.db import transaction

from workflow.models import WorkCalendarDay

_DAY = timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Monday to Friday unless a row says off; a weekend day if a row says worked."""
    row = WorkCalendarDay.objects.filter(day=day).first()
    if row is not None:
        return row.kind == WorkCalendarDay.Kind.WORKED
    return day.weekday() < 5


def day_off_name(day: date) -> str:
    """Why ``day`` is off, "" on a working day: "Tết Nguyên đán", "Thứ Bảy", "Chủ nhật"."""
    row = WorkCalendarDay.objects.filter(day=day).first()
    if row is not None:
        return row.name if row.kind == WorkCalendarDay.Kind.OFF else ""
    return {5: "Thứ Bảy", 6: "Chủ nhật"}.get(day.weekday(), "")


def previous_working_day(day: date) -> date:
    """``day`` itself if it is worked, else the last working day before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def next_working_day(day: date) -> date:
    """The first working day after ``day`` (NĐ 30/2020 Đ.18.1: the day after signing at the latest)."""
    day += _DAY
    while not is_working_day(day):
        day += _DAY
    return day


def last_day(due_on: date, inclusive: bool) -> date:
    """The last acceptable day: "trước ngày D" excludes D, "chậm nhất ngày D" includes it."""
    return due_on if inclusive else due_on - _DAY


def is_late(acted_on: date, due_on: date | None, inclusive: bool) -> bool:
    """Whether an act on ``acted_on`` missed the deadline; never without one."""
    return due_on is not None and acted_on > last_day(due_on, inclusive)


def seed(years: range) -> int:
    """Fill holidays and swap days of ``years`` that no row holds yet; returns how many were added.

    The library's data are a start that an administrator corrects: it misses, for one, the swap of
    02/01/2026 with 10/01/2026, which is added here.
    """
    known = holidays.country_holidays("VN", years=list(years), language="vi")
    rows = {day: (WorkCalendarDay.Kind.OFF, name) for day, name in known.items()}
    for day in sorted(getattr(known, "weekend_workdays", ())):
        if day.year in years:
            rows[day] = (WorkCalendarDay.Kind.WORKED, "Làm bù")
    for day, row in _SWAPS.items():
        if day.year in years:
            rows[day] = row
    with transaction.atomic():
        have = set(WorkCalendarDay.objects.values_list("day", flat=True))
        fresh = [
            WorkCalendarDay(day=day, kind=kind, name=name[:120])
            for day, (kind, name) in sorted(rows.items())
            if day not in have
        ]
        WorkCalendarDay.objects.bulk_create(fresh)
    return len(fresh)


_SWAPS = {
    date(2026, 1, 2): (WorkCalendarDay.Kind.OFF, "Nghỉ hoán đổi dịp Tết Dương lịch"),
    date(2026, 1, 10): (WorkCalendarDay.Kind.WORKED, "Làm bù cho ngày 02/01/2026"),
}
