"""Facts: asked by name for many units, answered once each, never in a circle."""

from datetime import date
from decimal import Decimal

import pytest

from directives import actions as giving
from indicators import registry
from indicators.models import Metric, Value
from indicators.registry import Fact, Row, facts
from organisations.clock import at, set_to
from plans.actions.measuring import link_metrics
from plans.actions.progress import begin_tasks
from plans.models import Condition, Plan, Target, Task, TaskProgress
from tests.directives.builders import issued, received
from tests.indicators.builders import Q1, YEAR, count
from tests.workflow.items import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(monkeypatch) -> None:
    """Facts registered in a test are gone after it."""
    monkeypatch.setattr(registry, "_facts", dict(registry._facts))


def fact(name: str, reads=()) -> Fact:
    def answer(question):
        read = sum(row.value for rows in question.read.values() for row in rows)
        return [Row(name, unit, Decimal(1) + read) for unit in question.units]

    return Fact(name, name, answer, reads=frozenset(reads))


def test_a_fact_is_answered_from_the_facts_that_it_reads(own):
    for one in (fact("a"), fact("b", ["a"]), fact("c", ["a", "b"])):
        registry.register(one)
    assert [(row.name, row.unit, row.value) for row in facts(["c", "a"], [7], Q1)] == [("c", 7, 4), ("a", 7, 1)]


@pytest.mark.parametrize("reads", [["a"], ["b"], ["c"]])
def test_a_fact_that_would_read_itself_is_refused(own, reads):
    for one in (fact("a"), fact("b", ["a"]), fact("c", ["b"])):
        registry.register(one)
    with pytest.raises(ValueError, match="reads itself: a → "):
        registry.register(fact("a", reads))


def test_unknown_facts_and_breakdowns_are_refused(own):
    registry.register(fact("a"))
    with pytest.raises(LookupError, match="no fact 'x'"):
        facts(["x"], [1], Q1)
    with pytest.raises(ValueError, match="not broken down by area"):
        facts(["a"], [1], Q1, by=["area"])


def test_every_registered_fact_answers_for_no_unit_and_for_a_unit_without_anything(cast):
    for name in registry.registered():
        assert facts([name], [], YEAR) == []
        assert {row.value for row in facts([name], [cast.elsewhere], YEAR)} <= {0}


def values(names: list[str], units, window=YEAR, **more) -> dict[tuple[str, int], int]:
    return {(row.name, row.unit): int(row.value) for row in facts(names, units, window, **more)}


@pytest.fixture
def year_plan(cast) -> Plan:
    """A plan of 2026 in force since 02/2, with seven tasks that are due on 30/6, and seven targets."""
    with set_to(at(date(2026, 2, 2))):
        item = plan(cast, year=2026)
        Plan.objects.filter(pk=item.pk).update(state="issued", issued_on=date(2026, 2, 2))
        item.refresh_from_db()
        begin_tasks(item, by=cast.records)
    return item


def put(area: str, state: str, day: date | None, cast) -> None:
    """A task as it stands after it was reported on a day."""
    sent = {"sent_at": at(day), "sent_by": cast.focal, "times_sent": 1} if day else {}
    TaskProgress.objects.filter(task__area__code=area).update(state=state, **sent)


NAMES = ("tasks", "tasks_done", "tasks_done_in_time", "tasks_done_late", "tasks_overdue", "tasks_late")
# Day of the question → the numbers of NAMES, counted by hand from the reports below.
DAYS = [
    (date(2026, 2, 1), (0, 0, 0, 0, 0, 0)),  # the plan was not issued yet
    (date(2026, 6, 30), (7, 2, 2, 0, 0, 0)),  # two done; the last day of the five others is not over
    (date(2026, 7, 2), (7, 3, 2, 1, 2, 3)),  # one done late; two open; one waits to be confirmed, one was dropped
]


@pytest.mark.parametrize(("day", "numbers"), DAYS)
def test_tasks_of_the_year_by_how_they_stand_on_the_day(cast, year_plan, day, numbers):
    put("CD", "done", date(2026, 5, 4), cast)
    put("TC", "done", date(2026, 6, 30), cast)
    put("TTHC", "done", date(2026, 7, 1), cast)
    put("CV", "to_confirm", date(2026, 6, 29), cast)
    put("TCC", "not_done", None, cast)
    with set_to(at(date(2026, 7, 3))):
        rows = facts([f"plans.{name}" for name in NAMES], [cast.commune], YEAR, as_of=day)
    assert tuple(int(row.value) for row in rows) == numbers


def test_tasks_by_area_say_the_area(cast, year_plan):
    put("CD", "done", date(2026, 5, 4), cast)
    with set_to(at(date(2026, 7, 3))):
        rows = facts(["plans.tasks_done"], [cast.commune, cast.other_commune], YEAR, by=["area"])
    assert [(row.unit, row.key, row.value) for row in rows] == [(cast.commune.pk, ("CD",), 1)]


@pytest.mark.usefixtures("library")
def test_targets_reached_follow_the_figures_they_are_linked_to(cast, year_plan):
    target = Target.objects.get(plan=year_plan, area__code="CD")
    condition = Condition.objects.create(target=target, order=1, operator="gte", value=80, unit_label="%")
    link_metrics(target=target, links={condition.pk: Metric.objects.get(code="tk.1.1.3")}, by=cast.focal)
    names = ["plans.targets", "plans.targets_reached", "plans.targets_missed"]
    with set_to(at(date(2026, 12, 10))):
        for code, number in (("tk.1.1.1", 40), ("tk.1.1.2", 32)):
            count(cast.commune, cast.focal, code, YEAR, number, kind="estimate")
        # The report of the year judges the year by its estimates: 32 of 40 are 80 %.
        assert [int(row.value) for row in facts(names, [cast.commune], YEAR)] == [7, 1, 0]
        assert [int(row.value) for row in facts(names, [cast.commune], Q1)] == [7, 0, 0]
        count(cast.commune, cast.focal, "tk.1.1.2", YEAR, 31, kind="estimate")
        assert [int(row.value) for row in facts(names, [cast.commune], YEAR)] == [7, 0, 1]
    assert Value.objects.count() == 3


GIVEN = [f"directives.{name}" for name in ("given", "done_in_time", "done_late", "overdue")]


def given(cast, day: date) -> list[int]:
    with set_to(at(day)):
        return [int(row.value) for row in facts(GIVEN, [cast.commune], YEAR)]


def test_work_given_from_above_by_how_it_stands(cast):
    """Five items of work: 1.a, 1.b, 2 and its dash, and no heading; the unit declares one not its business."""
    with set_to(at(date(2026, 3, 2))):
        directive = issued(cast, issued_on=date(2026, 3, 2))
        items = {item.marker: item for item in directive.items.filter(kind="work")}
        giving.assign(items["a)"], by=cast.reviewer, holder=cast.commune, timing_text="ngày 31/3/2026")
        giving.send_out(directive, by=cast.reviewer)
        total = len(items)
        assert given(cast, date(2026, 3, 3)) == [total, 0, 0, 0]
        lead = {"unit": cast.commune, "by": cast.focal, "kind": "assigned", "lead": cast.room}
        rows = {marker: giving.answer(items[marker], due_on=date(2026, 4, 30), **lead) for marker in ("a)", "b)")}
        giving.answer(items["-"], unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="Không có")
    # 1.a is due on 31/3 by the directive itself, whatever day the unit gave it.
    assert given(cast, date(2026, 4, 1)) == [total - 1, 0, 0, 1]
    with set_to(at(date(2026, 4, 2))):
        giving.finish_answer(rows["a)"], by=cast.focal, done_text="Đã rà soát")
        giving.finish_answer(rows["b)"], by=cast.focal, done_text="Đã niêm yết")
    assert given(cast, date(2026, 5, 4)) == [total - 1, 1, 1, 0]


def test_a_task_of_the_plan_carries_the_item_that_it_was_taken_from(cast, year_plan):
    with set_to(at(date(2026, 3, 2))):
        directive = received(cast)
        item = giving.add_item(directive, by=cast.focal, marker="1", text="Rà soát văn bản", area_code="TC")
    Task.objects.filter(plan=year_plan, area__code="TC").update(source_item=item)
    assert given(cast, date(2026, 6, 30)) == [1, 0, 0, 0]
    assert given(cast, date(2026, 7, 1)) == [1, 0, 0, 1]
    put("TC", "done", date(2026, 6, 20), cast)
    assert given(cast, date(2026, 7, 1)) == [1, 1, 0, 0]


@pytest.mark.parametrize("name", sorted(registry.registered()))
def test_a_fact_costs_as_much_for_many_units_as_for_one(cast, year_plan, name, django_assert_max_num_queries):
    units = [cast.commune.pk, cast.other_commune.pk, cast.elsewhere.pk, cast.province.pk]
    with django_assert_max_num_queries(9):
        facts([name], units, YEAR)
