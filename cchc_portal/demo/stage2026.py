"""The stage plan 2026 - 2030 of xã Tân Lập, signed before the commune came to the portal: entered, with its milestones."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cchc_portal.demo import plan2026, working, writing
from cchc_portal.demo.content import AreaContent, PlanContent, TaskLine
from cchc_portal.demo.places import rooms_of
from cchc_portal.demo.telling import Teller
from documents.actions.attachments import Upload, attach
from plans import actions
from plans.checks.registration import SIGNED
from plans.models import Plan, Target, Task

UNIT, YEARS = "tan-lap", (2026, 2030)
NUMBER, SIGNED_ON, SIGNER = "138/KH-UBND", date(2025, 12, 26), "Phạm Văn Toàn"
ENTERED_ON = date(2026, 1, 8)


@dataclass(frozen=True)
class Road:
    """What a target is to reach by the end of each year of the stage; ``words`` where it is no figure."""

    starts: str
    figures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


# fmt: off
ROADS = (
    Road("Tối thiểu 90% hồ sơ TTHC", ("50", "60", "70", "80", "90")),
    Road("Tỷ lệ hài lòng", ("95", "95.5", "96", "96.5", "97")),
    Road("100% kết quả giải quyết TTHC còn hiệu lực", ("60", "75", "90", "100", "100")),
    Road("Chỉ số cải cách hành chính", words=("tăng 2 bậc", "tăng 2 bậc", "nhóm 20 xã đầu", "nhóm 15 xã đầu",
                                             "nhóm 10 xã đầu")),
)
# Rows of the year's plan that help to reach rows of the stage, by first words.
SERVES = (
    (Target, "Tối thiểu 50% hồ sơ", "Tối thiểu 90% hồ sơ TTHC"),
    (Target, "Chỉ số cải cách hành chính", "Chỉ số cải cách hành chính"),
    (Task, "Số hóa kết quả", "Số hóa kết quả"),
    (Task, "Duy trì Tổ công nghệ số", "Phát triển Tổ công nghệ số"),
)


def _content() -> PlanContent:
    rooms = rooms_of(UNIT)
    office, culture, economy, centre = rooms["vp"], rooms["vhxh"], rooms["kt"], rooms["ttpv"]
    return PlanContent(
        year=YEARS[0],
        purpose="Xây dựng chính quyền xã phục vụ; đến năm 2030 người dân làm thủ tục chủ yếu trên môi trường điện tử.",
        requirements="Chỉ tiêu có lộ trình từng năm; kế hoạch năm cụ thể hóa lộ trình của năm đó.",
        areas=(
            AreaContent("CD", ("Chỉ số cải cách hành chính của xã vào nhóm 10 xã đầu của tỉnh năm 2030",), (
                TaskLine("Kiểm tra CCHC tại tất cả các phòng, trung tâm hằng năm", "BC", "", culture, (office,),
                         "Hằng năm"),)),
            AreaContent("TC", (), (
                TaskLine("Rà soát, hệ thống hóa văn bản của các xã cũ", "BC", "", office, (culture,), "Hằng năm"),)),
            AreaContent("TTHC", ("Tỷ lệ hài lòng của người dân, tổ chức đạt từ 97% trở lên vào năm 2030",), (
                TaskLine("Giảm thời gian giải quyết TTHC so với quy định", "BC", "", centre, (office,), "Hằng năm"),)),
            AreaContent("TCBM", (), (
                TaskLine("Hoàn thiện quy chế làm việc, phân cấp trong UBND xã", "QĐ", "", office, (), "Hằng năm"),)),
            AreaContent("CV", (), (
                TaskLine("Đào tạo kỹ năng số cho toàn bộ công chức", "KH", "", culture, (office,), "Hằng năm"),)),
            AreaContent("TCC", (), (
                TaskLine("Công khai ngân sách xã trên môi trường điện tử", "TB", "", economy, (office,), "Hằng năm"),)),
            AreaContent("CQS", (
                "Tối thiểu 90% hồ sơ TTHC được tiếp nhận trực tuyến vào năm 2030",
                "100% kết quả giải quyết TTHC còn hiệu lực được số hóa vào năm 2029",
            ), (
                TaskLine("Số hóa kết quả giải quyết TTHC còn hiệu lực", "BC", "", centre, (office,), "Hằng năm"),
                TaskLine("Phát triển Tổ công nghệ số cộng đồng ở các thôn", "BC", "", culture, (centre,), "Hằng năm"),
            )),
        ),
        duties=(),
        recipients=(),
        documents=plan2026.DOCUMENTS[:1],
        basis=("nq76",),
        has_annex=False,
    )
# fmt: on


def enter(teller: Teller) -> Plan | None:
    """The focal point enters the signed plan; it counts at once, and the plans of its years are tied to it."""
    if not teller.told(ENTERED_ON):
        return None
    by = teller.user("daumoi.tanlap")
    with teller.on(ENTERED_ON, 9):
        plan = actions.register_plan(
            unit=teller.unit(UNIT),
            year=YEARS[0],
            year_to=YEARS[1],
            scope=Plan.Scope.STAGE,
            by=by,
            number=NUMBER,
            day=SIGNED_ON,
            signer=SIGNER,
            is_demo=True,
        )
        plan = writing.write(plan, _content(), by=by)
        for road in ROADS:
            _walk(plan, road, by=by)
        attach(plan, by=by, upload=Upload("Kế hoạch 138-KH-UBND.png", working.picture(NUMBER)), purpose=SIGNED)
    return teller.take("register", plan, "daumoi.tanlap", ENTERED_ON, 10)


def _walk(plan: Plan, road: Road, *, by) -> None:
    target = Target.objects.get(plan=plan, phrase__startswith=road.starts)
    for order, year in enumerate(range(YEARS[0], YEARS[1] + 1)):
        value = Decimal(road.figures[order]) if road.figures else None
        text = road.words[order] if road.words else ""
        actions.set_milestone(row=target, year=year, by=by, value=value, text=text)


def serve(plan: Plan, *, by) -> None:
    """Tie rows of a year's draft to the rows of the stage that they help to reach."""
    if plan.unit.code != UNIT or plan.upper_id is None:
        return
    for model, words, upper_words in SERVES:
        field = "phrase" if model is Target else "content"
        row = model.objects.filter(plan=plan, **{f"{field}__startswith": words}).first()
        upper = model.objects.filter(plan=plan.upper_id, **{f"{field}__startswith": upper_words}).first()
        if row and upper:
            actions.serve(row=row, upper_row=upper, by=by)
