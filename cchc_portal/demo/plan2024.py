"""The plan of xã Sơn Tây for 2024, in work: what the commune takes from its own chỉ thị, and what completes it."""

from datetime import date

from cchc_portal.demo.content import COMPLETED, AreaContent, Deadline, Duty, PlanContent, Recipient, TaskLine
from cchc_portal.demo.seed000 import DOCUMENTS

_VP, _TP, _VH, _TCKT, _MC = ("son-tay-vp", "son-tay-tp", "son-tay-vhxh", "son-tay-tckt", "son-tay-mc")


def _line(product: str, lead: str, partners: tuple[str, ...], timing: str, *, is_key: bool = False) -> TaskLine:
    return TaskLine("", product, "", lead, partners, timing, is_key=is_key, note=COMPLETED)


# Items of the chỉ thị by their first words, with what completes each as a task.
TAKEN = (
    ("Thông tin, tuyên truyền sâu rộng", _line("BC", _VH, (_VP,), "Hằng quý")),
    ("Thường xuyên rà soát quy định", _line("BC", _TP, (_VP,), "Quý III", is_key=True)),
    ("Ứng dụng công nghệ thông tin, xã hội hóa", _line("BC", _MC, (_VP,), "Quý IV")),
    ("Phân công nhiệm vụ cụ thể", _line("QĐ", _VP, (), "Quý I")),
    ("Chuyển đổi vị trí công tác", _line("KH", _VP, (_TCKT,), "Tháng 3")),
    ("Đẩy nhanh giải ngân", _line("BC", _TCKT, (_VP,), "Quý IV")),
    ("Duy trì phần mềm quản lý văn bản", _line("BC", _VP, (_VH,), "Thường xuyên")),
)
TARGETS = ("Giảm tối đa tỷ lệ trễ hẹn",)

CONTENT = PlanContent(
    year=2024,
    purpose="Thực hiện {{cite:nq76}} và Chỉ thị số 01/CT-UBND của Chủ tịch UBND xã; nâng sự hài lòng của người dân.",
    requirements="Mỗi nhiệm vụ có sản phẩm, một bộ phận chủ trì và thời gian hoàn thành cụ thể.",
    areas=(
        AreaContent("CD", ("Tự kiểm tra công tác CCHC ít nhất 02 lần/năm",), ()),
        AreaContent("TC", ("100% văn bản thuộc thẩm quyền được rà soát theo kế hoạch",), ()),
        AreaContent("TCBM", ("100% cán bộ, công chức có phân công nhiệm vụ bằng văn bản",), ()),
        AreaContent("CV", ("Hoàn thành 100% chỉ tiêu kế hoạch đào tạo, bồi dưỡng",), ()),
        AreaContent("TCC", ("Tỷ lệ giải ngân vốn đầu tư công đạt từ 95% trở lên",), ()),
        AreaContent("CQS", ("Tối thiểu 50% hồ sơ được tiếp nhận trực tuyến",), ()),
    ),
    duties=(
        Duty("Văn phòng xã", "Chủ trì theo dõi, đôn đốc, tổng hợp, báo cáo.", holder=_VP),
        Duty("Công chức Tài chính - Kế toán", "Cân đối kinh phí thực hiện Kế hoạch.", holder=_TCKT),
    ),
    recipients=(
        Recipient("Phòng Nội vụ", unit="huong-son-pnv", purpose="report"),
        Recipient("Thường trực Đảng ủy, HĐND xã"),
        Recipient("Các bộ phận chuyên môn của xã", purpose="carry_out"),
    ),
    documents=tuple(row for row in DOCUMENTS if row.key in ("nq76", "ct05")),
    basis=("nq76",),
    carries_out=("ct05",),
    deadlines=(
        Deadline("q1", date(2024, 3, 5)),
        Deadline("h1", date(2024, 6, 5)),
        Deadline("q3", date(2024, 9, 5)),
        Deadline("year", date(2024, 11, 20)),
    ),
)
