"""The page boxes of a Word paper: margins, turned annexes, page numbers and the foot of page 1."""

from documents.layout.parts import PaperStyle
from documents.word.flow import Line
from documents.word.markup import element, mm, properties, twips
from documents.word.runs import plain
from documents.word.styles import border

A4_MM = (210, 297)
NUMBER_PT = 13
CONTACT_LINE_PT = 11 * 1.2
CONTACT_EDGE_PT = 3.75
# Parts of the package that sections refer to, by relationship id.
NUMBER, BLANK, CONTACT, NO_CONTACT = "rIdNumber", "rIdBlank", "rIdContact", "rIdNoContact"
_NUMBER_FIELD = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'


def text_width(style: PaperStyle, *, landscape: bool = False) -> float:
    """Return the mm between the margins; a turned page keeps its margins where they are."""
    return A4_MM[landscape] - style.left_mm - style.right_mm


def section(style: PaperStyle, *, contact: int, annex: bool = False, landscape: bool = False) -> str:
    """Return the properties of one section.

    Each counts its pages from 1 and prints no number on its first. contact: lines at the foot of page 1.
    """
    wide, high = sorted(map(twips, map(mm, A4_MM)), reverse=landscape)
    turned = {"w:orient": "landscape"} if landscape else {}
    parts = [_refer("header", "default", NUMBER), _refer("header", "first", BLANK)]
    if contact:
        parts.append(_refer("footer", "first", NO_CONTACT if annex else CONTACT))
    return properties(
        "w:sectPr",
        *parts,
        element("w:type", {"w:val": "nextPage"}),
        element("w:pgSz", {"w:w": wide, "w:h": high, **turned}),
        _margins(style, contact),
        element("w:pgNumType", {"w:start": 1}),
        element("w:titlePg"),
    )


def number_xml() -> str:
    """Return the page number at the top of a page."""
    return Line("Header", _NUMBER_FIELD).xml()


def contact_xml(lines: list[str]) -> str:
    """Return the address of the office under a rule (ô 13)."""
    box = element("w:pBdr", None, border("w:top", 0.75, space=3))
    return "".join(Line("Footer", plain(line), box="" if place else box).xml() for place, line in enumerate(lines))


def blank_xml(style: str) -> str:
    """Return a head or a foot without words."""
    return Line(style).xml()


def _refer(kind: str, pages: str, part: str) -> str:
    return element(f"w:{kind}Reference", {"w:type": pages, "r:id": part})


def _margins(style: PaperStyle, contact: int) -> str:
    """The number stands in the middle of the upper margin, the contact begins where the lower one does."""
    head = mm(style.top_mm) / 2 - NUMBER_PT * 1.15 / 2
    foot = mm(style.bottom_mm) - contact * CONTACT_LINE_PT - CONTACT_EDGE_PT if contact else mm(style.bottom_mm) / 2
    sides = {"top": style.top_mm, "right": style.right_mm, "bottom": style.bottom_mm, "left": style.left_mm}
    values = {f"w:{side}": twips(mm(length)) for side, length in sides.items()}
    return element("w:pgMar", {**values, "w:header": twips(head), "w:footer": twips(foot), "w:gutter": 0})
