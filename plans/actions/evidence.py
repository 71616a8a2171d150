"""Evidence of a task that does not come whole in one form: from the unit's store, or piece by piece."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from documents import file_types, pieces
from documents.actions.attachments import Upload, keep_again
from documents.models import Attachment
from organisations.models import User
from plans.actions.progress import add_evidence, require_evidence
from plans.models import TaskProgress
from plans.queries.evidence import stored_files
from workflow import actions as moves
from workflow.rules import Refused


def pick_evidence(progress: TaskProgress, attachment: Attachment, *, by: User) -> Attachment:
    """Hang a file that the unit has stored already on a task: another row, the same bytes.

    Raises Refused (not theirs to add, a file that ``by`` does not see or that is not the unit's).
    """
    require_evidence(by, progress)
    if not stored_files(progress, by).filter(pk=attachment.pk).exists():
        raise Refused("Chọn một tệp trong danh sách.")
    with transaction.atomic():
        return keep_again(attachment, moves.lock(progress), by=by)


def coming_to(progress: TaskProgress, *, by: User, sha256: str, size: int) -> pieces.Coming:
    """The file that ``by`` sends to a task piece by piece. Raises Refused."""
    require_evidence(by, progress)
    return pieces.Coming(progress.unit_id, f"{progress.kind}:{progress.pk}", by.pk, sha256, size)


def add_piece(
    progress: TaskProgress, coming: pieces.Coming, *, by: User, name: str, offset: int, data: bytes
) -> tuple[int, Attachment | None]:
    """Take one piece; with the last one the file becomes evidence, judged as if it had come whole.

    Returns how many bytes have arrived, and the evidence once there is one. Raises Refused,
    ``pieces.OutOfStep``, ValidationError on ``file``.
    """
    require_evidence(by, progress)
    sentence = file_types.refusal_by_name(file_types.safe_name(name), coming.size, limit=settings.ATTACHMENT_MAX_SIZE)
    if sentence:
        raise ValidationError({"file": sentence})
    try:
        arrived = pieces.add(coming, offset, data)
        if arrived < coming.size:
            return arrived, None
        whole = pieces.take_whole(coming)
    except (ValueError, pieces.NotWhole) as fault:
        raise ValidationError({"file": "Tệp đến nơi không còn nguyên vẹn. Chọn lại tệp rồi gửi lại."}) from fault
    return arrived, add_evidence(progress, by=by, upload=Upload(name, whole))
