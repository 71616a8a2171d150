"""The periods that a report is compared with: their windows, as the unit's own reports had them."""

from dataclasses import dataclass

from indicators.windows import Window
from reporting.models import Report
from reporting.periods import DECREE, Period, after, before, window_of


@dataclass(frozen=True)
class Neighbour:
    """A period beside that of a report and the days that stand for it."""

    period: Period
    window: Window


def neighbours_of(report: Report) -> dict[str, Neighbour]:
    """ "prev": the period before, "year": the same one of the year before, as far as the period has them. One query.

    Where the unit reported on the period its report's days count, else those of the usual windows.
    """
    earlier = before(report.period)
    wanted = {"prev": earlier, "year": (report.period.year_before(),) if earlier else ()}
    years = {one.year for some in wanted.values() for one in some}
    rows = Report.objects.filter(unit=report.unit_id, binned_at=None, year__in=years).exclude(state="superseded")
    written = {row.period: row.window for row in rows.order_by("pk")}
    found = {name: _first(some, written) for name, some in wanted.items()}
    return {name: one for name, one in found.items() if one is not None}


def _first(some: tuple[Period, ...], written: dict[Period, Window]) -> Neighbour | None:
    """The first of the periods that was reported on, else the first that has a usual window."""
    for period in some:
        if period in written:
            return Neighbour(period, written[period])
    usual = ((period, _usual(period)) for period in some)
    return next((Neighbour(period, window) for period, window in usual if window), None)


def _usual(period: Period) -> Window | None:
    return window_of(period) or window_of(period, DECREE)


def coming(report: Report) -> Neighbour | None:
    """The period whose work the report announces, None for those of no fixed time."""
    period = after(report.period)
    window = _usual(period) if period else None
    return Neighbour(period, window) if period and window else None
