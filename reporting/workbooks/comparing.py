"""What a file would change in the figures that stand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from reporting.statistics.figures import BLANK, Figure
from reporting.statistics.findings import Cell
from reporting.workbooks.reading import Reading

NO_CHANGE = "Không có gì thay đổi."


@dataclass(frozen=True)
class Change:
    """A cell that the file says otherwise. place: its address in the file; field: the name in the file."""

    cell: Cell
    field: str
    place: str
    before: Figure
    after: Figure


def changes(reading: Reading, current: Mapping[Cell, Figure], codes: Collection[str]) -> list[Change]:
    """The cells of the columns ``codes`` in which the file differs from what stands; its empty cells change nothing."""
    found = []
    for line in reading.lines:
        for code, after in line.figures.items():
            cell = Cell(code, line.key)
            before = current.get(cell, BLANK)
            if code in codes and after.known and not _same(before, after):
                found.append(Change(cell, line.name, reading.places[cell], before, after))
    return found


def _same(before: Figure, after: Figure) -> bool:
    """A zero and a dash say the same number; K and an empty cell do not."""
    if before == after:
        return True
    return {before.printed(), after.printed()} == {"-", "0"}


def summary(found: list[Change]) -> str:
    """The button or the sentence below the preview."""
    return f"Đưa {len(found)} ô vào báo cáo" if found else NO_CHANGE
