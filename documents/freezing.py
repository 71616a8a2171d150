"""Freeze what was approved and what goes out: inputs as canonical JSON with a hash (design section 5).

``moved`` is what every flow with paper calls from its ``after``: entering the chairman's desk freezes
bản trình ký, signing opens the issue road. Freezing writes rows only; rendering follows the commit.
"""

import dataclasses
import json

from celery import signature as task
from django.db import transaction

from documents import papers, signing
from documents.layout import Paper, canonical_json, from_dict, issued, paper_hash
from documents.models import FrozenPaper, IssuedDocument
from documents.reading.numbers import find_type
from workflow import actions as moves
from workflow.calendar import next_working_day
from workflow.clock import now, today
from workflow.flows import item_of
from workflow.models import Item, Road

TERM_SOURCE = "Nghị định 30/2020/NĐ-CP, Điều 18, khoản 1"


def moved(item: Item, action: str, *, by, event) -> None:
    """What paper follows from an act on an item; call it from ``Flow.after``, inside its transaction.

    Entering ``awaiting_chairman`` freezes bản trình ký; ``sign`` puts the signer's own capacity on it
    and opens the issue road. Other acts leave the paper alone.
    """
    if item.state == "awaiting_chairman" and event.from_state != item.state:
        freeze_to_sign(item, by)
    elif action == "sign":
        open_issue(item, by=by)


def paper_of(frozen: FrozenPaper) -> Paper:
    """The paper of a frozen row."""
    return from_dict(json.loads(frozen.inputs))


def standing_paper(item: Item) -> Paper:
    """The paper of an item as it stands: as frozen once issued, else as its rows are now."""
    frozen = _frozen(item, FrozenPaper.Purpose.ISSUED).last()
    return paper_of(frozen) if frozen else papers.build(item)


def to_sign_of(item: Item) -> FrozenPaper | None:
    """The bản trình ký that stands: the latest frozen one."""
    return _frozen(item, FrozenPaper.Purpose.TO_SIGN).last()


def freeze_to_sign(item: Item, by) -> FrozenPaper:
    """Freeze the item's paper as it is put before the chairman; the same inputs freeze once."""
    paper = papers.build(item)
    return _freeze(item, dataclasses.replace(paper, number=None, day=None), by, FrozenPaper.Purpose.TO_SIGN)


def sign_with_own_capacity(item: Item, by) -> FrozenPaper:
    """The bản trình ký with the block of the person who signed: frozen anew where it differs."""
    stands = to_sign_of(item) or freeze_to_sign(item, by)
    paper = paper_of(stands)
    block = signing.actual(item.unit, by=by, assumed=paper.signature, type_code=type_code_of(paper))
    if block == paper.signature:
        return stands
    return _freeze(item, dataclasses.replace(paper, signature=block), by, FrozenPaper.Purpose.TO_SIGN)


def open_issue(item: Item, *, by) -> IssuedDocument:
    """Begin the issue road of an item that ``by`` has just signed.

    Đ.18.1: issued on the day of signing, at the latest the next working day.
    """
    paper = paper_of(sign_with_own_capacity(item, by))
    return moves.start(
        IssuedDocument(
            unit=item.unit,
            source_kind=item.kind,
            source_id=item.pk,
            title=paper.subject,
            type_code=type_code_of(paper),
            symbol=paper.symbol,
            signer_name=paper.signature.name,
            due_on=next_working_day(today()),
            due_source=TERM_SOURCE,
        ),
        by=by,
        road=Road.ISSUING,
    )


def freeze_issued(document: IssuedDocument, by) -> FrozenPaper:
    """Freeze bản phát hành: what the chairman approved, with number and day and nothing else."""
    source = item_of(document.source_kind, document.source_id)
    stands = to_sign_of(source)
    if stands is None:
        raise LookupError(f"{document.source_kind} {document.source_id} was never put before the chairman")
    paper = issued(paper_of(stands), document.number, document.issued_on)
    return _freeze(source, paper, by, FrozenPaper.Purpose.ISSUED)


def type_code_of(paper: Paper) -> str:
    """The abbreviation of the paper's type, "" for a công văn."""
    row = find_type(paper.type_name) if paper.type_name else None
    return row.abbreviation if row else ""


def _frozen(item: Item, purpose: str):
    return FrozenPaper.objects.filter(kind=item.kind, object_id=item.pk, purpose=purpose).order_by("pk")


def _freeze(item: Item, paper: Paper, by, purpose: str) -> FrozenPaper:
    """Append a frozen row unless the latest one of this sending holds the same inputs."""
    sending = max(item.times_sent, 1)
    latest = _frozen(item, purpose).last()
    if latest is not None and latest.inputs_hash == paper_hash(paper) and latest.sending == sending:
        return latest
    row = FrozenPaper.objects.create(
        unit_id=item.unit_id,
        kind=item.kind,
        object_id=item.pk,
        sending=sending,
        purpose=purpose,
        inputs=canonical_json(paper),
        inputs_hash=paper_hash(paper),
        frozen_at=now(),
        frozen_by=by,
    )
    if purpose == FrozenPaper.Purpose.TO_SIGN:
        # By name: tasks stand above this module. A broker that is down must not undo the act.
        press = task("documents.tasks.press", args=[row.pk])
        transaction.on_commit(press.delay, robust=True)
    return row
