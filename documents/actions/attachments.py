"""Files below their owner: judged by content, kept by hash, taken away without being destroyed."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from documents import file_types, storage
from documents.models import Attachment
from documents.reading.secrecy import marked_secret
from workflow import actions as moves
from workflow import log
from workflow.clock import now
from workflow.models import Item

ENCLOSURE, SCAN, EVIDENCE = "enclosure", "scan", "evidence"


@dataclass(frozen=True)
class Upload:
    """What somebody sent: the name they gave it and its bytes; ``sha256`` once it is stored."""

    name: str
    data: bytes
    sha256: str = ""


def read_upload(upload: Upload, *, unit_id: int, field: str = "scan") -> Upload:
    """Judge a file and store its bytes. Call it before any transaction: writing cannot be rolled back.

    Raises ValidationError on ``field``: too large, not what its name says, or marked as a state secret
    (refused before anything is stored).
    """
    name = file_types.safe_name(upload.name)
    sentence = file_types.refusal(name, upload.data, limit=settings.ATTACHMENT_MAX_SIZE)
    sentence = sentence or marked_secret(file_types.words(upload.data))
    if sentence:
        raise ValidationError({field: sentence})
    return Upload(name, upload.data, storage.put(unit_id, upload.data).sha256)


def attach(item: Item, *, by, upload: Upload, purpose: str = ENCLOSURE) -> Attachment:
    """Hang a file on an item that may be changed now.

    Raises ValidationError on ``file``, Refused with the sentence of the lock.
    """
    kept = read_upload(upload, unit_id=item.unit_id, field="file")
    with moves.editing(item, by=by) as locked:
        return _keep(kept, locked, by=by, purpose=purpose)


def keep_scan(upload: Upload, document: Item, *, by) -> Attachment:
    """The scan of the signed paper, below the issued document, in the transaction of its issue."""
    return _keep(upload, document, by=by, purpose=SCAN)


def keep_evidence(upload: Upload, item: Item, *, by) -> Attachment:
    """Evidence of work under way, below its item; the caller has asked who may add it and has read the upload."""
    return _keep(upload, item, by=by, purpose=EVIDENCE)


def keep_again(attachment: Attachment, item: Item, *, by) -> Attachment:
    """A file that the unit has stored already, as evidence of an item of the same unit: another row, the same bytes.

    The caller has asked who may see the one and add to the other. Raises ValueError for another unit's file.
    """
    if attachment.unit_id != item.unit_id:
        raise ValueError("a file stays with its unit")
    return _enter(
        item,
        by=by,
        purpose=EVIDENCE,
        name=attachment.name,
        content_type=attachment.content_type,
        size=attachment.size,
        sha256=attachment.sha256,
    )


def remove_attachment(attachment: Attachment, item: Item, *, by) -> Attachment:
    """Take a file off an item that may be changed now; its row and bytes stay."""
    with moves.editing(item, by=by) as locked:
        return take_off(attachment, locked, by=by)


def take_off(attachment: Attachment, item: Item, *, by) -> Attachment:
    """Take a file off an item, in the transaction of a caller who has asked who may; its row and bytes stay."""
    row = Attachment.objects.select_for_update().get(pk=attachment.pk, kind=item.kind, object_id=item.pk)
    if row.removed_at is None:
        row.removed_at, row.removed_by = now(), by
        row.save(update_fields=["removed_at", "removed_by"])
        log.append(
            kind=item.kind,
            object_id=item.pk,
            unit=item.unit,
            action="detach",
            by=by,
            from_state=item.state,
            to_state=item.state,
            details={"name": row.name, "hash": row.sha256},
        )
    return row


def _keep(upload: Upload, item: Item, *, by, purpose: str) -> Attachment:
    return _enter(
        item,
        by=by,
        purpose=purpose,
        name=upload.name,
        content_type=file_types.TYPES[file_types.detect(upload.data)].content_type,
        size=len(upload.data),
        sha256=upload.sha256,
    )


def _enter(item: Item, *, by, purpose: str, sha256: str, **facts) -> Attachment:
    with transaction.atomic():
        same = Attachment.objects.filter(
            kind=item.kind, object_id=item.pk, sha256=sha256, purpose=purpose, removed_at=None
        ).first()
        if same is not None:
            return same
        row = Attachment.objects.create(
            unit_id=item.unit_id,
            kind=item.kind,
            object_id=item.pk,
            purpose=purpose,
            sha256=sha256,
            uploaded_at=now(),
            uploaded_by=by,
            **facts,
        )
        log.append(
            kind=item.kind,
            object_id=item.pk,
            unit=item.unit,
            action="attach",
            by=by,
            from_state=item.state,
            to_state=item.state,
            details={"name": row.name, "hash": row.sha256, "purpose": purpose},
        )
    return row
