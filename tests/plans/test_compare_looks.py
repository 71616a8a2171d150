"""The comparing pages and the bin in a real browser: accessible, as wide as the window, the next change by a key."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from plans import actions
from plans.models import Plan, Task
from tests.cast import Cast
from workflow.actions import take

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def mended(full_plan: Plan, cast: Cast) -> Plan:
    """A plan that was returned and changed in three places, with a plan of the year after."""
    plan = take("return", take("submit", full_plan, by=cast.focal), by=cast.office_head, comment="Sửa thời gian.")
    first, second, third = Task.objects.filter(plan=plan).order_by("pk")[:3]
    values = {"timing_text": "Quý III", "content": "Lập và thực hiện chương trình của lĩnh vực"}
    actions.save_fields(row=first, values=values, version=first.version, by=cast.focal)
    actions.remove_row(row=second, by=cast.focal)
    area = third.area
    actions.add_row(plan=plan, model=Task, by=cast.focal, area=area, content="Mở lớp bồi dưỡng kỹ năng số")
    after = actions.create_plan(unit=cast.commune, year=plan.year + 1, by=cast.focal)
    actions.add_row(plan=after, model=Task, by=cast.focal, area=area, content=third.content, timing_text="Quý I")
    return plan


def test_comparing_pages_are_accessible_fit_and_lead_to_the_next_change(
    page: Page, live_server, cast: Cast, mended: Plan
) -> None:
    client = Client()
    client.force_login(cast.focal)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}])
    base, after = f"/ke-hoach/{mended.code}/so-sanh/", Plan.objects.get(year=mended.year + 1)
    addresses = (base, f"{base}lan-1/", f"{base}lan-1/?xem=ca", f"/ke-hoach/{after.code}/so-sanh/nam-truoc/",
                 "/ke-hoach/thung-rac/", f"/ke-hoach/{mended.code}/kiem-tra/")  # fmt: skip
    found = []
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for address in addresses:
            answer = page.goto(live_server.url + address)
            found += [] if answer.status == 200 else [(address, answer.status)]
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found.append((address, width, "scrolls sideways"))
            results = Axe().run(page, options=RULES).response["violations"]
            found += [(address, width, one["id"], one["nodes"][0]["target"]) for one in results]
    assert found == []
    page.goto(f"{live_server.url}{base}lan-1/")
    seen = []
    for _ in range(5):
        page.keyboard.press("n")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["cho-1", "cho-2", "cho-3", "cho-4", "cho-1"]
