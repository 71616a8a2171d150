"""Pages of papers in a real browser: accessible, and no wider than the window."""

from playwright.sync_api import Page

from documents import actions
from documents.models import Citation
from plans import actions as plans
from tests.cast import Cast
from tests.documents.named_papers import T, law, named_paper
from tests.looks import faults_at, sign_in, told
from tests.workflow.items import letter, plan
from workflow.actions import bin_draft

LONG = "đề nghị cho đơn vị gửi muộn báo cáo kết quả thực hiện kế hoạch cải cách hành chính quý III năm 2026"


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast) -> None:
    known, draft = law(), named_paper(cast, T.DECISION)
    actions.add_cite(draft, by=cast.focal, known=known)
    plans.cite(plan=plan(cast), key="a", documents=[known], by=cast.focal, role=Citation.Role.REFERS)
    binned = [bin_draft(item, by=cast.focal) for item in (letter(cast, title=LONG), named_paper(cast, T.NOTICE))]
    addresses = (
        "/van-ban-soan/thung-rac/", f"/cong-van/{binned[0].code}/", f"/van-ban-soan/{binned[1].code}/",
        f"/van-ban-vien-dan/{known.code}/", "/van-ban-soan/", "/van-ban-soan/moi/quyet-dinh/", "/cong-van/moi/",
    )  # fmt: skip
    spoken = told(page)
    sign_in(page.context, live_server, cast.focal)
    assert [fault for address in addresses for fault in faults_at(page, live_server.url + address)] == []
    assert spoken == []
