"""Sentences of part I: direction and steering, and of the reports that have one part only (domain 3.1, 3.2)."""

from reporting.narrative.comparing import count, moved, plain, ratio
from reporting.narrative.sentences import Clause, Each, Paragraph, Sentence

# Figures of the plan: those that were confirmed for the report; while nobody has, what the portal counts.
_TYPED = ("tk.1.1.1",)
_PLAN: Paragraph = (
    plain(
        "[report.unit] thực hiện công tác cải cách hành chính năm [report.year] theo [plan.document]",
    ),
    Sentence(
        Clause("Kế hoạch năm có [tk.1.1.1] nhiệm vụ; đến [report.as_of] đã hoàn thành [tk.1.1.2] nhiệm vụ", ("tk.1.1.2 > 0",)),
        (Clause(", đạt [tk.1.1.3]"), *moved("tk.1.1.3", "year")),
    ),
    plain("Kế hoạch năm có [tk.1.1.1] nhiệm vụ; đến [report.as_of] chưa có nhiệm vụ hoàn thành", "tk.1.1.1 > 0", "tk.1.1.2 = 0"),
    Sentence(
        Clause(
            "Kế hoạch năm có [plans.tasks] nhiệm vụ; đến [report.as_of] đã hoàn thành [plans.tasks_done] nhiệm vụ",
            ("plans.tasks > 0", "plans.tasks_done > 0"),
            _TYPED,
        )
    ),
    Sentence(
        Clause(
            "Kế hoạch năm có [plans.tasks] nhiệm vụ; đến [report.as_of] chưa có nhiệm vụ hoàn thành",
            ("plans.tasks > 0", "plans.tasks_done = 0"),
            _TYPED,
        )
    ),
)  # fmt: skip
_LATENESS: Paragraph = (
    plain("Có [plans.tasks_overdue] nhiệm vụ quá hạn chưa hoàn thành", "plans.tasks_overdue > 0", "plans.tasks_done_late = 0"),
    plain(
        "Có [plans.tasks_late] nhiệm vụ chậm so với thời hạn của kế hoạch, trong đó [plans.tasks_overdue] nhiệm vụ quá hạn chưa hoàn thành",
        "plans.tasks_overdue > 0", "plans.tasks_done_late > 0",
    ),
    plain(
        "Có [plans.tasks_done_late] nhiệm vụ hoàn thành chậm so với thời hạn của kế hoạch, không còn nhiệm vụ quá hạn",
        "plans.tasks_overdue = 0", "plans.tasks_done_late > 0",
    ),
    plain("Không có nhiệm vụ chậm so với thời hạn của kế hoạch", "plans.tasks > 0", "plans.tasks_late = 0"),
)  # fmt: skip
_TARGETS: Paragraph = (
    Sentence(
        Clause(
            "Trong [plans.targets] chỉ tiêu của kế hoạch năm, đã đạt và vượt [plans.targets_reached] chỉ tiêu",
            ("plans.targets > 0", "plans.targets_reached > 0"),
        ),
        (Clause(", không đạt [plans.targets_missed] chỉ tiêu", ("plans.targets_missed > 0",)),),
    ),
    plain(
        "Trong [plans.targets] chỉ tiêu của kế hoạch năm, có [plans.targets_missed] chỉ tiêu không đạt",
        "plans.targets > 0", "plans.targets_reached = 0", "plans.targets_missed > 0",
    ),
)  # fmt: skip
_ISSUED: Paragraph = (
    *count(
        "tk.1.1.4",
        "Trong kỳ, [report.unit] đã ban hành [tk.1.1.4] văn bản chỉ đạo, điều hành cải cách hành chính",
        "Trong kỳ không phát sinh văn bản riêng về chỉ đạo, điều hành cải cách hành chính",
        "văn bản",
    ),
    Each("documents", ("[row] [row.title]", "[row]"), "Một số văn bản chính đã ban hành trong kỳ:", every=True),
)
_GIVEN: Paragraph = (
    Sentence(
        Clause("Cấp trên giao [tk.1.3.1] nhiệm vụ", ("tk.1.3.1 > 0",)),
        (
            Clause(", đã hoàn thành đúng hạn [tk.1.3.2] nhiệm vụ", ("tk.1.3.2 > 0",)),
            Clause(", hoàn thành nhưng quá hạn [tk.1.3.3] nhiệm vụ", ("tk.1.3.3 > 0",)),
            Clause(", còn [tk.1.3.4] nhiệm vụ quá hạn chưa hoàn thành", ("tk.1.3.4 > 0",)),
            Clause(", không có nhiệm vụ quá hạn", ("tk.1.3.3 = 0", "tk.1.3.4 = 0")),
        ),
    ),
    plain("Trong kỳ không phát sinh nhiệm vụ được cấp trên giao", "tk.1.3.1 = 0"),
    Sentence(
        Clause("Cấp trên giao [directives.given] nhiệm vụ", ("directives.given > 0",), ("tk.1.3.1",)),
        (
            Clause(", đã hoàn thành đúng hạn [directives.done_in_time] nhiệm vụ", ("directives.done_in_time > 0",)),
            Clause(", hoàn thành nhưng quá hạn [directives.done_late] nhiệm vụ", ("directives.done_late > 0",)),
            Clause(", còn [directives.overdue] nhiệm vụ quá hạn chưa hoàn thành", ("directives.overdue > 0",)),
        ),
    ),
)
_PEOPLE: Paragraph = (
    *count(
        "tk.1.4.1",
        "Đã khảo sát sự hài lòng của người dân, tổ chức với [tk.1.4.1] phiếu",
        "Trong kỳ chưa khảo sát sự hài lòng của người dân, tổ chức",
        more=(Clause(", hình thức [tk.1.4.2]"),),
    ),
    *count(
        "tk.1.5.b",
        "Lãnh đạo đã tổ chức [tk.1.5.b] cuộc đối thoại với người dân, doanh nghiệp",
        "Trong kỳ không tổ chức cuộc đối thoại nào với người dân, doanh nghiệp",
        "cuộc",
    ),
)
_INSPECTION: Paragraph = (
    Sentence(
        Clause("Đã kiểm tra cải cách hành chính tại [tk.1.2.1] đơn vị, bộ phận", ("tk.1.2.1 > 0",)),
        (
            Clause(" trên tổng số [tk.1.2.2.m] đơn vị, bộ phận phải kiểm tra theo kế hoạch", ("tk.1.2.2.m > 0",)),
            Clause(", đạt [tk.1.2.2]"),
        ),
    ),
    plain("Trong kỳ chưa tiến hành kiểm tra cải cách hành chính", "tk.1.2.1 = 0"),
    Sentence(
        Clause("Qua kiểm tra phát hiện [tk.1.2.3] vấn đề", ("tk.1.2.3 > 0",)),
        (
            Clause(", đã xử lý xong [tk.1.2.4] vấn đề", ("tk.1.2.4 > 0",)),
            Clause(", chưa xử lý xong vấn đề nào", ("tk.1.2.4 = 0",)),
        ),
    ),
    plain("Qua kiểm tra không phát hiện vấn đề phải xử lý", "tk.1.2.1 > 0", "tk.1.2.3 = 0"),
)
_TELLING: Paragraph = count(
    "tk.1.6",
    "Trong kỳ đã thực hiện [tk.1.6] hoạt động tuyên truyền về cải cách hành chính",
    "Trong kỳ chưa có hoạt động tuyên truyền riêng về cải cách hành chính",
    "hoạt động",
)
_IDEAS: Paragraph = count(
    "tk.1.7.a",
    "Trong kỳ có [tk.1.7.a] sáng kiến, mô hình về cải cách hành chính được đăng ký",
    "Trong kỳ chưa có sáng kiến, mô hình mới về cải cách hành chính được đăng ký",
    more=(
        Clause(", [tk.1.7.b] sáng kiến, mô hình được công nhận", ("tk.1.7.b > 0",)),
        Clause(", chưa có sáng kiến, mô hình được công nhận", ("tk.1.7.b = 0",)),
    ),
)
_MEANS: Paragraph = (
    Sentence(
        Clause("Kinh phí bố trí cho cải cách hành chính trong năm là [tk.6.2.a] triệu đồng", ("tk.6.2.a > 0",)),
        (Clause(", đã thực hiện [tk.6.2.b] triệu đồng", ("tk.6.2.b > 0",)), Clause(", chưa thực hiện", ("tk.6.2.b = 0",))),
    ),
    plain("Trong năm chưa bố trí kinh phí riêng cho cải cách hành chính", "tk.6.2.a = 0"),
)  # fmt: skip
_SUMMARY: Paragraph = (
    ratio(
        "tk.3.5.1",
        "Trong kỳ đã giải quyết [tthc.c7] hồ sơ thủ tục hành chính, tỷ lệ giải quyết trước và đúng hạn (cách tính A) đạt [tk.3.5.1]",
    ),
)

# Paragraphs of a place by its title: letters differ between outlines, titles do not.
PLACES: dict[str, tuple[Paragraph, ...]] = {
    "Về kế hoạch cải cách hành chính": (_PLAN, _LATENESS, _TARGETS),
    "Về tổ chức chỉ đạo, điều hành cải cách hành chính": (_ISSUED, _GIVEN, _PEOPLE),
    "Về kiểm tra cải cách hành chính": (_INSPECTION,),
    "Về công tác tuyên truyền cải cách hành chính": (_TELLING,),
    "Sáng kiến, mô hình; đánh giá, khắc phục Chỉ số cải cách hành chính": (_IDEAS,),
    "Bố trí nguồn lực cho cải cách hành chính": (_MEANS,),
    "Tình hình, kết quả thực hiện": (_PLAN, _LATENESS, _SUMMARY),
}
