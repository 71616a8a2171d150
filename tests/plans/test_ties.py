"""What is open around a plan in work: work that directives give, tasks of the plan that it replaces."""

import pytest

from directives import actions as directives
from plans import actions, checks
from plans.checks import ties
from plans.models import Plan, Task
from plans.queries import open_ties
from tests.cast import Cast
from tests.directives import builders
from tests.plans.test_plans import issue


def said(plan: Plan, code: str) -> list[str]:
    return [finding.sentence for finding in checks.check_plan(plan) if finding.code == code]


@pytest.fixture
def items(cast: Cast):
    """Items of a directive that the commune received."""
    return builders.fill(builders.received(cast), by=cast.focal)


def test_work_given_and_not_taken_is_named_with_its_places(plan: Plan, cast: Cast, items) -> None:
    assert said(plan, ties.GIVEN) == [
        "Công văn 118/UBND-NC giao 4 việc, 4 việc chưa vào kế hoạch: "
        "mục 1.a, mục 1.b, mục 2, mục 2, gạch đầu dòng thứ 1."
    ]
    assert not any(finding.blocks for finding in checks.check_plan(plan) if finding.code == ties.GIVEN)


def test_what_is_taken_answered_or_taken_below_is_not_open(plan: Plan, cast: Cast, items) -> None:
    actions.take_up(plan=plan, by=cast.focal, target=items["1.a"].targets.get())
    directives.answer(items["1.b"], unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="Việc của huyện")
    row = actions.take_up(plan=plan, by=cast.focal, item=items["2.-"])
    assert said(plan, ties.GIVEN) == []
    actions.remove_row(row=row, by=cast.focal)
    assert said(plan, ties.GIVEN) == [
        "Công văn 118/UBND-NC giao 4 việc, 2 việc chưa vào kế hoạch: mục 2, mục 2, gạch đầu dòng thứ 1."
    ]


def test_a_plan_in_force_is_not_asked(full_plan: Plan, cast: Cast, items) -> None:
    assert said(issue(full_plan, cast), ties.GIVEN) == []


def test_another_communes_directive_is_nobody_elses_business(plan: Plan, cast: Cast) -> None:
    builders.fill(
        directives.register_directive(
            unit=cast.other_commune, by=cast.other_focal, number="5/UBND-NC", issued_on=plan.created_at.date(),
            **builders.HEAD,
        ),
        by=cast.other_focal,
    )  # fmt: skip
    assert said(plan, ties.GIVEN) == []


def test_a_task_that_the_replacement_drops_silently_is_named(full_plan: Plan, cast: Cast) -> None:
    new = actions.open_successor(plan=issue(full_plan, cast), by=cast.focal, reason="Sửa")
    assert said(new, ties.DROPPED) == []
    row = new.tasks.get(area__code="TC")
    actions.remove_row(row=row, by=cast.focal)
    assert said(new, ties.DROPPED) == [
        "Nhiệm vụ “Lập và thực hiện chương trình TC” của kế hoạch bị thay thế chưa được chuyển tiếp. "
        "Chọn nhiệm vụ tiếp nối hoặc ghi lý do không chuyển tiếp."
    ]
    actions.leave_out(plan=new, task=row.carried_from, reason="Đã xong", by=cast.focal)
    assert said(new, ties.DROPPED) == []


def test_the_queries_grow_neither_with_plans_nor_with_items(
    plan: Plan, cast: Cast, items, django_assert_max_num_queries
) -> None:
    more = [actions.create_plan(unit=cast.commune, year=year, by=cast.focal) for year in (2027, 2028)]
    second = builders.received(cast, number="119/UBND-NC")
    builders.fill(second, by=cast.focal)
    with django_assert_max_num_queries(7):
        found = open_ties([plan, *more])
    assert {len(one.given) for one in found.values()} == {2}
    assert not Task.objects.exists()
