"""What has happened in the demo worlds, act by act, through the verbs that the pages use.

Each act is dated; acts after the day of the world have not happened yet. Lateness and returns occur
in communes of invented names only.
"""

from datetime import date

from cchc_portal.demo import (
    before,
    orders,
    papers2026,
    plan2026,
    reports2026,
    seed003,
    stage2026,
    working,
    writing,
)
from cchc_portal.demo.roads import accepted, issued, to_chairman, who
from cchc_portal.demo.telling import Teller
from documents import actions as papers
from documents.reading.dates import format_date_short
from plans import actions as plans
from plans.models import Plan, Task
from workflow import calls, remarks
from workflow.models import Call, CallUnit, Remark

# --- 2023: xã Tú Xuyên, nothing that its plan does not state --------------------------------------

WRITTEN_ON, SENT_ON = date(2023, 6, 26), date(2023, 6, 29)
# The printed copy leaves number and day to the pen; these complete the demo.
NUMBER, ISSUED_ON = 58, date(2023, 6, 30)


def tu_xuyen(teller: Teller, *, stage: str) -> Plan:
    """The plan of 2023, which replaces one issued on paper: ``draft`` as printed, ``issued`` completed and sent."""
    content = seed003.AS_PRINTED if stage == "draft" else seed003.COMPLETE
    drafter = teller.user("hanh")
    with teller.on(WRITTEN_ON, 8):
        old = before.enter(teller)
    old = teller.take("register", old, "hanh", WRITTEN_ON, 8, 30)
    with teller.on(WRITTEN_ON, 9):
        plan = before.replaced_by(old, content, by=drafter)
        plan = writing.write(plan, content, by=drafter)
    if stage == "draft":
        return plan
    plan = teller.take("submit", plan, "hanh", SENT_ON, 8)
    plan = teller.take("pass_checks", plan, "thanh", SENT_ON, 14)
    plan = teller.take("sign", plan, "cong", ISSUED_ON, 8)
    return teller.issue(plan, "men", NUMBER, ISSUED_ON)


# --- 2026: the invented province ------------------------------------------------------------------

CALLS = {
    2026: (date(2026, 1, 5), date(2026, 2, 28), "118/SNV-CCHC"),
    2027: (date(2026, 11, 2), date(2026, 12, 15), "2044/SNV-CCHC"),
}


def open_call(teller: Teller, year: int) -> Call | None:
    """Sở Nội vụ asks every commune for its plan of ``year``."""
    opened, due, number = CALLS[year]
    if not teller.told(opened):
        return None
    head = teller.user("phuc")
    with teller.on(opened):
        call = calls.create_call(
            Call(
                unit=teller.unit("hoa-giang-snv"),
                subject="plan",
                year=year,
                title=f"Kế hoạch CCHC năm {year}",
                due_on=due,
                due_inclusive=True,
                two_step=True,
                source_text=f"Công văn số {number} ngày {format_date_short(opened)} của Sở Nội vụ",
                recipients="Sở Nội vụ",
            ),
            by=head,
        )
        call = calls.open_call(call, by=head)
        for row in call.units.select_related("unit", "call"):
            officer = "ngan" if row.unit.code == "cao-xa" else "minh"
            calls.assign_officer(row, teller.user(officer), by=head)
    return call


def draft(teller: Teller, call: Call, code: str, day: date) -> Plan:
    """The focal point of a commune writes the plan that the call asks for."""
    unit = teller.unit(code)
    content = plan2026.content(call.year, code, unit.name)
    drafter = teller.user(f"daumoi.{who(code)}")
    row = CallUnit.objects.select_related("call").get(call=call, unit=unit)
    with teller.on(day, 9):
        plan = writing.begin(content, unit=unit, by=drafter, call_unit=row)
        orders.take_up(plan, by=drafter)
        plan = writing.write(plan, content, by=drafter)
        stage2026.serve(plan, by=drafter)
    return Plan.objects.get(pk=plan.pk)


def year_2026(teller: Teller) -> None:
    """Three ways through the year's round: returned and mended, late, replaced after issue; then the year's work."""
    orders.hoa_giang(teller, 2026)
    stage2026.enter(teller)
    call = open_call(teller, 2026)
    if call is None:
        return
    if teller.told(date(2026, 1, 12)):
        _returned_and_mended(teller, call)
        _late(teller, call)
        _replaced(teller, call)
        working.year_2026(teller)
        reports2026.tell(teller)
        papers2026.tell(teller)


def _returned_and_mended(teller: Teller, call: Call) -> None:
    plan = draft(teller, call, "tan-lap", date(2026, 2, 13))
    plan = to_chairman(teller, plan, "tan-lap", date(2026, 2, 23))
    plan = teller.take(
        "return",
        plan,
        "chutich.tanlap",
        date(2026, 2, 24),
        16,
        20,
        comment="Khảo sát sự hài lòng nên làm trong quý II để kịp báo cáo 6 tháng.",
    )
    if plan.state == "returned_by_chairman" and teller.told(date(2026, 2, 25)):
        with teller.on(date(2026, 2, 25), 9):
            _retime(plan, "Khảo sát", "Quý II", by=teller.user("daumoi.tanlap"))
    plan = to_chairman(teller, plan, "tan-lap", date(2026, 2, 26))
    plan = issued(teller, plan, "tan-lap", date(2026, 2, 26), 16, date(2026, 2, 27))
    accepted(teller, plan, "minh", date(2026, 3, 2), date(2026, 3, 4))


def _retime(plan: Plan, starts: str, timing: str, *, by) -> None:
    task = Task.objects.get(plan=plan, content__startswith=starts)
    plans.save_field(row=task, field="timing_text", value=timing, version=task.version, by=by)


def _late(teller: Teller, call: Call) -> None:
    plan = draft(teller, call, "dong-tam", date(2026, 2, 24))
    plan = to_chairman(teller, plan, "dong-tam", date(2026, 3, 4))
    plan = issued(teller, plan, "dong-tam", date(2026, 3, 4), 9, date(2026, 3, 5))
    accepted(teller, plan, "minh", date(2026, 3, 9), date(2026, 3, 10))


def _replaced(teller: Teller, call: Call) -> None:
    plan = draft(teller, call, "cao-xa", date(2026, 2, 13))
    plan = to_chairman(teller, plan, "cao-xa", date(2026, 2, 23))
    plan = issued(teller, plan, "cao-xa", date(2026, 2, 24), 21, date(2026, 2, 24))
    plan = teller.take("begin_review", plan, "ngan", date(2026, 3, 2), 9)
    plan = teller.take(
        "propose",
        plan,
        "ngan",
        date(2026, 3, 2),
        16,
        comment="Đề xuất đề nghị thay thế: khảo sát sự hài lòng làm quá muộn.",
    )
    plan = teller.take(
        "ask_replacement",
        plan,
        "phuc",
        date(2026, 3, 3),
        9,
        comment="Khảo sát sự hài lòng cần xong trước báo cáo 6 tháng.",
    )
    successor = Plan.objects.filter(replaces=plan).first()
    if successor is None:
        return
    with teller.on(date(2026, 3, 5), 9):
        _retime(successor, "Khảo sát", "Quý II", by=teller.user("daumoi.caoxa"))
    successor = to_chairman(teller, successor, "cao-xa", date(2026, 3, 6))
    successor = issued(teller, successor, "cao-xa", date(2026, 3, 9), 27, date(2026, 3, 9))
    accepted(teller, successor, "ngan", date(2026, 3, 11), date(2026, 3, 12))


def year_2027(teller: Teller) -> None:
    """The round that is open on the default day: one plan on every kind of desk."""
    orders.hoa_giang(teller, 2027)
    call = open_call(teller, 2027)
    if call is None or not teller.told(date(2026, 11, 5)):
        return
    plan = draft(teller, call, "tan-lap", date(2026, 11, 5))
    plan = to_chairman(teller, plan, "tan-lap", date(2026, 11, 17))
    plan = teller.take(
        "return",
        plan,
        "chutich.tanlap",
        date(2026, 11, 18),
        16,
        20,
        comment="Niêm yết TTHC làm sớm hơn, trong tháng 1.",
    )
    if plan.state == "returned_by_chairman" and teller.told(date(2026, 11, 19)):
        with teller.on(date(2026, 11, 19), 9):
            _retime(plan, "Niêm yết", "Tháng 1", by=teller.user("daumoi.tanlap"))
        plan = to_chairman(teller, plan, "tan-lap", date(2026, 11, 20))
    draft(teller, call, "dong-tam", date(2026, 11, 9))
    plan = draft(teller, call, "cao-xa", date(2026, 11, 6))
    plan = to_chairman(teller, plan, "cao-xa", date(2026, 11, 16))
    plan = issued(teller, plan, "cao-xa", date(2026, 11, 17), 112, date(2026, 11, 18))
    if plan.state == "issued" and teller.told(date(2026, 11, 19)):
        plan = teller.take("begin_review", plan, "ngan", date(2026, 11, 19), 9)
        _remark(teller, plan)
    for code in [unit for unit in teller.built.units if unit.startswith("xa-") and unit.count("-") == 1]:
        draft(teller, call, code, date(2026, 11, 9))


def _remark(teller: Teller, plan: Plan) -> Remark:
    with teller.on(date(2026, 11, 19), 9, 30):
        return remarks.add(
            plan,
            by=teller.user("ngan"),
            place="text-purpose",
            place_label="I.1 Mục đích",
            text="Nêu rõ thứ hạng phấn đấu của phường trong năm.",
        )


def letters(teller: Teller) -> None:
    """Three letters of Tân Lập: one was sent, one waits for the chairman, one for its number."""
    if not teller.told(date(2026, 11, 19)):
        return
    drafter = teller.user("daumoi.tanlap")
    with teller.on(date(2026, 11, 18), 9):
        waiting = papers.start_letter(
            unit=teller.unit("tan-lap"),
            by=drafter,
            title="đề nghị tập huấn phần mềm một cửa điện tử",
            addressees=[{"name": "Sở Nội vụ", "unit": teller.unit("hoa-giang-snv").pk}],
            drafting_unit="VHXH",
            body="UBND xã đề nghị Sở Nội vụ tập huấn phần mềm một cửa điện tử cho công chức mới của xã "
            "trong tháng 12 năm 2026.",
            recipients=[{"name": "Chủ tịch, các Phó Chủ tịch UBND xã"}],
        )
        approved = papers.start_letter(
            unit=teller.unit("tan-lap"),
            by=drafter,
            title="cử người dự hội nghị sơ kết CCHC",
            addressees=[{"name": "Sở Nội vụ", "unit": teller.unit("hoa-giang-snv").pk}],
            drafting_unit="VHXH",
            body="UBND xã cử một Phó Chủ tịch và đầu mối CCHC dự hội nghị theo giấy mời của Sở.",
            recipients=[{"name": "Người có tên trong danh sách"}],
        )
    with teller.on(date(2026, 11, 10), 9):
        sent = papers.start_letter(
            unit=teller.unit("tan-lap"),
            by=drafter,
            title="cử đầu mối theo dõi cải cách hành chính",
            addressees=[{"name": "Sở Nội vụ", "unit": teller.unit("hoa-giang-snv").pk}],
            drafting_unit="VHXH",
            body="UBND xã cử bà Lê Thu Hà, công chức Phòng Văn hóa - Xã hội, làm đầu mối theo dõi cải cách hành chính "
            "của xã từ ngày 16/11/2026.\nUBND xã gửi Sở Nội vụ để phối hợp.",
            recipients=[{"name": "Chủ tịch, các Phó Chủ tịch UBND xã"}],
        )
    sent = to_chairman(teller, sent, "tan-lap", date(2026, 11, 10))
    sent = teller.take("sign", sent, "chutich.tanlap", date(2026, 11, 11), 9)
    teller.issue(sent, "vanthu.tanlap", 44, date(2026, 11, 11))
    approved = to_chairman(teller, approved, "tan-lap", date(2026, 11, 19))
    teller.take("sign", approved, "chutich.tanlap", date(2026, 11, 19), 15)
    to_chairman(teller, waiting, "tan-lap", date(2026, 11, 20))
