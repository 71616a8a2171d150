"""Which figures a page of a part is about, as its address says."""

from django.http import HttpRequest

from indicators.models import Value
from reporting.views.figure_cells import ESTIMATE


def kind_of(request: HttpRequest) -> str:
    """Estimates where the address asks for them, else what was carried out."""
    return Value.Kind.ESTIMATE if request.GET.get("so") == ESTIMATE else Value.Kind.ACTUAL
