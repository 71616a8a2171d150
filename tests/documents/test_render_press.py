"""What makes the press quick changes no byte of a paper: beside WeasyPrint with its own style sheet and its own writer."""

import pytest

from documents.layout import Annex, Column, Paper, Paragraph, Row, Table, paper_hash
from documents.render import STYLE_SHEET, _page_rules, _press, render_html, render_pdf
from documents.sheet import TALL_CELL
from tests.documents.papers import letter_paper, plan_paper
from tests.documents.wide import wide_paper


def marked_paper() -> Paper:
    """A paper whose cells hold what most do not: marks, several lines, signs that HTML reserves, a very long text."""
    columns = (Column("Việc", 40), Column("Số", 10, "right"), Column("Ghi chú", 20, "center"), Column("Sở", 20))
    rows = (
        Row(("**Đậm** và *nghiêng*", "1", "a\nb *c*", "<b>&\"'")),
        Row(("2 * 3", "{{", "", "x" * 30)),
        Row(("dài " * TALL_CELL, "3", "b", "c")),
    )
    annex = Annex("Bảng", (Paragraph("Trước"), Table(columns, rows, numbered=False), Table(columns, rows)))
    return plan_paper(annexes=(annex,))


def pressed_without_haste(paper: Paper) -> bytes:
    """The same HTML and the same measures through WeasyPrint as it is."""
    from weasyprint import CSS, HTML  # slow import

    _, fonts, _, fetcher = _press()
    own = CSS(filename=str(STYLE_SHEET), font_config=fonts, url_fetcher=fetcher)
    pages = CSS(string=_page_rules(paper), font_config=fonts, url_fetcher=fetcher)
    return HTML(string=render_html(paper), url_fetcher=fetcher, base_url=STYLE_SHEET.as_uri()).write_pdf(
        stylesheets=[own, pages],
        font_config=fonts,
        pdf_variant="pdf/a-3b",
        pdf_tags=True,
        pdf_identifier=paper_hash(paper)[:32].encode(),
    )


@pytest.mark.parametrize("build", [plan_paper, letter_paper, wide_paper, marked_paper], ids=lambda one: one.__name__)
def test_quick_press_gives_the_bytes_of_the_plain_one(build):
    assert render_pdf(build()) == pressed_without_haste(build())


def test_cells_of_the_usual_alignment_carry_no_class():
    html = render_html(wide_paper(1))
    assert '<tbody class="align-right">' in html
    assert '<td class="align-center">1</td><td class="align-left">Lĩnh vực thứ 0</td><td>3</td><td>4</td>' in html
