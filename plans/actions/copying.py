"""Copying rows of one plan into another: many at once, in a constant number of queries."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from documents.models import Citation
from organisations.models import User
from plans.models import Condition, Milestone, Plan, PlanPart, Target, Task, TaskPartner, TaskTag

Row = TypeVar("Row", bound=PlanPart)

_OWN = ("id", "plan_id", "version", "updated_at", "updated_by_id", "touched", "removed_at")
# Where a row comes from is said anew by whoever copies it.
_TIES = ("carried_from_id", "inherited_from_id", "contributed_from_id")


def duplicate(row: Row, *, plan: Plan, by: User) -> Row:
    """An unsaved copy of a row for ``plan``, as its first version, tied to no other plan's row."""
    names = [
        field.attname for field in row._meta.concrete_fields if field.attname not in _OWN and field.attname not in _TIES
    ]
    twin = type(row)(plan=plan, **{name: getattr(row, name) for name in names})
    twin.updated_by = by
    return twin


def insert(rows: list[Row], *, by: User) -> list[Row]:
    """Save new rows of one model with the first version of their history: two queries."""
    if not rows:
        return rows
    model = type(rows[0])
    for row in rows:
        row.updated_by = by
    saved = model.everything.bulk_create(rows)
    if hasattr(model, "history"):
        model.history.bulk_history_create(saved, default_user=by)
    return saved


def copy_rows(
    rows: Iterable[Row], *, plan: Plan, by: User, shape: Callable[[Row, Row], None] | None = None
) -> dict[Row, Row]:
    """Copies of ``rows`` in ``plan`` by the row copied. shape(row, twin): what is different in the copy."""
    twins = {}
    for row in rows:
        twins[row] = twin = duplicate(row, plan=plan, by=by)
        if shape is not None:
            shape(row, twin)
    insert(list(twins.values()), by=by)
    return twins


def copy_below(twins: dict[PlanPart, PlanPart]) -> None:
    """Copy conditions of targets, partners and tags of tasks to their saved twins."""
    for model, owner, kind in ((Condition, "target", Target), (TaskPartner, "task", Task), (TaskTag, "task", Task)):
        _copy_children(model, owner, {row.pk: twin for row, twin in twins.items() if isinstance(row, kind)})


def copy_milestones(twins: dict[PlanPart, PlanPart], *, plan: Plan) -> None:
    """Copy what a stage plan's rows are to reach each year to their saved twins."""
    for owner, kind in (("target", Target), ("task", Task)):
        pairs = {row.pk: twin for row, twin in twins.items() if isinstance(row, kind)}
        _copy_children(Milestone, owner, pairs, plan=plan)


def _copy_children(model, owner: str, pairs: dict[int, PlanPart], **facts) -> None:
    if not pairs:
        return
    copies = []
    for below in model.objects.filter(**{f"{owner}__in": list(pairs)}).order_by("id"):
        twin = pairs[getattr(below, f"{owner}_id")]
        below.pk, below._state.adding, below.version = None, True, 1
        for name, value in {owner: twin, **facts}.items():
            setattr(below, name, value)
        copies.append(below)
    model.objects.bulk_create(copies)


def copy_citations(old: Plan, new: Plan) -> None:
    """What the text cites by key, for the copied text."""
    keyed = Citation.objects.filter(kind=Plan.kind, object_id=old.pk).exclude(key="")
    Citation.objects.bulk_create(
        Citation(
            unit=new.unit,
            kind=Plan.kind,
            object_id=new.pk,
            document=row.document,
            role=row.role,
            place=row.place,
            key=row.key,
            footnote=row.footnote,
            short_name=row.short_name,
            order=row.order,
        )
        for row in keyed.select_related("document")
    )
