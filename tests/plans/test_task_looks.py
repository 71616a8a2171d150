"""Pages of tasks in a real browser: accessible, as wide as the window; keys choose, fields show when asked for."""

from datetime import date

import pytest
from playwright.sync_api import FilePayload, Page, Route

from documents.queries import attachments_of
from plans.actions import progress as acts
from plans.models import Plan, TaskProgress
from tests.cast import Cast
from tests.guards.world import PNG
from tests.looks import faults_at, sign_in, told
from tests.plans.test_progress import document, in_force, work


@pytest.fixture
def tasks(full_plan: Plan, cast: Cast) -> TaskProgress:
    """A plan in force: one task late, one with a note, evidence and a product."""
    plan = in_force(full_plan, cast)
    TaskProgress.objects.filter(pk=work(plan, "TTHC").pk).update(due_on=date(2026, 3, 31))
    proved = work(plan, "TC")
    acts.add_evidence(proved, by=cast.focal, upload=acts.Upload("bien-ban-hop-thon-ban-quy-mot-nam-nay.png", PNG))
    acts.report(proved, by=cast.focal, said=acts.Report("done", "Đã họp.", product=document(cast)))
    return work(plan, "TTHC")


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast, tasks) -> None:
    sign_in(page.context, live_server, cast.focal)
    plan = tasks.task.plan
    addresses = [
        "/nhiem-vu/",
        f"/nhiem-vu/{tasks.code}/",
        f"/nhiem-vu/{work(plan, 'TC').code}/",
        f"/nhiem-vu/{tasks.code}/giao/",
        f"/nhiem-vu/{tasks.code}/minh-chung/",
        f"/nhiem-vu/{tasks.code}/minh-chung/kho/",
        f"/ke-hoach/{plan.code}/phan-cong/",
    ]
    spoken = told(page)
    found = [fault for address in addresses for fault in faults_at(page, live_server.url + address)]
    assert (found, spoken) == ([], [])


def test_keys_choose_the_state_and_the_fields_of_completion_show(page: Page, live_server, cast: Cast, tasks) -> None:
    sign_in(page.context, live_server, cast.focal)
    page.goto(f"{live_server.url}/nhiem-vu/{tasks.code}/")
    assert not page.locator("#id_number").is_visible()
    page.keyboard.press("3")
    assert page.locator("#id_number").is_visible()
    assert page.locator("#id_delay_reason").is_visible()
    page.fill("#id_no_product_reason", "Làm tại cuộc họp.")
    page.click("button:has-text('Cập nhật')")
    page.wait_for_selector("text=Ghi lý do chậm.")
    assert page.input_value("#id_no_product_reason") == "Làm tại cuộc họp."
    page.fill("#id_delay_reason", "Mất điện.")
    page.click("button:has-text('Cập nhật')")
    page.wait_for_selector("text=Đã báo xong.")
    tasks.refresh_from_db()
    assert (tasks.state, tasks.delay_reason) == ("to_confirm", "Mất điện.")


def test_a_big_file_goes_on_after_the_line_broke(page: Page, live_server, cast: Cast, tasks) -> None:
    sign_in(page.context, live_server, cast.focal)
    page.goto(f"{live_server.url}/nhiem-vu/{tasks.code}/")
    sent = []

    def line(route: Route) -> None:
        sent.append(route.request.method)
        if sent.count("POST") == 2 and sent[-1] == "POST":
            route.abort()
        else:
            route.continue_()

    page.route("**/minh-chung/phan/**", line)
    big = FilePayload(name="anh.png", mimeType="image/png", buffer=PNG + bytes(range(256)) * 6000)
    page.set_input_files("#tep", big)
    page.click("button:has-text('Thêm minh chứng')")
    page.locator("[data-state]", has_text="Đã tải được 1/1,5 MB, sẽ tự tải tiếp khi có mạng.").wait_for()
    page.wait_for_selector("text=Đã thêm minh chứng “anh.png”.")
    assert sent == ["GET", "POST", "POST", "POST"]
    assert [row.size for row in attachments_of(tasks)] == [len(big["buffer"])]
