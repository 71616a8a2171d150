"""Tables of a snapshot as workbooks: one metric unit by unit, all metrics unit by unit."""

import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from documents.lists import plain, style_head
from documents.reading.quantities import format_decimal
from indicators.models import Definition
from indicators.queries import Single
from indicators.rounding import rounded

_WIDTH, _FIRST = 14, 32


def cell_of(one: Single | None, definition: Definition) -> Decimal | str:
    """A unit's figure as a cell: a number; "K" where it does not apply, "-" where nothing arose, empty where it is missing."""
    if one is None:
        return ""
    if one.status == "not_applicable":
        return "K"
    return "-" if one.number is None else rounded(one.number, definition.precision)


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence], *, notes: Iterable[str] = ()) -> bytes:
    """One sheet, written row by row: also of thousands of units. notes: sentences above the table."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for at in range(len(heads)):
        sheet.column_dimensions[get_column_letter(at + 1)].width = _WIDTH if at else _FIRST
    notes = list(notes)
    sheet.freeze_panes = f"B{len(notes) + 2}"
    for note in notes:
        sheet.append([plain(note)])
    line = []
    for head in heads:
        cell = WriteOnlyCell(sheet, value=plain(head))
        style_head(cell)
        line.append(cell)
    sheet.append(line)
    for row in rows:
        sheet.append([plain(value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def whole(number: Decimal | None) -> str:
    """A count of a ratio in words: "1.934"."""
    return format_decimal(number or Decimal(0))
