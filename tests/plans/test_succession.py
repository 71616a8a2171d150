"""Replacing a plan in mid-year: what carries on what, what is left out, which documents ask for it."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from documents.models import KnownDocument
from plans import actions, queries
from plans.models import LeftOut, Plan, PlanBasis, Target, Task
from tests.cast import Cast
from tests.plans.test_lineage import task
from tests.plans.test_plans import issue
from workflow.rules import MovedOn, Refused


@pytest.fixture
def issued(full_plan: Plan, cast: Cast) -> Plan:
    return issue(full_plan, cast)


class TestReplacement:
    def test_every_copied_row_says_which_it_carries_on(self, issued: Plan, cast: Cast) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Cấp trên ban hành kế hoạch mới")
        for model in (Target, Task):
            pairs = [(row.carried_from.pk, row.area_id) for row in model.objects.filter(plan=new)]
            assert pairs == [(row.pk, row.area_id) for row in model.objects.filter(plan=issued)]
        table = queries.carry_over_table(new)
        assert [(row.old.content, row.new.content, row.changed) for row in table] == [
            (row.content, row.content, ()) for row in issued.tasks.all()
        ]

    def test_the_documents_that_ask_for_it_stand_in_the_new_basis(self, issued: Plan, cast: Cast, decree) -> None:
        trigger = KnownDocument.objects.create(
            code="VB00010", type_name="Kế hoạch", number="137/KH-UBND", number_key="137/KH-UBND",
            issuer="UBND tỉnh Thử", subject="cải cách hành chính", issued_on=date(2026, 6, 20),
        )  # fmt: skip
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Cấp trên", triggers=[trigger, decree])
        rows = new.planbasiss.order_by("order").values_list("document__number", "role", "is_trigger")
        assert list(rows) == [("76/NQ-CP", "basis", True), ("137/KH-UBND", "carries_out", True)]
        assert not PlanBasis.objects.filter(plan=issued, is_trigger=True).exists()

    def test_a_task_is_mapped_by_hand_and_only_one_row_carries_it(self, issued: Plan, cast: Cast) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        first, second = new.tasks.order_by("area__order")[:2]
        old, other = first.carried_from, second.carried_from
        actions.map_task(plan=new, old=old, new=second, by=cast.focal)
        table = {row.old.pk: row.new for row in queries.carry_over_table(new) if row.old}
        assert (table[old.pk], table[other.pk]) == (second, None)
        first.refresh_from_db()
        assert first.carried_from is None

    def test_a_task_is_left_out_with_a_reason_and_its_copy_goes(self, issued: Plan, cast: Cast) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        old = issued.tasks.first()
        with pytest.raises(ValidationError, match="Ghi lý do không chuyển tiếp"):
            actions.leave_out(plan=new, task=old, reason=" ", by=cast.focal)
        actions.leave_out(plan=new, task=old, reason="Đã giao cơ quan khác", by=cast.focal)
        row = queries.carry_over_table(new)[0]
        assert (row.old, row.new, row.left_out.reason, row.is_open) == (old, None, "Đã giao cơ quan khác", False)

    def test_a_copy_that_is_put_back_is_left_out_no_longer(self, issued: Plan, cast: Cast) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        copy = new.tasks.first()
        actions.leave_out(plan=new, task=copy.carried_from, reason="Bỏ", by=cast.focal)
        actions.restore_row(row=Task.everything.get(pk=copy.pk), by=cast.focal)
        assert not LeftOut.objects.exists()
        assert queries.carry_over_table(new)[0].new == copy

    def test_a_task_taken_away_without_a_word_is_shown_as_open(self, issued: Plan, cast: Cast) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        actions.remove_row(row=new.tasks.first(), by=cast.focal)
        assert [row.is_open for row in queries.carry_over_table(new)] == [True] + [False] * 6

    def test_changed_words_are_named_and_new_rows_come_last(self, issued: Plan, cast: Cast) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        row = new.tasks.first()
        values = {"content": "Việc nói khác", "timing_text": "Quý III", "partners": "Đoàn thanh niên"}
        actions.save_fields(row=row, values=values, version=row.version, by=cast.focal)
        added = task(new, cast, "Việc mới")
        table = queries.carry_over_table(new)
        assert table[0].changed == ("nhiệm vụ", "thời gian", "phối hợp")
        assert (table[-1].old, table[-1].new) == (None, added)

    def test_a_row_of_another_plan_is_not_mapped(self, issued: Plan, cast: Cast) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        strange = task(actions.create_plan(unit=cast.commune, year=2030, by=cast.focal), cast, "Khác")
        with pytest.raises(Refused, match="không thuộc kế hoạch bị thay thế"):
            actions.map_task(plan=new, old=strange, new=new.tasks.first(), by=cast.focal)
        with pytest.raises(Refused, match="Chọn một dòng của bản thay thế"):
            actions.map_task(plan=new, old=issued.tasks.first(), new=strange, by=cast.focal)

    @pytest.mark.parametrize("who", ["chairman", "reviewer", "other_focal", "stranger", "nobody"])
    def test_strangers_map_and_leave_out_nothing(self, issued: Plan, cast: Cast, who: str) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        by, old = getattr(cast, who), issued.tasks.first()
        with pytest.raises(Refused):
            actions.map_task(plan=new, old=old, new=new.tasks.last(), by=by)
        with pytest.raises(Refused):
            actions.leave_out(plan=new, task=old, reason="Bỏ", by=by)
        with pytest.raises(Refused):
            actions.open_successor(plan=issued, by=by, reason="Sửa")

    def test_a_field_official_maps_rows_of_the_own_area_only(self, issued: Plan, cast: Cast) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        own, other = new.tasks.get(area__code="TC"), new.tasks.get(area__code="CD")
        with pytest.raises(Refused, match="Lĩnh vực này do người khác soạn"):
            actions.map_task(plan=new, old=other.carried_from, new=own, by=cast.field)
        assert actions.map_task(plan=new, old=own.carried_from, new=None, by=cast.field) is None

    def test_what_asked_for_the_old_plan_does_not_ask_for_the_new_one(self, issued: Plan, cast: Cast) -> None:
        PlanBasis.objects.filter(plan=issued).update(is_trigger=True)
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        assert not PlanBasis.objects.filter(plan=new, is_trigger=True).exists()
        (row,) = actions.set_triggers(plan=new, bases=[new.planbasiss.get().pk], by=cast.focal)
        assert row.is_trigger

    def test_a_stage_plan_is_replaced_with_its_milestones(self, stage: Plan, cast: Cast) -> None:
        row = task(stage, cast, "Số hóa", "2026-2030")
        actions.set_milestone(row=row, year=2027, text="xong", by=cast.focal)
        old = issue(stage, cast)
        new = actions.open_successor(plan=old, by=cast.focal, reason="Điều chỉnh")
        assert (new.scope, new.year, new.year_to) == ("stage", 2026, 2030)
        (kept,) = new.milestones.all()
        assert (kept.task.carried_from, kept.year, kept.text) == (row, 2027, "xong")

    def test_one_plan_has_one_open_successor(self, issued: Plan, cast: Cast) -> None:
        actions.open_successor(plan=issued, by=cast.focal, reason="Một")
        with pytest.raises(MovedOn):
            actions.open_successor(plan=issued, by=cast.focal, reason="Hai")

    def test_the_table_asks_no_more_for_more_rows(
        self, issued: Plan, cast: Cast, django_assert_max_num_queries
    ) -> None:
        new = actions.open_successor(plan=issued, by=cast.focal, reason="Sửa")
        for number in range(8):
            task(new, cast, f"Thêm {number}")
        with django_assert_max_num_queries(6):
            queries.carry_over_table(new)
