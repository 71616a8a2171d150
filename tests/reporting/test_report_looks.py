"""Pages of reports in a real browser: accessible, as wide as the window, saving while one types (ux sections 4.13, 6)."""

from decimal import Decimal

from playwright.sync_api import Page, expect

from indicators import actions as counting
from indicators.entries import Entry
from reporting.actions.drafting import draft_report
from reporting.actions.lines import add_line
from reporting.models import Report, ReportSection
from tests.cast import Cast
from tests.looks import faults_at, sign_in, told
from tests.reporting.builders import opened


def count(report: Report, amount: int, cast: Cast) -> None:
    for metric in ("tk.1.6", "tk.1.1.1"):
        entry = Entry(metric, report.window, amount=Decimal(amount))
        counting.record_value(unit=report.unit, entry=entry, by=cast.focal, reason="Đếm lại")


def drafted(cast: Cast) -> Report:
    """A report with drafts, rows, a sentence for an old figure."""
    report = opened(cast)
    count(report, 7, cast)
    draft_report(report=report, by=cast.focal)
    count(report, 9, cast)
    add_line(report=report, kind="weakness", text="Hồ sơ của một số lĩnh vực còn trễ hạn.", by=cast.focal)
    return report


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast) -> None:
    report = drafted(cast)
    sign_in(page.context, live_server, cast.focal)
    spoken, base = told(page), f"/bao-cao/{report.code}/"
    pages = [
        "/bao-cao/", "/bao-cao/moi/", base, f"{base}phu-luc/", f"{base}noi-dung/I.4/", f"{base}noi-dung/III.2/",
        f"{base}noi-dung/I.4/?ben=can-bo-sung", f"{base}thong-tin/", f"{base}kiem-tra/",
    ]  # fmt: skip
    found = [fault for address in pages for fault in faults_at(page, live_server.url + address)]
    assert (found, spoken) == ([], [])


def test_a_figure_is_put_in_at_the_cursor_and_the_text_saves_itself(page: Page, live_server, cast: Cast) -> None:
    report = drafted(cast)
    sign_in(page.context, live_server, cast.focal)
    page.goto(f"{live_server.url}/bao-cao/{report.code}/noi-dung/I.2/")
    field = page.locator("#noi-dung-muc")
    field.fill("Tổ chức họp, đã giao việc.")
    field.press("Home")
    for _ in "Tổ chức họp":
        field.press("ArrowRight")
    page.locator('[data-insert="tk.1.1.1"]').click()
    expect(page.locator("#preview-box .prose")).to_have_text("Tổ chức họp 9, đã giao việc.")
    expect(page.locator("#state-box")).to_contain_text("Đã sửa, chưa xác nhận.")
    expect(page.locator(".save-state").first).to_contain_text("Đã lưu lúc")
    stored = ReportSection.objects.get(report=report, code="I.2")
    assert stored.text == "Tổ chức họp {{fact:tk.1.1.1}}, đã giao việc."
