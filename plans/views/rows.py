"""Saving rows: one field by itself, a whole row by its form, adding, moving, removing, comparing two versions."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from plans import actions, checks, fields, queries
from plans.forms import read_field, read_fields
from plans.models import Area, Plan, PlanArea, PlanPart, PlanText, Target, Task
from plans.views import cells, outline
from plans.views.editing import read_as, section_page
from plans.views.sight import plan_in_sight
from workflow import sending
from workflow.rules import edit_refusal

# Long texts offer "Gộp" on the page that compares two versions.
_LONG = 60


def row(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """GET: one row as a page (a sheet in the editor). POST: its form, or one field that saves itself."""
    plan, found = _fetch(request, code, kind, pk)
    if request.method != "POST":
        return _page(request, plan, found)
    if request.headers.get("X-Autosave"):
        return _autosave(request, plan, found)
    if any(name.endswith("-chon") for name in request.POST):
        return _chosen(request, plan, found)
    return _form(request, plan, found)


def _fetch(request: HttpRequest, code: str, kind: str, pk: int) -> tuple[Plan, PlanPart]:
    plan = plan_in_sight(request.user, code)
    model = cells.KINDS.get(kind)
    if model is None:
        raise Http404
    return plan, get_object_or_404(model.everything.filter(plan=plan), pk=pk)


def _version(request: HttpRequest) -> int:
    typed = request.POST.get("version", "")
    return int(typed) if typed.isdecimal() else 0


def _names(request: HttpRequest, model: type[PlanPart]) -> list[str]:
    asked = request.POST.get("compare") or request.POST.get("fields", "")
    return [name for name in asked.split() if name in cells.page_fields(model)]


def _autosave(request: HttpRequest, plan: Plan, found: PlanPart) -> HttpResponse:
    name = request.POST.get("field", "")
    if name not in cells.page_fields(type(found)):
        raise Http404
    try:
        value = read_field(type(found), name, request.POST.get(name, ""), plan=plan, user=request.user)
        saved = actions.save_field(row=found, field=name, value=value, version=_version(request), by=request.user)
    except ValidationError as fault:
        return HttpResponse(" ".join(fault.messages), status=422, content_type="text/plain; charset=utf-8")
    except actions.Conflict as conflict:
        return HttpResponse(_clash_note(conflict, found), status=409)
    return saved_parts(request, plan, saved)


def _clash_note(conflict: actions.Conflict, found: PlanPart) -> str:
    """M63 with the way to the page that compares; the row's form carries what was typed."""
    return format_html(
        '{} <button type="submit" class="btn-link-plain" form="f-{}" name="compare" value="{}">So sánh</button>',
        conflict.sentence.removesuffix(" So hai bản và chọn."),
        cells.ref_of(found),
        conflict.field,
    )


def saved_parts(request: HttpRequest, plan: Plan, saved: actions.Saved) -> HttpResponse:
    """What changes on the page with a saved field: findings, outline, how the row was understood."""
    content = queries.content(plan)
    found = checks.check_read(content)
    current = saved.row
    context = {
        "plan": content.plan,
        "row": current,
        "ref": cells.ref_of(current) if isinstance(current, PlanPart) else "",
        "is_target": isinstance(current, Target),
        "read": read_as(current) if isinstance(current, Target) else None,
        "submit_label": sending.label_of(plan),
        "is_task": isinstance(current, Task),
        "others": saved.others,
        "outline": outline.outline(content, found, _here(request, current)),
        **outline.drawn(content, found),
    }
    response = render(request, "plans/saved.html", context)
    if isinstance(current, PlanPart):
        response["X-Version"] = str(current.version)
    return response


def _here(request: HttpRequest, current: PlanPart | Plan) -> str:
    """The section from which a field was saved."""
    if isinstance(current, PlanPart):
        return section_of(current)
    return _plan_section([request.POST.get("field", "")])


def _form(request: HttpRequest, plan: Plan, found: PlanPart) -> HttpResponse:
    names = _names(request, type(found))
    if not names:
        raise Http404
    try:
        values = read_fields(type(found), request.POST, names, plan=plan, user=request.user)
        actions.save_fields(row=found, values=values, version=_version(request), by=request.user)
    except ValidationError as fault:
        return _page(request, plan, found, faults=fault)
    except actions.Conflict as conflict:
        return _compare(request, plan, found, conflict)
    messages.success(request, "Đã lưu.")
    return redirect(place_of(plan, found))


def _page(request: HttpRequest, plan: Plan, found: PlanPart, faults: ValidationError | None = None) -> HttpResponse:
    """One row with all its fields, its faults at their places, everything typed kept."""
    names = cells.page_fields(type(found))
    typed = {name: request.POST[name] for name in names if name in request.POST} if faults else {}
    said = {name: " ".join(texts) for name, texts in _by_field(faults).items()} if faults else {}
    locked = found.removed_at is not None or bool(edit_refusal(request.user, plan, area=_area_code(found)))
    seen = cells.view(plan, found, names=names, options=cells.options_of(plan), typed=typed, faults=said, locked=locked)
    context = {
        "plan": plan,
        "row": seen,
        **_neighbours(plan, found),
        "lists": cells.lists_of(plan),
        "back": place_of(plan, found),
        "heading": str(found._meta.verbose_name).capitalize(),
        "version": _version(request) if faults else found.version,
        "errors": [{"text": text, "href": f"#{seen.ref}-{name}"} for name, text in said.items()],
    }
    return render(request, "plans/row.html", context, status=422 if faults else 200)


def _neighbours(plan: Plan, found: PlanPart) -> dict:
    """The rows before and after in the same grid: on a phone rows are edited one after the other."""
    rows = type(found).objects.filter(plan=plan)
    if isinstance(found, fields.IN_AREAS):
        rows = rows.filter(area=found.area_id)
    keys = list(rows.order_by("order", "id").values_list("pk", flat=True))
    if found.pk not in keys:
        return {}
    at = keys.index(found.pk)
    kind = cells.slug_of(type(found))
    near = {
        "previous": keys[at - 1] if at else None,
        "next": keys[at + 1] if at + 1 < len(keys) else None,
    }
    urls = {name: reverse("plans:row", args=[plan.code, kind, pk]) if pk else "" for name, pk in near.items()}
    has_history = hasattr(type(found), "history")
    past = reverse("plans:row_history", args=[plan.code, kind, found.pk]) if has_history else ""
    return {**urls, "position": f"Dòng {at + 1} trong {len(keys)}", "past": past}


def _by_field(fault: ValidationError) -> dict[str, list[str]]:
    return fault.message_dict if hasattr(fault, "error_dict") else {"": fault.messages}


def _area_code(found: PlanPart) -> str:
    return found.area.code if isinstance(found, fields.IN_AREAS) else ""


def _compare(request: HttpRequest, plan: Plan, found: PlanPart, conflict: actions.Conflict) -> HttpResponse:
    """Both versions of every field in question, neither chosen (ux section 4.25)."""
    clashes = [
        {
            "name": clash.field,
            "label": clash.label[:1].upper() + clash.label[1:],
            "who": clash.who,
            "at": clash.time,
            "mine": request.POST.get(clash.field, ""),
            "theirs": _theirs(conflict.row, clash.field),
            "long": fields.is_text(type(found), clash.field) and len(str(clash.mine)) + len(str(clash.theirs)) > _LONG,
        }
        for clash in conflict.clashes
    ]
    names = _names(request, type(found))
    hidden = [
        {"name": "version", "value": conflict.row.version},
        {"name": "fields", "value": " ".join(names)},
        *({"name": name, "value": request.POST.get(name, "")} for name in names if name in request.POST),
    ]
    context = {
        "intro": conflict.sentence,
        "action": cells.address_of(plan, found),
        "hidden": hidden,
        "fields": clashes,
        "back": place_of(plan, found),
    }
    return render(request, "conflict.html", context, status=409)


def _theirs(row: PlanPart, name: str) -> str:
    cell = cells.view(row.plan, row, names=(name,)).cell[name]
    return cell.words


def _chosen(request: HttpRequest, plan: Plan, found: PlanPart) -> HttpResponse:
    """Save the version chosen field by field: theirs stays, mine or both is written."""
    names = []
    data: dict[str, Any] = request.POST.dict()
    for name in _names(request, type(found)):
        choice = request.POST.get(f"{name}-chon", "mine")
        if choice == "both":
            data[name] = request.POST.get(f"{name}-gop", "")
        if choice != "theirs":
            names.append(name)
    try:
        values = read_fields(type(found), data, names, plan=plan, user=request.user)
        actions.save_fields(row=found, values=values, version=_version(request), by=request.user)
    except ValidationError as fault:
        return _page(request, plan, found, faults=fault)
    except actions.Conflict as conflict:
        return _compare(request, plan, found, conflict)
    messages.success(request, "Đã lưu bản đã chọn.")
    return redirect(place_of(plan, found))


def place_of(plan: Plan, found: PlanPart) -> str:
    """The section of the editor in which a row stands, at the row."""
    return f"{outline.section_url(plan.code, section_of(found))}#{cells.ref_of(found)}"


def section_of(found: PlanPart) -> str:
    """The section of a row."""
    if isinstance(found, (Target, Task, PlanArea)):
        return outline.area_slug(found.area.code)
    if isinstance(found, PlanText):
        return outline.AIMS if found.section in ("purpose", "requirements") else outline.ORGANISATION
    return _SECTIONS[cells.slug_of(type(found))]


_SECTIONS = {
    "can-cu": outline.BASES,
    "trach-nhiem": outline.ORGANISATION,
    "han-bao-cao": outline.ORGANISATION,
    "noi-nhan": outline.RECIPIENTS,
}


@require_POST
def add(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Add a row, empty or with what the form under the grid holds; the focus goes to its first field."""
    plan = plan_in_sight(request.user, code)
    model = cells.KINDS.get(kind)
    if model not in fields.ADDABLE or kind == "can-cu":
        raise Http404
    area = None
    if model in fields.IN_AREAS:
        area = get_object_or_404(Area, template=plan.template_id, code=request.POST.get("area", ""))
    names = [name for name in cells.page_fields(model) if name in request.POST]
    try:
        values = read_fields(model, request.POST, names, plan=plan, user=request.user)
        added = actions.add_row(plan=plan, model=model, by=request.user, area=area, **values)
    except ValidationError as fault:
        slug = outline.area_slug(area.code) if area else _SECTIONS[kind]
        return section_page(request, plan, slug, faults=_by_field(fault))
    first = fields.SUBSTANCE.get(model, names[0] if names else "")
    return redirect(f"{place_of(plan, added)}-{first}")


_VERBS = {
    "xoa": lambda row, by: actions.remove_row(row=row, by=by),
    "hoan-tac": lambda row, by: actions.restore_row(row=row, by=by),
    "len": lambda row, by: actions.move_row(row=row, step=-1, by=by),
    "xuong": lambda row, by: actions.move_row(row=row, step=1, by=by),
    "nhan-doi": lambda row, by: actions.copy_row(row=row, by=by),
}


@require_POST
def change(request: HttpRequest, code: str, kind: str, pk: int, verb: str) -> HttpResponse:
    """Remove, put back, move or copy a row, then show its section; a removed row can be put back there (M10)."""
    plan, found = _fetch(request, code, kind, pk)
    if verb not in _VERBS or type(found) not in fields.ADDABLE:
        raise Http404
    if verb == "nhan-doi" and not isinstance(found, fields.IN_AREAS):
        raise Http404
    try:
        changed = _VERBS[verb](found, request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
        return redirect(place_of(plan, found))
    if verb == "xoa":
        url = outline.section_url(plan.code, section_of(found))
        return redirect(f"{url}?da-xoa={kind}-{pk}#{cells.ref_of(found)}")
    return redirect(place_of(plan, changed))


@require_POST
def plan_fields(request: HttpRequest, code: str) -> HttpResponse:
    """Save the plan's own fields: one by itself, or those of a form."""
    plan = plan_in_sight(request.user, code)
    alone = bool(request.headers.get("X-Autosave"))
    names = [request.POST.get("field", "")] if alone else request.POST.get("fields", "").split()
    names = [name for name in names if name in fields.PLAN_FIELDS]
    if not names:
        raise Http404
    try:
        values = read_fields(Plan, request.POST, names, plan=plan, user=request.user)
        plan = actions.change_plan(plan=plan, by=request.user, **values)
    except ValidationError as fault:
        if alone:
            return HttpResponse(" ".join(fault.messages), status=422, content_type="text/plain; charset=utf-8")
        for sentence in fault.messages:
            messages.error(request, sentence)
        return redirect(outline.section_url(plan.code, _plan_section(names)))
    if alone:
        return saved_parts(request, plan, actions.Saved(plan))
    messages.success(request, "Đã lưu.")
    return redirect(outline.section_url(plan.code, _plan_section(names)))


def _plan_section(names: list[str]) -> str:
    if "signer" in names:
        return outline.RECIPIENTS
    return outline.ANNEX if "has_annex" in names else outline.GENERAL
