"""What directives know: work given from above, done in time, done late, past its day. Registered with ``indicators``.

How far an item has come stands above (the plan's tasks): apps above name themselves in ``carriers``.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import F, QuerySet

from directives.models import Answer, Directive, Receipt
from directives.queries import Node, flat, given_to, is_work, trees
from indicators.registry import Fact, Question, Row, counted, register
from organisations.together import read_together

_SOURCE = "Văn bản giao việc trên cổng"


@dataclass(frozen=True)
class Carried:
    """One thing that a unit does for an item. due_on: its own day; done_on: the day it was done, None while it is not."""

    unit: int
    item: int
    due_on: date | None = None
    done_on: date | None = None


# By name of the app above: from items and units (primary keys) to what the units do for the items, set-based.
carriers: dict[str, Callable[[Iterable[int], Iterable[int]], Iterable[Carried]]] = {}

IN_TIME, LATE, OVERDUE, OPEN = "in_time", "late", "overdue", "open"


def _stood(question: Question) -> list[tuple[int, Node, str]]:
    """The items given to each unit in the window with how they stand on the day.

    An item that the unit has declared not to be its business is not counted.
    """
    received = _received(question)
    asked = Answer.objects.filter(unit__in=question.units, item__directive__in=received.order_by().values("directive"))
    receipts, answers = read_together(received, asked)
    pairs = _given(receipts)
    items = {node.item.pk for _, node in pairs}
    carried = _carried(items, question.units, answers)
    outside = {(row.unit_id, row.item_id) for row in answers if row.kind == Answer.Kind.OUT_OF_SCOPE}
    return [
        (unit, node, _standing(node, carried[unit, node.item.pk], question.as_of))
        for unit, node in pairs
        if (unit, node.item.pk) not in outside
    ]


def counted_items(name: str, question: Question) -> list[Node]:
    """The items that a fact counts, for whoever asks why. Raises KeyError for another fact."""
    which = {known: states for known, _, states in _COUNTS}[name]
    return [node for _, node, state in _stood(question) if state in which]


def standings(question: Question) -> list[Row]:
    """How many items given to each unit in the window stand how on the day; the key is always the standing."""
    counts = Counter((unit, (state,)) for unit, _, state in _stood(question))
    return [
        Row("directives.standings", unit, number, key=key, as_of=question.as_of)
        for (unit, key), number in counts.items()
    ]


def _received(question: Question) -> QuerySet[Receipt]:
    """What the units received in the window and still stands."""
    receipts = Receipt.objects.filter(
        unit__in=question.units,
        binned_at=None,
        created_at__date__gte=question.window.first,
        created_at__date__lte=min(question.window.last, question.as_of),
        directive__withdrawn_on=None,
    ).exclude(directive__direction=Directive.Direction.ISSUED, directive__unit=F("unit"))
    return receipts.select_related("directive", "unit", "addressee")


def _given(receipts: Iterable[Receipt]) -> list[tuple[int, Node]]:
    """(unit, item) of the directives that the units received: one query."""
    by_unit: dict[tuple[int, int], list[Receipt]] = defaultdict(list)
    for row in receipts:
        by_unit[row.directive_id, row.unit_id].append(row)
    directives = {rows[0].directive_id: rows[0].directive for rows in by_unit.values()}
    nodes = trees(list(directives.values()), targets=False)
    return [
        (unit, node)
        for (directive, unit), rows in by_unit.items()
        for node in flat(nodes[directive])
        if is_work(node) and given_to(node, rows[0].directive, rows[0].unit, [row.addressee for row in rows])
    ]


def _carried(
    items: set[int], units: tuple[int, ...], answers: Iterable[Answer]
) -> dict[tuple[int, int], list[Carried]]:
    found: dict[tuple[int, int], list[Carried]] = defaultdict(list)
    given = (row for row in answers if row.kind == Answer.Kind.ASSIGNED)
    rows = [Carried(row.unit_id, row.item_id, row.due_on, row.done_on) for row in given]
    for carrier in carriers.values():
        rows += carrier(items, units)
    for row in rows:
        found[row.unit, row.item].append(row)
    return found


def _standing(node: Node, carried: list[Carried], day: date) -> str:
    """Done when everything that the unit does for it is done; its day is the directive's, else the unit's own."""
    done = [row.done_on for row in carried if row.done_on is not None and row.done_on <= day]
    due = _due(node) or min((row.due_on for row in carried if row.due_on), default=None)
    if carried and len(done) == len(carried):
        return LATE if due is not None and max(done) > due else IN_TIME
    return OVERDUE if due is not None and due < day else OPEN


def _due(node: Node) -> date | None:
    return min((row.due_on for row in node.leads if row.due_on), default=None)


# Name, label, which standings count.
_COUNTS = (
    ("directives.given", "Nhiệm vụ được cấp trên giao", frozenset({IN_TIME, LATE, OVERDUE, OPEN})),
    ("directives.done_in_time", "Nhiệm vụ được giao hoàn thành đúng hạn", frozenset({IN_TIME})),
    ("directives.done_late", "Nhiệm vụ được giao hoàn thành nhưng quá hạn", frozenset({LATE})),
    ("directives.overdue", "Nhiệm vụ được giao quá hạn chưa hoàn thành", frozenset({OVERDUE})),
)


def count(name: str, which: frozenset[str], question: Question) -> list[Row]:
    """Items whose standing is one of ``which``."""
    counts: Counter = Counter()
    for row in question.read["directives.standings"]:
        if row.key[0] in which:
            counts[row.unit, ()] += row.value
    return counted(name, question, counts, _SOURCE)


def register_all() -> None:
    """Make the facts of directives known."""
    register(Fact("directives.standings", "Tình hình nhiệm vụ được giao", standings, "nhiệm vụ"))
    for name, label, which in _COUNTS:
        register(Fact(name, label, partial(count, name, which), "nhiệm vụ", reads=frozenset({"directives.standings"})))
