"""Write a công văn, and the one that corrects an issued paper."""

from django.core.exceptions import ValidationError
from django.db import transaction

from documents import queries
from documents.models import Letter
from documents.reading.numbers import full_number
from documents.reading.secrecy import marked_secret
from organisations.models import Unit
from organisations.rules import powers_of
from workflow import actions as moves
from workflow import wording
from workflow.flows import flow_of
from workflow.models import Item, Road
from workflow.offices import People
from workflow.rules import Refused

FIELDS = ("title", "addressees", "body", "drafting_unit", "recipients")
WORDS = ("title", "body", "drafting_unit")


def start_letter(*, unit: Unit, by, corrects: Item | None = None, **facts) -> Letter:
    """Begin a công văn of ``unit``. facts: title, addressees [{name, unit}], body, drafting_unit,
    recipients [{name, unit, purpose}]; unit is a primary key or None. Raises Refused, ValidationError.
    """
    if not powers_of(by).may("draft", unit.pk):
        raise Refused(wording.done_by("draft", People({unit.pk}).names(unit.pk, "draft")))
    letter = Letter(unit=unit, **_known_facts(facts))
    if corrects is not None:
        letter.corrects_kind, letter.corrects_id = corrects.kind, corrects.pk
    return moves.start(letter, by=by, road=Road.LETTER)


def start_correction(item: Item, *, by) -> Letter:
    """Begin the công văn đính chính of an issued item, or return the one already begun.

    Slips of form only; other content takes a successor (design section 4).
    """
    with transaction.atomic():
        item = moves.lock(item)
        begun = Letter.corrections(item.kind, item.pk).first()
        if begun is not None:
            return begun
        document = queries.issue_of(item)
        if document is None or document.number is None:
            raise Refused("Văn bản chưa ban hành thì sửa trong bản thảo, không lập công văn đính chính.")
        named = (
            f"{queries.TYPE_NAMES.get(document.type_code, 'Văn bản')} số "
            f"{full_number(document.number, document.symbol)} ngày {document.issued_on:%d/%m/%Y}"
        )
        receivers = [{"name": row.recipient, "unit": row.recipient_unit_id} for row in document.deliveries.all()]
        return start_letter(
            unit=item.unit,
            by=by,
            corrects=item,
            title=f"đính chính {named}",
            addressees=receivers[:1] or [{"name": flow_of(item).title(item), "unit": None}],
            recipients=receivers[1:],
            body=(
                f"{item.unit.issuer_short or item.unit.issuer_name} đính chính sai sót tại {named} như sau:\n"
                "- Đã in: …\n- Nay đính chính là: …\n"
                f"Các nội dung khác của {named} giữ nguyên."
            ),
        )


def change_letter(letter: Letter, *, by, seen: int | None = None, **facts) -> Letter:
    """Change what the letter says, while it may be changed. ``facts`` as in ``start_letter``.

    seen: the version that the writer looked at. Raises ValidationError where another wrote since (M63).
    """
    with moves.editing(letter, by=by) as locked:
        if seen not in (None, locked.version):
            raise ValidationError(
                f"Người khác vừa sửa công văn này lúc {wording.moment(locked.updated_at)}. Chưa ghi đè gì; "
                "mở lại trang để xem bản mới rồi sửa tiếp."
            )
        for name, value in _known_facts(facts).items():
            setattr(locked, name, value)
        locked.full_clean()
        locked.version += 1
        locked.save(update_fields=[*FIELDS, "version", "updated_at"])
    return locked


def _known_facts(facts: dict) -> dict:
    if unknown := set(facts) - set(FIELDS):
        raise TypeError(f"a letter has no {', '.join(sorted(unknown))}")
    marked = {name: sentence for name in WORDS if (sentence := marked_secret(facts.get(name, "")))}
    if marked:
        raise ValidationError(marked)
    return facts
