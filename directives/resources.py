"""Lists of directives as workbooks: what the page shows, no more and no less."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

REGISTER = (
    ("Số, ký hiệu", 22),
    ("Loại văn bản", 16),
    ("Cơ quan ban hành", 30),
    ("Ngày văn bản", 14),
    ("Ngày đến", 14),
    ("Số đến", 10),
    ("Trích yếu", 60),
    ("Số việc", 10),
    ("Chưa xử lý", 10),
    ("Hạn gần nhất", 14),
    ("Tình trạng", 22),
    ("Mã", 12),
)
RECEIVERS = (
    ("Nơi nhận", 36),
    ("Tình trạng", 18),
    ("Tiếp nhận lúc", 18),
    ("Người tiếp nhận", 26),
    ("Đã quán triệt", 44),
    ("Vào kế hoạch", 12),
    ("Giao việc", 12),
    ("Không thuộc phạm vi", 12),
    ("Chưa xử lý", 12),
    ("Hoàn thành", 12),
)
# Signs with which a spreadsheet program begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def workbook(title: str, columns: tuple[tuple[str, int], ...], rows: list[tuple]) -> bytes:
    """Rows below their heads as .xlsx."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for column, (name, width) in enumerate(columns, start=1):
        cell = sheet.cell(row=1, column=column, value=name)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    for row in rows:
        sheet.append([_plain(value) for value in row])
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _plain(value):
    """Text that no spreadsheet program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
