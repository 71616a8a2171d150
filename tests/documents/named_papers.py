"""One Chỉ thị, Quyết định, Thông báo and Tờ trình of the cast's commune, with invented words."""

from datetime import date

from documents import actions
from documents.models import KnownDocument, NamedDocument, SigningMandate
from documents.named import levels
from tests.cast import START, Cast

T = NamedDocument.Type
TYPES = tuple(T.values)
TITLES = {
    T.DIRECTIVE: "Về việc chấn chỉnh tiếp nhận hồ sơ tại Bộ phận Một cửa",
    T.DECISION: "Về việc thành lập Tổ giúp việc cải cách hành chính",
    T.NOTICE: "Kết luận cuộc họp giao ban tháng 11 năm 2026",
    T.PROPOSAL: "Về việc bổ sung máy quét cho Bộ phận Một cửa",
}
LAST = "Văn phòng theo dõi, báo cáo kết quả."


def law() -> KnownDocument:
    """A resolution that everybody knows."""
    facts = {
        "type_name": "Nghị quyết",
        "number_key": "76/NQ-CP",
        "issuer": "Chính phủ",
        "issued_on": date(2021, 7, 15),
        "subject": "ban hành Chương trình tổng thể cải cách hành chính",
    }
    return KnownDocument.objects.get_or_create(number="76/NQ-CP", defaults=facts)[0]


def own_mandate(cast: Cast, *types: str) -> SigningMandate:
    """The chairman signs papers of the types by the chairman's own power."""
    return SigningMandate.objects.create(
        unit=cast.commune,
        official=cast.chairman.official,
        capacity=SigningMandate.Capacity.OWN,
        title="Chủ tịch",
        types=list(types),
        valid_from=START,
    )


def named_paper(cast: Cast, type_code: str, **facts) -> NamedDocument:
    """A complete draft of the type, begun by the focal point, with clauses on every level."""
    values = {
        "title": TITLES[type_code],
        "opening": ""
        if type_code == T.DECISION
        else "Để làm tốt việc tiếp nhận hồ sơ, yêu cầu thực hiện các việc sau:",
        "proposed_by": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã" if type_code == T.DECISION else "",
        "addressees": [{"name": "Sở Nội vụ tỉnh Thử"}] if type_code == T.PROPOSAL else [],
        "recipients": [{"name": "Các thôn", "purpose": "act"}],
        "drafting_unit": "VP",
        "sections": type_code == T.NOTICE,
    }
    document = actions.start_named(unit=cast.commune, by=cast.focal, type_code=type_code, **(values | facts))
    if type_code == T.DECISION:
        actions.add_basis(document, by=cast.focal, text="Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025")
        actions.add_basis(document, by=cast.focal, known=law())
    first = actions.add_clause(document, by=cast.focal, heading="Tiếp nhận hồ sơ")
    second = actions.add_clause(document, by=cast.focal, parent=first, text="Bộ phận Một cửa:\nTiếp nhận đúng giờ.")
    third = actions.add_clause(
        document,
        by=cast.focal,
        parent=second,
        text="Niêm yết đủ thủ tục.",
        lead_text="Bộ phận Một cửa",
        timing_text="trước ngày 15/12/2026",
        targets="100% thủ tục được niêm yết",
    )
    if len(levels(document)) > 3:
        actions.add_clause(document, by=cast.focal, parent=third, text="Bảng niêm yết đặt ở nơi dễ thấy.")
    actions.add_clause(document, by=cast.focal, heading="Tổ chức thực hiện", text=LAST)
    document.refresh_from_db()
    return document
