"""The PDF of a draft: a short paper at once, a long one in the background with a page that says how far it is.

Call these with an item that was fetched through ``visible_to``. Reading never begins a press: the button of the page
does, so that a link that is only looked at costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from documents import drafts
from documents.layout import Paper
from documents.render import render_pdf
from workflow.clock import ZONE
from workflow.models import Item

# Which state of the paper is meant: its documents.layout.paper_hash.
WHICH = "ban"
_STEPS = (
    (drafts.Step.READING, "Đọc số liệu"),
    (drafts.Step.LAYING_OUT, "Dàn trang"),
    (drafts.Step.WRITING, "Ghi tệp"),
)
_WORDS = {
    drafts.Step.WAITING: "Đang chờ đến lượt.",
    drafts.Step.READING: "Đang đọc số liệu.",
    drafts.Step.LAYING_OUT: "Đang dàn trang.",
    drafts.Step.WRITING: "Đang ghi tệp.",
}


@dataclass(frozen=True)
class Place:
    """Where the paper of an item is built and served. file: of the PDF; wait: of the page that waits; back: of the item's paper."""

    build: Callable[[Item], Paper]
    name: str
    file: str
    wait: str
    back: str


def draft_file(request: HttpRequest, item: Item, place: Place) -> HttpResponse:
    """The PDF of a draft as it stands, or of the state that ``?ban=`` names; to the page that waits where there is none yet."""
    draft = _asked(request, item)
    if draft is None:
        paper = place.build(item)
        if not drafts.is_large(paper):
            return _inline(render_pdf(paper), place.name)
        draft = drafts.draft_of(item, paper)
    data = drafts.file_of(draft)
    if data is not None:
        return _inline(data, place.name)
    return HttpResponseRedirect(_with(place.wait, draft))


def draft_wait(request: HttpRequest, item: Item, place: Place) -> HttpResponse:
    """How far the press of a long draft is; POST begins it. HTMX asks for the part that changes."""
    if request.method == "POST":
        paper = place.build(item)
        if not drafts.is_large(paper):
            return HttpResponseRedirect(place.file)
        return HttpResponseRedirect(_with(place.wait, drafts.begin(item, paper)))
    draft = _asked(request, item)
    stands = drafts.standing(draft) if draft else None
    context = {"item": item, "place": place, **(_shown(draft, stands, place) if draft and stands else {})}
    partly = request.headers.get("HX-Request") and stands is not None
    answer = render(request, f"documents/{'draft_job' if partly else 'draft'}.html", context)
    if partly and not context["runs"]:
        answer["HX-Refresh"] = "true"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _asked(request: HttpRequest, item: Item) -> drafts.Draft | None:
    """The state that the address names, None without one or with what is no hash."""
    try:
        return drafts.Draft(item.unit_id, item.kind, item.pk, request.GET.get(WHICH, ""))
    except ValueError:
        return None


def _shown(draft: drafts.Draft, stands: drafts.Standing, place: Place) -> dict:
    """What the page says of a press."""
    order = [step for step, _ in _STEPS]
    at = order.index(stands.step) if stands.step in order else (len(order) if stands.step == drafts.Step.DONE else -1)
    return {
        "stands": stands,
        "done": stands.step == drafts.Step.DONE,
        "failed": stands.step == drafts.Step.FAILED,
        "runs": stands.step in _WORDS and not stands.is_quiet,
        "words": f"{_WORDS.get(stands.step, '')} Đã {stands.seconds} giây.",
        "steps": [
            {"label": label, "done": position < at, "now": position == at} for position, (_, label) in enumerate(_STEPS)
        ],
        "asked_at": datetime.fromtimestamp(stands.asked_at, ZONE),
        "here": _with(place.wait, draft),
        "file_url": _with(place.file, draft),
    }


def _with(url: str, draft: drafts.Draft) -> str:
    return f"{url}?{urlencode({WHICH: draft.inputs_hash})}"


def _inline(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="application/pdf")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
