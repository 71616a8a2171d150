"""Figures of a report by metric, as sentences need them: this window and those beside, counts, ratios, chosen words."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from documents.reading.quantities import format_decimal
from indicators.models import Value
from indicators.queries import Figure as Stored
from indicators.rounding import rounded
from indicators.windows import Window
from reporting.queries.figures import Figures
from reporting.statistics.figures import Figure, Status
from reporting.statistics.procedures import RATIOS, TABLE
from reporting.statistics.shape import Row, RowKind
from reporting.statistics.sheet import Sheet, formula_of

_PERCENT_PLACES = 2
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Amount:
    """What a sentence may say of a figure. number: as it is printed, None where there is none; words: "1.934",
    "99,68 %", "ước 1.950"; missing: nobody has entered it; values: the Values behind it.
    """

    number: Decimal | None
    words: str
    missing: bool = False
    values: tuple[int, ...] = ()
    stored: tuple[Stored, ...] = ()


_UNKNOWN = Amount(None, "", missing=True)


@dataclass
class Amounts:
    """Reads figures by metric and window; everything was read with ``figures``."""

    figures: Figures

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Rows of the form by metric; the named ratios of the table as rows of their own."""
        own = {row.metric: row for row in self.figures.form.rows if row.metric}
        named = {
            one.metric: Row(one.metric, one.name, "%", RowKind.RATIO, formula=one.formula)
            for one in RATIOS
            if one.valid_from <= self.figures.window.last and any(row.table == TABLE for row in own.values())
        }
        return named | own

    @cached_property
    def _sheets(self) -> dict[Window, Sheet]:
        return {}

    def sheet(self, window: Window) -> Sheet:
        """What stands for a window."""
        if window not in self._sheets:
            self._sheets[window] = self.figures.sheet(window=window)
        return self._sheets[window]

    def amount(self, metric: str, window: Window, field: str = "") -> Amount:
        """The figure of a metric for a window; of one field of procedures where one is named."""
        row = self.rows.get(metric)
        if row is None:
            return _UNKNOWN
        sheet = self.sheet(window)
        line = next((one for one in sheet.lines if one.key == field), None) if field else None
        if field and line is None:
            return _UNKNOWN
        stored = tuple(self._behind(row, window, field))
        if row.kind == RowKind.RATIO:
            found = sheet.ratio(row.formula, line)
            return self._said(Figure(found.status, found.percent), row, stored)
        cell = sheet.in_line(line)(row.code) if line else sheet.figure(row.code)
        return self._said(cell, row, stored)

    def _said(self, cell: Figure, row: Row, stored: tuple[Stored, ...]) -> Amount:
        if cell.status in (Status.BLANK, Status.NOT_APPLICABLE):
            return Amount(None, "", missing=cell.status == Status.BLANK)
        if row.kind == RowKind.RATIO and cell.amount is None:
            return Amount(None, "")
        number = rounded(cell.number, _PERCENT_PLACES) if row.kind == RowKind.RATIO else cell.number
        words = dict(row.choices).get(format_decimal(number), "") if row.choices else said(number, row)
        if any(one.kind == Value.Kind.ESTIMATE for one in stored):
            words = f"ước {words}"
        return Amount(number, words, values=tuple(one.value_id for one in stored if one.value_id), stored=stored)

    def _behind(self, row: Row, window: Window, field: str) -> list[Stored]:
        """The Values that a cell is made of, each once."""
        found: dict[int, Stored] = {}
        for code in _leaves(self.figures.form, row):
            leaf = self.figures.form.row(code)
            # Where only the totals of the table were entered there are no lines.
            fields = [field] if field else [one.key for one in self.sheet(window).lines] or [""]
            for part in fields if leaf.table else [""]:
                one = self.figures.stored(leaf, field=part, window=window)
                if one is not None and one.value_id:
                    found[one.value_id] = one
        return list(found.values())


def _leaves(form, row: Row) -> list[str]:
    """The codes of the typed rows that a row is reckoned from, its own where it is typed."""
    if not row.formula:
        return [row.code]
    codes = formula_of(row.formula).codes
    return list(dict.fromkeys(leaf for code in codes for leaf in _leaves(form, form.row(code))))


def said(number: Decimal, row: Row, *, difference: bool = False) -> str:
    """A number inside a sentence; the noun stands in the sentence, "%" with the number: "1.934", "0,97 điểm %"."""
    if row.kind != RowKind.RATIO:
        return format_decimal(number)
    # "100 %", not "100,00 %": decimals that say nothing are for the columns of the annex.
    places = None if number == number.to_integral_value() else _PERCENT_PLACES
    unit = f"điểm{_NO_BREAK}%" if difference else "%"
    return f"{format_decimal(number, places)}{_NO_BREAK}{unit}"
