"""The whole demo world on its default day: invented persons, marked rows, blame only where names are invented."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from cchc_portal.demo import order2026, seed000, seed001, seed002, seed004
from cchc_portal.demo.content import COMPLETED, DirectiveContent
from directives.models import Directive, Receipt
from directives.queries import flat, tree
from documents.models import Citation, Delivery, IssuedDocument
from organisations.models import User
from plans.models import Plan, Task
from tests.demo.worlds import make_demo
from workflow import append_only, integrity
from workflow.calendar import is_late
from workflow.models import CallUnit, Event

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def story(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The world as `make run` loads it, committed, so that papers are pressed and sent."""
    with django_db_blocker.unblock():
        make_demo()
        yield
        append_only.remove(connection)
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def told(story):
    return None


# Places that exist outside the demo: nothing may be said of them that their plan does not state.
REAL = (
    "tu-xuyen",
    "van-quan",
    "lang-son",
    "son-tay",
    "huong-son",
    "ha-tinh",
    "son-duong",
    "tuyen-quang",
    "bac-kan",
    "ba-be",
    "tp-bac-kan",
)


def test_the_database_agrees_with_itself():
    assert list(integrity.faults(connection)) == []


def test_every_account_is_a_demo_account_and_says_so():
    assert User.objects.filter(is_demo=False).count() == 0
    assert Plan.objects.filter(is_demo=False).count() == 0


def test_returns_and_requests_happen_in_invented_communes_only():
    blamed = Event.objects.filter(action__in=["return", "ask_replacement", "ask_correction", "send_back"])
    units = set(blamed.values_list("unit__code", flat=True))
    assert units
    assert [code for code in units if code.startswith(REAL)] == []


def test_lateness_happens_in_invented_communes_only():
    late = {
        plan.unit.code
        for plan in Plan.objects.exclude(issued_on=None).select_related("unit")
        if is_late(plan.issued_on, plan.due_on, plan.due_inclusive)
    }
    assert late == {"dong-tam"}


def test_calls_ask_invented_communes_only():
    assert [code for code in CallUnit.objects.values_list("unit__code", flat=True) if code.startswith(REAL)] == []


def test_rows_that_complete_the_printed_plan_say_so():
    added = Task.objects.filter(plan__unit__code="tu-xuyen").exclude(lead=None)
    assert added.exists()
    assert set(added.values_list("note", flat=True)) == {COMPLETED}


def test_the_plan_of_2023_is_issued_and_delivered():
    plan = Plan.objects.get(unit__code="tu-xuyen", origin="written")
    assert plan.replaces.state == "superseded"
    document = IssuedDocument.objects.get(source_kind=plan.kind, source_id=plan.pk)
    assert (plan.state, document.state, document.number) == ("issued", "delivered", 58)
    assert Delivery.objects.filter(issued_document=document).exists()


def test_no_act_lies_after_the_day_of_the_world():
    last = Event.objects.order_by("-at").first()
    assert last.at.date().isoformat() <= "2026-11-21"


PAPERS = {
    "son-tay": seed000.DIRECTIVE,
    "son-duong": seed001.DIRECTIVE,
    "tan-khe": seed002.DIRECTIVE,
    "bac-kan": seed004.DIRECTIVE,
    "hoa-giang-snv": order2026.CONTENTS[2026],
}


def directive_of(unit: str, content: DirectiveContent) -> Directive:
    """The directive in the register of the unit that issued it."""
    return Directive.objects.get(unit__code=unit, document__number=content.number)


@pytest.mark.parametrize("unit", PAPERS)
def test_every_item_assignment_and_target_of_a_directive_is_there_in_order(unit):
    said = PAPERS[unit].all_items()
    written = [node.item for node in flat(tree(directive_of(unit, PAPERS[unit])))]
    assert [(one.marker, one.text, one.heading, one.area_code, one.kind) for one in written] == [
        (one.marker, one.text, one.heading, one.area, one.kind) for one in said
    ]
    assigned = [sorted(row.holder_text for row in one.assignments.all()) for one in written]
    assert assigned == [sorted(row.text for row in one.assigned) for one in said]
    assert [[row.phrase for row in one.targets.all()] for one in written] == [list(one.targets) for one in said]


@pytest.mark.parametrize("unit", PAPERS)
def test_every_line_and_citation_of_a_directive_is_there(unit):
    content = PAPERS[unit]
    directive = directive_of(unit, content)
    named = {line.unit for line in content.lines if line.unit} | {
        row.holder for one in content.all_items() for row in one.assigned if row.holder
    }
    held = set(directive.recipients.exclude(named_unit=None).values_list("named_unit__code", flat=True))
    held |= {
        row.holder.code
        for node in flat(tree(directive))
        for row in node.item.assignments.all()
        if row.holder is not None
    }
    assert held == named
    assert sorted(directive.recipients.values_list("name", flat=True)) == sorted(line.name for line in content.lines)
    cited = Citation.objects.filter(kind=Directive.kind, object_id=directive.pk)
    assert sorted(cited.values_list("role", "place", "footnote", "short_name")) == sorted(
        (row.role, row.place, row.footnote, row.short_name) for row in content.cited
    )
    assert (directive.signer_name, directive.archive_text) == (content.signer_name, content.archive_text)


def test_the_draft_without_number_and_day_went_to_nobody():
    directive = directive_of("son-duong", seed001.DIRECTIVE)
    assert (directive.document.issued_on, directive.sent_out_at) == (None, None)
    assert not Receipt.objects.filter(directive=directive).exists()


def test_directives_wait_for_an_answer_in_invented_communes_only():
    waiting = Receipt.objects.filter(state="to_acknowledge").values_list("addressee__code", flat=True)
    assert [code for code in waiting if code.startswith(REAL)] == []
    assert {"dong-tam", "tan-khe-tp"} <= set(waiting)
