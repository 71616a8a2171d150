"""The numbers of a report with their sources, read from what it says (``reporting.narrative.numbers``)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from indicators.models import Value
from indicators.queries import Figure as Stored
from indicators.windows import Window
from reporting.models import Report, ReportLine, ReportSection
from reporting.narrative.keys import marks
from reporting.narrative.numbers import Number, Origin, numbers_in, numbers_of_text
from reporting.narrative.places import paragraphs_for
from reporting.queries.content import Content
from reporting.queries.figures import Figures
from reporting.queries.known import Known, is_open, known_of
from reporting.queries.neighbours import Neighbour, neighbours_of
from reporting.statistics.procedures import RATIOS
from reporting.statistics.shape import Row, RowKind
from reporting.statistics.sheet import Sheet

# What the form prints where its table of files stands below it (``reporting.annexes.figures``).
_POINTER = "Xem Bảng 2"


def numbers_of(found: Content, known: Known | None = None) -> list[Number]:
    """Every number in texts, rows and figures of a report with its origin, in reading order."""
    known = known or known_of(found)
    numbers: list[Number] = []
    for place in found.places:
        if place.section:
            numbers += _numbers(place.section, place.ref, known, paragraphs_for(place.row))
        for line in place.lines:
            numbers += _numbers(line, f"line-{line.pk}", known)
    return [*numbers, *(_of_figures(found.report, found.figures, known.beside) if found.figures else ())]


def typed(found: Content, known: Known | None = None) -> list[Number]:
    """The numbers that were typed by hand, for the list that the chairman sees."""
    return [one for one in numbers_of(found, known) if one.origin == Origin.TYPED]


def figure_numbers(report: Report, figures: Figures) -> list[Number]:
    """The numbers that the annex may print, named as its rows are: every kind that was entered, last year beside it.

    Each with the Value that it is; what is reckoned has none of its own.
    """
    return _of_figures(report, figures, neighbours_of(report))


def _of_figures(report: Report, figures: Figures, beside: Mapping[str, Neighbour]) -> list[Number]:
    near = beside.get("year")
    last = near.window if near else report.window.a_year_before()
    sides = [(figures.window, None), *((figures.window, kind) for kind in Value.Kind.values), (last, None)]
    sheets = [(window, kind, figures.sheet(kind, window=window)) for window, kind in sides]
    numbers: list[Number] = []
    for row in figures.form.rows:
        if not row.table:
            words = (row.code, row.label, row.unit, *_choices(row), _POINTER if row.kind == RowKind.TABLE else "")
            numbers += _fixed(f"figure-{row.code}", *words)
    for window, kind, sheet in sheets:
        for row in figures.form.rows:
            if row.kind not in (RowKind.HEADING, RowKind.TABLE):
                numbers += _row_numbers(figures, row, sheet, window, kind)
    for one in RATIOS:
        numbers += _fixed(f"ratio-{one.metric}", one.name, one.words)
        for _, _, sheet in sheets:
            numbers += _cell(f"ratio-{one.metric}", sheet.ratio(one.formula).printed(), one.metric)
    return list(dict.fromkeys(numbers))


def _row_numbers(figures: Figures, row: Row, sheet: Sheet, window: Window, kind: str | None) -> Iterator[Number]:
    """The numbers of one row of the form; of a column of its table in all its lines and in the total."""
    if not row.table:
        stored = figures.stored(row, kind=kind, window=window) if row.typed else None
        yield from _cell(f"figure-{row.code}", sheet.printed(row.code), row.metric, stored)
        if stored is not None and stored.reason:
            yield from (Number(f"figure-{row.code}", one, Origin.TYPED) for one in numbers_in(stored.reason))
        return
    yield from _cell(f"figure-{row.table}", sheet.printed(row.code), row.metric)
    for line in sheet.lines:
        place = f"figure-{row.table}-{line.key}"
        stored = figures.stored(row, field=line.key, kind=kind, window=window) if row.typed else None
        yield from _fixed(place, line.name)
        yield from _cell(place, sheet.in_line(line)(row.code).printed(), f"{row.metric}/{line.key}", stored)


def _choices(row: Row) -> list[str]:
    return [words for _, words in row.choices]


def _fixed(place: str, *words: str) -> list[Number]:
    return [Number(place, number, Origin.FIXED) for one in words for number in numbers_in(one)]


def _cell(place: str, printed: str, key: str, stored: Stored | None = None) -> list[Number]:
    values = (stored.value_id,) if stored is not None and stored.value_id else ()
    return [Number(place, number, Origin.VALUE, key, values) for number in numbers_in(printed)]


def _numbers(row: ReportSection | ReportLine, place: str, known: Known, paragraphs=()) -> list[Number]:
    """The numbers of a text; of a report that was sent as they were seen."""
    then = {} if is_open(known.report) else row.seen
    words = {key: then.get(key) or known.words(key) for key in marks(row.text)}
    found = numbers_of_text(row.text, place, words, paragraphs=paragraphs, typed_by=_who(row))
    return [_with_source(one, known) if one.key else one for one in found]


def _with_source(number: Number, known: Known) -> Number:
    source = known.source(number.key)
    return replace(number, values=source.values, source=source.words)


def _who(row: ReportSection | ReportLine) -> str:
    return f"Số gõ tay, {row.updated_by.display_name}" if row.updated_by else "Số gõ tay"
