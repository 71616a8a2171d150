"""Comparing by page: what was sent, what stands, another plan; who may look, what is said, how often is asked."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import actions
from plans.actions.carrying import begin_tasks
from plans.comparing import compare
from plans.models import Plan, ReportDeadline, Target, Task
from plans.queries import content
from plans.queries.sides import Sides
from plans.queries.snapshots import snapshot
from tests.cast import Cast
from workflow import remarks
from workflow.actions import take
from workflow.models import Road

OVER_99 = "Đạt khi việc của lĩnh vực TTHC xong đúng hạn lớn hơn 99\u00a0% (99\u00a0% đúng là chưa đạt)."
AT_LEAST_98 = "Đạt khi tỷ lệ từ 98\u00a0% trở lên."


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def page(user, plan: Plan, rest: str = ""):
    return client(user).get(f"/ke-hoach/{plan.code}/so-sanh/{rest}")


def send(plan: Plan, cast: Cast) -> Plan:
    return take("submit", plan, by=cast.focal)


def give_back(plan: Plan, cast: Cast, words: str = "Sửa thời gian.") -> Plan:
    return take("return", plan, by=cast.office_head, comment=words)


def task_of(plan: Plan, code: str = "TTHC") -> Task:
    return Task.objects.get(plan=plan, area__code=code)


def save(row, by, **values):
    row.refresh_from_db()
    return actions.save_fields(row=row, values=values, version=row.version, by=by).row


@pytest.fixture
def returned(full_plan: Plan, cast: Cast) -> Plan:
    """A plan sent once and returned by the check."""
    return give_back(send(full_plan, cast), cast)


def places(user, plan: Plan, rest: str) -> list[tuple[str, str, str, str]]:
    """Kind, where, old and new of every place of a comparison."""
    found = page(user, plan, rest).context["found"]
    return [(one.change.kind, one.change.where, one.change.part.old, one.change.part.new) for one in found.places]


def test_what_was_sent_is_what_stood(full_plan: Plan, cast: Cast) -> None:
    sent = send(full_plan, cast)
    (side,) = Sides(sent, cast.focal).sent
    assert side.read() == snapshot(content(sent))
    assert compare(side.read(), snapshot(content(sent))).changes == []


def test_every_kind_of_change_is_listed_once_and_nothing_else(returned: Plan, cast: Cast) -> None:
    by, task = cast.focal, task_of(returned)
    save(task, by, timing_text="Quý III", partners="Công an xã; Hội Phụ nữ", budget=12, is_key=True)
    actions.remove_row(row=task_of(returned, "TC"), by=by)
    actions.add_row(plan=returned, model=ReportDeadline, by=by, period="q1", due_on=date(2026, 3, 9), inclusive=True)
    target = Target.objects.get(plan=returned, area__code="TTHC")
    actions.set_conditions(
        target=target, conditions=[{"operator": "gte", "value": 98, "unit_label": "%"}], version=target.version, by=by
    )
    text = returned.plantexts.get(section="purpose")
    save(text, by, body="Giữ nhịp làm việc đều trong quý.")
    actions.change_plan(plan=returned, by=by, title="Cải cách hành chính xã Một")
    assert places(by, returned, "lan-1/") == [
        ("đổi", "Thông tin chung, trích yếu", "Cải cách hành chính xã Một năm 2026", "Cải cách hành chính xã Một"),
        ("đổi", "Mục đích", "Giữ nhịp làm việc đều trong năm.", "Giữ nhịp làm việc đều trong quý."),
        ("bỏ", "II.2.b.1", "Lập và thực hiện chương trình TC", ""),
        ("đổi", "II.3.a.1, hiểu là", OVER_99, AT_LEAST_98),
        ("đổi", "II.3.b.1, phối hợp", "", "Công an xã; Hội Phụ nữ"),
        ("đổi", "II.3.b.1, thời gian", "Quý II", "Quý III"),
        ("đổi", "II.3.b.1, kinh phí (triệu đồng)", "", "12"),
        ("đổi", "II.3.b.1, trọng tâm", "", "có"),
        ("thêm", "Chế độ báo cáo, báo cáo quý I", "", "chậm nhất ngày 09/3/2026"),
    ]


def test_a_page_says_who_when_and_which_remark_is_answered(full_plan: Plan, cast: Cast) -> None:
    plan = send(full_plan, cast)
    task = task_of(plan)
    remarks.add(plan, by=cast.office_head, text="Ghi lại thời gian.", place=f"annex-task-{task.pk}", place_label="b")
    plan = give_back(plan, cast, "Xem ý kiến.")
    save(task, cast.focal, timing_text="Quý III")
    answer = page(cast.focal, plan, "lan-1/")
    (place,) = answer.context["found"].places
    assert (place.who, place.remark_number, place.remark.text) == (cast.focal.display_name, 1, "Ghi lại thời gian.")
    words = answer.content.decode()
    assert "trả lời ý kiến 1: “Ghi lại thời gian.”" in words
    assert "Xem ý kiến." in words
    assert "1 chỗ khác" in words


def test_whoever_removed_a_row_is_named(returned: Plan, cast: Cast) -> None:
    actions.remove_row(row=task_of(returned, "TC"), by=cast.field)
    (place,) = page(cast.focal, returned, "lan-1/").context["found"].places
    assert (place.change.kind, place.who) == ("bỏ", cast.field.display_name)


def test_moved_rows_and_shifted_numbers(full_plan: Plan, cast: Cast) -> None:
    area = full_plan.template.areas.get(code="TTHC")
    rows = [task_of(full_plan)] + [
        actions.add_row(
            plan=full_plan, model=Task, by=cast.focal, area=area, content=f"Việc {number}", product_text="Báo cáo",
            lead_text="Văn phòng - thống kê", timing_text="Quý I",
        )
        for number in (2, 3, 4)
    ]  # fmt: skip
    plan = give_back(send(full_plan, cast), cast)
    actions.move_row(row=rows[3], step=-1, by=cast.focal)
    actions.move_row(row=rows[3], step=-1, by=cast.focal)
    assert places(cast.focal, plan, "lan-1/") == [("chuyển chỗ", "II.3.b.2", "II.3.b.4", "II.3.b.2")]
    plan = give_back(send(Plan.objects.get(pk=plan.pk), cast), cast)
    assert places(cast.focal, plan, "lan-2/") == []
    assert places(cast.focal, plan, "lan-1/?voi=lan-2") == [("chuyển chỗ", "II.3.b.2", "II.3.b.4", "II.3.b.2")]
    actions.remove_row(row=rows[0], by=cast.focal)
    assert [one[0] for one in places(cast.focal, plan, "lan-2/")] == ["bỏ"]


def test_what_came_back_by_restoring_is_no_change(returned: Plan, cast: Cast) -> None:
    row = actions.remove_row(row=task_of(returned), by=cast.focal)
    actions.restore_row(row=row, by=cast.focal)
    assert places(cast.focal, returned, "lan-1/") == []


def test_two_alike_sides_say_so_and_everything_can_be_seen(returned: Plan, cast: Cast) -> None:
    answer = page(cast.focal, returned, "lan-1/")
    assert "Hai bản giống nhau" in answer.content.decode()
    whole = page(cast.focal, returned, "lan-1/?xem=ca").content.decode()
    assert "Lập và thực hiện chương trình TTHC" in whole
    assert "Chỉ xem chỗ khác" in whole


def test_the_successor_is_compared_with_what_it_replaces(returned: Plan, cast: Cast) -> None:
    Plan.objects.filter(pk=returned.pk).update(issued_on=date(2026, 2, 1), state="issued")
    new = actions.open_successor(plan=Plan.objects.get(pk=returned.pk), by=cast.focal, reason="Có văn bản mới.")
    save(task_of(new), cast.focal, content="Niêm yết công khai phí và lệ phí")
    found = places(cast.focal, new, f"{returned.code}/")
    assert ("đổi", "II.3.b.1, nội dung", "Lập và thực hiện chương trình TTHC", "Niêm yết công khai phí và lệ phí") in (
        found
    )
    assert {where for kind, where, _, _ in found if kind != "đổi"} == set()


@pytest.fixture
def next_year(full_plan: Plan, cast: Cast) -> Plan:
    """The plan of 2027 with a task of 2026, one changed, one new."""
    plan = actions.create_plan(unit=cast.commune, year=2027, by=cast.focal)
    for code, words in (("TC", "Lập và thực hiện chương trình TC"), ("CV", "Mở lớp bồi dưỡng kỹ năng số")):
        area = plan.template.areas.get(code=code)
        actions.add_row(plan=plan, model=Task, by=cast.focal, area=area, content=words)
    return plan


def test_two_years_stand_in_columns_with_chips_and_results(next_year: Plan, full_plan: Plan, cast: Cast) -> None:
    Plan.objects.filter(pk=full_plan.pk).update(issued_on=date(2026, 2, 1), state="issued")
    begin_tasks(Plan.objects.get(pk=full_plan.pk), by=cast.focal)
    answer = page(cast.focal, next_year, "nam-truoc/")
    words = answer.content.decode()
    assert "Năm 2026" in words
    assert "Năm 2027" in words
    kinds = {pair.line.words("content"): pair.kind for pair in answer.context["found"].comparison.pairs}
    assert kinds["Mở lớp bồi dưỡng kỹ năng số"] == "thêm"
    assert kinds["Lập và thực hiện chương trình TTHC"] == "bỏ"
    assert kinds["Lập và thực hiện chương trình TC"] == "đổi"
    assert answer.context["found"].results[task_of(full_plan, "TC").pk] == "Chưa bắt đầu"
    assert "Chưa bắt đầu" in words


def test_the_choice_of_sides_offers_what_there_is_and_leads_there(next_year: Plan, returned: Plan, cast: Cast) -> None:
    offers = page(cast.focal, next_year).context["offers"]
    assert [one["url"] for one in offers] == [f"/ke-hoach/{next_year.code}/so-sanh/nam-truoc/"]
    (first,) = page(cast.focal, returned).context["offers"]
    assert (first["label"], first["url"]) == ("So với lần gửi 1", f"/ke-hoach/{returned.code}/so-sanh/lan-1/")
    answer = page(cast.focal, returned, "?truoc=lan-1&sau=ban-dang-soan")
    assert answer["Location"] == f"/ke-hoach/{returned.code}/so-sanh/lan-1/?voi=ban-dang-soan"


def test_a_plan_with_nothing_to_compare_says_so(plan: Plan, cast: Cast) -> None:
    assert "Chưa có bản nào để so sánh" in page(cast.focal, plan).content.decode()


@pytest.mark.parametrize("other", ["lan-2", "lan-0", "nam-truoc", "khong-co", "KH7KQ2M"])
def test_an_unknown_side_is_not_found(returned: Plan, cast: Cast, other: str) -> None:
    assert page(cast.focal, returned, f"{other}/").status_code == 404
    assert page(cast.focal, returned, f"lan-1/?voi={other}").status_code == 404


@pytest.mark.parametrize("part", ["stranger", "other_focal", "other_chairman", "nobody"])
def test_people_of_other_units_find_nothing(returned: Plan, cast: Cast, part: str) -> None:
    for rest in ("", "lan-1/", "ban-dang-soan/"):
        assert page(getattr(cast, part), returned, rest).status_code == 404


def test_an_authority_reads_no_sending_from_desk_to_desk(returned: Plan, cast: Cast) -> None:
    Plan.objects.filter(pk=returned.pk).update(issued_on=date(2026, 2, 1), state="issued")
    assert page(cast.reviewer, returned, "lan-1/").status_code == 404
    assert page(cast.reviewer, returned, "ban-dang-soan/").status_code == 200
    assert page(cast.focal, returned, "lan-1/").status_code == 200


def test_a_reviewer_reads_what_was_sent_while_the_authors_mend_it(full_plan: Plan, cast: Cast) -> None:
    Plan.objects.filter(pk=full_plan.pk).update(road=Road.REVIEW_THEN_SIGN)
    plan = take("submit", Plan.objects.get(pk=full_plan.pk), by=cast.focal)
    plan = take("begin_review", plan, by=cast.reviewer)
    head = cast.review_head if plan.two_step else cast.reviewer
    if plan.two_step:
        plan = take("propose", plan, by=cast.reviewer, comment="Sửa.")
    plan = take("return", plan, by=head, comment="Sửa thời gian.")
    save(task_of(plan), cast.focal, timing_text="Quý III")
    assert page(cast.reviewer, plan, "ban-dang-soan/").status_code == 404
    assert places(cast.reviewer, plan, "lan-1/") == []
    assert len(places(cast.focal, plan, "lan-1/")) == 1


def test_another_plan_that_is_not_in_sight_is_no_side(returned: Plan, cast: Cast) -> None:
    other = Plan.objects.get(pk=actions.create_plan(unit=cast.commune, year=2028, by=cast.focal).pk)
    Plan.objects.filter(pk=other.pk).update(unit=cast.other_commune)
    assert page(cast.focal, returned, f"{other.code}/").status_code == 404


def test_more_changes_ask_no_more_queries(returned: Plan, cast: Cast) -> None:
    def asked() -> int:
        user = client(cast.focal)
        user.get(f"/ke-hoach/{returned.code}/so-sanh/lan-1/")
        with CaptureQueriesContext(connection) as queries:
            user.get(f"/ke-hoach/{returned.code}/so-sanh/lan-1/")
        return len([one for one in queries if not one["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))])

    save(task_of(returned), cast.focal, timing_text="Quý III")
    actions.remove_row(row=task_of(returned, "TC"), by=cast.focal)
    few = asked()
    for task in Task.objects.filter(plan=returned).exclude(area__code="TTHC"):
        save(task, cast.focal, timing_text="Quý IV", note="đã sửa")
    area = returned.template.areas.get(code="CV")
    for number in range(30):
        actions.add_row(plan=returned, model=Task, by=cast.focal, area=area, content=f"Việc mới {number}")
    assert asked() == few
    assert few <= 45


def labels(answer) -> list[str]:
    return [f"{tab['label']} {tab['count']}".strip() for tab in answer.context["tabs"]]


def test_the_chairman_the_check_page_and_the_history_lead_to_the_comparison(returned: Plan, cast: Cast) -> None:
    save(task_of(returned), cast.focal, timing_text="Quý III", product_text="Báo cáo")
    check = client(cast.focal).get(f"/ke-hoach/{returned.code}/kiem-tra/").content.decode()
    assert "Đã sửa 2 chỗ từ lần trả lại" in check
    assert f"/ke-hoach/{returned.code}/so-sanh/lan-1/" in check
    plan = take("pass_form", take("pass_content", send(returned, cast), by=cast.office_head), by=cast.records)
    answer = client(cast.chairman).get(f"/ke-hoach/{plan.code}/duyet/")
    assert "So với lần gửi 1" in labels(answer)
    assert "Tải bản trình ký (PDF)" in answer.content.decode()
    tab = client(cast.chairman).get(f"/ke-hoach/{plan.code}/duyet/?phan=so-sanh")
    assert len(tab.context["found"].places) == 2
    assert "Sửa thời gian." in tab.content.decode()
    history = client(cast.focal).get(f"/ke-hoach/{plan.code}/dien-bien/").content.decode()
    assert "2 chỗ khác lần gửi 1" in history
    assert f"/ke-hoach/{plan.code}/so-sanh/lan-1/?voi=lan-2" in history


def test_the_reviewer_reads_how_many_places_changed(full_plan: Plan, cast: Cast) -> None:
    Plan.objects.filter(pk=full_plan.pk).update(road=Road.REVIEW_THEN_SIGN, two_step=False)
    plan = take("begin_review", send(Plan.objects.get(pk=full_plan.pk), cast), by=cast.reviewer)
    assert not any("So với" in label for label in labels(client(cast.reviewer).get(f"/ra-soat/{plan.code}/")))
    plan = take("return", plan, by=cast.reviewer, comment="Sửa thời gian.")
    save(task_of(plan), cast.focal, timing_text="Quý III")
    plan = send(plan, cast)
    assert "So với lần gửi 1 1" in labels(client(cast.reviewer).get(f"/ra-soat/{plan.code}/"))
    tab = client(cast.reviewer).get(f"/ra-soat/{plan.code}/?phan=so-sanh")
    assert [place.change.where for place in tab.context["found"].places] == ["II.3.b.1, thời gian"]
