"""The pages of turn in a real browser: accessible, as wide as the window, quick to decide with a thumb."""

from playwright.sync_api import Page

from plans.actions import save_field
from plans.models import Plan
from tests.cast import Cast
from tests.looks import faults_at, sign_in, told
from tests.pages.walks import asked_for_opinion, first_task, handed_in, opened_call, waiting
from tests.workflow.items import plan
from workflow import remarks
from workflow.actions import take


def world(cast: Cast) -> dict[str, list[tuple]]:
    """Pages by the person who opens them: a plan on the chairman's desk for the second time, one under review."""
    call = opened_call(cast, year=2027)
    item = take("return", waiting(cast), by=cast.chairman, comment="Sửa thời gian của nhiệm vụ đầu tiên.")
    task = first_task(item)
    save_field(row=task, field="timing_text", value="Quý III", version=task.version, by=cast.focal)
    item = handed_in(cast, item)
    reviewed = plan(cast, "review_then_sign", year=2027)
    reviewed = take("begin_review", take("submit", reviewed, by=cast.focal), by=cast.reviewer)
    remarks.add(reviewed, by=cast.reviewer, text="Ghi rõ căn cứ ban hành.", place_label="Căn cứ, dòng 1")
    remarks.add(reviewed, by=cast.reviewer, text="Hỏi thêm tại buổi giao ban.", private=True)
    approve, review = f"/ke-hoach/{item.code}/duyet/", f"/ra-soat/{reviewed.code}/"
    row = call.units.first()
    return {
        "focal": ["/", "/viec-cua-toi/", "/thong-bao/", "/them/", f"/ke-hoach/{item.code}/dien-bien/"],
        "chairman": ["/", approve, f"{approve}?phan=toan-van", f"{approve}?phan=y-kien", f"{approve}ky/", f"{approve}tra-lai/"],
        "reviewer": ["/", review, f"{review}?phan=bang", f"{review}?phan=toan-van", f"{review}?phan=so-sanh",
                     f"{review}?phan=dien-bien&ben=kiem-tra", f"{review}?ben=tong-quan", f"{review}viec/return/"],
        "review_head": ["/", "/dot/", "/dot/moi/", f"/dot/{call.code}/", f"/dot/{call.code}/don-vi/{row.pk}/gia-han/"],
        "administrator": ["/", "/lich-lam-viec/?nam=2026", "/lich-lam-viec/ngay/?ngay=2026-09-02"],
    }  # fmt: skip


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast) -> None:
    found, spoken = [], told(page)
    for part, addresses in world(cast).items():
        page.context.clear_cookies()
        sign_in(page.context, live_server, getattr(cast, part))
        found += [fault for address in addresses for fault in faults_at(page, live_server.url + address)]
    assert (found, spoken) == ([], [])


def test_the_chairman_approves_within_three_taps(page: Page, live_server, cast: Cast) -> None:
    item = waiting(cast)
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page.context, live_server, cast.chairman)
    page.goto(live_server.url)
    page.click(".approval-row")
    page.click(".decision-bar .btn-primary")
    page.click("dialog[open] .btn-primary")
    page.wait_for_url(f"{live_server.url}/")
    assert "Đã duyệt lúc" in page.inner_text("#message")
    assert Plan.objects.get(pk=item.pk).state == "approved"


def test_the_key_of_remarks_leads_to_the_field(page: Page, live_server, cast: Cast) -> None:
    reviewed = take("submit", plan(cast, "review_then_sign", year=2027), by=cast.focal)
    reviewed = take("begin_review", reviewed, by=cast.reviewer)
    sign_in(page.context, live_server, cast.reviewer)
    page.goto(f"{live_server.url}/ra-soat/{reviewed.code}/?phan=bang")
    page.keyboard.press("c")
    page.keyboard.type("cần ghi rõ")
    assert page.input_value("#gop-y") == "cần ghi rõ"


def test_a_quick_phrase_fills_the_reason(page: Page, live_server, cast: Cast) -> None:
    item = waiting(cast)
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page.context, live_server, cast.chairman)
    page.goto(f"{live_server.url}/ke-hoach/{item.code}/duyet/")
    page.click(".decision-bar a:not(.btn-primary)")
    page.click("dialog[open] .choice-chip >> nth=0")
    assert page.input_value("dialog[open] textarea") == "Thiếu sản phẩm"
    page.click("dialog[open] .btn-primary")
    page.wait_for_url(f"{live_server.url}/")
    assert Plan.objects.get(pk=item.pk).state == "returned_by_chairman"


def test_without_scripts_a_review_is_read_remarked_and_returned(browser, live_server, cast: Cast) -> None:
    item = take("begin_review", asked_for_opinion(cast), by=cast.reviewer)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page.context, live_server, cast.reviewer)
    page.goto(f"{live_server.url}/ra-soat/{item.code}/")
    page.fill("#gop-y", "Ghi rõ căn cứ.")
    page.click("text=Gửi ý kiến")
    page.click("text=Trả lại")
    assert page.input_value("textarea[name=comment]") == "1. Ý kiến chung: Ghi rõ căn cứ."
    page.click("form .btn-primary")
    assert "Đã trả lại: xã Một." in page.inner_text("#message")
    assert Plan.objects.get(pk=item.pk).state == "returned_by_reviewer"
    context.close()
