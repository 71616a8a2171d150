"""How a measured value is compared with what a target asks.

"Trên 99%" is not "từ 99% trở lên": each wording has its own operator and the arithmetic is exact.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import overload

from documents.reading.dates import format_date_short
from documents.reading.quantities import format_decimal, format_quantity


class Operator(StrEnum):
    """What a target asks of a value; the stored key is the enum's value."""

    GTE = "gte"
    GT = "gt"
    LTE = "lte"
    LT = "lt"
    EQ = "eq"
    INC_GTE = "inc_gte"
    DEC_GTE = "dec_gte"
    RANK_UP_GTE = "rank_up_gte"
    RANK_WITHIN = "rank_within"
    BETWEEN = "between"
    BY = "by"
    BEFORE = "before"
    MAINTAIN = "maintain"
    MINIMISE = "minimise"
    LEVEL_UP = "level_up"


@dataclass(frozen=True)
class OperatorRow:
    """One operator as users meet it.

    label: in the select; sign: on the chip; explains: the checking sentence with {measured}, {goal},
    {goal2}, {change} (the goal, after "tăng"/"giảm") and {than} (compared with what); takes: which
    goal the form asks for ("number", "two numbers", "day", "nothing"); needs_baseline: compared with
    an earlier value.
    """

    label: str
    sign: str
    explains: str
    takes: str = "number"
    needs_baseline: bool = False


OPERATORS: dict[Operator, OperatorRow] = {
    Operator.GTE: OperatorRow("từ … trở lên", "≥", "Đạt khi {measured} từ {goal} trở lên"),
    Operator.GT: OperatorRow(
        "lớn hơn", ">", "Đạt khi {measured} lớn hơn {goal} ({goal} đúng là chưa đạt)"
    ),
    Operator.LTE: OperatorRow("không quá", "≤", "Đạt khi {measured} không quá {goal}"),
    Operator.LT: OperatorRow(
        "nhỏ hơn", "<", "Đạt khi {measured} nhỏ hơn {goal} ({goal} đúng là chưa đạt)"
    ),
    Operator.EQ: OperatorRow("đúng bằng", "=", "Đạt khi {measured} đúng bằng {goal}"),
    Operator.INC_GTE: OperatorRow(
        "tăng ít nhất", "tăng ≥", "Đạt khi {measured} tăng từ {goal} trở lên so với {than}",
        needs_baseline=True,
    ),
    Operator.DEC_GTE: OperatorRow(
        "giảm ít nhất", "giảm ≥", "Đạt khi {measured} giảm từ {goal} trở lên so với {than}",
        needs_baseline=True,
    ),
    Operator.RANK_UP_GTE: OperatorRow(
        "tăng ít nhất … bậc", "tăng ≥", "Đạt khi {measured} tăng từ {goal} trở lên so với {than}",
        needs_baseline=True,
    ),
    Operator.RANK_WITHIN: OperatorRow(
        "trong nhóm dẫn đầu", "hạng ≤", "Đạt khi {measured} là {goal} hoặc cao hơn"
    ),
    Operator.BETWEEN: OperatorRow(
        "trong khoảng", "trong khoảng", "Đạt khi {measured} từ {goal} đến {goal2}, kể cả hai đầu",
        takes="two numbers",
    ),
    Operator.BY: OperatorRow(
        "chậm nhất ngày", "chậm nhất", "Đạt khi {measured} chậm nhất {goal}, tính cả ngày đó",
        takes="day",
    ),
    Operator.BEFORE: OperatorRow(
        "trước ngày", "trước", "Đạt khi {measured} trước {goal} (đúng ngày đó là muộn)",
        takes="day",
    ),
    Operator.MAINTAIN: OperatorRow(
        "duy trì", "duy trì", "Đạt khi {measured} được duy trì", takes="nothing"
    ),
    Operator.MINIMISE: OperatorRow(
        "giảm đến mức thấp nhất", "thấp nhất", "Chưa xét được đạt hay không đạt vì chưa có con số",
        takes="nothing",
    ),
    Operator.LEVEL_UP: OperatorRow(
        "nâng mức độ", "nâng mức", "Đạt khi {measured} lên mức {goal2} (đang ở mức {goal})",
        takes="two numbers",
    ),
}  # fmt: skip

OPERATOR_CHOICES = [(operator.value, row.label) for operator, row in OPERATORS.items()]

Number = Decimal | int


@overload
def _exact(number: Number, name: str) -> Decimal: ...
@overload
def _exact(number: None, name: str) -> None: ...
def _exact(number: Number | None, name: str) -> Decimal | None:
    """The number as a Decimal; floats are refused."""
    if isinstance(number, float):
        raise TypeError(f"{name} is a float; values are decimals")
    return None if number is None else Decimal(number)


def _in_time(operator: Operator, on: Number | date, goal: Number | date | None) -> bool | None:
    """Whether something done on a day kept its day."""
    if not isinstance(on, date) or not isinstance(goal, date):
        return None
    return on <= goal if operator is Operator.BY else on < goal


def _change(difference: Decimal, baseline: Decimal, relative: bool) -> Decimal | None:
    """A change in the unit of the value, or in percent of the baseline."""
    if not relative:
        return difference
    return difference * 100 / baseline if baseline else None


def _compared(operator: Operator, value: Decimal, goal: Decimal, value2: Decimal | None) -> bool | None:
    """Comparisons that need no baseline."""
    match operator:
        case Operator.GTE:
            return value >= goal
        case Operator.GT:
            return value > goal
        case Operator.LTE | Operator.RANK_WITHIN:
            return value <= goal
        case Operator.LT:
            return value < goal
        case Operator.EQ:
            return value == goal
        case Operator.BETWEEN:
            return None if value2 is None else goal <= value <= value2
        case Operator.LEVEL_UP:
            return None if value2 is None else value >= value2
    return None


def met(
    operator: Operator | str,
    value: Number | date | None,
    goal: Number | date | None,
    value2: Number | None = None,
    baseline: Number | None = None,
    *,
    relative: bool = False,
) -> bool | None:
    """Whether a value meets the goal; None when that cannot be said.

    value: measured value, rank (1 is best) or the day something was done. goal, value2: what the
    target asks. baseline: earlier value for increases, decreases, ranks and "duy trì".
    relative: the goal is percent of the baseline, not points. For "duy trì" without a baseline the
    value is 1 (still so) or 0. Raises TypeError for floats.
    """
    operator = Operator(operator)
    if value is None or operator is Operator.MINIMISE:
        return None
    if isinstance(value, date) or isinstance(goal, date):
        return _in_time(operator, value, goal)
    reached, asked = _exact(value, "value"), _exact(goal, "goal")
    earlier, upper = _exact(baseline, "baseline"), _exact(value2, "value2")
    if operator is Operator.MAINTAIN:
        return reached >= (Decimal(1) if earlier is None else earlier)
    if asked is None:
        return None
    if not OPERATORS[operator].needs_baseline:
        return _compared(operator, reached, asked, upper)
    if earlier is None:
        return None
    difference = reached - earlier if operator is Operator.INC_GTE else earlier - reached
    change = _change(difference, earlier, relative and operator is not Operator.RANK_UP_GTE)
    return None if change is None else change >= asked


def _goal_words(goal: Number | date | None, unit: str) -> str:
    if goal is None:
        return unit
    if isinstance(goal, date):
        return f"ngày {format_date_short(goal)}"
    return format_quantity(goal, unit)


def chip(
    operator: Operator | str,
    goal: Number | date | None = None,
    value2: Number | None = None,
    *,
    unit: str = "",
) -> str:
    """The short reading beside a target: `> 99 %`, `90–95 %`, `chậm nhất 28/02/2026`."""
    operator = Operator(operator)
    row = OPERATORS[operator]
    if row.takes == "nothing" or goal is None:
        return f"{row.sign} {unit}".strip() if row.takes != "nothing" else row.sign
    if isinstance(goal, date):
        return f"{row.sign} {format_date_short(goal)}"
    if operator is Operator.BETWEEN and value2 is not None:
        return f"{format_decimal(goal)}–{format_quantity(value2, unit)}"
    if operator is Operator.LEVEL_UP and value2 is not None:
        return f"mức {format_decimal(goal)} → {format_decimal(value2)}"
    return f"{row.sign} {format_quantity(goal, '' if operator is Operator.RANK_WITHIN else unit)}"


def explain(
    operator: Operator | str,
    goal: Number | date | None = None,
    value2: Number | None = None,
    *,
    unit: str = "",
    measured: str = "",
    than: str = "",
) -> str:
    """The sentence by which a person checks the reading (ux 4.4).

    measured: what is counted, e.g. "tỷ lệ"; than: what an increase or decrease is compared with.
    """
    operator = Operator(operator)
    words = measured or ("tỷ lệ" if unit == "%" else "kết quả")
    if operator in (Operator.BY, Operator.BEFORE) and not measured:
        words = "hoàn thành"
    numbers_only = operator in (Operator.LEVEL_UP, Operator.RANK_WITHIN)
    sentence = OPERATORS[operator].explains.format(
        measured=words,
        goal=_goal_words(goal, "" if numbers_only else unit),
        goal2=_goal_words(value2, "" if numbers_only else unit),
        than=than or "kỳ trước",
    )
    return f"{sentence}."
