"""Bringing a plan's workbook back: every change of it, or none (ux section 4.4)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

from organisations.models import User
from plans.actions.pasting import add_rows, change_rows
from plans.models import Area, Plan, PlanPart


def import_rows(
    *,
    plan: Plan,
    changed: Iterable[tuple[PlanPart, Mapping[str, Any]]],
    added: Iterable[tuple[type[PlanPart], Area, Mapping[str, Any]]],
    by: User,
) -> None:
    """Change and add targets and tasks of any areas in one transaction; rows not named here stay as they are.

    changed: rows as they were read, with the fields to change; added: kind, area and fields of new rows, in the order
    in which they stand at the end of their area. Raises Refused (locked, not theirs), MovedOn (changed meanwhile),
    ValidationError with the place of the fault.
    """
    changes, additions = defaultdict(list), defaultdict(list)
    for row, values in changed:
        changes[type(row), row.area].append((row, values))
    for model, area, values in added:
        additions[model, area].append(values)
    with transaction.atomic():
        for (model, area), rows in changes.items():
            change_rows(plan=plan, model=model, area=area, rows=rows, by=by)
        for (model, area), values in additions.items():
            add_rows(plan=plan, model=model, area=area, rows=values, by=by)
