"""What goes wrong at a desk: wrong input, a lost session, two editors, a double click; a sentence, and nothing lost."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from documents.models import Attachment, KnownDocument
from documents.reading.numbers import number_key
from plans.models import Plan, PlanBasis, ReportDeadline, Task
from tests.cast import Cast
from tests.journeys import chapters
from tests.journeys.people import PASSWORD, Arrival, Person
from tests.pages.walks import handed_in, opened_call
from tests.workflow.items import letter, plan
from workflow.actions import take
from workflow.clock import today
from workflow.models import Event

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SECRET = "Văn bản mang dấu độ mật “MẬT” nên cổng không nhận và không lưu lại."
TOO_LARGE = "Nội dung gửi lên quá lớn nên chưa ghi nhận gì."
SESSION_ENDED = "Phiên làm việc đã hết sau 30 phút không thao tác. Đăng nhập lại, nội dung đang gõ được giữ nguyên."
WORDS = "w" + "ord"


def word_file(text: str) -> bytes:
    """A Word file of one line."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(f"{WORDS}/document.xml", body)
    return stream.getvalue()


@pytest.fixture
def draft(cast: Cast) -> Plan:
    """A complete draft of the focal point."""
    return plan(cast, year=today().year + 1)


def editor(item: Plan, section: str) -> str:
    return f"/ke-hoach/{item.code}/soan/{section}/"


def test_wrong_words_and_numbers_are_told_at_their_place(cast: Cast, draft: Plan, arrives: Arrival) -> None:
    clerk, year = arrives(cast.focal), today().year + 1
    clerk.open(editor(draft, "to-chuc-thuc-hien"))
    clerk.write("Ngày", f"31/02/{year}")
    clerk.press("Thêm hạn")
    clerk.reads(f"Ngày “31/02/{year}” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/{year}.")
    expect(clerk.field("Ngày")).to_have_value(f"31/02/{year}")
    assert not ReportDeadline.objects.exists()

    clerk.open("/ke-hoach/moi/")
    clerk.write("Năm", str(year))
    clerk.press("Lập bản nháp")
    clerk.reads(f"Đã có Kế hoạch CCHC năm {year}.")
    clerk.press("Mở kế hoạch đó")
    assert clerk.path == f"/ke-hoach/{draft.code}/"

    take("sign", handed_in(cast, draft), by=cast.chairman)
    KnownDocument.objects.create(
        unit=cast.commune, type_name="Kế hoạch", number="16/KH-UBND", number_key=number_key("16/KH-UBND"),
        issuer="UBND xã Một", issued_on=today(), subject="phòng chống thiên tai",
    )  # fmt: skip
    records = arrives(cast.records)
    records.open("/ban-hanh/")
    records.write("Số", "16")
    records.press("Cấp số, ban hành")
    records.reads(
        f"Số 16/KH-UBND năm {today().year} đã cấp ngày {today():%d/%m} cho Kế hoạch phòng chống thiên tai. "
        "Số tiếp theo còn trống là 17."
    )
    expect(records.field("Số")).to_have_value("16")
    records.press("Dùng số 17")
    records.reads("số 17/KH-UBND")


def test_files_and_texts_that_may_not_stay_leave_nothing_behind(
    cast: Cast, draft: Plan, arrives: Arrival, tmp_path: Path
) -> None:
    clerk, item = arrives(cast.focal), letter(cast)
    before = files_on_disk()
    for name, content, said in (
        ("ke-hoach.docx", PNG, "Tệp “ke-hoach.docx” thực ra là ảnh nên không đọc được."),
        ("cong-van.docx", word_file("MẬT"), SECRET),
    ):
        (tmp_path / name).write_bytes(content)
        clerk.open(f"/cong-van/{item.code}/tep/")
        clerk.page.locator("input[type=file]").set_input_files(tmp_path / name)
        clerk.page.locator("form .btn-primary").click()
        clerk.reads(said)
    assert (files_on_disk(), Attachment.objects.count()) == (before, 0)

    clerk.open(editor(draft, "tc"))
    cell = clerk.field("Nhiệm vụ 1, nhiệm vụ")
    cell.fill("MẬT\nKế hoạch diễn tập")
    cell.blur()
    clerk.reads(SECRET)
    expect(cell).to_have_value("MẬT\nKế hoạch diễn tập")
    assert Task.objects.get(plan=draft, area__code="TC").content == "Làm một việc"


def files_on_disk() -> int:
    """How many files the portal keeps."""
    return sum(path.is_file() for path in (settings.DATA_DIR / "files").rglob("*"))


PASTE = """(field, size) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", "Căn cứ ".repeat(size / 7));
  field.focus();
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
# Drawing such a text would stop the browser; the field is taken out of sight before it gets it.
FILL = """(field, size) => {
  field.hidden = true;
  field.value = "can-cu-".repeat(size / 7);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""
SIZE = 50 * 1024 * 1024


def test_a_paste_of_50_megabytes_is_refused_in_words(cast: Cast, draft: Plan, arrives: Arrival) -> None:
    clerk = arrives(cast.focal)
    clerk.open(editor(draft, "tc"))
    cell = clerk.field("Nhiệm vụ 1, nhiệm vụ")
    cell.evaluate(PASTE, SIZE)
    expect(clerk.page.locator(".cell-note-red")).to_contain_text("Nội dung vừa dán quá lớn nên chưa dán.")
    expect(cell).to_have_value("Làm một việc")

    cell = clerk.page.locator("tr[id^=task] textarea[name=content]")
    cell.evaluate(FILL, SIZE)
    expect(clerk.page.locator(".cell-note-red")).to_contain_text(TOO_LARGE, timeout=30_000)
    assert cell.evaluate("field => field.value.length") > SIZE - 7
    assert Task.objects.get(plan=draft, area__code="TC").content == "Làm một việc"

    clerk.open(editor(draft, "can-cu"))
    basis = clerk.field("Thêm căn cứ").element_handle()
    basis.evaluate(FILL, SIZE)
    basis.evaluate("field => field.form.requestSubmit()")
    expect(clerk.page.locator("h1")).to_have_text("Nội dung gửi lên quá lớn", timeout=30_000)
    clerk.reads("Chưa ghi nhận gì.")
    assert PlanBasis.objects.filter(plan=draft).count() == 1


def test_a_session_that_ends_in_mid_form_loses_no_word(cast: Cast, draft: Plan, arrives: Arrival) -> None:
    clerk = arrives(cast.focal)
    clerk.open(editor(draft, "tc"))
    Session.objects.all().delete()
    clerk.field("Nhiệm vụ 1, nhiệm vụ").fill("Gõ khi phiên đã hết")
    expect(clerk.page.locator("dialog[open]")).to_contain_text(SESSION_ENDED)
    with clerk.context.expect_page() as opened:
        clerk.press("Đăng nhập")
    again = opened.value
    again.get_by_label("Tên đăng nhập hoặc thư điện tử").fill("focal")
    again.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    again.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(again.locator(".account")).to_be_visible()
    again.close()
    clerk.press("Đã đăng nhập, gửi tiếp")
    expect(clerk.page.locator("#save-state")).to_have_text(re.compile("^Đã lưu lúc"))
    assert Task.objects.get(plan=draft, area__code="TC").content == "Gõ khi phiên đã hết"

    clerk.open(editor(draft, "can-cu"))
    clerk.write("Thêm căn cứ", chapters.LAW)
    Session.objects.all().delete()
    clerk.page.locator("main").get_by_role("button", name="Thêm", exact=True).first.click()
    expect(clerk.page.locator("main")).to_contain_text(SESSION_ENDED)
    clerk.write("Tên đăng nhập hoặc thư điện tử", "focal")
    clerk.page.get_by_label("Mật khẩu", exact=True).fill(PASSWORD)
    clerk.press("Đăng nhập")
    expect(clerk.page).to_have_url(re.compile(editor(draft, "can-cu")))
    clerk.reads("Có nội dung chưa gửi từ")
    clerk.press("Dùng lại")
    expect(clerk.field("Thêm căn cứ")).to_have_value(chapters.LAW)


def test_two_editors_of_one_field_see_both_texts(cast: Cast, draft: Plan, arrives: Arrival) -> None:
    one, other = arrives(cast.focal), arrives(cast.field)
    for person in (one, other):
        person.open(editor(draft, "tc"))
    other.autosave("Nhiệm vụ 1, nhiệm vụ", "Rà soát văn bản của xã")
    cell = one.field("Nhiệm vụ 1, nhiệm vụ")
    cell.fill("Soạn văn bản của xã")
    cell.blur()
    one.reads("Vi Văn Lĩnh vừa sửa chỗ này lúc")
    expect(cell).to_have_value("Soạn văn bản của xã")
    assert Task.objects.get(plan=draft, area__code="TC").content == "Rà soát văn bản của xã"
    one.press("So sánh")
    one.reads("Soạn văn bản của xã", "Rà soát văn bản của xã")
    one.page.get_by_label(re.compile("Bản của tôi")).check()
    one.press("Lưu bản đã chọn")
    one.told("Đã lưu bản đã chọn.")
    assert Task.objects.get(plan=draft, area__code="TC").content == "Soạn văn bản của xã"


def test_a_double_click_hands_in_once_and_another_communes_plan_is_not_found(
    cast: Cast, draft: Plan, arrives: Arrival
) -> None:
    clerk, stranger = arrives(cast.focal), arrives(cast.other_focal)
    clerk.open(f"/ke-hoach/{draft.code}/kiem-tra/")
    clerk.page.get_by_role("button", name="Trình Chủ tịch ký").dblclick()
    expect(clerk.page).to_have_url(re.compile(f"/ke-hoach/{draft.code}/$"))
    assert Event.objects.filter(object_id=draft.pk, kind=draft.kind, action="submit").count() == 1

    for address in (
        f"/ke-hoach/{draft.code}/",
        editor(draft, "tc"),
        f"/ke-hoach/{draft.code}/ban-in.pdf",
        "/ke-hoach/KHO/",
    ):
        assert stranger.open(address).status == 404
        stranger.reads("Không tìm thấy, hoặc hồ sơ này ngoài phạm vi được xem.")
        expect(stranger.page.locator(".account")).to_be_visible()


def test_without_scripts_a_plan_is_read_saved_and_handed_in(cast: Cast, arrives: Arrival) -> None:
    opened_call(cast, year=today().year + 1)
    draft = plan(cast, year=today().year + 1)
    clerk = arrives(cast.focal, java_script_enabled=False)
    clerk.open(f"/ke-hoach/{draft.code}/")
    clerk.press("Soạn tiếp")
    clerk.page.locator(".outline").get_by_role("link", name="Thể chế").click()
    task = Task.objects.get(plan=draft, area__code="TC")
    clerk.write("Nhiệm vụ 1, nhiệm vụ", "Rà soát văn bản")
    clerk.page.locator(f"#f-task-{task.pk} button").click()
    clerk.told("Đã lưu.")
    task.refresh_from_db()
    assert task.content == "Rà soát văn bản"
    clerk.press("Trình Chủ tịch ký")
    clerk.press("Trình Chủ tịch ký")
    clerk.told("Rút lại được khi")
    assert chapters.plan(draft.code).state == "content_check"


def test_the_editor_is_walked_by_keyboard_with_the_focus_in_sight(cast: Cast, draft: Plan, arrives: Arrival) -> None:
    clerk = arrives(cast.focal)
    clerk.open(editor(draft, "tc"))
    stops = [focus(clerk) for _ in range(60) if not clerk.page.keyboard.press("Tab")]
    assert [stop for stop in stops if not stop["visible"]] == []
    names = [stop["name"] for stop in stops]
    assert names[0] == "Đến nội dung chính"
    cells = [name for name in names if name.startswith("Nhiệm vụ 1, ")]
    assert cells == [f"Nhiệm vụ 1, {label}" for label in ("nhiệm vụ", "sản phẩm", "chủ trì", "thời gian")]

    clerk.field("Nhiệm vụ 1, nhiệm vụ").focus()
    clerk.page.keyboard.press("Control+a")
    clerk.page.keyboard.type("Rà soát văn bản")
    clerk.page.keyboard.press("Tab")
    expect(clerk.page.locator("#save-state")).to_have_text(re.compile("^Đã lưu lúc"))
    assert Task.objects.get(plan=draft, area__code="TC").content == "Rà soát văn bản"


FOCUS = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect(), drawn = getComputedStyle(at);
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 12));
  return {
    name: at.getAttribute("aria-label") || at.textContent.trim(),
    visible: at === document.body || (box.width > 0 && top && (at.contains(top) || top.contains(at))
      && (drawn.outlineStyle !== "none" || drawn.boxShadow !== "none")),
  };
}"""


def focus(person: Person) -> dict:
    """What has the focus: its name, and whether it is in sight with a mark around it."""
    return person.page.evaluate(FOCUS)
