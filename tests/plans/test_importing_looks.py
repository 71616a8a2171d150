"""The pages of a plan's workbook, of splitting and of further columns in a real browser."""

from pathlib import Path

from playwright.sync_api import Page, expect

from plans.models import Plan, Task
from tests.cast import Cast
from tests.looks import faults, faults_at, sign_in, told
from tests.plans.test_importing import TARGETS, TASKS, add, put, saved, taken


def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    page: Page, live_server, cast: Cast, full_plan: Plan, tmp_path: Path
) -> None:
    base, task = f"{live_server.url}/ke-hoach/{full_plan.code}/", Task.objects.get(plan=full_plan, area__code="TTHC")
    sign_in(page.context, live_server, cast.focal)
    spoken = told(page)
    found = faults_at(page, f"{base}dong/nhiem-vu/{task.pk}/tach/") + faults_at(page, f"{base}nhap-excel/")
    book = taken(full_plan)
    put(book[TASKS], 2, "Thời gian", "Tháng 13")
    put(book[TASKS], 3, "Chủ trì", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân, bộ phận một cửa liên thông")
    put(book[TARGETS], 2, "Nội dung", "Nâng cao chất lượng")
    add(book[TASKS], Lĩnh_vực="TTHC", Nhiệm_vụ="Niêm yết thủ tục")
    file = tmp_path / "bang.xlsx"
    file.write_bytes(saved(book))
    page.set_input_files("#tep", file)
    page.get_by_role("button", name="Xem trước").click()
    for label, words in (("Lỗi", "ô H2"), ("Cập nhật", "Nâng cao chất lượng"), ("Thêm", "Niêm yết thủ tục")):
        page.get_by_role("radio", name=label).check(force=True)
        expect(page.locator(".tab-panel:visible")).to_have_count(1)
        expect(page.locator(".tab-panel:visible")).to_contain_text(words)
    found += faults(page)
    page.goto(f"{base}soan/tthc/")
    page.get_by_text("Cột hiển thị").click()
    for label in ("Phối hợp", "Kinh phí", "Cờ trọng tâm, đột phá"):
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Hiện cột đã chọn").click()
    expect(page.locator("textarea[name=budget]")).to_be_visible()
    found += faults(page)
    pane = page.locator(".main-pane").evaluate("pane => pane.scrollWidth - pane.clientWidth")
    assert (found, spoken, pane) == ([], [], 0)


def test_a_row_is_split_where_the_cursor_stands_in_words_just_typed(
    page: Page, live_server, cast: Cast, full_plan: Plan
) -> None:
    sign_in(page.context, live_server, cast.focal)
    page.goto(f"{live_server.url}/ke-hoach/{full_plan.code}/soan/tthc/")
    cell = page.locator("textarea[name=content]")
    cell.fill("Rà soát thủ tục rồi niêm yết")
    cell.evaluate("cell => cell.setSelectionRange(16, 16)")
    page.get_by_label("Thao tác với nhiệm vụ 1").click()
    page.get_by_role("link", name="Tách").click()
    expect(page.locator("#tach")).to_have_value("Rà soát thủ tục\nrồi niêm yết")
    page.get_by_role("button", name="Tách", exact=True).click()
    expect(page.locator("textarea[name=content]")).to_have_count(2)
    expect(page.locator("textarea[name=content]").nth(1)).to_have_value("Rồi niêm yết")
