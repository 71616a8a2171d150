"""Verbs of the working calendar: write down a day that differs from the plain week, or take it back.

A changed day never moves a deadline: whoever set it reads ``duties_on`` and ``calls_on`` and decides.
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from organisations.administration import help_from
from organisations.models import Membership, Unit
from organisations.roles import Capability
from organisations.rules import Grant, Powers, powers_of
from workflow import log
from workflow.clock import today
from workflow.models import Call, Obligation, WorkCalendarDay
from workflow.rules import MovedOn, Refused

FIRST_YEAR = 2020
YEARS_AHEAD = 5
_SATURDAY = 5
_DAY = timedelta(days=1)


def change_refusal(user, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not change the calendar, or None: whoever administers a unit may."""
    powers = powers or powers_of(user)
    if powers.anywhere(Capability.ADMINISTER):
        return None
    row = Membership.objects.for_user(user).select_related("unit").order_by("valid_from", "pk").first()
    helper = help_from(row.unit) if row else "Hỏi người vận hành cổng."
    return f"Lịch làm việc do quản trị ghi. {helper}"


def set_day(*, day: date, kind: str, name: str, ground_text: str = "", by) -> WorkCalendarDay:
    """Write ``day`` down as off or as worked, or correct what is written.

    kind: ``WorkCalendarDay.Kind``. Raises Refused, and ValidationError by field.
    """
    grant = _grant(by)
    with transaction.atomic():
        row = WorkCalendarDay.objects.select_for_update().filter(day=day).first() or WorkCalendarDay(day=day)
        before = _facts(row) if row.pk else None
        row.kind, row.name, row.ground_text = kind, " ".join(name.split()), " ".join(ground_text.split())
        _check(row)
        if before == _facts(row):
            return row
        row.save()
        _log("calendar.set", day, grant, by, before=before, after=_facts(row))
    return row


def clear_day(*, day: date, by) -> None:
    """Let ``day`` follow the plain week again. Raises Refused, and MovedOn where nothing is written."""
    grant = _grant(by)
    with transaction.atomic():
        row = WorkCalendarDay.objects.select_for_update().filter(day=day).first()
        if row is None:
            raise MovedOn(f"Ngày {day:%d/%m/%Y} không có dòng nào trong lịch. Tải lại trang để xem lịch hiện có.")
        before = _facts(row)
        row.delete()
        _log("calendar.clear", day, grant, by, before=before, after=None)


def _grant(by) -> Grant:
    powers = powers_of(by)
    sentence = change_refusal(by, powers=powers)
    if sentence:
        raise Refused(sentence)
    return powers.grants[Capability.ADMINISTER][0]


def _check(row: WorkCalendarDay) -> None:
    last = today().year + YEARS_AHEAD
    if not FIRST_YEAR <= row.day.year <= last:
        raise ValidationError({"day": f"Lịch giữ các năm từ {FIRST_YEAR} đến {last}. Xem lại năm."})
    if row.kind == WorkCalendarDay.Kind.WORKED and row.day.weekday() < _SATURDAY:
        raise ValidationError(
            {"kind": "Ngày này trong tuần làm việc nên không ghi làm bù. Không nghỉ nữa thì chọn bỏ dòng."}
        )
    if not row.name:
        raise ValidationError({"name": "Ghi tên ngày nghỉ hoặc lý do làm bù."})
    row.full_clean(validate_unique=False)


def _facts(row: WorkCalendarDay) -> dict[str, str]:
    return {"kind": str(row.kind), "name": row.name, "ground_text": row.ground_text}


def _log(action: str, day: date, grant: Grant, by, **details) -> None:
    unit = Unit.objects.get(pk=grant.office_id)
    log.append(
        kind=log.UNIT_KIND,
        object_id=unit.pk,
        unit=unit,
        action=action,
        by=by,
        grant=grant,
        details={"day": day.isoformat(), **details},
    )


def duties_on(day: date, units: QuerySet[Unit]) -> QuerySet[Obligation]:
    """Open obligations of or in ``units`` whose last acceptable day is ``day``, by unit."""
    rows = Obligation.objects.filter(_ends(day, "inclusive"), closed_at=None)
    mine = Q(unit__in=units.values("pk")) | Q(office__in=units.values("pk"))
    return rows.filter(mine).select_related("unit", "office").order_by("unit__name", "id")


def calls_on(day: date, units: QuerySet[Unit]) -> QuerySet[Call]:
    """Open calls of ``units`` whose last acceptable day is ``day``."""
    rows = Call.objects.filter(_ends(day, "due_inclusive"), unit__in=units.values("pk"), state=Call.State.OPEN)
    return rows.select_related("unit").order_by("title", "pk")


def _ends(day: date, inclusive: str) -> Q:
    return Q(due_on=day, **{inclusive: True}) | Q(due_on=day + _DAY, **{inclusive: False})
