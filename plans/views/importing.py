"""Nhập từ tệp Excel: the plan's own workbook comes back, is shown cell by cell, and is carried out (ux section 4.4)."""

from base64 import b64decode, b64encode

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from documents.spreadsheets import SIZE_LIMIT, Unreadable, too_large
from documents.views.files import workbook_file
from plans.actions.importing import import_rows
from plans.importing import file, judging, marking
from plans.models import Plan
from plans.views import outline
from plans.views.sight import plan_in_sight
from workflow.rules import MovedOn, Refused, Situation, edit_refusal

TRIAL_LASTS = 3600
STALE = "Bản xem trước đã quá một giờ hoặc không còn nguyên vẹn. Chọn lại tệp để xem trước lần nữa."
NO_FILE = "Chưa chọn tệp. Chọn tệp .xlsx đã tải từ kế hoạch này."
ANEW = "Kế hoạch vừa đổi từ lúc xem trước nên chưa nhập gì. Dưới đây là kết quả đọc lại."
MOST_SHOWN = 200


def import_file(request: HttpRequest, code: str) -> HttpResponse:
    """GET: where the file is chosen. POST: its preview; ``nhap`` carries it out, ``danh-dau`` gives it back marked."""
    plan = plan_in_sight(request.user, code)
    _require_drafter(request, plan)
    if request.method != "POST":
        return _chooser(request, plan)
    try:
        if "token" not in request.POST:
            return _first_look(request, plan)
        name, content, mark = _carried(request, plan)
        outcome = _outcome(request, plan, name, content)
    except Unreadable as fault:
        return _chooser(request, plan, faults=fault.sentences)
    except signing.BadSignature:
        return _chooser(request, plan, faults=[STALE])
    if "danh-dau" in request.POST:
        return _marked(name, content, outcome)
    if outcome.mark != mark:
        return _preview(request, plan, name, content, outcome, anew=True)
    return _carry_out(request, plan, outcome)


def _require_drafter(request: HttpRequest, plan: Plan) -> None:
    """Refused, unless the person may change at least one area now; the others are told at their rows."""
    situation = Situation(request.user, [plan])
    refusals = [
        edit_refusal(request.user, plan, area=code, situation=situation)
        for code in plan.planareas.order_by("order", "id").values_list("area__code", flat=True)
    ]
    if refusals and all(refusals):
        raise Refused(refusals[0])


def _outcome(request: HttpRequest, plan: Plan, name: str, content: bytes) -> judging.Outcome:
    return judging.judged(file.read_book(name, content, plan), plan, request.user)


def _first_look(request: HttpRequest, plan: Plan) -> HttpResponse:
    upload = request.FILES.get("tep")
    if upload is None:
        return _chooser(request, plan, faults=[NO_FILE])
    if upload.size > SIZE_LIMIT:
        raise too_large(upload.name)
    content = upload.read()
    return _preview(request, plan, upload.name, content, _outcome(request, plan, upload.name, content))


def _salt(request: HttpRequest, plan: Plan) -> str:
    return f"plans.importing:{request.user.pk}:{plan.pk}"


def _carried(request: HttpRequest, plan: Plan) -> tuple[str, bytes, str]:
    """The file that travelled with the page, and the mark of what was shown. Raises BadSignature."""
    name, body, mark = signing.loads(request.POST["token"], salt=_salt(request, plan), max_age=TRIAL_LASTS)
    return name, b64decode(body), mark


def _carry_out(request: HttpRequest, plan: Plan, outcome: judging.Outcome) -> HttpResponse:
    changed = [(row.row, row.values) for row in outcome.of(judging.UPDATE)]
    added = [(row.line.model, row.area, row.values) for row in outcome.of(judging.ADD)]
    if not changed and not added:
        raise MovedOn("Tệp không có dòng nào nhập được. Chưa ghi gì.")
    try:
        import_rows(plan=plan, changed=changed, added=added, by=request.user)
    except ValidationError as fault:
        return _chooser(request, plan, faults=[*fault.messages, "Chưa nhập gì."])
    left = f" {len(outcome.of(judging.FAULT))} dòng có lỗi không nhập." if outcome.of(judging.FAULT) else ""
    messages.success(request, f"Đã cập nhật {len(changed)} dòng, thêm {len(added)} dòng.{left}")
    return redirect(_back(plan, outcome))


def _back(plan: Plan, outcome: judging.Outcome) -> str:
    """The section of the first row that was written."""
    first = next(row for row in outcome.rows if row.kind in (judging.UPDATE, judging.ADD))
    return outline.section_url(plan.code, outline.area_slug(first.area.code))


def _marked(name: str, content: bytes, outcome: judging.Outcome) -> HttpResponse:
    stem = name.rsplit(".", 1)[0].removesuffix("-danh-dau")
    return workbook_file(marking.marked(name, content, outcome), f"{stem}-danh-dau.xlsx")


_TABS = (
    ("loi", "Lỗi", lambda outcome: outcome.of(judging.FAULT)),
    ("can-xem", "Cần xem", lambda outcome: outcome.looked_at),
    ("cap-nhat", "Cập nhật", lambda outcome: outcome.of(judging.UPDATE)),
    ("them", "Thêm", lambda outcome: outcome.of(judging.ADD)),
    ("khong-doi", "Không đổi", lambda outcome: outcome.of(judging.SAME)),
)


def _tabs(outcome: judging.Outcome) -> list[dict]:
    """What the file would do, one list each; the first that holds something is open."""
    tabs = [{"key": key, "label": label, "rows": rows(outcome)} for key, label, rows in _TABS]
    current = next((tab["key"] for tab in tabs if tab["rows"]), _TABS[0][0])
    return [
        {
            **tab,
            "count": len(tab["rows"]),
            "shown": tab["rows"][:MOST_SHOWN],
            "more": max(0, len(tab["rows"]) - MOST_SHOWN),
            "current": tab["key"] == current,
        }
        for tab in tabs
    ]


def _preview(
    request: HttpRequest, plan: Plan, name: str, content: bytes, outcome: judging.Outcome, *, anew: bool = False
) -> HttpResponse:
    token = signing.dumps([name, b64encode(content).decode(), outcome.mark], salt=_salt(request, plan), compress=True)
    context = {
        **_frame(plan),
        "name": name,
        "token": token,
        "outcome": outcome,
        "tabs": _tabs(outcome),
        "bad": len(outcome.of(judging.FAULT)),
        "anew": ANEW if anew else "",
    }
    return render(request, "plans/edit/import_preview.html", context, status=409 if anew else 200)


def _chooser(request: HttpRequest, plan: Plan, *, faults: list[str] | None = None) -> HttpResponse:
    errors = [{"text": text, "href": "#tep"} for text in faults or []]
    return render(request, "plans/edit/import.html", {**_frame(plan), "errors": errors}, status=422 if errors else 200)


def _frame(plan: Plan) -> dict:
    return {
        "plan": plan,
        "address": reverse("plans:import", args=[plan.code]),
        "workbook": reverse("plans:workbook", args=[plan.code]),
        "back": reverse("plans:edit_start", args=[plan.code]),
    }
