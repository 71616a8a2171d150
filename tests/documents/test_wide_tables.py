"""Groups of columns over two rows of a head, the form's own codes and totals: in the PDF, in the preview, in Word."""

import io
from collections import Counter
from functools import cache

import pikepdf
import pytest
from docx.oxml.ns import qn

from cchc_portal.paper_bench import whole_rows
from documents.layout import Annex, Paragraph, from_dict, to_dict
from documents.render import render_html, render_pdf
from tests.documents.measures import Print
from tests.documents.papers import plan_paper
from tests.documents.test_render_archive import structure
from tests.documents.wide import CAPTION, UNIT_NOTE, files_table, form_table, wide_paper
from tests.documents.word_files import WordFile, text_of


@cache
def sheet() -> Print:
    return Print(wide_paper())


@cache
def word() -> WordFile:
    return WordFile(wide_paper())


def test_paper_with_groups_is_read_back_as_it_was_frozen():
    assert from_dict(to_dict(wide_paper())) == wide_paper()


def test_all_rows_of_the_head_are_repeated_on_every_page():
    pages = [page for page in range(1, len(sheet().sizes) + 1) if "Lĩnh vực thứ" in sheet().text(page)]
    assert len(pages) > 1
    for page in pages:
        text = sheet().text(page)
        assert all(words in text for words in ("Tiếp nhận", "Đang giải quyết", "Cột 7", "(13)"))


def test_group_is_centred_over_its_columns():
    page = sheet().page_of("Tiếp nhận")
    first, last = sheet().words(page, "Cột 3"), sheet().words(page, "Cột 6")
    assert sheet().words(page, "Tiếp nhận").centre == pytest.approx((first.centre + last.centre) / 2, abs=0.3)


def test_columns_have_their_shares_of_the_page():
    """TT 5 percent, the field 18 of 95 shares, each number 7: of 247 mm between the margins."""
    page = sheet().page_of("Tiếp nhận")
    centres = [sheet().words(page, f"Cột {at}").centre for at in (4, 5, 7, 8, 12, 13)]
    assert [round(right - left, 1) for left, right in zip(centres[::2], centres[1::2], strict=True)] == [
        17.3,
        17.3,
        17.3,
    ]


def test_total_has_no_number_and_is_bold():
    page = sheet().page_of("Tổng cộng")
    assert sheet().words(page, "Tổng cộng").fonts == {"CCHC-Times-Bold"}
    assert "41" not in [row["text"] for row in sheet().characters[page - 1]]


def test_code_of_a_heading_stands_in_the_first_column():
    html = render_html(plan_paper(annexes=(Annex("Số liệu", (form_table(),), landscape=True),)), screen=True)
    assert '<td class="align-center">1</td><td colspan="4">Chỉ đạo, điều hành</td>' in html
    assert '<td class="align-center">1.2</td><td colspan="4"><em>Kiểm tra</em></td>' in html
    assert '<th scope="colgroup" colspan="2">Kỳ này</th>' in html
    assert '<th scope="col" rowspan="2">Mã</th>' in html


@pytest.mark.parametrize("lines", range(14, 22))
def test_caption_stands_on_the_page_of_its_table(lines):
    fill = tuple(Paragraph(f"Dòng {at}") for at in range(lines))
    paper = plan_paper(blocks=(), annexes=(Annex("Số liệu", (*fill, files_table(3)), landscape=True),))
    printed = Print(paper)
    assert printed.page_of(CAPTION) == printed.page_of(UNIT_NOTE) == printed.page_of("Tiếp nhận")


def test_unit_of_the_figures_stands_between_caption_and_table():
    page = sheet().page_of(CAPTION)
    text = sheet().text(page)
    assert text.index(CAPTION) < text.index(UNIT_NOTE) < text.index("Tiếp nhận")
    assert sheet().words(page, UNIT_NOTE).fonts == {"CCHC-Times-Italic"}
    in_word = word().text()
    assert in_word.index(CAPTION) < in_word.index(UNIT_NOTE) < in_word.index("Tiếp nhận")


def test_word_repeats_the_head_and_merges_what_the_pdf_spans():
    table = word().word.tables[-1]._tbl
    rows = list(table.iter(qn("w:tr")))
    heads = [row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None]
    assert heads == rows[:3]
    spans = [int(one.get(qn("w:val"))) for one in heads[0].iter(qn("w:gridSpan"))]
    assert spans == [4, 4, 3]
    merged = [[one.get(qn("w:val")) for one in row.iter(qn("w:vMerge"))] for row in heads]
    assert merged == [["restart", "restart"], ["continue", "continue"], []]
    assert [text_of(cell) for cell in heads[2].iter(qn("w:p"))] == [f"({at})" for at in range(1, 14)]


def test_cells_of_every_word_row_fill_the_grid():
    for table in word().word.tables:
        grid = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        for row in table._tbl.iter(qn("w:tr")):
            widths = [int(one.get(qn("w:w"))) for one in row.iter(qn("w:tcW"))]
            assert sum(widths) == sum(grid)


def counted_tags(data: bytes) -> tuple[Counter, list[str]]:
    """How often every kind of element stands in the structure of the PDF, and its bookmarks from top to bottom."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        kinds = Counter(structure(pdf.Root.StructTreeRoot.K))
        with pdf.open_outline() as outline:
            return kinds, list(titles(outline.root))


def titles(entries):
    for entry in entries:
        yield entry.title
        yield from titles(entry.children)


def test_long_annex_keeps_every_row_in_its_tags_and_its_bookmarks():
    """120 fields and a total of 13 cells, the head's numbers on each page; the form beside it has 14 cells in 4 rows.

    Not 1,000 fields: their press alone takes 11 s of processor time and 17 s by the clock of a busy machine. The bench
    counts the tags of 1,000 rows (cchc_portal.paper_bench.whole_rows, tried here on the same paper).
    """
    data = render_pdf(wide_paper(120))
    kinds, bookmarks = counted_tags(data)
    pages = kinds["/Table"] - 1
    assert pages > 1
    assert kinds["/TD"] == 121 * 13 + 13 * pages + 14
    assert kinds["/TR"] == 121 + 3 * pages + 4 + 2
    assert bookmarks[0] == "KẾ HOẠCH Cải cách hành chính xã Suối Trong năm 2026"
    assert bookmarks[-1] == "Phụ lục THỐNG KÊ SỐ LIỆU"
    # What one has counted by hand the bench finds too: the rows, the total, and the numbers in the heads.
    assert whole_rows(data, 13) == (121 + pages, len(bookmarks))
