"""Beginning a plan: of a year, of a stage, of a field or a unit below the year's plan."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from documents.models import SigningMandate
from documents.reading.quantities import NotReadable
from documents.signing import mandates
from organisations.models import ReviewRelation, Subject, Unit, User
from organisations.roles import Capability
from organisations.rules import holders, powers_of
from plans import queries
from plans.actions import saving
from plans.actions.copying import insert
from plans.actions.reading import read_many
from plans.actions.templates import template_of
from plans.models import (
    Area,
    Plan,
    PlanArea,
    PlanRecipient,
    PlanText,
    Target,
    Task,
    TemplateRow,
)
from plans.timing import plan_timing
from plans.wording import closing_words, plan_title, sub_title
from workflow.actions import start
from workflow.clock import today
from workflow.models import CallUnit
from workflow.rules import Refused
from workflow.wording import done_by

TYPE_CODE = "KH"


class PlanExists(ValidationError):
    """M15: the unit has a plan of the year or of the stage; ``plan`` is it."""

    def __init__(self, plan: Plan):
        self.plan = plan
        words = queries.number_words([plan]).get(plan.pk)
        number = f" ({words})" if words else ""
        super().__init__(f"Đã có {plan}{number}. Mở kế hoạch đó, hoặc lập bản thay thế và ghi rõ lý do.")


def create_plan(
    *,
    unit: Unit,
    year: int,
    by: User,
    call_unit: CallUnit | None = None,
    road: str | None = None,
    replaces_text: str = "",
    replaces_reason: str = "",
    is_demo: bool = False,
    scope: str = Plan.Scope.ANNUAL,
    year_to: int | None = None,
    upper: Plan | None = None,
    area: Area | None = None,
    holder: Unit | None = None,
    title: str = "",
) -> Plan:
    """Begin a plan of a unit with its areas, first rows of the template, empty texts, recipients and signer.

    call_unit: the call that asks for it, which gives road, deadline and template. replaces_text: the citation of a
    plan issued outside the portal that this one replaces. scope: a year's plan is tied to the stage plan that covers
    its year; a stage plan has ``year_to``; a plan below another has ``upper`` and may be of one ``area`` or of one
    ``holder``. Raises Refused (not theirs to draft), PlanExists (M15), ValidationError (no template, years, upper).
    """
    return begin(
        Plan(
            unit=unit,
            year=year,
            year_to=year_to,
            scope=scope,
            upper=upper,
            area=area,
            holder=holder,
            title=title,
            call_unit=call_unit,
            replaces_text=replaces_text,
            replaces_reason=replaces_reason,
            is_demo=is_demo,
        ),
        by=by,
        road=road,
    )


def begin(plan: Plan, *, by: User, road: str | None = None, first_rows: bool = True) -> Plan:
    """Begin an unsaved plan: judged, tied to the plan above, given template, title, signer and first rows.

    first_rows: whether the template's own targets and tasks come in.
    """
    unit = plan.unit
    require_drafter(unit, by)
    _judge(plan)
    plan.replaces_text = saving.clean_line(plan.replaces_text, limit=400)
    plan.replaces_reason = saving.clean_line(plan.replaces_reason, limit=400)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        existing = queries.plan_like(plan)
        if existing is not None:
            raise PlanExists(existing)
        if plan.scope == Plan.Scope.ANNUAL:
            plan.upper = queries.stage_covering(unit, plan.year)
        if plan.template_id is None:
            plan.template = template_of(plan)
        plan.title = saving.clean_line(plan.title, limit=300) or _title(plan)
        plan.symbol = f"{TYPE_CODE}-{unit.abbreviation or 'UBND'}"
        plan.signer = plan.signer or _signer(unit)
        plan = start(plan, by=by, road=road)
        _first_parts(plan)
        if first_rows:
            _template_rows(plan, by)
    return plan


def require_drafter(unit: Unit, by: User) -> None:
    """Refuse who may not draft plans of the unit, naming who may."""
    if not powers_of(by).may(Capability.DRAFT, unit.pk, subject=Subject.PLAN):
        raise Refused(done_by(Capability.DRAFT, [user.display_name for user in holders(Capability.DRAFT, unit)]))


def _judge(plan: Plan) -> None:
    """Years and the plan above, as sentences by field; the rest the model's own rules say."""
    if not all(2000 <= year <= 2100 for year in (plan.year, plan.year_to or plan.year)):
        raise ValidationError({"year": "Năm từ 2000 đến 2100."})
    if plan.scope == Plan.Scope.STAGE:
        if plan.year_to is None or plan.year_to <= plan.year:
            raise ValidationError({"year_to": "Năm cuối của giai đoạn phải sau năm đầu."})
        plan.upper = plan.area = plan.holder = None
        return
    plan.year_to = None
    if plan.scope == Plan.Scope.SUB:
        _judge_sub(plan)


def _judge_sub(plan: Plan) -> None:
    upper, area = plan.upper, plan.area
    if upper is None or upper.scope != Plan.Scope.ANNUAL:
        raise ValidationError({"upper": "Chọn kế hoạch năm mà kế hoạch này thuộc về."})
    if upper.binned_at is not None or upper.state == "superseded":
        raise ValidationError({"upper": "Kế hoạch năm này đã được thay thế hoặc đã bỏ. Chọn kế hoạch còn hiệu lực."})
    if upper.unit_id not in queries.units_above(plan.unit):
        raise ValidationError({"upper": "Kế hoạch này không phải của đơn vị, cũng không phải của cơ quan cấp trên."})
    if plan.year != upper.year:
        raise ValidationError({"year": f"Kế hoạch năm là của năm {upper.year}."})
    if area is not None and area.template_id != upper.template_id:
        raise ValidationError({"area": "Lĩnh vực này không thuộc khung của kế hoạch năm."})
    if plan.holder is not None and plan.holder.parent_id != plan.unit_id:
        raise ValidationError({"holder": "Chọn một bộ phận của đơn vị."})
    plan.template = upper.template


def _title(plan: Plan) -> str:
    if plan.scope != Plan.Scope.SUB:
        return plan_title(plan.unit, plan.year, plan.year_to)
    return sub_title(
        plan.upper,
        plan.unit,
        area_name=plan.area.name if plan.area else "",
        holder_name=plan.holder.name if plan.holder else "",
    )[:300]


def _signer(unit: Unit) -> SigningMandate | None:
    heads = [SigningMandate.Capacity.COLLECTIVE, SigningMandate.Capacity.OWN]
    return mandates(unit, TYPE_CODE, today()).filter(capacity__in=heads).first()


def _first_parts(plan: Plan) -> None:
    closing = closing_words(plan)
    PlanText.objects.bulk_create(
        PlanText(plan=plan, section=section, order=order, body=closing if section == "closing" else "")
        for order, section in enumerate(PlanText.Section.values, start=1)
    )
    areas = [plan.area] if plan.area_id else plan.template.areas.all()
    PlanArea.objects.bulk_create(PlanArea(plan=plan, area=area, order=area.order) for area in areas)
    PlanRecipient.objects.bulk_create(
        PlanRecipient(
            plan=plan,
            order=order,
            recipient_unit=authority,
            purpose=PlanRecipient.Purpose.REPORT,
            name=authority.issuer_short or authority.name,
        )
        for order, authority in enumerate(receivers(plan), start=1)
    )


def receivers(plan: Plan) -> list[Unit]:
    """To whom a plan goes before anybody has said so: those who follow the unit, and the unit of the plan above."""
    relations = ReviewRelation.objects.on(today()).filter(unit=plan.unit, subject=Subject.PLAN)
    followed_by = [relation.authority for relation in relations.select_related("authority").order_by("id")]
    above = [plan.upper.unit] if plan.upper_id and plan.upper.unit_id != plan.unit_id else []
    return list(dict.fromkeys([*followed_by, *above]))


def _template_rows(plan: Plan, by: User) -> None:
    """The targets and tasks with which the template asks every plan to begin."""
    asked = TemplateRow.objects.filter(Q(area=plan.area) if plan.area_id else Q(area__template=plan.template_id))
    rows = list(asked.select_related("area").order_by("area__order", "order", "id"))
    targets = [
        Target(plan=plan, area=row.area, order=order, phrase=row.text)
        for order, row in enumerate((row for row in rows if row.kind == TemplateRow.Kind.TARGET), start=1)
    ]
    tasks = [
        _asked_task(plan, row, order)
        for order, row in enumerate((row for row in rows if row.kind == TemplateRow.Kind.TASK), start=1)
    ]
    insert(targets, by=by)
    insert(tasks, by=by)
    read_many(targets, plan)


def _asked_task(plan: Plan, row: TemplateRow, order: int) -> Task:
    task = Task(plan=plan, area=row.area, order=order, content=row.text)
    try:
        read = plan_timing(row.timing_text, plan) if row.timing_text else None
    except NotReadable:
        read = None
    if read is not None:
        task.timing_text = row.timing_text
        task.timing, task.starts_on, task.ends_on = read.kind.value, read.start, read.end
    return task
