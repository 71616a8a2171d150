"""Write a plan's content through the verbs of plans, as its focal point would type it."""

from itertools import zip_longest

from django.core.exceptions import ValidationError

from cchc_portal.demo.content import AreaContent, Known, PlanContent, TaskLine
from documents.actions import register_known
from documents.models import DocumentType, KnownDocument
from documents.reading.numbers import number_key
from organisations.models import Unit
from organisations.remembering import recall
from plans import actions
from plans.models import (
    Area,
    Plan,
    PlanBasis,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
)
from plans.wording import full_citation


def known(row: Known, *, by) -> KnownDocument:
    """The document of the register, entered if it is not there yet."""
    found = KnownDocument.objects.filter(
        number_key=number_key(row.number) or "", issuer=row.issuer, issued_on=row.issued_on
    ).first()
    return found or register_known(
        by=by,
        type_name=row.type_name,
        number=row.number,
        issuer=row.issuer,
        issued_on=row.issued_on,
        subject=row.subject,
    )


def begin(content: PlanContent, *, unit: Unit, by, call_unit=None) -> Plan:
    """Begin the plan, naming what it replaces outside the portal."""
    documents = {row.key: row for row in content.documents}
    replaced = documents.get(content.replaces)
    text = full_citation(known(replaced, by=by)) if replaced else ""
    return actions.create_plan(
        unit=unit,
        year=content.year,
        by=by,
        call_unit=call_unit,
        replaces_text=text,
        replaces_reason="Cấp trên ban hành kế hoạch năm sau khi xã đã có kế hoạch" if text else "",
        is_demo=True,
    )


def write(plan: Plan, content: PlanContent, *, by) -> Plan:
    """Type everything that ``content`` says into the draft, over the rows that a replaced plan left in it."""
    documents = {row.key: known(row, by=by) for row in content.documents}
    cited_in_notes = dict(content.footnotes)
    for key in sorted({*_keys(content)}):
        rows = [documents[one] for one in cited_in_notes.get(key, (key,))]
        actions.cite(plan=plan, key=key, documents=rows, by=by, footnote=key in cited_in_notes)
    _texts(plan, content, by=by)
    for role, keys in (("basis", content.basis), ("carries_out", content.carries_out)):
        for key in keys:
            if not PlanBasis.objects.filter(plan=plan, document=documents[key], role=role).exists():
                actions.add_row(plan=plan, model=PlanBasis, by=by, document=documents[key], role=role)
    for area in content.areas:
        _area(plan, area, by=by)
    _organisation(plan, content, by=by)
    if plan.has_annex != content.has_annex:
        plan = actions.set_annex(plan=plan, has_annex=content.has_annex, by=by)
    return Plan.objects.get(pk=plan.pk)


def _keys(content: PlanContent):
    """Citation keys that the texts name."""
    texts = [content.purpose, content.requirements, content.funding, content.closing]
    texts += [line.content for area in content.areas for line in area.tasks]
    texts += [phrase for area in content.areas for phrase in area.targets]
    texts += [duty.body for duty in content.duties]
    for text in texts:
        for piece in text.split("{{cite:")[1:]:
            yield piece.split("}}")[0]


def _texts(plan: Plan, content: PlanContent, *, by) -> None:
    bodies = {
        "purpose": content.purpose,
        "requirements": content.requirements,
        "funding": content.funding,
        "closing": content.closing,
    }
    for row in PlanText.objects.filter(plan=plan):
        if bodies[row.section]:
            actions.save_field(row=row, field="body", value=bodies[row.section], version=row.version, by=by)


def _area(plan: Plan, content: AreaContent, *, by) -> None:
    area = next(one for one in _areas(plan) if one.code == content.code)
    for phrase in content.targets:
        actions.add_row(plan=plan, model=Target, area=area, by=by, phrase=phrase)
    carried = list(Task.objects.filter(plan=plan, area=area, source_item=None).order_by("order", "pk"))
    for row, line in zip_longest(carried, content.tasks):
        if row is None:
            actions.add_row(plan=plan, model=Task, area=area, by=by, **task_values(line))
        elif line is not None:
            actions.save_fields(row=row, values=task_values(line), version=row.version, by=by)


def _areas(plan: Plan) -> list[Area]:
    return recall(("areas", plan.template_id), lambda: list(Area.objects.filter(template=plan.template_id)))


def unit_of(code: str) -> Unit | None:
    """A unit of the world by its code, None where this world has none."""
    return recall(("unit", code), lambda: Unit.objects.filter(code=code).first())


def task_values(line: TaskLine) -> dict:
    """What a task line says, as the fields of a task; nothing for what it leaves open."""
    values = {
        "content": line.content,
        "product_text": line.product,
        "timing_text": line.timing,
        "budget": line.budget,
        "funding": line.funding,
        "is_key": line.is_key,
        "is_breakthrough": line.is_breakthrough,
        "note": line.note,
    }
    if line.product_type:
        values["product_type"] = _product(line.product_type)
    if line.lead:
        values["lead"] = unit_of(line.lead)
    if line.partners:
        values["partners"] = "; ".join(unit_of(code).name for code in line.partners)
    return {name: value for name, value in values.items() if value not in ("", False)}


def _product(code: str) -> DocumentType:
    try:
        return recall(("type", code), lambda: DocumentType.objects.get(code=code))
    except DocumentType.DoesNotExist as error:
        raise ValidationError(f"Chưa có loại văn bản {code} trong danh mục.") from error


def _organisation(plan: Plan, content: PlanContent, *, by) -> None:
    for duty in content.duties:
        values = {"holder_text": duty.holder_text, "body": duty.body}
        holder = unit_of(duty.holder) if duty.holder else None
        if holder:
            values["holder"] = holder
        actions.add_row(plan=plan, model=Responsibility, by=by, **values)
    for row in content.deadlines:
        actions.add_row(
            plan=plan,
            model=ReportDeadline,
            by=by,
            period=row.period,
            due_on=row.due_on,
            inclusive=row.inclusive,
        )
    actions.set_recipients(
        plan=plan,
        by=by,
        recipients=[
            {
                "name": row.name,
                "purpose": row.purpose,
                **({"recipient_unit": unit_of(row.unit)} if row.unit and unit_of(row.unit) else {}),
            }
            for row in content.recipients
        ],
    )
