"""Verbs of calls: prepare, open to units, assign officers, extend, exempt, remind, lock."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q

from organisations.models import ReviewRelation, Unit
from organisations.roles import Capability
from organisations.rules import Powers, powers_of
from workflow import actions as moves
from workflow import duties, log, notify, texts, wording
from workflow.clock import now, today
from workflow.codes import new_code
from workflow.flows import flow_of, flows
from workflow.models import Call, CallUnit, Event, Item, ReviewRow
from workflow.offices import People
from workflow.rules import MovedOn, Refused
from workflow.states import STATES

KIND = notify.CALL
# What stands in a row of a unit that asks for nothing.
_UNWANTED = {"wanted_until": None, "wanted_at": None, "wanted_by": None, "wanted_reason": "", "wanted_refusal": ""}


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
        CallUnit.objects.bulk_create(_asked(call, unit) for unit in chosen)
        call.state, call.opened_at, call.opened_by = Call.State.OPEN, now(), by
        call.save()
        note(call, "call.open", by, units=len(chosen))
    return call


def _asked(call: Call, unit: Unit) -> CallUnit:
    """The row of one unit, with the day of its level."""
    due_on = date.fromisoformat(call.level_due.get(unit.kind, call.due_on.isoformat()))
    row = CallUnit(call=call, unit=unit, due_inclusive=call.due_inclusive, due_on=due_on)
    row.name_keys()
    return row


def add_unit(call: Call, unit: Unit, *, by) -> CallUnit:
    """Ask one more unit after the call was opened: a new one, or one that was left out.

    Raises Refused, MovedOn (not open), ValidationError (not followed, asked already, exists no more).
    """
    _allow(by, call.unit)
    with transaction.atomic():
        call = _open(call, "thêm đơn vị")
        if CallUnit.objects.filter(call=call, unit=unit).exists():
            raise ValidationError(f"Đợt này đã có {unit.name}.")
        if unit.pk not in {one.pk for one in followed_units(call)}:
            raise ValidationError(_cannot_be_asked(call, unit))
        if faults := _unfollowed(call, [unit]):
            raise ValidationError(faults)
        row = _asked(call, unit)
        row.save()
        note(call, "call.add", by, unit=unit.pk, name=unit.name)
    return row


def _cannot_be_asked(call: Call, unit: Unit) -> str:
    if unit.valid_to is not None and unit.valid_to < today():
        ended = f"{unit.name} kết thúc hoạt động sau ngày {unit.valid_to:%d/%m/%Y}"
        return f"{ended} nên không giao được nữa. Chọn đơn vị kế thừa."
    return f"{call.unit.name} chưa theo dõi {unit.name}. Lập quan hệ theo dõi trước."


def _open(call: Call, wanted: str) -> Call:
    """The call under its lock, while it is open. wanted: what cannot be done otherwise, for the sentence."""
    call = Call.objects.select_for_update(of=("self",)).select_related("unit").get(pk=call.pk)
    if call.state != Call.State.OPEN:
        raise MovedOn(f"Đợt “{call.title}” {call.get_state_display().lower()} nên không {wanted} được.")
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
            faults.append(
                f"{row.authority.name} không theo dõi {named_units(left)}. "
                "Bỏ chọn các đơn vị đó, hoặc bỏ cơ quan này khỏi đợt."
            )
    return faults


def assign_officer(row: CallUnit, officer, *, by) -> CallUnit:
    """Give a unit to an officer of the authority, with what waits for its review there now."""
    given, left = assign_officers([row], officer, by=by)
    if left:
        raise ValidationError(f"{officer.display_name} không có quyền rà soát đơn vị này.")
    return given[0]


def assign_officers(rows: Sequence[CallUnit], officer, *, by) -> tuple[list[CallUnit], list[str]]:
    """Give units of one call to an officer; the rows given, and names of the units that they may not review.

    Raises Refused. What waits for review there now goes to the officer too.
    """
    call = rows[0].call
    _allow(by, call.unit)
    powers = powers_of(officer)
    given = [row for row in rows if powers.may(Capability.REVIEW, row.unit_id, subject=call.subject)]
    taken = {row.pk for row in given}
    left = [row.unit.name for row in rows if row.pk not in taken]
    with transaction.atomic():
        CallUnit.objects.filter(pk__in=[row.pk for row in given]).update(officer=officer)
        for flow in flows():
            waiting = ReviewRow.objects.filter(kind=flow.kind, authority=call.unit_id, concluded_at=None)
            asked = Q(call_unit__in=[row.pk for row in given], pk__in=waiting.values("object_id"))
            for item in flow.model.objects.select_for_update(of=("self",)).filter(asked):
                waiting.filter(object_id=item.pk).update(officer=officer)
                duties.rewrite(item, by=by, at=now())
        for row in given:
            row.officer = officer
        if given:
            note(call, "call.assign", by, units=[row.unit_id for row in given], officer=officer.display_name)
    return given, left


def extend(row: CallUnit, *, by, until: date, reason: str) -> CallUnit:
    """Give a unit more time, with the reason; what it has begun and not yet sent out is due on the new day."""
    return extend_many([row], by=by, until=until, reason=reason)[0]


def extend_many(rows: Sequence[CallUnit], *, by, until: date, reason: str) -> Sequence[CallUnit]:
    """Give units of one call more time, with one reason. A constant number of queries.

    Those of them that had asked for it are told; the day may be another than the one they asked for. Raises Refused,
    ValidationError (the day is not after one's due day, no reason); then nothing has changed.
    """
    call = rows[0].call
    _allow(by, call.unit)
    if early := [row for row in rows if until <= row.due_on]:
        named = "" if len(rows) == 1 else f" của {named_units([row.unit.name for row in early])}"
        raise ValidationError({"extended_to": f"Ngày gia hạn phải sau hạn đã giao{named}."})
    asking = {row.wanted_by_id: row for row in rows if row.asks_for_time and row.wanted_by_id}
    with transaction.atomic():
        for row in rows:
            row.extended_to, row.extension_reason = until, reason
            _set(row, _UNWANTED)
            row.clean_fields(exclude=["call", "unit", "officer", "skipped_by", "nil_by", "reminded_by", "wanted_by"])
        rows[0].validate_constraints()
        CallUnit.objects.bulk_update(rows, ["extended_to", "extension_reason", *_UNWANTED])
        duties.defer_all([row.pk for row in rows], until)
        event = note(
            call, "call.extend", by, units=[row.unit_id for row in rows], until=until.isoformat(), reason=reason
        )
        if asking:
            notify.answer(
                call,
                asking,
                event=event,
                subject=f"Đã gia hạn đến hết ngày {until:%d/%m/%Y}: {call.title}",
                body=reason,
            )
            notify.answered(call, [row.unit_id for row in asking.values()], at=event.at)
    return rows


def skip(row: CallUnit, *, by, reason: str) -> CallUnit:
    """Exempt a unit from the call, with the reason: what was begun for the call is owed no more.

    What the call itself began for the unit goes to the bin; what the unit began stays its own and loses its day.
    Raises Refused (not allowed; what the call began has left its drafters), ValidationError (no reason).
    """
    _allow(by, row.call.unit)
    with transaction.atomic():
        row = _change(row, by=by, act="call.skip", skipped_at=now(), skipped_by=by, skip_reason=reason, **_UNWANTED)
        for flow in flows():
            for item in flow.model.objects.select_for_update(of=("self",)).filter(call_unit=row, binned_at=None):
                if flow.begun_by_call:
                    _take_back(item, by=by, reason=reason)
                else:
                    duties.undate(item)
    return row


def _take_back(item: Item, *, by, reason: str) -> None:
    """Put an item that its call began into the bin, as long as it is a draft that was never handed on."""
    if item.times_sent or not STATES[item.state].editable:
        word = STATES[item.state].word()
        raise Refused(
            f"{flow_of(item).noun} của {item.unit.name} không còn là bản nháp ({word[0].lower()}{word[1:]}) nên không miễn được. "
            "Gia hạn nếu đơn vị cần thêm thời gian."
        )
    moves.bin_shell(item, by=by, reason=f"Được miễn kỳ này: {reason}")


def remind(call: Call, rows: Sequence[CallUnit], *, by, subject: str, text: str) -> int:
    """Tell those who answer for the units that something is awaited; how many people were told.

    The notice leads to what the unit has begun for the call. Raises Refused, MovedOn (not open), ValidationError
    (no unit, no words). A constant number of queries.
    """
    _allow_reminding(by, call.unit)
    if not rows:
        raise ValidationError("Chọn ít nhất một đơn vị để đôn đốc.")
    if not text.strip():
        raise ValidationError({"text": "Ghi nội dung đôn đốc."})
    texts.require(text=text)
    with transaction.atomic():
        call = _open(call, "đôn đốc")
        units = [row.unit_id for row in rows]
        event = note(call, "call.remind", by, units=units, text=text.strip())
        told = notify.announce(call, rows, event=event, subject=subject, body=text.strip(), my_turn=True)
        CallUnit.objects.filter(pk__in=[row.pk for row in rows]).update(
            reminders=F("reminders") + 1, reminded_at=event.at, reminded_by=by
        )
    return told


def remind_refusal(user, unit: Unit, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not remind units in a call of the authority ``unit``, or None: its reviewers may, too."""
    powers = powers or powers_of(user)
    if any(grant.office_id == unit.pk for grant in powers.grants.get(Capability.REVIEW, ())):
        return None
    return call_refusal(user, unit, powers=powers)


def _allow_reminding(by, unit: Unit) -> None:
    if sentence := remind_refusal(by, unit):
        raise Refused(sentence)


def named_units(names: Sequence[str], *, at_most: int = 3) -> str:
    """The first names, and how many more: "xã Một, xã Hai, xã Ba và 4 đơn vị khác"."""
    more = f" và {len(names) - at_most} đơn vị khác" if len(names) > at_most else ""
    return f"{', '.join(names[:at_most])}{more}"


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
        _set(row, values)
        row.full_clean()
        row.save()
        note(row.call, act, by, unit=row.unit_id)
    return row


def _set(row: CallUnit, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _allow(by, unit: Unit) -> None:
    sentence = call_refusal(by, unit)
    if sentence:
        raise Refused(sentence)


def note(call: Call, action: str, by, **details) -> Event:
    """Write an act on a call to the log."""
    return log.append(kind=KIND, object_id=call.pk, unit=call.unit, action=action, by=by, details=details)
