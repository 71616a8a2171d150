"""Who carries what of a plan, who has none, what was late and by whom; tags of a task (seeds 000 and 004)."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from documents.lists import list_workbook
from documents.views.files import workbook_file
from organisations.views.pages import add_faults
from plans import queries
from plans.actions import tags as verbs
from plans.models import Plan, Task, TaskProgress
from plans.paper import plain_words
from plans.queries import progress as reads
from plans.views.sight import plan_in_sight
from workflow.rules import Refused, edit_refusal
from workflow.states import STATES

_COLUMNS = (
    ("Họ và tên", 26),
    ("Chức vụ", 34),
    ("Chịu trách nhiệm", 12),
    ("Chủ trì", 10),
    ("Phối hợp", 10),
    ("Nhiệm vụ", 70),
)


@require_safe
def coverage(request: HttpRequest, code: str) -> HttpResponse:
    """Person × task of one plan; ``?xuat=xlsx`` gives the table."""
    plan = plan_in_sight(request.user, code)
    content = queries.content(plan)
    found = reads.coverage(plan, content)
    if request.GET.get("xuat") == "xlsx":
        return _workbook(plan, found)
    under_way = reads.progress_of([plan])
    context = {
        "plan": plan,
        "people": [_person(row, found, content, under_way) for row in found.people],
        "without_task": found.without_task,
        "without_person": [_task(row, found, content, under_way) for row in found.without_person],
        "tags": reads.tag_counts(plan),
        "delays": [_delay(row, content) for row in reads.delays(plan.unit, plan.year) if row.task.plan_id == plan.pk],
        "begun": bool(under_way),
        "tasks_total": len(content.tasks),
    }
    return render(request, "plans/coverage.html", context)


def _person(row: reads.Carried, found: reads.Coverage, content: queries.Content, under_way: dict) -> dict:
    return {
        "name": row.official.full_name,
        "title": "; ".join(dict.fromkeys(row.titles)),
        "heads": len(row.heads),
        "leads": len(row.leads),
        "partners": len(row.partners),
        "none": row.has_none,
        "tasks": [_task(task, found, content, under_way) for task in row.tasks],
    }


def _task(task: Task, found: reads.Coverage, content: queries.Content, under_way: dict) -> dict:
    progress = under_way.get(task.pk)
    return {
        "place": found.places.get(task.pk, ""),
        "words": plain_words(content, task.content),
        "url": reverse("plans:task", args=[progress.code]) if progress else "",
        "state": STATES[progress.state] if progress else None,
    }


def _delay(progress: TaskProgress, content: queries.Content) -> dict:
    who = progress.answerable or reads.answerable(progress)
    return {
        "progress": progress,
        "words": plain_words(content, progress.task.content),
        "done_on": reads.reported_on(progress),
        "days": reads.late(progress),
        "who": who.full_name if who else "",
        "named": progress.answerable_id is not None,
    }


def _workbook(plan: Plan, found: reads.Coverage) -> HttpResponse:
    table = [
        [
            row.official.full_name,
            "; ".join(dict.fromkeys(row.titles)),
            len(row.heads),
            len(row.leads),
            len(row.partners),
            "; ".join(found.places.get(task.pk, "") for task in row.tasks) or "Chưa có nhiệm vụ nào",
        ]
        for row in found.people
    ]
    book = list_workbook("Phân công", _COLUMNS, table, wrapped=True)
    return workbook_file(book, f"phan-cong-{plan.code}.xlsx")


class TagForm(forms.Form):
    """Tags that a task counts under."""

    tags = forms.MultipleChoiceField(label="Nhãn", required=False, widget=forms.CheckboxSelectMultiple)


def _tag_form(offered: dict, *typed, **initial) -> TagForm:
    form = TagForm(*typed, **initial)
    form.fields["tags"].choices = [(key, f"{tag.programme.name}: {tag.name}") for key, tag in offered.items()]
    return form


@require_http_methods(["GET", "HEAD", "POST"])
def task_tags(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Choose the tags of a task while its plan may be edited."""
    plan = plan_in_sight(request.user, code)
    task = get_object_or_404(Task.objects.select_related("area", "plan__unit"), plan=plan, pk=pk)
    sentence = edit_refusal(request.user, plan, area=task.area.code)
    if sentence:
        raise Refused(sentence)
    offered = {str(tag.pk): tag for tag in verbs.tags_for(plan)}
    held = [str(row.tag_id) for row in task.tags.all()]
    form = _tag_form(offered, initial={"tags": held})
    back = f"{reverse('plans:edit_start', args=[plan.code])}{task.area.code.lower()}/"
    if request.method == "POST":
        form = _tag_form(offered, request.POST)
        if form.is_valid():
            try:
                verbs.set_tags(task, tags=[offered[key] for key in form.cleaned_data["tags"]], by=request.user)
            except ValidationError as fault:
                add_faults(form, fault)
            else:
                return redirect(f"{back}#task-{task.pk}")
    context = {"form": form, "task": task, "plan": plan, "back": back, "offered": bool(offered)}
    return render(request, "plans/task_tags.html", context, status=422 if form.errors else 200)
