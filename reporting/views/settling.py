"""Chốt số liệu chính thức: final figures after the window, part by part, with what differs from the report (ux 4.12)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from indicators.models import Value
from organisations.refusals import require
from organisations.roles import Capability
from organisations.rules import powers_in
from organisations.text import order
from reporting import locks
from reporting.actions.figures import FigureFaults, settle_figures
from reporting.entering import cell_name
from reporting.models import Report
from reporting.queries.beside import Beside
from reporting.queries.figures import figures_of
from reporting.queries.parts import areas_of, part_states, rows_of
from reporting.statistics.findings import Cell
from reporting.statistics.revisions import revisions
from reporting.statistics.shape import Carry
from reporting.statistics.sheet import Line, Sheet
from reporting.views.figure_cells import Board, choices_of
from reporting.views.sight import report_in_sight
from workflow.offices import People
from workflow.wording import done_by, other_area

_PREFIX = "o-"


@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the figures of a part (``phan``) as reported or settled; POST: settle them with a reason."""
    report = report_in_sight(request.user, code)
    figures = figures_of(report)
    if figures is None:
        raise Http404("no figures were asked for")
    require(locks.settled_refusal(report))
    _require_drafter(request, report)
    part = request.GET.get("phan", "") or figures.form.parts()[0].code
    if part not in {one.code for one in figures.form.parts()}:
        raise Http404("no such part")
    if request.method != "POST":
        return _page(request, report, part)
    cells = {name.removeprefix(_PREFIX): text for name, text in request.POST.items() if name.startswith(_PREFIX)}
    reason = request.POST.get("reason", "")
    try:
        saved = settle_figures(report=report, by=request.user, part=part, cells=cells, reason=reason)
    except FigureFaults as wrong:
        return _page(request, report, part, cells, wrong.faults, reason)
    except ValidationError as fault:
        return _page(request, report, part, cells, {"": " ".join(fault.messages)}, reason)
    changed = f", {len(saved.changed)} ô khác số đã báo cáo" if saved.changed else ", không ô nào khác số đã báo cáo"
    messages.success(request, f"Đã chốt số liệu chính thức phần {part}{changed}.")
    return redirect(f"{reverse('reporting:settle', args=[report.code])}?phan={part}")


def _require_drafter(request: HttpRequest, report: Report) -> None:
    """Whoever enters figures of the unit settles them."""
    if not powers_in(request).may(Capability.DRAFT, report.unit_id, area="*"):
        names = People({report.unit_id}).names(report.unit_id, Capability.DRAFT)
        require(done_by(Capability.DRAFT, names))


def _page(
    request: HttpRequest, report: Report, part: str, typed=None, faults: dict[str, str] | None = None, reason: str = ""
) -> HttpResponse:
    figures = figures_of(report)
    reported, settled = figures.view(Value.Kind.ESTIMATE), figures.sheet(Value.Kind.FINAL)
    states = part_states(report, figures, reported, (), areas_of([figures.form]), rows_of([report]))
    state = next(one for one in states if one.code == part)
    allowed = powers_in(request).may(Capability.DRAFT, report.unit_id, area=state.area)
    names = People({report.unit_id}).names(report.unit_id, Capability.SUBMIT) if not allowed else []
    faults = faults or {}
    board = Board(report, figures, part, Value.Kind.FINAL, {}, Beside(None, None), {})
    context = {
        "report": report,
        "state": state,
        "tabs": _tabs(report, states, settled, part),
        "rows": _rows(board, reported, typed or {}, faults),
        "changes": [
            one.sentence for one in revisions(reported, settled, "đã báo cáo") if one.cell.code.startswith(f"{part}.")
        ],
        "refusal": "" if allowed else other_area(names),
        "errors": [{"text": words} for words in faults.values()],
        "reason": reason,
    }
    return render(request, "reporting/figures/settle.html", context, status=422 if faults else 200)


def _tabs(report: Report, states, settled: Sheet, current: str) -> list[dict]:
    address = reverse("reporting:settle", args=[report.code])
    done = {code.partition(".")[0] for code in (*settled.figures, *(c for one in settled.lines for c in one.figures))}
    return [
        {
            "label": f"Phần {one.code}",
            "url": f"{address}?phan={one.code}",
            "current": one.code == current,
            "count": "đã chốt" if one.code in done else "",
        }
        for one in sorted(states, key=lambda one: order(one.code))
    ]


def _rows(board: Board, reported: Sheet, typed, faults: dict[str, str]) -> list[dict]:
    """Every typed cell of the part: as reported, and the final figure to be settled."""
    found = []
    now = board.figures.view(Value.Kind.FINAL)
    for row in board.figures.form.part_rows(board.part):
        if not row.typed:
            continue
        for line in now.lines if row.table else (None,):
            cell = Cell(row.code, line.key if line else "")
            name = cell_name(cell)
            before = _figure(reported, row, cell)
            after = _figure(now, row, cell)
            label = f"{line.name}, {row.number or row.label}" if line else row.label
            found.append(
                {
                    "name": f"{_PREFIX}{name}",
                    "id": f"chot-{name}",
                    "label": label,
                    "unit": row.unit,
                    "before": row.said(before.printed()),
                    "options": choices_of(row),
                    "text": typed.get(name, after.printed()),
                    "said": row.said(after.printed()),
                    "error": faults.get(name, ""),
                    "carried": bool(row.carry == Carry.OPENING),
                }
            )
    return found


def _figure(sheet: Sheet, row, cell: Cell):
    if not cell.line:
        return sheet.figures.get(row.code, sheet.figure(row.code))
    line = next((one for one in sheet.lines if one.key == cell.line), None)
    return sheet.in_line(line or Line(cell.line, ""))(row.code)
