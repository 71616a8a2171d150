"""Rows that come from elsewhere: directives into a plan's draft, plans below into the plan above."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from directives import actions as directives
from directives.models import DirectiveItem
from plans import actions, queries
from plans.models import Plan, Target, Task
from tests.cast import Cast, person
from tests.directives import builders
from tests.plans.test_plans import issue
from workflow.clock import today
from workflow.rules import Refused


@pytest.fixture
def items(cast: Cast) -> dict[str, DirectiveItem]:
    """Items of a directive that the commune received."""
    return builders.fill(builders.received(cast), by=cast.focal)


def test_an_item_becomes_a_task_with_its_text_lead_partners_and_time(plan: Plan, cast: Cast, items) -> None:
    item = items["1.a"]
    directives.assign(item, by=cast.focal, holder=cast.room, timing_text="Quý III")
    directives.assign(item, by=cast.focal, part="coordinate", holder_text="Công an xã")
    row = actions.take_up(plan=plan, by=cast.focal, item=item)
    assert isinstance(row, Task)
    assert (row.source_item, row.area.code, row.content, row.lead, row.lead_text) == (
        item, "TC", "Rà soát văn bản", cast.room, "Văn phòng - thống kê",
    )  # fmt: skip
    assert (row.timing, row.timing_text, row.ends_on) == ("quarter", "Quý III", date(2026, 9, 30))
    assert [partner.partner_text for partner in row.partners.all()] == ["Công an xã"]
    assert row.history.count() == 1


def test_a_target_is_read_where_it_is_taken(plan: Plan, cast: Cast, items) -> None:
    target = items["1.a"].targets.get()
    row = actions.take_up(plan=plan, by=cast.focal, target=target)
    assert isinstance(row, Target)
    assert (row.source_target, row.source_item, row.phrase) == (target, items["1.a"], "100% văn bản được rà soát")
    assert [(one.operator, one.value) for one in row.conditions.all()] == [("eq", 100)]


def test_a_lead_outside_the_unit_stays_as_words(plan: Plan, cast: Cast, items) -> None:
    directives.assign(items["1.b"], by=cast.focal, holder_text="UBND các xã, thị trấn")
    row = actions.take_up(plan=plan, by=cast.focal, item=items["1.b"])
    assert (row.lead, row.lead_text) == (None, "UBND các xã, thị trấn")


def test_an_assignment_of_the_item_above_holds_for_those_below(plan: Plan, cast: Cast, items) -> None:
    directives.assign(items["2"], by=cast.focal, holder=cast.room)
    row = actions.take_up(plan=plan, by=cast.focal, item=items["2.-"])
    assert (row.lead, row.area.code) == (cast.room, "CD")


TIMES = [
    ({"timing_text": "Quý II"}, "Quý II", ""),
    ({"due_on": date(2026, 2, 25)}, "25/02/2026", ""),
]


@pytest.mark.parametrize(("facts", "words", "note"), TIMES)
def test_a_time_comes_as_words_or_as_its_day(plan: Plan, cast: Cast, items, facts, words: str, note: str) -> None:
    directives.assign(items["1.b"], by=cast.focal, holder_text="UBND xã", **facts)
    row = actions.take_up(plan=plan, by=cast.focal, item=items["1.b"])
    assert (row.timing_text, row.note) == (words, note)


def test_a_time_that_cannot_be_read_is_kept_as_a_note(plan: Plan, cast: Cast, items) -> None:
    assignment = directives.assign(items["1.b"], by=cast.focal, holder_text="UBND xã", timing_text="Quý II")
    type(assignment).objects.filter(pk=assignment.pk).update(timing_text="sớm nhất có thể", due_on=None)
    row = actions.take_up(plan=plan, by=cast.focal, item=items["1.b"])
    assert (row.timing_text, row.note) == ("", "Thời hạn trong văn bản: sớm nhất có thể")


def test_the_same_item_is_not_taken_twice_and_the_row_is_named(plan: Plan, cast: Cast, items) -> None:
    first = actions.take_up(plan=plan, by=cast.focal, item=items["1.a"])
    with pytest.raises(ValidationError, match=r"Việc này đã có trong kế hoạch: “Rà soát văn bản”\."):
        actions.take_up(plan=plan, by=cast.focal, item=items["1.a"])
    actions.remove_row(row=first, by=cast.focal)
    assert actions.take_up(plan=plan, by=cast.focal, item=items["1.a"]).source_item == items["1.a"]


def test_an_item_without_an_area_asks_for_one(plan: Plan, cast: Cast) -> None:
    item = directives.add_item(builders.received(cast), by=cast.focal, marker="1", text="Việc chung")
    with pytest.raises(ValidationError, match="Chọn lĩnh vực của kế hoạch"):
        actions.take_up(plan=plan, by=cast.focal, item=item)
    area = plan.template.areas.get(code="CV")
    assert actions.take_up(plan=plan, by=cast.focal, item=item, area=area).area == area


def test_several_are_taken_or_none(plan: Plan, cast: Cast, items) -> None:
    rows = [(items["1.a"], None), (items["1.a"].targets.get(), None), (items["1.a"], None)]
    with pytest.raises(ValidationError, match="đã có trong kế hoạch"):
        actions.take_up_many(plan=plan, by=cast.focal, rows=rows)
    assert not Task.objects.exists()
    assert [type(row) for row in actions.take_up_many(plan=plan, by=cast.focal, rows=rows[:2])] == [Task, Target]


def test_only_an_item_that_stands_in_no_plan_is_told_that_there_is_none_to_take_it(
    full_plan: Plan, cast: Cast, items, client: Client
) -> None:
    actions.take_up(plan=full_plan, by=cast.focal, item=items["1.a"])
    issue(full_plan, cast)
    client.force_login(cast.focal)
    address = f"/van-ban/{items['1.a'].directive.code}/"
    said = ["Chưa có kế hoạch đang soạn" in client.get(address, {"muc": items[mark].pk}).content.decode()
            for mark in ("1.a", "1.b")]  # fmt: skip
    assert said == [False, True]


def test_a_withdrawn_item_is_not_taken(plan: Plan, cast: Cast, items) -> None:
    DirectiveItem.objects.filter(pk=items["1.a"].pk).update(
        state="withdrawn", changed_on=today(), changed_text="Công văn số 9/UBND-NC"
    )
    with pytest.raises(ValidationError, match="bãi bỏ"):
        actions.take_up(plan=plan, by=cast.focal, item=DirectiveItem.objects.get(pk=items["1.a"].pk))


def test_a_directive_of_another_commune_is_not_taken(plan: Plan, cast: Cast) -> None:
    strange = directives.register_directive(
        unit=cast.other_commune, by=cast.other_focal, number="5/UBND-NC", issued_on=today(), **builders.HEAD
    )
    item = directives.add_item(strange, by=cast.other_focal, marker="1", text="Việc", area_code="TC")
    with pytest.raises(Refused, match="không gửi đến đơn vị"):
        actions.take_up(plan=plan, by=cast.focal, item=item)


@pytest.mark.parametrize("who", ["chairman", "reviewer", "other_focal", "stranger", "nobody"])
def test_strangers_take_nothing(plan: Plan, cast: Cast, items, who: str) -> None:
    with pytest.raises(Refused):
        actions.take_up(plan=plan, by=getattr(cast, who), item=items["1.a"])


def test_a_field_official_takes_into_the_own_area_only(plan: Plan, cast: Cast, items) -> None:
    assert actions.take_up(plan=plan, by=cast.field, item=items["1.a"]).area.code == "TC"
    with pytest.raises(Refused, match="Lĩnh vực này do người khác soạn"):
        actions.take_up(plan=plan, by=cast.field, item=items["1.b"])


def test_an_issued_plan_takes_nothing(full_plan: Plan, cast: Cast, items) -> None:
    issue(full_plan, cast)
    with pytest.raises(Refused, match="Văn bản đã ban hành nên giữ nguyên"):
        actions.take_up(plan=full_plan, by=cast.focal, item=items["1.a"])


class TestContribution:
    @pytest.fixture
    def upper(self, cast: Cast, areas, mandate) -> Plan:
        """The plan of the province, in work."""
        by = person("province_focal", "Hoàng Thị Tỉnh", cast.province, "focal_point", "Chuyên viên")
        return actions.create_plan(unit=cast.province, year=2026, by=by)

    @pytest.fixture
    def province(self, upper: Plan):
        return upper.created_by

    @pytest.fixture
    def sub(self, upper: Plan, cast: Cast) -> Plan:
        """The commune's part of it, with one target and one task."""
        plan = actions.create_plan(unit=cast.commune, year=2026, scope="sub", upper=upper, by=cast.focal)
        area = plan.template.areas.get(code="TC")
        actions.add_row(plan=plan, model=Target, by=cast.focal, area=area, phrase="100% văn bản được rà soát")
        actions.add_row(
            plan=plan, model=Task, by=cast.focal, area=area, content="Rà soát", lead_text="Văn phòng - thống kê",
            partners="Công an xã",
        )  # fmt: skip
        return plan

    def test_it_names_the_plan_above_and_goes_to_its_unit(self, sub: Plan, cast: Cast) -> None:
        assert sub.title == "Cải cách hành chính xã Một năm 2026, phần đưa vào kế hoạch của tỉnh Thử"
        assert [row.recipient_unit for row in sub.planrecipients.all()] == [cast.authority, cast.province]

    def test_what_is_in_work_below_is_not_taken(self, upper: Plan, sub: Plan, province) -> None:
        with pytest.raises(Refused, match="đang soạn"):
            actions.take_contribution(plan=upper, row=sub.tasks.get(), by=province)
        assert [(one.plan, one.ready) for one in queries.contributions_to(upper)] == [(sub, False)]

    def test_a_row_comes_up_with_where_it_comes_from(self, upper: Plan, sub: Plan, cast: Cast, province) -> None:
        sub = issue(sub, cast)
        taken = actions.take_contribution(plan=upper, row=sub.tasks.get(), by=province)
        assert (taken.plan, taken.contributed_from, taken.lead, taken.lead_text) == (
            upper, sub.tasks.get(), None, "UBND xã Một",
        )  # fmt: skip
        assert [row.partner_text for row in taken.partners.all()] == ["Công an xã"]
        target = actions.take_contribution(plan=upper, row=sub.targets.get(), by=province)
        assert target.conditions.count() == 1
        (one,) = queries.contributions_to(upper, user=province)
        assert one.taken == {("task", sub.tasks.get().pk), ("target", sub.targets.get().pk)}
        found = {row.row.pk: row.years[0].rows for row in queries.served(upper)}
        assert found[taken.pk] == [sub.tasks.get()]

    def test_a_row_is_taken_once(self, upper: Plan, sub: Plan, cast: Cast, province) -> None:
        sub = issue(sub, cast)
        actions.take_contribution(plan=upper, row=sub.tasks.get(), by=province)
        with pytest.raises(ValidationError, match="đã có trong kế hoạch"):
            actions.take_contribution(plan=upper, row=sub.tasks.get(), by=province)

    def test_a_plan_that_is_not_below_gives_nothing(self, upper: Plan, full_plan: Plan, cast: Cast, province) -> None:
        strange = issue(full_plan, cast).tasks.first()
        with pytest.raises(Refused, match="không thuộc kế hoạch đang soạn"):
            actions.take_contribution(plan=upper, row=strange, by=province)

    @pytest.mark.parametrize("who", ["focal", "chairman", "reviewer", "other_focal", "stranger", "nobody"])
    def test_only_who_drafts_the_plan_above_takes(self, upper: Plan, sub: Plan, cast: Cast, who: str) -> None:
        row = issue(sub, cast).tasks.get()
        with pytest.raises(Refused):
            actions.take_contribution(plan=upper, row=row, by=getattr(cast, who))

    def test_more_plans_below_ask_no_more_queries(
        self, upper: Plan, sub: Plan, cast: Cast, django_assert_max_num_queries
    ) -> None:
        for number in range(4):
            actions.create_plan(
                unit=cast.commune, year=2026, scope="sub", upper=upper, by=cast.focal, title=f"Phần {number}"
            )
        with django_assert_max_num_queries(5):
            assert len(queries.contributions_to(upper)) == 5
