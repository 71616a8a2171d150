"""What plans show on the pages of directives: what became of an item, where it can go, what a change touches."""

from django.urls import reverse
from django.utils.text import Truncator

from directives.impact import Hit
from directives.models import Directive, DirectiveItem
from directives.queries import Outcome
from documents import mentions
from indicators.models import Metric
from organisations.models import Unit, User
from organisations.panels import Panel, register
from organisations.rules import powers_of
from plans.mentions import plan_mentions
from plans.models import Plan, PlanArea, PlanBasis, Target, Task, TaskProduct
from plans.queries.judged import Judged, judge_targets
from plans.queries.sight import drafting_units, plans_of
from plans.wording import short_citation
from workflow.clock import today
from workflow.flows import flow_of
from workflow.states import EDITABLE, STATES

_KINDS = {
    Target: ("target", "Chỉ tiêu", "phrase", "plans:targets"),
    Task: ("task", "Nhiệm vụ", "content", "plans:tasks"),
}
WORDS_SHOWN = 140


def outcomes(item_ids: list[int], user: User) -> list[tuple[int, Outcome]]:
    """Rows of plans that were taken from the items, with how far each has come; four queries.

    A draft that replaces a plan says nothing yet of the rows that it carries on. Rows that a later year inherited
    come after those that were taken, and are told as what they are: the same work, going on.
    """
    rows = [
        (item, row)
        for item, row in [*_rows(Target, item_ids, user), *_rows(Task, item_ids, user)]
        if not (row.carried_from_id and row.plan.issued_on is None)
    ]
    products = _products([row for _, row in rows if isinstance(row, Task)])
    begun_as = _begun_as([row for _, row in rows])
    done = {begun_as[row] for _, row in rows if _standing(row)[2]}
    ordered = sorted(rows, key=lambda pair: begun_as[pair[1]] is not pair[1])
    return [
        (item, _outcome(row, products.get(row.pk, []), taken=begun_as[row], done=begun_as[row] in done))
        for item, row in ordered
    ]


def _begun_as(rows: list[Target | Task]) -> dict[Target | Task, Target | Task]:
    """For each row the one that was taken: itself, or the row of an earlier year that it goes on with.

    A row of a replaced plan is answered for by the row that carries it on.
    """
    stands: dict[tuple[type, int | None], Target | Task] = {}
    for row in rows:
        stands[type(row), row.carried_from_id] = row
    for row in rows:
        stands[type(row), row.pk] = row
    found = {}
    for row in rows:
        first, seen = row, {row.pk}
        while first.inherited_from_id and (type(row), first.inherited_from_id) in stands:
            first = stands[type(row), first.inherited_from_id]
            if first.pk in seen:
                break
            seen.add(first.pk)
        found[row] = first
    return found


def _rows(model: type[Target] | type[Task], item_ids: list[int], user: User) -> list[tuple[int, Target | Task]]:
    """(item, row) of plans that stand: those in the bin and those replaced say nothing any more."""
    plans = plans_of(user).filter(binned_at=None).exclude(state="superseded").order_by()
    related = ("plan__unit", "area", "progress") if model is Task else ("plan__unit", "area")
    rows = model.objects.filter(plan__in=plans.values("pk"), source_item__in=item_ids).select_related(*related)
    return [(row.source_item_id, row) for row in rows.order_by("plan__year", "plan_id", "area__order", "order", "id")]


def _products(tasks: list[Task]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = TaskProduct.objects.filter(progress__task__in=[task.pk for task in tasks]).select_related(
        "document", "progress"
    )
    for row in rows:
        found.setdefault(row.progress.task_id, []).append(short_citation(row.document))
    return found


def _outcome(row: Target | Task, products: list[str], *, taken: Target | Task, done: bool) -> Outcome:
    """taken: the row by which the plan took the item; done: whether this work is done, in whichever year."""
    kind, noun, field, _ = _KINDS[type(row)]
    word, pill, _ = _standing(row)
    lead = getattr(row, "lead_text", "")
    notes = [
        str(row.plan),
        f"chủ trì: {lead}" if lead else "",
        f"sản phẩm: {', '.join(products)}" if products else "",
    ]
    opening = noun if taken is row else f"Tiếp tục ở kế hoạch năm {row.plan.year}"
    title = f"{opening}: {_short(getattr(row, field))}"
    return Outcome(
        row.plan.unit_id, kind, title, word, pill, _address(row), "; ".join(note for note in notes if note), done
    )


def _standing(row: Target | Task) -> tuple[str, str, bool]:
    """Word, pill and whether it is done: the task's own state, else that of its plan."""
    progress = _progress(row)
    if progress is not None:
        state = STATES[progress.state]
        return state.word(), state.pill, progress.state == "done"
    if row.plan.state in EDITABLE:
        return "Trong dự thảo kế hoạch", "neutral", False
    if row.plan.issued_on is None and row.plan.state != "registered":
        return "Trong kế hoạch đang trình", "blue", False
    return "Đã vào kế hoạch", "blue", False


def _progress(row: Target | Task):
    return getattr(row, "progress", None) if isinstance(row, Task) else None


def _address(row: Target | Task) -> str:
    progress = _progress(row)
    if progress is not None:
        return flow_of(progress).url(progress)
    kind, _, _, page = _KINDS[type(row)]
    return f"{reverse(page, args=[row.plan.code])}#{kind}-{row.pk}"


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(WORDS_SHOWN)


def take_up(directive: Directive, user: User) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """Where the person can take an item: (mã, label, areas, address) of each plan in work, the newest year first."""
    units = drafting_units(user, powers_of(user))
    plans = (
        Plan.objects.filter(unit__in=units, state__in=EDITABLE, binned_at=None)
        .select_related("unit")
        .order_by("-year", "-id")
    )
    areas: dict[int, list[tuple[str, str]]] = {}
    for row in PlanArea.objects.filter(plan__in=plans.order_by()).select_related("area").order_by("order", "id"):
        areas.setdefault(row.plan_id, []).append((row.area.code, row.heading or row.area.name))
    several = len({plan.unit_id for plan in plans}) > 1
    return [
        (
            plan.code,
            f"{plan}, {plan.unit.name}" if several else str(plan),
            areas.get(plan.pk, []),
            reverse("plans:take_up", args=[plan.code]),
        )
        for plan in plans
    ]


def impact(item_ids: list[int], directive: Directive, user: User) -> list[Hit]:
    """Targets and tasks taken from the items, and the plans in work that hold them.

    Where every item is meant the whole document is: then plans in work that rest on it count as well.
    """
    rows = [*_rows(Target, item_ids, user), *_rows(Task, item_ids, user)]
    found = [_hit(row, item) for item, row in rows]
    open_plans = {row.plan_id: row.plan for _, row in rows if _in_work(row.plan)}
    if set(DirectiveItem.objects.filter(directive=directive).values_list("pk", flat=True)) <= set(item_ids):
        resting = PlanBasis.objects.filter(document=directive.document_id).values("plan")
        plans = plans_of(user).filter(pk__in=resting, binned_at=None)
        open_plans |= {plan.pk: plan for plan in plans if _in_work(plan)}
    return found + [_paper(plan) for plan in open_plans.values()]


def _in_work(plan: Plan) -> bool:
    return plan.issued_on is None and plan.state != "registered"


def _hit(row: Target | Task, item: int) -> Hit:
    kind, _, field, _ = _KINDS[type(row)]
    word, pill, _ = _standing(row)
    title = f"{_short(getattr(row, field))} ({row.plan}, {row.plan.unit.name})"
    return Hit(kind, title, word, _address(row), (kind, row.pk), item, pill)


def _paper(plan: Plan) -> Hit:
    state = STATES[plan.state]
    url = flow_of(plan).url(plan)
    return Hit("paper", flow_of(plan).title(plan), state.word(), url, (Plan.kind, plan.pk), None, state.pill)


TARGETS_SHOWN = 12


def measured_targets(metric: Metric, unit: Unit, user: User) -> list[dict]:
    """Targets of the unit's plans in force that the metric answers, with how they stand: the newest year first."""
    plans = plans_of(user).filter(unit=unit, binned_at=None).exclude(state="superseded").order_by()
    rows = Target.objects.filter(plan__in=plans.values("pk"), conditions__metric=metric).distinct()
    found = rows.select_related("plan__unit").prefetch_related("conditions").order_by("-plan__year", "plan_id", "order")
    judged = judge_targets(found[:TARGETS_SHOWN], on=today())
    return [_measured(one) for one in judged.values()]


def _measured(one: Judged) -> dict:
    sentences = " ".join(verdict.sentence for condition, verdict, _ in one.rows if condition.metric_id)
    title = f"{_short(one.target.phrase)} ({one.target.plan})"
    word, pill, icon = one.pill["word"], one.pill["kind"], one.pill["icon"]
    return {
        "title": title,
        "url": _address(one.target),
        "word": word,
        "pill": pill,
        "icon": icon,
        "sentence": sentences,
    }


def register_all() -> None:
    """Make the panels known at their places."""
    register("metric.targets", Panel("plans", "Chỉ tiêu", measured_targets))
    register("directive_item.outcome", Panel("plans", "Đã thành", outcomes))
    register("directive_item.take_up", Panel("plans", "Đưa vào kế hoạch", take_up))
    register(mentions.PLACE, Panel("plans", "Kế hoạch", plan_mentions))
    register("directive_item.impact", Panel("plans", "Kế hoạch, chỉ tiêu, nhiệm vụ", impact))
