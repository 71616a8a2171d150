"""When a task is to be done: the one text field of the task grid (ux 4.4; domain 4.3).

One field holds a day, a month, a quarter, a range, a rhythm, "thường xuyên" or an event to wait for.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from documents.reading.dates import (
    ROMAN_QUARTERS,
    Deadline,
    format_date_short,
    month_span,
    parse_date,
    quarter_span,
)
from documents.reading.quantities import NotReadable
from documents.reading.text import clean_pasted, new_tones


class TimingKind(StrEnum):
    """Shapes of a timing; the stored key is the enum's value."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    RANGE = "range"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    ON_TRIGGER = "on_trigger"


@dataclass(frozen=True)
class TimingReading:
    """What a timing says.

    start, end: both inclusive; end is the last acceptable day, None only for `on_trigger`.
    every: "week", "month", "quarter", "half_year", "year" for `recurring`, else "".
    trigger: the words of the event waited for, else "". exclusive: worded "trước ngày …".
    """

    kind: TimingKind
    start: date | None = None
    end: date | None = None
    every: str = ""
    trigger: str = ""
    exclusive: bool = False

    @property
    def echo(self) -> str:
        """What was understood, shown below the field."""
        if self.end is None:
            return f"chưa có ngày cụ thể ({self.trigger})"
        until = f"đến hết {format_date_short(self.end)}"
        if self.kind is TimingKind.RECURRING:
            return f"{RHYTHMS[self.every].label}, {until}"
        if self.kind is TimingKind.ONGOING:
            return f"thường xuyên, {until}"
        return until


@dataclass(frozen=True)
class Rhythm:
    """How often: its word, how it is printed, how many times a year."""

    label: str
    printed: str
    times: int


RHYTHMS = {
    "week": Rhythm("hằng tuần", "Hằng tuần", 52),
    "month": Rhythm("hằng tháng", "Hằng tháng", 12),
    "quarter": Rhythm("hằng quý", "Hằng quý", 4),
    "half_year": Rhythm("6 tháng một lần", "6 tháng một lần", 2),
    "year": Rhythm("hằng năm", "Hằng năm", 1),
}

_NOT_READ = "Chưa hiểu thời gian “{text}”. Viết như: Quý II, tháng 3, 15/5, tháng 3–6, hằng quý, thường xuyên."
_DASH = r"\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?"
_YEAR = r"(?:(?:\s*/\s*|\s+năm\s+)(?P<year>\d{4}))?"
_MONTH = r"1[0-2]|0?[1-9]"
_QUARTER = r"iv|i{1,3}|[1-4]"
_DAY = r"\d{1,2}[/.\-]\d{1,2}(?:[/.\-](?:\d{4}|\d{2}))?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?|\d{8}"
_RHYTHM_WORDS = {"tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}


def _whole_year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)


def _day(match: re.Match, year: int) -> TimingReading:
    day = parse_date(match["day"], year=year)
    exclusive = bool(match["before"])
    return TimingReading(TimingKind.DATE, None, Deadline(day, not exclusive).last_day, exclusive=exclusive)


def _month(match: re.Match, year: int) -> TimingReading:
    start, end = month_span(int(match["year"] or year), int(match["month"]))
    return TimingReading(TimingKind.MONTH, start, end)


def _quarter(match: re.Match, year: int) -> TimingReading:
    start, end = quarter_span(int(match["year"] or year), ROMAN_QUARTERS[match["quarter"]])
    return TimingReading(TimingKind.QUARTER, start, end)


def _range(start: date, end: date) -> TimingReading:
    if end < start:
        raise NotReadable(
            f"Khoảng thời gian kết thúc {format_date_short(end)}, trước khi bắt đầu {format_date_short(start)}."
        )
    return TimingReading(TimingKind.RANGE, start, end)


def _months(match: re.Match, year: int) -> TimingReading:
    last_year = int(match["year"] or year)
    first_year = int(match["first_year"] or last_year)
    return _range(month_span(first_year, int(match["first"]))[0], month_span(last_year, int(match["last"]))[1])


def _quarters(match: re.Match, year: int) -> TimingReading:
    in_year = int(match["year"] or year)
    first, last = (ROMAN_QUARTERS[match[name]] for name in ("first", "last"))
    return _range(quarter_span(in_year, first)[0], quarter_span(in_year, last)[1])


def _days(match: re.Match, year: int) -> TimingReading:
    last = parse_date(match["last"], year=year)
    return _range(parse_date(match["first"], year=last.year), last)


def _half(match: re.Match, year: int) -> TimingReading:
    in_year = int(match["year"] or year)
    first_half = match["half"] == "đầu"
    return _range(date(in_year, 1 if first_half else 7, 1), month_span(in_year, 6 if first_half else 12)[1])


def _year(match: re.Match, year: int) -> TimingReading:
    return _range(*_whole_year(int(match["year"] or year)))


def _recurring(match: re.Match, year: int) -> TimingReading:
    every = _RHYTHM_WORDS[re.sub(r"\s+", " ", match["each"])]
    return TimingReading(TimingKind.RECURRING, *_whole_year(year), every=every)


def _ongoing(match: re.Match, year: int) -> TimingReading:
    return TimingReading(TimingKind.ONGOING, *_whole_year(year))


# The first row that matches the whole field wins. Patterns see lower case and single blanks.
_SHAPES = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (rf"(?:từ\s+)?(?:ngày\s+)?(?P<first>{_DAY}){_DASH}(?:ngày\s+)?(?P<last>{_DAY})", _days),
        (
            r"(?:(?P<before>trước)|chậm nhất(?: là)?(?: trong)?|muộn nhất(?: là)?|đến hết|đến|xong|hạn:?|hết|trong)?"
            rf"\s*(?:ngày\s+)?(?P<day>{_DAY})",
            _day,
        ),
        (
            rf"(?:từ\s+)?(?:tháng|t)\s*(?P<first>{_MONTH})(?:/(?P<first_year>\d{{4}}))?{_DASH}"
            rf"(?:tháng\s+|t)?(?P<last>{_MONTH}){_YEAR}",
            _months,
        ),
        (rf"(?:trong|cuối|hết|xong|đến hết)?\s*(?:tháng\s+|t)(?P<month>{_MONTH}){_YEAR}", _month),
        (
            rf"(?:từ\s+)?(?:quý|q)\s*(?P<first>{_QUARTER}){_DASH}(?:quý\s+|q)?(?P<last>{_QUARTER}){_YEAR}",
            _quarters,
        ),
        (rf"(?:trong|cuối|hết|xong|đến hết)?\s*(?:quý\s+|q)(?P<quarter>{_QUARTER}){_YEAR}", _quarter),
        (r"0?6\s*tháng\s+(?P<half>đầu|cuối)\s+năm(?:\s+(?P<year>\d{4}))?", _half),
        (r"(?:định kỳ,?\s+)?(?:hằng|hàng|mỗi|theo)\s+(?P<each>tuần|tháng|quý|năm)(?:/lần| một lần)?", _recurring),
        (r"(?:định kỳ\s+)?(?P<each>tuần|tháng|quý|năm)(?:/lần| một lần)", _recurring),
        (r"(?:cả|trong|suốt|trong cả)\s+năm(?:\s+(?P<year>\d{4}))?", _year),
        (r"(?:đến\s+)?(?:hết\s+)?năm\s+(?P<year>\d{4})", _year),
        (r"(?:làm\s+)?thường xuyên(?:,? (?:liên tục|hằng ngày|trong năm|cả năm))?|liên tục", _ongoing),
    )
)
_HALF_YEARLY = re.compile(
    r"(?:định kỳ\s+|hằng\s+|hàng\s+|mỗi\s+)?0?6\s*tháng(?:\s*/\s*(?:1\s+)?lần|\s+một lần|\s+1 lần)?"
)
_TRIGGER = re.compile(r"(?:sau khi|ngay sau khi|khi|kể từ khi|theo|sau)\s+\S.*", re.DOTALL)


def read_timing(text: str, year: int) -> TimingReading:
    """What the field says. year: year of the plan, for everything typed without one.

    Raises NotReadable with the sentence to show under the field.
    """
    shown = " ".join(clean_pasted(text).split()).rstrip(".;")
    plain = new_tones(shown).lower()
    if not plain:
        raise NotReadable(_NOT_READ.format(text=""))
    if _HALF_YEARLY.fullmatch(plain):
        return TimingReading(TimingKind.RECURRING, *_whole_year(year), every="half_year")
    for pattern, reading in _SHAPES:
        if match := pattern.fullmatch(plain):
            return reading(match, year)
    if _TRIGGER.fullmatch(plain):
        return TimingReading(TimingKind.ON_TRIGGER, trigger=shown[0].lower() + shown[1:])
    raise NotReadable(_NOT_READ.format(text=shown))


def read_timing_of_paper(text: str, issued_on: date) -> TimingReading:
    """What a time in a paper of a day says: without a year the next one that is not over on that day.

    "Trong quý I" of a paper of December is the first quarter of the year after. Raises NotReadable.
    """
    reading = read_timing(text, issued_on.year)
    if reading.end is None or reading.end >= issued_on:
        return reading
    return read_timing(text, issued_on.year + 1)


ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}


def _print_range(start: date, end: date, of_year: str) -> str:
    whole_months = start.day == 1 and end == month_span(end.year, end.month)[1]
    if whole_months and start.year == end.year:
        if (start.month, end.month) == (1, 12):
            return f"Năm {end.year}" if of_year else "Cả năm"
        return f"Tháng {start.month}–{end.month}{of_year}"
    return f"Từ {format_date_short(start)} đến {format_date_short(end)}"


def print_timing(reading: TimingReading, year: int | None = None) -> str:
    """The words for the annex table. year: the plan's year, left unsaid; None says the year always."""
    start, end = reading.start, reading.end
    if end is None:
        return reading.trigger[:1].upper() + reading.trigger[1:]
    of_year = "" if end.year == year else f"/{end.year}"
    match reading.kind:
        case TimingKind.DATE:
            day = format_date_short(end + timedelta(days=reading.exclusive))
            return f"Trước ngày {day}" if reading.exclusive else day
        case TimingKind.MONTH:
            return f"Tháng {end.month}{of_year}"
        case TimingKind.QUARTER:
            return f"Quý {ROMAN[end.month // 3]}{of_year}"
        case TimingKind.RANGE:
            return _print_range(start or end, end, of_year)
        case TimingKind.RECURRING:
            return RHYTHMS[reading.every].printed
    return "Thường xuyên"
