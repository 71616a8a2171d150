"""Saying what a unit's metric starts from; the old value stays beside the new one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators import actions, rules
from indicators.forms import BaselineForm, initial_baseline
from indicators.models import Metric
from indicators.queries import baseline_of
from indicators.views.sight import unit_in_sight
from organisations.refusals import require
from organisations.rules import powers_in


@require_http_methods(["GET", "HEAD", "POST"])
def baseline(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet behind "Ghi giá trị đầu kỳ"; refused for who does not enter the unit's figures."""
    one = get_object_or_404(Metric, code=code)
    unit, _ = unit_in_sight(request)
    definition = one.definitions.order_by("-valid_from").first()
    if unit is None or definition is None:
        raise Http404("nothing to start from")
    require(rules.goal_refusal(request.user, unit, one, powers=powers_in(request)))
    back = f"{reverse('indicators:metric', args=[one.code])}?don-vi={unit.code}"
    form = BaselineForm(request.POST or None, initial=initial_baseline(baseline_of(unit, one.code)))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("amount", "on", "source", "reason")}
        try:
            actions.set_baseline(unit=unit, metric=one, by=request.user, **said)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, "Đã ghi giá trị đầu kỳ.")
            return redirect(back)
    context = {"metric": one, "unit": unit, "form": form, "back": back, "definition": definition}
    return render(request, "indicators/baseline.html", context, status=422 if form.errors else 200)
