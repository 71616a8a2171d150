"""Confirm a report as a whole: who has read all of it says so once (issue 4, ux 4.13)."""

from reporting.actions.writing import renewed, require_settled
from reporting.checks.stale import changes
from reporting.models import Report, ReportLine, ReportSection
from reporting.queries import content
from reporting.queries.known import Known
from workflow.actions import editing
from workflow.clock import now

_FIELDS = ["seen", "confirmed_at", "confirmed_by", "updated_by", "version"]


def confirm_report(*, report: Report, by, keep: bool = False) -> int:
    """Say that a person has read every section and row that waits to be confirmed; returns how many.

    keep: also those whose figures changed since, which are right for the new figures too. A constant number of queries.
    Raises Refused (not all theirs, locked, a figure says nothing, without ``keep`` also one that changed).
    """
    known, done = Known(report, content(report)), 0
    with editing(report, by=by) as locked:
        sections = list(ReportSection.objects.select_for_update().filter(report=locked).exclude(text=""))
        lines = list(ReportLine.objects.select_for_update().filter(report=locked, removed_at=None))
        for model, rows in ((ReportSection, sections), (ReportLine, lines)):
            waiting = [row for row in rows if row.confirmed_at is None or (keep and changes(row.seen, known))]
            for row in waiting:
                _confirm(row, known, by, keep)
            model.objects.bulk_update(waiting, _FIELDS)
            done += len(waiting)
    return done


def _confirm(row: ReportSection | ReportLine, known: Known, by, keep: bool) -> None:
    if keep:
        row.seen = renewed(row.seen, known, None)
    name = f"Mục {row.code}" if isinstance(row, ReportSection) else f"Dòng “{row.text[:60]}”"
    require_settled(row.text, row.seen, known, name)
    row.confirmed_at, row.confirmed_by, row.updated_by = now(), by, by
    row.version += 1
