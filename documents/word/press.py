"""A paper as the bytes of a .docx file."""

from dataclasses import replace
from typing import Any

from documents.layout.parts import Annex, Paper
from documents.sheet import sheet_context
from documents.word import head as heads
from documents.word.body import body
from documents.word.flow import THIN, Line, Piece, put_together
from documents.word.package import Content, packed
from documents.word.runs import BREAK, Notes, plain
from documents.word.sections import blank_xml, contact_xml, number_xml, section, text_width

# Points above the body: under a title, under "Kính gửi", under the head alone.
UNDER_TITLE, UNDER_ADDRESSEES, UNDER_HEAD = 14, 12, 16
UNDER_REFERENCE = 10


def render_docx(paper: Paper) -> bytes:
    """Return the paper as a Word file; the same paper gives the same bytes.

    Lines come from documents.sheet as for the PDF. The file of an issued paper says in its properties that
    the official one is the PDF.
    """
    context = sheet_context(paper, screen=False)
    notes = Notes()
    contact = len(context["contact_lines"])
    sections = [(_body(paper, context, notes), section(paper.style, contact=contact))]
    for annex, view in zip(paper.annexes, context["annexes"], strict=True):
        box = section(paper.style, contact=contact, annex=True, landscape=annex.landscape)
        sections.append((_annex(paper, annex, view, notes), box))
    content = Content(
        title=context["title"],
        author=paper.issuer.name,
        issued=paper.number is not None,
        style=paper.style,
        document=_document(sections),
        notes=notes.texts,
        number=number_xml(),
        blank=blank_xml("Header"),
        contact=contact_xml(context["contact_lines"]) if contact else "",
        no_contact=blank_xml("Footer") if contact else "",
    )
    return packed(content)


def _document(sections: list[tuple[list[Piece], str]]) -> str:
    """Return the body: every section but the last ends in a paragraph that holds its page box."""
    made = []
    for place, (pieces, box) in enumerate(sections, start=1):
        closed = put_together(pieces)
        last = place == len(sections)
        made += [piece.xml() for piece in closed]
        made.append(THIN.xml() + box if last else replace(THIN, section=box).xml())
    return "".join(made)


def _body(paper: Paper, context: dict[str, Any], notes: Notes) -> list[Piece]:
    width = text_width(paper.style)
    above = UNDER_ADDRESSEES if paper.addressees else UNDER_HEAD if paper.is_letter else UNDER_TITLE
    # LibreOffice sets a full line above a table that opens a document, unless there is a paragraph.
    pieces = [THIN, *heads.head(paper, context, width)]
    pieces += body(context["groups"], notes, width=width, gap=paper.style.gap_pt, before=above, ends=True)
    return [*pieces, heads.closing(paper, context, width)]


def _annex(paper: Paper, annex: Annex, view: dict[str, Any], notes: Notes) -> list[Piece]:
    width = text_width(paper.style, landscape=annex.landscape)
    title = BREAK.join((plain(view["label"]), plain(view["title"].upper())))
    gap = paper.style.gap_pt
    # The style sheet's margins overlap, so the wider one counts.
    above = max(UNDER_REFERENCE, gap)
    pieces = [Line("TenPhuLuc", title), Line("KemTheo", plain(view["reference"]))]
    return [*pieces, *body(view["groups"], notes, width=width, gap=gap, before=above, ends=True)]
