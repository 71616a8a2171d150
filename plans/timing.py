"""Times of a plan's tasks: read for its years, and moved to another year. Plain functions, nothing is stored.

A text without a year means the new year by itself ("Quý II"); one that names a year is moved with it ("15/5/2024"
→ "15/5/2025"); 29/02 becomes 28/02 where the new year has none.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from documents.reading.quantities import NotReadable
from documents.reading.timing import TimingKind, TimingReading, print_timing, read_timing

_STAGE = re.compile(
    r"(?:trong\s+)?(?:giai đoạn|từ năm|năm)?\s*(\d{4})\s*(?:-|–|đến(?:\s+năm)?)\s*(\d{4})", re.IGNORECASE
)
_ALL_THE_TIME = (TimingKind.ONGOING, TimingKind.RECURRING)
_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)(?!\d)")
_DIGITS = re.compile(r"(?<!\d)(?P<before>\d{4})(?P<year>20\d\d)(?!\d)")
_SHORT = re.compile(r"(?P<before>(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-])(?P<year>\d{2})(?!\d)")


def last_year(plan) -> int:
    """The year to which words without a year belong: the plan's own, the last one of a stage."""
    return plan.year_to or plan.year


def plan_timing(text: str, plan) -> TimingReading:
    """What a time in a plan says; "2021-2025" is a range, and what recurs in a stage plan lasts all its years.

    Raises NotReadable with the sentence to show under the field.
    """
    years = _STAGE.fullmatch(" ".join(text.split()).rstrip(".;"))
    if years and 2000 <= int(years[1]) <= int(years[2]) <= 2100:
        return TimingReading(TimingKind.RANGE, date(int(years[1]), 1, 1), date(int(years[2]), 12, 31))
    reading = read_timing(text, last_year(plan))
    if plan.year_to and reading.kind in _ALL_THE_TIME:
        return TimingReading(reading.kind, date(plan.year, 1, 1), reading.end, every=reading.every)
    return reading


@dataclass(frozen=True)
class Moved:
    """A time in another year: its words and what they say. kind is the key of ``Task.timing``."""

    text: str
    kind: str
    start: date | None
    end: date | None


def move_day(day: date | None, years: int) -> date | None:
    """The same day ``years`` later; 29/02 becomes 28/02 where that year has none."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def move_words(text: str, years: int) -> str:
    """The text with every year in it ``years`` later."""
    text = _DIGITS.sub(lambda match: f"{match['before']}{int(match['year']) + years}", text)
    text = _YEAR.sub(lambda match: str(int(match["year"]) + years), text)
    return _SHORT.sub(lambda match: f"{match['before']}{(int(match['year']) + years) % 100:02d}", text)


def move_timing(text: str, kind: str, start: date | None, end: date | None, *, year: int, to: int) -> Moved:
    """The time of a task of the plan of ``year``, in the plan of the year ``to``.

    kind, start, end: what is stored of it, kept (and moved) where the words cannot be read.
    """
    years = to - year
    try:
        old = read_timing(text, year)
    except NotReadable:
        return Moved(text, kind, move_day(start, years), move_day(end, years))
    if old.end is None:
        return Moved(text, old.kind.value, None, None)
    words = move_words(text, years)
    try:
        new = read_timing(words, to)
    except NotReadable:
        new = None
    if new is None or (new.kind, _years(new)) != (old.kind, tuple(one + years for one in _years(old))):
        new = _by_days(old, years)
        words = print_timing(new, to)
    return Moved(words, new.kind.value, new.start, new.end)


def _years(reading: TimingReading) -> tuple[int, ...]:
    return tuple(day.year for day in (reading.start, reading.end) if day)


def _by_days(old: TimingReading, years: int) -> TimingReading:
    named = old.end + timedelta(days=old.exclusive)
    end = move_day(named, years) - timedelta(days=old.exclusive)
    return TimingReading(old.kind, move_day(old.start, years), end, old.every, old.trigger, old.exclusive)
