"""What somebody typed into the cells of a form, read cell by cell: entries, or a sentence for each cell that is wrong.

Plain reading of a form that was read before; nothing is written here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from documents.reading.quantities import NotReadable
from indicators.entries import Entry
from indicators.models import Value
from reporting.queries.figures import Figures, plain
from reporting.queries.starts import Start
from reporting.statistics.figures import BLANK, Figure, Status, read_figure
from reporting.statistics.findings import Cell
from reporting.statistics.shape import Row

CLEARED = "Người nhập xóa số đã ghi."
OUTSIDE = "Biểu ghi K: không áp dụng với đơn vị."
_WHY = {Status.BLANK: CLEARED, Status.NOT_APPLICABLE: OUTSIDE}


def cell_name(cell: Cell) -> str:
    """How a cell is called in forms and addresses: "1.1.2", "3.4.c4@dat-dai"."""
    return f"{cell.code}@{cell.line}" if cell.line else cell.code


def cell_of(name: str) -> Cell:
    """The cell of a name."""
    code, _, line = name.partition("@")
    return Cell(code, line)


@dataclass(frozen=True)
class Typed:
    """What came in. cells: by name as typed; seen: primary keys of the Values that the person looked at (None: no page
    stands between); reasons: why a figure differs from what the portal counts; origin: provenance and source; restored:
    Values that are put back, by name of their cell, with what was said of them."""

    cells: Mapping[str, str]
    kind: str = Value.Kind.ACTUAL
    as_of: date | None = None
    seen: Mapping[str, int] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    origin: tuple[str, str] = (Value.Provenance.TYPED, "")
    restored: Mapping[str, Value] = field(default_factory=dict)


@dataclass
class Intake:
    """The reading of one part. entries, faults, conflicts, standing (what stands instead): by the name of the cell.

    old_rows: reads the Values behind the cells; asked only where what stood has to be told or kept.
    """

    figures: Figures
    part: str
    typed: Typed
    starts: Mapping[str, Start]
    old_rows: Callable[[], Mapping[int, Value]]
    entries: dict[str, Entry] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    conflicts: dict[str, str] = field(default_factory=dict)
    standing: dict[str, tuple[int, str]] = field(default_factory=dict)
    changed: set[Cell] = field(default_factory=set)

    @cached_property
    def rows(self) -> Mapping[int, Value]:
        """The Values behind the cells and those that the page showed, by primary key."""
        return self.old_rows()

    def read(self) -> "Intake":
        """Read every cell that came in."""
        for name, text in self.typed.cells.items():
            try:
                self._cell(name, cell_of(name), text)
            except NotReadable as problem:
                self.faults[name] = problem.sentence
        return self

    def _cell(self, name: str, cell: Cell, text: str) -> None:
        row = self._row(cell)
        start = self.figures.carried(row, cell.line)
        if start is not None:
            if text.strip() and read_figure(text, row) != start.figure:
                raise NotReadable(f"{label_of(self.figures, cell)} không nhập. {start.words}")
            return
        current = self.figures.behind(row, self.typed.kind, field=cell.line)
        figure = self._figure(row, cell, text)
        now = BLANK if current is None else plain(current)
        if self._unseen(name, row, cell, figure, now, current.value_id if current else None):
            return
        if not figure.known and not now.known:
            return
        self._take(name, row, cell, figure, current)

    def _row(self, cell: Cell) -> Row:
        """The row of a cell of this part. Raises NotReadable."""
        try:
            row = self.figures.form.row(cell.code)
        except KeyError:
            raise NotReadable(f"Biểu của kỳ này không có ô “{cell.code}”.") from None
        if not cell.code.startswith(f"{self.part}.") and self.part:
            raise NotReadable(f"Ô {cell.code} không thuộc phần {self.part}.")
        if not row.typed:
            read_figure("", row)
            raise NotReadable(f"“{row.label}” là đề mục, không nhập số.")
        fields = dict(self.figures.fields)
        if row.table and cell.line not in fields:
            raise NotReadable(f"Lĩnh vực “{cell.line}” không có trong danh mục của kỳ này.")
        if cell.line and not row.table:
            raise NotReadable(f"“{row.label}” không chia theo lĩnh vực.")
        return row

    def _figure(self, row: Row, cell: Cell, text: str) -> Figure:
        """What was typed; an estimate that was emptied goes back to what was carried out."""
        figure = read_figure(text, row)
        if figure.known or self.typed.kind == Value.Kind.ACTUAL:
            return figure
        actual = self.figures.stored(row, field=cell.line, kind=Value.Kind.ACTUAL)
        return BLANK if actual is None else plain(actual)

    def _unseen(self, name: str, row: Row, cell: Cell, figure: Figure, now: Figure, key: int | None) -> bool:
        """Whether the cell is to be left: the person has not touched it, though somebody else has meanwhile."""
        if self.typed.seen is None:
            return False
        saw = self.typed.seen.get(name, 0)
        if saw == (key or 0):
            return False
        before = self._saw(saw, cell)
        if figure in (before, now):
            return True
        value = self.rows.get(key or 0)
        who = f"{value.entered_by.display_name} vừa ghi" if value else "đã có người ghi"
        self.standing[name] = (key or 0, now.printed())
        self.conflicts[name] = (
            f"{label_of(self.figures, cell)}: {who} {now.printed() or 'trống'}, ô này đang ghi "
            f"{figure.printed() or 'trống'}. Chọn một số rồi lưu lại."
        )
        return True

    def _saw(self, key: int, cell: Cell) -> Figure:
        old = self.rows.get(key)
        if old is None:
            start = self.starts.get(cell.code)
            return start.figure if start is not None and not cell.line else BLANK
        return Figure(Status(old.status), old.amount if old.status == Value.Status.GIVEN else None)

    def _take(self, name: str, row: Row, cell: Cell, figure: Figure, current) -> None:
        """The entry of a cell. What says the same as before keeps its source and is only dated anew."""
        own = current if current is not None and current.kind == self.typed.kind else None
        same = current is not None and plain(current) == figure
        if same and own is None and self.typed.kind != Value.Kind.FINAL:
            return
        stays = own is not None and plain(own) == figure and not self.typed.reasons.get(name)
        old = self.typed.restored.get(name) or (self.rows.get(own.value_id) if stays else None)
        if old is not None:
            said = {one: getattr(old, one) for one in ("provenance", "source", "comment", "reason")}
        else:
            said = self._said(name, cell, figure, own.value_id if own is not None else None)
        if not same:
            self.changed.add(cell)
        self.entries[name] = Entry(
            row.metric, self.figures.window, self.typed.kind, cell.line, amount=figure.amount,
            status=str(figure.status), as_of=self.typed.as_of, **said,
        )  # fmt: skip

    def _said(self, name: str, cell: Cell, figure: Figure, stood: int | None) -> dict[str, str]:
        """Where a figure comes from. stood: primary key of what it replaces.

        Raises NotReadable where it differs from the portal's count without a reason.
        """
        provenance, source = self.typed.origin
        start, comment = self.starts.get(cell.code), self.typed.reasons.get(name, "").strip()
        if start is not None and figure == start.figure:
            provenance, source, comment = start.provenance, start.source, ""
        elif start is not None and start.fact and figure.known and not comment:
            old = self.rows.get(stood) if stood else None
            comment = old.comment if old is not None and old.provenance == Value.Provenance.TYPED else ""
            if not comment:
                raise NotReadable(
                    f"Cổng đếm được {start.figure.printed()} ({start.words}). Nhập số khác thì ghi lý do."
                )
        return {"provenance": provenance, "source": source, "comment": comment, "reason": _WHY.get(figure.status, "")}


def label_of(figures: Figures, cell: Cell) -> str:
    """A cell in a sentence: "Hộ tịch, cột (12)", "Số phiếu khảo sát"."""
    row = figures.form.row(cell.code)
    if not row.table:
        return row.label
    name = dict(figures.fields).get(cell.line, cell.line)
    return f"{name}, cột {row.number or f'“{row.label}”'}"
