"""Rounds and reports for tests, begun by the real actions."""

from datetime import date

from indicators import reference as metrics
from organisations.actions import rebuild_reach
from organisations.models import ReviewRelation, Subject
from reporting import reference
from reporting.actions import create_round, open_round
from reporting.models import Outline, Report, ReportSection, Round, StatForm
from reporting.outlines import Content
from reporting.periods import Kind, Period, window_of
from tests.cast import START, Cast
from workflow.clock import now
from workflow.models import Call

Q1 = Period(2026, Kind.QUARTER, 1)


def library(cast: Cast) -> None:
    """Metrics, forms, outlines; the authority follows both communes in reports."""
    metrics.load()
    reference.load()
    for below in (cast.commune, cast.other_commune):
        ReviewRelation.objects.get_or_create(
            unit=below, authority=cast.authority, subject=Subject.REPORT, valid_from=START
        )
    rebuild_reach()


def prepared(cast: Cast, period: Period = Q1, *, due_on: date = date(2026, 3, 20), **more) -> Round:
    """A round of the authority that is not open yet."""
    window = window_of(period)
    call = Call(
        unit=cast.authority, title=f"Báo cáo CCHC {period.label}", window_from=window.first, window_to=window.last,
        due_on=due_on, **more,
    )  # fmt: skip
    outline = Outline.objects.on(window.last).get(code="cchc-nam" if period.kind == Kind.YEAR else "cchc-dinh-ky")
    form = StatForm.objects.on(window.last).first()
    return create_round(call, by=cast.review_head, period=period, outline=outline, form=form)


def opened(cast: Cast, period: Period = Q1, **more) -> Report:
    """The commune's report of an open round."""
    library(cast)
    round_ = prepared(cast, period, **more)
    open_round(round_, by=cast.review_head)
    return Report.objects.get(round=round_, unit=cast.commune)


def write_all(report: Report, by, words: str = "Đã thực hiện theo kế hoạch.") -> Report:
    """Text at every place that must have some, confirmed; rows where rows are asked."""
    for row in report.outline.sections.all():
        if row.content in (Content.HEADING, Content.TARGETS) or not row.required:
            continue
        ReportSection.objects.create(report=report, code=row.code, text=words, confirmed_at=now(), confirmed_by=by)
    return report
