"""Who carries what of a plan and who has none, what was late and by whom, what a programme's tags count."""

from datetime import date
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from openpyxl import load_workbook

from organisations.clock import at, set_to
from organisations.models import Appointment
from plans.actions import tags as verbs
from plans.models import Plan, Programme, Tag, Task, TaskPartner
from plans.queries import progress as reads
from tests.cast import START, Cast, unit
from tests.plans.test_progress import done, in_force, work
from tests.plans.test_task_pages import client, page
from workflow import actions as moves
from workflow.rules import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(db) -> Programme:
    """Three headings of the programme of ten years."""
    found = Programme.objects.create(code="nq76", name="Trọng tâm 10 năm", valid_from=START)
    for order, name in enumerate(("Thể chế", "Đội ngũ", "Chính quyền số"), start=1):
        Tag.objects.create(programme=found, code=f"t{order}", name=name, order=order)
    return found


def carried(plan: Plan) -> dict[str, tuple[int, int, int]]:
    return {
        row.official.full_name: (len(row.heads), len(row.leads), len(row.partners))
        for row in reads.coverage(plan).people
    }


def test_everybody_of_the_unit_is_counted_as_head_lead_and_partner(full_plan: Plan, cast: Cast) -> None:
    area = full_plan.tasks.get(area__code="TTHC")
    area.head = Appointment.objects.get(official=cast.field.official)
    area.save()
    TaskPartner.objects.create(task=full_plan.tasks.get(area__code="TC"), partner=cast.room, partner_text="Văn phòng")
    found = carried(full_plan)
    assert found["Lê Thị Soạn"] == (0, 7, 1)
    assert found["Vi Văn Lĩnh"] == (1, 0, 0)
    assert found["Ngô Thị Thư"] == (0, 0, 0)
    none = {row.official.full_name for row in reads.coverage(full_plan).without_task}
    assert "Ngô Thị Thư" in none
    assert "Lê Thị Soạn" not in none
    assert "Cao Thị Khác" not in found


def test_a_task_led_by_the_unit_itself_is_its_heads(full_plan: Plan, cast: Cast) -> None:
    full_plan.tasks.filter(area__code="TC").update(lead=cast.commune)
    found = carried(full_plan)
    assert (found["Phạm Văn Tịch"], found["Ngô Thị Thư"]) == ((0, 1, 0), (0, 0, 0))


def test_tasks_that_nobody_carries_are_listed(full_plan: Plan, cast: Cast) -> None:
    empty = unit("xa-mot-trong", "Địa chính", "post", cast.commune)
    full_plan.tasks.filter(area__code="TC").update(lead=empty)
    full_plan.tasks.filter(area__code="CV").update(lead=None, lead_text="")
    found = reads.coverage(full_plan)
    assert {task.area.code for task in found.without_person} == {"TC", "CV"}
    assert found.places[found.without_person[0].pk].startswith("II.")


def test_who_left_before_the_plan_is_not_asked_for(full_plan: Plan, cast: Cast) -> None:
    Appointment.objects.filter(official=cast.records.official).update(valid_to=date(2022, 1, 1))
    assert "Ngô Thị Thư" not in carried(full_plan)


def test_the_page_shows_people_tasks_delays_and_tags(full_plan: Plan, cast: Cast, programme: Programme) -> None:
    verbs.set_tags(full_plan.tasks.get(area__code="TC"), tags=[programme.tags.first()], by=cast.focal)
    address = f"/ke-hoach/{full_plan.code}/phan-cong/"
    draft = page(cast.focal, address)
    assert "Chưa có nhiệm vụ nào" in draft
    assert "Thể chế" in draft
    assert "Nhiệm vụ chậm" not in draft
    with set_to(at(date(2026, 3, 2))):
        plan = in_force(Plan.objects.get(pk=full_plan.pk), cast)
        assert "Không có nhiệm vụ nào chậm." in page(cast.focal, address)
    with set_to(at(date(2026, 7, 2))):
        done(work(plan), cast.focal, delay_reason="Mất điện hai ngày.")
        text = page(cast.reviewer, address)
    assert "Mất điện hai ngày." in text
    assert "Muộn 2 ngày" in text
    assert "theo phân công" in text
    page(cast.other_focal, address, 404)
    page(cast.stranger, address, 404)


def test_the_workbook_has_a_line_for_everybody(full_plan: Plan, cast: Cast) -> None:
    answer = client(cast.focal).get(f"/ke-hoach/{full_plan.code}/phan-cong/?xuat=xlsx")
    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0] == ("Họ và tên", "Chức vụ", "Chịu trách nhiệm", "Chủ trì", "Phối hợp", "Nhiệm vụ")
    assert len(rows) - 1 == len(reads.coverage(full_plan).people)
    assert [row[5] for row in rows if row[0] == "Ngô Thị Thư"] == ["Chưa có nhiệm vụ nào"]


def test_tags_are_set_changed_and_counted(full_plan: Plan, cast: Cast, programme: Programme) -> None:
    first, second, _ = programme.tags.all()
    task = full_plan.tasks.get(area__code="TTHC")
    verbs.set_tags(task, tags=[first, second], by=cast.focal)
    verbs.set_tags(full_plan.tasks.get(area__code="CQS"), tags=[second], by=cast.focal)
    verbs.set_tags(task, tags=[second, second], by=cast.focal)
    assert [(row.tag, row.tasks, row.done) for row in reads.tag_counts(full_plan)] == [(second, 2, 0)]
    with set_to(at(date(2026, 3, 2))):
        one = done(work(in_force(Plan.objects.get(pk=full_plan.pk), cast)), cast.focal)
        moves.take("confirm", one, by=cast.focal)
        assert f'"{second.pk}" selected' in page(cast.focal, f"/nhiem-vu/?nhan={second.pk}")
    assert [row.done for row in reads.tag_counts(full_plan)] == [1]


def test_a_programme_that_has_ended_offers_no_tags(full_plan: Plan, cast: Cast, programme: Programme) -> None:
    Programme.objects.update(valid_to=date(2022, 1, 1))
    assert verbs.tags_for(full_plan) == []
    with pytest.raises(ValidationError) as fault:
        verbs.set_tags(full_plan.tasks.first(), tags=[programme.tags.first()], by=cast.focal)
    assert fault.value.message_dict == {"tags": ["Chọn nhãn của chương trình còn hiệu lực."]}


def test_tags_lock_with_the_plan_and_belong_to_who_drafts_the_area(
    full_plan: Plan, cast: Cast, programme: Programme
) -> None:
    task = full_plan.tasks.get(area__code="TTHC")
    with pytest.raises(Refused):
        verbs.set_tags(task, tags=[programme.tags.first()], by=cast.field)
    verbs.set_tags(full_plan.tasks.get(area__code="TC"), tags=[programme.tags.first()], by=cast.field)
    moves.take("submit", full_plan, by=cast.focal)
    with pytest.raises(Refused):
        verbs.set_tags(Task.objects.get(pk=task.pk), tags=[], by=cast.focal)


def test_the_sheet_of_tags(full_plan: Plan, cast: Cast, programme: Programme) -> None:
    task = full_plan.tasks.get(area__code="TTHC")
    address = f"/ke-hoach/{full_plan.code}/nhan/{task.pk}/"
    assert "Trọng tâm 10 năm: Thể chế" in page(cast.focal, address)
    tag = programme.tags.first()
    assert client(cast.focal).post(address, {"tags": [tag.pk]}).status_code == 302
    assert task.tags.get().tag == tag
    assert client(cast.focal).post(address, {"tags": ["999"]}).status_code == 422
    assert client(cast.field).post(address, {"tags": [tag.pk]}).status_code == 403
    page(cast.other_focal, address, 404)
