"""What ties a plan in work to papers and plans outside it and is still open: work given, tasks not carried over."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from directives.models import Answer, Receipt
from directives.queries import Node, flat, given_to, is_work, trees
from documents.models import KnownDocument
from plans.models import LeftOut, Plan, Target, Task
from workflow.models import Road
from workflow.states import STATES


@dataclass(frozen=True)
class Ungiven:
    """A directive that gives the unit work: how many items, and the places of those that nobody has answered."""

    document: KnownDocument
    total: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class Ties:
    """What is open around one plan. dropped: tasks of the replaced plan neither carried over nor left out."""

    given: tuple[Ungiven, ...] = ()
    dropped: tuple[Task, ...] = ()


def open_ties(plans: Iterable[Plan]) -> dict[int, Ties]:
    """Ties of each plan by primary key; plans that are not in work have none. A constant number of queries.

    Work that stands in any plan of the unit, or that the unit has answered otherwise, is not open.
    """
    plans = list(plans)
    in_work = [plan for plan in plans if STATES[plan.state].editable and plan.road != Road.REGISTRATION]
    given = _given({plan.unit_id for plan in in_work if plan.scope == Plan.Scope.ANNUAL})
    dropped = _dropped([plan for plan in in_work if plan.replaces_id])
    working = {plan.pk for plan in in_work}
    return {
        plan.pk: Ties(
            tuple(given[plan.unit_id]) if plan.pk in working and plan.scope == Plan.Scope.ANNUAL else (),
            tuple(dropped[plan.pk]),
        )
        for plan in plans
    }


def _given(units: set[int]) -> dict[int, list[Ungiven]]:
    found: dict[int, list[Ungiven]] = defaultdict(list)
    receipts: dict[tuple[int, int], list[Receipt]] = defaultdict(list)
    if units:
        held = Receipt.objects.filter(unit__in=units, binned_at=None, directive__withdrawn_on=None)
        for row in held.select_related("unit", "addressee", "directive__document").order_by("directive_id", "id"):
            receipts[row.unit_id, row.directive_id].append(row)
    if not receipts:
        return found
    directives = {rows[0].directive_id: rows[0].directive for rows in receipts.values()}
    nodes = trees(list(directives.values()), targets=False)
    answered = _answered(units)
    for (unit_id, directive_id), rows in receipts.items():
        one, addressees = rows[0], [row.addressee for row in rows]
        mine = [
            node
            for node in flat(nodes[directive_id])
            if is_work(node) and given_to(node, one.directive, one.unit, addressees)
        ]
        open_ones = [node for node in mine if not _held(node, unit_id, answered)]
        if open_ones:
            places = tuple(node.place for node in open_ones)
            found[unit_id].append(Ungiven(one.directive.document, len(mine), places))
    return found


def _held(node: Node, unit_id: int, answered: set[tuple[int, int]]) -> bool:
    """The item, or all that stands below it, has been answered."""
    if (unit_id, node.item.pk) in answered:
        return True
    return bool(node.children) and all(_held(child, unit_id, answered) for child in node.children)


def _answered(units: set[int]) -> set[tuple[int, int]]:
    """(unit, item) of everything that a unit has taken into a plan or answered otherwise: one query."""
    taken = [
        model.objects.filter(plan__unit__in=units, plan__binned_at=None, source_item__isnull=False)
        .order_by()
        .values_list("plan__unit", "source_item")
        for model in (Task, Target)
    ]
    return set(Answer.objects.filter(unit__in=units).order_by().values_list("unit", "item").union(*taken))


def _dropped(plans: list[Plan]) -> dict[int, list[Task]]:
    found: dict[int, list[Task]] = defaultdict(list)
    if not plans:
        return found
    carried = set(Task.objects.filter(plan__in=plans, carried_from__isnull=False).values_list("plan", "carried_from"))
    carried |= set(LeftOut.objects.filter(plan__in=plans).values_list("plan", "task"))
    by_old = {plan.replaces_id: plan for plan in plans}
    old = (
        Task.objects.filter(plan__in=list(by_old)).exclude(content="").order_by("plan_id", "area__order", "order", "id")
    )
    for task in old.select_related("area"):
        plan = by_old[task.plan_id]
        if (plan.pk, task.pk) not in carried:
            found[plan.pk].append(task)
    return found
