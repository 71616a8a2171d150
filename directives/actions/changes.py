"""What the issuer changes after a directive was sent: a clause amended or withdrawn, the whole withdrawn.

Who follows the directive is told; what hangs on the clause is listed by ``directives.impact``.
"""

from datetime import date

from django.core.exceptions import ValidationError

from directives import rules
from directives.actions.writing import line, prose, writing
from directives.models import Directive, DirectiveItem, Receipt
from directives.queries import with_descendants
from documents.models import KnownDocument
from organisations.rules import holders_in
from workflow.clock import now
from workflow.models import Notice
from workflow.rules import Refused


def amend_item(
    item: DirectiveItem, *, by, text: str, on: date, ground: str, document: KnownDocument | None = None
) -> DirectiveItem:
    """Give an item new words by a later document; the old ones stay in its history. Raises Refused, ValidationError."""
    words = prose(text)
    if not words:
        raise ValidationError({"text": "Ghi nội dung mới của mục."})
    return _change(item, by=by, state=DirectiveItem.State.AMENDED, on=on, ground=ground, document=document, text=words)


def withdraw_item(
    item: DirectiveItem, *, by, on: date, ground: str, document: KnownDocument | None = None
) -> DirectiveItem:
    """Withdraw an item and everything below it. Raises Refused, ValidationError."""
    return _change(item, by=by, state=DirectiveItem.State.WITHDRAWN, on=on, ground=ground, document=document)


def _change(item: DirectiveItem, *, by, state: str, on: date, ground: str, document, text: str = "") -> DirectiveItem:
    said = _ground(on, ground)
    act = "amend_item" if state == DirectiveItem.State.AMENDED else "withdraw_item"
    question = rules.change_refusal
    with writing(item.directive, by=by, action=act, question=question, item=item.pk, ground=said) as locked:
        current = DirectiveItem.objects.select_for_update().get(pk=item.pk)
        if current.state == DirectiveItem.State.WITHDRAWN:
            raise Refused(rules.open_refusal(current) or "Mục này đã bãi bỏ.")
        ids = [current.pk] if state == DirectiveItem.State.AMENDED else with_descendants([current])
        for row in DirectiveItem.objects.filter(pk__in=ids).exclude(state=DirectiveItem.State.WITHDRAWN):
            row.state, row.changed_on, row.changed_text, row.changed_document = state, on, said, document
            row.text = text or row.text
            row.version += 1
            row.full_clean()
            row.save()
        _tell(locked, by=by, words="Sửa đổi" if text else "Bãi bỏ")
    current.refresh_from_db()
    return current


def withdraw_directive(directive: Directive, *, by, on: date, ground: str) -> Directive:
    """Withdraw the whole directive (NĐ 30/2020 Đ.18.4: by the issuer's own paper). Raises Refused, ValidationError."""
    said = _ground(on, ground)
    with writing(directive, by=by, action="withdraw", question=rules.change_refusal, ground=said) as locked:
        if locked.withdrawn_on is not None:
            raise Refused(f"Văn bản đã thu hồi từ ngày {locked.withdrawn_on:%d/%m/%Y}.")
        locked.withdrawn_on, locked.withdrawn_text = on, said
        locked.full_clean(exclude=["code"])
        locked.save()
        _tell(locked, by=by, words="Thu hồi")
    return locked


def _ground(on: date | None, ground: str) -> str:
    said = line(ground, limit=300, name="ground")
    faults = {}
    if on is None:
        faults["on"] = "Ghi ngày."
    if not said:
        faults["ground"] = "Ghi văn bản sửa đổi, bãi bỏ hoặc lý do."
    if faults:
        raise ValidationError(faults)
    return said


def _tell(directive: Directive, *, by, words: str) -> None:
    """A line in the bell of everybody who received the directive."""
    receipts = list(Receipt.objects.filter(directive=directive))
    people = holders_in("submit", {row.unit_id for row in receipts})
    rows = {}
    for receipt in receipts:
        for person in [
            *(user.pk for user in people[receipt.unit_id]),
            *([receipt.person_id] if receipt.person_id else []),
        ]:
            if person != by.pk:
                rows[person] = Notice(
                    to_id=person,
                    kind=receipt.kind,
                    object_id=receipt.pk,
                    unit_id=receipt.unit_id,
                    subject=f"{words}: {directive.document}, {directive.document.subject}"[:250],
                    body="Xem các nhiệm vụ, chỉ tiêu bị ảnh hưởng ở trang của văn bản.",
                    at=now(),
                )
    Notice.objects.bulk_create(rows.values())
