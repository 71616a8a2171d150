"""The plan of an address, as far as the person may see it."""

from django.shortcuts import get_object_or_404

from organisations.models import User
from plans.models import Plan
from plans.queries.sight import beginning_units, plans_of
from workflow.codes import normal_code

__all__ = ["beginning_units", "plan_in_sight", "plans_of"]


def plan_in_sight(user: User, code: str) -> Plan:
    """The plan of an address; 404 for what does not exist, is out of reach or not sent yet."""
    plans = plans_of(user).select_related(
        "replaces",
        "signer__official",
        "sent_by__official",
        "opened_by__official",
        "created_by__official",
        "call_unit__call",
    )
    return get_object_or_404(plans, code=normal_code(code))
