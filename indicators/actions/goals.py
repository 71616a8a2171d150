"""Verbs that set what a unit starts from, what it wants and when it is warned: the old row stays beside the new one."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from documents.reading.operators import OPERATORS
from indicators import rules
from indicators.actions.writing import line, writing
from indicators.models import AlertBand, Baseline, Goal, Metric, Value
from indicators.windows import Window
from organisations.models import Unit
from organisations.refusals import require
from workflow.clock import now

_WHY = "Đã có số liệu của chỉ số này. Ghi lý do đổi mục tiêu; mục tiêu cũ được giữ lại bên cạnh."


@dataclass(frozen=True)
class Wanted:
    """A goal: operator and one or two values."""

    operator: str
    value: Decimal
    value2: Decimal | None = None


def set_goal(*, unit: Unit, metric: Metric, wanted: Wanted, by, window: Window | None = None, reason: str = "") -> Goal:
    """Set what the unit wants to reach in a window, or in the end (None).

    Changing a goal once figures exist asks for a reason; the old one stays. Raises Refused, ValidationError.
    """
    require(rules.goal_refusal(by, unit, metric))
    _check_goal(wanted)
    reason = line(reason, name="reason")
    days = {"window_from": window.first if window else None, "window_to": window.last if window else None}
    with writing(unit, by=by, action="set_goal", comment=reason) as details:
        old = Goal.objects.select_for_update().filter(unit=unit, metric=metric, replaced_at=None, **days).first()
        if old and (old.operator, old.value, old.value2) == (wanted.operator, wanted.value, wanted.value2):
            return old
        if old and not reason and has_figures(unit, metric):
            raise ValidationError({"reason": _WHY})
        said = {"operator": wanted.operator, "value": wanted.value, "value2": wanted.value2}
        fresh = _replace(Goal(unit=unit, metric=metric, reason=reason, at=now(), by=by, **days, **said), old)
        details.update(metric=metric.code, goal=fresh.pk, replaced=old.pk if old else None)
    return fresh


def set_baseline(
    *,
    unit: Unit,
    metric: Metric,
    by,
    amount: Decimal | None,
    on: date | None = None,
    source: str = "",
    reason: str = "",
) -> Baseline:
    """Say what the unit starts from; ``amount`` None says "không có". The old one stays. Raises Refused, ValidationError."""
    require(rules.goal_refusal(by, unit, metric))
    reason, source = line(reason, name="reason"), line(source, name="source")
    with writing(unit, by=by, action="set_baseline", comment=reason) as details:
        old = Baseline.objects.select_for_update().filter(unit=unit, metric=metric, replaced_at=None).first()
        if old and (old.amount, old.on, old.source) == (amount, on, source):
            return old
        if old and not reason and has_figures(unit, metric):
            raise ValidationError({"reason": "Đã có số liệu của chỉ số này. Ghi lý do đổi giá trị đầu kỳ."})
        row = Baseline(unit=unit, metric=metric, amount=amount, on=on, source=source, reason=reason, at=now(), by=by)
        fresh = _replace(row, old)
        details.update(metric=metric.code, baseline=fresh.pk, replaced=old.pk if old else None)
    return fresh


def set_band(
    *, unit: Unit, metric: Metric, by, watch: Decimal | None, alarm: Decimal | None, reason: str = ""
) -> AlertBand:
    """Set how far short of its goal a metric may be; both None: nothing is watched any more.

    Changing a band that stands asks for a reason; the old one stays. Raises Refused, ValidationError.
    """
    require(rules.goal_refusal(by, unit, metric))
    reason = line(reason, name="reason")
    if (watch is None) != (alarm is None):
        raise ValidationError(
            {"alarm" if alarm is None else "watch": "Ghi đủ hai ngưỡng, hoặc chọn “Không đặt ngưỡng”."}
        )
    with writing(unit, by=by, action="set_band", comment=reason) as details:
        old = AlertBand.objects.select_for_update().filter(unit=unit, metric=metric, replaced_at=None).first()
        if old and (old.watch, old.alarm) == (watch, alarm):
            return old
        if old and not reason:
            raise ValidationError({"reason": "Ghi lý do đổi ngưỡng cảnh báo; ngưỡng cũ được giữ lại bên cạnh."})
        row = AlertBand(unit=unit, metric=metric, watch=watch, alarm=alarm, reason=reason, at=now(), by=by)
        fresh = _replace(row, old)
        details.update(metric=metric.code, band=fresh.pk, replaced=old.pk if old else None)
    return fresh


def has_figures(unit: Unit, metric: Metric) -> bool:
    """Whether the unit has entered the metric, or a count that its ratio is made of."""
    codes = {metric.code, *metric.definitions.values_list("terms__metric_code", flat=True)} - {None, ""}
    return Value.objects.filter(unit=unit, definition__metric__code__in=codes).exists()


def _check_goal(wanted: Wanted) -> None:
    takes = {operator.value: row.takes for operator, row in OPERATORS.items()}.get(wanted.operator, "")
    if takes not in ("number", "two numbers"):
        raise ValidationError({"operator": "Chọn phép so sánh với một con số."})
    if takes == "two numbers" and wanted.value2 is None:
        raise ValidationError({"value2": "Ghi số thứ hai."})
    if wanted.value2 is not None and wanted.value2 < wanted.value:
        raise ValidationError({"value2": "Khoảng giá trị cần đủ hai số, số sau không nhỏ hơn số trước."})


def _replace(fresh, old):
    """Store the row that stands from now on; the old one says by which and since when."""
    if old is None:
        fresh.full_clean()
        fresh.save()
        return fresh
    type(old).objects.filter(pk=old.pk).update(replaced_at=fresh.at)
    fresh.full_clean()
    fresh.save()
    type(old).objects.filter(pk=old.pk).update(replaced_by=fresh)
    return fresh
