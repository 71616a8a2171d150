"""Pages of lineage: lists by scope, inheriting, replacing, registering, taking up, templates; each by its address."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from directives import actions as giving
from organisations.panels import panels
from plans import actions
from plans.actions import templates
from plans.models import CallTemplate, LeftOut, Plan, PlanBasis, PlanTemplate, Target, Task
from tests.cast import Cast
from tests.guards.world import PNG
from tests.workflow.items import in_state
from workflow.models import Call, Road

pytestmark = pytest.mark.django_db


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return signed_in(cast.focal)


@pytest.fixture
def old(cast: Cast, areas) -> Plan:
    """Last year's plan, issued."""
    return in_state(cast, Road.SIGN_THEN_SEND, "issued", year=2025)


@pytest.fixture
def stage(cast: Cast, areas, mandate) -> Plan:
    """A stage plan with one target."""
    plan = actions.create_plan(unit=cast.commune, year=2026, year_to=2030, scope=Plan.Scope.STAGE, by=cast.focal)
    area = plan.template.areas.get(code="TTHC")
    actions.add_row(plan=plan, model=Target, by=cast.focal, area=area, phrase="Trên 90% hồ sơ nộp trực tuyến")
    return plan


@pytest.fixture
def letter(cast: Cast, areas):
    """A directive that the commune has received: one item with a target, one without."""
    one = giving.register_directive(
        unit=cast.commune,
        by=cast.focal,
        type_name="Công văn",
        number="118/SNV-CCHC",
        issuer="Sở Nội vụ tỉnh Thử",
        issued_on=date(2026, 2, 20),
        subject="hướng dẫn xây dựng kế hoạch cải cách hành chính",
    )
    work = giving.add_item(one, by=cast.focal, marker="1", text="Niêm yết đủ thủ tục hành chính.", area_code="TTHC")
    giving.set_target(work, by=cast.focal, phrase="100% thủ tục được niêm yết")
    giving.add_item(one, by=cast.focal, marker="2", text="Rà soát văn bản đã ban hành.")
    return one


def page_of(client: Client, name: str, *args, status: int = 200, **query) -> str:
    answer = client.get(reverse(f"plans:{name}", args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


# Lists


def test_each_scope_has_its_list_and_an_empty_one_says_what_will_be_there(clerk: Client, stage: Plan) -> None:
    assert stage.code in page_of(clerk, "stages")
    assert stage.code not in page_of(clerk, "list")
    assert "Chưa có kế hoạch nào. Kế thừa từ năm trước, hoặc lập mới." in page_of(clerk, "list")
    assert "Không có kế hoạch nào khớp bộ lọc." in page_of(clerk, "stages", nam="2019")


def test_the_list_is_sorted_by_its_heads_and_says_so(clerk: Client, old: Plan, cast: Cast) -> None:
    new = actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)
    page = page_of(clerk, "list", sap_xep="nam")
    assert page.index(old.code) < page.index(new.code)
    assert 'aria-sort="ascending"' in page
    page = page_of(clerk, "list", sap_xep="-nam")
    assert page.index(new.code) < page.index(old.code)


def test_the_workbook_holds_what_the_filter_shows(clerk: Client, old: Plan, cast: Cast) -> None:
    actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)
    answer = clerk.get(reverse("plans:list"), {"nam": "2025", "xuat": "xlsx"})
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows] == ["Kế hoạch", "Kế hoạch CCHC năm 2025"]


@pytest.mark.parametrize("who", ["reviewer", "field"])
def test_who_does_not_draft_whole_plans_is_offered_no_way_to_begin(cast: Cast, old: Plan, who: str) -> None:
    page = page_of(signed_in(getattr(cast, who)), "list")
    assert (old.code in page, reverse("plans:register") in page, reverse("plans:inherit_from") in page) == (
        True,
        False,
        False,
    )


def test_who_writes_in_one_area_only_is_told_who_begins_plans(cast: Cast, old: Plan) -> None:
    client = signed_in(cast.field)
    for name in ("inherit_from", "new", "register"):
        answer = client.get(reverse(f"plans:{name}"))
        assert (name, answer.status_code) == (name, 403)
        assert "do người được phân công soạn của đơn vị thực hiện" in answer.content.decode()


# Inheriting


def test_what_is_ticked_becomes_the_next_years_draft(clerk: Client, old: Plan) -> None:
    task = Task.objects.filter(plan=old).first()
    page = page_of(clerk, "inherit", old.code)
    assert page.count("data-counted checked") == Target.objects.filter(plan=old).count() * 2
    clerk.post(reverse("plans:inherit", args=[old.code]), {"nam": "2026", "task": [task.pk]})
    new = Plan.objects.get(year=2026)
    assert (new.inherited_from, new.targets.count(), [row.inherited_from_id for row in new.tasks.all()]) == (
        old,
        0,
        [task.pk],
    )


def test_a_year_that_has_a_plan_is_answered_with_m15_and_what_was_ticked_stays(
    clerk: Client, old: Plan, cast: Cast
) -> None:
    there = actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)
    task = Task.objects.filter(plan=old).first()
    answer = clerk.post(reverse("plans:inherit", args=[old.code]), {"nam": "2026", "task": [task.pk]})
    page = answer.content.decode()
    said = "Đã có Kế hoạch CCHC năm 2026. Mở kế hoạch đó, hoặc lập bản thay thế và ghi rõ lý do."
    assert (answer.status_code, said in page, reverse("plans:read", args=[there.code]) in page) == (422, True, True)
    assert page.count("data-counted checked") == 1


def test_the_card_of_the_home_page_leads_to_last_years_plan(clerk: Client, old: Plan, cast: Cast) -> None:
    answer = clerk.get(reverse("plans:inherit_from"), {"nam": "2026", "don_vi": cast.commune.pk})
    assert (answer.status_code, answer["Location"]) == (302, f"{reverse('plans:inherit', args=[old.code])}?nam=2026")
    assert "Kế thừa từ năm 2025" in clerk.get("/").content.decode()


# Replacing


@pytest.fixture
def successor(clerk: Client, old: Plan, decree) -> Plan:
    clerk.post(reverse("plans:successor", args=[old.code]), {"reason": "Tỉnh có kế hoạch mới", "van_ban": [decree.pk]})
    return Plan.objects.get(replaces=old)


def test_a_replacement_names_the_document_that_asks_for_it(successor: Plan, decree) -> None:
    assert [row.document for row in PlanBasis.objects.filter(plan=successor, is_trigger=True)] == [decree]


def test_every_old_task_is_carried_over_or_left_out_with_a_reason(clerk: Client, old: Plan, successor: Plan) -> None:
    first, second = Task.objects.filter(plan=old)[:2]
    url = reverse("plans:carry_over", args=[successor.code])
    answer = clerk.post(url, {f"sang-{first.pk}": "khong", f"ly-do-{first.pk}": ""})
    assert (answer.status_code, "Ghi lý do không chuyển tiếp." in answer.content.decode()) == (422, True)
    answer = clerk.post(url, {f"sang-{first.pk}": "khong", f"ly-do-{first.pk}": "Đã xong", f"sang-{second.pk}": ""})
    assert answer.status_code == 302
    assert [(row.task, row.reason) for row in LeftOut.objects.filter(plan=successor)] == [(first, "Đã xong")]
    page = page_of(clerk, "carry_over", successor.code)
    assert "1 nhiệm vụ chưa rõ chuyển tiếp" in page


def test_the_reasons_of_a_replacement_are_marked_among_its_bases(clerk: Client, successor: Plan) -> None:
    url = reverse("plans:carry_over", args=[successor.code])
    clerk.post(url, {"can_cu_co": "1"})
    assert not PlanBasis.objects.filter(plan=successor, is_trigger=True).exists()
    basis = PlanBasis.objects.filter(plan=successor).first()
    clerk.post(url, {"can_cu_co": "1", "can_cu": [basis.pk]})
    assert PlanBasis.objects.get(plan=successor, is_trigger=True) == basis


# Registering

BASE = {
    "scope": "annual",
    "year": "2024",
    "number": "12/KH-UBND",
    "day": "01/02/2024",
    "signer": "Phạm Văn Tịch",
    "title": "",
}


def test_a_plan_issued_on_paper_is_registered_with_its_signed_file(clerk: Client, cast: Cast, areas) -> None:
    clerk.post(reverse("plans:register"), {**BASE, "unit": cast.commune.code})
    plan = Plan.objects.get()
    url = reverse("plans:registering", args=[plan.code])
    assert "Chưa có tệp đã ký." in clerk.get(url).content.decode()
    assert clerk.post(reverse("workflow:act", args=["plan", plan.code, "register"]), {}).status_code == 403
    assert clerk.post(url, {"file": SimpleUploadedFile("ban-ky.png", PNG)}).status_code == 302
    assert clerk.post(reverse("workflow:act", args=["plan", plan.code, "register"]), {}).status_code == 302
    plan.refresh_from_db()
    assert (plan.state, plan.issued_on) == ("registered", date(2024, 2, 1))
    assert "12/KH-UBND" in page_of(clerk, "list")


def test_a_registration_keeps_what_was_typed_and_names_each_fault(clerk: Client, cast: Cast, areas) -> None:
    answer = clerk.post(reverse("plans:register"), {**BASE, "unit": cast.commune.code, "day": "31/02/2024"})
    page = answer.content.decode()
    assert (answer.status_code, "12/KH-UBND" in page, "không có trong lịch" in page) == (422, True, True)


def test_number_day_and_signer_are_corrected_until_it_counts(clerk: Client, cast: Cast, areas) -> None:
    clerk.post(reverse("plans:register"), {**BASE, "unit": cast.commune.code})
    plan = Plan.objects.get()
    url = reverse("plans:registering", args=[plan.code])
    clerk.post(url, {"number": "13/KH-UBND", "day": "02/02/2024", "signer": "Hà Văn Phó"})
    plan.refresh_from_db()
    assert (plan.registered_number, plan.registered_on) == ("13/KH-UBND", date(2024, 2, 2))
    assert clerk.post(url, {"number": "", "day": "", "signer": ""}).status_code == 422


# Taking up


def items(letter) -> list:
    return list(letter.items.order_by("order", "id"))


def test_an_item_goes_into_a_plan_from_the_directives_page_and_back(clerk: Client, plan: Plan, letter) -> None:
    item = items(letter)[0]
    back = f"/van-ban/{letter.code}/?muc={item.pk}"
    answer = clerk.post(reverse("plans:take_up", args=[plan.code]), {"item": item.pk, "area": "TTHC", "next": back})
    assert (answer.status_code, answer["Location"]) == (302, back)
    assert Task.objects.get(plan=plan, source_item=item).area.code == "TTHC"
    assert "Mục 1, Công văn số 118/SNV-CCHC" in clerk.get(back).content.decode()


def test_the_way_back_never_leads_to_another_site(clerk: Client, plan: Plan, letter) -> None:
    sent = {"item": items(letter)[0].pk, "area": "TTHC", "next": "https://example.com/"}
    answer = clerk.post(reverse("plans:take_up", args=[plan.code]), sent)
    assert answer["Location"] == reverse("plans:given", args=[plan.code])


def test_everything_given_is_listed_with_what_became_of_it(clerk: Client, plan: Plan, letter, cast: Cast) -> None:
    first, second = items(letter)
    url = reverse("plans:given", args=[plan.code])
    answer = clerk.post(url, {"item": [second.pk], f"area-{second.pk}": ""})
    page = answer.content.decode()
    assert (answer.status_code, "Chọn lĩnh vực của kế hoạch cho việc đã đánh dấu." in page) == (422, True)
    target = first.targets.get()
    clerk.post(url, {"item": [second.pk], f"area-{second.pk}": "TC", "target": [target.pk], f"area-{first.pk}": "TTHC"})
    assert Task.objects.get(plan=plan, source_item=second).area.code == "TC"
    assert Target.objects.get(plan=plan).source_target == target
    assert "Theo mục 2, Công văn số 118/SNV-CCHC" in page_of(clerk, "tasks", plan.code)
    assert "Trong dự thảo kế hoạch" in page_of(clerk, "given", plan.code, loc="tat-ca")


def test_nothing_ticked_is_said_and_a_plan_under_way_takes_nothing(clerk: Client, plan: Plan, letter, old) -> None:
    answer = clerk.post(reverse("plans:given", args=[plan.code]), {})
    assert (answer.status_code, "Chọn ít nhất một việc" in answer.content.decode()) == (422, True)
    sent = {"item": items(letter)[0].pk, "area": "TTHC"}
    assert clerk.post(reverse("plans:take_up", args=[old.code]), sent).status_code == 403


# Panels of directives


def test_panels_say_what_became_of_an_item_where_it_can_go_and_what_it_touches(
    clerk: Client, plan: Plan, letter, cast: Cast
) -> None:
    item, other = items(letter)
    clerk.post(reverse("plans:take_up", args=[plan.code]), {"item": item.pk, "area": "TTHC"})
    (outcome,) = panels("directive_item.outcome")
    assert [(key, row.kind, row.unit_id) for key, row in outcome.query([item.pk, other.pk], cast.focal)] == [
        (item.pk, "task", cast.commune.pk)
    ]
    (take_up,) = panels("directive_item.take_up")
    ((code, label, areas, url),) = take_up.query(letter, cast.focal)
    assert (code, label, len(areas), url) == (
        plan.code,
        "Kế hoạch CCHC năm 2026",
        7,
        reverse("plans:take_up", args=[plan.code]),
    )
    (impact,) = panels("directive_item.impact")
    assert [hit.kind for hit in impact.query([item.pk], letter, cast.focal)] == ["task", "paper"]
    assert impact.query([other.pk], letter, cast.focal) == []
    assert outcome.query([item.pk], cast.stranger) == take_up.query(letter, cast.stranger) == []


# Above and below


def test_a_stage_plan_keeps_a_milestone_for_each_year(clerk: Client, stage: Plan) -> None:
    row = stage.targets.get()
    url = reverse("plans:milestones", args=[stage.code, "chi-tieu", row.pk])
    clerk.post(url, {"nam-2026": "60,5%", "nam-2027": "Có đề án"})
    assert [(one.year, one.value and str(one.value), one.text) for one in row.milestones.order_by("year")] == [
        (2026, "60.5000", "%"),
        (2027, None, "Có đề án"),
    ]
    page = page_of(clerk, "roadmap", stage.code)
    assert ("60,5 %" in page, "Có đề án" in page, "Chưa có kế hoạch năm" in page) == (True, True, True)
    assert clerk.get(url).content.decode().count("60,5 %") == 1


def test_a_row_says_which_row_of_the_stage_plan_it_serves(clerk: Client, stage: Plan, cast: Cast) -> None:
    year = actions.create_plan(unit=cast.commune, year=2026, by=cast.focal)
    area = year.template.areas.get(code="TTHC")
    row = actions.add_row(plan=year, model=Target, by=cast.focal, area=area, phrase="Trên 60% hồ sơ nộp trực tuyến")
    upper = stage.targets.get()
    clerk.post(reverse("plans:serving", args=[year.code]), {f"chi-tieu-{row.pk}": str(upper.pk)})
    row.refresh_from_db()
    assert row.serves == upper
    assert "Phục vụ: Trên 90% hồ sơ" in page_of(clerk, "targets", year.code)
    assert "Có chỉ tiêu" in page_of(clerk, "roadmap", stage.code)


def test_rows_of_a_plan_below_are_taken_once_it_has_been_handed_in(clerk: Client, plan: Plan, cast: Cast) -> None:
    part = actions.create_plan(unit=cast.commune, year=2026, scope=Plan.Scope.SUB, upper=plan, by=cast.focal)
    area = plan.template.areas.get(code="TC")
    row = actions.add_row(plan=part, model=Task, by=cast.focal, area=area, content="Rà soát văn bản")
    url = reverse("plans:take_contribution", args=[plan.code, "nhiem-vu", row.pk])
    assert clerk.post(url).status_code == 403
    Plan.objects.filter(pk=part.pk).update(state="content_check", times_sent=1)
    assert "Lấy vào kế hoạch" in page_of(clerk, "contributions", plan.code)
    clerk.post(url)
    assert Task.objects.get(plan=plan).contributed_from == row
    assert "Đã lấy" in page_of(clerk, "contributions", plan.code)


def test_a_plan_of_a_field_is_begun_below_the_years_plan(clerk: Client, plan: Plan, cast: Cast) -> None:
    typed = {"loai": "sub", "unit": cast.commune.code, "upper": plan.code, "holder": cast.room.code}
    assert clerk.post(reverse("plans:new"), {**typed, "upper": ""}).status_code == 422
    clerk.post(reverse("plans:new"), typed)
    part = Plan.objects.get(scope=Plan.Scope.SUB)
    assert (part.upper, part.holder, part.code in page_of(clerk, "subs")) == (plan, cast.room, True)


# Templates of authorities


def test_an_authority_publishes_a_template_and_gives_it_with_a_call(cast: Cast, areas) -> None:
    head = signed_in(cast.review_head)
    base = PlanTemplate.objects.get(unit=None)
    typed = {
        "unit": cast.authority.code,
        "name": "Khung 2027",
        "ground_text": "Công văn 1/SNV",
        "valid_from": "01/01/2027",
    }
    head.post(reverse("plans:template_new"), {**typed, "guidance": "Đủ sáu nội dung.", "based_on": base.pk})
    mine = PlanTemplate.objects.get(unit=cast.authority)
    url = reverse("plans:template", args=[mine.pk])
    assert mine.areas.count() == base.areas.count()
    assert head.post(url, {"them": "linh-vuc", "lv-code": "", "lv-name": ""}).status_code == 422
    head.post(url, {"them": "linh-vuc", "lv-code": "nlct", "lv-name": "Nâng cao năng lực cạnh tranh"})
    area = mine.areas.get(code="NLCT")
    head.post(url, {"them": "dong", "dong-area": area.pk, "dong-kind": "task", "dong-text": "Lập đề án"})
    head.post(reverse("plans:template_publish", args=[mine.pk]))
    assert "Lập đề án" in head.get(url).content.decode()
    form = {"unit": cast.authority.pk, "title": "Kế hoạch 2027", "year": "2027", "due_on": "31/12/2026"}
    more = {"measured_by": "issued_on", "road": Road.SIGN_THEN_SEND, "recipients": "", "template": mine.pk}
    assert head.post(reverse("portal:call_new"), {**form, **more}).status_code == 302
    assert CallTemplate.objects.get(call=Call.objects.get()).template == mine


@pytest.mark.parametrize("who", ["focal", "stranger", "reviewer"])
def test_who_opens_no_calls_finds_no_templates(cast: Cast, areas, who: str) -> None:
    mine = templates.create_template(
        unit=cast.authority, by=cast.review_head, name="Khung", ground_text="Công văn", valid_from=date(2026, 1, 1)
    )
    client = signed_in(getattr(cast, who))
    asked = [reverse("plans:templates"), reverse("plans:template_new"), reverse("plans:template", args=[mine.pk])]
    assert {client.get(url).status_code for url in asked} == {404}
    assert client.post(reverse("plans:template_publish", args=[mine.pk])).status_code == 404


# Strangers, and how often the pages ask


def test_strangers_find_no_page_of_lineage(cast: Cast, plan: Plan, stage: Plan, letter) -> None:
    stranger, code = signed_in(cast.stranger), plan.code
    names = ("inherit", "registering", "given", "contributions", "serving", "carry_over", "successor")
    asked = [reverse(f"plans:{name}", args=[code]) for name in names]
    asked += [reverse("plans:roadmap", args=[stage.code])]
    assert {stranger.get(url).status_code for url in asked} == {404}
    read_only = ("contributions", "roadmap")
    posted = [reverse(f"plans:{name}", args=[code]) for name in (*names, "take_up") if name not in read_only]
    posted += [reverse("plans:take_contribution", args=[code, "nhiem-vu", 1])]
    assert {stranger.post(url).status_code for url in posted} == {404}


def counted(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


def test_tabs_with_origins_ask_as_much_for_many_rows_as_for_one(clerk: Client, plan: Plan, letter, cast: Cast) -> None:
    item = items(letter)[0]
    actions.take_up(plan=plan, item=item, by=cast.focal)
    urls = [reverse("plans:tasks", args=[plan.code]), reverse("plans:given", args=[plan.code])]
    few = [counted(clerk, url) for url in urls]
    for number in range(5):
        more = giving.add_item(letter, by=cast.focal, marker=str(number + 3), text=f"Việc {number}", area_code="TC")
        actions.take_up(plan=plan, item=more, by=cast.focal)
    assert [counted(clerk, url) for url in urls] == few
