"""Rolling a plan forward into the next year: what is chosen comes along, on the new year's days."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.models import User
from plans import queries
from plans.actions.copying import copy_below, copy_citations, copy_rows, insert
from plans.actions.measuring import links_of
from plans.actions.plans import begin, receivers, require_drafter
from plans.actions.reading import read_many
from plans.models import (
    Condition,
    Plan,
    PlanArea,
    PlanBasis,
    PlanPart,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
)
from plans.timing import move_day, move_timing
from workflow.clock import today
from workflow.models import CallUnit

_KEPT_TEXTS = (PlanText.Section.PURPOSE, PlanText.Section.REQUIREMENTS, PlanText.Section.FUNDING)


def roll_forward(
    *,
    plan: Plan,
    year: int,
    by: User,
    targets: list[int] | None = None,
    tasks: list[int] | None = None,
    call_unit: CallUnit | None = None,
) -> Plan:
    """Begin the plan of a later year from this one: chosen targets and tasks, texts, responsibilities, recipients,
    report deadlines and the legal bases that still hold; days are those of the new year.

    targets, tasks: primary keys, None for what ``queries.what_to_inherit`` ticks. No state, waiver, signature,
    number or progress comes along; ``queries.bases_left_out`` says which bases do not.
    Raises Refused (not theirs), PlanExists (the year has a plan), ValidationError (year, a row of another plan).
    """
    require_drafter(plan.unit, by)
    if plan.scope != Plan.Scope.ANNUAL:
        raise ValidationError("Chỉ kế hoạch năm được kế thừa sang năm sau.")
    if year <= plan.year:
        raise ValidationError({"year": f"Năm mới phải sau năm {plan.year}."})
    chosen = _chosen(plan, year, targets, tasks)
    with transaction.atomic():
        new = begin(
            Plan(
                unit=plan.unit,
                year=year,
                inherited_from=plan,
                has_annex=plan.has_annex,
                call_unit=call_unit,
                is_demo=plan.is_demo,
            ),
            by=by,
            first_rows=False,
        )
        _bring_rows(plan, new, chosen, by)
        _bring_parts(plan, new, by)
        copy_citations(plan, new)
    return new


def _chosen(plan: Plan, year: int, targets: list[int] | None, tasks: list[int] | None) -> dict[type, list[int]]:
    """The rows to bring by model: those named, or those that are ticked."""
    offered, unfinished, repeated = queries.what_to_inherit(plan, year)
    if targets is None:
        targets = [offer.row.pk for offer in offered if offer.ticked]
    if tasks is None:
        tasks = [offer.row.pk for offer in [*unfinished, *repeated] if offer.ticked]
    chosen: dict[type, list[int]] = {}
    for model, wanted in ((Target, targets), (Task, tasks)):
        chosen[model] = list(dict.fromkeys(wanted))
        if model.objects.filter(plan=plan, pk__in=chosen[model]).count() != len(chosen[model]):
            raise ValidationError("Có dòng không thuộc kế hoạch năm trước. Tải lại trang rồi chọn lại.")
    return chosen


def _bring_rows(old: Plan, new: Plan, chosen: dict[type, list[int]], by: User) -> None:
    areas = {area.code: area for area in new.template.areas.all()}
    units_on, heads_on = _still_there(old)
    upper_rows = _upper_rows(new)

    def shape(row: PlanPart, twin: PlanPart) -> None:
        twin.inherited_from_id = row.pk
        twin.area = areas.get(row.area.code) or next(iter(areas.values()))
        if row.serves_id not in upper_rows[type(row)]:
            twin.serves_id = None
        if isinstance(twin, Task):
            _move_task(twin, old, new)
            twin.lead_id = twin.lead_id if twin.lead_id in units_on else None
            twin.head_id = twin.head_id if twin.head_id in heads_on else None

    twins: dict[PlanPart, PlanPart] = {}
    for model in (Target, Task):
        rows = model.objects.filter(plan=old, pk__in=chosen[model]).select_related("area")
        twins |= copy_rows(rows.order_by("area__order", "order", "id"), plan=new, by=by, shape=shape)
    copy_below(twins)
    _renew_conditions([twin for twin in twins.values() if isinstance(twin, Target)], old, new)


def _still_there(plan: Plan) -> tuple[set[int], set[int]]:
    """Units of the plan's people and appointments that still hold today."""
    now_there = Plan(unit=plan.unit, year=plan.year)
    return {unit.pk for unit in queries.own_units(now_there)}, set(
        queries.heads(now_there).values_list("pk", flat=True)
    )


def _upper_rows(new: Plan) -> dict[type, set[int]]:
    """Rows of the stage plan that the new plan carries out."""
    if new.upper_id is None:
        return {Target: set(), Task: set()}
    return {
        model: set(model.objects.filter(plan=new.upper_id).values_list("pk", flat=True)) for model in (Target, Task)
    }


def _move_task(task: Task, old: Plan, new: Plan) -> None:
    moved = move_timing(task.timing_text, task.timing, task.starts_on, task.ends_on, year=old.year, to=new.year)
    task.timing_text = moved.text[:200]
    task.timing, task.starts_on, task.ends_on = moved.kind, moved.start, moved.end


def _renew_conditions(targets: list[Target], old: Plan, new: Plan) -> None:
    """Readings that a person confirmed come along with their days moved; the others are read for the new year."""
    copied = list(Condition.objects.filter(target__in=targets))
    confirmed = {row.target_id for row in copied if row.confirmed}
    moving = [row for row in copied if row.target_id in confirmed and row.by_date]
    for row in moving:
        row.by_date = move_day(row.by_date, new.year - old.year)
    Condition.objects.bulk_update(moving, ["by_date"])
    open_ones = [target for target in targets if target.pk not in confirmed]
    links = links_of(open_ones)
    Condition.objects.filter(target__in=open_ones).delete()
    read_many(open_ones, new, links)


def _bring_parts(old: Plan, new: Plan, by: User) -> None:
    _bring_texts(old, new, by)
    _bring_bases(old, new, by)
    _bring_recipients(old, new, by)
    copy_rows(Responsibility.objects.filter(plan=old), plan=new, by=by)
    years = new.year - old.year

    def shift(row: ReportDeadline, twin: ReportDeadline) -> None:
        twin.due_on = move_day(row.due_on, years)

    copy_rows(ReportDeadline.objects.filter(plan=old), plan=new, by=by, shape=shift)


def _bring_texts(old: Plan, new: Plan, by: User) -> None:
    """Purpose, requirements and funding as they were; the closing is the new year's own. Headings of areas, too."""
    bodies = dict(PlanText.objects.filter(plan=old, section__in=_KEPT_TEXTS).values_list("section", "body"))
    texts = list(PlanText.objects.filter(plan=new, section__in=list(bodies)))
    for text in texts:
        text.body, text.updated_by = bodies[text.section], by
    PlanText.objects.bulk_update(texts, ["body", "updated_by"])
    PlanText.history.bulk_history_create(texts, default_user=by)
    headings = dict(PlanArea.objects.filter(plan=old).exclude(heading="").values_list("area__code", "heading"))
    areas = list(PlanArea.objects.filter(plan=new, area__code__in=list(headings)).select_related("area"))
    for row in areas:
        row.heading = headings[row.area.code]
    PlanArea.objects.bulk_update(areas, ["heading"])


def _bring_bases(old: Plan, new: Plan, by: User, day: date | None = None) -> None:
    rows = list(PlanBasis.objects.filter(plan=old).select_related("document__replaced_by"))
    valid = queries.valid_documents([row.document for row in rows], day or today())

    def shape(row: PlanBasis, twin: PlanBasis) -> None:
        twin.is_trigger = False

    copy_rows([row for row in rows if row.document_id in valid], plan=new, by=by, shape=shape)


def _bring_recipients(old: Plan, new: Plan, by: User) -> None:
    """Recipients that still exist, then today's authorities that are not among them: relations hold by date."""
    rows = PlanRecipient.objects.filter(plan=old).select_related("recipient_unit")
    kept = [row for row in rows if row.recipient_unit is None or row.recipient_unit.holds_on(today())]
    PlanRecipient.objects.filter(plan=new).delete()
    copy_rows(kept, plan=new, by=by)
    named = {row.recipient_unit_id for row in kept}
    missing = [unit for unit in receivers(new) if unit.pk not in named]
    insert(
        [
            PlanRecipient(
                plan=new,
                order=len(kept) + order,
                recipient_unit=unit,
                purpose=PlanRecipient.Purpose.REPORT,
                name=unit.issuer_short or unit.name,
            )
            for order, unit in enumerate(missing, start=1)
        ],
        by=by,
    )
