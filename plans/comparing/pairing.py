"""Which line of one state is which line of the other: by identity, by origin, by name, else by likeness."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher

from documents.reading.text import fold
from plans.comparing.rows import Line, Snapshot

# Two sentences are the same row below this likeness only if they stand in the same list.
_ALIKE, _ALIKE_ELSEWHERE = 0.6, 0.8

Found = list[tuple[Line, Line]]


def pair_lines(old: Snapshot, new: Snapshot) -> Found:
    """The pairs of lines that are the same row, each line at most once; the same in both directions."""
    pairing = _Pairing(old, new)
    if old.plan == new.plan:
        pairing.take(_by(lambda line: (line.kind, line.key), old, new))
        return pairing.found
    pairing.take(_by_origin(old.lines, new.lines))
    pairing.take(_by(_said_in(lambda line: line.list), *pairing.left))
    pairing.take(_by(_said_in(lambda line: line.kind), *pairing.left))
    pairing.take(_by_likeness(*pairing.left, lambda line: line.list, _ALIKE))
    pairing.take(_by_likeness(*pairing.left, lambda line: line.kind, _ALIKE_ELSEWHERE))
    return pairing.found


class _Pairing:
    """Pairs found so far, and the lines that have no partner yet."""

    def __init__(self, old: Snapshot, new: Snapshot):
        self._old, self._new = list(old.lines), list(new.lines)
        self.found: Found = []

    @property
    def left(self) -> tuple[list[Line], list[Line]]:
        return self._old, self._new

    def take(self, pairs: Iterable[tuple[Line, Line]]) -> None:
        """Add pairs whose lines are both still free."""
        free_old = {id(line) for line in self._old}
        free_new = {id(line) for line in self._new}
        for before, after in pairs:
            if id(before) in free_old and id(after) in free_new:
                free_old.remove(id(before))
                free_new.remove(id(after))
                self.found.append((before, after))
        self._old = [line for line in self._old if id(line) in free_old]
        self._new = [line for line in self._new if id(line) in free_new]


def _lines(of: Snapshot | list[Line]) -> Iterable[Line]:
    return of.lines if isinstance(of, Snapshot) else of


def _by(key: Callable[[Line], object], old: Snapshot | list[Line], new: Snapshot | list[Line]) -> Found:
    """Lines with the same key, in the order in which they stand."""
    waiting: dict[object, list[Line]] = defaultdict(list)
    for line in _lines(old):
        if (name := key(line)) is not None:
            waiting[name].append(line)
    pairs = []
    for line in _lines(new):
        name = key(line)
        if name is not None and waiting[name]:
            pairs.append((waiting[name].pop(0), line))
    return pairs


def _by_origin(old: Iterable[Line], new: Iterable[Line]) -> Found:
    """Lines of which one says that it comes from the other."""
    before = {(line.kind, line.key): line for line in old}
    pairs = [
        (before[line.kind, key], line) for line in new for key in sorted(line.origins) if (line.kind, key) in before
    ]
    after = {(line.kind, line.key): line for line in new}
    back = [
        (line, after[line.kind, key])
        for line in before.values()
        for key in sorted(line.origins)
        if (line.kind, key) in after
    ]
    return pairs + back


def _said_in(group: Callable[[Line], str]) -> Callable[[Line], object]:
    """What a line is called within its group: its name in any plan, else its words."""

    def key(line: Line) -> object:
        name = line.match or fold(line.words(line.main))
        return (line.kind, group(line), name) if name else None

    return key


def _by_likeness(old: list[Line], new: list[Line], group: Callable[[Line], str], least: float) -> Found:
    """The likest lines of each group first."""
    groups: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in old:
        if not line.match:
            groups[line.kind, group(line)].append(line)
    scored = []
    for after in new:
        for before in groups.get((after.kind, group(after)), []) if not after.match else []:
            likeness = alike(before.words(before.main), after.words(after.main))
            if likeness >= least:
                pair = tuple(sorted((before.key, after.key)))
                scored.append((-likeness, pair, before, after))
    return [(before, after) for _, _, before, after in sorted(scored, key=lambda one: one[:2])]


def alike(one: str, other: str) -> float:
    """How alike two sentences are from 0 to 1, by their words without case and marks; the same both ways."""
    first, second = sorted((fold(one).split(), fold(other).split()))
    both = len(first) + len(second)
    shared = sum((Counter(first) & Counter(second)).values())
    # No order of words can make them more alike than the words that they share.
    if not both or 2 * shared / both < _ALIKE:
        return 0.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
