"""Lists of plans as workbooks: what the page shows, no more and no less."""

from documents.lists import list_workbook
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


def plan_workbook(rows: list[dict]) -> bytes:
    """The list of plans as .xlsx; ``rows`` as the list page shows them (plans.views.lists)."""
    return list_workbook("Kế hoạch", _COLUMNS, map(_values, rows))


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
