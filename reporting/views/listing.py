"""Báo cáo: every report in reach, the open ones of the own units first (ux section 4.2)."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from documents.views.files import workbook_file
from organisations.models import Unit
from organisations.roles import Capability
from organisations.rules import Powers, powers_in
from organisations.table_heads import heads, sorted_by
from reporting.models import Report
from reporting.periods import Kind, Period
from reporting.queries.listing import like, numbers_of, own_first
from reporting.resources import report_workbook
from reporting.views.sight import reports_of
from reporting.views.words import due_of, kept_word, number_of
from workflow.clock import today
from workflow.queries import audience
from workflow.states import STATES

PER_PAGE = 50
_ASKED = ("tim", "nam", "ky", "don_vi", "trang_thai", "sap_xep")
_SORTS = {
    "ky": ("Báo cáo", "window_to"),
    "don_vi": ("Đơn vị", "unit__name"),
    "trang_thai": ("Trạng thái", "state"),
    "han": ("Thời hạn", "due_on"),
}
_STATES = (
    "draft", "content_check", "form_check", "awaiting_chairman", "returned_by_check", "returned_by_chairman", "approved",
    "submitted", "issued", "under_review", "concluding", "replacement_asked", "correction_asked", "accepted", "superseded",
)  # fmt: skip


@require_safe
def report_list(request: HttpRequest) -> HttpResponse:
    """Reports that the person may read, filtered and sorted by the address; ``?xuat=xlsx`` gives the same rows."""
    reports = reports_of(request.user).filter(binned_at=None)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in _ASKED}
    units = list(Unit.objects.filter(pk__in=reports.order_by().values("unit")).order_by("name"))
    shown = _sorted(_filtered(reports, asked), asked["sap_xep"], request.user).select_related("unit")
    powers = powers_in(request)
    if request.GET.get("xuat") == "xlsx":
        return _workbook(_rows(powers, list(shown)))
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": _rows(powers, list(page.object_list)),
        "asked": asked,
        "narrowed": any(asked[name] for name in _ASKED if name != "sap_xep"),
        "heads": heads(asked, _SORTS),
        "units": units if len(units) > 1 else [],
        "states": [(key, STATES[key].word()) for key in _STATES],
        "periods": _periods(reports),
        "export": urlencode({**{name: value for name, value in asked.items() if value}, "xuat": "xlsx"}),
        "may_begin": powers.anywhere(Capability.DRAFT, area=""),
        "binned": reports_of(request.user).exclude(binned_at=None).exists(),
    }
    return render(request, "reporting/list.html", context)


def _rows(powers: Powers, reports: list[Report]) -> list[dict]:
    """What the page and the workbook say of each report, in a constant number of queries."""
    numbers = numbers_of(reports)
    return [
        {
            "report": report,
            "title": str(report),
            "number": number_of(numbers.get(report.pk)),
            "audience": audience(powers, report),
            "due": due_of(report),
            "kept": kept_word(report),
            "chip": f"Thay thế {report.replaces_text}" if report.replaces_text else "",
            "nil": bool(report.nil_words),
        }
        for report in reports
    ]


def _filtered(reports: QuerySet[Report], asked: dict[str, str]) -> QuerySet[Report]:
    if asked["tim"]:
        reports = like(reports, asked["tim"])
    if asked["nam"].isdecimal() and len(asked["nam"]) == 4:
        reports = reports.filter(year=int(asked["nam"]))
    kind, _, number = asked["ky"].partition("-")
    if kind in set(Kind):
        reports = reports.filter(period_kind=kind, period_number=int(number) if number.isdecimal() else 0)
    if asked["don_vi"]:
        reports = reports.filter(unit__code=asked["don_vi"])
    if asked["trang_thai"] in STATES:
        reports = reports.filter(state=asked["trang_thai"])
    return reports


def _periods(reports: QuerySet[Report]) -> list[tuple[str, str]]:
    """The kinds of periods among the reports, as the filter offers them."""
    found = reports.order_by().values_list("period_kind", "period_number").distinct()
    periods = sorted((Period(0, Kind(kind), number) for kind, number in found), key=lambda one: (one.kind, one.number))
    return [(one.code.removeprefix("0-"), _without_year(one)) for one in periods]


def _without_year(period: Period) -> str:
    words = period.label.removesuffix(f" {period.year}").removesuffix(" năm").strip()
    return (words or "năm").capitalize()


def _sorted(reports: QuerySet[Report], asked: str, user) -> QuerySet[Report]:
    """By a head of the table, a minus turns it round; the own open ones first without one."""
    found = sorted_by(reports, asked, _SORTS, "-window_to", "-pk")
    return own_first(reports, user) if found is None else found


def _workbook(rows: list[dict]) -> HttpResponse:
    return workbook_file(report_workbook(rows), f"bao-cao-{today():%Y-%m-%d}.xlsx")
