"""Enter a document into the register of known documents."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from documents import rules
from documents.models import KnownDocument
from documents.reading.numbers import number_key, tidy_number
from organisations.models import Unit
from organisations.rules import powers_of
from workflow import log
from workflow.rules import Refused

KIND = "known"


def register_known(
    *,
    by,
    type_name: str,
    number: str,
    issuer: str,
    issued_on: date | None,
    subject: str,
    unit: Unit | None = None,
    link: str = "",
    note: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> KnownDocument:
    """Register a document that is cited or was received; ``unit`` only where it is the unit's own.

    Raises ValidationError where it is in the register already, Refused where ``by`` drafts nothing.
    """
    powers = powers_of(by)
    if not (powers.anywhere("draft") or powers.anywhere("issue") or powers.anywhere("call")):
        raise Refused("Thêm văn bản vào sổ do người soạn, văn thư hoặc cơ quan theo dõi thực hiện.")
    if unit is not None and not (powers.may("draft", unit.pk, area="*") or powers.may("issue", unit.pk)):
        raise Refused(f"Thêm văn bản của {unit.name} do người của đơn vị đó thực hiện.")
    with transaction.atomic():
        sentence = rules.known_fault(number=number, issuer=issuer, issued_on=issued_on)
        if sentence:
            raise ValidationError({"number": sentence})
        known = KnownDocument(
            unit=unit,
            type_name=type_name,
            number=tidy_number(number) if number_key(number) else number,
            number_key=number_key(number) or "",
            issuer=issuer,
            issued_on=issued_on,
            subject=subject,
            link=link,
            note=note,
            valid_from=valid_from,
            valid_to=valid_to,
        )
        known.full_clean(exclude=["code"])
        known.save()
        if unit is not None:
            log.append(kind=KIND, object_id=known.pk, unit=unit, action="register", by=by)
    return known
