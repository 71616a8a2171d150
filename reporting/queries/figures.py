"""The figures of reports as filled forms: Values of unit and window, read once for this period and those beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.db.models import QuerySet

from indicators.models import Breakdown, Value
from indicators.queries import Book, fields_of_procedures, mergers_into, procedure_fields
from indicators.queries import Figure as Stored
from indicators.windows import Window
from organisations.remembering import through_act
from reporting.models import FigureNote, Report
from reporting.queries.forms import form_of
from reporting.queries.openings import openings
from reporting.statistics.carrying import Opening
from reporting.statistics.figures import BLANK, Figure, Status
from reporting.statistics.findings import Finding, Reason, check, settle
from reporting.statistics.procedures import TABLE
from reporting.statistics.shape import Carry, Form, Row, RowKind
from reporting.statistics.sheet import TOTAL, TOTAL_NAME, Line, Sheet
from workflow.states import STATES

# Which kinds stand for one that was asked, the best first: an estimate starts at what was carried out so far, a final
# figure at what was reported.
VIEWS: Mapping[str, tuple[str, ...]] = {
    Value.Kind.ACTUAL: (Value.Kind.ACTUAL,),
    Value.Kind.ESTIMATE: (Value.Kind.ESTIMATE, Value.Kind.ACTUAL),
    Value.Kind.FINAL: (Value.Kind.FINAL, Value.Kind.ESTIMATE, Value.Kind.ACTUAL),
}
_YEARS_BACK = 2
Beside = tuple[Sequence[Breakdown], Sequence[FigureNote]]


@dataclass
class Figures:
    """Figures of one unit for one form. fields: (code, name) of the fields of procedures in force.

    ``sheet()`` is what stands (final, else estimate, else actual); ``sheet(kind)`` one kind only; ``view(kind)`` what a
    page of that kind starts with; ``sheet(window=…)`` another window of ``windows``. openings: by field, what the
    window starts with; carries: the report is still written, so that (6) follows them (else it says what was reported).
    """

    form: Form
    unit: int
    window: Window
    book: Book
    fields: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...] = ()
    openings: Mapping[str, Opening] = field(default_factory=dict)
    carries: bool = False

    def again(self) -> "Figures":
        """The same form once figures of this window were entered. One query within an act."""
        return replace(self, book=self.book.again())

    def has_any(self, kind: str) -> bool:
        """Whether any cell of the form has a figure of a kind."""
        codes = ["", *(code for code, _ in self.fields)]
        rows = [row for row in self.form.rows if row.typed and row.metric]
        return any(
            self.stored(row, field=code, kind=kind) for row in rows for code in (codes if row.table else codes[:1])
        )

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The windows for which the unit, or one that became it, has any figure of the form. No query."""
        return tuple(sorted(self.book.windows_of(self.unit)))

    def sheet(self, kind: str | None = None, *, window: Window | None = None) -> Sheet:
        """The form filled with the figures of a window."""
        return self._filled(VIEWS[Value.Kind.FINAL] if kind is None else (kind,), window or self.window)

    def view(self, kind: str) -> Sheet:
        """The form as somebody fills it with figures of a kind."""
        return self._filled(VIEWS[kind], self.window)

    def _filled(self, kinds: tuple[str, ...], window: Window) -> Sheet:
        rows = [row for row in self.form.rows if row.typed and row.metric and not row.table]
        typed = {row.code: found for row in rows if (found := self._figure(row, window, "", kinds)).known}
        lines = tuple(
            Line(code, name, cells) for code, name in self.fields if (cells := self._line(code, window, kinds))
        )
        whole = None if lines else self._line("", window, kinds)
        return Sheet(self.form, typed, lines, Line(TOTAL, TOTAL_NAME, whole) if whole else None)

    def stored(
        self, row: Row, *, field: str = "", kind: str | None = None, window: Window | None = None
    ) -> Stored | None:
        """The Value behind a cell, with its kind, day and provenance; None where nothing was entered."""
        return self.book.figure(row.metric, self.unit, window or self.window, breakdown=field, kind=kind)

    def behind(self, row: Row, kind: str, *, field: str = "") -> Stored | None:
        """The Value that a page of a kind shows in a cell; None where nothing was entered."""
        found = (self.stored(row, field=field, kind=one) for one in VIEWS[kind])
        return next((one for one in found if one is not None), None)

    def carried(self, row: Row, field: str) -> Opening | None:
        """What is carried into a cell, None for a cell that somebody fills."""
        if row.carry != Carry.OPENING or not self.carries:
            return None
        start = self.openings.get(field)
        return start if start is not None and start.figure.known else None

    @property
    def carried_rule(self) -> str:
        """How the carried column was put together of several units, once for all fields; "" where it is one unit's own."""
        return next((one.rule for one in self.openings.values() if one.rule), "")

    @property
    def outdated(self) -> bool:
        """Whether what is carried in is another figure than the one that is stored: an earlier period was corrected."""
        rows = [row for row in self.form.columns(TABLE) if row.carry == Carry.OPENING]
        cells = [(line, row) for line in self.sheet().lines for row in rows]
        return any(
            (start := self.carried(row, line.key)) is not None and start.figure != self._as_stored(row, line.key)
            for line, row in cells
        )

    def _as_stored(self, row: Row, field: str) -> Figure:
        found = self.stored(row, field=field)
        return BLANK if found is None else plain(found)

    @cached_property
    def findings(self) -> list[Finding]:
        """What does not fit in what stands, settled by the words that were given."""
        return self.judged(self.sheet())

    def judged(self, sheet: Sheet, more: Iterable[Finding] = ()) -> list[Finding]:
        """What does not fit in a sheet, and ``more``, settled by the words that were given."""
        return settle([*check(sheet), *more], self.reasons)

    def _line(self, field: str, window: Window, kinds: tuple[str, ...]) -> dict[str, Figure]:
        cells = {row.code: self._figure(row, window, field, kinds) for row in self.form.columns(TABLE) if row.typed}
        cells = {code: cell for code, cell in cells.items() if cell.known}
        if window == self.window:
            for row in self.form.columns(TABLE):
                start = self.carried(row, field)
                # A field that nobody has opened a line for and that starts with nothing stays away.
                if start is not None and (cells or start.figure.number):
                    cells[row.code] = start.figure
        return cells

    def _figure(self, row: Row, window: Window, field: str, kinds: tuple[str, ...]) -> Figure:
        found = (self.stored(row, field=field, kind=kind, window=window) for kind in kinds)
        return next((plain(one) for one in found if one is not None), BLANK)


def plain(found: Stored) -> Figure:
    """A stored figure as a cell."""
    if found.status != Value.Status.GIVEN:
        return Figure(Status(found.status))
    return Figure(Status.GIVEN, found.amount)


def figures_of(report: Report, *, form: Form | None = None) -> Figures | None:
    """The figures of a report, None where its round asks for none. A constant number of queries."""
    if report.form is None:
        return None
    return figures_of_many([report], forms={report.form_id: form} if form else None)[report.pk]


def read_beside(reports: Iterable[Report]) -> tuple[QuerySet[Breakdown], QuerySet[FigureNote]]:
    """What is read beside the Values of reports, with other things: fields of procedures, words given for figures."""
    return procedure_fields(), _notes(reports)


def _notes(reports: Iterable[Report]) -> QuerySet[FigureNote]:
    return FigureNote.objects.filter(report__in=[report.pk for report in reports])


def figures_of_many(
    reports: Iterable[Report], *, forms: Mapping[int, Form] | None = None, beside: Beside | None = None
) -> dict[int, Figures]:
    """The figures of reports by primary key, for those that have a form.

    One query for each version of a form that was not read before, else a constant number. beside: the rows of
    ``read_beside`` where they are at hand.
    """
    rows = [report for report in reports if report.form_id]
    if not rows:
        return {}
    with through_act():
        return _figures_of(rows, forms or {}, beside or (fields_of_procedures(), list(_notes(rows))))


def _figures_of(rows: list[Report], forms: Mapping[int, Form], beside: Beside) -> dict[int, Figures]:
    known = dict(forms)
    for report in rows:
        if report.form_id not in known:
            known[report.form_id] = form_of(report.form)
    units = {report.unit_id for report in rows}
    codes = [row.metric for form in known.values() for row in form.rows if row.metric and row.kind != RowKind.RATIO]
    span = _span(rows)
    book = Book(codes, units, span=span)
    lists, notes = beside
    reasons = _reasons(notes)
    mergers = mergers_into(units, span)
    return {report.pk: _one(report, known[report.form_id], book, lists, reasons, mergers) for report in rows}


def _one(report: Report, form: Form, book: Book, lists, reasons, mergers) -> Figures:
    fields = tuple((row.code, row.name) for row in lists if row.holds_on(report.window_to))
    codes = [code for code, _ in fields]
    starts = openings(book, form, report.unit, report.window, codes, mergers) if form.columns(TABLE) else {}
    return Figures(
        form, report.unit_id, report.window, book, fields, tuple(reasons.get(report.pk, ())), starts,
        STATES[report.state].editable,
    )  # fmt: skip


def _span(reports: list[Report]) -> Window:
    """From the first of January two years back: what stands beside a figure is no older."""
    first, last = min(row.window_from for row in reports), max(row.window_to for row in reports)
    return Window(first.replace(year=first.year - _YEARS_BACK, month=1, day=1), last)


def _reasons(notes: Iterable[FigureNote]) -> dict[int, list[Reason]]:
    found: dict[int, list[Reason]] = {}
    for note in notes:
        found.setdefault(note.report_id, []).append(Reason(note.key, note.difference, note.words))
    return found
