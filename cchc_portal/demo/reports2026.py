"""The reports of 2026 of the invented province, act by act: in time, late, replaced, waiting on every kind of desk."""

from collections.abc import Callable
from datetime import date

from cchc_portal.demo import counting, form2026, mass2026, own2026, reporttext, roads, round2026
from cchc_portal.demo.figures2026 import H1, Q1, Q3
from cchc_portal.demo.roads import accepted, to_chairman
from cchc_portal.demo.telling import Teller
from reporting.models import Report, Round

# Number of the report of each commune in its own series, by round.
NUMBERS = {"q1": {"tan-lap": 27}, "h1": {"cao-xa": 69}, "q3": {"tan-lap": 97, "dong-tam": 78, "cao-xa": 118}}
SUCCESSOR_NUMBER = 71
LATE_DAY = date(2026, 9, 25)


def tell(teller: Teller) -> None:
    """Figures and reports of the year, window by window, as far as the world's day goes."""
    counting.begin_2026(teller)
    for asked, window, send, conclude in (
        (round2026.QUARTER_1, Q1, _send_quarter_1, _conclude_quarter_1),
        (round2026.HALF, H1, _send_half, _conclude_half),
        (round2026.QUARTER_3, Q3, _send_quarter_3, _conclude_quarter_3),
    ):
        found = round2026.open_asked(teller, asked)
        counting.estimate(teller, window)
        if found is not None:
            send(teller, found)
            counting.settle(teller, window)
            conclude(teller, found)
            counting.accept(teller, window)
    counting.end_2026(teller)
    for asked, rest in ((round2026.YEAR, _year), (round2026.TOPIC, _topic)):
        if found := round2026.open_asked(teller, asked):
            rest(teller, found)


def officer_of(code: str) -> str:
    """Who reviews a commune."""
    return "ngan" if code == "cao-xa" else "minh"


def report_of(found: Round, code: str) -> Report:
    """The report that a commune began first for a round."""
    return Report.objects.select_related("unit").get(round=found, unit__code=code, replaces=None)


def out(teller: Teller, report: Report, code: str, sent: date, signed: date, number: int) -> Report:
    """Written the day before it is sent, signed and issued on one day."""
    if not teller.told(sent):
        return report
    reporttext.write(teller, report, code, sent)
    return roads.sent(teller, report, code, sent, signed, number)


def _send_quarter_1(teller: Teller, found: Round) -> None:
    report = report_of(found, "tan-lap")
    out(teller, report, "tan-lap", date(2026, 3, 11), date(2026, 3, 12), NUMBERS["q1"]["tan-lap"])


def _conclude_quarter_1(teller: Teller, found: Round) -> None:
    accepted(teller, report_of(found, "tan-lap"), "minh", date(2026, 3, 16), date(2026, 3, 18))


def _send_half(teller: Teller, found: Round) -> None:
    report = report_of(found, "cao-xa")
    _replaced(teller, out(teller, report, "cao-xa", date(2026, 6, 11), date(2026, 6, 12), NUMBERS["h1"]["cao-xa"]))


def _replaced(teller: Teller, report: Report) -> None:
    """The authority asks for another one: a weakness has no cause."""
    report = teller.take("begin_review", report, "ngan", date(2026, 6, 12), 16, 30)
    words = "Đề xuất đề nghị thay thế: mục III.3 chưa nêu nguyên nhân hồ sơ đất đai quá hạn."
    report = teller.take("propose", report, "ngan", date(2026, 6, 15), 9, comment=words)
    words = "Bổ sung nguyên nhân hồ sơ đất đai quá hạn và việc sẽ làm."
    teller.take("ask_replacement", report, "phuc", date(2026, 6, 15), 14, comment=words)
    successor = Report.objects.filter(replaces=report).select_related("unit").first()
    day = date(2026, 6, 16)
    if successor is None or not teller.told(day):
        return
    reporttext.mend(teller, successor, "cao-xa", day)
    roads.sent(teller, successor, "cao-xa", day, day, SUCCESSOR_NUMBER)


def _conclude_half(teller: Teller, found: Round) -> None:
    successor = Report.objects.filter(replaces=report_of(found, "cao-xa")).first()
    if successor is not None:
        accepted(teller, successor, "ngan", date(2026, 6, 18), date(2026, 6, 19))


def _send_quarter_3(teller: Teller, found: Round) -> None:
    for code in ("tan-lap", "cao-xa"):
        out(teller, report_of(found, code), code, date(2026, 9, 10), date(2026, 9, 11), NUMBERS["q3"][code])
    mass2026.send(teller, found)


def _conclude_quarter_3(teller: Teller, found: Round) -> None:
    """Two are accepted in time for the sở's own report; xã Đồng Tâm's comes two weeks late."""
    for code in ("tan-lap", "cao-xa"):
        accepted(teller, report_of(found, code), officer_of(code), date(2026, 9, 14), date(2026, 9, 16))
    mass2026.conclude(teller, found)
    own2026.tell(teller, found)
    mass2026.late(teller, found)
    late = report_of(found, "dong-tam")
    late = out(teller, late, "dong-tam", date(2026, 9, 24), LATE_DAY, NUMBERS["q3"]["dong-tam"])
    words = "Đủ nội dung, gửi chậm 14 ngày; đề xuất tiếp nhận, đề nghị chốt số liệu chính thức."
    accepted(teller, late, "minh", date(2026, 9, 28), date(2026, 9, 29), words)


def _year(teller: Teller, found: Round) -> None:
    """Xã Tân Lập still fills its form, xã Đồng Tâm's waits for the chairman, phường Cao Xá's for the check."""
    counting.estimate(teller, form2026.YEAR)
    stages: dict[str, Callable[[Teller, Report], None]] = {
        "tan-lap": _filling, "dong-tam": _waiting, "cao-xa": _checking,
    }  # fmt: skip
    for code, stage in stages.items():
        stage(teller, report_of(found, code))


def _filling(teller: Teller, report: Report) -> None:
    reporttext.share_out(teller, report, date(2026, 11, 4), date(2026, 11, 17), date(2026, 11, 18))


def _waiting(teller: Teller, report: Report) -> None:
    if teller.told(date(2026, 11, 19)):
        reporttext.write(teller, report, "dong-tam", date(2026, 11, 19))
        to_chairman(teller, report, "dong-tam", date(2026, 11, 20))


def _checking(teller: Teller, report: Report) -> None:
    if teller.told(date(2026, 11, 20)):
        reporttext.write(teller, report, "cao-xa", date(2026, 11, 20))
        teller.take("submit", report, "daumoi.caoxa", date(2026, 11, 20), 9)


def _topic(teller: Teller, found: Round) -> None:
    """Xã Tân Lập's waits for the chairman, xã Đồng Tâm's for the reviewer, phường Cao Xá's for the conclusion."""
    report = report_of(found, "tan-lap")
    if teller.told(date(2026, 11, 19)):
        reporttext.write(teller, report, "tan-lap", date(2026, 11, 19))
        to_chairman(teller, report, "tan-lap", date(2026, 11, 20))
    out(teller, report_of(found, "dong-tam"), "dong-tam", date(2026, 11, 17), date(2026, 11, 18), 121)
    report = out(teller, report_of(found, "cao-xa"), "cao-xa", date(2026, 11, 16), date(2026, 11, 16), 147)
    report = teller.take("begin_review", report, "ngan", date(2026, 11, 18), 14)
    teller.take("propose", report, "ngan", date(2026, 11, 20), 10, comment="Đủ nội dung, đề xuất tiếp nhận.")
