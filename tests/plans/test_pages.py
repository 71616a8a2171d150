"""Pages of plans: who sees them, that reading writes nothing, saving alone and by form, faults at their places."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans import actions
from plans.models import Plan, PlanBasis, PlanText, ReportDeadline, Target, Task
from tests.cast import Cast
from tests.plans.test_locked import snapshot
from workflow import actions as moves

SECTIONS = ("thong-tin-chung", "can-cu", "muc-dich-yeu-cau", "cd", "tthc", "to-chuc-thuc-hien", "noi-nhan", "phu-luc")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return signed_in(cast.focal)


@pytest.fixture
def task(full_plan: Plan) -> Task:
    return Task.objects.get(plan=full_plan, area__code="TTHC")


def row_url(row, kind: str) -> str:
    return reverse("plans:row", args=[row.plan.code, kind, row.pk])


def pages(plan: Plan) -> list[str]:
    """Every address of a plan that is read."""
    code, task = plan.code, plan.tasks.first()
    target = plan.targets.first()
    return [
        *(reverse(f"plans:{name}", args=[code]) for name in ("read", "targets", "tasks", "paper", "paper_sheet", "check")),
        *(reverse("plans:edit", args=[code, slug]) for slug in SECTIONS),
        row_url(task, "nhiem-vu"), row_url(target, "chi-tieu"), reverse("plans:conditions", args=[code, target.pk]),
    ]  # fmt: skip


def acts(plan: Plan) -> list[str]:
    """Every address of a plan that writes."""
    code, task = plan.code, plan.tasks.first()
    return [
        reverse("plans:plan_fields", args=[code]), reverse("plans:row_add", args=[code, "nhiem-vu"]),
        row_url(task, "nhiem-vu"), reverse("plans:row_change", args=[code, "nhiem-vu", task.pk, "xoa"]),
        reverse("plans:conditions", args=[code, plan.targets.first().pk]), reverse("plans:basis_add", args=[code]),
        reverse("plans:cite_add", args=[code]), reverse("plans:cite_drop", args=[code, "c1"]),
        reverse("plans:check", args=[code]), reverse("plans:to_bin", args=[code]), reverse("plans:restore", args=[code]),
        reverse("plans:successor", args=[code]), reverse("plans:waive", args=[code]),
    ]  # fmt: skip


def test_every_page_of_a_draft_is_read_by_its_authors(clerk: Client, full_plan: Plan) -> None:
    assert {url: clerk.get(url).status_code for url in pages(full_plan)} == dict.fromkeys(pages(full_plan), 200)


@pytest.mark.parametrize("who", ["other_focal", "stranger", "nobody", "reviewer", "viewer"])
def test_a_draft_of_another_office_is_not_found(full_plan: Plan, cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    before = snapshot(full_plan)
    assert {client.get(url).status_code for url in pages(full_plan)} == {404}
    assert {client.post(url).status_code for url in acts(full_plan)} == {404}
    assert snapshot(full_plan) == before


def test_a_visitor_is_led_to_the_sign_in(full_plan: Plan) -> None:
    for url in [*pages(full_plan), *acts(full_plan)]:
        response = Client().get(url)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/dang-nhap/")


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_changes_nothing(clerk: Client, full_plan: Plan, method: str) -> None:
    before = snapshot(full_plan)
    for url in [*pages(full_plan), *acts(full_plan), reverse("plans:list"), reverse("plans:bin"), reverse("plans:new")]:
        getattr(clerk, method)(url)
    assert snapshot(full_plan) == before


def test_a_row_of_another_plan_is_not_found_below_this_one(clerk: Client, full_plan: Plan, cast: Cast) -> None:
    other = actions.create_plan(unit=cast.other_commune, year=2026, by=cast.other_focal)
    theirs = other.plantexts.first()
    assert clerk.get(reverse("plans:row", args=[full_plan.code, "doan-van", theirs.pk])).status_code == 404
    assert clerk.post(reverse("plans:row", args=[full_plan.code, "doan-van", theirs.pk])).status_code == 404


def autosave(client: Client, url: str, name: str, value: str, version: int, **more):
    return client.post(
        url, {"field": name, name: value, "version": version}, headers={"X-Autosave": "1", "HX-Request": "true"}, **more
    )


def test_a_field_saves_itself_and_answers_with_its_version_and_the_findings(clerk: Client, task: Task) -> None:
    response = autosave(clerk, row_url(task, "nhiem-vu"), "product_text", "", task.version)
    assert (response.status_code, response["X-Version"]) == (200, str(task.version + 1))
    page = response.content.decode()
    assert 'hx-swap-oob="innerHTML:#findings-box"' in page
    assert "Nhiệm vụ II.3.b.1 chưa có sản phẩm." in page
    assert Task.objects.get(pk=task.pk).product_text == ""


FAULTS = [
    ("nhiem-vu", "timing_text", "Quý 9", "Chưa hiểu thời gian “Quý 9”"),
    ("nhiem-vu", "budget", "1,234.5", "“1,234.5” chưa rõ là số nào. Viết 1.234,5"),
    ("nhiem-vu", "note", "TỐI MẬT", "mang dấu độ mật “TỐI MẬT”"),
    ("nhiem-vu", "content", "x" * 4_001, "ô này nhận tối đa 4.000"),
]


@pytest.mark.parametrize(("kind", "name", "typed", "said"), FAULTS)
def test_a_wrong_field_is_refused_with_its_sentence_and_nothing_is_stored(
    clerk: Client, task: Task, full_plan: Plan, kind: str, name: str, typed: str, said: str
) -> None:
    before = snapshot(full_plan)
    alone = autosave(clerk, row_url(task, kind), name, typed, task.version)
    assert (alone.status_code, said in alone.content.decode()) == (422, True)
    form = clerk.post(row_url(task, kind), {"fields": name, name: typed, "version": task.version})
    page = form.content.decode()
    assert (form.status_code, said in page, typed in page) == (422, True, True)
    assert snapshot(full_plan) == before


def test_a_choice_outside_the_list_is_refused(clerk: Client, task: Task) -> None:
    response = autosave(clerk, row_url(task, "nhiem-vu"), "funding", "vàng", task.version)
    assert (response.status_code, response.content.decode()) == (422, "Chọn một giá trị trong danh sách.")


def test_a_wrong_day_says_how_days_are_written(clerk: Client, full_plan: Plan, cast: Cast) -> None:
    url = reverse("plans:row_add", args=[full_plan.code, "han-bao-cao"])
    page = clerk.post(url, {"period": "q1", "due_on": "31/02/2026"}, follow=True).content.decode()
    assert "Ngày “31/02/2026” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026." in page
    assert not ReportDeadline.objects.filter(plan=full_plan).exists()


def test_days_and_decimals_are_read_as_they_are_written_here(clerk: Client, full_plan: Plan, task: Task) -> None:
    clerk.post(reverse("plans:row_add", args=[full_plan.code, "han-bao-cao"]), {"period": "q1", "due_on": "05/01/2027"})
    clerk.post(row_url(task, "nhiem-vu"), {"fields": "budget", "budget": "1.250,5", "version": task.version})
    day = ReportDeadline.objects.get(plan=full_plan).due_on
    assert ((day.day, day.month, day.year), str(Task.objects.get(pk=task.pk).budget)) == ((5, 1, 2027), "1250.500")


@pytest.mark.parametrize("size", [6 * 1024 * 1024, 50 * 1024 * 1024])
def test_a_pasted_book_is_refused_and_nothing_is_stored(clerk: Client, full_plan: Plan, size: int) -> None:
    text = PlanText.objects.get(plan=full_plan, section="purpose")
    response = autosave(clerk, row_url(text, "doan-van"), "body", "a" * size, text.version)
    assert response.status_code == 413
    assert PlanText.objects.get(pk=text.pk).body == text.body


def test_a_long_paste_below_the_form_limit_is_refused_at_its_field(clerk: Client, full_plan: Plan) -> None:
    text = PlanText.objects.get(plan=full_plan, section="purpose")
    response = autosave(clerk, row_url(text, "doan-van"), "body", "a" * 2_000_000, text.version)
    assert (response.status_code, "ô này nhận tối đa 20.000" in response.content.decode()) == (422, True)


def test_a_session_that_ended_answers_401_to_a_field_and_keeps_the_text_for_the_sheet(task: Task) -> None:
    response = autosave(Client(), row_url(task, "nhiem-vu"), "content", "mới", task.version)
    assert response.status_code == 401
    assert Task.objects.get(pk=task.pk).content == task.content


def test_two_editors_get_the_page_that_compares_and_choose(clerk: Client, cast: Cast, task: Task) -> None:
    cast.office_head.memberships.update(role="focal_point")
    actions.save_field(row=task, field="content", value="Bản của phòng", version=task.version, by=cast.office_head)
    alone = autosave(clerk, row_url(task, "nhiem-vu"), "content", "Bản của tôi", task.version)
    assert (alone.status_code, "So sánh" in alone.content.decode()) == (409, True)
    typed = {"fields": "content note", "content": "Bản của tôi", "note": "", "version": task.version}
    page = clerk.post(row_url(task, "nhiem-vu"), typed)
    words = page.content.decode()
    assert page.status_code == 409
    assert all(piece in words for piece in ("Bản của tôi", "Bản của phòng", "Bản của Đào Thị Phòng, lưu"))
    assert Task.objects.get(pk=task.pk).content == "Bản của phòng"
    version = re.search(r'name="version" value="(\d+)"', words)[1]
    clerk.post(row_url(task, "nhiem-vu"), {**typed, "version": version, "content-chon": "mine"})
    assert Task.objects.get(pk=task.pk).content == "Bản của tôi"


def test_choosing_the_other_version_leaves_it(clerk: Client, cast: Cast, task: Task) -> None:
    actions.save_field(row=task, field="content", value="Bản kia", version=task.version, by=cast.focal)
    typed = {"fields": "content", "content": "Bản của tôi", "version": task.version + 1, "content-chon": "theirs"}
    clerk.post(row_url(task, "nhiem-vu"), typed)
    assert Task.objects.get(pk=task.pk).content == "Bản kia"


def test_rows_are_added_moved_copied_removed_and_put_back(clerk: Client, full_plan: Plan) -> None:
    add = reverse("plans:row_add", args=[full_plan.code, "chi-tieu"])
    clerk.post(add, {"area": "TTHC", "phrase": "Dưới 1% hồ sơ trễ hạn"})
    rows = Target.objects.filter(plan=full_plan, area__code="TTHC")
    second = rows.last()

    def change(verb: str) -> None:
        clerk.post(reverse("plans:row_change", args=[full_plan.code, "chi-tieu", second.pk, verb]))

    change("len")
    assert rows.first() == second
    change("xuong")
    assert rows.last() == second
    change("nhan-doi")
    assert [row.phrase for row in rows].count(second.phrase) == 2
    change("xoa")
    assert second not in rows.all()
    page = clerk.get(reverse("plans:edit", args=[full_plan.code, "tthc"]), {"da-xoa": f"chi-tieu-{second.pk}"})
    assert "Đã xóa chỉ tiêu." in page.content.decode()
    change("hoan-tac")
    assert second in rows.all()


def test_a_basis_is_added_as_it_is_typed(clerk: Client, full_plan: Plan) -> None:
    url = reverse("plans:basis_add", args=[full_plan.code])
    line = "Kế hoạch số 137/KH-UBND ngày 20/6/2025 của UBND tỉnh Thử về cải cách hành chính tỉnh Thử năm 2026"
    clerk.post(url, {"text": line, "role": "carries_out"})
    added = PlanBasis.objects.filter(plan=full_plan).last()
    assert (added.document.number, added.document.issuer, added.role) == ("137/KH-UBND", "UBND tỉnh Thử", "carries_out")
    wrong = clerk.post(url, {"text": "kế hoạch của tỉnh", "role": "basis"})
    page = wrong.content.decode()
    assert (wrong.status_code, "kế hoạch của tỉnh" in page, "Chưa đọc được số và cơ quan ban hành" in page) == (
        422,
        True,
        True,
    )


def test_a_reading_is_confirmed_in_its_form(clerk: Client, full_plan: Plan) -> None:
    target = full_plan.targets.first()
    url = reverse("plans:conditions", args=[full_plan.code, target.pk])
    typed = {
        "version": target.version,
        "dk-TOTAL_FORMS": "1",
        "dk-INITIAL_FORMS": "0",
        "dk-0-operator": "gte",
        "dk-0-value": "98,5",
        "dk-0-unit_label": "%",
        "dk-0-comparator": "number",
    }
    assert clerk.post(url, {**typed, "dk-0-value": "chín mươi"}).status_code == 422
    clerk.post(url, typed)
    (row,) = target.conditions.all()
    assert (row.operator, str(row.value), row.confirmed) == ("gte", "98.5000", True)


def test_a_year_that_has_a_plan_is_answered_with_the_way_to_it(clerk: Client, full_plan: Plan, cast: Cast) -> None:
    response = clerk.post(reverse("plans:new"), {"unit": cast.commune.code, "year": 2026, "replaces_text": ""})
    page = response.content.decode()
    said = "Đã có Kế hoạch CCHC năm 2026. Mở kế hoạch đó, hoặc lập bản thay thế và ghi rõ lý do."
    assert (response.status_code, said in page, reverse("plans:read", args=[full_plan.code]) in page) == (
        422,
        True,
        True,
    )


def test_submitting_twice_is_told_so_and_happens_once(clerk: Client, full_plan: Plan) -> None:
    url = reverse("plans:check", args=[full_plan.code])
    first = clerk.post(url, {"action": "submit", "version": full_plan.version})
    assert (first.status_code, first["Location"]) == (302, reverse("plans:read", args=[full_plan.code]))
    second = clerk.post(url, {"action": "submit", "version": full_plan.version})
    assert second.status_code == 409
    assert "Việc này đã làm xong lúc" in second.content.decode()
    assert Plan.objects.get(pk=full_plan.pk).times_sent == 1


def test_a_message_that_may_not_be_stored_is_said_on_the_page_and_nothing_is_sent(clerk: Client, full_plan: Plan):
    url = reverse("plans:check", args=[full_plan.code])
    page = clerk.post(url, {"action": "submit", "version": full_plan.version, "note": "TỐI MẬT\nĐề nghị xem gấp."})
    words = page.content.decode()
    said = ("mang dấu độ mật “TỐI MẬT”" in words, ">TỐI MẬT\nĐề nghị xem gấp.</textarea>" in words)
    assert (page.status_code, said) == (422, (True, True))
    assert Plan.objects.get(pk=full_plan.pk).state == "draft"


def test_a_plan_with_gaps_is_not_handed_on(clerk: Client, plan: Plan) -> None:
    url = reverse("plans:check", args=[plan.code])
    assert "Căn cứ" in clerk.get(url).content.decode()
    response = clerk.post(url, {"action": "submit", "version": plan.version})
    assert (response.status_code, Plan.objects.get(pk=plan.pk).state) == (403, "draft")


def test_a_locked_plan_is_shown_as_text_with_the_reason(clerk: Client, full_plan: Plan, cast: Cast) -> None:
    moves.take("submit", full_plan, by=cast.focal)
    page = clerk.get(reverse("plans:edit", args=[full_plan.code, "tthc"])).content.decode()
    assert "nên tạm khóa" in page
    assert "<textarea" not in page
    assert "Lập và thực hiện chương trình TTHC" in page


def test_a_draft_goes_to_the_bin_and_comes_back(clerk: Client, plan: Plan) -> None:
    clerk.post(reverse("plans:to_bin", args=[plan.code]))
    assert str(plan) in clerk.get(reverse("plans:bin")).content.decode()
    assert plan.code not in clerk.get(reverse("plans:list")).content.decode()
    clerk.post(reverse("plans:restore", args=[plan.code]))
    assert Plan.objects.get(pk=plan.pk).binned_at is None


def test_a_reason_is_given_and_taken_back_on_its_page(clerk: Client, plan: Plan) -> None:
    url = f"{reverse('plans:waive', args=[plan.code])}?phat-hien=area_missing&cho=area-TCBM"
    assert clerk.post(url, {"reason": ""}).status_code == 422
    clerk.post(url, {"reason": "Xã không có đơn vị sự nghiệp"})
    assert plan.waivers.get().reason == "Xã không có đơn vị sự nghiệp"
    clerk.post(url, {"unwaive": "1"})
    assert plan.waivers.count() == 0


def test_the_list_asks_as_much_for_thirty_plans_as_for_one(clerk: Client, plan: Plan, cast: Cast) -> None:
    clerk.get(reverse("plans:list"))
    with CaptureQueriesContext(connection) as one:
        clerk.get(reverse("plans:list"))
    for year in range(2030, 2059):
        actions.create_plan(unit=cast.commune, year=year, by=cast.focal)
    with CaptureQueriesContext(connection) as thirty:
        page = clerk.get(reverse("plans:list")).content.decode()
    assert len(thirty) == len(one)
    assert page.count("Kế hoạch CCHC năm 20") == 30


def test_a_section_asks_as_much_for_thirty_tasks_as_for_one(
    clerk: Client, full_plan: Plan, task: Task, cast: Cast
) -> None:
    url = reverse("plans:edit", args=[full_plan.code, "tthc"])
    clerk.get(url)
    with CaptureQueriesContext(connection) as one:
        clerk.get(url)
    for _ in range(29):
        actions.copy_row(row=task, by=cast.focal)
    with CaptureQueriesContext(connection) as thirty:
        clerk.get(url)
    assert len(thirty) == len(one)


@pytest.mark.parametrize(("asked", "found"), [("xã Một", 1), ("không có", 0), ("2026", 1)])
def test_the_list_is_filtered_by_its_address(clerk: Client, plan: Plan, asked: str, found: int) -> None:
    page = clerk.get(reverse("plans:list"), {"tim": asked}).content.decode()
    assert page.count(reverse("plans:read", args=[plan.code])) == found
