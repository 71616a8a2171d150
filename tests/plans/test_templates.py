"""The plan template of an authority: prepared, published as a version, distributed with a call."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from plans import actions
from plans.actions import templates
from plans.models import CallTemplate, Plan, PlanTemplate, Task
from tests.cast import Cast
from workflow import calls
from workflow.clock import today
from workflow.models import Call, CallUnit, Event
from workflow.rules import Refused


@pytest.fixture
def draft(cast: Cast, areas) -> PlanTemplate:
    """A template of the authority in work: two areas, a target, two tasks."""
    by = cast.review_head
    template = templates.create_template(
        unit=cast.authority, by=by, name="Khung kế hoạch năm", ground_text="Công văn 7/SNV-CCHC", valid_from=today()
    )
    one = templates.add_area(template=template, by=by, code="cd", name="Chỉ đạo, điều hành")
    templates.add_area(template=template, by=by, code="NLCT", name="Nâng cao năng lực cạnh tranh", required=False)
    templates.add_row(area=one, by=by, kind="target", text="100% nhiệm vụ hoàn thành đúng hạn")
    templates.add_row(area=one, by=by, kind="task", text="Ban hành kế hoạch", timing_text="Quý I")
    templates.add_row(area=one, by=by, kind="task", text="Tự chấm điểm", timing_text="khi nào tiện thì làm nhé xong")
    return template


@pytest.fixture
def published(draft: PlanTemplate, cast: Cast) -> PlanTemplate:
    return templates.publish_template(draft, by=cast.review_head)


def new_call(cast: Cast) -> Call:
    call = Call(unit=cast.authority, subject="plan", title="Kế hoạch năm 2027", year=2027, due_on=date(2027, 2, 28))
    return calls.create_call(call, by=cast.review_head)


@pytest.fixture
def asked(published: PlanTemplate, cast: Cast) -> CallUnit:
    """The open call that distributes the template."""
    call = new_call(cast)
    templates.attach_template(call=call, template=published, by=cast.review_head)
    calls.open_call(call, by=cast.review_head)
    return CallUnit.objects.get(call=call, unit=cast.commune)


def test_a_plan_under_the_call_begins_with_the_templates_areas_and_rows(asked: CallUnit, cast: Cast, published) -> None:
    plan = actions.create_plan(unit=cast.commune, year=2027, by=cast.focal, call_unit=asked)
    assert (plan.template, [row.area.code for row in plan.planareas.all()]) == (published, ["CD", "NLCT"])
    target = plan.targets.get()
    assert (target.phrase, target.conditions.count()) == ("100% nhiệm vụ hoàn thành đúng hạn", 1)
    assert [(row.content, row.timing_text, row.ends_on) for row in plan.tasks.all()] == [
        ("Ban hành kế hoạch", "Quý I", date(2027, 3, 31)),
        ("Tự chấm điểm", "khi nào tiện thì làm nhé xong", None),
    ]
    assert plan.tasks.first().history.count() == 1


def test_a_plan_without_the_call_keeps_the_template_that_holds_everywhere(asked: CallUnit, cast: Cast) -> None:
    plan = actions.create_plan(unit=cast.commune, year=2027, by=cast.focal)
    assert plan.template.unit is None
    assert plan.planareas.count() == 7


def test_rolling_forward_under_a_call_puts_rows_into_its_areas(plan: Plan, asked: CallUnit, cast: Cast) -> None:
    for code in ("CD", "TC"):
        area = plan.template.areas.get(code=code)
        actions.add_row(plan=plan, model=Task, by=cast.focal, area=area, content=f"Việc {code}")
    new = actions.roll_forward(plan=plan, year=2027, by=cast.focal, call_unit=asked)
    assert [(row.content, row.area.code) for row in new.tasks.all()] == [("Việc CD", "CD"), ("Việc TC", "CD")]


def test_publishing_gives_the_next_number_of_the_authority(published: PlanTemplate, cast: Cast) -> None:
    second = templates.publish_template(templates.next_version(published, by=cast.review_head), by=cast.review_head)
    assert (published.number, second.number) == (1, 2)
    assert published.published_by == cast.review_head
    assert list(second.areas.values_list("code", "required")) == [("CD", True), ("NLCT", False)]
    assert second.areas.get(code="CD").rows.count() == 3
    acts = Event.objects.filter(kind="template", object_id=second.pk).values_list("action", flat=True)
    assert list(acts.order_by("sequence")) == ["template.create", "template.publish"]


def test_a_published_version_is_never_changed(published: PlanTemplate, cast: Cast) -> None:
    by, area = cast.review_head, published.areas.first()
    tries = (
        lambda: templates.add_area(template=published, by=by, code="X", name="Khác"),
        lambda: templates.remove_area(area, by=by),
        lambda: templates.add_row(area=area, by=by, kind="task", text="Việc"),
        lambda: templates.remove_row(area.rows.first(), by=by),
        lambda: templates.change_template(published, by=by, name="Tên khác"),
        lambda: templates.publish_template(published, by=by),
    )
    for verb in tries:
        with pytest.raises(Refused, match="Khung đã công bố thì giữ nguyên"):
            verb()


def test_a_version_in_work_is_changed_and_rows_are_taken_out(draft: PlanTemplate, cast: Cast) -> None:
    by = cast.review_head
    templates.change_template(draft, by=by, guidance="Nêu rõ sản phẩm.")
    templates.remove_row(draft.areas.get(code="CD").rows.get(kind="target"), by=by)
    templates.remove_area(draft.areas.get(code="NLCT"), by=by)
    draft.refresh_from_db()
    assert (draft.guidance, draft.areas.count(), draft.areas.get().rows.count()) == ("Nêu rõ sản phẩm.", 1, 2)


def test_a_template_without_areas_is_not_published(cast: Cast) -> None:
    empty = templates.create_template(
        unit=cast.authority, by=cast.review_head, name="Khung", ground_text="Công văn", valid_from=today()
    )
    with pytest.raises(ValidationError, match="Khung chưa có lĩnh vực nào"):
        templates.publish_template(empty, by=cast.review_head)


def test_the_shared_template_is_nobodys_to_change(cast: Cast, areas) -> None:
    shared = PlanTemplate.objects.get(unit=None)
    with pytest.raises(Refused, match="Khung dùng chung"):
        templates.add_area(template=shared, by=cast.administrator, code="X", name="Khác")


def test_a_template_is_attached_to_a_call_in_preparation_only(draft: PlanTemplate, cast: Cast) -> None:
    by, call = cast.review_head, new_call(cast)
    with pytest.raises(Refused, match="Khung chưa công bố"):
        templates.attach_template(call=call, template=draft, by=by)
    templates.publish_template(draft, by=by)
    draft.refresh_from_db()
    templates.attach_template(call=call, template=draft, by=by)
    templates.attach_template(call=call, template=draft, by=by)
    assert CallTemplate.objects.get().template == draft
    calls.open_call(call, by=by)
    with pytest.raises(Refused, match="Đợt đã mở"):
        templates.attach_template(call=call, template=draft, by=by)


@pytest.mark.parametrize("who", ["focal", "chairman", "reviewer", "stranger", "nobody"])
def test_only_the_authority_writes_its_templates(draft: PlanTemplate, cast: Cast, who: str) -> None:
    by, area = getattr(cast, who), draft.areas.first()
    tries = (
        lambda: templates.create_template(
            unit=cast.authority, by=by, name="Khung", ground_text="Công văn", valid_from=today()
        ),
        lambda: templates.add_area(template=draft, by=by, code="X", name="Khác"),
        lambda: templates.add_row(area=area, by=by, kind="task", text="Việc"),
        lambda: templates.publish_template(draft, by=by),
        lambda: templates.attach_template(call=new_call(cast), template=draft, by=by),
    )
    for verb in tries:
        with pytest.raises(Refused, match="Mở đợt do cơ quan theo dõi thực hiện"):
            verb()


# Shared templates: old from 15/7/2021 to 2025, middle in 2026, new from 2027 on.
DAYS = [
    ({"year": 2019}, "old"),
    ({"year": 2021}, "old"),
    ({"year": 2025}, "old"),
    ({"year": 2026}, "middle"),
    ({"year": 2027}, "new"),
    ({"year": 2035}, "new"),
    ({"year": 2021, "year_to": 2025, "scope": "stage"}, "old"),
    ({"year": 2026, "year_to": 2030, "scope": "stage"}, "middle"),
]


@pytest.fixture
def dated(areas) -> dict[str, PlanTemplate]:
    """Three shared templates that follow one another."""
    old = PlanTemplate.objects.get(unit=None)
    PlanTemplate.objects.filter(pk=old.pk).update(valid_to=date(2025, 12, 31))
    facts = {"name": "Khung", "ground_text": "Nghị quyết"}
    middle = PlanTemplate.objects.create(valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31), **facts)
    return {"old": old, "middle": middle, "new": PlanTemplate.objects.create(valid_from=date(2027, 1, 1), **facts)}


@pytest.mark.parametrize(("facts", "name"), DAYS)
def test_a_plan_follows_the_template_of_its_years(cast: Cast, dated, facts: dict, name: str) -> None:
    assert actions.create_plan(unit=cast.commune, by=cast.focal, **facts).template == dated[name]


@pytest.mark.parametrize(
    ("day", "name"), [(date(2018, 2, 5), "old"), (date(2021, 7, 14), "old"), (date(2026, 2, 1), "middle")]
)
def test_a_plan_issued_before_the_portal_follows_the_template_of_its_day(cast: Cast, dated, day, name) -> None:
    facts = {"number": "3/KH-UBND", "day": day, "signer": "Phạm Văn Tịch"}
    plan = actions.register_plan(unit=cast.commune, year=day.year, by=cast.focal, **facts)
    assert plan.template == dated[name]


def test_a_year_without_a_template_yet_is_written_under_that_of_today(cast: Cast, areas) -> None:
    shared = PlanTemplate.objects.get(unit=None)
    assert actions.create_plan(unit=cast.commune, year=2031, by=cast.focal).template == shared
    PlanTemplate.objects.filter(pk=shared.pk).update(valid_to=date(2025, 12, 31))
    with pytest.raises(ValidationError, match="Chưa có khung kế hoạch nào còn hiệu lực hôm nay"):
        actions.create_plan(unit=cast.commune, year=2032, by=cast.focal)


def test_what_is_marked_secret_is_not_stored(draft: PlanTemplate, cast: Cast) -> None:
    with pytest.raises(ValidationError):
        templates.add_row(area=draft.areas.first(), by=cast.review_head, kind="task", text="TUYỆT MẬT\nViệc")
