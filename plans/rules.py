"""Questions about a plan that the workflow does not ask: refusals are sentences. No writing."""

from datetime import date

from indicators.models import Definition, Metric
from organisations.models import User
from organisations.roles import Capability
from organisations.rules import Powers, powers_of
from plans.models import Condition, Target
from workflow.offices import People
from workflow.wording import done_by

_DAYS = ("by", "before")


def measure_refusal(user: User, target: Target, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not say by which metric the target is measured, or None: whoever drafts that area may."""
    plan = target.plan
    if not drafts_area(powers or powers_of(user), target):
        return done_by(Capability.DRAFT, People({plan.unit_id}).names(plan.unit_id, Capability.DRAFT))
    if plan.binned_at is not None:
        return "Kế hoạch đang ở thùng rác. Khôi phục trước khi gắn chỉ số."
    if plan.state == "superseded":
        return "Kế hoạch này đã được thay thế. Gắn chỉ số ở kế hoạch thay thế."
    return None


def drafts_area(powers: Powers, target: Target) -> bool:
    """Whether the person drafts the area of the target: what a page of targets asks for each."""
    plan = target.plan
    return powers.may(Capability.DRAFT, plan.unit_id, subject=plan.scope_subject, area=target.area.code)


def link_fault(condition: Condition, metric: Metric) -> str | None:
    """Why the metric cannot answer the condition, or None: percent is compared with percent, counts with counts."""
    if condition.operator in _DAYS:
        return "Vế này xét theo ngày, không đo bằng chỉ số."
    definition = _definition(metric, condition.by_date)
    if definition is None:
        return f"Chỉ số “{metric}” chưa có cách tính."
    absolute = not condition.relative and condition.comparator != Condition.Comparator.AUTHORITY_MEAN
    if absolute and condition.unit_label == "%" and definition.unit_label != "%":
        return f"Vế này là tỷ lệ phần trăm, còn “{metric}” tính bằng {definition.unit_label or 'mã'}. Chọn một tỷ lệ."
    if absolute and definition.is_ratio and condition.unit_label not in ("%", "điểm %", ""):
        return f"Vế này tính bằng {condition.unit_label}, còn “{metric}” là tỷ lệ phần trăm. Chọn một số lượng."
    return None


def _definition(metric: Metric, day: date | None) -> Definition | None:
    rows = list(metric.definitions.all())
    return next((one for one in rows if day is None or one.holds_on(day)), rows[0] if rows else None)
