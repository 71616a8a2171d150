"""Tasks under way: begun with their plan, reported, confirmed, carried into the plan that replaces it."""

import random
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from documents.models import KnownDocument
from organisations.clock import at, set_to
from organisations.models import Appointment, Official
from plans import actions
from plans.actions import progress as acts
from plans.models import LeftOut, Plan, ProgressNote, Task, TaskProduct, TaskProgress
from plans.queries import progress as reads
from tests.cast import START, Cast
from tests.guards.world import PNG
from tests.plans.test_flow import to_chairman
from workflow import actions as moves
from workflow import integrity
from workflow.clock import today
from workflow.flows import flow_of
from workflow.models import Event, Obligation
from workflow.queries import my_work
from workflow.rules import Refused
from workflow.states import steps_from

pytestmark = pytest.mark.django_db
MARCH = at(date(2026, 3, 2))


@pytest.fixture
def march():
    """The clock of an ordinary working day before the tasks' day (Quý II ends on 30/6)."""
    with set_to(MARCH):
        yield


@pytest.fixture
def running(march, full_plan: Plan, cast: Cast) -> Plan:
    """A plan that was issued today."""
    return in_force(full_plan, cast)


def in_force(plan: Plan, cast: Cast) -> Plan:
    plan = moves.take("sign", to_chairman(plan, cast), by=cast.chairman)
    Plan.objects.filter(pk=plan.pk).update(issued_on=today())
    with transaction.atomic():
        return moves.follow("issue", Plan.objects.get(pk=plan.pk), by=cast.records)


def work(plan: Plan, area: str = "TTHC") -> TaskProgress:
    return TaskProgress.objects.get(task__plan=plan, task__area__code=area)


def document(cast: Cast, number: str = "41/BC-UBND") -> KnownDocument:
    return KnownDocument.objects.create(
        unit=cast.commune,
        type_name="Báo cáo",
        number=number,
        number_key=number.lower(),
        issuer="UBND xã Một",
        issued_on=date(2026, 3, 1),
        subject="kết quả thực hiện",
    )


def done(progress: TaskProgress, by, **details) -> TaskProgress:
    return moves.take("report_done", progress, by=by, **{"no_product_reason": "Làm tại cuộc họp.", **details})


def faults() -> list[str]:
    return list(integrity.faults(connection))


def test_work_begins_with_the_issue_of_the_plan_on_every_task_with_words(march, full_plan: Plan, cast: Cast) -> None:
    actions.add_row(plan=full_plan, model=Task, by=cast.focal, area=full_plan.template.areas.first())
    plan = in_force(Plan.objects.get(pk=full_plan.pk), cast)
    rows = TaskProgress.objects.filter(task__plan=plan)
    assert rows.count() == plan.template.areas.count()
    one = work(plan)
    assert (one.state, one.person, one.due_on, one.measured_by) == (
        "not_started",
        cast.focal,
        date(2026, 6, 30),
        "sent_at",
    )
    assert one.due_source == "Kế hoạch CCHC năm 2026, nhiệm vụ II.3.b.1"
    assert one.code.startswith("NV")
    assert faults() == []


def test_work_on_a_draft_does_not_begin(full_plan: Plan, cast: Cast) -> None:
    assert acts.begin_tasks(full_plan, by=cast.focal) == []


def test_work_begins_once(running: Plan, cast: Cast) -> None:
    assert acts.begin_tasks(running, by=cast.focal) == []


def test_beginning_many_tasks_asks_as_often_as_beginning_few(march, full_plan: Plan, cast: Cast) -> None:
    plan = in_force(full_plan, cast)
    few = _asked(plan, cast)
    area = plan.template.areas.first()
    for number in range(15):  # within one batch of SQLite
        Task.objects.create(plan=plan, area=area, order=10 + number, content="Việc", ends_on=date(2026, 6, 30))
    assert _asked(plan, cast) == few


def _asked(plan: Plan, cast: Cast) -> int:
    Obligation.objects.filter(kind="task").delete()
    TaskProgress.objects.all().delete()
    with CaptureQueriesContext(connection) as asked:
        acts.begin_tasks(plan, by=cast.focal)
    return len(asked)


def test_the_head_answers_before_the_person_on_the_post(march, full_plan: Plan, cast: Cast) -> None:
    head = Appointment.objects.get(official=cast.field.official)
    Task.objects.filter(plan=full_plan, area__code="TTHC").update(head=head)
    assert work(in_force(full_plan, cast)).person == cast.field


def test_a_head_who_does_not_work_with_the_portal_leaves_the_task_to_the_post(
    march, full_plan: Plan, cast: Cast
) -> None:
    head = Appointment.objects.get(official=cast.deputy.official)
    Task.objects.filter(plan=full_plan, area__code="TTHC").update(head=head)
    assert work(in_force(full_plan, cast)).person == cast.focal


def test_a_post_of_two_people_leaves_the_task_to_the_focal_point(march, full_plan: Plan, cast: Cast) -> None:
    second = Official.objects.create(full_name="Người Thứ Hai")
    Appointment.objects.create(official=second, unit=cast.room, title="Công chức", valid_from=START)
    one = work(in_force(full_plan, cast))
    assert one.person is None
    duty = Obligation.objects.get(kind="task", object_id=one.pk)
    assert (duty.capability, duty.person) == ("submit", None)


@pytest.mark.parametrize(
    ("timing", "state"), [("ongoing", "ongoing"), ("on_trigger", "awaiting_trigger"), ("quarter", "not_started")]
)
def test_standing_and_waiting_tasks_begin_in_states_of_their_own(
    march, full_plan: Plan, cast: Cast, timing: str, state: str
) -> None:
    Task.objects.filter(plan=full_plan, area__code="TTHC").update(timing=timing)
    assert work(in_force(full_plan, cast)).state == state


def test_a_day_that_had_passed_when_the_plan_was_issued_is_never_late(march, full_plan: Plan, cast: Cast) -> None:
    task = Task.objects.filter(plan=full_plan, area__code="TTHC")
    task.update(starts_on=None, ends_on=date(2026, 2, 25))
    one = work(in_force(full_plan, cast))
    assert (one.due_on, reads.late(one)) == (None, 0)
    assert one.due_source.endswith("hạn 25/02/2026 đã qua khi ban hành, không tính muộn")


def test_a_task_enters_the_work_list_fourteen_days_before_its_day(running: Plan, cast: Cast) -> None:
    assert [row for row in my_work(cast.focal) if row.item.kind == "task"] == []
    with set_to(at(date(2026, 6, 16))):
        mine = [row for row in my_work(cast.focal) if row.item.kind == "task"]
    assert len(mine) == running.template.areas.count()


def test_what_waits_for_confirmation_is_in_the_work_list_at_once(running: Plan, cast: Cast) -> None:
    done(work(running), cast.focal)
    mine = [row for row in my_work(cast.focal) if row.item.kind == "task"]
    assert [(row.asked, row.button) for row in mine] == [("xác nhận hoàn thành", "Xem, xác nhận")]


def test_from_beginning_to_confirmation(running: Plan, cast: Cast) -> None:
    one = moves.take("begin", work(running), by=cast.focal)
    one = moves.take("note", one, by=cast.focal, comment="Đã họp.", is_obstacle=True)
    product = document(cast)
    one = done(one, cast.focal, product=product, comment="Đã trình ký.")
    assert (one.state, one.sent_by, one.no_product_reason) == ("to_confirm", cast.focal, "")
    one = moves.take("confirm", one, by=cast.focal)
    assert (one.state, reads.reported_on(one), reads.late(one)) == ("done", MARCH.date(), 0)
    assert TaskProduct.objects.get(progress=one).document == product
    notes = list(ProgressNote.objects.filter(progress=one).order_by("pk").values_list("text", "is_obstacle"))
    assert notes == [("Đã họp.", True), ("Đã trình ký.", False)]
    assert not Obligation.objects.filter(kind="task", object_id=one.pk, closed_at=None).exists()
    assert faults() == []


def test_a_note_needs_words(running: Plan, cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        moves.take("note", work(running), by=cast.focal, comment="  ")
    assert fault.value.message_dict == {"comment": ["Ghi đã làm được gì, vướng gì."]}


def test_a_note_with_a_mark_of_secrecy_is_not_kept(running: Plan, cast: Cast) -> None:
    with pytest.raises(ValidationError):
        moves.take("note", work(running), by=cast.focal, comment="TỐI MẬT\nSố 5/KH-UBND")
    assert not ProgressNote.objects.exists()


def test_completion_without_a_product_asks_for_one_or_for_the_reason(running: Plan, cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        moves.take("report_done", work(running), by=cast.focal)
    assert fault.value.message_dict == {
        "product": ["Chọn văn bản là sản phẩm, ghi số và ngày văn bản, hoặc nêu lý do chưa có văn bản."]
    }
    assert done(work(running), cast.focal).no_product_reason == "Làm tại cuộc họp."


def test_a_product_that_the_person_may_not_see_is_refused(running: Plan, cast: Cast) -> None:
    foreign = document(cast)
    KnownDocument.objects.filter(pk=foreign.pk).update(unit=cast.elsewhere)
    with pytest.raises(ValidationError) as fault:
        moves.take("report_done", work(running), by=cast.focal, product=foreign)
    assert fault.value.message_dict == {"product": ["Chọn một văn bản trong danh sách."]}


def test_a_product_typed_by_number_and_day_enters_the_register_once(running: Plan, cast: Cast) -> None:
    typed = {"type_name": "Báo cáo", "number": "41/BC-UBND", "day": date(2026, 3, 1)}
    for area in ("TTHC", "TC"):
        acts.report(work(running, area), by=cast.focal, said=acts.Report("done", typed=typed))
    (known,) = KnownDocument.objects.filter(unit=cast.commune)
    assert (known.number, known.issuer, TaskProduct.objects.filter(document=known).count()) == (
        "41/BC-UBND",
        "Ủy ban nhân dân xã Một",
        2,
    )


def test_who_drafts_one_area_enters_the_product_of_its_tasks(running: Plan, cast: Cast) -> None:
    one = TaskProgress.objects.filter(task__plan=running, task__area__code="TTHC").first()
    assert (
        acts.know_product(one, by=cast.field, type_name="Báo cáo", number="43/BC-UBND", day=running.issued_on).unit
        == cast.commune
    )


def test_every_gap_of_a_typed_product_is_told_at_once(running: Plan, cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        acts.know_product(work(running), by=cast.focal, type_name="", number="không số", day=None)
    assert fault.value.message_dict == {
        "type_name": ["Chọn loại văn bản."],
        "number": ["Ghi số và ký hiệu, ví dụ 41/BC-UBND."],
        "day": ["Ghi ngày của văn bản."],
    }
    with pytest.raises(ValidationError) as fault:
        acts.know_product(
            work(running), by=cast.focal, type_name="Báo cáo", number="1/BC-UBND", day=today() + timedelta(days=1)
        )
    assert fault.value.message_dict == {"day": ["Ngày của văn bản chưa đến."]}


def test_a_late_completion_needs_the_reason_and_who_answers(running: Plan, cast: Cast) -> None:
    one = work(running)
    with set_to(at(date(2026, 7, 2))):
        with pytest.raises(ValidationError) as fault:
            done(one, cast.focal)
        assert fault.value.message_dict == {"delay_reason": ["Nhiệm vụ muộn 2 ngày. Ghi lý do chậm."]}
        one = done(one, cast.focal, delay_reason="Mất điện.")
        assert (one.delay_reason, one.answerable, reads.late(one)) == ("Mất điện.", cast.focal.official, 2)
        named = done(work(running, "TC"), cast.focal, delay_reason="Ốm.", answerable=cast.field.official)
        assert named.answerable == cast.field.official
    assert reads.late(one) == 2
    assert {row.pk for row in reads.delays(cast.commune, 2026)} == {one.pk, named.pk}
    assert reads.delays(cast.commune, 2025) == []


def test_an_open_task_past_its_day_is_late_by_the_day(running: Plan, cast: Cast) -> None:
    with set_to(at(date(2026, 7, 4))):
        assert reads.late(work(running)) == 4
        assert reads.standings([running])[running.pk].late == running.template.areas.count()
        assert len(reads.delays(cast.commune, 2026)) == running.template.areas.count()
    assert reads.late(work(running)) == 0


def test_what_is_not_good_enough_goes_back_with_the_reason(running: Plan, cast: Cast) -> None:
    one = done(work(running), cast.focal)
    with pytest.raises(ValidationError):
        moves.take("not_yet", one, by=cast.focal)
    one = moves.take("not_yet", one, by=cast.focal, comment="Thiếu số liệu.")
    assert (one.state, reads.reported_on(one)) == ("in_progress", None)
    duty = Obligation.objects.get(kind="task", object_id=one.pk, closed_at=None)
    assert (duty.person, duty.due_on) == (cast.focal, date(2026, 6, 30))


def test_dropping_and_reopening_need_a_reason(running: Plan, cast: Cast) -> None:
    for act, reason in (("drop", "Tỉnh đã làm."), ("reopen", "Tỉnh giao lại.")):
        with pytest.raises(ValidationError):
            moves.take(act, work(running), by=cast.focal)
        moves.take(act, work(running), by=cast.focal, comment=reason)
    assert work(running).state == "in_progress"


REFUSED = {
    "report_done": ("office_head", "chairman", "records", "viewer", "reviewer", "other_focal", "stranger", "nobody"),
    "confirm": ("field", "chairman", "office_head", "reviewer", "other_focal", "stranger"),
    "drop": ("field", "chairman", "office_head", "reviewer", "other_focal", "stranger"),
}


@pytest.mark.parametrize("action", REFUSED)
def test_who_has_no_part_in_it_is_refused_and_told_who_has(running: Plan, cast: Cast, action: str) -> None:
    one = done(work(running), cast.focal) if action == "confirm" else work(running)
    for part in REFUSED[action]:
        with pytest.raises(Refused) as refused:
            moves.take(action, one, by=getattr(cast, part), comment="lý do", no_product_reason="x")
        assert "Lê Thị Soạn" in refused.value.sentence


def test_a_field_official_reports_on_the_own_area_and_on_tasks_given_by_name(running: Plan, cast: Cast) -> None:
    assert done(work(running, "TC"), cast.field).state == "to_confirm"
    with pytest.raises(Refused):
        done(work(running, "TTHC"), cast.field)
    acts.hand_task(work(running, "TTHC"), person=cast.field, by=cast.focal)
    assert done(work(running, "TTHC"), cast.field).state == "to_confirm"


def test_a_partner_adds_evidence_and_does_not_change_the_state(running: Plan, cast: Cast) -> None:
    one = work(running, "TTHC")
    with pytest.raises(Refused) as refused:
        acts.report(one, by=cast.field, said=acts.Report("in_progress", "Đã làm."))
    assert refused.value.sentence == (
        "Nhiệm vụ do Văn phòng - thống kê chủ trì. Người phối hợp thêm được minh chứng, không đổi trạng thái."
    )
    row = acts.add_evidence(one, by=cast.field, upload=acts.Upload("bien-ban.png", PNG))
    assert (row.kind, row.object_id, row.purpose) == ("task", one.pk, "evidence")


def test_evidence_is_for_the_people_of_the_unit(running: Plan, cast: Cast) -> None:
    for part in ("chairman", "reviewer", "other_focal", "stranger"):
        with pytest.raises(Refused) as refused:
            acts.add_evidence(work(running), by=getattr(cast, part), upload=acts.Upload("a.png", PNG))
        assert "Lê Thị Soạn" in refused.value.sentence


def test_evidence_of_another_person_is_not_taken_off_by_a_partner(running: Plan, cast: Cast) -> None:
    one = work(running)
    row = acts.add_evidence(one, by=cast.focal, upload=acts.Upload("a.png", PNG))
    with pytest.raises(Refused) as refused:
        acts.remove_evidence(one, row, by=cast.field)
    assert refused.value.sentence == "Minh chứng này do Lê Thị Soạn thêm. Đề nghị người đó bỏ."
    assert acts.remove_evidence(one, row, by=cast.focal).removed_by == cast.focal
    assert faults() == []


def test_a_wrong_product_is_taken_off_until_the_task_is_confirmed(running: Plan, cast: Cast) -> None:
    one = done(work(running), cast.focal, product=document(cast))
    second = acts.add_product(one, document=document(cast, "42/BC-UBND"), by=cast.focal)
    with pytest.raises(Refused):
        acts.remove_product(second, by=cast.field)
    acts.remove_product(second, by=cast.focal)
    moves.take("confirm", one, by=cast.focal)
    with pytest.raises(Refused) as refused:
        acts.remove_product(one.products.get(), by=cast.focal)
    assert refused.value.sentence == "Nhiệm vụ đã được xác nhận. Mở lại nhiệm vụ rồi mới bỏ được sản phẩm."


def test_a_task_is_given_to_another_person_and_back_to_the_focal_point(running: Plan, cast: Cast) -> None:
    one = acts.hand_task(work(running), person=cast.field, by=cast.focal)
    duty = Obligation.objects.get(kind="task", object_id=one.pk, closed_at=None)
    assert (duty.capability, duty.person) == ("draft", cast.field)
    one = acts.hand_task(one, person=None, by=cast.focal)
    duty = Obligation.objects.get(kind="task", object_id=one.pk, closed_at=None)
    assert (duty.capability, duty.person) == ("submit", None)
    assert Event.objects.filter(kind="task", object_id=one.pk, action="hand").count() == 2
    with pytest.raises(ValidationError):
        acts.hand_task(one, person=cast.chairman, by=cast.focal)
    with pytest.raises(Refused) as refused:
        acts.hand_task(one, person=None, by=cast.field)
    assert refused.value.sentence == "Giao người thực hiện do đầu mối CCHC của đơn vị thực hiện: Lê Thị Soạn."
    assert faults() == []


def successor(plan: Plan, cast: Cast) -> Plan:
    """A draft that replaces the plan, each row carried from its own."""
    new = actions.open_successor(plan=plan, by=cast.focal, reason="Bổ sung chỉ tiêu.")
    for task in Task.objects.filter(plan=new):
        task.carried_from = Task.objects.get(plan=plan, area=task.area)
        task.save()
    return new


def test_work_goes_on_in_the_plan_that_replaces_the_first_and_in_the_next(running: Plan, cast: Cast) -> None:
    first = moves.take("begin", work(running), by=cast.focal)
    moves.take("note", first, by=cast.focal, comment="Đã làm một nửa.")
    second = successor(running, cast)
    Task.objects.filter(plan=second, area__code="TTHC").update(
        ends_on=date(2026, 9, 30), head=Appointment.objects.get(official=cast.field.official)
    )
    second = in_force(second, cast)
    moved = work(second)
    assert (moved.pk, moved.state, moved.due_on, moved.person) == (
        first.pk,
        "in_progress",
        date(2026, 9, 30),
        cast.field,
    )
    event = Event.objects.get(kind="task", object_id=first.pk, action="carry_over")
    assert (event.details["from_row"], event.details["to_row"]) == (first.task_id, moved.task_id)
    duty = Obligation.objects.get(kind="task", object_id=first.pk, closed_at=None)
    assert (duty.due_on, duty.person) == (date(2026, 9, 30), cast.field)
    assert moved.notes.count() == 1
    third = in_force(successor(second, cast), cast)
    assert work(third).pk == first.pk
    assert TaskProgress.objects.filter(task__plan=third).count() == TaskProgress.objects.count()
    assert faults() == []


def test_work_is_found_through_a_row_between(running: Plan, cast: Cast) -> None:
    first = work(running)
    between = Task.objects.create(plan=running, area=first.task.area, order=9, content="x", carried_from=first.task)
    Task.everything.filter(pk=between.pk).update(removed_at=MARCH)
    new = successor(running, cast)
    Task.objects.filter(plan=new, area__code="TTHC").update(carried_from=between)
    assert work(in_force(new, cast)).pk == first.pk


def test_lateness_survives_the_replacement_of_the_plan(running: Plan, cast: Cast) -> None:
    with set_to(at(date(2026, 7, 10))):
        new = in_force(successor(running, cast), cast)
        assert reads.late(work(new)) == 10


def test_what_the_new_plan_leaves_out_ends_with_its_reason_and_what_it_adds_begins(running: Plan, cast: Cast) -> None:
    gone, finished = work(running, "TTHC"), done(work(running, "TC"), cast.focal)
    finished = moves.take("confirm", finished, by=cast.focal)
    new = successor(running, cast)
    Task.objects.filter(plan=new, area__code__in=["TTHC", "TC"]).update(carried_from=None)
    LeftOut.objects.create(plan=new, task=gone.task, reason="Cấp tỉnh thực hiện.")
    new = in_force(new, cast)
    gone.refresh_from_db()
    assert (gone.state, gone.task.plan_id) == ("not_done", running.pk)
    assert Event.objects.get(kind="task", object_id=gone.pk, action="leave_out").comment == "Cấp tỉnh thực hiện."
    finished.refresh_from_db()
    assert (finished.state, finished.task.plan_id) == ("done", running.pk)
    assert work(new, "TTHC").pk != gone.pk
    assert work(new, "TTHC").state == "not_started"
    assert faults() == []


def test_a_task_of_a_replaced_plan_is_only_read(running: Plan, cast: Cast) -> None:
    gone = work(running)
    new = successor(running, cast)
    Task.objects.filter(plan=new, area__code="TTHC").update(carried_from=None)
    in_force(new, cast)
    gone.refresh_from_db()
    sentence = (
        "Kế hoạch CCHC năm 2026 đã được thay thế nên nhiệm vụ này giữ nguyên để đọc. "
        "Nhiệm vụ được chuyển tiếp thì cập nhật ở kế hoạch thay thế."
    )
    for verb in (
        lambda: moves.take("reopen", gone, by=cast.focal, comment="Làm lại."),
        lambda: acts.report(gone, by=cast.focal, said=acts.Report("in_progress", "x")),
        lambda: acts.add_evidence(gone, by=cast.focal, upload=acts.Upload("a.png", PNG)),
        lambda: acts.hand_task(gone, person=cast.field, by=cast.focal),
    ):
        with pytest.raises(Refused) as refused:
            verb()
        assert refused.value.sentence == sentence


def test_a_recurring_task_is_reported_period_by_period(march, full_plan: Plan, cast: Cast) -> None:
    Task.objects.filter(plan=full_plan, area__code="TTHC").update(timing="recurring", timing_text="hằng quý")
    one = work(in_force(full_plan, cast))
    assert [name for _, name in reads.periods(one.task)] == ["Quý I", "Quý II", "Quý III", "Quý IV"]
    moves.take("note", one, by=cast.focal, comment="Xong quý I.", period="Q1")
    assert one.notes.get().period == "Q1"
    with pytest.raises(ValidationError):
        moves.take("note", one, by=cast.focal, comment="Xong.", period="T01")


def test_words_and_product_of_a_report_are_those_of_the_page(running: Plan, cast: Cast) -> None:
    one = acts.report(work(running), by=cast.focal, said=acts.Report("in_progress", " Đã họp. "))
    assert (one.state, one.notes.get().text) == ("in_progress", "Đã họp.")
    one = acts.report(one, by=cast.focal, said=acts.Report("not_done", "Tỉnh đã làm."))
    assert one.state == "not_done"


def test_any_sequence_of_acts_keeps_duties_and_states_together(running: Plan, cast: Cast) -> None:
    drawn = random.Random(20261121)
    words = {"comment": "có lý do", "no_product_reason": "không có văn bản"}
    for area in ("TTHC", "TC", "CV"):
        for _ in range(12):
            one = work(running, area)
            choices = [step.action for step in flow_steps(one)]
            action = drawn.choice([*choices, "hand"])
            if action == "hand":
                acts.hand_task(one, person=drawn.choice([None, cast.field, cast.focal]), by=cast.focal)
            else:
                moves.take(action, one, by=cast.focal, **words)
    assert faults() == []


def flow_steps(progress: TaskProgress):
    assert flow_of(progress).noun == "Nhiệm vụ"
    return [step for step in steps_from(progress.road, progress.state) if not step.internal]
