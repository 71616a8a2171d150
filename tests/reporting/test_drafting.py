"""First drafts from facts, and what people do to texts and rows afterwards."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators import actions as counting
from indicators.entries import Entry
from indicators.registry import facts
from plans.actions.saving import Conflict
from plans.models import Area, Task
from reporting import actions
from reporting.actions.drafting import missing_words
from reporting.models import Report, ReportLine, ReportSection
from reporting.narrative.numbers import Origin
from reporting.outlines import Content
from reporting.periods import Kind, Period, window_of
from reporting.queries import content
from reporting.queries.known import Known, resolve, resolved
from reporting.queries.numbers import numbers_of
from tests.cast import Cast
from tests.reporting.builders import opened
from tests.reporting.worlds import YEAR, clock, draw, finish
from tests.workflow.items import plan as dull_plan
from tests.workflow.walks import answers
from workflow.rules import MovedOn, Refused

pytestmark = pytest.mark.django_db
_NARROW = "\u00a0"


@pytest.fixture(autouse=True)
def december():
    with clock():
        yield


@pytest.fixture
def report(cast: Cast) -> Report:
    return opened(cast, YEAR, due_on=date(2026, 12, 20))


def enter(cast: Cast, window, *, kind: str = "actual", table: dict[int, int] | None = None, **counts) -> None:
    """Counts of the form ("r1_1_1" for row 1.1.1) and one field of the table."""
    entries = [Entry(f"tk.{name[1:].replace('_', '.')}", window, kind, amount=Decimal(n)) for name, n in counts.items()]
    entries += [Entry(f"tthc.c{at}", window, kind, "ho-tich", amount=Decimal(n)) for at, n in (table or {}).items()]
    counting.record_values(unit=cast.commune, entries=entries, by=cast.focal)


FILES = {4: 1000, 5: 500, 6: 0, 8: 900, 9: 580, 10: 20, 12: 0, 13: 0}
LAST = {4: 800, 5: 400, 6: 0, 8: 700, 9: 470, 10: 30, 12: 0, 13: 0}


def said(report: Report, code: str) -> str:
    found = content(report)
    return resolve(found.place(code).text, Known(report, found)).replace(_NARROW, " ")


def test_figures_are_said_and_compared_with_last_year(cast, report):
    enter(cast, report.window, table=FILES)
    enter(cast, window_of(YEAR.year_before()), table=LAST)
    actions.draft_report(report=report, by=cast.focal)
    assert said(report, "II.2.d") == (
        "Trong kỳ, Bộ phận Một cửa tiếp nhận tổng số 1.500 hồ sơ (trực tuyến 1.000, trực tiếp và qua bưu chính 500), tăng 300 hồ sơ so với năm 2025. Đã giải quyết 1.500 hồ sơ, trong đó trước hạn 900, "
        "đúng hạn 580, quá hạn 20. Tỷ lệ giải quyết trước và đúng hạn (cách tính A) đạt 98,67 %, tăng 1,17 điểm % so "
        "với năm 2025."
    )


def test_estimate_says_that_it_is_one(cast, report):
    enter(cast, report.window, kind="estimate", r1_6=7)
    actions.draft_report(report=report, by=cast.focal)
    assert said(report, "I.4") == "Trong kỳ ước đã thực hiện 7 hoạt động tuyên truyền về cải cách hành chính."


def test_nothing_is_said_of_what_is_not_known(cast, report):
    drafted = actions.draft_report(report=report, by=cast.focal)
    assert (drafted.sections, drafted.lines) == ((), 0)
    assert not ReportSection.objects.exists()
    found = content(report)
    words = missing_words(found, Known(report, found), found.place("II.2.e"))
    assert words == "Chưa đủ số liệu để soạn đoạn này: còn 3.5.2."


def test_zero_is_said_as_nothing_arose(cast, report):
    enter(cast, report.window, r2_1=0, table=FILES | {8: 920, 10: 0})
    actions.draft_report(report=report, by=cast.focal)
    assert said(report, "II.1.a") == "Trong kỳ không phát sinh văn bản quy phạm pháp luật phải ban hành."
    assert said(report, "II.2.e") == "Trong kỳ không phát sinh hồ sơ trễ hạn phải xin lỗi."
    assert "không có hồ sơ quá hạn" in said(report, "II.2.d")


def test_rows_come_from_tasks_and_targets(cast):
    world = draw(cast, 7)
    actions.draft_report(report=world.report, by=cast.focal)
    found = content(world.report)
    known = Known(world.report, found)
    late = [f"task:{one.code}" for one in world.tasks("not_started") if one.due_on < known.as_of]
    kinds = {kind: [line.source for line in lines] for kind, lines in found.lines.items()}
    assert [one for one in kinds[Content.WEAKNESSES] if one.startswith("task:")] == known.pick("overdue")
    assert sorted(known.pick("overdue")) == sorted(late)
    done = {f"task:{one.code}" for one in world.tasks("done")}
    assert done <= set(kinds[Content.ACHIEVEMENTS])
    assert all(line.confirmed_at is None for lines in found.lines.values() for line in lines)


def test_directions_are_the_tasks_due_in_the_next_period(cast):
    world = draw(cast, 4)
    earlier = opened(cast, Period(2026, Kind.QUARTER, 3), due_on=date(2026, 12, 20))
    actions.draft_section(report=earlier, code="IV", by=cast.focal)
    known = Known(earlier)
    sources = set(ReportLine.objects.filter(report=earlier, kind=Content.DIRECTIONS).values_list("source", flat=True))
    autumn = {f"task:{one.code}" for one in world.tasks("not_started") if one.due_on == date(2026, 11, 30)}
    assert autumn
    assert autumn <= sources
    assert sources == {*known.pick("coming"), *known.pick("overdue")}
    assert known.words("report.next") == "quý IV/2026"


def test_reason_of_a_late_task_becomes_a_cause(cast):
    world = draw(cast, 7)
    late = next(one for one in world.tasks("not_started") if one.due_on < date(2026, 12, 1))
    finish(world, late)
    actions.draft_section(report=world.report, code="III.3", by=cast.focal)
    line = ReportLine.objects.get(report=world.report, kind=Content.CAUSES)
    words = resolve(line.text, Known(world.report))
    assert words == f"Nhiệm vụ “{late.task.content}” chậm do: Chờ hướng dẫn của cấp trên."


def test_counts_of_tasks_and_targets_are_those_of_the_registry(cast):
    world = draw(cast, 11)
    known = Known(world.report)
    names = [
        f"plans.{one}" for one in ("tasks", "tasks_done", "tasks_done_in_time", "tasks_done_late", "tasks_overdue")
    ]
    names += ["plans.tasks_late", "plans.targets", "plans.targets_reached", "plans.targets_missed"]
    asked = facts(names, [cast.commune], world.report.window, as_of=known.as_of)
    asked += facts(names, [cast.commune], world.report.window, as_of=known.as_of, by=["area"])
    for row in asked:
        key = f"{row.name}/{row.key[0]}" if row.key else row.name
        assert known.number(key) == row.value, key


def test_drafting_asks_as_often_for_many_tasks_as_for_few(cast):
    world = draw(cast, 3)
    few = _asked(world, cast)
    for progress in world.tasks("not_started")[:3]:
        finish(world, progress)
    area = Area.objects.get(template=world.plan.template, code="CD")
    for number in range(30):
        Task.objects.create(plan=world.plan, area=area, order=50 + number, content=f"Việc thêm {number}")
    assert _asked(world, cast) <= few + 1


def _asked(world, cast) -> int:
    ReportSection.objects.filter(report=world.report).delete()
    ReportLine.objects.filter(report=world.report).delete()
    with CaptureQueriesContext(connection) as asked:
        actions.draft_report(report=world.report, by=cast.focal)
    return len(asked)


def test_what_a_person_wrote_is_only_replaced_when_asked(cast, report):
    enter(cast, report.window, r1_6=7)
    actions.write_section(report=report, code="I.4", text="Đã phát thanh ba buổi.", by=cast.focal)
    actions.draft_report(report=report, by=cast.focal)
    assert said(report, "I.4") == "Đã phát thanh ba buổi."
    with pytest.raises(Refused, match="đã có người viết"):
        actions.draft_section(report=report, code="I.4", by=cast.focal)
    actions.draft_section(report=report, code="I.4", by=cast.focal, replace=True)
    assert said(report, "I.4").startswith("Trong kỳ đã thực hiện 7 hoạt động")


def test_field_official_drafts_only_the_own_area(cast):
    world = draw(cast, 5)
    actions.draft_report(report=world.report, by=cast.field)
    codes = set(ReportSection.objects.filter(report=world.report).values_list("code", flat=True))
    assert codes
    assert {code.rpartition(".")[0] or code for code in codes} <= {"II.1", "II"}
    assert not ReportLine.objects.filter(report=world.report).exclude(area_code="TC").exists()


def test_nobody_else_writes(cast, report):
    refused = answers(cast, lambda by: actions.write_section(report=report, code="I.4", text=f"Chữ {by.pk}", by=by))
    assert [part for part, sentence in refused.items() if not sentence] == ["focal"]


def test_row_of_the_form_may_be_written_in_braces(cast, report):
    enter(cast, report.window, r1_6=7)
    section = actions.write_section(
        report=report, code="I.4", text="Có {{1.6}} buổi, {{fact:report.unit}}.", by=cast.focal
    )
    assert section.text == "Có {{fact:tk.1.6}} buổi, {{fact:report.unit}}."
    assert section.seen == {"tk.1.6": "7", "report.unit": "UBND xã Một"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Có {{fact:tk.9.9}} buổi", "Không có số liệu “tk.9.9”"),
        ("Có {{fact:task:NV-XXXXX}}", "Không có số liệu"),
        ("MẬT\nNội dung", "mật"),
        ("a" * 20_001, "tối đa 20.000"),
    ],
)
def test_text_that_cannot_stand_is_refused_with_a_sentence(cast, report, text, sentence):
    with pytest.raises(ValidationError, match="(?i)" + sentence):
        actions.write_section(report=report, code="I.4", text=text, by=cast.focal)
    assert not ReportSection.objects.exists()


def test_second_editor_is_told_of_the_first(cast, report):
    first = actions.write_section(report=report, code="I.4", text="Bản một", by=cast.focal, version=0)
    actions.write_section(report=report, code="I.4", text="Bản hai", by=cast.focal, version=first.version)
    with pytest.raises(Conflict) as raised:
        actions.write_section(report=report, code="I.4", text="Bản ba", by=cast.focal, version=first.version)
    assert (raised.value.mine, raised.value.theirs) == ("Bản ba", "Bản hai")
    assert said(report, "I.4") == "Bản hai"


def test_figure_replaced_by_words_is_typed_from_then_on(cast, report):
    enter(cast, report.window, r1_6=7)
    actions.draft_report(report=report, by=cast.focal)
    actions.unbind(report=report, code="I.4", key="tk.1.6", by=cast.focal)
    assert "{{" not in content(report).place("I.4").text
    assert [(one.text, one.origin) for one in numbers_of(content(report)) if one.place == "section-I.4"] == [
        ("7", Origin.TYPED)
    ]
    with pytest.raises(Refused):
        actions.unbind(report=report, code="I.4", key="tk.1.6", by=cast.focal)


def test_numbers_name_the_value_they_come_from(cast, report):
    enter(cast, report.window, r1_6=7)
    actions.draft_report(report=report, by=cast.focal)
    number = next(one for one in numbers_of(content(report)) if one.place == "section-I.4")
    assert (number.key, number.source) == ("tk.1.6", "Nhập tay")
    assert len(number.values) == 1


def test_papers_print_words(cast, report):
    enter(cast, report.window, r1_6=7)
    actions.draft_report(report=report, by=cast.focal)
    before = content(report)
    printed = resolved(before)
    assert printed.place("I.4").text.startswith("Trong kỳ đã thực hiện 7 hoạt động")
    assert before.place("I.4").text.startswith("Trong kỳ đã thực hiện {{fact:")


def test_rows_are_added_changed_moved_removed_and_put_back(cast, report):
    one = actions.add_line(report=report, kind=Content.WEAKNESSES, text="Thiếu người", by=cast.focal)
    two = actions.add_line(report=report, kind=Content.WEAKNESSES, text="Thiếu máy", by=cast.focal)
    actions.move_line(line=two, step=-1, by=cast.focal)
    assert _lines(report) == ["Thiếu máy", "Thiếu người"]
    two = actions.change_line(line=two, text="Thiếu máy tính", by=cast.focal)
    with pytest.raises(Conflict):
        actions.change_line(line=two, text="Thiếu mạng", by=cast.focal, version=two.version - 1)
    actions.remove_line(line=one, by=cast.focal)
    with pytest.raises(MovedOn):
        actions.change_line(line=one, text="Thiếu việc", by=cast.focal)
    assert _lines(report) == ["Thiếu máy tính"]
    actions.restore_line(line=one, by=cast.focal)
    assert _lines(report) == ["Thiếu máy tính", "Thiếu người"]
    with pytest.raises(ValidationError):
        actions.change_line(line=one, text=" ", by=cast.focal)


def _lines(report: Report) -> list[str]:
    rows = ReportLine.objects.filter(report=report, kind=Content.WEAKNESSES, removed_at=None)
    return list(rows.order_by("order", "pk").values_list("text", flat=True))


def test_removed_draft_does_not_come_back_and_gone_fact_takes_its_draft_along(cast):
    world = draw(cast, 9)
    actions.draft_section(report=world.report, code="III.2", by=cast.focal)
    rows = list(ReportLine.objects.filter(report=world.report, source__startswith="task:").order_by("pk"))
    actions.remove_line(line=rows[0], by=cast.focal)
    task = next(one for one in world.tasks("not_started") if rows[1].source == f"task:{one.code}")
    task.refresh_from_db()
    finish(world, task)
    actions.draft_section(report=world.report, code="III.2", by=cast.focal)
    standing = ReportLine.objects.filter(report=world.report, kind=Content.WEAKNESSES, removed_at=None)
    assert rows[0].source not in standing.values_list("source", flat=True)
    again = standing.get(source=rows[1].source)
    assert "chậm so với hạn" in again.text


def test_rows_of_the_report_before_are_taken_up_in_the_words_it_was_sent_with(cast, report):
    earlier = opened(cast, Period(2026, Kind.QUARTER, 3), due_on=date(2026, 12, 20))
    enter(cast, earlier.window, r1_6=5)
    line = actions.add_line(
        report=earlier, kind=Content.PROPOSALS, text="Đề nghị hỗ trợ {{1.6}} buổi tập huấn", by=cast.focal
    )
    Report.objects.filter(pk=earlier.pk).update(state="issued", issued_on=date(2026, 9, 20), times_sent=1)
    drafted = actions.draft_report(report=report, by=cast.focal)
    assert drafted.lines == 1
    row = ReportLine.objects.get(report=report)
    assert resolve(row.text, Known(report)) == "Đề nghị hỗ trợ 5 buổi tập huấn."
    taken = actions.take_up_line(report=report, line=line, kind=Content.DIRECTIONS, by=cast.focal)
    assert (taken.text, taken.taken_from) == ("Đề nghị hỗ trợ 5 buổi tập huấn.", line)
    with pytest.raises(ValidationError, match="đã có trong báo cáo"):
        actions.take_up_line(report=report, line=line, by=cast.focal)


def test_row_becomes_a_task_of_the_next_plan_once(cast, report):
    line = actions.add_line(report=report, kind=Content.DIRECTIONS, text="Tập huấn một cửa.", by=cast.focal)
    plan = dull_plan(cast, year=2027)
    area = plan.template.areas.get(code="TTHC")
    task = actions.to_plan(line=line, plan=plan, area=area, by=cast.focal)
    assert (task.content, task.area, task.note) == ("Tập huấn một cửa", area, f"Từ báo cáo {report.code}, năm 2026")
    with pytest.raises(ValidationError, match="đã có trong kế hoạch"):
        actions.to_plan(line=line, plan=plan, area=area, by=cast.focal)
    with pytest.raises(Refused):
        actions.to_plan(line=line, plan=plan, area=area, by=cast.stranger)
