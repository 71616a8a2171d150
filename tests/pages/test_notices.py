"""The bell's page and the timeline (ux sections 3.7, 4.19)."""

import pytest
from django.test import Client

from organisations.models import Delegation
from tests.cast import START, Cast
from tests.pages.walks import waiting
from tests.workflow.items import letter
from workflow.actions import take
from workflow.models import Notice


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def test_what_is_to_be_done_stands_before_what_is_good_to_know(cast: Cast):
    take("return", waiting(cast), by=cast.chairman, comment="Sửa.")
    groups = client(cast.focal).get("/thong-bao/").context["groups"]
    assert [group["heading"] for group in groups] == ["Cần làm"]
    assert groups[0]["rows"][0]["notice"].subject == "Trả lại để sửa: Kế hoạch CCHC năm 2026"


def test_looking_reads_nothing(cast: Cast):
    waiting(cast)
    client(cast.chairman).get("/thong-bao/")
    assert Notice.objects.filter(to=cast.chairman, read_at=None).exists()


def test_opening_reads_one_and_leads_to_the_item(cast: Cast):
    item = waiting(cast)
    notice = Notice.objects.get(to=cast.chairman)
    one = client(cast.chairman)
    assert one.get(f"/thong-bao/{notice.pk}/mo/").status_code == 405
    assert one.post(f"/thong-bao/{notice.pk}/mo/")["Location"] == f"/ke-hoach/{item.code}/duyet/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_all_are_read_at_once(cast: Cast):
    waiting(cast)
    take("submit", letter(cast), by=cast.focal)
    client(cast.chairman).post("/thong-bao/da-doc/")
    assert not Notice.objects.filter(to=cast.chairman, read_at=None).exists()
    assert Notice.objects.filter(to=cast.office_head, read_at=None).exists()


def test_anothers_notice_does_not_exist(cast: Cast):
    waiting(cast)
    notice = Notice.objects.get(to=cast.chairman)
    assert client(cast.focal).post(f"/thong-bao/{notice.pk}/mo/").status_code == 404


def test_nothing_yet(cast: Cast):
    assert "Chưa có thông báo nào." in client(cast.viewer).get("/thong-bao/").content.decode()


def test_the_timeline_says_who_in_which_title_and_why(cast: Cast):
    item = take("return", waiting(cast), by=cast.chairman, comment="Thiếu sản phẩm.")
    entries = client(cast.focal).get(f"/ke-hoach/{item.code}/dien-bien/").context["entries"]
    assert [entry["what"] for entry in entries] == [
        "Đã trả lại",
        "Đã kiểm tra thể thức",
        "Đã kiểm tra nội dung",
        "Đã trình",
        "Lập hồ sơ",
    ]
    assert (entries[0]["who"], entries[0]["title"], entries[0]["comment"]) == (
        "Phạm Văn Tịch",
        "Chủ tịch UBND",
        "Thiếu sản phẩm.",
    )


def test_the_timeline_says_on_whose_behalf(cast: Cast):
    Delegation.objects.create(
        unit=cast.commune,
        office_title="Chủ tịch UBND",
        given_by=cast.chairman.official,
        to=cast.deputy.official,
        to_title="Phó Chủ tịch UBND",
        capabilities=["sign"],
        capacity="KT",
        ground_text="Thông báo số 5/TB-UBND",
        valid_from=START,
    )
    item = take("sign", waiting(cast), by=cast.deputy)
    entry = client(cast.focal).get(f"/ke-hoach/{item.code}/dien-bien/").context["entries"][0]
    assert entry["note"] == "Thay mặt Chủ tịch UBND Phạm Văn Tịch (Thông báo số 5/TB-UBND)"


@pytest.mark.parametrize("part", ["stranger", "other_focal", "nobody"])
def test_the_timeline_of_anothers_item_does_not_exist(cast: Cast, part: str):
    item = waiting(cast)
    assert client(getattr(cast, part)).get(f"/ke-hoach/{item.code}/dien-bien/").status_code == 404


def test_an_unknown_section_has_no_timeline(cast: Cast):
    item = waiting(cast)
    assert client(cast.focal).get(f"/nhiem-vu/{item.code}/dien-bien/").status_code == 404


def test_a_call_that_was_answered_is_not_counted_any_more(cast: Cast):
    item = waiting(cast)
    take("return", item, by=cast.chairman, comment="Sửa.")
    assert not Notice.objects.filter(my_turn=True, read_at=None).exclude(to=cast.focal).exists()
