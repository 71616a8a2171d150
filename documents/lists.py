"""A list of a page as .xlsx: what the page shows, and nothing that a spreadsheet program takes for a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Signs with which a spreadsheet program begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def list_workbook(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], *, wrapped: bool = False
) -> bytes:
    """One sheet with heads and widths.

    columns: head and width of each; wrapped: whether long words go on below each other.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, (head, width) in enumerate(columns, start=1):
        cell = sheet.cell(row=1, column=number, value=head)
        style_head(cell)
        sheet.column_dimensions[cell.column_letter].width = width
    for row in rows:
        sheet.append([plain(value) for value in row])
    for cells in sheet.iter_rows(min_row=2) if wrapped else ():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def style_head(cell: Any) -> None:
    """How the head of a column looks."""
    cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")


def plain(value: Any) -> Any:
    """Text that no spreadsheet program takes for a formula; a lone dash is none."""
    return f"'{value}" if isinstance(value, str) and len(value) > 1 and value.startswith(_FORMULA) else value
