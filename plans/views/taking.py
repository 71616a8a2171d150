"""Taking what directives ask for into a plan: from the directive's page, and from the list of everything given."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from directives.models import Directive, DirectiveItem, DirectiveTarget
from directives.queries import Given, items_for, place_words
from organisations.rules import powers_in
from plans import actions
from plans.models import Area, Plan, Target, Task
from plans.views.sight import plan_in_sight
from workflow.rules import Situation, edit_refusal

OPEN, ALL = "chua", "tat-ca"
NOTHING = "Chọn ít nhất một việc hoặc chỉ tiêu để đưa vào kế hoạch."


@dataclass
class Asked:
    """What was ticked: items and targets of directives with the area that each goes to, and what is wrong with it."""

    rows: list[tuple[DirectiveItem | DirectiveTarget, Area | None]] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


@require_POST
def take_up(request: HttpRequest, code: str) -> HttpResponse:
    """Take items and targets of directives into the plan; back to the page that asked, with the way to the row."""
    plan = plan_in_sight(request.user, code)
    asked = _asked(request, plan)
    if not asked.rows and not asked.faults:
        asked.faults[""] = NOTHING
    if not asked.faults:
        _take(request, plan, asked)
    for sentence in dict.fromkeys(asked.faults.values()):
        messages.error(request, sentence)
    return redirect(_back(request, plan))


def given(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that directives give to the unit, what is open first; ticked items and targets go into areas."""
    plan = plan_in_sight(request.user, code)
    asked = Asked()
    if request.method == "POST":
        asked = _asked(request, plan)
        if not asked.rows and not asked.faults:
            asked.faults[""] = NOTHING
        if not asked.faults and _take(request, plan, asked):
            return redirect("plans:given", plan.code)
    situation = Situation(request.user, [plan], powers=powers_in(request))
    rows = items_for(plan.unit, user=request.user)
    chosen = request.GET.get("loc", OPEN if any(row.open for row in rows) else ALL)
    shown = [row for row in rows if chosen == ALL or row.open]
    status = 422 if asked.faults or request.method == "POST" else 200
    context = {
        "plan": plan,
        "refused": edit_refusal(request.user, plan, situation=situation) or "",
        "groups": _groups(shown, _areas(plan), request, asked),
        "tabs": _tabs(rows, chosen),
        "total": len(rows),
        "error_rows": [{"text": text} for text in dict.fromkeys(asked.faults.values())],
    }
    return render(request, "plans/lineage/given.html", context, status=status)


def _tabs(rows: list[Given], chosen: str) -> list[dict]:
    counted = ((OPEN, "Chưa xử lý", sum(row.open for row in rows)), (ALL, "Tất cả", len(rows)))
    return [
        {"label": label, "url": f"?loc={key}", "current": key == chosen, "count": count}
        for key, label, count in counted
    ]


def _areas(plan: Plan) -> list[tuple[str, str]]:
    rows = plan.planareas.select_related("area").order_by("order", "id")
    return [(row.area.code, row.heading or row.area.name) for row in rows]


def _groups(rows: list[Given], areas: list[tuple[str, str]], request: HttpRequest, asked: Asked) -> list[dict]:
    """The items by directive, open ones first in each, with what was ticked and typed."""
    posted, codes = request.POST, {code for code, _ in areas}
    groups: dict[int, dict] = {}
    for row in sorted(rows, key=lambda row: not row.open):
        item = row.node.item
        group = groups.setdefault(row.directive.pk, {"directive": row.directive, "rows": []})
        proposed = item.area_code if item.area_code in codes else ""
        group["rows"].append(
            {
                "given": row,
                "place": row.node.place[:1].upper() + row.node.place[1:],
                "item": item,
                "checked": str(item.pk) in posted.getlist("item"),
                "targets": [
                    {"row": target, "checked": str(target.pk) in posted.getlist("target")}
                    for target in row.node.targets
                ],
                "areas": areas,
                "area": posted.get(f"area-{item.pk}", proposed),
                "name": f"area-{item.pk}",
                "faults": [asked.faults[name] for name in (f"area-{item.pk}",) if name in asked.faults],
            }
        )
    order = list(dict.fromkeys(row.directive.pk for row in rows))
    return [groups[pk] for pk in order]


def _asked(request: HttpRequest, plan: Plan) -> Asked:
    """Ticked items and targets that the person can see, each with its area: its own field, else that of the form."""
    found, posted = Asked(), request.POST
    visible = Directive.objects.visible_to(request.user).values("pk")
    items = DirectiveItem.objects.filter(pk__in=_keys(posted, "item"), directive__in=visible)
    targets = DirectiveTarget.objects.filter(pk__in=_keys(posted, "target"), item__directive__in=visible)
    areas = {row.area.code: row.area for row in plan.planareas.select_related("area")}
    rows = [(item, item) for item in items.select_related("directive__document").order_by("order", "id")]
    rows += [(row, row.item) for row in targets.select_related("item__directive__document").order_by("order", "id")]
    for row, item in rows:
        own = f"area-{item.pk}"
        if own in posted and posted[own] not in areas:
            found.faults[own] = "Chọn lĩnh vực của kế hoạch cho việc đã đánh dấu."
        found.rows.append((row, areas.get(posted.get(own) or posted.get("area") or item.area_code)))
    if len(rows) != len(_keys(posted, "item")) + len(_keys(posted, "target")):
        found.faults[""] = "Có việc không còn trong văn bản giao việc. Tải lại trang rồi chọn lại."
    return found


def _keys(posted, name: str) -> set[int]:
    return {int(key) for key in posted.getlist(name) if key.isdecimal()}


def _take(request: HttpRequest, plan: Plan, asked: Asked) -> list[Task | Target]:
    """Take what was ticked in one act and say so; nothing where the plan refuses it with a sentence by field."""
    try:
        taken = actions.take_up_many(plan=plan, by=request.user, rows=asked.rows)
    except ValidationError as fault:
        asked.faults[""] = " ".join(fault.messages)
        return []
    _say(request, plan, asked, taken)
    return taken


def _say(request: HttpRequest, plan: Plan, asked: Asked, taken: list[Task | Target]) -> None:
    """Where the new rows stand, with a link to the first of them."""
    items = [row if isinstance(row, DirectiveItem) else row.item for row, _ in asked.rows]
    words = place_words(items[:1])
    what = words.get(items[0].pk, "1 việc") if len(taken) == 1 else f"{len(taken)} việc, chỉ tiêu"
    first = taken[0]
    anchor = f"{'task' if isinstance(first, Task) else 'target'}-row-{first.pk}"
    url = f"{reverse('plans:edit', args=[plan.code, first.area.code.lower()])}#{anchor}"
    sentence = format_html('Đã đưa {} vào {}. <a href="{}">Mở chỗ vừa thêm</a>', what, plan, url)
    messages.success(request, sentence)


def _back(request: HttpRequest, plan: Plan) -> str:
    """The page that asked, where it is one of ours; else the list of what was given."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked and ours else reverse("plans:given", args=[plan.code])
