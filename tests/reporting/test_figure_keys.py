"""Figures by keyboard and clipboard in a real browser; two pages at one cell; a telephone."""

import pytest
from playwright.sync_api import Page, expect

from reporting.models import Report
from tests.cast import Cast
from tests.looks import faults, sign_in, told
from tests.reporting.builders import opened
from tests.reporting.figure_world import enter, line, stored

pytestmark = pytest.mark.usefixtures("after_q1")

PASTE = """([name, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const cell = document.querySelector(`[name="${name}"]`);
    cell.focus();
    cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
HERE = "document.activeElement.name"


@pytest.fixture
def report(cast: Cast) -> Report:
    found = opened(cast)
    enter(found, cast.focal, line("ho-tich", 10, 10, 5, 5, 0, 10, 0) | {"3.4.c6@ho-tich": "0"})
    enter(found, cast.focal, line("dat-dai", 10, 10, 5, 5, 0, 10, 0))
    return found


@pytest.fixture
def address(page: Page, live_server, cast: Cast, report: Report) -> str:
    sign_in(page.context, live_server, cast.focal)
    found = f"{live_server.url}/bao-cao/{report.code}/so-lieu/3/"
    page.goto(found)
    return found


def test_a_block_is_pasted_previewed_where_it_is_wrong_written_and_put_back(page: Page, address, report) -> None:
    spoken = told(page)
    page.evaluate(PASTE, ["3.4.c4@ho-tich", "1.451\tba\r\n39\t\u00a017\r\n"])
    expect(page.locator("#error-summary")).to_contain_text("Hộ tịch, cột (5): “ba” không phải là số.")
    expect(page.get_by_text("Xem trước bảng dán: 4 ô, chưa ghi ô nào")).to_be_visible()
    assert faults(page) == []
    assert stored(report, "tthc.c4", field="ho-tich").amount == 10
    page.get_by_role("link", name="Hộ tịch, cột (5)").click()
    wrong = page.get_by_label("Hộ tịch, cột (5)")
    expect(wrong).to_be_focused()
    wrong.fill("54")
    page.get_by_role("button", name="Ghi các ô này").click()
    expect(page.get_by_text("Vừa dán 4 ô, 4 ô thay số cũ.")).to_be_visible()
    assert faults(page) == []
    assert [stored(report, f"tthc.c{c}", field=f).amount for f in ("ho-tich", "dat-dai") for c in (4, 5)] == [
        1451, 54, 39, 17,
    ]  # fmt: skip
    page.get_by_role("button", name="Hoàn tác").click()
    expect(page.locator("#message")).to_contain_text("Đã hoàn tác: 4 ô trở lại như trước khi dán.")
    expect(page.get_by_label("Hộ tịch, cột (4)")).to_have_value("10")
    assert [one for one in spoken if "422" not in one] == []


def test_keys_move_as_in_a_spreadsheet_and_escape_gives_back_what_is_stored(page: Page, address, report) -> None:
    cell = page.get_by_label("Hộ tịch, cột (8)")
    cell.focus()
    walked = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Enter", "Tab", "Shift+Tab"):
        page.keyboard.press(key)
        walked.append(page.evaluate(HERE))
    over, under = "3.4.c{}@ho-tich", "3.4.c{}@dat-dai"
    assert walked == [
        over.format(9), under.format(9), under.format(8), over.format(8), under.format(8), under.format(9),
        under.format(8),
    ]  # fmt: skip
    cell.fill("mười")
    cell.press("Tab")
    expect(page.locator(".cell-note")).to_contain_text("“mười” không phải là số")
    cell.focus()
    cell.press("Escape")
    expect(cell).to_have_value("5")
    expect(page.locator(".cell-note")).to_have_count(0)
    cell.fill("1 234")
    cell.press("Tab")
    expect(cell).to_have_value("1.234")
    assert stored(report, "tthc.c8", field="ho-tich").amount == 1234


def test_two_pages_at_one_cell_are_told_and_choose(page: Page, address, report) -> None:
    other = page.context.new_page()
    other.goto(address)
    for one, number in ((page, "11"), (other, "12")):
        one.get_by_label("Hộ tịch, cột (4)").fill(number)
        one.get_by_label("Hộ tịch, cột (4)").press("Tab")
        if one is page:
            expect(page.locator(".save-state").first).to_contain_text("Đã lưu")
    expect(other.locator(".cell-note")).to_contain_text("vừa ghi 11, ô này đang ghi 12")
    expect(other.get_by_label("Hộ tịch, cột (4)")).to_have_value("12")
    other.get_by_role("button", name="Ghi số của tôi").click()
    expect(other.locator(".cell-note")).to_have_count(0)
    assert stored(report, "tthc.c4", field="ho-tich").amount == 12
    page.get_by_label("Hộ tịch, cột (4)").fill("13")
    page.get_by_label("Hộ tịch, cột (4)").press("Tab")
    page.get_by_role("button", name="Lấy số đang ghi").click()
    expect(page.get_by_label("Hộ tịch, cột (4)")).to_have_value("12")
    expect(page.locator(".cell-note")).to_have_count(0)
    assert stored(report, "tthc.c4", field="ho-tich").amount == 12


def test_on_a_telephone_the_signs_have_keys_and_the_paste_box_fits(page: Page, address, report) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    cell = page.get_by_label("Hộ tịch, cột (10)")
    cell.focus()
    page.get_by_role("button", name="Dấu trừ, không phát sinh").click()
    expect(page.locator(".save-state").first).to_contain_text("Đã lưu")
    assert stored(report, "tthc.c10", field="ho-tich").status == "nothing_arose"
    page.get_by_text("Dán bảng", exact=True).click()
    box = page.locator(".paste-box").bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= 390) == (True, True)
    assert faults(page) == []
