"""How the tasks of plans stand: their work under way, what is late, who answers for what, what tags count."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils.timezone import localtime

from documents.models import Citation
from documents.reading.quantities import NotReadable
from documents.reading.timing import read_timing
from organisations.models import Appointment, Official, Unit
from plans.models import Plan, Tag, Task, TaskPartner, TaskProduct, TaskProgress, TaskTag
from plans.queries.content import Content, content, own_units, plan_day
from workflow.clock import today

WORKING = ("not_started", "in_progress", "ongoing", "awaiting_trigger")
REPORTED = ("to_confirm", "done")
# The periods of a recurring task by its rhythm: what a note is for. Weeks and years need none.
PERIODS: dict[str, tuple[tuple[str, str], ...]] = {
    "month": tuple((f"T{month:02d}", f"Tháng {month}") for month in range(1, 13)),
    "quarter": (("Q1", "Quý I"), ("Q2", "Quý II"), ("Q3", "Quý III"), ("Q4", "Quý IV")),
    "half_year": (("N1", "6 tháng đầu năm"), ("N2", "6 tháng cuối năm")),
}


def in_force(plan: Plan) -> bool:
    """Whether the plan has been issued (here or before the portal) and not replaced since."""
    issued = plan.issued_on is not None or plan.state == "registered"
    return issued and plan.state != "superseded" and plan.binned_at is None


def task_places(found: Content) -> dict[int, str]:
    """Where each task stands in its plan, by primary key: "II.3.b.4"."""
    return {
        task.pk: f"II.{area.number}.{area.task_letter}.{order}"
        for area in found.areas
        for order, task in enumerate(area.tasks, start=1)
    }


def progress_of(plans: Iterable[Plan]) -> dict[int, TaskProgress]:
    """Work under way of the plans' tasks, by primary key of the task: one query."""
    rows = TaskProgress.objects.filter(task__plan__in=[plan.pk for plan in plans])
    return {row.task_id: row for row in rows.select_related("unit", "person__official")}


@dataclass(frozen=True)
class Standing:
    """How many tasks of a plan are under way, how many are confirmed done, how many are past their day."""

    total: int = 0
    done: int = 0
    dropped: int = 0
    late: int = 0


def standings(plans: Iterable[Plan]) -> dict[int, Standing]:
    """The standing of each plan that has work under way, by primary key: one query."""
    rows = TaskProgress.objects.filter(task__plan__in=[plan.pk for plan in plans]).values("task__plan").order_by()
    counted = rows.annotate(
        total=Count("pk"),
        done=Count("pk", filter=Q(state="done")),
        dropped=Count("pk", filter=Q(state="not_done")),
        late=Count("pk", filter=overdue()),
    )
    return {row.pop("task__plan"): Standing(**row) for row in counted}


def overdue(before: str = "") -> Q:
    """Condition of work whose day has passed and that nobody has reported done; ``before`` leads to it."""
    return Q(**{f"{before}state__in": WORKING, f"{before}due_on__lt": today()})


def done_late() -> Q:
    """Condition of work that was reported done after its day."""
    return Q(state__in=REPORTED, sent_at__date__gt=F("due_on"))


def reported_on(progress: TaskProgress) -> date | None:
    """The day on which the work was reported done; None while it is not."""
    reported = progress.state in REPORTED and progress.sent_at is not None
    return localtime(progress.sent_at).date() if reported else None


def late(progress: TaskProgress) -> int:
    """By how many days the work is late: reported after its day, or still open past it; 0 in time."""
    day = reported_on(progress) or (today() if progress.state in WORKING else None)
    if day is None or progress.due_on is None:
        return 0
    return max(0, (day - progress.due_on).days)


def closed_with_plan(progress: TaskProgress) -> bool:
    """Whether the work ended because the plan that replaced its own no longer has it."""
    return not in_force(progress.task.plan)


def periods(task: Task) -> tuple[tuple[str, str], ...]:
    """(key, name) of the periods of a recurring task; nothing for the others."""
    if task.timing != Task.Timing.RECURRING:
        return ()
    try:
        return PERIODS.get(read_timing(task.timing_text, task.plan.year).every, ())
    except NotReadable:
        return ()


def tasks_under_way(user) -> QuerySet[TaskProgress]:
    """Work under way that ``user`` may see, with what its line in a list needs."""
    return (
        TaskProgress.objects.visible_to(user)
        .select_related("unit", "person__official", "task__area", "task__plan", "task__head__official", "task__lead")
        .prefetch_related(Prefetch("products", TaskProduct.objects.select_related("document")))
    )


def answerable(progress: TaskProgress) -> Official | None:
    """Who answers for a delay unless somebody else is named: the task's head, else who carries it out."""
    if progress.task.head_id:
        return progress.task.head.official
    return progress.person.official if progress.person_id else None


@dataclass
class Carried:
    """One official of the unit and the tasks in which the plan counts on them."""

    official: Official
    titles: list[str] = field(default_factory=list)
    heads: list[Task] = field(default_factory=list)
    leads: list[Task] = field(default_factory=list)
    partners: list[Task] = field(default_factory=list)

    @property
    def has_none(self) -> bool:
        """No task names this person or their post."""
        return not (self.heads or self.leads or self.partners)

    @property
    def tasks(self) -> list[Task]:
        """Every task once, the person's own first."""
        return list(dict.fromkeys([*self.heads, *self.leads, *self.partners]))


@dataclass
class Coverage:
    """Person × task of one plan (seed 000, item 33): who carries what, who has none, which tasks have nobody."""

    plan: Plan
    people: list[Carried]
    without_person: list[Task]
    places: dict[int, str]

    @property
    def without_task(self) -> list[Carried]:
        """People whom no task counts on."""
        return [row for row in self.people if row.has_none]


def coverage(plan: Plan, found: Content | None = None) -> Coverage:
    """Who of the unit carries which task of the plan on its day: a constant number of queries."""
    found = found or content(plan)
    units = own_units(plan)
    rows = Appointment.objects.on(plan_day(plan)).filter(unit__in=[unit.pk for unit in units])
    people: dict[int, Carried] = {}
    below: dict[int, list[Carried]] = defaultdict(list)
    for row in rows.select_related("official", "unit").order_by("-is_head", "unit__order", "official__full_name", "pk"):
        person = people.setdefault(row.official_id, Carried(row.official))
        person.titles.append(row.title)
        # The unit itself leads through its head; a room or a post through everybody in it.
        if row.unit_id != plan.unit_id or row.is_head:
            below[row.unit_id].append(person)
    alone = [task for task in found.tasks if not _carried(task, people, below)]
    return Coverage(plan, list(people.values()), alone, task_places(found))


def _carried(task: Task, people: dict[int, Carried], below: dict[int, list[Carried]]) -> bool:
    """Enter the task with everybody who carries it; False where nobody heads or leads it."""
    head = people.get(task.head.official_id) if task.head_id else None
    if head is not None:
        head.heads.append(task)
    leads = below.get(task.lead_id, []) if task.lead_id else []
    for person in leads:
        person.leads.append(task)
    for partner in task.partners.all():
        for person in below.get(partner.partner_id, []):
            person.partners.append(task)
    return head is not None or bool(leads)


def delays(unit: Unit, year: int) -> list[TaskProgress]:
    """Work of the unit in a year that is or was late, with reason and who answers for it; the latest day first."""
    rows = TaskProgress.objects.filter(overdue() | done_late(), unit=unit, task__plan__year=year)
    return list(
        rows.select_related("task__plan", "task__head__official", "answerable", "person__official").order_by(
            "-due_on", "pk"
        )
    )


@dataclass(frozen=True)
class TagCount:
    """A tag of a programme with the tasks of a plan that count under it."""

    tag: Tag
    tasks: int
    done: int


def tag_counts(plan: Plan) -> list[TagCount]:
    """Tags that tasks of the plan carry, by programme, in order: two queries."""
    rows = TaskTag.objects.filter(task__plan=plan.pk, task__removed_at=None).values("tag").order_by()
    counted = rows.annotate(tasks=Count("pk"), done=Count("pk", filter=Q(task__progress__state="done")))
    numbers = {row["tag"]: (row["tasks"], row["done"]) for row in counted}
    tags = Tag.objects.filter(pk__in=numbers).select_related("programme")
    return [TagCount(tag, *numbers[tag.pk]) for tag in tags.order_by("programme__order", "programme_id", "order")]


def partner_units(task: Task) -> set[int]:
    """Units named as partners of the task."""
    rows = TaskPartner.objects.filter(task=task.pk, partner__isnull=False)
    return set(rows.values_list("partner", flat=True))


def words_only(plan: Plan) -> Content:
    """The plan with no more than the documents that its words cite: what one row needs to be read. One query."""
    cited: dict[str, list[Citation]] = defaultdict(list)
    rows = Citation.objects.filter(kind=Plan.kind, object_id=plan.pk).exclude(key="").select_related("document")
    for row in rows.order_by("key", "order", "id"):
        cited[row.key].append(row)
    return Content(plan, cited=dict(cited))
