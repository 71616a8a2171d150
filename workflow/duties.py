"""Which obligations a state implies: the verb that makes a turn writes them, integrity rebuilds them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from workflow.flows import flow_of, flows
from workflow.models import Item, MeasuredBy, Obligation, ReviewRow
from workflow.offices import people_in
from workflow.states import STATES

# Turns that wait on the item's own deadline, by the act the deadline names.
_BEFORE = {
    MeasuredBy.ISSUED: frozenset(
        [
            "draft",
            "content_check",
            "form_check",
            "awaiting_chairman",
            "returned_by_check",
            "returned_by_chairman",
            "submitted",
            "under_review",
            "concluding",
            "returned_by_reviewer",
            "passed",
            "approved",
            "to_number",
            "numbered",
            "sealed",
        ]
    ),
    MeasuredBy.SENT: frozenset(
        [
            "draft",
            "content_check",
            "form_check",
            "awaiting_chairman",
            "returned_by_check",
            "returned_by_chairman",
            "approved",
            "to_number",
            "numbered",
            "sealed",
            "to_acknowledge",
            "not_started",
            "in_progress",
            "ongoing",
            "awaiting_trigger",
        ]
    ),
}


@dataclass(frozen=True)
class Duty:
    """One obligation as the state implies it."""

    office_id: int
    capability: str
    person_id: int | None = None


_ROWS = "review_rows"


def keep_rows(item: Item, rows: list[ReviewRow] | None) -> None:
    """Review rows of every round, read for the act on the locked item; None when they are others from here on."""
    setattr(item, _ROWS, rows)


def current_rows(item: Item) -> list[ReviewRow]:
    """Review rows of the item's latest round."""
    rows = getattr(item, _ROWS, None)
    if rows is None:
        rows = list(ReviewRow.objects.filter(kind=item.kind, object_id=item.pk))
    last = max((row.sending for row in rows), default=0)
    return [row for row in rows if row.sending == last]


def duties_of(item: Item) -> list[Duty]:
    """The obligations that the item's state implies today."""
    state = STATES[item.state]
    if state.turn is None or item.binned_at is not None:
        return []
    if state.side == "own":
        people = people_in({item.unit_id})
        offices = people.living(item.unit_id) or [item.unit_id]
        return [own_duty(item, offices[0])]
    rows = [row for row in current_rows(item) if row.concluded_at is None]
    people = people_in({row.authority_id for row in rows})
    return [
        Duty(
            (people.living(row.authority_id) or [row.authority_id])[0],
            _verb(item, row),
            row.officer_id if state.turn == "review" else None,
        )
        for row in rows
    ]


def own_duty(item: Item, office_id: int) -> Duty:
    """The obligation of the item's own office, of one person where the kind names one."""
    flow, verb = flow_of(item), str(STATES[item.state].turn)
    return Duty(office_id, flow.turn(item, verb), flow.person(item))


def _verb(item: Item, row: ReviewRow) -> str:
    """In two steps an issued paper on REVIEW_THEN_SIGN waits for the head alone."""
    state = STATES[item.state]
    if item.state == "issued" and item.road == "review_then_sign" and item.two_step:
        return "conclude"
    return str(state.turn)


def due_of(item: Item):
    """(day, inclusive) of the item's deadline while the measured act is still to come, else (None, True)."""
    if item.state in _BEFORE.get(MeasuredBy(item.measured_by), frozenset()) and item.issued_on is None:
        return item.due_on, item.due_inclusive
    return None, True


def rewrite(item: Item, *, by, at) -> None:
    """Close what the state no longer implies, open what it does; same transaction as the move."""
    wanted = duties_of(item)
    stands = Q(pk=None)
    for duty in wanted:
        stands |= Q(office=duty.office_id, capability=duty.capability, person=duty.person_id, state=item.state)
    open_rows = Obligation.objects.filter(kind=item.kind, object_id=item.pk, closed_at=None)
    open_rows.exclude(stands).update(closed_at=at, closed_by=by)
    # What stands is left as it is: an office holds a capability over an item once.
    Obligation.objects.bulk_create((_row(item, duty, at) for duty in wanted), ignore_conflicts=True)


def open_first(items: Sequence[Item], *, at) -> None:
    """Open the first obligations of many new items of one unit each, in a constant number of queries."""
    people = people_in({item.unit_id for item in items})
    turns = [item for item in items if STATES[item.state].turn and STATES[item.state].side == "own"]
    Obligation.objects.bulk_create(
        _row(item, own_duty(item, (people.living(item.unit_id) or [item.unit_id])[0]), at) for item in turns
    )


def _row(item: Item, duty: Duty, at) -> Obligation:
    due_on, inclusive = due_of(item)
    return Obligation(
        kind=item.kind,
        object_id=item.pk,
        unit_id=item.unit_id,
        office_id=duty.office_id,
        capability=duty.capability,
        state=item.state,
        person_id=duty.person_id,
        opened_at=at,
        due_on=due_on,
        inclusive=inclusive,
        measured_by=item.measured_by if due_on else "",
        source_text=item.due_source if due_on else "",
    )


def defer_all(asked: Sequence[int], until) -> None:
    """Move the deadline of what units have begun for a call and not yet sent out, and that of its open duties.

    asked: rows of the call, by primary key. Two to four queries for each kind of item.
    """
    for flow in flows():
        found = flow.model.objects.select_for_update(of=("self",)).filter(call_unit__in=asked)
        moved = [item for item in found if due_of(item)[0] is not None]
        for item in moved:
            item.due_on = until
        flow.model.objects.bulk_update(moved, ["due_on"])
        owed = Obligation.objects.filter(kind=flow.kind, object_id__in=[item.pk for item in moved], closed_at=None)
        owed.exclude(due_on=None).update(due_on=until)


def undate(item: Item) -> None:
    """Take the deadline from an item that is not sent out yet, and from its open duties: it is owed to nobody."""
    if due_of(item)[0] is None:
        return
    item.due_on = None
    item.save(update_fields=["due_on", "updated_at"])
    owed = Obligation.objects.filter(kind=item.kind, object_id=item.pk, closed_at=None)
    owed.update(due_on=None, measured_by="", source_text="")


def hand_over() -> int:
    """Give open obligations of units that have ended to the units that answer for them today.

    Run after a succession is recorded and every night, because successions are dated ahead; returns
    how many changed hands. What two merged offices owed, their successor owes once.
    """
    rows = list(Obligation.objects.filter(closed_at=None))
    people = people_in({row.office_id for row in rows})
    owed = {(row.kind, row.object_id, row.capability, row.office_id) for row in rows}
    moved = 0
    for row in rows:
        living = people.living(row.office_id)
        if not living or row.office_id in living:
            continue
        key = (row.kind, row.object_id, row.capability, living[0])
        if key in owed:
            row.delete()
        else:
            row.office_id = living[0]
            row.save(update_fields=["office"])
            owed.add(key)
        moved += 1
    return moved


def after_change(act: str, *, unit, by, details: dict) -> None:
    """Recorder for ``organisations.acts``: a unit that ends or is succeeded hands its duties over."""
    if act in ("unit.end", "unit.succession"):
        hand_over()
