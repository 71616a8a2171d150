"""The plan template of an authority: prepared, published as a version, distributed with a call.

A published version is never changed; the next one is a new row with the next number (seed 004, 1: "theo mẫu").
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from organisations.models import Unit, User
from plans.actions import saving
from plans.fields import MOST_PHRASE, MOST_TEXT
from plans.models import Area, CallTemplate, Plan, PlanTemplate, TemplateRow
from workflow import log
from workflow.calls import call_refusal
from workflow.clock import now, today
from workflow.models import Call
from workflow.rules import Refused

KIND = "template"


def create_template(
    *,
    unit: Unit,
    by: User,
    name: str,
    ground_text: str,
    valid_from: date,
    valid_to: date | None = None,
    guidance: str = "",
    based_on: PlanTemplate | None = None,
) -> PlanTemplate:
    """Begin a template of an authority; based_on: the one whose areas and rows it starts with.

    Raises Refused (not theirs to call), ValidationError by field.
    """
    _allow(by, unit)
    template = PlanTemplate(
        unit=unit,
        name=saving.clean_line(name, limit=200),
        ground_text=saving.clean_line(ground_text, limit=300),
        guidance=saving.clean_text(guidance, limit=MOST_TEXT, lines=True),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    with transaction.atomic():
        template.full_clean()
        template.save()
        if based_on is not None:
            _copy_areas(based_on, template)
        _log(template, "template.create", by)
    return template


def _copy_areas(source: PlanTemplate, template: PlanTemplate) -> None:
    areas = {area.pk: area for area in source.areas.all()}
    twins = {
        pk: Area(
            template=template,
            code=area.code,
            name=area.name,
            short_name=area.short_name,
            required=area.required,
            order=area.order,
        )
        for pk, area in areas.items()
    }
    Area.objects.bulk_create(twins.values())
    TemplateRow.objects.bulk_create(
        TemplateRow(area=twins[row.area_id], kind=row.kind, order=row.order, text=row.text, timing_text=row.timing_text)
        for row in TemplateRow.objects.filter(area__in=list(areas))
    )


def change_template(template: PlanTemplate, *, by: User, **values: str | date | None) -> PlanTemplate:
    """Change name, ground, guidance or days of a version that is not published yet."""
    unknown = set(values) - {"name", "ground_text", "guidance", "valid_from", "valid_to"}
    if unknown:
        raise TypeError(f"a template has no {', '.join(sorted(unknown))}")
    with transaction.atomic():
        current = _open(template, by)
        for name, value in values.items():
            if isinstance(value, str):
                most = {"name": 200, "ground_text": 300}.get(name, MOST_TEXT)
                value = saving.clean_text(value, limit=most, lines=name == "guidance")
            setattr(current, name, value)
        current.full_clean()
        current.save()
    return current


def add_area(
    *, template: PlanTemplate, by: User, code: str, name: str, short_name: str = "", required: bool = True
) -> Area:
    """Add an area at the end. Raises Refused (published, not theirs), ValidationError by field."""
    with transaction.atomic():
        current = _open(template, by)
        name = saving.clean_line(name, limit=200)
        last = current.areas.aggregate(last=Max("order"))["last"] or 0
        area = Area(
            template=current,
            code=saving.clean_line(code, limit=10).upper(),
            name=name,
            short_name=saving.clean_line(short_name, limit=60) or name[:60],
            required=required,
            order=last + 1,
        )
        area.full_clean()
        area.save()
    return area


def remove_area(area: Area, *, by: User) -> None:
    """Take an area with its rows out of a version that is not published yet."""
    with transaction.atomic():
        _open(area.template, by)
        area.delete()


def add_row(*, area: Area, by: User, kind: str, text: str, timing_text: str = "") -> TemplateRow:
    """Add a target or task with which every plan is to begin. Raises Refused, ValidationError by field."""
    with transaction.atomic():
        _open(area.template, by)
        last = area.rows.filter(kind=kind).aggregate(last=Max("order"))["last"] or 0
        row = TemplateRow(
            area=area,
            kind=kind,
            order=last + 1,
            text=saving.clean_text(text, limit=MOST_PHRASE, lines=True),
            timing_text=saving.clean_line(timing_text, limit=200),
        )
        row.full_clean()
        row.save()
    return row


def remove_row(row: TemplateRow, *, by: User) -> None:
    """Take a row out of a version that is not published yet."""
    with transaction.atomic():
        _open(row.area.template, by)
        row.delete()


def publish_template(template: PlanTemplate, *, by: User) -> PlanTemplate:
    """Publish a version: it takes the authority's next number and is never changed again.

    Raises Refused (published already, not theirs), ValidationError (no area).
    """
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=template.unit_id)
        current = _open(template, by)
        if not current.areas.exists():
            raise ValidationError("Khung chưa có lĩnh vực nào. Thêm lĩnh vực rồi công bố.")
        earlier = PlanTemplate.objects.filter(unit=current.unit_id, published_at__isnull=False)
        current.number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
        current.published_at, current.published_by = now(), by
        current.save(update_fields=["number", "published_at", "published_by"])
        _log(current, "template.publish", by, number=current.number)
    return current


def next_version(template: PlanTemplate, *, by: User) -> PlanTemplate:
    """Begin the next version of a published template of the authority, with its areas and rows."""
    return create_template(
        unit=template.unit,
        by=by,
        name=template.name,
        ground_text=template.ground_text,
        valid_from=template.valid_from,
        valid_to=template.valid_to,
        guidance=template.guidance,
        based_on=template,
    )


def attach_template(*, call: Call, template: PlanTemplate, by: User) -> CallTemplate:
    """Let a call ask its units to follow a template; open calls keep theirs.

    Raises Refused (not theirs, the call is open, the template is another's or not published).
    """
    _allow(by, call.unit)
    with transaction.atomic():
        current = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
        if current.state != Call.State.DRAFT:
            raise Refused("Đợt đã mở nên khung kế hoạch giữ nguyên.")
        if template.unit_id not in (None, current.unit_id):
            raise Refused("Khung này của cơ quan khác.")
        if template.unit_id is not None and template.published_at is None:
            raise Refused("Khung chưa công bố. Công bố rồi gắn vào đợt.")
        held, _ = CallTemplate.objects.update_or_create(call=current, defaults={"template": template})
    return held


def template_of(plan: Plan) -> PlanTemplate:
    """The template of a plan that begins: the one its call distributes, else the one that holds on the plan's day.

    The day is that of the paper where it is known, else the day of its years nearest to today. Before the first
    template the first one holds; a year that has none yet is written under that of today.
    Raises ValidationError where there is none.
    """
    if plan.call_unit_id:
        given = CallTemplate.objects.filter(call=plan.call_unit.call_id).select_related("template").first()
        if given is not None:
            return given.template
    day = plan.registered_on or _day_in_years(plan)
    shared = PlanTemplate.objects.filter(unit=None)
    first = shared.order_by("valid_from", "id").first()
    if first is not None and day < first.valid_from:
        return first
    found = (
        shared.on(day).order_by("-valid_from", "-id").first()
        or shared.on(today()).order_by("-valid_from", "-id").first()
    )
    if found is None:
        raise ValidationError("Chưa có khung kế hoạch nào còn hiệu lực hôm nay. Hỏi quản trị của cổng.")
    return found


def _day_in_years(plan: Plan) -> date:
    return min(max(today(), date(plan.year, 1, 1)), date(plan.year_to or plan.year, 12, 31))


def _open(template: PlanTemplate, by: User) -> PlanTemplate:
    """The version, locked, as long as it may be changed."""
    current = PlanTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if current.unit_id is None:
        raise Refused("Khung dùng chung do quản trị của cổng nạp, không sửa ở đây.")
    _allow(by, current.unit)
    if current.published_at is not None:
        raise Refused("Khung đã công bố thì giữ nguyên. Lập bản mới để thay đổi.")
    return current


def _allow(by: User, unit: Unit) -> None:
    sentence = call_refusal(by, unit)
    if sentence:
        raise Refused(sentence)


def _log(template: PlanTemplate, action: str, by: User, **details) -> None:
    log.append(kind=KIND, object_id=template.pk, unit=template.unit, action=action, by=by, details=details)
