"""What is compared: a plan at one moment as lines of cells, each with its place on paper."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True)
class Touch:
    """Who changed something last, and when."""

    by: int | None
    at: datetime | None


BLANK = "để trống"


@dataclass(frozen=True)
class Cell:
    """One field of a line in words. number: its value where a difference can be counted; blank: what no words mean."""

    name: str
    label: str
    words: str
    number: Decimal | None = None
    blank: str = BLANK


@dataclass(frozen=True)
class Line:
    """One row of a plan. list: the rows among which its order counts; match: what it is in any plan;
    origins: rows of other plans that it comes from; main: the cell that says what it is."""

    kind: str
    key: int
    list: str
    place: str
    ref: str
    main: str
    cells: tuple[Cell, ...]
    match: str = ""
    origins: frozenset[int] = frozenset()
    version: int = 0
    heading: str = ""
    touches: Mapping[str, Touch] = field(default_factory=dict)
    last: Touch = Touch(None, None)

    def cell(self, name: str) -> Cell | None:
        """The cell of a name, None where the line has none."""
        return next((cell for cell in self.cells if cell.name == name), None)

    def words(self, name: str) -> str:
        """The words of a cell, "" where there are none."""
        found = self.cell(name)
        return found.words if found else ""

    def touch(self, name: str) -> Touch:
        """Who last changed a cell; where nobody noted it, who last changed the line."""
        return self.touches.get(name, self.last)


@dataclass(frozen=True)
class Snapshot:
    """A plan at one moment, its lines in the order of the paper. plan: primary key of the plan."""

    plan: int
    lines: tuple[Line, ...]

    def of_kind(self, kind: str) -> Iterator[Line]:
        """Lines of one kind in their order."""
        return (line for line in self.lines if line.kind == kind)
