"""A table of an annex before it is paper or workbook: its cells know their words and their numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from documents.layout import Block, Column, GroupRow, Paragraph, Row, Table

# Above this the pages help nobody: the rows leave as a workbook, the paper says their sum (docs/benchmarks.md).
MOST_ROWS = 1500


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. text: as printed; number: where it is one; places: decimals it is printed with.

    estimate: printed in italics, a note below the table says what for.
    """

    text: str = ""
    number: Decimal | None = None
    places: int = 0
    estimate: bool = False


@dataclass(frozen=True)
class Line:
    """A row of cells, one for each column. total: in bold, without a number of its own."""

    cells: tuple[Cell, ...]
    ref: str = ""
    total: bool = False


@dataclass(frozen=True)
class Head:
    """A heading across the table. label: its code in the first column; strong: of the first level."""

    words: str
    label: str = ""
    ref: str = ""
    strong: bool = True


@dataclass(frozen=True)
class Grid:
    """A table of an annex.

    name: of the sheet in a workbook. numbered: with a first column TT. notes: lines below the table.
    frozen: columns that stay in sight in a workbook while the others are scrolled.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Line | Head, ...]
    caption: str = ""
    unit_note: str = ""
    notes: tuple[str, ...] = ()
    numbered: bool = False
    ref: str = ""
    frozen: int = field(default=2, kw_only=True)

    @property
    def lines(self) -> int:
        """How many rows of cells there are."""
        return sum(isinstance(row, Line) for row in self.rows)


def blocks_of(grid: Grid) -> Iterator[Block]:
    """The table as blocks of a paper, its notes below it."""
    yield Table(
        grid.columns,
        tuple(_row(row) for row in grid.rows),
        ref=grid.ref,
        caption=grid.caption,
        unit_note=grid.unit_note,
        numbered=grid.numbered,
    )
    for note in grid.notes:
        yield Paragraph(note, ref=grid.ref and f"{grid.ref}-notes")


def fits(grid: Grid) -> bool:
    """Whether the table may be printed."""
    return grid.lines <= MOST_ROWS


def annex_or_summary(grid: Grid, summary: Grid) -> Grid:
    """The table, or where it is too long to be printed its ``summary``, which says that a workbook holds the rest.

    The caller attaches the workbook of ``grid`` (``reporting.workbook.annex_workbook``) where ``fits`` says no.
    """
    if fits(grid):
        return grid
    words = f"Số liệu chi tiết ({grid.lines:,} dòng) gửi kèm bằng tệp Excel (.xlsx).".replace(",", ".")
    return replace(summary, notes=(*summary.notes, words))


def _row(row: Line | Head) -> Row | GroupRow:
    if isinstance(row, Head):
        return GroupRow(row.words if row.strong else f"*{row.words}*", ref=row.ref, label=row.label)
    return Row(tuple(_words(cell, bold=row.total) for cell in row.cells), ref=row.ref, counted=not row.total)


def _words(cell: Cell, *, bold: bool) -> str:
    marked = f"*{cell.text}*" if cell.estimate and cell.text else cell.text
    return f"**{marked}**" if bold and marked else marked
