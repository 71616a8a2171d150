"""Verbs of calls: prepare, open to units, assign officers, extend, exempt, lock."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.models import ReviewRelation, Unit
from organisations.roles import Capability
from organisations.rules import Powers, powers_of
from workflow import duties, log, wording
from workflow.clock import now, today
from workflow.codes import new_code
from workflow.flows import flows
from workflow.models import Call, CallUnit, ReviewRow
from workflow.offices import People
from workflow.rules import MovedOn, Refused

KIND = "call"


def call_refusal(user, unit: Unit, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not open calls for the authority ``unit``, or None."""
    if (powers or powers_of(user)).may(Capability.CALL, unit.pk):
        return None
    return wording.done_by(Capability.CALL, People({unit.pk}).names(unit.pk, Capability.CALL))


def create_call(call: Call, *, by) -> Call:
    """Save a prepared call of an authority."""
    _allow(by, call.unit)
    with transaction.atomic():
        call.code = new_code("DB")
        call.created_at, call.created_by = now(), by
        call.full_clean()
        call.save()
        note(call, "call.create", by)
    return call


def followed_units(call: Call) -> list[Unit]:
    """Units that the authority follows on the call's subject today, existing units only."""
    ids = ReviewRelation.objects.on(today()).filter(authority=call.unit, subject=call.subject)
    return list(Unit.objects.on(today()).filter(pk__in=ids.values("unit")))


def open_call(call: Call, *, by, units: list[Unit] | None = None) -> Call:
    """Open the call: expand it to the units followed today, each with the due day of its level.

    Raises Refused, MovedOn, ValidationError (no unit, or one that a further authority does not follow).
    """
    _allow(by, call.unit)
    with transaction.atomic():
        call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
        if call.state != Call.State.DRAFT:
            raise MovedOn(f"Đợt này đã mở lúc {wording.moment(call.opened_at)}.")  # type: ignore[arg-type]  # open has its moment
        chosen = followed_units(call) if units is None else units
        if not chosen:
            raise ValidationError("Chưa có đơn vị nào để mở đợt. Lập quan hệ theo dõi cho các đơn vị trước.")
        faults = _unfollowed(call, chosen)
        if faults:
            raise ValidationError(faults)
        CallUnit.objects.bulk_create(
            CallUnit(
                call=call,
                unit=unit,
                due_inclusive=call.due_inclusive,
                due_on=date.fromisoformat(call.level_due.get(unit.kind, call.due_on.isoformat())),
            )
            for unit in chosen
        )
        call.state, call.opened_at, call.opened_by = Call.State.OPEN, now(), by
        call.save()
        note(call, "call.open", by, units=len(chosen))
    return call


def _unfollowed(call: Call, units: list[Unit]) -> list[str]:
    """Why the call cannot open for ``units``: each further authority that could not read what some of them send."""
    rows = list(call.authorities.select_related("authority").order_by("pk"))
    relations = ReviewRelation.objects.on(today()).filter(subject=call.subject, unit__in=[unit.pk for unit in units])
    followed = set(relations.filter(authority__in=[row.authority_id for row in rows]).values_list("authority", "unit"))
    faults = []
    for row in rows:
        left = [unit.name for unit in units if (row.authority_id, unit.pk) not in followed]
        if left:
            named = f"{', '.join(left[:3])} và {len(left) - 3} đơn vị khác" if len(left) > 3 else ", ".join(left)
            faults.append(
                f"{row.authority.name} không theo dõi {named}. Bỏ chọn các đơn vị đó, hoặc bỏ cơ quan này khỏi đợt."
            )
    return faults


def assign_officer(row: CallUnit, officer, *, by) -> CallUnit:
    """Give a unit to an officer of the authority, with what waits for its review there now."""
    _allow(by, row.call.unit)
    if not powers_of(officer).may(Capability.REVIEW, row.unit_id, subject=row.call.subject):
        raise ValidationError(f"{officer.display_name} không có quyền rà soát đơn vị này.")
    with transaction.atomic():
        row.officer = officer
        row.save(update_fields=["officer"])
        for flow in flows():
            for item in flow.model.objects.select_for_update(of=("self",)).filter(call_unit=row):
                open_rows = ReviewRow.objects.filter(kind=item.kind, object_id=item.pk, concluded_at=None)
                if open_rows.filter(authority=row.call.unit_id).update(officer=officer):
                    duties.rewrite(item, by=by, at=now())
        note(row.call, "call.assign", by, unit=row.unit_id, officer=officer.display_name)
    return row


def extend(row: CallUnit, *, by, until: date, reason: str) -> CallUnit:
    """Give a unit more time, with the reason; what it has begun and not yet sent out is due on the new day."""
    _allow(by, row.call.unit)
    if until <= row.due_on:
        raise ValidationError({"extended_to": "Ngày gia hạn phải sau hạn đã giao."})
    with transaction.atomic():
        row = _change(row, by=by, act="call.extend", extended_to=until, extension_reason=reason)
        for flow in flows():
            for item in flow.model.objects.select_for_update(of=("self",)).filter(call_unit=row):
                duties.defer(item, until)
    return row


def skip(row: CallUnit, *, by, reason: str) -> CallUnit:
    """Exempt a unit from the call, with the reason."""
    _allow(by, row.call.unit)
    return _change(row, by=by, act="call.skip", skipped_at=now(), skipped_by=by, skip_reason=reason)


def close_call(call: Call, *, by) -> Call:
    """Lock the call."""
    _allow(by, call.unit)
    with transaction.atomic():
        call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
        if call.state != Call.State.OPEN:
            raise MovedOn(f"Đợt này {call.get_state_display().lower()} nên không khóa được.")
        call.state = Call.State.CLOSED
        call.save(update_fields=["state"])
        note(call, "call.close", by)
    return call


def _change(row: CallUnit, *, by, act: str, **values) -> CallUnit:
    with transaction.atomic():
        for name, value in values.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
        note(row.call, act, by, unit=row.unit_id)
    return row


def _allow(by, unit: Unit) -> None:
    sentence = call_refusal(by, unit)
    if sentence:
        raise Refused(sentence)


def note(call: Call, action: str, by, **details) -> None:
    """Write an act on a call to the log."""
    log.append(kind=KIND, object_id=call.pk, unit=call.unit, action=action, by=by, details=details)
