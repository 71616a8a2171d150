"""What tests of plans start from: the reference data and a plan of the cast's commune."""

from datetime import date

import pytest

from documents import reference as documents_reference
from documents.models import KnownDocument, SigningMandate
from plans import actions, reference
from plans.models import Plan, PlanBasis, PlanText, Responsibility, Target, Task
from tests.cast import START, Cast


@pytest.fixture
def areas(db):
    """The reference templates and document types."""
    documents_reference.load()
    reference.load()


@pytest.fixture
def decree(db) -> KnownDocument:
    """The resolution that every plan rests on."""
    return KnownDocument.objects.create(
        code="VB00001",
        type_name="Nghị quyết",
        number="76/NQ-CP",
        number_key="76/NQ-CP",
        issuer="Chính phủ",
        issued_on=date(2021, 7, 15),
        subject="ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030",
    )


@pytest.fixture
def mandate(cast: Cast) -> SigningMandate:
    """The chairman signs for the committee."""
    return SigningMandate.objects.create(
        unit=cast.commune,
        official=cast.chairman.official,
        capacity="TM",
        title="Chủ tịch",
        valid_from=START,
    )


@pytest.fixture
def plan(cast: Cast, areas, mandate) -> Plan:
    """A new draft of 2026, as the portal begins it."""
    return actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)


@pytest.fixture
def stage(cast: Cast, areas, mandate) -> Plan:
    """The commune's plan of the stage 2026-2030."""
    return actions.create_plan(unit=cast.commune, year=2026, year_to=2030, scope="stage", by=cast.focal)


@pytest.fixture
def full_plan(cast: Cast, plan: Plan, decree: KnownDocument) -> Plan:
    """A draft that misses nothing: one target and one complete task in every area."""
    fill(plan, cast, decree)
    return Plan.objects.get(pk=plan.pk)


def fill(plan: Plan, cast: Cast, decree: KnownDocument) -> None:
    """Type what a plan needs, by the focal point."""
    by = cast.focal
    for text in PlanText.objects.filter(plan=plan, section__in=["purpose", "requirements"]):
        actions.save_field(row=text, field="body", value="Giữ nhịp làm việc đều trong năm.", version=1, by=by)
    actions.add_row(plan=plan, model=PlanBasis, by=by, document=decree)
    for area in plan.template.areas.all():
        actions.add_row(
            plan=plan, model=Target, by=by, area=area, phrase=f"Trên 99% việc của lĩnh vực {area.code} xong đúng hạn"
        )
        actions.add_row(
            plan=plan,
            model=Task,
            by=by,
            area=area,
            content=f"Lập và thực hiện chương trình {area.code}",
            product_text="Kế hoạch",
            lead_text="Văn phòng - thống kê",
            timing_text="Quý II",
        )
    actions.add_row(
        plan=plan, model=Responsibility, by=by, holder_text="Văn phòng - thống kê", body="Theo dõi, đôn đốc, báo cáo."
    )
