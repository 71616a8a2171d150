"""One paper that fails and one that passes for every check."""

from dataclasses import replace
from datetime import date

import pytest

from documents.checks import CLAUSES, Finding, check_paper
from documents.layout import (
    Annex,
    Basis,
    Column,
    DashItem,
    Heading,
    Issuer,
    Paper,
    Paragraph,
    Recipient,
    Row,
    Signature,
    Table,
)

CHAIRMAN = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
KNOWN = {
    "76/NQ-CP": (date(2021, 7, 15), "Chính phủ"),
    "42/2022/NĐ-CP": (date(2022, 6, 24), "Chính phủ"),
    "137/KH-UBND": (date(2023, 6, 20), "Ủy ban nhân dân tỉnh Lạng Sơn"),
    "luat to chuc chinh quyen dia phuong": (date(2025, 6, 16), "Quốc hội"),
}
BASIS = Basis("Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách hành chính")
TASKS = Table((Column("Nhiệm vụ", 3), Column("Thời gian", 1)), (Row(("Rà soát thủ tục", "Quý II")),))
ANNEX = Annex("NHIỆM VỤ TRỌNG TÂM", (TASKS,), landscape=True)

PLAN = Paper(
    issuer=Issuer("ỦY BAN NHÂN DÂN XÃ TÂN LẬP", name_in_text="Ủy ban nhân dân xã Tân Lập"),
    symbol="KH-UBND",
    place="Tân Lập",
    subject="Cải cách hành chính năm 2026",
    type_name="KẾ HOẠCH",
    blocks=(
        BASIS,
        Heading("section", "Mục đích, yêu cầu"),
        Heading("clause", "Mục đích"),
        Paragraph("Nâng cao chất lượng phục vụ Nhân dân trên địa bàn xã."),
        Heading("section", "Tổ chức thực hiện"),
        Paragraph("Công chức chuyên môn báo cáo trước ngày 25/02/2026."),
    ),
    signature=Signature(CHAIRMAN, "Nguyễn Văn An"),
    recipients=(Recipient("Sở Nội vụ", purpose="report"),),
)
LETTER = replace(
    PLAN,
    type_name="",
    symbol="UBND-VHXH",
    addressees=("Sở Nội vụ",),
    subject="đăng ký việc đột phá",
    blocks=(Paragraph("Ủy ban nhân dân xã đăng ký một việc đột phá."),),
)
REPORT = replace(PLAN, type_name="BÁO CÁO", symbol="BC-UBND", addressees=("Sở Nội vụ",))


def saying(*texts: str) -> Paper:
    """The plan with these paragraphs as its body."""
    return replace(PLAN, blocks=tuple(Paragraph(text) for text in texts))


def codes(paper: Paper, **more) -> list[tuple[str, str]]:
    return [(found.code, found.level) for found in check_paper(paper, known=KNOWN, mandate=CHAIRMAN, **more)]


@pytest.mark.parametrize("paper", [PLAN, LETTER, REPORT], ids=["plan", "letter", "report"])
def test_good_paper_has_no_finding(paper):
    assert check_paper(paper, known=KNOWN, mandate=CHAIRMAN) == []


SIGNED = replace(PLAN, signature=Signature(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lý Thị Bình"))

# code, level, failing paper, place, sentence, passing paper
CASES = [
    ("L1", "warn", saying("Phục vụ tốt 😀"), "Toàn văn bản",
     "Ký tự “😀” không có trong phông chữ của văn bản nên không in được.", saying("Phục vụ tốt")),
    ("L2", "warn", saying("Xong trước ngày 5/6/2026"), "Phần mở đầu",
     "“5/6/2026” viết là “05/6/2026”: chỉ thêm số 0 trước ngày nhỏ hơn 10 và tháng 1, 2.",
     saying("Xong trước ngày 05/6/2026")),
    ("L2", "warn", saying("Xong trước ngày 31/02/2026"), "Phần mở đầu",
     "Ngày “31/02/2026” không có trong lịch.", saying("Xong trước ngày 28/02/2026")),
    ("L3", "warn", replace(PLAN, symbol="BC-UBND"), "Số, ký hiệu",
     "Kế hoạch của cơ quan này có ký hiệu “KH-UBND”, đang ghi “BC-UBND”.", PLAN),
    ("L3", "warn", replace(LETTER, symbol="KH-UBND-VHXH"), "Số, ký hiệu",
     "Công văn của cơ quan này có ký hiệu “UBND-…”, đang ghi “KH-UBND-VHXH”.", LETTER),
    ("L4", "block", SIGNED, "Chữ ký",
     "Thẩm quyền ký đã ghi nhận là “TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH”, văn bản đang ghi “KT. CHỦ TỊCH / PHÓ CHỦ TỊCH”.",
     PLAN),
    ("L4", "block", replace(PLAN, signature=Signature(())), "Chữ ký",
     "Chưa ghi quyền hạn, chức vụ của người ký.", PLAN),
    ("L4", "warn", replace(PLAN, signature=Signature(CHAIRMAN, "ThS. Nguyễn Văn An")), "Chữ ký",
     "Họ tên người ký “ThS. Nguyễn Văn An” không ghi học hàm, học vị, danh hiệu.", PLAN),
    ("L4", "warn", replace(PLAN, issuer=Issuer("HỘI ĐỒNG NHÂN DÂN XÃ TÂN LẬP"), symbol="KH-HĐND"), "Chữ ký",
     "Ký “TM. ỦY BAN NHÂN DÂN” nhưng cơ quan ban hành là “HỘI ĐỒNG NHÂN DÂN XÃ TÂN LẬP”.", PLAN),
    ("L5", "block", replace(LETTER, addressees=()), "Kính gửi", "Công văn chưa có “Kính gửi”.", LETTER),
    ("L5", "warn", replace(REPORT, addressees=()), "Kính gửi",
     "Báo cáo gửi cấp trên cần có “Kính gửi”.", REPORT),
    ("L5", "warn", replace(PLAN, addressees=("Sở Nội vụ",)), "Kính gửi",
     "Kế hoạch không có “Kính gửi”; nơi gửi ghi ở “Nơi nhận”.", PLAN),
    ("L6", "warn", replace(PLAN, archive=("VP", "HSCCHC")), "Nơi nhận",
     "Dòng cuối của nơi nhận là “Lưu: VT, …”, đang ghi “Lưu: VP, HSCCHC”.", PLAN),
    ("L6", "warn", replace(PLAN, recipients=()), "Nơi nhận", "Chưa có nơi nhận nào.", PLAN),
    ("L7", "block", saying("(Có phụ lục các nhiệm vụ trọng tâm kèm theo)"), "Phần mở đầu",
     "Nội dung nhắc “phụ lục các nhiệm vụ trọng tâm kèm theo” nhưng kế hoạch chưa có phụ lục.",
     replace(saying("(Có phụ lục các nhiệm vụ trọng tâm kèm theo)"), annexes=(ANNEX,))),
    ("L7", "block", replace(saying("Xem Phụ lục II của kế hoạch này"), annexes=(ANNEX,)), "Phần mở đầu",
     "Nội dung nhắc “Phụ lục II” nhưng kế hoạch chỉ có 1 phụ lục.",
     replace(saying("Xem Phụ lục II của kế hoạch này"), annexes=(ANNEX, ANNEX))),
    ("L7", "warn", replace(PLAN, annexes=(ANNEX,)), "Phụ lục",
     "Kế hoạch có phụ lục nhưng nội dung chưa nhắc đến.",
     replace(saying("Nhiệm vụ cụ thể tại Phụ lục kèm theo Kế hoạch này"), annexes=(ANNEX,))),
    ("L8", "warn", saying("a) Một", "b) Hai", "c) Ba", "d) Bốn", "e) Năm"), "Phần mở đầu",
     "Sau điểm d) là điểm e), thiếu điểm đ). Thứ tự các điểm: a, b, c, d, đ, e, g, h, i, k.",
     saying("a) Một", "b) Hai", "c) Ba", "d) Bốn", "đ) Năm", "e) Sáu", "g) Bảy")),
    ("L8", "warn", replace(PLAN, blocks=(Heading("section", "Chung"), Heading("point", "a) Chỉ tiêu"), Paragraph("Hết"))),
     "Mục I.a", "Số thứ tự được đánh tự động. Bỏ “a)” đã gõ ở đầu.",
     replace(PLAN, blocks=(Heading("section", "Chung"), Heading("point", "Chỉ tiêu"), Paragraph("Hết")))),
    ("L9", "warn", saying("II. Nhiệm vụ") , "Phần mở đầu",
     "Bắt đầu từ mục II, thiếu mục I.", saying("I. Mục đích", "II. Nhiệm vụ")),
    ("L9", "warn", saying("1. Chỉ đạo", "2. Thể chế", "3. Thủ tục", "5. Công vụ"), "Phần mở đầu",
     "Sau mục 3 là mục 5, thiếu mục 4.", saying("1. Chỉ đạo", "2. Thể chế", "3. Thủ tục", "4. Bộ máy")),
    ("L10", "warn",
     replace(PLAN, blocks=(Basis(BASIS.text + "; Kế hoạch năm của tỉnh"), *PLAN.blocks[1:])), "Căn cứ",
     "Một dòng đang ghi nhiều căn cứ. Tách mỗi căn cứ một dòng.",
     replace(PLAN, blocks=(BASIS, Basis("Căn cứ kế hoạch năm của tỉnh;"), *PLAN.blocks[1:]))),
    ("L10", "warn", replace(PLAN, blocks=(*PLAN.blocks[1:-1], BASIS, PLAN.blocks[-1])), "Căn cứ",
     "Các căn cứ đứng liền nhau ở đầu văn bản.", PLAN),
    ("L10", "warn", saying("Căn cứ tình hình của xã", "Xã ban hành kế hoạch"), "Phần mở đầu",
     "Dòng căn cứ kết thúc bằng dấu “;”, dòng cuối cùng bằng dấu “.”.",
     saying("Căn cứ tình hình của xã.", "Xã ban hành kế hoạch")),
    ("L11", "warn", saying("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Thủ tướng Chính phủ"), "Phần mở đầu",
     "Nghị định 42/2022/NĐ-CP là của Chính phủ, đang ghi “của Thủ tướng Chính phủ”.",
     saying("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ")),
    ("L11", "warn", saying("Nghị quyết số 76/NQ-CP ngày 15/7/2020 của Chính phủ"), "Phần mở đầu",
     "Nghị quyết 76/NQ-CP ban hành ngày 15/7/2021, đang ghi ngày 15/7/2020.",
     saying("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ")),
    ("L11", "warn", saying("Kế hoạch số 137/KH-UBND ngày 20/6/2023 của UBND huyện Văn Quan"), "Phần mở đầu",
     "Kế hoạch 137/KH-UBND là của Ủy ban nhân dân tỉnh Lạng Sơn, đang ghi “của UBND huyện Văn Quan”.",
     saying("Kế hoạch số 137/KH-UBND ngày 20/6/2023 của UBND tỉnh")),
    ("L11", "warn", saying("Nghị quyết số 99/NQ-CP ngày 15/7/2021 của Chính phủ"), "Phần mở đầu",
     "Nghị quyết 99/NQ-CP chưa có trong danh mục văn bản. Kiểm tra lại số, hoặc thêm vào danh mục.",
     saying("Luật Tổ chức chính quyền địa phương ngày 16/6/2025")),
    ("L11", "warn", saying("Nghị quyết số 76/NQ-CP về cải cách"), "Phần mở đầu",
     "Nghị quyết 76/NQ-CP: lần nhắc đầu tiên ghi đủ ngày và cơ quan ban hành.",
     saying("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về cải cách", "Theo Nghị quyết số 76/NQ-CP")),
    ("L13", "warn", saying("Đề nghị các bộ phận thực hiện./.", "Hết"), "Phần mở đầu",
     "Dấu “./.” chỉ ghi một lần, ở cuối văn bản.", saying("Đề nghị các bộ phận thực hiện./.")),
    ("L13", "warn", replace(PLAN, blocks=(*PLAN.blocks, TASKS)), "Cuối văn bản",
     "Văn bản chưa có câu kết để ghi dấu “./.”.", replace(PLAN, blocks=(*PLAN.blocks, TASKS, Paragraph("Thực hiện")))),
    ("VH", "warn", saying("Theo khoản 2 điều 15 của quy chế"), "Phần mở đầu",
     "“điều 15” viết hoa chữ “Điều” khi viện dẫn.", saying("Theo khoản 2 Điều 15 của quy chế")),
    ("VH", "warn", saying("Theo Khoản 2 Điều 15 của quy chế", "tại Khoản 3"), "Phần mở đầu",
     "“Khoản 2” viết thường chữ “khoản” khi viện dẫn.", saying("Khoản 2 viết ở đầu câu")),
    ("VH", "warn", saying("Phục vụ nhân dân"), "Phần mở đầu",
     "“nhân dân” viết hoa là “Nhân dân”.", saying("Ủy ban nhân dân và Hội đồng nhân dân phục vụ Nhân dân")),
    ("VH", "warn", saying("Yêu cầu cán bộ, Công chức thực hiện"), "Phần mở đầu",
     "“Công chức” viết thường khi đứng giữa câu.", saying("Công chức thực hiện", "Yêu cầu công chức thực hiện")),
    ("VH", "warn", saying("Trên địa bàn Xã Tân Lập"), "Phần mở đầu",
     "“Xã” viết thường trước tên riêng.", saying("Trên địa bàn xã Tân Lập")),
    ("M99", "warn", saying("Xếp hạng UBND các xã, thị trấn"), "Phần mở đầu",
     "Phần mở đầu nhắc “UBND các xã, thị trấn”: các đơn vị này không thuộc xã. Có thể còn chữ của kế hoạch cấp trên.",
     saying("Xếp hạng các bộ phận của xã")),
    ("M99", "warn", saying("Phát triển kinh tế của huyện"), "Phần mở đầu",
     "Phần mở đầu nhắc “của huyện”: đơn vị này không thuộc xã. Có thể còn chữ của kế hoạch cấp trên.",
     saying("Theo chỉ đạo của huyện", "Báo cáo UBND huyện")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "level", "failing", "place", "sentence", "passing"),
    CASES,
    ids=[f"{row[0]}-{index}" for index, row in enumerate(CASES)],
)
def test_check_finds_and_lets_pass(code, level, failing, place, sentence, passing):
    found = Finding(code, place, level, sentence, CLAUSES[code])
    assert [f for f in check_paper(failing, known=KNOWN, mandate=CHAIRMAN) if f.sentence == sentence] == [found]
    assert [f for f in check_paper(passing, known=KNOWN, mandate=CHAIRMAN) if f.code == code] == []


def test_every_code_has_its_case():
    assert {row[0] for row in CASES} == set(CLAUSES)


def test_place_names_the_headings_and_ref_the_field():
    blocks = (
        Heading("section", "Chung"),
        Heading("section", "Nhiệm vụ"),
        Heading("clause", "Thể chế"),
        Heading("point", "Chỉ tiêu"),
        DashItem("Phục vụ nhân dân", ref="target-7"),
        Heading("clause", "Thủ tục"),
        Paragraph("Xong ngày 5/6/2026", ref="task-3"),
    )
    found = check_paper(replace(PLAN, blocks=blocks))
    assert [(f.code, f.place, f.ref) for f in found] == [
        ("L2", "Mục II.2", "task-3"),
        ("VH", "Mục II.1.a", "target-7"),
    ]


def test_footnotes_and_table_cells_are_read_as_well():
    table = replace(TASKS, rows=(Row(("Xong ngày 5/6/2026", "Quý II"), ref="task-9"),))
    paper = replace(
        saying("Số hóa hồ sơ{{note:Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Thủ tướng Chính phủ}} theo phụ lục"),
        annexes=(Annex("NHIỆM VỤ", (table,)),),
    )
    assert [(f.code, f.place, f.ref) for f in check_paper(paper)] == [
        ("L2", "Phụ lục, bảng, dòng 1", "task-9"),
        ("L11", "Phần mở đầu, chú thích", ""),
    ]


@pytest.mark.parametrize(
    "text",
    ["Mẫu tại Phụ lục II ban hành kèm theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ",
     "Theo phụ lục của Thông tư số 01/2018/TT-VPCP ngày 23/11/2018 của Văn phòng Chính phủ"],
)  # fmt: skip
def test_annex_of_another_document_is_not_ours(text):
    assert check_paper(saying(text)) == []


def test_citation_of_a_higher_plan_is_not_a_leftover():
    text = "Kế hoạch số 60/KH-UBND ngày 15/02/2023 của UBND huyện về chuyển đổi số trên địa bàn huyện Văn Quan"
    assert check_paper(saying(text)) == []


def test_a_province_may_name_its_communes():
    paper = replace(saying("UBND các xã, phường thực hiện"), issuer=Issuer("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN"))
    assert check_paper(paper) == []


def test_registry_may_be_a_function_and_may_be_left_out():
    paper = saying("Nghị quyết số 99/NQ-CP ngày 15/7/2021 của Chính phủ")
    assert [f.code for f in check_paper(paper, known=lambda key: None)] == ["L11"]
    assert check_paper(paper) == []


def test_one_finding_is_given_once():
    paper = saying("Phục vụ nhân dân", "Phục vụ nhân dân")
    assert codes(paper) == [("VH", "warn")]
