"""The pages of a round in a real browser: accessible, no wider than the window, choosing rows shows what can be done."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.looks import faults_at, sign_in, told, violations
from tests.reporting.builders import library, opened, prepared, write_all
from tests.workflow.walks import walk
from workflow import clock
from workflow.models import Road


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast) -> None:
    sign_in(page.context, live_server, cast.review_head)
    call = opened(cast).call_unit.call
    draft = prepared(cast).call
    below = f"/dot/{call.code}"
    pages = (
        f"{below}/", f"{below}/?nhom=tren", f"{below}/don-doc/", f"{below}/gia-han/", f"{below}/them-don-vi/",
        f"/dot/{draft.code}/mo/", "/dot/moi/bao-cao/?ky=quarter-1&nam=2026",
        f"/dot/ca-nam/?che_do=bo-noi-vu&nam=2026&don_vi={cast.authority.pk}",
    )  # fmt: skip
    assert [fault for address in pages for fault in faults_at(page, live_server.url + address)] == []


def test_rows_are_chosen_and_reminded(page: Page, live_server, cast: Cast) -> None:
    library(cast)
    sign_in(page.context, live_server, cast.review_head)
    call, spoken = opened(cast).call_unit.call, told(page)
    page.goto(f"{live_server.url}/dot/{call.code}/")
    page.get_by_label("Chọn cả trang").check()
    expect(page.locator(".bulk-bar")).to_contain_text("Đã chọn 2 đơn vị")
    page.get_by_role("button", name="Đôn đốc").click()
    page.get_by_role("button", name="Gửi cho 2 đơn vị").click()
    expect(page.locator("#message")).to_contain_text("Đã đôn đốc 2 đơn vị")
    assert spoken == []


def test_keys_mark_tick_and_open_rows(page: Page, live_server, cast: Cast) -> None:
    report = walk(write_all(opened(cast, road=Road.REVIEW_THEN_SIGN), cast.focal), cast, "submit")
    sign_in(page.context, live_server, cast.review_head)
    call, spoken = report.call_unit.call, told(page)
    page.goto(f"{live_server.url}/dot/{call.code}/")
    one, two = page.get_by_label("Chọn xã Một"), page.get_by_label("Chọn xã Hai")
    first, second = (one, two) if page.locator("tbody th").first.text_content() == "xã Một" else (two, one)
    expect(page.locator(".bulk-bar")).to_be_hidden()
    page.keyboard.press("j")
    expect(first).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("x")
    expect(first).to_be_checked()
    page.keyboard.press("j")
    page.keyboard.press("Shift+X")
    expect(second).to_be_focused()
    expect(page.locator(".bulk-bar")).to_contain_text("Đã chọn 2 đơn vị")
    assert violations(page) == []
    page.keyboard.press("?")
    expect(page.locator("#phim-tat")).to_contain_text("Dòng sau, dòng trước")
    page.keyboard.press("Escape")
    two.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-told]")).to_have_text("xã Hai: chưa gửi nên chưa mở được.")
    assert page.url.endswith(f"/dot/{call.code}/")
    one.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/ra-soat/{report.code}/")
    assert spoken == []


def test_letters_typed_in_a_field_are_letters(page: Page, live_server, cast: Cast) -> None:
    library(cast)
    sign_in(page.context, live_server, cast.review_head)
    page.goto(f"{live_server.url}/dot/{opened(cast).call_unit.call.code}/")
    field = page.get_by_label("Tìm tên đơn vị")
    field.focus()
    page.keyboard.type("jkx?")
    expect(field).to_have_value("jkx?")
    expect(field).to_be_focused()
    assert page.locator("tbody :checked").count() == 0


def test_unit_asks_for_more_time_and_reads_the_answer(page: Page, live_server, cast: Cast) -> None:
    with clock.set_to(clock.at(date(2026, 3, 3))):
        report = opened(cast)
        below = f"{live_server.url}/dot/{report.call_unit.call.code}/"
        sign_in(page.context, live_server, cast.focal)
        assert faults_at(page, f"{below}don-vi/{report.call_unit_id}/de-nghi-gia-han/") == []
        page.goto(f"{live_server.url}/bao-cao/{report.code}/")
        page.get_by_role("link", name="Gửi đề nghị gia hạn").click()
        page.get_by_role("textbox", name="Đề nghị gia hạn đến hết ngày").fill("25/03/2026")
        page.get_by_label("Lý do").fill("Mất điện diện rộng")
        page.get_by_role("button", name="Gửi đề nghị gia hạn").click()
        expect(page.locator("#message")).to_contain_text("Đã gửi đề nghị gia hạn đến Sở Nội vụ tỉnh Thử.")
        sign_in(page.context, live_server, cast.review_head)
        assert faults_at(page, f"{below}?loc=xin-gia-han") == []
        assert faults_at(page, f"{below}don-vi/{report.call_unit_id}/gia-han/") == []
        page.goto(below)
        page.get_by_role("link", name="Trả lời đề nghị gia hạn của xã Một").click()
        page.get_by_role("button", name="Gia hạn", exact=True).click()
        expect(page.locator("#message")).to_contain_text("Đã gia hạn cho xã Một đến hết ngày 25/3/2026")
