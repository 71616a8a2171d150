"""What moves of a plan bring with them: versions, approvals of reasons, successors, one duty less."""

from datetime import date

import pytest
from django.db import transaction

from documents.models import FrozenPaper
from plans import actions
from plans.models import Plan, Target, Task
from tests.cast import Cast
from workflow import actions as moves
from workflow.flows import flow_of
from workflow.models import Obligation
from workflow.rules import Refused


@pytest.fixture
def waived(full_plan: Plan, cast: Cast) -> Plan:
    """A plan without one area, with the reason."""
    for model in (Target, Task):
        actions.remove_row(row=model.objects.get(plan=full_plan, area__code="TCC"), by=cast.focal)
    actions.waive(plan=full_plan, code="area_missing", place="area-TCC", reason="Không có", by=cast.focal)
    return Plan.objects.get(pk=full_plan.pk)


def to_chairman(plan: Plan, cast: Cast) -> Plan:
    plan = moves.take("submit", plan, by=cast.focal)
    plan = moves.take("pass_content", plan, by=cast.office_head)
    return moves.take("pass_form", plan, by=cast.records)


def issued(plan: Plan, cast: Cast) -> Plan:
    plan = moves.take("sign", to_chairman(plan, cast), by=cast.chairman)
    Plan.objects.filter(pk=plan.pk).update(issued_on=date(2026, 11, 21))
    with transaction.atomic():
        return moves.follow("issue", Plan.objects.get(pk=plan.pk), by=cast.records)


def test_a_plan_with_gaps_is_refused_with_the_first_of_them(plan: Plan, cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        moves.take("submit", plan, by=cast.focal)
    assert refused.value.sentence == "Còn 8 mục phải xong trước. Chưa có căn cứ nào."


def test_reaching_the_chairman_freezes_the_paper_that_he_signs(full_plan: Plan, cast: Cast) -> None:
    to_chairman(full_plan, cast)
    (frozen,) = FrozenPaper.objects.filter(kind="plan", object_id=full_plan.pk)
    assert (frozen.purpose, frozen.sending, "Lập và thực hiện chương trình TTHC" in frozen.inputs) == (
        "to_sign",
        1,
        True,
    )


def test_signing_approves_the_reasons_given(waived: Plan, cast: Cast) -> None:
    moves.take("sign", to_chairman(waived, cast), by=cast.chairman)
    waiver = waived.waivers.get()
    assert (waiver.approved_by, waiver.approved_at is not None) == (cast.chairman, True)


def test_a_demand_to_replace_opens_the_successor_and_leads_there(full_plan: Plan, cast: Cast) -> None:
    plan = moves.take("begin_review", issued(full_plan, cast), by=cast.reviewer)
    plan = moves.take("ask_replacement", plan, by=cast.reviewer, comment="Thiếu chỉ tiêu về số hóa")
    successor = Plan.objects.get(replaces=plan)
    assert (successor.state, successor.replaces_reason) == ("draft", "Thiếu chỉ tiêu về số hóa")
    assert flow_of(plan).work_url(plan, "submit") == f"/ke-hoach/{successor.code}/soan/"
    with pytest.raises(Refused):
        actions.open_successor(plan=plan, by=cast.focal, reason="lần nữa")


def test_issuing_the_successor_ends_the_duty_on_the_first_plan(full_plan: Plan, cast: Cast) -> None:
    plan = moves.take("begin_review", issued(full_plan, cast), by=cast.reviewer)
    moves.take("ask_replacement", plan, by=cast.reviewer, comment="Thiếu chỉ tiêu")
    issued(Plan.objects.get(replaces=plan), cast)
    assert Plan.objects.get(pk=plan.pk).state == "superseded"
    assert not Obligation.objects.filter(kind="plan", object_id=plan.pk, closed_at=None).exists()


@pytest.mark.parametrize(
    ("capability", "ending"), [("sign", "/duyet/"), ("submit", "/soan/"), ("issue", "/"), ("view", "/")]
)
def test_each_office_is_led_to_its_own_page(plan: Plan, capability: str, ending: str) -> None:
    assert flow_of(plan).work_url(plan, capability).endswith(f"{plan.code}{ending}")
