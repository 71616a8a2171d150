"""Papers of an invented commune for the tests of the official paper."""

from datetime import date
from typing import Any

from documents.inline import note
from documents.layout import (
    Annex,
    Basis,
    Column,
    Contact,
    DashItem,
    GroupRow,
    Heading,
    Issuer,
    Paper,
    Paragraph,
    Recipient,
    Row,
    Signature,
    Table,
    capacity_lines,
)

COLUMNS = (
    Column("Nội dung nhiệm vụ", 26),
    Column("Kết quả, sản phẩm", 15),
    Column("Chủ trì", 14),
    Column("Phối hợp", 14),
    Column("Thời gian hoàn thành", 11, "center"),
    Column("Kinh phí", 9, "center"),
    Column("Ghi chú", 8),
)
AREAS = ("Công tác chỉ đạo, điều hành", "Cải cách thể chế", "Cải cách thủ tục hành chính")
FOOTNOTE = "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về cơ chế một cửa, một cửa liên thông."


def task_table(rows: int) -> Table:
    """A table of tasks under the areas, `rows` in all."""
    lines: list[Row | GroupRow] = []
    for position in range(rows):
        if position % 10 == 0:
            lines.append(GroupRow(AREAS[position // 10 % len(AREAS)]))
        name = f"Việc thứ {position + 1}: rà soát, trình cấp có thẩm quyền xem xét"
        lines.append(
            Row((name, "Báo cáo", "Văn phòng", "Công chức Tư pháp", "Quý II", "", "Trọng tâm"), ref=f"task-{position}")
        )
    return Table(COLUMNS, tuple(lines), ref="tasks")


def plan_blocks() -> tuple[Any, ...]:
    """The body of an annual plan: bases, four heading levels, marks, footnotes, dashes."""
    blocks: list[Any] = [
        Basis("Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"),
        Basis("Thực hiện Kế hoạch số 137/KH-UBND ngày 20/6/2023 của Ủy ban nhân dân tỉnh"),
        Paragraph("Ủy ban nhân dân xã Suối Trong ban hành Kế hoạch năm 2026, như sau:"),
        Heading("section", "Mục đích, yêu cầu"),
        Heading("clause", "Mục đích", ref="purpose"),
        Paragraph("Giữ nhịp làm việc đều; nâng **Chỉ số cải cách hành chính** của xã.", ref="purpose"),
        Paragraph("Từng bộ phận tự kiểm tra việc của mình và báo cáo *bằng văn bản* mỗi quý.", ref="purpose"),
        Heading("clause", "Yêu cầu"),
        Paragraph("Mỗi nhiệm vụ có một người chủ trì, một sản phẩm và một thời hạn rõ ràng trong năm kế hoạch."),
        Heading("section", "Nhiệm vụ, giải pháp"),
    ]
    for area in AREAS:
        blocks += [
            Heading("clause", area),
            Heading("point", "Chỉ tiêu"),
            DashItem("Trên 99% hồ sơ được giải quyết đúng hạn và trước hạn trong năm, không tính hồ sơ rút;"),
            DashItem(f"100% hồ sơ trễ hạn có văn bản xin lỗi{note(FOOTNOTE)}."),
            Heading("point", "Nhiệm vụ"),
            DashItem("Công khai danh mục thủ tục tại trụ sở; cập nhật trong ba ngày làm việc khi có thay đổi."),
        ]
    return (
        *blocks,
        Heading("section", "Tổ chức thực hiện"),
        Paragraph("(Chi tiết tại Phụ lục kèm theo)"),
        Paragraph("Các bộ phận nghiêm túc thực hiện Kế hoạch này."),
    )


def plan_paper(**changes: Any) -> Paper:
    """A draft plan, one landscape annex of 60 tasks."""
    values: dict[str, Any] = {
        "issuer": Issuer("Ủy ban nhân dân xã Suối Trong", name_in_text="Ủy ban nhân dân xã Suối Trong"),
        "symbol": "KH-UBND",
        "place": "Suối Trong",
        "type_name": "KẾ HOẠCH",
        "subject": "Cải cách hành chính xã Suối Trong năm 2026",
        "month": 2,
        "year": 2026,
        "blocks": plan_blocks(),
        "recipients": (
            Recipient("Sở Nội vụ", "report"),
            Recipient("TT. Đảng ủy, TT. HĐND xã", "report"),
            Recipient("Các thôn, bản", "act", ref="recipient-3"),
        ),
        "archive": ("VT", "VPTK"),
        "signature": Signature(
            capacity_lines("deputy", head="Chủ tịch", title="Phó Chủ tịch", collective="Ủy ban nhân dân"), "Lò Thị Mẫu"
        ),
        "annexes": (Annex("Danh mục nhiệm vụ trọng tâm năm 2026", (task_table(60),), landscape=True),),
    }
    return Paper(**(values | changes))


def letter_paper(**changes: Any) -> Paper:
    """An issued công văn with every optional part."""
    values: dict[str, Any] = {
        "issuer": Issuer("Sở Nội vụ", superior="Ủy ban nhân dân tỉnh Mẫu", name_in_text="Sở Nội vụ"),
        "symbol": "SNV-CCHC",
        "place": "Thành Mẫu",
        "subject": "gửi kế hoạch cải cách hành chính năm 2026",
        "number": "7",
        "day": date(2026, 1, 5),
        "addressees": ("Ủy ban nhân dân các xã, phường", "Văn phòng Ủy ban nhân dân tỉnh"),
        "blocks": (
            Paragraph("Sở Nội vụ đề nghị các cơ quan gửi kế hoạch năm 2026 như sau:"),
            Heading("clause", "Kế hoạch nêu đủ sáu nội dung.", titled=False),
            Paragraph("Thời hạn gửi: trước ngày 31/01/2026."),
        ),
        "recipients": (Recipient("Giám đốc Sở"), Recipient("Trang thông tin điện tử", channel="electronic")),
        "archive": ("VT", "CCHC"),
        "drafter": "ltm.(45)",
        "urgency": "very_urgent",
        "circulation": "internal",
        "contact": Contact("Số 1 đường Mẫu", "0200 000 000", "0200 000 001", "sonoivu@mau.example", "mau.example"),
        "signature": Signature(capacity_lines("head", head="Giám đốc"), "Hà Văn Ví"),
    }
    return Paper(**(values | changes))
