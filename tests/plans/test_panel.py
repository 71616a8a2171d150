"""The editor's panel: all findings with their links, reasons with who asked, the paper, remarks at their rows."""

import io
import re

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from plans import actions, checks
from plans.models import Plan, PlanText, Target, Task
from plans.places import areas_at, name_at
from plans.queries import content
from tests.cast import Cast
from tests.workflow.items import in_state
from tests.workflow.walks import walk
from workflow import actions as moves
from workflow import remarks
from workflow.models import Remark, Road
from workflow.rules import Refused


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return client_of(cast.focal)


@pytest.fixture
def task(full_plan: Plan) -> Task:
    return Task.objects.get(plan=full_plan, area__code="TTHC")


@pytest.fixture
def waiting(full_plan: Plan, cast: Cast) -> Plan:
    """The full plan before the chairman."""
    return walk(full_plan, cast, "submit", "pass_content", "pass_form")


def give_back(plan: Plan, cast: Cast) -> Plan:
    """The chairman returns the plan."""
    return moves.take("return", Plan.objects.get(pk=plan.pk), by=cast.chairman, comment="Sửa theo ý kiến.")


def section(plan: Plan, slug: str = "tthc", side: str = "") -> str:
    return reverse("plans:edit", args=[plan.code, slug]) + (f"?ben={side}" if side else "")


def put(row, name: str, value, cast: Cast) -> None:
    row.refresh_from_db()
    actions.save_field(row=row, field=name, value=value, version=row.version, by=cast.focal)


def codes(plan: Plan) -> list[str]:
    return [finding.code for finding in checks.check_plan(plan)]


# What the panel finds


def test_a_task_without_a_person_who_answers_is_named_until_one_is_chosen(
    full_plan: Plan, task: Task, cast: Cast
) -> None:
    put(task, "lead_text", "Trạm Y tế", cast)
    found = [one for one in checks.check_plan(full_plan) if one.code == "task_head_missing"]
    assert [(one.sentence, one.blocks) for one in found] == [
        ("1 nhiệm vụ chưa ghi người chịu trách nhiệm: II.3.b.1.", False)
    ]
    put(task, "head", cast.focal.official.appointments.get(), cast)
    assert "task_head_missing" not in codes(full_plan)


def test_a_day_outside_the_plans_years_is_named(full_plan: Plan, task: Task, cast: Cast) -> None:
    put(task, "timing_text", "15/5/2027", cast)
    found = next(one for one in checks.check_plan(full_plan) if one.code == "task_outside_years")
    assert found.sentence == "Nhiệm vụ II.3.b.1 có hạn 15/5/2027, ngoài năm 2026 của kế hoạch."


def test_days_that_had_passed_when_the_plan_began_to_replace_another_are_said_once(
    full_plan: Plan, task: Task, cast: Cast
) -> None:
    for row in Task.objects.filter(plan=full_plan):
        put(row, "timing_text", "31/12/2026", cast)
    put(task, "timing_text", "05/01/2026", cast)
    actions.change_plan(
        plan=full_plan, by=cast.focal, replaces_text="Kế hoạch số 12/KH-UBND", replaces_reason="Đổi việc"
    )
    sentences = [one.sentence for one in checks.check_plan(full_plan) if one.code == "task_deadline_past"]
    assert sentences == ["Hạn của II.3.b.1 đã qua khi lập kế hoạch thay thế. Giữ để theo dõi, không tính muộn."]


def test_misread_words_are_flagged_and_kept(full_plan: Plan, cast: Cast) -> None:
    text = PlanText.objects.get(plan=full_plan, section="purpose")
    put(text, "body", "Chấn chỉnh lễ lối làm việc.", cast)
    found = next(one for one in checks.check_plan(full_plan) if one.code == "misread")
    assert (found.blocks, found.ref) == (False, "text-purpose")
    assert found.sentence.startswith("Mục I.1: “lễ lối” có thể là “lề lối”")
    text.refresh_from_db()
    assert text.body == "Chấn chỉnh lễ lối làm việc."


@pytest.mark.parametrize("words", ["Cử Cán bộ, Công chức đi học.", "Cử cán bộ, Công chức đi học."])
def test_uneven_capitals_are_warned_of(full_plan: Plan, cast: Cast, words: str) -> None:
    put(PlanText.objects.get(plan=full_plan, section="requirements"), "body", words, cast)
    found = [one for one in checks.check_plan(full_plan) if one.code == "VH"]
    assert [one.blocks for one in found] == [False]
    assert "viết thường khi đứng giữa câu." in found[0].sentence


def test_a_gap_in_typed_numbers_is_found(full_plan: Plan, cast: Cast) -> None:
    put(PlanText.objects.get(plan=full_plan, section="requirements"), "body", "a) Một.\nb) Hai.\nd) Ba.", cast)
    assert "L9" in codes(full_plan) or "L8" in codes(full_plan)


# How it shows them


def test_every_finding_leads_to_a_field_that_is_on_its_page(full_plan: Plan, cast: Cast, clerk: Client) -> None:
    for name in ("product_text", "lead_text", "timing_text"):
        put(Task.objects.get(plan=full_plan, area__code="CD"), name, "", cast)
    put(PlanText.objects.get(plan=full_plan, section="purpose"), "body", "Đồi mới.", cast)
    put(Target.objects.get(plan=full_plan, area__code="CV"), "phrase", "Nâng cao chất lượng", cast)
    actions.remove_row(row=full_plan.planrecipients.get(), by=cast.focal)
    for area in ("TC",):
        for model in (Task, Target):
            actions.remove_row(row=model.objects.get(plan=full_plan, area__code=area), by=cast.focal)
    page = clerk.get(section(full_plan)).text
    findings = page[page.index('id="findings-box"') :]
    links = re.findall(r'href="(/[^"#]+/soan/[^"#]+)#([^"]+)"', findings)
    assert len(links) == 5
    missing = [(url, at) for url, at in links if f'id="{at}"' not in clerk.get(url).text]
    assert missing == []


def test_a_waived_finding_says_who_asked_and_who_approved(
    full_plan: Plan, task: Task, cast: Cast, clerk: Client
) -> None:
    put(task, "product_text", "", cast)
    actions.waive(
        plan=full_plan, code="task_product_missing", place=f"task-{task.pk}", reason="Làm hằng ngày", by=cast.focal
    )
    page = clerk.get(section(full_plan)).text
    assert "Đã bỏ qua theo lý do: “Làm hằng ngày”." in page
    assert "Lê Thị Soạn nêu" in page
    assert "chưa duyệt" in page
    signed = walk(full_plan, cast, "submit", "pass_content", "pass_form", "sign")
    assert "Phạm Văn Tịch duyệt" in clerk.get(section(signed)).text


def test_the_panel_has_three_sides_that_are_links(full_plan: Plan, clerk: Client) -> None:
    assert "paper-frame" not in clerk.get(section(full_plan)).text
    assert reverse("plans:paper_sheet", args=[full_plan.code]) in clerk.get(section(full_plan, side="ban-in")).text
    assert "Chưa có ý kiến nào." in clerk.get(section(full_plan, side="y-kien")).text
    assert "Nên xem lại" in clerk.get(section(full_plan, side="khong-co")).text or (
        "Không còn nội dung nào phải bổ sung." in clerk.get(section(full_plan, side="khong-co")).text
    )


# Remarks at a place


def test_a_remark_is_made_at_a_row_or_field_and_shown_there(waiting: Plan, cast: Cast) -> None:
    task = Task.objects.get(plan=waiting, area__code="TTHC")
    chairman = client_of(cast.chairman)
    address = f"{reverse('plans:remark', args=[waiting.code])}?cho=annex-task-{task.pk}&ve=/ke-hoach/"
    assert "Nhiệm vụ II.3.b.1: Lập và thực hiện" in chairman.get(address).text
    made = chairman.post(address, {"text": "Ghi rõ sản phẩm", "field": "product_text"})
    assert (made.status_code, made["Location"]) == (302, f"/ke-hoach/#task-{task.pk}")
    remark = Remark.objects.get()
    assert (remark.place, remark.place_label) == (
        f"task-{task.pk}-product_text",
        "Nhiệm vụ II.3.b.1, sản phẩm: Lập và thực hiện chương trình TTHC",
    )
    returned = give_back(waiting, cast)
    row = client_of(cast.focal).get(section(returned)).text
    at = row[row.index(f'id="task-{task.pk}"') :]
    assert "Ý kiến về sản phẩm: Ghi rõ sản phẩm" in at
    assert "Đã sửa" in at


def test_a_remark_without_words_or_place_is_refused(waiting: Plan, cast: Cast) -> None:
    chairman = client_of(cast.chairman)
    task = Task.objects.filter(plan=waiting).first()
    address = reverse("plans:remark", args=[waiting.code])
    assert chairman.post(f"{address}?cho=task-{task.pk}", {"text": " "}).status_code == 422
    assert chairman.get(f"{address}?cho=task-0").status_code == 404
    assert client_of(cast.focal).get(f"{address}?cho=task-{task.pk}").status_code == 403
    assert client_of(cast.stranger).get(f"{address}?cho=task-{task.pk}").status_code == 404
    assert not Remark.objects.exists()


def test_the_way_back_stays_inside_the_portal(waiting: Plan, cast: Cast) -> None:
    task = Task.objects.filter(plan=waiting).first()
    address = f"{reverse('plans:remark', args=[waiting.code])}?cho=task-{task.pk}&ve="
    for elsewhere in ("https://la.vn/", "//la.vn/", "la"):
        made = client_of(cast.chairman).post(address + elsewhere, {"text": "Xem lại"})
        assert made["Location"] == f"{reverse('plans:read', args=[waiting.code])}#task-{task.pk}"


def test_pages_that_read_offer_a_remark_at_each_row_to_those_who_may(waiting: Plan, cast: Cast) -> None:
    chairman, clerk = client_of(cast.chairman), client_of(cast.focal)
    pages = [reverse(f"plans:{name}", args=[waiting.code]) for name in ("targets", "tasks")]
    pages.append(reverse("portal:approve", args=[waiting.code]) + "?phan=toan-van")
    assert [chairman.get(page).text.count("/gop-y/?cho=") for page in pages][:2] == [7, 7]
    assert chairman.get(pages[2]).text.count("/gop-y/?cho=") > 14
    assert [clerk.get(page).text.count("/gop-y/?cho=") for page in pages[:2]] == [0, 0]


def test_the_review_table_offers_a_remark_at_each_row(cast: Cast, areas) -> None:
    plan = in_state(cast, Road.REVIEW_THEN_SIGN, "under_review")
    page = client_of(cast.reviewer).get(reverse("portal:review", args=[plan.code]) + "?phan=bang").text
    assert page.count("/gop-y/?cho=task-") == plan.tasks.count()
    assert page.count("/gop-y/?cho=target-") == plan.targets.count()


def test_the_official_of_an_area_answers_on_rows_of_that_area_only(waiting: Plan, cast: Cast) -> None:
    mine, other = (Task.objects.get(plan=waiting, area__code=code) for code in ("TC", "TTHC"))
    own = remarks.add(waiting, by=cast.chairman, text="Sửa thời hạn", place=f"task-{mine.pk}-timing_text")
    foreign = remarks.add(waiting, by=cast.chairman, text="Sửa câu chữ", place=f"task-{other.pk}")
    general = remarks.add(waiting, by=cast.chairman, text="Xem lại cả bản")
    returned = give_back(waiting, cast)
    page = client_of(cast.field).get(section(returned, "tc", "y-kien")).text
    assert [f"/y-kien/{one.pk}/" in page for one in (own, foreign, general)] == [True, False, False]
    remarks.answer(own, by=cast.field, text="Đã sửa.")
    for one in (foreign, general):
        with pytest.raises(Refused):
            remarks.answer(one, by=cast.field, text="Đã sửa.")


def test_an_answer_from_the_editor_leads_back_to_the_row(waiting: Plan, cast: Cast) -> None:
    task = Task.objects.get(plan=waiting, area__code="TTHC")
    remark = remarks.add(waiting, by=cast.chairman, text="Sửa", place=f"task-{task.pk}")
    returned = give_back(waiting, cast)
    back = f"{section(returned)}#task-{task.pk}"
    answer = client_of(cast.focal).post(
        reverse("portal:remark_answer", args=[remark.pk]), {"text": "Đã sửa.", "ve": back}
    )
    assert answer["Location"] == back
    remark.refresh_from_db()
    assert (remark.state, remark.answer) == ("answered", "Đã sửa.")


def test_the_first_open_remark_is_one_press_away(waiting: Plan, cast: Cast) -> None:
    task = Task.objects.get(plan=waiting, area__code="CQS")
    remarks.add(waiting, by=cast.chairman, text="Sửa", place=f"task-{task.pk}-lead_text")
    returned = give_back(waiting, cast)
    clerk = client_of(cast.focal)
    for page in (section(returned), reverse("plans:check", args=[returned.code])):
        link = re.search(r'href="([^"]+)">Đến ý kiến đầu tiên', clerk.get(page).text)
        assert clerk.get(link[1])["Location"] == f"{section(returned, 'cqs')}#task-{task.pk}-lead_text"


def test_places_are_named_and_belong_to_areas(full_plan: Plan, task: Task) -> None:
    found = content(full_plan)
    assert name_at(found, "area-TTHC").startswith("Mục II.3 ")
    assert name_at(found, "text-purpose") == "I.1 Mục đích"
    assert [name_at(found, place) for place in ("task-0", f"task-{task.pk}-version", "khac")] == ["", "", ""]
    places = [f"task-{task.pk}", f"annex-task-{task.pk}", "area-TC", "text-purpose", "task-0"]
    assert areas_at(full_plan, places) == {places[0]: "TTHC", places[1]: "TTHC", "area-TC": "TC"}


# A row: its history, its neighbours, the workbook


def test_the_history_of_a_row_says_old_new_who_and_when(full_plan: Plan, task: Task, cast: Cast, clerk: Client) -> None:
    task.refresh_from_db()
    actions.save_fields(row=task, values={"product_text": "Báo cáo"}, version=task.version, by=cast.focal)
    put(task, "timing_text", "Tháng 3", cast)
    actions.remove_row(row=task, by=cast.focal)
    url = reverse("plans:row_history", args=[full_plan.code, "nhiem-vu", task.pk])
    page = re.sub(r"<[^>]+>|\s+", " ", clerk.get(url).text)
    page = re.sub(r"\s+", " ", page)
    assert "Xóa dòng Lê Thị Soạn" in page
    assert "Sản phẩm Kế hoạch → Báo cáo" in page
    assert "Thời gian Quý II → Tháng 3" in page
    assert "Thêm dòng" in page
    assert "Trọng tâm" not in page
    assert client_of(cast.stranger).get(url).status_code == 404
    assert clerk.get(url.replace("nhiem-vu", "linh-vuc")).status_code == 404


def test_rows_are_edited_one_after_the_other(full_plan: Plan, task: Task, cast: Cast, clerk: Client) -> None:
    twin = actions.copy_row(row=task, by=cast.focal)
    first = clerk.get(reverse("plans:row", args=[full_plan.code, "nhiem-vu", task.pk])).text
    assert "Dòng 1 trong 2" in first
    assert f'href="{reverse("plans:row", args=[full_plan.code, "nhiem-vu", twin.pk])}" data-sheet rel="next"' in first
    assert 'rel="prev"' not in first


def test_the_workbook_holds_targets_and_tasks_as_the_paper_numbers_them(
    full_plan: Plan, task: Task, cast: Cast, clerk: Client
) -> None:
    put(task, "content", "=1+1", cast)
    answer = clerk.get(reverse("plans:workbook", args=[full_plan.code]))
    book = load_workbook(io.BytesIO(answer.content))
    assert [sheet.title for sheet in book if sheet.sheet_state == "visible"] == ["Chỉ tiêu", "Nhiệm vụ"]
    rows = list(book["Nhiệm vụ"].values)
    assert rows[0][:6] == ("Mục", "Lĩnh vực", "Nhiệm vụ", "Sản phẩm", "Chủ trì", "Phối hợp")
    assert rows[3][:5] == ("3.b.1", task.area.name, "'=1+1", "Kế hoạch", "Văn phòng - thống kê")
    assert list(book["Chỉ tiêu"].values)[1][2:4] == ("Trên 99% việc của lĩnh vực CD xong đúng hạn", "> 99\u00a0%")
    assert client_of(cast.stranger).get(reverse("plans:workbook", args=[full_plan.code])).status_code == 404


def test_marks_of_citations_are_explained_where_they_stand(full_plan: Plan, decree, cast: Cast, clerk: Client) -> None:
    actions.cite(plan=full_plan, key="c1", documents=[decree], by=cast.focal)
    put(PlanText.objects.get(plan=full_plan, section="purpose"), "body", "Theo {{cite:c1}}.", cast)
    assert "Viện dẫn trong mục này" in clerk.get(section(full_plan, "muc-dich-yeu-cau")).text
    assert "Viện dẫn trong mục này" not in clerk.get(section(full_plan)).text
