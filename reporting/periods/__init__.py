"""Periods of reports: their windows, the deadlines of regimes, their names in headings. No database, no clock."""

from reporting.periods.regimes import (
    REGIMES,
    DayOff,
    Due,
    Regime,
    Round,
    estimate_words,
    rounds,
)
from reporting.periods.windows import (
    DECREE,
    MINISTRY,
    Kind,
    Part,
    Period,
    Windows,
    YearDay,
    after,
    before,
    closed_before,
    days_words,
    eve,
    part_of,
    window_of,
)
from reporting.periods.words import Found, find_period

__all__ = [
    "DECREE",
    "MINISTRY",
    "REGIMES",
    "DayOff",
    "Due",
    "Found",
    "Kind",
    "Part",
    "Period",
    "Regime",
    "Round",
    "Windows",
    "YearDay",
    "after",
    "before",
    "closed_before",
    "days_words",
    "estimate_words",
    "eve",
    "find_period",
    "part_of",
    "rounds",
    "window_of",
]
