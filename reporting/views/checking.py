"""Kiểm tra trước khi trình: what the next office will see, what is missing, one button (ux sections 4.3, 4.13)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents.signing import expected
from organisations.remembering import read_once
from organisations.rules import powers_in
from reporting import checks
from reporting.comparing import differences
from reporting.models import Report
from reporting.queries import Content, content
from reporting.queries.known import Known
from reporting.queries.versions import version_content
from reporting.views import findings
from reporting.views.comparing import names_of
from reporting.views.sight import report_in_sight
from reporting.views.words import due_of
from reporting.wording import TYPE_CODE
from workflow import sending
from workflow.models import Remark
from workflow.rules import Situation, step_refusal
from workflow.states import ACTIONS


@read_once
def check(request: HttpRequest, code: str) -> HttpResponse:
    """GET: summary, findings, changes, signing capacity. POST: the act, once."""
    report = report_in_sight(request.user, code)
    if request.method == "POST":
        return _send(request, report)
    return _page(request, report)


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
    told = checks.findings(report, found, known)
    powers = powers_in(request)
    situation = Situation(request.user, [report], powers=powers, found={report.pk: findings.stopping(found, told)})
    step = sending.step_of(report, situation)
    context = {
        "report": report,
        "due": due_of(report),
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
        **findings.drawn(found, told, locked=step is None),
    }
    return render(request, "reporting/content/check.html", context, status=422 if faults else 200)


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
    texts = [place for place in found.places if place.text.strip()]
    sure = sum(1 for place in texts if place.section and place.section.confirmed_at)
    rows = [("Mục có nội dung", str(len(texts))), ("Mục đã xác nhận", f"{sure}/{len(texts)}")]
    rows.append(("Dòng đánh giá, phương hướng, kiến nghị", str(sum(len(place.lines) for place in found.places))))
    if found.figures is not None:
        sheet = found.figures.sheet()
        parts = [sheet.progress(part.code) for part in found.figures.form.parts()]
        rows.append(("Ô số liệu đã có", f"{sum(known for known, _ in parts)}/{sum(of for _, of in parts)}"))
    return rows
