"""Registers as workbooks: the columns of the decree's form (NĐ 30/2020/NĐ-CP, Phụ lục IV)."""

from documents import queries
from documents.lists import list_workbook
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


def outgoing_workbook(rows) -> bytes:
    """Sổ đăng ký văn bản đi as .xlsx; ``rows`` are issued documents with their deliveries prefetched."""
    return list_workbook("Sổ văn bản đi", _OUTGOING, map(_values, rows))


def _values(row) -> tuple:
    deliveries = list(row.deliveries.all())
    return (
        full_number(row.number, row.symbol),
        f"{row.issued_on:%d/%m/%Y}",
        queries.words_of(row.type_code, row.title),
        row.signer_name,
        "; ".join(delivery.recipient for delivery in deliveries),
        "Văn thư",
        len(deliveries),
        row.get_signed_how_display(),
    )
