"""What was open when a window began, for units that took others over inside it: it is what those began with."""

from decimal import Decimal

from indicators.models import Value
from indicators.queries import JOINED, Book, Single, Singles
from indicators.windows import Window
from reporting.statistics.shape import Carry, Form


def openings(form: Form, found: Singles, window: Window) -> None:
    """Fill in the openings of merged units: the sum of what each unit that became one of them had on the first day.

    A successor's own opening is what its predecessors still had open, which their parts of the window count already.
    Two queries and one for each step of mergers; none where nothing is lacking.
    """
    codes = [row.metric for row in form.rows if row.carry == Carry.OPENING and row.metric in found.figures]
    lacking = {unit for code in codes for unit in found.units if unit not in found.figures[code]}
    if not lacking:
        return
    book = Book(codes, lacking, span=window)
    for code in codes:
        for unit in sorted(lacking - found.figures[code].keys()):
            if not book.mergers(unit):
                continue
            if (total := _begun(book, code, unit, window, "")) is None:
                continue
            found.figures[code][unit] = Single(Value.Status.GIVEN, total, joined=JOINED)
            for part in sorted({part for one in book.line(unit) for part in book.breakdowns(code, one)}):
                begun = _begun(book, code, unit, window, part) or Decimal(0)
                found.by_field[code, part] = found.by_field.get((code, part), Decimal(0)) + begun


def _begun(book: Book, code: str, unit: int, window: Window, breakdown: str) -> Decimal | None:
    """The sum over the units of the line that have a figure of days that begin with the window."""
    amounts = []
    for one in book.line(unit):
        pieces = [piece for piece in book.windows(code, one) if piece.first == window.first]
        figures = (book.figure(code, one, piece, breakdown=breakdown) for piece in reversed(pieces))
        figure = next((figure for figure in figures if figure is not None), None)
        if figure is not None and figure.amount is not None:
            amounts.append(figure.amount)
    return sum(amounts, Decimal(0)) if amounts else None
