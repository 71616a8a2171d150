"""Vì sao?: the rows that a figure was counted from (ux section 4.12)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reporting.queries.counted import Counted, rows_counted
from reporting.queries.figures import figures_of
from reporting.queries.starts import day_of, starts
from reporting.steering import ROW_FACTS
from reporting.views.sight import report_in_sight

_SHOWN = 100
_PAGES = {"task": "plans:task", "directive": "directives:directive", "issued": "documents:issued"}


@require_safe
def why(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """The tasks, items or documents behind a row of the form."""
    report = report_in_sight(request.user, code)
    figures = figures_of(report)
    asked = request.GET.get("o", "")
    rows = {row.code: row for row in figures.form.part_rows(part)} if figures else {}
    if figures is None or (asked and (asked not in rows or asked not in ROW_FACTS)):
        raise Http404("no figure that the portal counts")
    asked = asked or next((one for one in ROW_FACTS if one in rows), "")
    if not asked:
        raise Http404("the portal counts nothing in this part")
    found = rows_counted(report, asked)
    context = {
        "report": report,
        "row": rows[asked],
        "start": starts(report, figures, [asked]).get(asked),
        "day": day_of(report),
        "found": [{"words": one.words, "more": one.more, "url": _url(one)} for one in found[:_SHOWN]],
        "more": len(found) - _SHOWN if len(found) > _SHOWN else 0,
        "back": reverse("reporting:figures", args=[report.code, part]),
    }
    return render(request, "reporting/figures/why.html", context)


def _url(one: Counted) -> str:
    return reverse(_PAGES[one.kind], args=[one.code]) if one.code else ""
