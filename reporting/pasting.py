"""A block copied from a spreadsheet, laid over the cells of a part from one cell to the right and below.

Plain reading; nothing is stored here. What the cells mean is judged where typed ones are (``reporting.entering``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.core.exceptions import ValidationError

from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from plans.pasting import MOST_ROWS, read_cells
from reporting.entering import cell_of, label_of
from reporting.queries.figures import Figures
from reporting.statistics.sheet import TOTAL, TOTAL_NAME, Line, Sheet

_FORMULA = "“{}” là công thức. Trong Excel chép lại vùng này và dán dạng giá trị trước (Dán đặc biệt, Giá trị)."
_BROKEN = "“{}” là lỗi của công thức trong Excel. Sửa ô đó trong Excel rồi chép lại."


class Place(NamedTuple):
    """A cell on the page. filled: somebody types it; else the portal computes or carries it."""

    name: str
    filled: bool


@dataclass(frozen=True)
class Block:
    """A pasted table on the page. cells: text by name of a cell that somebody fills; stated: what the table says of
    cells that nobody fills; faults: by name of the cell; outside: what lies beyond the part, in words."""

    cells: dict[str, str] = field(default_factory=dict)
    stated: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    outside: tuple[str, ...] = ()


def read_block(text: str) -> list[list[str]]:
    """The pasted cells row by row, empty rows inside kept. Raises ValidationError: nothing in it, too many rows."""
    table = read_cells(text)
    if not any(cell for row in table for cell in row):
        raise ValidationError("Chưa có gì để dán. Chép vùng ô trong Excel rồi dán vào bảng số liệu.")
    if len(table) > MOST_ROWS:
        raise ValidationError(
            f"Bảng vừa dán có {format_decimal(len(table))} dòng, mỗi lần nhận tối đa {MOST_ROWS}. Chưa ghi ô nào."
        )
    return table


def lay(table: Sequence[Sequence[str]], grid: Sequence[Sequence[Place | None]], start: str) -> Block:
    """Lay a pasted table over the page's cells. An empty cell leaves what stands.

    grid: the cells of the page as they stand, None for a heading; start: name of the cell to begin with. Headings take
    a row of the table unless the table says something there: a column copied without them goes on below.
    Raises ValidationError where the page has no such cell.
    """
    at = next(
        ((y, x) for y, row in enumerate(grid) for x, place in enumerate(row) if place and place.name == start), None
    )
    if at is None:
        raise ValidationError("Chọn ô bắt đầu dán trong bảng số liệu của phần này.")
    rows = list(grid[at[0] :])
    if any(
        place is None and text
        for row, cells in zip(rows, table, strict=False)
        for place, text in _over(row, cells, at[1])
    ):
        rows = [row for row in rows if any(row)]
    return _laid(table, rows, at[1])


def _over(row: Sequence[Place | None], cells: Sequence[str], first: int):
    return zip(row[first:], cells, strict=False)


def _laid(table: Sequence[Sequence[str]], rows: Sequence[Sequence[Place | None]], first: int) -> Block:
    block, beyond = Block(), []
    for number, cells in enumerate(table, start=1):
        row = rows[number - 1][first:] if number <= len(rows) else ()
        for place, text in zip(row, cells, strict=False):
            if place is not None and text:
                _put(block, place, text)
        beyond += [f"dòng {number}, cột {at}" for at, text in enumerate(cells, start=1) if text and at > len(row)]
    return Block(block.cells, block.stated, block.faults, tuple(beyond))


def _put(block: Block, place: Place, text: str) -> None:
    (block.cells if place.filled else block.stated)[place.name] = text
    if place.filled and text[0] in "=#":
        block.faults[place.name] = (_FORMULA if text[0] == "=" else _BROKEN).format(text[:40])


def outside_words(block: Block) -> list[str]:
    """What is said of cells of the pasted table that have no place on the page."""
    if not block.outside:
        return []
    named = "; ".join(block.outside[:3]) + (f" và {len(block.outside) - 3} ô nữa" if len(block.outside) > 3 else "")
    return [f"Bảng dán có {len(block.outside)} ô nằm ngoài bảng số liệu nên không ghi: {named}."]


def disagreements(figures: Figures, sheet: Sheet, stated: dict[str, str]) -> list[str]:
    """Where a pasted table says something else of a computed cell than the portal reckons from what was pasted."""
    found = []
    for name, text in stated.items():
        reckoned = _reckoned(figures, sheet, name)
        said, known = _number(text), _number(reckoned)
        if said is not None and known is not None and said != known:
            cell = cell_of(name)
            number = figures.form.row(cell.code).number or cell.code
            label = f"{TOTAL_NAME}, cột {number}" if cell.line == TOTAL else label_of(figures, cell)
            found.append(f"{label}: bảng dán ghi {text}, cổng tính ra {reckoned}. Ô này do cổng tính, không ghi.")
    return found


def _reckoned(figures: Figures, sheet: Sheet, name: str) -> str:
    cell = cell_of(name)
    row = figures.form.row(cell.code)
    if not row.table:
        return sheet.printed(cell.code)
    if cell.line == TOTAL:
        return sheet.figure(cell.code).printed()
    carried = figures.carried(row, cell.line)
    if carried is not None:
        return carried.figure.printed()
    line = next((one for one in sheet.lines if one.key == cell.line), Line(cell.line, ""))
    return sheet.in_line(line)(cell.code).printed()


def _number(text: str):
    try:
        return parse_decimal(text)
    except NotReadable:
        return None
