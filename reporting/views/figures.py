"""Số liệu: the figures of a report, part by part; checked on leaving a cell (ux section 4.12)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.reading.dates import parse_date
from documents.reading.quantities import NotReadable
from indicators.models import Value
from organisations.models import User
from organisations.remembering import read_once, through_act
from organisations.rules import powers_in
from reporting import locks
from reporting.actions.figures import FigureConflict, FigureFaults, enter_figures
from reporting.actions.parts import explain, finish_part, give_part, give_refusal, set_as_of
from reporting.entering import cell_of, label_of
from reporting.models import Report
from reporting.queries.beside import beside, strip_of
from reporting.queries.figures import Figures, figures_of
from reporting.queries.parts import areas_of, can_own, part_states, rows_of
from reporting.queries.starts import day_of, starts
from reporting.statistics.findings import Finding
from reporting.views.figure_cells import CARRIED_OUT, ESTIMATE, Board, cell_id
from reporting.views.figure_kinds import kind_of, reported_ahead
from reporting.views.figure_undo import PARAMETER, pasted_of
from reporting.views.sight import report_in_sight
from reporting.views.words import due_of
from workflow.rules import Refused, Situation

_SEEN, _REASON = "thay-", "ly-do-"
_SAVE, _FINISH = "luu", "xong"


@require_safe
def start(request: HttpRequest, code: str) -> HttpResponse:
    """To the first part of the form."""
    report = report_in_sight(request.user, code)
    figures = _figures(report)
    return redirect("reporting:figures", report.code, figures.form.parts()[0].code)


@require_http_methods(["GET", "HEAD", "POST"])
@read_once
def part(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """One part. GET: the page, or the strip of a cell; POST: one cell that saves itself, or the whole part."""
    report = report_in_sight(request.user, code)
    if request.method == "POST":
        if report.form is None:
            raise Http404("no figures are asked for")
        with through_act():
            return (_autosave if request.headers.get("X-Autosave") else save_form)(request, report, part)
    if "so" not in request.GET and reported_ahead(report):
        return redirect(f"{request.path}?so={ESTIMATE}")
    board = board_of(request, report, part)
    if request.headers.get("HX-Request"):
        return render(request, "reporting/figures/strip.html", {"strip": _strip(request, board)})
    return page_of(request, board)


def _figures(report: Report) -> Figures:
    """The figures of a report; 404 where its round asks for none."""
    figures = figures_of(report)
    if figures is None:
        raise Http404("no figures are asked for")
    return figures


def board_of(request: HttpRequest, report: Report, part: str, **more) -> Board:
    """A part as the person of the request finds it."""
    figures = _figures(report)
    if part not in {one.code for one in figures.form.parts()}:
        raise Http404("no such part")
    rows = Value.objects.filter(
        unit=report.unit_id, window_from=report.window_from, window_to=report.window_to, superseded_at=None
    )
    board = _drawn_board(request, report, figures, part, starts={}, values={row.pk: row for row in rows}, **more)
    board.situation = Situation(request.user, [report], powers=powers_in(request))
    board.refusal = locks.entering_refusal(request.user, report, area=board.state.area, situation=board.situation)
    board.locked = bool(board.refusal)
    if not board.locked and board.kind == Value.Kind.ACTUAL:
        # What a cell begins with is only for somebody who can confirm it.
        codes = [row.code for row in figures.form.part_rows(part) if row.typed and not row.table]
        board.starts = starts(report, figures, codes)
    return board


def _drawn_board(request: HttpRequest, report: Report, figures: Figures, part: str, **more) -> Board:
    """A part with its states, for somebody who was allowed to see it."""
    # What was sent says which lines stood on the page, and in which order.
    shown = (request.GET.get("linh-vuc", ""), *request.POST.getlist("dong"))
    board = Board(report, figures, part, kind_of(request), near=beside(report, figures), more_fields=shown, **more)
    areas, rows = areas_of([figures.form]), rows_of([report])
    board.states = part_states(report, figures, board.sheet, board.findings, areas, rows)
    return board


def page_of(
    request: HttpRequest, board: Board, *, status: int = 200, errors: list[str] | None = None, **more
) -> HttpResponse:
    """The page of a part. more: what a preview of a paste adds."""
    report = board.report
    context = {
        "report": report,
        "board": board,
        "estimating": board.kind == Value.Kind.ESTIMATE,
        "day": day_of(report),
        "due": due_of(report),
        "outline": _outline(board),
        "messages_here": [_drawn(board, one) for one in board.here],
        "marks": _marks(board),
        "strip": _strip(request, board),
        "errors": [{"text": words, "href": _href(request, board)} for words in errors or ()],
        "cell_errors": board.told_faults,
        "pasted": pasted_of(request, board),
        "giving": not give_refusal(request.user, report) and not board.locked,
        "settling": locks.settled_refusal(report) is None
        and board.situation.powers.may("draft", report.unit_id, area="*"),
        "query": _query(board).removeprefix("?"),
        "kind_query": ESTIMATE if board.kind == Value.Kind.ESTIMATE else "",
        "note_url": reverse("reporting:figure_note", args=[report.code, board.part]),
        **more,
    }
    return render(request, "reporting/figures/part.html", context, status=status)


def _href(request: HttpRequest, board: Board) -> str:
    """Where to mend what keeps a part from being finished; what else is refused has no place of its own."""
    return board.to_finish if request.POST.get("viec") == _FINISH else ""


def _outline(board: Board) -> list[dict]:
    """The parts beside the grid: filled cells, owner, errors."""
    items = []
    for one in board.states:
        state = "must" if one.faults else "complete" if one.filled == one.total else "should" if one.filled else "empty"
        told = [one.count, f"{one.faults} lỗi" if one.faults else "", one.owner.display_name if one.owner else ""]
        told += ["đã xong"] if one.finished else []
        items.append(
            {
                "label": one.label,
                "url": reverse("reporting:figures", args=[board.report.code, one.code]) + _query(board),
                "current": one.code == board.part,
                "state": state,
                "below": " · ".join(words for words in told if words),
            }
        )
    return [{"head": "", "items": items}]


def _query(board: Board) -> str:
    if board.kind == Value.Kind.ESTIMATE:
        return f"?so={ESTIMATE}"
    return f"?so={CARRIED_OUT}" if board.locked else ""


def _drawn(board: Board, one: Finding) -> dict:
    return {
        # An outlier speaks of one cell without naming it.
        "cell": label_of(board.figures, one.cells[0]) if one.key.startswith("outlier.") else "",
        "sentence": one.sentence,
        "ask": one.ask if one.level != "note" else "",
        "reason": one.reason,
        "level": str(one.level),
        "key": one.key,
        "id": one.key.replace(".", "_").replace("@", "-").replace("<=", "-").replace("=", "-"),
        "justifiable": one.justifiable,
        "url": f"#{cell_id(one.cells[0])}",
    }


def _marks(board: Board) -> list[tuple[str, str]]:
    """Ids of cells with the level of their worst finding."""
    return [(cell_id(cell), str(level)) for cell, level in board.levels.items()]


def _strip(request: HttpRequest, board: Board):
    """The cell that is looked at: the one asked for, else the first with a finding; None for a part without cells."""
    asked = cell_of(request.GET.get("o", ""))
    cells = [asked, *(cell for one in board.here for cell in one.cells)]
    known = {row.code: row for row in board.figures.form.rows}
    cell = next((one for one in cells if one.code in known and bool(known[one.code].table) == bool(one.line)), None)
    return strip_of(board.figures, board.sheet, cell) if cell else None


def typed_of(data: QueryDict) -> tuple[dict[str, str], dict[str, int], dict[str, str]]:
    """Cells, the Values seen, reasons: as they came in."""
    seen = {
        name.removeprefix(_SEEN): int(key) if key.isdecimal() else 0
        for name, key in data.items()
        if name.startswith(_SEEN)
    }
    reasons = {
        name.removeprefix(_REASON): words for name, words in data.items() if name.startswith(_REASON) and words.strip()
    }
    return {name: data[name] for name in seen if name in data}, seen, reasons


def save_form(request: HttpRequest, report: Report, part: str) -> HttpResponse:
    """The whole part at once; [Xong phần này] saves and then says so."""
    cells, seen, reasons = typed_of(request.POST)
    said = {"report": report, "part": part, "by": request.user}
    try:
        saved = enter_figures(**said, cells=cells, kind=kind_of(request), seen=seen, reasons=reasons)
        if request.POST.get("viec") == _FINISH:
            finish_part(**said)
    except FigureFaults as wrong:
        return again(request, report, part, wrong.faults)
    except FigureConflict as clash:
        return again(request, report, part, clash.cells, status=409)
    except ValidationError as fault:
        return again(request, report, part, {}, errors=fault.messages)
    messages.success(request, _said(request, part, len(saved.changed), saved.reopened))
    return redirect(back_to(request, report, part))


def _said(request: HttpRequest, part: str, changed: int, reopened: bool) -> str:
    if request.POST.get("viec") == _FINISH:
        return f"Đã xong phần {part}. Đầu mối CCHC đã được báo."
    words = f"Đã lưu {changed} ô." if changed else "Không có gì thay đổi."
    return f"{words} Phần {part} mở lại để sửa, sửa xong bấm Xong phần này." if reopened else words


def again(
    request: HttpRequest, report: Report, part: str, faults: dict[str, str], *, status: int = 422, errors=None
) -> HttpResponse:
    """The page with what was typed; nothing was written."""
    cells, _, reasons = typed_of(request.POST)
    board = board_of(request, report, part, typed=cells, reasons=reasons, faults=faults)
    told = errors or ([faults[""]] if faults.get("") else [])
    return page_of(request, board, status=status, errors=told)


def _autosave(request: HttpRequest, report: Report, part: str) -> HttpResponse:
    """One cell on leaving it: its sentence, or everything on the page that follows from it.

    What the cell does not change is neither read nor sent again: what the portal counts, who enters what, rights.
    """
    name = request.POST.get("field", "")
    version = request.POST.get("version", "")
    seen = {name: int(version)} if version.isdecimal() else None
    try:
        saved = enter_figures(
            report=report, part=part, cells={name: request.POST.get(name, "")}, by=request.user, kind=kind_of(request),
            seen=seen,
        )  # fmt: skip
    except FigureFaults as wrong:
        return _bare(" ".join(wrong.faults.values()), 422)
    except FigureConflict as clash:
        said = {"sentence": clash.cells[name], "stands": clash.standing[name]}
        return render(request, "reporting/figures/clash.html", said, status=409)
    except ValidationError as fault:
        return _bare(" ".join(fault.messages), 422)
    values = {value.pk: value for value in saved.values.values()}
    board = _drawn_board(request, report, saved.figures.again(), part, starts={}, values=values)
    context = {
        "board": board,
        "name": name,
        "outline": _outline(board),
        "messages_here": [_drawn(board, one) for one in board.here],
        "marks": _marks(board),
        "printed": current.text if (current := board.slot_of(name)) else "",
        "note_url": reverse("reporting:figure_note", args=[report.code, part]),
        "query": _query(board).removeprefix("?"),
        "strip": _strip(request, board),
    }
    response = render(request, "reporting/figures/saved.html", context)
    cell = cell_of(name)
    current = board.figures.behind(board.figures.form.row(cell.code), board.kind, field=cell.line)
    response["X-Version"] = str(current.value_id or 0) if current else "0"
    return response


def _bare(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


@require_POST
def note(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """[Nêu lý do chênh lệch], [Đúng, giữ số này]."""
    report = report_in_sight(request.user, code)
    if report.form is None:
        raise Http404("no figures are asked for")
    words = request.POST.get("words", "")
    try:
        explain(report=report, part=part, key=request.POST.get("key", "")[:120], words=words, by=request.user)
    except ValidationError as fault:
        return again(request, report, part, {}, errors=fault.messages)
    messages.success(request, "Đã ghi lý do; lý do in dưới bảng." if words.strip() else "Đã xác nhận số này đúng.")
    return redirect(back_to(request, report, part))


def back_to(request: HttpRequest, report: Report, part: str, *, pasted: str = "") -> str:
    """The address of a part, of the same kind of figures. pasted: mark of what can be put back."""
    said = {"so": ESTIMATE if kind_of(request) == Value.Kind.ESTIMATE else "", PARAMETER: pasted}
    query = urlencode({name: words for name, words in said.items() if words})
    return f"{reverse('reporting:figures', args=[report.code, part])}{f'?{query}' if query else ''}"


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Who enters a part: a sheet."""
    report = report_in_sight(request.user, code)
    board = board_of(request, report, part)
    if words := give_refusal(request.user, report) or board.refusal:
        raise Refused(words)
    people = can_own(report, board.state.area)
    error = ""
    if request.method == "POST":
        chosen = request.POST.get("owner", "")
        owner = next((one for one in people if str(one.pk) == chosen), None)
        if chosen and owner is None:
            error = "Chọn một người trong danh sách."
        else:
            return _given(request, report, part, owner)
    context = {"report": report, "part": board.state, "people": people, "error": error, "back": board.url}
    return render(request, "reporting/figures/give.html", context, status=422 if error else 200)


def _given(request: HttpRequest, report: Report, part: str, owner: User | None) -> HttpResponse:
    give_part(report=report, part=part, owner=owner, by=request.user)
    messages.success(
        request, f"Đã giao phần {part} cho {owner.display_name}." if owner else f"Phần {part} không giao riêng cho ai."
    )
    return redirect("reporting:figures", report.code, part)


@require_POST
def as_of(request: HttpRequest, code: str) -> HttpResponse:
    """Up to which day the figures are counted."""
    report = report_in_sight(request.user, code)
    figures = _figures(report)
    part = request.POST.get("phan", "") or figures.form.parts()[0].code
    try:
        day = parse_date(request.POST.get("as_of", ""))
        set_as_of(report=report, day=day, by=request.user)
    except NotReadable as problem:
        return again(request, report, part, {}, errors=[problem.sentence])
    except ValidationError as fault:
        return again(request, report, part, {}, errors=fault.messages)
    messages.success(
        request, f"Số liệu thực hiện tính đến hết ngày {day:%d/%m/%Y}. Bấm Lưu phần này để ghi ngày vào các số đã nhập."
    )
    return redirect("reporting:figures", report.code, part)
