"""What the communes of the invented province plan: one outline, the same for each, with its rooms."""

from datetime import date

from cchc_portal.demo.content import (
    AreaContent,
    Deadline,
    Duty,
    Known,
    PlanContent,
    Recipient,
    TaskLine,
)
from cchc_portal.demo.places import rooms_of

# fmt: off
DOCUMENTS = (
    Known("nq76", "Nghị quyết", "76/NQ-CP", date(2021, 7, 15), "Chính phủ",
          "ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
    Known("qd282", "Quyết định", "282/QĐ-TTg", date(2026, 2, 12), "Thủ tướng Chính phủ",
          "ban hành Kế hoạch cải cách hành chính nhà nước trọng tâm giai đoạn 2026 - 2030"),
    Known("nd118", "Nghị định", "118/2025/NĐ-CP", date(2025, 6, 9), "Chính phủ",
          "thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông"),
    Known("cv118", "Công văn", "118/SNV-CCHC", date(2026, 1, 5), "Sở Nội vụ tỉnh Hòa Giang",
          "hướng dẫn xây dựng kế hoạch cải cách hành chính năm 2026"),
    Known("cv2044", "Công văn", "2044/SNV-CCHC", date(2026, 11, 2), "Sở Nội vụ tỉnh Hòa Giang",
          "hướng dẫn xây dựng kế hoạch cải cách hành chính năm 2027"),
)
GUIDES = {2026: "cv118", 2027: "cv2044"}


def _areas(year: int, rooms: dict[str, str], kind: str) -> tuple[AreaContent, ...]:
    office, culture, economy, centre = rooms["vp"], rooms["vhxh"], rooms["kt"], rooms["ttpv"]
    return (
        AreaContent("CD", (
            f"Chỉ số cải cách hành chính năm {year} của {kind} tăng từ 2 bậc trở lên",
            "Tự kiểm tra công tác CCHC ít nhất 02 lần/năm",
        ), (
            TaskLine("Tự kiểm tra công tác CCHC tại các phòng, trung tâm", "BC", "", culture,
                     (office,), "Quý II", is_key=True),
            TaskLine(f"Đăng tin, bài về CCHC trên trang thông tin điện tử của {kind}", "BC", "", culture,
                     (office,), "Hằng quý"),
        )),
        AreaContent("TC", (
            "100% văn bản quy phạm pháp luật được rà soát theo kế hoạch",
        ), (
            TaskLine("Rà soát văn bản còn hiệu lực ban hành trước khi sắp xếp đơn vị hành chính", "BC", "", office,
                     (culture, economy), "Tháng 6"),
        )),
        AreaContent("TTHC", (
            "Trên 99% hồ sơ TTHC được giải quyết đúng hạn và trước hạn",
            "100% hồ sơ trễ hạn có văn bản xin lỗi",
            "Thời gian chờ của người dân không quá 15 phút/lượt",
        ), (
            TaskLine("Niêm yết, công khai đầy đủ TTHC tại Trung tâm Phục vụ hành chính công", "TB", "",
                     centre, (office,), "Tháng 3", is_key=True),
            TaskLine("Khảo sát sự hài lòng của người dân, tổ chức", "BC", "", centre, (culture,),
                     "Quý III"),
            TaskLine("Giải quyết TTHC theo {{cite:nd118}} và kiểm soát hồ sơ sắp đến hạn", "BC", "",
                     centre, (office, economy, culture), "Thường xuyên"),
        )),
        AreaContent("TCBM", (
            "100% phòng, trung tâm có quy chế làm việc",
        ), (
            TaskLine(f"Sửa quy chế làm việc của UBND {kind} theo phân cấp mới", "QĐ", "", office, (),
                     "Quý I"),
        )),
        AreaContent("CV", (
            "Hoàn thành 100% chỉ tiêu kế hoạch đào tạo, bồi dưỡng",
        ), (
            TaskLine("Cử cán bộ, công chức đào tạo, bồi dưỡng theo vị trí việc làm", "KH", "",
                     culture, (office,), "Tháng 4 - tháng 10", budget="40", funding="commune"),
        )),
        AreaContent("TCC", (
            "Tỷ lệ giải ngân vốn đầu tư công đạt trên 95% kế hoạch",
        ), (
            TaskLine(f"Công khai dự toán, quyết toán ngân sách {kind}", "TB", "", economy, (office,),
                     "Quý I"),
        )),
        AreaContent("CQS", (
            f"Tối thiểu 50% hồ sơ được tiếp nhận trực tuyến trong quý III/{year}",
            "100% văn bản đi được gửi dưới dạng điện tử và ký số, trừ văn bản mật",
        ), (
            TaskLine("Duy trì Tổ công nghệ số cộng đồng ở tất cả các thôn", "BC", "", culture,
                     (centre,), "Hằng quý", is_breakthrough=True, budget="60", funding="combined"),
            TaskLine("Số hóa kết quả giải quyết TTHC còn hiệu lực", "BC", "", centre, (office,),
                     "Tháng 11"),
        )),
    )


def content(year: int, code: str, name: str) -> PlanContent:
    """The plan of the commune ``code`` for ``year``; ``name`` as in "xã Tân Lập"."""
    rooms, kind = rooms_of(code), name.partition(" ")[0]
    return PlanContent(
        year=year,
        purpose=(
            f"Hoàn thành các nhiệm vụ CCHC mà tỉnh giao cho {name} trong năm {year}; lấy sự hài lòng "
            "của người dân, doanh nghiệp làm thước đo."
        ),
        requirements=(
            "Mỗi nhiệm vụ có sản phẩm, một đơn vị chủ trì và thời gian hoàn thành cụ thể.\n"
            "Người đứng đầu mỗi phòng, trung tâm chịu trách nhiệm về kết quả của lĩnh vực được giao."
        ),
        areas=_areas(year, rooms, kind),
        duties=(
            Duty("Phòng Văn hóa - Xã hội",
                 "Đầu mối theo dõi, đôn đốc, tổng hợp; tham mưu báo cáo định kỳ.",
                 holder=rooms["vhxh"]),
            Duty("Trung tâm Phục vụ hành chính công",
                 "Cung cấp số liệu giải quyết TTHC; thực hiện xin lỗi khi hồ sơ trễ hạn.",
                 holder=rooms["ttpv"]),
            Duty("Phòng Kinh tế", "Cân đối kinh phí thực hiện Kế hoạch.", holder=rooms["kt"]),
        ),
        recipients=(
            Recipient("Sở Nội vụ", unit="hoa-giang-snv", purpose="report"),
            Recipient(f"Thường trực Đảng ủy, HĐND {kind}", purpose="report"),
            Recipient(f"Các phòng, trung tâm thuộc {kind}", purpose="carry_out"),
        ),
        documents=DOCUMENTS,
        basis=("nq76", "qd282"),
        carries_out=(GUIDES[year],),
        deadlines=(
            Deadline("q1", date(year, 3, 10)),
            Deadline("h1", date(year, 6, 10)),
            Deadline("q3", date(year, 9, 10)),
            Deadline("year", date(year, 12, 5)),
        ),
        funding=f"Kinh phí từ ngân sách {kind} và lồng ghép trong các chương trình được giao.",
    )
