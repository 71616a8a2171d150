"""Rows of a report: weaknesses, causes, directions, proposals (ux section 4.13)."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from plans.actions.saving import Conflict
from plans.models import Area, Plan
from reporting.actions import lines as verbs
from reporting.actions.confirming import confirm_lines
from reporting.models import Report, ReportLine
from reporting.outlines import LINES
from reporting.queries import content
from reporting.queries.known import Known
from reporting.views import editing, outline, prose
from reporting.views.sight import report_in_sight
from reporting.views.writing import clash_page
from workflow.rules import Refused
from workflow.states import EDITABLE


def _fetch(request: HttpRequest, code: str, pk: int) -> tuple[Report, ReportLine]:
    report = report_in_sight(request.user, code)
    return report, get_object_or_404(ReportLine.objects.filter(report=report), pk=pk)


def _place_of(report: Report, kind: str) -> str:
    """The code of the place where rows of a kind stand."""
    row = report.outline.sections.filter(content=kind).first()
    if row is None:
        raise Http404
    return row.code


def _back(line: ReportLine) -> str:
    return editing.place_anchor(line.report, _place_of(line.report, line.kind), f"line-{line.pk}")


@require_POST
def add(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """Add a row at a place."""
    report = report_in_sight(request.user, code)
    found = editing.place_of(content(report), place)
    if found.what not in LINES:
        raise Http404
    text = request.POST.get("text", "")
    try:
        line = verbs.add_line(report=report, kind=found.what, text=text, by=request.user)
    except ValidationError as fault:
        return editing.section_page(request, report, place, typed=text, faults=fault.messages)
    return redirect(_back(line))


@require_POST
def change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Change the words of a row, from the field that saves itself or from its form."""
    report, line = _fetch(request, code, pk)
    version = request.POST.get("version", "")
    alone = bool(request.headers.get("X-Autosave"))
    text = request.POST.get("theirs" if request.POST.get("text-chon") == "theirs" else "text", "")
    if request.POST.get("text-chon") == "both":
        text = request.POST.get("text-gop", "")
    try:
        seen = int(version) if version.isdecimal() else 0
        line = verbs.change_line(line=line, text=text, by=request.user, version=seen)
    except ValidationError as fault:
        if alone:
            return HttpResponse(" ".join(fault.messages), status=422, content_type="text/plain; charset=utf-8")
        return editing.section_page(request, report, _place_of(report, line.kind), faults=fault.messages)
    except Conflict as conflict:
        if alone:
            return HttpResponse(conflict.sentence.removesuffix(" So hai bản và chọn."), status=409)
        return clash_page(request, conflict, reverse("reporting:line", args=[report.code, pk]))
    if alone:
        return _saved(request, report, line)
    messages.success(request, "Đã lưu.")
    return redirect(_back(line))


def _saved(request: HttpRequest, report: Report, line: ReportLine) -> HttpResponse:
    found = content(report)
    known = Known(report, found)
    context = {"line": editing.line_view(line, known, outline.stale_by(found, known))}
    response = render(request, "reporting/content/line_saved.html", context)
    response["X-Version"] = str(line.version)
    return response


def _confirm_all(line: ReportLine, by) -> None:
    confirm_lines(report=line.report, kind=line.kind, by=by)


_VERBS: dict[str, Callable[..., object]] = {
    "xoa": lambda line, by: verbs.remove_line(line=line, by=by),
    "hoan-tac": lambda line, by: verbs.restore_line(line=line, by=by),
    "len": lambda line, by: verbs.move_line(line=line, step=-1, by=by),
    "xuong": lambda line, by: verbs.move_line(line=line, step=1, by=by),
    "xac-nhan": lambda line, by: verbs.confirm_line(line=line, by=by),
    "xac-nhan-ca": _confirm_all,
    "da-xem": lambda line, by: verbs.keep_line(line=line, by=by),
}


@require_POST
def act(request: HttpRequest, code: str, pk: int, verb: str) -> HttpResponse:
    """Remove, put back, move, confirm a row, then show its place; a removed row can be put back there (M10)."""
    _, line = _fetch(request, code, pk)
    if verb not in _VERBS:
        raise Http404
    _VERBS[verb](line, request.user)
    if verb == "xoa":
        return redirect(editing.place_anchor(line.report, _place_of(line.report, line.kind), **{"da-xoa": str(pk)}))
    return redirect(_back(line))


@require_POST
def take_up(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Go on with a row of the unit's report before."""
    report = report_in_sight(request.user, code)
    earlier = get_object_or_404(ReportLine.objects.filter(report__unit=report.unit_id), pk=pk)
    try:
        line = verbs.take_up_line(report=report, line=earlier, by=request.user)
    except ValidationError as fault:
        messages.info(request, " ".join(fault.messages))
        return redirect(editing.place_anchor(report, _place_of(report, earlier.kind)))
    messages.success(request, "Đã lấy dòng của báo cáo kỳ trước.")
    return redirect(_back(line))


class PlanChoiceForm(forms.Form):
    """Which plan in work takes the row, and below which area."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(), label="Kế hoạch", to_field_name="code", empty_label=None,
        error_messages={"required": "Chọn kế hoạch.", "invalid_choice": "Chọn một kế hoạch trong danh sách."},
    )  # fmt: skip
    area = forms.ChoiceField(label="Lĩnh vực", error_messages={"required": "Chọn lĩnh vực."})

    def __init__(self, *args, plans, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = plans
        areas = Area.objects.filter(template__in=plans.order_by().values("template")).order_by("order")
        self.fields["area"].choices = list({row.code: row.short_name for row in areas}.items())


def to_plan(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Đưa vào kế hoạch: choose a plan in work of the unit and the area; the row becomes a task there (M12)."""
    report, line = _fetch(request, code, pk)
    if line.removed_at is not None:
        raise Http404
    plans = Plan.objects.filter(unit=report.unit_id, state__in=EDITABLE, binned_at=None).order_by("-year", "-pk")
    form = PlanChoiceForm(request.POST or None, plans=plans, initial={"area": line.area_code})
    if request.method == "POST" and form.is_valid():
        plan = form.cleaned_data["plan"]
        area = get_object_or_404(Area, template=plan.template_id, code=form.cleaned_data["area"])
        try:
            verbs.to_plan(line=line, plan=plan, area=area, by=request.user)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            messages.success(request, f"Đã đưa vào {plan}, lĩnh vực {area.short_name}.")
            return redirect(_back(line))
    elif request.method == "POST" and not plans.exists():
        raise Refused("Chưa có kế hoạch nào đang soạn để nhận việc này.")
    context = {
        "form": form,
        "none": not plans.exists(),
        "words": "".join(piece.words for row in prose.paragraphs(line.text, Known(report), line.seen) for piece in row),
        "address": request.path,
        "back": _back(line),
    }
    return render(request, "reporting/content/to_plan.html", context, status=422 if form.errors else 200)
