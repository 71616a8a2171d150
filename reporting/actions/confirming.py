"""Confirming all drafted rows of a place at once: each is read by one person, the figures are read once."""

from reporting.checks.stale import changes, unknown
from reporting.models import OutlineSection, Report, ReportLine
from reporting.queries.known import Known
from workflow.actions import editing
from workflow.clock import now
from workflow.rules import Refused, Situation, edit_refusal


def confirm_lines(*, report: Report, kind: str, by) -> int:
    """Confirm the rows of a kind that nobody has read; how many were confirmed.

    Rows of areas that ``by`` does not write, and those with a figure that changed or says nothing, wait on. Raises
    Refused where ``by`` may write none of them, or the report is locked.
    """
    known = Known(report)
    place = OutlineSection.objects.filter(outline=report.outline_id, content=kind).first()
    own_area = place.area_code if place else ""
    rows = list(ReportLine.objects.filter(report=report, kind=kind, removed_at=None, confirmed_at=None))
    areas = {row.area_code or own_area for row in rows} or {own_area}
    situation = Situation(by, [report])
    refusals = {area: edit_refusal(by, report, area=area, situation=situation) for area in areas}
    mine = [area for area, sentence in refusals.items() if not sentence]
    if not mine:
        raise Refused(str(next(iter(refusals.values()))))
    with editing(report, by=by, area=mine[0]):
        read = [row for row in rows if (row.area_code or own_area) in mine and not _waits(row, known)]
        for row in read:
            row.confirmed_at, row.confirmed_by, row.updated_by, row.version = now(), by, by, row.version + 1
        ReportLine.objects.bulk_update(read, ["confirmed_at", "confirmed_by", "updated_by", "version"])
    return len(read)


def _waits(row: ReportLine, known: Known) -> bool:
    return bool(changes(row.seen, known) or unknown(row.text, known))
