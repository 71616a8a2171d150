"""A form filled by one unit for one window: typed figures, lines of the table, and all that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reporting.statistics.figures import BLANK, NOT_APPLICABLE, NOTHING, Figure, add
from reporting.statistics.formulas import Formula, Ratio, parse_formula, ratio, total
from reporting.statistics.shape import Form, NotApplicable, Row, RowKind

TOTAL = "total"
TOTAL_NAME = "Tổng cộng"


@lru_cache(maxsize=512)
def formula_of(text: str) -> Formula:
    """The formula of a text of a sound form."""
    return parse_formula(text)


@dataclass(frozen=True)
class Line:
    """One field of procedures in the table. figures: by code of the column; a computed column that stands here was
    stated by somebody and is held against what it should be."""

    key: str
    name: str
    figures: Mapping[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """The figures of a form. figures: typed ones by code of the row; stated: the totals of the table as somebody
    wrote them, None where they are only reckoned."""

    form: Form
    figures: Mapping[str, Figure] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    stated: Line | None = None

    def figure(self, code: str) -> Figure:
        """The figure of a row; of a column, its total over all lines."""
        row = self.form.row(code)
        if row.table:
            return self._column_total(row)
        if row.formula and row.kind != RowKind.RATIO:
            return total(formula_of(row.formula).over, self.figure)
        usual = NOT_APPLICABLE if row.not_applicable == NotApplicable.USUAL else BLANK
        return self.figures.get(code, usual)

    def ratio(self, formula: str, line: Line | None = None) -> Ratio:
        """A ratio over rows and column totals, or within one line. Always from counts, never from other ratios."""
        return ratio(formula_of(formula), self.figure if line is None else self.in_line(line))

    def printed(self, code: str) -> str:
        """What stands in the cell of a row: its figure or its ratio."""
        row = self.form.row(code)
        return self.ratio(row.formula).printed() if row.kind == RowKind.RATIO else self.figure(code).printed()

    def progress(self, part: str) -> tuple[int, int]:
        """How many cells of a part say anything, of how many that a commune fills."""
        cells = [
            self.figure(row.code) for row in self.form.part_rows(part) if row.typed and row.filled and not row.table
        ]
        columns = [row for row in self.form.part_rows(part) if row.table and row.typed and not row.optional]
        cells += [self.in_line(line)(row.code) for line in self.lines for row in columns]
        return sum(cell.known for cell in cells), len(cells)

    def in_line(self, line: Line) -> "Reader":
        """Reads the figures of a line by code."""
        return Reader(self.form, line)

    def _column_total(self, row: Row) -> Figure:
        if not self.lines and self.stated:
            return self.in_line(self.stated)(row.code)
        return add((1, self.in_line(line)(row.code)) for line in self.lines)


@dataclass(frozen=True)
class Reader:
    """The figures of one line: as stated, else reckoned; an optional column left empty counts as nothing."""

    form: Form
    line: Line

    def __call__(self, code: str) -> Figure:
        """The figure of a column."""
        stated = self.line.figures.get(code, BLANK)
        if stated.known:
            return stated
        row = self.form.row(code)
        return self.reckoned(row) if row.formula else (NOTHING if row.optional else BLANK)

    def reckoned(self, row: Row) -> Figure:
        """What a computed column should be."""
        return total(formula_of(row.formula).over, self)
