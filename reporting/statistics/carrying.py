"""What a window starts with: (6) of the table is (11) as at the day before it opens.

The final figure of that day if there is one, else the estimate, and the cell says which. Windows are cumulative, so
6 tháng and năm start with what last year left, quý III with what 6 tháng left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from documents.reading.dates import format_date_short
from documents.reading.quantities import format_decimal
from indicators.windows import Window
from reporting.periods import days_words, eve
from reporting.statistics.figures import BLANK, Figure, add
from reporting.statistics.findings import Cell, Finding
from reporting.statistics.procedures import column
from reporting.statistics.sheet import Line


class Known(StrEnum):
    """How a figure is known. The words are those under which values are stored."""

    ACTUAL = "actual"
    ESTIMATE = "estimate"
    FINAL = "final"


_DAY = timedelta(days=1)
# A count made on the very day is better than a guess made before it, and worse than what was settled after it.
_BEST_FIRST = (Known.FINAL, Known.ACTUAL, Known.ESTIMATE)
_WORDS = {Known.FINAL: "số chính thức", Known.ACTUAL: "số thực hiện", Known.ESTIMATE: "số ước"}


@dataclass(frozen=True)
class Closing:
    """What was open at the end of a day. source: where it stands, "báo cáo năm 2025"; unit: whose it is."""

    as_of: date
    known: Known
    figure: Figure
    source: str
    unit: str = ""


@dataclass(frozen=True)
class Joined:
    """A unit whose open files a window starts with. on: the day on which it became part of another, None while it lasts."""

    unit: int
    name: str
    on: date | None = None


@dataclass(frozen=True)
class Opening:
    """What a window starts with, and the words beside the cell that say from where.

    rule: how it was put together of several units, without their figures; "" where it is one unit's own.
    """

    figure: Figure
    words: str
    known: Known | None = None
    rule: str = ""


def opening(window: Window, closings: Iterable[Closing]) -> Opening:
    """The opening figure of a window from what is known of the day before."""
    best = _best(eve(window), closings)
    day = format_date_short(eve(window))
    if best is None:
        return Opening(BLANK, f"Chưa có số đang giải quyết đến hết ngày {day}: nhập số và ghi nguồn.")
    words = f"Lấy từ cột (11) đến hết ngày {day}, {_WORDS[best.known]} ({best.source})."
    if best.known == Known.ESTIMATE:
        words += " Sẽ đổi khi chốt số liệu chính thức."
    return Opening(best.figure, words, best.known)


def opening_of_successor(window: Window, by_unit: Mapping[Joined, Sequence[Closing]]) -> Opening:
    """The opening figure of a unit that others became: theirs together, as at the day before the window opens.

    Who joined on the first day and who joins inside the window are added alike: the other columns hold their days too.
    """
    best = {unit: _best(eve(window), closings) for unit, closings in by_unit.items()}
    found = {unit: one for unit, one in best.items() if one}
    day, missing = format_date_short(eve(window)), ", ".join(unit.name for unit in best if unit not in found)
    if missing or not best:
        whose = f" của {missing}" if missing else ""
        return Opening(BLANK, f"Chưa có số đang giải quyết đến hết ngày {day}{whose}: nhập số và ghi nguồn.")
    shares = "; ".join(f"{unit.name} {one.figure.printed()}, {_WORDS[one.known]}" for unit, one in found.items())
    worst = max((one.known for one in found.values()), key=_BEST_FIRST.index)
    words = f"Cộng cột (11) đến hết ngày {day} của {len(found)} đơn vị trước sắp xếp: {shares}."
    whose = ", ".join(unit.name for unit in found)
    rule = f"Cột (6) là số đang giải quyết đến hết ngày {day} của {whose} cộng lại.{_joined_inside(window, found)}"
    return Opening(add((1, one.figure) for one in found.values()), words, worst, rule)


def _joined_inside(window: Window, units: Iterable[Joined]) -> str:
    """What the other columns have to hold of those who join while the window runs, a sentence for each."""
    said = ""
    for unit in units:
        if unit.on is not None and unit.on > window.first:
            part = Window(window.first, unit.on - _DAY)
            said += (
                f" {unit.name[:1].upper()}{unit.name[1:]} sáp nhập từ ngày {format_date_short(unit.on)}: "
                f"các cột khác tính cả số của đơn vị này từ {days_words(part)}."
            )
    return said


def _best(day: date, closings: Iterable[Closing]) -> Closing | None:
    known = [one for one in closings if one.as_of == day and one.figure.known]
    return min(known, key=lambda one: _BEST_FIRST.index(one.known), default=None)


def revised(before: Opening, now: Opening) -> str:
    """What is said when the opening figure is another than the one taken over; "" when it is the same."""
    if not (before.figure.known and now.figure.known) or before.figure.number == now.figure.number:
        return ""
    apart = now.figure.number - before.figure.number
    words = "thêm" if apart > 0 else "bớt"
    return (
        f"{_WORDS[now.known or Known.ACTUAL].capitalize()} là {now.figure.printed()}, trước đây lấy "
        f"{before.figure.printed()}: {words} {format_decimal(abs(apart))} hồ sơ."
    )


def check_opening(line: Line, start: Opening) -> list[Finding]:
    """Column (6) of a line against what was open on the eve."""
    code = column(6)
    stated = line.figures.get(code, BLANK)
    if not (stated.known and start.figure.known) or stated.number == start.figure.number:
        return []
    apart: Decimal = stated.number - start.figure.number
    sentence = (
        f"{line.name}: cột (6) là {stated.printed()} nhưng số đang giải quyết chuyển sang là "
        f"{start.figure.printed()}, chênh lệch {format_decimal(abs(apart))} hồ sơ."
    )
    return [Finding("3.4.opening", (Cell(code, line.key),), sentence, apart, advice="Kiểm tra lại cột (6)")]
