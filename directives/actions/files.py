"""The file of a directive: its scan or its Word file, below the register that holds it."""

from directives import rules
from directives.actions.writing import KIND, writing
from directives.models import Directive
from documents.actions.attachments import Upload, read_upload
from documents.file_types import TYPES, detect
from documents.models import Attachment
from workflow.clock import now


def attach(directive: Directive, *, by, upload: Upload) -> Attachment:
    """Keep a file of the directive; the same file again is not kept twice. Also once it was sent out.

    Raises ValidationError on ``file`` (not what its name says, too large, a marked secret), Refused.
    """
    kept = read_upload(upload, unit_id=directive.unit_id, field="file")
    with writing(directive, by=by, action="attach", question=rules.change_refusal, name=kept.name) as locked:
        facts = {"kind": KIND, "object_id": locked.pk, "sha256": kept.sha256, "removed_at": None}
        same = Attachment.objects.filter(**facts).first()
        return same or Attachment.objects.create(
            **facts,
            unit_id=locked.unit_id,
            name=kept.name,
            content_type=TYPES[detect(kept.data)].content_type,
            size=len(kept.data),
            uploaded_at=now(),
            uploaded_by=by,
        )


def detach(attachment: Attachment, directive: Directive, *, by) -> None:
    """Take a file off; its row and bytes stay. Raises Refused."""
    with writing(directive, by=by, action="detach", question=rules.change_refusal, name=attachment.name):
        Attachment.objects.filter(pk=attachment.pk, removed_at=None).update(removed_at=now(), removed_by=by)
