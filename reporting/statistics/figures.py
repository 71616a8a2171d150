"""One figure as it stands in a cell, and how it is read and printed.

K says that the row does not apply to the unit, "-" that nothing of the kind happened, an empty cell that the figure
is not known yet. Only the last one keeps a sum or a ratio from being reckoned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from reporting.statistics.shape import NotApplicable, Row, RowKind


class Status(StrEnum):
    """What a cell says. The words are those under which values are stored."""

    GIVEN = "given"
    NOT_APPLICABLE = "not_applicable"
    NOTHING_AROSE = "nothing_arose"
    BLANK = "blank"


_SIGNS = {Status.NOT_APPLICABLE: "K", Status.NOTHING_AROSE: "-", Status.BLANK: ""}
_READ = {"k": Status.NOT_APPLICABLE, "-": Status.NOTHING_AROSE, "–": Status.NOTHING_AROSE, "—": Status.NOTHING_AROSE}
# A field of three decimals could not tell 1.234 from 1,234.
MONEY_PLACES = 2
LARGEST = Decimal(10) ** 12


@dataclass(frozen=True)
class Figure:
    """A number, or why there is none."""

    status: Status
    amount: Decimal | None = None

    @property
    def known(self) -> bool:
        """Whether the cell says anything."""
        return self.status != Status.BLANK

    @property
    def number(self) -> Decimal:
        """The amount in sums: nothing where the row does not apply or nothing happened."""
        return self.amount or Decimal(0)

    def printed(self) -> str:
        """As it stands in a cell: "1.451", "K", "-", ""."""
        return _SIGNS.get(self.status, "") if self.amount is None else format_decimal(self.amount)


BLANK = Figure(Status.BLANK)
NOTHING = Figure(Status.NOTHING_AROSE)
NOT_APPLICABLE = Figure(Status.NOT_APPLICABLE)


def given(amount: Decimal | int | str) -> Figure:
    """A figure with this amount."""
    return Figure(Status.GIVEN, Decimal(amount))


def add(figures: Iterable[tuple[int, Figure]]) -> Figure:
    """The sum of figures with their signs: empty as soon as one is empty, K where all are K."""
    rows = list(figures)
    statuses = {figure.status for _, figure in rows}
    if not rows or Status.BLANK in statuses:
        return BLANK
    if statuses == {Status.NOT_APPLICABLE}:
        return NOT_APPLICABLE
    if Status.GIVEN not in statuses:
        return NOTHING
    return given(sum((sign * figure.number for sign, figure in rows), Decimal(0)))


def read_figure(text: str, row: Row) -> Figure:
    """What was typed into the cell of ``row``. Raises NotReadable with the sentence for the cell."""
    typed = text.strip()
    if row.formula:
        raise NotReadable(f"{_named(row)} do cổng tính từ các số khác, không nhập.")
    if not typed:
        return BLANK
    status = _READ.get(typed.lower())
    if status == Status.NOT_APPLICABLE and row.not_applicable == NotApplicable.NEVER:
        raise NotReadable(f"{_named(row)} đơn vị nào cũng có nên không ghi K. Không phát sinh thì ghi dấu -.")
    if status is not None:
        return Figure(status)
    number = _number(typed, row)
    if problem := range_problem(number, row):
        raise NotReadable(problem)
    return Figure(Status.GIVEN, number)


def range_problem(number: Decimal, row: Row) -> str:
    """Why ``number`` cannot be the figure of ``row``, or ""."""
    shown = format_decimal(number)
    if number < 0:
        return f"{_named(row)} không nhận số âm, đang ghi {shown}."
    if number >= LARGEST:
        return f"{_named(row)} đang ghi {shown}, lớn hơn mức một đơn vị có thể có. Kiểm tra lại đơn vị tính."
    if row.choices:
        return (
            "" if shown in dict(row.choices) else f"“{shown}” không có trong danh mục. Chọn một trong: {_choices(row)}."
        )
    if row.kind != RowKind.MONEY and number != number.to_integral_value():
        return f"{_named(row)} tính bằng {row.unit} nên chỉ nhận số nguyên, đang ghi {shown}."
    return ""


def _number(typed: str, row: Row) -> Decimal:
    if typed.endswith("%") and not row.choices:
        raise NotReadable(f"“{typed}” là tỷ lệ. {_named(row)} tính bằng {row.unit}; tỷ lệ do cổng tính.")
    try:
        number = parse_decimal(typed)
    except NotReadable:
        if row.choices:
            raise NotReadable(f"“{typed}” không có trong danh mục. Chọn một trong: {_choices(row)}.") from None
        raise
    whole = row.kind != RowKind.MONEY
    if whole and not row.choices and number != number.to_integral_value():
        raise NotReadable(f"“{typed}” có phần lẻ. {_named(row)} tính bằng {row.unit} nên chỉ nhận số nguyên.")
    return number if whole else parse_decimal(typed, places=MONEY_PLACES)


def _choices(row: Row) -> str:
    return "; ".join(f"{code} ({words})" for code, words in row.choices)


def _named(row: Row) -> str:
    words = row.phrase or row.label
    return words[:1].upper() + words[1:]
