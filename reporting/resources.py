"""The list of reports as a workbook: what the page shows, no more and no less."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from workflow.states import STATES

_COLUMNS = (
    ("Báo cáo", 40), ("Đơn vị", 28), ("Số liệu từ ngày", 14), ("Đến hết ngày", 14), ("Số, ký hiệu", 18),
    ("Ngày ban hành", 14), ("Trạng thái", 26), ("Thời hạn", 14), ("Kết quả", 14), ("Thay thế", 34), ("Mã", 12),
)  # fmt: skip
# Signs with which a spreadsheet program begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def report_workbook(rows: list[dict]) -> bytes:
    """The list of reports as .xlsx; ``rows`` as the list page shows them (reporting.views.listing)."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Báo cáo"
    for column, (title, width) in enumerate(_COLUMNS, start=1):
        cell = sheet.cell(row=1, column=column, value=title)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    for row in rows:
        sheet.append([_plain(value) for value in _values(row)])
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _values(row: dict) -> tuple:
    report = row["report"]
    return (
        row["title"], report.unit.name, _day(report.window_from), _day(report.window_to), row["number"],
        _day(report.issued_on), STATES[report.state].word(row["audience"]), _day(report.due_on), row["kept"],
        report.replaces_text, report.code,
    )  # fmt: skip


def _day(day) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _plain(value):
    """Text that no spreadsheet program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
