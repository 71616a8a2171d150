"""Small acts of the reading page: nothing arose, into the bin and out of it (ux section 4.2)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from organisations.roles import Capability
from organisations.rules import powers_in
from reporting import actions
from reporting.forms import NilForm
from reporting.models import Report
from reporting.views.sight import report_in_sight, reports_of
from workflow import actions as moves
from workflow.rules import Refused

_KEPT_BY_ROUND = "Báo cáo của đợt không bỏ vào thùng rác được. Không có gì để báo cáo thì báo không phát sinh."


def nil(request: HttpRequest, code: str) -> HttpResponse:
    """Báo không phát sinh: one sentence instead of the report, or the full report again (``bo``)."""
    report = report_in_sight(request.user, code)
    back = reverse("reporting:read", args=[report.code])
    form = NilForm(request.POST or None, initial={"words": report.nil_words or _usual_words(report)})
    if request.method == "POST" and "bo" in request.POST:
        actions.declare_nil(report=report, by=request.user, words="")
        messages.success(request, "Đã bỏ báo không phát sinh; báo cáo lại đầy đủ.")
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        actions.declare_nil(report=report, by=request.user, words=form.cleaned_data["words"])
        messages.success(request, "Đã ghi báo không phát sinh. Bản in chỉ còn câu này; trình như mọi báo cáo.")
        return redirect(back)
    context = {
        "form": form,
        "heading": "Báo không phát sinh",
        "lead": "Dùng khi cả kỳ không có gì để báo cáo. Nội dung đã soạn vẫn giữ, chỉ không in.",
        "address": request.path,
        "submit": "Báo không phát sinh",
        "back": back,
        "undo": "Báo cáo đầy đủ" if report.nil_words else "",
    }
    return render(request, "reporting/content/sheet_form.html", context, status=422 if form.errors else 200)


def _usual_words(report: Report) -> str:
    return f"Trong kỳ báo cáo {report.period.label}, {report.unit.issuer_name or report.unit.name} không phát sinh nội dung phải báo cáo."


@require_safe
def bin_list(request: HttpRequest) -> HttpResponse:
    """Drafts of reports in the bin, each with its way back."""
    powers = powers_in(request)
    rows = reports_of(request.user).exclude(binned_at=None).order_by("-binned_at")[:200]
    mine = [row for row in rows if powers.may(Capability.DRAFT, row.unit_id, subject=Report.scope_subject)]
    return render(request, "reporting/content/bin.html", {"reports": mine})


@require_POST
def to_bin(request: HttpRequest, code: str) -> HttpResponse:
    """Put a draft that no round asks for and that was never sent into the bin."""
    report = report_in_sight(request.user, code)
    if report.call_unit_id is not None:
        raise Refused(_KEPT_BY_ROUND)
    moves.bin_draft(report, by=request.user)
    messages.success(request, f"Đã bỏ {report} vào thùng rác. Khôi phục được ở trang Thùng rác.")
    return redirect("reporting:bin")


@require_POST
def restore(request: HttpRequest, code: str) -> HttpResponse:
    """Take a draft out of the bin."""
    report = report_in_sight(request.user, code)
    try:
        moves.restore_draft(report, by=request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return redirect("reporting:bin")
    messages.success(request, f"Đã khôi phục {report}.")
    return redirect("reporting:read", report.code)
