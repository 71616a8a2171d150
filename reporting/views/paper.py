"""Bản in: the paper of a report in the page, as preview and as files; its annexes as a workbook; its covering letter."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_safe

from documents.file_types import TYPES
from documents.models import FrozenPaper
from documents.queries import frozen_of, letters_in_reach
from documents.views import drafts, files
from organisations.models import User
from organisations.roles import Capability
from organisations.rules import powers_in
from plans.wording import issuer_in_text
from reporting import documents
from reporting.actions.covering import cover, letter_of
from reporting.models import Report
from reporting.paper import grids_of
from reporting.queries import content
from reporting.views.reading import frame
from reporting.views.sight import report_in_sight
from reporting.workbook import annex_workbook


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The paper in a frame, with its files."""
    report = report_in_sight(request.user, code)
    found = content(report)
    letter = _letter_seen(request.user, report)
    context = {
        **frame(request, report, "paper", found),
        "frozen": frozen_of(report, FrozenPaper.Purpose.ISSUED),
        "to_sign": frozen_of(report, FrozenPaper.Purpose.TO_SIGN),
        "has_annexes": found.figures is not None and not report.nil_words,
        "letter": letter,
        "may_cover": letter is None and _may_cover(request, report),
    }
    return render(request, "reporting/paper.html", context)


@require_safe
@xframe_options_sameorigin
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as a page for the preview frame: as frozen once issued, else as its rows stand."""
    return files.paper_preview(request, report_in_sight(request.user, code))


@require_safe
def draft_file(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF of the draft as it stands; an issued report is served from its stored file."""
    report = report_in_sight(request.user, code)
    if frozen_of(report, FrozenPaper.Purpose.ISSUED) is not None:
        return redirect("reporting:issued_file", report.code)
    return drafts.draft_file(request, report, _draft_place(report))


@require_http_methods(["GET", "HEAD", "POST"])
def draft_wait(request: HttpRequest, code: str) -> HttpResponse:
    """How far the PDF of a draft with long annexes is; POST begins it."""
    report = report_in_sight(request.user, code)
    if frozen_of(report, FrozenPaper.Purpose.ISSUED) is not None:
        return redirect("reporting:issued_file", report.code)
    return drafts.draft_wait(request, report, _draft_place(report))


def _draft_place(report: Report) -> drafts.Place:
    return drafts.Place(
        build=documents.build,
        name=f"du-thao-bao-cao-cchc-{report.period.code}.pdf",
        file=reverse("reporting:paper_file", args=[report.code]),
        wait=reverse("reporting:paper_wait", args=[report.code]),
        back=reverse("reporting:paper", args=[report.code]),
    )


@require_safe
def issued_file(request: HttpRequest, code: str) -> HttpResponse:
    """Bản phát hành, from the stored bytes."""
    return files.paper_file(request, report_in_sight(request.user, code))


@require_safe
def word(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as a Word file."""
    return files.paper_word(request, report_in_sight(request.user, code))


@require_safe
def to_sign_file(request: HttpRequest, code: str) -> HttpResponse:
    """Bản trình ký, from the stored bytes."""
    return files.paper_file(request, report_in_sight(request.user, code), FrozenPaper.Purpose.TO_SIGN)


@require_safe
def annex_workbook_file(request: HttpRequest, code: str) -> HttpResponse:
    """The tables of the annexes as .xlsx, numbers as numbers; 404 where the report has none."""
    report = report_in_sight(request.user, code)
    found = content(report)
    grids = () if report.nil_words else tuple(grid for _, grids in grids_of(found, whole=True) for grid in grids)
    if not grids:
        raise Http404
    subtitle = f"{issuer_in_text(report.unit)}, mã báo cáo {report.code}"
    data = annex_workbook(grids, title=f"Phụ lục báo cáo: {report.title}", subtitle=subtitle)
    return files.file_response(
        request,
        data,
        name=f"{report.code}-phu-luc.xlsx",
        content_type=TYPES["xlsx"].content_type,
        sha256=hashlib.sha256(data).hexdigest(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def cover_letter(request: HttpRequest, code: str) -> HttpResponse:
    """The covering letter: to it where it was begun; POST begins it, prefilled."""
    report = report_in_sight(request.user, code)
    if request.method == "POST":
        letter = cover(report=report, by=request.user)
        messages.success(request, "Đã lập công văn gửi báo cáo. Xem lại nội dung rồi trình như mọi công văn.")
        return redirect("documents:letter", letter.code)
    letter = _letter_seen(request.user, report)
    if letter is not None:
        return redirect("documents:letter", letter.code)
    return redirect(f"{reverse('reporting:paper', args=[report.code])}#cong-van")


def _letter_seen(user: User, report: Report):
    letter = letter_of(report)
    return letters_in_reach(user).filter(pk=letter.pk).first() if letter else None


def _may_cover(request: HttpRequest, report: Report) -> bool:
    drafts = powers_in(request).may(Capability.DRAFT, report.unit_id)
    return drafts and bool(report.addressee) and report.binned_at is None
