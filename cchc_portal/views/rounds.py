"""Rounds for reports: what a call asks about, the rounds of a year, units asked later (ux section 4.24)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cchc_portal.forms import AddUnitForm
from cchc_portal.views.calls import call_at, head_of
from organisations.models import Subject
from organisations.rules import powers_in
from reporting.actions import rounds as verbs
from workflow import calls
from workflow.models import Call


def add(request: HttpRequest, code: str) -> HttpResponse:
    """One more unit for an open call."""
    call, _ = call_at(request, code)
    units = verbs.could_be_added(call)
    form = AddUnitForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        unit = form.cleaned_data["unit"]
        try:
            _verb(call)(call, unit, by=request.user)
        except ValidationError as fault:
            for sentence in fault.messages:
                form.add_error(None, sentence)
        else:
            messages.success(request, f"Đã thêm {unit.name} vào đợt.")
            return redirect("portal:call", code=call.code)
    context = {
        **head_of(call),
        "form": form,
        "none": not units,
        "refused": calls.call_refusal(request.user, call.unit, powers=powers_in(request)),
    }
    return render(request, "calls/add.html", context, status=422 if form.errors else 200)


def _verb(call: Call):
    return verbs.add_unit if call.subject == Subject.REPORT else calls.add_unit
