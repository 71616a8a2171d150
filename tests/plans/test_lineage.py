"""How plans follow one another: stages, fields, next year, replacement, what serves what."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from documents import reference as documents_reference
from documents.models import KnownDocument
from plans import actions, documents, queries, reference
from plans.models import Plan, PlanBasis, Target, Task, TaskProgress
from tests.cast import Cast, make_cast
from tests.plans.test_plans import issue
from workflow.actions import start_many
from workflow.models import Road
from workflow.rules import Refused


@pytest.fixture
def issued(full_plan: Plan, cast: Cast) -> Plan:
    return issue(full_plan, cast)


def task(plan: Plan, cast: Cast, words: str, timing: str = "Quý II", code: str = "TC", **values) -> Task:
    area = plan.template.areas.get(code=code)
    return actions.add_row(plan=plan, model=Task, by=cast.focal, area=area, content=words, timing_text=timing, **values)


class TestScopes:
    def test_a_stage_plan_says_its_years_and_holds_every_area(self, stage: Plan) -> None:
        assert (stage.title, str(stage)) == (
            "Cải cách hành chính xã Một giai đoạn 2026-2030",
            "Kế hoạch CCHC giai đoạn 2026-2030",
        )
        assert stage.planareas.count() == 7
        closing = stage.plantexts.get(section="closing").body
        assert "cải cách hành chính giai đoạn 2026-2030 của UBND xã Một" in closing

    def test_one_stage_has_one_plan(self, stage: Plan, cast: Cast) -> None:
        with pytest.raises(actions.PlanExists, match="Đã có Kế hoạch CCHC giai đoạn 2026-2030"):
            actions.create_plan(unit=cast.commune, year=2026, year_to=2030, scope="stage", by=cast.focal)

    @pytest.mark.parametrize("year_to", [None, 2026, 2020])
    def test_a_stage_ends_after_it_begins(self, cast: Cast, areas, year_to: int | None) -> None:
        with pytest.raises(ValidationError, match="Năm cuối của giai đoạn phải sau năm đầu"):
            actions.create_plan(unit=cast.commune, year=2026, year_to=year_to, scope="stage", by=cast.focal)

    def test_a_years_plan_is_tied_to_the_stage_that_covers_it(self, stage: Plan, cast: Cast) -> None:
        inside = actions.create_plan(unit=cast.commune, year=2027, by=cast.focal)
        outside = actions.create_plan(unit=cast.commune, year=2031, by=cast.focal)
        assert (inside.upper, outside.upper) == (stage, None)

    def test_a_stage_plan_does_not_stand_in_the_way_of_the_years_plan(self, stage: Plan, cast: Cast) -> None:
        assert queries.plan_of_year(cast.commune, 2026) is None
        plan = actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)
        assert queries.plan_of_year(cast.commune, 2026) == plan

    def test_a_plan_of_one_area_holds_that_area_only(self, plan: Plan, cast: Cast) -> None:
        area = plan.template.areas.get(code="TTHC")
        sub = actions.create_plan(
            unit=cast.commune, year=2026, scope="sub", upper=plan, area=area, holder=cast.room, by=cast.focal
        )
        assert [row.area for row in sub.planareas.all()] == [area]
        assert sub.title == "Cải cách thủ tục hành chính xã Một năm 2026"
        other = plan.template.areas.get(code="TC")
        with pytest.raises(ValidationError, match="chỉ có một lĩnh vực"):
            actions.add_row(plan=sub, model=Task, by=cast.focal, area=other, content="Việc khác")

    def test_a_plan_below_another_needs_one_that_is_above_it(self, plan: Plan, stage: Plan, cast: Cast) -> None:
        for upper, said in (
            (None, "Chọn kế hoạch năm"),
            (stage, "Chọn kế hoạch năm"),
        ):
            with pytest.raises(ValidationError, match=said):
                actions.create_plan(unit=cast.commune, year=2026, scope="sub", upper=upper, by=cast.focal)
        with pytest.raises(ValidationError, match="không phải của đơn vị"):
            actions.create_plan(unit=cast.other_commune, year=2026, scope="sub", upper=plan, by=cast.other_focal)

    def test_a_plan_of_a_room_of_another_unit_is_refused(self, plan: Plan, cast: Cast) -> None:
        with pytest.raises(ValidationError, match="Chọn một bộ phận của đơn vị"):
            actions.create_plan(
                unit=cast.commune, year=2026, scope="sub", upper=plan, holder=cast.other_commune, by=cast.focal
            )


class TestPapers:
    def test_a_stage_plan_prints_its_years(self, stage: Plan, cast: Cast) -> None:
        row = task(stage, cast, "Số hóa hồ sơ", "2026-2030")
        actions.set_milestone(row=row, year=2026, value=60, text="%", by=cast.focal)
        actions.set_milestone(row=row, year=2027, text="xong", by=cast.focal)
        area = stage.template.areas.get(code="TTHC")
        target = actions.add_row(plan=stage, model=Target, by=cast.focal, area=area, phrase="Trên 90% hồ sơ trực tuyến")
        actions.set_milestone(row=target, year=2030, value=90, text="%", by=cast.focal)
        paper = documents.build(stage)
        annex = paper.annexes[0]
        table = annex.blocks[0]
        assert annex.title == "Danh mục nhiệm vụ cải cách hành chính giai đoạn 2026-2030"
        at = [column.title for column in table.columns].index("Lộ trình từng năm")
        assert table.rows[1].cells[at] == "Năm 2026: 60 %; năm 2027: xong"
        texts = [getattr(block, "text", "") for block in paper.blocks]
        assert "Lộ trình từng năm: năm 2030: 90 %." in texts

    def test_a_years_plan_has_no_column_of_years(self, full_plan: Plan) -> None:
        columns = documents.build(full_plan).annexes[0].blocks[0].columns
        assert "Lộ trình từng năm" not in [column.title for column in columns]


class TestMilestones:
    @pytest.mark.parametrize("year", [2025, 2031])
    def test_a_year_outside_the_stage_is_refused(self, stage: Plan, cast: Cast, year: int) -> None:
        row = task(stage, cast, "Số hóa", "2026-2030")
        with pytest.raises(ValidationError, match="Năm từ 2026 đến 2030"):
            actions.set_milestone(row=row, year=year, text="xong", by=cast.focal)

    def test_a_year_is_set_changed_and_emptied(self, stage: Plan, cast: Cast) -> None:
        row = task(stage, cast, "Số hóa", "2026-2030")
        first = actions.set_milestone(row=row, year=2026, value=50, by=cast.focal)
        again = actions.set_milestone(row=row, year=2026, value=60, text="%", by=cast.focal)
        assert (again.pk, again.version) == (first.pk, 2)
        assert actions.set_milestone(row=row, year=2026, by=cast.focal) is None
        assert not row.milestones.exists()

    def test_a_years_plan_has_none(self, plan: Plan, cast: Cast) -> None:
        with pytest.raises(Refused, match="Chỉ kế hoạch giai đoạn"):
            actions.set_milestone(row=task(plan, cast, "Việc"), year=2026, text="xong", by=cast.focal)


def under_way(plan: Plan, cast: Cast, states: dict[str, str]) -> None:
    """Work under way of the plan's tasks by their words; the others have not begun."""
    rows = list(plan.tasks.all())
    begun = start_many([TaskProgress(unit=plan.unit, task=row) for row in rows], by=cast.focal, road=Road.CARRYING_OUT)
    for one in begun:
        if one.task.content in states:
            TaskProgress.objects.filter(pk=one.pk).update(state=states[one.task.content])


class TestRollForward:
    def test_three_lists_are_offered_with_old_and_new_times(self, plan: Plan, cast: Cast) -> None:
        for words, timing in (
            ("Xong rồi", "Quý I"), ("Đang làm", "15/5/2026"), ("Đã bỏ", "Quý III"), ("Làm mãi", "Thường xuyên"),
        ):  # fmt: skip
            task(plan, cast, words, timing)
        area = plan.template.areas.get(code="TC")
        actions.add_row(plan=plan, model=Target, by=cast.focal, area=area, phrase="Xong trước ngày 15/12/2026")
        under_way(plan, cast, {"Xong rồi": "done", "Đang làm": "in_progress", "Đã bỏ": "not_done"})
        targets, unfinished, repeated = queries.what_to_inherit(plan, 2027)
        assert [(offer.row.phrase, offer.ticked) for offer in targets] == [("Xong trước ngày 15/12/2026", True)]
        assert [(offer.row.content, offer.old, offer.new, offer.ticked) for offer in unfinished] == [
            ("Đang làm", "15/5/2026", "15/5/2027", True),
            ("Đã bỏ", "Quý III", "Quý III", False),
        ]
        assert [(offer.row.content, offer.new, offer.ticked) for offer in repeated] == [
            ("Làm mãi", "Thường xuyên", True)
        ]

    def test_what_is_ticked_comes_along_on_the_new_years_days(self, issued: Plan, cast: Cast) -> None:
        new = actions.roll_forward(plan=issued, year=2027, by=cast.focal)
        assert (new.year, new.inherited_from, new.state, new.title) == (
            2027, issued, "draft", "Cải cách hành chính xã Một năm 2027",
        )  # fmt: skip
        assert [row.inherited_from.phrase for row in new.targets.all()] == [row.phrase for row in issued.targets.all()]
        assert {row.ends_on for row in new.tasks.all()} == {date(2027, 6, 30)}
        assert {row.timing_text for row in new.tasks.all()} == {"Quý II"}
        assert [row.conditions.count() for row in new.targets.all()] == [1] * 7
        assert new.responsibilitys.get().body == "Theo dõi, đôn đốc, báo cáo."
        assert "năm 2027" in new.plantexts.get(section="closing").body
        assert new.plantexts.get(section="purpose").body == "Giữ nhịp làm việc đều trong năm."

    def test_no_number_waiver_state_or_progress_comes_along(self, full_plan: Plan, cast: Cast) -> None:
        for model in (Target, Task):
            actions.remove_row(row=model.objects.get(plan=full_plan, area__code="TCC"), by=cast.focal)
        actions.waive(plan=full_plan, code="area_missing", place="area-TCC", reason="Không có", by=cast.focal)
        issued = issue(full_plan, cast)
        under_way(issued, cast, {})
        new = actions.roll_forward(plan=issued, year=2027, by=cast.focal)
        assert (new.waivers.count(), new.issued_on, new.known_document, new.times_sent) == (0, None, None, 0)
        assert not TaskProgress.objects.filter(task__plan=new).exists()
        assert not Task.objects.filter(plan=new, carried_from__isnull=False).exists()

    def test_legal_bases_that_no_longer_hold_stay_behind_and_are_named(self, issued: Plan, cast: Cast) -> None:
        old = KnownDocument.objects.create(
            code="VB00009", type_name="Nghị quyết", number="9/NQ-CP", number_key="9/NQ-CP", issuer="Chính phủ",
            subject="việc cũ", issued_on=date(2020, 1, 1), valid_to=date(2025, 12, 31),
        )  # fmt: skip
        PlanBasis.objects.create(plan=issued, document=old, order=9)
        new = actions.roll_forward(plan=issued, year=2027, by=cast.focal)
        assert [row.document.number for row in new.planbasiss.all()] == ["76/NQ-CP"]
        assert [sentence for _, sentence in queries.bases_left_out(issued)] == [
            "Nghị quyết 9/NQ-CP hết hiệu lực sau ngày 31/12/2025 nên không chép sang."
        ]

    def test_report_days_move_by_a_year(self, full_plan: Plan, cast: Cast) -> None:
        full_plan.reportdeadlines.create(period="q1", due_on=date(2028, 2, 29))
        Plan.objects.filter(pk=full_plan.pk).update(year=2028)
        old = issue(Plan.objects.get(pk=full_plan.pk), cast)
        new = actions.roll_forward(plan=old, year=2029, by=cast.focal)
        assert [row.due_on for row in new.reportdeadlines.all()] == [date(2029, 2, 28)]

    def test_recipients_are_those_who_follow_the_unit_today(self, issued: Plan, cast: Cast) -> None:
        issued.planrecipients.all().delete()
        issued.planrecipients.create(order=1, name="Như trên", purpose="know")
        new = actions.roll_forward(plan=issued, year=2027, by=cast.focal)
        assert [row.name for row in new.planrecipients.all()] == ["Như trên", "Sở Nội vụ tỉnh Thử"]

    def test_a_confirmed_reading_comes_along(self, full_plan: Plan, cast: Cast) -> None:
        target = full_plan.targets.first()
        conditions = [{"operator": "by", "by_date": date(2026, 6, 30)}]
        actions.set_conditions(target=target, conditions=conditions, version=target.version, by=cast.focal)
        new = actions.roll_forward(plan=issue(full_plan, cast), year=2027, by=cast.focal)
        (row,) = new.targets.get(inherited_from=target).conditions.all()
        assert (row.operator, row.by_date, row.confirmed) == ("by", date(2027, 6, 30), True)

    @pytest.mark.parametrize("year", [2025, 2026])
    def test_the_new_year_lies_after_the_old_one(self, issued: Plan, cast: Cast, year: int) -> None:
        with pytest.raises(ValidationError, match="Năm mới phải sau năm 2026"):
            actions.roll_forward(plan=issued, year=year, by=cast.focal)

    def test_a_year_that_has_a_plan_is_told_so(self, issued: Plan, cast: Cast) -> None:
        actions.create_plan(unit=cast.commune, year=2027, by=cast.focal)
        with pytest.raises(actions.PlanExists):
            actions.roll_forward(plan=issued, year=2027, by=cast.focal)

    def test_rows_of_another_plan_are_refused(self, issued: Plan, cast: Cast) -> None:
        other = actions.create_plan(unit=cast.commune, year=2030, by=cast.focal)
        strange = task(other, cast, "Việc của kế hoạch khác")
        with pytest.raises(ValidationError, match="không thuộc kế hoạch năm trước"):
            actions.roll_forward(plan=issued, year=2027, by=cast.focal, targets=[], tasks=[strange.pk])

    @pytest.mark.parametrize("who", ["chairman", "reviewer", "other_focal", "stranger", "nobody"])
    def test_only_who_drafts_rolls_forward(self, issued: Plan, cast: Cast, who: str) -> None:
        with pytest.raises(Refused):
            actions.roll_forward(plan=issued, year=2027, by=getattr(cast, who))
        assert not Plan.objects.filter(year=2027).exists()

    def test_the_queries_do_not_grow_with_the_rows(self, plan: Plan, cast: Cast, django_assert_num_queries) -> None:
        task(plan, cast, "Một việc")
        with django_assert_num_queries(2):
            queries.what_to_inherit(plan, 2027)
        for number in range(12):
            task(plan, cast, f"Việc {number}")
        with django_assert_num_queries(2):
            queries.what_to_inherit(plan, 2027)


TIMINGS = st.sampled_from(["Quý I", "Thường xuyên", "29/02/2028", "15/5", "Sau khi có hướng dẫn", "", "hằng tháng"])


class TestEveryRowOnce(TestCase):
    """Property: rolling forward takes every chosen row exactly once and nothing else."""

    @classmethod
    def setUpTestData(cls) -> None:
        documents_reference.load()
        reference.load()
        cls.cast = make_cast()
        cls.plan = actions.create_plan(unit=cls.cast.commune, year=2028, by=cls.cast.focal)
        cls.areas = list(cls.plan.template.areas.all())

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 6), TIMINGS, st.booleans()), max_size=8))
    def test_every_chosen_row_comes_exactly_once(self, wanted) -> None:
        Task.everything.bulk_create(
            Task(plan=self.plan, area=self.areas[at], content=f"Việc {number}", timing_text=timing, order=number)
            for number, (at, timing, _) in enumerate(wanted)
        )
        rows = list(Task.objects.filter(plan=self.plan).order_by("order"))
        chosen = [row for row, (_, _, take) in zip(rows, wanted, strict=True) if take]
        new = actions.roll_forward(
            plan=self.plan, year=2029, by=self.cast.focal, targets=[], tasks=[row.pk for row in chosen]
        )
        came = {row.inherited_from_id: (row.content, row.area_id) for row in new.tasks.all()}
        assert came == {row.pk: (row.content, row.area_id) for row in chosen}
        assert new.tasks.count() == len(chosen)


class TestServing:
    @pytest.fixture
    def tied(self, stage: Plan, cast: Cast) -> tuple[Task, list[Task]]:
        """A task of the stage with two tasks of 2026 that serve it, one done."""
        upper = task(stage, cast, "Số hóa kết quả", "2026-2030")
        plan = actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)
        below = [task(plan, cast, words) for words in ("Quét hồ sơ", "Nhập dữ liệu")]
        for row in below:
            actions.serve(row=row, upper_row=upper, by=cast.focal)
        under_way(plan, cast, {"Quét hồ sơ": "done"})
        return upper, below

    def test_a_stage_adds_up_what_its_years_have_done(self, stage: Plan, cast: Cast, tied) -> None:
        upper, below = tied
        actions.set_milestone(row=upper, year=2026, text="một nửa", by=cast.focal)
        (row,) = queries.served(stage)
        first, second = row.years[:2]
        assert (row.row, first.year, first.milestone.text, first.rows) == (upper, 2026, "một nửa", below)
        assert (first.done, first.total, first.word) == (1, 2, "Đang thực hiện")
        assert (second.done, second.total, second.word) == (1, 2, "Chưa có kế hoạch năm")
        assert (row.done, row.total) == (1, 2)

    def test_rows_that_served_the_replaced_stage_count_for_its_successor(self, stage: Plan, cast: Cast, tied) -> None:
        new = actions.open_successor(plan=issue(stage, cast), by=cast.focal, reason="Điều chỉnh")
        Plan.objects.filter(pk=stage.pk).update(state="superseded")
        (row,) = queries.served(new)
        assert (row.done, row.total) == (1, 2)

    def test_a_row_serves_only_the_plan_above_it(self, plan: Plan, cast: Cast) -> None:
        row = task(plan, cast, "Việc")
        with pytest.raises(Refused, match="kế hoạch mà kế hoạch này thực hiện"):
            actions.serve(row=row, upper_row=task(plan, cast, "Việc khác"), by=cast.focal)

    def test_a_link_is_taken_away_again(self, stage: Plan, cast: Cast, tied) -> None:
        _, (first, _) = tied
        assert actions.serve(row=first, upper_row=None, by=cast.focal).serves is None

    def test_more_rows_ask_no_more_queries(self, stage: Plan, cast: Cast, tied, django_assert_max_num_queries) -> None:
        for number in range(10):
            task(stage, cast, f"Việc {number}", "2026-2030")
        with django_assert_max_num_queries(7):
            queries.served(stage)
