"""Tách: a row's words in one field, a line for each row that shall come of it; works as a sheet and as a page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import actions, fields
from plans.actions import splitting
from plans.models import Plan, PlanPart, Task
from plans.views import cells
from plans.views.rows import place_of
from plans.views.sight import plan_in_sight
from workflow.rules import Refused, edit_refusal


def split(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """GET: the words, broken at the cursor (``cho``) or by sentences (``theo=cau``). POST: the rows are made."""
    plan = plan_in_sight(request.user, code)
    model = cells.KINDS.get(kind)
    if model not in fields.IN_AREAS:
        raise Http404
    row = get_object_or_404(model.objects.filter(plan=plan).select_related("area"), pk=pk)
    if refusal := edit_refusal(request.user, plan, area=row.area.code):
        raise Refused(refusal)
    if request.method != "POST":
        return _page(request, plan, row, _broken(request, row), version=row.version)
    typed, version = request.POST.get("parts", ""), request.POST.get("version", "")
    try:
        rows = splitting.split_row(
            row=row, parts=typed.splitlines(), version=int(version) if version.isdecimal() else 0, by=request.user
        )
    except ValidationError as fault:
        return _page(request, plan, row, typed, version=version, faults=fault.messages)
    except actions.Conflict as conflict:
        return _page(request, plan, row, typed, version=version, faults=[_stale(conflict)], status=409)
    messages.success(request, f"Đã tách thành {len(rows)} {row._meta.verbose_name}.")
    return redirect(place_of(plan, rows[0]))


def _stale(conflict: actions.Conflict) -> str:
    return f"{conflict.who} vừa sửa chỗ này. Chưa tách gì; đóng lại rồi mở Tách lần nữa để tách câu mới."


def _broken(request: HttpRequest, row: PlanPart) -> str:
    words = getattr(row, fields.SUBSTANCE[type(row)])
    place = request.GET.get("cho", "")
    if place.isdecimal() and len(place) < 6:
        return splitting.at_place(words, int(place))
    return splitting.by_sentences(words) if request.GET.get("theo") == "cau" else words


def _page(
    request: HttpRequest,
    plan: Plan,
    row: PlanPart,
    text: str,
    *,
    version: int | str,
    faults: list[str] | None = None,
    status: int = 422,
) -> HttpResponse:
    address = reverse("plans:row_split", args=[plan.code, cells.slug_of(type(row)), row.pk])
    context = {
        "noun": row._meta.verbose_name,
        "is_task": isinstance(row, Task),
        "row": row,
        "text": text,
        "version": version,
        "address": address,
        "sentences": f"{address}?theo=cau",
        "back": place_of(plan, row),
        "errors": [{"text": fault, "href": "#tach"} for fault in faults or []],
    }
    return render(request, "plans/edit/split.html", context, status=status if faults else 200)
