"""What people type into the reports of the demo: what no fact of the portal says, and why figures differ."""

from reporting.models import Report
from reporting.outlines import Content
from reporting.queries import Place

# Why something does not add up, by commune and finding.
REASONS = {
    ("tan-lap", "3.3.2<=3.3.1"): "01 phản ánh tiếp nhận trong tháng 6 được xử lý xong trong kỳ này.",
}
# Texts of places of the outline that need one although no fact gives it.
TEXTS = {
    "I.1": "Kế hoạch CCHC năm được triển khai đến các phòng, trung tâm; tiến độ từng nhiệm vụ cập nhật trên cổng.",
    "I.2": "Chủ tịch UBND nghe báo cáo tiến độ tại giao ban hằng tháng và giao việc cho từng phòng, trung tâm.",
    "I.3": "Trong kỳ chưa đến thời gian kiểm tra theo kế hoạch.",
    "I.4": "Tuyên truyền trên trang thông tin điện tử, hệ thống truyền thanh và tại họp thôn, tổ dân phố.",
}
# The report on one topic, by commune.
TOPIC = {
    "tan-lap": "Kho kết quả giải quyết TTHC còn hiệu lực của xã có 5.300 kết quả; đến hết tháng 10 đã số hóa 4.120 kết quả. "
    "Việc làm tại chỗ, do Trung tâm Phục vụ hành chính công chủ trì, mỗi tuần hai buổi.",
    "dong-tam": "Kho của hai xã cũ có 3.900 kết quả còn hiệu lực; đến hết tháng 10 đã số hóa 1.870 kết quả. Xã chỉ có một "
    "máy quét, dùng chung với Bộ phận Một cửa.",
    "cao-xa": "Phường đã số hóa toàn bộ 9.400 kết quả còn hiệu lực; kết quả mới số hóa ngay khi trả. Kho giấy sắp xếp lại theo "
    "mã hồ sơ, tra cứu được trên máy.",
}
_A, _W, _C, _D, _P = (
    Content.ACHIEVEMENTS, Content.WEAKNESSES, Content.CAUSES, Content.DIRECTIONS, Content.PROPOSALS,
)  # fmt: skip
# Rows by kind where the facts give none, by commune; "" for a commune that is not named.
LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "tan-lap": {
        _A: ("Hồ sơ trực tuyến tăng đều qua từng tháng nhờ Tổ công nghệ số đến từng thôn.",),
        _W: ("Hồ sơ đất đai còn chậm ở khâu xác minh thực địa.",),
        _C: ("Xã có một công chức địa chính, phải xác minh trên địa bàn hai xã cũ.",),
        _D: ("Sắp lịch xác minh thực địa cố định vào thứ Ba, thứ Năm hằng tuần.",),
        _P: ("Đề nghị Sở Nội vụ tập huấn phần mềm một cửa điện tử cho công chức mới.",),
    },
    "dong-tam": {
        _A: ("Đã thông suốt việc tiếp nhận hồ sơ tại Trung tâm sau sắp xếp.",),
        _W: ("Tỷ lệ hồ sơ trực tuyến thấp; nhiều văn bản đi chưa ký số.",),
        _C: ("Đường truyền ở ba thôn vùng cao yếu; công chức mới chưa quen ký số.",),
        _D: ("Bố trí người hướng dẫn nộp hồ sơ trực tuyến tại nhà văn hóa ba thôn.",),
        _P: ("Đề nghị cấp tỉnh ưu tiên phủ sóng ba thôn vùng cao.",),
    },
    "cao-xa": {
        _A: ("Mọi văn bản đi đều ký số; khảo sát sự hài lòng làm hoàn toàn trực tuyến.",),
        _W: ("Còn hồ sơ đất đai quá hạn.",),
        _D: ("Rà soát từng hồ sơ đất đai sắp đến hạn vào sáng thứ Hai hằng tuần.",),
    },
    "": {
        _A: ("Người dân làm thủ tục tại Trung tâm thuận tiện hơn trước sắp xếp.",),
        _W: ("Một số hồ sơ phải bổ sung nhiều lần do hướng dẫn chưa kỹ.",),
        _C: ("Công chức tiếp nhận mới được phân công, chưa tập huấn đủ.",),
        _D: ("Tập huấn tại chỗ cho công chức tiếp nhận hồ sơ.",),
    },
}
# Rows of the report on one topic, by commune.
TOPIC_LINES: dict[str, dict[str, tuple[str, ...]]] = {
    "tan-lap": {
        _W: ("Tiến độ số hóa chậm, còn 1.180 kết quả chưa số hóa.",),
        _C: ("Trung tâm Phục vụ hành chính công vừa tiếp nhận hồ sơ vừa số hóa, mỗi tuần chỉ dành được hai buổi.",),
        _D: ("Tăng lên bốn buổi mỗi tuần, làm trước kết quả hộ tịch và đất đai.",),
        _P: ("Đề nghị Sở Nội vụ tập huấn phần mềm một cửa điện tử cho công chức mới.",),
    },
    "dong-tam": {
        _W: ("Mới số hóa được 1.870 trên 3.900 kết quả còn hiệu lực.",),
        _C: ("Thiếu máy quét; kho của hai xã cũ chưa sắp xếp lại.",),
        _D: ("Quét ngoài giờ tiếp nhận hồ sơ, mỗi ngày hai giờ.",),
        _P: ("Đề nghị cấp tỉnh hỗ trợ thêm một máy quét.",),
    },
    "cao-xa": {
        _W: ("Một số kết quả bản giấy đã mờ, phải đối chiếu với sổ gốc.",),
        _D: ("Đối chiếu xong các kết quả bản giấy bị mờ trong tháng 12 năm 2026.",),
    },
}
# What phường Cao Xá added when the authority asked for another report.
MENDED = (
    (_C, "Hồ sơ đất đai quá hạn vì phải lấy ý kiến nhiều nơi mà chưa hẹn lại ngày trả đúng quy định."),
    (_D, "Hẹn lại ngày trả bằng văn bản ngay khi thấy không kịp, do Phó Chủ tịch UBND phường theo dõi."),
)


def on_one_topic(report: Report) -> bool:
    """Whether it answers the round on one topic, of which no fact of the portal says anything."""
    return report.outline.code == "cchc-dot-xuat"


def lines(report: Report, kind: str) -> tuple[str, ...]:
    """Rows of a kind that the unit types."""
    rows = TOPIC_LINES if on_one_topic(report) else LINES
    return rows.get(report.unit.code, LINES[""]).get(kind, ())


def section(report: Report, place: Place) -> str:
    """The text that the unit types at a place; "" where it leaves it."""
    if on_one_topic(report):
        return TOPIC.get(report.unit.code, "") if place.code == "I" else ""
    return TEXTS.get(place.code, "") if place.row.required else ""
