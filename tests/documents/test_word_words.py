"""The Word file of a paper says what its PDF says."""

import dataclasses
import io
from collections import Counter
from datetime import date

import pypdf
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from documents.layout import Annex, Formula, Heading, Paragraph, issued
from documents.render import render_pdf
from tests.documents.papers import letter_paper, plan_blocks, plan_paper, task_table
from tests.documents.test_render_text import expected_text, plans, squeezed
from tests.documents.word_files import WordFile, text_of

# One page each, so that no head of a table is printed twice.
ANNEXES = (
    Annex("Danh mục nhiệm vụ", (task_table(8),), landscape=True),
    Annex(
        "Bảng biểu",
        (
            Paragraph("Đợt 2026 - 2030, Nghị quyết 76/NQ-CP"),
            dataclasses.replace(task_table(5), caption="Bảng 1", unit_note="Đơn vị tính: việc"),
        ),
        landscape=True,
    ),
)
DECISION = (
    Paragraph("Xét đề nghị của Văn phòng,"),
    Formula("Quyết định:"),
    Heading("article", "Thành lập Tổ giúp việc <A & B>", titled=False),
    Heading("part", "Quy định chung"),
    Heading("section", "Hiệu lực"),
)
PAPERS = {
    "plan": plan_paper(annexes=ANNEXES),
    "issued plan": issued(plan_paper(annexes=ANNEXES, medium="paper"), 19, date(2026, 3, 3)),
    "letter": letter_paper(),
    "decision": plan_paper(type_name="QUYẾT ĐỊNH", blocks=DECISION, annexes=()),
    "table at the end": plan_paper(
        blocks=(*plan_blocks(), dataclasses.replace(task_table(2), numbered=False)), annexes=()
    ),
}


def printed(paper) -> list[str]:
    """The words of the PDF; page 2 and those after it open with their number."""
    pages = [page.extract_text().split() for page in pypdf.PdfReader(io.BytesIO(render_pdf(paper))).pages]
    return [word for place, page in enumerate(pages) for word in page[1 if page[:1] == [str(place + 1)] else 0 :]]


@pytest.mark.parametrize("kind", PAPERS)
def test_sorted_words_differ_by_less_than_one_percent(kind):
    on_paper, in_word = Counter(printed(PAPERS[kind])), Counter(WordFile(PAPERS[kind]).text().split())
    apart = (on_paper - in_word) + (in_word - on_paper)
    assert apart.total() < on_paper.total() / 100, apart


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_every_text_of_a_plan_stands_in_its_word_file_in_order_and_nothing_else(drawn):
    paper, notes = drawn
    file = WordFile(paper)
    assert squeezed(*(text_of(line._p) for line in file.paragraphs())) == expected_text(paper)
    lines = [text_of(row) for row in file.part("word/footnotes.xml").iter(qn("w:footnote")) if len(text_of(row))]
    assert squeezed(*lines) == squeezed(*notes)
