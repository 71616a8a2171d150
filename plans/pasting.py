"""A table from Word, Excel or a web page as rows of a grid: split, its columns recognised, each cell judged.

Plain functions over text and lists already read; nothing is stored here.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from documents.reading.suspects import suspects
from documents.reading.targets import NOT_MEASURABLE, read_target
from documents.reading.text import clean_pasted, fold
from plans import fields
from plans.models import Plan, PlanPart, Target, Task
from plans.timing import last_year, plan_timing

MOST_ROWS = 500
NEW, LOOK, FAULT = "new", "look", "fault"
MOST_PARTNER = 200
BUDGET_PLACES = 3
MOST_BUDGET = Decimal(10) ** 11
# The marks of a task, folded, to the fields they set.
FLAGS = {"trong tam": "is_key", "dot pha": "is_breakthrough"}
# Field → what it is called; the first one is the words of the row.
COLUMNS: dict[type[PlanPart], dict[str, str]] = {
    Target: {"phrase": "Chỉ tiêu", "note": "Ghi chú"},
    Task: {
        "content": "Nhiệm vụ",
        "product_text": "Sản phẩm",
        "lead_text": "Chủ trì",
        "partners": "Phối hợp",
        "timing_text": "Thời gian",
        "budget": "Kinh phí",
        "note": "Ghi chú",
    },
}
# Words of a heading, folded, to the field they mean; asked in this order.
_HEADINGS = (
    ("partners", ("phoi hop",)),
    ("lead_text", ("chu tri", "don vi thuc hien", "co quan thuc hien", "nguoi thuc hien", "phu trach")),
    ("product_text", ("san pham", "ket qua")),
    ("timing_text", ("thoi gian", "thoi han", "han hoan thanh", "tien do", "hoan thanh")),
    ("budget", ("kinh phi",)),
    ("note", ("ghi chu",)),
    ("content", ("nhiem vu", "noi dung", "cong viec", "giai phap", "hoat dong")),
    ("phrase", ("chi tieu", "noi dung", "muc tieu")),
)  # fmt: skip
# Cells that are read as something else than words.
_FIGURES = ("budget", "head", "flags")
_ORDINAL_HEADS = frozenset({"tt", "stt", "so tt", "so thu tu"})
_ORDINAL = re.compile(r"(?:\d{1,3}|[ivxlc]{1,6}|[a-zđ])\s*[.)]?|[-–•+*]", re.IGNORECASE)
_MARK = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]|[a-zđ]\)|[-–•+*])\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Known:
    """What words are held against: units that lead, kinds of product, rows there already, people who answer."""

    units: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    there: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()


class Note(NamedTuple):
    """What is said of a cell. name: its field; label: what the field is called."""

    name: str
    label: str
    sentence: str
    faulty: bool


@dataclass
class PastedRow:
    """One line of the table. number: as the person counts its lines; labels: what its fields are called."""

    number: int
    cells: dict[str, str]
    labels: Mapping[str, str]
    state: str = NEW
    notes: list[Note] = field(default_factory=list)

    def say(self, state: str, name: str, sentence: str) -> None:
        """Note something at a cell; a fault outweighs what is only to be looked at."""
        self.notes.append(Note(name, self.labels[name], sentence, state == FAULT))
        if state == FAULT or self.state != FAULT:
            self.state = state

    @property
    def sentences(self) -> list[str]:
        """The notes with their place: "Dòng 7, Thời gian: …"."""
        return [f"Dòng {self.number}, {note.label}: {note.sentence}" for note in self.notes]


def read_table(text: str) -> list[list[str]]:
    """The cells of a pasted table, row by row, all rows equally long; empty rows left out.

    Excel and Word part cells by tabs and put a cell of several lines between quotation marks; a table typed as
    text may be parted by bars. A text without either is a list of one column.
    """
    return [row for row in read_cells(text) if any(row)]


def read_cells(text: str) -> list[list[str]]:
    """The cells of a pasted block as they stood, empty rows inside it kept, all rows equally long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if "\t" not in text and _barred(text):
        lines = [line.strip().strip("|").split("|") for line in text.split("\n")]
        rows = [cells for cells in lines if not all(set(cell.strip()) <= set("-:= ") for cell in cells)]
    elif "\t" in text and '"' in text:
        rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    else:
        rows = [line.split("\t") for line in text.split("\n")]
    cleaned = [[" ".join(clean_pasted(cell).split()) for cell in row] for row in rows]
    width = max(map(len, cleaned), default=0)
    return [row + [""] * (width - len(row)) for row in cleaned]


def _barred(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()]
    return len(lines) > 1 and all("|" in line for line in lines)


def recognise(
    model: type[PlanPart], table: Sequence[Sequence[str]], known: Known, plan: Plan
) -> tuple[bool, list[str]]:
    """Whether the first row is a heading, and the field of every column, "" for one that is left out."""
    if not table:
        return False, []
    by_head = [_by_heading(model, cell) for cell in table[0]]
    if _is_heading(table[0], by_head):
        return True, _once(by_head)
    columns = list(zip(*table, strict=True))
    names = [_by_content(model, column, known, plan) for column in columns]
    words = next(iter(COLUMNS[model]))
    if words not in names:
        free = [at for at, name in enumerate(names) if not name and not _is_ordinal(columns[at])]
        longest = max(free, key=lambda at: sum(map(len, columns[at])), default=None)
        if longest is not None:
            names[longest] = words
    return False, _once(names)


def _by_heading(model: type[PlanPart], cell: str) -> str:
    words = fold(cell)
    return next(
        (name for name, heads in _HEADINGS if name in COLUMNS[model] and any(head in words for head in heads)), ""
    )


def _is_heading(cells: Sequence[str], by_head: list[str]) -> bool:
    """A first row of short words that name columns; a row of one column names it and nothing else."""
    named = [cell for cell, name in zip(cells, by_head, strict=True) if name]
    short = all(len(cell) <= 60 for cell in cells)
    if len(cells) == 1:
        return bool(named) and len(cells[0].split()) <= 3
    return short and (len(named) >= 2 or (len(named) == 1 and any(fold(cell) in _ORDINAL_HEADS for cell in cells)))


def _by_content(model: type[PlanPart], column: Sequence[str], known: Known, plan: Plan) -> str:
    """What a column without a heading holds, where most of its cells say so."""
    cells = [cell for cell in column if cell]
    if not cells or model is Target or _is_ordinal(column):
        return ""
    tests = (
        ("timing_text", lambda cell: _is_timing(cell, plan)),
        ("product_text", lambda cell: fold(cell) in known.products),
        ("lead_text", lambda cell: fold(cell) in known.units),
    )
    for name, test in tests:
        if 2 * sum(map(test, cells)) > len(cells):
            return name
    return ""


def _is_ordinal(column: Iterable[str]) -> bool:
    cells = [cell for cell in column if cell]
    return bool(cells) and all(_ORDINAL.fullmatch(cell) for cell in cells)


def _is_timing(cell: str, plan: Plan) -> bool:
    if len(cell) > 60:
        return False
    try:
        return plan_timing(cell, plan).end is not None
    except NotReadable:
        return False


def _once(names: list[str]) -> list[str]:
    """Each field for one column only: the first."""
    return [name if name and name not in names[:at] else "" for at, name in enumerate(names)]


def judge(
    model: type[PlanPart],
    table: Sequence[Sequence[str]],
    names: Sequence[str],
    known: Known,
    plan: Plan,
    first: int = 1,
) -> list[PastedRow]:
    """Every line as a row to add, with what is wrong (fault) and what to look at (look). first: its number."""
    words = next(iter(COLUMNS[model]))
    there, rows = set(known.there), []
    for number, line in enumerate(table, start=first):
        cells = {name: cell for name, cell in zip(names, line, strict=False) if name}
        cells[words] = without_ordinal(cells.get(words, ""))
        row = PastedRow(number, cells, COLUMNS[model])
        judge_row(row, model, replace(known, there=frozenset(there)), plan)
        there.add(key_of(cells[words]))
        rows.append(row)
    return rows


def without_ordinal(words: str) -> str:
    """The words of a row without the number or dash typed before them."""
    return _MARK.sub("", words)


def key_of(words: str) -> str:
    """The words of a row as they are compared with those of others."""
    return fold(words).strip(" .;")


def judge_row(row: PastedRow, model: type[PlanPart], known: Known, plan: Plan) -> None:
    """Say what is wrong with the cells of a row and what is to be looked at: pasted, or read from a workbook."""
    words = next(iter(COLUMNS[model]))
    if words in row.cells:
        _judge_words(row, words, known)
    for name, text in row.cells.items():
        _judge_text(row, model, name, text)
        if text and name in _JUDGES:
            _JUDGES[name](row, name, known, plan)


def _judge_words(row: PastedRow, words: str, known: Known) -> None:
    if not row.cells[words]:
        row.say(FAULT, words, "chưa có nội dung.")
    elif key_of(row.cells[words]) in known.there:
        row.say(LOOK, words, "đã có trong mục này, có thể bị trùng.")


def _judge_text(row: PastedRow, model: type[PlanPart], name: str, text: str) -> None:
    """What holds for every cell of words: its length, and words that look misread."""
    pieces = text.split(";") if name == "partners" else [text]
    most, longest = _most(model, name), max(map(len, pieces))
    if most and longest > most:
        row.say(FAULT, name, f"dài {format_decimal(longest)} ký tự, ô này nhận tối đa {format_decimal(most)}.")
    for found in suspects(text):
        row.say(LOOK, name, found.sentence)


def _most(model: type[PlanPart], name: str) -> int:
    """Most characters of a cell, 0 for one that holds no free words."""
    if name == "partners":
        return MOST_PARTNER
    return fields.limit(model, name) if name not in _FIGURES else 0


def _judge_target(row: PastedRow, name: str, known: Known, plan: Plan) -> None:
    reading = read_target(row.cells[name], year=last_year(plan))
    if not reading.measurable:
        row.say(LOOK, name, reading.why_not or NOT_MEASURABLE)


def _judge_timing(row: PastedRow, name: str, known: Known, plan: Plan) -> None:
    try:
        plan_timing(row.cells[name], plan)
    except NotReadable as fault:
        row.say(FAULT, name, fault.sentence)


def _judge_budget(row: PastedRow, name: str, known: Known, plan: Plan) -> None:
    try:
        value = parse_decimal(row.cells[name], places=BUDGET_PLACES)
    except NotReadable as fault:
        row.say(FAULT, name, fault.sentence)
        return
    if value < 0:
        row.say(FAULT, name, "kinh phí không âm.")
    elif value >= MOST_BUDGET:
        row.say(FAULT, name, f"số “{row.cells[name]}” quá lớn. Kinh phí tính bằng triệu đồng.")


def _judge_lead(row: PastedRow, name: str, known: Known, plan: Plan) -> None:
    if fold(row.cells[name]) not in known.units:
        row.say(LOOK, name, f"“{row.cells[name]}” chưa gắn với đơn vị nào.")


def _judge_head(row: PastedRow, name: str, known: Known, plan: Plan) -> None:
    if fold(row.cells[name]) not in known.heads:
        row.say(
            FAULT, name, f"“{row.cells[name]}” không có, hoặc trùng tên, trong cán bộ của đơn vị. Chọn ở trang soạn."
        )


def _judge_flags(row: PastedRow, name: str, known: Known, plan: Plan) -> None:
    try:
        read_flags(row.cells[name])
    except NotReadable as fault:
        row.say(FAULT, name, fault.sentence)


_JUDGES: dict[str, Callable[[PastedRow, str, Known, Plan], None]] = {
    "phrase": _judge_target,
    "timing_text": _judge_timing,
    "budget": _judge_budget,
    "lead_text": _judge_lead,
    "head": _judge_head,
    "flags": _judge_flags,
}


def read_flags(text: str) -> dict[str, bool]:
    """The two marks of a task as written in one cell. Raises NotReadable for other words."""
    pieces = {fold(piece).strip(" .") for piece in re.split(r"[,;\n]", text)} - {""}
    if unknown := pieces - set(FLAGS):
        raise NotReadable(f"“{min(unknown)}” chưa rõ. Ghi “trọng tâm”, “đột phá”, cả hai, hoặc để trống.")
    return {name: flag in pieces for flag, name in FLAGS.items()}


def values_of(row: PastedRow) -> Mapping[str, object]:
    """The cells as the verb that adds rows takes them."""
    values: dict[str, object] = {name: text for name, text in row.cells.items() if name != "budget"}
    if row.cells.get("budget"):
        values["budget"] = parse_decimal(row.cells["budget"], places=BUDGET_PLACES)
    return values
