"""Dull figures for tests."""

from decimal import Decimal

from indicators import actions
from indicators.entries import Entry
from indicators.windows import Window, quarter, year

Q1, Q2, Q3, Q4 = (quarter(2026, nth) for nth in (1, 2, 3, 4))
H1, YEAR = Window(Q1.first, Q2.last), year(2026)


def count(unit, by, code: str, window: Window, number: int | str, **more):
    """A count entered by ``by``."""
    reason = more.pop("reason", "")
    entry = Entry(code, window, amount=Decimal(number), **more)
    return actions.record_value(unit=unit, entry=entry, by=by, reason=reason)


def table(unit, by, window: Window, numbers: dict[int, int], *, kind: str = "actual", breakdown: str = ""):
    """Columns of the TTHC table."""
    entries = [
        Entry(f"tthc.c{column}", window, kind, breakdown, amount=Decimal(number)) for column, number in numbers.items()
    ]
    return actions.record_values(unit=unit, entries=entries, by=by)
