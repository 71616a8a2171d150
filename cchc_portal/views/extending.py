"""More time for one unit: given by the authority, asked for by the unit, given or refused as it asked (ux M48)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cchc_portal import wording
from cchc_portal.forms import ExtensionForm, RefuseTimeForm, WantTimeForm
from cchc_portal.views.calls import head_of, row_at, say
from organisations.rules import powers_in
from workflow import calls, extensions
from workflow.codes import normal_code
from workflow.flows import flow_of, flows
from workflow.models import Call, CallUnit


def extend(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """More time for one unit; where it asked for it, what it asked stands in the form, and there is a no as well."""
    call, row = row_at(request, code, pk)
    form = ExtensionForm(request.POST or None, initial=_as_asked(row))
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        try:
            calls.extend(row, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            say(form, fault, extended_to="until", extension_reason="reason")
        else:
            messages.success(request, f"Đã gia hạn cho {row.unit.name} đến hết ngày {wording.official_day(until)}.")
            return redirect("portal:call", code=call.code)
    return _sheet(request, call, row, form, RefuseTimeForm())


@require_POST
def refuse(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Say no to a unit that asks for more time."""
    call, row = row_at(request, code, pk)
    refusal = RefuseTimeForm(request.POST)
    if refusal.is_valid():
        try:
            extensions.refuse_time(row, by=request.user, reason=refusal.cleaned_data["refusal"])
        except ValidationError as fault:
            say(refusal, fault, reason="refusal")
        else:
            messages.success(request, f"Đã trả lời {row.unit.name}: không gia hạn.")
            return redirect("portal:call", code=call.code)
    return _sheet(request, call, row, ExtensionForm(initial=_as_asked(row)), refusal)


def _as_asked(row: CallUnit) -> dict:
    return {"until": row.wanted_until, "reason": row.wanted_reason} if row.asks_for_time else {}


def _sheet(
    request: HttpRequest, call: Call, row: CallUnit, form: ExtensionForm, refusal: RefuseTimeForm
) -> HttpResponse:
    faulty = refusal if refusal.errors else form
    context = {
        **head_of(call),
        "row": row,
        "form": form,
        "refusal": refusal,
        "faulty": faulty,
        "refused": calls.call_refusal(request.user, call.unit, powers=powers_in(request)),
    }
    return render(request, "calls/extend.html", context, status=422 if faulty.errors else 200)


def want(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A unit asks for more time; whoever does not see the unit does not know the page."""
    rows = CallUnit.objects.visible_to(request.user).exclude(call__state=Call.State.DRAFT)
    row = get_object_or_404(rows.select_related("unit", "call__unit"), pk=pk, call__code=normal_code(code))
    form = WantTimeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            extensions.want_time(row, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            say(form, fault)
        else:
            messages.success(
                request, f"Đã gửi đề nghị gia hạn đến {row.call.unit.name}. Có trả lời thì cổng báo ở chuông."
            )
            return redirect(_back(row))
    context = {
        **head_of(row.call),
        "row": row,
        "form": form,
        "back": _back(row),
        "refused": extensions.want_refusal(request.user, row, powers=powers_in(request)),
    }
    return render(request, "calls/want_time.html", context, status=422 if form.errors else 200)


def _back(row: CallUnit) -> str:
    """Where the unit reads what it has begun for the call, else home."""
    for flow in flows():
        item = flow.model.objects.filter(call_unit=row, binned_at=None).order_by("pk").last()
        if item is not None:
            return flow_of(item).url(item)
    return reverse("portal:home")
