"""Files that hang on a plan: served and changed only below the plan's own address."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents.views import files
from plans.models import Plan
from plans.views.sight import plan_in_sight
from workflow.rules import Refused, edit_refusal


def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Add a file."""
    plan = plan_in_sight(request.user, code)
    sentence = edit_refusal(request.user, plan)
    if sentence:
        raise Refused(sentence)
    back = _back(plan)
    return files.attachment_add(request, plan, back=back, parents=[{"label": str(plan), "url": back}])


@require_safe
def attachment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file of the plan."""
    return files.attachment_file(request, plan_in_sight(request.user, code), pk)


@require_POST
def detach(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a file off."""
    plan = plan_in_sight(request.user, code)
    return files.attachment_remove(request, plan, pk, back=_back(plan))


def _back(plan: Plan) -> str:
    return reverse("plans:read", args=[plan.code])
