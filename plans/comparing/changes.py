"""The differences of two states: pairs of lines, the cells that differ, rows that moved."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from plans.comparing.moves import moved
from plans.comparing.pairing import pair_lines
from plans.comparing.rows import BLANK, Cell, Line, Snapshot, Touch
from plans.comparing.words import Piece, difference, pieces

ADDED, REMOVED, CHANGED, MOVED = "thêm", "bỏ", "đổi", "chuyển chỗ"
# Up to here both words are read faster whole, one after the other, than woven into each other.
_SHORT = 60


@dataclass(frozen=True)
class Part:
    """One cell of a pair: its words before and after."""

    name: str
    label: str
    old: str
    new: str
    difference: str = ""
    blank: str = BLANK

    @property
    def differs(self) -> bool:
        """Whether the words are not the same."""
        return self.old != self.new

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The words with what was taken out and put in."""
        return pieces(self.old, self.new)

    @property
    def short(self) -> bool:
        """Whether the words are few: shown as old → new."""
        return len(self.old) + len(self.new) <= _SHORT


@dataclass(frozen=True)
class Pair:
    """A row in both states, or in one of them only. moved: its order among the others changed."""

    old: Line | None
    new: Line | None
    parts: tuple[Part, ...]
    moved: bool = False

    @property
    def line(self) -> Line:
        """The row as it stands last."""
        return self.new or self.old  # type: ignore[return-value]

    @property
    def kind(self) -> str:
        """Added, removed, changed, moved, or "" where nothing differs."""
        if self.old is None or self.new is None:
            return ADDED if self.old is None else REMOVED
        if any(part.differs for part in self.parts):
            return CHANGED
        return MOVED if self.moved else ""

    @property
    def whole(self) -> str:
        """The kind of a row that stands in one state only, else ""."""
        return "" if self.old is not None and self.new is not None else self.kind

    @property
    def main(self) -> Part:
        """The part that says what the row is."""
        return next((part for part in self.parts if part.name == self.line.main), self.parts[0])

    @property
    def others(self) -> list[Part]:
        """The other parts that differ, for a row that stands in both."""
        return [part for part in self.parts if part is not self.main and part.differs] if not self.whole else []

    @property
    def told(self) -> list[tuple[str, str]]:
        """Label and words of the other parts that do not differ; of all of them where the whole row does."""
        return [
            (part.label, part.new or part.old)
            for part in self.parts
            if part is not self.main and (part.new or part.old) and (self.whole or not part.differs)
        ]


@dataclass(frozen=True)
class Change:
    """One place that differs: which row, which cell ("" for the whole row), from what to what, by whom."""

    kind: str
    where: str
    pair: Pair
    part: Part
    touch: Touch


@dataclass(frozen=True)
class Comparison:
    """Every row of both states, in the order of the newer one."""

    pairs: tuple[Pair, ...]

    @property
    def changes(self) -> list[Change]:
        """Every place that differs."""
        return [change for pair in self.pairs for change in changes_of(pair)]

    @property
    def same(self) -> int:
        """How many places say the same in both."""
        return sum(
            bool(part.new) and not part.differs
            for pair in self.pairs
            if pair.old is not None and pair.new is not None
            for part in pair.parts
        )


def compare(old: Snapshot, new: Snapshot) -> Comparison:
    """Compare two states of a plan, or two plans. Generated numbers are no words: a shifted one is no change."""
    found = pair_lines(old, new)
    went = _moves(found, old, new)
    partner = {id(after): (before, after) for before, after in found}
    matched = {id(before): after for before, after in found}
    gone: dict[int | None, list[Line]] = defaultdict(list)
    anchor: dict[str, int] = {}
    last = None
    for line in old.lines:
        if id(line) in matched:
            anchor[line.list] = last = id(matched[id(line)])
        else:
            gone[anchor.get(line.list, last)].append(line)
    return Comparison(tuple(_merged(new, gone, partner, went)))


def _merged(new: Snapshot, gone, partner, went: set[tuple[int, int]]) -> Iterator[Pair]:
    for line in gone.get(None, ()):
        yield _pair(line, None)
    for line in new.lines:
        before, after = partner.get(id(line), (None, line))
        yield _pair(before, after, moved=before is not None and (id(before), id(after)) in went)
        for removed in gone.get(id(line), ()):
            yield _pair(removed, None)


def _pair(old: Line | None, new: Line | None, *, moved: bool = False) -> Pair:
    cells: list[Cell] = list(new.cells if new else ())
    if old is not None:
        cells += [cell for cell in old.cells if new is None or new.cell(cell.name) is None]
    parts = tuple(
        Part(
            cell.name,
            cell.label,
            old.words(cell.name) if old else "",
            new.words(cell.name) if new else "",
            _difference(old, new, cell.name),
            cell.blank,
        )
        for cell in cells
    )
    return Pair(old, new, parts, moved)


def _difference(old: Line | None, new: Line | None, name: str) -> str:
    before = old.cell(name) if old else None
    after = new.cell(name) if new else None
    return difference(before.number, after.number) if before and after else ""


def _moves(found, old: Snapshot, new: Snapshot) -> set[tuple[int, int]]:
    """Pairs whose order among their list changed, or that stand in another list now."""
    at_old = {id(line): at for at, line in enumerate(old.lines)}
    at_new = {id(line): at for at, line in enumerate(new.lines)}
    lists: dict[str, list] = defaultdict(list)
    went = set()
    for before, after in found:
        if before.list == after.list:
            lists[before.list].append((before, after, at_old[id(before)], at_new[id(after)]))
        else:
            went.add((id(before), id(after)))
    for pairs in lists.values():
        went |= {(id(pairs[at][0]), id(pairs[at][1])) for at in moved(pairs)}
    return went


def changes_of(pair: Pair) -> Iterator[Change]:
    """The places of one row that differ."""
    line = pair.line
    if pair.old is None or pair.new is None:
        kind = ADDED if pair.old is None else REMOVED
        yield Change(kind, line.place, pair, pair.main, line.touch(line.main) if pair.new else line.last)
        return
    for part in pair.parts:
        if part.differs:
            where = f"{line.place}, {part.label}" if len(pair.parts) > 1 else line.place
            yield Change(CHANGED, where, pair, part, line.touch(part.name))
    if pair.moved:
        part = Part("", "chỗ", pair.old.place, pair.new.place)
        yield Change(MOVED, line.place, pair, part, line.last)
