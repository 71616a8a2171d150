"""A table of a page as .xlsx: what the page shows, and nothing that a spreadsheet program takes for a formula."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def workbook(
    title: str, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Any]], *, name: str
) -> HttpResponse:
    """One sheet with heads and widths as a file to keep. name: of the file."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, (head, width) in enumerate(columns, start=1):
        cell = sheet.cell(row=1, column=number, value=head)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    for row in rows:
        sheet.append([_plain(value) for value in row])
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, date):
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    response = HttpResponse(stream.getvalue(), content_type=_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _plain(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
