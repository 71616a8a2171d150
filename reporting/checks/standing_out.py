"""Figures that stand out, as things to look at: they keep no report from being sent, and one press answers them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from organisations.models import User
from reporting.checks.findings import Finding
from reporting.figure_names import name_of
from reporting.models import FigureNote
from reporting.queries import Content
from reporting.queries.peers import standing_out
from reporting.statistics import findings as figures_findings
from reporting.statistics.findings import Level


@dataclass(frozen=True)
class Answered:
    """What did not fit or stood out, the reason that was given for it, by whom and when."""

    sentence: str
    reason: str
    by: User
    at: datetime


def judged(found: Content) -> list[figures_findings.Finding]:
    """Everything that does not fit or stands out in the figures of a report, settled by the words that were given."""
    if found.figures is None:
        return []
    sheet = found.figures.sheet()
    return found.figures.judged(sheet, standing_out(found.report, found.figures, sheet))


def to_look_at(found: Content, told: Iterable[figures_findings.Finding]) -> Iterator[Finding]:
    """What stands out and nobody has answered, each with the figure's name."""
    for one in told:
        if one.level == Level.ASK:
            yield Finding("outlier", _named(found, one), one.cells[0].place, must=False, key=one.key)


def answered(found: Content, told: Iterable[figures_findings.Finding]) -> Iterator[Answered]:
    """What was answered, in the order of the form. One query, none where nothing was."""
    settled = [one for one in told if one.reason]
    notes = FigureNote.objects.filter(report=found.report).select_related("by__official") if settled else ()
    by_key = {row.key: row for row in notes}
    for one in settled:
        note = by_key[one.key]
        yield Answered(_named(found, one), one.reason, note.by, note.at)


def _named(found: Content, one: figures_findings.Finding) -> str:
    """The question about one figure with its name; what does not fit names its figures itself."""
    if not one.check.startswith("outlier."):
        return one.sentence
    return f"{name_of(one.cells[0].place, found.figures)}. {one.sentence}"
