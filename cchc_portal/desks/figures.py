"""The figures of a report as those who decide read them: findings at their cells, earlier periods beside (ux 4.10)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cchc_portal import wording
from indicators.models import Value
from indicators.windows import Window
from reporting.models import Report
from reporting.queries import Figures
from reporting.queries.beside import beside
from reporting.queries.peers import standing_out
from reporting.statistics.findings import Finding, Level
from reporting.statistics.procedures import TABLE
from reporting.statistics.shape import Form, Row, RowKind
from reporting.statistics.sheet import TOTAL, TOTAL_NAME, Line, Sheet

_EMPTY = (RowKind.HEADING, RowKind.TABLE)
# Worst first; what a cell with such a finding looks like.
_LEVELS = {Level.BLOCK: "must", Level.ASK: "should", Level.NOTE: "note"}
_KINDS = {Value.Kind.ESTIMATE: "ước", Value.Kind.FINAL: "chính thức"}


@dataclass(frozen=True)
class Earlier:
    """An earlier window and what its column is called: "Quý IV/2025"."""

    label: str
    window: Window


@dataclass(frozen=True)
class Cell:
    """One figure. mark: "ước", "chính thức" or ""; note: up to which day; level: of its worst finding ("must", "should",
    "note" for what was explained); found: level and words of what was found here first."""

    ref: str
    label: str
    shown: str
    mark: str = ""
    note: str = ""
    level: str = ""
    found: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FigureRow:
    """A row of the form with its figure and those of earlier windows (label, figure); a heading has neither."""

    row: Row
    cell: Cell | None = None
    earlier: tuple[tuple[str, str], ...] = ()


@dataclass
class Part:
    """A part of the form. done, total: cells that say something, of how many."""

    row: Row
    done: int
    total: int
    rows: list[FigureRow] = field(default_factory=list)


@dataclass(frozen=True)
class TableLine:
    """A line of the table of procedures. name: of the field, or of the window whose totals it repeats; ref: its place,
    "" for another window's."""

    name: str
    cells: tuple[Cell, ...]
    ref: str = ""
    total: bool = False


class FigureTable:
    """A form filled for one report, with its findings and with the same figures of earlier windows."""

    def __init__(self, report: Report, figures: Figures):
        near = beside(report, figures)
        self._figures, self._sheet = figures, figures.sheet()
        windows = [window for window in (near.period, near.year) if window is not None]
        self.earlier = tuple(Earlier(window.name, window) for window in dict.fromkeys(windows))
        self._before = [figures.sheet(window=one.window) for one in self.earlier]
        self.judged = figures.judged(self._sheet, standing_out(report, figures, self._sheet, near))
        self._found = _by_cell(self.judged)

    @property
    def parts(self) -> list[Part]:
        """The parts of the form with their rows in order; the table stands apart."""
        found = []
        for row in self._form.parts():
            part = Part(row, *self._sheet.progress(row.code))
            part.rows = [self._row(one) for one in self._form.part_rows(row.code) if not one.table]
            found.append(part)
        return found

    @property
    def columns(self) -> tuple[Row, ...]:
        """The columns of the table of procedures; none where the form has no table or nothing was entered."""
        return self._form.columns(TABLE) if self._sheet.lines or self._sheet.stated else ()

    @property
    def lines(self) -> Iterator[TableLine]:
        """The fields of procedures, their total, and the totals of earlier windows."""
        for line in self._sheet.lines:
            yield TableLine(
                line.name, tuple(self._cell(column, line) for column in self.columns), f"figure-{TABLE}-{line.key}"
            )
        totals = tuple(self._cell(column, None) for column in self.columns)
        yield TableLine(TOTAL_NAME, totals, f"figure-{TABLE}-{TOTAL}", total=True)
        for one, sheet in zip(self.earlier, self._before, strict=True):
            cells = (Cell("", column.label, sheet.printed(column.code) or "–") for column in self.columns)
            yield TableLine(one.label, tuple(cells), total=True)

    @property
    def estimated(self) -> list[Cell]:
        """Every figure that is an estimate."""
        rows = [row for row in self._form.rows if row.typed and row.metric and not row.table]
        cells = [self._cell(row, None) for row in rows]
        cells += [self._cell(row, line) for line in self._sheet.lines for row in self.columns if row.typed]
        return [cell for cell in cells if cell.mark == _KINDS[Value.Kind.ESTIMATE]]

    @property
    def filled(self) -> tuple[int, int]:
        """How many cells say something, of how many."""
        counts = [self._sheet.progress(row.code) for row in self._form.parts()]
        return sum(done for done, _ in counts), sum(total for _, total in counts)

    def printed(self, code: str) -> tuple[str, ...]:
        """A row of the form or the total of a column, then the same of the earlier windows; "" where there is none."""
        if code not in {row.code for row in self._form.rows}:
            return ()
        return tuple(sheet.printed(code) for sheet in (self._sheet, *self._before))

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """This window's form and those of the earlier windows."""
        return (self._sheet, *self._before)

    @property
    def width(self) -> int:
        """Over how many columns of the list a heading runs: label, this window, the earlier ones."""
        return 2 + len(self.earlier)

    @property
    def rows(self) -> list[str]:
        """Places of the rows of the form."""
        return [f"figure-{row.code}" for row in self._form.rows if not row.table and row.kind not in _EMPTY]

    @property
    def refs(self) -> list[str]:
        """Places of all its figures: rows, then each line of the table and its total, whole and column by column."""
        lines = [*(line.key for line in self._sheet.lines), TOTAL] if self.columns else []
        codes = [TABLE, *(column.code for column in self.columns)]
        return [*self.rows, *(f"figure-{code}-{line}" for line in lines for code in codes)]

    @property
    def _form(self) -> Form:
        return self._figures.form

    def _row(self, row: Row) -> FigureRow:
        if row.kind in _EMPTY:
            return FigureRow(row)
        before = zip(self.earlier, self._before, strict=True)
        return FigureRow(
            row, self._cell(row, None), tuple((one.label, sheet.printed(row.code) or "–") for one, sheet in before)
        )

    def _cell(self, row: Row, line: Line | None) -> Cell:
        key = line.key if line else TOTAL if row.table else ""
        ref = f"figure-{row.code}-{key}" if key else f"figure-{row.code}"
        shown = self._sheet.in_line(line)(row.code).printed() if line else self._sheet.printed(row.code)
        mark, note = self._told(row, line)
        found = self._found.get(ref, [])
        level = next((words for words in _LEVELS.values() if words in {one for one, _ in found}), "")
        label = f"{line.name if line else TOTAL_NAME}, {row.label}" if row.table else row.label
        return Cell(ref, label, shown or "–", mark, note, level, tuple(one for one in found if one[1]))

    def _told(self, row: Row, line: Line | None) -> tuple[str, str]:
        """Whether the figure is an estimate or final, and up to which day it is counted."""
        if not row.typed or (row.table and line is None):
            return "", ""
        stored = self._figures.stored(row, field=line.key if line else "")
        mark = _KINDS.get(Value.Kind(stored.kind), "") if stored else ""
        return mark, f"đến {wording.official_day(stored.as_of)}" if mark and stored.as_of else ""


def _by_cell(judged: Iterable[Finding]) -> dict[str, list[tuple[str, str]]]:
    """Per cell what was found: its level, and the words where the cell comes first; the others are marked only."""
    found: dict[str, list[tuple[str, str]]] = {}
    for one in judged:
        for at in range(len(one.cells)):
            found.setdefault(one.cells[at].place, []).append((_LEVELS[one.level], "" if at else one.note))
    return found
