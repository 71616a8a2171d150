"""Figures that stand out: against the unit's own earlier figures, and against the other units of the round.

Nothing here is wrong by itself; the question is asked once and answered with one press.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from documents.reading.quantities import format_decimal
from reporting.statistics.figures import Figure, Status
from reporting.statistics.findings import Cell, Finding, Level

_ASK = "Đúng như vậy?"


@dataclass(frozen=True)
class Bounds:
    """From where on a figure stands out. factor: times the earlier one; least: smaller differences never ask;
    points: of percentages; peers: fewer units are no comparison; spread: distances from the middle."""

    factor: Decimal = Decimal(3)
    least: Decimal = Decimal(10)
    points: Decimal = Decimal(10)
    peers: int = 5
    spread: Decimal = Decimal("3.5")


USUAL = Bounds()
# The median distance of a bell curve is 0,6745 of its standard deviation.
_BELL = Decimal("0.6745")


@dataclass(frozen=True)
class Past:
    """An earlier figure. name: as it stands in the sentence ("kỳ trước", "cùng kỳ"); days: of its window."""

    name: str
    figure: Figure
    days: int


def against_past(
    cell: Cell, now: Figure, days: int, past: Past, *, flows: bool, bounds: Bounds = USUAL
) -> list[Finding]:
    """Whether a count stands out from an earlier one.

    flows: it counts what happened in the window, so that windows of unlike length are compared by the day.
    """
    if Status.GIVEN not in (now.status, past.figure.status) or not (now.known and past.figure.known):
        return []
    by_day = flows and days != past.days
    scale = Decimal(past.days) / days if by_day else Decimal(1)
    mine, earlier = now.number * scale, past.figure.number
    if abs(mine - earlier) < bounds.least or not _far(mine, earlier, bounds.factor):
        return []
    words = _compared(mine, earlier, now.number, past)
    opening = "Tính bình quân một ngày, " if by_day and mine and earlier else ""
    sentence = f"{opening}{words}. {_ASK}"
    return [_asked("outlier.past", cell, sentence[:1].upper() + sentence[1:], now.number - earlier)]


def _far(one: Decimal, other: Decimal, factor: Decimal) -> bool:
    small, large = sorted((one, other))
    return large >= factor * small


def _compared(mine: Decimal, earlier: Decimal, now: Decimal, past: Past) -> str:
    if not earlier:
        return f"{past.name} không có, kỳ này là {format_decimal(now)}"
    if not mine:
        return f"{past.name} là {format_decimal(earlier)}, kỳ này không có"
    if mine > earlier:
        return f"gấp {format_decimal(mine / earlier, 1)} lần {past.name}"
    return f"chỉ bằng {format_decimal(100 * mine / earlier, 0)} % {past.name}"


def ratio_against_past(
    cell: Cell, now: Decimal | None, past: Decimal | None, name: str, bounds: Bounds = USUAL
) -> list[Finding]:
    """Whether a percentage stands out from an earlier one."""
    if now is None or past is None or abs(now - past) < bounds.points:
        return []
    words = "Cao" if now > past else "Thấp"
    return [
        _asked(
            "outlier.past", cell, f"{words} hơn {name} {format_decimal(abs(now - past), 2)} điểm %. {_ASK}", now - past
        )
    ]


def against_peers(cell: Cell, now: Figure, others: Sequence[Decimal], bounds: Bounds = USUAL) -> list[Finding]:
    """Whether a figure stands out from those of the other units of the round (median and median distance).

    The answer holds as long as the figure itself stands: the middle moves with every report that comes in.
    """
    if now.status != Status.GIVEN or len(others) < bounds.peers:
        return []
    middle = median(others)
    apart, distance = now.number - middle, median(abs(one - middle) for one in others)
    far = _BELL * abs(apart) > bounds.spread * distance if distance else _far(now.number, middle, bounds.factor)
    if abs(apart) < bounds.least or not far:
        return []
    words = "Cao" if apart > 0 else "Thấp"
    sentence = f"{words} hơn hẳn {len(others)} đơn vị cùng đợt (mức giữa là {format_decimal(middle)}). {_ASK}"
    return [_asked("outlier.peers", cell, sentence, now.number)]


def _asked(code: str, cell: Cell, sentence: str, difference: Decimal) -> Finding:
    return Finding(f"{code}.{cell.code}", (cell,), sentence, difference, Level.ASK)
