"""Further authorities of a call: named before it opens, each reviews every unit and concludes for itself (design section 4)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.models import ReviewRelation, Subject, Unit
from workflow.calls import call_refusal, followed_units, note
from workflow.clock import today
from workflow.models import Call, CallAuthority
from workflow.rules import MovedOn, Refused


def joinable(call: Call) -> list[tuple[Unit, str]]:
    """(authority, subject) pairs that may join the call, by name.

    An authority that follows any of the call's units in what the call asks for, so that its people can read it;
    each with every subject in which it follows them.
    """
    units = [unit.pk for unit in followed_units(call)]
    rows = ReviewRelation.objects.on(today()).filter(unit__in=units).exclude(authority=call.unit_id)
    taken = call.authorities.values("authority")
    pairs = rows.exclude(authority__in=taken).order_by().values_list("authority", "subject").distinct()
    found = Unit.objects.in_bulk({authority for authority, _ in pairs})
    reading = {authority for authority, subject in pairs if subject == call.subject}
    offered = [(found[authority], subject) for authority, subject in pairs if authority in reading]
    order = [call.subject, *Subject.values]
    return sorted(offered, key=lambda pair: (pair[0].name, pair[0].pk, order.index(pair[1])))


def add_authority(call: Call, *, by, authority: Unit, subject: str) -> CallAuthority:
    """Let another authority review what the call asks for, under a subject.

    Raises Refused (not theirs), MovedOn (the call is open), ValidationError (does not follow the units, named twice).
    """
    with transaction.atomic():
        current = _preparing(call, by)
        if current.authorities.filter(authority=authority).exists():
            raise ValidationError(f"{authority.name} đã có trong đợt này.")
        if (authority.pk, subject) not in {(unit.pk, about) for unit, about in joinable(current)}:
            raise ValidationError(f"{authority.name} không theo dõi đơn vị nào của đợt về nội dung này.")
        row = CallAuthority.objects.create(call=current, authority=authority, subject=subject)
        note(current, "call.join", by, authority=authority.pk, subject=subject)
    return row


def remove_authority(row: CallAuthority, *, by) -> None:
    """Take a further authority out of a call that is not open yet. Raises Refused, MovedOn."""
    with transaction.atomic():
        current = _preparing(row.call, by)
        note(current, "call.leave", by, authority=row.authority_id, subject=row.subject)
        row.delete()


def _preparing(call: Call, by) -> Call:
    """The call, locked, as long as it is prepared by those who may."""
    sentence = call_refusal(by, call.unit)
    if sentence:
        raise Refused(sentence)
    current = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if current.state != Call.State.DRAFT:
        raise MovedOn("Đợt đã mở nên các cơ quan rà soát giữ nguyên.")
    return current
