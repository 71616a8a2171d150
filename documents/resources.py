"""Registers as workbooks: the columns of the decree's form (NĐ 30/2020/NĐ-CP, Phụ lục IV)."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from documents import queries
from documents.reading.numbers import full_number

_OUTGOING = (
    ("Số, ký hiệu văn bản", 20),
    ("Ngày tháng văn bản", 14),
    ("Tên loại và trích yếu nội dung", 60),
    ("Người ký", 24),
    ("Nơi nhận văn bản", 50),
    ("Đơn vị, người nhận bản lưu", 22),
    ("Số lượng bản", 10),
    ("Ghi chú", 30),
)
# Signs with which a spreadsheet program begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


def outgoing_workbook(rows) -> bytes:
    """Sổ đăng ký văn bản đi as .xlsx; ``rows`` are issued documents with their deliveries prefetched."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Sổ văn bản đi"
    for column, (title, width) in enumerate(_OUTGOING, start=1):
        cell = sheet.cell(row=1, column=column, value=title)
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    for row in rows:
        deliveries = list(row.deliveries.all())
        sheet.append(
            [
                _plain(value)
                for value in (
                    full_number(row.number, row.symbol),
                    f"{row.issued_on:%d/%m/%Y}",
                    queries.words_of(row.type_code, row.title),
                    row.signer_name,
                    "; ".join(delivery.recipient for delivery in deliveries),
                    "Văn thư",
                    len(deliveries),
                    row.get_signed_how_display(),
                )
            ]
        )
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _plain(value):
    """Text that no spreadsheet program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
