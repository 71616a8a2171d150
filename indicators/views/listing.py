"""The list of a unit's metrics by area (ux 4.26)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators import charts, shown
from indicators.queries.pages import Overview, overviews
from indicators.views.sight import unit_in_sight
from workflow.clock import today

AREAS = (
    ("CD", "Chỉ đạo, điều hành"),
    ("TC", "Thể chế"),
    ("TTHC", "Thủ tục hành chính"),
    ("TCBM", "Tổ chức bộ máy"),
    ("CV", "Chế độ công vụ"),
    ("TCC", "Tài chính công"),
    ("CQS", "Chính quyền số"),
)
_OTHER = "Khác"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Metrics with their last figure, goal, judgement and run; those without a figure on demand."""
    unit, units = unit_in_sight(request)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("tim", "linh-vuc", "xem")}
    everything = asked["xem"] == "tat-ca"
    rows = (
        overviews(unit, day=today(), area=asked["linh-vuc"], words=asked["tim"], everything=everything) if unit else []
    )
    context = {
        "unit": unit,
        "units": units,
        "groups": _groups(rows),
        "area": asked["linh-vuc"],
        "words": asked["tim"],
        "everything": everything,
        "narrowed": bool(asked["tim"] or asked["linh-vuc"]),
        "areas": AREAS,
    }
    return render(request, "indicators/list.html", context)


def _groups(rows: list[Overview]) -> list[tuple[str, list[dict]]]:
    """Lines by area, the areas in the order of plans."""
    names = dict(AREAS)
    found: dict[str, list[dict]] = {name: [] for name in (*names.values(), _OTHER)}
    for row in rows:
        found[names.get(row.metric.area_code, _OTHER)].append(_line(row))
    return [(name, lines) for name, lines in found.items() if lines]


def _line(row: Overview) -> dict:
    last = row.last
    return {
        "metric": row.metric,
        "definition": row.definition,
        "last": last,
        "kind": shown.kind_pill(last) if last else None,
        "goal": shown.goal_words(row.goal, row.definition),
        "verdict": shown.verdict_on(row.goal, last, on=today()),
        "spark": charts.spark([one.number for one in shown.alike(row.figures)][-charts.MOST :]),
    }
