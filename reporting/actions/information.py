"""Changing a report's own fields: what stands in its head, up to which day its figures count, who signs."""

from datetime import date

from django.core.exceptions import ValidationError

from documents.models import SigningMandate
from reporting.models import Report
from workflow import texts
from workflow.actions import editing


def change_report(
    *, report: Report, by, title: str, addressee: str, as_of: date | None, signer: SigningMandate | None
) -> Report:
    """Store the report's own fields. Raises Refused (not theirs, locked), ValidationError by field."""
    texts.require(title=title, addressee=addressee)
    if not title.strip():
        raise ValidationError({"title": "Ghi trích yếu."})
    if as_of is not None and not report.window_from <= as_of <= report.window_to:
        raise ValidationError({"as_of": "Ngày phải trong kỳ số liệu của báo cáo."})
    with editing(report, by=by) as locked:
        locked.title, locked.addressee, locked.as_of, locked.signer = title.strip(), addressee.strip(), as_of, signer
        locked.save(update_fields=["title", "addressee", "as_of", "signer"])
    return locked
