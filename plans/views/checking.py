"""Kiểm tra trước khi trình: what the next office will see, what is missing, one button (ux section 4.3)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents.signing import expected
from organisations.rules import powers_in
from plans import checks, queries
from plans.actions.plans import TYPE_CODE
from plans.models import Plan
from plans.queries.comparing import Compared, since_handed_back
from plans.queries.sides import Sides
from plans.views import outline, panel
from plans.views.sight import plan_in_sight
from workflow import extensions, sending
from workflow.models import Event, Remark
from workflow.remarks import for_reader
from workflow.rules import Situation, step_refusal
from workflow.states import ACTIONS


def check(request: HttpRequest, code: str) -> HttpResponse:
    """GET: summary, findings and waivers, signing capacity, recipients. POST: the act, once."""
    plan = plan_in_sight(request.user, code)
    if request.method == "POST":
        return _send(request, plan)
    return _page(request, plan)


def _send(request: HttpRequest, plan: Plan) -> HttpResponse:
    try:
        sent = sending.send(plan, request.POST, by=request.user)
    except ValidationError as fault:
        return _page(request, plan, faults=fault.messages)
    messages.success(request, sending.receipt(sent))
    return redirect("plans:read", sent.code)


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
    step = sending.step_of(plan, situation)
    context = {
        "plan": plan,
        "content": content,
        "step": step,
        "action": ACTIONS[step.action] if step else None,
        "label": sending.label_of(plan),
        "more_time": extensions.offered(plan, powers_in(request)),
        "refused": step_refusal(step, plan, situation) if step else "",
        "fault_rows": [{"text": text} for text in faults or []],
        "note": request.POST.get("note", ""),
        "first_remark": panel.first_remark(
            plan,
            reverse("plans:edit_start", args=[plan.code]),
            Remark.objects.filter(kind=plan.kind, object_id=plan.pk, private=False) if situation.open_remarks else (),
        ),
        "returned": sending.last_return(plan),
        "changed": _changed(request, content),
        "filled": sum(not area.is_empty for area in content.areas),
        "key_tasks": sum(task.is_key for task in content.tasks),
        "signature": expected(plan.unit, mandate=plan.signer, type_code=TYPE_CODE),
        **outline.drawn(content, found),
    }
    return render(request, "plans/check.html", context, status=422 if faults else 200)
