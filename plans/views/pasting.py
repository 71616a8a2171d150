"""Dán từ Word, Excel: a table typed or pasted, its preview, and all its rows added at once (ux section 4.4)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import pasting
from plans.actions import pasting as actions
from plans.models import Area, Plan, PlanPart, Target, Task
from plans.views import cells, outline
from plans.views.sight import plan_in_sight
from workflow.rules import Refused, edit_refusal

_NOUNS = {Target: "chỉ tiêu", Task: "nhiệm vụ"}
_STATES = {
    pasting.NEW: ("green", "plus", "Thêm mới"),
    pasting.LOOK: ("amber", "alert-triangle", "Cần xem"),
    pasting.FAULT: ("red", "alert-circle", "Lỗi"),
}


def paste(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """GET: where the table is pasted. POST: its preview, and with ``them`` the rows without fault are added."""
    plan = plan_in_sight(request.user, code)
    model = cells.KINDS.get(kind)
    if model not in _NOUNS:
        raise Http404
    area = _area(request, plan)
    if refusal := edit_refusal(request.user, plan, area=area.code):
        raise Refused(refusal)
    if request.method != "POST":
        return _page(request, plan, model, area)
    try:
        table = actions.read_pasted(request.POST.get("text", ""))
        return _read(request, plan, model, area, table)
    except ValidationError as fault:
        return _page(request, plan, model, area, faults=fault.messages)


def _area(request: HttpRequest, plan: Plan) -> Area:
    """The area to which the rows belong, the plan's first one where the address names none."""
    asked = request.POST if request.method == "POST" else request.GET
    areas = Area.objects.filter(template=plan.template_id)
    if "area" in asked:
        return get_object_or_404(areas, code=asked["area"])
    return get_object_or_404(areas.filter(pk__in=plan.planareas.order_by("order", "id").values("area")[:1]))


def _read(request: HttpRequest, plan: Plan, model: type[PlanPart], area: Area, table: list[list[str]]) -> HttpResponse:
    known = actions.known_of(plan, model, area)
    headed, names = pasting.recognise(model, table, known, plan)
    if "cot-0" in request.POST:
        headed = "dau-bang" in request.POST
        names = _chosen(request, model, len(table[0]))
    body = table[1:] if headed else table
    rows = pasting.judge(model, body, names, known, plan, first=2 if headed else 1)
    good = [row for row in rows if row.state != pasting.FAULT]
    if "them" not in request.POST:
        return _page(request, plan, model, area, preview=_preview(model, table, headed, names, rows, len(good)))
    if not good:
        raise ValidationError("Không có dòng nào thêm được. Chưa thêm gì; sửa bảng rồi dán lại.")
    actions.add_rows(plan=plan, model=model, area=area, rows=[pasting.values_of(row) for row in good], by=request.user)
    left = f" {len(rows) - len(good)} dòng có lỗi không thêm." if len(good) < len(rows) else ""
    messages.success(request, f"Đã thêm {len(good)} {_NOUNS[model]}.{left}")
    return redirect(outline.section_url(plan.code, outline.area_slug(area.code)))


def _chosen(request: HttpRequest, model: type[PlanPart], width: int) -> list[str]:
    """The columns as the person named them; a field named twice is taken from its first column."""
    names: list[str] = []
    for at in range(width):
        name = request.POST.get(f"cot-{at}", "")
        names.append(name if name in pasting.COLUMNS[model] and name not in names else "")
    return names


def _preview(model: type[PlanPart], table, headed: bool, names: list[str], rows, good: int) -> dict:
    options = [("", "Bỏ cột này"), *pasting.COLUMNS[model].items()]
    heads = table[0] if headed else [""] * len(names)
    return {
        "headed": headed,
        "columns": [
            {"name": f"cot-{at}", "number": at + 1, "head": head, "chosen": name, "options": options}
            for at, (head, name) in enumerate(zip(heads, names, strict=True))
        ],
        "rows": [
            {
                "row": row,
                "line": line,
                "pill": dict(zip(("kind", "icon", "word"), _STATES[row.state], strict=True)),
            }
            for row, line in zip(rows, table[1:] if headed else table, strict=True)
        ],
        "faults": [sentence for row in rows if row.state == pasting.FAULT for sentence in row.sentences],
        "good": good,
        "bad": len(rows) - good,
        "look": sum(row.state == pasting.LOOK for row in rows),
    }


def _page(
    request: HttpRequest,
    plan: Plan,
    model: type[PlanPart],
    area: Area,
    *,
    faults: list[str] | None = None,
    preview: dict | None = None,
) -> HttpResponse:
    context = {
        "plan": plan,
        "area": area,
        "noun": _NOUNS[model],
        "labels": list(pasting.COLUMNS[model].values()),
        "address": reverse("plans:paste", args=[plan.code, cells.slug_of(model)]),
        "back": outline.section_url(plan.code, outline.area_slug(area.code)),
        "text": request.POST.get("text", ""),
        "errors": [{"text": text, "href": "#bang"} for text in faults or []],
        "preview": preview,
    }
    return render(request, "plans/paste.html", context, status=422 if faults else 200)
