"""The authority's own report, drawn up from a snapshot and from the text that was put together."""

from collections import defaultdict

from django.db import transaction

from indicators.windows import Window
from organisations.models import ReviewRelation, Subject, Unit
from organisations.refusals import require
from reporting import rules
from reporting.actions.reports import create_report
from reporting.actions.totals import take_totals
from reporting.consolidating.sentences import opening
from reporting.models import (
    Consolidation,
    MergedParagraph,
    OutlineSection,
    OwnReport,
    Report,
    ReportLine,
    ReportSection,
)
from reporting.narrative.keys import marks
from reporting.outlines import LINES, Content
from reporting.queries.snapshots import drawn
from reporting.receivers import of_authority
from workflow.actions import editing
from workflow.calls import note
from workflow.clock import now, today
from workflow.rules import MovedOn
from workflow.states import EDITABLE


def draw_refusal(user, snapshot: Consolidation, *, powers=None) -> str | None:
    """Why ``user`` may not draw up the authority's report from a snapshot, or None."""
    unit = snapshot.round.call.unit
    if sentence := rules.consolidate_refusal(user, unit, powers=powers):
        return sentence
    if sentence := rules.begin_refusal(user, unit, powers=powers):
        return sentence
    if snapshot.finished_at is None:
        return "Bản tổng hợp chưa cộng xong. Chờ ít phút rồi lập báo cáo."
    return None


def draw_report(*, snapshot: Consolidation, by) -> Report:
    """Begin the authority's report with the text put together and the totals as bound figures.

    Where the office above asks the authority for the same period, it is that report, as long as nothing was written
    there; else one without a call. Raises Refused, MovedOn (there is one from this snapshot already).
    """
    require(draw_refusal(by, snapshot))
    round_ = snapshot.round
    with transaction.atomic():
        type(round_.call).objects.select_for_update(of=("self",)).get(pk=round_.call_id)
        if OwnReport.objects.filter(consolidation=snapshot, report__binned_at=None).exists():
            raise MovedOn(f"Đã lập báo cáo từ {str(snapshot).lower()}. Mở báo cáo đó để soạn tiếp.")
        report = _asked_above(snapshot) or create_report(
            unit=round_.call.unit,
            period=round_.period,
            window=Window(round_.call.window_from, round_.call.window_to),
            outline=round_.outline,
            by=by,
        )
        _address(report, snapshot, by=by)
        OwnReport.objects.create(report=report, consolidation=snapshot, drawn_at=now(), drawn_by=by)
        with editing(report, by=by):
            _write(report, snapshot)
        take_totals(report, snapshot, by=by)
        note(round_.call, "report.draw", by, number=snapshot.number, report=report.code)
    return report


def _asked_above(snapshot: Consolidation) -> Report | None:
    """The empty report that a round of the office above began for the authority."""
    round_ = snapshot.round
    rows = Report.objects.filter(
        unit=round_.call.unit_id, round__isnull=False, period_kind=round_.kind, period_number=round_.number,
        year=round_.call.year, state__in=EDITABLE, times_sent=0, binned_at=None, reportsections=None, reportlines=None,
    )  # fmt: skip
    drawn_up = OwnReport.objects.values("report")
    return rows.exclude(pk__in=drawn_up).select_related("unit", "outline").order_by("pk").first()


def _address(report: Report, snapshot: Consolidation, *, by) -> None:
    """To whom it goes, as far as nobody has said so: to who follows the authority, else to the unit that it belongs to."""
    report.addressee = report.addressee or _above(report.unit)
    units = Unit.objects.filter(pk__in=snapshot.reports.values("unit"))
    report.recipients = report.recipients or of_authority(report, units, by)
    report.save(update_fields=["addressee", "recipients"])


def _above(unit: Unit) -> str:
    followed = ReviewRelation.objects.on(today()).filter(unit=unit, subject=Subject.REPORT).select_related("authority")
    above = next((relation.authority for relation in followed.order_by("pk")), unit.parent)
    return (above.issuer_name or above.name) if above else ""


def _write(report: Report, snapshot: Consolidation) -> None:
    words = {
        f"{table}.{field}" if field else table: said
        for table, fields, _ in drawn(report)
        for field, said in fields.items()
        if said
    }
    texts: dict[str, list[str]] = defaultdict(list)
    for code, text in MergedParagraph.objects.filter(round=snapshot.round).values_list("code", "text"):
        texts[code].append(text)
    sections, lines = [], []
    for place in OutlineSection.objects.filter(outline=report.outline_id):
        if place.content == Content.TEXT:
            first = opening(place.code, words)
            text = "\n".join([first, *texts[place.code]] if first else texts[place.code])
            if text:
                seen = {key: words[key] for key in marks(text) if key in words}
                sections.append(
                    ReportSection(
                        report=report,
                        code=place.code,
                        text=text,
                        seen=seen,
                        machine=not texts[place.code],
                        drafted_at=now(),
                    )
                )
        elif place.content in LINES:
            lines += [
                ReportLine(report=report, kind=place.content, order=at, text=text, area_code=place.area_code)
                for at, text in enumerate(texts[place.code], start=1)
            ]
    ReportSection.objects.bulk_create(sections)
    ReportLine.objects.bulk_create(lines)
