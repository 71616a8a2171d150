"""What stands above the table, held against the round: the period, the days, the version of the form."""

import re
from dataclasses import dataclass
from datetime import date

from indicators.windows import Window
from organisations.text import fold
from reporting.periods import Kind, Period, days_words, find_period
from reporting.workbooks.grids import Grid

NOTHING_TAKEN = "Chưa đưa số nào vào báo cáo."
_FORM = re.compile(r"\bbieu(?: mau)?(?: so)?\s*:?\s*(?P<name>(?:[ivx]+\.)?\d{1,2}[a-z]?(?:/[a-z/]+)?)")
_OURS = re.compile(r"(?:ii\.)?0?6[a-z]?(?:/vpcp/kstt)?")
_OWN_WINDOW = (Kind.AD_HOC, Kind.TOPICAL)


@dataclass(frozen=True)
class Heading:
    """What a sheet says about itself. as_of: the day up to which it counts, None where it names no days;
    dated: whether it names its period at all; faults: (row, column, sentence)."""

    faults: tuple[tuple[int, int, str], ...] = ()
    as_of: date | None = None
    dated: bool = False


def read_heading(grid: Grid, above: int, period: Period, window: Window) -> Heading:
    """Hold the title rows above row ``above``, and the sheet's name, against the round."""
    texts = [(row, at, text) for row in range(1, above) for at, text in grid.texts(row)]
    faults = [(row, at, words) for row, at, text in texts if (words := _form_fault(text))]
    found = [(row, at, find_period(text)) for row, at, text in (*texts, (0, 0, grid.title))]
    as_of, dated = None, False
    for row, at, one in found:
        if one.window:
            dated, as_of = True, one.window.last
            faults += [(row, at, words)] if (words := _days_fault(one.window, window)) else []
        if one.period and period.kind not in _OWN_WINDOW:
            dated = True
            faults += [(row, at, words)] if (words := _period_fault(one.period, period)) else []
    return Heading(tuple(faults), as_of, dated)


def _form_fault(text: str) -> str:
    match = _FORM.search(fold(text))
    if match is None or _OURS.fullmatch(match["name"]):
        return ""
    return f"Tệp này là biểu {match['name'].upper()}, cần biểu 06/VPCP/KSTT. {NOTHING_TAKEN}"


def _period_fault(found: Period, period: Period) -> str:
    """M20."""
    if found == period:
        return ""
    return f"Tệp này là số liệu {found.short}, báo cáo đang mở là {period.short}. {NOTHING_TAKEN}"


def _days_fault(found: Window, window: Window) -> str:
    """A file may count up to a day before the window closes; it never begins on another day."""
    if found.first == window.first and found.last <= window.last:
        return ""
    return f"Tệp này lấy số liệu từ {days_words(found)}, kỳ báo cáo lấy từ {days_words(window)}. {NOTHING_TAKEN}"
