"""Plans below a plan: what they contribute to it, and what of theirs serves its targets and tasks, year by year."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from plans.models import Milestone, Plan, Target, Task
from plans.queries.lineage import DONE, in_order
from plans.queries.sight import plans_of
from workflow.states import STATES


def lineage_ids(plan: Plan) -> list[int]:
    """The plan and those that it replaces, newest first: a row that serves the old one serves the new one."""
    found, one = [plan.pk], plan
    while one.replaces_id and one.replaces_id not in found:
        found.append(one.replaces_id)
        one = one.replaces
    return found


@dataclass(frozen=True)
class Contribution:
    """A plan below with its rows; taken: primary keys of those that the upper plan holds already."""

    plan: Plan
    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
    taken: frozenset[tuple[str, int]]
    ready: bool


def contributions_to(plan: Plan, *, user=None) -> list[Contribution]:
    """Plans below this one that hand rows up, with what was taken: five queries.

    user: only what this person may see. ready: handed in, so that its rows may be taken.
    """
    subs = Plan.objects.filter(upper__in=lineage_ids(plan), scope=Plan.Scope.SUB, binned_at=None)
    if user is not None:
        subs = subs.filter(pk__in=plans_of(user).values("pk"))
    subs = list(subs.exclude(state="superseded").select_related("unit", "area", "holder").order_by("unit__name", "id"))
    rows: dict[tuple[int, type], list] = defaultdict(list)
    taken: set[tuple[str, int]] = set()
    for model in (Target, Task):
        for row in in_order(model.objects.filter(plan__in=subs).select_related("area")):
            rows[row.plan_id, model].append(row)
        keys = model.objects.filter(plan=plan, contributed_from__isnull=False).values_list(
            "contributed_from", flat=True
        )
        taken |= {(model._meta.model_name, pk) for pk in keys}
    return [
        Contribution(
            sub, tuple(rows[sub.pk, Target]), tuple(rows[sub.pk, Task]), frozenset(taken), ready=handed_in(sub)
        )
        for sub in subs
    ]


def handed_in(plan: Plan) -> bool:
    """Whether a plan has been sent or issued and is not being changed again."""
    return bool(plan.times_sent or plan.issued_on) and not STATES[plan.state].editable


@dataclass
class YearServed:
    """One year of a row of an upper plan: the milestone, the rows below that serve it, how many are done.

    done and total count up to the end of the year, so that a stage adds up ("lũy kế").
    """

    year: int
    milestone: Milestone | None
    rows: list = field(default_factory=list)
    done: int = 0
    total: int = 0
    has_plan: bool = False

    @property
    def word(self) -> str:
        """How the year stands, in words."""
        if not self.has_plan:
            return "Chưa có kế hoạch năm"
        if not self.rows:
            return "Chưa có nhiệm vụ"
        mine = [row for row in self.rows if isinstance(row, Task)]
        if mine and all(_is_done(row) for row in mine):
            return "Hoàn thành"
        return "Đang thực hiện" if mine else "Có chỉ tiêu"


@dataclass
class Served:
    """A target or task of an upper plan with its years."""

    row: Target | Task
    years: list[YearServed]

    @property
    def done(self) -> int:
        """Tasks below that are done, over all years."""
        return self.years[-1].done if self.years else 0

    @property
    def total(self) -> int:
        """Tasks below, over all years."""
        return self.years[-1].total if self.years else 0


def _is_done(task: Task) -> bool:
    return hasattr(task, "progress") and task.progress.state == DONE


def served(plan: Plan, *, user=None) -> list[Served]:
    """Each target and task of an upper plan with what serves it, year by year: a constant number of queries.

    A task below counts where its row serves this one, or was contributed to it; one that serves a row of a plan
    that this plan replaced counts for the row that carries it on. user: only what this person may see.
    """
    years = list(range(plan.year, (plan.year_to or plan.year) + 1))
    below = _plans_below(plan, user)
    found = []
    steps = {(row.target_id, row.task_id, row.year): row for row in Milestone.objects.filter(plan=plan)}
    for model in (Target, Task):
        rows = in_order(model.objects.filter(plan=plan).select_related("area"))
        serving = _serving(model, rows, below)
        for row in rows:
            key = (row.pk, None) if model is Target else (None, row.pk)
            found.append(Served(row, _years(years, serving[row.pk], steps, key, below)))
    return found


def _plans_below(plan: Plan, user) -> dict[int, Plan]:
    rows = Plan.objects.filter(upper__in=lineage_ids(plan), binned_at=None).exclude(state="superseded")
    if user is not None:
        rows = rows.filter(pk__in=plans_of(user).values("pk"))
    return {row.pk: row for row in rows.select_related("unit")}


def _serving(model, rows: list, below: dict[int, Plan]) -> dict[int, list]:
    """Rows of plans below by the primary key of the row that they serve."""
    older = _older(model, rows)
    lower = model.objects.filter(plan__in=list(below)).select_related("area", "plan__unit")
    lower = lower.filter(Q(serves__in=list(older)) | Q(contributed_to__in=[row.pk for row in rows]))
    if model is Task:
        lower = lower.select_related("area", "plan__unit", "lead", "progress")
    given = {row.contributed_from_id: row.pk for row in rows if row.contributed_from_id}
    found: dict[int, list] = defaultdict(list)
    for row in lower.distinct().order_by("plan__year", "plan_id", "order", "id"):
        for key in {older.get(row.serves_id), given.get(row.pk)} - {None}:
            found[key].append(row)
    return found


def _older(model, rows: list) -> dict[int, int]:
    """The rows, and those that they carry on from replaced plans, each by the row that stands now."""
    found = {row.pk: row.pk for row in rows}
    open_ones = {row.carried_from_id: row.pk for row in rows if row.carried_from_id}
    while open_ones:
        found |= open_ones
        more = model.everything.filter(pk__in=list(open_ones), carried_from__isnull=False)
        open_ones = {older: open_ones[pk] for pk, older in more.values_list("pk", "carried_from") if older not in found}
    return found


def _years(years: list[int], rows: list, steps: dict, key: tuple, below: dict[int, Plan]) -> list[YearServed]:
    planned = {plan.year for plan in below.values()}
    found, done, total = [], 0, 0
    for year in years:
        mine = [row for row in rows if below[row.plan_id].year == year]
        tasks = [row for row in mine if isinstance(row, Task)]
        done, total = done + sum(_is_done(row) for row in tasks), total + len(tasks)
        found.append(YearServed(year, steps.get((*key, year)), mine, done, total, year in planned))
    return found
