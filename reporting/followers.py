"""What follows from figures that were typed: the carried column and the computed cells, as entries of their own.

Everybody else (ratios of the library, totals over units, consolidation) reads Values, so they are stored with the rest.
"""

from collections.abc import Mapping
from datetime import date

from indicators.entries import Entry
from indicators.models import Value
from reporting.entering import CLEARED
from reporting.queries.figures import Figures, plain
from reporting.statistics.figures import Figure, Status
from reporting.statistics.procedures import TABLE
from reporting.statistics.shape import Row, RowKind
from reporting.statistics.sheet import Line, Sheet

_COMPUTED = "Cổng tính từ các ô khác của biểu"
# Row, field, figure, provenance, source.
_Wanted = tuple[Row, str, Figure, str, str]


def followers(
    figures: Figures, typed: Mapping[str, Entry], lines: set[str], kind: str, as_of: date, *, part: str = ""
) -> list[Entry]:
    """The carried and computed cells that say something else once ``typed`` is stored.

    lines: fields of the table that were touched; part: only rows of it that are made of totals, "" for all.
    """
    after = sheet_after(figures, typed, kind)
    wanted = [one for line in after.lines if line.key in lines for one in _of_line(figures, after, line)]
    for row in figures.form.rows:
        if (
            row.formula
            and row.kind == RowKind.COUNT
            and not row.table
            and row.code.startswith(f"{part}." if part else "")
        ):
            wanted.append((row, "", after.figure(row.code), Value.Provenance.FACT, _COMPUTED))
    return [_entry(figures, one, kind, as_of) for one in wanted if _differs(figures, one, kind)]


def _differs(figures: Figures, one: _Wanted, kind: str) -> bool:
    row, field, figure, _, _ = one
    current = figures.behind(row, kind, field=field)
    if current is None:
        return figure.known
    return plain(current) != figure or (kind == Value.Kind.FINAL and current.kind != kind)


def _entry(figures: Figures, one: _Wanted, kind: str, as_of: date) -> Entry:
    row, field, figure, provenance, source = one
    return Entry(
        row.metric, figures.window, kind, field, amount=figure.amount, status=str(figure.status),
        reason=CLEARED if figure.status == Status.BLANK else "", as_of=as_of, provenance=provenance,
        source=source[:300],
    )  # fmt: skip


def _of_line(figures: Figures, after: Sheet, line: Line) -> list[_Wanted]:
    found: list[_Wanted] = []
    for row in figures.form.columns(TABLE):
        start = figures.carried(row, line.key)
        if start is not None:
            found.append((row, line.key, start.figure, Value.Provenance.CARRIED, start.words))
        elif row.formula:
            found.append((row, line.key, after.in_line(line)(row.code), Value.Provenance.FACT, _COMPUTED))
    return found


def sheet_after(figures: Figures, typed: Mapping[str, Entry], kind: str) -> Sheet:
    """The form of a kind as it will stand once ``typed`` is stored."""
    sheet = figures.view(kind)
    cells = dict(sheet.figures)
    lines = {line.key: dict(line.figures) for line in sheet.lines}
    metrics = {row.metric: row for row in figures.form.rows if row.typed}
    for entry in typed.values():
        row = metrics[entry.metric]
        if entry.kind != kind and figures.stored(row, field=entry.breakdown, kind=kind) is not None:
            continue
        figure = Figure(Status(entry.status), entry.amount)
        if entry.breakdown:
            lines.setdefault(entry.breakdown, _opened(figures, entry.breakdown))[row.code] = figure
        else:
            cells[row.code] = figure
    known = {code: figure for code, figure in cells.items() if figure.known}
    ordered = [
        Line(code, name, {one: cell for one, cell in lines[code].items() if cell.known})
        for code, name in figures.fields
        if code in lines
    ]
    return Sheet(figures.form, known, tuple(ordered))


def _opened(figures: Figures, field: str) -> dict[str, Figure]:
    """What a line holds before anybody types into it."""
    rows = ((row, figures.carried(row, field)) for row in figures.form.columns(TABLE))
    return {row.code: start.figure for row, start in rows if start is not None}
