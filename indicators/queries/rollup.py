"""Figures of many units as one: counts summed, ratios worked out again from the counts, who is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from indicators.models import Definition, Value
from indicators.queries.book import Book, Figure
from indicators.rounding import mean, printed, ratio, total
from indicators.windows import Window

_RULES = {
    Definition.Across.SUM: "Cộng số của các đơn vị",
    Definition.Across.RECOMPUTE: "Cộng tử số, cộng mẫu số của các đơn vị rồi tính lại tỷ lệ",
    Definition.Across.MEAN: "Bình quân số của các đơn vị",
    Definition.Across.NONE: "Không gộp các đơn vị",
}


@dataclass
class RollUp:
    """One metric over units. figures: by unit; missing: without a figure; outside: "không áp dụng".

    A total with units missing is a total of those counted: ``missing`` is printed with it.
    """

    definition: Definition
    window: Window
    figures: dict[int, Figure] = field(default_factory=dict)
    missing: list[int] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)
    amount: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def rule(self) -> str:
        """How the units were put together, in words."""
        return _RULES[Definition.Across(self.definition.across)]

    @property
    def counted(self) -> list[int]:
        """Units whose figure is in the total."""
        return [unit for unit in self.figures if unit not in self.outside]

    @cached_property
    def places(self) -> dict[int, int]:
        """Places of the units that have a number, 1 the best, ties on one place; none where no way is better."""
        numbers = {unit: one.number for unit, one in self.figures.items()}
        return ranked({unit: number for unit, number in numbers.items() if number is not None}, self.definition)

    @property
    def number(self) -> Decimal | None:
        """The exact total, mean or ratio; None where the definition puts no units together."""
        if self.denominator is not None:
            return ratio(self.numerator, self.denominator)
        return self.amount

    @property
    def shown(self) -> str:
        """The total as printed."""
        return printed(self.number, self.definition.precision, self.definition.unit_label)


def roll_up(code: str, units: Iterable[int], window: Window, *, breakdown: str = "") -> RollUp | None:
    """One metric over units; None where the metric is not known. See ``roll_ups``."""
    return roll_ups([code], units, window, breakdown=breakdown).get(code)


def roll_ups(codes: Iterable[str], units: Iterable[int], window: Window, *, breakdown: str = "") -> dict[str, RollUp]:
    """Many metrics over many units in a constant number of queries, each unit's figure as ``Book.whole`` gives it."""
    book = Book(codes, units, span=window)
    found = {}
    for code in book.codes:
        definition = book.definition(code, window.last)
        if definition is not None:
            figures = {unit: book.whole(code, unit, window, breakdown=breakdown) for unit in book.units}
            found[code] = put_together(definition, window, figures)
    return found


def put_together(definition: Definition, window: Window, figures: dict[int, Figure | None]) -> RollUp:
    """The roll-up of figures already read, by unit. Pure."""
    rolled = RollUp(definition, window)
    for unit, figure in figures.items():
        if figure is None or figure.status == Value.Status.BLANK:
            rolled.missing.append(unit)
            continue
        rolled.figures[unit] = figure
        if figure.status == Value.Status.NOT_APPLICABLE:
            rolled.outside.append(unit)
    given = [one for one in rolled.figures.values() if one.status == Value.Status.GIVEN]
    counted = bool(rolled.counted)
    if definition.across == Definition.Across.SUM and counted:
        rolled.amount = total(one.amount for one in given)
    elif definition.across == Definition.Across.RECOMPUTE and counted:
        rolled.numerator = total(one.numerator for one in given)
        rolled.denominator = total(one.denominator for one in given)
    elif definition.across == Definition.Across.MEAN:
        rolled.amount = mean([one.number for one in given if one.number is not None])
    return rolled


def place_among(rolled: RollUp, unit: int) -> tuple[int, int] | None:
    """(place, of how many) of a unit, 1 the best, ties on one place; None where no way is better or it has no number."""
    return (rolled.places[unit], len(rolled.places)) if unit in rolled.places else None


def ranked(numbers: dict[int, Decimal], definition: Definition) -> dict[int, int]:
    """Places by what the definition holds to be better, ties on one place. Pure."""
    if definition.direction == Definition.Direction.NONE:
        return {}
    up = definition.direction == Definition.Direction.UP
    found: dict[int, int] = {}
    place, before = 0, None
    for at, (unit, number) in enumerate(sorted(numbers.items(), key=lambda pair: pair[1], reverse=up), start=1):
        place = at if number != before else place
        found[unit], before = place, number
    return found
