"""Single questions: the figure of a window, the last one, all of them, what was corrected, goals and baselines."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from indicators.models import AlertBand, Baseline, Goal, Value
from indicators.queries.book import Book, Figure
from indicators.windows import Window
from organisations.models import Unit


def value_of(code: str, unit: Unit, window: Window, *, breakdown: str = "", kind: str | None = None) -> Figure | None:
    """What stands for the unit, metric and window: the kind asked, else final, else estimate, else actual."""
    return Book([code], [unit.pk], span=window).figure(code, unit.pk, window, breakdown=breakdown, kind=kind)


def cumulated(code: str, unit: Unit, whole: Window, *, breakdown: str = "") -> Figure | None:
    """What stands for the whole, from shorter windows and from predecessors where they add up."""
    return Book([code], [unit.pk], span=whole).whole(code, unit.pk, whole, breakdown=breakdown)


def series(code: str, unit: Unit, *, breakdown: str = "", book: Book | None = None) -> list[Figure]:
    """The unit's figures of every window that has one, oldest first. book: where it has been read already."""
    book = book or Book([code], [unit.pk])
    rows = (book.figure(code, unit.pk, window, breakdown=breakdown) for window in book.windows(code, unit.pk))
    return [one for one in rows if one is not None]


def latest(code: str, unit: Unit, *, within: Window | None = None, book: Book | None = None) -> Figure | None:
    """The figure of the window that ends last, the longest of those; within: only windows that end in these days."""
    rows = [
        one for one in series(code, unit, book=book) if within is None or within.first <= one.window.last <= within.last
    ]
    return max(rows, key=lambda one: (one.window.last, one.window.days), default=None)


def corrections(value: Value) -> list[Value]:
    """Every row that ever stood where ``value`` stands, newest first; it may be the living one or an old one."""
    rows = Value.objects.filter(
        unit=value.unit_id,
        definition=value.definition_id,
        window_from=value.window_from,
        window_to=value.window_to,
        breakdown=value.breakdown,
        kind=value.kind,
    )
    return list(rows.select_related("entered_by__official", "accepted_by__official").order_by("-id"))


def living(unit: Unit, code: str) -> QuerySet[Value]:
    """The unit's living rows of a metric, with who entered them."""
    rows = Value.objects.filter(unit=unit, definition__metric__code=code, superseded_at=None)
    return rows.select_related("definition", "entered_by__official", "accepted_by__official")


def goals(unit: Unit, code: str) -> QuerySet[Goal]:
    """Every goal that the unit ever set for a metric, newest first."""
    return Goal.objects.filter(unit=unit, metric__code=code).select_related("by__official").order_by("-at", "-id")


def goal_for(rows: list[Goal], day: date) -> Goal | None:
    """The standing goal whose window holds the day, the shortest first; else the final one."""
    standing = [one for one in rows if one.replaced_at is None]
    dated = [one for one in standing if one.window_from and one.window_from <= day <= one.window_to]
    dated.sort(key=lambda one: one.window_to - one.window_from)
    return next(iter(dated), next((one for one in standing if one.window_from is None), None))


def baseline_of(unit: Unit, code: str) -> Baseline | None:
    """The baseline that stands, or None where nobody has said anything."""
    return Baseline.objects.filter(unit=unit, metric__code=code, replaced_at=None).first()


def bands(unit: Unit, code: str) -> QuerySet[AlertBand]:
    """Every alert band that the unit ever set for a metric, newest first."""
    return AlertBand.objects.filter(unit=unit, metric__code=code).select_related("by__official").order_by("-at", "-id")


def watched(rows: Iterable[AlertBand]) -> AlertBand | None:
    """The band that stands, None where nobody watches."""
    return next((one for one in rows if one.replaced_at is None and one.watch is not None), None)
