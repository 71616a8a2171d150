"""Remarks: made by those who read an item, answered by its authors, settled by who made them."""

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.roles import Capability
from organisations.rules import Grant, Powers
from workflow import log, rules, texts, wording
from workflow.actions import lock
from workflow.clock import now
from workflow.flows import flow_of, item_of
from workflow.models import Item, Remark
from workflow.states import STATES

# Who may remark while the item waits with whom.
_READERS = (
    Capability.CHECK_CONTENT,
    Capability.CHECK_FORM,
    Capability.SIGN,
    Capability.REVIEW,
    Capability.CONCLUDE,
)
# What a second press reads.
_SETTLED = {
    Remark.State.RESOLVED: "Ý kiến này đã xử lý xong, không xác nhận lần thứ hai.",
    Remark.State.OPEN: "Ý kiến này đang chờ trả lời, không hỏi lại lần thứ hai.",
}


def reader_grant(situation: rules.Situation, item: Item) -> Grant | None:
    """By what right the person may remark on the item in its present state."""
    turn = STATES[item.state].turn
    subject = flow_of(item).subject
    wanted = (Capability.REVIEW, Capability.CONCLUDE) if STATES[item.state].side == "authority" else (turn,)
    for capability in wanted:
        if capability in _READERS:
            grant = situation.powers.grant(capability, item.unit_id, subject=subject)
            if grant:
                return grant
    return None


def add(
    item: Item,
    *,
    by,
    text: str,
    place: str = "",
    place_label: str = "",
    quote: str = "",
    private: bool = False,
) -> Remark:
    """Write a remark. The first one ends the author's right to withdraw (design section 4)."""
    if not text.strip():
        raise ValidationError({"text": "Ghi nội dung ý kiến."})
    texts.require(text=text)
    with transaction.atomic():
        item = lock(item)
        grant = reader_grant(rules.Situation(by, [item]), item)
        if grant is None:
            raise rules.Refused(
                "Góp ý khi hồ sơ đang chờ mình kiểm tra, duyệt hoặc rà soát. " + wording.moved_on(item, flow_of(item))
            )
        if item.opened_at is None:
            item.opened_at, item.opened_by = now(), by
            item.save(update_fields=["opened_at", "opened_by"])
        remark = Remark(
            kind=item.kind,
            object_id=item.pk,
            unit=item.unit,
            office_id=grant.office_id,
            place=place,
            place_label=place_label,
            quote=quote,
            text=text.strip(),
            private=private,
            at=now(),
            by=by,
        )
        remark.full_clean()
        remark.save()
        if not private:
            log.append(
                kind=item.kind,
                object_id=item.pk,
                unit=item.unit,
                action="remark",
                by=by,
                comment=text.strip(),
                grant=grant,
                details={"place": place_label or place},
            )
    return remark


def answer(remark: Remark, *, by, text: str) -> Remark:
    """Answer an official remark; the author's side only, who drafts some areas only on rows of these areas."""
    if not text.strip():
        raise ValidationError({"answer": "Ghi nội dung trả lời."})
    texts.require(answer=text)
    with transaction.atomic():
        remark, item = _locked(remark)
        situation = rules.Situation(by, [item])
        flow = flow_of(item)
        area = flow.areas_at(item, [remark.place]).get(remark.place, "")
        grant = situation.powers.grant(Capability.DRAFT, item.unit_id, subject=flow.subject, area=area)
        if grant is None or remark.private:
            raise rules.Refused(
                wording.done_by(Capability.DRAFT, situation.people.names(item.unit_id, Capability.DRAFT))
            )
        if remark.state == Remark.State.RESOLVED:
            raise rules.MovedOn("Ý kiến này đã xử lý xong, không cần trả lời nữa.")
        remark.answer, remark.answered_at, remark.answered_by = text.strip(), now(), by
        remark.state = Remark.State.ANSWERED
        remark.full_clean()
        remark.save()
        log.append(
            kind=item.kind,
            object_id=item.pk,
            unit=item.unit,
            action="answer",
            by=by,
            comment=text.strip(),
            grant=grant,
            details={"place": remark.place_label or remark.place},
        )
    return remark


def resolve(remark: Remark, *, by) -> Remark:
    """Settle a remark: the office that made it."""
    return _settle(remark, by=by, state=Remark.State.RESOLVED, action="resolve")


def reopen(remark: Remark, *, by) -> Remark:
    """Ask again: the answer does not do."""
    return _settle(remark, by=by, state=Remark.State.OPEN, action="reopen")


def _settle(remark: Remark, *, by, state: str, action: str) -> Remark:
    with transaction.atomic():
        remark, item = _locked(remark)
        if remark.office_id not in reading_offices(rules.powers_of(by)):
            raise rules.Refused(f"Ý kiến này do {remark.office} nêu; cơ quan đó xác nhận đã xử lý.")
        if remark.state == state:
            raise rules.MovedOn(_SETTLED[Remark.State(state)])
        done = state == Remark.State.RESOLVED
        remark.state = state
        remark.resolved_at = now() if done else None
        remark.resolved_by = by if done else None
        remark.save()
        if not remark.private:
            log.append(
                kind=item.kind,
                object_id=item.pk,
                unit=item.unit,
                action=action,
                by=by,
                details={"place": remark.place_label or remark.place},
            )
    return remark


def reading_offices(powers: Powers) -> set[int]:
    """Offices for which the person reads: an author of the same unit does not settle a check's remark."""
    return {grant.office_id for verb in _READERS for grant in powers.grants.get(verb, ())}


def _locked(remark: Remark) -> tuple[Remark, Item]:
    item = lock(item_of(remark.kind, remark.object_id))
    return Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk), item


def for_reader(item: Item, user, *, powers: Powers | None = None) -> list[Remark]:
    """Remarks on the item that ``user`` may read: private ones only inside their own office."""
    powers = powers or rules.powers_of(user)
    held = {grant.office_id for grants in powers.grants.values() for grant in grants}
    rows = Remark.objects.filter(kind=item.kind, object_id=item.pk).select_related(
        "by__official", "answered_by__official", "office"
    )
    return [row for row in rows if not row.private or row.office_id in held]
