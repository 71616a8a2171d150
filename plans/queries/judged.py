"""How the targets of plans stand: each condition against the figure of the metric that it was linked to.

Many targets of many units at once, in a constant number of queries.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Q, prefetch_related_objects

from documents.reading.operators import OPERATORS, Operator
from indicators.judging import WORDS, Asked, Measured, State, Verdict, judge, together
from indicators.models import Baseline, Value
from indicators.queries import Book, Figure
from indicators.rounding import mean
from indicators.windows import Window
from organisations.models import ReviewRelation, Subject
from plans.models import Condition, Plan, Target

# A data window of a year begins up to a month before it: 15/12 to 14/12 (domain 2.4).
_LEAD = timedelta(days=31)
_DAYS = (Operator.BY, Operator.BEFORE)


@dataclass
class Judged:
    """A target with the verdict on each of its conditions, in their order, and the figure that was looked at."""

    target: Target
    rows: list[tuple[Condition, Verdict, Figure | None]] = field(default_factory=list)

    @property
    def linked(self) -> bool:
        """Whether a metric answers any of its conditions."""
        return any(one.metric_id for one, _, _ in self.rows)

    @property
    def state(self) -> State:
        """The target's state: that of its weakest condition."""
        return together([verdict for _, verdict, _ in self.rows])

    @property
    def pill(self) -> dict[str, str]:
        """Word, colour and icon of the state."""
        word, kind, icon = WORDS[self.state]
        return {"word": word, "kind": kind, "icon": icon}


def judge_targets(targets: Iterable[Target], *, on: date, settled: int | None = None) -> dict[int, Judged]:
    """The judgement of each target by primary key on a day.

    settled: a year that is judged as if it were over, by its estimates too: for the report of a year that is written
    before its last day. Plan and conditions should have been read with the targets.
    """
    targets = list(targets)
    rows = [(target, one) for target in targets for one in target.conditions.all()]
    sources = _Sources([(target.plan.unit_id, one) for target, one in rows])
    found = {target.pk: Judged(target) for target in targets}
    for target, one in rows:
        unit, until = target.plan.unit_id, one.by_date or last_day(target.plan)
        due = None if settled and until.year <= settled else until
        figure = sources.figure(one, unit, until)
        verdict = judge(_asked(one, due, sources, unit), sources.measured(one, unit, figure), on=on)
        found[target.pk].rows.append((one, verdict, figure))
    return found


def last_day(plan: Plan) -> date:
    """The last day of the plan's year or stage."""
    return date(plan.year_to or plan.year, 12, 31)


def _asked(one: Condition, due: date | None, sources: "_Sources", unit: int) -> Asked:
    baseline = one.baseline_value
    if baseline is None and OPERATORS[Operator(one.operator)].needs_baseline and one.comparator == "number":
        baseline = sources.baselines.get((unit, one.metric_id))
    return Asked(
        one.operator,
        one.by_date if one.operator in _DAYS else one.value,
        one.value2,
        one.unit_label,
        one.relative,
        one.comparator,
        baseline,
        one.cap,
        due,
        one.soft,
    )


class _Sources:
    """Figures, baselines and peers of conditions, read once: at most nine queries."""

    def __init__(self, rows: list[tuple[int, Condition]]):
        linked = [(unit, one) for unit, one in rows if one.metric_id]
        self._codes = _codes([one for _, one in linked])
        units = {unit for unit, _ in linked}
        mean_of = {unit for unit, one in linked if one.comparator == Condition.Comparator.AUTHORITY_MEAN}
        self._peers = _peers(mean_of)
        everyone = units.union(*self._peers.values()) if self._peers else units
        self._book = Book(sorted(set(self._codes.values())), sorted(everyone)) if linked else None
        self._units = units

    @cached_property
    def baselines(self) -> dict[tuple[int, int], Decimal]:
        """Amounts to begin from by (unit, metric), read when a condition asks for one."""
        standing = Baseline.objects.filter(
            unit__in=self._units, metric__in=self._codes, replaced_at=None, amount__isnull=False
        )
        return {(unit, metric): amount for unit, metric, amount in standing.values_list("unit", "metric", "amount")}

    def figure(self, one: Condition, unit: int, until: date) -> Figure | None:
        """The unit's latest figure in the year of ``until`` and of no day after it, or None."""
        return self._latest(one, unit, until) if one.metric_id else None

    def _latest(self, one: Condition, unit: int, until: date) -> Figure | None:
        code, first = self._codes[one.metric_id], date(until.year, 1, 1)
        windows = [
            window
            for window in self._book.windows(code, unit)
            if window.first >= first - _LEAD and first <= window.last <= until
        ]
        found = (self._book.whole(code, unit, window) for window in _newest(windows))
        return next((figure for figure in found if figure is not None), None)

    def measured(self, one: Condition, unit: int, figure: Figure | None) -> Measured | None:
        """What the judge is told: None where no metric is linked."""
        if not one.metric_id or one.operator in _DAYS:
            return None
        if figure is None:
            return Measured(status=Value.Status.BLANK)
        definition = figure.definition
        before = self._before(one, unit, figure)
        return Measured(
            figure.number, figure.status, figure.reason, definition.direction, definition.precision,
            definition.unit_label, which(figure), before, self._mean(one, unit, figure),
        )  # fmt: skip

    def _before(self, one: Condition, unit: int, figure: Figure) -> Decimal | None:
        """The figure of the same window a year before, else the last one of that year."""
        code = self._codes[one.metric_id]
        same = self._book.whole(code, unit, figure.window.a_year_before())
        found = same or self._latest(one, unit, date(figure.window.last.year - 1, 12, 31))
        return found.number if found else None

    def _mean(self, one: Condition, unit: int, figure: Figure) -> Decimal | None:
        if one.comparator != Condition.Comparator.AUTHORITY_MEAN:
            return None
        code = self._codes[one.metric_id]
        found = [self._book.whole(code, peer, figure.window) for peer in sorted(self._peers.get(unit, {unit}))]
        return mean([peer.number for peer in found if peer is not None and peer.number is not None])


def _newest(windows: list[Window]) -> list[Window]:
    """The window that ends last first, the longest of those that end together."""
    return sorted(windows, key=lambda one: (one.last, one.days), reverse=True)


def which(figure: Figure) -> str:
    """Which figure it is, in words: "Năm 2026, ước thực hiện"."""
    kind = Value.Kind(figure.kind)
    name = figure.window.name
    return name if kind == Value.Kind.ACTUAL else f"{name}, {kind.label.lower()}"


def _codes(rows: list[Condition]) -> dict[int, str]:
    """Codes of the linked metrics by primary key, each put on its conditions: one query unless they came with them."""
    prefetch_related_objects(rows, "metric")
    return {one.metric_id: one.metric.code for one in rows}


def _peers(units: set[int]) -> dict[int, set[int]]:
    """Units that the same authority follows, the unit itself included: two queries, none where nobody is asked for."""
    if not units:
        return {}
    relations = ReviewRelation.objects.filter(Q(subject=Subject.PLAN) | Q(subject=Subject.REPORT), valid_to=None)
    over: dict[int, set[int]] = defaultdict(set)
    for unit, authority in relations.filter(unit__in=units).values_list("unit", "authority"):
        over[unit].add(authority)
    below: dict[int, set[int]] = defaultdict(set)
    everyone = relations.filter(authority__in=set().union(*over.values())) if over else relations.none()
    for unit, authority in everyone.values_list("unit", "authority"):
        below[authority].add(unit)
    return {unit: {unit}.union(*(below[one] for one in over[unit])) for unit in units}
