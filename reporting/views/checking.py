"""Kiểm tra trước khi trình: what the next office will see, what is missing, one button (ux sections 4.3, 4.13)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

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
from workflow import actions as moves
from workflow.models import Event, Remark
from workflow.rules import Situation, find_step, step_refusal
from workflow.states import ACTIONS

# Acts that hand a report on from its authors, in the order in which the road knows them.
_SENDING = ("submit", "send_to_sign")


@read_once
def check(request: HttpRequest, code: str) -> HttpResponse:
    """GET: summary, findings, changes, signing capacity. POST: the act, once."""
    report = report_in_sight(request.user, code)
    if request.method == "POST":
        return _send(request, report)
    return _page(request, report)


def _send(request: HttpRequest, report: Report) -> HttpResponse:
    action, seen = request.POST.get("action", ""), request.POST.get("version", "")
    try:
        sent = moves.take(
            action if action in _SENDING else "submit",
            report,
            by=request.user,
            comment=request.POST.get("note", ""),
            seen=int(seen) if seen.isdecimal() else None,
        )
    except ValidationError as fault:
        return _page(request, report, faults=fault.messages)
    messages.success(request, _receipt(sent))
    return redirect("reporting:read", sent.code)


def _receipt(report: Report) -> str:
    """M33: to whom, when, which time."""
    at = localtime(report.sent_at)
    times = f" (lần {report.times_sent})" if report.times_sent > 1 else ""
    said, whom = {
        "submitted": ("Đã gửi xin ý kiến", "cơ quan theo dõi"),
        "awaiting_chairman": ("Đã trình Chủ tịch", "Chủ tịch"),
    }.get(report.state, ("Đã trình", "người kiểm tra"))
    return f"{said} lúc {at.hour}:{at.minute:02d} ngày {at:%d/%m/%Y}{times}. Rút lại được khi {whom} chưa mở xem."


def _page(request: HttpRequest, report: Report, faults: list[str] | None = None) -> HttpResponse:
    found = content(report)
    known = Known(report, found)
    told = checks.findings(report, found, known)
    powers = powers_in(request)
    situation = Situation(request.user, [report], powers=powers, found={report.pk: findings.stopping(found, told)})
    step = next((one for action in _SENDING if (one := find_step(action, report, situation))), None)
    context = {
        "report": report,
        "due": due_of(report),
        "step": step,
        "action": ACTIONS[step.action] if step else None,
        "label": findings.submit_label(report),
        "refused": step_refusal(step, report, situation) if step else "",
        "fault_rows": [{"text": text} for text in faults or []],
        "first_remark": _first_remark(found, situation),
        "returned": _returned(report),
        "changed": _changed(found, known),
        "sizes": _sizes(found),
        "signature": expected(report.unit, mandate=report.signer, type_code=TYPE_CODE),
        **findings.drawn(found, told, locked=step is None),
    }
    return render(request, "reporting/content/check.html", context, status=422 if faults else 200)


def _returned(report: Report) -> Event | None:
    """The last return, for its reason."""
    rows = Event.objects.filter(kind=report.kind, object_id=report.pk, action="return").order_by("-sequence")
    return rows.first() if report.times_sent else None


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
