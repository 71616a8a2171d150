"""What follows what on a Word page: paragraphs and tables, and the space between them.

Word adds the space after a paragraph to the space before the next one, and gives a table none. So a
paragraph carries its space before; the space before a table is the one after its neighbour.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from documents.word.markup import element, mm, properties, spacing, twips, val


@dataclass(frozen=True)
class Line:
    """One paragraph: the key of its style, its runs, and what differs from the style (None: nothing).

    before, after: points. left, right: mm. box: a w:pBdr element.
    """

    style: str
    runs: str = ""
    before: float | None = None
    after: float | None = None
    align: str | None = None
    keep_next: bool = False
    flush: bool = False
    left: float | None = None
    right: float | None = None
    box: str = ""
    section: str = ""

    def xml(self) -> str:
        """Return the w:p element."""
        return element("w:p", None, _facts(replace(self, runs="")), self.runs)


@dataclass(frozen=True)
class Table:
    """One table with the points above it."""

    markup: str
    before: float = 0

    def xml(self) -> str:
        """Return the w:tbl element."""
        return self.markup


Piece = Line | Table
# A line that is hardly there: it parts two tables, and closes a section.
THIN = Line("ChuyenPhan")


def put_together(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the pieces with the space above each table on the paragraph before it.

    Two tables that touch would be one in Word, so a thin line parts them.
    """
    found: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, Table) and found:
            above = found[-1]
            if isinstance(above, Table):
                above = THIN
                found.append(above)
            found[-1] = replace(above, after=piece.before)
        found.append(piece)
    return found


# A table of a thousand rows has few kinds of lines.
@lru_cache(maxsize=512)
def _facts(line: Line) -> str:
    indent: dict[str, object] = {"w:firstLine": 0} if line.flush else {}
    sides = {"w:left": line.left, "w:right": line.right}
    indent |= {name: twips(mm(length)) for name, length in sides.items() if length is not None}
    return properties(
        "w:pPr",
        val("w:pStyle", line.style),
        element("w:keepNext") if line.keep_next else "",
        line.box,
        spacing(before=line.before, after=line.after),
        element("w:ind", indent) if indent else "",
        val("w:jc", line.align) if line.align else "",
        line.section,
    )
