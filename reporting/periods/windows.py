"""Days from which to which figures are taken. Plain functions, nothing is stored.

A window is never worked out from a deadline, nor a deadline from a window (domain 2.4).
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from documents.reading.dates import format_date_short
from indicators.windows import Window

_DAY = timedelta(days=1)
_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


@dataclass(frozen=True)
class YearDay:
    """A day of every year. years: from the year of the period, -1 for the year before it.

    A day that a month lacks is its last one: 31 is the last day of any month.
    """

    month: int
    day: int
    years: int = 0

    def of(self, year: int) -> date:
        """The day for a period of ``year``."""
        year += self.years
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


def eve(window: Window) -> date:
    """The day before a window opens: what was still open then is carried into it."""
    return window.first - _DAY


def days_words(window: Window) -> str:
    """The days of a window inside a sentence: "15/12/2025 đến 14/3/2026"."""
    return f"{format_date_short(window.first)} đến {format_date_short(window.last)}"


class Kind(StrEnum):
    """What a round is about; ``Period.number`` says which month, quarter or half."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    AD_HOC = "ad_hoc"
    TOPICAL = "topical"


# How many periods of a kind a year has; those of the requester's choice have no number.
NUMBERS = {Kind.MONTH: 12, Kind.QUARTER: 4, Kind.HALF: 2}
_LONG = {
    Kind.MONTH: "tháng {number} năm {year}",
    Kind.QUARTER: "quý {roman} năm {year}",
    Kind.NINE_MONTHS: "9 tháng đầu năm {year}",
    Kind.YEAR: "năm {year}",
    Kind.AD_HOC: "đột xuất năm {year}",
    Kind.TOPICAL: "chuyên đề năm {year}",
}
_SHORT = {**_LONG, Kind.MONTH: "tháng {number}/{year}", Kind.QUARTER: "quý {roman}/{year}"}
_HALVES = {1: "6 tháng đầu năm {year}", 2: "6 tháng cuối năm {year}"}


@dataclass(frozen=True, order=True)
class Period:
    """A period of reporting: quý I năm 2026. number: of the month, quarter or half, 0 for the other kinds.

    Raises ValueError for a number that the kind does not have.
    """

    year: int
    kind: Kind
    number: int = 0

    def __post_init__(self) -> None:
        most = NUMBERS.get(self.kind, 0)
        if not min(most, 1) <= self.number <= most:
            raise ValueError(f"Kỳ {self.kind} không có số {self.number}.")

    @property
    def code(self) -> str:
        """A stable short key: "2026-quarter-1", "2026-year"."""
        return "-".join(str(part) for part in (self.year, self.kind, self.number) if part)

    @classmethod
    def from_code(cls, code: str) -> "Period":
        """The period of a key. Raises ValueError."""
        year, kind, *number = code.split("-")
        return cls(int(year), Kind(kind), int(number[0]) if number else 0)

    @property
    def label(self) -> str:
        """As it stands in a title: "quý I năm 2026", "6 tháng đầu năm 2026"."""
        return self._in(_LONG)

    @property
    def short(self) -> str:
        """As it stands in a sentence or a column: "quý I/2026"."""
        return self._in(_SHORT)

    def _in(self, words: Mapping[Kind, str]) -> str:
        pattern = _HALVES[self.number] if self.kind == Kind.HALF else words[self.kind]
        return pattern.format(number=self.number, roman=_ROMAN.get(self.number, ""), year=self.year)

    def year_before(self) -> "Period":
        """The same period of the year before (cùng kỳ)."""
        return Period(self.year - 1, self.kind, self.number)


Windows = Mapping[tuple[Kind, int], tuple[YearDay, YearDay]]


def _month(number: int) -> tuple[YearDay, YearDay]:
    before = YearDay(number - 1, 15) if number > 1 else YearDay(12, 15, -1)
    return before, YearDay(number, 14)


_YEAR_BEGINS = YearDay(12, 15, -1)
_H1, _YEAR = (_YEAR_BEGINS, YearDay(6, 14)), (_YEAR_BEGINS, YearDay(12, 14))

# Nghị định 09/2019/NĐ-CP Đ.12.1 đến 12.4.
DECREE: Windows = {
    **{(Kind.MONTH, number): _month(number) for number in range(1, 13)},
    (Kind.QUARTER, 1): (_YEAR_BEGINS, YearDay(3, 14)),
    (Kind.QUARTER, 2): (YearDay(3, 15), YearDay(6, 14)),
    (Kind.QUARTER, 3): (YearDay(6, 15), YearDay(9, 14)),
    (Kind.QUARTER, 4): (YearDay(9, 15), YearDay(12, 14)),
    (Kind.HALF, 1): _H1,
    (Kind.HALF, 2): (YearDay(6, 15), YearDay(12, 14)),
    (Kind.YEAR, 0): _YEAR,
}
# Bộ Nội vụ, Văn bản 581/BNV-CCHC: four reports a year, the third one for its quarter only. Where a province asks
# for 9 tháng instead, the figures count from the beginning of the year.
MINISTRY: Windows = {
    (Kind.QUARTER, 1): DECREE[Kind.QUARTER, 1],
    (Kind.HALF, 1): _H1,
    (Kind.QUARTER, 3): DECREE[Kind.QUARTER, 3],
    (Kind.NINE_MONTHS, 0): (_YEAR_BEGINS, YearDay(9, 14)),
    (Kind.YEAR, 0): _YEAR,
}


def window_of(period: Period, windows: Windows = MINISTRY) -> Window | None:
    """The window of a period, or None where the regime names none (ad-hoc: as the requester says)."""
    days = windows.get((period.kind, period.number))
    return Window(days[0].of(period.year), days[1].of(period.year)) if days else None


def closed_before(window: Window, windows: Windows = MINISTRY) -> tuple[Period, ...]:
    """The periods that end on the day before ``window`` opens, the longest window first.

    Before quý I, 6 tháng and năm that is last year's năm; before quý III it is 6 tháng.
    """
    day = eve(window)
    candidates = [Period(year, kind, number) for kind, number in windows for year in (day.year, day.year + 1)]
    ended = [(found, one) for one in candidates if (found := window_of(one, windows)) and found.last == day]
    return tuple(one for _, one in sorted(ended, key=lambda pair: pair[0].first))


@dataclass(frozen=True)
class Part:
    """The share of a window in which a unit existed. note: why it is not the whole, "" when it is."""

    window: Window
    note: str = ""


def part_of(window: Window, since: date, until: date | None) -> Part | None:
    """The days of ``window`` that a unit existing from ``since`` to ``until`` (inclusive) answers for.

    None when it did not exist in any of them.
    """
    first, last = max(window.first, since), min(window.last, until or window.last)
    if first > last:
        return None
    words = []
    if first > window.first:
        words.append(f"thành lập ngày {format_date_short(since)}")
    if last < window.last:
        words.append(f"kết thúc hoạt động sau ngày {format_date_short(last)}")
    share = Window(first, last)
    return Part(share, f"Đơn vị {' và '.join(words)} nên lấy số liệu từ {days_words(share)}." if words else "")


def _next_quarter(period: Period) -> Period:
    """The quarter after the one in which a period ends."""
    last = {Kind.QUARTER: period.number, Kind.HALF: 2 * period.number, Kind.NINE_MONTHS: 3}[period.kind]
    return Period(period.year + last // 4, Kind.QUARTER, last % 4 + 1)


def before(period: Period) -> tuple[Period, ...]:
    """The periods that a report is compared with as "kỳ trước", the likeliest first; none for those of no fixed time.

    Four reports a year: quý I, 6 tháng, quý III or 9 tháng, năm; each is compared with the one that was due before it.
    """
    year, kind, number = period.year, period.kind, period.number
    if kind == Kind.MONTH:
        return (Period(year, kind, number - 1) if number > 1 else Period(year - 1, kind, 12),)
    usual: dict[tuple[Kind, int], tuple[Period, ...]] = {
        (Kind.QUARTER, 1): (Period(year - 1, Kind.YEAR),),
        (Kind.HALF, 1): (Period(year, Kind.QUARTER, 1),),
        (Kind.QUARTER, 3): (Period(year, Kind.HALF, 1),),
        (Kind.NINE_MONTHS, 0): (Period(year, Kind.HALF, 1),),
        (Kind.YEAR, 0): (Period(year, Kind.QUARTER, 3), Period(year, Kind.NINE_MONTHS)),
        (Kind.HALF, 2): (Period(year, Kind.HALF, 1),),
        (Kind.QUARTER, 2): (Period(year, Kind.QUARTER, 1),),
        (Kind.QUARTER, 4): (Period(year, Kind.QUARTER, 3),),
    }
    return usual.get((kind, number), ())


def after(period: Period) -> Period | None:
    """The period whose work a report announces: the quarter, month or year that follows; None for those of no fixed time."""
    if period.kind == Kind.YEAR:
        return Period(period.year + 1, Kind.YEAR)
    if period.kind == Kind.MONTH:
        return Period(period.year + period.number // 12, Kind.MONTH, period.number % 12 + 1)
    return None if period.kind in (Kind.AD_HOC, Kind.TOPICAL) else _next_quarter(period)
