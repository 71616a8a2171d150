"""Facts: what the portal already knows, asked by name and never by import (design section 2 and 3).

An app above registers its facts in ``AppConfig.ready()``; each answers for all units in a constant number of queries and
knows no user. A fact becomes a Value only when a person confirms it (``indicators.actions.confirm_fact``).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from indicators.windows import Window
from workflow.clock import today


@dataclass(frozen=True)
class Row:
    """One answer. key: what it is broken down by, in the order of ``by``, () for the whole.

    value: the count; numerator and denominator instead for a ratio; status as of ``Value.Status``; provenance: in words
    where it was read.
    """

    name: str
    unit: int
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    key: tuple[str, ...] = ()
    status: str = "given"
    as_of: date | None = None
    provenance: str = ""


@dataclass(frozen=True)
class Question:
    """What a fact is asked. read: rows of the facts that it reads, by name."""

    units: tuple[int, ...]
    window: Window
    as_of: date
    by: tuple[str, ...] = ()
    read: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """A fact that can be asked for. name: "plans.tasks_done"; label: its Vietnamese name; unit_label: of the count.

    answer: from a question to rows for all its units; reads: names of facts it is worked out of; by: what it can be
    broken down by.
    """

    name: str
    label: str
    answer: Callable[[Question], Iterable[Row]]
    unit_label: str = ""
    reads: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()


_facts: dict[str, Fact] = {}


def register(fact: Fact) -> None:
    """Make a fact known; the same name again replaces it. Raises ValueError where it would read itself in the end."""
    path = _way_back(fact.name, fact.reads, ())
    if path:
        raise ValueError(f"fact reads itself: {' → '.join(path)}")
    _facts[fact.name] = fact


def _way_back(goal: str, reads: Iterable[str], path: tuple[str, ...]) -> tuple[str, ...]:
    for name in sorted(reads):
        if name == goal:
            return (goal, *path, goal)
        below = _facts.get(name)
        if below and name not in path and (found := _way_back(goal, below.reads, (*path, name))):
            return found
    return ()


def registered() -> dict[str, Fact]:
    """All facts by name."""
    return dict(_facts)


def facts(
    names: Iterable[str],
    units: Iterable,
    window: Window,
    *,
    as_of: date | None = None,
    by: Iterable[str] = (),
    answered: dict[str, tuple[Row, ...]] | None = None,
) -> list[Row]:
    """Rows of the facts for all units, each fact answered once whatever reads it.

    units: units or their primary keys; as_of: up to which day (the window's last day, never after today); by: broken
    down by these; answered: what the same question was answered before, to which the answers are added.
    Raises LookupError for a fact nobody registered, ValueError for a breakdown it does not know.
    """
    wanted = tuple(names)
    by = tuple(by)
    keys = tuple(getattr(unit, "pk", unit) for unit in units)
    day = as_of or min(window.last, today())
    answered = {} if answered is None else answered
    for name in wanted:
        _answer(name, keys, window, day, by, answered)
    return [row for name in dict.fromkeys(wanted) for row in answered[name]]


def _answer(name: str, units: tuple[int, ...], window: Window, day: date, by: tuple[str, ...], answered: dict) -> None:
    if name in answered:
        return
    if name not in _facts:
        raise LookupError(f"no fact {name!r}")
    fact = _facts[name]
    unknown = set(by) - fact.by
    if unknown:
        raise ValueError(f"fact {name!r} is not broken down by {', '.join(sorted(unknown))}")
    for below in sorted(fact.reads):
        _answer(below, units, window, day, by, answered)
    read = {below: answered[below] for below in fact.reads}
    answered[name] = tuple(fact.answer(Question(units, window, day, by, read))) if units else ()


def counted(
    name: str, question: Question, counts: Mapping[tuple[int, tuple[str, ...]], int | Decimal], provenance: str
) -> list[Row]:
    """Rows from counts by (unit, key): every unit asked has a whole, 0 where nothing was counted."""
    keys = dict(counts)
    if not question.by:
        keys = {(unit, ()): 0 for unit in question.units} | keys
    return [
        Row(name, unit, Decimal(number), key=key, as_of=question.as_of, provenance=provenance)
        for (unit, key), number in sorted(keys.items())
    ]
