"""More time, asked for by a unit and answered by the authority of its call (ux M48); giving it is ``calls.extend``."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.roles import Capability
from organisations.rules import Powers, holders, powers_of
from workflow import duties, notify, texts, wording
from workflow.calls import call_refusal, note
from workflow.clock import now, today
from workflow.flows import flows
from workflow.models import CallUnit, Item
from workflow.offices import People
from workflow.rules import MovedOn, Refused


def want_refusal(user, row: CallUnit, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not ask for more time for the unit now, or None: who sends for it may, while it still owes.

    row: read with its call, the call's unit and the unit.
    """
    if not (powers or powers_of(user)).may(Capability.SUBMIT, row.unit_id, subject=row.call.subject):
        return wording.done_by(Capability.SUBMIT, People({row.unit_id}).names(row.unit_id, Capability.SUBMIT))
    if row.skipped_at is not None:
        return f"{row.unit.name} được miễn kỳ này nên không cần gia hạn."
    if row.asks_for_time:
        return (
            f"Đã đề nghị gia hạn đến hết ngày {row.wanted_until:%d/%m/%Y} lúc {wording.moment(row.wanted_at)}; "  # type: ignore[arg-type]  # asked for at a moment
            f"{row.call.unit.name} chưa trả lời."
        )
    return f"{row.unit.name} đã gửi nên không cần gia hạn." if _done(row) else None


def offered(item: Item, powers: Powers) -> CallUnit | None:
    """The row of the call whose page asks for more time, for whoever sends the item; None for others, and where nothing
    is owed any more. item: read with the row and its call.
    """
    row = item.call_unit
    if row is None or row.skipped_at is not None or item.binned_at or duties.due_of(item)[0] is None:
        return None
    return row if powers.may(Capability.SUBMIT, item.unit_id, subject=row.call.subject) else None


def _done(row: CallUnit) -> bool:
    """Whether the act that the deadline measures has been done for what was begun for the call."""
    begun = [item for flow in flows() for item in flow.model.objects.filter(call_unit=row, binned_at=None)]
    return bool(begun) and all(duties.due_of(item)[0] is None for item in begun)


def want_time(row: CallUnit, *, by, until: date, reason: str) -> CallUnit:
    """Ask for more time for a unit, with the reason; those who give it are told, and the officer of the unit.

    Raises Refused, ValidationError (the day is not after the one that holds, or over; no reason).
    """
    with transaction.atomic():
        row = _locked(row)
        if sentence := want_refusal(by, row):
            raise Refused(sentence)
        if until <= row.held_until or until < today():
            raise ValidationError({"until": f"Ghi một ngày sau hạn hiện nay ({row.held_until:%d/%m/%Y}) và chưa qua."})
        if not reason.strip():
            raise ValidationError({"reason": "Ghi lý do đề nghị gia hạn."})
        texts.require(reason=reason)
        row.wanted_until, row.wanted_reason, row.wanted_refusal = until, reason.strip(), ""
        row.wanted_at, row.wanted_by = now(), by
        row.full_clean()
        row.save()
        event = note(
            row.call, notify.WANT_TIME, by, unit=row.unit_id, name=row.unit.name, until=until.isoformat(), reason=row.wanted_reason
        )  # fmt: skip
        people = {user.pk for user in holders(Capability.CALL, row.call.unit_id)}
        notify.ask_authority(
            row, people | ({row.officer_id} if row.officer_id else set()), event=event,
            subject=f"Đề nghị gia hạn: {row.unit.name}, {row.call.title}",
            body=f"{by.display_name} đề nghị gia hạn đến hết ngày {until:%d/%m/%Y}: “{row.wanted_reason}”",
        )  # fmt: skip
    return row


def refuse_time(row: CallUnit, *, by, reason: str) -> CallUnit:
    """Say no to a unit that asks for more time, with the reason; who asked is told.

    Raises Refused, MovedOn (it was answered meanwhile), ValidationError (no reason).
    """
    if sentence := call_refusal(by, row.call.unit):
        raise Refused(sentence)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do không gia hạn."})
    texts.require(reason=reason)
    with transaction.atomic():
        row = _locked(row)
        if not row.asks_for_time:
            raise MovedOn(f"Đề nghị gia hạn của {row.unit.name} đã được trả lời.")
        row.wanted_refusal = reason.strip()
        row.full_clean()
        row.save()
        event = note(row.call, "call.refuse_time", by, unit=row.unit_id, name=row.unit.name, reason=row.wanted_refusal)
        subject = f"Không gia hạn: {row.call.title}"
        told = {row.wanted_by_id: row} if row.wanted_by_id else {}
        notify.answer(row.call, told, event=event, subject=subject, body=row.wanted_refusal)
        notify.answered(row.call, [row.unit_id], at=event.at)
    return row


def _locked(row: CallUnit) -> CallUnit:
    return CallUnit.objects.select_for_update(of=("self",)).select_related("call__unit", "unit").get(pk=row.pk)
