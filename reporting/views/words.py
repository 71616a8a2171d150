"""What pages of reports say in several places: deadlines, numbers, addresses of pages that other helpers own."""

from datetime import date

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localtime

from documents.models import IssuedDocument
from documents.reading.numbers import full_number
from reporting.models import Report
from workflow import sending
from workflow.models import Event, MeasuredBy
from workflow.states import STATES

_MEASURES = {MeasuredBy.ISSUED: "ban hành", MeasuredBy.SENT: "gửi"}


def due_of(report: Report) -> dict:
    """Keywords of the tag ``due``: the day, how it is counted, what it measures, when that was done."""
    return {
        "on": report.due_on,
        "inclusive": report.due_inclusive,
        "act": _MEASURES[MeasuredBy(report.measured_by)],
        "done_on": done_on(report),
    }


def done_on(report: Report) -> date | None:
    """The day of the act that the deadline names, None while it is not done."""
    if report.measured_by == MeasuredBy.ISSUED:
        return report.first_issued_on or report.issued_on
    if report.sent_at is None or STATES[report.state].editable:
        return None
    return localtime(report.sent_at).date()


def return_of(report: Report) -> Event | None:
    """The last return with its reason, while the report stands returned."""
    state = STATES[report.state]
    return sending.last_return(report) if state.editable and state.pill == "amber" else None


def kept_word(report: Report) -> str:
    """Whether the deadline was kept: "Đúng hạn", "Muộn 2 ngày", "" where nothing can be said."""
    done = done_on(report)
    if report.due_on is None or done is None:
        return ""
    late = (done - report.due_on).days + (not report.due_inclusive)
    return f"Muộn {late} ngày" if late > 0 else "Đúng hạn"


def number_of(document: IssuedDocument | None) -> str:
    """ "12/BC-UBND", "" without a number."""
    return full_number(document.number, document.symbol) if document and document.number else ""


def address(name: str, *args) -> str:
    """The address of a page, "" where there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
