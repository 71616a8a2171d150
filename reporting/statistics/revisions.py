"""What became of an estimate: every cell in which the settled figures say something else."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from documents.reading.quantities import format_quantity
from reporting.statistics.figures import Figure
from reporting.statistics.findings import Cell
from reporting.statistics.shape import Row, RowKind
from reporting.statistics.sheet import Line, Sheet


@dataclass(frozen=True)
class Revision:
    """One cell before and after. name: of the row, or of the field and its column; called: what the
    figure before was."""

    cell: Cell
    name: str
    unit: str
    before: Figure
    after: Figure
    called: str = "ước"

    @property
    def sentence(self) -> str:
        """ "Số CBCC có mặt: ước 20, chính thức 21, thêm 1 người."."""
        words = f"{self.name}: {self.called} {_shown(self.before)}, chính thức {_shown(self.after)}"
        apart = self.after.number - self.before.number
        if not apart:
            return f"{words}."
        amount = format_quantity(abs(apart), self.unit).replace("\u00a0", " ")
        return f"{words}, {'thêm' if apart > 0 else 'bớt'} {amount}."


def revisions(estimate: Sheet, final: Sheet, called: str = "ước") -> list[Revision]:
    """The cells that people filled and that were settled otherwise, in the order of the form. called: the first ones."""
    pairs = (replace(one, called=called) for one in _pairs(estimate, final))
    return [one for one in pairs if one.after.known and one.before != one.after]


def _pairs(estimate: Sheet, final: Sheet) -> Iterator[Revision]:
    for row in final.form.rows:
        if row.table or not row.typed:
            continue
        yield Revision(Cell(row.code), row.label, row.unit, estimate.figure(row.code), final.figure(row.code))
    old = {line.key: line for line in estimate.lines}
    for line in final.lines:
        before, after = estimate.in_line(old.get(line.key, Line(line.key, line.name))), final.in_line(line)
        for row in final.form.rows:
            if row.kind == RowKind.COUNT and row.table and row.typed:
                name = f"{line.name}, cột {_column(row)}"
                yield Revision(Cell(row.code, line.key), name, row.unit, before(row.code), after(row.code))


def _column(row: Row) -> str:
    return row.number or f"“{row.label}”"


def _shown(figure: Figure) -> str:
    return figure.printed() or "chưa có số"
