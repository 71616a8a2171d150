"""What became of a directive's item over the years: who took it first, then the year in which it goes on."""

from datetime import date

import pytest

from directives import actions as directives
from directives.models import DirectiveItem
from directives.queries import Outcome, outcomes
from plans import actions
from plans.actions.carrying import begin_tasks
from plans.models import Plan, TaskProgress
from tests.cast import Cast
from tests.directives import builders
from tests.plans.test_plans import issue
from workflow import clock


@pytest.fixture
def item(cast: Cast) -> DirectiveItem:
    found = builders.fill(builders.received(cast), by=cast.focal)["1.b"]
    directives.assign(found, by=cast.focal, holder=cast.room, timing_text="Hằng quý")
    return found


@pytest.fixture
def years(full_plan: Plan, cast: Cast, item: DirectiveItem) -> tuple[Plan, Plan]:
    """The plan that took the item, and next year's draft that inherited the row."""
    row = actions.take_up(plan=full_plan, by=cast.focal, item=item)
    actions.save_fields(row=row, values={"product_text": "Báo cáo"}, version=row.version, by=cast.focal)
    old = issue(full_plan, cast)
    begin_tasks(old, by=cast.focal)
    with clock.set_to(clock.at(date(2026, 11, 20))):
        return old, actions.roll_forward(plan=old, year=2027, by=cast.focal, tasks=[row.pk], targets=[])


def made(item: DirectiveItem, cast: Cast) -> list[Outcome]:
    return outcomes([item.pk], user=cast.focal)[item.pk]


def test_an_inherited_row_comes_after_the_one_that_was_taken_and_says_what_it_is(item, years, cast: Cast) -> None:
    first, second = made(item, cast)
    assert first.title.startswith("Nhiệm vụ: ")
    assert second.title == first.title.replace("Nhiệm vụ:", "Tiếp tục ở kế hoạch năm 2027:")
    assert (second.word, second.done) == ("Trong dự thảo kế hoạch", False)


def test_next_years_row_does_not_open_again_what_is_done(item, years, cast: Cast) -> None:
    TaskProgress.objects.filter(task__source_item=item).update(state="done")
    assert [one.done for one in made(item, cast)] == [True, True]


def test_a_row_whose_first_year_is_out_of_sight_speaks_for_itself(item, years, cast: Cast) -> None:
    Plan.objects.filter(pk=years[0].pk).update(state="superseded")
    (only,) = made(item, cast)
    assert only.title.startswith("Nhiệm vụ: ")


def test_the_row_of_a_replacing_plan_stands_for_the_one_that_next_year_inherited(item, years, cast: Cast) -> None:
    successor = actions.open_successor(plan=years[0], by=cast.focal, reason="Sửa")
    Plan.objects.filter(pk=years[0].pk).update(state="superseded")
    Plan.objects.filter(pk=successor.pk).update(issued_on=date(2026, 11, 20), state="issued")
    assert [one.title.partition(":")[0] for one in made(item, cast)] == ["Nhiệm vụ", "Tiếp tục ở kế hoạch năm 2027"]


def test_a_stranger_is_told_nothing(item, years, cast: Cast) -> None:
    assert outcomes([item.pk], user=cast.stranger)[item.pk] == []
