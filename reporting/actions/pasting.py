"""Verbs of a block pasted into the figures of a part: write it like typed cells, all or nothing; put back what stood."""

from collections.abc import Collection, Mapping

from reporting.actions.figures import FigureConflict, FigureFaults, Saved, enter_figures
from reporting.entering import Intake
from reporting.followers import sheet_after
from reporting.models import Report
from reporting.pasting import Block, disagreements, outside_words
from reporting.queries.replaced import steps_of

_GONE = "Không còn gì để hoàn tác: các ô đã dán vừa được ghi số khác."


class PasteDoubts(Exception):
    """What somebody should look at before a block is written: ``sentences``. Nothing was written."""

    def __init__(self, sentences: list[str]):
        self.sentences = sentences
        super().__init__(" ".join(sentences))


def paste_figures(
    *,
    report: Report,
    part: str,
    block: Block,
    typed: Mapping[str, str],
    by,
    kind: str,
    seen: Mapping[str, int],
    reasons: Mapping[str, str],
) -> Saved:
    """Write a block, and what else was typed on the page, as ``enter_figures`` writes typed cells.

    Raises what ``enter_figures`` raises, and PasteDoubts where the block says something else of a computed cell than
    the portal reckons, or has cells beyond the part.
    """

    def judge(intake: Intake) -> None:
        if block.faults:
            raise FigureFaults(block.faults)
        sheet = sheet_after(intake.figures, intake.entries, kind)
        doubts = [*outside_words(block), *disagreements(intake.figures, sheet, block.stated)]
        if doubts:
            raise PasteDoubts(doubts)

    cells = {name: text for name, text in {**typed, **block.cells}.items() if name not in block.faults}
    try:
        return enter_figures(
            report=report, part=part, cells=cells, by=by, kind=kind, seen=seen, reasons=reasons, judge=judge
        )
    except FigureFaults as wrong:
        # All that is wrong is told at once.
        raise FigureFaults({**wrong.faults, **block.faults}) from wrong


def undo_paste(*, report: Report, part: str, keys: Collection[int], by, kind: str) -> Saved:
    """Put back what stood in the cells before a paste, with what was said of it; what stood empty is emptied.

    keys: of the Values that the paste wrote. Raises what ``enter_figures`` raises, a conflict too where one of them
    does not stand any more: nothing is put back.
    """
    steps = steps_of(report, keys)
    if not steps:
        raise FigureConflict({"": _GONE}, {})
    return enter_figures(
        report=report, part=part, by=by, kind=kind,
        cells={name: step.before for name, step in steps.items()},
        seen={name: step.new.pk for name, step in steps.items()},
        restored={name: step.old for name, step in steps.items() if step.old},
    )  # fmt: skip
