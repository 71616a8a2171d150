"""What the page does by itself in a real browser: saving, keeping, sheets, one submit per press."""

import re
from types import SimpleNamespace

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import override_settings
from django.urls import include, path
from playwright.sync_api import Page, expect

PAGE = """{% extends "base.html" %}{% load portal %}
{% block heading %}Trang thử{% endblock %}
{% block save_state %}{% include "components/save_state.html" only %}{% endblock %}
{% block main %}
<form method="post" action="/gui/">{% csrf_token %}
  <textarea class="form-control" id="a" name="text" aria-label="Nội dung" data-autosave="/luu/" data-version="1">cũ</textarea>
  <input class="form-control" id="ngay" name="day" aria-label="Ngày" data-date data-year="2026">
  <textarea class="form-control" id="b" name="note" aria-label="Lời nhắn" data-keep="loi-nhan"></textarea>
  <button class="btn" id="gui" type="submit">Gửi</button>
</form>
<table class="cells"><tbody>
  <tr><td><textarea class="cell" id="o1" aria-label="Ô 1">một</textarea></td></tr>
  <tr><td><textarea class="cell" id="o2" aria-label="Ô 2">hai</textarea></td></tr>
</tbody></table>
<a id="tam" href="/he-thong/thanh-phan/tam/" data-sheet>Trả lại</a>
{% endblock %}"""

server = SimpleNamespace(saved=[], sent=0, answer=200)


@login_not_required
def page_view(request: HttpRequest) -> HttpResponse:
    # A visitor has no user; the copy on the machine is kept under a person's key.
    request.user = SimpleNamespace(pk=7, is_authenticated=False)
    return HttpResponse(engines["django"].from_string(PAGE).render({"frame": {}}, request))


@login_not_required
def save_view(request: HttpRequest) -> HttpResponse:
    if server.answer == 409:
        return HttpResponse('Trần Bình vừa sửa chỗ này lúc 14:31. <a href="/so-sanh/">So sánh</a>', status=409)
    if server.answer != 200:
        return HttpResponse(status=server.answer)
    server.saved.append((request.POST["field"], request.POST["text"], request.POST["version"]))
    return HttpResponse(status=200, headers={"X-Version": str(len(server.saved) + 1)})


@login_not_required
def send_view(request: HttpRequest) -> HttpResponse:
    server.sent += 1
    return page_view(request)


urlpatterns = [
    path("", page_view),
    path("luu/", save_view),
    path("gui/", send_view),
    path("", include("cchc_portal.dev")),
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(page: Page, live_server) -> Page:
    server.saved, server.sent, server.answer = [], 0, 200
    with override_settings(ROOT_URLCONF=__name__):
        page.goto(live_server.url)
        yield page


def test_a_field_saves_itself_and_says_when(opened: Page) -> None:
    opened.fill("#a", "mới")
    expect(opened.locator("#save-state")).to_have_text(re.compile(r"^Đã lưu lúc \d{1,2}:\d\d$"))
    opened.fill("#a", "mới hơn")
    opened.locator("#b").focus()
    expect(opened.locator("#a")).to_have_attribute("data-version", "3")
    assert server.saved == [("text", "mới", "1"), ("text", "mới hơn", "2")]


def test_a_change_by_somebody_else_is_told_under_the_field_and_overwrites_nothing(opened: Page) -> None:
    server.answer = 409
    opened.fill("#a", "của tôi")
    expect(opened.locator("#a + .field-error")).to_contain_text("Trần Bình vừa sửa chỗ này")
    expect(opened.locator("#a")).to_have_value("của tôi")
    expect(opened.locator("#save-state")).to_have_text("Chưa ghi đè gì.")


def test_what_could_not_be_saved_is_kept_on_this_machine_and_offered_again(opened: Page) -> None:
    server.answer = 503
    opened.fill("#a", "chưa gửi được")
    expect(opened.locator("#save-state")).to_contain_text("Nội dung vẫn giữ trên máy này.")
    opened.reload()
    expect(opened.locator(".kept")).to_contain_text("Có nội dung chưa gửi từ")
    server.answer = 200
    opened.get_by_role("button", name="Dùng lại").click()
    expect(opened.locator("#a")).to_have_value("chưa gửi được")
    expect(opened.locator("#save-state")).to_contain_text("Đã lưu lúc")
    assert [text for _, text, _ in server.saved] == ["chưa gửi được"]


def test_a_session_that_is_over_opens_the_sign_in_sheet(opened: Page) -> None:
    server.answer = 401
    opened.fill("#a", "đang gõ dở")
    expect(opened.get_by_role("dialog")).to_contain_text("Phiên làm việc đã hết sau 30 phút không thao tác.")
    expect(opened.locator("#a")).to_have_value("đang gõ dở")


def test_pressing_twice_sends_once_and_what_is_waiting_is_saved_first(opened: Page) -> None:
    opened.fill("#a", "trước khi gửi")
    opened.evaluate("() => { const b = document.getElementById('gui'); b.click(); b.click(); }")
    expect(opened.locator("#a")).to_have_value("cũ")
    assert ([text for _, text, _ in server.saved], server.sent) == (["trước khi gửi"], 1)


def test_an_empty_field_is_asked_for_in_vietnamese_and_sent_once_a_script_has_filled_it(opened: Page) -> None:
    opened.eval_on_selector("#b", "(field) => { field.required = true; }")
    opened.click("#gui")
    assert opened.eval_on_selector("#b", "(field) => field.validationMessage") == "Chỗ này chưa ghi gì."
    opened.eval_on_selector("#b", "(field) => { field.value = 'đã có lời'; }")
    opened.click("#gui")
    expect(opened.locator("#b")).to_have_value("")
    assert server.sent == 1


def test_a_form_that_was_sent_leaves_no_copy_behind(opened: Page) -> None:
    opened.fill("#b", "lời nhắn")
    opened.click("#gui")
    expect(opened.locator("#b")).to_have_value("")
    assert opened.evaluate("() => Object.keys(localStorage)") == []
    expect(opened.locator(".kept")).to_have_count(0)


def test_dates_are_completed_when_the_field_is_left(opened: Page) -> None:
    for typed, shown in [
        ("5/1", "05/01/2026"),
        ("05.01.26", "05/01/2026"),
        ("28022026", "28/02/2026"),
        ("31/02", "31/02"),
    ]:
        opened.fill("#ngay", typed)
        opened.locator("#b").focus()
        expect(opened.locator("#ngay")).to_have_value(shown)


def test_a_day_is_chosen_from_the_calendar_by_keyboard(opened: Page) -> None:
    opened.fill("#ngay", "28/02/2026")
    opened.get_by_role("button", name="Chọn ngày").click()
    expect(opened.get_by_role("button", name="Thứ Bảy, 28/02/2026, ngày nghỉ cuối tuần")).to_be_focused()
    for key in ("ArrowRight", "ArrowRight", "PageDown", "Home", "Enter"):
        opened.keyboard.press(key)
    expect(opened.locator("#ngay")).to_have_value("30/03/2026")
    expect(opened.locator("#ngay")).to_be_focused()


def test_keys_of_a_grid(opened: Page) -> None:
    opened.locator("#o1").focus()
    opened.keyboard.press("Enter")
    expect(opened.locator("#o2")).to_be_focused()
    opened.keyboard.type("sửa")
    opened.keyboard.press("Escape")
    expect(opened.locator("#o2")).to_have_value("hai")
    opened.keyboard.press("Control+d")
    expect(opened.locator("#o2")).to_have_value("một")


def test_a_sheet_opens_in_place_and_gives_the_focus_back(opened: Page) -> None:
    opened.click("#tam")
    expect(opened.locator("#sheet h1")).to_be_focused()
    opened.get_by_role("button", name="Thiếu sản phẩm").click()
    expect(opened.locator("#ly-do")).to_have_value("Thiếu sản phẩm")
    opened.keyboard.press("Escape")
    expect(opened.locator("#tam")).to_be_focused()


def test_without_scripts_the_sheet_is_a_page(browser, live_server) -> None:
    with override_settings(ROOT_URLCONF=__name__):
        page = browser.new_context(java_script_enabled=False).new_page()
        page.goto(live_server.url)
        page.click("#tam")
        expect(page.get_by_role("heading", name="Trả lại để sửa")).to_be_visible()
        expect(page.get_by_role("button", name="Thiếu sản phẩm")).to_be_hidden()
        page.context.close()


def test_the_console_stays_silent_under_the_content_policy(page: Page, live_server) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    with override_settings(ROOT_URLCONF=__name__):
        for slug in ("soan", "ra-soat", "duyet", "truong"):
            page.goto(f"{live_server.url}/he-thong/thanh-phan/{slug}/")
    assert said == []
