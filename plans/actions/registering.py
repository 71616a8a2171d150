"""Entering a plan that was issued before the portal: number, day, signer and the signed file make it count."""

from datetime import date

from django.core.exceptions import ValidationError

from documents.models import KnownDocument
from documents.reading.numbers import number_key, tidy_number
from organisations.models import Unit, User
from plans.actions import saving
from plans.actions.plans import begin
from plans.checks import registration
from plans.models import Area, Plan
from workflow.actions import editing
from workflow.models import Road
from workflow.rules import Refused

TYPE_NAME = "Kế hoạch"


def register_plan(
    *,
    unit: Unit,
    year: int,
    by: User,
    number: str,
    day: date | None,
    signer: str,
    title: str = "",
    scope: str = Plan.Scope.ANNUAL,
    year_to: int | None = None,
    upper: Plan | None = None,
    area: Area | None = None,
    holder: Unit | None = None,
    replaces_text: str = "",
    is_demo: bool = False,
) -> Plan:
    """Begin the entry of an issued plan: a draft on the road REGISTRATION whose rows are typed like any other's.

    number: as issued ("12/KH-UBND"); day: of the document; signer: full name. The signed file is attached with
    purpose ``plans.checks.registration.SIGNED``; then ``take("register", plan, by=)`` makes it count.
    Raises Refused (not theirs), PlanExists, ValidationError by field (number, day, years …).
    """
    facts = _clean(number, day, signer)
    _refuse_faults(Plan(unit=unit, **facts))
    return begin(
        Plan(
            unit=unit,
            year=year,
            year_to=year_to,
            scope=scope,
            upper=upper,
            area=area,
            holder=holder,
            title=title,
            replaces_text=replaces_text,
            origin=Plan.Origin.REGISTERED,
            is_demo=is_demo,
            **facts,
        ),
        by=by,
        road=Road.REGISTRATION,
        first_rows=False,
    )


def change_registration(*, plan: Plan, by: User, number: str, day: date | None, signer: str) -> Plan:
    """Change number, day and signer while the entry is a draft. Raises Refused, ValidationError by field."""
    facts = _clean(number, day, signer)
    with editing(plan, by=by) as locked:
        if locked.road != Road.REGISTRATION:
            raise Refused("Kế hoạch soạn trên cổng lấy số khi ban hành, không ghi số ở đây.")
        for name, value in facts.items():
            setattr(locked, name, value)
        _refuse_faults(locked)
        locked.save(update_fields=[*facts, "updated_at"])
    return locked


def _number(typed: str) -> str:
    """The number as issued, blanks put right; what is no number stays as typed and is refused by its words."""
    words = saving.clean_line(typed, limit=60)
    return tidy_number(words) if number_key(words) else words


def _clean(number: str, day: date | None, signer: str) -> dict:
    return {
        "registered_number": _number(number),
        "registered_on": day,
        "registered_signer": saving.clean_line(signer, limit=120),
    }


def _refuse_faults(plan: Plan) -> None:
    """Everything wrong with what was typed; the file comes later."""
    faults = registration.faults_of([plan])[plan.pk]
    faults.pop("signed", None)
    if faults:
        raise ValidationError(faults)


def enter_register(plan: Plan) -> None:
    """Take the plan's document over from the register, or enter it there; sets document and day on the plan.

    Called by the flow inside the transaction of ``register``. Raises ValidationError by field.
    """
    Unit.objects.select_for_update().get(pk=plan.unit_id)
    faults = registration.faults_of([plan])[plan.pk]
    if faults:
        raise ValidationError(faults)
    plan.known_document = _known(plan)
    plan.issued_on = plan.registered_on


def _known(plan: Plan) -> KnownDocument:
    key = number_key(plan.registered_number) or ""
    same = KnownDocument.objects.filter(number_key=key, issued_on=plan.registered_on)
    for document in same.select_for_update():
        if registration.is_of_unit(document, plan):
            if document.unit_id is None:
                document.unit = plan.unit
                document.save(update_fields=["unit"])
            return document
    unit = plan.unit
    return KnownDocument.objects.create(
        unit=unit,
        type_name=TYPE_NAME,
        number=plan.registered_number,
        number_key=key,
        issuer=unit.issuer_short or unit.issuer_name or unit.name,
        issued_on=plan.registered_on,
        subject=plan.title,
        valid_from=plan.registered_on,
        stage_from=plan.year if plan.year_to else None,
        stage_to=plan.year_to,
    )
