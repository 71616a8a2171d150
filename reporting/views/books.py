"""The workbook of a snapshot: few units at once, many in the background with a page that says how far it is."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from documents import drafts
from documents.views.files import workbook_file
from reporting import books
from reporting.models import Consolidation
from reporting.views.consolidating import round_at
from workflow.clock import ZONE

_WORDS = {
    drafts.Step.WAITING: "Đang chờ đến lượt.",
    drafts.Step.READING: "Đang đọc số liệu.",
    drafts.Step.LAYING_OUT: "Đang lập bảng.",
    drafts.Step.WRITING: "Đang ghi tệp.",
}


def _counted(request: HttpRequest, code: str, number: int) -> Consolidation:
    """A counted snapshot with figures; others have no workbook."""
    round_, _ = round_at(request, code)
    rows = Consolidation.objects.select_related("round__call", "round__form").exclude(finished_at=None)
    shown = get_object_or_404(rows, round=round_, number=number)
    if round_.form is None:
        raise Http404
    return shown


@require_safe
def workbook(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """All metrics unit by unit as .xlsx; to the page that waits where that takes long and is not made yet."""
    shown = _counted(request, code, number)
    data = drafts.file_of(books.draft_of(shown), books.ENDING) if books.is_large(shown) else books.book(shown)
    if data is None:
        return redirect("reporting:consolidation_book", code, number)
    return workbook_file(data, f"tong-hop-{shown.number}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def wait(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """How far a long workbook is; POST begins it. HTMX asks for the part that changes."""
    shown = _counted(request, code, number)
    if request.method == "POST":
        books.begin(shown)
        return redirect("reporting:consolidation_book", code, number)
    stands = drafts.standing(books.draft_of(shown))
    runs = stands is not None and stands.step in _WORDS and not stands.is_quiet
    context = {
        "call": shown.round.call,
        "shown": shown,
        "stands": stands,
        "runs": runs,
        "done": stands is not None and stands.step == drafts.Step.DONE,
        "failed": stands is not None and stands.step == drafts.Step.FAILED,
        "words": f"{_WORDS.get(stands.step, '')} Đã {stands.seconds} giây." if stands else "",
        "asked_at": datetime.fromtimestamp(stands.asked_at, ZONE) if stands else None,
        "back": reverse("reporting:consolidation_paper", args=[shown.round.call.code]),
    }
    partly = request.headers.get("HX-Request") and stands is not None
    answer = render(request, f"reporting/consolidation/{'book_job' if partly else 'book'}.html", context)
    if partly and not runs:
        answer["HX-Refresh"] = "true"
    answer["Cache-Control"] = "private, no-store"
    return answer
