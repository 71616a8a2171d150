"""The page with a report's paper in a real browser: accessible, and no wider than the window."""

from playwright.sync_api import Page

from reporting.actions.covering import cover
from tests.cast import Cast
from tests.looks import faults_at, sign_in, told
from tests.reporting.annexed import annual


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast) -> None:
    report = annual(cast)
    address = f"{live_server.url}/bao-cao/{report.code}/ban-in/"
    spoken = told(page)
    sign_in(page.context, live_server, cast.focal)
    before = faults_at(page, address)
    page.get_by_role("button", name="Lập công văn gửi").click()
    page.wait_for_url("**/cong-van/**")
    cover(report=report, by=cast.focal)
    assert before + faults_at(page, address) == []
    assert spoken == []
