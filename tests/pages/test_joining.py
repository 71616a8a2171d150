"""Several authorities on one call: named on its check page, followed on the round's and the review's page."""

import pytest
from django.test import Client

from organisations.actions import rebuild_reach
from organisations.models import ReviewRelation, Subject
from plans.models import Plan
from tests.cast import START, Cast
from tests.pages.test_calls import form
from tests.workflow.items import plan
from tests.workflow.walks import second_authority, walk
from workflow import actions
from workflow.models import Call, CallAuthority, CallUnit, Road


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


@pytest.fixture
def second(cast: Cast):
    """Another authority that follows both communes: (unit, its officer, its head)."""
    found = second_authority(cast)
    ReviewRelation.objects.create(
        unit=cast.other_commune, authority=found[0], subject=Subject.PLAN, valid_from=START
    )  # fmt: skip
    rebuild_reach()
    return found


@pytest.fixture
def call(cast: Cast, second) -> Call:
    """A prepared call for opinions, concluded in one step."""
    client(cast.review_head).post("/dot/moi/", form(cast, road=Road.REVIEW_THEN_SIGN, two_step=""))
    return Call.objects.get()


def join(cast: Cast, call: Call, second) -> CallAuthority:
    client(cast.review_head).post(f"/dot/{call.code}/co-quan/them/", {"authority": f"{second[0].pk}-plan"})
    return CallAuthority.objects.get()


def opened(cast: Cast, call: Call) -> Plan:
    """The call opened for both communes, and what the first has sent for it."""
    units = [cast.commune.pk, cast.other_commune.pk]
    client(cast.review_head).post(f"/dot/{call.code}/mo/", {"unit": units})
    item = plan(cast, Road.REVIEW_THEN_SIGN, year=call.year)
    row = CallUnit.objects.get(call=call, unit=cast.commune)
    Plan.objects.filter(pk=item.pk).update(call_unit=row, two_step=False)
    return walk(Plan.objects.get(pk=item.pk), cast, "submit")


def test_an_authority_is_added_and_taken_out_before_the_call_opens(cast: Cast, call: Call, second):
    head, address = client(cast.review_head), f"/dot/{call.code}/mo/"
    assert [one["name"] for one in head.get(address).context["joinable"]] == ["Văn phòng UBND tỉnh Thử, kế hoạch"]
    row = join(cast, call, second)
    page = head.get(address)
    assert (page.context["authorities"], page.context["joinable"]) == ([row], [])
    assert "Bỏ Văn phòng UBND tỉnh Thử khỏi đợt" in page.content.decode()
    head.post(f"/dot/{call.code}/co-quan/{row.pk}/bo/")
    assert not CallAuthority.objects.exists()


@pytest.mark.parametrize("typed", ["", "x-plan", "999999-plan"])
def test_what_is_no_authority_is_said(cast: Cast, call: Call, typed: str):
    answer = client(cast.review_head).post(f"/dot/{call.code}/co-quan/them/", {"authority": typed}, follow=True)
    assert "Chọn cơ quan cùng rà soát." in answer.content.decode()


def test_an_open_call_keeps_them(cast: Cast, call: Call, second):
    row = join(cast, call, second)
    opened(cast, call)
    head = client(cast.review_head)
    assert head.post(f"/dot/{call.code}/co-quan/{row.pk}/bo/").status_code == 409
    page = head.get(f"/dot/{call.code}/mo/").content.decode()
    assert ("Bỏ Văn phòng" in page, "Thêm cơ quan" in page) == (False, False)


def test_a_unit_that_one_of_them_does_not_follow_is_named_and_the_choice_is_kept(cast: Cast, call: Call, second):
    join(cast, call, second)
    ReviewRelation.objects.filter(unit=cast.other_commune, authority=second[0]).delete()
    answer = client(cast.review_head).post(f"/dot/{call.code}/mo/", {"unit": [cast.other_commune.pk]})
    assert answer.status_code == 422
    assert "Văn phòng UBND tỉnh Thử không theo dõi xã Hai." in answer.content.decode()
    assert answer.context["left_out"] == {cast.commune.pk}


def test_both_pages_say_how_far_each_has_come(cast: Cast, call: Call, second):
    join(cast, call, second)
    item = opened(cast, call)

    def said(user) -> list[tuple]:
        row = next(row for row in client(user).get(f"/dot/{call.code}/").context["page"] if row.unit == cast.commune)
        beside = client(user).get(f"/ra-soat/{item.code}/").context["standings"]
        assert row.standings == beside
        return [(one.office, one.word) for one in beside]

    so, vp = "Sở Nội vụ tỉnh Thử", "Văn phòng UBND tỉnh Thử"
    assert said(cast.review_head) == [(so, "Cần rà soát"), (vp, "Cần rà soát")]
    item = actions.take("begin_review", item, by=second[1])
    assert said(cast.reviewer) == [(so, "Cần rà soát"), (vp, "Đang rà soát")]
    item = actions.take("pass", item, by=second[1])
    assert said(second[1]) == [(so, "Cần rà soát"), (vp, "Đã thông qua")]
    actions.take("pass", item, by=cast.reviewer)
    assert said(cast.review_head) == [(so, "Đã thông qua"), (vp, "Đã thông qua")]


def test_one_authority_is_not_listed_beside_itself(cast: Cast, call: Call):
    item = opened(cast, call)
    page = client(cast.reviewer).get(f"/ra-soat/{item.code}/")
    assert page.context["standings"] == []
    assert "Các cơ quan rà soát" not in page.content.decode()


def test_the_people_of_the_other_authority_follow_the_call_once_it_is_open(cast: Cast, call: Call, second):
    join(cast, call, second)
    officer = client(second[1])
    assert officer.get(f"/dot/{call.code}/").status_code == 404
    item = opened(cast, call)
    page = officer.get(f"/dot/{call.code}/")
    assert page.status_code == 200
    assert page.context["manages"] is False
    assert "Giao chuyên viên" not in page.content.decode()
    assert call.title in officer.get("/dot/").content.decode()
    assert officer.get(f"/ra-soat/{item.code}/").status_code == 200
    assert call.title in officer.get("/").content.decode()


@pytest.mark.parametrize("part", ["focal", "stranger", "nobody", "chairman"])
def test_strangers_name_nobody(cast: Cast, call: Call, second, part: str):
    address = f"/dot/{call.code}/co-quan/them/"
    assert client(getattr(cast, part)).post(address, {"authority": f"{second[0].pk}-plan"}).status_code == 404
    assert client(cast.reviewer).post(address, {"authority": f"{second[0].pk}-plan"}).status_code == 403
    assert not CallAuthority.objects.exists()


def test_more_units_ask_no_more_queries(
    cast: Cast, call: Call, second, django_assert_num_queries, django_assert_max_num_queries
):
    join(cast, call, second)
    opened(cast, call)
    head = client(cast.review_head)
    head.get(f"/dot/{call.code}/")
    with django_assert_max_num_queries(40) as few:
        head.get(f"/dot/{call.code}/")
    other = plan(cast, Road.REVIEW_THEN_SIGN, year=call.year + 1)
    row = CallUnit.objects.get(call=call, unit=cast.other_commune)
    Plan.objects.filter(pk=other.pk).update(
        unit=cast.other_commune, year=call.year, call_unit=row, state="submitted", times_sent=1
    )  # fmt: skip
    with django_assert_num_queries(len(few)):
        head.get(f"/dot/{call.code}/")
