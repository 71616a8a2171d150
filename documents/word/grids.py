"""Tables of a Word paper: the ruled ones of its text, and those without rules that set two columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from documents.word.flow import Line, Piece, Table
from documents.word.markup import TWIPS_IN_POINT, element, mm, properties, twips, val
from documents.word.runs import Notes, marked, plain
from documents.word.styles import CELL_SIDE, TABLE_STYLE, cell_margins

ALIGNS = {"left": "left", "center": "center", "right": "right", "justify": "both"}
# Points, as static/css/paper.css has them.
ABOVE_CAPTION, UNDER_CAPTION, ABOVE_NOTE = 7, 4, 0


def grid(table: dict[str, Any], width_mm: float, notes: Notes, *, before: float | None, gap: int, last: bool) -> list:
    """Return a table of documents.sheet with its caption and its note of units as pieces.

    before: points above the first of them; gap: those between two. last: the bottom row stays with what follows.
    """
    pieces: list[Piece] = []
    if table["caption"]:
        pieces.append(Line("Caption", plain(table["caption"]), before=max(before or 0, ABOVE_CAPTION)))
        before = UNDER_CAPTION
    if table["unit_note"]:
        under = ABOVE_NOTE if table["caption"] else before
        pieces.append(Line("DonViTinh", plain(table["unit_note"]), before=under))
        before = UNDER_CAPTION if table["caption"] else gap
    widths = _shared(twips(mm(width_mm)), [column["width"] for column in table["columns"]])
    rows = [*_head_rows(table, widths)]
    rows += [_row(row, widths, notes, keep=last and row is table["rows"][-1]) for row in table["rows"]]
    head = [val("w:tblStyle", TABLE_STYLE), element("w:tblLook", {"w:val": "0020", "w:firstRow": 1})]
    if table["caption"]:
        head.append(val("w:tblCaption", table["caption"]))
    return [*pieces, Table(_table(head, widths, rows), before=before or 0)]


def columns(rows: Iterable[Sequence[Sequence[Line]]], widths_mm: Sequence[float], margins_mm: Sequence[float]) -> Table:
    """Return a table without rules: rows of cells of lines. margins_mm: what each column leaves free at its right."""
    widths = [twips(mm(width)) for width in widths_mm]
    made = [
        _table_row(
            [
                _cell(width, [replace(line, right=(line.right or 0) + margin) if margin else line for line in lines])
                for width, margin, lines in zip(widths, margins_mm, row, strict=True)
            ],
            whole=True,
        )
        for row in rows
    ]
    return Table(_table([cell_margins(0, 0)], widths, made))


def _shared(total: int, percents: list[int]) -> list[int]:
    """Return widths that sum to the whole, whatever rounding leaves."""
    edges = [round(total * sum(percents[:count]) / sum(percents)) for count in range(len(percents) + 1)]
    return [right - left for left, right in pairwise(edges)]


def _table(head: list[str], widths: list[int], rows: list[str]) -> str:
    facts = properties(
        "w:tblPr",
        *head,
        element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
        element("w:tblInd", {"w:w": 0, "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
    )
    edges = element("w:tblGrid", None, *(element("w:gridCol", {"w:w": width}) for width in widths))
    return element("w:tbl", None, facts, edges, *rows)


def _table_row(cells: list[str], *, whole: bool, repeated: bool = False) -> str:
    facts = properties("w:trPr", element("w:cantSplit") if whole else "", element("w:tblHeader") if repeated else "")
    return element("w:tr", None, facts, *cells)


def _cell(width: int, lines: Sequence[Line], *, span: int = 1, place: str = "top", merged: str = "") -> str:
    """Return a cell. merged: "restart" where it goes on below, "continue" where it goes on from above."""
    facts = properties(
        "w:tcPr",
        element("w:tcW", {"w:w": width, "w:type": "dxa"}),
        val("w:gridSpan", span) if span > 1 else "",
        val("w:vMerge", merged) if merged else "",
        val("w:vAlign", place) if place != "top" else "",
    )
    return element("w:tc", None, facts, *(line.xml() for line in lines or (Line("OBang"),)))


def _head_rows(table: dict[str, Any], widths: list[int]) -> Iterator[str]:
    """Yield the rows of the head, each repeated on every page: groups above titles, then the form's numbers."""
    columns = list(zip(table["columns"], widths, strict=True))
    deep = len(table["head"]) > 1
    if deep:
        cells = []
        for group, members in groupby(columns, key=lambda pair: pair[0]["group"]):
            pairs = list(members)
            if group:
                cells.append(_head_cell(group, sum(width for _, width in pairs), span=len(pairs)))
            else:
                cells += [_head_cell(column["title"], width, merged="restart") for column, width in pairs]
        yield _table_row(cells, whole=True, repeated=True)
    titles = [
        _head_cell("", width, merged="continue") if deep and not column["group"] else _head_cell(column["title"], width)
        for column, width in columns
    ]
    yield _table_row(titles, whole=True, repeated=True)
    if table["numbers"]:
        numbers = [_head_cell(column["number"], width, style="SoCot") for column, width in columns]
        yield _table_row(numbers, whole=True, repeated=True)


def _head_cell(words: str, width: int, *, style: str = "DauBang", **shape) -> str:
    return _cell(width, [Line(style, plain(words) if words else "")], place="center", **shape)


def _row(row: dict[str, Any], widths: list[int], notes: Notes, *, keep: bool) -> str:
    """Return a row; one with a very long text may run over a page, as on the printed paper."""
    if row["is_group"]:
        return _table_row(_group_cells(row, widths, notes), whole=True)
    place = "top" if row["tall"] else "center"
    rooms = [width / TWIPS_IN_POINT - 2 * CELL_SIDE for width in widths[row["numbered"] :]]
    cells = [
        (cell["align"], [marked(line, notes, room=room) for line in cell["lines"]])
        for cell, room in zip(row["cells"], rooms, strict=True)
    ]
    if row["numbered"]:
        cells.insert(0, ("center", [plain(row["label"])]))
    return _table_row(
        [
            _cell(width, [Line("OBang", words, align=ALIGNS[align], keep_next=keep) for words in lines], place=place)
            for width, (align, lines) in zip(widths, cells, strict=True)
        ],
        whole=not row["tall"],
    )


def _group_cells(row: dict[str, Any], widths: list[int], notes: Notes) -> list[str]:
    words = marked(row["words"], notes)
    if not row["own_cell"]:
        label = Line("NhomBang", plain(f"{row['label']} ") + words)
        return [_cell(sum(widths), [label], span=len(widths), place="center")]
    return [
        _cell(widths[0], [Line("NhomBang", plain(row["label"]), align="center")], place="center"),
        _cell(sum(widths[1:]), [Line("NhomBang", words)], span=len(widths) - 1, place="center"),
    ]
