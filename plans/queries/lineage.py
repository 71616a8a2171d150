"""What ties plans to each other: what a new year can inherit, what a replacement carries over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from documents.models import KnownDocument
from organisations.models import ReviewRelation, Subject, Unit
from plans.fields import has_substance, label
from plans.models import (
    Condition,
    LeftOut,
    Plan,
    PlanBasis,
    PlanPart,
    Target,
    Task,
    TaskPartner,
    TaskProgress,
)
from plans.timing import move_day, move_timing
from workflow.clock import today
from workflow.states import STATES

REPEATED = (Task.Timing.RECURRING, Task.Timing.ONGOING)
DONE, DROPPED = "done", "not_done"


def plan_like(plan: Plan) -> Plan | None:
    """The plan that the unit has already where one of this scope and these years can only be once; else None."""
    if plan.scope == Plan.Scope.SUB:
        return None
    same = Plan.objects.filter(
        unit=plan.unit_id, scope=plan.scope, year=plan.year, year_to=plan.year_to, binned_at=None
    )
    return same.order_by("-id").first()


def stage_covering(unit: Unit, year: int) -> Plan | None:
    """The stage plan of the unit that covers the year: the one in force before a draft, then the shortest."""
    rows = Plan.objects.filter(
        unit=unit, scope=Plan.Scope.STAGE, year__lte=year, year_to__gte=year, binned_at=None
    ).exclude(state="superseded")
    return min(rows, key=lambda row: (row.issued_on is None, row.year_to - row.year, -row.pk), default=None)


def units_above(unit: Unit) -> set[int]:
    """The unit, those it stands below, and those that follow its plans today: whose plans it may carry out."""
    found, one = {unit.pk}, unit
    while one.parent_id and one.parent_id not in found:
        found.add(one.parent_id)
        one = one.parent
    relations = ReviewRelation.objects.on(today()).filter(unit=unit, subject=Subject.PLAN)
    return found | set(relations.values_list("authority", flat=True))


@dataclass(frozen=True)
class Offer:
    """A row that the next year's plan can inherit: its time or days before and after, whether it is preticked.

    word: how far the task has come, in the portal's words; "" for a target.
    """

    row: Target | Task
    old: str
    new: str
    ticked: bool
    word: str = ""


def what_to_inherit(plan: Plan, year: int) -> tuple[list[Offer], list[Offer], list[Offer]]:
    """Targets, unfinished tasks and recurring tasks that the plan of ``year`` can take over: three queries.

    A task that is done is not offered; one that was dropped is, without a tick.
    """
    conditions = Prefetch("conditions", Condition.objects.filter(by_date__isnull=False), to_attr="dated")
    targets = Target.objects.filter(plan=plan).select_related("area").prefetch_related(conditions)
    rows = Task.objects.filter(plan=plan).select_related("area", "lead", "progress")
    offered = [_offer_target(row, year - plan.year) for row in in_order(targets)]
    unfinished, repeated = [], []
    for task in in_order(rows):
        state = task.progress.state if hasattr(task, "progress") else ""
        if task.timing in REPEATED:
            repeated.append(_offer_task(task, plan, year, state))
        elif state != DONE:
            unfinished.append(_offer_task(task, plan, year, state))
    return offered, unfinished, repeated


def in_order(rows) -> list:
    """Rows that say something, in the order of the paper."""
    return [row for row in rows.order_by("area__order", "order", "id") if has_substance(row)]


def _offer_target(target: Target, years: int) -> Offer:
    days = [condition.by_date for condition in target.dated]
    old, new = (", ".join(f"{day:%d/%m/%Y}" for day in some) for some in (days, [move_day(d, years) for d in days]))
    return Offer(target, old, new, ticked=True)


def _offer_task(task: Task, plan: Plan, year: int, state: str) -> Offer:
    moved = move_timing(task.timing_text, task.timing, task.starts_on, task.ends_on, year=plan.year, to=year)
    word = STATES[state].word() if state else ""
    return Offer(task, task.timing_text, moved.text, ticked=state != DROPPED, word=word)


def valid_documents(documents: Iterable[KnownDocument], day: date) -> set[int]:
    """Primary keys of the documents that are in force on a day and that nothing has replaced by then."""
    return {
        row.pk
        for row in documents
        if (row.valid_to is None or row.valid_to >= day)
        and (row.replaced_by is None or (row.replaced_by.valid_from or row.replaced_by.issued_on or day) > day)
    }


def bases_left_out(plan: Plan, day: date | None = None) -> list[tuple[PlanBasis, str]]:
    """Legal bases of a plan that no longer hold on the day, each with the sentence why: one query."""
    day = day or today()
    rows = list(PlanBasis.objects.filter(plan=plan).select_related("document__replaced_by"))
    valid = valid_documents([row.document for row in rows], day)
    return [(row, _why_not(row.document, day)) for row in rows if row.document_id not in valid]


def _why_not(document: KnownDocument, day: date) -> str:
    if document.valid_to is not None and document.valid_to < day:
        return f"{document} hết hiệu lực sau ngày {document.valid_to:%d/%m/%Y} nên không chép sang."
    return f"{document} đã được thay thế bằng {document.replaced_by} nên không chép sang."


@dataclass(frozen=True)
class CarryRow:
    """A row of the replaced plan and what the replacing plan makes of it. changed: fields whose words differ.

    old is None for a row that only the new plan has.
    """

    old: Target | Task | None
    new: Target | Task | None
    left_out: LeftOut | None = None
    changed: tuple[str, ...] = ()
    progress: TaskProgress | None = None

    @property
    def is_open(self) -> bool:
        """Neither carried over nor left out with a reason."""
        return self.new is None and self.left_out is None


_COMPARED: dict[type[PlanPart], tuple[str, ...]] = {
    Target: ("phrase", "note"),
    Task: ("content", "product_text", "lead_text", "head_id", "timing_text", "budget", "note"),
}


def carry_over_table(plan: Plan, model: type[PlanPart] = Task) -> list[CarryRow]:
    """Every task (or target) of the replaced plan with what became of it, then what is new: at most six queries."""
    if not plan.replaces_id:
        return []
    old, new = (_with_children(model, one) for one in (plan.replaces_id, plan.pk))
    by_old = {row.carried_from_id: row for row in reversed(new) if row.carried_from_id}
    left, moving = {}, {}
    if model is Task:
        left = {row.task_id: row for row in LeftOut.objects.filter(plan=plan)}
        moving = {row.task_id: row for row in TaskProgress.objects.filter(task__in=[row.pk for row in [*old, *new]])}
    known = {row.pk for row in old}
    table = []
    for row in old:
        twin = by_old.get(row.pk)
        changed = _changed(row, twin) if twin else ()
        progress = moving.get(row.pk) or (moving.get(twin.pk) if twin else None)
        table.append(CarryRow(row, twin, None if twin else left.get(row.pk), changed, progress))
    carried = {id(row.new) for row in table if row.new}
    table += [CarryRow(None, row) for row in new if id(row) not in carried or row.carried_from_id not in known]
    return table


def _with_children(model: type[PlanPart], plan_id: int) -> list:
    rows = model.objects.filter(plan=plan_id).select_related("area")
    if model is Task:
        rows = rows.select_related("area", "lead").prefetch_related(Prefetch("partners", TaskPartner.objects.all()))
    return in_order(rows)


def _changed(old, new) -> tuple[str, ...]:
    names = [name for name in _COMPARED[type(old)] if getattr(old, name) != getattr(new, name)]
    found = [label(type(old), name.removesuffix("_id")) for name in names]
    if old.area.code != new.area.code:
        found.append("lĩnh vực")
    if isinstance(old, Task) and _partner_words(old) != _partner_words(new):
        found.append(label(Task, "partners"))
    return tuple(found)


def _partner_words(task: Task) -> list[str]:
    return [partner.partner_text for partner in task.partners.all()]
