"""By which metric each condition of a target is measured: a sheet behind "Gắn chỉ số"."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators.models import Metric
from plans.actions.measuring import link_metrics
from plans.models import Area, Condition, Plan, Target
from plans.rules import link_fault, measure_refusal
from plans.views.sight import plan_in_sight
from plans.wording import condition_chip, condition_sentence
from workflow.rules import Refused

_OTHER = "Khác"


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Choose the metric of each condition; shown without choices where the person may not."""
    plan = plan_in_sight(request.user, code)
    target = get_object_or_404(Target.objects.filter(plan=plan).select_related("area", "plan__unit"), pk=pk)
    stored = list(target.conditions.select_related("metric"))
    refused, wrong = measure_refusal(request.user, target), ""
    if request.method == "POST":
        if refused:
            raise Refused(refused)
        metrics = {str(one.pk): one for one in Metric.objects.all()}
        chosen = {one.pk: metrics.get(request.POST.get(f"metric-{one.pk}", "")) for one in stored}
        try:
            link_metrics(target=target, links=chosen, by=request.user)
        except Refused as fault:
            wrong = fault.sentence
        else:
            messages.success(request, "Đã ghi chỉ số dùng để đo.")
            return redirect(_back(plan, target))
    context = {
        "plan": plan,
        "target": target,
        "rows": _rows(plan, stored, target.area.code, with_choices=not refused),
        "refused": refused,
        "wrong": wrong,
        "back": _back(plan, target),
    }
    return render(request, "plans/measure.html", context, status=422 if wrong else 200)


def _back(plan: Plan, target: Target) -> str:
    return f"{reverse('plans:targets', args=[plan.code])}#target-{target.pk}"


def _rows(plan: Plan, stored: list[Condition], area: str, *, with_choices: bool) -> list[dict]:
    """Each condition with the metrics that can answer it, those of the target's own area first."""
    metrics = list(Metric.objects.prefetch_related("definitions")) if with_choices else []
    names = dict(Area.objects.filter(template=plan.template_id).values_list("code", "short_name"))
    return [
        {
            "row": one,
            "chip": condition_chip(one),
            "sentence": condition_sentence(one),
            "groups": _groups([metric for metric in metrics if link_fault(one, metric) is None], names, area),
        }
        for one in stored
    ]


def _groups(metrics: list[Metric], names: dict[str, str], first: str) -> list[tuple[str, list[Metric]]]:
    found: dict[str, list[Metric]] = {code: [] for code in (first, *names)}
    for metric in metrics:
        found.setdefault(metric.area_code, []).append(metric)
    return [(names.get(code, _OTHER), rows) for code, rows in found.items() if rows]
