"""The period that a heading names: "Quý I/2026", "6 tháng đầu năm 2026", "từ ngày 15/12/2025 đến ngày 14/3/2026"."""

import re
from dataclasses import dataclass

from documents.reading.dates import ROMAN_QUARTERS, parse_date
from documents.reading.quantities import NotReadable
from documents.reading.text import fold
from indicators.windows import Window
from reporting.periods.windows import Kind, Period

_OF_YEAR = r"\s*(?:[/,.-]|nam)?\s*(?P<year>20\d\d)\b"
_HALF_NUMBERS = {"dau": 1, "cuoi": 2, None: 1}
# Over folded text (no case, no diacritics), the most exact first. A year by itself counts only where it is called
# a report's or a period's: papers are full of other years.
_PATTERNS = (
    (Kind.QUARTER, re.compile(rf"\bquy\s*(?P<number>iv|i{{1,3}}|[1-4]){_OF_YEAR}")),
    (Kind.HALF, re.compile(rf"\b(?:6|06|sau) thang(?: (?P<number>dau|cuoi))?(?: nam)?{_OF_YEAR}")),
    (Kind.NINE_MONTHS, re.compile(rf"\b(?:9|09|chin) thang(?: dau)?(?: nam)?{_OF_YEAR}")),
    (Kind.MONTH, re.compile(rf"(?<!ngay \d )(?<!ngay \d\d )\bthang\s*(?P<number>1[0-2]|0?[1-9]){_OF_YEAR}")),
    (Kind.YEAR, re.compile(r"(?:\bbao cao|\bky|\bso lieu|\bca|^)\s*:?\s*nam\s*:?\s*(?P<year>20\d\d)\b")),
)
_RANGE = re.compile(
    r"tu\s*(?:ngay)?\s*:?\s*(?P<first>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})\s*(?:den|-|–)\s*(?:het\s*)?(?:ngay)?\s*:?\s*"
    r"(?P<last>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})"
)


@dataclass(frozen=True)
class Found:
    """What a text says about its period; both None when it says nothing."""

    period: Period | None = None
    window: Window | None = None


def find_period(text: str) -> Found:
    """The period and the days that a heading names. Days that no calendar has are as if not written."""
    folded = fold(text)
    return Found(_period(folded), _window(folded))


def _period(folded: str) -> Period | None:
    for kind, pattern in _PATTERNS:
        if match := pattern.search(folded):
            return Period(int(match["year"]), kind, _number(kind, match.groupdict().get("number")))
    return None


def _number(kind: Kind, written: str | None) -> int:
    if kind == Kind.QUARTER:
        return ROMAN_QUARTERS[written or ""]
    if kind == Kind.HALF:
        return _HALF_NUMBERS[written]
    return int(written or 0)


def _window(folded: str) -> Window | None:
    match = _RANGE.search(folded)
    if match is None:
        return None
    try:
        first, last = parse_date(match["first"]), parse_date(match["last"])
    except NotReadable:
        return None
    return Window(first, last) if first <= last else None
