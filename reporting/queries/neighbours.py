"""The periods that a report is compared with: their windows, as the unit's own reports had them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from indicators.windows import Window
from reporting.models import Report
from reporting.periods import DECREE, Kind, Period, after, before, window_of

_NO_FIXED_TIME = (Kind.AD_HOC, Kind.TOPICAL)


@dataclass(frozen=True)
class Neighbour:
    """A period beside that of a report and the days that stand for it."""

    period: Period
    window: Window


def reports_beside(reports: Iterable[Report]) -> QuerySet[Report]:
    """The reports of the same units whose days may stand for a period beside; to be read with other things."""
    asked = list(reports)
    years = {one.year for report in asked for some in _wanted(report).values() for one in some}
    rows = Report.objects.filter(unit__in={report.unit_id for report in asked}, binned_at=None, year__in=years)
    rows = rows.exclude(state="superseded").order_by("pk")
    return rows.only("unit", "period_kind", "period_number", "year", "window_from", "window_to")


def neighbours_of(report: Report, read: Iterable[Report] | None = None) -> dict[str, Neighbour]:
    """ "prev": the period before, "year": the same one of the year before, as far as the period has them. One query.

    Where the unit reported on the period its report's days count, else those of the usual windows. read: the rows of
    ``reports_beside`` where they are at hand.
    """
    rows = reports_beside([report]) if read is None else read
    written = {row.period: row.window for row in rows if row.unit_id == report.unit_id}
    found = {name: _first(some, written) for name, some in _wanted(report).items()}
    return {name: one for name, one in found.items() if one is not None}


def _wanted(report: Report) -> dict[str, tuple[Period, ...]]:
    earlier = before(report.period)
    return {"prev": earlier, "year": (report.period.year_before(),) if earlier else ()}


def _first(some: tuple[Period, ...], written: dict[Period, Window]) -> Neighbour | None:
    """The first of the periods that was reported on, else the first that has a usual window."""
    for period in some:
        if period in written:
            return Neighbour(period, written[period])
    usual = ((period, _usual(period)) for period in some)
    return next((Neighbour(period, window) for period, window in usual if window), None)


def _usual(period: Period) -> Window | None:
    return window_of(period) or window_of(period, DECREE)


def report_before(report: Report, rows: QuerySet[Report]) -> Report | None:
    """The report of the period that "kỳ trước" means in the figures, else the last regular one before, among these
    rows; None for those of no fixed time. At most two queries."""
    asked = before(report.period)
    if not asked:
        return None
    earlier = (
        rows.filter(window_to__lt=report.window_to).exclude(state="superseded").exclude(period_kind__in=_NO_FIXED_TIME)
    )
    return _report_of(rows, asked) or earlier.order_by("-window_to", "-pk").first()


def report_of_year_before(report: Report, rows: QuerySet[Report]) -> Report | None:
    """The report of the same period of the year before, among these rows. One query."""
    return _report_of(rows, (report.period.year_before(),))


def _report_of(rows: QuerySet[Report], periods: tuple[Period, ...]) -> Report | None:
    asked = [Q(year=one.year, period_kind=one.kind, period_number=one.number) for one in periods]
    if not asked:
        return None
    found = rows.filter(reduce(or_, asked)).exclude(state="superseded").order_by("pk")
    by_period = {row.period: row for row in found}
    return next((by_period[period] for period in periods if period in by_period), None)


def coming(report: Report) -> Neighbour | None:
    """The period whose work the report announces, None for those of no fixed time."""
    period = after(report.period)
    window = _usual(period) if period else None
    return Neighbour(period, window) if period and window else None
