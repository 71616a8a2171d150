"""What a check says, and the places of a paper it says it about."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from documents import inline
from documents.layout.parts import (
    HEADING_LEVELS,
    Basis,
    Block,
    Formula,
    GroupRow,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
)
from documents.layout.wording import annex_label, heading_labels

BLOCK, WARN = "block", "warn"

_DECREE = "Nghị định 30/2020/NĐ-CP"
# Code of a check: the clause it comes from.
CLAUSES: dict[str, str] = {
    "L1": f"{_DECREE}, Phụ lục I, mục I",
    "L2": f"{_DECREE}, Phụ lục I, mục II.4",
    "L3": f"{_DECREE}, Phụ lục I, mục II.3; Phụ lục III, mục I",
    "L4": f"{_DECREE}, Điều 13; Phụ lục I, mục II.7",
    "L5": f"{_DECREE}, Phụ lục I, mục II.9",
    "L6": f"{_DECREE}, Phụ lục I, mục II.9",
    "L7": f"{_DECREE}, Phụ lục I, mục III.1",
    "L8": f"{_DECREE}, Phụ lục I, mục II.6",
    "L9": f"{_DECREE}, Phụ lục I, mục II.6",
    "L10": f"{_DECREE}, Phụ lục I, mục II.6.a",
    "L11": f"{_DECREE}, Phụ lục I, mục II.6.b",
    "L13": f"{_DECREE}, Phụ lục III",
    "VH": f"{_DECREE}, Phụ lục II",
    "M99": "",
}

Known = Callable[[str], tuple[date | None, str] | None] | Mapping[str, tuple[date | None, str]]


@dataclass(frozen=True)
class Finding:
    """One thing to look at.

    code: L1 … L13, VH (viết hoa), M99 (words of another level). place: where, as a reader names it
    ("Mục III.2", "Nơi nhận"). level: "block" or "warn". sentence: what is wrong and what is right.
    clause: the rule. ref: the field that was typed into, as the paper's part carries it.
    """

    code: str
    place: str
    level: str
    sentence: str
    clause: str
    ref: str = ""


def finding(code: str, place: str, sentence: str, *, level: str = WARN, ref: str = "") -> Finding:
    """A finding with the clause of its code."""
    return Finding(code, place, level, sentence, CLAUSES[code], ref)


@dataclass(frozen=True)
class Spot:
    """A text of the paper without its marks. kind: "basis", "formula", "heading", "paragraph", "dash", "cell",
    "note" or "subject". in_body: the main text, not an annex."""

    place: str
    text: str
    kind: str
    ref: str = ""
    in_body: bool = True


_KINDS = {Basis: "basis", Formula: "formula", Heading: "heading", Paragraph: "paragraph"}


def _with_notes(place: str, text: str, kind: str, ref: str, in_body: bool) -> Iterator[Spot]:
    yield Spot(place, inline.plain(text), kind, ref, in_body)
    for words in inline.notes(text):
        yield Spot(f"{place}, chú thích", words, "note", ref, in_body)


def _path(trail: dict[str, str]) -> str:
    """The heading a text stands under: "Mục II.3.b", "Điều 2, khoản 1, điểm a"."""
    if "article" in trail:
        inner = (("khoản", "clause"), ("điểm", "point"))
        return ", ".join([trail["article"], *(f"{word} {trail[level]}" for word, level in inner if level in trail)])
    part, numbers = trail.get("part", ""), [trail[k] for k in ("section", "clause", "point") if k in trail]
    section = f"Mục {'.'.join(numbers)}" if numbers else ""
    return ", ".join(piece for piece in (part, section) if piece)


def _block_spots(blocks: tuple[Block, ...], opening: str, *, in_body: bool) -> Iterator[Spot]:
    trail: dict[str, str] = {}
    for block, label in zip(blocks, heading_labels(blocks), strict=True):
        if isinstance(block, Heading):
            kept = HEADING_LEVELS[: HEADING_LEVELS.index(block.level)]
            trail = {level: number for level, number in trail.items() if level in kept}
            trail[block.level] = label.rstrip(".)")
        place = _path(trail) or opening
        if not in_body and _path(trail):
            place = f"{opening}, {_path(trail)}"
        if isinstance(block, Table):
            yield from _table_spots(block, place, in_body=in_body)
        else:
            kind = _KINDS.get(type(block), "dash")
            shown = "Căn cứ" if kind == "basis" else place
            yield from _with_notes(shown, block.text, kind, block.ref, in_body)


def _table_spots(table: Table, place: str, *, in_body: bool) -> Iterator[Spot]:
    count = 0
    for row in table.rows:
        if isinstance(row, GroupRow):
            yield from _with_notes(f"{place}, bảng", row.text, "cell", row.ref, in_body)
        elif isinstance(row, Row):
            count += 1
            for cell in row.cells:
                yield from _with_notes(f"{place}, bảng, dòng {count}", cell, "cell", row.ref or table.ref, in_body)


def spots(paper: Paper) -> list[Spot]:
    """Every text of a paper with its place: trích yếu, body, annexes."""
    found = [Spot("Trích yếu", inline.plain(paper.subject), "subject")]
    found += _block_spots(paper.blocks, "Phần mở đầu", in_body=True)
    for position, annex in enumerate(paper.annexes, start=1):
        label = annex_label(position, len(paper.annexes))
        found += _block_spots(annex.blocks, label, in_body=False)
    return found


def kind_of(paper: Paper) -> str:
    """The type as it stands in a sentence: "Kế hoạch", "Công văn"."""
    return paper.type_name.capitalize() if paper.type_name else "Công văn"
