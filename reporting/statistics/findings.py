"""What does not fit in a sheet, as sentences with the difference and all cells concerned, and how words settle it.

Published official figures do not add up (domain 3.3): a mismatch keeps nobody from reporting once it is explained,
and the explanation prints as a note.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from documents.citing import lower_first
from documents.reading.quantities import NotReadable, format_decimal, format_quantity
from reporting.statistics.figures import Figure, Status, range_problem
from reporting.statistics.formulas import Formula, Get, Term, total
from reporting.statistics.shape import Check, Form, Row, Sign
from reporting.statistics.sheet import Line, Sheet, formula_of

_SHORTEST_REASON = 8


class Level(StrEnum):
    """BLOCK: mend it or explain it. ASK: right as it is? NOTE: explained, prints as a note."""

    BLOCK = "block"
    ASK = "ask"
    NOTE = "note"


@dataclass(frozen=True, order=True)
class Cell:
    """A cell: code of row or column, and the line of the table ("" for rows, "total" for the totals)."""

    code: str
    line: str = ""

    @property
    def place(self) -> str:
        """How pages and remarks name it: "figure-3.4.c7-dat-dai"."""
        return f"figure-{self.code}-{self.line}" if self.line else f"figure-{self.code}"


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit.

    check: what was asked; cells: every cell of it; difference: between its two sides; advice: what to look at;
    justifiable: whether words can settle it; reason: the words that did.
    """

    check: str
    cells: tuple[Cell, ...]
    sentence: str
    difference: Decimal
    level: Level = Level.BLOCK
    advice: str = ""
    justifiable: bool = True
    reason: str = ""

    @property
    def line(self) -> str:
        """The line of the table it is about, "" for rows."""
        return self.cells[0].line

    @property
    def key(self) -> str:
        """Under which a reason is kept: the same check in the same line."""
        return f"{self.check}@{self.line}" if self.line else self.check

    @property
    def ask(self) -> str:
        """What to do about it, after the sentence; nothing where the sentence itself asks."""
        if self.level == Level.ASK:
            return ""
        return f"{self.advice}, hoặc nêu lý do chênh lệch." if self.justifiable else "Sửa lại số này."

    @property
    def note(self) -> str:
        """As it prints below the table once it is explained."""
        return f"{self.sentence} Lý do: {self.reason}" if self.reason else self.sentence


@dataclass(frozen=True)
class Reason:
    """Words for a mismatch, given when it was ``difference``; another difference asks again."""

    key: str
    difference: Decimal
    words: str


def read_reason(text: str) -> str:
    """The reason typed. Raises NotReadable with the sentence where it says nothing."""
    words = " ".join(text.split())
    if sum(letter.isalpha() for letter in words) < _SHORTEST_REASON:
        raise NotReadable("Ghi lý do chênh lệch để người đọc báo cáo hiểu, ví dụ: 9 hồ sơ công dân xin rút.")
    return words if words.endswith((".", "…")) else f"{words}."


def settle(findings: Iterable[Finding], reasons: Iterable[Reason]) -> list[Finding]:
    """The findings, those with a reason for this very difference turned into notes."""
    known = {(reason.key, reason.difference): reason.words for reason in reasons}
    return [
        replace(one, level=Level.NOTE, reason=known[one.key, one.difference])
        if one.justifiable and (one.key, one.difference) in known
        else one
        for one in findings
    ]


def check(sheet: Sheet) -> list[Finding]:
    """Everything that does not fit, in the order of the form; what is not filled yet is not judged."""
    return [*_ranges(sheet), *_in_lines(sheet), *_totals(sheet), *_between_rows(sheet)]


def _ranges(sheet: Sheet) -> Iterator[Finding]:
    for code, figure in sheet.figures.items():
        yield from _range(sheet.form.row(code), figure, "", "")
    for line in _all_lines(sheet):
        for code, figure in line.figures.items():
            yield from _range(sheet.form.row(code), figure, line.key, f"{line.name}: ")


def _range(row: Row, figure: Figure, line: str, opening: str) -> Iterator[Finding]:
    if figure.status == Status.GIVEN and (problem := range_problem(figure.number, row)):
        sentence = f"{opening}{lower_first(problem) if opening else problem}"
        yield Finding(f"range.{row.code}", (Cell(row.code, line),), sentence, figure.number, justifiable=False)


def _all_lines(sheet: Sheet) -> tuple[Line, ...]:
    return (*sheet.lines, sheet.stated) if sheet.stated else sheet.lines


def _in_lines(sheet: Sheet) -> Iterator[Finding]:
    for line in _all_lines(sheet):
        read = sheet.in_line(line)
        for one in _stated_checks(sheet.form, line):
            yield from _judge(sheet.form, one, line.figures.__getitem__, read, line)
        for one in sheet.form.checks:
            if one.table:
                yield from _judge(sheet.form, one, read, read, line)


def _stated_checks(form: Form, line: Line) -> Iterator[Check]:
    """Computed columns that somebody has stated, each against its formula."""
    for code, figure in line.figures.items():
        row = form.row(code)
        if row.formula and figure.known:
            optional = [part for part in formula_of(row.formula).codes if form.row(part).optional]
            hint = f"; {_untimed_hint(form.row(optional[0]))}" if optional else ""
            yield Check(f"{code}=", f"[{code}]", Sign.EQUAL, row.formula, row.table, f"các cột này{hint}")


def _untimed_hint(row: Row) -> str:
    return f"hồ sơ trả lại, rút, dừng ghi ở cột “{row.label}”"


def _totals(sheet: Sheet) -> Iterator[Finding]:
    """Totals that somebody has stated, each against the sum of its column."""
    if not (sheet.stated and sheet.lines):
        return
    summed = replace(sheet, stated=None)
    for code, figure in sheet.stated.figures.items():
        of_lines, row = summed.figure(code), sheet.form.row(code)
        if figure.known and of_lines.known and figure.number != of_lines.number:
            cells = (Cell(code, sheet.stated.key), *(Cell(code, line.key) for line in sheet.lines))
            sentence = (
                f"{sheet.stated.name}: cột {_column(row)} là {_shown(figure)} nhưng các lĩnh vực cộng lại là "
                f"{_shown(of_lines)}, {_apart(figure.number - of_lines.number, row.unit)}."
            )
            yield Finding(
                f"{code}.sum", cells, sentence, figure.number - of_lines.number, advice="Kiểm tra lại các dòng"
            )


def _between_rows(sheet: Sheet) -> Iterator[Finding]:
    for one in sheet.form.checks:
        if not one.table:
            yield from _judge(sheet.form, one, sheet.figure, sheet.figure, None)


def _judge(form: Form, one: Check, get_left: Get, get_right: Get, line: Line | None) -> Iterator[Finding]:
    left, right = formula_of(one.left), formula_of(one.right)
    mine, other = total(left.over, get_left), total(right.over, get_right)
    if not (mine.known and other.known) or Status.NOT_APPLICABLE in (mine.status, other.status):
        return
    apart = mine.number - other.number
    if apart == 0 or (one.sign == Sign.AT_MOST and apart < 0):
        return
    key = line.key if line else ""
    words = _unequal if one.sign == Sign.EQUAL else _too_much
    sentence = words(form, (left, mine), (right, other), get_right, line)
    cells = tuple(Cell(code, key) for code in (*left.codes, *right.codes))
    advice = f"Kiểm tra lại {one.advice}" if one.advice else "Kiểm tra lại các số này"
    yield Finding(one.code, cells, sentence, apart, advice=advice)


Side = tuple[Formula, Figure]


def _unequal(form: Form, left: Side, right: Side, get: Get, line: Line | None) -> str:
    """M22."""
    row, apart = form.row(left[0].codes[0]), left[1].number - right[1].number
    if line:
        first = f"cột {_columns(form, left[0].over, get)}"
        sides = f"{line.name}: {first} là {_shown(left[1])} nhưng {_columns(form, right[0].over, get)}"
    else:
        sides = f"{_upper_first(_phrases(form, left[0]))} là {_shown(left[1])} nhưng {_phrases(form, right[0])}"
    return f"{sides} là {_shown(right[1])}, {_apart(apart, row.unit)}."


def _too_much(form: Form, left: Side, right: Side, get: Get, line: Line | None) -> str:
    """M23."""
    words = f"{_phrases(form, left[0])} là {_shown(left[1])}, lớn hơn {_phrases(form, right[0])} là {_shown(right[1])}."
    return f"{line.name}: {words}" if line else _upper_first(words)


def _columns(form: Form, terms: tuple[Term, ...], get: Get) -> str:
    """ "(8) + (9) + (10)"; an optional column only where it holds something."""
    rows = [form.row(term.code) for term in terms]
    return " + ".join(_column(row) for row in rows if not row.optional or get(row.code).number)


def _column(row: Row) -> str:
    return row.number or f"“{row.label}”"


def _phrases(form: Form, side: Formula) -> str:
    words = [_phrase(form.row(code)) for code in side.codes]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} và {words[-1]} cộng lại"


def _phrase(row: Row) -> str:
    return row.phrase or lower_first(row.label)


def _apart(difference: Decimal, unit: str) -> str:
    return f"{'thiếu' if difference > 0 else 'thừa'} {format_quantity(abs(difference), unit)}".replace("\u00a0", " ")


def _shown(figure: Figure) -> str:
    return format_decimal(figure.number)


def _upper_first(words: str) -> str:
    return words[:1].upper() + words[1:]
