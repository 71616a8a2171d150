"""What a statistics form is: rows, columns of its table, checks declared on it. Plain data, nothing is stored here."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

# Figures of one printed row: the code is printed once.
_INSIDE = ("m", "t", "tl")


class RowKind(StrEnum):
    """What stands in the cell of a row. A heading has none; a table has a column for each row below it."""

    HEADING = "heading"
    COUNT = "count"
    MONEY = "money"
    RATIO = "ratio"
    CODE = "code"
    TABLE = "table"


class NotApplicable(StrEnum):
    """Whether a unit may write K. USUAL: the row starts as K, it is mostly for other levels (○)."""

    NEVER = "never"
    ALLOWED = "allowed"
    USUAL = "usual"


class Carry(StrEnum):
    """What a new period starts with. KEEP: the last figure, to be confirmed. OPENING: what was open on the eve."""

    NONE = "none"
    KEEP = "keep"
    OPENING = "opening"


class Sign(StrEnum):
    """How the two sides of a check must stand."""

    EQUAL = "="
    AT_MOST = "<="


@dataclass(frozen=True)
class Row:
    """A row of the form, or a column of its table.

    code: as printed; letters and "m", "t", "tl" tell apart the figures of one printed row. phrase: the label inside
    a sentence, where the label itself does not do. formula: computed rows are never typed. filled: ● a commune fills
    it, ○ it is normally for other levels. table: code of the table that the column belongs to; group: the head above
    the column. optional: an empty cell counts as nothing. choices: of a code, (code, words).
    """

    code: str
    label: str
    unit: str = ""
    kind: RowKind = RowKind.COUNT
    phrase: str = ""
    formula: str = ""
    not_applicable: NotApplicable = NotApplicable.ALLOWED
    carry: Carry = Carry.NONE
    metric: str = ""
    filled: bool = True
    table: str = ""
    group: str = ""
    optional: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    def said(self, printed: str) -> str:
        """What stands in the cell for a reader: the words of a code, a figure as it is printed."""
        return dict(self.choices).get(printed, printed)

    @property
    def level(self) -> int:
        """How deep the row stands: 1 for "3", 3 for "3.1.1"."""
        return self.code.count(".") + 1

    @property
    def number(self) -> str:
        """The column as it is numbered on paper: "(7)"; "" for rows and for columns the paper does not number."""
        mark = self.code.rpartition(".c")[2]
        return f"({mark})" if self.table and mark.isdecimal() else ""

    @property
    def printed_code(self) -> str:
        """As paper names it: "1.2.2"; "3.4(7)" for a column; "" for a further figure of a printed row."""
        if self.table:
            return f"{self.table}{self.number}"
        start, _, last = self.code.rpartition(".")
        return "" if start and last in _INSIDE else self.code

    @property
    def whole_label(self) -> str:
        """The label with the head above it: "Đã giải quyết: trước hạn"."""
        return f"{self.group}: {self.label[:1].lower()}{self.label[1:]}" if self.group else self.label

    @property
    def typed(self) -> bool:
        """Whether somebody fills the cell."""
        return self.kind not in (RowKind.HEADING, RowKind.TABLE) and not self.formula


@dataclass(frozen=True)
class Check:
    """How figures must stand to one another. left, right: sums of rows. table: it holds for every line of a table.

    advice: what to look at when it does not hold, after "Kiểm tra lại …".
    """

    code: str
    left: str
    sign: Sign
    right: str
    table: str = ""
    advice: str = ""


@dataclass(frozen=True)
class Form:
    """A version of a statistics form, in force from ``valid_from`` to ``valid_to`` (inclusive)."""

    code: str
    name: str
    ground_text: str
    valid_from: date
    valid_to: date | None
    rows: tuple[Row, ...]
    checks: tuple[Check, ...]

    def row(self, code: str) -> Row:
        """The row of a code. Raises KeyError."""
        return self._by_code[code]

    def columns(self, table: str) -> tuple[Row, ...]:
        """The columns of a table."""
        return tuple(row for row in self.rows if row.table == table)

    def parts(self) -> tuple[Row, ...]:
        """The headings of the first level: one part of the form each, filled by its own person."""
        return tuple(row for row in self.rows if row.level == 1)

    def part_rows(self, part: str) -> tuple[Row, ...]:
        """The rows below a heading."""
        return tuple(row for row in self.rows if row.code.startswith(f"{part}."))

    @cached_property
    def _by_code(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows}

    def from_day(self, day: date) -> "Form":
        """The same rows as a version that holds from ``day`` on."""
        return replace(self, valid_from=day, valid_to=None)
