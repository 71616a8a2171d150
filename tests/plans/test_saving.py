"""Saving fields: what is stored, what is refused at its place, two editors of one row."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from documents.models import DocumentType
from plans import actions
from plans.models import Plan, PlanText, Responsibility, Target, Task
from plans.queries import content
from plans.queries.snapshots import KINDS, snapshot
from tests.cast import Cast
from workflow.rules import MovedOn, Refused


@pytest.fixture
def task(full_plan: Plan) -> Task:
    return Task.objects.get(plan=full_plan, area__code="TTHC")


@pytest.fixture
def target(full_plan: Plan) -> Target:
    return Target.objects.get(plan=full_plan, area__code="TTHC")


def save(row, name, value, by, version=None):
    return actions.save_field(row=row, field=name, value=value, version=version or row.version, by=by).row


TYPED = [
    ("  họp  giải \u200bđáp\u00a0cơ sở ", "họp giải đáp cơ sở"),
    ("Nga\u0300y mai", "Ngày mai"),
    ("một\ndòng", "một dòng"),
    ("<script>alert(1)</script>", "<script>alert(1)</script>"),
]


@pytest.mark.parametrize(("typed", "stored"), TYPED)
def test_typed_words_are_tidied_and_never_read_as_markup(task: Task, cast: Cast, typed: str, stored: str) -> None:
    assert save(task, "note", typed, cast.focal).note == stored


TIMINGS = [
    ("Quý II", "quarter", date(2026, 4, 1), date(2026, 6, 30)),
    ("tháng 3", "month", date(2026, 3, 1), date(2026, 3, 31)),
    ("15/5", "date", None, date(2026, 5, 15)),
    ("tháng 3–6", "range", date(2026, 3, 1), date(2026, 6, 30)),
    ("hằng quý", "recurring", date(2026, 1, 1), date(2026, 12, 31)),
    ("Thường xuyên", "ongoing", date(2026, 1, 1), date(2026, 12, 31)),
    ("sau khi có hướng dẫn của Sở Nội vụ", "on_trigger", None, None),
    ("", "", None, None),
]


@pytest.mark.parametrize(("typed", "kind", "start", "end"), TIMINGS, ids=[line[0] or "empty" for line in TIMINGS])
def test_the_time_field_keeps_its_words_and_is_understood(task: Task, cast: Cast, typed, kind, start, end) -> None:
    saved = save(task, "timing_text", typed, cast.focal)
    assert (saved.timing_text, saved.timing, saved.starts_on, saved.ends_on) == (typed, kind, start, end)


def test_a_time_that_is_not_understood_is_refused_at_its_field_and_changes_nothing(task: Task, cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        save(task, "timing_text", "Quý 9", cast.focal)
    assert fault.value.message_dict == {
        "timing_text": [
            "Chưa hiểu thời gian “Quý 9”. Viết như: Quý II, tháng 3, 15/5, tháng 3–6, hằng quý, thường xuyên."
        ]
    }
    assert Task.objects.get(pk=task.pk).timing_text == "Quý II"


def test_a_typed_lead_meets_its_unit_whatever_the_marks(task: Task, cast: Cast) -> None:
    saved = save(task, "lead_text", "van phong - thong ke", cast.focal)
    assert (saved.lead, saved.lead_text) == (cast.room, "van phong - thong ke")


def test_a_lead_outside_the_portal_stays_as_words(task: Task, cast: Cast) -> None:
    saved = save(task, "lead_text", "Tổ công nghệ số cộng đồng", cast.focal)
    assert (saved.lead, saved.lead_text) == (None, "Tổ công nghệ số cộng đồng")


def test_a_typed_product_meets_its_type(task: Task, cast: Cast) -> None:
    saved = save(task, "product_text", "bao cao", cast.focal)
    assert saved.product_type == DocumentType.objects.get(name="Báo cáo")


def test_partners_are_one_field_of_several_units(task: Task, cast: Cast) -> None:
    save(task, "partners", "Văn phòng - thống kê;  Sở Nội vụ tỉnh Thử ; Đoàn thanh niên;", cast.focal)
    rows = [(row.partner, row.partner_text) for row in task.partners.all()]
    assert rows == [
        (cast.room, "Văn phòng - thống kê"),
        (cast.authority, "Sở Nội vụ tỉnh Thử"),
        (None, "Đoàn thanh niên"),
    ]


def test_a_phrase_is_read_as_conditions(target: Target, cast: Cast) -> None:
    save(target, "phrase", "Từ 98% hồ sơ trở lên được giải quyết đúng hạn", cast.focal)
    rows = [(row.operator, row.value, row.unit_label, row.confirmed) for row in target.conditions.all()]
    assert rows == [("gte", Decimal(98), "%", False)]


def test_a_confirmed_reading_outlives_the_phrase(target: Target, cast: Cast) -> None:
    actions.set_conditions(
        target=target,
        version=target.version,
        by=cast.focal,
        conditions=[{"operator": "gt", "value": Decimal("99.5"), "unit_label": "%"}],
    )
    target.refresh_from_db()
    save(target, "phrase", "Trên 10% hồ sơ", cast.focal)
    rows = [(row.operator, row.value, row.confirmed) for row in target.conditions.all()]
    assert rows == [("gt", Decimal("99.5"), True)]


def test_a_reading_can_be_taken_from_the_phrase_again(target: Target, cast: Cast) -> None:
    actions.set_conditions(target=target, version=target.version, by=cast.focal, conditions=[])
    assert list(target.conditions.all()) == []
    (row,) = actions.read_again(target=target, by=cast.focal)
    assert (row.operator, row.value, row.confirmed) == ("gt", Decimal(99), False)


def test_a_marked_secret_is_refused_before_it_is_stored(full_plan: Plan, cast: Cast) -> None:
    text = PlanText.objects.get(plan=full_plan, section="purpose")
    with pytest.raises(ValidationError, match="mang dấu độ mật “TỐI MẬT” nên cổng không nhận"):
        save(text, "body", "TỐI MẬT\nNội dung", cast.focal)
    assert PlanText.objects.get(pk=text.pk).body == "Giữ nhịp làm việc đều trong năm."


LIMITS = [("content", Task, 4_000), ("note", Task, 300), ("body", Responsibility, 20_000)]


@pytest.mark.parametrize(("name", "model", "most"), LIMITS)
def test_a_text_that_is_too_long_is_refused_with_its_length(full_plan: Plan, cast: Cast, name, model, most) -> None:
    row = model.objects.filter(plan=full_plan).first()
    assert getattr(save(row, name, "a" * most, cast.focal), name) == "a" * most
    row.refresh_from_db()
    with pytest.raises(ValidationError, match="Chưa lưu gì; rút gọn hoặc chia thành nhiều dòng"):
        save(row, name, "a" * (most + 1), cast.focal)
    row.refresh_from_db()
    assert len(getattr(row, name)) == most


def test_two_editors_of_one_field_conflict_and_nothing_is_written(task: Task, cast: Cast) -> None:
    mine = Task.objects.get(pk=task.pk)
    save(task, "content", "Bản thứ nhất", cast.focal)
    with pytest.raises(actions.Conflict) as conflict:
        save(mine, "content", "Bản thứ hai", cast.focal)
    (clash,) = conflict.value.clashes
    assert (clash.field, clash.mine, clash.theirs, clash.who) == (
        "content",
        "Bản thứ hai",
        "Bản thứ nhất",
        "Lê Thị Soạn",
    )
    assert conflict.value.sentence == (
        f"Lê Thị Soạn vừa sửa chỗ này lúc {clash.time}. Chưa ghi đè gì. So hai bản và chọn."
    )
    assert Task.objects.get(pk=task.pk).content == "Bản thứ nhất"


def test_the_same_value_from_two_editors_is_no_conflict(task: Task, cast: Cast) -> None:
    mine = Task.objects.get(pk=task.pk)
    save(task, "content", "Cùng một câu", cast.focal)
    assert save(mine, "content", "Cùng một câu", cast.focal).version == 2


def test_another_field_of_the_row_is_taken_over_silently(task: Task, cast: Cast) -> None:
    other = cast.office_head
    other.memberships.update(role="focal_point")
    mine = Task.objects.get(pk=task.pk)
    save(task, "timing_text", "Tháng 3", other)
    saved = actions.save_field(row=mine, field="note", value="Ghi chú", version=mine.version, by=cast.focal)
    assert (saved.row.note, saved.row.timing_text, saved.others) == (
        "Ghi chú",
        "Tháng 3",
        ("Đào Thị Phòng vừa sửa ô thời gian.",),
    )


def test_all_faults_of_a_form_are_said_at_once_and_nothing_is_written(task: Task, cast: Cast) -> None:
    with pytest.raises(ValidationError) as fault:
        actions.save_fields(
            row=task,
            version=task.version,
            by=cast.focal,
            values={"note": "x" * 301, "lead_text": "y" * 201, "is_key": True},
        )
    assert sorted(fault.value.message_dict) == ["lead_text", "note"]
    assert Task.objects.get(pk=task.pk).is_key is False


def test_a_removed_row_is_not_written_to(task: Task, cast: Cast) -> None:
    actions.remove_row(row=task, by=cast.focal)
    with pytest.raises(MovedOn):
        save(task, "note", "muộn", cast.focal)


def test_autosave_writes_no_version_and_sending_writes_what_was_left_out(
    task: Task, full_plan: Plan, cast: Cast
) -> None:
    before = task.history.count()
    save(task, "note", "tự lưu", cast.focal)
    assert task.history.count() == before
    sent = snapshot(content(full_plan))
    assert actions.keep_versions(full_plan, sent, by=cast.focal) == sum(line.kind in KINDS for line in sent.lines)
    assert [task.history.count(), task.history.first().note, task.history.first().history_user] == [
        before + 1,
        "tự lưu",
        cast.focal,
    ]


def test_an_explicit_save_writes_a_version(task: Task, cast: Cast) -> None:
    before = task.history.count()
    actions.save_fields(row=task, values={"note": "lưu"}, version=task.version, by=cast.focal)
    assert task.history.count() == before + 1


def test_an_official_of_some_areas_drafts_those_areas_only(full_plan: Plan, cast: Cast) -> None:
    own = Task.objects.get(plan=full_plan, area__code="TC")
    assert save(own, "note", "của mình", cast.field).note == "của mình"
    other = Task.objects.get(plan=full_plan, area__code="CV")
    with pytest.raises(Refused, match="Lĩnh vực này do người khác soạn"):
        save(other, "note", "của người", cast.field)
