"""The frame: whose office, who, which entries, who helps (ux section 2.1)."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from cchc_portal.frame import BAR_AT_MOST, ENTRIES, bar_name, frame, initials
from organisations.models import Unit
from tests.cast import Cast
from tests.pages.walks import waiting
from workflow.models import Notice


def frame_of(user, path: str = "/") -> dict:
    request = RequestFactory().get(path)
    request.user = user
    return frame(request)["frame"]


BAR = {
    "focal": ["Việc của tôi", "Kế hoạch", "Báo cáo", "Nhiệm vụ", "Chỉ số", "Văn bản giao việc", "Thêm"],
    "chairman": ["Chờ tôi duyệt", "Kế hoạch", "Báo cáo", "Chỉ số", "Văn bản soạn", "Văn bản viện dẫn", "Đơn vị"],
    "records": [
        "Việc của tôi", "Chờ ban hành", "Kế hoạch", "Báo cáo", "Văn bản giao việc", "Văn bản soạn", "Thêm",
    ],
    "reviewer": [
        "Việc của tôi", "Đợt theo dõi", "Kế hoạch", "Báo cáo", "Nhiệm vụ", "Chỉ số", "Thêm",
    ],
    "review_head": [
        "Chờ tôi quyết định", "Đợt theo dõi", "Kế hoạch", "Báo cáo", "Chỉ số", "Văn bản giao việc", "Thêm",
    ],
    "viewer": ["Việc của tôi", "Kế hoạch", "Báo cáo"],
    "nobody": ["Việc của tôi"],
}  # fmt: skip


@pytest.mark.parametrize("part", BAR)
def test_the_bar_of_a_role(cast: Cast, part: str):
    assert [entry["label"] for entry in frame_of(getattr(cast, part))["entries"]] == BAR[part]


def test_the_bar_holds_no_more_than_fits(cast: Cast):
    for user in cast.everyone().values():
        found = frame_of(user)
        assert len(found["entries"]) <= BAR_AT_MOST
        assert len(found["bottom_entries"]) <= 4


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.label)
def test_every_entry_opens_for_somebody(cast: Cast, entry):
    users = {"focal": cast.focal, "records": cast.records, "head": cast.review_head, "admin": cast.administrator}
    opened = []
    for user in users.values():
        links = {one["label"]: one["url"] for one in frame_of(user)["all_entries"]}
        if entry.label in links:
            client = Client()
            client.force_login(user)
            opened.append(client.get(links[entry.label]).status_code)
    assert opened, f"{entry.label} leads nowhere"
    assert set(opened) == {200}


def test_only_the_first_entry_counts(cast: Cast):
    waiting(cast)
    found = frame_of(cast.chairman)
    assert [entry.get("count") for entry in found["entries"]] == [1, *[None] * 6]


def test_the_entry_of_the_page_is_current(cast: Cast):
    found = frame_of(cast.focal, "/ke-hoach/KH00001/")
    assert [entry["label"] for entry in found["entries"] if entry["current"]] == ["Kế hoạch"]


def test_a_page_that_has_no_room_in_the_bar_belongs_to_the_last_entry(cast: Cast):
    found = frame_of(cast.records, "/van-ban-vien-dan/")
    assert [entry["label"] for entry in found["entries"] if entry["current"]] == ["Thêm"]
    assert "Văn bản viện dẫn" in [entry["label"] for entry in found["all_entries"]]


def test_the_bell_counts_what_is_to_be_done(cast: Cast):
    waiting(cast)
    unread = Notice.objects.filter(to=cast.chairman, my_turn=True, read_at=None).count()
    assert frame_of(cast.chairman)["bell_count"] == unread == 1


def test_help_is_the_focal_point_else_who_administers_above(cast: Cast):
    here = frame_of(cast.chairman)
    assert (here["support_name"], here["support_phone"]) == ("Lê Thị Soạn", "0200 000 199")
    assert frame_of(cast.reviewer)["support_name"] == "Quản Trị Viên"


def test_a_visitor_has_no_frame():
    assert frame_of(AnonymousUser()) == {}


def test_names_in_the_bar():
    assert bar_name(Unit(kind=Unit.Kind.COMMUNE, name="Xã Tân Lập")) == "UBND xã Tân Lập"
    assert bar_name(Unit(kind=Unit.Kind.DEPARTMENT, name="Sở Nội vụ")) == "Sở Nội vụ"
    assert initials("Lê Thu Hà") == "TH"
    assert initials("Quản trị mẫu (2023)") == "TM"


@pytest.mark.parametrize(
    ("part", "path", "label"),
    [
        ("chairman", "/ke-hoach/KH00001/duyet/ky/", "Chờ tôi duyệt"),
        ("reviewer", "/ra-soat/KH00001/", "Đợt theo dõi"),
        ("reviewer", "/dot/DB00001/", "Đợt theo dõi"),
    ],
)
def test_pages_of_a_decision_belong_to_their_list(cast: Cast, part: str, path: str, label: str):
    found = frame_of(getattr(cast, part), path)
    assert [entry["label"] for entry in found["entries"] if entry["current"]] == [label]
