"""The guides by which the invented Sở Nội vụ asks the communes for their plans of 2026 and 2027."""

from datetime import date

from cchc_portal.demo.content import Assigned, Cited, DirectiveContent, GivenItem, Line, TaskLine
from cchc_portal.demo.places import rooms_of
from cchc_portal.demo.plan2026 import DOCUMENTS, GUIDES

# fmt: off
_BY_KEY = {row.key: row for row in DOCUMENTS}
_COMMUNES = "UBND các xã, phường"
# What each guide carries out: the plan of the stage came after the first of them.
_CARRIED_OUT = {2026: ("nq76",), 2027: ("nq76", "qd282")}


def _communes(timing: str = "", due_on: date | None = None, channel: str = "") -> tuple[Assigned, ...]:
    return (Assigned(_COMMUNES, group="communes-wards", timing=timing, due_on=due_on, channel=channel),)


def _items(year: int, due: date, survey: str) -> tuple[GivenItem, ...]:
    return (
        GivenItem("1", "", heading="Ban hành kế hoạch CCHC", kind="heading", assigned=_communes(), children=(
            GivenItem("a", f"Ban hành Kế hoạch CCHC năm {year}, đủ 6 nội dung, mỗi nhiệm vụ có sản phẩm, đơn vị chủ trì và "
                      "thời gian.", assigned=_communes(f"chậm nhất ngày {due:%d/%m/%Y}", due, "Cổng kế hoạch CCHC")),
            GivenItem("b", "Phân công một công chức làm đầu mối CCHC của xã, phường."),
        )),
        GivenItem("2", "", "TTHC", heading="Nhiệm vụ trọng tâm", kind="heading", assigned=_communes(), children=(
            GivenItem("a", "Khảo sát sự hài lòng của người dân, tổ chức tại Trung tâm Phục vụ hành chính công.", "TTHC",
                      assigned=_communes(survey), targets=("Tỷ lệ hài lòng của người dân, tổ chức đạt từ 95% trở lên",
                                                           )),
            GivenItem("b", "Rà soát, công khai TTHC đang thực hiện bằng hai hình thức, tại trụ sở và trên trang thông "
                           "tin điện tử.", "TTHC", assigned=_communes("Quý I")),
            GivenItem("c", "Số hóa kết quả giải quyết TTHC còn hiệu lực.", "CQS", assigned=_communes("Quý IV"),
                      targets=("Tối thiểu 60% kết quả giải quyết TTHC còn hiệu lực được số hóa",)),
        )),
        GivenItem("3", "Báo cáo CCHC hằng quý, 6 tháng, năm theo thời hạn của đợt báo cáo.", "CD",
                  assigned=_communes("hằng quý", None, "Cổng kế hoạch CCHC")),
    )


def _content(year: int, due: date, survey: str) -> DirectiveContent:
    guide = _BY_KEY[GUIDES[year]]
    return DirectiveContent(
        type_name=guide.type_name,
        number=guide.number,
        issued_on=guide.issued_on,
        issuer=guide.issuer,
        subject=guide.subject,
        place_name="Hòa Giang",
        signer_name="Trịnh Hồng Phúc",
        signer_title="Phó Giám đốc",
        signer_capacity="KT",
        archive_text="VT, CCHC",
        documents=tuple(_BY_KEY[key] for key in _CARRIED_OUT[year]),
        cited=tuple(Cited(key) for key in _CARRIED_OUT[year]),
        lines=(
            Line(_COMMUNES, block="addressed", group="communes-wards", purpose="carry_out"),
            Line("Như trên", purpose="carry_out"),
            Line("UBND tỉnh", unit="hoa-giang", purpose="report"),
        ),
        items=_items(year, due, survey),
    )


CONTENTS = {
    2026: _content(2026, date(2026, 2, 28), "Quý III"),
    2027: _content(2027, date(2026, 12, 15), "Quý II"),
}
ACKNOWLEDGED = {
    2026: (("tan-lap", date(2026, 1, 6)), ("cao-xa", date(2026, 1, 7))),
    2027: (("tan-lap", date(2026, 11, 3)), ("cao-xa", date(2026, 11, 4))),
}


def taken(code: str) -> tuple[tuple[tuple[str, TaskLine], ...], tuple[str, ...]] | None:
    """What a commune takes from the guide into its plan: items by their first words, with what completes each
    task, and targets by theirs; None for a commune that types its plan itself."""
    rooms = rooms_of(code)
    focal = ("Phân công một công chức", TaskLine("", "QĐ", "", rooms["vhxh"], (rooms["vp"],), "Quý I"))
    published = ("Rà soát, công khai TTHC", TaskLine("", "TB", "", rooms["ttpv"], (rooms["vp"],)))
    by_code = {
        "tan-lap": ((focal, published), ("Tỷ lệ hài lòng",)),
        "cao-xa": ((focal,), ("Tối thiểu 60%",)),
    }
    return by_code.get(code)
