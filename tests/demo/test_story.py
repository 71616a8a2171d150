"""The whole demo world on its default day: invented persons, marked rows, blame only where names are invented."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from cchc_portal.demo import order2026, seed000, seed001, seed002, seed003, seed004
from cchc_portal.demo.content import COMPLETED, DirectiveContent
from cchc_portal.demo.figures2026 import COMMUNES, H1, Q1, Q3, SLIP
from cchc_portal.demo.form2026 import YEAR as THE_YEAR
from cchc_portal.demo.year2026 import YEAR
from cchc_portal.management.commands import bench
from directives.models import Directive, Receipt
from directives.queries import flat, tree
from documents import storage
from documents.models import Attachment, Citation, Delivery, FrozenPaper, IssuedDocument, NamedDocument
from indicators.judging import State
from indicators.models import Goal, Value
from indicators.queries import Book
from organisations.models import Unit, User
from plans.models import Milestone, Plan, Target, Task, TaskProgress
from plans.queries.judged import judge_targets
from plans.queries.progress import done_late, overdue
from reporting.models import Report
from tests.demo.worlds import make_demo
from workflow import append_only, integrity
from workflow.calendar import is_late
from workflow.clock import at, set_to
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


def test_every_measure_of_the_bench_finds_its_subject():
    assert "page: chairman's desk" in bench._single()
    assert [name for name in bench._pairs() if " 0 plans" in name] == []


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


def test_calls_ask_invented_communes_and_of_a_real_one_what_its_plan_says_it_owes():
    real = [row for row in CallUnit.objects.select_related("unit", "call") if row.unit.code.startswith(REAL)]
    owed = {(row.unit.code, row.call.subject, row.due_on) for row in real}
    assert owed == {("tu-xuyen", "report", one.due_on) for one in seed003.DEADLINES}
    assert len(real) == len(seed003.DEADLINES)


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


# The year 2026: work done with papers and evidence, some of it late, a stage plan, two papers


def work(code: str):
    """Work under way on the plan of 2026 in force."""
    plans = Plan.objects.filter(unit__code=code, year=2026, scope="annual", issued_on__isnull=False)
    return TaskProgress.objects.filter(task__plan__in=plans.exclude(state="superseded"))


@pytest.mark.parametrize("code", YEAR)
def test_every_task_that_is_told_is_in_the_plan(code):
    words = list(work(code).values_list("task__content", flat=True))
    assert [row.starts for row in YEAR[code] if not any(one.startswith(row.starts) for one in words)] == []


STANDINGS = {
    "tan-lap": {"done": 9, "ongoing": 1, "in_progress": 3},
    "dong-tam": {"done": 5, "ongoing": 1, "in_progress": 4, "not_started": 1},
    "cao-xa": {"done": 8, "to_confirm": 1, "ongoing": 1, "in_progress": 2},
}


@pytest.mark.parametrize("code", STANDINGS)
def test_each_commune_has_a_year_of_its_own(code):
    assert Counter(work(code).values_list("state", flat=True)) == STANDINGS[code]


LATE = {"tan-lap": (0, 1), "dong-tam": (2, 2), "cao-xa": (0, 0)}


@pytest.mark.parametrize("code", LATE)
def test_what_is_late_is_open_or_says_why_and_by_whom(code):
    rows = work(code)
    reported = rows.filter(done_late())
    with set_to(at(date(2026, 11, 21))):
        assert (rows.filter(overdue()).count(), reported.count()) == LATE[code]
    assert all(row.delay_reason and row.answerable_id for row in reported)


def test_what_is_done_has_its_paper_in_the_units_register():
    done = TaskProgress.objects.filter(state__in=("done", "to_confirm")).prefetch_related("products__document")
    assert [row.pk for row in done if not row.products.all()] == []
    assert {one.document.unit_id == row.unit_id for row in done for one in row.products.all()} == {True}


def test_evidence_serves_two_tasks_and_lies_in_the_store_once():
    rows = Attachment.objects.filter(kind="task", name="Ảnh bảng niêm yết TTHC.png")
    assert len({row.object_id for row in rows}) == 2
    ((unit, sha256),) = {(row.unit_id, row.sha256) for row in rows}
    assert storage.path_of(unit, sha256).exists()


def test_the_stage_has_milestones_and_the_years_plans_work_for_it():
    stage = Plan.objects.get(scope="stage")
    assert (stage.unit.code, stage.year, stage.year_to, stage.state) == ("tan-lap", 2026, 2030, "registered")
    assert Counter(Milestone.objects.values_list("year", flat=True)) == dict.fromkeys(range(2026, 2031), 4)
    assert Plan.objects.filter(upper=stage).count() == 2
    assert Task.objects.filter(serves__plan=stage).exists()
    assert Target.objects.filter(serves__plan=stage).exists()


def test_one_paper_with_a_name_is_out_and_gives_work_and_one_is_in_work():
    papers = {row.type_code: row for row in NamedDocument.objects.select_related("unit")}
    assert {code: (row.unit.code, row.state) for code, row in papers.items()} == {
        "CT": ("cao-xa", "released"),
        "TB": ("dong-tam", "draft"),
    }
    issued = IssuedDocument.objects.get(source_kind="named", source_id=papers["CT"].pk)
    assert (issued.number, issued.state) == (2, "delivered")
    assert Directive.objects.filter(document=issued.known_document).exists()


def test_every_frozen_paper_has_its_file_save_what_the_worker_presses_of_issued_reports():
    left = FrozenPaper.objects.filter(file_hash="")
    out = Report.objects.exclude(issued_on=None).values("pk")
    assert left.count() == left.filter(kind="report", purpose="to_sign", object_id__in=out).count()


# The figures of 2026: estimated, settled, accepted; goals, and targets that they answer


def test_figures_are_of_invented_communes_only():
    assert set(Value.objects.values_list("unit__code", flat=True)) == set(COMMUNES)
    assert set(Goal.objects.values_list("unit__code", flat=True)) == set(COMMUNES)


@pytest.mark.parametrize("window", [Q1, H1, Q3], ids=lambda window: window.name)
@pytest.mark.parametrize("code", COMMUNES)
def test_the_table_of_a_commune_agrees_with_itself_and_with_its_form(code, window):
    unit = Unit.objects.get(code=code).pk
    book = Book([*(f"tthc.c{n}" for n in range(3, 14)), *(f"tk.7.2.{n}" for n in (5, 6, 7)), "tk.3.5.2"], [unit])
    c = {n: book.figure(f"tthc.c{n}", unit, window).number for n in range(3, 14)}
    assert (c[3], c[7], c[11]) == (c[4] + c[5] + c[6], c[8] + c[9] + c[10], c[12] + c[13])
    assert c[3] == c[7] + c[11]
    form = [book.figure(row, unit, window) for row in ("tk.7.2.5", "tk.7.2.6", "tk.7.2.7", "tk.3.5.2")]
    full, partly, direct, late = (one.number for one in form)
    assert (full + partly, direct, late) == (c[4], c[5], c[10] + c[13])


def test_what_is_settled_is_accepted_and_one_quarter_and_the_year_are_estimates_still():
    living = Value.objects.filter(superseded_at=None)
    assert not living.filter(kind="final", accepted_at=None).exists()
    estimated = set(living.filter(kind="estimate").values_list("unit__code", "window_to"))
    settled = set(living.filter(kind="final").values_list("unit__code", "window_to"))
    assert estimated - settled == {("dong-tam", Q3.last), *((code, THE_YEAR.last) for code in COMMUNES)}


def test_a_figure_that_was_wrong_stands_beside_the_right_one_with_the_reason():
    old = Value.objects.select_related("superseded_by").get(superseded_at__isnull=False)
    code, metric, window, wrong, _, reason = SLIP
    assert (old.unit.code, old.definition.metric.code, old.window_to) == (code, metric, window.last)
    assert (old.amount, old.superseded_by.amount, old.superseded_by.correction) == (wrong, 13, reason)


ONLINE = {"tan-lap": State.EXCEEDED, "dong-tam": State.MISSED, "cao-xa": State.EXCEEDED}


@pytest.mark.parametrize("code", ONLINE)
def test_a_target_of_the_third_quarter_is_judged_and_those_of_the_year_wait(code):
    plans = Plan.objects.filter(unit__code=code, year=2026, scope="annual", issued_on__isnull=False)
    rows = Target.objects.filter(plan__in=plans.exclude(state="superseded"), conditions__metric__isnull=False)
    found = judge_targets(rows.select_related("plan").prefetch_related("conditions"), on=date(2026, 11, 21))
    states = {one.target.phrase[:12]: one.state for one in found.values()}
    assert states.pop("Tối thiểu 50") == ONLINE[code]
    assert len(states) >= 4
    assert set(states.values()) == {State.NOT_DUE}


def test_a_goal_that_was_raised_keeps_the_old_one_and_says_why():
    old = Goal.objects.select_related("replaced_by", "unit").get(replaced_at__isnull=False)
    assert (old.unit.code, old.value, old.replaced_by.value) == ("cao-xa", 80, 85)
    assert old.replaced_by.reason
