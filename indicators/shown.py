"""How figures are put before a reader: lines of tables, sentences, points of charts. Plain functions, no writing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.reading.operators import chip
from indicators import charts
from indicators.judging import BANDS, Asked, Band, Measured, State, Verdict, band, judge, short_of
from indicators.models import AlertBand, Definition, Goal, Value
from indicators.queries import Figure
from indicators.rounding import printed
from indicators.windows import Window

# Colour kind and icon of each kind of figure.
KIND_PILLS = {
    Value.Kind.ACTUAL: ("neutral", ""),
    Value.Kind.ESTIMATE: ("amber", "circle-dashed"),
    Value.Kind.FINAL: ("blue", "lock"),
}
_MONTH = 30


@dataclass(frozen=True)
class Line:
    """One row of the table of a metric. value: the stored row, None for what was worked out; old: what stood before."""

    figure: Figure
    value: Value | None
    old: tuple[Value, ...] = ()

    @property
    def source(self) -> str:
        """Where the figure comes from, in words."""
        if self.value is None:
            return "Tính từ các số thành phần"
        return self.value.source or self.value.get_provenance_display()

    @property
    def numerator(self) -> str:
        """The numerator as printed."""
        return _count(self.figure.numerator)

    @property
    def denominator(self) -> str:
        """The denominator as printed."""
        return _count(self.figure.denominator)


def _count(number: Decimal | None) -> str:
    if number is None:
        return "–"
    return printed(number, 0 if number == number.to_integral_value() else 2)


def goal_words(goal: Goal | None, definition: Definition) -> str:
    """ "≥ 80 %"; "" without a goal."""
    return chip(goal.operator, goal.value, goal.value2, unit=definition.unit_label) if goal else ""


def goal_window(goal: Goal) -> str:
    """Of which days it is: "năm 2026", "quý III/2026", "mục tiêu cuối cùng"."""
    if goal.window_to is None:
        return "mục tiêu cuối cùng"
    return inside(Window(goal.window_from, goal.window_to))


def inside(window: Window) -> str:
    """A window's name inside a sentence: "quý III/2026 (đến 14/9)"."""
    return window.name[:1].lower() + window.name[1:]


def verdict_on(goal: Goal | None, figure: Figure | None, *, on: date, previous: Figure | None = None) -> Verdict | None:
    """How a figure stands against the unit's goal; None where one of them is missing."""
    if goal is None or figure is None:
        return None
    definition = figure.definition
    asked = Asked(goal.operator, goal.value, goal.value2, definition.unit_label, due=goal.window_to)
    measured = Measured(
        figure.number, figure.status, figure.reason, definition.direction, definition.precision, definition.unit_label,
        which(figure), previous.number if previous else None,
    )  # fmt: skip
    return judge(asked, measured, on=on)


@dataclass(frozen=True)
class Mark:
    """Where a figure stands against its alert band, in a word and a sentence; outside: whether it is to be marked."""

    band: Band
    sentence: str

    @property
    def outside(self) -> bool:
        """Whether the figure lies outside the band."""
        return self.band != Band.GOOD

    @property
    def word(self) -> str:
        """The word of the place."""
        return BANDS[self.band][0]

    @property
    def pill(self) -> str:
        """The colour kind of the place."""
        return BANDS[self.band][1]

    @property
    def icon(self) -> str:
        """The icon of the place."""
        return BANDS[self.band][2]


def mark_on(limits: AlertBand | None, goal: Goal | None, figure: Figure | None) -> Mark | None:
    """Where a figure stands against the band around its goal; None where a band, a goal or a number is missing."""
    if limits is None or limits.watch is None or limits.alarm is None or goal is None:
        return None
    if figure is None or figure.number is None:
        return None
    short = short_of(figure.number, goal.operator, goal.value, goal.value2)
    place = band(short, watch=limits.watch, alarm=limits.alarm)
    if not short:
        return Mark(place, "Không còn cách mục tiêu.")
    bound = {
        Band.GOOD: f"chưa quá {_length(limits.watch, figure.definition)}",
        Band.WATCH: f"quá {_length(limits.watch, figure.definition)}",
    }
    words = bound.get(place, f"quá {_length(limits.alarm, figure.definition)}")
    return Mark(place, f"Còn cách mục tiêu {_length(short, figure.definition)}, {words}.")


def band_words(limits: AlertBand | None, definition: Definition) -> str:
    """ "theo dõi khi còn cách mục tiêu quá 1 điểm %, cảnh báo khi quá 5 điểm %"; "" without a band."""
    if limits is None:
        return ""
    if limits.watch is None or limits.alarm is None:
        return "không đặt ngưỡng"
    return (
        f"theo dõi khi còn cách mục tiêu quá {_length(limits.watch, definition)}, "
        f"cảnh báo khi quá {_length(limits.alarm, definition)}"
    )


def length_unit(definition: Definition) -> str:
    """The unit in which two figures of a metric are apart."""
    return "điểm %" if definition.is_ratio else definition.unit_label


def _length(number: Decimal, definition: Definition) -> str:
    places = 0 if number == number.to_integral_value() else max(definition.precision, 2)
    return printed(number, places, length_unit(definition)).replace(" ", "\u00a0")


def which(figure: Figure) -> str:
    """Which figure it is, in words: "Năm 2026, ước thực hiện"."""
    kind = Value.Kind(figure.kind)
    return figure.window.name if kind == Value.Kind.ACTUAL else f"{figure.window.name}, {kind.label.lower()}"


def finding(figure: Figure, before: Figure | None, verdict: Verdict | None) -> str:
    """The sentence above a chart: the figure, how it moved, how it stands against the goal."""
    words = f"{which(figure)}: {figure.shown}"
    moved = _moved(figure, before)
    words += f", {moved}" if moved else ""
    if verdict is None or verdict.state == State.NOT_ASSESSABLE:
        return f"{words}."
    return f"{words}. {verdict.word}."


def _moved(figure: Figure, before: Figure | None) -> str:
    if before is None or before.number is None or figure.number is None:
        return ""
    definition = figure.definition
    change = figure.rounded - before.rounded
    unit = length_unit(definition)
    if not change:
        return f"bằng {inside(before.window)}"
    way = "tăng" if change > 0 else "giảm"
    return f"{way} {printed(abs(change), definition.precision, unit)} so với {inside(before.window)}"


def alike(figures: Iterable[Figure]) -> list[Figure]:
    """Figures of windows as long as most of the newest kind: a quarter stands in no line with a year."""
    rows = list(figures)
    by_length: dict[int, list[Figure]] = {}
    for one in rows:
        by_length.setdefault(round(one.window.days / _MONTH), []).append(one)
    if not by_length:
        return []
    newest = by_length[round(max(rows, key=lambda one: (one.window.last, one.window.days)).window.days / _MONTH)]
    longest = max(by_length.values(), key=len)
    return newest if len(newest) > 1 else longest


def points(figures: Iterable[Figure]) -> list[charts.Point]:
    """Marks of a chart, with the windows' short names."""
    return [
        charts.Point(
            short(one.window),
            one.rounded,
            printed(one.number, one.definition.precision),
            one.kind == Value.Kind.ESTIMATE,
        )
        for one in figures
    ]


def short(window: Window) -> str:
    """A window's name where there is little room: "Q I/2026", "6T 2026", "2026"."""
    name = window.name.partition(" (")[0]
    for long, brief in (
        ("Quý ", "Q "),
        ("6 tháng đầu năm ", "6T "),
        ("9 tháng năm ", "9T "),
        ("Năm ", ""),
        ("Tháng ", "T"),
    ):
        if name.startswith(long):
            return name.replace(long, brief, 1)
    return f"đến {window.last:%d/%m/%Y}"


def kind_pill(figure: Figure) -> dict[str, str]:
    """Word, colour and icon of the kind of a figure."""
    kind = Value.Kind(figure.kind)
    colour, icon = KIND_PILLS[kind]
    return {"word": kind.label, "kind": colour, "icon": icon}
