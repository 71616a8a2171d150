"""Dán bảng: a block copied from a spreadsheet into the cells of a part; a preview where something is wrong (ux 4.4)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from organisations.refusals import require
from organisations.remembering import through_act
from reporting.actions.figures import FigureConflict, FigureFaults
from reporting.actions.pasting import PasteDoubts, paste_figures, undo_paste
from reporting.entering import cell_of
from reporting.locks import entering_refusal
from reporting.models import Report
from reporting.pasting import Block, Place, lay, outside_words, read_block
from reporting.queries.forms import form_of
from reporting.queries.parts import area_of
from reporting.views.figure_cells import Board, Slot
from reporting.views.figure_kinds import kind_of
from reporting.views.figure_undo import PARAMETER, keys_of, token_of
from reporting.views.figures import again, back_to, board_of, page_of, save_form, typed_of
from reporting.views.sight import report_in_sight


@require_POST
def paste(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Write a pasted block, or one that was previewed, with whatever else was typed on the page; or show what is wrong."""
    report = _open(request, code)
    text, shown = request.POST.get("bang", ""), request.POST.getlist("da-dan")
    if not text.strip() and not shown:
        # Without JavaScript the Enter key presses the first button of the form, which is this one.
        return save_form(request, report, part)
    with through_act():
        board = board_of(request, report, part)
        require(board.refusal)
        try:
            block = _shown(request, shown) or lay(read_block(text), _grid(board, request), request.POST.get("tu-o", ""))
        except ValidationError as fault:
            return again(request, report, part, {}, errors=fault.messages)
        return _written(request, board, block)


def _open(request: HttpRequest, code: str) -> Report:
    report = report_in_sight(request.user, code)
    if report.form is None:
        raise Http404("no figures are asked for")
    return report


def _shown(request: HttpRequest, names: list[str]) -> Block | None:
    """The cells of a preview as they stand now, None where nothing was previewed."""
    return Block({name: request.POST[name] for name in names if name in request.POST}) if names else None


def _grid(board: Board, request: HttpRequest) -> list[list[Place | None]]:
    """The cells of the page as it stood, of the table or of the list, wherever the paste begins."""
    start = cell_of(request.POST.get("tu-o", ""))
    if not start.line:
        return [[_place(line.slot)] for line in board.rows]
    lines = {line.key: line for line in board.lines}
    shown = [lines[key] for key in request.POST.getlist("dong") if key in lines] or board.lines
    return [[_place(slot) for slot in line.slots] for line in (*shown, board.total)]


def _place(slot: Slot | None) -> Place | None:
    return Place(slot.name, slot.draw != "fixed") if slot else None


def _written(request: HttpRequest, board: Board, block: Block) -> HttpResponse:
    report, part = board.report, board.part
    typed, seen, reasons = typed_of(request.POST)
    # What the page offers of itself is confirmed by its own button, not by a paste beside it.
    shown = {slot.name: slot.text for slot in board.slots}
    typed = {name: text for name, text in typed.items() if text.strip() != shown.get(name)}
    seen |= {name: 0 for name in block.cells if name not in seen}
    try:
        saved = paste_figures(
            report=report, part=part, block=block, typed=typed, by=request.user, kind=kind_of(request), seen=seen,
            reasons=reasons,
        )  # fmt: skip
    except FigureFaults as wrong:
        return _preview(request, report, part, block, faults=wrong.faults, doubts=outside_words(block))
    except FigureConflict as clash:
        return _preview(request, report, part, block, faults=clash.cells, status=409)
    except PasteDoubts as doubts:
        return _preview(request, report, part, block, doubts=doubts.sentences)
    except ValidationError as fault:
        return again(request, report, part, {}, errors=fault.messages)
    number = len(saved.changed)
    same = "Không có gì thay đổi: bảng dán giống số đang ghi."
    messages.success(request, f"Đã dán {number} ô." if number else same)
    return redirect(back_to(request, report, part, pasted=token_of(request, report, saved)))


def _preview(
    request: HttpRequest, report: Report, part: str, block: Block, *, faults=None, doubts=(), status: int = 422
) -> HttpResponse:
    """The part as it would stand, nothing of it written: what is pasted is marked, what is wrong is named by cell."""
    typed, _, reasons = typed_of(request.POST)
    said = {**typed, **block.cells}
    board = board_of(request, report, part, typed=said, reasons=reasons, faults=faults or {}, pasted=set(block.cells))
    replacing = [slot for slot in board.slots if slot.pasted and slot.stood and slot.text != slot.stood]
    context = {"previewing": len(block.cells), "doubts": list(doubts), "replacing": replacing}
    return page_of(request, board, status=status, errors=[faults[""]] if faults and faults.get("") else [], **context)


@require_POST
def undo(request: HttpRequest, code: str, part: str) -> HttpResponse:
    """Put back what stood before a paste."""
    report = _open(request, code)
    require(entering_refusal(request.user, report, area=area_of(form_of(report.form), part)))
    keys = keys_of(request, report, request.POST.get(PARAMETER, ""))
    try:
        saved = undo_paste(report=report, part=part, keys=keys, by=request.user, kind=kind_of(request))
    except FigureConflict as clash:
        return again(request, report, part, {}, errors=list(clash.cells.values()), status=409)
    except ValidationError as fault:
        return again(request, report, part, {}, errors=fault.messages)
    messages.success(request, f"Đã hoàn tác: {len(saved.changed)} ô trở lại như trước khi dán.")
    return redirect(back_to(request, report, part))
