"""Who signs a paper, in which capacity, with which printed lines (NĐ 30/2020 Đ.13, Phụ lục I, II.7)."""

from datetime import date

from django.db.models import Case, QuerySet, Value, When

from documents.layout import Signature, capacity_lines
from documents.layout.wording import issuer_lines
from documents.models import SigningMandate
from organisations.models import Appointment, Delegation, Unit
from workflow.clock import today

# Capacity of a mandate or delegation -> capacity of the layout.
_CAPACITY = {
    SigningMandate.Capacity.COLLECTIVE: "head",
    SigningMandate.Capacity.OWN: "head",
    SigningMandate.Capacity.DEPUTY: "deputy",
    SigningMandate.Capacity.ACTING: "acting",
    SigningMandate.Capacity.BY_ORDER: "by_order",
    SigningMandate.Capacity.AUTHORISED: "authorised",
}
# Capacities that act for the body itself where the unit works as a collective; the others sign for
# the head as a person (domain practice: "TL. CHỦ TỊCH", "TUQ. CHỦ TỊCH" carry no "TM.").
_FOR_THE_BODY = ("head", "deputy", "acting")


def expected(
    unit: Unit, *, mandate: SigningMandate | None = None, type_code: str = "", day: date | None = None
) -> Signature:
    """Who is expected to sign for ``unit``: the mandate chosen, else the unit's own head.

    type_code: abbreviation of the document type, "" for a công văn; day: today by default.
    """
    day = day or today()
    if mandate is None:
        mandate = (
            mandates(unit, type_code, day)
            .filter(capacity__in=[SigningMandate.Capacity.COLLECTIVE, SigningMandate.Capacity.OWN])
            .first()
        )
    if mandate is not None:
        return by_mandate(mandate, unit)
    head = (
        Appointment.objects.on(day)
        .filter(unit=unit, is_head=True)
        .select_related("official")
        .order_by("-valid_from", "-id")
        .first()
    )
    if head is None:
        return Signature(_lines(unit, "head"), ref="signature")
    acting = head.standing == Appointment.Standing.ACTING
    return Signature(_lines(unit, "acting" if acting else "head"), name=head.official.full_name, ref="signature")


def actual(unit: Unit, *, by, assumed: Signature, type_code: str = "", day: date | None = None) -> Signature:
    """The signature block of the person who really signs; ``assumed`` when it is the one expected.

    Asked in order: the expected person; the person's own mandate; the delegation that lends the right
    to sign; a deputy's appointment. Raises nothing: who may sign is the workflow's rule.
    """
    day = day or today()
    if by.official_id is None or by.display_name == assumed.name:
        return assumed
    own = _head_alone(unit, assumed)
    mandate = mandates(unit, type_code, day).filter(official=by.official_id).first()
    if mandate is not None:
        return by_mandate(mandate, unit, body=not own)
    for lent in Delegation.objects.on(day).filter(unit=unit, to=by.official_id).order_by("-valid_from"):
        if lent.lends("sign") and lent.capacity:
            return Signature(
                _lines(unit, _CAPACITY[lent.capacity], title=lent.to_title, head=lent.office_title, body=not own),
                name=by.display_name,
                ref="signature",
            )
    return _by_appointment(unit, by, day, body=not own)


def _head_alone(unit: Unit, assumed: Signature) -> bool:
    """Whether the paper is the head's own ("CHỦ TỊCH" without "TM."): whoever signs for the head does so for the
    head alone (domain trap 14)."""
    bare = bare_title(unit.head_title).upper()
    return unit.regime == Unit.Regime.COLLECTIVE and assumed.capacity[:1] in (
        (bare,),
        (f"KT. {bare}",),
        (f"Q. {bare}",),
    )


def fault(unit: Unit, *, by, type_code: str, day: date | None = None) -> str | None:
    """Why ``by`` cannot sign a paper of the type on ``day``, although the road would let them; None if they can.

    Only mandates are weighed here: one that has ended or has not begun, one for other types, a right that was lent
    by somebody who held it by thừa ủy quyền (NĐ 30/2020/NĐ-CP Đ.13.3). An office of one's own is always enough.
    """
    day = day or today()
    if by.official_id is None or Appointment.objects.on(day).filter(unit=unit, official=by.official_id).exists():
        return None
    rows = list(SigningMandate.objects.filter(unit=unit, official=by.official_id).order_by("-valid_from", "-pk"))
    holding = [row for row in rows if row.holds_on(day)]
    if any(not row.types or type_code in row.types for row in holding):
        return None
    for lent in Delegation.objects.on(day).filter(unit=unit, to=by.official_id):
        if lent.lends("sign") and not _authorised(unit, lent.given_by_id, day):
            return None
        if lent.lends("sign"):
            return "Người được thừa ủy quyền không ủy quyền lại (khoản 3 Điều 13 Nghị định 30/2020/NĐ-CP)."
    return mandate_fault(holding[0] if holding else rows[0], type_code, day) if rows else None


def mandate_fault(mandate: SigningMandate, type_code: str, day: date) -> str | None:
    """Why a mandate does not carry a paper of the type on ``day``, or None."""
    name, what = mandate.official.full_name, f"Thẩm quyền ký {mandate.capacity_words()}"
    if day < mandate.valid_from:
        return f"{what} của {name} có từ ngày {mandate.valid_from:%d/%m/%Y}."
    if mandate.valid_to and mandate.valid_to < day:
        return f"{what} của {name} đã hết ngày {mandate.valid_to:%d/%m/%Y}."
    if mandate.types and type_code not in mandate.types:
        return f"{what} của {name} chỉ cho loại {', '.join(one or 'công văn' for one in mandate.types)}."
    return None


def _authorised(unit: Unit, official_id: int, day: date) -> bool:
    """Whether an official signs on ``day`` by thừa ủy quyền only."""
    if Appointment.objects.on(day).filter(unit=unit, official=official_id, is_head=True).exists():
        return False
    by_authority = SigningMandate.Capacity.AUTHORISED
    return SigningMandate.objects.on(day).filter(unit=unit, official=official_id, capacity=by_authority).exists()


def _by_appointment(unit: Unit, by, day: date, *, body: bool) -> Signature:
    row = (
        Appointment.objects.on(day)
        .filter(unit=unit, official=by.official_id)
        .order_by("-is_head", "-valid_from")
        .first()
    )
    if row is None or row.is_head:
        acting = row is not None and row.standing == Appointment.Standing.ACTING
        return Signature(_lines(unit, "acting" if acting else "head", body=body), name=by.display_name, ref="signature")
    return Signature(_lines(unit, "deputy", title=row.title, body=body), name=by.display_name, ref="signature")


def mandates(unit: Unit, type_code: str, day: date) -> QuerySet[SigningMandate]:
    """Mandates of the unit that hold on the day for the type; those named for the type come first."""
    rows = SigningMandate.objects.on(day).filter(unit=unit).select_related("official")
    fitting = [row for row in rows if not row.types or type_code in row.types]
    named = [row.pk for row in fitting if row.types]
    found = SigningMandate.objects.filter(pk__in=[row.pk for row in fitting]).select_related("official")
    first = Case(When(pk__in=named, then=Value(0)), default=Value(1))
    return found.order_by(first, "-valid_from", "-pk")


def by_mandate(mandate: SigningMandate, unit: Unit, *, body: bool = True) -> Signature:
    """The printed block of a mandate; without ``body`` the paper is the head's own, so "TM." is left out."""
    own = mandate.capacity == SigningMandate.Capacity.OWN
    return Signature(
        _lines(
            unit, _CAPACITY[mandate.capacity], title=mandate.title, head=mandate.head_title or "", body=body and not own
        ),
        name=mandate.official.full_name,
        other_title=mandate.other_title,
        ref="signature",
    )


def _lines(unit: Unit, capacity: str, *, title: str = "", head: str = "", body: bool = True) -> tuple[str, ...]:
    """Printed lines of ô 7a; ``head`` defaults to the title of the unit's head."""
    if not head and capacity == "head" and title:
        head = title
    head = bare_title(head or unit.head_title).upper()
    collective = ""
    if body and unit.regime == Unit.Regime.COLLECTIVE and capacity in _FOR_THE_BODY:
        collective = issuer_lines(unit.issuer_name)[0] if unit.issuer_name else ""
    return capacity_lines(capacity, head=head, title=bare_title(title).upper(), collective=collective)


def bare_title(title: str) -> str:
    """A title without the name of the body behind it: "Chủ tịch UBND xã" is printed "CHỦ TỊCH"."""
    for organ in (" UBND", " Ủy ban nhân dân", " HĐND", " Hội đồng nhân dân"):
        title = title.split(organ)[0]
    return title.strip()
