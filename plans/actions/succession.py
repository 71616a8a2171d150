"""Replacing a plan in force: the successor with all its parts, which row carries which on, what is left out."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.models import KnownDocument
from documents.reading.dates import format_date_short
from documents.reading.numbers import full_number
from organisations.models import User
from organisations.refusals import require
from plans import queries
from plans.actions import saving
from plans.actions.copying import copy_below, copy_citations, copy_milestones, copy_rows, insert
from plans.actions.plans import require_drafter
from plans.models import (
    LeftOut,
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
    Waiver,
)
from plans.wording import full_citation, issuer_in_text, lower_first
from workflow.actions import editing, lock, start
from workflow.clock import now
from workflow.models import Obligation, Road
from workflow.rules import MovedOn, Refused, edit_refusal

COPIED: tuple[type[PlanPart], ...] = (
    PlanText, PlanArea, PlanBasis, Target, Task, Responsibility, ReportDeadline, PlanRecipient,
)  # fmt: skip
_NOT_OF_OLD = "Dòng này không thuộc kế hoạch bị thay thế."


def open_successor(*, plan: Plan, by: User, reason: str, triggers: Iterable[KnownDocument] = ()) -> Plan:
    """Begin the plan that replaces one in force: all its parts, its own number to come, "thay thế …".

    Every copied target and task says which one it carries on. triggers: the documents because of which the plan is
    replaced; they stand in the new legal basis, marked. The plan may have been issued here or registered.
    Raises Refused (not theirs, not issued), MovedOn (a successor is open already), ValidationError.
    """
    require_drafter(plan.unit, by)
    reason = saving.clean_line(reason, limit=400)
    if not reason:
        raise ValidationError({"reason": "Ghi lý do thay thế."})
    with transaction.atomic():
        new = succeed(plan, by=by, reason=reason)
        _mark_triggers(new, triggers, by)
    return new


def succeed(plan: Plan, *, by: User, reason: str) -> Plan:
    """The successor without the question who drafts: an authority's demand opens it too (design section 4)."""
    with transaction.atomic():
        old = lock(plan)
        if old.issued_on is None:
            raise Refused("Kế hoạch chưa ban hành thì sửa thẳng, không lập bản thay thế.")
        if old.state == "superseded" or Plan.objects.filter(replaces=old, binned_at=None).exists():
            raise MovedOn("Đã có bản thay thế của kế hoạch này. Mở bản đó để soạn tiếp.")
        kept = ("unit", "year", "year_to", "scope", "upper", "area", "holder", "inherited_from", "call_unit", "title",
                "template", "has_annex", "signer", "symbol", "is_demo")  # fmt: skip
        new = Plan(
            **{name: getattr(old, name) for name in kept},
            replaces=old,
            replaces_text=replaced_words(old),
            replaces_reason=reason[:400],
        )
        new = start(new, by=by, road=None if old.road == Road.REGISTRATION else old.road)
        _copy_parts(old, new, by)
        _owes_no_day(new)
    return new


def _owes_no_day(new: Plan) -> None:
    """The day of the first document answers "on time"; its successor has no deadline (design section 4)."""
    new.due_on, new.due_source = None, ""
    new.save(update_fields=["due_on", "due_source", "updated_at"])
    Obligation.objects.filter(kind=new.kind, object_id=new.pk).update(due_on=None, measured_by="", source_text="")


def replaced_words(plan: Plan) -> str:
    """How the successor names the plan it replaces."""
    document = queries.document_of(plan)
    if document is not None:
        return full_citation(document)[:400]
    issued = queries.numbers_of([plan]).get(plan.pk)
    if issued is None:
        return f"Kế hoạch {lower_first(plan.title)}"
    number = full_number(issued.number, issued.symbol)
    day = f" ngày {format_date_short(issued.issued_on)}" if issued.issued_on else ""
    return f"Kế hoạch số {number}{day} của {issuer_in_text(plan.unit)}"[:400]


def _copy_parts(old: Plan, new: Plan, by: User) -> None:
    twins: dict[PlanPart, PlanPart] = {}
    for model in COPIED:
        twins |= copy_rows(model.objects.filter(plan=old), plan=new, by=by, shape=_SHAPES.get(model))
    copy_below(twins)
    copy_milestones(twins, plan=new)
    Waiver.objects.bulk_create(
        Waiver(
            plan=new,
            code=waiver.code,
            place=waiver.place,
            reason=waiver.reason,
            requested_at=waiver.requested_at,
            requested_by=waiver.requested_by,
        )
        for waiver in Waiver.objects.filter(plan=old, code=queries.AREA_MISSING).select_related("requested_by")
    )
    copy_citations(old, new)


def _carry(row: PlanPart, twin: PlanPart) -> None:
    twin.carried_from_id = row.pk
    if isinstance(row, (Target, Task)):
        twin.inherited_from_id, twin.contributed_from_id = row.inherited_from_id, row.contributed_from_id


def _without_trigger(row: PlanBasis, twin: PlanBasis) -> None:
    """What asked for the old plan does not ask for the new one."""
    twin.is_trigger = False


_SHAPES = {Target: _carry, Task: _carry, PlanBasis: _without_trigger}


def _mark_triggers(plan: Plan, triggers: Iterable[KnownDocument], by: User) -> None:
    """Say in the new legal basis because of which documents the old plan is replaced."""
    wanted = list(dict.fromkeys(triggers))
    if not wanted:
        return
    visible = set(KnownDocument.objects.visible_to(by).filter(pk__in=[row.pk for row in wanted]).values_list("pk"))
    if any((row.pk,) not in visible for row in wanted):
        raise ValidationError({"triggers": "Chọn văn bản có trong sổ văn bản viện dẫn."})
    rows = {row.document_id: row for row in PlanBasis.objects.filter(plan=plan)}
    last = max((row.order for row in rows.values()), default=0)
    missing = [row for row in wanted if row.pk not in rows]
    insert(
        [
            PlanBasis(plan=plan, document=row, order=last + step, role=PlanBasis.Role.CARRIES_OUT, is_trigger=True)
            for step, row in enumerate(missing, start=1)
        ],
        by=by,
    )
    PlanBasis.objects.filter(plan=plan, document__in=[row.pk for row in wanted]).update(is_trigger=True)


def set_triggers(*, plan: Plan, bases: Iterable[int], by: User) -> list[PlanBasis]:
    """Mark the rows of the legal basis with these primary keys, and no others, as the reason of the replacement.

    Returns the rows that changed. Raises Refused (locked, not theirs).
    """
    wanted, changed = set(bases), []
    with editing(plan, by=by) as locked:
        for row in PlanBasis.objects.select_for_update().filter(plan=locked):
            if row.is_trigger != (row.pk in wanted):
                row.is_trigger = row.pk in wanted
                row.version += 1
                row.updated_by = by
                saving.store(row, by=by, explicit=True)
                changed.append(row)
    return changed


def map_task(*, plan: Plan, old: Target | Task, new: Target | Task | None, by: User) -> Target | Task | None:
    """Say which row of the replacing plan carries on ``old``; None: none does any more.

    What was left out with a reason and is mapped is left out no longer. Raises Refused (locked, not theirs, not a
    row of the replaced plan).
    """
    area = new.area.code if new is not None else old.area.code
    with editing(plan, by=by, area=area) as locked:
        _of_replaced(locked, old)
        require(edit_refusal(by, locked, area=old.area.code))
        model = type(old)
        if new is not None and (type(new) is not model or new.plan_id != locked.pk or new.removed_at is not None):
            raise Refused("Chọn một dòng của bản thay thế.")
        for row in model.objects.select_for_update().filter(plan=locked, carried_from=old.pk):
            if new is None or row.pk != new.pk:
                _tie(row, None, by)
        if new is None:
            return None
        current = saving.locked_row(new)
        if current.carried_from_id != old.pk:
            _tie(current, old.pk, by)
        if model is Task:
            LeftOut.objects.filter(plan=locked, task=old.pk).delete()
    return current


def _tie(row: Target | Task, old_id: int | None, by: User) -> None:
    row.carried_from_id = old_id
    row.version += 1
    row.updated_by = by
    saving.store(row, by=by, explicit=True)


def leave_out(*, plan: Plan, task: Task, reason: str, by: User) -> LeftOut:
    """Say why a task of the replaced plan is not carried over; the row copied from it is taken out.

    Raises Refused (locked, not theirs, not a task of the replaced plan), ValidationError (no reason).
    """
    reason = saving.clean_line(reason, limit=400)
    if not reason:
        raise ValidationError({"reason": "Ghi lý do không chuyển tiếp."})
    with editing(plan, by=by, area=task.area.code) as locked:
        _of_replaced(locked, task)
        for row in Task.objects.select_for_update().filter(plan=locked, carried_from=task.pk):
            row.removed_at = now()
            row.version += 1
            row.updated_by = by
            saving.store(row, by=by, explicit=True)
        left, _ = LeftOut.objects.update_or_create(
            plan=locked, task=task, defaults={"reason": reason, "updated_by": by}
        )
    return left


def _of_replaced(plan: Plan, row: PlanPart) -> None:
    if plan.replaces_id is None or row.plan_id != plan.replaces_id or row.removed_at is not None:
        raise Refused(_NOT_OF_OLD)
