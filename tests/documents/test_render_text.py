"""Whatever a plan holds stands in its PDF, in order, and nothing else but the template's fixed words."""

import io
from typing import Any

import pdfplumber
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.inline import note
from documents.layout import (
    Annex,
    Basis,
    Column,
    DashItem,
    GroupRow,
    Heading,
    Issuer,
    Paper,
    Paragraph,
    Recipient,
    Row,
    Signature,
    Table,
    point_letter,
    roman,
)
from documents.render import render_pdf
from tests.documents.papers import plan_paper, task_table

LETTERS = "aáàảãạăắằâấầbcdđeéèẻêếềểghiíìklmnoóòôốơớợpqrstuúùưứựvxyýỳ"
WORD = st.text(alphabet=LETTERS + LETTERS.upper() + "0123456789%()/-&<>“”²≥", min_size=1, max_size=14)
# A word of marks only would be read as a dash or an end sign; those have their own tests.
NAME = st.lists(WORD, min_size=1, max_size=30).map(lambda words: "N" + " ".join(words)[:198] + "n")
COLUMNS = (Column("Nhiệm vụ", 40), Column("Sản phẩm", 20), Column("Chủ trì", 20), Column("Thời hạn", 15, "center"))
HEAD = "TTNhiệmvụSảnphẩmChủtrìThờihạn"


@st.composite
def tables(draw: Any) -> Table:
    rows: list[Row | GroupRow] = [GroupRow(draw(NAME))]
    rows += draw(st.lists(st.builds(Row, st.tuples(NAME, NAME, NAME, NAME)), min_size=1, max_size=12))
    return Table(COLUMNS, (*rows, GroupRow(draw(NAME)), rows[-1]))


@st.composite
def plans(draw: Any) -> tuple[Paper, list[str]]:
    """A plan and the words of its footnotes."""
    notes = draw(st.lists(NAME, max_size=5))
    marked = [Paragraph(draw(NAME) + note(words)) for words in notes]
    blocks = (
        Basis(draw(NAME)),
        Basis(draw(NAME)),
        Heading("section", draw(NAME)),
        Heading("clause", draw(NAME)),
        Heading("point", draw(NAME)),
        *draw(st.lists(st.builds(DashItem, NAME), max_size=20)),
        *marked,
        *draw(st.lists(st.builds(Paragraph, NAME), min_size=1, max_size=20)),
    )
    paper = plan_paper(
        issuer=Issuer(draw(NAME), superior=draw(NAME)),
        place=draw(NAME),
        subject=draw(NAME),
        blocks=blocks,
        recipients=tuple(draw(st.lists(st.builds(Recipient, NAME, st.just("act")), max_size=6))),
        signature=Signature(("CHỦ TỊCH",), draw(NAME)),
        annexes=(Annex(draw(NAME), (draw(tables()),), landscape=draw(st.booleans())),),
    )
    return paper, notes


def squeezed(*texts: str) -> str:
    return "".join("".join(texts).split())


def expected_text(paper: Paper) -> str:
    """The whole print in reading order, fixed words included, footnotes and page numbers left out."""
    basis_1, basis_2, section, clause, point, *rest = paper.blocks
    lines = [paper.issuer.superior.upper(), paper.issuer.name.upper()]
    lines += ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: /KH-UBND"]
    lines += [f"{paper.place}, ngày tháng 02 năm 2026", "KẾ HOẠCH", paper.subject]
    lines += [f"{basis_1.text};", f"{basis_2.text}."]
    lines += [f"I. {section.text.upper()}", f"1. {clause.text}", f"a) {point.text}"]
    called = 0
    for block in rest:
        words, mark, _ = block.text.partition("{{note:")
        called += bool(mark)
        lines.append(("- " if isinstance(block, DashItem) else "") + words + (str(called) if mark else ""))
    lines += [
        "./.",
        "Nơi nhận:",
        *(f"- {entry.text} (để thực hiện);" for entry in paper.recipients),
        "- Lưu: VT, VPTK.",
    ]
    lines += [*paper.signature.capacity, paper.signature.name]
    annex = paper.annexes[0]
    lines += ["Phụ lục", annex.title.upper(), "(Kèm theo Kế hoạch số / ngày tháng năm của )", HEAD]
    groups = count = 0
    for row in annex.blocks[0].rows:
        if isinstance(row, GroupRow):
            groups += 1
            lines += [f"{roman(groups)}.", row.text]
        else:
            count += 1
            lines += [str(count), *row.cells]
    return squeezed(*lines)


def printed_text(data: bytes, notes: list[str]) -> str:
    """The text as written, without page numbers, repeated table heads and footnotes."""
    waiting = [squeezed(f"{number} {words}") for number, words in enumerate(notes, start=1)]
    whole = ""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            text = squeezed(*(entry["text"] for entry in page.chars if entry["top"] > 50))
            count = max(number for number in range(len(waiting) + 1) if text.endswith("".join(waiting[:number])))
            text = text.removesuffix("".join(waiting[:count]))
            waiting = waiting[count:]
            if HEAD in whole:
                text = text.removeprefix(HEAD)
            whole += text
    assert waiting == []
    return whole


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_every_text_of_a_plan_stands_in_its_pdf_in_order_and_nothing_else(drawn):
    paper, notes = drawn
    assert printed_text(render_pdf(paper), notes) == expected_text(paper)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans())
def test_signature_of_any_plan_stands_below_words_of_its_body(drawn):
    paper, _ = drawn
    with pdfplumber.open(io.BytesIO(render_pdf(paper))) as pdf:
        texts = [squeezed(*(entry["text"] for entry in page.chars)) for page in pdf.pages]
    page = next(text for text in texts if "Nơinhận:" in text)
    assert "./." in page.split("Nơinhận:")[0]
    assert squeezed(paper.signature.name) in page


def test_two_hundred_tasks_stand_in_order():
    table = task_table(200)
    data = render_pdf(plan_paper(blocks=(Paragraph("Lời"),), annexes=(Annex("Danh mục", (table,), landscape=True),)))
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        text = squeezed(*(entry["text"] for page in pdf.pages[1:] for entry in page.chars if entry["top"] > 50))
    head = squeezed("TT", *(column.title for column in table.columns))
    rows: list[str] = []
    groups = count = 0
    for row in table.rows:
        if isinstance(row, GroupRow):
            groups += 1
            rows += [f"{roman(groups)}.", row.text]
        else:
            count += 1
            rows += [str(count), *row.cells]
    assert text.split(head, 1)[1].replace(head, "") == squeezed(*rows)


def test_points_after_y_double_their_letter():
    blocks = tuple(Heading("point", f"Việc {number}") for number in range(30))
    with pdfplumber.open(io.BytesIO(render_pdf(plan_paper(blocks=blocks, annexes=())))) as pdf:
        text = squeezed(*(entry["text"] for page in pdf.pages for entry in page.chars))
    assert [f"{point_letter(number + 1)})Việc{number}" in text for number in range(30)] == [True] * 30
