"""Sentences of part II: results by area, from the plan's tasks and the statistics form (domain 3.1, 3.3)."""

from reporting.narrative.comparing import count, moved, plain, ratio
from reporting.narrative.sentences import Clause, Each, Paragraph, Sentence


def area_lead(area: str) -> tuple[Paragraph, ...]:
    """What stands below the heading of an area: its tasks in the year's plan, those done in the period by name."""
    tasks, done = f"plans.tasks/{area}", f"plans.tasks_done/{area}"
    late = f"plans.tasks_overdue/{area}"
    return (
        (
            Sentence(
                Clause(
                    f"Kế hoạch năm giao [{tasks}] nhiệm vụ thuộc lĩnh vực này; đến [report.as_of] đã hoàn thành [{done}] nhiệm vụ",
                    (f"{tasks} > 0", f"{done} > 0"),
                ),
                (Clause(f", còn [{late}] nhiệm vụ quá hạn chưa hoàn thành", (f"{late} > 0",)),),
            ),
            Sentence(
                Clause(
                    f"Kế hoạch năm giao [{tasks}] nhiệm vụ thuộc lĩnh vực này; đến [report.as_of] chưa có nhiệm vụ hoàn thành",
                    (f"{tasks} > 0", f"{done} = 0"),
                ),
                (Clause(f", [{late}] nhiệm vụ đã quá hạn", (f"{late} > 0",)),),
            ),
            Each(
                "done",
                ("[row] ([row.product])", "[row] (có [row.evidence] tệp minh chứng)", "[row]"),
                "Nhiệm vụ đã hoàn thành trong kỳ:",
            ),
        ),
    )


_LEGAL: Paragraph = count(
    "tk.2.1",
    "Trong kỳ đã ban hành [tk.2.1] văn bản quy phạm pháp luật",
    "Trong kỳ không phát sinh văn bản quy phạm pháp luật phải ban hành",
    "văn bản",
)
_LEGAL_CHECKS: Paragraph = (
    *count(
        "tk.2.2.1",
        "Đã kiểm tra theo thẩm quyền [tk.2.2.1] văn bản",
        "Trong kỳ không phát sinh văn bản phải kiểm tra theo thẩm quyền",
        more=(
            Clause(", kiến nghị xử lý [tk.2.2.2] văn bản", ("tk.2.2.2 > 0",)),
            Clause(", không có văn bản phải kiến nghị xử lý", ("tk.2.2.2 = 0",)),
            Clause(", đã xử lý xong [tk.2.2.3] văn bản", ("tk.2.2.2 > 0", "tk.2.2.3 > 0")),
        ),
    ),
    Sentence(
        Clause("Rà soát [tk.2.3.2] trên tổng số [tk.2.3.1] văn bản quy phạm pháp luật phải rà soát", ("tk.2.3.1 > 0",)),
        (Clause(", đã xử lý, kiến nghị xử lý [tk.2.3.3] văn bản", ("tk.2.3.3 > 0",)),),
    ),
    plain("Trong kỳ không phát sinh văn bản quy phạm pháp luật phải rà soát", "tk.2.3.1 = 0"),
)
_SIMPLER: Paragraph = count(
    "tk.3.1.1.a",
    "Đã đề xuất cắt giảm, đơn giản hóa [tk.3.1.1.a] thủ tục hành chính, quy định",
    "Trong kỳ không phát sinh đề xuất cắt giảm, đơn giản hóa thủ tục hành chính",
    more=(
        Clause(", trong đó [tk.3.1.1.b] đề xuất được phê duyệt", ("tk.3.1.1.b > 0",)),
        Clause(", chưa có đề xuất được phê duyệt", ("tk.3.1.1.b = 0",)),
    ),
)
_PUBLISHED: Paragraph = (
    Sentence(
        Clause("Tổng số thủ tục hành chính thực hiện tại cấp xã là [tk.3.1.4]", ("tk.3.1.4 > 0",)),
        (
            Clause(", trong kỳ công bố mới [tk.3.1.2] thủ tục", ("tk.3.1.2 > 0",)),
            Clause(", bãi bỏ, thay thế [tk.3.1.3] thủ tục", ("tk.3.1.3 > 0",)),
        ),
    ),
)
_ONE_STOP: Paragraph = (
    Sentence(
        Clause("Bộ phận Một cửa thực hiện [tk.3.2.2.t] thủ tục hành chính", ("tk.3.2.2.t > 0",)),
        (Clause(" trên tổng số [tk.3.1.4] thủ tục"), Clause(", đạt [tk.3.2.2]")),
    ),
    plain(
        "Có [tk.3.2.1.a] thủ tục hành chính liên thông cùng cấp và [tk.3.2.1.b] thủ tục hành chính liên thông các cấp",
    ),
)
_FILES: Paragraph = (
    Sentence(
        Clause("Trong kỳ, Bộ phận Một cửa tiếp nhận tổng số [tthc.c3] hồ sơ", ("tthc.c3 > 0",)),
        (
            Clause(
                " (trực tuyến [tthc.c4], trực tiếp và qua bưu chính [tthc.c5], từ kỳ trước chuyển sang [tthc.c6])",
                ("tthc.c6 > 0",),
            ),
            Clause(" (trực tuyến [tthc.c4], trực tiếp và qua bưu chính [tthc.c5])", ("tthc.c6 = 0",)),
            *moved("tthc.c3", "year", "hồ sơ"),
        ),
    ),
    plain("Trong kỳ không phát sinh hồ sơ thủ tục hành chính", "tthc.c3 = 0"),
    Sentence(
        Clause("Đã giải quyết [tthc.c7] hồ sơ", ("tthc.c7 > 0",)),
        (
            Clause(", trong đó trước hạn [tthc.c8], đúng hạn [tthc.c9]"),
            Clause(", quá hạn [tthc.c10]", ("tthc.c10 > 0",)),
            Clause(", không có hồ sơ quá hạn", ("tthc.c7 > 0", "tthc.c10 = 0")),
        ),
    ),
    Sentence(
        Clause("Đang giải quyết [tthc.c11] hồ sơ", ("tthc.c11 > 0",)),
        (
            Clause(", trong đó [tthc.c13] hồ sơ đã quá hạn", ("tthc.c13 > 0",)),
            Clause(", đều trong hạn", ("tthc.c11 > 0", "tthc.c13 = 0")),
        ),
    ),
    ratio("tk.3.5.1", "Tỷ lệ giải quyết trước và đúng hạn (cách tính A) đạt [tk.3.5.1]"),
)
_PETITIONS: Paragraph = count(
    "tk.3.3.1",
    "Trong kỳ tiếp nhận [tk.3.3.1] phản ánh, kiến nghị về quy định hành chính",
    "Trong kỳ không phát sinh phản ánh, kiến nghị về quy định hành chính",
    more=(
        Clause(", đã xử lý [tk.3.3.2] phản ánh, kiến nghị", ("tk.3.3.2 > 0",)),
        Clause(", chưa xử lý phản ánh, kiến nghị nào", ("tk.3.3.2 = 0",)),
        Clause(", công khai trả lời [tk.3.3.3] phản ánh, kiến nghị", ("tk.3.3.3 > 0",)),
    ),
)
_APOLOGIES: Paragraph = (
    Sentence(
        Clause("Có [tk.3.5.2] hồ sơ trễ hạn", ("tk.3.5.2 > 0",)),
        (
            Clause(", đã xin lỗi bằng văn bản đối với [tk.3.5.3] hồ sơ", ("tk.3.5.3 > 0",)),
            Clause(", chưa có văn bản xin lỗi", ("tk.3.5.2 > 0", "tk.3.5.3 = 0")),
        ),
    ),
    plain("Trong kỳ không phát sinh hồ sơ trễ hạn phải xin lỗi", "tk.3.5.2 = 0"),
)
_HAMLETS: Paragraph = (
    Sentence(
        Clause("Đơn vị có [tk.4.1.a] thôn, tổ dân phố", ("tk.4.1.a > 0",)),
        (
            Clause(", trong kỳ đã sắp xếp, sáp nhập [tk.4.1.b] thôn, tổ dân phố", ("tk.4.1.b > 0",)),
            Clause(", trong kỳ không phát sinh việc sắp xếp, sáp nhập", ("tk.4.1.b = 0",)),
        ),
    ),
)
_STAFF: Paragraph = (
    Sentence(
        Clause("Cán bộ, công chức được giao [tk.4.2.1] người, có mặt [tk.4.2.2] người", ("tk.4.2.1 > 0",)),
        (
            Clause(", trong kỳ tinh giản [tk.4.2.3] người", ("tk.4.2.3 > 0",)),
            Clause(", trong kỳ không phát sinh tinh giản biên chế", ("tk.4.2.3 = 0",)),
        ),
    ),
    plain("Người hoạt động không chuyên trách được giao [tk.4.2.4.a] người, có mặt [tk.4.2.4.b] người"),
)
_DECENTRALISED: Paragraph = count(
    "tk.4.3.a",
    "Qua theo dõi việc phân cấp phát hiện [tk.4.3.a] vấn đề",
    "Trong kỳ không phát hiện vấn đề về phân cấp quản lý",
    more=(Clause(", đã xử lý [tk.4.3.b] vấn đề"),),
)
_POSTS: Paragraph = (
    Sentence(
        Clause("Có [tk.5.1] cán bộ, công chức được bố trí đúng vị trí việc làm, đạt chuẩn"),
        (Clause(" trên tổng số [tk.4.2.2] người có mặt"),),
    ),
)
_HIRED: Paragraph = (
    *count("tk.5.2.a", "Trong kỳ đã tuyển dụng [tk.5.2.a] người", "Trong kỳ không phát sinh tuyển dụng"),
    *count("tk.5.2.b", "Đã bổ nhiệm [tk.5.2.b] người", "Trong kỳ không phát sinh bổ nhiệm"),
)
_TRAINED: Paragraph = count(
    "tk.5.4.a",
    "Đã cử [tk.5.4.a] lượt cán bộ, công chức tham gia đào tạo, bồi dưỡng",
    "Trong kỳ chưa có lượt cán bộ, công chức tham gia đào tạo, bồi dưỡng",
    more=(
        *moved("tk.5.4.a", "year", "lượt"),
        Clause("; trong đó về cải cách hành chính [tk.5.4.b] lượt", ("tk.5.4.b > 0",)),
    ),
)
_DISCIPLINE: Paragraph = (
    plain(
        "Trong kỳ không có cán bộ, công chức bị kỷ luật",
        "tk.5.3.a = 0", "tk.5.3.b = 0", "tk.5.3.c = 0",
    ),
    plain("Có [tk.5.3.a] cán bộ, công chức bị khiển trách", "tk.5.3.a > 0"),
    plain("Có [tk.5.3.b] cán bộ, công chức bị cảnh cáo", "tk.5.3.b > 0"),
    plain("Có [tk.5.3.c] cán bộ, công chức bị kỷ luật bằng hình thức khác", "tk.5.3.c > 0"),
    *count(
        "tk.5.5",
        "Đã chuyển đổi vị trí công tác của [tk.5.5] cán bộ, công chức",
        "Trong kỳ không phát sinh việc chuyển đổi vị trí công tác",
    ),
)  # fmt: skip
_INVESTED: Paragraph = (
    Sentence(
        Clause("Kế hoạch vốn đầu tư công là [tk.6.1.1] triệu đồng", ("tk.6.1.1 > 0",)),
        (
            Clause(", đã giải ngân [tk.6.1.2] triệu đồng, đạt [tk.6.1.3]", ("tk.6.1.2 > 0",)),
            Clause(", chưa giải ngân", ("tk.6.1.2 = 0",)),
            *moved("tk.6.1.3", "year"),
        ),
    ),
    plain("Trong kỳ không được giao vốn đầu tư công", "tk.6.1.1 = 0"),
)
_AUTONOMY: Paragraph = (
    plain(
        "Có [tk.6.3.a] đơn vị sự nghiệp tự chủ nhóm 1, [tk.6.3.b] đơn vị nhóm 2, [tk.6.3.c] đơn vị nhóm 3, [tk.6.3.d] đơn vị nhóm 4",
    ),
)
_E_PAPERS: Paragraph = (
    *count(
        "tk.7.1.a",
        "Trong kỳ đã gửi [tk.7.1.a] văn bản đi điện tử",
        "Trong kỳ không phát sinh văn bản đi điện tử",
        more=(Clause(", trong đó ký số đầy đủ [tk.7.1.b] văn bản, đạt [tk.7.1.tl]"), *moved("tk.7.1.tl", "prev")),
    ),
)
_ONLINE: Paragraph = (
    plain("Đang cung cấp [tk.7.2.1] dịch vụ công trực tuyến toàn trình, [tk.7.2.2] dịch vụ công trực tuyến một phần",
          tails=(Clause("; phát sinh hồ sơ ở [tk.7.2.3] dịch vụ toàn trình, [tk.7.2.4] dịch vụ một phần"),)),
    plain("Tiếp nhận [tk.7.2.5] hồ sơ trực tuyến toàn trình, [tk.7.2.6] hồ sơ trực tuyến một phần, [tk.7.2.7] hồ sơ nộp trực tiếp"),
    ratio("tk.7.2.7.tl", "Tỷ lệ hồ sơ trực tuyến đạt [tk.7.2.7.tl]"),
)  # fmt: skip
_PAYMENTS: Paragraph = (
    plain("Có [tk.7.3.2] trên [tk.7.3.1] thủ tục có nghĩa vụ tài chính đã triển khai thanh toán trực tuyến", "tk.7.3.1 > 0",
          tails=(Clause(", [tk.7.3.3] thủ tục có phát sinh giao dịch"),)),
    plain("Có [tk.7.3.4] hồ sơ phải nộp phí, lệ phí, trong đó nộp trực tuyến [tk.7.3.5] hồ sơ", "tk.7.3.4 > 0",
          tails=(Clause(", đạt [tk.7.3.5.tl]"), *moved("tk.7.3.5.tl", "prev"), *moved("tk.7.3.5.tl", "year"))),
    plain("Trong kỳ không phát sinh hồ sơ phải nộp phí, lệ phí", "tk.7.3.4 = 0"),
    *count(
        "tk.7.4.2",
        "Tiếp nhận, trả kết quả qua dịch vụ bưu chính công ích [tk.7.4.2] hồ sơ",
        "Trong kỳ không phát sinh hồ sơ qua dịch vụ bưu chính công ích",
    ),
)  # fmt: skip
_DIGITISED: Paragraph = (
    plain("Đã số hóa khi tiếp nhận [tk.7.5.1] hồ sơ", tails=(Clause(", đạt [tk.7.5.1.tl]"), *moved("tk.7.5.1.tl", "prev"))),
    plain("Cấp kết quả điện tử cho [tk.7.5.2] hồ sơ", tails=(Clause(", đạt [tk.7.5.2.tl]"), *moved("tk.7.5.2.tl", "prev"))),
    plain("Đã số hóa [tk.7.5.3] trên [tk.7.5.3.m] kết quả còn hiệu lực", "tk.7.5.3.m > 0", tails=(Clause(", đạt [tk.7.5.3.tl]"),)),
)  # fmt: skip
_QUALITY: Paragraph = (
    Sentence(
        Clause("Đơn vị duy trì, áp dụng Hệ thống quản lý chất lượng theo tiêu chuẩn ISO 9001", ("tk.7.6.a = 1",)),
        (
            Clause(", trong kỳ đã đánh giá nội bộ", ("tk.7.6.b = 1",)),
            Clause(", trong kỳ chưa đánh giá nội bộ", ("tk.7.6.b = 0",)),
        ),
    ),
    plain("Đơn vị chưa áp dụng Hệ thống quản lý chất lượng theo tiêu chuẩn ISO 9001", "tk.7.6.a = 0"),
)

PLACES: dict[str, tuple[Paragraph, ...]] = {
    "Xây dựng, ban hành văn bản quy phạm pháp luật": (_LEGAL,),
    "Kiểm tra, rà soát văn bản quy phạm pháp luật": (_LEGAL_CHECKS,),
    "Kiểm soát, rà soát, đơn giản hóa thủ tục hành chính": (_SIMPLER,),
    "Công bố, công khai thủ tục hành chính": (_PUBLISHED,),
    "Thực hiện cơ chế một cửa, một cửa liên thông": (_ONE_STOP,),
    "Kết quả giải quyết hồ sơ thủ tục hành chính": (_FILES,),
    "Tiếp nhận, xử lý phản ánh, kiến nghị": (_PETITIONS,),
    "Xin lỗi khi giải quyết hồ sơ trễ hạn": (_APOLOGIES,),
    "Sắp xếp tổ chức bộ máy, thôn, tổ dân phố": (_HAMLETS,),
    "Quản lý biên chế": (_STAFF,),
    "Phân cấp, ủy quyền": (_DECENTRALISED,),
    "Vị trí việc làm": (_POSTS,),
    "Tuyển dụng, bổ nhiệm": (_HIRED,),
    "Đào tạo, bồi dưỡng": (_TRAINED,),
    "Kỷ luật, kỷ cương hành chính": (_DISCIPLINE,),
    "Giải ngân vốn đầu tư công": (_INVESTED,),
    "Cơ chế tự chủ": (_AUTONOMY,),
    "Ứng dụng trong nội bộ cơ quan": (_E_PAPERS,),
    "Dịch vụ công trực tuyến, thanh toán trực tuyến": (_ONLINE, _PAYMENTS),
    "Số hóa hồ sơ, kết quả giải quyết": (_DIGITISED,),
    "Áp dụng Hệ thống quản lý chất lượng ISO 9001": (_QUALITY,),
}
