"""Tab Nội dung of a consolidation: paragraphs of all units on the left, the text put together on the right (ux 4.14)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reporting import rules
from reporting.actions import consolidating as verbs
from reporting.consolidating.alike import key_of, matching, same
from reporting.models import MergedParagraph, Round
from reporting.queries import gathering as reads
from reporting.views.consolidating import PER_PAGE, frame, round_at
from workflow.rules import Refused


@require_safe
def texts(request: HttpRequest, code: str) -> HttpResponse:
    """One place of the outline: what every unit says there and what has been taken."""
    round_, powers = round_at(request, code)
    context = frame(request, round_, powers, "texts")
    outline = reads.places(round_)
    wordy = [place for place in outline if place.has_words]
    current = next((place for place in wordy if place.row.code == request.GET.get("muc")), wordy[0] if wordy else None)
    words = request.GET.get("tim", "")
    context |= {"outline": outline, "current": current, "words": words}
    if current is not None:
        reports = reads.sources(context["shown"], context["stands"], context["basis"])
        merged = reads.merged(round_, current.row.code)
        names = {report.pk: report.unit.name for report in reports}
        found = matching(reads.gathered(current.row, reports), words)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
        there = reads.taken_already(merged)
        context |= {
            "page": page,
            "found": [_line(one, names, there) for one in page.object_list],
            "merged": merged,
            "reports": len(reports),
        }
    return render(request, "reporting/consolidation/texts.html", context)


def _line(one, names: dict[int, str], there: set[str]) -> dict:
    return {
        "one": one,
        "key": f"{one.first.report}:{key_of(one.first.text)}",
        "name": names[one.first.report],
        "others": [names[other.report] for other in one.others],
        "taken": same(one.first.text) in there,
    }


def _back(round_: Round, place: str, at: str = "ghep") -> HttpResponse:
    return redirect(f"{reverse('reporting:consolidation_texts', args=[round_.call.code])}?muc={place}#{at}")


@require_POST
def pick(request: HttpRequest, code: str) -> HttpResponse:
    """Take the chosen paragraphs over. A choice is "report:hash of the paragraph"; the words are read again here."""
    round_, powers = round_at(request, code)
    place = request.POST.get("muc", "")
    context = frame(request, round_, powers, "texts")
    row = next((one.row for one in reads.places(round_) if one.row.code == place and one.has_words), None)
    if row is None:
        raise Refused("Mục này của đề cương không có phần lời để ghép.")
    reports = {report.pk: report for report in reads.sources(context["shown"], context["stands"], context["basis"])}
    chosen = set(request.POST.getlist("doan"))
    found = reads.gathered(row, reports.values())
    texts = [
        (reports[one.first.report], one.first.text)
        for one in found
        if f"{one.first.report}:{key_of(one.first.text)}" in chosen
    ]
    try:
        taken = verbs.take_paragraphs(round_=round_, code=place, texts=texts, by=request.user)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, f"Đã lấy {len(taken)} đoạn vào bản tổng hợp.")
    return _back(round_, place)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, code: str) -> HttpResponse:
    """A paragraph of the editor's own."""
    round_, powers = round_at(request, code)
    place = (request.POST if request.method == "POST" else request.GET).get("muc", "")
    return _form(
        request, round_, powers, place, text="", version=0,
        save=lambda text, version: verbs.write_paragraph(round_=round_, code=place, text=text, by=request.user),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Other words for a paragraph; what its unit wrote stands beside it."""
    round_, powers = round_at(request, code)
    row = _paragraph(round_, pk)
    return _form(
        request, round_, powers, row.code, text=row.text, version=row.version, row=row,
        save=lambda text, version: verbs.change_paragraph(paragraph=row, text=text, version=version, by=request.user),
    )  # fmt: skip


def _form(request, round_: Round, powers, place: str, *, text: str, version: int, save, row=None) -> HttpResponse:
    faults: list[str] = []
    if request.method == "POST":
        text, sent = request.POST.get("text", ""), request.POST.get("version", "")
        try:
            save(text, int(sent) if sent.isdecimal() else 0)
        except ValidationError as fault:
            faults = fault.messages
        else:
            messages.success(request, "Đã lưu đoạn.")
            return _back(round_, place)
    context = {
        "call": round_.call, "round": round_, "place": place, "row": row, "text": text, "version": version,
        "faults": faults, "refused": rules.consolidate_refusal(request.user, round_.call.unit, powers=powers),
        "back": f"{reverse('reporting:consolidation_texts', args=[round_.call.code])}?muc={place}",
    }  # fmt: skip
    return render(request, "reporting/consolidation/paragraph.html", context, status=422 if faults else 200)


@require_POST
def move(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Up or down by one."""
    round_, _ = round_at(request, code)
    row = _paragraph(round_, pk)
    verbs.move_paragraph(paragraph=row, up=request.POST.get("huong") == "len", by=request.user)
    return _back(round_, row.code, f"doan-{row.pk}")


@require_POST
def drop(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Out of the text; the unit's report keeps it."""
    round_, _ = round_at(request, code)
    row = _paragraph(round_, pk)
    verbs.drop_paragraph(paragraph=row, by=request.user)
    messages.success(request, "Đã bỏ đoạn khỏi bản tổng hợp. Báo cáo của đơn vị giữ nguyên.")
    return _back(round_, row.code)


def _paragraph(round_: Round, pk: int) -> MergedParagraph:
    return get_object_or_404(
        MergedParagraph.objects.select_related("round__call__unit", "origin__unit"), round=round_, pk=pk
    )
