"""Who is missing or late in a round, places of units, and the printed side of a snapshot (ux 4.14)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from indicators.models import Definition
from organisations.text import order
from reporting.actions.drawing import draw_refusal, draw_report
from reporting.consolidating.places import placed
from reporting.consolidating.reckoning import read
from reporting.models import ConsolidatedRow, Consolidation, Round
from reporting.queries import consolidating as standings
from reporting.queries import snapshots
from reporting.views.consolidating import PER_PAGE, frame, round_at
from workflow.states import REVIEWER, STATES

_KINDS = (("ky", "Đúng hạn kỳ này"), ("nam", "Đúng hạn cả năm"), ("ket-qua", "Kết quả"))


@require_safe
def missing(request: HttpRequest, code: str) -> HttpResponse:
    """Tab Thiếu, muộn: who has not reported, who was late, who was exempt and why."""
    round_, powers = round_at(request, code)
    context = frame(request, round_, powers, "missing")
    rows = [_told(row) for row in context["stands"].rows if row.skipped or row.late or row.done_on is None]
    rows.sort(key=lambda one: (one["rank"], -one["late"]))
    context["page"] = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    context["waiting"] = sum(one["rank"] == 0 for one in rows)
    context["numbers"] = [
        (sum(one["rank"] == rank for one in rows), words)
        for rank, words in ((0, "chưa gửi"), (1, "gửi muộn"), (2, "được miễn kỳ này"))
    ]
    return render(request, "reporting/consolidation/missing.html", context)


def _told(row: standings.Asked) -> dict:
    """A unit's line. rank: not sent, late, exempt."""
    last = row.reports[-1] if row.reports else None
    rank = 2 if row.skipped else 0 if row.done_on is None else 1
    return {
        "row": row,
        "rank": rank,
        "late": 0 if row.skipped else row.late,
        "state": STATES[last.state].word(REVIEWER) if last else "Chưa có báo cáo",
    }


@require_safe
def places(request: HttpRequest, code: str) -> HttpResponse:
    """Tab Xếp hạng: by the days of this round, of the year, or by a ratio; equal units share a place."""
    round_, powers = round_at(request, code)
    context = frame(request, round_, powers, "places")
    kind = request.GET.get("theo", "ky")
    kind = kind if kind in dict(_KINDS) else "ky"
    names = {row.row.unit_id: row.unit.name for row in context["stands"].rows}
    context |= {"kind": kind, "kinds": [{"key": key, "label": label, "current": key == kind} for key, label in _KINDS]}
    if kind == "ket-qua":
        context |= _results(request, context["shown"], names)
    else:
        context |= _timeliness(context["stands"], round_, names, year=kind == "nam")
    context["page"] = Paginator(context.pop("rows"), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "reporting/consolidation/places.html", context)


def _timeliness(stands: standings.Standing, round_: Round, names: dict[int, str], *, year: bool) -> dict:
    found = standings.year_of(round_) if year else {row.row.unit_id: row.timely for row in stands.asked}
    asked = {unit: one for unit, one in found.items() if one.asked and unit in names}
    order_of = placed({unit: one.order for unit, one in asked.items()}, up=False)
    rows = [{"place": place, "name": names[unit], "one": asked[unit]} for place, unit in order_of]
    return {"rows": _by_name(rows), "apart": sorted((names[unit] for unit in names.keys() - asked.keys()), key=order)}


def _results(request: HttpRequest, shown: Consolidation | None, names: dict[int, str]) -> dict:
    """Places by one ratio of the snapshot. Units without a figure have none and stand apart."""
    offered = [
        row.definition for row in (snapshots.whole_rows(shown) if shown else ())
        if row.definition.is_ratio and row.definition.direction != Definition.Direction.NONE
    ]  # fmt: skip
    offered = snapshots.named(offered)
    wanted = request.GET.get("chi-so", "")
    chosen = next((one for one in offered if one["code"] == wanted), None) or next(
        (one for one in offered if one["code"] == "tthc.on_time_a"), offered[0] if offered else None
    )
    if chosen is None:
        return {"offered": [], "chosen": None, "rows": [], "apart": []}
    row = ConsolidatedRow.objects.get(consolidation=shown, code=chosen["code"], breakdown="")
    cells = {int(unit): read(cell) for unit, cell in row.units.items()}
    numbers = {unit: one.number for unit, one in cells.items() if one.number is not None and unit in names}
    definition = chosen["definition"]
    order_of = placed(numbers, up=definition.direction == Definition.Direction.UP)
    rows = [
        {"place": place, "name": names[unit], "said": snapshots.said(cells[unit], definition)}
        for place, unit in order_of
    ]
    apart = sorted((names[unit] for unit in names.keys() - numbers.keys()), key=order)
    return {"offered": offered, "chosen": chosen, "rows": _by_name(rows), "apart": apart}


def _by_name(rows: list[dict]) -> list[dict]:
    """Equal units in the order of their names; how many share a place is said."""
    shared: dict[int, int] = {}
    for row in rows:
        shared[row["place"]] = shared.get(row["place"], 0) + 1
    rows.sort(key=lambda row: (row["place"], order(row["name"])))
    return [{**row, "shared": shared[row["place"]] > 1} for row in rows]


@require_safe
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """Tab Bản in: what a snapshot holds, its files, the authority's own report."""
    round_, powers = round_at(request, code)
    context = frame(request, round_, powers, "paper")
    shown = context["shown"]
    if shown:
        context |= {
            "inside": snapshots.taken(shown),
            "own": snapshots.own_report(shown),
            "draw_refused": draw_refusal(request.user, shown, powers=powers),
        }
    return render(request, "reporting/consolidation/paper.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Lập báo cáo của cơ quan: what it will hold, then it is begun."""
    round_, powers = round_at(request, code)
    shown = get_object_or_404(
        Consolidation.objects.select_related("round__call__unit", "round__outline", "round__form"),
        round=round_, number=number,
    )  # fmt: skip
    if request.method == "POST":
        report = draw_report(snapshot=shown, by=request.user)
        messages.success(request, "Đã lập báo cáo. Đọc lại từng mục, xác nhận rồi trình.")
        return redirect("reporting:read", report.code)
    context = {
        "call": round_.call, "shown": shown, "inside": snapshots.taken(shown),
        "paragraphs": round_.paragraphs.count(), "refused": draw_refusal(request.user, shown, powers=powers),
        "own": snapshots.own_report(shown),
    }  # fmt: skip
    return render(request, "reporting/consolidation/draw.html", context)
