"""The file as it came: opened with care, its hidden part checked, its rows as text with the address of every cell."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from documents.reading.quantities import format_decimal
from documents.reading.secrecy import marked_secret
from documents.spreadsheets import Unreadable, opened
from plans import sheets
from plans.models import Plan, PlanPart
from plans.pasting import MOST_ROWS

# Columns beyond these are no part of the pattern and are not looked at; rows far below are left over from something.
MOST_COLUMNS = 40
MOST_LINES = 5000
TAKE_ANEW = "Bấm Tải Excel ở kế hoạch này, sửa trong tệp vừa tải rồi nhập lại."


@dataclass(frozen=True)
class Read:
    """A cell. address: "H7"; fault: why its text cannot be taken."""

    address: str
    text: str
    fault: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a sheet. key: the mã of the plan's row, "" for a new one; cells: by field, columns left out are not there."""

    model: type[PlanPart]
    number: int
    key: str
    area: Read
    cells: dict[str, Read]

    @property
    def title(self) -> str:
        """The sheet."""
        return sheets.TITLES[self.model]


@dataclass(frozen=True)
class Stamp:
    """How a row stood when the file was taken: its version, and the print of its area and of every cell."""

    version: int
    prints: dict[str, str]


@dataclass
class Book:
    """What the file says. ignored: headings that are no part of the pattern."""

    lines: list[Line] = field(default_factory=list)
    stamps: dict[str, Stamp] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)


def read_book(name: str, content: bytes, plan: Plan) -> Book:
    """Everything that the file of ``plan`` says. Raises Unreadable with every reason at once."""
    book = opened(name, content, hint=TAKE_ANEW)
    found = Book(stamps=_stamps(book, plan))
    faults: list[str] = []
    for sheet in book.worksheets:
        if sheet.title in sheets.MODELS:
            try:
                _read_sheet(sheet, sheets.MODELS[sheet.title], found)
            except Unreadable as fault:
                faults += fault.sentences
    if faults:
        raise Unreadable(*faults)
    if not found.lines:
        raise Unreadable("Tệp chưa có dòng nào ở trang tính “Chỉ tiêu”, “Nhiệm vụ”. Chưa nhập gì.")
    words = "\n".join(cell.text for line in found.lines for cell in line.cells.values())
    if secret := marked_secret(words):
        raise Unreadable(secret)
    return found


def _stamps(book: Workbook, plan: Plan) -> dict[str, Stamp]:
    """The hidden part, if it speaks of this plan and this pattern. Raises Unreadable."""
    hidden = next((sheet for sheet in book.worksheets if sheet.title == sheets.HIDDEN), None)
    if hidden is None:
        raise Unreadable(f"Tệp này không phải tệp tải từ kế hoạch: thiếu trang tính ẩn “{sheets.HIDDEN}”. {TAKE_ANEW}")
    most = min(hidden.max_row, MOST_LINES)
    lines = hidden.iter_rows(max_row=most, max_col=len(sheets.STAMP_HEADS), values_only=True)
    rows = [[sheets.cell_text(cell) for cell in line] for line in lines]
    facts = {row[0]: row[1] for row in rows[:3]}
    if (code := facts.get(sheets.PLAN_LABEL, "")) != plan.code:
        whose = f"của kế hoạch {code}" if code else "không ghi kế hoạch nào"
        raise Unreadable(f"Tệp này {whose}, không phải của kế hoạch {plan.code}. {TAKE_ANEW}")
    if (version := facts.get(sheets.VERSION_LABEL, "")) != sheets.VERSION:
        raise Unreadable(f"Tệp theo bản mẫu {version or '–'}, cổng đang dùng bản mẫu {sheets.VERSION}. {TAKE_ANEW}")
    if facts.get(sheets.TEMPLATE_LABEL) != str(plan.template_id):
        raise Unreadable(f"Khung kế hoạch đã đổi từ lúc tải tệp nên các lĩnh vực không còn khớp. {TAKE_ANEW}")
    return dict(_stamp(row) for row in rows[3:] if row[0] in sheets.MODELS and row[2].isdecimal())


def _stamp(row: list[str]) -> tuple[str, Stamp]:
    title, key, version, prints = row
    names = (sheets.AREA, *sheets.COLUMNS[sheets.MODELS[title]])
    return key, Stamp(int(version), dict(zip(names, prints.split(), strict=False)))


def _read_sheet(sheet: Worksheet, model: type[PlanPart], found: Book) -> None:
    where = f"Trang tính “{sheet.title}”"
    merged = [str(area) for area in sheet.merged_cells.ranges if area.min_row == 1]
    if merged:
        raise Unreadable(f"{where}, ô {', '.join(merged)}: đầu bảng bị gộp ô. Bỏ gộp ô rồi nhập lại.")
    if sheet.max_row > MOST_LINES:
        last = format_decimal(sheet.max_row)
        raise Unreadable(f"{where} kéo dài đến dòng {last}. Xóa hẳn các dòng trống bên dưới bảng rồi nhập lại.")
    columns = _columns(sheet, model, where, found)
    rows = [row for row in sheet.iter_rows(min_row=2, max_col=MOST_COLUMNS) if _says_something(row, columns)]
    if len(rows) > MOST_ROWS:
        raise Unreadable(
            f"{where} có {format_decimal(len(rows))} dòng, mỗi lần nhận tối đa {MOST_ROWS}. Chưa nhập gì. "
            "Chia thành nhiều tệp rồi nhập lần lượt; dòng không có trong tệp vẫn giữ nguyên."
        )
    found.lines += [_line(row, model, columns) for row in rows]


def _columns(sheet: Worksheet, model: type[PlanPart], where: str, found: Book) -> dict[str, int]:
    """Where each field stands, with the area and the mã. Raises Unreadable for a head that is not the pattern's."""
    wanted = {heading: name for name, heading in sheets.COLUMNS[model].items()}
    wanted |= {sheets.AREA: sheets.AREA, sheets.KEY: sheets.KEY}
    columns: dict[str, int] = {}
    for cell in next(sheet.iter_rows(min_row=1, max_row=1, max_col=MOST_COLUMNS)):
        heading = sheets.cell_text(cell.value)
        if heading in wanted and wanted[heading] in columns:
            raise Unreadable(f"{where}, ô {cell.coordinate}: cột “{heading}” có hai lần. Bỏ một cột rồi nhập lại.")
        if heading in wanted:
            columns[wanted[heading]] = cell.column - 1
        elif heading and heading not in sheets.COMPUTED:
            found.ignored.append(f"“{heading}” ({sheet.title}, ô {cell.coordinate})")
    needed = (sheets.AREA, next(iter(wanted)), sheets.KEY)
    missing = [heading for heading in needed if wanted[heading] not in columns]
    if missing:
        raise Unreadable(f"{where}, dòng 1: thiếu cột {'; '.join(missing)}. Giữ nguyên dòng đầu bảng. {TAKE_ANEW}")
    return columns


def _says_something(row: tuple[Cell | MergedCell, ...], columns: dict[str, int]) -> bool:
    """Whether more than an area stands in a row; one that lost all its words still has its mã."""
    return any(sheets.cell_text(row[at].value) for name, at in columns.items() if name != sheets.AREA)


def _line(row: tuple[Cell | MergedCell, ...], model: type[PlanPart], columns: dict[str, int]) -> Line:
    merged = _merged(row)
    cells = {name: _read(row[at], merged) for name, at in columns.items()}
    key = cells.pop(sheets.KEY).text
    return Line(model, row[0].row, key, cells.pop(sheets.AREA), cells)


def _merged(row: tuple[Cell | MergedCell, ...]) -> dict[str, str]:
    """The merged area of each cell of a row that stands in one."""
    sheet = row[0].parent
    touching = [area for area in sheet.merged_cells.ranges if area.min_row <= row[0].row <= area.max_row]
    return {cell.coordinate: str(area) for area in touching for cell in _within(row, area)}


def _within(row: tuple[Cell | MergedCell, ...], area) -> Iterator[Cell | MergedCell]:
    yield from (cell for cell in row if area.min_col <= cell.column <= area.max_col)


def _read(cell: Cell | MergedCell, merged: dict[str, str]) -> Read:
    address = f"{get_column_letter(cell.column)}{cell.row}"
    if address in merged:
        return Read(address, sheets.cell_text(cell.value), f"ô gộp {merged[address]}. Bỏ gộp ô, ghi riêng từng dòng.")
    if cell.data_type == "f":
        formula = cell.value if isinstance(cell.value, str) else "công thức"
        return Read(address, formula[:60], "ô chứa công thức. Chép ô này rồi dán lại dạng giá trị.")
    if cell.data_type == "e":
        return Read(address, str(cell.value), "ô chứa lỗi của Excel. Ghi lại nội dung.")
    return Read(address, sheets.cell_text(cell.value, cell.number_format or ""))
