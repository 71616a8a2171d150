"""Changing a report's own fields: what stands in its head, up to which day its figures count, who signs."""

from datetime import date

from django.core.exceptions import ValidationError

from documents.models import SigningMandate
from reporting.models import Report
from reporting.receivers import usual
from workflow import texts
from workflow.actions import editing


def change_report(
    *,
    report: Report,
    by,
    title: str,
    addressee: str,
    as_of: date | None,
    signer: SigningMandate | None,
    recipients: str | None = None,
) -> Report:
    """Store the report's own fields. recipients: lines of "Nơi nhận"; None leaves them, the usual ones are not stored.

    Raises Refused (not theirs, locked), ValidationError by field."""
    texts.require(title=title, addressee=addressee, recipients=recipients or "")
    if not title.strip():
        raise ValidationError({"title": "Ghi trích yếu."})
    if as_of is not None and not report.window_from <= as_of <= report.window_to:
        raise ValidationError({"as_of": "Ngày phải trong kỳ số liệu của báo cáo."})
    with editing(report, by=by) as locked:
        locked.title, locked.addressee, locked.as_of, locked.signer = title.strip(), addressee.strip(), as_of, signer
        if recipients is not None:
            lines = "\n".join(line.strip() for line in recipients.splitlines() if line.strip())
            locked.recipients = "" if lines == usual(locked) else lines
        locked.save(update_fields=["title", "addressee", "as_of", "signer", "recipients"])
    return locked
