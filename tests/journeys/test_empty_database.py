"""The third walk: an empty database becomes a working province through pages, one command and one workbook."""

import io
import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys import chapters
from tests.journeys.people import DESK, PHONE, Arrival, Person
from workflow.clock import today

SINCE = date(2025, 7, 1)
DAY = f"{SINCE:%d/%m/%Y}"
# Sheet of the workbook to its rows, by the headings of the template.
PEOPLE = (
    ("chutich", "Phạm Văn An", "Chủ tịch UBND xã", "x", "Chủ tịch, thủ trưởng"),
    ("vanphong", "Đào Thị Bình", "Chánh Văn phòng", "", "Phụ trách bộ phận soạn thảo"),
    ("vanthu", "Ngô Thị Cúc", "Văn thư", "", "Văn thư"),
)
SHEETS = {
    "Đơn vị": [
        {"Mã đơn vị": "xa-an-hoa-vp", "Tên": "Văn phòng HĐND và UBND", "Loại": "Văn phòng, trung tâm, bộ phận",
         "Mã đơn vị cấp trên": "xa-an-hoa", "Từ ngày": SINCE},
    ],
    "Cán bộ, công chức": [
        {"Tên đăng nhập": name, "Họ và tên": full, "Mã đơn vị": "xa-an-hoa", "Chức danh": title, "Đứng đầu": head,
         "Từ ngày": SINCE}
        for name, full, title, head, _ in PEOPLE
    ],
    "Phân quyền": [
        {"Tên đăng nhập": name, "Mã đơn vị": "xa-an-hoa", "Vai trò": role, "Từ ngày": SINCE}
        for name, *_, role in PEOPLE
    ],
}  # fmt: skip


@pytest.mark.usefixtures("transactional_db")
def test_an_empty_database_becomes_a_working_province(arrives: Arrival, tmp_path: Path) -> None:
    year = today().year + 1
    administrator = arrives().sign_in("quantri", first_password())
    make_unit(administrator, "so-noi-vu", "Sở Nội vụ tỉnh Bình An", "Sở, ban, ngành", "Giám đốc", short="SNV")
    make_unit(administrator, "xa-an-hoa", "Xã An Hòa", "Xã", "Chủ tịch", short="UBND")
    make_official(administrator, "so-noi-vu", "Trịnh Thị Giang", "Phó Giám đốc")
    make_official(administrator, "so-noi-vu", "Đỗ Văn Hải", "Chuyên viên")
    make_official(administrator, "xa-an-hoa", "Lê Thị Dung", "Chuyên viên Văn phòng")
    passwords = {
        "giang": make_account(administrator, "so-noi-vu", "giang", "Trịnh Thị Giang", "Lãnh đạo cơ quan theo dõi"),
        "hai": make_account(administrator, "so-noi-vu", "hai", "Đỗ Văn Hải", "Chuyên viên theo dõi"),
        "dung": make_account(administrator, "xa-an-hoa", "dung", "Lê Thị Dung", "Đầu mối CCHC"),
    }
    follow(administrator, "xa-an-hoa", "Sở Nội vụ")
    passwords |= load_people(administrator, tmp_path / "mau.xlsx")

    def somebody(name: str, size: tuple[int, int] = DESK) -> Person:
        return arrives(size=size).sign_in(name, passwords[name])

    head = somebody("giang")
    chapters.open_call(head, year=year, road="Xã ban hành rồi gửi", officer="Đỗ Văn Hải")
    clerk = somebody("dung")
    clerk.reads(f"Kế hoạch CCHC năm {year}")
    code = chapters.begin_plan(clerk, year=year)
    chapters.write_plan(clerk, code, lead="Văn phòng HĐND và UBND")
    chapters.hand_in(clerk, code, "Trình Chủ tịch ký")
    records = somebody("vanthu")
    for person, button in ((somebody("vanphong"), "Đạt về nội dung"), (records, "Đạt, trình Chủ tịch ký")):
        person.open(f"/ke-hoach/{code}/")
        chapters.act(person, button)
    chapters.sign_on_phone(somebody("chutich", PHONE), "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH")
    chapters.issue(records, number=1, day=f"{today():%d/%m/%Y}")
    somebody("hai").open(f"/ra-soat/{code}/")
    assert chapters.plan(code).state == "issued"


def first_password() -> str:
    """Migrated, reference data loaded, one command: the password that it prints."""
    said = io.StringIO()
    call_command("load_reference", stdout=io.StringIO())
    call_command(
        "first_administrator", "quantri", name="Quản trị tỉnh", unit_name="Tỉnh Bình An", unit_code="tinh",
        valid_from=f"{SINCE:%Y-%m-%d}", stdout=said,
    )  # fmt: skip
    return re.search(r"một lần: (\S+)", said.getvalue())[1]


def send(person: Person) -> None:
    """Press the one primary button of a form, which is accepted."""
    person.page.locator("form .btn-primary").click()
    expect(person.page.locator(".error-summary")).to_have_count(0)


def make_unit(person: Person, code: str, name: str, kind: str, head: str, *, short: str) -> None:
    person.open("/don-vi/")
    person.press("Thêm đơn vị")
    for label, text in {
        "Tên": name, "Mã": code, "Hoạt động từ ngày": DAY, "Chữ viết tắt trong ký hiệu": short,
        "Tên cơ quan ban hành": f"Ủy ban nhân dân {name.lower()}" if short == "UBND" else name,
        "Địa danh": name.split()[-2] + " " + name.split()[-1], "Chức danh người đứng đầu": head,
    }.items():  # fmt: skip
        person.write(label, text)
    person.choose("Loại", kind)
    person.choose("Đơn vị cấp trên", "Tỉnh Bình An")
    send(person)
    person.reads(name)


def make_official(person: Person, unit: str, name: str, title: str) -> None:
    person.open(f"/don-vi/{unit}/")
    person.press("Thêm người")
    person.write("Họ và tên", name)
    person.write("Chức danh", title)
    person.write("Giữ chức từ ngày", DAY)
    send(person)
    person.reads(name)


def make_account(person: Person, unit: str, username: str, name: str, role: str) -> str:
    """An account with its first right; the password that the next page shows once."""
    person.open(f"/don-vi/{unit}/")
    person.press("Thêm người dùng")
    person.write("Tên đăng nhập", username)
    person.choose("Cán bộ, công chức", name)
    person.choose("Vai trò", role)
    person.write("Từ ngày", DAY)
    send(person)
    return shown_passwords(person)[username]


def shown_passwords(person: Person) -> dict[str, str]:
    """Accounts and passwords of the page that shows them once."""
    person.reads("Mật khẩu chỉ hiện ở trang này một lần.")
    rows = person.page.locator("table.list tbody tr").all()
    return {row.locator("td").nth(0).inner_text(): row.locator("code").inner_text() for row in rows}


def follow(person: Person, unit: str, authority: str) -> None:
    """The authority follows the plans of the unit."""
    person.open(f"/don-vi/{unit}/quan-he/")
    person.press("Thêm quan hệ theo dõi")
    person.choose("Cơ quan theo dõi", authority)
    person.choose("Nội dung", "Kế hoạch")
    person.write("Từ ngày", DAY)
    send(person)
    person.reads(authority)


def load_people(person: Person, file: Path) -> dict[str, str]:
    """The template filled in Excel's place, looked over, carried out; the new passwords."""
    person.open("/don-vi/nhap-tep/")
    person.download("Tải tệp mẫu", file)
    book = load_workbook(file)
    for title, rows in SHEETS.items():
        headings = [cell.value for cell in book[title][1]]
        for number, row in enumerate(rows, start=2):
            for heading, value in row.items():
                book[title].cell(number, headings.index(heading) + 1, value)
    book.save(file)
    person.page.locator("input[type=file]").set_input_files(file)
    send(person)
    person.reads("Chưa ghi gì.")
    person.press("Ghi tất cả")
    return shown_passwords(person)
