"""The figure of every unit for a window, of very many units and metrics: what a consolidation keeps beside its totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from indicators.models import Definition, Value
from indicators.queries.book import Book, Figure, predecessors
from indicators.queries.sums import EACH, FIELDS, Asked, ask
from indicators.queries.totals import Extreme, Total, exact, key_of, plan_of
from indicators.rounding import mean, ratio, total
from indicators.windows import Window

_STATUS = {3: Value.Status.GIVEN, 2: Value.Status.NOTHING_AROSE, 1: Value.Status.NOT_APPLICABLE}


ENTERED, JOINED, OWN = range(3)


class Single(NamedTuple):
    """What one unit has. joined: ENTERED for the window; JOINED from parts of it or from predecessors; OWN: of the unit's
    own days in the window alone.
    """

    status: str
    amount: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    joined: int = ENTERED

    @property
    def number(self) -> Decimal | None:
        """The exact figure, ratios in percent; None where there is none."""
        return self.amount if self.denominator is None else ratio(self.numerator or 0, self.denominator)


@dataclass
class Singles:
    """Figures by metric and unit. by_field: the sums by (metric, field of procedures). units: those that were asked."""

    units: tuple[int, ...]
    definitions: dict[str, Definition]
    figures: dict[str, dict[int, Single]] = field(default_factory=dict)
    by_field: dict[tuple[str, str], Decimal] = field(default_factory=dict)

    def total(self, code: str) -> Total:
        """One metric over the units, as ``totals`` says it."""
        return put(self.definitions[code], self.figures[code], len(self.units))


def unit_figures(
    codes: Iterable[str], units: Iterable[int], window: Window, *, own: Mapping[int, Window] | None = None
) -> Singles:
    """Every unit's figure of the window, as ``Book.whole`` gives it, in a constant number of queries.

    The database reads what was entered for exactly the window; a ``Book`` is asked only for units that lack something
    and have figures inside the window or took others over in it. own: the days that a unit answers for, where it began
    or ended in the window: its figures of these days stand where nothing else does.
    """
    units, plan, own = tuple(sorted(set(units))), plan_of(codes, window), own or {}
    found = Singles(units, plan.wanted, {code: {} for code in plan.wanted})
    if not units or not plan.asked.counts:
        return found
    by_key = {key_of(one): found.figures[code] for code, one in plan.wanted.items()}
    for is_ratio, key, unit, standing, *numbers in ask(EACH, plan.asked, units, window):
        if (row := by_key.get((is_ratio, key))) is not None:
            row[unit] = Single(_STATUS[standing], *map(exact, numbers))
    _read_fields(found, plan.asked, window)
    _fill(found, window, own)
    return found


def _read_fields(found: Singles, asked: Asked, window: Window) -> None:
    by_metric = {one.metric_id: code for code, one in found.definitions.items()}
    for metric, breakdown, _, amount in ask(FIELDS, asked, found.units, window):
        if metric in by_metric:
            found.by_field[by_metric[metric], breakdown] = exact(amount) or Decimal(0)


def _fill(found: Singles, window: Window, own: Mapping[int, Window]) -> None:
    """What the exact window does not give, from parts of it and from predecessors."""
    lacking = {code for code, rows in found.figures.items() if len(rows) < len(found.units)}
    some = _with_parts({unit for code in lacking for unit in found.units if unit not in found.figures[code]}, window)
    if not some:
        return
    book = Book(lacking, some, span=window)
    for code in sorted(lacking):
        for unit in sorted(some - found.figures[code].keys()):
            windows = _asked_for(book, found.definitions[code], unit, window, own)
            figure = _stands(book, code, unit, windows, "")
            if figure is not None:
                found.figures[code][unit] = single(figure, unit, window)
                _add_fields(found, book, code, unit, windows)


def _asked_for(
    book: Book, definition: Definition, unit: int, window: Window, own: Mapping[int, Window]
) -> tuple[Window, ...]:
    """The window, then the unit's own days; what was open before its own days is no figure of those it took over."""
    alone = definition.cumulation == Definition.Cumulation.NON_CUMULATIVE and book.mergers(unit)
    return (window,) if alone else tuple(dict.fromkeys((window, own.get(unit, window))))


def _add_fields(found: Singles, book: Book, code: str, unit: int, windows: tuple[Window, ...]) -> None:
    """The fields of a metric that was put together."""
    if not found.definitions[code].breakdown or found.definitions[code].is_ratio:
        return
    for part in sorted({part for one in book.line(unit) for part in book.breakdowns(code, one)}):
        figure = _stands(book, code, unit, windows, part)
        if figure is not None and figure.amount is not None:
            found.by_field[code, part] = found.by_field.get((code, part), Decimal(0)) + figure.amount


def _stands(book: Book, code: str, unit: int, windows: tuple[Window, ...], breakdown: str) -> Figure | None:
    for window in windows:
        figure = book.whole(code, unit, window, breakdown=breakdown)
        if figure is not None and not figure.lacking and figure.status != Value.Status.BLANK:
            return figure
    return None


def _with_parts(units: set[int], window: Window) -> set[int]:
    """Of some units those that have a figure inside the window or took others over in it."""
    if not units:
        return set()
    inside = Value.objects.filter(
        superseded_at=None, window_from__gte=window.first, window_to__lte=window.last, unit__in=units
    ).exclude(window_from=window.first, window_to=window.last)
    found = set(inside.order_by().values_list("unit", flat=True).distinct())
    return found | (units & predecessors(units, window).keys())


def single(figure: Figure, unit: int, window: Window) -> Single:
    """A figure of a book, what it was put together from left out."""
    how = OWN if figure.window != window else JOINED if _joined(figure, unit, window) else ENTERED
    return Single(Value.Status(figure.status), figure.amount, figure.numerator, figure.denominator, how)


def _joined(figure: Figure, unit: int, window: Window) -> bool:
    return figure.window != window or figure.unit != unit or any(_joined(part, unit, window) for part in figure.parts)


def put(definition: Definition, figures: Mapping[int, Single], asked: int) -> Total:
    """The total of units' figures by the rule of the definition. Pure."""
    outside = sum(one.status == Value.Status.NOT_APPLICABLE for one in figures.values())
    given = [one for one in figures.values() if one.status == Value.Status.GIVEN]
    counted, rule = len(figures) - outside, definition.across
    ends = _ends(figures)
    found = Total(definition, counted, outside, asked - len(figures), lowest=ends[0], highest=ends[1])
    return replace(found, **_sums(rule, given)) if counted else found


def _sums(rule: str, given: list[Single]) -> dict[str, Decimal | None]:
    if rule == Definition.Across.RECOMPUTE:
        return {
            "numerator": total(one.numerator or 0 for one in given),
            "denominator": total(one.denominator or 0 for one in given),
        }
    if rule == Definition.Across.SUM:
        return {"amount": total(one.amount or 0 for one in given)}
    if rule == Definition.Across.MEAN:
        return {"amount": mean([one.number for one in given if one.number is not None])}
    return {}


def _ends(figures: Mapping[int, Single]) -> tuple[Extreme | None, Extreme | None]:
    """The smallest and the largest figure, with the first of the units that have it."""
    numbers = [
        (number, unit)
        for unit, one in figures.items()
        if one.status == Value.Status.GIVEN and (number := one.number) is not None
    ]
    if not numbers:
        return None, None
    low, high = min(number for number, _ in numbers), max(number for number, _ in numbers)
    return _end(numbers, low), _end(numbers, high)


def _end(numbers: list[tuple[Decimal, int]], number: Decimal) -> Extreme:
    units = [unit for one, unit in numbers if one == number]
    return Extreme(number, min(units), len(units))
