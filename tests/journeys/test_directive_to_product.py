"""The published chỉ thị (seed 000) from its clause to a product: received, taken up, carried out, and seen from the clause."""

from datetime import date
from pathlib import Path

from playwright.sync_api import expect

from cchc_portal.demo import giving, seed000
from directives import reference
from directives.actions import send_out
from directives.models import Directive, DirectiveTarget
from documents import reference as document_types
from plans.models import Plan, Target, Task
from tests.cast import Cast
from tests.guards.world import PNG
from tests.journeys.people import PHONE, Arrival, Person
from tests.pages.walks import handed_in, issued
from tests.workflow.items import plan
from workflow.clock import at, set_to, today

DAY = date(2023, 6, 5)
CLAUSE = "Thường xuyên rà soát quy định chưa rõ"


def ordered(cast: Cast) -> Directive:
    """The chỉ thị with all its items, entered and sent out by the cast's commune on its day."""
    reference.load()
    document_types.load()
    with set_to(at(DAY)):
        directive = giving.Writer(seed000.DIRECTIVE, unit=cast.commune, by=cast.focal).write()
        send_out(directive, by=cast.focal)
    return directive


def test_a_clause_becomes_a_task_with_a_product_and_shows_it(cast: Cast, arrives: Arrival, tmp_path: Path) -> None:
    directive, year = ordered(cast), today().year + 1
    draft = plan(cast, year=year)
    clerk = arrives(cast.focal)
    received(clerk, directive)
    taken_up(clerk, directive, draft)

    handed_in(cast, draft)
    issued(cast, Plan.objects.get(pk=draft.pk))
    task = Task.objects.get(plan=draft, source_item__isnull=False)
    carried_out(clerk, arrives(cast.focal, size=PHONE), task, tmp_path)

    clerk.open(f"/van-ban/{directive.code}/?muc={task.source_item_id}")
    outcome = clerk.page.locator(".outcome-list li", has_text=CLAUSE)
    expect(outcome).to_contain_text("Hoàn thành")
    expect(outcome).to_contain_text("41/BC-UBND")
    outcome.get_by_role("link").first.click()
    clerk.reads("Chỉ thị số 01/CT-UBND", "Hoàn thành")


def received(clerk: Person, directive: Directive) -> None:
    """From the work list to the receipt, with how it was passed on."""
    clerk.open("/")
    clerk.page.get_by_role("link", name="Xem, tiếp nhận").first.click()
    clerk.page.locator("main textarea, main input[type=text]").first.fill("Quán triệt tại họp giao ban ngày 06/6")
    clerk.press("Xác nhận đã tiếp nhận")
    clerk.reads("Quán triệt tại họp giao ban ngày 06/6")
    assert directive.receipts.get(addressee__code="xa-mot-vp").state == "acknowledged"


def taken_up(clerk: Person, directive: Directive, draft: Plan) -> None:
    """One clause and one target of another go into next year's plan; both sides say so."""
    item = directive.items.get(text__startswith=CLAUSE)
    clerk.open(f"/van-ban/{directive.code}/?muc={item.pk}")
    clerk.press("Đưa vào kế hoạch")
    expect(clerk.page.locator(".outcome-list li", has_text=CLAUSE)).to_have_count(1)
    target = DirectiveTarget.objects.get(phrase__startswith="Không để tình trạng")
    clerk.open(f"/van-ban/{directive.code}/?muc={target.item_id}")
    clerk.page.get_by_role("button", name="Đưa chỉ tiêu vào").first.click()
    expect(clerk.page.locator(".outcome-list li", has_text="Không để tình trạng")).to_have_count(1)

    task = Task.objects.get(plan=draft, source_item=item)
    assert (task.area.code, task.content[: len(CLAUSE)]) == ("TC", CLAUSE)
    row = Target.objects.get(plan=draft, source_target=target)
    assert [(one.operator, one.value) for one in row.conditions.all()] == [("eq", 0)]
    clerk.open(f"/ke-hoach/{draft.code}/soan/tc/")
    clerk.autosave("Nhiệm vụ 2, sản phẩm", "Báo cáo")
    clerk.open(f"/ke-hoach/{draft.code}/nhiem-vu/")
    clerk.reads("Chỉ thị số 01/CT-UBND")


def carried_out(clerk: Person, phone: Person, task: Task, folder: Path) -> None:
    """Done on the telephone with a product by number and a photograph; the focal point confirms."""
    address = f"/nhiem-vu/{task.progress.code}/"
    phone.open(address)
    phone.fits()
    photograph = folder / "bien-ban.png"
    photograph.write_bytes(PNG)
    phone.page.locator("#anh").set_input_files(photograph)
    phone.press("Gửi ảnh")
    phone.reads("bien-ban.png")
    phone.page.locator("label.task-choice", has_text="Đã xong").click()
    phone.choose("Loại văn bản", "Báo cáo")
    phone.write("Số, ký hiệu", "41/BC-UBND")
    phone.write("Ngày văn bản", f"{today():%d/%m/%Y}")
    phone.press("Cập nhật")
    phone.reads("Chờ xác nhận", "41/BC-UBND")

    clerk.open(address)
    clerk.press("Xác nhận hoàn thành")
    clerk.page.locator("dialog[open] .btn-primary").click()
    clerk.reads("Hoàn thành")
