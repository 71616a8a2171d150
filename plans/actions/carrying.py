"""Work on tasks follows the plan: it begins when a plan is in force and moves to the plan that replaces it."""

from datetime import date
from typing import Any

from django.db import transaction

from organisations.models import Appointment, User
from organisations.roles import Capability
from organisations.rules import holders
from plans.models import LeftOut, Plan, Task, TaskProgress
from plans.queries import Content, content, plan_day
from plans.queries import progress as reads
from workflow import actions as moves
from workflow import duties
from workflow.clock import today
from workflow.models import MeasuredBy, Obligation, Road
from workflow.offices import People

_NOT_CARRIED = "Kế hoạch thay thế không còn nhiệm vụ này."


def begin_tasks(plan: Plan, *, by: User) -> list[TaskProgress]:
    """Begin the work on every task of a plan in force that has none yet; a constant number of queries.

    A task answers to its head, else to the one person on its post, as far as that person works with the portal;
    else the focal point looks after it.
    """
    if not reads.in_force(plan):
        return []
    found = content(plan)
    begun = set(TaskProgress.objects.filter(task__plan=plan).values_list("task", flat=True))
    fresh = [task for task in found.tasks if task.pk not in begun]
    facts = _Facts(plan, found)
    with transaction.atomic():
        return moves.start_many(
            [TaskProgress(unit=plan.unit, task=task, **facts.of(task)) for task in fresh],
            by=by,
            road=Road.CARRYING_OUT,
        )


class _Facts:
    """Who answers for the tasks of one plan and until when, read once for all of them."""

    def __init__(self, plan: Plan, found: Content):
        self.plan, self.places = plan, reads.task_places(found)
        living = People({plan.unit_id}).living(plan.unit_id) or [plan.unit_id]
        self.accounts = {user.official_id: user for user in holders(Capability.DRAFT, living[0]) if user.official_id}
        self.by_unit: dict[int, set[int]] = {}
        leads = {task.lead_id for task in found.tasks if task.lead_id} - {plan.unit_id}
        for row in Appointment.objects.on(plan_day(plan)).filter(unit__in=leads):
            self.by_unit.setdefault(row.unit_id, set()).add(row.official_id)
        # A day that had passed when the plan entered the portal or was issued is kept to be read, not to be late.
        self.since = today() if plan.origin == Plan.Origin.REGISTERED else plan_day(plan)

    def of(self, task: Task) -> dict[str, Any]:
        """Person and deadline of a task as fields of its work."""
        source = f"{self.plan}, nhiệm vụ {self.places.get(task.pk, '')}".strip()
        due_on: date | None = task.ends_on
        if due_on is not None and due_on < self.since:
            source = f"{source}; hạn {due_on:%d/%m/%Y} đã qua khi ban hành, không tính muộn"
            due_on = None
        return {
            "person": self.person(task),
            "due_on": due_on,
            "due_source": source[:300],
            "measured_by": MeasuredBy.SENT,
        }

    def person(self, task: Task) -> User | None:
        """The account that answers for the task."""
        wanted = [task.head.official_id] if task.head_id else []
        alone = self.by_unit.get(task.lead_id or 0, set())
        wanted += list(alone) if len(alone) == 1 else []
        return next((self.accounts[pk] for pk in wanted if pk in self.accounts), None)


def carry_tasks(old: Plan, new: Plan, *, by: User) -> None:
    """Move the work on the tasks of a replaced plan to the rows that carry them on; end or begin the rest.

    A row carries what its ``carried_from`` carries, through plans between as well. Work that the new plan left out
    ends with the reason given there; finished work stays where it was done.
    """
    found = content(new)
    facts, open_work = _Facts(new, found), _work_of(old)
    with transaction.atomic():
        for task in found.tasks:
            progress = _ancestor(task, open_work)
            if progress is not None:
                _carry(open_work.pop(progress.task_id), task, facts, by=by)
        reasons = dict(LeftOut.objects.filter(plan=new).values_list("task", "reason"))
        for task_id, progress in open_work.items():
            if progress.state not in ("done", "not_done"):
                moves.follow("leave_out", progress, by=by, comment=reasons.get(task_id, _NOT_CARRIED))
        begin_tasks(new, by=by)


def _work_of(plan: Plan) -> dict[int, TaskProgress]:
    """Work on the rows of a plan and of those it replaced, by primary key of the row."""
    line, older = [plan.pk], plan.replaces_id
    while older and older not in line:
        line.append(older)
        older = Plan.objects.values_list("replaces", flat=True).get(pk=older)
    rows = TaskProgress.objects.filter(task__plan__in=line).select_related("task__plan", "task__area", "unit")
    return {row.task_id: row for row in rows if row.task.plan_id == plan.pk or row.state != "not_done"}


def _ancestor(task: Task, work: dict[int, TaskProgress]) -> TaskProgress | None:
    """The work that the row carries on: that of the nearest row before it."""
    seen, older = {task.pk}, task.carried_from_id
    while older and older not in seen:
        if older in work:
            return work[older]
        seen.add(older)
        older = Task.everything.values_list("carried_from", flat=True).get(pk=older)
    return None


def _carry(progress: TaskProgress, task: Task, facts: _Facts, *, by: User) -> None:
    known = facts.of(task)
    # Replacing a plan does not wipe out that a task was late already.
    if task.ends_on == progress.task.ends_on:
        known["due_on"] = progress.due_on
        known["due_source"] = known["due_source"].partition(";")[0]
    details = {"task": task, **known, "log": {"from_row": progress.task_id, "to_row": task.pk, "place": str(task.plan)}}
    owe(moves.follow("carry_over", progress, by=by, **details))


def owe(progress: TaskProgress) -> None:
    """Make the open duty of the work say the deadline that the work says."""
    due_on, inclusive = duties.due_of(progress)
    rows = Obligation.objects.filter(kind=progress.kind, object_id=progress.pk, closed_at=None)
    rows.update(
        due_on=due_on,
        inclusive=inclusive,
        measured_by=progress.measured_by if due_on else "",
        source_text=progress.due_source if due_on else "",
    )
