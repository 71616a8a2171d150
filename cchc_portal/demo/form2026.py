"""What the communes of the invented province write into the other rows of the form in 2026, and the whole year.

The table of TTHC and the counts that notes of tasks name stand in ``figures2026``; here is what completes the form:
rows that stand, rows that are counted anew, rows that are a share of the table. The year (năm 2026) is not over on
the default day of the demo: it is counted up to a day and estimated to the last.
"""

from collections.abc import Iterable
from datetime import date

from cchc_portal.demo.figures2026 import COMMUNES, COUNTS, H1, Q1, Q3, TABLE, Row
from indicators.models import Value
from indicators.windows import Window
from reporting.periods.windows import Kind, Period, window_of

YEAR = window_of(Period(2026, Kind.YEAR))
# Up to which day the year is counted while its report is written.
COUNTED_TO, ESTIMATED_ON = date(2026, 11, 15), date(2026, 11, 16)
# Rows that a commune has not filled yet for the year: parts 4 to 6 of the form of xã Tân Lập.
NOT_YET = {"tan-lap": ("tk.4.", "tk.5.", "tk.6.")}
# The units began on 01/7/2025: what they had open at the end of that year is carried into 2026.
BEFORE, CARRIED_ON = Window(date(2025, 7, 1), date(2025, 12, 14)), date(2026, 1, 15)
_WINDOWS = (Q1, H1, Q3, YEAR)

Number = int | None

# fmt: off
# The same for all windows, by commune in the order of ``COMMUNES``.
STANDING: dict[str, tuple[int, int, int]] = {
    "tk.1.2.2.m": (4, 4, 4),
    "tk.3.2.1.a": (12, 12, 12), "tk.3.2.1.b": (41, 41, 41), "tk.3.2.2.t": (396, 388, 396),
    "tk.4.2.1": (32, 30, 41), "tk.4.2.2": (31, 27, 41), "tk.4.2.4.a": (14, 12, 20), "tk.4.2.4.b": (14, 11, 20),
    "tk.5.1": (30, 25, 41),
    "tk.6.2.a": (60, 45, 120),
    "tk.7.2.1": (182, 182, 182), "tk.7.2.2": (143, 143, 143),
    "tk.7.3.1": (96, 96, 96), "tk.7.3.2": (96, 88, 96), "tk.7.4.1": (120, 120, 120),
    "tk.7.6.a": (1, 1, 1),
}
# By window (quý I, 6 tháng, quý III, năm) for each commune; None: nothing arose.
COUNTED: dict[str, tuple[tuple[Number, Number, Number, Number], ...]] = {
    "tk.1.1.4": ((3, 6, 2, 10), (2, 4, 2, 8), (4, 9, 5, 17)),
    "tk.1.2.1": ((None, None, 4, 4), (None, None, 4, 4), (None, 4, None, 4)),
    "tk.1.2.3": ((None, None, 3, 3), (None, None, 6, 6), (None, 2, None, 2)),
    "tk.1.2.4": ((None, None, 3, 3), (None, None, 4, 5), (None, 2, None, 2)),
    "tk.1.3.1": ((6, 6, None, 12),) * 3,
    "tk.1.3.2": ((1, 2, None, 4), (None, None, None, 2), (None, 1, None, 3)),
    "tk.1.3.3": ((None, None, None, None), (None, None, None, 1), (None, None, None, None)),
    "tk.1.3.4": ((1, 1, None, 1), (1, 2, None, 2), (1, 2, None, 2)),
    "tk.1.4.2": ((None, 3, 3, 3), (None, None, 3, 3), (None, 1, 1, 1)),
    "tk.1.5.a": ((0, 1, 0, 1), (0, 0, 1, 1), (0, 1, 0, 1)),
    "tk.1.5.b": ((None, 1, None, 2), (None, None, 1, 1), (None, 1, None, 2)),
    "tk.1.7.a": ((1, 1, None, 1), (None, None, None, None), (1, 2, None, 2)),
    "tk.1.7.b": ((None, 1, None, 1), (None, None, None, None), (None, 1, 1, 2)),
    "tk.2.1": ((None, 1, 1, 3), (None, 1, None, 2), (None, 2, 1, 4)),
    "tk.2.2.1": ((None, 2, 1, 4), (None, 1, 1, 3), (1, 3, 1, 5)),
    "tk.2.2.2": ((None, None, None, None),) * 3,
    "tk.2.2.3": ((None, None, None, None),) * 3,
    "tk.2.3.1": ((None, None, 214, 214), (None, None, 168, 168), (None, None, 305, 305)),
    "tk.2.3.2": ((None, None, 214, 214), (None, None, 168, 168), (None, None, 305, 305)),
    "tk.2.3.3": ((None, None, 17, 17), (None, None, None, None), (None, None, 22, 22)),
    "tk.3.1.1.a": ((None, 2, 1, 4), (None, 1, None, 2), (1, 3, 2, 6)),
    "tk.3.1.1.b": ((None, 1, None, 2), (None, None, None, 1), (None, 2, 1, 4)),
    "tk.3.3.3": ((3, 6, 5, 14), (2, 6, 4, 12), (8, 19, 11, 36)),
    "tk.4.1.b": ((None, None, None, None),) * 3,
    "tk.4.2.3": ((None, None, None, None), (None, 1, None, 1), (None, None, None, None)),
    "tk.5.3.a": ((None, None, None, None), (None, None, 1, 1), (None, None, None, None)),
    "tk.5.3.b": ((None, None, None, None),) * 3,
    "tk.5.3.c": ((None, None, None, None),) * 3,
    "tk.5.4.b": ((None, 2, 3, 8), (None, 1, 2, 4), (2, 5, 4, 13)),
    "tk.5.5": ((None, 1, None, 1), (None, None, None, None), (None, 2, 1, 3)),
    "tk.6.2.b": ((5, 24, 41, 55), (2, 15, 26, 38), (12, 55, 86, 112)),
    "tk.7.2.3": ((38, 52, 44, 61), (21, 30, 26, 37), (64, 83, 71, 96)),
    "tk.7.2.4": ((17, 24, 20, 28), (9, 14, 12, 18), (31, 42, 36, 49)),
    "tk.7.3.3": ((14, 19, 16, 22), (8, 11, 9, 14), (25, 33, 29, 38)),
    "tk.7.4.2": ((11, 25, 14, 52), (4, 9, 6, 20), (38, 84, 41, 165)),
    "tk.7.6.b": ((0, 1, 0, 1), (0, 0, 1, 1), (0, 1, 0, 1)),
}
# Percentages of the table: files with a fee and those paid online, of what was received; scanned on receipt, of the
# same; with an electronic result, of what was handled.
SHARES = {"tan-lap": (62, 41, 78, 83), "dong-tam": (58, 19, 45, 52), "cao-xa": (66, 58, 92, 95)}
# Rows that grow until the last day of a window; the others stand when the report is written.
STILL_GROWING = frozenset(
    {"tk.1.6", "tk.3.5.2", "tk.6.1.2", "tk.7.1.a", "tk.7.1.b", "tk.7.2.5", "tk.7.2.6", "tk.7.2.7", "tk.7.3.4",
     "tk.7.3.5", "tk.7.5.1", "tk.7.5.2", "tk.7.5.3"}
)
# The year for the rows of ``figures2026.COUNTS``: as it is expected to end.
YEAR_COUNTS: dict[str, dict[str, Number]] = {
    "tan-lap": {
        "tk.1.1.1": 13, "tk.1.1.2": 12, "tk.1.4.1": 291, "tk.1.6": 20, "tk.3.1.4": 396, "tk.3.3.1": 15,
        "tk.3.3.2": 15, "tk.3.5.3": 20, "tk.4.1.a": 11, "tk.5.4.a": 14, "tk.6.1.1": 12500, "tk.6.1.2": 12100,
        "tk.7.1.a": 1836, "tk.7.1.b": 1830, "tk.7.5.3": 4460, "tk.7.5.3.m": 5300,
    },
    "dong-tam": {
        "tk.1.1.1": 11, "tk.1.1.2": 9, "tk.1.4.1": 96, "tk.1.6": 8, "tk.3.1.4": 396, "tk.3.3.1": 21,
        "tk.3.3.2": 18, "tk.3.5.3": 46, "tk.4.1.a": 9, "tk.5.4.a": 9, "tk.6.1.1": 9800, "tk.6.1.2": 8300,
        "tk.7.1.a": 1229, "tk.7.1.b": 1011, "tk.7.5.3": 2150, "tk.7.5.3.m": 3900,
    },
    "cao-xa": {
        "tk.1.1.1": 12, "tk.1.1.2": 12, "tk.1.4.1": 512, "tk.1.6": 42, "tk.3.1.4": 396, "tk.3.3.1": 40,
        "tk.3.3.2": 40, "tk.3.5.3": 15, "tk.4.1.a": 14, "tk.5.4.a": 26, "tk.6.1.1": 21400, "tk.6.1.2": 21150,
        "tk.7.1.a": 3180, "tk.7.1.b": 3180, "tk.7.5.3": 9400, "tk.7.5.3.m": 9400,
    },
}
# fmt: on


def kind_of(metric: str, kind: str) -> str:
    """How a row is known while the report is written: most are counted, only what still grows is estimated."""
    return Value.Kind.ACTUAL if kind == Value.Kind.ESTIMATE and metric not in STILL_GROWING else kind


def rows_of(code: str, window: Window) -> dict[str, Row]:
    """The table of TTHC of a commune by field; that of the year is 6 tháng, quý III and what follows them."""
    if window != YEAR:
        return TABLE[code][window]
    return {field: after(TABLE[code][H1][field], row) for field, row in TABLE[code][Q3].items()}


def after(half: Row, third: Row, share: tuple[int, int] = (9, 10)) -> Row:
    """6 tháng, quý III and a share of one more quarter like it, as one row that begins where 6 tháng began."""
    part, whole = share
    open_now = third.columns()[11]
    online, direct = third.online * part // whole, third.direct * part // whole
    on_time, late = third.on_time * part // whole, max(third.late - 1, 0)
    # Files closed in this quarter leave as many open as the one before did.
    early = max(online + direct - on_time - late, 0)
    left = open_now + online + direct - early - on_time - late
    return Row(
        half.carried, half.online + third.online + online, half.direct + third.direct + direct,
        half.early + third.early + early, half.on_time + third.on_time + on_time, half.late + third.late + late,
        min(third.open_late, left),
    )  # fmt: skip


def counted_so_far(code: str) -> dict[str, Row]:
    """The table of the year as it was counted up to ``COUNTED_TO``: two thirds of the last quarter have passed."""
    return {field: after(TABLE[code][H1][field], row, (6, 10)) for field, row in TABLE[code][Q3].items()}


def counts_of(code: str, window: Window) -> dict[str, Number]:
    """Every row of the form that a commune counts in a window, those that follow from its table included."""
    nth, commune = _WINDOWS.index(window), COMMUNES.index(code)
    own = YEAR_COUNTS[code] if window == YEAR else {metric: numbers[nth] for metric, numbers in COUNTS[code].items()}
    standing = {metric: numbers[commune] for metric, numbers in STANDING.items()}
    counted = {metric: numbers[commune][nth] for metric, numbers in COUNTED.items()}
    return own | standing | counted | of_table(code, rows_of(code, window).values())


def of_table(code: str, rows: Iterable[Row]) -> dict[str, Number]:
    """Rows of the form that say again what the table of TTHC says, or are a share of it."""
    columns = [row.columns() for row in rows]
    total = {number: sum(one[number] for one in columns) for number in range(3, 14)}
    received, handled, online = total[4] + total[5], total[7], total[4]
    fee, paid, scanned, electronic = SHARES.get(code, SHARES["tan-lap"])
    with_fee = received * fee // 100
    return {
        "tk.3.5.2": total[10] + total[13],
        "tk.7.2.5": online * 3 // 4,
        "tk.7.2.6": online - online * 3 // 4,
        "tk.7.2.7": total[5],
        "tk.7.3.4": with_fee,
        "tk.7.3.5": with_fee * paid // 100,
        "tk.7.5.1": received * scanned // 100,
        "tk.7.5.2": handled * electronic // 100,
    }
