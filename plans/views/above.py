"""What ties a plan to those above and below it: its road through the years, what is handed up, what serves what."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents.queries import own_units
from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from plans import actions, queries
from plans.models import Milestone, Plan, Target, Task
from plans.queries.lineage import in_order
from plans.queries.serving import Served
from plans.views.reading import frame
from plans.views.sight import plan_in_sight
from workflow.rules import edit_refusal

KINDS = {"chi-tieu": Target, "nhiem-vu": Task}


def words_of(row: Target | Task) -> str:
    """What a row says."""
    return row.content if isinstance(row, Task) else row.phrase


def _kind(row: Target | Task) -> str:
    return "nhiem-vu" if isinstance(row, Task) else "chi-tieu"


@require_safe
def roadmap(request: HttpRequest, code: str) -> HttpResponse:
    """A stage plan year by year: the milestone, what the year's plan holds for it, what is done up to then."""
    plan = _stage(request, code)
    content = queries.content(plan)
    context = frame(request, plan, "roadmap", content)
    refused = edit_refusal(request.user, plan, situation=context["situation"])
    years = list(range(plan.year, (plan.year_to or plan.year) + 1))
    found = queries.served(plan, user=request.user)
    context |= {
        "years": years,
        "groups": [
            {"title": title, "rows": [_road_row(one) for one in found if isinstance(one.row, model)]}
            for title, model in (("Chỉ tiêu", Target), ("Nhiệm vụ", Task))
        ],
        "editable": not refused,
    }
    return render(request, "plans/lineage/roadmap.html", context)


def _stage(request: HttpRequest, code: str) -> Plan:
    plan = plan_in_sight(request.user, code)
    if plan.scope != Plan.Scope.STAGE:
        raise Http404
    return plan


def _road_row(one: Served) -> dict:
    return {
        "row": one.row,
        "kind": _kind(one.row),
        "words": words_of(one.row),
        "done": one.done,
        "total": one.total,
        "years": [{"year": year.year, "milestone": milestone_words(year.milestone), "at": year} for year in one.years],
    }


def milestone_words(milestone: Milestone | None) -> str:
    """A milestone as it is typed and read: its number, its words, or both."""
    if milestone is None:
        return ""
    value = "" if milestone.value is None else format_decimal(milestone.value.normalize())
    return " ".join(part for part in (value, milestone.text) if part)


def milestones(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """One row of a stage plan with a field for each year; what begins with a number is read as that number."""
    plan = _stage(request, code)
    model = KINDS.get(kind)
    if model is None:
        raise Http404
    row = get_object_or_404(model.objects.filter(plan=plan).select_related("area", "plan"), pk=pk)
    sentence = edit_refusal(request.user, plan, area=row.area.code)
    stored = {one.year: milestone_words(one) for one in row.milestones.all()}
    faults: dict[int, list[str]] = {}
    years = range(plan.year, (plan.year_to or plan.year) + 1)
    if request.method == "POST":
        for year in years:
            typed = request.POST.get(f"nam-{year}", "").strip()
            if typed == stored.get(year, ""):
                continue
            try:
                value, text = _read(typed)
                actions.set_milestone(row=row, year=year, value=value, text=text, by=request.user)
            except ValidationError as fault:
                faults[year] = fault.messages
        if not faults:
            messages.success(request, "Đã lưu mốc từng năm.")
            return redirect("plans:roadmap", plan.code)
    context = {
        "plan": plan,
        "words": words_of(row),
        "fields": [
            {
                "year": year,
                "name": f"nam-{year}",
                "value": request.POST.get(f"nam-{year}", stored.get(year, "")),
                "faults": faults.get(year, []),
            }
            for year in years
        ],
        "refused": sentence or "",
        "back": reverse("plans:roadmap", args=[plan.code]),
    }
    return render(request, "plans/lineage/milestones.html", context, status=422 if faults else 200)


def _read(typed: str):
    """Number and words of a milestone: "80 %" is 80 and "%", "Có đề án" only words."""
    first, _, rest = typed.partition(" ")
    number = first.rstrip("%")
    try:
        value = parse_decimal(number, places=4) if number[:1].isdigit() else None
    except NotReadable:
        return None, typed
    if value is None:
        return None, typed
    return value, ("% " if first.endswith("%") else "").strip() + rest.strip()


@require_safe
def contributions(request: HttpRequest, code: str) -> HttpResponse:
    """What plans below hand up, to be taken row by row while this plan is a draft."""
    plan = plan_in_sight(request.user, code)
    content = queries.content(plan)
    context = frame(request, plan, "contributions", content)
    own = set(own_units(request.user).values_list("unit", flat=True))
    groups = []
    for one in queries.contributions_to(plan, user=request.user):
        shown = one.ready or one.plan.unit_id in own
        rows = [*one.targets, *one.tasks] if shown else []
        groups.append(
            {
                "plan": one.plan,
                "ready": one.ready,
                "shown": shown,
                "rows": [
                    {
                        "row": row,
                        "kind": _kind(row),
                        "noun": row._meta.verbose_name.capitalize(),
                        "words": words_of(row),
                        "taken": (row._meta.model_name, row.pk) in one.taken,
                    }
                    for row in rows
                ],
            }
        )
    context |= {
        "groups": groups,
        "refused": edit_refusal(request.user, plan, situation=context["situation"]) or "",
    }
    return render(request, "plans/lineage/contributions.html", context)


@require_POST
def take_contribution(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """Take one row of a plan below into this draft."""
    plan = plan_in_sight(request.user, code)
    if kind not in KINDS:
        raise Http404
    rows = KINDS[kind].objects.filter(plan__upper__in=queries.lineage_ids(plan), plan__binned_at=None)
    row = get_object_or_404(rows.select_related("plan__unit", "area"), pk=pk)
    try:
        taken = actions.take_contribution(plan=plan, row=row, by=request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, f"Đã lấy vào kế hoạch, phần {taken.area.name}.")
    return redirect("plans:contributions", plan.code)


def serving(request: HttpRequest, code: str) -> HttpResponse:
    """Which row of the plan above each target and task of this plan helps to reach."""
    plan = plan_in_sight(request.user, code)
    if plan.upper_id is None:
        raise Http404
    upper = plan.upper
    choices = {model: list(model.objects.filter(plan=upper)) for model in KINDS.values()}
    own = {model: model.objects.filter(plan=plan).select_related("area", "plan") for model in KINDS.values()}
    rows = [row for found in own.values() for row in in_order(found)]
    refused = edit_refusal(request.user, plan) or ""
    if request.method == "POST":
        for row in rows:
            _serve(request, row, choices[type(row)])
        messages.success(request, f"Đã lưu nội dung gắn với {upper}.")
        return redirect("plans:serving", plan.code)
    context = {
        "plan": plan,
        "upper": upper,
        "refused": refused,
        "groups": [
            {
                "title": title,
                "choices": [(one.pk, words_of(one)) for one in choices[model]],
                "rows": [
                    {"row": row, "name": f"{_kind(row)}-{row.pk}", "words": words_of(row)}
                    for row in rows
                    if isinstance(row, model)
                ],
            }
            for title, model in (("Chỉ tiêu", Target), ("Nhiệm vụ", Task))
        ],
    }
    return render(request, "plans/lineage/serving.html", context)


def _serve(request: HttpRequest, row: Target | Task, choices: list) -> None:
    typed = request.POST.get(f"{_kind(row)}-{row.pk}")
    if typed is None:
        return
    chosen = next((one for one in choices if str(one.pk) == typed), None)
    if (chosen.pk if chosen else None) != row.serves_id:
        actions.serve(row=row, upper_row=chosen, by=request.user)
