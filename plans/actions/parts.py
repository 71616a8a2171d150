"""What is set as a whole: conditions of a target, recipients, the annex, reasons for leaving out, citations."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime as local

from documents.models import Citation, KnownDocument
from organisations.models import User
from plans import checks
from plans.actions import saving
from plans.actions.measuring import keep_links, links_of
from plans.actions.reading import reread
from plans.fields import label
from plans.models import Condition, Plan, PlanRecipient, Target, Waiver
from workflow.actions import editing
from workflow.clock import now
from workflow.rules import Refused

CONDITION_FIELDS = (
    "operator", "value", "value2", "unit_label", "relative", "measured", "scope", "baseline_value",
    "baseline_on", "baseline_text", "cap", "by_date", "every_period", "soft", "comparator",
)  # fmt: skip


def set_conditions(
    *, target: Target, conditions: Iterable[Mapping[str, Any]], version: int, by: User
) -> list[Condition]:
    """Set what a target means, as a person understood it; the phrase no longer changes it.

    conditions: mappings of ``CONDITION_FIELDS``; an empty list says "chưa đo được như đã viết".
    Raises Refused, Conflict, ValidationError.
    """
    with editing(target.plan, by=by, area=target.area.code):
        current = saving.locked_row(target)
        saving.refuse_conflicts(current, {"conditions": list(conditions)}, version)
        rows = [
            Condition(target=current, order=order, confirmed=True, updated_by=by, **_known(values))
            for order, values in enumerate(conditions, start=1)
        ]
        for row in rows:
            row.full_clean()
        keep_links(rows, links_of([current]))
        current.conditions.all().delete()
        Condition.objects.bulk_create(rows)
        _touch(current, by)
    return rows


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    unknown = set(values) - set(CONDITION_FIELDS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    return {
        name: saving.clean_line(value, limit=400) if isinstance(value, str) else value for name, value in values.items()
    }


def read_again(*, target: Target, by: User) -> list[Condition]:
    """Drop a confirmed reading and take what the phrase says."""
    with editing(target.plan, by=by, area=target.area.code):
        current = saving.locked_row(target)
        reread(current, confirmed=True)
        _touch(current, by)
    return list(current.conditions.all())


def _touch(target: Target, by: User) -> None:
    target.version += 1
    target.touched["conditions"] = [target.version, by.pk, now().isoformat()]
    target.updated_by = by
    saving.store(target, by=by, explicit=True)


def set_recipients(*, plan: Plan, recipients: Iterable[Mapping[str, Any]], by: User) -> list[PlanRecipient]:
    """Replace "Nơi nhận" by ``recipients``: mappings with name or recipient_unit, purpose, channel."""
    with editing(plan, by=by) as locked:
        for old in locked.planrecipients.all():
            old.removed_at = now()
            old.version += 1
            saving.store(old, by=by, explicit=True)
        rows = []
        for order, values in enumerate(recipients, start=1):
            row = PlanRecipient(plan=locked, order=order)
            saving.write(row, saving.clean_values(PlanRecipient, values), plan=locked, by=by, explicit=True)
            rows.append(row)
    return rows


def set_annex(*, plan: Plan, has_annex: bool, by: User) -> Plan:
    """Print the tasks as an annex, or not."""
    return change_plan(plan=plan, by=by, has_annex=has_annex)


def change_plan(*, plan: Plan, by: User, was: Mapping[str, Any] | None = None, **values: Any) -> Plan:
    """Change the plan's own fields (``plans.fields.PLAN_FIELDS``).

    was: the values that the person saw; a field that has changed since is a Conflict.
    """
    with editing(plan, by=by) as locked:
        for name, value in saving.clean_values(Plan, values).items():
            theirs = getattr(locked, name)
            if was is not None and name in was and was[name] != theirs and theirs != value:
                clash = saving.Clash(name, label(Plan, name), value, theirs, "Người khác", local(locked.updated_at))
                raise saving.Conflict(locked, [clash])
            setattr(locked, name, value)
        signer = locked.signer
        if signer is not None and signer.unit_id != locked.unit_id:
            raise ValidationError({"signer": "Người ký phải thuộc đơn vị của kế hoạch."})
        locked.full_clean()
        locked.save(update_fields=[*values, "updated_at"])
    return locked


def waive(*, plan: Plan, code: str, place: str, reason: str, by: User) -> Waiver:
    """Set a completeness finding aside with a reason that the chairman and the office above read (M105).

    place: the finding's ``ref``. Raises Refused when there is no such finding or it cannot be waived.
    """
    reason = saving.clean_line(reason, limit=400)
    if not reason:
        raise ValidationError({"reason": "Ghi lý do."})
    with editing(plan, by=by) as locked:
        found = [finding for finding in checks.check_plan(locked) if (finding.code, finding.ref) == (code, place)]
        if not found or not found[0].waivable:
            raise Refused("Nội dung này phải bổ sung, không bỏ qua bằng lý do được.")
        waiver, _ = Waiver.objects.update_or_create(
            plan=locked,
            code=code,
            place=place,
            defaults={
                "reason": reason,
                "requested_at": now(),
                "requested_by": by,
                "updated_by": by,
                "approved_at": None,
                "approved_by": None,
            },
        )
    return waiver


def unwaive(*, waiver: Waiver, by: User) -> None:
    """Take a reason back: the finding blocks again."""
    with editing(waiver.plan, by=by):
        current = saving.locked_row(waiver)
        current.removed_at = now()
        current.version += 1
        current.updated_by = by
        current.save()


def cite(
    *,
    plan: Plan,
    key: str,
    documents: Iterable[KnownDocument],
    by: User,
    footnote: bool = True,
    place: str = "",
    role: str = Citation.Role.REFERS,
) -> list[Citation]:
    """Say which documents ``{{cite:key}}`` stands for, in order; an empty list takes the key away."""
    with editing(plan, by=by) as locked:
        Citation.objects.filter(kind=Plan.kind, object_id=locked.pk, key=key).delete()
        return Citation.objects.bulk_create(
            Citation(
                unit=locked.unit,
                kind=Plan.kind,
                object_id=locked.pk,
                document=document,
                role=role,
                place=place,
                key=key,
                footnote=footnote,
                order=order,
            )
            for order, document in enumerate(documents, start=1)
        )


def free_key(plan: Plan) -> str:
    """The next unused citation key of a plan: "c1", "c2" …"""
    taken = set(Citation.objects.filter(kind=Plan.kind, object_id=plan.pk).values_list("key", flat=True))
    return next(f"c{number}" for number in range(1, len(taken) + 2) if f"c{number}" not in taken)


def cited_under(plan: Plan, key: str) -> list[KnownDocument]:
    """Documents that a key stands for, in their order."""
    rows = Citation.objects.filter(kind=Plan.kind, object_id=plan.pk, key=key).select_related("document")
    return [row.document for row in rows.order_by("order", "id")]
