"""Papers with a name that communes of the invented province wrote: a Chỉ thị that is out, a Thông báo in work."""

from datetime import date

from cchc_portal.demo import orders
from cchc_portal.demo.telling import Teller
from directives.models import Directive
from documents import actions

# (heading, text, lead, time, target) of each clause, as both papers have them.
Clause = tuple[str, str, str, str, str]

# fmt: off
DIRECTIVE: tuple[Clause, ...] = (
    ("Kỷ luật, kỷ cương", "Công chức có mặt đúng giờ, đeo thẻ khi tiếp dân; không hẹn người dân quá 02 lần cho một hồ sơ.",
     "Trung tâm Phục vụ hành chính công", "thường xuyên", ""),
    ("Hồ sơ trễ hạn", "Xin lỗi bằng văn bản và hẹn lại ngày trả với mọi hồ sơ trễ hạn.",
     "Trung tâm Phục vụ hành chính công", "thường xuyên", "100% hồ sơ trễ hạn có văn bản xin lỗi"),
    ("Tự kiểm tra", "Tự kiểm tra việc tiếp nhận, trả kết quả; báo cáo UBND phường.",
     "Phòng Văn hóa - Xã hội", "trước ngày 15/6/2026", ""),
)
NOTICE: tuple[Clause, ...] = (
    ("Kết quả 10 tháng", "Còn 3 nhiệm vụ chậm; tỷ lệ hồ sơ trực tuyến mới đạt 41%.", "", "", ""),
    ("Việc phải làm xong trong năm", "Hoàn thành khảo sát sự hài lòng và số hóa kết quả giải quyết TTHC.",
     "Trung tâm Phục vụ hành chính công", "trước ngày 20/12/2026", ""),
    ("Đào tạo", "Cử đủ người dự hai lớp còn lại.", "Văn phòng HĐND và UBND", "tháng 12/2026", ""),
)
# fmt: on
_ISSUED_ON, _PASSED_ON, _WRITTEN_ON = date(2026, 4, 14), date(2026, 4, 16), date(2026, 11, 19)
_ROOMS = ("cao-xa-vhxh", "cao-xa-ttpv")


def tell(teller: Teller) -> None:
    """Phường Cao Xá issued its Chỉ thị in April; xã Đồng Tâm writes its Thông báo now."""
    _issued(teller)
    _in_work(teller)


def _issued(teller: Teller) -> None:
    if not teller.told(_ISSUED_ON):
        return
    by, rooms = teller.user("daumoi.caoxa"), [teller.unit(code) for code in _ROOMS]
    with teller.on(_ISSUED_ON, 8):
        paper = actions.start_named(
            unit=teller.unit("cao-xa"),
            by=by,
            type_code="CT",
            title="Về việc tăng cường kỷ luật, kỷ cương hành chính trong giải quyết thủ tục cho người dân",
            opening="Để người dân không phải đi lại nhiều lần, Ủy ban nhân dân phường yêu cầu các phòng, trung tâm thực "
            "hiện các việc sau:",
            recipients=[{"name": unit.name, "unit": unit.pk} for unit in rooms],
            drafting_unit="VHXH",
        )
        _write(paper, DIRECTIVE, by=by)
    paper = teller.take("submit", paper, "daumoi.caoxa", _ISSUED_ON, 9)
    paper = teller.take("pass_checks", paper, "truongphong.caoxa", _ISSUED_ON, 10)
    paper = teller.take("sign", paper, "chutich.caoxa", _ISSUED_ON, 14)
    teller.issue(paper, "vanthu.caoxa", 2, _ISSUED_ON, 15)
    for directive in Directive.objects.filter(unit=teller.unit("cao-xa"), issued_document__source_kind=paper.kind):
        for code in _ROOMS:
            orders.acknowledge(teller, directive, code, "daumoi.caoxa", _PASSED_ON, "Đã quán triệt tại họp giao ban.")


def _in_work(teller: Teller) -> None:
    if not teller.told(_WRITTEN_ON):
        return
    by = teller.user("daumoi.dongtam")
    with teller.on(_WRITTEN_ON, 14):
        paper = actions.start_named(
            unit=teller.unit("dong-tam"),
            by=by,
            type_code="TB",
            title="Kết luận của Chủ tịch UBND xã tại họp giao ban về cải cách hành chính tháng 11 năm 2026",
            opening="Ngày 18/11/2026, Chủ tịch UBND xã chủ trì họp giao ban; sau khi nghe báo cáo, Chủ tịch kết luận:",
            recipients=[{"name": "Các phòng, trung tâm thuộc xã", "purpose": "act"}],
            drafting_unit="VHXH",
        )
        _write(paper, NOTICE, by=by)


def _write(paper, clauses: tuple[Clause, ...], *, by) -> None:
    for heading, text, lead, timing, target in clauses:
        actions.add_clause(paper, by=by, heading=heading, text=text, lead_text=lead, timing_text=timing, targets=target)
