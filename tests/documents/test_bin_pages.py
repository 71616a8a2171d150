"""The bin of papers: drafts that were never sent can be put there, seen there and taken back; nothing else can."""

import pytest
from django.test import Client
from django.urls import reverse

from documents import actions
from documents.models import Letter
from tests.cast import Cast
from tests.documents.named_papers import TYPES, T, named_paper
from tests.workflow.items import letter
from tests.workflow.walks import walk
from workflow.actions import bin_draft
from workflow.models import Item
from workflow.rules import Refused

pytestmark = pytest.mark.django_db

BIN = "/van-ban-soan/thung-rac/"


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def at(item: Item, act: str = "") -> str:
    section = "cong-van" if isinstance(item, Letter) else "van-ban-soan"
    return f"/{section}/{item.code}/{act}"


def paper(cast: Cast, kind: str) -> Item:
    return letter(cast) if kind == "CV" else named_paper(cast, kind)


def binned(user) -> list[Item]:
    return [line["item"] for line in client(user).get(BIN).context["lines"]]


@pytest.mark.parametrize("kind", [*TYPES, "CV"])
def test_a_draft_goes_into_the_bin_is_read_there_and_comes_back(cast: Cast, kind: str):
    item, clerk = paper(cast, kind), client(cast.focal)
    assert "Bỏ vào thùng rác" in clerk.get(at(item)).content.decode()
    said = clerk.post(at(item, "bo-vao-thung-rac/"), follow=True)
    assert "vào thùng rác. Khôi phục được ở trang Thùng rác." in said.content.decode()
    assert [line["item"] for line in said.context["lines"]] == [item]
    assert list(clerk.get(reverse("documents:written")).context["page"]) == []
    page = clerk.get(at(item)).content.decode()
    assert "Bản nháp này đang ở thùng rác, bỏ lúc" in page
    assert ("Bỏ vào thùng rác" in page, "Đang chờ:" in page, "khoi-phuc" in page) == (False, False, True)
    back = clerk.post(at(item, "khoi-phuc/"), follow=True)
    assert back.request["PATH_INFO"] == at(item)
    assert binned(cast.focal) == []
    item.refresh_from_db()
    assert item.binned_at is None


def test_a_binned_draft_is_not_written_on(cast: Cast):
    item = bin_draft(named_paper(cast, T.NOTICE), by=cast.focal)
    assert "đang ở thùng rác" in client(cast.focal).get(at(item, "soan/")).content.decode()
    tries = ("phan-dau/", "muc/them/", "tep/")
    assert [client(cast.focal).get(at(item, rest)).status_code for rest in tries] == [403] * 3
    item = bin_draft(letter(cast), by=cast.focal)
    assert [client(cast.focal).get(at(item, rest)).status_code for rest in ("sua/", "tep/")] == [403] * 2


@pytest.mark.parametrize("kind", [T.DECISION, "CV"])
def test_what_was_ever_sent_stays(cast: Cast, kind: str):
    item = walk(paper(cast, kind), cast, "submit", "withdraw")
    assert "Bỏ vào thùng rác" not in client(cast.focal).get(at(item)).content.decode()
    answer = client(cast.focal).post(at(item, "bo-vao-thung-rac/"))
    assert answer.status_code == 403
    assert "Hồ sơ đã trình thì giữ lại" in answer.content.decode()
    item.refresh_from_db()
    assert item.binned_at is None


def test_the_last_one_binned_stands_first_whatever_its_kind(cast: Cast):
    first, second = letter(cast), named_paper(cast, T.PROPOSAL)
    bin_draft(second, by=cast.focal)
    bin_draft(first, by=cast.focal)
    assert binned(cast.focal) == [first, second]


def test_more_papers_ask_no_more_queries(cast: Cast, django_assert_num_queries, django_assert_max_num_queries):
    def fill() -> None:
        for kind in ("CV", T.NOTICE):
            bin_draft(paper(cast, kind), by=cast.focal)

    clerk = client(cast.focal)
    fill()
    clerk.get(BIN)
    with django_assert_max_num_queries(25) as few:
        clerk.get(BIN)
    for _ in range(5):
        fill()
    with django_assert_num_queries(len(few)):
        clerk.get(BIN)


@pytest.mark.parametrize("who", ["field", "records", "chairman", "reviewer", "other_focal", "stranger", "nobody"])
def test_nobody_else_bins_or_restores_anything(cast: Cast, who: str):
    kept, gone = letter(cast), bin_draft(named_paper(cast, T.NOTICE), by=cast.focal)
    other = client(getattr(cast, who))
    assert [line["item"] for line in other.get(BIN).context["lines"]] == []
    assert other.post(at(kept, "bo-vao-thung-rac/")).status_code in (403, 404)
    assert other.post(at(gone, "khoi-phuc/")).status_code in (403, 404)
    for item, is_binned in ((kept, False), (gone, True)):
        item.refresh_from_db()
        assert (item.binned_at is not None) == is_binned


def test_looking_at_the_address_of_an_act_does_nothing(cast: Cast):
    item = letter(cast)
    assert client(cast.focal).get(at(item, "bo-vao-thung-rac/")).status_code == 405
    assert client(cast.focal).get(at(item, "khoi-phuc/")).status_code == 405


def test_an_empty_bin_says_so(cast: Cast):
    assert "Không có bản nháp nào trong thùng rác." in client(cast.focal).get(BIN).content.decode()


def test_a_correction_is_not_restored_beside_another_of_the_same_document(cast: Cast):
    issued = letter(cast, title="văn bản đã ban hành")
    facts = {"corrects_kind": "letter", "corrects_id": issued.pk}
    old, new = letter(cast, title="đính chính"), letter(cast, title="đính chính lại")
    Letter.objects.filter(pk__in=[old.pk, new.pk]).update(**facts)
    old = bin_draft(Letter.objects.get(pk=old.pk), by=cast.focal)
    with pytest.raises(Refused, match="Đã có công văn đính chính khác đang soạn"):
        actions.restore_paper(old, by=cast.focal)
    bin_draft(Letter.objects.get(pk=new.pk), by=cast.focal)
    assert actions.restore_paper(old, by=cast.focal).binned_at is None


def test_an_official_of_some_areas_is_not_offered_to_begin_papers(cast: Cast):
    page = client(cast.field).get(reverse("documents:written"))
    assert page.context["may_draft"] is False
