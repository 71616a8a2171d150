"""Registration of plans that were issued before the unit worked with the portal: base data, rows, signed file."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents import actions as papers
from documents.actions.attachments import Upload
from documents.forms import UploadForm
from documents.queries import attachments_of
from organisations.rules import powers_in
from organisations.views.pages import add_faults
from plans import actions, queries
from plans.checks import registration
from plans.forms import IssuedFactsForm, RegisterPlanForm
from plans.models import Plan
from plans.views.beginning import units_to_draft_for
from plans.views.sight import plan_in_sight
from workflow.clock import today
from workflow.flows import flow_of
from workflow.models import Road
from workflow.rules import Situation, edit_refusal


def register(request: HttpRequest) -> HttpResponse:
    """Ask for number, day, signer and year of an issued plan; its page takes rows and the signed file."""
    units = units_to_draft_for(request)
    form = RegisterPlanForm(request.POST or None, units=units, initial={"year": today().year})
    existing = None
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.register_plan(by=request.user, **form.cleaned_data)
        except actions.PlanExists as fault:
            existing = fault.plan
            form.add_error(None, fault.messages[0])
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            messages.success(request, f"Đã ghi {plan}. Nhập chỉ tiêu, nhiệm vụ và đính kèm bản đã ký rồi đăng ký.")
            return redirect("plans:registering", plan.code)
    context = {"form": form, "existing": existing, "one_unit": units.count() == 1}
    return render(request, "plans/lineage/register.html", context, status=422 if form.errors else 200)


def registering(request: HttpRequest, code: str) -> HttpResponse:
    """The steps of one registration: base data and signed file (POST), targets and tasks, the act."""
    plan = plan_in_sight(request.user, code)
    if plan.road != Road.REGISTRATION:
        raise Http404
    sends_file = request.method == "POST" and "number" not in request.POST
    form = UploadForm(request.POST if sends_file else None, request.FILES if sends_file else None)
    form.fields["file"].label = "Bản đã ký"
    facts = IssuedFactsForm(None if sends_file else request.POST or None, initial=_facts(plan))
    asked = form if sends_file else facts
    if request.method == "POST" and asked.is_valid():
        try:
            said = _keep_file(request, plan, form) if sends_file else _change(request, plan, facts)
        except ValidationError as fault:
            add_faults(asked, fault)
        else:
            messages.success(request, said)
            return redirect("plans:registering", plan.code)
    content = queries.content(plan)
    found = {plan.pk: _missing(plan)} if plan.state == "draft" else None
    situation = Situation(request.user, [plan], powers=powers_in(request), found=found)
    context = {
        "plan": plan,
        "form": form,
        "facts": facts,
        "situation": situation,
        "refused": edit_refusal(request.user, plan, situation=situation) or "",
        "missing": (found or {}).get(plan.pk, []),
        "target_count": len(content.targets),
        "task_count": len(content.tasks),
        "files": attachments_of(plan).filter(purpose=registration.SIGNED),
        "edit_url": reverse("plans:edit_start", args=[plan.code]),
    }
    return render(request, "plans/lineage/registering.html", context, status=422 if asked.errors else 200)


def _facts(plan: Plan) -> dict:
    return {"number": plan.registered_number, "day": plan.registered_on, "signer": plan.registered_signer}


def _missing(plan: Plan) -> list[str]:
    """What stops the act, in the words of the flow."""
    return flow_of(plan).blockers([plan], "register")[plan.pk]


def _keep_file(request: HttpRequest, plan: Plan, form: UploadForm) -> str:
    sent = form.cleaned_data["file"]
    row = papers.attach(plan, by=request.user, upload=Upload(sent.name, sent.read()), purpose=registration.SIGNED)
    return f"Đã thêm tệp “{row.name}”."


def _change(request: HttpRequest, plan: Plan, form: IssuedFactsForm) -> str:
    actions.change_registration(plan=plan, by=request.user, **form.cleaned_data)
    return "Đã lưu số, ngày, người ký."
