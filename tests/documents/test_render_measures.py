"""A rendered paper measured against Nghị định 30/2020/NĐ-CP, Phụ lục I.

Each expectation names its clause: I is the page (domain notes 1.1), II the
components (1.2, 1.3), III the annexes (1.8), V the table of letters (1.3).
"""

import dataclasses
import io
from datetime import date
from functools import cache
from itertools import pairwise

import pdfplumber
import pytest
from fontTools.ttLib import TTFont

from documents.layout import (
    Annex,
    Column,
    GroupRow,
    Heading,
    Paper,
    PaperStyle,
    Paragraph,
    Row,
    Table,
    issued,
)
from documents.render import STATIC, render_pdf
from tests.documents.measures import MM, Print, Words
from tests.documents.papers import FOOTNOTE, letter_paper, plan_paper, task_table

NEAR = 0.15  # mm; sizes and rules are exact to a hundredth, text edges have side bearings
LEFT, RIGHT, TOP, BOTTOM = 30, 190, 20, 277
TEXT_CENTRE = 110
LEFT_COLUMN, RIGHT_COLUMN = 63, 143

REGULAR, BOLD, ITALIC, BOLD_ITALIC = (
    frozenset({f"CCHC-Times{style}"}) for style in ("", "-Bold", "-Italic", "-Bold-Italic")
)
BLACK = frozenset({(0.0, 0.0, 0.0)})


def issued_plan() -> Paper:
    return issued(plan_paper(medium="paper"), 19, date(2026, 3, 3))


@cache
def plan() -> Print:
    return Print(issued_plan())


@cache
def letter() -> Print:
    return Print(letter_paper())


# clause, print, phrase, size in pt, face
COMPONENTS = [
    ("V.1 Quốc hiệu 12-13", plan, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, BOLD),
    ("V.1 Tiêu ngữ 13-14", plan, "Độc lập - Tự do - Hạnh phúc", 13, BOLD),
    ("V.2 cơ quan chủ quản 12-13", letter, "TỈNH MẪU", 12, REGULAR),
    ("V.2 cơ quan ban hành 12-13", plan, "XÃ SUỐI TRONG", 12, BOLD),
    ("V.2 cơ quan ban hành 12-13", letter, "SỞ NỘI VỤ", 12, BOLD),
    ("V.3 số, ký hiệu 13", plan, "Số: 19/KH-UBND", 13, REGULAR),
    ("V.3 số, ký hiệu 13", letter, "Số: 07/SNV-CCHC", 13, REGULAR),
    ("V.4 địa danh, thời gian 13-14", plan, "Suối Trong, ngày 03 tháng 3 năm 2026", 13, ITALIC),
    ("V.5a tên loại 13-14", plan, "KẾ HOẠCH", 14, BOLD),
    ("V.5a trích yếu 13-14", plan, "Cải cách hành chính xã Suối Trong năm 2026", 14, BOLD),
    ("V.5b trích yếu công văn 12-13", letter, "V/v gửi kế hoạch", 12, REGULAR),
    ("V.6 căn cứ 13-14", plan, "Căn cứ Nghị quyết số", 14, ITALIC),
    ("V.6 nội dung 13-14", plan, "Giữ nhịp làm việc đều;", 14, REGULAR),
    ("V.6 mục", plan, "I. MỤC ĐÍCH, YÊU CẦU", 14, BOLD),
    ("V.6 khoản có tiêu đề", plan, "1. Mục đích", 14, BOLD),
    ("V.6 khoản không có tiêu đề", letter, "1. Kế hoạch nêu đủ", 14, REGULAR),
    ("V.6 điểm", plan, "a) Chỉ tiêu", 14, REGULAR),
    ("V.7 quyền hạn, chức vụ 13-14", plan, "TM. ỦY BAN NHÂN DÂN", 14, BOLD),
    ("V.7 quyền hạn, chức vụ 13-14", plan, "KT. CHỦ TỊCH", 14, BOLD),
    ("V.7 họ tên 13-14", plan, "Lò Thị Mẫu", 14, BOLD),
    ("V.8 Kính gửi 13-14", letter, "Kính gửi:", 14, REGULAR),
    ("V.8 nơi nhận 12", plan, "Nơi nhận:", 12, BOLD_ITALIC),
    ("V.8 danh sách nơi nhận 11", plan, "- Sở Nội vụ (để báo cáo);", 11, REGULAR),
    ("V.8 lưu 11", plan, "- Lưu: VT, VPTK.", 11, REGULAR),
    ("V.9 phụ lục 14", plan, "Phụ lục", 14, BOLD),
    ("V.9 tên phụ lục 13-14", plan, "DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026", 14, BOLD),
    ("V.9 kèm theo 13-14", plan, "(Kèm theo Kế hoạch số 19/KH-UBND ngày 03 tháng 3", 14, ITALIC),
    ("V.11 ký hiệu người soạn thảo 11", letter, "LTM.(45)", 11, REGULAR),
    ("V.12 địa chỉ 11-12", letter, "Địa chỉ: Số 1 đường Mẫu", 11, REGULAR),
    ("V.13 phạm vi lưu hành 13-14", letter, "LƯU HÀNH NỘI BỘ", 13, BOLD),
]


def find(sheet: Print, phrase: str) -> tuple[int, Words]:
    # "Phụ lục" is named in the body before it opens the annex.
    page = 3 if phrase == "Phụ lục" else sheet.page_of(phrase)
    return page, sheet.words(page, phrase)


@pytest.mark.parametrize(("clause", "sheet", "phrase", "size", "face"), COMPONENTS, ids=lambda value: str(value)[:30])
def test_component_has_its_size_style_and_colour(clause, sheet, phrase, size, face):
    _, words = find(sheet(), phrase)
    assert (words.size, words.fonts, words.colours) == (size, face, BLACK), clause


@pytest.mark.parametrize(
    ("clause", "sheet", "phrase", "centre"),
    [
        ("II.1 ô 1", plan, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT_COLUMN),
        ("II.1 ô 1", plan, "Độc lập - Tự do - Hạnh phúc", RIGHT_COLUMN),
        ("II.2 ô 2", plan, "ỦY BAN NHÂN DÂN", LEFT_COLUMN),
        ("II.2 ô 2", letter, "SỞ NỘI VỤ", LEFT_COLUMN),
        ("II.3 ô 3", plan, "Số: 19/KH-UBND", LEFT_COLUMN),
        ("II.4 ô 4", plan, "Suối Trong, ngày 03 tháng 3 năm 2026", RIGHT_COLUMN),
        ("II.5 ô 5a", plan, "KẾ HOẠCH", TEXT_CENTRE),
        ("II.5 ô 5a", plan, "Cải cách hành chính xã Suối Trong năm 2026", TEXT_CENTRE),
        ("II.10 ô 10b", letter, "THƯỢNG KHẨN", LEFT_COLUMN),
        ("II.7 ô 7a", plan, "TM. ỦY BAN NHÂN DÂN", 148),
        ("II.7 ô 7b", plan, "Lò Thị Mẫu", 148),
        ("III.1", plan, "DANH MỤC NHIỆM VỤ TRỌNG TÂM NĂM 2026", 30 + 247 / 2),
    ],
)
def test_component_is_centred_in_its_box(clause, sheet, phrase, centre):
    _, words = find(sheet(), phrase)
    assert words.centre == pytest.approx(centre, abs=NEAR), clause


@pytest.mark.parametrize(
    ("clause", "sheet", "left", "right"),
    [
        ("ô 3 and ô 4 stand on one line", plan, "Số: 19/KH-UBND", "Suối Trong, ngày 03"),
        ("ô 3 and ô 4 stand on one line", letter, "Số: 07/SNV-CCHC", "Thành Mẫu, ngày 05"),
        ("ô 1 and ô 2 start on one line", plan, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI"),
        ("ô 9b is level with ô 7a", plan, "Nơi nhận:", "TM. ỦY BAN"),
        ("ô 9b is level with ô 7a", letter, "Nơi nhận:", "GIÁM ĐỐC"),
    ],
)
def test_components_stand_on_one_line(clause, sheet, left, right):
    page, first = find(sheet(), left)
    assert first.baseline == pytest.approx(sheet().words(page, right).baseline, abs=0.02), clause


@pytest.mark.parametrize(
    ("clause", "sheet", "phrase", "shortest", "longest"),
    [
        ("II.1.b rule as long as the Tiêu ngữ", plan, "Độc lập - Tự do - Hạnh phúc", 1, 1),
        ("II.2.c rule of 1/3 to 1/2", plan, "ỦY BAN NHÂN DÂN", 1 / 3, 1 / 2),
        ("II.2.c rule of 1/3 to 1/2", letter, "SỞ NỘI VỤ", 1 / 3, 1 / 2),
        ("II.5.b rule of 1/3 to 1/2", plan, "Cải cách hành chính xã Suối Trong năm 2026", 1 / 3, 1 / 2),
    ],
)
def test_rule_has_its_length_and_is_centred(clause, sheet, phrase, shortest, longest):
    words = sheet().words(1, phrase)
    rule = sheet().rule_under(1, words)
    assert words.width * shortest - NEAR <= rule.width <= words.width * longest + NEAR, clause
    assert rule.centre == pytest.approx(words.centre, abs=NEAR), clause


@pytest.mark.parametrize(
    ("urgency", "mark", "width"),
    [("urgent", "KHẨN", 20), ("very_urgent", "THƯỢNG KHẨN", 40), ("express", "HỎA TỐC", 30)],
)
def test_mark_of_urgency_is_a_red_box_of_its_size(urgency, mark, width):
    """II.10.b and V.10: 30 x 8, 40 x 8 and 20 x 8 mm, 13-14 pt bold."""
    sheet = Print(letter_paper(urgency=urgency, circulation=""))
    words = sheet.words(1, mark)
    box = next(rule for rule in sheet.rules[0] if rule.width == pytest.approx(width, abs=0.05) and rule.height > 1)
    assert box.height == pytest.approx(8, abs=0.05)
    assert box.centre == pytest.approx(words.centre, abs=NEAR)
    assert (words.size, words.fonts, words.colours) == (13, BOLD, frozenset({(0.8, 0.0, 0.0)}))


def test_contact_stands_under_a_full_rule_at_the_foot_of_page_one():
    """Ô 13 and V.12."""
    words = letter().words(1, "Địa chỉ: Số 1 đường Mẫu")
    rule = next(rule for rule in letter().rules[0] if rule.top == pytest.approx(BOTTOM, abs=0.3))
    assert rule.width == pytest.approx(RIGHT - LEFT, abs=0.05)
    assert rule.top < words.baseline < 297


def test_contact_of_a_longer_letter_stays_on_page_one():
    blocks = tuple(Paragraph(f"Nội dung thứ {number} của công văn.") for number in range(60))
    sheet = Print(letter_paper(blocks=blocks))
    pages = range(1, len(sheet.sizes) + 1)
    assert [("Địa chỉ: Số 1" in sheet.text(page)) for page in pages] == [page == 1 for page in pages]
    assert len(pages) > 1


def test_several_addressees_stand_under_the_colon():
    """V.8: dashes aligned under the colon of "Kính gửi:"."""
    colon = letter().words(1, "Kính gửi:").right
    first = letter().words(1, "- Ủy ban nhân dân các xã, phường;")
    last = letter().words(1, "- Văn phòng Ủy ban nhân dân tỉnh.")
    assert first.left == last.left
    assert first.left == pytest.approx(colon, abs=1.5)


def test_one_addressee_stands_on_the_same_line():
    sheet = Print(letter_paper(addressees=("Sở Nội vụ tỉnh Mẫu",)))
    assert sheet.words(1, "Kính gửi: Sở Nội vụ tỉnh Mẫu").centre == pytest.approx(TEXT_CENTRE, abs=NEAR)


def test_pages_are_a4_and_the_annex_lies_across():
    """I.1 and I.2."""
    sizes = [(round(width), round(height)) for width, height in plan().sizes]
    assert sizes == [(210, 297)] * 2 + [(297, 210)] * (len(sizes) - 2)


def test_all_text_keeps_inside_the_margins_but_the_page_number():
    """I.3: 20-25 mm above and below, 30-35 mm left, 15-20 mm right."""
    for page, (width, height) in enumerate(plan().sizes, start=1):
        for entry in plan().characters[page - 1]:
            if entry["top"] / MM < 15:
                assert entry["text"].isdigit()
                continue
            assert entry["x0"] / MM >= LEFT - 0.01
            assert entry["x1"] / MM <= width - 20 + 0.01
            assert entry["top"] / MM >= TOP - 0.01
            assert entry["bottom"] / MM <= height - 20 + 0.3  # descenders of the last line


@pytest.mark.parametrize(("top", "bottom", "left", "right"), [(20, 20, 30, 15), (25, 25, 35, 20)])
def test_margins_follow_the_office_style(top, bottom, left, right):
    style = PaperStyle(top_mm=top, bottom_mm=bottom, left_mm=left, right_mm=right)
    blocks = (Paragraph("chữ " * 2000),)
    sheet = Print(plan_paper(style=style, blocks=blocks, annexes=()))
    page = [entry for entry in sheet.characters[1] if entry["top"] / MM > 15 and entry["text"].strip()]
    assert min(entry["x0"] for entry in page) / MM == pytest.approx(left, abs=0.3)
    assert max(entry["x1"] for entry in page) / MM == pytest.approx(210 - right, abs=0.3)
    assert top <= min(entry["top"] for entry in page) / MM <= top + 2
    assert 297 - bottom - 8 <= max(entry["bottom"] for entry in page) / MM <= 297 - bottom + 0.3


@pytest.mark.parametrize(
    ("style", "size", "pitch", "gap", "indent"),
    [
        (PaperStyle(), 14, 14 * 1.15 * 1.1, 6, 12.7),
        (PaperStyle(body_pt=13, line_percent=100, indent_cm100=100), 13, 13 * 1.15, 6, 10),
        (PaperStyle(line_percent=150, gap_pt=12), 14, 14 * 1.15 * 1.5, 12, 12.7),
    ],
)
def test_paragraphs_have_their_indent_gap_and_line_spacing(style, size, pitch, gap, indent):
    """I.6, II.6: 13-14 pt, indent 1 or 1.27 cm, gap of 6 pt and more, single to 1.5 lines."""
    blocks = (Paragraph("Đoạn đầu " + "chữ " * 60), Paragraph("Đoạn sau " + "chữ " * 60))
    sheet = Print(plan_paper(style=style, blocks=blocks, annexes=()))
    first, second = sheet.words(1, "Đoạn đầu"), sheet.words(1, "Đoạn sau")
    assert first.size == size
    assert first.left == pytest.approx(LEFT + indent, abs=NEAR)
    lines = sorted({round(entry["matrix"][5], 1) for entry in sheet.characters[0] if round(entry["size"]) == size})
    steps = [high - low for low, high in pairwise(lines)]
    assert sum(step == pytest.approx(pitch, abs=0.15) for step in steps) >= 4
    lines_of_first = round(((second.baseline - first.baseline) * MM - gap) / pitch)
    assert (second.baseline - first.baseline) * MM == pytest.approx(lines_of_first * pitch + gap, abs=0.3)


def test_body_is_justified_on_both_sides():
    """V.6."""
    sheet = Print(plan_paper(blocks=(Paragraph("lời văn dài ngắn khác nhau " * 30),), annexes=()))
    body = [entry for entry in sheet.characters[0] if entry["size"] == 14 and entry["fontname"].endswith("CCHC-Times")]
    lines = sorted({entry["matrix"][5] for entry in body}, reverse=True)
    rights = [max(e["x1"] for e in body if e["matrix"][5] == line and e["text"].strip()) / MM for line in lines]
    assert rights[:-1] == pytest.approx([RIGHT] * (len(rights) - 1), abs=NEAR)


def numbers_in_top_margin(sheet: Print) -> list[str]:
    return [
        "".join(entry["text"] for entry in page if entry["bottom"] / MM < 20 and entry["top"] / MM < 18)
        for page in sheet.characters
    ]


def test_page_one_hides_its_number_and_each_annex_counts_anew():
    """I.7 and III.1.d: Arabic, from 1, first page not shown, own numbers for each annex."""
    annexes = (
        Annex("Danh mục một", (task_table(40),), landscape=True),
        Annex("Danh mục hai", (task_table(40),), landscape=True),
        Annex("Danh mục ba", (Paragraph("chữ " * 1500),)),
    )
    sheet = Print(plan_paper(annexes=annexes))
    starts = [sheet.page_of(f"Phụ lục {number}DANH") for number in ("I", "II", "III")]
    ends = [*starts[1:], len(sheet.sizes) + 1]
    expected = ["", *map(str, range(2, starts[0]))]
    for start, end in zip(starts, ends, strict=True):
        expected += ["", *map(str, range(2, end - start + 1))]
        assert end - start >= 2
    assert numbers_in_top_margin(sheet) == expected


@pytest.mark.parametrize("number", [2, 4])
def test_page_number_is_centred_in_the_top_margin(number):
    """I.7 and V.14: size 13-14, upright, centred; landscape pages too."""
    width = plan().sizes[number - 1][0]
    found = [entry for entry in plan().characters[number - 1] if entry["top"] / MM < 18]
    assert [entry["text"] for entry in found] == ["2"]
    assert (found[0]["x0"] + found[0]["x1"]) / 2 / MM == pytest.approx((LEFT + width - 20) / 2, abs=NEAR)
    assert found[0]["size"] == pytest.approx(13, abs=0.01)
    assert found[0]["fontname"].endswith("CCHC-Times")


def test_table_head_repeats_on_each_page():
    for page in range(3, len(plan().sizes) + 1):
        assert "TTNội dung nhiệm vụKết quả, sảnphẩm" in plan().text(page)


def test_footnotes_are_numbered_over_the_document_at_the_foot_of_their_page():
    """Seed 003 prints them so."""
    for number in (1, 2, 3):
        page = plan().page_of(f"{number} {FOOTNOTE[:40]}")
        call = plan().text(page).index(f"văn bản xin lỗi{number}.")
        words = plan().text(page).index(f"{number} {FOOTNOTE[:40]}")
        assert call < words
        assert plan().words(page, FOOTNOTE[:40]).size == 11


WIDTHS = {  # Times New Roman's advance widths in 2048ths of the size
    "cchc-times-regular.ttf": {"A": 1479, "W": 1933, "a": 909, "i": 569, "m": 1593, "0": 1024, " ": 512, ".": 512},
    "cchc-times-bold.ttf": {"A": 1479, "W": 2048, "a": 1024, "i": 569, "m": 1706, "0": 1024, " ": 512, ".": 512},
    "cchc-times-italic.ttf": {"A": 1251, "W": 1706, "a": 1024, "i": 569, "m": 1479, "0": 1024, " ": 512, ".": 512},
    "cchc-times-bold-italic.ttf": {"A": 1366, "W": 1821, "a": 1024, "i": 569, "m": 1593, "0": 1024, " ": 512},
}


@pytest.mark.parametrize(("file", "widths"), WIDTHS.items(), ids=WIDTHS)
def test_bundled_faces_have_the_widths_of_times_new_roman(file, widths):
    font = TTFont(STATIC / "fonts" / file)
    names = font.getBestCmap()
    assert font["head"].unitsPerEm == 2048
    assert {letter: font["hmtx"][names[ord(letter)]][0] for letter in widths} == widths


@pytest.mark.parametrize(
    ("letter", "face", "units"),
    [
        ("a", "CCHC-Times", 909),
        ("m", "CCHC-Times", 1593),
        ("h", "CCHC-Times-Bold", 1139),
        ("m", "CCHC-Times-Italic", 1479),
    ],
)
def test_printed_letters_advance_as_in_times_new_roman(letter, face, units):
    entry = next(
        entry
        for entry in plan().characters[0]
        if entry["text"] == letter and entry["fontname"].endswith(f"+{face}") and entry["size"] > 12
    )
    assert entry["width"] / entry["size"] * 2048 == pytest.approx(units, abs=2)


def test_draft_and_issued_paper_differ_in_number_and_date_only():
    draft, final = Print(plan_paper(medium="paper")), plan()
    assert draft.sizes == final.sizes
    changed = {
        (before, after)
        for page in range(1, len(final.sizes) + 1)
        for before, after in zip(by_line(draft, page), by_line(final, page), strict=True)
        if before != after
    }
    annex = "(KèmtheoKếhoạchsố{}/KH-UBNDngày{}tháng{}năm2026củaỦybannhândânxãSuốiTrong)"
    assert changed == {
        ("Số:/KH-UBNDSuốiTrong,ngàytháng02năm2026", "Số:19/KH-UBNDSuốiTrong,ngày03tháng3năm2026"),
        (annex.format("", "", "02"), annex.format("19", "03", "3")),
    }


def by_line(sheet: Print, page: int) -> list[str]:
    lines: dict[float, str] = {}
    for entry in sheet.characters[page - 1]:
        key = round(entry["matrix"][5], 1)
        lines[key] = lines.get(key, "") + entry["text"].strip()
    return [lines[key] for key in sorted(lines, reverse=True)]


@pytest.mark.parametrize("ending", ["Kết thúc tại đây", "Kết thúc " + "từ ngữ kéo dài " * 30], ids=["short", "long"])
def test_signature_never_stands_alone_on_a_page(ending):
    base = plan_paper(annexes=())
    for count in range(24, 40):
        blocks = (*(Paragraph(f"Dòng số {number}") for number in range(count)), Paragraph(ending, ref="end"))
        with pdfplumber.open(io.BytesIO(render_pdf(dataclasses.replace(base, blocks=blocks)))) as pdf:
            texts = ["".join(entry["text"] for entry in page.chars) for page in pdf.pages]
        last = next(text for text in texts if "Nơi nhận:" in text)
        assert "Lò Thị Mẫu" in last
        assert "./." in last.split("Nơi nhận:")[0]


def test_no_heading_is_left_at_the_foot_of_a_page():
    headings = (Heading("section", "Mục cuối", ref="a"), Heading("clause", "Khoản cuối", ref="b"))
    for count in range(18, 30):
        blocks = (*(Paragraph(f"Dòng số {number}") for number in range(count)), *headings, Paragraph("Lời " * 40))
        sheet = Print(plan_paper(blocks=blocks, annexes=()))
        assert "1. Khoản cuốiLời Lời" in sheet.text(sheet.page_of("I. MỤC CUỐI"))


def test_no_group_heading_is_left_at_the_foot_of_a_table_page():
    columns = (Column("Việc", 60), Column("Nơi", 40))
    for count in range(26, 42):
        rows = (*[Row(("Việc trước", "Nơi"))] * count, GroupRow("Nhóm sau"), *[Row(("Việc sau", "Nơi"))] * 9)
        sheet = Print(plan_paper(blocks=(), annexes=(Annex("Danh mục", (Table(columns, rows),)),)))
        assert f"I.Nhóm sau{count + 1}Việc sau" in sheet.text(sheet.page_of("Nhóm sau"))


def test_a_page_full_of_recipients_runs_on():
    recipients = plan_paper().recipients * 60
    sheet = Print(plan_paper(recipients=recipients, annexes=()))
    text = "".join(map(sheet.text, range(1, len(sheet.sizes) + 1)))
    assert text.count("- Sở Nội vụ (để báo cáo);") == 60


@pytest.mark.parametrize("words", ["Ủy ban nhân dân xã có tên rất dài " * 6, "Â" * 200], ids=["words", "one word"])
def test_long_names_wrap_inside_the_page(words):
    name = words[:200].strip()
    table = dataclasses.replace(task_table(3), caption=name)
    blocks = (Paragraph(name), table, Paragraph("Hết"))
    base = letter_paper()
    sheet = Print(
        letter_paper(
            issuer=dataclasses.replace(base.issuer, name=name, superior=name),
            place=name[:100],
            subject=name,
            addressees=(name, name),
            blocks=blocks,
            signature=dataclasses.replace(base.signature, capacity=(name,), name=name, other_title=name),
            recipients=(dataclasses.replace(base.recipients[0], text=name),),
            contact=None,
            annexes=(Annex(name, (Paragraph(name),)),),
        )
    )
    for page in sheet.characters:
        assert min(entry["x0"] for entry in page) / MM >= LEFT - 0.01
        assert max(entry["x1"] for entry in page if entry["text"].strip()) / MM <= RIGHT + 0.01
