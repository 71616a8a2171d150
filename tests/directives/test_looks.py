"""Pages of directives in a real browser: accessible, as wide as the window, walked by the arrow keys."""

from playwright.sync_api import Page

from directives import actions
from directives.models import Directive
from tests.cast import Cast
from tests.directives.builders import fill, issued, received
from tests.looks import faults_at, sign_in, told
from tests.workflow.items import plan
from workflow.clock import today

LONG = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân; Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội"


def written(cast: Cast) -> Directive:
    """A directive with something of everything: long words, a target, a partner, answers, an amended item."""
    directive = received(cast)
    items = fill(directive, by=cast.focal)
    actions.assign(items["1.a"], by=cast.focal, holder_text=LONG, timing_text="trong tháng 12")
    actions.assign(items["1.a"], by=cast.focal, part="coordinate", holder=cast.room)
    actions.answer(items["2"], unit=cast.commune, by=cast.focal, kind="assigned", lead=cast.room, reason=LONG)
    actions.answer(items["2.-"], unit=cast.commune, by=cast.focal, kind="out_of_scope", reason="Xã không có")
    actions.amend_item(items["1.b"], by=cast.focal, text=f"Công khai. {LONG}", on=today(), ground="Công văn 8/SNV")
    law = "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về chương trình tổng thể"
    actions.cite(directive, by=cast.focal, text=law, short_name="Nghị quyết 76", footnote=True)
    actions.add_recipient(directive, by=cast.focal, name=LONG, block="copied", purpose="report")
    return directive


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast) -> None:
    plan(cast)
    directive, sent = written(cast), issued(cast)
    actions.send_out(sent, by=cast.reviewer)
    base, first = f"/van-ban/{directive.code}/", directive.items.get(text="Rà soát văn bản").pk
    amended = directive.items.get(state="amended").pk
    pages = [
        (cast.focal, "/van-ban/"), (cast.focal, "/van-ban/moi/"), (cast.focal, base), (cast.focal, f"{base}?muc={first}"),
        (cast.focal, f"{base}?muc={amended}"), (cast.focal, f"{base}thong-tin/"), (cast.focal, f"{base}anh-huong/"),
        (cast.focal, f"{base}dien-bien/"), (cast.focal, f"{base}xu-ly/"), (cast.focal, f"{base}muc/{first}/giao/"),
        (cast.focal, f"{base}muc/{first}/phan-cong/"), (cast.focal, f"{base}muc/{first}/bai-bo/"),
        (cast.focal, f"{base}muc/{first}/sua/"), (cast.field, f"{base}?muc={amended}"),
        (cast.reviewer, f"/van-ban/{sent.code}/noi-nhan/"), (cast.reviewer, f"/van-ban/{sent.code}/"),
    ]  # fmt: skip
    found, spoken = [], told(page)
    for user, address in pages:
        sign_in(page.context, live_server, user)
        found += faults_at(page, live_server.url + address)
    assert (found, spoken) == ([], [])


def test_arrows_choose_an_item_and_k_takes_it_into_the_plan(page: Page, live_server, cast: Cast) -> None:
    plan(cast)
    directive = received(cast)
    items = fill(directive, by=cast.focal)
    sign_in(page.context, live_server, cast.focal)
    page.goto(f"{live_server.url}/van-ban/{directive.code}/")
    page.keyboard.press("ArrowDown")
    page.wait_for_url(f"**?muc={items['1.b'].pk}")
    page.keyboard.press("k")
    page.wait_for_selector("text=Nhiệm vụ: Niêm yết thủ tục")
    page.keyboard.press("ArrowUp")
    page.wait_for_url(f"**?muc={items['1.a'].pk}")
    page.keyboard.press("p")
    page.wait_for_selector("dialog[open] >> text=Chủ trì")
