"""What stands beside a figure: the last period, the same period of last year, the last four periods; what stands out."""

from dataclasses import dataclass

from indicators.models import Definition
from indicators.windows import Window
from reporting.models import Report
from reporting.periods import window_of
from reporting.queries.figures import Figures, plain
from reporting.queries.starts import before
from reporting.statistics.figures import BLANK, Figure
from reporting.statistics.findings import Cell, Finding
from reporting.statistics.outliers import Past, against_past
from reporting.statistics.procedures import ON_TIME_A, ON_TIME_B, ON_TIME_C, RATIOS, TABLE
from reporting.statistics.shape import Row, RowKind
from reporting.statistics.sheet import TOTAL, Line, Sheet, formula_of

_SHOWN = 4
# The definitions of "đúng hạn" stand side by side whatever cell of the line is looked at.
_ALWAYS = (ON_TIME_A, ON_TIME_B, ON_TIME_C)


@dataclass(frozen=True)
class Beside:
    """The windows that a figure is read beside; None where the unit has none."""

    period: Window | None
    year: Window | None


def beside(report: Report, figures: Figures) -> Beside:
    """The last period and the same one of last year, as far as there are figures of them."""
    earlier = before(figures)
    same = window_of(report.period.year_before()) or report.window.a_year_before()
    return Beside(earlier[-1] if earlier else None, same if same in earlier else None)


def figure_in(figures: Figures, row: Row, window: Window | None, field: str = "") -> Figure:
    """What stood in a cell in another window."""
    found = figures.stored(row, field=field, window=window) if window and row.metric else None
    return BLANK if found is None else plain(found)


def outliers(figures: Figures, sheet: Sheet, near: Beside, part: str = "") -> list[Finding]:
    """The typed cells of a part that stand out from the unit's own history, one question each."""
    found: list[Finding] = []
    for row in figures.form.rows:
        if not row.typed or row.kind == RowKind.CODE or (part and not row.code.startswith(f"{part}.")):
            continue
        if row.table:
            cells = [(Cell(row.code, line.key), sheet.in_line(line)(row.code)) for line in sheet.lines]
        else:
            cells = [(Cell(row.code), sheet.figure(row.code))]
        flows = _flows(figures, row)
        for cell, now in cells:
            found += _against(figures, row, cell, now, near, flows)[:1]
    return found


def _flows(figures: Figures, row: Row) -> bool:
    """Whether a row counts what happened, so that a longer window has more of it."""
    definition = figures.book.definition(row.metric, figures.window.last)
    return definition is not None and definition.cumulation == Definition.Cumulation.SUMMING


def _against(figures: Figures, row: Row, cell: Cell, now: Figure, near: Beside, flows: bool) -> list[Finding]:
    asked = (("kỳ trước", near.period), ("cùng kỳ năm trước", near.year))
    return [
        one
        for name, window in asked
        if window is not None
        for one in against_past(
            cell, now, figures.window.days,
            Past(name, figure_in(figures, row, window, cell.line), window.days), flows=flows,
        )
    ]  # fmt: skip


@dataclass(frozen=True)
class Strip:
    """A cell with its last periods and the ratios that depend on it. past: (window, as printed), newest first."""

    name: str
    printed: str
    past: tuple[tuple[str, str], ...]
    ratios: tuple[tuple[str, str], ...]


def strip_of(figures: Figures, sheet: Sheet, cell: Cell) -> Strip:
    """The strip of a cell. Raises KeyError for a code that the form does not have."""
    row = figures.form.row(cell.code)
    names = dict(figures.fields)
    if row.table:
        lines = {line.key: line for line in sheet.lines}
        line = lines.get(cell.line, Line(cell.line, names.get(cell.line, "")))
        name, now = f"{line.name}, {row.number or row.label}", sheet.in_line(line)(row.code)
    else:
        line, name, now = None, row.label, sheet.figure(row.code)
    field = "" if cell.line == TOTAL else cell.line
    windows = before(figures)[-_SHOWN:]
    past = [(window.name, row.said(figure_in(figures, row, window, field).printed())) for window in windows]
    return Strip(name, row.said(now.printed()), tuple(reversed(past)), tuple(_ratios(figures, sheet, row, line)))


def _ratios(figures: Figures, sheet: Sheet, row: Row, line: Line | None) -> list[tuple[str, str]]:
    """The ratios that a cell goes into, in words with their definition."""
    if row.table == TABLE:
        lasts = [
            one
            for one in RATIOS
            if one.valid_from <= figures.window.last and (one in _ALWAYS or _reads(one.formula, row, figures))
        ]
        return [(f"{one.name}: {one.words}", _percent(sheet.ratio(one.formula, line).printed())) for one in lasts]
    rows = [one for one in figures.form.rows if one.kind == RowKind.RATIO and row.code in formula_of(one.formula).codes]
    return [
        (f"{one.label}: {one.formula.replace('[', '').replace(']', '')}", _percent(sheet.printed(one.code)))
        for one in rows
    ]


def _reads(formula: str, row: Row, figures: Figures) -> bool:
    """Whether a ratio of the table depends on a column, by itself or through a computed one."""
    codes = formula_of(formula).codes
    below = [code for code in codes if figures.form.row(code).formula]
    return row.code in codes or any(row.code in formula_of(figures.form.row(code).formula).codes for code in below)


def _percent(printed: str) -> str:
    return f"{printed}\u00a0%" if printed[:1].isdigit() else printed
