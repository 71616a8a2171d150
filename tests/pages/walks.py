"""Walks of a plan by its real acts, for the pages of turn."""

from datetime import date

from documents import actions as papers
from documents.models import IssuedDocument
from documents.tasks import render_and_send
from plans.models import Plan, Task
from tests.cast import Cast
from tests.workflow.items import plan
from workflow import calls
from workflow.actions import take
from workflow.clock import today
from workflow.models import Call, Road


def opened_call(cast: Cast, *, year: int = 2026, due_on: date | None = None, **facts) -> Call:
    """A call of the authority to both communes, opened by its head."""
    call = Call(
        unit=cast.authority,
        subject="plan",
        year=year,
        title=f"Kế hoạch CCHC năm {year}",
        due_on=due_on or date(2026, 12, 15),
        source_text="Công văn số 1/SNV-CCHC",
        **facts,
    )
    return calls.open_call(calls.create_call(call, by=cast.review_head), by=cast.review_head)


def handed_in(cast: Cast, item: Plan) -> Plan:
    """The plan on the chairman's desk."""
    item = take("submit", item, by=cast.focal)
    item = take("pass_content", item, by=cast.office_head)
    return take("pass_form", item, by=cast.records)


def waiting(cast: Cast, **facts) -> Plan:
    """A fresh plan that waits for the chairman."""
    return handed_in(cast, plan(cast, **facts))


def issued(cast: Cast, item: Plan | None = None) -> Plan:
    """A plan that was approved, numbered and issued."""
    item = take("sign", item or waiting(cast), by=cast.chairman)
    document = IssuedDocument.objects.get(source_kind=item.kind, source_id=item.pk)
    papers.issue(
        document,
        by=cast.records,
        number=16,
        day=today(),
        signed_how=IssuedDocument.SignedHow.PEN_KEPT,
        signed_on=today(),
    )
    render_and_send(document.pk)
    return Plan.objects.get(pk=item.pk)


def asked_for_opinion(cast: Cast, *, two_step: bool = False) -> Plan:
    """A plan sent for review before its signature."""
    item = plan(cast, Road.REVIEW_THEN_SIGN)
    Plan.objects.filter(pk=item.pk).update(two_step=two_step)
    return take("submit", item, by=cast.focal)


def first_task(item: Plan) -> Task:
    """The first task of a plan."""
    return Task.objects.filter(plan=item).order_by("pk").first()
