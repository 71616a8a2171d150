"""The pages of a round in a real browser: accessible, no wider than the window, choosing rows shows what can be done."""

from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.looks import faults_at, sign_in, told
from tests.reporting.builders import library, opened, prepared


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
