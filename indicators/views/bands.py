"""Saying how far from its goal a unit's metric may stand; the old band stays beside the new one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators import actions, rules, shown
from indicators.forms import BandForm, initial_band
from indicators.models import Metric
from indicators.queries import bands, goal_for, goals
from indicators.views.sight import unit_in_sight
from organisations.refusals import require
from organisations.rules import powers_in
from workflow.clock import today


@require_http_methods(["GET", "HEAD", "POST"])
def band(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet behind "Đặt ngưỡng"; refused for who may not set the unit's goals."""
    one = get_object_or_404(Metric, code=code)
    unit, _ = unit_in_sight(request)
    definition = one.definitions.order_by("-valid_from").first()
    if unit is None or definition is None:
        raise Http404("nothing to watch")
    require(rules.goal_refusal(request.user, unit, one, powers=powers_in(request)))
    back = f"{reverse('indicators:metric', args=[one.code])}?don-vi={unit.code}"
    standing = next((row for row in bands(unit, one.code) if row.replaced_at is None), None)
    form = BandForm(request.POST or None, initial=initial_band(standing))
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("watch", "alarm", "reason")}
        try:
            actions.set_band(unit=unit, metric=one, by=request.user, **said)
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, "Đã ghi ngưỡng cảnh báo.")
            return redirect(back)
    context = {
        "metric": one, "unit": unit, "form": form, "back": back, "length_unit": shown.length_unit(definition).replace(" ", "\u00a0"),
        "goal": shown.goal_words(goal_for(list(goals(unit, one.code)), today()), definition),
    }  # fmt: skip
    return render(request, "indicators/band.html", context, status=422 if form.errors else 200)
