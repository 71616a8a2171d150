"""Which figures a page of a part is about, as its address says."""

from django.http import HttpRequest

from indicators.models import Value
from reporting.models import Report
from reporting.views.figure_cells import ESTIMATE
from workflow.states import STATES


def kind_of(request: HttpRequest) -> str:
    """Estimates where the address asks for them, else what was carried out."""
    return Value.Kind.ESTIMATE if request.GET.get("so") == ESTIMATE else Value.Kind.ACTUAL


def reported_ahead(report: Report) -> bool:
    """Whether a report that was sent holds estimates: these are what it says, not what was carried out by then."""
    if STATES[report.state].editable:
        return False
    window = {"window_from": report.window_from, "window_to": report.window_to}
    return Value.objects.filter(unit=report.unit_id, kind=Value.Kind.ESTIMATE, superseded_at=None, **window).exists()
