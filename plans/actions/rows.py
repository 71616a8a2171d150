"""Adding, removing, putting back, moving and copying rows of a plan."""

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F, Max

from organisations.models import User
from plans import fields
from plans.actions import saving
from plans.actions.copying import copy_below, duplicate
from plans.models import Area, LeftOut, Plan, PlanArea, PlanPart, Task
from workflow.actions import editing
from workflow.clock import now
from workflow.rules import MovedOn

Row = TypeVar("Row", bound=PlanPart)


def add_row(*, plan: Plan, model: type[Row], by: User, area: Area | None = None, **values: Any) -> Row:
    """Add a row at the end of its part and return it.

    area: for targets and tasks. values: see ``plans.fields.EDITABLE``; a row may be added empty.
    Raises Refused (locked, not theirs), ValidationError by field.
    """
    if model not in fields.ADDABLE or (area is None) == (model in fields.IN_AREAS):
        raise ValueError(f"{model.__name__} is not added like that")
    with editing(plan, by=by, area=area.code if area else "") as locked:
        values = saving.clean_values(model, values)
        row = model(plan=locked, order=last_order(locked, model, area) + 1)
        if area is not None:
            row.area = area
            hold_area(locked, area)
        saving.write(row, values, plan=locked, by=by, explicit=True)
    return row


def hold_area(plan: Plan, area: Area) -> None:
    """See that a plan holds an area that a row is added to. Raises ValidationError for an area that is not its own."""
    if area.template_id != plan.template_id:
        raise ValidationError("Lĩnh vực này không thuộc khung của kế hoạch.")
    if plan.area_id not in (None, area.pk):
        raise ValidationError("Kế hoạch này chỉ có một lĩnh vực. Việc của lĩnh vực khác ghi ở kế hoạch năm.")
    PlanArea.objects.get_or_create(plan=plan, area=area, defaults={"order": area.order})


def _siblings(row: PlanPart):
    rows = type(row).objects.filter(plan=row.plan_id)
    return rows.filter(area=row.area_id) if isinstance(row, fields.IN_AREAS) else rows


def last_order(plan: Plan, model: type[PlanPart], area: Area | None) -> int:
    """The order of the last row of a part, removed ones included; 0 where there is none."""
    rows = model.everything.filter(plan=plan)
    if area is not None:
        rows = rows.filter(area=area)
    return rows.aggregate(last=Max("order"))["last"] or 0


def remove_row(*, row: PlanPart, by: User) -> PlanPart:
    """Take a row out of the plan; ``restore_row`` puts it back at its place (M10)."""
    _removable(row)
    with editing(row.plan, by=by, area=saving.area_of(row)):
        current = saving.locked_row(row)
        current.removed_at = now()
        _keep(current, by)
    return current


def restore_row(*, row: PlanPart, by: User) -> PlanPart:
    """Put a removed row back. ValidationError when another one took its place meanwhile."""
    _removable(row)
    with editing(row.plan, by=by, area=saving.area_of(row)):
        current = type(row).everything.select_for_update().get(pk=row.pk)
        if current.removed_at is None:
            raise MovedOn("Dòng này đang có trong kế hoạch.")
        current.removed_at = None
        saving.check(current)
        _keep(current, by)
        if isinstance(current, Task) and current.carried_from_id:
            LeftOut.objects.filter(plan=current.plan_id, task=current.carried_from_id).delete()
    return current


def _removable(row: PlanPart) -> None:
    if type(row) not in fields.ADDABLE:
        raise ValueError(f"{type(row).__name__} comes with the plan")


def _keep(row: PlanPart, by: User) -> None:
    row.version += 1
    row.updated_by = by
    saving.store(row, by=by, explicit=True)


def move_row(*, row: PlanPart, step: int, by: User) -> PlanPart:
    """Move a row one place up (step -1) or down (step 1) among its siblings; at the end it stays."""
    _removable(row)
    with editing(row.plan, by=by, area=saving.area_of(row)):
        current = saving.locked_row(row)
        rows = list(_siblings(current).order_by("order", "id"))
        at = next(index for index, one in enumerate(rows) if one.pk == current.pk)
        to = min(max(at + step, 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        for order, one in enumerate(rows, start=1):
            if one.order != order:
                type(row).objects.filter(pk=one.pk).update(order=order)
        current.order = to + 1
        _keep(current, by)
    return current


def copy_row(*, row: Row, by: User) -> Row:
    """Add a copy of a target or task below it, with its conditions and partners."""
    if not isinstance(row, fields.IN_AREAS):
        raise ValueError("only targets and tasks are copied")
    with editing(row.plan, by=by, area=saving.area_of(row)) as plan:
        current = saving.locked_row(row)
        type(row).everything.filter(plan=plan, area=current.area_id, order__gt=current.order).update(
            order=F("order") + 1
        )
        twin = duplicate(current, plan=plan, by=by)
        twin.order = current.order + 1
        saving.store(twin, by=by, explicit=True)
        copy_below({current: twin})
    return twin
