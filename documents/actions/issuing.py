"""Issue in two transactions: number, signature and frozen inputs first; file, sending and receipts after.

Nothing is sent before the file exists, and every step may run again (design section 5).
"""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from documents import freezing, papers, queries, released, rules, storage
from documents.actions.attachments import Upload, keep_scan, read_upload
from documents.models import Citation, Delivery, FrozenPaper, IssuedDocument, KnownDocument
from documents.reading.numbers import full_number, number_key
from documents.render import render_pdf
from organisations.models import Unit
from organisations.rules import holders
from workflow import actions as moves
from workflow import wording
from workflow.clock import now
from workflow.flows import item_of
from workflow.models import Item, Notice
from workflow.rules import MovedOn


def issue(
    document: IssuedDocument,
    *,
    by,
    number: int | str | None = None,
    day: date | None,
    signed_how: str,
    signed_on: date | None,
    signer_name: str = "",
    scan: Upload | None = None,
    seen: int | None = None,
) -> IssuedDocument:
    """Number and seal a signed paper; its file, sending and receipts follow after the commit.

    number: as the office's register gave it ("16", "16/KH-UBND"), None where the portal is the register
    and gives the next one under a lock. day: of the document. signed_how: IssuedDocument.SignedHow.
    signer_name: "" means the name printed on the paper. scan: of the paper signed by pen.
    Raises ValidationError by field, Refused (403), MovedOn (409; the second press of a double click).
    NĐ 30/2020/NĐ-CP Đ.15 (number), Đ.18 (issue).
    """
    if scan is not None:
        scan = read_upload(scan, unit_id=document.unit_id)
    with transaction.atomic():
        _refuse_second_press(document, by)
        document = moves.take("number", document, by=by, seen=seen, number=number, day=day, signed_on=signed_on)
        document = moves.take(
            "seal",
            document,
            by=by,
            signed_how=signed_how,
            scan=scan,
            signer_name=signer_name.strip() or document.signer_name,
        )
        if scan is not None:
            keep_scan(scan, document, by=by)
    return document


def _refuse_second_press(document: IssuedDocument, by) -> None:
    """M64, said by the moment at which the same person gave the number."""
    stands = moves.lock(document)
    if stands.sealed_at is not None and stands.sealed_by_id == by.pk:
        raise MovedOn(f"Việc này đã làm xong lúc {wording.moment(stands.sealed_at)}. Không gửi lần thứ hai.")


def give_number(document: IssuedDocument, *, number, day: date | None, signed_on: date | None) -> None:
    """Check and set number and days on a locked document; the unit's register is locked meanwhile.

    Raises ValidationError by field: number, day, signed_on.
    """
    Unit.objects.select_for_update().get(pk=document.unit_id)
    wanted, faults = rules.weigh_number(document, number=number, day=day, signed_on=signed_on)
    if faults:
        raise ValidationError(faults)
    document.number, document.number_year = wanted, day.year
    document.issued_on, document.signed_on = day, signed_on


def complete_issue(pk: int) -> IssuedDocument:
    """Render, store and send what was numbered and sealed; run again it changes nothing.

    Called by the task after the commit, by the retry button, and by commands that wait for it.
    """
    document = IssuedDocument.objects.select_related("paper", "unit").get(pk=pk)
    if document.state not in ("sealed", "sent_out"):
        return document
    press(document.paper_id)
    with transaction.atomic():
        document = moves.lock(document)
        if document.state == "sealed":
            _send_out(document)
        document.refresh_from_db()
    return document


def finish_waiting(*, older_than: timedelta = timedelta(minutes=2)) -> int:
    """Press and send what a lost message or a dead worker left lying; returns how many were finished."""
    before = now() - older_than
    frozen = list(FrozenPaper.objects.filter(file_hash="", frozen_at__lt=before).values_list("pk", flat=True))
    sealed = list(
        IssuedDocument.objects.filter(state__in=["sealed", "sent_out"], sealed_at__lt=before).values_list(
            "pk", flat=True
        )
    )
    for pk in frozen:
        press(pk)
    for pk in sealed:
        complete_issue(pk)
    return len(frozen) + len(sealed)


def press(frozen_id: int) -> FrozenPaper:
    """Render a frozen paper and store the bytes, once; outside any transaction of its own."""
    frozen = FrozenPaper.objects.get(pk=frozen_id)
    if frozen.file_hash:
        return frozen
    stored = storage.put(frozen.unit_id, render_pdf(freezing.paper_of(frozen)))
    FrozenPaper.objects.filter(pk=frozen_id, file_hash="").update(
        file_hash=stored.sha256, file_size=stored.size, rendered_at=now()
    )
    frozen.refresh_from_db()
    return frozen


def _send_out(document: IssuedDocument) -> None:
    """The second transaction: everything that becomes true once the file exists."""
    by = document.sealed_by
    source = item_of(document.source_kind, document.source_id)
    number = full_number(document.number, document.symbol)
    said = {"number": number, "day": document.issued_on.isoformat(), "file_hash": document.paper.file_hash}
    document = moves.follow("send_out", document, by=by, log=said)
    document.known_document = _known(document, source)
    document.released_at, document.released_by = now(), by
    document.save(update_fields=["known_document", "released_at", "released_by", "updated_at"])
    _write_citations(document, source)
    _write_deliveries(document, source, by)
    type(source).objects.filter(pk=source.pk).update(issued_on=document.issued_on)
    moves.follow("issue", source, by=by, document=document, log=said)
    released.tell(moves.follow("deliver", document, by=by), by)


def _known(document: IssuedDocument, source: Item) -> KnownDocument:
    """The document among known documents, as the unit's own; an earlier entry of it is taken over."""
    number = full_number(document.number, document.symbol)
    issuer = document.unit.issuer_short or document.unit.issuer_name or document.unit.name
    known, _ = KnownDocument.objects.get_or_create(
        number_key=number_key(number) or "",
        issuer=issuer,
        issued_on=document.issued_on,
        defaults={
            "unit": document.unit,
            "type_name": queries.TYPE_NAMES.get(document.type_code, document.type_code),
            "number": number,
            "subject": document.title,
            "valid_from": document.issued_on,
        },
    )
    return known


def _write_citations(document: IssuedDocument, source: Item) -> None:
    have = set(Citation.objects.filter(kind=source.kind, object_id=source.pk).values_list("document_id", "role"))
    for order, cites in enumerate(papers.citations_of(source), start=1):
        if (cites.document.pk, cites.role) in have:
            continue
        have.add((cites.document.pk, cites.role))
        Citation.objects.create(
            unit_id=source.unit_id,
            kind=source.kind,
            object_id=source.pk,
            document=cites.document,
            role=cites.role,
            place=cites.place,
            order=order,
        )
        replaced = cites.document
        if cites.role == Citation.Role.REPLACES and replaced.pk != document.known_document_id:
            KnownDocument.objects.filter(pk=replaced.pk, unit=source.unit, replaced_by=None).update(
                replaced_by=document.known_document
            )


def _write_deliveries(document: IssuedDocument, source: Item, by) -> None:
    """One receipt for each receiver: sent to units that work in the portal, by hand to the others."""
    receivers = {line.name: line for line in papers.recipients_of(source)}
    inside = queries.units_with_people({line.unit_id for line in receivers.values() if line.unit_id})
    for line in receivers.values():
        sent = line.unit_id in inside
        Delivery.objects.create(
            unit_id=document.unit_id,
            issued_document=document,
            recipient=line.name,
            recipient_unit_id=line.unit_id,
            purpose=line.purpose,
            file_hash=document.paper.file_hash,
            state=Delivery.State.SENT if sent else Delivery.State.BY_HAND,
            sent_at=now(),
            sent_by=by,
        )
        if sent:
            _tell_receiver(document, line.unit_id, by)


def _tell_receiver(document: IssuedDocument, unit_id: int, by) -> None:
    """A line in the bell of the receiving unit: its văn thư, else those who review."""
    people = holders("issue", unit_id) or holders("review", unit_id)
    words = queries.words_of(document.type_code, document.title)
    Notice.objects.bulk_create(
        Notice(
            to=user,
            kind=document.kind,
            object_id=document.pk,
            unit_id=document.unit_id,
            at=now(),
            subject=f"Văn bản đến: {words}"[:250],
            body=f"{document.unit.name} gửi. Xác nhận đã nhận ở Sổ văn bản đến.",
        )
        for user in people
        if user.pk != by.pk
    )
