"""Windows of data: from a day to a day, both counted. Pure functions; what a period is called is said here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from documents.reading.dates import format_date_short

_QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}
_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Window:
    """A span of days, both inclusive."""

    first: date
    last: date

    def __post_init__(self):
        if self.last < self.first:
            raise ValueError("a window ends on or after the day it begins")

    @property
    def name(self) -> str:
        """What people call it: "Quý I/2026", "6 tháng đầu năm 2026", "Quý I/2026 (đến 14/3)", else its days."""
        return _calendar_name(self) or _report_name(self) or f"{self.first:%d/%m/%Y} - {self.last:%d/%m/%Y}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def contains(self, other: "Window") -> bool:
        """Whether every day of ``other`` is a day of this one."""
        return self.first <= other.first and other.last <= self.last

    def a_year_before(self) -> "Window":
        """The same window one year earlier; 29/02 becomes 28/02."""
        return Window(_year_before(self.first), _year_before(self.last))


def year(number: int) -> Window:
    """The calendar year."""
    return Window(date(number, 1, 1), date(number, 12, 31))


def quarter(number: int, nth: int) -> Window:
    """Quarter ``nth`` (1 to 4) of a year."""
    first = date(number, 3 * nth - 2, 1)
    after = date(number + nth // 4, 3 * nth % 12 + 1, 1)
    return Window(first, after - _DAY)


def tiles(pieces: Iterable[Window], whole: Window) -> list[Window] | None:
    """Pieces that cover ``whole`` without gap or overlap, in order; None where no such choice exists.

    Of two pieces that begin on one day the longer is tried first, so that a year is made of halves before quarters.
    """
    starts: dict[date, list[Window]] = {}
    for piece in set(pieces):
        if whole.contains(piece):
            starts.setdefault(piece.first, []).append(piece)
    return _tiled(starts, whole.first, whole.last, set())


def _tiled(starts: dict[date, list[Window]], day: date, last: date, dead: set[date]) -> list[Window] | None:
    if day > last:
        return []
    if day in dead:
        return None
    for piece in sorted(starts.get(day, ()), key=lambda one: one.last, reverse=True):
        rest = _tiled(starts, piece.last + _DAY, last, dead)
        if rest is not None:
            return [piece, *rest]
    dead.add(day)
    return None


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return date(day.year - 1, 2, 28)


def _calendar_name(window: Window) -> str:
    first, number = window.first, window.first.year
    if window == year(number):
        return f"Năm {number}"
    if window == Window(date(number, 1, 1), date(number, 6, 30)):
        return f"6 tháng đầu năm {number}"
    if window == Window(date(number, 1, 1), date(number, 9, 30)):
        return f"9 tháng năm {number}"
    nth = (first.month + 2) // 3
    if window == quarter(number, nth):
        return f"Quý {_QUARTERS[nth]}/{number}"
    if first.day == 1 and (window.last + _DAY) == _month_after(first):
        return f"Tháng {first.month}/{number}"
    return ""


def _report_name(window: Window) -> str:
    """The name of a window of reports, from a 15th to a 14th (Nghị định 09/2019/NĐ-CP Đ.12), with its last day.

    "Quý I/2026" runs from 15/12 to 14/3 there; the last day tells it from the quarter of the calendar.
    """
    if (window.first.day, window.last.day) != (15, 14):
        return ""
    months = Window(_month_after(window.first.replace(day=1)), _month_after(window.last.replace(day=1)) - _DAY)
    name = _calendar_name(months)
    return f"{name} (đến\u00a0{format_date_short(window.last).rpartition('/')[0]})" if name else ""


def _month_after(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
