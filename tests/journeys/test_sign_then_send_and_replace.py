"""The second walk: issued, a replacement is asked for, issued under its own number; the first paper stays as it was."""

import re
from hashlib import sha256
from pathlib import Path

import pdfplumber
from django.test import Client
from playwright.sync_api import expect

from documents import storage
from documents.models import IssuedDocument
from documents.reading.dates import format_date_short
from plans.models import Plan, PlanBasis, PlanPart, Task
from tests.cast import Cast
from tests.journeys import chapters
from tests.journeys.people import PHONE, Arrival, Person
from tests.pages.walks import handed_in
from tests.workflow.items import plan
from workflow.clock import today

REASON = "Khảo sát sự hài lòng cần xong trước báo cáo 6 tháng."
M50 = "Văn bản đã ban hành nên giữ nguyên."

# What can be typed or chosen on a page, but for which columns of the table the reader wants to see.
FIELDS = "main :is(input:not([type=hidden], [type=search]), textarea, select):not(.column-choice *)"


def test_a_replaced_plan_stays_byte_for_byte_and_locked(cast: Cast, arrives: Arrival, tmp_path: Path) -> None:
    day = f"{today():%d/%m/%Y}"
    clerk, chairman = arrives(cast.focal), arrives(cast.chairman, size=PHONE)
    records, reviewer = arrives(cast.records), arrives(cast.reviewer)
    first = plan(cast, year=today().year)
    handed_in(cast, first)
    chapters.sign_on_phone(chairman, "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH")
    chapters.issue(records, number=16, day=day)
    before = stored(first), printed(records, first.code, tmp_path / "first.pdf")

    reviewer.open(f"/ra-soat/{first.code}/")
    chapters.act(reviewer, "Bắt đầu rà soát")
    chapters.act(reviewer, "Đề nghị thay thế", reason=REASON)

    clerk.open(f"/ke-hoach/{first.code}/")
    clerk.reads("Đang lập bản thay thế")
    clerk.page.locator(".message", has_text="Đang lập bản thay thế").get_by_role("link").click()
    second = Plan.objects.get(replaces=first)
    clerk.reads(f"Thay thế Kế hoạch số 16/KH-UBND ngày {format_date_short(today())}", REASON)
    clerk.press("Soạn tiếp")
    expect(clerk.page).to_have_url(re.compile(f"/ke-hoach/{second.code}/soan/"))
    clerk.open(f"/ke-hoach/{second.code}/soan/cd/")
    clerk.autosave("Nhiệm vụ 1, thời gian", "Tháng 5")
    hand_to_chairman(clerk, arrives(cast.office_head), records, second)
    chapters.sign_on_phone(chairman, "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH")
    chapters.issue(records, number=27, day=day)

    words = printed(records, second.code, tmp_path / "second.pdf")
    assert re.search(r"Số: 27/KH-UBND", words)
    assert f"thay thế Kế hoạch số 16/KH-UBND ngày {format_date_short(today())}" in words
    assert (stored(first), printed(records, first.code, tmp_path / "again.pdf")) == before
    assert (
        sha256((tmp_path / "first.pdf").read_bytes()).digest() == sha256((tmp_path / "again.pdf").read_bytes()).digest()
    )

    clerk.open(f"/ke-hoach/{first.code}/")
    clerk.reads("Đã được thay thế bằng", "27/KH-UBND")
    every_editing_door_is_shut(clerk, cast, first)


def stored(item: Plan) -> bytes:
    """The bytes of the issued paper as the portal keeps them."""
    document = IssuedDocument.objects.get(source_kind=item.kind, source_id=item.pk)
    return storage.get(document.unit_id, document.paper.file_hash)


def printed(person: Person, code: str, to: Path) -> str:
    """Download the issued paper of a plan; its words."""
    person.open(f"/ke-hoach/{code}/")
    with pdfplumber.open(person.download("Tải bản ban hành", to)) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def hand_to_chairman(clerk: Person, office_head: Person, records: Person, item: Plan) -> None:
    """Submitted, checked for content and for form."""
    chapters.hand_in(clerk, item.code, "Trình Chủ tịch ký")
    for person, button in ((office_head, "Đạt về nội dung"), (records, "Đạt, trình Chủ tịch ký")):
        person.open(f"/ke-hoach/{item.code}/")
        chapters.act(person, button)


def every_editing_door_is_shut(clerk: Person, cast: Cast, item: Plan) -> None:
    """The editor is text with M50; every address that saves answers 403 or 409 and changes nothing."""
    before = contents(item)
    for section in ("thong-tin-chung", "can-cu", "muc-dich-yeu-cau", "cd", "to-chuc-thuc-hien", "noi-nhan", "phu-luc"):
        clerk.open(f"/ke-hoach/{item.code}/soan/{section}/")
        clerk.reads(M50)
        expect(clerk.page.locator(FIELDS)).to_have_count(0)
    drafter = Client()
    drafter.force_login(cast.focal)
    base = f"/ke-hoach/{item.code}"
    task, basis = Task.objects.filter(plan=item).first(), PlanBasis.objects.get(plan=item)
    for address, data in {
        "/thong-tin/": {"fields": "title", "title": "Khác"},
        f"/dong/nhiem-vu/{task.pk}/": {"fields": "content", "content": "Khác", "version": task.version},
        f"/dong/nhiem-vu/{task.pk}/xoa/": {},
        f"/dong/nhiem-vu/{task.pk}/nhan-doi/": {},
        f"/dong/can-cu/{basis.pk}/xoa/": {},
        "/dong/nhiem-vu/them/": {"area": task.area.code},
        "/dong/noi-nhan/them/": {},
        "/can-cu/them/": {"text": chapters.LAW},
        "/vien-dan/them/": {"text": chapters.LAW},
        "/bo-vao-thung-rac/": {},
        "/thay-the/": {"reason": "Thay lần nữa."},
    }.items():
        answer = drafter.post(base + address, data)
        assert answer.status_code in (403, 409), (address, answer.status_code)
        assert "<h1" in answer.content.decode(), address
    assert contents(item) == before


def contents(item: Plan) -> dict:
    """Every stored value of the plan and of its parts."""
    parts = {
        model: list(model.everything.filter(plan=item).order_by("pk").values()) for model in PlanPart.__subclasses__()
    }
    return {Plan: list(Plan.objects.filter(pk=item.pk).values()), **parts}
