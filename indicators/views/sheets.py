"""What is typed about a unit's metric in a sheet: a figure, a goal, a baseline, a band; what stood stays beside it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators import actions, rules, shown
from indicators.forms import (
    BandForm,
    BaselineForm,
    FigureForm,
    GoalForm,
    initial_band,
    initial_baseline,
    initial_figure,
    initial_goal,
)
from indicators.models import Definition, Metric
from indicators.queries import bands, baseline_of, goal_for, goals, is_derived
from indicators.views.sight import unit_in_sight
from organisations.models import Unit
from organisations.refusals import require
from organisations.rules import powers_in
from workflow.clock import today


@dataclass(frozen=True)
class Place:
    """Of what something is typed: a metric of a unit, as it is counted now."""

    unit: Unit
    metric: Metric
    definition: Definition

    @property
    def back(self) -> str:
        """Where the sheet leads when it is closed or done."""
        return f"{reverse('indicators:metric', args=[self.metric.code])}?don-vi={self.unit.code}"


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet behind "Nhập số"; refused for who does not enter the unit's figures."""
    place = _place(request, code)
    if is_derived(place.definition):
        raise Http404("no figure to be typed")
    form = FigureForm(request.POST or None, initial=initial_figure(today()), definition=place.definition)

    def write() -> str:
        reason = form.cleaned_data["correction"]
        value = actions.record_value(unit=place.unit, entry=form.entry, by=request.user, reason=reason)
        return f"Đã ghi số liệu {shown.inside(form.entry.window)}, {value.get_kind_display().lower()}."

    return _answer(request, "enter", place, form, write)


@require_http_methods(["GET", "HEAD", "POST"])
def goal(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet behind "Đặt mục tiêu"; refused for who does not enter the unit's figures."""
    place = _place(request, code)
    standing = goal_for(list(goals(place.unit, code)), today())
    form = GoalForm(request.POST or None, initial=initial_goal(standing, today()))

    def write() -> str:
        said = {"wanted": form.wanted, "window": form.window, "reason": form.cleaned_data["reason"]}
        actions.set_goal(unit=place.unit, metric=place.metric, by=request.user, **said)
        return "Đã ghi mục tiêu."

    return _answer(request, "goal", place, form, write, standing=shown.goal_words(standing, place.definition))


@require_http_methods(["GET", "HEAD", "POST"])
def baseline(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet behind "Ghi giá trị đầu kỳ"; refused for who does not enter the unit's figures."""
    place = _place(request, code)
    form = BaselineForm(request.POST or None, initial=initial_baseline(baseline_of(place.unit, code)))

    def write() -> str:
        said = {name: form.cleaned_data[name] for name in ("amount", "on", "source", "reason")}
        actions.set_baseline(unit=place.unit, metric=place.metric, by=request.user, **said)
        return "Đã ghi giá trị đầu kỳ."

    return _answer(request, "baseline", place, form, write)


@require_http_methods(["GET", "HEAD", "POST"])
def band(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet behind "Đặt ngưỡng"; refused for who may not set the unit's goals."""
    place = _place(request, code)
    standing = next((row for row in bands(place.unit, code) if row.replaced_at is None), None)
    form = BandForm(request.POST or None, initial=initial_band(standing))

    def write() -> str:
        said = {name: form.cleaned_data[name] for name in ("watch", "alarm", "reason")}
        actions.set_band(unit=place.unit, metric=place.metric, by=request.user, **said)
        return "Đã ghi ngưỡng cảnh báo."

    wanted = goal_for(list(goals(place.unit, code)), today())
    more = {"length_unit": shown.length_unit(place.definition), "goal": shown.goal_words(wanted, place.definition)}
    return _answer(request, "band", place, form, write, **more)


def _place(request: HttpRequest, code: str) -> Place:
    """Of what it is typed, by whom it may be; 404 where there is no such metric or no unit in sight."""
    one = get_object_or_404(Metric, code=code)
    unit, _ = unit_in_sight(request)
    definition = _definition(one)
    if unit is None or definition is None:
        raise Http404("nothing to write about")
    require(rules.record_refusal(request.user, unit, one.area_code, powers=powers_in(request)))
    return Place(unit, one, definition)


def _definition(one: Metric) -> Definition | None:
    """How the metric is counted today, else how it was counted last."""
    rows = list(one.definitions.order_by("-valid_from").select_related("metric").prefetch_related("terms"))
    return next((row for row in rows if row.holds_on(today())), next(iter(rows), None))


def _answer(request: HttpRequest, name: str, place: Place, form, write: Callable[[], str], **more: str) -> HttpResponse:
    """The sheet; once what it holds is good it is written. write: says what was done, or refuses at fields."""
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, write())
        except ValidationError as error:
            form.blame(error)
        else:
            return redirect(place.back)
    context = {
        "metric": place.metric, "unit": place.unit, "definition": place.definition, "form": form, "back": place.back,
    }  # fmt: skip
    return render(request, f"indicators/{name}.html", context | more, status=422 if form.errors else 200)
