"""What the registration of a plan issued before the portal still misses: sentences by field, many plans at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from documents.models import Attachment, IssuedDocument, KnownDocument
from documents.reading.numbers import number_key, parse_number
from documents.reading.text import fold
from plans.models import Plan
from workflow.clock import today

SIGNED = "signed"
_SAMPLE = "Viết như 12/KH-UBND."


@dataclass(frozen=True)
class Entry:
    """A document in the register under a number, and what of the portal it is already."""

    document: KnownDocument
    plan_id: int | None
    issued: bool


def faults_of(plans: Iterable[Plan]) -> dict[int, dict[str, str]]:
    """Per plan (by primary key) what keeps it from being registered, by field: number, day, signer, signed.

    A constant number of queries.
    """
    plans = list(plans)
    signed = set(
        Attachment.objects.filter(
            kind=Plan.kind, object_id__in=[plan.pk for plan in plans], purpose=SIGNED, removed_at=None
        ).values_list("object_id", flat=True)
    )
    registers = _registers(plans)
    return {plan.pk: _faults(plan, plan.pk in signed, registers) for plan in plans}


def _faults(plan: Plan, has_file: bool, registers: dict[str, list[Entry]]) -> dict[str, str]:
    faults = {
        "number": shape_fault(plan.registered_number) or _taken(plan, registers),
        "day": _day_fault(plan),
        "signer": "" if plan.registered_signer else "Ghi họ và tên người ký.",
        "signed": "" if has_file else "Chưa có tệp đã ký. Tải bản quét của kế hoạch đã ban hành.",
    }
    return {field: sentence for field, sentence in faults.items() if sentence}


def shape_fault(number: str) -> str:
    """What is wrong with how the number of a plan is written; "" where it is right."""
    if not number:
        return f"Ghi số, ký hiệu của kế hoạch đã ban hành. {_SAMPLE}"
    parts = parse_number(number)
    if parts is None:
        return f"Chưa đọc được số, ký hiệu “{number}”. {_SAMPLE}"
    if parts.looks_wrong:
        return parts.looks_wrong
    if parts.type_abbreviation.upper() != "KH":
        return f"Ký hiệu “{parts.symbol}” không phải của kế hoạch. {_SAMPLE}"
    return ""


def _day_fault(plan: Plan) -> str:
    if plan.registered_on is None:
        return "Ghi ngày ban hành."
    if plan.registered_on > today():
        return f"Ngày ban hành {plan.registered_on:%d/%m/%Y} chưa đến. Hôm nay là {today():%d/%m/%Y}."
    return ""


def _registers(plans: list[Plan]) -> dict[str, list[Entry]]:
    """Documents that carry the number of one of the plans, by number key: three queries."""
    keys = {number_key(plan.registered_number) for plan in plans} - {None}
    documents = list(KnownDocument.objects.filter(number_key__in=keys))
    ids = [document.pk for document in documents]
    of_plan = dict(Plan.objects.filter(known_document__in=ids).values_list("known_document", "pk"))
    issued = set(IssuedDocument.objects.filter(known_document__in=ids).values_list("known_document", flat=True))
    found = defaultdict(list)
    for document in documents:
        found[document.number_key].append(Entry(document, of_plan.get(document.pk), document.pk in issued))
    return found


def _taken(plan: Plan, registers: dict[str, list[Entry]]) -> str:
    """The number is that of another document of the unit in the same year, or of a plan that the portal holds."""
    day = plan.registered_on
    if day is None:
        return ""
    for entry in registers.get(number_key(plan.registered_number) or "", ()):
        document = entry.document
        if not is_of_unit(document, plan) or document.issued_on is None or document.issued_on.year != day.year:
            continue
        if entry.issued or entry.plan_id not in (None, plan.pk):
            return f"Số {document.number} ngày {document.issued_on:%d/%m/%Y} đã là của {document.subject} trên cổng."
        if document.issued_on != day:
            return f"Số {document.number} năm {day.year} đã có trong sổ, ngày {document.issued_on:%d/%m/%Y}."
    return ""


def is_of_unit(document: KnownDocument, plan: Plan) -> bool:
    """Whether the document is the unit's own: entered as such, or issued under one of its names."""
    unit = plan.unit
    names = {fold(name) for name in (unit.issuer_short, unit.issuer_name, unit.name) if name}
    return document.unit_id == unit.pk or (document.unit_id is None and fold(document.issuer) in names)
