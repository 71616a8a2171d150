"""Goals and baselines: what is replaced stays, and says why once figures exist."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from indicators import actions
from indicators.actions import Wanted
from indicators.models import Baseline, Goal, Metric
from indicators.queries import baseline_of, goal_for, goals
from organisations.refusals import Refused
from tests.indicators.builders import H1, Q1, YEAR, count

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "in_2027")]
AT_LEAST_80, AT_LEAST_85 = Wanted("gte", Decimal(80)), Wanted("gte", Decimal(85))


@pytest.fixture
def metric(library) -> Metric:
    return Metric.objects.get(code="tk.1.1.3")


def test_a_goal_changed_before_any_figure_needs_no_reason_and_keeps_the_old_one(cast, metric):
    actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_80, window=YEAR, by=cast.focal)
    new = actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_85, window=YEAR, by=cast.focal)
    assert [(one.value, one.replaced_by) for one in goals(cast.commune, "tk.1.1.3")] == [(85, None), (80, new)]


def test_a_goal_changed_after_a_figure_asks_for_the_reason(cast, metric):
    actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_80, window=YEAR, by=cast.focal)
    # A count that the ratio is made of is a figure of it.
    count(cast.commune, cast.focal, "tk.1.1.2", Q1, 9)
    with pytest.raises(ValidationError, match="Ghi lý do đổi mục tiêu"):
        actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_85, window=YEAR, by=cast.focal)
    said = {"reason": "Cấp trên giao thêm"}
    new = actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_85, window=YEAR, by=cast.focal, **said)
    assert (new.reason, Goal.objects.count()) == ("Cấp trên giao thêm", 2)


def test_the_same_goal_again_changes_nothing(cast, metric):
    first = actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_80, by=cast.focal)
    assert actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_80, by=cast.focal) == first


def test_the_goal_of_a_day_is_that_of_the_shortest_window_else_the_final_one(cast, metric):
    for window, value in ((None, 100), (YEAR, 90), (H1, 40)):
        wanted = Wanted("gte", Decimal(value))
        actions.set_goal(unit=cast.commune, metric=metric, wanted=wanted, window=window, by=cast.focal)
    rows = list(goals(cast.commune, "tk.1.1.3"))
    days = (date(2026, 3, 1), date(2026, 9, 1), date(2027, 1, 1))
    assert [goal_for(rows, day).value for day in days] == [40, 90, 100]


WRONG = [
    (Wanted("between", Decimal(5)), "Ghi số thứ hai"),
    (Wanted("between", Decimal(5), Decimal(4)), "số sau không nhỏ hơn số trước"),
    (Wanted("by", Decimal(5)), "Chọn phép so sánh với một con số"),
    (Wanted("about", Decimal(5)), "Chọn phép so sánh với một con số"),
]


@pytest.mark.parametrize(("wanted", "sentence"), WRONG)
def test_a_goal_that_is_none_is_refused(cast, metric, wanted, sentence):
    with pytest.raises(ValidationError, match=sentence):
        actions.set_goal(unit=cast.commune, metric=metric, wanted=wanted, by=cast.focal)


@pytest.mark.parametrize("part", ["stranger", "nobody", "other_focal", "chairman", "reviewer", "field"])
def test_only_who_enters_the_figure_sets_its_goal_and_baseline(cast, metric, part):
    by = getattr(cast, part)
    with pytest.raises(Refused):
        actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_80, by=by)
    with pytest.raises(Refused):
        actions.set_baseline(unit=cast.commune, metric=metric, amount=None, by=by)


def test_a_baseline_may_say_that_there_is_none(cast, metric):
    actions.set_baseline(unit=cast.commune, metric=metric, amount=None, by=cast.focal)
    assert baseline_of(cast.commune, metric.code).amount is None
    said = {"amount": Decimal("71.5"), "on": date(2025, 12, 31), "source": "Báo cáo năm 2025"}
    actions.set_baseline(unit=cast.commune, metric=metric, by=cast.focal, **said)
    assert baseline_of(cast.commune, metric.code).amount == Decimal("71.5")
    assert Baseline.objects.count() == 2


def test_a_baseline_with_a_number_has_a_day(cast, metric):
    with pytest.raises(ValidationError, match="Ghi ngày của giá trị đầu kỳ"):
        actions.set_baseline(unit=cast.commune, metric=metric, amount=Decimal(5), by=cast.focal)


def test_the_database_itself_keeps_goals(cast, metric):
    goal = actions.set_goal(unit=cast.commune, metric=metric, wanted=AT_LEAST_80, by=cast.focal)
    for change in (lambda: Goal.objects.filter(pk=goal.pk).update(value=1), Goal.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
