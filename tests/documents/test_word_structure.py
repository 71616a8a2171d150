"""What Word finds in a paper: boxes, faces, rules, tables, footnotes and sections of Nghị định 30/2020/NĐ-CP."""

import dataclasses
import re
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn

from documents.inline import note
from documents.layout import Annex, Formula, Heading, PaperStyle, Paragraph, issued
from tests.documents.measures import Print
from tests.documents.papers import FOOTNOTE, letter_paper, plan_blocks, plan_paper, task_table
from tests.documents.word_files import WordFile, text_of

TWIPS_IN_MM = 1440 / 25.4
NEAR = 0.3  # mm


@cache
def plan() -> WordFile:
    return WordFile(issued(plan_paper(medium="paper"), 19, date(2026, 3, 3)))


@cache
def letter() -> WordFile:
    return WordFile(letter_paper())


@cache
def printed(kind: str) -> Print:
    return Print({"plan": issued(plan_paper(medium="paper"), 19, date(2026, 3, 3)), "letter": letter_paper()}[kind])


# --- the file


@pytest.mark.parametrize(("kind", "says"), [(plan, "Bản chính thức là tệp PDF"), (letter, "Bản chính thức là tệp PDF")])
def test_file_of_an_issued_paper_names_the_official_one(kind, says):
    assert says in kind().word.core_properties.comments


def test_file_of_a_draft_says_so():
    assert WordFile(plan_paper(annexes=())).word.core_properties.comments == "Bản dự thảo."


def test_file_has_title_author_and_language():
    facts = plan().word.core_properties
    assert facts.title == "KẾ HOẠCH Cải cách hành chính xã Suối Trong năm 2026"
    assert (facts.author, facts.language) == ("Ủy ban nhân dân xã Suối Trong", "vi-VN")


def test_same_paper_gives_the_same_bytes():
    assert WordFile(letter_paper()).data == letter().data


def test_file_holds_no_clock_and_no_picture():
    entries = letter().archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert [entry.filename for entry in entries if not entry.filename.endswith((".xml", ".rels"))] == []
    assert b"<w:drawing" not in letter().archive.read("word/document.xml")


def test_characters_that_xml_forbids_are_left_out():
    assert "mộthai" in WordFile(plan_paper(blocks=(Paragraph("một\x0b\x00hai & <ba>"),), annexes=())).text()


def placed_again(element) -> list[tuple[str, int, int]]:
    """Where the properties of an element stand, and where python-docx puts them when it sets them itself."""
    found = []
    for child in list(element):
        name = child.tag.rpartition("}")[2]
        add = getattr(element, f"get_or_add_{name}", None)
        if add is not None:
            place = element.index(child)
            element.remove(child)
            found.append((name, place, element.index(add())))
    return found


@pytest.mark.parametrize("kind", ["plan", "letter"])
def test_properties_stand_in_the_order_of_the_standard(kind):
    word = WordFile(plan_paper() if kind == "plan" else letter_paper()).word
    roots = (word.element, word.styles.element)
    seen = [row for root in roots for element in list(root.iter()) for row in placed_again(element)]
    assert [row for row in seen if row[1] != row[2]] == []
    assert {"pPr", "pStyle", "keepNext", "spacing", "ind", "jc", "tcW"} <= {row[0] for row in seen}


# --- page boxes and numbers


@pytest.mark.parametrize("style", [PaperStyle(), PaperStyle(25, 22, 35, 15)], ids=["usual", "own"])
def test_page_box_and_margins_are_those_of_the_paper(style):
    section = WordFile(plan_paper(style=style, annexes=())).word.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm, 1) for side in sides] == [style.top_mm, style.bottom_mm, style.left_mm, style.right_mm]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_an_annex_is_a_section_turned_as_on_paper():
    body, annex = plan().word.sections
    assert (body.orientation, annex.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    assert (round(annex.page_width.mm), round(annex.left_margin.mm), round(annex.top_margin.mm)) == (297, 30, 20)


def test_every_section_counts_from_one_and_hides_its_first_number():
    for section in plan().word.sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert section.first_page_header.paragraphs[0].text == ""
        field = section.header.paragraphs[0]._p.find(qn("w:fldSimple"))
        assert field.get(qn("w:instr")).strip() == "PAGE"
        assert section.header.paragraphs[0].style.paragraph_format.alignment == 1


def test_contact_stands_at_the_foot_of_page_one_only():
    file = WordFile(letter_paper(annexes=(Annex("Biểu", (Paragraph("Lời"),)),)))
    body, annex = file.word.sections
    assert "Địa chỉ: Số 1 đường Mẫu" in body.first_page_footer.paragraphs[0].text
    assert [row.text for row in annex.first_page_footer.paragraphs] == [""]


# --- faces

STYLED = [
    ("CỘNG HÒA XÃ HỘI", plan, "Quốc hiệu", 12, True, None),
    ("Độc lập - Tự do", plan, "Tiêu ngữ", 13, True, None),
    ("ỦY BAN NHÂN DÂN", plan, "Cơ quan ban hành", 12, True, None),
    ("TỈNH MẪU", letter, "Cơ quan chủ quản", 12, None, None),
    ("Số: 19/KH-UBND", plan, "Số, ký hiệu", 13, None, None),
    ("Suối Trong, ngày 03", plan, "Địa danh, ngày", 13, None, True),
    ("Cải cách hành chính xã", plan, "Title", 14, True, None),
    ("V/v gửi kế hoạch", letter, "Trích yếu công văn", 12, None, None),
    ("THƯỢNG KHẨN", letter, "Dấu mức độ", 13, True, None),
    ("Căn cứ Nghị quyết", plan, "Căn cứ", None, None, True),
    ("I. MỤC ĐÍCH", plan, "Heading 2", None, True, None),
    ("1. Mục đích", plan, "Heading 3", None, True, None),
    ("a) Chỉ tiêu", plan, "Điểm", None, None, None),
    ("- Trên 99%", plan, "Gạch đầu dòng", None, None, None),
    ("Giữ nhịp làm việc", plan, "Đoạn văn", None, None, None),
    ("Kính gửi:", letter, "Kính gửi", None, None, None),
    ("Nơi nhận:", plan, "Nơi nhận", 12, True, True),
    ("- Lưu: VT, VPTK.", plan, "Dòng nơi nhận", 11, None, None),
    ("TM. ỦY BAN NHÂN DÂN", plan, "Quyền hạn, chức vụ", 14, True, None),
    ("Lò Thị Mẫu", plan, "Người ký", 14, True, None),
    ("DANH MỤC NHIỆM VỤ", plan, "Tên phụ lục", 14, True, None),
    ("Nội dung nhiệm vụ", plan, "Đầu bảng", 12, True, None),
    ("Việc thứ 1:", plan, "Ô bảng", 12, None, None),
]


@pytest.mark.parametrize(("phrase", "kind", "name", "size", "bold", "italic"), STYLED, ids=[row[0] for row in STYLED])
def test_component_has_a_style_with_its_face(phrase, kind, name, size, bold, italic):
    style = kind().line(phrase).style
    assert (style.name, style.font.bold, style.font.italic) == (name, bold, italic)
    assert style.font.size == (None if size is None else size * 12700)


def test_words_are_times_new_roman_in_vietnamese():
    defaults = plan().part("word/styles.xml").find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert set(defaults.find(qn("w:rFonts")).attrib.values()) == {"Times New Roman"}
    assert (defaults.find(qn("w:sz")).get(qn("w:val")), defaults.find(qn("w:lang")).get(qn("w:val"))) == ("28", "vi-VN")


def test_marks_inside_a_line_become_bold_and_italic_runs():
    runs = plan().line("Chỉ số cải cách").runs
    assert [(run.text, run.bold) for run in runs][1] == ("Chỉ số cải cách hành chính", True)
    assert [run.text for run in plan().line("bằng văn bản").runs if run.italic] == ["bằng văn bản"]


def test_an_office_s_own_measures_reach_the_styles():
    own = PaperStyle(body_pt=13, indent_cm100=100, gap_pt=9, line_percent=150)
    shape = WordFile(plan_paper(style=own, annexes=())).line("Giữ nhịp").style.paragraph_format
    assert (shape.space_before.pt, round(shape.first_line_indent.mm), shape.line_spacing) == (9, 10, 1.5)


def test_numbers_of_documents_and_spans_of_years_hold_together():
    file = WordFile(plan_paper(blocks=(Paragraph("theo 76/NQ-CP, giai đoạn 2026 - 2030, tự-do"),), annexes=()))
    line = file.line("theo 76/NQ-CP")._p
    assert len(line.findall(f".//{qn('w:noBreakHyphen')}")) == 2
    assert "2026\u00a0-\u00a02030, tự-do" in text_of(line)


def test_room_for_a_pen_is_ordinary_blanks():
    assert "Số:         /KH-UBND" in text_of(WordFile(plan_paper(annexes=())).line("/KH-UBND")._p)


def test_a_formula_is_printed_in_capitals_and_what_follows_stands_two_gaps_below():
    blocks = (Paragraph("Xét"), Formula("Quyết định:" + note("Chú thích")), Heading("clause", "Một"))
    file = WordFile(plan_paper(blocks=blocks, annexes=()))
    assert file.line("QUYẾT ĐỊNH:").style.name == "Dòng quyết định"
    assert file.line("1. Một").paragraph_format.space_before.pt == 12
    assert "Chú thích" in file.text()


# --- the head and its rules


def test_office_and_state_stand_in_two_columns_without_rules():
    table = plan().word.tables[0]
    widths = [round(int(column.get(qn("w:w"))) / TWIPS_IN_MM, 1) for column in table._tbl.tblGrid]
    assert widths == [66, 94]
    assert table._tbl.find(f".//{qn('w:tblBorders')}") is None
    assert [cell.paragraphs[0].text.split("\n")[0] for cell in table.rows[0].cells] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]


@pytest.mark.parametrize(
    ("kind", "file", "phrase", "column"),
    [
        ("plan", plan, "XÃ SUỐI TRONG", 66),
        ("plan", plan, "Độc lập - Tự do - Hạnh phúc", 94),
        ("plan", plan, "Cải cách hành chính xã Suối Trong năm 2026", 160),
        ("letter", letter, "SỞ NỘI VỤ", 66),
    ],
)
def test_rule_under_words_is_as_long_as_on_paper(kind, file, phrase, column):
    sheet = printed(kind)
    on_paper = sheet.rule_under(1, sheet.words(1, phrase))
    rule = next(row for row in file().line(phrase)._p.itersiblings(qn("w:p")))
    sides = rule.pPr.find(qn("w:ind"))
    taken = sum(int(sides.get(qn(f"w:{side}"))) for side in ("left", "right")) / TWIPS_IN_MM
    assert column - taken == pytest.approx(on_paper.width, abs=NEAR)


def test_mark_of_urgency_is_a_red_box_of_its_width():
    box = letter().line("THƯỢNG KHẨN")
    sides = [box.paragraph_format.left_indent.mm, box.paragraph_format.right_indent.mm]
    assert 66 - sum(sides) == pytest.approx(40, abs=NEAR)
    assert str(box.runs[0].font.color.rgb) == "CC0000"
    assert [edge.get(qn("w:color")) for edge in box._p.pPr.find(qn("w:pBdr"))] == ["CC0000"] * 4


# --- tables, footnotes, closing


def test_table_repeats_its_head_and_keeps_rows_whole():
    table = plan().word.tables[2]
    rows = table._tbl.findall(qn("w:tr"))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows[:3]] == [True, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    assert table.style.name == "Bảng số liệu"


def test_table_fills_the_page_with_the_widths_of_the_paper():
    widths = [int(column.get(qn("w:w"))) for column in plan().word.tables[2]._tbl.tblGrid]
    assert sum(widths) / TWIPS_IN_MM == pytest.approx(247, abs=0.1)
    assert [round(100 * width / sum(widths)) for width in widths] == [5, 30, 14, 13, 13, 10, 8, 7]


def test_word_with_slashes_that_is_wider_than_its_cell_may_break_after_them():
    table = task_table(1)
    cells = ("Thời gian", "tối đa 15 phút/lượt", "900 triệu đồng/người/năm", *table.rows[1].cells[3:])
    table = dataclasses.replace(table, rows=(table.rows[0], dataclasses.replace(table.rows[1], cells=cells)))
    row = WordFile(plan_paper(blocks=(table,), annexes=())).word.tables[1].rows[-1]
    said = [cell.text for cell in row.cells]
    assert [text for text in said if "/" in text] == [
        "tối đa 15 phút/lượt",
        "900 triệu đồng/\u200bngười/\u200bnăm",
    ]


def test_lines_of_a_table_are_as_high_as_on_paper_and_may_grow():
    shape = plan().line("Việc thứ 1:").style.paragraph_format
    assert (shape.line_spacing_rule, shape.line_spacing.pt) == (WD_LINE_SPACING.AT_LEAST, 14.4)


def test_row_with_a_very_long_text_may_run_over_the_page():
    table = task_table(2)
    long = dataclasses.replace(table.rows[1], cells=("Lời " * 200, *table.rows[1].cells[1:]))
    table = dataclasses.replace(table, rows=(table.rows[0], long, table.rows[2]))
    rows = WordFile(plan_paper(blocks=(table,), annexes=())).word.tables[1]._tbl.findall(qn("w:tr"))
    assert [row.find(f".//{qn('w:cantSplit')}") is not None for row in rows] == [True, True, False, True]


def test_two_tables_in_a_row_stay_two():
    body = WordFile(plan_paper(blocks=(task_table(1), task_table(1)), annexes=())).word.element.body
    tags = [child.tag for child in body]
    assert (qn("w:tbl"), qn("w:tbl")) not in list(pairwise(tags))


def test_footnotes_are_word_s_own():
    notes = plan().part("word/footnotes.xml").findall(qn("w:footnote"))
    texts = [text_of(entry).strip() for entry in notes if entry.get(qn("w:type")) is None]
    calls = [entry.get(qn("w:id")) for entry in plan().word.element.body.iter(qn("w:footnoteReference"))]
    assert (texts, calls) == ([FOOTNOTE] * 3, ["1", "2", "3"])
    assert [entry.get(qn("w:type")) for entry in notes[:2]] == ["separator", "continuationSeparator"]


ENDS = {"words": plan_blocks(), "table": (Paragraph("Lời"), task_table(3)), "nothing": ()}


@pytest.mark.parametrize("blocks", ENDS.values(), ids=ENDS)
def test_signature_never_stands_alone_on_a_page(blocks):
    file = WordFile(plan_paper(blocks=blocks, annexes=()))
    closing = next(table for table in file.word.tables if "Nơi nhận:" in table.rows[0].cells[0].text)
    row = closing._tbl.find(qn("w:tr"))
    assert row.find(f".//{qn('w:cantSplit')}") is not None
    lines = [one for cell in closing.rows[0].cells for one in cell.paragraphs]
    above = closing._tbl.getprevious()
    last = next(one for one in file.paragraphs() if one._p is above)
    kept = [one.paragraph_format.keep_with_next or one.style.paragraph_format.keep_with_next for one in lines]
    assert all(kept)
    assert last.paragraph_format.keep_with_next or not blocks


def test_end_of_a_table_stays_with_the_end_sign():
    file = WordFile(plan_paper(blocks=(Paragraph("Lời"), task_table(3)), annexes=()))
    assert file.line("./.").paragraph_format.keep_with_next
    assert re.sub(r"\s", "", file.text()).count("./.") == 1
