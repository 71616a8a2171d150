"""A paper issued in the portal becomes a directive of its receivers without being typed again (design section 3)."""

from directives.actions.sending import start_receipts
from directives.models import Assignment, Directive, DirectiveItem, DirectiveTarget, Recipient
from documents import papers
from documents.models import Delivery, IssuedDocument
from documents.papers import Given
from organisations.models import Reach, Via
from workflow import log
from workflow.clock import now
from workflow.flows import item_of

# What the lines of "Nơi nhận" call their purpose, by the purpose of a directive's line.
_PURPOSES = {label: value for value, label in Recipient.Purpose.choices if value}
_BELOW = (Via.SUBTREE, Via.REVIEW)


def take_in(issued: IssuedDocument, by) -> Directive | None:
    """Enter an issued paper that gives work as a directive sent to those of its receivers who are below the issuer.

    Registered with ``documents.released``; runs in the sending transaction. Returns None where the paper gives no
    work, or goes only upward or to the side.
    """
    item = item_of(issued.source_kind, issued.source_id)
    given = papers.gives_of(item)
    deliveries = [row for row in issued.deliveries.select_related("recipient_unit") if _asked(row)]
    below = _units_below(issued.unit_id, [row.recipient_unit_id for row in deliveries])
    deliveries = [row for row in deliveries if row.recipient_unit_id in below]
    if not given or not deliveries or issued.known_document is None:
        return None
    directive, created = Directive.objects.get_or_create(
        unit=issued.unit,
        document=issued.known_document,
        defaults={
            "issued_document": issued,
            "direction": Directive.Direction.ISSUED,
            "issuing_unit": issued.unit,
            "place_name": issued.unit.place_name,
            "signer_name": issued.signer_name,
            "sent_out_at": now(),
            "sent_out_by": by,
            "created_at": now(),
            "created_by": by,
        },
    )
    if not created:
        return directive
    _write_items(directive, given, None)
    named = [(row.recipient_unit, _line(directive, row, order)) for order, row in enumerate(deliveries, start=1)]
    start_receipts(directive, named, by=by)
    log.append(kind=Directive.kind, object_id=directive.pk, unit=issued.unit, action="send_out", by=by)
    return directive


def _asked(row: Delivery) -> bool:
    """Whether the receiver has something to do: not who only reads, directs or gets a report."""
    return row.recipient_unit_id is not None and _PURPOSES.get(row.purpose, "") in ("", "carry_out", "coordinate")


def _units_below(issuer_id: int, unit_ids: list[int]) -> set[int]:
    rows = Reach.objects.filter(viewer=issuer_id, unit__in=unit_ids, via__in=_BELOW)
    return set(rows.values_list("unit_id", flat=True))


def _line(directive: Directive, row: Delivery, order: int) -> Recipient:
    return Recipient.objects.create(
        directive=directive,
        block=Recipient.Block.ADDRESSED,
        order=order,
        name=row.recipient,
        named_unit=row.recipient_unit,
        purpose=_PURPOSES.get(row.purpose, ""),
    )


def _write_items(directive: Directive, given: list[Given] | tuple[Given, ...], parent: DirectiveItem | None) -> None:
    for order, one in enumerate(given, start=1):
        item = DirectiveItem(
            directive=directive,
            parent=parent,
            order=order,
            marker=one.marker[:10],
            heading=one.heading[:400],
            text=one.text,
            kind=one.kind,
            area_code=one.area_code,
        )
        item.full_clean()
        item.save()
        if one.lead_text:
            Assignment.objects.create(
                item=item, holder_text=one.lead_text[:200], timing_text=one.timing_text[:200], order=1
            )
        DirectiveTarget.objects.bulk_create(
            DirectiveTarget(item=item, phrase=phrase, order=n) for n, phrase in enumerate(one.targets, start=1)
        )
        _write_items(directive, one.children, item)
