"""The receiver confirms that a paper has arrived."""

from django.db import transaction

from documents import rules
from documents.models import Delivery
from workflow import log
from workflow.clock import now
from workflow.rules import MovedOn, Refused


def receive_delivery(delivery: Delivery, *, by) -> Delivery:
    """``by`` confirms, for the receiving unit, that the paper has arrived.

    Raises Refused with a sentence; MovedOn where it was confirmed before.
    """
    with transaction.atomic():
        row = (
            Delivery.objects.select_for_update(of=("self",))
            .select_related("issued_document__unit", "received_by")
            .get(pk=delivery.pk)
        )
        sentence = rules.receive_refusal(by, row)
        if sentence:
            raise MovedOn(sentence) if row.received_at else Refused(sentence)
        row.received_at, row.received_by = now(), by
        row.save(update_fields=["received_at", "received_by"])
        document = row.issued_document
        log.append(
            kind=document.kind,
            object_id=document.pk,
            unit=document.unit,
            action="receive",
            by=by,
            from_state=document.state,
            to_state=document.state,
            details={"receipt": row.code, "recipient": row.recipient, "hash": row.file_hash},
        )
    return row
