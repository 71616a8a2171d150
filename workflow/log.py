"""Append to the only log, each event chained to the one before it on the same item."""

import hashlib
import json
from collections.abc import Sequence

from organisations.models import Unit
from organisations.rules import Grant, title_of
from workflow.clock import now
from workflow.models import Event, Item

# Kinds of the log that are not items: rights and units.
UNIT_KIND = "unit"

_HASHED = [
    "kind",
    "object_id",
    "sequence",
    "unit_id",
    "action",
    "from_state",
    "to_state",
    "by_id",
    "by_name",
    "by_title",
    "office_id",
    "on_behalf",
    "comment",
    "details",
    "previous_hash",
]


def event_hash(event: Event) -> str:
    """SHA-256 over the event's fields and its predecessor's hash."""
    facts = {name: getattr(event, name) for name in _HASHED}
    facts["at"] = event.at.astimezone(tz=None).timestamp()
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def append(
    *,
    kind: str,
    object_id: int,
    unit: Unit,
    action: str,
    by,
    from_state: str = "",
    to_state: str = "",
    comment: str = "",
    details: dict | None = None,
    grant: Grant | None = None,
) -> Event:
    """Write one event inside the caller's transaction and return it.

    ``grant`` says by what right: its office and on whose behalf are printed in the history.
    """
    last = Event.objects.filter(kind=kind, object_id=object_id).order_by("-sequence").first()
    office_id = grant.office_id if grant else None
    event = Event(
        kind=kind,
        object_id=object_id,
        sequence=(last.sequence + 1) if last else 1,
        unit=unit,
        action=action,
        from_state=from_state,
        to_state=to_state,
        at=now(),
        by=by,
        by_name=by.display_name,
        by_title=title_of(by, office_id),
        office_id=office_id,
        on_behalf=grant.on_behalf if grant else "",
        comment=comment,
        details=details or {},
        previous_hash=last.row_hash if last else "",
    )
    event.row_hash = event_hash(event)
    event.save()
    return event


def append_first(items: Sequence[Item], *, action: str, by) -> list[Event]:
    """Write the first event of many new items in two queries; no item may have an event yet."""
    title, at = title_of(by), now()
    events = [
        Event(
            kind=item.kind,
            object_id=item.pk,
            sequence=1,
            unit_id=item.unit_id,
            action=action,
            to_state=item.state,
            at=at,
            by=by,
            by_name=by.display_name,
            by_title=title,
        )
        for item in items
    ]
    for event in events:
        event.row_hash = event_hash(event)
    return Event.objects.bulk_create(events)


def record_rights(act: str, *, unit: Unit, by, details: dict) -> None:
    """Recorder for ``organisations.acts``: rights and units are logged under their unit.

    A succession that holds already hands the open duties over in the same transaction.
    """
    if by is not None:
        append(kind=UNIT_KIND, object_id=unit.pk, unit=unit, action=act[:32], by=by, details=details)
