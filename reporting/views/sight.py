"""The report of an address, as far as the person may see it."""

from django.shortcuts import get_object_or_404

from organisations.models import User
from reporting.models import Report
from reporting.queries.sight import reports_of
from workflow.codes import normal_code

__all__ = ["report_in_sight", "reports_of"]


def report_in_sight(user: User, code: str) -> Report:
    """The report of an address; 404 for what does not exist, is out of reach or not sent yet."""
    reports = reports_of(user).select_related(
        "unit", "outline", "form", "round__call", "replaces", "signer__official", "sent_by__official",
        "opened_by__official", "created_by__official", "call_unit__call",
    )  # fmt: skip
    return get_object_or_404(reports, code=normal_code(code))
