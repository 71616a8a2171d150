"""The page of those who review and conclude; remarks and their answers (ux section 4.10)."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.pages.walks import asked_for_opinion, issued, opened_call, waiting
from tests.workflow.items import plan
from workflow import remarks
from workflow.actions import take
from workflow.models import Event, Remark


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def address(item, rest: str = "") -> str:
    return f"/ra-soat/{item.code}/{rest}"


def under_review(cast: Cast, **facts):
    return take("begin_review", asked_for_opinion(cast, **facts), by=cast.reviewer)


TABS = ["", "?phan=toan-van", "?phan=bang", "?phan=so-sanh", "?phan=dien-bien", "?ben=kiem-tra", "?ben=tong-quan"]


@pytest.mark.parametrize("tab", TABS)
def test_every_tab_opens_for_the_reviewer(cast: Cast, tab: str):
    assert client(cast.reviewer).get(address(asked_for_opinion(cast), tab)).status_code == 200


@pytest.mark.parametrize("part", ["stranger", "other_focal", "focal", "chairman", "viewer", "administrator", "nobody"])
def test_only_the_authority_finds_the_page(cast: Cast, part: str):
    item = under_review(cast)
    assert client(getattr(cast, part)).get(address(item)).status_code == 404
    assert client(getattr(cast, part)).post(address(item, "y-kien/"), {"text": "a"}).status_code == 404


def test_a_plan_that_was_not_sent_is_not_there(cast: Cast):
    assert client(cast.reviewer).get(address(waiting(cast))).status_code == 404


def test_looking_changes_nothing(cast: Cast):
    item = asked_for_opinion(cast)
    before = Event.objects.count()
    for rest in (*TABS, "viec/begin_review/"):
        client(cast.reviewer).get(address(item, rest))
    item.refresh_from_db()
    assert (Event.objects.count(), item.state) == (before, "submitted")


def test_beginning_stays_on_the_unit(cast: Cast):
    item = asked_for_opinion(cast)
    answer = client(cast.reviewer).post(address(item, "viec/begin_review/"), {"version": item.version})
    item.refresh_from_db()
    assert (answer["Location"], item.state) == (address(item), "under_review")


def test_acts_of_one_step_and_of_two(cast: Cast):
    def labels(user, item):
        return [act["label"] for act in client(user).get(address(item)).context["actions"]]

    item = under_review(cast)
    assert labels(cast.reviewer, item) == ["Trả lại", "Thông qua"]
    take("return", item, by=cast.reviewer, comment="Bổ sung.")
    other = plan(cast, "review_then_sign", year=2027)
    type(other).objects.filter(pk=other.pk).update(two_step=True)
    other = take("begin_review", take("submit", other, by=cast.focal), by=cast.reviewer)
    assert labels(cast.reviewer, other) == ["Đề xuất kết luận"]
    take("propose", other, by=cast.reviewer, comment="Thông qua.")
    answer = client(cast.review_head).get(address(other))
    assert [act["label"] for act in answer.context["actions"]] == ["Yêu cầu rà soát lại", "Trả lại", "Thông qua"]
    assert answer.context["proposal"].comment == "Thông qua."


def test_a_return_collects_the_open_remarks_for_editing(cast: Cast):
    item = under_review(cast)
    remarks.add(item, by=cast.reviewer, text="Thiếu sản phẩm.", place="task-1", place_label="Nhiệm vụ 3.b.2")
    remarks.add(item, by=cast.reviewer, text="Hỏi lại ở buổi giao ban.", private=True)
    form = client(cast.reviewer).get(address(item, "viec/return/")).context["form"]
    assert form["comment"].value() == "1. Nhiệm vụ 3.b.2: Thiếu sản phẩm."


def test_a_return_without_words_is_sent_back_to_the_reviewer(cast: Cast):
    item = under_review(cast)
    answer = client(cast.reviewer).post(address(item, "viec/return/"), {"comment": "", "version": item.version})
    assert answer.status_code == 422
    assert answer.context["form"].errors["comment"] == ["Ghi lý do trả lại để người soạn biết cần sửa gì."]


def test_after_an_act_the_next_unit_of_the_call_opens(cast: Cast):
    call = opened_call(cast, road="review_then_sign", two_step=False)
    first = plan(cast, "review_then_sign")
    type(first).objects.filter(pk=first.pk).update(call_unit=call.units.get(unit=cast.commune))
    first.refresh_from_db()
    first = take("begin_review", take("submit", first, by=cast.focal), by=cast.reviewer)
    second = plan(cast, "review_then_sign", year=2027)
    type(second).objects.filter(pk=second.pk).update(call_unit=call.units.get(unit=cast.other_commune))
    second.refresh_from_db()
    take("submit", second, by=cast.focal)
    page = client(cast.reviewer).get(address(first))
    assert page.context["position"] == "Đơn vị 1 trong 2"
    answer = client(cast.reviewer).post(address(first, "viec/pass/"), {"version": first.version}, follow=True)
    assert answer.redirect_chain[0][0] == address(second)
    assert [str(message) for message in answer.context["messages"]] == ["Đã thông qua: xã Một. Còn 1 đơn vị."]


def test_an_issued_plan_is_accepted_or_asked_to_be_replaced(cast: Cast):
    item = issued(cast)
    reviewer = client(cast.reviewer)
    reviewer.post(address(item, "viec/begin_review/"), {"version": item.version})
    labels = [act["label"] for act in reviewer.get(address(item)).context["actions"]]
    assert labels == ["Đề nghị thay thế", "Đề nghị đính chính", "Tiếp nhận"]
    item.refresh_from_db()
    reviewer.post(address(item, "viec/ask_replacement/"), {"comment": "Thiếu một lĩnh vực.", "version": item.version})
    item.refresh_from_db()
    assert item.state == "replacement_asked"


@pytest.mark.parametrize("action", ["sign", "submit", "withdraw", "issue"])
def test_acts_of_the_other_side_are_not_taken_here(cast: Cast, action: str):
    item = under_review(cast)
    for ask in (client(cast.reviewer).get, client(cast.reviewer).post):
        assert ask(address(item, f"viec/{action}/")).status_code == 409
    item.refresh_from_db()
    assert item.state == "under_review"


def test_an_act_that_does_not_exist_is_not_found(cast: Cast):
    assert client(cast.reviewer).get(address(under_review(cast), "viec/khong-co/")).status_code == 404


def test_a_remark_is_official_unless_it_is_a_note(cast: Cast):
    item = under_review(cast)
    reviewer = client(cast.reviewer)
    reviewer.post(address(item, "y-kien/"), {"text": "Ghi rõ căn cứ.", "private": ""})
    reviewer.post(address(item, "y-kien/"), {"text": "Hỏi thêm.", "private": "1"})
    assert list(Remark.objects.values_list("text", "private")) == [("Ghi rõ căn cứ.", False), ("Hỏi thêm.", True)]


def test_a_remark_is_anchored_to_a_place_by_its_name(cast: Cast):
    item = under_review(cast)
    reviewer = client(cast.reviewer)
    place = reviewer.get(address(item)).context["places"][0]
    reviewer.post(address(item, "y-kien/"), {"text": "Xem lại.", "ref": place.ref, "quote": "chữ được bôi"})
    made = Remark.objects.get()
    assert (made.place, made.place_label, made.quote) == (place.ref, place.label, "chữ được bôi")


def test_an_empty_remark_keeps_the_page(cast: Cast):
    answer = client(cast.reviewer).post(address(under_review(cast), "y-kien/"), {"text": " ", "quote": "chữ"})
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"] == ["Ghi nội dung ý kiến."]


def test_the_commune_answers_and_the_authority_settles(cast: Cast):
    item = under_review(cast)
    made = remarks.add(item, by=cast.reviewer, text="Ghi rõ căn cứ.")
    item = take("return", item, by=cast.reviewer, comment="Bổ sung.")
    answer = client(cast.focal).post(f"/y-kien/{made.pk}/tra-loi/", {"text": "Đã ghi."})
    assert answer["Location"] == f"/ke-hoach/{item.code}/#thread-{made.pk}"
    made.refresh_from_db()
    assert (made.state, made.answer) == ("answered", "Đã ghi.")
    take("submit", item, by=cast.focal)
    client(cast.reviewer).post(f"/y-kien/{made.pk}/xong/")
    made.refresh_from_db()
    assert made.state == "resolved"
    client(cast.reviewer).post(f"/y-kien/{made.pk}/hoi-lai/")
    made.refresh_from_db()
    assert made.state == "open"


def test_an_empty_answer_says_so(cast: Cast):
    item = under_review(cast)
    made = remarks.add(item, by=cast.reviewer, text="Ghi rõ căn cứ.")
    answer = client(cast.focal).post(f"/y-kien/{made.pk}/tra-loi/", {"text": " "}, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["Ghi nội dung trả lời."]


def test_internal_notes_do_not_exist_for_the_commune(cast: Cast):
    item = under_review(cast)
    note = remarks.add(item, by=cast.reviewer, text="Hỏi thêm.", private=True)
    assert client(cast.focal).post(f"/y-kien/{note.pk}/tra-loi/", {"text": "a"}).status_code == 404
    assert client(cast.stranger).post(f"/y-kien/{note.pk}/xong/").status_code == 404


def test_a_colleague_decides_only_on_own_units(cast: Cast):
    item = under_review(cast)
    answer = client(cast.review_head).get(address(item))
    assert answer.context["actions"] == []
