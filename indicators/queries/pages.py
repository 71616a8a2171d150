"""What the pages of figures read, each in a constant number of queries."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from indicators.models import AlertBand, Definition, Goal, Metric, Value
from indicators.queries.book import Book, Figure
from indicators.queries.reads import goal_for, series
from organisations.models import Unit, reachable_units


@dataclass
class Overview:
    """A metric in the list: its figures, oldest first, the goal of the last one, the alert band around it."""

    metric: Metric
    definition: Definition
    figures: list[Figure] = field(default_factory=list)
    goal: Goal | None = None
    band: AlertBand | None = None

    @property
    def last(self) -> Figure | None:
        """The figure of the window that ends last, the longest of those."""
        return max(self.figures, key=lambda one: (one.window.last, one.window.days), default=None)


def units_with_figures(user) -> QuerySet[Unit]:
    """Units in sight that issue documents of their own or have figures."""
    sight = Unit.objects.filter(pk__in=reachable_units(user))
    return sight.filter(~Q(issuer_name="") | Q(pk__in=Value.objects.values("unit"))).select_related("parent")


def overviews(unit: Unit, *, day: date, area: str = "", words: str = "", everything: bool = False) -> list[Overview]:
    """Metrics of the unit in their order; only those with a figure or a goal unless ``everything``: eleven queries."""
    metrics = Metric.objects.all()
    if area:
        metrics = metrics.filter(area_code=area)
    for word in words.split():
        metrics = metrics.filter(Q(name__icontains=word) | Q(code__iexact=word))
    rows = list(metrics)
    book = Book([one.code for one in rows], [unit.pk])
    goals: dict[int, list[Goal]] = defaultdict(list)
    for goal in Goal.objects.filter(unit=unit, metric__in=rows, replaced_at=None):
        goals[goal.metric_id].append(goal)
    limits = {row.metric_id: row for row in AlertBand.objects.filter(unit=unit, metric__in=rows, replaced_at=None)}
    found = []
    for one in rows:
        definition = book.definition(one.code, day)
        if definition is None:
            continue
        row = Overview(one, definition, [figure for figure in series(one.code, unit, book=book) if not figure.lacking])
        row.goal = goal_for(goals[one.pk], row.last.window.last if row.last else day)
        row.band = limits.get(one.pk)
        if everything or row.figures or goals[one.pk]:
            found.append(row)
    return found


def limits_of(metric: Metric, units: Collection[int], day: date) -> dict[int, tuple[Goal | None, AlertBand | None]]:
    """Goal of a day and alert band of a metric by unit. Two queries."""
    wanted: dict[int, list[Goal]] = defaultdict(list)
    for goal in Goal.objects.filter(unit__in=units, metric=metric, replaced_at=None):
        wanted[goal.unit_id].append(goal)
    rows = {row.unit_id: row for row in AlertBand.objects.filter(unit__in=units, metric=metric, replaced_at=None)}
    return {unit: (goal_for(wanted[unit], day), rows.get(unit)) for unit in units}


def siblings(metric: Metric) -> list[Metric]:
    """The metrics that count the same thing by another definition ("_a", "_b", "_c"), itself included, in order."""
    stem = re.sub(r"_[abc]$", "", metric.code)
    rows = Metric.objects.filter(code__startswith=stem)
    found = [one for one in rows if re.fullmatch(rf"{re.escape(stem)}(_[abc])?", one.code)]
    return found if len(found) > 1 else []


def stored(unit: Unit, code: str) -> tuple[dict[int, Value], dict[tuple, list[Value]]]:
    """The unit's rows of a metric: living ones by primary key, replaced ones by place, newest first. One query."""
    rows = Value.objects.filter(unit=unit, definition__metric__code=code, breakdown="").order_by("-id")
    living: dict[int, Value] = {}
    old: dict[tuple, list[Value]] = defaultdict(list)
    for row in rows.select_related("entered_by__official", "accepted_by__official", "definition"):
        if row.superseded_at is None:
            living[row.pk] = row
        else:
            old[place(row)].append(row)
    return living, old


def place(row: Value) -> tuple:
    """What makes two rows the same figure."""
    return row.definition_id, row.window_from, row.window_to, row.breakdown, row.kind
