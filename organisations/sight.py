"""Who sees whose rows on a day: plain arithmetic over units, successions and review relations.

``organisations.actions.rebuild_reach`` writes the answer down as Reach rows (docs/decisions/reach.md).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from organisations.models import Via

# viewer id, unit id, subject ("" means any), via, inherits: the columns of a Reach row.
Row = tuple[int, int, str, str, str]


@dataclass(frozen=True)
class UnitDays:
    """A unit as far as sight is concerned: its parent and its days (both inclusive)."""

    pk: int
    parent: int | None
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        """Whether the unit exists on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def ended_before(self, day: date) -> bool:
        """Whether the unit is abolished on ``day``."""
        return self.valid_to is not None and self.valid_to < day


@dataclass(frozen=True)
class Review:
    """An authority follows a unit in a subject, from a day to a day (both inclusive)."""

    unit: int
    authority: int
    subject: str
    valid_from: date
    valid_to: date | None


@dataclass
class World:
    """Everything that sight depends on. ``successions`` are (predecessor, successor, effective on)."""

    units: list[UnitDays]
    successions: list[tuple[int, int, date]] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)


def rows_on(day: date, world: World) -> set[Row]:
    """Every Reach row of ``day``; an abolished unit sees nothing, whoever succeeds it sees its rest."""
    below = _Closure((unit.parent, unit.pk) for unit in world.units if unit.parent)
    ended = {unit.pk for unit in world.units if unit.ended_before(day)}
    before = _Closure(
        (successor, predecessor)
        for predecessor, successor, effective in world.successions
        if effective <= day and predecessor in ended
    )
    held = defaultdict(list)
    for review in world.reviews:
        if review.valid_from <= day:
            held[review.authority].append(review)
    rows: set[Row] = set()
    for unit in world.units:
        if unit.holds_on(day):
            rows |= _sees(unit.pk, day, below, before, held)
    return rows


def _sees(viewer: int, day: date, below: "_Closure", before: "_Closure", held: dict[int, list[Review]]) -> set[Row]:
    rows: set[Row] = {(viewer, viewer, "", Via.OWN.value, "")}
    rows |= {(viewer, unit, "", Via.SUBTREE.value, "") for unit in below[viewer]}
    for review in held.get(viewer, ()):
        if review.valid_to is None or day <= review.valid_to:
            for unit in (review.unit, *before[review.unit]):
                rows.add((viewer, unit, review.subject, Via.REVIEW.value, ""))
    for old in before[viewer]:
        rows |= _inherits(viewer, old, below, before, held)
    return rows


def _inherits(viewer: int, old: int, below: "_Closure", before: "_Closure", held: dict[int, list[Review]]) -> set[Row]:
    """What ``viewer`` sees because it succeeds ``old``: all that ``old`` had, expired reviews too."""
    via = Via.SUCCESSION.value
    rows: set[Row] = {(viewer, old, "", via, Via.OWN.value)}
    rows |= {(viewer, unit, "", via, Via.SUBTREE.value) for unit in below[old]}
    for review in held.get(old, ()):
        for unit in (review.unit, *before[review.unit]):
            rows.add((viewer, unit, review.subject, via, Via.REVIEW.value))
    return rows


class _Closure:
    """Everything that can be reached from a key by following pairs (key, next)."""

    def __init__(self, pairs: Iterable[tuple[int, int]]):
        self._next: dict[int, list[int]] = defaultdict(list)
        for key, value in pairs:
            self._next[key].append(value)
        self._found: dict[int, set[int]] = {}

    def __getitem__(self, key: int) -> set[int]:
        if key not in self._found:
            found: set[int] = set()
            open_ends = list(self._next.get(key, ()))
            while open_ends:
                one = open_ends.pop()
                if one not in found and one != key:
                    found.add(one)
                    open_ends.extend(self._next.get(one, ()))
            self._found[key] = found
        return self._found[key]
