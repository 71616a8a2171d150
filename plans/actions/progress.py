"""Carrying tasks out: report what was done, with which product, late for which reason; hand over, prove."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.actions.attachments import Upload, keep_evidence, read_upload, take_off
from documents.actions.known import register_known
from documents.models import Attachment, KnownDocument
from documents.reading.numbers import number_key
from organisations.models import Official, User
from organisations.roles import Capability
from organisations.rules import holders
from plans.actions.carrying import begin_tasks, carry_tasks, owe
from plans.actions.saving import clean_line, clean_text
from plans.checks.under_way import change_refusal, evidence_refusal, hand_refusal
from plans.models import ProgressNote, TaskProduct, TaskProgress
from plans.queries import progress as reads
from workflow import actions as moves
from workflow import duties, log
from workflow.clock import now, today
from workflow.rules import Refused

__all__ = [
    "CHOICES",
    "Report",
    "add_evidence",
    "add_product",
    "begin_tasks",
    "carry_tasks",
    "hand_task",
    "know_product",
    "owe",
    "prepare_done",
    "remove_evidence",
    "remove_product",
    "report",
    "require_evidence",
    "write_note",
]

# What may be chosen on the page of a task (ux 4.6); the keys are states of the road.
CHOICES = ("not_started", "in_progress", "done", "not_done")


@dataclass(frozen=True)
class Report:
    """What somebody says of a task: which state, in which words, with which product, late for which reason."""

    choice: str
    text: str = ""
    is_obstacle: bool = False
    period: str = ""
    product: KnownDocument | None = None
    typed: dict[str, Any] | None = None
    no_product_reason: str = ""
    delay_reason: str = ""
    answerable: Official | None = None


def report(progress: TaskProgress, *, by: User, said: Report, seen: int | None = None) -> TaskProgress:
    """Take what was chosen on the page of a task: begin it, note what was done, report it done, or drop it.

    Raises ValidationError by field, Refused (a partner, a task whose plan was replaced), MovedOn.
    """
    sentence = change_refusal(by, progress)
    if sentence:
        raise Refused(sentence)
    text = clean_text(said.text, limit=4000, lines=True)
    with transaction.atomic():
        if said.choice == "in_progress" and progress.state in ("not_started", "awaiting_trigger"):
            progress = moves.take("begin", progress, by=by, seen=seen)
            if not text:
                return progress
            seen = progress.version
        if said.choice == "done":
            return _reported_done(progress, by=by, said=said, text=text, seen=seen)
        if said.choice == "not_done":
            return moves.take("drop", progress, by=by, comment=text, seen=seen)
        details = {"is_obstacle": said.is_obstacle, "period": said.period}
        return moves.take("note", progress, by=by, comment=text, seen=seen, **details)


def _reported_done(progress: TaskProgress, *, by: User, said: Report, text: str, seen: int | None) -> TaskProgress:
    product = said.product
    if product is None and said.typed is not None:
        product = know_product(progress, by=by, **said.typed)
    return moves.take(
        "report_done",
        progress,
        by=by,
        comment=text,
        seen=seen,
        product=product,
        no_product_reason=said.no_product_reason,
        delay_reason=said.delay_reason,
        answerable=said.answerable,
        period=said.period,
    )


def know_product(progress: TaskProgress, *, by: User, type_name: str, number: str, day: date | None) -> KnownDocument:
    """The unit's own document of that number and day, entered into the register where it is new.

    Raises ValidationError by field.
    """
    faults = {}
    number = clean_line(number, limit=60)
    if not type_name:
        faults["type_name"] = "Chọn loại văn bản."
    if not number_key(number):
        faults["number"] = "Ghi số và ký hiệu, ví dụ 41/BC-UBND."
    if day is None:
        faults["day"] = "Ghi ngày của văn bản."
    elif day > today():
        faults["day"] = "Ngày của văn bản chưa đến."
    if faults:
        raise ValidationError(faults)
    unit = progress.unit
    names = [name for name in (unit.issuer_name, unit.issuer_short, unit.name) if name]
    rows = KnownDocument.objects.visible_to(by).filter(number_key=number_key(number), issued_on=day, issuer__in=names)
    return rows.first() or register_known(
        by=by,
        type_name=type_name,
        number=number,
        issuer=names[0],
        issued_on=day,
        subject=clean_line(progress.task.content[:500], limit=600),
        unit=unit,
    )


def prepare_done(progress: TaskProgress, *, by: User, details: dict[str, Any]) -> None:
    """Check and set what a report of completion brings: product or why none, and for a late one why and by whom.

    Raises ValidationError by field, all faults at once.
    """
    faults = {}
    product = details.get("product")
    if product is not None and not KnownDocument.objects.visible_to(by).filter(pk=product.pk).exists():
        faults["product"] = "Chọn một văn bản trong danh sách."
    reason = clean_line(str(details.get("no_product_reason", "")), limit=300)
    if product is None and not reason and not progress.products.exists():
        faults["product"] = "Chọn văn bản là sản phẩm, ghi số và ngày văn bản, hoặc nêu lý do chưa có văn bản."
    delay = clean_line(str(details.get("delay_reason", "")), limit=400)
    if progress.due_on is not None and today() > progress.due_on:
        who = details.get("answerable") or reads.answerable(progress) or by.official
        if not delay:
            faults["delay_reason"] = f"Nhiệm vụ muộn {(today() - progress.due_on).days} ngày. Ghi lý do chậm."
        if who is None:
            faults["answerable"] = "Chọn người chịu trách nhiệm về việc chậm."
        progress.delay_reason, progress.answerable = delay, who
    else:
        progress.delay_reason, progress.answerable = "", None
    if faults:
        raise ValidationError(faults)
    progress.no_product_reason = reason if product is None else ""


def write_note(progress: TaskProgress, *, by: User, at, text: str, details: dict[str, Any]) -> None:
    """Keep what was done, in words, with the act that says it."""
    period = str(details.get("period", ""))
    if period not in ("", *(key for key, _ in reads.periods(progress.task))):
        raise ValidationError({"period": "Chọn một kỳ của nhiệm vụ."})
    ProgressNote.objects.create(
        progress=progress,
        at=at,
        by=by,
        text=clean_text(text, limit=4000, lines=True),
        is_obstacle=bool(details.get("is_obstacle")),
        period=period,
    )


def add_product(progress: TaskProgress, *, document: KnownDocument, by: User) -> TaskProduct:
    """Enter a document as what the task has produced; the same document counts once."""
    product, _ = TaskProduct.objects.get_or_create(
        progress=progress, document=document, defaults={"added_at": now(), "added_by": by}
    )
    return product


def remove_product(product: TaskProduct, *, by: User) -> None:
    """Take a wrong product off a task that is not confirmed yet."""
    with transaction.atomic():
        progress = moves.lock(product.progress)
        sentence = change_refusal(by, progress)
        if sentence is None and progress.state in ("done", "not_done"):
            sentence = "Nhiệm vụ đã được xác nhận. Mở lại nhiệm vụ rồi mới bỏ được sản phẩm."
        if sentence:
            raise Refused(sentence)
        _log(progress, "product_off", by=by, document=str(product.document))
        product.delete()


def hand_task(progress: TaskProgress, *, person: User | None, by: User) -> TaskProgress:
    """Give a task to another person of the unit, or back to the focal point (None).

    Raises Refused, ValidationError where the person does not draft for the unit.
    """
    with transaction.atomic():
        progress = moves.lock(progress)
        sentence = hand_refusal(by, progress)
        if sentence:
            raise Refused(sentence)
        if person is not None and person not in holders(Capability.DRAFT, progress.unit_id):
            raise ValidationError({"person": "Chọn một người được phân công soạn thảo của đơn vị."})
        if progress.person_id == (person.pk if person else None):
            return progress
        progress.person = person
        progress.version += 1
        progress.save(update_fields=["person", "version", "updated_at"])
        event = _log(progress, "hand", by=by, person=person.display_name if person else "đầu mối CCHC")
        duties.rewrite(progress, by=by, at=event.at)
    return progress


def add_evidence(progress: TaskProgress, *, by: User, upload: Upload) -> Attachment:
    """Hang evidence on a task, also long after its plan was locked.

    Raises ValidationError on ``file``, Refused.
    """
    require_evidence(by, progress)
    kept = read_upload(upload, unit_id=progress.unit_id, field="file")
    with transaction.atomic():
        return keep_evidence(kept, moves.lock(progress), by=by)


def remove_evidence(progress: TaskProgress, attachment: Attachment, *, by: User) -> Attachment:
    """Take one's own evidence off, or any of it as who carries the task out; its bytes stay."""
    require_evidence(by, progress)
    if attachment.uploaded_by_id != by.pk and change_refusal(by, progress):
        raise Refused(f"Minh chứng này do {attachment.uploaded_by.display_name} thêm. Đề nghị người đó bỏ.")
    with transaction.atomic():
        return take_off(attachment, moves.lock(progress), by=by)


def require_evidence(by: User, progress: TaskProgress) -> None:
    """Raise Refused where ``by`` may not add evidence to the task now."""
    sentence = evidence_refusal(by, progress)
    if sentence:
        raise Refused(sentence)


def _log(progress: TaskProgress, action: str, *, by: User, **details: str):
    return log.append(
        kind=progress.kind,
        object_id=progress.pk,
        unit=progress.unit,
        action=action,
        by=by,
        from_state=progress.state,
        to_state=progress.state,
        details=details,
    )
