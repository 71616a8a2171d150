"""How rows are drafted: achievements, weaknesses, causes, directions, proposals (domain 3.1, issue 4)."""

from reporting.narrative.sentences import Clause, LineFrom
from reporting.outlines import Content

LINES: dict[str, tuple[LineFrom, ...]] = {
    Content.ACHIEVEMENTS: (
        LineFrom(
            "reached", ("Chỉ tiêu “[row]” [row.standing], kết quả [row.result]", "Chỉ tiêu “[row]” [row.standing]")
        ),
        LineFrom("done", ("Hoàn thành nhiệm vụ “[row]” ([row.product])", "Hoàn thành nhiệm vụ “[row]”")),
        LineFrom(clause=Clause("Giải quyết [tthc.c7] hồ sơ, không có hồ sơ quá hạn", ("tthc.c7 > 0", "tk.3.5.2 = 0"))),
    ),
    Content.WEAKNESSES: (
        LineFrom("overdue", ("Nhiệm vụ “[row]” quá hạn từ [row.due], chưa hoàn thành",)),
        LineFrom("done_late", ("Nhiệm vụ “[row]” hoàn thành [row.done], chậm so với hạn [row.due]",)),
        LineFrom("missed", ("Chỉ tiêu “[row]” không đạt, kết quả [row.result]", "Chỉ tiêu “[row]” không đạt")),
        LineFrom(clause=Clause("Còn [tk.3.5.2] hồ sơ thủ tục hành chính trễ hạn", ("tk.3.5.2 > 0",))),
        LineFrom(
            clause=Clause("Còn [tk.1.3.4] nhiệm vụ cấp trên giao quá hạn chưa hoàn thành", ("tk.1.3.4 > 0",)),
        ),
    ),
    Content.CAUSES: (LineFrom("late", ("Nhiệm vụ “[row]” chậm do: [row.delay]",)),),
    Content.DIRECTIONS: (
        LineFrom("overdue", ("Hoàn thành dứt điểm nhiệm vụ đã quá hạn: [row]",)),
        LineFrom("coming", ("[row], hoàn thành chậm nhất [row.due]",)),
        LineFrom("planned", ("[row], hoàn thành chậm nhất [row.due]", "[row]")),
    ),
    Content.PROPOSALS: (LineFrom("before.proposal", ("[row]",)),),
}
