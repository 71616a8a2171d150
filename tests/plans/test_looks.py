"""Pages of plans in a real browser: accessible, as wide as the window, saving while one types and without scripts."""

from django.conf import settings
from playwright.sync_api import Browser, Page

from plans import actions
from plans.models import Plan, Target, Task
from tests.cast import Cast
from tests.looks import faults_at, sign_in, told

SECTIONS = ("thong-tin-chung", "can-cu", "muc-dich-yeu-cau", "tthc", "to-chuc-thuc-hien", "noi-nhan", "phu-luc")


def addresses(plan: Plan) -> list[str]:
    """Every page of a plan, its sheets as pages, and the lists."""
    base = f"/ke-hoach/{plan.code}/"
    task, target = plan.tasks.first(), plan.targets.first()
    sections = [f"{base}soan/{slug}/" for slug in SECTIONS]
    return [
        "/ke-hoach/", "/ke-hoach/moi/", "/ke-hoach/thung-rac/", base, f"{base}chi-tieu/", f"{base}nhiem-vu/", f"{base}ban-in/",
        f"{base}kiem-tra/", *sections, f"{base}dong/nhiem-vu/{task.pk}/", f"{base}hieu-la/{target.pk}/",
        f"{base}soan/tthc/?da-xoa=chi-tieu-{target.pk}", f"{base}soan/tthc/?ben=ban-in", f"{base}soan/tthc/?ben=y-kien",
        f"{base}dan/nhiem-vu/?area=TTHC", f"{base}dong/nhiem-vu/{task.pk}/lich-su/",
    ]  # fmt: skip


def gaps(plan: Plan, cast: Cast) -> None:
    """Something of everything that a section may show: gaps, warnings, an empty row, a long name."""
    task = plan.tasks.first()
    long = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân; Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội"
    actions.save_fields(
        row=task, version=task.version, by=cast.focal, values={"product_text": "", "lead_text": long, "partners": long}
    )
    area = plan.template.areas.get(code="TTHC")
    actions.add_row(plan=plan, model=Task, by=cast.focal, area=area)
    actions.add_row(plan=plan, model=Target, by=cast.focal, area=area, phrase="Giảm tối đa tỷ lệ trễ hẹn")
    actions.cite(plan=plan, key="c1", documents=[plan.planbasiss.first().document], by=cast.focal)


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast, full_plan: Plan) -> None:
    gaps(full_plan, cast)
    sign_in(page.context, live_server, cast.focal)
    spoken = told(page)
    found = [fault for address in addresses(full_plan) for fault in faults_at(page, live_server.url + address)]
    assert (found, spoken) == ([], [])


def test_a_cell_saves_itself_and_a_unit_is_found_while_typing(
    page: Page, live_server, cast: Cast, full_plan: Plan
) -> None:
    sign_in(page.context, live_server, cast.focal)
    page.goto(f"{live_server.url}/ke-hoach/{full_plan.code}/soan/tthc/")
    lead = page.locator("textarea[name=lead_text]")
    lead.fill("")
    lead.type("van ph")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("textarea[name=timing_text]").fill("Quý 9")
    page.locator("textarea[name=content]").fill("Công khai thủ tục")
    page.wait_for_selector("text=Chưa hiểu thời gian")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".save-state[data-state=saved]")
    task = Task.objects.get(plan=full_plan, area__code="TTHC")
    assert (task.lead, task.content, task.timing_text) == (cast.room, "Công khai thủ tục", "Quý II")


def test_without_scripts_a_row_is_saved_by_its_button(
    browser: Browser, live_server, cast: Cast, full_plan: Plan
) -> None:
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, cast.focal)
    page = context.new_page()
    page.goto(f"{live_server.url}/ke-hoach/{full_plan.code}/soan/tthc/")
    page.locator("textarea[name=content]").fill("Công khai thủ tục")
    page.locator("tr[id^=task] noscript button, tr[id^=task] .row-menu button:has-text('Lưu')").first.click()
    assert "Đã lưu." in page.inner_text("#message")
    assert Task.objects.get(plan=full_plan, area__code="TTHC").content == "Công khai thủ tục"
    context.close()


def test_text_of_an_ended_session_stays_and_is_sent_after_signing_in(
    page: Page, live_server, cast: Cast, full_plan: Plan
) -> None:
    sign_in(page.context, live_server, cast.focal)
    address = f"{live_server.url}/ke-hoach/{full_plan.code}/soan/tthc/"
    page.goto(address)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("textarea[name=content]").fill("Gõ khi phiên đã hết")
    page.wait_for_selector("dialog#het-phien[open]")
    assert page.locator("textarea[name=content]").input_value() == "Gõ khi phiên đã hết"
    assert Task.objects.get(plan=full_plan, area__code="TTHC").content == "Lập và thực hiện chương trình TTHC"
    sign_in(page.context, live_server, cast.focal)
    page.keyboard.press("Escape")
    page.wait_for_selector(".save-state[data-state=saved]")
    assert Task.objects.get(plan=full_plan, area__code="TTHC").content == "Gõ khi phiên đã hết"
