"""Entering one figure of a unit's metric by hand; what stood before stays beside it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators import actions, rules
from indicators.forms import FigureForm, initial_figure
from indicators.models import Definition, Metric
from indicators.queries import is_derived
from indicators.views.sight import unit_in_sight
from organisations.refusals import require
from organisations.rules import powers_in
from workflow.clock import today


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet behind "Nhập số"; refused for who does not enter the unit's figures."""
    one = get_object_or_404(Metric, code=code)
    unit, _ = unit_in_sight(request)
    definition = _definition(one)
    if unit is None or definition is None or is_derived(definition):
        raise Http404("no figure to be typed")
    require(rules.record_refusal(request.user, unit, one.area_code, powers=powers_in(request)))
    back = f"{reverse('indicators:metric', args=[one.code])}?don-vi={unit.code}"
    form = FigureForm(request.POST or None, initial=initial_figure(today()), definition=definition)
    if request.method == "POST" and form.is_valid():
        try:
            value = actions.record_value(
                unit=unit, entry=form.entry, by=request.user, reason=form.cleaned_data["correction"]
            )
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, f"Đã ghi số liệu {form.entry.window.name}, {value.get_kind_display().lower()}.")
            return redirect(back)
    context = {"metric": one, "unit": unit, "form": form, "back": back, "definition": definition}
    return render(request, "indicators/enter.html", context, status=422 if form.errors else 200)


def _definition(one: Metric) -> Definition | None:
    """How the metric is counted today, else how it was counted last."""
    rows = list(one.definitions.order_by("-valid_from").select_related("metric").prefetch_related("terms"))
    return next((row for row in rows if row.holds_on(today())), next(iter(rows), None))
