"""Reports as lists and as one reads them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reporting.queries import content
from reporting.views.sight import report_in_sight, reports_of

PER_PAGE = 50


def report_list(request: HttpRequest) -> HttpResponse:
    """Reports that the person may read, newest window first."""
    rows = reports_of(request.user).filter(binned_at=None).order_by("-window_to", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "reporting/list.html", {"page": page})


def read(request: HttpRequest, code: str) -> HttpResponse:
    """One report as it stands."""
    report = report_in_sight(request.user, code)
    return render(request, "reporting/read.html", {"report": report, "found": content(report)})
