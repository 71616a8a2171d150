"""The Công văn that goes out with a report, on a road of its own (Nghị định 30/2020, Mẫu 1.5).

Which letter accompanies which report is kept by the log of the report: an event says that it was begun.
"""

from django.db import transaction

from documents.actions import start_letter
from documents.citing import lower_first
from documents.models import Letter
from documents.queries import issue_of
from documents.reading.dates import format_date_short
from documents.reading.numbers import full_number
from plans.wording import issuer_in_text
from reporting.models import Report
from workflow import actions as moves
from workflow import log
from workflow.models import Event
from workflow.rules import Refused

ACTION = "report.cover"


def letter_of(report: Report) -> Letter | None:
    """The covering letter that was begun for the report and is not in the bin."""
    rows = Event.objects.filter(kind=Report.kind, object_id=report.pk, action=ACTION).order_by("-sequence")
    begun = next((event.details["letter"] for event in rows), None)
    return Letter.objects.filter(pk=begun, binned_at=None).select_related("unit").first() if begun else None


def cover(*, report: Report, by) -> Letter:
    """Begin the covering letter, or give the one already begun.

    Prefilled: whom the report is addressed to, the report by number and day once issued, else by its subject.
    Raises Refused: who may not draft for the unit; a report without addressee.
    """
    with transaction.atomic():
        locked = moves.lock(report)
        begun = letter_of(locked)
        if begun is not None:
            return begun
        if not locked.addressee:
            raise Refused("Báo cáo chưa ghi nơi kính gửi. Ghi ở mục Thông tin chung của báo cáo rồi lập công văn gửi.")
        letter = start_letter(unit=locked.unit, by=by, **_facts(locked))
        log.append(
            kind=Report.kind, object_id=locked.pk, unit=locked.unit, action=ACTION, by=by,
            comment=f"Công văn {letter.code}", details={"letter": letter.pk},
        )  # fmt: skip
    return letter


def _facts(report: Report) -> dict:
    named = _named(report)
    authority = report.round.call.unit_id if report.round else None
    return {
        "title": f"gửi {named}"[:300],
        "addressees": [{"name": report.addressee, "unit": authority}],
        "recipients": [],
        "body": (
            f"{issuer_in_text(report.unit)} gửi {report.addressee} {named} (có Báo cáo kèm theo).\n"
            f"Đề nghị {report.addressee} xem xét, tổng hợp."
        ),
    }


def _named(report: Report) -> str:
    """ "Báo cáo số 12/BC-UBND ngày 20/3/2026 về công tác …", without number and day while it is not issued."""
    subject = lower_first(report.title)
    issue = issue_of(report)
    if issue is None or issue.number is None or issue.issued_on is None:
        return f"Báo cáo {subject}"
    number = full_number(issue.number, issue.symbol)
    return f"Báo cáo số {number} ngày {format_date_short(issue.issued_on)} về {subject}"
