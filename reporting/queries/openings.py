"""What a report starts with: column (6) from the Values as at the day before its window opens (ux 4.12, domain 6.1)."""

from collections.abc import Iterable, Mapping

from indicators.models import Value
from indicators.queries import Book
from indicators.windows import Window
from organisations.models import Succession, Unit
from reporting.periods import closed_before, eve, window_of
from reporting.statistics.carrying import Closing, Known, Opening, opening, opening_of_successor
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

    book: holds the columns of the table, of the unit and of those it took over (``mergers``).
    """
    ended = sorted((one for one in book.all_windows if one.last == eve(window)), key=lambda one: one.first)
    sources = {one: source_of(one, window) for one in ended}
    before = _units_before(unit, window, mergers)
    metrics = {code: form.row(code).metric for code in (_OPEN, _WITHIN, _LATE)}
    found = {}
    for field in fields:
        by_unit = {name: _closings(book, metrics, key, field, sources) for key, name in before.items()}
        if list(before) == [unit.pk]:
            found[field] = opening(window, by_unit[before[unit.pk]])
        else:
            # Of several units only those count that have the field at all; none of them is a figure not known.
            given = {name: rows for name, rows in by_unit.items() if rows}
            found[field] = opening_of_successor(window, given) if given else opening(window, ())
    return found


def _units_before(unit: Unit, window: Window, mergers: Iterable[Succession]) -> dict[int, str]:
    """The units whose open files the window starts with: the unit, or those that became it on its first day."""
    rows = [row for row in mergers if row.successor_id == unit.pk and row.effective_on == window.first]
    found = {row.predecessor_id: row.predecessor.name for row in rows}
    if not found or unit.valid_from < window.first:
        found[unit.pk] = unit.name
    return found


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
