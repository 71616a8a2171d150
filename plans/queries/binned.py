"""What waits in the bin: drafts that were put there, rows taken out of plans that can still be changed (ux 4.4, 6.4)."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Model, QuerySet, Value

from organisations.models import User
from plans import fields
from plans.models import Plan, PlanBasis, PlanPart, PlanRecipient, ReportDeadline, Responsibility, Target, Task
from plans.queries.sight import drafting_units, plans_of
from workflow.clock import now
from workflow.states import EDITABLE

# Rows taken out longer ago are no longer offered.
KEPT_DAYS = 90
_RELATED: dict[type[Model], tuple[str, ...]] = {
    PlanBasis: ("document",), Target: ("area",), Task: ("area",), Responsibility: (), ReportDeadline: (),
    PlanRecipient: (),
}  # fmt: skip


def binned_plans(user: User) -> QuerySet[Plan]:
    """Drafts in the bin of the units for which the person drafts, the last one first."""
    found = plans_of(user).filter(binned_at__isnull=False, unit__in=drafting_units(user))
    return found.order_by("-binned_at", "-id")


def places_taken(plans: list[Plan]) -> set[int]:
    """Those of ``plans`` whose unit has another plan of the year meanwhile (M15); one query."""
    annual = [plan for plan in plans if plan.scope == Plan.Scope.ANNUAL and not plan.replaces_id]
    living = Plan.objects.filter(
        unit__in={plan.unit_id for plan in annual},
        year__in={plan.year for plan in annual},
        scope=Plan.Scope.ANNUAL,
        replaces=None,
        replaces_text="",
        binned_at=None,
    )
    held = set(living.values_list("unit", "year"))
    return {plan.pk for plan in annual if not plan.replaces_text and (plan.unit_id, plan.year) in held}


def removed_rows(user: User) -> QuerySet:
    """(model's place in ``fields.ADDABLE``, key, when) of every row taken out in the last days, the last one first."""
    plans = plans_of(user).filter(binned_at=None, state__in=EDITABLE, unit__in=drafting_units(user)).values("pk")
    since = now() - timedelta(days=KEPT_DAYS)
    parts = []
    for at, model in enumerate(fields.ADDABLE):
        rows = model.everything.filter(plan__in=plans, removed_at__gte=since).order_by()
        if model in fields.SUBSTANCE:
            rows = rows.exclude(**{fields.SUBSTANCE[model]: ""})
        parts.append(rows.annotate(kind=Value(at)).values_list("kind", "pk", "removed_at"))
    return parts[0].union(*parts[1:], all=True).order_by("-removed_at", "-pk")


def rows_of(found: list[tuple]) -> list[PlanPart]:
    """The rows that ``removed_rows`` names, in its order; one query for each kind."""
    wanted: dict[int, list[int]] = defaultdict(list)
    for at, key, _ in found:
        wanted[at].append(key)
    rows = {}
    for at, keys in wanted.items():
        model = fields.ADDABLE[at]
        related = ("plan__unit", "updated_by__official", *_RELATED[model])
        rows |= {(at, row.pk): row for row in model.everything.filter(pk__in=keys).select_related(*related)}
    return [rows[at, key] for at, key, _ in found]
