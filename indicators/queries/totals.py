"""Totals over very many units, added up by the database: one statement, however many units and metrics there are.

Only what was entered for exactly the window counts here. Parts of a year and predecessors are read by ``roll_ups`` and
``unit_figures``, which ask a ``Book`` for whoever has no figure of the window; the three agree where all units fill the
same form.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from indicators.models import Definition, Term
from indicators.queries.book import definitions_of, is_derived
from indicators.queries.sums import EXTREMES, Asked, ask
from indicators.rounding import printed, ratio, rounded
from indicators.windows import Window

PLACES = 4


@dataclass(frozen=True)
class Extreme:
    """The smallest or largest figure: one of the units that have it, and how many do."""

    number: Decimal
    unit: int
    many: int


@dataclass(frozen=True)
class Total:
    """One metric over all units. counted: units in the total; outside: "không áp dụng"; missing: without a figure.

    lowest, highest: of single units, None where no unit has a number.
    """

    definition: Definition
    counted: int
    outside: int
    missing: int
    amount: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    lowest: Extreme | None = None
    highest: Extreme | None = None

    @property
    def number(self) -> Decimal | None:
        """The exact sum, mean or ratio; None where the definition puts no units together."""
        return self.amount if self.denominator is None else ratio(self.numerator, self.denominator)

    @property
    def shown(self) -> str:
        """The total as printed."""
        return printed(self.number, self.definition.precision, self.definition.unit_label)


@dataclass(frozen=True)
class Plan:
    """What a statement is asked for. wanted: the definition of each code; asked: where their figures lie."""

    wanted: dict[str, Definition]
    asked: Asked


def plan_of(codes: Iterable[str], window: Window) -> Plan:
    """The definitions of the metrics on the last day of the window. Four queries at most."""
    found = definitions_of(codes)
    wanted = {code: _on(found[code], window) for code in dict.fromkeys(codes) if code in found}
    terms = [row for one in wanted.values() if is_derived(one) for row in _terms(one, found)]
    counted = {rows[0].metric_id: rows for code, rows in found.items() if not is_derived(_on(rows, window))}
    needed = {one.metric_id for one in wanted.values()} | {row[1] for row in terms}
    counts = [row for metric, rows in counted.items() if metric in needed for row in _places(rows, window)]
    return Plan(wanted, Asked(tuple(counts), tuple(terms)))


def _terms(one: Definition, found: dict[str, list[Definition]]) -> list[tuple[int, int, int, int, int]]:
    """The terms of a ratio as the statement takes them; none where a metric of it is not known."""
    terms = list(one.terms.all())
    if any(term.metric_code not in found for term in terms):
        return []
    return [
        (
            one.pk,
            found[term.metric_code][0].metric_id,
            term.sign if term.side == Term.Side.NUMERATOR else 0,
            term.sign if term.side == Term.Side.DENOMINATOR else 0,
            len(terms),
        )
        for term in terms
    ]


def _places(rows: list[Definition], window: Window) -> list[tuple[int, int, int, int]]:
    """Of two versions that count one window the one that holds on its last day stands (as in ``Book``)."""
    ranked = sorted(rows, key=lambda one: (one.holds_on(window.last), one.version))
    by_field = int(bool(_on(rows, window).breakdown))
    return [(one.pk, one.metric_id, at, by_field) for at, one in enumerate(ranked)]


def totals(codes: Iterable[str], units: Iterable[int], window: Window) -> dict[str, Total]:
    """Totals of the metrics by code for figures of exactly the window: five queries at most."""
    units, plan = sorted(set(units)), plan_of(codes, window)
    found: dict[tuple[int, int], list[tuple]] = {}
    if units and plan.asked.counts:
        for row in ask(EXTREMES, plan.asked, units, window):
            found.setdefault((row[0], row[1]), []).append(row[2:])
    return {code: _total(one, found.get(key_of(one)), len(units)) for code, one in plan.wanted.items()}


def key_of(definition: Definition) -> tuple[int, int]:
    """Where the statement answers for a definition: ratios by definition, counts by metric."""
    return (1, definition.pk) if is_derived(definition) else (0, definition.metric_id)


def _on(rows: list[Definition], window: Window) -> Definition:
    return next((one for one in rows if one.holds_on(window.last)), rows[-1])


def exact(number) -> Decimal | None:
    """A number of the database as figures are stored: SQLite answers with floats."""
    return number if number is None or isinstance(number, Decimal) else rounded(Decimal(str(number)), PLACES)


def _total(definition: Definition, rows: list[tuple] | None, asked: int) -> Total:
    """What the definition makes of the numbers of its units. rows: the sums, once for each extreme."""
    if rows is None:
        return Total(definition, 0, 0, asked)
    present, outside, given = (int(number) for number in rows[0][:3])
    amount, over, under = (exact(number) for number in rows[0][3:6])
    found = Total(definition, present - outside, outside, asked - present)
    found = replace(found, **_extremes(definition, rows))
    if present == outside:
        return found
    if definition.across == Definition.Across.RECOMPUTE:
        return replace(found, numerator=over or Decimal(0), denominator=under or Decimal(0))
    if definition.across == Definition.Across.SUM:
        return replace(found, amount=amount or Decimal(0))
    if definition.across == Definition.Across.MEAN and given and amount is not None:
        return replace(found, amount=amount / given)
    return found


def _extremes(definition: Definition, rows: list[tuple]) -> dict[str, Extreme]:
    """The smallest and the largest; where all units have one number both are that."""
    times = 100 if definition.is_ratio else 1
    ends = {
        int(side): Extreme(Decimal(str(number)) * times, unit, int(many))
        for *_, side, number, unit, many in rows
        if side is not None
    }
    return {"lowest": ends[0], "highest": ends.get(1, ends[0])} if ends else {}
