"""The figures of a report as a filled form: Values of unit and window, read once for this period and those beside it."""

from dataclasses import dataclass
from functools import cached_property

from indicators.models import Breakdown, Value
from indicators.queries import Book
from indicators.queries import Figure as Stored
from indicators.windows import Window
from reporting.models import FigureNote, Report
from reporting.queries.forms import form_of
from reporting.statistics.figures import BLANK, Figure, Status
from reporting.statistics.findings import Finding, Reason, check, settle
from reporting.statistics.procedures import TABLE
from reporting.statistics.shape import Form, Row
from reporting.statistics.sheet import Line, Sheet


@dataclass
class Figures:
    """Figures of one unit for one form. fields: (code, name) of the fields of procedures in force.

    ``sheet()`` is what stands (final, else estimate, else actual); ``sheet(kind)`` one kind only; ``sheet(window=…)``
    another window of ``windows``.
    """

    form: Form
    unit: int
    window: Window
    book: Book
    fields: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...] = ()

    def sheet(self, kind: str | None = None, *, window: Window | None = None) -> Sheet:
        """The form filled with the figures of a window."""
        window = window or self.window
        rows = [row for row in self.form.rows if row.typed and row.metric and not row.table]
        typed = {row.code: found for row in rows if (found := self._figure(row, window, "", kind)).known}
        lines = tuple(
            Line(code, name, cells) for code, name in self.fields if (cells := self._line(code, window, kind))
        )
        return Sheet(self.form, typed, lines)

    def stored(
        self, row: Row, *, field: str = "", kind: str | None = None, window: Window | None = None
    ) -> Stored | None:
        """The Value behind a cell, with its kind, day and provenance; None where nothing was entered."""
        return self.book.figure(row.metric, self.unit, window or self.window, breakdown=field, kind=kind)

    @cached_property
    def findings(self) -> list[Finding]:
        """What does not fit in what stands, settled by the words that were given."""
        return settle(check(self.sheet()), self.reasons)

    def _line(self, field: str, window: Window, kind: str | None) -> dict[str, Figure]:
        cells = {row.code: self._figure(row, window, field, kind) for row in self.form.columns(TABLE) if row.typed}
        return {code: cell for code, cell in cells.items() if cell.known}

    def _figure(self, row: Row, window: Window, field: str, kind: str | None) -> Figure:
        found = self.book.figure(row.metric, self.unit, window, breakdown=field, kind=kind)
        return BLANK if found is None else plain(found)


def plain(found: Stored) -> Figure:
    """A stored figure as a cell."""
    if found.status != Value.Status.GIVEN:
        return Figure(Status(found.status))
    return Figure(Status.GIVEN, found.amount)


def figures_of(report: Report, *, form: Form | None = None) -> Figures | None:
    """The figures of a report, None where its round asks for none. A constant number of queries."""
    if report.form is None:
        return None
    form = form or form_of(report.form)
    book = Book([row.metric for row in form.rows if row.metric and row.typed], [report.unit_id])
    lists = Breakdown.objects.filter(listing="field").order_by("order", "name")
    fields = tuple((row.code, row.name) for row in lists if row.holds_on(report.window_to))
    notes = FigureNote.objects.filter(report=report)
    reasons = tuple(Reason(note.key, note.difference, note.words) for note in notes)
    return Figures(form, report.unit_id, report.window, book, fields, reasons)
