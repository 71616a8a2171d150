"""Kiểm tra trước khi trình: what the next office will see, what is missing, one button (ux section 4.3)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

from documents.signing import expected
from organisations.rules import powers_in
from plans import checks, queries
from plans.actions.plans import TYPE_CODE
from plans.models import Plan
from plans.queries.comparing import Compared, since_handed_back
from plans.queries.sides import Sides
from plans.views import outline, panel
from plans.views.sight import plan_in_sight
from workflow import actions as moves
from workflow.models import Event, Remark
from workflow.remarks import for_reader
from workflow.rules import Situation, find_step, step_refusal
from workflow.states import ACTIONS

# Acts that hand a plan on from its authors, in the order in which the road knows them.
_SENDING = ("submit", "send_to_sign")


def check(request: HttpRequest, code: str) -> HttpResponse:
    """GET: summary, findings and waivers, signing capacity, recipients. POST: the act, once."""
    plan = plan_in_sight(request.user, code)
    if request.method == "POST":
        return _send(request, plan)
    return _page(request, plan)


def _send(request: HttpRequest, plan: Plan) -> HttpResponse:
    action = request.POST.get("action", "")
    seen = request.POST.get("version", "")
    try:
        sent = moves.take(
            action if action in _SENDING else "submit",
            plan,
            by=request.user,
            comment=request.POST.get("note", ""),
            seen=int(seen) if seen.isdecimal() else None,
        )
    except ValidationError as fault:
        return _page(request, plan, faults=fault.messages)
    messages.success(request, _receipt(sent))
    return redirect("plans:read", sent.code)


def _receipt(plan: Plan) -> str:
    """M33: to whom, when, which time."""
    at = localtime(plan.sent_at)
    times = f" (lần {plan.times_sent})" if plan.times_sent > 1 else ""
    said, whom = {
        "submitted": ("Đã gửi xin ý kiến", "cơ quan theo dõi"),
        "awaiting_chairman": ("Đã trình Chủ tịch", "Chủ tịch"),
    }.get(plan.state, ("Đã trình", "người kiểm tra"))
    return f"{said} lúc {at.hour}:{at.minute:02d} ngày {at:%d/%m/%Y}{times}. Rút lại được khi {whom} chưa mở xem."


def _changed(request: HttpRequest, content: queries.Content) -> tuple[Event, Compared] | None:
    """What the next reader sees as changed since the plan was handed back; None before the first time."""
    plan = content.plan
    sides = Sides(plan, request.user, content)
    return since_handed_back(sides, lambda: for_reader(plan, request.user, powers=powers_in(request)))


def _page(request: HttpRequest, plan: Plan, faults: list[str] | None = None) -> HttpResponse:
    content = queries.content(plan)
    found = checks.check_read(content)
    missing = {plan.pk: checks.stopping(found)}
    situation = Situation(request.user, [plan], powers=powers_in(request), found=missing)
    step = next((one for action in _SENDING if (one := find_step(action, plan, situation))), None)
    returned = Event.objects.filter(kind=plan.kind, object_id=plan.pk, action="return").order_by("-sequence")
    context = {
        "plan": plan,
        "content": content,
        "step": step,
        "action": ACTIONS[step.action] if step else None,
        "label": outline.submit_label(plan),
        "refused": step_refusal(step, plan, situation) if step else "",
        "faults": faults or [],
        "first_remark": panel.first_remark(
            plan,
            reverse("plans:edit_start", args=[plan.code]),
            Remark.objects.filter(kind=plan.kind, object_id=plan.pk, private=False) if situation.open_remarks else (),
        ),
        "returned": returned.first() if plan.times_sent else None,
        "changed": _changed(request, content),
        "filled": sum(not area.is_empty for area in content.areas),
        "key_tasks": sum(task.is_key for task in content.tasks),
        "signature": expected(plan.unit, mandate=plan.signer, type_code=TYPE_CODE),
        **outline.drawn(content, found),
    }
    return render(request, "plans/check.html", context, status=422 if faults else 200)
