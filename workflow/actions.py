"""Verbs of work: start an item, take a step, change its text under its lock, bin and restore a draft."""

from contextlib import contextmanager
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.models import ReviewRelation
from organisations.remembering import through_act
from organisations.rules import powers_of
from workflow import duties, log, notify, rules, texts, wording
from workflow.clock import now, today
from workflow.codes import new_code
from workflow.flows import flow_of
from workflow.models import CallAuthority, Item, ReviewRow, Road
from workflow.states import ACTIONS, FIRST_STATE, STATES, Step

Moving = TypeVar("Moving", bound=Item)

_SENDING = ("submit", "send_to_sign")
# Acts that conclude an authority's review row.
_CONCLUDING = frozenset({"accept", "pass", "return", "ask_replacement", "ask_correction"})


def start(item: Moving, *, by, road: str | None = None) -> Moving:
    """Begin an unsaved item: road, first state, stamps, event, first obligation.

    The road comes from the item's call, else ``road``, else the default SIGN_THEN_SEND.
    """
    with transaction.atomic():
        call = item.call_unit.call if item.call_unit_id else None
        item.road = call.road if call else road or Road.SIGN_THEN_SEND
        item.state = flow_of(item).first_state(item) or FIRST_STATE[item.road]
        if call:
            item.two_step = call.two_step
            item.due_on = item.call_unit.extended_to or item.call_unit.due_on
            item.due_inclusive = item.call_unit.due_inclusive
            item.measured_by = call.measured_by
            item.due_source = call.source_text or call.title
        item.created_at = item.state_since = now()
        item.created_by = by
        item.full_clean(exclude=["code"])
        item.save()
        event = log.append(
            kind=item.kind,
            object_id=item.pk,
            unit=item.unit,
            action="start",
            by=by,
            to_state=item.state,
        )
        duties.rewrite(item, by=by, at=event.at)
        if not STATES[item.state].editable:
            notify.tell(item, event)
    return item


def start_many(items: list[Moving], *, by, road: str) -> list[Moving]:
    """Begin many unsaved items of one kind in a constant number of queries; nobody is told by a notice.

    The caller has checked them; its transaction holds them together.
    """
    if not items:
        return []
    with transaction.atomic():
        at, flow = now(), flow_of(items[0])
        for item, code in zip(items, _free_codes(items), strict=True):
            item.code = item.code or code
            item.road = road
            item.state = flow.first_state(item) or FIRST_STATE[road]
            item.created_at = item.state_since = at
            item.created_by = by
        model: Any = type(items[0])
        saved: list[Moving] = model.objects.bulk_create(items)
        log.append_first(saved, action="start", by=by)
        duties.open_first(saved, at=at)
    return saved


def _free_codes(items: list[Moving]) -> list[str]:
    """A mã for each of many items: of thousands drawn at once two are alike more often than one would think."""
    found: dict[str, None] = {}
    while len(found) < len(items):
        drawn = dict.fromkeys(new_code(items[0].code_prefix) for _ in range(len(items) - len(found)))
        taken = set(type(items[0])._base_manager.filter(code__in=drawn).values_list("code", flat=True))
        found |= {code: None for code in drawn if code not in taken}
    return list(found)


def lock(item: Moving) -> Moving:
    """The item's row, locked until the end of the transaction (SQLite: the IMMEDIATE transaction)."""
    model = type(item)
    beside = ("unit", *flow_of(item).read_with)
    locked: Any = model.objects.select_for_update(of=("self",)).select_related(*beside).get(pk=item.pk)
    return locked


def take(action: str, item: Moving, *, by, comment: str = "", seen: int | None = None, **details) -> Moving:
    """Take one act on an item and return it as it stands afterwards.

    action: key of ``workflow.states.ACTIONS``; comment: reason or proposal; seen: the version that
    the person looked at; details: what the flow needs (number, day …).
    Raises MovedOn (409) if the item stands elsewhere, Refused (403), ValidationError (422).
    """
    texts.require(comment=comment)
    with through_act(), transaction.atomic():
        item = lock(item)
        situation = rules.Situation.for_act(by, item)
        step = rules.find_step(action, item, situation)
        if step is None or step.internal or (seen is not None and seen != item.version):
            again = rules.double_click(by, action, item)
            raise rules.MovedOn(again or wording.moved_on(item, flow_of(item)))
        sentence = rules.step_refusal(step, item, situation)
        if sentence:
            raise rules.Refused(sentence)
        comment = comment.strip()
        if step.comment and not comment:
            raise ValidationError({"comment": ACTIONS[action].asks})
        return _move(step, item, by=by, comment=comment, grant=situation.grant(step, item), details=details)


def follow(action: str, item: Moving, *, by, comment: str = "", **details) -> Moving:
    """Take an internal step that another act brings with it, in that act's transaction.

    comment: the reason that the other act gave.
    """
    item = lock(item)
    step = rules.find_step(action, item, rules.Situation(by, [item]))
    if step is None:
        raise rules.MovedOn(wording.moved_on(item, flow_of(item)))
    grant = powers_of(by).grant(step.needs, item.unit_id)
    return _move(step, item, by=by, comment=comment, grant=grant, details=details)


def _move(step: Step, item: Moving, *, by, comment: str, grant, details: dict) -> Moving:
    flow = flow_of(item)
    flow.before(step.action, item, by=by, details=details)
    source, at = item.state, now()
    item.state = _target(step, item, by=by, grant=grant, at=at)
    _stamp(step, item, by=by, at=at, moved=item.state != source)
    item.version += 1
    item.save()
    event = log.append(
        kind=item.kind,
        object_id=item.pk,
        unit=item.unit,
        action=step.action,
        by=by,
        from_state=source,
        to_state=item.state,
        comment=comment,
        grant=grant,
        details=details.get("log", {}),
    )
    if item.state != source:
        _open_reviews(step, item)
    duties.rewrite(item, by=by, at=at)
    flow.after(step.action, item, by=by, event=event, details=details)
    if item.state != source:
        notify.tell(item, event)
    duties.keep_rows(item, None)
    return item


def _target(step: Step, item: Item, *, by, grant, at) -> str:
    """Where the step leads; an item reviewed by several waits until all have concluded."""
    if step.action == "begin_review":
        _touch_reviews(item, grant, started_at=at, started_by=by)
    if step.action not in _CONCLUDING or step.needs not in ("review", "conclude"):
        return step.target
    rows = _touch_reviews(item, grant, concluded_at=at, concluded_by=by, conclusion=step.action)
    waiting = any(row.concluded_at is None for row in rows)
    if waiting and step.action in ("accept", "pass"):
        return "under_review" if step.source != "issued" else step.source
    return step.target


def _touch_reviews(item: Item, grant, **stamps) -> list[ReviewRow]:
    """Stamp the open rows of the office that acts; all rows of the round."""
    rows = duties.current_rows(item)
    people = rules.offices.people_in({row.authority_id for row in rows})
    for row in rows:
        if row.concluded_at is None and grant.office_id in people.living(row.authority_id):
            for name, value in stamps.items():
                setattr(row, name, value)
            row.save(update_fields=list(stamps))
    return rows


def _stamp(step: Step, item: Item, *, by, at, moved: bool) -> None:
    if step.action == "open":
        item.opened_at, item.opened_by = at, by
    if step.action in _SENDING or step.action == "report_done":
        item.sent_at, item.sent_by = at, by
        item.times_sent += step.action == "submit"
    if step.action == "sign":
        item.signed_at, item.signed_by = at, by
    if item.state == "accepted" and moved:
        item.accepted_at, item.accepted_by = at, by
    if moved:
        item.state_since = at
        item.opened_at = item.opened_by = None


def _open_reviews(step: Step, item: Item) -> None:
    """Ask the authorities: on sending for review, and on issue."""
    if (step.action == "issue" and item.state == "issued") or item.state == "submitted":
        rows = duties.current_rows(item)
        sending = max((row.sending for row in rows), default=0) + 1
        asked = ReviewRow.objects.bulk_create(
            ReviewRow(
                unit_id=item.unit_id, kind=item.kind, object_id=item.pk, sending=sending,
                authority_id=authority_id, subject=subject, officer_id=officer_id,
            )
            for authority_id, subject, officer_id in reviewers_of(item)
        )  # fmt: skip
        duties.keep_rows(item, [*rows, *asked])


def reviewers_of(item: Item) -> list[tuple[int, str, int | None]]:
    """(authority, subject, officer) who review the item: the call's, else the relations of today."""
    subject = flow_of(item).subject
    row = item.call_unit if item.call_unit_id else None
    if row is not None:
        asked = CallAuthority.objects.filter(call=row.call_id).exclude(authority=row.call.unit_id)
        more = asked.values_list("authority_id", "subject")
        return [(row.call.unit_id, subject, row.officer_id), *((office, about, None) for office, about in more)]
    relations = ReviewRelation.objects.on(today()).filter(unit=item.unit_id, subject=subject)
    return [(authority, subject, None) for authority in relations.values_list("authority", flat=True)]


@contextmanager
def editing(item: Item, *, by, area: str = ""):
    """Change what hangs on an item: locked, allowed, and the person noted as one who changed it.

    Yields the locked item. Raises Refused with the sentence that the page shows.
    """
    with transaction.atomic():
        item = lock(item)
        sentence = rules.edit_refusal(by, item, area=area)
        if sentence:
            raise rules.Refused(sentence)
        yield item
        if by.official_id and by.official_id not in item.changed_by:
            item.changed_by = [*item.changed_by, by.official_id]
        item.save(update_fields=["changed_by", "updated_at"])


def bin_draft(item: Moving, *, by) -> Moving:
    """Put a draft that was never sent into the bin; it can be restored."""
    return _bin(item, by=by, at=now(), action="bin")


def bin_shell(item: Moving, *, by, reason: str) -> Moving:
    """Put a draft that its unit no longer owes into the bin, by the authority that had asked for it, with the reason.

    The caller has asked who may and that it was never sent, and holds the transaction and the row's lock.
    """
    item.binned_at = now()
    item.save(update_fields=["binned_at", "updated_at"])
    event = log.append(kind=item.kind, object_id=item.pk, unit=item.unit, action="bin", by=by, comment=reason)
    duties.rewrite(item, by=by, at=event.at)
    return item


def restore_draft(item: Moving, *, by) -> Moving:
    """Take a draft out of the bin."""
    return _bin(item, by=by, at=None, action="restore")


def _bin(item: Moving, *, by, at, action: str) -> Moving:
    with transaction.atomic():
        item = lock(item)
        if item.times_sent or not STATES[item.state].editable:
            raise rules.Refused("Hồ sơ đã trình thì giữ lại, không bỏ vào thùng rác được.")
        if not powers_of(by).may("draft", item.unit_id, subject=flow_of(item).subject):
            raise rules.Refused(
                wording.done_by("draft", rules.offices.People({item.unit_id}).names(item.unit_id, "draft"))
            )
        item.binned_at = at
        item.full_clean()
        item.save()
        event = log.append(kind=item.kind, object_id=item.pk, unit=item.unit, action=action, by=by)
        duties.rewrite(item, by=by, at=event.at)
    return item
