"""Tables with groups of columns and the form's own codes, as annexes of reports have them."""

from documents.layout import Annex, Column, GroupRow, Paper, Paragraph, Row, Table
from tests.documents.papers import plan_paper

GROUPS = (("Tiếp nhận", (3, 4, 5, 6)), ("Đã giải quyết", (7, 8, 9, 10)), ("Đang giải quyết", (11, 12, 13)))
COLUMNS = (
    Column("Lĩnh vực", 18, number="(2)"),
    *(Column(f"Cột {at}", 7, "right", group=group, number=f"({at})") for group, members in GROUPS for at in members),
)
CAPTION = "Bảng 2. Hồ sơ theo lĩnh vực"
UNIT_NOTE = "Đơn vị tính: hồ sơ"


def files_table(rows: int) -> Table:
    """A numbered table of so many fields and a total, the columns in three groups."""
    lines = [Row((f"Lĩnh vực thứ {at}", *(str(at * 100 + place) for place in range(3, 14)))) for at in range(rows)]
    total = Row(("**Tổng cộng**", *("**9.999**" for _ in range(3, 14))), counted=False)
    return Table(COLUMNS, (*lines, total), caption=CAPTION, unit_note=UNIT_NOTE)


def form_table() -> Table:
    """A table that is not numbered and whose headings carry codes of their own."""
    columns = (
        Column("Mã", 8, "center"),
        Column("Chỉ tiêu", 50),
        Column("Thực hiện", 14, "right", group="Kỳ này"),
        Column("Ước", 14, "right", group="Kỳ này"),
        Column("Cùng kỳ", 14, "right"),
    )
    rows = (GroupRow("Chỉ đạo, điều hành", label="1"), Row(("1.1", "Số nhiệm vụ", "36", "", "30")))
    return Table(
        columns, (*rows, GroupRow("*Kiểm tra*", label="1.2"), Row(("", "Tỷ lệ", "83,33", "91,67", ""))), numbered=False
    )


def wide_paper(rows: int = 40) -> Paper:
    """A paper with both tables in a turned annex."""
    blocks = (form_table(), Paragraph("Ghi chú: K là không áp dụng."), files_table(rows))
    return plan_paper(annexes=(Annex("Thống kê số liệu", blocks, landscape=True),))
