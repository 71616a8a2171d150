"""Figures by two officials → text → the chairman's telephone → issued → replaced → accepted → consolidated."""

import re
from decimal import Decimal
from pathlib import Path

import pdfplumber
from playwright.sync_api import expect

from documents.reading.dates import format_date_short
from indicators.actions import record_values
from indicators.entries import Entry
from organisations.models import Membership
from organisations.roles import Role
from reporting.models import FigurePart, Report
from reporting.queries import form_of
from tests.cast import Cast
from tests.journeys import chapters
from tests.journeys.people import PHONE, Arrival, Person
from tests.reporting.builders import opened
from workflow.clock import today

REASON = "Số hồ sơ hộ tịch trả trước hạn chưa khớp sổ theo dõi."
# What the two type: the field official the part of documents, the focal point one line of the table of files.
TYPED = {"2.1": "3", "2.2.1": "4", "2.2.2": "1", "2.2.3": "1", "2.3.1": "5", "2.3.2": "5", "2.3.3": "2"}
FILES = {4: "120", 5: "30", 6: "0", 8: "100", 9: "40", 10: "2", 12: "8", 13: "0"}
KNOWN = {"tk.7.2.5": 120, "tk.7.2.7": 30}


def the_rest(report: Report, cast: Cast) -> None:
    """Figures of the other parts, entered before the walk begins."""
    rows = [row for row in form_of(report.form).rows if row.typed and row.metric and not row.table]
    entries = [
        Entry(row.metric, report.window, amount=Decimal(KNOWN.get(row.metric, 0)))
        for row in rows
        if not row.code.startswith("2.") and not (row.choices and "0" not in dict(row.choices))
    ]
    record_values(unit=report.unit, entries=entries, by=cast.focal)


def type_figures(person: Person, address: str, cells: dict[str, str]) -> None:
    """Cell by cell, each saved by itself; then the part is finished, and the page says so."""
    person.open(address)
    for name, figure in cells.items():
        cell = person.page.locator(f'input.cell[name="{name}"]')
        with person.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            cell.fill(figure)
            cell.blur()
        assert answer.value.status == 200, (name, answer.value.status, answer.value.text()[:300])
    person.press("Xong phần này")
    person.told("Đã xong phần")


def confirm_all(clerk: Person, code: str) -> int:
    """Every drafted place is read and confirmed, one after another; how many."""
    confirmed = 0
    clerk.open(f"/bao-cao/{code}/soan/")
    button = clerk.page.get_by_role("button", name=re.compile("^\\s*Xác nhận (đoạn này|cả mục)\\s*$"))
    while button.count():
        with clerk.page.expect_navigation():
            button.first.click()
        confirmed += 1
        assert confirmed < 60, clerk.path
    return confirmed


def add_line(clerk: Person, code: str, place: str, words: str) -> None:
    clerk.open(f"/bao-cao/{code}/noi-dung/{place}/")
    clerk.write("Thêm một dòng", words)
    clerk.press("Thêm dòng")
    clerk.reads(words)


def hand_to_chairman(clerk: Person, office_head: Person, records: Person, code: str) -> None:
    clerk.open(f"/bao-cao/{code}/kiem-tra/")
    clerk.reads("Không còn nội dung nào phải bổ sung")
    clerk.press("Trình Chủ tịch ký")
    expect(clerk.page).to_have_url(re.compile(f"/bao-cao/{code}/$"))
    for person, button in ((office_head, "Đạt về nội dung"), (records, "Đạt, trình Chủ tịch ký")):
        person.open(f"/bao-cao/{code}/")
        chapters.act(person, button)


def issue(records: Person, number: int) -> None:
    records.open("/ban-hanh/")
    records.write("Số", str(number))
    records.write("Ngày", f"{today():%d/%m/%Y}")
    records.press("Cấp số, ban hành")
    records.press("Ban hành")
    records.reads(f"Đã ban hành số {number:02d}/BC-UBND")


def words_of(person: Person, address: str, to: Path) -> str:
    """The words of a PDF behind an address."""
    answer = person.context.request.get(person.url + address)
    assert answer.ok, (address, answer.status)
    to.write_bytes(answer.body())
    with pdfplumber.open(to) as pdf:
        return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pdf.pages))


def test_a_report_from_figures_to_the_consolidated_paper(cast: Cast, arrives: Arrival, tmp_path: Path) -> None:
    report = opened(cast)
    Membership.objects.create(
        user=cast.reviewer, unit=cast.authority, role=Role.FOCAL_POINT, valid_from=cast.authority.valid_from
    )
    FigurePart.objects.create(report=report, code="2", owner=cast.field)
    the_rest(report, cast)
    code = report.code
    clerk, official = arrives(cast.focal), arrives(cast.field)
    chairman, records = arrives(cast.chairman, size=PHONE), arrives(cast.records)
    office_head, reviewer = arrives(cast.office_head), arrives(cast.reviewer)

    official.open("/so-lieu/")
    official.reads("2. Cải cách thể chế", "quý I năm 2026")
    type_figures(official, f"/bao-cao/{code}/so-lieu/2/", TYPED)
    files = {f"3.4.c{number}@ho-tich": figure for number, figure in FILES.items()}
    type_figures(clerk, f"/bao-cao/{code}/so-lieu/3/?linh-vuc=ho-tich", files)

    clerk.open(f"/bao-cao/{code}/thong-tin/")
    clerk.press("Soạn nháp cả báo cáo")
    clerk.reads("Đã soạn nháp")
    for place in ("III.1", "III.2", "IV"):
        add_line(clerk, code, place, "Tiếp nhận và trả kết quả đúng quy trình.")
    clerk.open(f"/bao-cao/{code}/noi-dung/I.1/")
    clerk.autosave("Sửa lời văn", "Kế hoạch năm đang được soạn.")
    assert confirm_all(clerk, code) > 5
    clerk.open(f"/bao-cao/{code}/noi-dung/II.2.d/")
    clerk.reads("tiếp nhận tổng số 150", "Đã xác nhận")
    hand_to_chairman(clerk, office_head, records, code)
    chapters.sign_on_phone(chairman, "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH")
    issue(records, 12)
    first = words_of(clerk, f"/bao-cao/{code}.pdf", tmp_path / "first.pdf")
    assert "Số: 12/BC-UBND" in first
    assert "tiếp nhận tổng số 150 hồ sơ" in first

    reviewer.open(f"/ra-soat/{code}/")
    chapters.act(reviewer, "Bắt đầu rà soát")
    ask_for_another(reviewer, arrives(cast.review_head), code)
    second = Report.objects.get(replaces=report).code
    type_figures(clerk, f"/bao-cao/{second}/so-lieu/3/", {"3.4.c8@ho-tich": "90", "3.4.c9@ho-tich": "50"})
    look_at_changed_sentences(clerk, second)
    hand_to_chairman(clerk, office_head, records, second)
    chapters.sign_on_phone(chairman, "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH")
    issue(records, 15)
    words = words_of(clerk, f"/bao-cao/{second}.pdf", tmp_path / "second.pdf")
    assert f"thay thế Báo cáo số 12/BC-UBND ngày {format_date_short(today())}" in words
    assert "trước hạn 90" in words
    assert words_of(clerk, f"/bao-cao/{code}.pdf", tmp_path / "again.pdf") == first

    head = arrives(cast.review_head)
    reviewer.open(f"/ra-soat/{second}/")
    chapters.act(reviewer, "Bắt đầu rà soát")
    chapters.act(reviewer, "Đề xuất kết luận", reason="Đề nghị tiếp nhận.")
    head.open(f"/ra-soat/{second}/")
    chapters.act(head, "Tiếp nhận")
    consolidated(head, arrives(cast.reviewer), report, tmp_path)


def ask_for_another(reviewer: Person, head: Person, code: str) -> None:
    """A remark at a figure, a proposal, and the head asks for a replacement."""
    reviewer.open(f"/ra-soat/{code}/?phan=so-lieu")
    chapters.act(reviewer, "Đề xuất kết luận", reason=REASON)
    head.open(f"/ra-soat/{code}/")
    chapters.act(head, "Đề nghị thay thế", reason=REASON)


def look_at_changed_sentences(clerk: Person, code: str) -> None:
    """The sentence written for old figures says so; the clerk has it drafted anew and confirms."""
    clerk.open(f"/bao-cao/{code}/noi-dung/II.2.d/")
    clerk.reads("Câu này viết cho số cũ")
    keep = clerk.page.get_by_role("button", name="Đã xem, giữ câu")
    while keep.count():
        with clerk.page.expect_navigation():
            keep.first.click()
    confirm_all(clerk, code)


def consolidated(head: Person, drafter: Person, report: Report, tmp_path: Path) -> None:
    """A snapshot of the round, and the authority's own report with the totals, by who drafts there."""
    call = report.call_unit.call.code
    head.open(f"/dot/{call}/tong-hop/")
    head.reads("1/2 đơn vị", "Chưa có: xã Hai")
    head.page.get_by_role("link", name=re.compile("Chốt bản tổng hợp lúc")).first.click()
    head.press("Chốt")
    head.reads("Bản tổng hợp")
    drafter.open(f"/dot/{call}/tong-hop/ban-in/")
    drafter.press("Lập báo cáo")
    drafter.reads("Chưa có: xã Hai")
    drafter.press("Lập báo cáo")
    drafter.reads("Báo cáo CCHC quý I năm 2026")
    own = Report.objects.get(unit=report.round.call.unit)
    words = words_of(drafter, f"/bao-cao/{own.code}/ban-in.pdf", tmp_path / "own.pdf")
    assert "1/2" in words
    assert "xã Hai" in words
    assert "150" in words
