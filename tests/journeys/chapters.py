"""What several walks tell alike: a call is opened, a small plan is written, it goes to the chairman, it is issued."""

import re

from playwright.sync_api import expect

from plans.models import Plan
from tests.journeys.people import Person

# Area of the template to the one target and the one task that the small plan has in it.
WRITTEN = {
    "cd": (
        "100% cán bộ, công chức được phổ biến kế hoạch cải cách hành chính",
        ("Tuyên truyền cải cách hành chính trên đài truyền thanh", "Kế hoạch", "Quý I"),
    ),
    "tthc": (
        "Trên 99% hồ sơ được giải quyết đúng hạn",
        ("Niêm yết đủ thủ tục hành chính tại bộ phận một cửa", "Báo cáo", "Tháng 3"),
    ),
}
LEFT_OUT = {
    "Thể chế": "Xã không được giao soạn văn bản quy phạm trong năm.",
    "Tổ chức bộ máy": "Không có nhiệm vụ sắp xếp bộ máy trong năm.",
    "Chế độ công vụ": "Thực hiện theo kế hoạch đào tạo riêng.",
    "Tài chính công": "Xã không có đơn vị sự nghiệp.",
    "Chính quyền số": "Thực hiện theo kế hoạch chuyển đổi số riêng.",
}
LAW = (
    "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể cải cách hành chính nhà nước "
    "giai đoạn 2021 - 2030"
)


def open_call(head: Person, *, year: int, road: str, officer: str, two_step: bool = False) -> None:
    """The authority's head opens a call by its four parts, looks it over, gives its units to an officer."""
    head.open("/dot/")
    head.press("Lập đợt")
    head.write("Tên đợt", f"Kế hoạch CCHC năm {year}")
    head.write("Năm", str(year))
    head.write("Văn bản căn cứ", f"Công văn số 2044/SNV-CCHC ngày 02/11/{year - 1}")
    head.write("Hạn", f"31/12/{year - 1}")
    head.page.get_by_label(road).check()
    head.field("Chuyên viên đề xuất, lãnh đạo kết luận").set_checked(two_step)
    head.press("Sang bước kiểm tra")
    head.reads("Xem lại trước khi mở")
    head.press("Mở đợt")
    head.told("Đã mở đợt cho")
    head.page.get_by_label("Chọn cả trang").check()
    head.choose(re.compile("Giao đơn vị đã chọn"), officer)
    head.press("Giao chuyên viên")
    head.told("Đã giao")


def begin_plan(clerk: Person, *, year: int) -> str:
    """A draft for the year; its code."""
    clerk.open("/ke-hoach/")
    clerk.page.locator("summary", has_text="Lập kế hoạch").click()
    clerk.press("Lập mới")
    clerk.write("Năm", str(year))
    clerk.press("Lập bản nháp")
    clerk.told(f"Đã lập bản nháp Kế hoạch CCHC năm {year}.")
    return clerk.path.split("/")[2]


def write_plan(clerk: Person, code: str, *, lead: str) -> None:
    """The small plan, section by section in the editor; areas without work are left out with a reason."""
    editor = f"/ke-hoach/{code}/soan/"
    clerk.open(f"{editor}can-cu/")
    clerk.write("Thêm căn cứ", LAW)
    clerk.page.locator("main").get_by_role("button", name="Thêm", exact=True).first.click()
    clerk.reads("Nghị quyết số 76/NQ-CP ngày 15")
    clerk.open(f"{editor}muc-dich-yeu-cau/")
    clerk.autosave("Mục đích", "Nâng cao chất lượng phục vụ người dân.")
    for slug, (target, task) in WRITTEN.items():
        write_area(clerk, f"{editor}{slug}/", target, task, lead=lead)
    for area, reason in LEFT_OUT.items():
        leave_out(clerk, area, reason)
    clerk.open(f"{editor}to-chuc-thuc-hien/")
    clerk.press("Thêm đơn vị")
    clerk.autosave("Đơn vị 1, đơn vị, người thực hiện", lead)
    clerk.autosave("Đơn vị 1, trách nhiệm", "Theo dõi, đôn đốc, tổng hợp báo cáo.")


def write_area(clerk: Person, address: str, target: str, task: tuple[str, str, str], *, lead: str) -> None:
    """One target and one task, cell by cell."""
    clerk.open(address)
    clerk.press("Thêm chỉ tiêu")
    clerk.autosave("Chỉ tiêu 1, nội dung (in nguyên văn)", target)
    clerk.press("Thêm nhiệm vụ")
    content, product, time = task
    clerk.autosave("Nhiệm vụ 1, nhiệm vụ", content)
    clerk.autosave("Nhiệm vụ 1, sản phẩm", product)
    clerk.autosave("Nhiệm vụ 1, chủ trì", lead)
    clerk.autosave("Nhiệm vụ 1, thời gian", time)


def leave_out(clerk: Person, area: str, reason: str) -> None:
    """An area without work is left out from its finding, with the reason that chairman and reviewer read."""
    finding = clerk.page.locator("#findings-box li", has_text=f"{area} chưa có chỉ tiêu")
    finding.get_by_role("link", name="Nêu lý do không có").click()
    clerk.write("Lý do", reason)
    clerk.page.locator("dialog[open] .btn-primary").click()
    clerk.reads(reason)


def hand_in(clerk: Person, code: str, button: str) -> None:
    """By the check page."""
    clerk.open(f"/ke-hoach/{code}/kiem-tra/")
    clerk.press(button)
    expect(clerk.page).to_have_url(re.compile(f"/ke-hoach/{code}/$"))


def act(person: Person, button: str, *, reason: str | None = None) -> None:
    """Press an act on the open page and confirm it in the sheet, with a reason where one is asked for."""
    person.press(button)
    sheet = person.page.locator("dialog[open]")
    expect(sheet).to_be_visible()
    if reason is not None:
        sheet.locator("textarea").fill(reason)
    sheet.locator(".btn-primary").click()
    expect(sheet).to_have_count(0)


def sign_on_phone(chairman: Person, capacity: str) -> None:
    """Home, the item, Duyệt, and the sheet at the bottom that names the capacity."""
    chairman.open("/")
    chairman.page.locator(".approval-row").first.click()
    chairman.fits()
    chairman.page.locator(".decision-bar").get_by_role("link", name="Duyệt").click()
    sheet = chairman.page.locator("dialog[open]")
    expect(sheet).to_contain_text(capacity)
    box, (width, height) = sheet.bounding_box(), (390, 844)
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, width, height)
    sheet.get_by_role("button", name="Duyệt").click()
    chairman.told("Đã duyệt lúc")


def issue(records: Person, *, number: int, day: str) -> None:
    """Văn thư: number and day in the row, one question (M90), done."""
    records.open("/ban-hanh/")
    records.write("Số", str(number))
    records.write("Ngày", day)
    records.press("Cấp số, ban hành")
    records.reads("Sau bước này số, ngày và nội dung không đổi được.")
    records.press("Ban hành")
    records.reads(f"Đã ban hành số {number:02d}/KH-UBND")


def plan(code: str) -> Plan:
    """The stored plan."""
    return Plan.objects.get(code=code)
