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
# What "Hiện" may be.
_EVERYTHING, _OUTSIDE = "tat-ca", "ngoai-nguong"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Metrics with their last figure, goal, judgement, alert and run; those without a figure, or only alerts, on demand."""
    unit, units = unit_in_sight(request)
    asked = {name: request.GET.get(name, "").strip()[:80] for name in ("tim", "linh-vuc", "xem")}
    everything, outside = asked["xem"] == _EVERYTHING, asked["xem"] == _OUTSIDE
    rows = (
        overviews(unit, day=today(), area=asked["linh-vuc"], words=asked["tim"], everything=everything) if unit else []
    )
    context = {
        "unit": unit,
        "units": units,
        "groups": _groups(rows, outside=outside),
        "area": asked["linh-vuc"],
        "words": asked["tim"],
        "everything": everything,
        "outside": outside,
        "narrowed": bool(asked["tim"] or asked["linh-vuc"] or outside),
        "areas": AREAS,
    }
    return render(request, "indicators/list.html", context)


def _groups(rows: list[Overview], *, outside: bool) -> list[tuple[str, list[dict]]]:
    """Lines by area, the areas in the order of plans. outside: only figures outside their alert band."""
    names = dict(AREAS)
    found: dict[str, list[dict]] = {name: [] for name in (*names.values(), _OTHER)}
    for row in rows:
        line = _line(row)
        if not outside or (line["mark"] and line["mark"].outside):
            found[names.get(row.metric.area_code, _OTHER)].append(line)
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
        "mark": shown.mark_on(row.band, row.goal, last),
        "spark": charts.spark([one.number for one in shown.alike(row.figures)][-charts.MOST :]),
    }
