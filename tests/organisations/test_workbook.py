"""The workbook of units, people and rights: out and in again, faults by cell, all or nothing."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from organisations.actions import rebuild_reach
from organisations.models import Appointment, Membership, Official, Reach, ReviewRelation, Unit, User
from organisations.queries import visible_units
from organisations.workbook import export_workbook, import_workbook, template_workbook

UNITS = "Đơn vị"
OFFICES = "Cán bộ, công chức"
RIGHTS = "Phân quyền"
REVIEWS = "Quan hệ theo dõi"


def filled(by: User, rows: dict[str, list[dict]]) -> bytes:
    """The pattern with rows, each a mapping from heading to cell."""
    book = load_workbook(BytesIO(template_workbook(by)))
    for title, cells in rows.items():
        page = book[title]
        headings = [cell.value for cell in page[1]]
        for row in cells:
            page.append([row.get(heading) for heading in headings])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def new_commune(**changed) -> dict[str, list[dict]]:
    """A commune with a room, its clerk with two hats, rights and a reviewer; ``changed`` by sheet."""
    rows = {
        UNITS: [
            {
                "Mã đơn vị": "xa-ba",
                "Tên": "Xã Ba",
                "Loại": "Xã",
                "Mã đơn vị cấp trên": "tinh",
                "Từ ngày": date(2025, 7, 1),
            },
            {
                "Mã đơn vị": "phong-ba",
                "Tên": "Phòng Kinh tế",
                "Loại": "phòng chuyên môn",
                "Mã đơn vị cấp trên": "xa-ba",
                "Từ ngày": "01/7/2025",
            },
        ],
        OFFICES: [
            {
                "Tên đăng nhập": "ba.lan",
                "Họ và tên": "Hoàng Thị Lan",
                "Điện thoại": "0912 000 111",
                "Mã đơn vị": "phong-ba",
                "Chức danh": "Chuyên viên",
                "Đầu mối CCHC": "x",
                "Từ ngày": date(2025, 7, 1),
            },
            {
                "Tên đăng nhập": "ba.lan",
                "Họ và tên": "Hoàng Thị Lan",
                "Điện thoại": "0912 000 111",
                "Mã đơn vị": "xa-ba",
                "Chức danh": "Thư ký Tổ CCHC",
                "Từ ngày": date(2025, 7, 1),
            },
        ],
        RIGHTS: [
            {
                "Tên đăng nhập": "ba.lan",
                "Mã đơn vị": "xa-ba",
                "Vai trò": "Đầu mối CCHC",
                "Từ ngày": date(2025, 7, 1),
            }
        ],
        REVIEWS: [
            {
                "Mã đơn vị": "xa-ba",
                "Mã cơ quan theo dõi": "so-noi-vu",
                "Nội dung": "Kế hoạch",
                "Từ ngày": date(2025, 7, 1),
            }
        ],
    }
    for title, (number, facts) in changed.items():
        rows[title][number] |= facts
    return rows


def stored() -> tuple:
    models = (Unit, Official, Appointment, User, Membership, ReviewRelation, Reach)
    return tuple(list(model.objects.order_by("pk").values()) for model in models)


def run(world, rows, trial=False):
    return import_workbook(name="tep.xlsx", content=filled(world.admin, rows), by=world.admin, trial=trial)


def test_a_workbook_makes_units_people_accounts_rights_and_relations(world):
    outcome = run(world, new_commune())
    assert outcome.faults == []
    assert outcome.counts == [(UNITS, 2, 0, 0), (OFFICES, 2, 0, 0), (RIGHTS, 1, 0, 0), (REVIEWS, 1, 0, 0)]
    ((account, password),) = outcome.made
    assert account.check_password(password)
    assert set(account.official.appointments.values_list("unit__code", "title", "is_focal_point")) == {
        ("phong-ba", "Chuyên viên", True),
        ("xa-ba", "Thư ký Tổ CCHC", False),
    }
    assert account.official.phone == "0912 000 111"
    assert Unit.objects.get(code="phong-ba").parent.code == "xa-ba"
    assert set(visible_units(account).values_list("code", flat=True)) == {"xa-ba", "phong-ba"}
    assert rebuild_reach() == (0, 0)


def test_a_trial_changes_nothing(world):
    before = stored()
    outcome = run(world, new_commune(), trial=True)
    assert (outcome.faults, outcome.made) == ([], [])
    assert outcome.counts[0] == (UNITS, 2, 0, 0)
    assert stored() == before


def test_what_was_exported_comes_back_without_a_change(world):
    run(world, new_commune())
    before = stored()
    content = export_workbook(visible_units(world.admin), world.admin)
    outcome = import_workbook(name="don-vi.xlsx", content=content, by=world.admin, trial=False)
    assert outcome.faults == []
    assert outcome.does_nothing
    assert stored() == before


FAULTS = {
    "a day that is not in the calendar": (
        {UNITS: (1, {"Từ ngày": "31/02/2026"})},
        UNITS,
        "E3",
        "Ngày “31/02/2026” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026.",
    ),
    "a unit that is not known": (
        {REVIEWS: (0, {"Mã cơ quan theo dõi": "so-la"})},
        REVIEWS,
        "B2",
        "Chưa có đơn vị mang mã “so-la” trong phạm vi quản trị.",
    ),
    "an empty title": ({OFFICES: (0, {"Chức danh": ""})}, OFFICES, "F2", "Ghi chức danh."),
    "a role that is not in the list": (
        {RIGHTS: (0, {"Vai trò": "Trưởng phòng"})},
        RIGHTS,
        "C2",
        "“Trưởng phòng” không có trong danh mục. Chọn một trong: Công chức phụ trách lĩnh vực; Đầu mối CCHC; "
        "Phụ trách bộ phận soạn thảo; Văn thư; Chủ tịch, thủ trưởng; Chuyên viên theo dõi; "
        "Lãnh đạo cơ quan theo dõi; Lãnh đạo xem; Quản trị; Hệ thống kết nối.",
    ),
    "an account nobody is named for": (
        {RIGHTS: (0, {"Tên đăng nhập": "ba.hoa"})},
        RIGHTS,
        "A2",
        "Tên đăng nhập “ba.hoa” chưa có ở trang tính Cán bộ, công chức.",
    ),
    "a unit outside the own subtree": (
        {RIGHTS: (0, {"Mã đơn vị": "tinh-khac"})},
        RIGHTS,
        "B2",
        "Chưa có đơn vị mang mã “tinh-khac” trong phạm vi quản trị.",
    ),
    "a second authority on the same subject": (
        {REVIEWS: (0, {"Mã đơn vị": "xa-mot"})},
        REVIEWS,
        "D2",
        "Sở Nội vụ đang theo dõi kế hoạch của xã Một từ 01/01/2021. Kết thúc quan hệ đó trước.",
    ),
}


@pytest.mark.parametrize(("changed", "sheet", "cell", "sentence"), FAULTS.values(), ids=FAULTS)
def test_one_broken_row_keeps_everything_as_it_was_and_is_named_by_its_cell(world, changed, sheet, cell, sentence):
    before = stored()
    outcome = run(world, new_commune(**changed))
    assert (sheet, cell, sentence) in [(fault.sheet, fault.cell, fault.sentence) for fault in outcome.faults]
    assert stored() == before


def test_all_faults_are_told_at_once(world):
    changed = {UNITS: (1, {"Loại": "Ấp"}), RIGHTS: (0, {"Từ ngày": ""}), REVIEWS: (0, {"Nội dung": "Thi đua"})}
    outcome = run(world, new_commune(**changed))
    assert {(fault.sheet, fault.cell) for fault in outcome.faults} >= {(UNITS, "C3"), (RIGHTS, "E2"), (REVIEWS, "C2")}


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.xlsx", b"\x89PNG\r\n\x1a\n", "Tệp “a.xlsx” không phải tệp Excel (.xlsx) nên không đọc được."),
        ("b.xlsx", b"x" * (2 * 1024 * 1024 + 1), "Tệp “b.xlsx” lớn hơn 2 MB. Chia làm nhiều tệp rồi nhập lần lượt."),
    ],
)
def test_a_file_that_is_no_workbook_is_told_by_its_content(world, name, content, sentence):
    outcome = import_workbook(name=name, content=content, by=world.admin, trial=True)
    assert [fault.sentence for fault in outcome.faults] == [sentence]


def cut_short(content: bytes, part: str) -> bytes:
    """The workbook with one of its parts broken off in the middle."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as whole, ZipFile(stream, "w") as broken:
        for name in whole.namelist():
            inside = whole.read(name)
            broken.writestr(name, inside[: len(inside) // 2] if name == part else inside)
    return stream.getvalue()


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_a_workbook_that_is_damaged_inside_is_told_so(world, part):
    content = cut_short(filled(world.admin, new_commune()), part)
    outcome = import_workbook(name="d.xlsx", content=content, by=world.admin, trial=True)
    assert [fault.sentence for fault in outcome.faults] == [
        "Tệp “d.xlsx” không phải tệp Excel (.xlsx) nên không đọc được."
    ]


def test_another_workbook_is_told_which_sheets_are_looked_for(world):
    stream = BytesIO()
    Workbook().save(stream)
    outcome = import_workbook(name="c.xlsx", content=stream.getvalue(), by=world.admin, trial=True)
    assert [fault.sentence for fault in outcome.faults] == [
        "Không có trang tính nào tên là: Đơn vị; Cán bộ, công chức; Phân quyền; Quan hệ theo dõi."
    ]


def test_a_cell_is_never_a_formula(world):
    world.unit("xa-cong", Unit.Kind.COMMUNE, "tinh", label="=1+1")
    page = load_workbook(BytesIO(export_workbook(visible_units(world.admin), world.admin)))[UNITS]
    assert [cell.data_type for row in page.iter_rows() for cell in row if cell.value == "=1+1"] == ["s"]


def test_people_are_exported_to_administrators_only(world):
    clerk = world.users["clerk"]
    book = load_workbook(BytesIO(export_workbook(visible_units(clerk), clerk)))
    assert book.sheetnames == [UNITS]


def test_by_pages_a_workbook_is_shown_then_carried_out(world, signed):
    client = signed("admin-tinh")
    upload = SimpleUploadedFile("tep.xlsx", filled(world.admin, new_commune()))
    shown = client.post(reverse("organisations:workbook_upload"), {"workbook": upload})
    assert (shown.status_code, Unit.objects.filter(code="xa-ba").count()) == (200, 0)
    confirm = reverse("organisations:workbook_confirm")
    answer = client.post(confirm, {"token": shown.context["token"]})
    assert [account.username for account, _ in answer.context["made"]] == ["ba.lan"]
    assert Unit.objects.filter(code="xa-ba").count() == 1
    again = client.post(confirm, {"token": shown.context["token"]})
    assert (again.status_code, again.url) == (302, reverse("organisations:unit_list"))
    assert "Đã ghi tệp “tep.xlsx”." in client.get(again.url).content.decode()


def test_by_pages_an_empty_pattern_is_told_what_is_missing(world, signed):
    upload = SimpleUploadedFile("mau.xlsx", template_workbook(world.admin))
    page = signed("admin-tinh").post(reverse("organisations:workbook_upload"), {"workbook": upload}).content.decode()
    assert "Tệp chưa có dòng nào." in page
    assert "Ghi tất cả" not in page


def test_a_preview_of_another_person_cannot_be_carried_out(world, signed):
    upload = SimpleUploadedFile("tep.xlsx", filled(world.admin, new_commune()))
    token = signed("admin-tinh").post(reverse("organisations:workbook_upload"), {"workbook": upload}).context["token"]
    answer = signed("stranger").post(reverse("organisations:workbook_confirm"), {"token": token})
    assert (answer.status_code, Unit.objects.filter(code="xa-ba").count()) == (422, 0)


def test_by_pages_a_broken_workbook_answers_422_with_the_cell(world, signed):
    broken = filled(world.admin, new_commune(**{UNITS: (1, {"Từ ngày": "31/02/2026"})}))
    answer = signed("admin-tinh").post(
        reverse("organisations:workbook_upload"), {"workbook": SimpleUploadedFile("tep.xlsx", broken)}
    )
    assert answer.status_code == 422
    assert "<b>Đơn vị, ô E3</b>: Ngày “31/02/2026” không có trong lịch." in answer.content.decode()
