"""Places of units: by when their reports came, by a figure. Ties share a place; who has nothing to go by has none."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal


@dataclass(frozen=True)
class Timely:
    """How a unit kept its days. asked: reports due so far; on_time, late, missing add up to it; days: late altogether."""

    unit: int
    asked: int = 0
    on_time: int = 0
    late: int = 0
    missing: int = 0
    days: int = 0

    def __add__(self, other: "Timely") -> "Timely":
        """The same unit over two rounds."""
        names = ("asked", "on_time", "late", "missing", "days")
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def order(self) -> tuple[Decimal, int, int]:
        """Smaller is better: the share not on time, then what is missing, then days late."""
        share = Decimal(self.late + self.missing) / self.asked if self.asked else Decimal(2)
        return share, self.missing, self.days


def late_days(due: date, inclusive: bool, done: date) -> int:
    """How many days after its last good day something was done; 0 where it was in time."""
    last = due if inclusive else due - timedelta(days=1)
    return max((done - last).days, 0)


def timely(unit: int, due: date, inclusive: bool, done: date | None, today: date) -> Timely:
    """One report of a unit. What is not due yet and not done counts nowhere."""
    if done is not None:
        days = late_days(due, inclusive, done)
        return Timely(unit, 1, int(not days), int(bool(days)), 0, days)
    days = late_days(due, inclusive, today)
    return Timely(unit, 1, missing=1, days=days) if days else Timely(unit)


def placed(values: Mapping[Hashable, tuple | Decimal], *, up: bool) -> list[tuple[int, Hashable]]:
    """(place, key), 1 the best, equal values on one place, the next place counted on. up: more is better."""
    found: list[tuple[int, Hashable]] = []
    place, before = 0, None
    for at, (key, value) in enumerate(sorted(values.items(), key=lambda pair: pair[1], reverse=up), start=1):
        place = place if at > 1 and value == before else at
        found.append((place, key))
        before = value
    return found
