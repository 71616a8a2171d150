"""The comparing pages and the bin in a real browser: accessible, as wide as the window, the next change by a key."""

import pytest
from playwright.sync_api import Page

from plans import actions
from plans.models import Plan, Task
from tests.cast import Cast
from tests.looks import faults_at, sign_in
from workflow.actions import take


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
    sign_in(page.context, live_server, cast.focal)
    base, after = f"/ke-hoach/{mended.code}/so-sanh/", Plan.objects.get(year=mended.year + 1)
    addresses = (base, f"{base}lan-1/", f"{base}lan-1/?xem=ca", f"/ke-hoach/{after.code}/so-sanh/nam-truoc/",
                 "/ke-hoach/thung-rac/", f"/ke-hoach/{mended.code}/kiem-tra/")  # fmt: skip
    assert [fault for address in addresses for fault in faults_at(page, live_server.url + address)] == []
    page.goto(f"{live_server.url}{base}lan-1/")
    seen = []
    for _ in range(5):
        page.keyboard.press("n")
        seen.append(page.evaluate("document.activeElement.id"))
    assert seen == ["cho-1", "cho-2", "cho-3", "cho-4", "cho-1"]
