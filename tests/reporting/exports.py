"""Workbooks as one-stop systems export them, built cell by cell."""

from io import BytesIO

from openpyxl import Workbook

TITLES = (
    "Biểu số 06/VPCP/KSTT",
    "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH TẠI UBND XÃ TÂN LẬP",
    "Kỳ báo cáo: Quý I năm 2026",
    "(Từ ngày 15/12/2025 đến ngày 14/3/2026)",
)
GROUPS = (("Tiếp nhận", 4), ("Số lượng hồ sơ đã giải quyết", 4), ("Số lượng hồ sơ đang giải quyết", 3))
LEAVES = (
    "Tổng số", "Trực tuyến", "Trực tiếp, dịch vụ bưu chính", "Từ kỳ trước", "Tổng số", "Trước hạn", "Đúng hạn",
    "Quá hạn", "Tổng số", "Trong hạn", "Quá hạn",
)  # fmt: skip
CERTIFYING = ("Chứng thực", (1451, 412, 1036, 3, 1448, 1180, 268, 0, 3, 3, 0))
CIVIL = ("Hộ tịch", (327, 268, 54, 5, 320, 210, 108, 2, 7, 7, 0))
TOTAL = ("Tổng cộng", (1778, 680, 1090, 8, 1768, 1390, 376, 2, 10, 10, 0))


class Export:
    """A sheet in the layout of the form: titles, merged heads, numbers of columns, lines, total, signatures."""

    def __init__(self, titles=TITLES, lines=(CERTIFYING, CIVIL), total=TOTAL, numbers=True):
        self.book = Workbook()
        self.sheet = self.book.active
        self.sheet.title = "Biểu 06"
        for text in titles:
            self.sheet.append([text])
        self.head = len(titles) + 1
        self._heads()
        if numbers:
            self.sheet.append([f"({number})" for number in range(1, 14)])
        self.first = self.sheet.max_row + 1
        for order, (name, figures) in enumerate(lines, start=1):
            self.sheet.append([order, name, *figures])
        if total:
            self.sheet.append([total[0], None, *total[1]])
            self.sheet.merge_cells(
                start_row=self.sheet.max_row, end_row=self.sheet.max_row, start_column=1, end_column=2
            )
        self.sheet.append([])
        self.sheet.append([None, "NGƯỜI LẬP BIỂU", *[None] * 8, "CHỦ TỊCH"])

    def _heads(self):
        row, at = self.head, 3
        for column, text in ((1, "STT"), (2, "Lĩnh vực giải quyết")):
            self.sheet.cell(row, column, text)
            self.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
        for text, width in GROUPS:
            self.sheet.cell(row, at, text)
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=at, end_column=at + width - 1)
            at += width
        for at, text in enumerate(LEAVES, start=3):
            self.sheet.cell(row + 1, at, text)

    def bytes(self):
        """The file."""
        return written(self.book)


def plain(*rows, merge=()):
    """A workbook of one sheet with these rows and merged areas."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    for area in merge:
        book.active.merge_cells(area)
    return written(book)


def written(book):
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
