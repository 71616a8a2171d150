"""What people do with the text of one place: save, draft anew, confirm, keep a sentence, turn a figure into words."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from organisations.remembering import read_once
from plans.actions.saving import Conflict
from reporting import checks
from reporting.actions.drafting import draft_report, draft_section
from reporting.actions.writing import confirm_section, keep_sentence, unbind, write_section
from reporting.models import Report
from reporting.narrative.keys import mark
from reporting.outlines import Content as What
from reporting.queries import content
from reporting.queries.known import Known
from reporting.views import editing, findings, outline
from reporting.views.sight import report_in_sight
from workflow import sending

# Long texts offer "Gộp" on the page that compares two versions.
_LONG = 60


@read_once
def section(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """GET: the place. POST: its text, from the field that saves itself or from the form."""
    report = report_in_sight(request.user, code)
    if request.method != "POST":
        return editing.section_page(request, report, place)
    found = editing.place_of(content(report), place)
    if found.what not in (What.TEXT, What.HEADING):
        raise Http404
    text, version = _typed(request), request.POST.get("version", "")
    try:
        row = write_section(
            report=report, code=place, text=text, by=request.user, version=int(version) if version.isdecimal() else 0
        )
    except ValidationError as fault:
        return _faulty(request, report, place, text, fault.messages)
    except Conflict as conflict:
        return _clash(request, report, place, conflict)
    if request.headers.get("X-Autosave"):
        return _parts(request, report, place, row.version)
    messages.success(request, "Đã lưu.")
    return redirect(editing.place_anchor(report, place))


def _typed(request: HttpRequest) -> str:
    """What was typed or chosen between two versions, with the figure that [Chèn] adds at its end."""
    text = request.POST.get("text", "")
    if request.POST.get("text-chon") == "both":
        text = request.POST.get("text-gop", "")
    if request.POST.get("text-chon") == "theirs":
        text = request.POST.get("theirs", "")
    key = request.POST.get("chen", "")
    return f"{text.rstrip()} {mark(key)}".strip() if key else text


def _faulty(request: HttpRequest, report: Report, place: str, text: str, sentences: list[str]) -> HttpResponse:
    if request.headers.get("X-Autosave"):
        return HttpResponse(" ".join(sentences), status=422, content_type="text/plain; charset=utf-8")
    return editing.section_page(request, report, place, typed=text, faults=sentences)


def _clash(request: HttpRequest, report: Report, place: str, conflict: Conflict) -> HttpResponse:
    """M63: a note at the field that saves itself, else both versions on a page."""
    if request.headers.get("X-Autosave"):
        note = format_html(
            '{} <button type="submit" class="btn-link-plain" form="f-muc">So sánh</button>',
            conflict.sentence.removesuffix(" So hai bản và chọn."),
        )
        return HttpResponse(note, status=409)
    return clash_page(request, conflict, reverse("reporting:section", args=[report.code, place]))


def clash_page(request: HttpRequest, conflict: Conflict, address: str) -> HttpResponse:
    """Both versions of a text, neither chosen (ux section 4.25)."""
    clash = conflict.clashes[0]
    row = {
        "name": "text", "label": "Nội dung", "who": clash.who, "at": clash.time, "mine": clash.mine,
        "theirs": clash.theirs, "long": len(clash.mine) + len(clash.theirs) > _LONG,
    }  # fmt: skip
    hidden = [
        {"name": "version", "value": conflict.row.version},
        {"name": "text", "value": clash.mine},
        {"name": "theirs", "value": clash.theirs},
    ]
    context = {"intro": conflict.sentence, "action": address, "hidden": hidden, "fields": [row], "back": address}
    return render(request, "conflict.html", context, status=409)


def _parts(request: HttpRequest, report: Report, code: str, version: int) -> HttpResponse:
    """What changes on the page with a saved text: its reading, its state, the outline, what is missing."""
    found = content(report)
    known = Known(report, found)
    place, changed = editing.place_of(found, code), outline.stale_by(found, known)
    drawn = findings.drawn(found, checks.findings(report, found, known))
    context = {
        **editing.place_context(place, known, changed),
        **editing.written_by_hand(found, place, known, changed),
        "report": report,
        "outline": outline.outline(found, changed, code),
        "submit_label": sending.label_of(report),
        **drawn,
    }
    response = render(request, "reporting/content/saved.html", context)
    response["X-Version"] = str(version)
    return response


def redraft(request: HttpRequest, code: str, place: str) -> HttpResponse:
    """Soạn lại từ số liệu: at once where nobody has written, else asked first on a page of its own."""
    report = report_in_sight(request.user, code)
    found = editing.place_of(content(report), place)
    back = editing.place_anchor(report, place)
    if request.method == "POST":
        done = draft_section(report=report, code=place, by=request.user, replace=request.POST.get("thay") == "1")
        written = bool(done.sections) or bool(done.lines)
        said = "Đã soạn lại từ số liệu. Đọc rồi xác nhận." if written else "Chưa có số liệu nào để soạn đoạn này."
        messages.add_message(request, messages.SUCCESS if written else messages.INFO, said)
        return redirect(back)
    context = {"heading": "Soạn lại từ số liệu", "place": found, "address": request.path, "back": back}
    return render(request, "reporting/content/redraft.html", context)


@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """Draft every place that nobody has written yet."""
    report = report_in_sight(request.user, code)
    done = draft_report(report=report, by=request.user)
    words = f"Đã soạn nháp {len(done.sections)} đoạn và {done.lines} dòng từ số liệu."
    if done.missing:
        words += f" {len(done.missing)} đoạn chưa đủ số liệu."
    messages.success(request, f"{words} Đọc và xác nhận từng đoạn.")
    return redirect("reporting:edit", report.code)


def _confirm(request: HttpRequest, report: Report, place: str) -> str:
    confirm_section(report=report, code=place, by=request.user)
    found = content(report)
    changed = outline.stale_by(found, Known(report, found))
    codes = [one.code for one in outline.written(found)]
    places = {one.code: one for one in outline.written(found)}
    later = codes[codes.index(place) + 1 :] + codes[: codes.index(place)]
    following = next((code for code in later if outline.standing(places[code], changed).needs), None)
    if following is None:
        messages.success(request, f"Đã xác nhận mục {place}. Không còn đoạn nào chờ xác nhận.")
        return editing.place_anchor(report, place)
    messages.success(request, f"Đã xác nhận mục {place}. Đoạn tiếp theo chờ xác nhận: mục {following}.")
    return editing.place_anchor(report, following)


def _keep(request: HttpRequest, report: Report, place: str) -> str:
    keys = request.POST.getlist("so") or None
    keep_sentence(report=report, code=place, by=request.user, keys=keys)
    messages.success(request, "Đã ghi: câu vẫn đúng với số mới.")
    return editing.place_anchor(report, place)


def _unbind(request: HttpRequest, report: Report, place: str) -> str:
    unbind(report=report, code=place, key=request.POST.get("so", ""), by=request.user)
    messages.success(request, "Đã thay bằng chữ: số này từ nay không tự đổi theo số liệu.")
    return editing.place_anchor(report, place, "noi-dung-muc")


_VERBS: dict[str, Callable[[HttpRequest, Report, str], str]] = {
    "xac-nhan": _confirm,
    "da-xem": _keep,
    "thay-bang-chu": _unbind,
}


@require_POST
def section_act(request: HttpRequest, code: str, place: str, verb: str) -> HttpResponse:
    """Confirm, keep a sentence, turn a figure into words; then the place again, or the next one that waits."""
    report = report_in_sight(request.user, code)
    editing.place_of(content(report), place)
    if verb not in _VERBS:
        raise Http404
    return redirect(_VERBS[verb](request, report, place))
