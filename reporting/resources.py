"""The list of reports as a workbook: what the page shows, no more and no less."""

from documents.lists import list_workbook
from workflow.states import STATES

_COLUMNS = (
    ("Báo cáo", 40), ("Đơn vị", 28), ("Số liệu từ ngày", 14), ("Đến hết ngày", 14), ("Số, ký hiệu", 18),
    ("Ngày ban hành", 14), ("Trạng thái", 26), ("Thời hạn", 14), ("Kết quả", 14), ("Thay thế", 34), ("Mã", 12),
)  # fmt: skip


def report_workbook(rows: list[dict]) -> bytes:
    """The list of reports as .xlsx; ``rows`` as the list page shows them (reporting.views.listing)."""
    return list_workbook("Báo cáo", _COLUMNS, map(_values, rows))


def _values(row: dict) -> tuple:
    report = row["report"]
    return (
        row["title"], report.unit.name, _day(report.window_from), _day(report.window_to), row["number"],
        _day(report.issued_on), STATES[report.state].word(row["audience"]), _day(report.due_on), row["kept"],
        report.replaces_text, report.code,
    )  # fmt: skip


def _day(day) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
