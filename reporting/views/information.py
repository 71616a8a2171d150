"""Thông tin chung: the report's own fields (ux section 4.3)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from organisations.views.pages import add_faults
from reporting.actions.information import change_report
from reporting.forms import InformationForm
from reporting.receivers import usual
from reporting.views.editing import edit_frame
from reporting.views.sight import report_in_sight

_FIELDS = ("title", "addressee", "recipients", "as_of", "signer")


def information(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the fields, as text where the report is locked for this person. POST: they are stored."""
    report = report_in_sight(request.user, code)
    stored = {name: getattr(report, name) for name in _FIELDS}
    form = InformationForm(
        request.POST or None, report=report, initial={**stored, "recipients": report.recipients or usual(report)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_report(report=report, by=request.user, **{name: form.cleaned_data[name] for name in _FIELDS})
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("reporting:information", report.code)
    context = {
        **edit_frame(request, report, "thong-tin"),
        "form": form,
        "title": "Thông tin chung",
        "receivers": report.recipients or usual(report),
    }
    return render(request, "reporting/content/information.html", context, status=422 if form.errors else 200)
