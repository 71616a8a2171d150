"""Who signs for a unit in which capacity, written down and ended (NĐ 30/2020/NĐ-CP, Điều 13)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.models import SigningMandate
from documents.reading.numbers import number_key
from documents.reading.secrecy import marked_secret
from documents.reading.text import clean_pasted, fold
from organisations.acts import record
from organisations.administration import administer_refusal
from organisations.models import Official, Unit
from organisations.refusals import require

C = SigningMandate.Capacity
_WORDS = ("title", "head_title", "other_title", "ground_text")


def give_mandate(
    *,
    unit: Unit,
    by,
    official: Official,
    capacity: str,
    title: str,
    valid_from: date,
    valid_to: date | None = None,
    types: list[str] | None = None,
    **words: str,
) -> SigningMandate:
    """Write down that an official signs for ``unit`` in a capacity from a day on.

    types: abbreviations of document types, "" for a công văn; none means every type. words: head_title,
    other_title, ground_text. Thừa ủy quyền needs a document and a last day and goes no further.
    Raises Refused, ValidationError by field.
    """
    require(administer_refusal(by, unit))
    if unknown := set(words) - set(_WORDS):
        raise TypeError(f"a mandate has no {', '.join(sorted(unknown))}")
    said = {name: " ".join(clean_pasted(text).split()) for name, text in {**words, "title": title}.items()}
    if marked := {name: sentence for name, text in said.items() if (sentence := marked_secret(text))}:
        raise ValidationError(marked)
    row = SigningMandate(
        unit=unit,
        official=official,
        capacity=capacity,
        valid_from=valid_from,
        valid_to=valid_to,
        types=list(types or []),
        ground_key=number_key(said.get("ground_text", "")) or "",
        **said,
    )
    with transaction.atomic():
        # One after another: two people must not write down the same office twice.
        Unit.objects.select_for_update().get(pk=unit.pk)
        if faults := _faults(row):
            raise ValidationError(faults)
        row.full_clean()
        row.save()
        record("right.mandate", unit=unit, by=by, details=_details(row))
    return row


def end_mandate(mandate: SigningMandate, *, last_day: date, by) -> SigningMandate:
    """The mandate holds to the end of ``last_day``. Raises Refused, ValidationError by field."""
    require(administer_refusal(by, mandate.unit))
    with transaction.atomic():
        row = SigningMandate.objects.select_for_update().get(pk=mandate.pk)
        if row.valid_to and row.valid_to < last_day:
            raise ValidationError({"last_day": f"Thẩm quyền ký này đã kết thúc ngày {row.valid_to:%d/%m/%Y}."})
        if last_day < row.valid_from:
            raise ValidationError({"last_day": f"Ngày cuối không trước ngày bắt đầu {row.valid_from:%d/%m/%Y}."})
        row.valid_to = last_day
        row.save(update_fields=["valid_to"])
        record("right.mandate_end", unit=row.unit, by=by, details={"mandate": row.pk, "last_day": str(last_day)})
    return row


def _faults(row: SigningMandate) -> dict[str, str]:
    if row.capacity == C.AUTHORISED:
        if not row.ground_text:
            return {"ground_text": "Thừa ủy quyền phải có văn bản. Ghi số, ký hiệu, ngày của văn bản ủy quyền."}
        if row.valid_to is None:
            return {"valid_to": "Thừa ủy quyền phải có thời hạn. Ghi ngày cuối."}
        if _authorised_office(row):
            return {
                "head_title": f"{row.head_title} ký thừa ủy quyền nên không ủy quyền lại "
                "(khoản 3 Điều 13 Nghị định 30/2020/NĐ-CP)."
            }
    rows = SigningMandate.objects.filter(unit=row.unit, official=row.official, capacity=row.capacity)
    for other in rows:
        apart = (other.valid_to and other.valid_to < row.valid_from) or (
            row.valid_to and row.valid_to < other.valid_from
        )
        same = not other.types or not row.types or set(other.types) & set(row.types)
        if same and not apart:
            return {"valid_from": f"{row.official.full_name} đã có tư cách ký này từ {other.valid_from:%d/%m/%Y}."}
    return {}


def _authorised_office(row: SigningMandate) -> bool:
    """Whether the office that lends its signature holds it by thừa ủy quyền itself."""
    lent = SigningMandate.objects.on(row.valid_from).filter(unit=row.unit, capacity=C.AUTHORISED)
    return bool(row.head_title) and any(fold(one.title) == fold(row.head_title) for one in lent)


def _details(row: SigningMandate) -> dict:
    return {
        "official": row.official_id,
        "capacity": row.capacity,
        "types": row.types,
        "ground": row.ground_text,
        "valid_from": str(row.valid_from),
        "valid_to": str(row.valid_to or ""),
    }
