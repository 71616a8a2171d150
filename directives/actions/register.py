"""Entering a directive into a unit's register, correcting its head, and what it cites."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from directives import rules
from directives.actions.writing import KIND, line, writing
from directives.models import Directive, Receipt
from documents.models import Citation, IssuedDocument, KnownDocument
from documents.reading.citations import find_citations
from documents.reading.numbers import number_key, parse_number, tidy_number
from organisations.models import Unit
from workflow import actions as moves
from workflow import log
from workflow.clock import now, today
from workflow.models import Road
from workflow.rules import Refused

# The head of the document, held by KnownDocument: field, limit.
_HEAD = {"type_name": 60, "number": 60, "issuer": 200, "subject": 600}
_DAYS = ("issued_on", "valid_from", "valid_to")
_YEARS = ("stage_from", "stage_to")
# What the reader of the paper needs besides: field, limit.
_OWN = {
    "place_name": 100,
    "signer_name": 120,
    "signer_title": 120,
    "signer_capacity": 4,
    "archive_text": 120,
    "received_number": 20,
}


def register_directive(
    *,
    unit: Unit,
    by,
    type_name: str,
    number: str,
    issuer: str,
    issued_on: date | None,
    subject: str,
    direction: str = Directive.Direction.RECEIVED,
    issuing_unit: Unit | None = None,
    issued_document: IssuedDocument | None = None,
    received_on: date | None = None,
    is_demo: bool = False,
    **facts,
) -> Directive:
    """Enter a directive into the register of ``unit``; one that it received is at once to be acknowledged.

    number: as the paper has it, in any writing; spaces around strokes are put right (trap 19). A document that the
    portal knows already is taken over, its head is not typed twice. facts: place_name, signer_name, signer_title,
    signer_capacity, archive_text, received_number, stage_from, stage_to, valid_from, valid_to, link.
    Raises Refused (not their register), ValidationError by field (number in the register, days, unreadable number).
    """
    sentence = rules.register_refusal(by, unit)
    if sentence:
        raise Refused(sentence)
    head = _clean_head({"type_name": type_name, "number": number, "issuer": issuer, "subject": subject})
    days = {name: facts.pop(name, None) for name in _DAYS[1:]}
    years = {name: facts.pop(name, None) for name in _YEARS}
    link = facts.pop("link", "")
    own = _clean_own(facts)
    _require_days(issued_on, received_on, **days, **years)
    with transaction.atomic():
        document = known_as(head, issued_on, link=link, **days, **years)
        if Directive.objects.filter(unit=unit, document=document).exists():
            raise ValidationError({"number": "Văn bản này đã có trong sổ văn bản giao việc của đơn vị."})
        directive = Directive(
            unit=unit,
            document=document,
            direction=direction,
            issuing_unit=issuing_unit or (unit if direction == Directive.Direction.ISSUED else None),
            issued_document=issued_document,
            received_on=received_on,
            created_at=now(),
            created_by=by,
            is_demo=is_demo,
            **own,
        )
        directive.full_clean(exclude=["code"])
        directive.save()
        log.append(kind=KIND, object_id=directive.pk, unit=unit, action="register", by=by)
        if direction == Directive.Direction.RECEIVED:
            moves.start(Receipt(unit=unit, directive=directive, addressee=unit), by=by, road=Road.RECEIVING)
    return directive


def known_as(head: dict, issued_on: date | None, **more) -> KnownDocument:
    """The known document with this number, issuer and day, entered where it is new."""
    key = number_key(head["number"]) or ""
    found = KnownDocument.objects.filter(number_key=key, issued_on=issued_on, issuer__iexact=head["issuer"]).first()
    if found is not None and key:
        return found
    known = KnownDocument(**head, number_key=key, issued_on=issued_on, **more)
    known.full_clean(exclude=["code"])
    known.save()
    return known


def _clean_head(head: dict) -> dict:
    faults, cleaned = {}, {}
    for name, value in head.items():
        try:
            cleaned[name] = line(value, limit=_HEAD[name], name=name)
        except ValidationError as fault:
            faults.update(fault.message_dict)
    for name in ("type_name", "issuer", "subject"):
        if name not in faults and not cleaned[name]:
            faults[name] = ["Ghi nội dung này."]
    if faults:
        raise ValidationError(faults)
    parts = parse_number(cleaned["number"])
    if parts is not None:
        if parts.looks_wrong:
            raise ValidationError({"number": parts.looks_wrong})
        cleaned["number"] = tidy_number(cleaned["number"])
    return cleaned


def _clean_own(facts: dict) -> dict:
    unknown = set(facts) - set(_OWN)
    if unknown:
        raise TypeError(f"a directive has no {', '.join(sorted(unknown))}")
    return {name: line(value or "", limit=_OWN[name], name=name) for name, value in facts.items()}


def _require_days(issued_on, received_on, valid_from=None, valid_to=None, stage_from=None, stage_to=None) -> None:
    faults = {}
    if issued_on is not None and issued_on > today():
        faults["issued_on"] = "Ngày văn bản không sau hôm nay."
    if received_on is not None and issued_on is not None and received_on < issued_on:
        faults["received_on"] = "Ngày đến không trước ngày văn bản."
    if valid_from and valid_to and valid_to < valid_from:
        faults["valid_to"] = "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."
    if stage_from and stage_to and stage_to < stage_from:
        faults["stage_to"] = "Năm cuối của giai đoạn phải từ năm đầu trở đi."
    if faults:
        raise ValidationError(faults)


def change_directive(directive: Directive, *, by, seen: int | None = None, **facts) -> Directive:
    """Correct what the register holds of a directive that was not sent out; ``facts`` as in register_directive.

    The head of a document that other registers or papers use stays as it is known to them.
    """
    head = {name: facts.pop(name) for name in _HEAD if name in facts}
    days = {name: facts.pop(name) for name in _DAYS if name in facts}
    years = {name: facts.pop(name) for name in _YEARS if name in facts}
    received_on = facts.pop("received_on", directive.received_on)
    link = facts.pop("link", None)
    own = _clean_own(facts)
    with writing(directive, by=by, action="change", seen=seen) as locked:
        document = locked.document
        old = {name: getattr(document, name) for name in _HEAD}
        _require_days(days.get("issued_on", document.issued_on), received_on)
        new = _clean_head({**old, **head}) if head else old
        shared = _is_shared(locked)
        if new != old or days or years or link is not None:
            _change_head(document, new, days | years | ({} if link is None else {"link": link}), shared)
        for name, value in own.items():
            setattr(locked, name, value)
        locked.received_on = received_on
        locked.full_clean(exclude=["code"])
        locked.save()
    return locked


def _is_shared(directive: Directive) -> bool:
    document = directive.document
    others = Directive.objects.filter(document=document).exclude(pk=directive.pk).exists()
    return others or IssuedDocument.objects.filter(known_document=document).exists()


def _change_head(document: KnownDocument, head: dict, more: dict, shared: bool) -> None:
    changed = {name: value for name, value in (head | more).items() if getattr(document, name) != value}
    if not changed:
        return
    if shared:
        raise Refused("Số, ngày, trích yếu của văn bản này đang dùng ở sổ khác nên giữ nguyên.")
    for name, value in changed.items():
        setattr(document, name, value)
    document.number_key = number_key(document.number) or ""
    document.full_clean(exclude=["code"])
    document.save()


def cite(
    directive: Directive,
    *,
    by,
    text: str = "",
    document: KnownDocument | None = None,
    role: str = Citation.Role.CARRIES_OUT,
    place: str = "",
    footnote: bool = False,
    short_name: str = "",
) -> Citation:
    """Note that the directive cites a document: in which role, where, in a footnote, by which short name.

    text: a typed citation; a document that is new is entered with what the words say. Its number is kept as
    written where it looks wrong (trap 7): the paper is quoted, not corrected. Raises ValidationError, Refused.
    """
    with writing(directive, by=by, action="cite") as locked:
        document = document or _read(line(text, limit=900))
        if role == Citation.Role.REPLACES and document.replaced_by_id is None and document.pk != locked.document_id:
            document.replaced_by = locked.document
            document.save(update_fields=["replaced_by"])
        return Citation.objects.create(
            unit=locked.unit,
            kind=KIND,
            object_id=locked.pk,
            document=document,
            role=role,
            place=line(place, limit=80, name="place"),
            footnote=footnote,
            short_name=line(short_name, limit=120, name="short_name"),
            order=Citation.objects.filter(kind=KIND, object_id=locked.pk).count() + 1,
        )


def _read(text: str) -> KnownDocument:
    cited = next(iter(find_citations(text)), None)
    if cited is None or not cited.number:
        raise ValidationError(
            {"text": "Chưa đọc được số văn bản. Viết như: Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ."}
        )
    rows = KnownDocument.objects.filter(number_key=number_key(cited.number) or "")
    known = rows.filter(issued_on=cited.date).first() if cited.date else rows.first()
    if known is not None:
        return known
    head = {
        "type_name": cited.type_name,
        "number": cited.number,
        "issuer": cited.issuer or "",
        "subject": cited.subject.removeprefix("về việc ").removeprefix("về ") or cited.type_name,
    }
    if not head["issuer"]:
        raise ValidationError({"text": "Văn bản này chưa có trong sổ, cần ghi cả cơ quan ban hành."})
    return known_as(head, cited.date)


def uncite(citation: Citation, *, by) -> None:
    """Take a citation off a directive that was not sent out."""
    directive = Directive.objects.get(pk=citation.object_id)
    with writing(directive, by=by, action="uncite", document=citation.document_id) as locked:
        if citation.role == Citation.Role.REPLACES:
            KnownDocument.objects.filter(pk=citation.document_id, replaced_by=locked.document).update(replaced_by=None)
        citation.delete()
