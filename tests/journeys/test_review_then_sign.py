"""The first walk: asked for an opinion before the signature, returned, mended, passed, signed on a phone, issued."""

import re

import pdfplumber
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys import chapters
from tests.journeys.people import PHONE, Arrival
from workflow.clock import today

REASON = "Bổ sung cách đo của chỉ tiêu đúng hạn."


def test_a_plan_is_reviewed_mended_signed_on_a_phone_and_issued(cast: Cast, arrives: Arrival, tmp_path) -> None:
    year, day = today().year + 1, f"{today():%d/%m/%Y}"
    head = arrives(cast.review_head)
    chapters.open_call(head, year=year, road="Xã gửi xin ý kiến trước", officer="Đỗ Văn Soát")

    clerk = arrives(cast.focal)
    code = chapters.begin_plan(clerk, year=year)
    chapters.write_plan(clerk, code, lead="Văn phòng - thống kê")
    chapters.hand_in(clerk, code, "Gửi xin ý kiến")
    clerk.told("Đã gửi xin ý kiến lúc")

    reviewer = arrives(cast.reviewer)
    reviewer.open(f"/ra-soat/{code}/")
    chapters.act(reviewer, "Bắt đầu rà soát")
    reviewer.write("Thêm ý kiến", REASON)
    reviewer.press("Gửi ý kiến")
    reviewer.reads("1 ý kiến chưa xử lý")
    chapters.act(reviewer, "Trả lại", reason=REASON)

    clerk.open("/")
    clerk.reads("cấp trên trả lại", REASON)
    clerk.open(f"/ke-hoach/{code}/")
    clerk.reads(REASON)
    clerk.page.get_by_text("Trả lời", exact=True).click()
    clerk.write("Trả lời ý kiến", "Đã ghi rõ trên hệ thống một cửa.")
    clerk.press("Gửi trả lời")
    clerk.reads("Xã đã trả lời")
    clerk.open(f"/ke-hoach/{code}/soan/tthc/")
    mended = "Trên 99% hồ sơ trên hệ thống một cửa được giải quyết đúng hạn"
    clerk.autosave("Chỉ tiêu 1, nội dung (in nguyên văn)", mended)
    chapters.hand_in(clerk, code, "Gửi xin ý kiến")
    clerk.told("(lần 2)")

    reviewer.open(f"/ra-soat/{code}/?phan=so-sanh")
    reviewer.reads(mended)
    chapters.act(reviewer, "Bắt đầu rà soát")
    chapters.act(reviewer, "Thông qua")
    chapters.hand_in(clerk, code, "Trình Chủ tịch ký")
    clerk.told("Đã trình Chủ tịch lúc")

    chairman = arrives(cast.chairman, size=PHONE)
    chapters.sign_on_phone(chairman, "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH")

    records = arrives(cast.records)
    chapters.issue(records, number=16, day=day)
    paper = records.download("Tải PDF", tmp_path / "plan.pdf")
    with pdfplumber.open(paper) as pdf:
        words = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))
    for said in (
        "Số: 16/KH-UBND",
        f"ngày {today():%d} tháng {today():%m} năm {today():%Y}",
        mended,
        "Niêm yết đủ thủ tục",
    ):
        assert said in words

    reviewer.open(f"/ra-soat/{code}/")
    chapters.act(reviewer, "Tiếp nhận")
    assert chapters.plan(code).state == "accepted"
    clerk.open(f"/ke-hoach/{code}/")
    expect(clerk.page.locator("h1").locator("xpath=..")).to_contain_text("Đã được tiếp nhận")
