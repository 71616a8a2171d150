"""To whom a directive goes: lines as printed, groups expanded on the document's day, receipts, reminders."""

from django.core.exceptions import ValidationError
from django.db import transaction

from directives import groups, rules
from directives.actions.writing import KIND, line, writing
from directives.models import AddresseeGroup, Directive, Receipt, Recipient
from organisations.models import Appointment, Unit, User
from organisations.rules import holders_in
from workflow import log
from workflow.actions import start_many
from workflow.clock import now, today
from workflow.models import Notice, Road
from workflow.rules import Refused

# Lines below "Nơi nhận" whose receivers have something to do.
_ASKED = (Recipient.Purpose.CARRY_OUT, Recipient.Purpose.COORDINATE)


def add_recipient(
    directive: Directive,
    *,
    by,
    name: str = "",
    block: str = Recipient.Block.ADDRESSED,
    group: AddresseeGroup | None = None,
    named_unit: Unit | None = None,
    purpose: str = "",
    channel: str = Recipient.Channel.ELECTRONIC,
) -> Recipient:
    """Add a line of "Kính gửi" or "Nơi nhận": a unit, a group, or words outside the portal."""
    words = line(name, limit=200, name="name") or str(group or named_unit or "")
    if not words:
        raise ValidationError({"name": "Ghi nơi nhận."})
    with writing(directive, by=by, action="add_recipient") as locked:
        row = Recipient(
            directive=locked,
            block=block,
            name=words,
            group=group,
            named_unit=named_unit,
            purpose=purpose,
            channel=channel,
            order=Recipient.objects.filter(directive=locked, block=block).count() + 1,
        )
        row.full_clean()
        row.save()
    return row


def remove_recipient(recipient: Recipient, *, by) -> None:
    """Take a line off a directive that was not sent out."""
    with writing(recipient.directive, by=by, action="remove_recipient", name=recipient.name):
        recipient.delete()


def addressees(directive: Directive) -> list[tuple[Unit, Recipient]]:
    """Each unit that the lines name, once, in their order: groups as they stood on the document's day.

    Lines of "Nơi nhận" count where they ask for something (thực hiện, phối hợp).
    """
    issuer = directive.issuing_unit or directive.unit
    day = directive.document.issued_on or today()
    found: dict[int, tuple[Unit, Recipient]] = {}
    for row in directive.recipients.select_related("group", "named_unit").order_by("block", "order", "id"):
        if row.block == Recipient.Block.COPIED and row.purpose not in _ASKED:
            continue
        units = groups.members(row.group, issuer, day) if row.group else []
        for unit in [*units, *([row.named_unit] if row.named_unit else [])]:
            found.setdefault(unit.pk, (unit, row))
    return list(found.values())


def send_out(directive: Directive, *, by) -> list[Receipt]:
    """Send a directive that the unit issued to everybody it names; each has it in the work list until acknowledged.

    Raises Refused (not theirs, sent already, a received one), ValidationError (nobody of the portal named, no items).
    """
    with writing(directive, by=by, action="send_out", question=_send_refusal) as locked:
        named = [pair for pair in addressees(locked) if pair[0].pk != locked.unit_id]
        if not named:
            raise ValidationError("Chưa có nơi nhận nào là đơn vị, bộ phận trên cổng. Thêm nơi nhận rồi gửi.")
        if not locked.items.exists():
            raise ValidationError("Văn bản chưa có mục nào. Thêm mục rồi gửi.")
        locked.sent_out_at, locked.sent_out_by = now(), by
        locked.save(update_fields=["sent_out_at", "sent_out_by"])
        return start_receipts(locked, named, by=by)


def _send_refusal(user, directive: Directive) -> str | None:
    if directive.direction != Directive.Direction.ISSUED:
        return "Văn bản đến do cơ quan ban hành gửi; đơn vị chỉ tiếp nhận và giao việc."
    if directive.sent_out_at is not None:
        return "Văn bản đã gửi các nơi nhận. Không gửi lần thứ hai."
    return rules.edit_refusal(user, directive)


def start_receipts(directive: Directive, named: list[tuple[Unit, Recipient | None]], *, by) -> list[Receipt]:
    """One receipt for each addressee, in a constant number of queries; the bell of those who must act rings."""
    people = _holders_of_posts([unit for unit, _ in named])
    receipts = []
    for unit, row in named:
        office = groups.office_of(unit)
        receipts.append(
            Receipt(
                unit=office,
                directive=directive,
                recipient=row,
                addressee=unit,
                person_id=people.get(unit.pk) if office.pk != unit.pk else None,
            )
        )
    started = start_many(receipts, by=by, road=Road.RECEIVING)
    _tell(directive, started, by=by, words="Văn bản giao việc mới")
    return started


def _holders_of_posts(units: list[Unit]) -> dict[int, int]:
    """The account of the one official appointed to each room or post today."""
    rows = Appointment.objects.on(today()).filter(unit__in=units).values_list("unit_id", "official_id")
    by_unit: dict[int, set[int]] = {}
    for unit_id, official_id in rows:
        by_unit.setdefault(unit_id, set()).add(official_id)
    single = {unit: next(iter(officials)) for unit, officials in by_unit.items() if len(officials) == 1}
    accounts = dict(User.objects.filter(official__in=single.values(), is_active=True).values_list("official_id", "pk"))
    return {unit: accounts[official] for unit, official in single.items() if official in accounts}


def remind(directive: Directive, *, by) -> int:
    """Đôn đốc: ring the bell of every addressee that has not acknowledged; returns how many addressees.

    Logged on the directive. Raises Refused.
    """
    sentence = rules.change_refusal(by, directive)
    if sentence:
        raise Refused(sentence)
    with transaction.atomic():
        waiting = list(
            Receipt.objects.filter(directive=directive, state="to_acknowledge").select_related("unit", "addressee")
        )
        _tell(directive, waiting, by=by, words="Đôn đốc tiếp nhận")
        log.append(
            kind=KIND,
            object_id=directive.pk,
            unit=directive.unit,
            action="remind",
            by=by,
            details={"receipts": [row.pk for row in waiting]},
        )
    return len(waiting)


def _tell(directive: Directive, receipts: list[Receipt], *, by, words: str) -> None:
    subject = f"{words}: {directive.document}, {directive.document.subject}"[:250]
    office_people = holders_in("submit", {row.unit_id for row in receipts if not row.person_id})
    rows = {}
    for receipt in receipts:
        people = [receipt.person_id] if receipt.person_id else [user.pk for user in office_people[receipt.unit_id]]
        for person in people:
            if person != by.pk:
                rows[person, receipt.pk] = Notice(
                    to_id=person,
                    kind=receipt.kind,
                    object_id=receipt.pk,
                    unit_id=receipt.unit_id,
                    my_turn=True,
                    subject=subject,
                    body=f"{directive.unit} gửi. Xác nhận đã tiếp nhận.",
                    at=now(),
                )
    Notice.objects.bulk_create(rows.values())
