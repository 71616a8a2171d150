"""``make_demo --stage draft``: the plan of xã Tú Xuyên for 2023 stands in the database as it was printed."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction

from cchc_portal.demo.content import COMPLETED
from cchc_portal.demo.seed003 import AS_PRINTED
from documents.models import Citation
from plans.models import (
    Plan,
    PlanArea,
    PlanBasis,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
)
from tests.demo.worlds import make_demo
from workflow import integrity

pytestmark = pytest.mark.django_db
DOCUMENTS = {row.key: row for row in AS_PRINTED.documents}


@pytest.fixture(scope="module")
def plan(django_db_setup: None, django_db_blocker) -> Iterator[Plan]:
    """The printed plan; the world holds nothing else but the plan that it replaces."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_demo("--stage", "draft", "--as-of", "2023-12-31")
        yield Plan.objects.get(origin="written")
        transaction.set_rollback(True)


def cited(document) -> tuple:
    """A known document as the content names it."""
    return document.type_name, document.number, document.issued_on, document.issuer, document.subject


def content_of(key: str) -> tuple:
    """The same of a key of the content."""
    row = DOCUMENTS[key]
    return row.type_name, row.number, row.issued_on, row.issuer, row.subject


def test_it_is_the_draft_of_its_commune(plan):
    assert (plan.unit.code, plan.year, plan.state, plan.has_annex) == ("tu-xuyen", 2023, "draft", False)


def test_every_area_printed_has_its_targets_in_order(plan):
    for area in AS_PRINTED.areas:
        found = Target.objects.filter(plan=plan, area__code=area.code).order_by("order", "pk")
        assert tuple(found.values_list("phrase", flat=True)) == area.targets, area.code
    assert Target.objects.filter(plan=plan).count() == sum(len(area.targets) for area in AS_PRINTED.areas)


def test_every_area_printed_has_its_tasks_in_order(plan):
    for area in AS_PRINTED.areas:
        found = Task.objects.filter(plan=plan, area__code=area.code).order_by("order", "pk")
        assert [task.content for task in found] == [line.content for line in area.tasks], area.code
    assert Task.objects.filter(plan=plan).count() == sum(len(area.tasks) for area in AS_PRINTED.areas)


def test_nothing_is_completed_that_the_printed_plan_left_open(plan):
    tasks = Task.objects.filter(plan=plan)
    assert {(task.product_text, task.lead_text, task.timing_text, task.note) for task in tasks} == {("", "", "", "")}
    assert not tasks.filter(note__contains=COMPLETED).exists()


def test_areas_stand_in_their_order_and_the_missing_ones_are_empty(plan):
    codes = list(PlanArea.objects.filter(plan=plan).order_by("order", "pk").values_list("area__code", flat=True))
    printed = [area.code for area in AS_PRINTED.areas]
    assert [code for code in codes if code in printed] == printed
    assert set(codes) - set(printed) == {"TCBM", "TCC"}


@pytest.mark.parametrize("section", ["purpose", "requirements", "funding", "closing"])
def test_every_text_is_there(plan, section):
    assert PlanText.objects.get(plan=plan, section=section).body == getattr(AS_PRINTED, section)


def test_every_duty_is_there_in_order(plan):
    found = Responsibility.objects.filter(plan=plan).order_by("order", "pk")
    assert [(row.holder_text, row.body) for row in found] == [(row.holder_text, row.body) for row in AS_PRINTED.duties]


def test_every_deadline_is_there_in_order(plan):
    found = ReportDeadline.objects.filter(plan=plan).order_by("order", "pk")
    assert [(row.period, row.due_on, row.inclusive) for row in found] == [
        (row.period, row.due_on, row.inclusive) for row in AS_PRINTED.deadlines
    ]


def test_every_recipient_is_there_in_order(plan):
    found = PlanRecipient.objects.filter(plan=plan).order_by("order", "pk").select_related("recipient_unit")
    units = [row.recipient_unit.code if row.recipient_unit else "" for row in found]
    assert [row.name for row in found] == [row.name for row in AS_PRINTED.recipients]
    assert units == [row.unit for row in AS_PRINTED.recipients]


@pytest.mark.parametrize("role", ["basis", "carries_out"])
def test_every_basis_is_there_in_order(plan, role):
    found = PlanBasis.objects.filter(plan=plan, role=role).order_by("order", "pk").select_related("document")
    assert [cited(row.document) for row in found] == [content_of(key) for key in getattr(AS_PRINTED, role)]


def test_every_citation_of_the_text_is_there_in_order(plan):
    notes = dict(AS_PRINTED.footnotes)
    rows = Citation.objects.filter(kind=plan.kind, object_id=plan.pk).exclude(key="").select_related("document")
    found: dict[str, list[tuple]] = {}
    for row in rows.order_by("key", "order", "pk"):
        found.setdefault(row.key, []).append(cited(row.document))
        assert row.footnote == (row.key in notes)
    assert found == {key: [content_of(one) for one in notes.get(key, (key,))] for key in found}
    assert set(notes) <= set(found)


def test_the_replaced_plan_is_named(plan):
    replaced = DOCUMENTS[AS_PRINTED.replaces]
    assert replaced.number in plan.replaces_text
    assert replaced.subject in plan.replaces_text
    assert plan.replaces.known_document.number == replaced.number


def test_every_task_of_the_replaced_plan_is_carried_on(plan):
    carried = Task.objects.filter(plan=plan).exclude(carried_from=None).values_list("carried_from", flat=True)
    assert sorted(carried) == sorted(Task.objects.filter(plan=plan.replaces).values_list("pk", flat=True))
    assert len(carried) == 5


def test_the_database_agrees_with_itself(plan):
    assert list(integrity.faults(connection)) == []
