"""The sở's own report of quý III: its communes' put together, issued upward before the 20th."""

from datetime import date

from cchc_portal.demo import reporttext, round2026
from cchc_portal.demo.roads import sent
from cchc_portal.demo.telling import Teller
from documents.citing import lower_first
from documents.named import capital
from reporting.actions import consolidating, drawing
from reporting.models import Consolidation, MergedParagraph, Report, Round
from reporting.queries import gathering
from reporting.queries.consolidating import standing

DRAWN_ON, SENT_ON, NUMBER = date(2026, 9, 17), date(2026, 9, 18), 215
# From how many reports at most a place takes paragraphs: the editor merges, nobody prints a hundred.
_MOST = 4
_PLACES = ("III.1", "III.2", "III.3", "IV", "V")
# What the sở asks of those above it, in the place of what the communes ask of the sở.
_ASKED = {
    "V": "Đề nghị Ủy ban nhân dân tỉnh cho phép tổ chức lớp tập huấn phần mềm một cửa điện tử cho công chức mới "
    "của các xã, phường.",
}
ADDRESSEE = "Ủy ban nhân dân tỉnh Hòa Giang"


def tell(teller: Teller, found: Round) -> None:
    """Take a snapshot of what was accepted, put the words together, draw the report up and send it."""
    if not teller.told(DRAWN_ON):
        return
    by = teller.user("daumoi.snv")
    with teller.on(DRAWN_ON, 8):
        snapshot = consolidating.take_snapshot(round_=found, basis=Consolidation.Basis.ACCEPTED, by=by)
        snapshot = consolidating.count(snapshot.pk)
        _gather(found, snapshot, by=by)
        report = drawing.draw_report(snapshot=snapshot, by=by)
        Report.objects.filter(pk=report.pk).update(is_demo=True, addressee=ADDRESSEE)
        report = Report.objects.get(pk=report.pk)
        reporttext.finish(report, by=by)
    if teller.told(SENT_ON):
        sent(teller, report, round2026.AUTHORITY, SENT_ON, SENT_ON, NUMBER)


def _gather(found: Round, snapshot: Consolidation, *, by) -> None:
    reports = gathering.sources(snapshot, standing(found), snapshot.basis)
    by_key = {report.pk: report for report in reports}
    for place in gathering.places(found):
        if place.row.code in _PLACES:
            said = gathering.gathered(place.row, reports)[:_MOST]
            texts = [(by_key[one.first.report], one.first.text) for one in said]
            if texts:
                taken = consolidating.take_paragraphs(round_=found, code=place.row.code, texts=texts, by=by)
                _edit(taken, by=by)


def _edit(taken: list[MergedParagraph], *, by) -> None:
    """What was taken says whose it is; what the communes ask of the sở becomes what the sở asks for."""
    for at, row in enumerate(taken):
        asked = _ASKED.get(row.code)
        if asked and at:
            consolidating.drop_paragraph(paragraph=row, by=by)
            continue
        words = asked or f"{capital(row.origin.unit.name)}: {lower_first(row.text)}"
        consolidating.change_paragraph(paragraph=row, text=words, version=row.version, by=by)
