"""Which rows changed their place among the others: all but the most that kept their order."""

from collections.abc import Sequence
from itertools import pairwise

from plans.comparing.rows import Line

# Length, how many of them nobody touched, then the rows themselves: the same choice in both directions.
_Chain = tuple[int, int, tuple[tuple[int, int], ...]]


def moved(pairs: Sequence[tuple[Line, Line, int, int]]) -> set[int]:
    """Positions in ``pairs`` of the rows that moved. pairs: both lines with their positions in either list."""
    order = sorted(range(len(pairs)), key=lambda at: pairs[at][2])
    if all(pairs[a][3] < pairs[b][3] for a, b in pairwise(order)):
        return set()
    best: dict[int, _Chain] = {}
    came: dict[int, int | None] = {}
    for index, at in enumerate(order):
        before = [one for one in order[:index] if pairs[one][3] < pairs[at][3]]
        last = max(before, key=lambda one: best[one], default=None)
        length, kept, names = best[last] if last is not None else (0, 0, ())
        best[at] = (length + 1, kept + _untouched(pairs[at]), (*names, _name(pairs[at])))
        came[at] = last
    step: int | None = max(order, key=lambda one: best[one])
    stay = set()
    while step is not None:
        stay.add(step)
        step = came[step]
    return set(order) - stay


def _untouched(pair: tuple[Line, Line, int, int]) -> int:
    return int(pair[0].key == pair[1].key and pair[0].version == pair[1].version)


def _name(pair: tuple[Line, Line, int, int]) -> tuple[int, int]:
    low, high = sorted((pair[0].key, pair[1].key))
    return low, high
