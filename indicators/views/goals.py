"""Setting and changing the goal of a unit's metric: the old one stays beside the new one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators import actions, rules, shown
from indicators.forms import GoalForm, initial_goal
from indicators.models import Metric
from indicators.queries import goal_for, goals
from indicators.views.sight import unit_in_sight
from organisations.refusals import require
from organisations.rules import powers_in
from workflow.clock import today


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet behind "Đặt mục tiêu"; refused for who does not enter the unit's figures."""
    one = get_object_or_404(Metric, code=code)
    unit, _ = unit_in_sight(request)
    definition = one.definitions.order_by("-valid_from").first()
    if unit is None or definition is None:
        raise Http404("nothing to set a goal for")
    require(rules.goal_refusal(request.user, unit, one, powers=powers_in(request)))
    back = f"{reverse('indicators:metric', args=[one.code])}?don-vi={unit.code}"
    standing = goal_for(list(goals(unit, one.code)), today())
    form = GoalForm(request.POST or None, initial=initial_goal(standing, today()))
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_goal(
                unit=unit,
                metric=one,
                wanted=form.wanted,
                window=form.window,
                by=request.user,
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as error:
            form.blame(error)
        else:
            messages.success(request, "Đã ghi mục tiêu.")
            return redirect(back)
    context = {
        "metric": one,
        "unit": unit,
        "form": form,
        "back": back,
        "definition": definition,
        "standing": shown.goal_words(standing, definition),
    }
    return render(request, "indicators/goal.html", context, status=422 if form.errors else 200)
