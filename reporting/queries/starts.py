"""What a cell begins with before anybody has filled it: what the portal counts itself, or the figure of the last period."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from indicators import registry
from indicators.models import Value
from indicators.windows import Window
from reporting.models import Report
from reporting.queries.figures import Figures, plain
from reporting.statistics.figures import Figure, given
from reporting.statistics.shape import Carry, Row
from reporting.steering import ROW_FACTS
from workflow.clock import today


@dataclass(frozen=True)
class Start:
    """A figure that only has to be confirmed. words: beside the cell; provenance, source: under which it is stored;
    fact: the fact that gives it, "" for what is carried on."""

    figure: Figure
    words: str
    provenance: str
    source: str
    fact: str = ""


def day_of(report: Report) -> date:
    """The day up to which the figures of a report are counted: as said, else its last day, never after today."""
    return report.as_of or max(report.window_from, min(report.window_to, today()))


def starts(report: Report, figures: Figures, codes: Iterable[str]) -> dict[str, Start]:
    """What these rows begin with; rows of which the portal knows nothing are left out."""
    rows = [figures.form.row(code) for code in codes]
    found = {row.code: start for row in rows if (start := _kept(figures, row))}
    return found | _facts(report, [row.code for row in rows if row.code in ROW_FACTS])


def _facts(report: Report, codes: list[str]) -> dict[str, Start]:
    if not codes:
        return {}
    asked = {name for code in codes for name in (ROW_FACTS[code].name, ROW_FACTS[code].base)}
    rows = registry.facts(sorted(asked), [report.unit_id], report.window, as_of=day_of(report))
    known = {row.name: row for row in rows if row.key == () and row.value is not None}
    found = {}
    for code in codes:
        fact = ROW_FACTS[code]
        row, base = known.get(fact.name), known.get(fact.base)
        if row is not None and base is not None and base.value:
            words = fact.words.format(int(row.value))
            found[code] = Start(given(row.value), words, Value.Provenance.FACT, row.provenance, fact.name)
    return found


def _kept(figures: Figures, row: Row) -> Start | None:
    """The figure of the last period, for a row that rarely changes."""
    if row.carry != Carry.KEEP:
        return None
    for window in reversed(before(figures)):
        found = figures.stored(row, window=window)
        if found is not None and plain(found).known:
            words = f"như {lower(window.name)}"
            return Start(plain(found), words, Value.Provenance.CARRIED, f"Số của {lower(window.name)}")
    return None


def before(figures: Figures) -> list[Window]:
    """The windows with figures that ended before this one does, oldest first; of those that end together the longest last."""
    rows = [window for window in figures.windows if window.last < figures.window.last]
    return sorted(rows, key=lambda window: (window.last, window.days))


def lower(words: str) -> str:
    """The words inside a sentence."""
    return words[:1].lower() + words[1:]
