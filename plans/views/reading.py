"""The reading page of a plan: whose turn, tabs, targets, tasks (ux section 4.2)."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.queries import attachments_of, issue_of
from documents.views.files import workbook_file
from organisations.roles import Capability
from organisations.rules import Powers, powers_in
from plans import checks, queries
from plans.models import Plan, Target, Task
from plans.paper import plain_words
from plans.queries.judged import judge_targets
from plans.queries.progress import in_force, progress_of, task_places
from plans.queries.sight import plans_of
from plans.rules import drafts_area
from plans.views.editing import read_as
from plans.views.origins import origins_of
from plans.views.sight import plan_in_sight
from plans.wording import condition_sentence
from plans.workbook import plan_rows_workbook
from workflow import extensions
from workflow.clock import today
from workflow.models import Road
from workflow.queries import audience
from workflow.remarks import reader_grant
from workflow.rules import Situation, edit_refusal
from workflow.states import steps_from

_TABS = (
    ("read", "Tổng quan", "plans:read"),
    ("targets", "Chỉ tiêu", "plans:targets"),
    ("tasks", "Nhiệm vụ", "plans:tasks"),
    ("paper", "Bản in", "plans:paper"),
)


@require_safe
def read(request: HttpRequest, code: str) -> HttpResponse:
    """What the plan is, what replaces it, how much is in it, what was left out and why."""
    plan = plan_in_sight(request.user, code)
    content = queries.content(plan)
    context = {
        **frame(request, plan, "read", content),
        "areas": _area_rows(content),
        "ties": _ties(request, plan),
        "registering": plan.road == Road.REGISTRATION and plan.state == "draft",
        "waivers": sorted(content.waivers.values(), key=lambda waiver: waiver.pk),
        "signer": plan.signer,
        "more_time": extensions.offered(plan, powers_in(request)),
        "attachments": attachments_of(plan),
    }
    context["may_attach"] = not edit_refusal(request.user, plan, situation=context["situation"])
    return render(request, "plans/read.html", context)


def _area_rows(content: queries.Content) -> list[dict]:
    """Each area with how many targets and tasks it has and how many tasks are done; one query."""
    progress = progress_of([content.plan])
    return [
        {
            "area": area,
            "total": sum(task.pk in progress for task in area.tasks),
            "done": sum(progress[task.pk].state == "done" for task in area.tasks if task.pk in progress),
        }
        for area in content.areas
    ]


def _ties(request: HttpRequest, plan: Plan) -> list[dict]:
    """Plans before, above and below this one, as far as the person may open them."""
    tied = Q(pk__in=[plan.inherited_from_id, plan.upper_id]) | Q(inherited_from=plan.pk) | Q(upper=plan.pk)
    found = []
    for one in plans_of(request.user).filter(tied, binned_at=None).order_by("year", "id"):
        if one.pk == plan.inherited_from_id:
            how = "Kế thừa từ"
        elif one.pk == plan.upper_id:
            how = "Thực hiện"
        elif one.upper_id == plan.pk:
            how = "Kế hoạch năm thực hiện" if one.scope == Plan.Scope.ANNUAL else "Kế hoạch theo lĩnh vực, bộ phận"
        else:
            how = "Được kế thừa bởi"
        found.append({"how": how, "plan": one, "other_unit": one.unit_id != plan.unit_id})
    return sorted(found, key=lambda row: row["how"])


@require_safe
def targets(request: HttpRequest, code: str) -> HttpResponse:
    """Targets by area with how each is understood."""
    plan = plan_in_sight(request.user, code)
    content = queries.content(plan)
    origins, powers = origins_of(content.targets, request.user), powers_in(request)
    judged = judge_targets(content.targets, on=today())
    areas = [
        {
            "heading": area.heading,
            "number": area.number,
            "targets": [
                {
                    "row": row,
                    "words": plain_words(content, row.phrase),
                    **read_as(row),
                    "sentences": [condition_sentence(one) for one in row.conditions.all()],
                    "origins": origins[Target, row.pk],
                    "judged": judged[row.pk],
                    "measure": _measure_url(plan, row, powers),
                }
                for row in area.targets
            ],
        }
        for area in content.areas
        if area.targets
    ]
    context = {"areas": areas, "judging": in_force(plan) or any(one.linked for one in judged.values())}
    return render(request, "plans/targets.html", {**frame(request, plan, "targets", content), **context})


def _measure_url(plan: Plan, target: Target, powers: Powers) -> str:
    """Where the target is linked to a metric; "" for who may not, for a plan that is over, for nothing to measure."""
    over = plan.state == "superseded" or plan.binned_at is not None
    if over or not target.conditions.all() or not drafts_area(powers, target):
        return ""
    return reverse("plans:measure", args=[plan.code, target.pk])


@require_safe
def tasks(request: HttpRequest, code: str) -> HttpResponse:
    """Tasks by area, as in the annex."""
    plan = plan_in_sight(request.user, code)
    content = queries.content(plan)
    origins, places, progress = origins_of(content.tasks, request.user), task_places(content), progress_of([plan])
    areas = [
        {
            "heading": area.heading,
            "number": area.number,
            "tasks": [
                {
                    "row": task,
                    "place": places.get(task.pk, ""),
                    "words": plain_words(content, task.content),
                    "origins": origins[Task, task.pk],
                    "progress": progress.get(task.pk),
                }
                for task in area.tasks
            ],
        }
        for area in content.areas
        if area.tasks
    ]
    return render(request, "plans/tasks.html", {**frame(request, plan, "tasks", content), "areas": areas})


@require_safe
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """Tải Excel: the plan's targets and tasks."""
    plan = plan_in_sight(request.user, code)
    return workbook_file(plan_rows_workbook(queries.content(plan)), f"ke-hoach-{plan.code}.xlsx")


def frame(request: HttpRequest, plan: Plan, tab: str, content: queries.Content) -> dict:
    """What every tab of the reading page shows."""
    powers = powers_in(request)
    situation = Situation(request.user, [plan], powers=powers, found=_missing(plan, content))
    successor = Plan.objects.filter(replaces=plan, binned_at=None).first()
    drafts = powers.may(Capability.DRAFT, plan.unit_id, subject=Plan.scope_subject)
    submits = powers.may(Capability.SUBMIT, plan.unit_id, subject=Plan.scope_subject)
    editable = drafts and not edit_refusal(request.user, plan, situation=situation)
    return {
        "plan": plan,
        "situation": situation,
        "audience": audience(powers, plan),
        "issued": issue_of(plan),
        "replaced": plan.replaces,
        "replaced_issue": issue_of(plan.replaces) if plan.replaces_id else None,
        "successor": successor,
        "successor_issue": issue_of(successor) if successor else None,
        "tab": tab,
        "tabs": _tabs(plan, tab, content),
        "may_remark": reader_grant(situation, plan) is not None,
        "may_edit": editable and not submits,
        "may_map": editable and plan.replaces_id is not None,
        "may_serve": editable and plan.upper_id is not None,
        "may_inherit": drafts and plan.scope == Plan.Scope.ANNUAL and plan.issued_on is not None,
        "may_replace": drafts and plan.issued_on is not None and successor is None and plan.state != "superseded",
        "may_bin": drafts and plan.times_sent == 0 and plan.binned_at is None,
    }


def _missing(plan: Plan, content: queries.Content) -> dict[int, list[str]] | None:
    """What stops the plan's next steps, from the content that the page has read; None where the flow is asked."""
    if plan.road == Road.REGISTRATION or not any(step.blockers for step in steps_from(plan.road, plan.state)):
        return None
    return {plan.pk: checks.stopping(checks.check_read(content))}


def _tabs(plan: Plan, current: str, content: queries.Content) -> list[dict]:
    counts = {"targets": len(content.targets), "tasks": len(content.tasks)}
    tabs = [
        {"label": label, "url": reverse(name, args=[plan.code]), "current": key == current, "count": counts.get(key)}
        for key, label, name in _TABS
    ]
    if plan.scope == Plan.Scope.STAGE:
        tabs.insert(3, _tab("Lộ trình", "plans:roadmap", plan, current == "roadmap"))
    if plan.scope != Plan.Scope.SUB and Plan.objects.filter(
        upper__in=queries.lineage_ids(plan), scope=Plan.Scope.SUB, binned_at=None
    ):
        tabs.insert(3, _tab("Đóng góp", "plans:contributions", plan, current == "contributions"))
    tabs.append(_tab("Phân công", "plans:coverage", plan, False))
    tabs.append({"label": "So sánh", "url": reverse("plans:compare_choose", args=[plan.code])})
    tabs.append({"label": "Diễn biến", "url": reverse("portal:history", args=["ke-hoach", plan.code])})
    return tabs


def _tab(label: str, name: str, plan: Plan, current: bool) -> dict:
    return {"label": label, "url": reverse(name, args=[plan.code]), "current": current}
