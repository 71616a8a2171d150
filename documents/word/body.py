"""The numbered, punctuated lines of documents.sheet as paragraphs and tables of a Word paper."""

from typing import Any

from documents.word.flow import Line, Piece
from documents.word.grids import ALIGNS, grid
from documents.word.runs import Notes, marked

# Class of the style sheet -> style in Word.
STYLES = {
    "part": "Heading1",
    "section": "Heading2",
    "clause": "Heading3",
    "point": "Diem",
    "paragraph": "DoanVan",
    "basis": "CanCu",
    "dash": "GachDauDong",
    "formula": "DongQuyetDinh",
}
# What follows "QUYẾT ĐỊNH:" stands two gaps below it.
AFTER_FORMULA = ("paragraph", "point", "clause")
FLUSH = ("center", "right")


def body(
    groups: list[dict[str, Any]], notes: Notes, *, width: float, gap: int, before: float, ends: bool = False
) -> list[Piece]:
    """Return the blocks of a body or an annex as pieces.

    width: mm between the margins. gap: points between paragraphs; before: those above the first block.
    ends: what comes next has to stay on the page of the last block.
    """
    found: list[Piece] = []
    blocks = [(group, at, block) for group in groups for at, block in enumerate(group["blocks"])]
    for place, (group, at, block) in enumerate(blocks):
        above = before if place == 0 else None
        last = ends and place == len(blocks) - 1
        if block["is_table"]:
            above = gap if above is None else above
            found += grid(block, width, notes, before=above, gap=gap, last=last)
            continue
        classes = block["classes"].split()
        if above is None and at and classes[0] in AFTER_FORMULA and group["blocks"][at - 1].get("classes") == "formula":
            above = 2 * gap
        found.append(_line(block, classes, notes, above, last=last))
    return found


def _line(block: dict[str, Any], classes: list[str], notes: Notes, above: float | None, *, last: bool) -> Line:
    kind, *more = classes
    align = next((name.removeprefix("align-") for name in more if name.startswith("align-")), "justify")
    return Line(
        STYLES[kind],
        marked(block["words"], notes, capitals=kind == "formula"),
        before=above,
        align=ALIGNS[align] if align != "justify" else None,
        keep_next=last or "leads" in more,
        flush=align in FLUSH,
    )
