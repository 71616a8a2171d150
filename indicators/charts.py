"""Where the parts of a chart stand: plain numbers for the SVG templates, the same in page and paper (ux 3.9). Pure.

Coordinates are strings: templates print numbers the Vietnamese way, which no SVG understands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.rounding import printed

# Of the line chart, in px.
WIDTH, HEIGHT = 680, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 96, 28, 40
# Room between the axis and the first mark, so that its words stand clear of the axis.
_INSET = 40
_TICKS = 4
MOST = 8
SPARK_WIDTH, SPARK_HEIGHT = 88, 24
# Of the bars: height, gap, room for the number behind a bar, px of a letter.
_BAR, _GAP, _ROOM, _LETTER = 22, 12, 104, 8
_LABEL_LEAST, _LABEL_MOST = 64, 260
# A telephone shows bars with short names whole.
_NARROW, _SHORT = 330, 12
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True)
class Point:
    """One mark. value None: no figure, a gap; shown: the number at the mark; estimate: drawn hollow, called "ước"."""

    label: str
    value: Decimal | None
    shown: str = ""
    estimate: bool = False


@dataclass(frozen=True)
class Goal:
    """The line to reach: value and how it reads, "≥ 80 %"."""

    value: Decimal
    words: str


def line(points: Sequence[Point], *, goal: Goal | None = None, marks: Sequence[tuple[int, str]] = ()) -> dict:
    """A line over the last eight windows, its goal, mergers as vertical rules.

    marks: (index of the first point after it, words). Gaps stay gaps: what is missing is never joined and never 0.
    """
    skipped = max(0, len(points) - MOST)
    points = list(points)[skipped:]
    numbers = [point.value for point in points if point.value is not None] + ([goal.value] if goal else [])
    ticks = _ticks(numbers)
    low, high = ticks[0], ticks[-1]
    step = Decimal(WIDTH - _LEFT - _RIGHT - 2 * _INSET) / max(1, len(points) - 1)
    across = [_LEFT + _INSET + step * at for at in range(len(points))]

    def up(value: Decimal) -> str:
        share = (value - low) / (high - low)
        return _px(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM))

    places = max(0, -min(Decimal(tick).normalize().as_tuple().exponent for tick in ticks))
    return {
        "width": str(WIDTH),
        "height": str(HEIGHT),
        "left": str(_LEFT),
        "right": str(WIDTH - _RIGHT),
        "bottom": str(HEIGHT - _BOTTOM),
        "top": str(_TOP),
        "ticks": [{"y": up(tick), "label": printed(tick, places)} for tick in ticks],
        "points": [_mark(point, x, up) for point, x in zip(points, across, strict=True)],
        "runs": _runs(points, across, up),
        "goal": {"y": up(goal.value), "words": goal.words} if goal else None,
        "marks": [
            {"x": _px(across[at - skipped] - step / 2), "words": words}
            for at, words in marks
            if 0 < at - skipped < len(points)
        ],
        "note": f"Trục đứng bắt đầu từ {printed(low, places)}." if low else "",
    }


def _mark(point: Point, x: Decimal, up) -> dict:
    there = point.value is not None
    words = point.shown + (" (ước)" if point.estimate else "") if there else "chưa có số"
    return {
        "x": _px(x),
        "y": up(point.value) if there else "",
        "label": point.label,
        "words": words,
        "estimate": point.estimate,
    }


def _runs(points: list[Point], across: list[Decimal], up) -> list[str]:
    """Stretches of neighbouring figures, as the points of polylines."""
    runs: list[list[str]] = [[]]
    for point, x in zip(points, across, strict=True):
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(f"{_px(x)},{up(point.value)}")
    return [" ".join(run) for run in runs if len(run) > 1]


def _ticks(numbers: list[Decimal]) -> list[Decimal]:
    """Round numbers from below the least to above the greatest; from 0 where the least is near it."""
    low, high = min(numbers, default=Decimal(0)), max(numbers, default=Decimal(1))
    if low >= 0 and low <= high / 2:
        low = Decimal(0)
    span = (high - low) or abs(high) or Decimal(1)
    size = Decimal(10) ** ((span / _TICKS).adjusted())
    step = next(size * one for one in _STEPS if size * one * _TICKS >= span)
    first = (low // step) * step - (step if low < 0 and low % step else 0)
    if low == first and low > 0 and low == high:
        first -= step
    ticks = [first]
    while ticks[-1] < high:
        ticks.append(ticks[-1] + step)
    return ticks if len(ticks) > 1 else [first, first + step]


def bars(points: Sequence[Point], *, goal: Goal | None = None) -> dict:
    """Horizontal bars from 0 to one scale, at most eight; the value stands at the end of each."""
    points = list(points)[:MOST]
    letters = max((len(point.label) for point in points), default=0)
    width = _NARROW if letters <= _SHORT else WIDTH
    label = min(max(letters * _LETTER + 12, _LABEL_LEAST), _LABEL_MOST)
    numbers = [point.value for point in points if point.value is not None] + ([goal.value] if goal else [])
    scale = max(numbers, default=Decimal(1)) or Decimal(1)
    room = width - label - _ROOM

    def right(value: Decimal) -> Decimal:
        return max(Decimal(0), value) * room / scale

    top = 30 if goal else 8
    rows = [
        {
            "label": point.label,
            "y": str(top + at * (_BAR + _GAP)),
            "middle": str(top + at * (_BAR + _GAP) + _BAR // 2 + 5),
            "width": "" if point.value is None else _px(right(point.value)),
            "end": _px(label + 8 + (right(point.value) if point.value is not None else 0)),
            "words": (point.shown + (" (ước)" if point.estimate else "")) if point.value is not None else "chưa có số",
            "estimate": point.estimate,
        }
        for at, point in enumerate(points)
    ]
    return {
        "width": str(width),
        "height": str(top + len(rows) * (_BAR + _GAP) + 4),
        "left": str(label),
        "label": str(label - 10),
        "bar": str(_BAR),
        "rows": rows,
        "goal": {"x": _px(label + right(goal.value)), "words": goal.words} if goal else None,
    }


def spark(values: Sequence[Decimal | None]) -> dict | None:
    """A small line without words for the row of a list; None below two figures."""
    numbers = [value for value in values if value is not None]
    if len(numbers) < 2:
        return None
    low, high = min(numbers), max(numbers)
    span = (high - low) or Decimal(1)
    step = Decimal(SPARK_WIDTH - 6) / (len(values) - 1)
    places = [
        (_px(3 + at * step), _px(SPARK_HEIGHT - 4 - (value - low) / span * (SPARK_HEIGHT - 8)))
        for at, value in enumerate(values)
        if value is not None
    ]
    return {
        "width": str(SPARK_WIDTH),
        "height": str(SPARK_HEIGHT),
        "run": " ".join(f"{x},{y}" for x, y in places),
        "last": {"x": places[-1][0], "y": places[-1][1]},
    }


def _px(number: Decimal) -> str:
    """A coordinate to a tenth of a pixel."""
    return f"{number:.1f}".removesuffix(".0")
