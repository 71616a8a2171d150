"""What a report starts with: column (6) from the Values as at the day before its window opens (ux 4.12, domain 6.1)."""

from collections.abc import Iterable, Mapping
from datetime import date

from indicators.models import Value
from indicators.queries import Book
from indicators.windows import Window
from organisations.models import Succession, Unit
from reporting.periods import closed_before, eve, window_of
from reporting.statistics.carrying import Closing, Joined, Known, Opening, opening, opening_of_successor
from reporting.statistics.figures import Figure, Status, add
from reporting.statistics.procedures import column
from reporting.statistics.shape import Form

_OPEN, _WITHIN, _LATE = column(11), column(12), column(13)


def openings(
    book: Book,
    form: Form,
    unit: Unit,
    window: Window,
    fields: Iterable[str],
    mergers: Iterable[Succession],
) -> dict[str, Opening]:
    """What each field of procedures starts the window with. No query.

    book: holds the columns of the table, of the unit and of those it took over. mergers: those behind the unit, up to
    the end of the window: who joins inside it brings what it had open on the eve, as every other figure of the window
    holds its part too (``Book.whole``).
    """
    ended = sorted((one for one in book.all_windows if one.last == eve(window)), key=lambda one: one.first)
    sources = {one: source_of(one, window) for one in ended}
    before = _units_before(unit, window, mergers)
    metrics = {code: form.row(code).metric for code in (_OPEN, _WITHIN, _LATE)}
    told = {
        field: {one: _closings(book, metrics, one.unit, field, sources) for one in before}
        for field in dict.fromkeys(fields)
    }
    # Who reported on the eve at all and nothing of a field has none there; who did not report is waited for.
    reported = {one for by_unit in told.values() for one, rows in by_unit.items() if rows}
    found = {}
    for field, by_unit in told.items():
        if [one.unit for one in before] == [unit.pk]:
            found[field] = opening(window, by_unit[before[0]])
        else:
            given = {one: rows for one, rows in by_unit.items() if rows or one not in reported}
            known = any(given.values())
            found[field] = opening_of_successor(window, given) if known else opening(window, ())
    return found


def _units_before(unit: Unit, window: Window, mergers: Iterable[Succession]) -> list[Joined]:
    """The units whose open files the window starts with: those of the line that existed on the eve, else the unit."""
    inside = [row for row in mergers if window.first <= row.effective_on <= window.last]
    line: list[tuple[Unit, date | None]] = [(unit, None)]
    at = 0
    while at < len(line):
        behind = [(row.predecessor, row.effective_on) for row in inside if row.successor_id == line[at][0].pk]
        line += [pair for pair in behind if pair not in line]
        at += 1
    found = {one.pk: Joined(one.pk, one.name, day) for one, day in line[1:] if one.valid_from < window.first}
    if unit.valid_from < window.first or not found:
        found[unit.pk] = Joined(unit.pk, unit.name)
    return list(found.values())


def _closings(
    book: Book, metrics: Mapping[str, str], unit: int, field: str, sources: Mapping[Window, str]
) -> list[Closing]:
    """What was open on the eve, as each window that ends then says it; the longest window first."""
    found = []
    for window, source in sources.items():
        for kind in Known:
            figure, as_of = _open(book, metrics, unit, field, window, kind)
            if figure is not None and as_of is not None:
                # An estimate and a final figure are of the whole window, whenever they were made.
                day = as_of if kind == Known.ACTUAL else window.last
                found.append(Closing(day, kind, figure, source, field))
    return found


def _open(book: Book, metrics: Mapping[str, str], unit: int, field: str, window: Window, kind: Known):
    """(11) of a kind, from its two parts, else as it stands; with its day. (None, None) where there is none."""
    parts = [book.figure(metrics[code], unit, window, breakdown=field, kind=kind) for code in (_WITHIN, _LATE)]
    known = [one for one in parts if one is not None and one.status != Value.Status.BLANK]
    if len(known) == len(parts):
        return add((1, _plain(one)) for one in known), min(one.as_of for one in known)
    whole = book.figure(metrics[_OPEN], unit, window, breakdown=field, kind=kind)
    if whole is None or whole.status == Value.Status.BLANK:
        return None, None
    return _plain(whole), whole.as_of


def _plain(found) -> Figure:
    return Figure(Status(found.status), found.amount if found.status == Value.Status.GIVEN else None)


def source_of(ended: Window, window: Window) -> str:
    """The report of a window that ended on the eve of another, in words: "báo cáo năm 2025"."""
    periods = (one for one in closed_before(window) if window_of(one) == ended)
    return next((f"báo cáo {one.label}" for one in periods), f"số liệu kỳ {ended.name}")
