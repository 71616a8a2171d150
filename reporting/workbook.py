"""The annexes of a report as .xlsx: a sheet for each table, numbers as numbers, heads that stay in sight."""

import io
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell as Square
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents import inline
from documents.layout import Column, roman
from reporting.annexes import Cell, Grid, Head, Line

_FACE = "Times New Roman"
_PLAIN, _BOLD = Font(name=_FACE, size=12), Font(name=_FACE, size=12, bold=True)
_TITLE = Font(name=_FACE, size=14, bold=True)
_ITALIC = Font(name=_FACE, size=12, italic=True)
_SUBHEAD = Font(name=_FACE, size=12, bold=True, italic=True)
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
# Excel prints them with the signs of the reader's own language: 1.234,50 where that is Vietnamese.
_FORMATS = {0: "#,##0", 2: "#,##0.00"}
_VIETNAMESE = "[$-42A]"
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LONGEST_NAME = 31
_WIDTH_OF_PAGE = 150


def annex_workbook(grids: tuple[Grid, ...], *, title: str, subtitle: str = "") -> bytes:
    """The tables as the bytes of a workbook. title, subtitle: lines above every table."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title = title
    for grid in grids:
        _sheet(book.create_sheet(grid.name[:_LONGEST_NAME]), grid, title, subtitle)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Worksheet, grid: Grid, title: str, subtitle: str) -> None:
    columns = _columns(grid)
    shares = sum(column.share for column in columns)
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = max(6, column.share * _WIDTH_OF_PAGE / shares)
    row = 1
    for words, font in ((title, _TITLE), (subtitle, _ITALIC), (grid.caption, _BOLD), (grid.unit_note, _ITALIC)):
        if words:
            _words(sheet.cell(row, 1), words).font = font
            row += 1
    top = row
    row = _head(sheet, columns, top)
    sheet.freeze_panes = sheet.cell(row, grid.frozen + 1 + grid.numbered)
    sheet.print_title_rows = f"{top}:{row - 1}"
    row = _body(sheet, grid, len(columns), row)
    for note in grid.notes:
        _words(sheet.cell(row, 1), inline.plain(note)).font = _ITALIC
        row += 1
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _columns(grid: Grid) -> tuple[Column, ...]:
    number = "(1)" if any(column.number for column in grid.columns) else ""
    return (Column("TT", 4, "center", number=number), *grid.columns) if grid.numbered else grid.columns


def _head(sheet: Worksheet, columns: tuple[Column, ...], row: int) -> int:
    """Write the head from ``row`` on; the row below it. Groups are merged over their columns."""
    deep = any(column.group for column in columns)
    low = row + deep
    for at, column in enumerate(columns, start=1):
        _put(sheet.cell(row, at), column.group or column.title, _BOLD)
        if deep:
            _put(sheet.cell(low, at), column.title if column.group else "", _BOLD)
        if deep and not column.group:
            sheet.merge_cells(start_row=row, end_row=low, start_column=at, end_column=at)
    for first, last in _groups(columns):
        if last > first:
            sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    if any(column.number for column in columns):
        low += 1
        for at, column in enumerate(columns, start=1):
            _put(sheet.cell(low, at), column.number, _ITALIC)
    return low + 1


def _groups(columns: tuple[Column, ...]) -> list[tuple[int, int]]:
    """(first, last) of the columns of every group, counted from 1."""
    found: list[tuple[int, int]] = []
    for at, column in enumerate(columns, start=1):
        if column.group and found and found[-1][1] == at - 1 and columns[at - 2].group == column.group:
            found[-1] = (found[-1][0], at)
        elif column.group:
            found.append((at, at))
    return found


def _words(square: Square, words: str) -> Square:
    """Write words as words: what begins like a formula is none."""
    if clean := ILLEGAL_CHARACTERS_RE.sub("", words):
        square.value, square.data_type = clean, "s"
    return square


def _put(square: Square, words: str | None, font: Font) -> None:
    _words(square, words or "")
    square.font, square.alignment, square.border = font, _CENTRED, _BOX


def _body(sheet: Worksheet, grid: Grid, width: int, row: int) -> int:
    groups = count = 0
    for one in grid.rows:
        if isinstance(one, Head):
            groups += not one.label
            label = one.label or f"{roman(groups)}."
            values = [Cell(label), Cell(one.words), *[Cell()] * (width - 2)]
            _line(sheet, row, values, _BOLD if one.strong else _SUBHEAD)
        else:
            count += not one.total
            _line(sheet, row, _cells(one, grid, count), _BOLD if one.total else _PLAIN)
        row += 1
    return row


def _cells(line: Line, grid: Grid, count: int) -> list[Cell]:
    number = Cell() if line.total else Cell(str(count), Decimal(count))
    return [number, *line.cells] if grid.numbered else list(line.cells)


def _line(sheet: Worksheet, row: int, cells: list[Cell], font: Font) -> None:
    for at, cell in enumerate(cells, start=1):
        square = sheet.cell(row, at)
        square.font = _ITALIC if cell.estimate else font
        square.border = _BOX
        if cell.number is None:
            _words(square, inline.plain(cell.text))
            square.alignment = Alignment(vertical="center", wrap_text=True)
        else:
            square.value = cell.number
            square.number_format = _VIETNAMESE + _FORMATS.get(cell.places, _FORMATS[2])
            square.alignment = Alignment(horizontal="right", vertical="center")
