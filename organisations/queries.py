"""Reads worth a name: units in sight, the tree of a day, who leads each unit."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from organisations import text
from organisations.models import Appointment, ReviewRelation, Succession, Unit, reachable_units
from organisations.sight import Review, UnitDays, World


def visible_units(user):
    """Units whose rows ``user`` may see on any subject today."""
    return Unit.objects.filter(pk__in=reachable_units(user))


@dataclass(frozen=True)
class Branch:
    """A unit in the order of the tree: how deep it hangs below the first visible unit."""

    pk: int
    depth: int


def tree(units) -> list[Branch]:
    """The units of a queryset, parents before children, each with its depth; siblings by the Vietnamese alphabet."""
    rows = list(units.order_by().values_list("pk", "parent_id", "order", "name"))
    rows.sort(key=lambda row: (row[2], text.order(row[3]), row[0]))
    known = {row[0] for row in rows}
    children: dict[int | None, list[int]] = defaultdict(list)
    for pk, parent, *_ in rows:
        children[parent if parent in known else None].append(pk)
    found: list[Branch] = []
    open_ends = [Branch(pk, 0) for pk in reversed(children[None])]
    while open_ends:
        branch = open_ends.pop()
        found.append(branch)
        open_ends.extend(Branch(pk, branch.depth + 1) for pk in reversed(children[branch.pk]))
    return found


@dataclass
class Leads:
    """Who heads a unit and who is its CCHC focal point; None where nobody is recorded."""

    head: Appointment | None = None
    focal_point: Appointment | None = None


def leads_of(units: Iterable[int], day: date) -> dict[int, Leads]:
    """Head and focal point of each unit (by id) on ``day``, in one query."""
    found: dict[int, Leads] = defaultdict(Leads)
    rows = Appointment.objects.on(day).filter(Q(is_head=True) | Q(is_focal_point=True), unit__in=list(units))
    for row in rows.select_related("official"):
        leads = found[row.unit_id]
        if row.is_head:
            leads.head = row
        if row.is_focal_point:
            leads.focal_point = row
    return found


# Columns of a Reach row in the order of ``sight.Row``.
REACH_COLUMNS = ("viewer_id", "unit_id", "subject", "via", "inherits")


def world() -> World:
    """Everything that decides who sees whom, in three queries."""
    units = Unit.objects.order_by().values_list("pk", "parent_id", "valid_from", "valid_to")
    reviews = ReviewRelation.objects.order_by().values_list(
        "unit_id", "authority_id", "subject", "valid_from", "valid_to"
    )
    successions = Succession.objects.order_by().values_list("predecessor_id", "successor_id", "effective_on")
    return World(
        units=[UnitDays(*row) for row in units],
        successions=list(successions),
        reviews=[Review(*row) for row in reviews],
    )
