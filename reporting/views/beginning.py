"""Lập báo cáo: a report that no round asks for, and the one that replaces an issued one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from organisations.refusals import require
from organisations.views.pages import add_faults
from reporting import actions, rules
from reporting.forms import NewReportForm, ReasonForm
from reporting.queries.listing import beginning_units
from reporting.views.sight import report_in_sight
from workflow.clock import today
from workflow.rules import Refused


def new(request: HttpRequest) -> HttpResponse:
    """Begin a report without a round; periods of a round are begun by the authority that asks for them."""
    units = beginning_units(request.user)
    if not units.exists():
        raise Refused("Lập báo cáo do người được phân công soạn của đơn vị thực hiện.")
    form = NewReportForm(request.POST or None, units=units, initial={"year": today().year})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            report = actions.create_report(
                unit=typed["unit"],
                period=typed["about"],
                window=typed["window"],
                outline=typed["outline"],
                form=typed["stat_form"],
                title=typed["title"],
                addressee=typed["addressee"],
                by=request.user,
            )
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            messages.success(request, f"Đã lập bản nháp {report}.")
            return redirect("reporting:edit", report.code)
    context = {"form": form, "one_unit": units.count() == 1}
    return render(request, "reporting/content/new.html", context, status=422 if form.errors else 200)


def successor(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the reason, then begin the report that replaces an issued one."""
    report = report_in_sight(request.user, code)
    require(rules.begin_refusal(request.user, report.unit))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new_report = actions.open_successor(report=report, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            messages.success(request, "Đã lập bản nháp thay thế, giữ nguyên mọi nội dung để sửa.")
            return redirect("reporting:edit", new_report.code)
    context = {
        "form": form,
        "heading": "Lập bản thay thế",
        "lead": "Bản mới mang số riêng và ghi rõ thay thế văn bản nào; bản cũ vẫn đọc được.",
        "address": request.path,
        "submit": "Lập bản thay thế",
        "back": reverse("reporting:read", args=[report.code]),
    }
    return render(request, "reporting/content/sheet_form.html", context, status=422 if form.errors else 200)
