"""The person's own file given back: cells with faults red, cells to look at amber, each with its note."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from documents.spreadsheets import opened
from plans import sheets
from plans.importing.file import TAKE_ANEW
from plans.importing.judging import Outcome, Told

_RED = PatternFill("solid", start_color="FFF8C9C4")
_AMBER = PatternFill("solid", start_color="FFFFE8A3")
_AUTHOR = "Cổng kế hoạch CCHC"


def marked(name: str, content: bytes, outcome: Outcome) -> bytes:
    """The file with every fault and remark at its cell. Raises Unreadable where it cannot be opened."""
    book = opened(name, content, hint=TAKE_ANEW)
    _clear(book)
    for row in outcome.rows:
        # A fault outshines what is only to be looked at.
        for told in sorted(row.told, key=lambda one: one.faulty):
            _mark(book[row.line.title], told)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _clear(book: Workbook) -> None:
    """Take off what an earlier marking left."""
    for title in set(sheets.MODELS) & set(book.sheetnames):
        for line in book[title].iter_rows():
            for cell in line:
                if cell.comment and cell.comment.author == _AUTHOR:
                    cell.comment, cell.fill = None, PatternFill()


def _mark(sheet: Worksheet, told: Told) -> None:
    # Of merged cells only the first takes a note.
    area = next((one for one in sheet.merged_cells.ranges if told.address in one), None)
    cell = sheet[area.start_cell.coordinate] if area else sheet[told.address]
    cell.fill = _RED if told.faulty else _AMBER
    before = f"{cell.comment.text}\n" if cell.comment and cell.comment.author == _AUTHOR else ""
    cell.comment = Comment(f"{before}{told.label}: {told.sentence}", _AUTHOR, width=320, height=120)
