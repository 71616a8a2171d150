"""The page of a task: report on it, prove it, give it to somebody else (ux 4.6)."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from directives.queries import place_words
from documents.file_types import HINT
from documents.forms import UploadForm
from documents.queries import attachments_of
from organisations.roles import Capability
from organisations.rules import holders, powers_in
from organisations.views.pages import add_faults
from plans.actions import progress as acts
from plans.checks import under_way as rules
from plans.models import TaskProgress
from plans.paper import plain_words
from plans.queries import progress as reads
from plans.views.task_form import HandForm, TaskForm
from plans.wording import condition_chip
from workflow.codes import normal_code
from workflow.flows import flow_of
from workflow.rules import MovedOn, Refused, Situation
from workflow.states import ACTIONS
from workflow.wording import moved_on

_ICONS = {"not_started": "clock", "in_progress": "pencil", "done": "circle-check", "not_done": "circle-minus"}


def task_in_sight(request: HttpRequest, code: str) -> TaskProgress:
    """The task of an address; 404 for what does not exist and for what is out of reach."""
    rows = TaskProgress.objects.visible_to(request.user).select_related(
        "unit",
        "person__official",
        "answerable",
        "sent_by__official",
        "task__area",
        "task__plan__unit",
        "task__plan__template",
        "task__product_type",
        "task__lead",
        "task__head__official",
        "task__source_item",
        "task__serves__plan",
        "task__carried_from__plan",
        "task__inherited_from__plan",
    )
    return get_object_or_404(rows, code=normal_code(code))


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, code: str) -> HttpResponse:
    """GET shows the task; POST takes what was chosen on it: 403, 409 with the sentence, 422 with all faults."""
    progress = task_in_sight(request, code)
    if request.method == "POST":
        return _report(request, progress)
    sentence = rules.change_refusal(request.user, progress, powers_in(request))
    form = None
    if sentence is None and progress.state in reads.WORKING:
        chosen = "in_progress" if progress.state in ("ongoing", "in_progress") else "not_started"
        initial = {
            "choice": chosen,
            "seen": progress.version,
            "type_name": progress.task.product_type.name if progress.task.product_type_id else "",
            "answerable": getattr(reads.answerable(progress), "pk", None),
        }
        form = TaskForm(progress=progress, user=request.user, initial=initial)
    return _page(request, progress, form, sentence or "")


def _report(request: HttpRequest, progress: TaskProgress) -> HttpResponse:
    sentence = rules.change_refusal(request.user, progress, powers_in(request))
    if sentence:
        raise Refused(sentence)
    if progress.state not in reads.WORKING:
        raise Refused("Nhiệm vụ đã báo xong hoặc đã kết thúc. Đầu mối CCHC xác nhận hoặc mở lại.")
    form = TaskForm(request.POST, progress=progress, user=request.user)
    if request.POST.get("seen", "").isdecimal() and int(request.POST["seen"]) != progress.version:
        raise MovedOn(moved_on(progress, flow_of(progress)))
    if form.is_valid():
        try:
            before = progress.state
            progress = acts.report(progress, by=request.user, said=form.said(), seen=form.cleaned_data["seen"])
        except ValidationError as fault:
            add_faults(form, _at_fields(fault))
        else:
            messages.success(request, _receipt(before, progress))
            return redirect("plans:task", progress.code)
    return _page(request, progress, form, "", status=422)


def _at_fields(fault: ValidationError) -> ValidationError:
    """What the act found, at the fields of this page."""
    found = fault.message_dict if hasattr(fault, "error_dict") else {"text": fault.messages}
    return ValidationError({"text" if name == "comment" else name: said for name, said in found.items()})


def _receipt(before: str, progress: TaskProgress) -> str:
    if progress.state == "to_confirm":
        return "Đã báo xong. Đầu mối CCHC xác nhận hoàn thành."
    if progress.state == "not_done":
        return "Đã ghi không thực hiện."
    begun = before in ("not_started", "awaiting_trigger") and progress.state == "in_progress"
    return f"{ACTIONS['begin'].done}." if begun else f"{ACTIONS['note'].done}."


def _page(
    request: HttpRequest, progress: TaskProgress, form: TaskForm | None, refused: str, status: int = 200
) -> HttpResponse:
    powers = powers_in(request)
    row, user = progress.task, request.user
    words = reads.words_only(row.plan)
    sources = place_words([row.source_item]) if row.source_item_id else {}
    evidence_refused = rules.evidence_refusal(user, progress, powers)
    context = {
        "progress": progress,
        "task": row,
        "plan": row.plan,
        "words": plain_words(words, row.content),
        "form": form,
        "choices": _choices(form),
        "refused": refused,
        "replaced": rules.replaced_sentence(progress),
        "partner": bool(refused) and evidence_refused is None,
        "evidence_refused": evidence_refused,
        "may_hand": rules.may_hand(progress, powers) and progress.state in reads.WORKING,
        "situation": Situation(user, [progress], powers=powers),
        "done_on": reads.reported_on(progress),
        "late": reads.late(progress),
        "notes": list(progress.notes.select_related("by__official")),
        "products": list(progress.products.select_related("document", "added_by__official")),
        "evidence": list(attachments_of(progress)),
        "upload": UploadForm(),
        "hint": HINT,
        "partners": list(row.partners.all()),
        "source": sources.get(row.source_item_id, ""),
        "directive": row.source_item.directive if row.source_item_id else None,
        "targets": _targets(progress, words),
        "closed": progress.state in ("done", "not_done"),
    }
    context["periods"] = _periods(progress, context["notes"])
    return render(request, "plans/task.html", context, status=status)


def _choices(form: TaskForm | None) -> list[dict]:
    """The big buttons: radio fields with an icon and the key that chooses each (ux 4.27: 1 to 4)."""
    if form is None:
        return []
    chosen = form["choice"].value()
    return [
        {"key": str(number), "value": value, "word": word, "icon": _ICONS[value], "chosen": value == chosen}
        for number, (value, word) in enumerate(form.fields["choice"].choices, start=1)
    ]


def _periods(progress: TaskProgress, notes: list) -> list[dict]:
    """One box per period of a recurring task: what was reported for it last."""
    last = {note.period: note for note in reversed(notes) if note.period}
    return [{"name": name, "note": last.get(key)} for key, name in reads.periods(progress.task)]


def _targets(progress: TaskProgress, words) -> list[dict]:
    """Targets of the same area that the task works for."""
    rows = progress.task.plan.targets.filter(area=progress.task.area).prefetch_related("conditions")
    return [
        {"words": plain_words(words, row.phrase), "chips": [condition_chip(one) for one in row.conditions.all()]}
        for row in rows
        if row.phrase
    ]


@require_POST
def product_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a wrong product off."""
    progress = task_in_sight(request, code)
    row = get_object_or_404(progress.products.select_related("document", "progress"), pk=pk)
    acts.remove_product(row, by=request.user)
    messages.success(request, f"Đã bỏ sản phẩm {row.document}.")
    return redirect("plans:task", progress.code)


@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: HttpRequest, code: str) -> HttpResponse:
    """Give the task to another person of the unit, or back to the focal point."""
    progress = task_in_sight(request, code)
    sentence = rules.hand_refusal(request.user, progress)
    if sentence:
        raise Refused(sentence)
    people = holders(Capability.DRAFT, progress.unit_id)
    form: forms.Form = HandForm(request.POST or None, people=people, initial={"person": str(progress.person_id or "")})
    if request.method == "POST" and form.is_valid():
        person = next((one for one in people if str(one.pk) == form.cleaned_data["person"]), None)
        acts.hand_task(progress, person=person, by=request.user)
        messages.success(request, f"Đã giao nhiệm vụ cho {person.display_name if person else 'đầu mối CCHC'}.")
        return redirect("plans:task", progress.code)
    context = {"form": form, "progress": progress, "back": reverse("plans:task", args=[progress.code])}
    return render(request, "plans/task_hand.html", context, status=422 if request.method == "POST" else 200)
