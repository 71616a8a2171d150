"""Lịch sử of a row: every stored version, what changed from the one before, by whom and when."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from organisations.models import User
from plans import fields
from plans.forms import shown
from plans.models import PlanPart
from plans.views import cells, outline
from plans.views.rows import place_of, section_of
from plans.views.sight import plan_in_sight

_MADE, _CHANGED, _REMOVED, _RESTORED = "Thêm dòng", "Sửa", "Xóa dòng", "Hoàn tác việc xóa"


@require_safe
def row_history(request: HttpRequest, code: str, kind: str, pk: int) -> HttpResponse:
    """The versions of a row, the newest first; what was saved since the last version stands above them."""
    plan = plan_in_sight(request.user, code)
    model = cells.KINDS.get(kind)
    if model is None or not hasattr(model, "history"):
        raise Http404
    row = get_object_or_404(model.everything.filter(plan=plan), pk=pk)
    versions = list(
        model.history.filter(id=row.pk).select_related("history_user__official").order_by("version", "history_id")
    )
    names = [name for name in cells.page_fields(model) if name != "partners"]
    entries = [_entry(model, names, old, new) for old, new in zip([None, *versions], versions, strict=False)]
    if versions and (since := _since(row, versions[-1], names)):
        entries.append(since)
    context = {
        "plan": plan,
        "heading": f"Lịch sử {model._meta.verbose_name}",
        "entries": [entry for entry in reversed(entries) if entry["what"]],
        "section": outline.section_url(plan.code, section_of(row)),
        "back": place_of(plan, row),
    }
    return render(request, "plans/row_history.html", context)


def _entry(model: type[PlanPart], names: list[str], old: Any, new: Any) -> dict:
    """One version against the one before it."""
    changes = _changes(model, names, old, new)
    what = _CHANGED if changes else ""
    if old is None:
        what = _MADE
    elif new.removed_at and not old.removed_at:
        what = _REMOVED
    elif old.removed_at and not new.removed_at:
        what = _RESTORED
    return {"what": what, "who": _who(new.history_user), "at": new.history_date, "changes": changes}


def _changes(model: type[PlanPart], names: list[str], old: Any, new: Any) -> list[dict]:
    return [
        {"where": label[:1].upper() + label[1:], "old": before, "new": after}
        for name in names
        if (before := _words(model, old, name)) != (after := _words(model, new, name))
        for label in (fields.label(model, name),)
    ]


def _words(model: type[PlanPart], version: Any, name: str) -> str:
    """The value of a field in words; a choice by its word, a person by the name; of a new row where there is none."""
    version = version or model()
    if name == "head":
        head = version.head
        return f"{head.official.full_name}, {head.title}" if head else ""
    column = model._meta.get_field(name)
    value = shown(version, name)
    if column.choices:
        return dict(column.flatchoices).get(value, value)
    if column.get_internal_type() == "BooleanField":
        return "có" if value else "không"
    return value


def _since(row: PlanPart, last: Any, names: list[str]) -> dict | None:
    """What was saved by itself after the last version, by the last person who did."""
    changes = _changes(type(row), names, last, row)
    if not changes:
        return None
    touches = [touch for name, touch in row.touched.items() if name in names and touch[0] > last.version]
    latest = max(touches, key=lambda touch: touch[0], default=None)
    person = User.objects.select_related("official").filter(pk=latest[1]).first() if latest else row.updated_by
    at = datetime.fromisoformat(latest[2]) if latest else row.updated_at
    return {"what": _CHANGED, "who": _who(person), "at": at, "changes": changes}


def _who(user: User | None) -> str:
    return user.display_name if user else "Cổng kế hoạch CCHC"
