"""The sheets of an .xlsx file as plain cells: values, formulas and merged areas, with their addresses."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.file_types import detect
from documents.reading.secrecy import marked_secret
from documents.spreadsheets import MEGABYTE, Unreadable, opened
from organisations.cells import text_of

# A table of files by field has tens of rows; exports come with empty formatted rows by the thousand.
ROW_LIMIT, COLUMN_LIMIT = 1000, 40
_UNPACKED_LIMIT = 8 * MEGABYTE
_LESS = "Chỉ giữ lại trang tính có bảng rồi nhập."


@dataclass(frozen=True)
class Area:
    """A merged area, all four bounds inclusive, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """ "D5:F5"."""
        return f"{address(self.top, self.left)}:{address(self.bottom, self.right)}"


@dataclass
class Grid:
    """One sheet. values: of the cells that hold something, by (row, column) from 1; formulas: those that hold one."""

    title: str
    values: dict[tuple[int, int], Any] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: dict[tuple[int, int], Area] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """The last row that holds something."""
        return max((row for row, _ in self.values), default=0)

    @property
    def columns(self) -> int:
        """The last column that holds something, merged areas included."""
        filled = max((column for _, column in self.values), default=0)
        return max([filled, *(column for _, column in self.merged)])

    def text(self, row: int, column: int) -> str:
        """The text of a cell; of a merged area, everywhere in it."""
        area = self.merged.get((row, column))
        return text_of(self.values.get((area.top, area.left) if area else (row, column)))

    def texts(self, row: int) -> Iterator[tuple[int, str]]:
        """Column and text of the cells of a row that hold something, merged areas once."""
        return ((column, text_of(self.values[row, column])) for column in self._filled(row))

    def _filled(self, row: int) -> list[int]:
        return sorted(column for at, column in self.values if at == row)


def address(row: int, column: int) -> str:
    """ "F9"."""
    return f"{get_column_letter(column)}{row}"


def open_grids(name: str, content: bytes) -> list[Grid]:
    """The visible sheets of a file.

    Raises Unreadable with the sentence: not an .xlsx by its content, too large, marked as a state secret.
    """
    if detect(content) == "html":
        words = "thực ra là trang web mang đuôi Excel nên không đọc được"
        raise Unreadable(f"Tệp “{name}” {words}. Mở bằng Excel, lưu lại dạng .xlsx rồi nhập.")
    book = opened(name, content, hint=_LESS, unpacked_limit=_UNPACKED_LIMIT)
    grids = [_grid(sheet) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if secret := marked_secret("\n".join(text_of(value) for grid in grids for value in grid.values.values())):
        raise Unreadable(secret)
    return grids


def _grid(sheet: Worksheet) -> Grid:
    grid = Grid(text_of(sheet.title))
    rows = sheet.iter_rows(max_row=min(sheet.max_row, ROW_LIMIT), max_col=min(sheet.max_column, COLUMN_LIMIT))
    for cell in (cell for row in rows for cell in row):
        if text_of(cell.value):
            grid.values[cell.row, cell.column] = cell.value
            if cell.data_type == "f":
                grid.formulas.add((cell.row, cell.column))
    for found in sheet.merged_cells.ranges:
        area = Area(found.min_row, found.min_col, min(found.max_row, ROW_LIMIT), min(found.max_col, COLUMN_LIMIT))
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                grid.merged[row, column] = area
    return grid
