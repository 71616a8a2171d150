"""What a unit decides about an item that it does not take into its plan."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from directives import rules
from directives.actions.writing import KIND, line
from directives.models import Answer, DirectiveItem, Receipt
from organisations.models import Unit
from workflow import log
from workflow.clock import now, today
from workflow.rules import Refused


def answer(
    item: DirectiveItem,
    *,
    unit: Unit,
    by,
    kind: str,
    reason: str = "",
    lead: Unit | None = None,
    due_on: date | None = None,
) -> Answer:
    """Hand an item to a post without the plan, or say why it is not the unit's business; a later answer replaces it.

    Raises Refused (not theirs, not given to the unit, withdrawn), ValidationError (no reason, no lead).
    """
    _require(item, unit, by)
    with transaction.atomic():
        row = Answer.objects.select_for_update().filter(item=item, unit=unit).first() or Answer(item=item, unit=unit)
        row.kind, row.lead, row.due_on = kind, lead, due_on
        row.reason = line(reason, limit=400, name="reason")
        row.done_on, row.done_text = None, ""
        row.at, row.by = now(), by
        _check(row)
        row.save()
        log.append(
            kind=KIND,
            object_id=item.directive_id,
            unit=unit,
            action="answer",
            by=by,
            comment=row.reason,
            details={"item": item.pk, "answer": kind, "lead": lead.pk if lead else None},
        )
    return row


def _require(item: DirectiveItem, unit: Unit, by) -> None:
    sentence = rules.answer_refusal(by, item, unit) or rules.open_refusal(item)
    if sentence:
        raise Refused(sentence)
    if not Receipt.objects.filter(directive=item.directive_id, unit=unit).exists():
        raise Refused(f"Văn bản này không gửi cho {unit}.")


def _check(row: Answer) -> None:
    if row.kind == Answer.Kind.OUT_OF_SCOPE and not row.reason:
        raise ValidationError({"reason": "Ghi lý do không thuộc phạm vi."})
    if row.kind == Answer.Kind.ASSIGNED and row.lead is None:
        raise ValidationError({"lead": "Chọn người, bộ phận thực hiện."})
    row.full_clean()


def finish_answer(row: Answer, *, by, done_text: str) -> Answer:
    """Note that work handed out without the plan is done. Raises Refused, ValidationError (no result)."""
    sentence = rules.answer_refusal(by, row.item, row.unit)
    if sentence:
        raise Refused(sentence)
    words = line(done_text, limit=400, name="done_text")
    if not words:
        raise ValidationError({"done_text": "Ghi kết quả."})
    with transaction.atomic():
        current = Answer.objects.select_for_update().get(pk=row.pk)
        if current.kind != Answer.Kind.ASSIGNED:
            raise Refused("Mục không thuộc phạm vi thì không ghi kết quả.")
        current.done_on, current.done_text = today(), words
        current.full_clean()
        current.save()
        log.append(
            kind=KIND,
            object_id=current.item.directive_id,
            unit=current.unit,
            action="finish_answer",
            by=by,
            comment=words,
            details={"item": current.item_id},
        )
    return current


def withdraw_answer(row: Answer, *, by) -> None:
    """Take a decision back: the item is open again; the log keeps what had been decided."""
    sentence = rules.answer_refusal(by, row.item, row.unit)
    if sentence:
        raise Refused(sentence)
    with transaction.atomic():
        log.append(
            kind=KIND,
            object_id=row.item.directive_id,
            unit=row.unit,
            action="withdraw_answer",
            by=by,
            comment=row.reason,
            details={"item": row.item_id, "answer": row.kind},
        )
        row.delete()
