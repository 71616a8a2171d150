"""The four named papers as printed (NĐ 30/2020/NĐ-CP, Phụ lục I; Phụ lục III, Mẫu 1.3, 1.4), and their checks."""

import dataclasses
import json

import pytest

from documents import actions, papers
from documents.checks import check_paper
from documents.layout import Basis, Formula, Heading, canonical_json, from_dict
from documents.models import NamedClause
from documents.named import read
from documents.papers import gives_of
from tests.cast import Cast
from tests.documents.measures import Print
from tests.documents.named_papers import LAST, TITLES, TYPES, T, named_paper, own_mandate

pytestmark = pytest.mark.django_db

NEAR = 0.15
TEXT_CENTRE, RIGHT_HALF, INDENT = 110, 148, 42.7
REGULAR, BOLD, ITALIC = (frozenset({f"CCHC-Times{style}"}) for style in ("", "-Bold", "-Italic"))
# clause, phrase, size in pt, face, centre or left edge in mm
EVERY = [
    ("V.1 Quốc hiệu 12-13", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, BOLD, ("centre", 143)),
    ("V.2 cơ quan ban hành 12-13", "XÃ MỘT", 12, BOLD, ("centre", 63)),
    ("V.8 danh sách nơi nhận 11", "- Các thôn (để thực hiện);", 11, REGULAR, ("left", 30)),
    ("V.8 lưu 11", "- Lưu: VT, VP.", 11, REGULAR, ("left", 30)),
    ("V.7 họ tên 13-14", "Phạm Văn Tịch", 14, BOLD, ("centre", RIGHT_HALF)),
    ("III, ends", LAST.rstrip(".") + "./.", 14, REGULAR, ("left", INDENT)),
]
OF_TYPE = {
    T.DIRECTIVE: [
        ("V.5a tên loại", "CHỈ THỊ", 14, BOLD, ("centre", TEXT_CENTRE)),
        ("V.6 khoản có tiêu đề", "1. Tiếp nhận hồ sơ", 14, BOLD, ("left", INDENT)),
        ("V.6 điểm", "a) Bộ phận Một cửa:", 14, REGULAR, ("left", INDENT)),
        ("V.6 gạch đầu dòng", "- Niêm yết đủ thủ tục.", 14, REGULAR, ("left", INDENT)),
    ],
    T.DECISION: [
        ("V.5a tên loại", "QUYẾT ĐỊNH", 14, BOLD, ("centre", TEXT_CENTRE)),
        ("Mẫu 1.3 thẩm quyền", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ MỘT", 14, BOLD, ("centre", TEXT_CENTRE)),
        ("V.6 căn cứ", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;", 14, ITALIC, ("left", INDENT)),
        ("V.6 căn cứ cuối", "Theo đề nghị của Văn phòng Hội đồng nhân dân", 14, ITALIC, ("left", INDENT)),
        ("Mẫu 1.3", "QUYẾT ĐỊNH:", 14, BOLD, ("centre", TEXT_CENTRE)),
        ("V.6 điều", "Điều 1. Tiếp nhận hồ sơ", 14, BOLD, ("left", INDENT)),
        ("V.6 khoản không có tiêu đề", "1. Bộ phận Một cửa:", 14, REGULAR, ("left", INDENT)),
        ("V.6 điểm", "a) Niêm yết đủ thủ tục.", 14, REGULAR, ("left", INDENT)),
    ],
    T.NOTICE: [
        ("V.5a tên loại", "THÔNG BÁO", 14, BOLD, ("centre", TEXT_CENTRE)),
        ("V.6 mục", "I. TIẾP NHẬN HỒ SƠ", 14, BOLD, ("left", INDENT)),
        ("V.6 khoản không có tiêu đề", "1. Bộ phận Một cửa:", 14, REGULAR, ("left", INDENT)),
    ],
    T.PROPOSAL: [
        ("V.5a tên loại", "TỜ TRÌNH", 14, BOLD, ("centre", TEXT_CENTRE)),
        ("V.8 Kính gửi", "Kính gửi: Sở Nội vụ tỉnh Thử", 14, REGULAR, ("centre", TEXT_CENTRE)),
        ("V.8 như trên", "- Như trên;", 11, REGULAR, ("left", 30)),
    ],
}
SIGNED = {
    T.DIRECTIVE: ("CHỦ TỊCH",),
    T.DECISION: ("CHỦ TỊCH",),
    T.NOTICE: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    T.PROPOSAL: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
}


def paper_of(cast: Cast, type_code: str):
    """The paper of the type where the chairman signs directives and decisions by the chairman's own power."""
    own_mandate(cast, T.DIRECTIVE, T.DECISION)
    return papers.build(named_paper(cast, type_code))


@pytest.mark.parametrize("type_code", TYPES)
def test_every_component_stands_as_the_decree_has_it(cast, type_code):
    paper = dataclasses.replace(paper_of(cast, type_code), number="7")
    sheet = Print(paper)
    title = ("V.5a trích yếu", TITLES[type_code], 14, BOLD, ("centre", TEXT_CENTRE))
    number = ("V.3 số, ký hiệu 13", f"Số: 07/{type_code}-UBND", 13, REGULAR, ("centre", 63))
    for clause, phrase, size, face, (edge, at) in [*EVERY, title, number, *OF_TYPE[type_code]]:
        words = sheet.words(1, phrase)
        assert (words.size, words.fonts) == (size, face), clause
        assert getattr(words, edge) == pytest.approx(at, abs=NEAR), clause
    assert len(sheet.sizes) == 1
    assert paper.signature.capacity == SIGNED[type_code]


@pytest.mark.parametrize("type_code", TYPES)
def test_a_complete_paper_has_no_finding_and_reads_back_from_its_frozen_form(cast, type_code):
    paper = paper_of(cast, type_code)
    assert check_paper(paper) == []
    assert from_dict(json.loads(canonical_json(paper))) == paper


def test_a_decision_names_the_committee_where_the_chairman_signs_for_it(cast):
    paper = papers.build(named_paper(cast, T.DECISION))
    assert paper.blocks[0] == Formula("ỦY BAN NHÂN DÂN XÃ MỘT", ref="authority")


@pytest.mark.parametrize(
    ("type_code", "change", "code"),
    [
        (T.DIRECTIVE, {"addressees": ("Sở Nội vụ",)}, "L5"),
        (T.NOTICE, {"addressees": ("Sở Nội vụ",)}, "L5"),
        (T.PROPOSAL, {"addressees": ()}, "L5"),
        (T.DECISION, {"symbol": "CT-UBND"}, "L3"),
        (T.DECISION, {"recipients": ()}, "L6"),
        (T.DIRECTIVE, {"archive": ("VP",)}, "L6"),
        (
            T.DECISION,
            {"blocks": (Basis("Nghị quyết số 76/NQ-CP"), Formula("QUYẾT ĐỊNH:"), Heading("article", "Xong"))},
            "L10",
        ),
        (T.DECISION, {"blocks": (Heading("article", "Xong"), Basis("Căn cứ tình hình")) * 2}, "L10"),
        (T.DECISION, {"blocks": (Formula("QUYẾT ĐỊNH:"),)}, "L13"),
        (T.NOTICE, {"blocks": (Heading("clause", "1. Việc thứ nhất"),)}, "L9"),
        (T.NOTICE, {"blocks": (Heading("clause", "Theo khoản 1 điều 5"),)}, "VH"),
    ],
)
def test_what_is_wrong_is_found(cast, type_code, change, code):
    paper = dataclasses.replace(paper_of(cast, type_code), **change)
    assert code in {found.code for found in check_paper(paper)}


def test_places_of_a_decision_are_called_by_their_article(cast):
    document = named_paper(cast, T.DECISION)
    wrong = NamedClause.objects.filter(document=document).order_by("pk")[2]
    actions.change_clause(wrong, by=cast.focal, text="Làm theo khoản 2 điều 5.")
    found = check_paper(papers.build(document))
    assert [(one.code, one.place) for one in found] == [("VH", "Điều 1, khoản 1, điểm a")]
    assert [node.place for node in read(document).flat][2] == "điểm a khoản 1 Điều 1"


class TestWhatIsGiven:
    """A directive and a notice give every clause, a decision the marked ones, a proposal none."""

    @pytest.mark.parametrize(
        ("type_code", "kinds"),
        [
            (T.DIRECTIVE, ["heading", "work", "work", "work"]),
            (T.NOTICE, ["heading", "work", "work", "work", "work"]),
            (T.DECISION, ["heading", "statement", "work", "statement", "statement"]),
            (T.PROPOSAL, []),
        ],
    )
    def test_by_type(self, cast, type_code, kinds):
        def walk(rows):
            for row in rows:
                yield row
                yield from walk(row.children)

        assert [row.kind for row in walk(gives_of(named_paper(cast, type_code)))] == kinds

    def test_marks_leads_times_and_targets_go_along(self, cast):
        first = gives_of(named_paper(cast, T.DIRECTIVE))[0]
        dash = first.children[0].children[0]
        assert (first.marker, first.heading, first.children[0].marker, dash.marker) == (
            "1",
            "Tiếp nhận hồ sơ",
            "a",
            "-",
        )
        assert (dash.lead_text, dash.timing_text) == ("Bộ phận Một cửa", "trước ngày 15/12/2026")
        assert dash.targets == ("100% thủ tục được niêm yết",)
