"""Pages of lineage in a real browser: accessible, as wide as the window, the count on the button follows the ticks."""

import pytest
from playwright.sync_api import Page

from directives import actions as giving
from plans import actions
from plans.models import Plan, Target, Task
from tests.cast import Cast
from tests.directives.builders import received
from tests.looks import faults_at, sign_in
from tests.workflow.items import in_state
from workflow.models import Road


@pytest.fixture
def addresses(cast: Cast, areas, mandate) -> list[str]:
    """Every page of lineage with something on it."""
    old = in_state(cast, Road.SIGN_THEN_SEND, "issued", year=2025)
    new = actions.roll_forward(plan=old, year=2026, by=cast.focal)
    after = actions.open_successor(plan=old, by=cast.focal, reason="Cấp trên ban hành kế hoạch mới")
    stage = actions.create_plan(unit=cast.commune, year=2026, year_to=2030, scope="stage", by=cast.focal)
    area = stage.template.areas.get(code="TTHC")
    row = actions.add_row(plan=stage, model=Target, by=cast.focal, area=area, phrase="Trên 90% hồ sơ trực tuyến")
    actions.set_milestone(row=row, year=2026, text="Có đề án được duyệt", by=cast.focal)
    part = actions.create_plan(unit=cast.commune, year=2026, scope="sub", upper=new, by=cast.focal)
    actions.add_row(plan=part, model=Task, by=cast.focal, area=area, content="Rà soát thủ tục của bộ phận")
    Plan.objects.filter(pk=part.pk).update(state="content_check", times_sent=1)
    paper = actions.register_plan(
        unit=cast.commune, year=2020, by=cast.focal, number="12/KH-UBND", day=old.issued_on, signer="Lê Văn Ký"
    )
    letter = received(cast)
    item = giving.add_item(letter, by=cast.focal, marker="9", text="Niêm yết đủ thủ tục.", area_code="TTHC")
    actions.take_up(plan=new, item=item, by=cast.focal)
    base = f"/ke-hoach/{new.code}"
    return [
        "/ke-hoach/", "/ke-hoach/giai-doan/", "/ke-hoach/theo-linh-vuc/", "/ke-hoach/ke-thua/",
        f"/ke-hoach/{old.code}/ke-thua/", "/ke-hoach/dang-ky/", f"/ke-hoach/{paper.code}/dang-ky/",
        f"/ke-hoach/{after.code}/chuyen-tiep/", f"/ke-hoach/{after.code}/", f"{base}/viec-duoc-giao/?loc=tat-ca",
        f"{base}/dong-gop/", f"{base}/nhiem-vu/", f"{base}/", f"/ke-hoach/{stage.code}/lo-trinh/",
        f"/ke-hoach/{stage.code}/lo-trinh/chi-tieu/{row.pk}/", f"/ke-hoach/{part.code}/gan-cap-tren/",
        "/ke-hoach/moi/?loai=sub", "/ke-hoach/moi/?loai=stage",
    ]  # fmt: skip


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast, addresses) -> None:
    sign_in(page.context, live_server, cast.focal)
    assert [fault for address in addresses for fault in faults_at(page, live_server.url + address)] == []


def test_the_button_says_how_many_rows_come_along(page: Page, live_server, cast: Cast, addresses) -> None:
    sign_in(page.context, live_server, cast.focal)
    page.goto(live_server.url + addresses[4])
    button = page.locator("button:has-text('Tạo bản nháp')")
    ticked = page.locator("[data-counted]:checked").count()
    assert f"với {ticked} mục" in button.inner_text()
    page.locator("[data-counted]").first.uncheck()
    assert f"với {ticked - 1} mục" in button.inner_text()
