"""A call of several authorities in a real browser: accessible, and no wider than the window."""

from playwright.sync_api import Page

from tests.cast import Cast
from tests.looks import faults_at, sign_in
from tests.pages.test_joining import call, join, opened, second

__all__ = ["call", "second"]


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast, call, second) -> None:
    sign_in(page.context, live_server, cast.review_head)
    found = faults_at(page, f"{live_server.url}/dot/{call.code}/mo/")
    join(cast, call, second)
    found += faults_at(page, f"{live_server.url}/dot/{call.code}/mo/")
    item = opened(cast, call)
    for address in (f"/dot/{call.code}/", f"/ra-soat/{item.code}/"):
        found += faults_at(page, live_server.url + address)
    assert found == []
