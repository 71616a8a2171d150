"""Everything a plan holds, read for many plans in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from documents.models import Citation, IssuedDocument, KnownDocument
from documents.reading.citations import find_citations
from organisations.models import Appointment, Unit
from organisations.remembering import recall
from plans.fields import has_substance
from plans.models import (
    Milestone,
    Plan,
    PlanArea,
    PlanBasis,
    PlanRecipient,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
    TaskPartner,
    Waiver,
)
from workflow.clock import today

AREA_MISSING = "area_missing"


@dataclass(frozen=True)
class AreaContent:
    """An area with its rows. number: its place on paper, None for an area left out with a reason."""

    row: PlanArea
    number: int | None
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]

    @property
    def is_empty(self) -> bool:
        """Nothing to print."""
        return not self.targets and not self.tasks

    @property
    def heading(self) -> str:
        """The printed heading."""
        return self.row.heading or self.row.area.name

    @property
    def task_letter(self) -> str:
        """Tasks are point b) where targets come first."""
        return "b" if self.targets else "a"


@dataclass
class Content:
    """A plan's rows in their order, without rows that say nothing yet."""

    plan: Plan
    texts: dict[str, str] = field(default_factory=dict)
    areas: list[AreaContent] = field(default_factory=list)
    bases: list[PlanBasis] = field(default_factory=list)
    responsibilities: list[Responsibility] = field(default_factory=list)
    deadlines: list[ReportDeadline] = field(default_factory=list)
    recipients: list[PlanRecipient] = field(default_factory=list)
    waivers: dict[tuple[str, str], Waiver] = field(default_factory=dict)
    cited: dict[str, list[Citation]] = field(default_factory=dict)
    milestones: dict[tuple[str, int], list[Milestone]] = field(default_factory=dict)
    empty_rows: list = field(default_factory=list)

    @property
    def tasks(self) -> list[Task]:
        """Tasks of all areas."""
        return [task for area in self.areas for task in area.tasks]

    @property
    def targets(self) -> list[Target]:
        """Targets of all areas."""
        return [target for area in self.areas for target in area.targets]


_PARTS = (
    "plantexts",
    Prefetch("planareas", PlanArea.objects.select_related("area")),
    Prefetch("planbasiss", PlanBasis.objects.select_related("document")),
    Prefetch("targets", Target.objects.select_related("area")),
    "targets__conditions",
    Prefetch("tasks", Task.objects.select_related("area", "product_type", "lead", "head__official")),
    Prefetch("tasks__partners", TaskPartner.objects.select_related("partner")),
    "responsibilitys",
    "reportdeadlines",
    Prefetch("planrecipients", PlanRecipient.objects.select_related("recipient_unit")),
    Prefetch("waivers", Waiver.objects.select_related("requested_by__official", "approved_by__official")),
)


def contents(plans: Iterable[Plan]) -> dict[int, Content]:
    """The content of each plan by primary key, read afresh from the database."""
    fresh = list(
        Plan.objects.filter(pk__in=[plan.pk for plan in plans]).select_related(
            "unit__parent", "template", "signer__official", "replaces__unit"
        )
    )
    prefetch_related_objects(fresh, *_PARTS)
    cited: dict[int, dict[str, list[Citation]]] = defaultdict(lambda: defaultdict(list))
    rows = Citation.objects.filter(kind=Plan.kind, object_id__in=[plan.pk for plan in fresh])
    for row in rows.exclude(key="").select_related("document").order_by("key", "order", "id"):
        cited[row.object_id][row.key].append(row)
    steps = _milestones([plan for plan in fresh if plan.scope == Plan.Scope.STAGE])
    return {plan.pk: _content(plan, cited[plan.pk], steps.get(plan.pk, {})) for plan in fresh}


def _milestones(stages: list[Plan]) -> dict[int, dict[tuple[str, int], list[Milestone]]]:
    """Milestones of stage plans by plan and row ("task", 12); nothing is asked where no plan is one."""
    found: dict[int, dict[tuple[str, int], list[Milestone]]] = defaultdict(lambda: defaultdict(list))
    for row in Milestone.objects.filter(plan__in=stages).order_by("year", "id") if stages else ():
        key = ("target", row.target_id) if row.target_id else ("task", row.task_id)
        found[row.plan_id][key].append(row)
    return found


def content(plan: Plan) -> Content:
    """The content of one plan."""
    return contents([plan])[plan.pk]


def _content(plan: Plan, cited: dict[str, list[Citation]], milestones: dict[tuple[str, int], list]) -> Content:
    found = Content(plan, cited=dict(cited), milestones=dict(milestones))
    found.texts = {text.section: text.body for text in plan.plantexts.all()}
    found.waivers = {(waiver.code, waiver.place): waiver for waiver in plan.waivers.all()}
    found.bases = list(plan.planbasiss.all())
    found.deadlines = list(plan.reportdeadlines.all())
    found.responsibilities = _with_words(found, plan.responsibilitys.all())
    found.recipients = _with_words(found, plan.planrecipients.all())
    targets, tasks = defaultdict(list), defaultdict(list)
    for target in _with_words(found, plan.targets.all()):
        targets[target.area_id].append(target)
    for task in _with_words(found, plan.tasks.all()):
        tasks[task.area_id].append(task)
    number = 0
    for row in plan.planareas.all():
        mine = tuple(targets[row.area_id]), tuple(tasks[row.area_id])
        left_out = not any(mine) and (AREA_MISSING, area_place(row)) in found.waivers
        number += not left_out
        found.areas.append(AreaContent(row, None if left_out else number, *mine))
    return found


def _with_words(found: Content, rows) -> list:
    said = [row for row in rows if has_substance(row)]
    found.empty_rows += [row for row in rows if not has_substance(row)]
    return said


def area_place(row: PlanArea) -> str:
    """The place of an area in findings and remarks."""
    return f"area-{row.area.code}"


def plan_day(plan: Plan) -> date:
    """The day by which rules of the plan are resolved: its own date, today while it has none."""
    return plan.issued_on or today()


def own_units(plan: Plan) -> list[Unit]:
    """The unit with its rooms, posts and bodies on the plan's day: who can lead a task."""
    return [*recall(("rooms", plan.unit_id), lambda: _rooms(plan), day=plan_day(plan)), plan.unit]


def _rooms(plan: Plan) -> list[Unit]:
    on_day = Unit.objects.on(plan_day(plan))
    below = Q(parent=plan.unit_id) | Q(parent__parent=plan.unit_id)
    rooms = on_day.filter(below, kind__in=[Unit.Kind.OFFICE, Unit.Kind.POST, Unit.Kind.BODY, Unit.Kind.DIVISION])
    return list(rooms.order_by("order", "name"))


def named_units(plan: Plan, own: list[Unit] | None = None) -> list[Unit]:
    """Units that a plan may name as partner or recipient: its own, those above and their offices.

    own: ``own_units`` of the plan where they were read already.
    """
    outer = recall(("above", plan.unit_id), lambda: _above(plan), day=plan_day(plan))
    return [*(own_units(plan) if own is None else own), *outer]


def _above(plan: Plan) -> list[Unit]:
    above, one = [], plan.unit
    while one.parent_id and one.parent_id not in above:
        above.append(one.parent_id)
        one = one.parent
    offices = [Unit.Kind.DEPARTMENT, Unit.Kind.DIVISION]
    rows = Unit.objects.on(plan_day(plan)).filter(Q(pk__in=above) | Q(parent__in=above, kind__in=offices))
    return list(rows.order_by("order", "name"))


def heads(plan: Plan) -> QuerySet[Appointment]:
    """People who can answer for a task on the plan's day."""
    units = [unit.pk for unit in own_units(plan)]
    return Appointment.objects.on(plan_day(plan)).filter(unit__in=units).select_related("official", "unit")


def numbers_of(plans: Iterable[Plan]) -> dict[int, IssuedDocument]:
    """The issued document of each plan that has a number: one query."""
    rows = IssuedDocument.objects.filter(
        source_kind=Plan.kind, source_id__in=[plan.pk for plan in plans], number__isnull=False
    ).select_related("known_document")
    return {row.source_id: row for row in rows}


def number_words(plans: Iterable[Plan]) -> dict[int, str]:
    """Number and symbol of each plan that has one, issued here or registered: "16/KH-UBND". One query."""
    plans = list(plans)
    words = {pk: f"{issued.number:02d}/{issued.symbol}" for pk, issued in numbers_of(plans).items()}
    registered = {plan.pk: plan.registered_number for plan in plans if plan.registered_number}
    return registered | words


def document_of(plan: Plan) -> KnownDocument | None:
    """The plan among known documents: registered with its number, or issued here; None for a draft."""
    if plan.known_document_id:
        return plan.known_document
    issued = numbers_of([plan]).get(plan.pk)
    return issued.known_document if issued else None


def cited_document(text: str) -> KnownDocument | None:
    """The known document that words cite, by number key and day."""
    for cited in find_citations(text):
        rows = KnownDocument.objects.filter(number_key=cited.key)
        if cited.number and cited.date:
            return rows.filter(issued_on=cited.date).first()
    return None


def plan_of_year(unit: Unit, year: int) -> Plan | None:
    """The year's plan in force or in work of a unit: the newest that is not in the bin."""
    return Plan.objects.filter(unit=unit, year=year, scope=Plan.Scope.ANNUAL, binned_at=None).order_by("-id").first()


def documents_like(user, words: str, limit: int = 12) -> QuerySet[KnownDocument]:
    """Known documents whose number, type or subject contains the words."""
    found = KnownDocument.objects.visible_to(user)
    for word in words.split():
        found = found.filter(Q(number__icontains=word) | Q(subject__icontains=word) | Q(type_name__icontains=word))
    return found.order_by("-issued_on", "-id")[:limit]
