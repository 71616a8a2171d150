"""Kiểm tra trước khi trình: what the next office will see, what is missing, one button (ux sections 4.3, 4.13)."""

from collections.abc import Callable, Iterable
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from documents.signing import expected
from organisations.models import User
from organisations.remembering import read_once
from organisations.rules import powers_in
from reporting import checks
from reporting.actions.parts import explain
from reporting.actions.writing import confirm_section
from reporting.comparing import differences
from reporting.models import Report
from reporting.queries import Content, content
from reporting.queries.content import Place
from reporting.queries.forms import places_of
from reporting.queries.known import Known, resolve
from reporting.queries.parts import areas_of
from reporting.queries.versions import version_content
from reporting.views import findings
from reporting.views.comparing import names_of
from reporting.views.sight import report_in_sight
from reporting.views.words import due_of
from reporting.wording import TYPE_CODE
from workflow import extensions, sending
from workflow.models import Remark
from workflow.rules import Situation, edit_refusal, step_refusal
from workflow.states import ACTIONS


@read_once
def check(request: HttpRequest, code: str) -> HttpResponse:
    """GET: summary, findings, changes, signing capacity. POST: a finding that is done from here, or the act, once."""
    report = report_in_sight(request.user, code)
    if request.method != "POST":
        return _page(request, report)
    for name, done in _DONE_HERE.items():
        if name in request.POST:
            return _done_here(request, report, name, done)
    return _send(request, report)


def _done_here(
    request: HttpRequest, report: Report, name: str, done: Callable[[Report, str, User], str]
) -> HttpResponse:
    try:
        messages.success(request, done(report, request.POST[name], request.user))
    except ValidationError as fault:
        return _page(request, report, faults=fault.messages)
    opened = urlencode({"mo": _OPENED[name]})
    return redirect(f"{reverse('reporting:check', args=[report.code])}?{opened}#phat-hien")


def _confirm(report: Report, place: str, by: User) -> str:
    if all(one.code != place for one in places_of(report.outline)):
        raise Http404
    confirm_section(report=report, code=place, by=by)
    return f"Đã xác nhận mục {place}."


def _keep(report: Report, question: str, by: User) -> str:
    part, _, key = question.partition(":")
    if report.form is None or not key:
        raise Http404
    explain(report=report, part=part, key=key[:120], words="", by=by)
    return "Đã xác nhận số này đúng."


# What is done with one press beside its finding: name of the button, and the entry that then stands open.
_DONE_HERE = {"xac-nhan": _confirm, "giu-so": _keep}
_OPENED = {"xac-nhan": findings.UNCONFIRMED, "giu-so": findings.OUTLIER}


def _send(request: HttpRequest, report: Report) -> HttpResponse:
    try:
        sent = sending.send(report, request.POST, by=request.user)
    except ValidationError as fault:
        return _page(request, report, faults=fault.messages)
    messages.success(request, sending.receipt(sent))
    return redirect("reporting:read", sent.code)


def _page(request: HttpRequest, report: Report, faults: list[str] | None = None) -> HttpResponse:
    found = content(report)
    known = Known(report, found)
    judged = checks.judged(found)
    told = [*checks.findings(report, found, known), *checks.to_look_at(found, judged)]
    powers = powers_in(request)
    situation = Situation(request.user, [report], powers=powers, found={report.pk: findings.stopping(found, told)})
    step = sending.step_of(report, situation)
    context = {
        "report": report,
        "due": due_of(report),
        "more_time": extensions.offered(report, powers),
        "step": step,
        "action": ACTIONS[step.action] if step else None,
        "label": sending.label_of(report),
        "refused": step_refusal(step, report, situation) if step else "",
        "fault_rows": [{"text": text} for text in faults or []],
        "note": request.POST.get("note", ""),
        "first_remark": _first_remark(found, situation),
        "returned": sending.last_return(report),
        "changed": _changed(found, known),
        "sizes": _sizes(found),
        "signature": expected(report.unit, mandate=report.signer, type_code=TYPE_CODE),
        "answered": list(checks.answered(found, judged)),
        **findings.drawn(
            found,
            told,
            locked=step is None,
            more=_Offered(found, known, told, situation),
            opened=request.GET.get("mo", ""),
        ),
    }
    return render(request, "reporting/content/check.html", context, status=422 if faults else 200)


class _Offered:
    """What the page adds to a thing: the text to read and the button, where the person may do it from here."""

    def __init__(self, found: Content, known: Known, told: Iterable[checks.Finding], situation: Situation):
        self._found, self._known, self._situation = found, known, situation
        # A text is not confirmed while a figure in it changed or says nothing.
        unsettled = (findings.GAP, findings.STALE)
        self._waiting = {findings.section_at(found, one.ref) for one in told if findings.kind_of(one.code) in unsettled}

    def __call__(self, one: findings.Thing) -> dict:
        if one.kind == findings.UNCONFIRMED:
            return self._text(self._found.place(one.code))
        if one.kind == findings.OUTLIER:
            part = one.ref.removeprefix("figure-").partition(".")[0]
            return self._act("giu-so", f"{part}:{one.key}", "Đúng, giữ số này", self._areas.get(part, ""))
        return {}

    def _text(self, place: Place) -> dict:
        rows = [place.section, *place.lines]
        texts = [resolve(row.text, self._known, row.seen) for row in rows if row is not None]
        read = {"words": [words for text in texts for words in text.split("\n") if words.strip()]}
        if place.code in self._waiting:
            return read
        return read | self._act("xac-nhan", place.code, "Xác nhận đoạn này", place.row.area_code, icon="check")

    def _act(self, name: str, value: str, label: str, area: str, icon: str = "") -> dict:
        refused = edit_refusal(self._situation.user, self._found.report, area=area, situation=self._situation)
        return {} if refused else {"act": {"name": name, "value": value, "label": label, "icon": icon}}

    @cached_property
    def _areas(self) -> dict[str, str]:
        form = self._found.figures.form
        return {part: area for (_, _, part), area in areas_of([form]).items()}


def _changed(found: Content, known: Known) -> dict | None:
    """What differs from the version sent last; None before the first time."""
    version = found.report.versions.order_by("-sending").first()
    if version is None:
        return None
    places = differences(version.content, version_content(found.report, found, known), names_of(found))
    return {"sending": version.sending, "places": places}


def _first_remark(found: Content, situation: Situation) -> str:
    """Where the first remark that waits for an answer is mended (M28)."""
    if not situation.open_remarks:
        return ""
    report = found.report
    rows = Remark.objects.filter(kind=report.kind, object_id=report.pk, private=False, state=Remark.State.OPEN)
    first = rows.order_by("pk").first()
    if first is None:
        return ""
    if first.place:
        return findings.place_url(found, first.place)
    return f"{reverse('reporting:read', args=[report.code])}#thread-{first.pk}"


def _sizes(found: Content) -> list[tuple[str, str]]:
    """How much there is: places written and confirmed, rows, figures."""
    rows = [("Mục có nội dung", str(len(found.filled))), ("Mục đã xác nhận", found.confirmed)]
    rows.append(("Dòng đánh giá, phương hướng, kiến nghị", str(sum(len(place.lines) for place in found.places))))
    if found.figures is not None:
        sheet = found.figures.sheet()
        parts = [sheet.progress(part.code) for part in found.figures.form.parts()]
        rows.append(("Ô số liệu đã có", f"{sum(known for known, _ in parts)}/{sum(of for _, of in parts)}"))
    return rows
