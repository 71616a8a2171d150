"""Verbs of reporting: add a version of a statistics form."""

from dataclasses import asdict
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.reading.dates import format_date_short
from organisations.administration import help_from
from organisations.models import Membership, Unit
from organisations.roles import Capability
from organisations.rules import powers_of
from reporting.models import StatCheck, StatForm, StatRow
from reporting.statistics.shape import Form
from reporting.statistics.soundness import problems
from workflow import log
from workflow.clock import now
from workflow.rules import Refused

_DAY = timedelta(days=1)


def add_refusal(user) -> str | None:
    """Why ``user`` may not add versions of forms, or None: whoever administers a unit may."""
    if powers_of(user).anywhere(Capability.ADMINISTER):
        return None
    row = Membership.objects.for_user(user).select_related("unit").order_by("valid_from", "pk").first()
    return f"Biểu thống kê do quản trị thêm. {help_from(row.unit) if row else 'Hỏi người vận hành cổng.'}"


def add_form(form: Form, *, by) -> StatForm:
    """Add a version that holds from its first day; the version before it ends the day before.

    Raises Refused, and ValidationError with a sentence for everything that is wrong with the form.
    """
    if sentence := add_refusal(by):
        raise Refused(sentence)
    grant = powers_of(by).grants[Capability.ADMINISTER][0]
    with transaction.atomic():
        version = write_version(form, by=by)
        unit = Unit.objects.get(pk=grant.office_id)
        details = {"code": form.code, "valid_from": form.valid_from.isoformat(), "rows": len(form.rows)}
        log.append(
            kind=log.UNIT_KIND,
            object_id=unit.pk,
            unit=unit,
            action="statform.add",
            by=by,
            grant=grant,
            details=details,
        )
    return version


def write_version(form: Form, *, by=None) -> StatForm:
    """Write a sound form as a version, inside the caller's transaction. by: None for the portal's own data."""
    if found := problems(form):
        raise ValidationError(found)
    _end_before(form)
    version = StatForm.objects.create(
        code=form.code,
        name=form.name,
        ground_text=form.ground_text,
        valid_from=form.valid_from,
        valid_to=form.valid_to,
        added_at=now(),
        added_by=by,
    )
    StatRow.objects.bulk_create(
        StatRow(form=version, order=order, **asdict(row)) for order, row in enumerate(form.rows, start=1)
    )
    StatCheck.objects.bulk_create(
        StatCheck(form=version, order=order, **asdict(check)) for order, check in enumerate(form.checks, start=1)
    )
    return version


def _end_before(form: Form) -> None:
    """End the version that a new one follows. Raises ValidationError where the new one does not come last."""
    last = StatForm.objects.select_for_update().filter(code=form.code).order_by("-valid_from").first()
    if last is None:
        return
    if form.valid_from <= (last.valid_to or last.valid_from):
        day = format_date_short(last.valid_to or last.valid_from)
        raise ValidationError(
            {"valid_from": f"Phiên bản đang có dùng đến ngày {day}. Phiên bản mới bắt đầu sau ngày đó."}
            if last.valid_to
            else {"valid_from": f"Phiên bản đang có dùng từ ngày {day}. Phiên bản mới bắt đầu sau ngày đó."}
        )
    if last.valid_to is None:
        StatForm.objects.filter(pk=last.pk).update(valid_to=form.valid_from - _DAY)
