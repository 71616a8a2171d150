"""Lists of plans as workbooks: what the page shows, no more and no less."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from workflow.states import STATES

_COLUMNS = (
    ("Kế hoạch", 44),
    ("Đơn vị", 28),
    ("Số, ký hiệu", 18),
    ("Ngày ban hành", 14),
    ("Trạng thái", 26),
    ("Thời hạn", 14),
    ("Chỉ tiêu", 10),
    ("Nhiệm vụ", 10),
    ("Nhiệm vụ hoàn thành", 12),
    ("Thay thế", 34),
    ("Kế thừa từ năm", 12),
    ("Mã", 12),
)
# Signs with which a spreadsheet program begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def plan_workbook(rows: list[dict]) -> bytes:
    """The list of plans as .xlsx; ``rows`` as the list page shows them (plans.views.lists)."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Kế hoạch"
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
    plan, progress = row["plan"], row["progress"]
    return (
        str(plan),
        plan.unit.name,
        row["number"],
        _day(row["issued_on"]),
        STATES[plan.state].word(row["audience"]),
        _day(plan.due_on),
        plan.target_count,
        plan.task_count,
        progress.done if progress else "",
        row["replaced"],
        plan.inherited_from.year if plan.inherited_from else "",
        plan.code,
    )


def _day(day) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _plain(value):
    """Text that no spreadsheet program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
