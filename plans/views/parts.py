"""Parts of the editor that are small pages of their own: how a target is understood, bases, citations, reasons."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from documents.models import KnownDocument
from plans import actions, checks
from plans.forms import ConditionFormSet, ReasonForm, initial_of
from plans.models import Plan, PlanBasis, Target
from plans.views import cells, outline
from plans.views.sight import plan_in_sight
from plans.wording import condition_sentence
from workflow.rules import Refused, edit_refusal


def conditions(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The small form behind the chip: what the phrase means, with the sentence to check it."""
    plan = plan_in_sight(request.user, code)
    target = get_object_or_404(Target.objects.filter(plan=plan).select_related("area"), pk=pk)
    stored = list(target.conditions.all())
    back = f"{outline.section_url(plan.code, outline.area_slug(target.area.code))}#{cells.ref_of(target)}"
    rows = ConditionFormSet(
        request.POST if request.method == "POST" and "again" not in request.POST else None,
        initial=[initial_of(row) for row in stored],
        prefix="dk",
        form_kwargs={"plan": plan, "user": request.user},
    )
    status = 200
    if request.method == "POST":
        try:
            if "again" in request.POST:
                actions.read_again(target=target, by=request.user)
                return redirect(back)
            if rows.is_valid():
                version = request.POST.get("version", "")
                actions.set_conditions(
                    target=target,
                    conditions=rows.values(),
                    by=request.user,
                    version=int(version) if version.isdecimal() else 0,
                )
                messages.success(request, "Đã ghi cách hiểu chỉ tiêu.")
                return redirect(back)
            status = 422
        except ValidationError as fault:
            rows._non_form_errors.extend(fault.messages)
            status = 422
        except actions.Conflict as conflict:
            rows._non_form_errors.append(conflict.sentence)
            status = 409
    context = {
        "plan": plan,
        "target": target,
        "rows": rows,
        "back": back,
        "sentences": [condition_sentence(row) for row in stored],
        "confirmed": any(row.confirmed for row in stored),
        "locked": edit_refusal(request.user, plan, area=target.area.code),
    }
    return render(request, "plans/conditions.html", context, status=status)


@require_POST
def add_basis(request: HttpRequest, code: str) -> HttpResponse:
    """Add a basis: a known document that was chosen, or a line typed as it is cited."""
    plan = plan_in_sight(request.user, code)
    try:
        document = _document(request, plan)
        actions.add_row(
            plan=plan,
            model=PlanBasis,
            by=request.user,
            document=document,
            role=request.POST.get("role") or PlanBasis.Role.BASIS,
        )
    except ValidationError as fault:
        return _bases_again(request, plan, fault)
    messages.success(request, f"Đã thêm căn cứ {document}.")
    return redirect(outline.section_url(plan.code, outline.BASES))


def _document(request: HttpRequest, plan: Plan) -> KnownDocument:
    refusal = edit_refusal(request.user, plan)
    if refusal:
        raise Refused(refusal)
    chosen = request.POST.get("document", "")
    if chosen.isdecimal():
        return get_object_or_404(KnownDocument.objects.visible_to(request.user), pk=int(chosen))
    return actions.know_document(text=request.POST.get("text", ""), by=request.user)


def _bases_again(request: HttpRequest, plan: Plan, fault: ValidationError) -> HttpResponse:
    context = {
        "plan": plan,
        "faults": fault.messages,
        "text": request.POST.get("text", ""),
        "role": request.POST.get("role", ""),
        "key": request.POST.get("key", ""),
        "action": request.path,
        "roles": PlanBasis.Role.choices if "key" not in request.POST else [],
        "back": outline.section_url(plan.code, outline.BASES),
    }
    return render(request, "plans/citation.html", context, status=422)


@require_POST
def add_citation(request: HttpRequest, code: str) -> HttpResponse:
    """Make a document citable in the text: under a key of its own, or after the others of a footnote."""
    plan = plan_in_sight(request.user, code)
    try:
        document = _document(request, plan)
    except ValidationError as fault:
        return _bases_again(request, plan, fault)
    key = request.POST.get("key", "").strip()[:40] or actions.free_key(plan)
    documents = [*actions.cited_under(plan, key), document]
    actions.cite(plan=plan, key=key, documents=documents, by=request.user, footnote="footnote" in request.POST)
    messages.success(request, f"Viết {{{{cite:{key}}}}} vào chỗ cần viện dẫn {document}.")
    return redirect(outline.section_url(plan.code, outline.BASES))


@require_POST
def drop_citation(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Take a citation key away."""
    plan = plan_in_sight(request.user, code)
    actions.cite(plan=plan, key=key, documents=[], by=request.user)
    return redirect(outline.section_url(plan.code, outline.BASES))


def waive(request: HttpRequest, code: str) -> HttpResponse:
    """Nêu lý do: set a finding aside with a reason, or take the reason back (M105)."""
    plan = plan_in_sight(request.user, code)
    asked = (request.GET.get("phat-hien", ""), request.GET.get("cho", ""))
    finding = next((one for one in checks.check_plan(plan) if (one.code, one.ref) == asked), None)
    if finding is None or not finding.waivable:
        raise Http404
    waiver = plan.waivers.filter(code=finding.code, place=finding.ref).first()
    form = ReasonForm(request.POST or None, initial={"reason": waiver.reason if waiver else ""})
    back = outline.section_url(plan.code, outline.slug_of(finding))
    if request.method == "POST" and "unwaive" in request.POST and waiver:
        actions.unwaive(waiver=waiver, by=request.user)
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        actions.waive(
            plan=plan, code=finding.code, place=finding.ref, reason=form.cleaned_data["reason"], by=request.user
        )
        messages.success(request, "Đã ghi lý do. Chủ tịch và cấp trên đọc được lý do này.")
        return redirect(back)
    context = {
        "form": form,
        "heading": "Nêu lý do",
        "lead": finding.sentence,
        "submit": "Ghi lý do",
        "back": back,
        "waiver": waiver,
        "note": "Chủ tịch và cấp trên đọc được lý do này.",
        "address": f"{reverse('plans:waive', args=[plan.code])}?phat-hien={finding.code}&cho={finding.ref}",
    }
    return render(request, "plans/reason.html", context, status=422 if form.errors else 200)
