"""Bản in: the paper of a plan in the page, as preview and as files."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from documents.models import FrozenPaper
from documents.queries import frozen_of
from documents.render import render_pdf
from documents.views import files
from plans import documents, queries
from plans.views.reading import frame
from plans.views.sight import plan_in_sight


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The paper in a frame, with its files."""
    plan = plan_in_sight(request.user, code)
    frozen = frozen_of(plan, FrozenPaper.Purpose.ISSUED)
    context = {
        **frame(request, plan, "paper", queries.content(plan)),
        "frozen": frozen,
        "to_sign": frozen_of(plan, FrozenPaper.Purpose.TO_SIGN),
    }
    return render(request, "plans/paper.html", context)


@require_safe
@xframe_options_sameorigin
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as a page for the preview frame: as frozen once issued, else as its rows stand."""
    return files.paper_preview(request, plan_in_sight(request.user, code))


@require_safe
def draft_file(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF of the draft as it stands; an issued plan is served from its stored file."""
    plan = plan_in_sight(request.user, code)
    if frozen_of(plan, FrozenPaper.Purpose.ISSUED) is not None:
        return redirect("plans:issued_file", plan.code)
    response = HttpResponse(render_pdf(documents.build(plan)), content_type="application/pdf")
    name = f"du-thao-ke-hoach-cchc-{plan.year}.pdf"
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def issued_file(request: HttpRequest, code: str) -> HttpResponse:
    """Bản phát hành, from the stored bytes."""
    return files.paper_file(request, plan_in_sight(request.user, code))


@require_safe
def word(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as a Word file."""
    return files.paper_word(request, plan_in_sight(request.user, code))


@require_safe
def to_sign_file(request: HttpRequest, code: str) -> HttpResponse:
    """Bản trình ký, from the stored bytes."""
    return files.paper_file(request, plan_in_sight(request.user, code), FrozenPaper.Purpose.TO_SIGN)
