"""Thùng rác: drafts and rows of plans that can be put back (ux sections 4.2 and 4.4)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from organisations.rules import powers_in
from plans import fields
from plans.actions.saving import area_of
from plans.models import Plan, PlanBasis, PlanPart, ReportDeadline
from plans.queries import binned
from plans.views import cells, lists
from plans.views.sight import plan_in_sight
from plans.wording import full_citation
from workflow import actions as moves
from workflow.rules import Situation, edit_refusal

PER_PAGE = 50
_TAKEN = "Đơn vị đã có kế hoạch khác của năm này. Người soạn bỏ bản đó vào thùng rác rồi mới khôi phục được bản này."


@require_safe
def bin_list(request: HttpRequest) -> HttpResponse:
    """Drafts in the bin and rows taken out of plans, each with its way back or why there is none."""
    plans = list(binned.binned_plans(request.user)[:PER_PAGE])
    page = Paginator(binned.removed_rows(request.user), PER_PAGE).get_page(request.GET.get("trang"))
    taken = binned.places_taken(plans)
    rows = binned.rows_of(list(page))
    owners = {row.plan_id: row.plan for row in rows}
    situation = Situation(request.user, list(owners.values()), powers=powers_in(request))
    context = {
        "lines": [{"plan": plan, "refused": _TAKEN if plan.pk in taken else ""} for plan in plans],
        "page": page,
        "rows": [_row(row, situation) for row in rows],
        "days": binned.KEPT_DAYS,
        "tabs": lists.tabs("bin"),
    }
    return render(request, "plans/bin.html", context)


def _row(row: PlanPart, situation: Situation) -> dict:
    return {
        "row": row,
        "noun": row._meta.verbose_name,
        "area": row.area.short_name if isinstance(row, fields.IN_AREAS) else "",
        "words": _words(row),
        "url": reverse("plans:row_change", args=[row.plan.code, cells.slug_of(type(row)), row.pk, "hoan-tac"]),
        "refused": edit_refusal(situation.user, row.plan, area=area_of(row), situation=situation) or "",
    }


def _words(row: PlanPart) -> str:
    if isinstance(row, PlanBasis):
        return row.as_written or full_citation(row.document)
    if isinstance(row, ReportDeadline):
        return f"{row.get_period_display()}, hạn {row.due_on:%d/%m/%Y}"
    return getattr(row, fields.SUBSTANCE[type(row)])


@require_POST
def to_bin(request: HttpRequest, code: str) -> HttpResponse:
    """Put a draft that was never sent into the bin."""
    plan = moves.bin_draft(plan_in_sight(request.user, code), by=request.user)
    messages.success(request, f"Đã bỏ {plan} vào thùng rác. Khôi phục được ở trang Thùng rác.")
    return redirect("plans:bin")


@require_POST
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Take a draft out of the bin; M15 when the year has a plan again."""
    plan: Plan = plan_in_sight(request.user, code)
    try:
        moves.restore_draft(plan, by=request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return redirect("plans:bin")
    messages.success(request, f"Đã khôi phục {plan}.")
    return redirect("plans:read", plan.code)
