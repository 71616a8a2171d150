"""Days as officials type, print and mean them.

Input: ux 6.13. Print: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.4 (days below 10 and months 1 and 2 take
a leading zero). "Trước ngày D" excludes D, "chậm nhất ngày D" includes it.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from documents.reading.quantities import NotReadable
from documents.reading.text import new_tones

ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

_WRITTEN = re.compile(
    r"(?:ngày\s+)?(?P<day>\d{1,2})\s*(?:[/.\-]\s*(?P<month>\d{1,2})"
    r"(?:\s*[/.\-]\s*(?P<year>\d{4}|\d{2}))?|\s+tháng\s+(?P<month_long>\d{1,2})"
    r"(?:\s+năm\s+(?P<year_long>\d{4}))?)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})(?P<month_long>)(?P<year_long>)")


def _not_a_day(text: str, day: int = 0, month: int = 0, year: int | None = None) -> NotReadable:
    sample = f"28/02/{year or 2026}"
    if year and 1 <= month <= 12:
        sample = f"{min(day, calendar.monthrange(year, month)[1]) or 1:02d}/{month:02d}/{year}"
    return NotReadable(f"Ngày “{text}” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ {sample}.")


def parse_date(text: str, *, year: int | None = None) -> date:
    """The day typed: `5/1/2026`, `05.01.26`, `05012026`, `5/1`, `ngày 05 tháng 6 năm 2023`.

    year: year of the context, for a day typed without one. Day always comes before month.
    Raises NotReadable with the sentence M17.
    """
    shown = text.strip()
    match = _DIGITS.fullmatch(shown) or _WRITTEN.fullmatch(new_tones(shown))
    if match is None:
        raise _not_a_day(shown, year=year)
    parts = match.groupdict()
    day, month = int(parts["day"]), int(parts["month"] or parts["month_long"])
    typed_year = parts["year"] or parts["year_long"]
    full_year = int(typed_year) if typed_year else year
    if full_year is None:
        raise NotReadable(f"Ngày “{shown}” chưa có năm. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026.")
    if typed_year and len(typed_year) == 2:
        full_year += 2000
    try:
        return date(full_year, month, day)
    except ValueError:
        raise _not_a_day(shown, day, month, full_year) from None


def _two(number: int, padded: bool) -> str:
    return f"{number:02d}" if padded else str(number)


def format_date(day: date) -> str:
    """The day on screen and in fields: `05/01/2026`."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_date_short(day: date) -> str:
    """The day inside an official text: `05/6/2023`, `25/02/2023`."""
    return f"{day.day:02d}/{_two(day.month, day.month < 3)}/{day.year}"


def format_date_long(day: date) -> str:
    """The day as the decree writes it: `ngày 05 tháng 6 năm 2023`."""
    return f"ngày {day.day:02d} tháng {_two(day.month, day.month < 3)} năm {day.year}"


def weekday_name(day: date) -> str:
    return WEEKDAYS[day.weekday()]


_TYPED_LONG = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_TYPED_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")


@dataclass(frozen=True)
class TypedDay:
    """A day found in running text. expected: how the decree writes it, equal to `text` when right;
    "" when the day does not exist."""

    text: str
    expected: str
    start: int


def typed_days(text: str) -> list[TypedDay]:
    """Every complete day written in a text, with the decree's writing of it."""
    found = []
    for pattern, written in ((_TYPED_LONG, format_date_long), (_TYPED_SHORT, format_date_short)):
        for match in pattern.finditer(text):
            day, month, year = (int(part) for part in match.groups())
            try:
                expected = written(date(year, month, day))
            except ValueError:
                expected = ""
            typed = re.sub(r"\s+", " ", match.group())
            if expected and typed[0].isupper():
                expected = expected[0].upper() + expected[1:]
            found.append(TypedDay(typed, expected, match.start()))
    return sorted(found, key=lambda typed_day: typed_day.start)


def month_span(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def quarter_span(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter, 1 to 4."""
    return date(year, 3 * quarter - 2, 1), month_span(year, 3 * quarter)[1]


@dataclass(frozen=True)
class Deadline:
    """A last day as worded. inclusive: whether `day` itself is still in time."""

    day: date
    inclusive: bool

    @property
    def last_day(self) -> date:
        """The last acceptable day: 24/02/2023 for "trước ngày 25/02/2023"."""
        return self.day if self.inclusive else self.day - timedelta(days=1)

    def kept(self, on: date) -> bool:
        """Whether something done on that day is in time."""
        return on <= self.last_day

    def phrase(self) -> str:
        """The deadline as it is written in a paper."""
        words = "chậm nhất ngày" if self.inclusive else "trước ngày"
        return f"{words} {format_date_short(self.day)}"


_DAY = r"(?P<date>\d{1,2}[/.\-]\d{1,2}(?:[/.\-]\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)"
_OF_YEAR = r"(?:\s*(?:/|năm\s+)\s*(?P<year>\d{4}))?"
_EXCLUSIVE_DAY = re.compile(rf"(?<!không )\btrước\s+(?:ngày\s+)?{_DAY}", re.IGNORECASE)
_INCLUSIVE_DAY = re.compile(
    r"\b(?:chậm\s+nhất|muộn\s+nhất|không\s+muộn\s+hơn|đến\s+hết|hết|xong|hạn|đến|vào)\s+"
    rf"(?:(?:là|trong|vào|đến|hết)\s+)*(?:ngày\s+)?{_DAY}",
    re.IGNORECASE,
)
_PERIOD_LAST = re.compile(
    r"\b(?P<before>trước\s+)?(?:(?:trong|hết|cuối|xong)\s+)?"
    rf"(?:tháng\s+(?P<month>1[0-2]|0?[1-9])(?!\d)|quý\s+(?P<quarter>iv|i{{1,3}}|[1-4])\b){_OF_YEAR}",
    re.IGNORECASE,
)


def parse_deadline(text: str, year: int | None = None) -> Deadline:
    """The deadline worded in a text.

    "trước ngày 25/02/2023" is exclusive; "chậm nhất ngày 28/02", "trong tháng 1", "trong quý II/2026",
    a bare day are inclusive. year: year of the context. Raises NotReadable.
    """
    plain = new_tones(text).strip()
    for pattern, inclusive in ((_EXCLUSIVE_DAY, False), (_INCLUSIVE_DAY, True)):
        if match := pattern.search(plain):
            return Deadline(parse_date(match["date"], year=year), inclusive)
    if match := _PERIOD_LAST.search(plain):
        in_year = int(match["year"] or year or 0)
        if not in_year:
            raise NotReadable(f"Thời hạn “{plain}” chưa rõ năm nào.")
        if match["month"]:
            first, last = month_span(in_year, int(match["month"]))
        else:
            first, last = quarter_span(in_year, ROMAN_QUARTERS[match["quarter"].lower()])
        return Deadline(first, False) if match["before"] else Deadline(last, True)
    return Deadline(parse_date(plain, year=year), True)


def last_day(text: str, year: int | None = None) -> date:
    """The last acceptable day of a worded deadline."""
    return parse_deadline(text, year).last_day
