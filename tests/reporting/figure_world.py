"""A commune's report of quý I/2026 with its figures, for tests of pages, locks and imports; dull numbers."""

from datetime import datetime
from decimal import Decimal

from indicators import actions
from indicators.entries import Entry
from indicators.windows import Window
from reporting.actions.figures import enter_figures
from reporting.models import Report
from reporting.periods import Kind, Period, window_of
from tests.cast import Cast
from workflow import clock

Q1, H1, Q3, YEAR, LAST_YEAR = (
    Period(2026, Kind.QUARTER, 1),
    Period(2026, Kind.HALF, 1),
    Period(2026, Kind.QUARTER, 3),
    Period(2026, Kind.YEAR, 0),
    Period(2025, Kind.YEAR, 0),
)
COLUMNS = (4, 5, 8, 9, 10, 12, 13)
AFTER_Q1 = datetime(2026, 3, 16, 9, 0, tzinfo=clock.ZONE)
IN_Q1 = datetime(2026, 3, 9, 9, 0, tzinfo=clock.ZONE)


def line(field: str, *numbers: int) -> dict[str, str]:
    """The typed cells of a line of the table, columns (4), (5), (8), (9), (10), (12), (13)."""
    return {f"3.4.c{column}@{field}": str(number) for column, number in zip(COLUMNS, numbers, strict=True)}


def enter(report: Report, by, cells: dict[str, str], part: str = "3", **more):
    """Cells of a part, entered."""
    return enter_figures(report=report, part=part, cells=cells, by=by, **more)


def was_open(cast: Cast, number: int, *, field: str = "ho-tich", kind: str = "actual", late: int = 0, **more) -> None:
    """What was open at the end of 2025, in the words of last year's report."""
    window = more.pop("window", None) or window_of(LAST_YEAR)
    entries = [
        Entry("tthc.c12", window, kind, field, amount=Decimal(number - late), **more),
        Entry("tthc.c13", window, kind, field, amount=Decimal(late), **more),
    ]
    actions.record_values(unit=more.pop("unit", cast.commune), entries=entries, by=cast.focal, reason="Đối chiếu")


def stored(report: Report, metric: str, window: Window | None = None, *, field: str = "", kind: str = "actual"):
    """The living Value, None where there is none."""
    from indicators.models import Value

    window = window or report.window
    return Value.objects.filter(
        unit=report.unit_id, definition__metric__code=metric, window_from=window.first, window_to=window.last,
        breakdown=field, kind=kind, superseded_at=None,
    ).first()  # fmt: skip
