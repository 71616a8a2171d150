"""The grids by keyboard and clipboard in a real browser, and the panel that follows every save."""

import re

from playwright.sync_api import Page, expect

from plans import actions
from plans.models import Plan, Task
from tests.cast import Cast
from tests.looks import sign_in

PASTE = """(text) => {
  const cell = document.querySelector('[data-paste-dialog="dan-nhiem-vu"] textarea.cell');
  const held = new DataTransfer();
  held.setData("text/plain", text);
  cell.focus();
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
}"""
COMPOSED_ENTER = """(cell) => cell.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""


def opened(page: Page, live_server, plan: Plan, cast: Cast) -> None:
    sign_in(page.context, live_server, cast.focal)
    page.goto(f"{live_server.url}/ke-hoach/{plan.code}/soan/tthc/")


def test_a_row_is_written_copied_moved_and_added_without_the_mouse(
    page: Page, live_server, cast: Cast, full_plan: Plan
) -> None:
    first = Task.objects.get(plan=full_plan, area__code="TTHC")
    second = actions.add_row(
        plan=full_plan, model=Task, by=cast.focal, area=first.area, content="Việc hai", product_text="Báo cáo"
    )
    opened(page, live_server, full_plan, cast)
    cell = page.locator(f"#task-{first.pk}-product_text")
    below = page.locator(f"#task-{second.pk}-product_text")
    cell.focus()
    cell.evaluate(COMPOSED_ENTER)
    expect(cell).to_be_focused()
    page.keyboard.press("Enter")
    expect(below).to_be_focused()
    page.keyboard.press("Control+d")
    expect(below).to_have_value("Kế hoạch")
    page.keyboard.press("Escape")
    expect(below).to_have_value("Báo cáo")
    page.keyboard.press("Shift+Enter")
    expect(below).to_have_value(re.compile("\n"))
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("table.cells tr[id^='task-']").first).to_have_id(f"task-{second.pk}")
    page.locator(f"#task-{first.pk}-content").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator("table.cells tr[id^='task-']")).to_have_count(3)
    expect(page.locator("textarea[name=content]").last).to_be_focused()
    page.locator(f"#task-{first.pk}-content").focus()
    page.keyboard.press("Alt+Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Dòng 2 trong 3")
    page.keyboard.press("Escape")
    page.keyboard.press("Alt+p")
    expect(page.locator("#paper-frame")).to_be_visible()


def test_a_table_that_is_pasted_into_a_cell_is_previewed_and_added(
    page: Page, live_server, cast: Cast, full_plan: Plan
) -> None:
    opened(page, live_server, full_plan, cast)
    page.evaluate(PASTE, "Nhiệm vụ\tThời gian\nRà soát thủ tục\tQuý II\nMở hội nghị\tTháng 13")
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("textbox")).to_have_value(re.compile("Rà soát thủ tục\tQuý II"))
    sheet.get_by_role("button", name="Xem trước").click()
    expect(page.locator("main")).to_contain_text("Dòng 3, Thời gian: Chưa hiểu thời gian “Tháng 13”.")
    page.get_by_role("button", name="Thêm 1 dòng").click()
    expect(page.locator("#message")).to_contain_text("Đã thêm 1 nhiệm vụ. 1 dòng có lỗi không thêm.")
    assert list(Task.objects.filter(plan=full_plan, area__code="TTHC").values_list("content", flat=True))[1:] == [
        "Rà soát thủ tục"
    ]


def test_the_panel_follows_what_is_typed_and_leads_to_the_very_field(
    page: Page, live_server, cast: Cast, full_plan: Plan
) -> None:
    opened(page, live_server, full_plan, cast)
    lead = page.locator("textarea[name=lead_text]")
    lead.fill("")
    finding = page.locator("#findings li", has_text="chưa có đơn vị chủ trì")
    expect(finding).to_be_visible()
    expect(page.locator("#stopping-count")).to_have_text("1")
    page.locator("h2").first.click()
    finding.get_by_role("link", name="Sửa ngay").click()
    expect(lead).to_be_focused()
    page.keyboard.type("Văn phòng - thống kê")
    expect(finding).to_have_count(0)
