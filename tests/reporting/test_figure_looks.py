"""Pages of figures in a real browser: accessible, as wide as the window; a cell checked on leaving it."""

import pytest
from playwright.sync_api import Page, expect

from reporting.models import Report
from tests.cast import Cast
from tests.looks import faults_at, sign_in, told
from tests.reporting.builders import opened
from tests.reporting.figure_world import enter, line, was_open

pytestmark = pytest.mark.usefixtures("after_q1")


@pytest.fixture
def report(cast: Cast) -> Report:
    found = opened(cast)
    was_open(cast, 8, field="bao-tro-xa-hoi")
    enter(found, cast.focal, line("ho-tich", 268, 54, 210, 108, 2, 2, 0) | {"3.4.c6@ho-tich": "0"})
    enter(found, cast.focal, line("bao-tro-xa-hoi", 39, 17, 22, 30, 1, 10, 0))
    enter(found, cast.focal, {"1.6": "3", "1.5.b": "-", "1.7.a": "K"}, "1")
    return found


def test_axe_finds_nothing_and_a_cell_is_checked_on_leaving_it(page: Page, live_server, cast: Cast, report) -> None:
    sign_in(page.context, live_server, cast.focal)
    spoken = told(page)
    here = f"{live_server.url}/bao-cao/{report.code}/so-lieu/"
    addresses = [f"{here}{tail}" for tail in ("1/", "3/", "2/giao/", "1/vi-sao/?o=1.1.2", "nhap-tu-excel/")]
    found = [fault for address in (*addresses, f"{live_server.url}/so-lieu/") for fault in faults_at(page, address)]
    page.goto(f"{here}3/")
    ten = page.get_by_label("Bảo trợ xã hội, cột (12)")
    whole = page.locator('[id="figure-3.4.c11-bao-tro-xa-hoi"]')
    expect(whole).to_have_attribute("data-level", "block")
    ten.fill("11")
    ten.press("Tab")
    expect(page.locator("#figure-messages")).to_contain_text("Các số của phần này khớp nhau")
    expect(whole).not_to_have_attribute("data-level", "block")
    expect(page.locator("#so-figure-3_4_c11-bao-tro-xa-hoi")).to_have_text("11")
    assert (found, spoken) == ([], [])
