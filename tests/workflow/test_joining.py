"""Further authorities of a call: who may join, until when, by whom, and what each of them then owes."""

import pytest
from django.core.exceptions import ValidationError

from organisations.actions import rebuild_reach
from organisations.models import ReviewRelation, Subject, Unit
from plans.models import Plan
from tests.cast import START, unit
from tests.workflow.items import plan
from tests.workflow.test_calls import prepared
from tests.workflow.walks import answers, second_authority, through, walk
from workflow import calls, joining
from workflow.models import CallAuthority, CallUnit, Event, Obligation, ReviewRow
from workflow.rules import MovedOn

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast):
    """Another authority that follows both communes on plans."""
    found = second_authority(cast)
    follow(cast.other_commune, found[0], Subject.PLAN)
    return found


@pytest.fixture
def call(cast):
    return prepared(cast)


def follow(one: Unit, authority: Unit, subject: str) -> None:
    ReviewRelation.objects.create(unit=one, authority=authority, subject=subject, valid_from=START)
    rebuild_reach()


def test_those_who_follow_the_units_in_what_is_asked_may_join_under_each_of_their_subjects(cast, call, second):
    follow(cast.commune, second[0], Subject.SCORECARD)
    only_scores = unit("tc", "Sở Tài chính tỉnh Thử", Unit.Kind.DEPARTMENT, cast.province)
    follow(cast.commune, only_scores, Subject.SCORECARD)
    assert joining.joinable(call) == [(second[0], "plan"), (second[0], "scorecard")]
    joining.add_authority(call, by=cast.review_head, authority=second[0], subject="scorecard")
    assert joining.joinable(call) == []


def test_one_joins_once_and_leaves_before_the_call_opens(cast, call, second):
    row = joining.add_authority(call, by=cast.review_head, authority=second[0], subject="plan")
    with pytest.raises(ValidationError, match="đã có trong đợt này"):
        joining.add_authority(call, by=cast.review_head, authority=second[0], subject="plan")
    joining.remove_authority(row, by=cast.review_head)
    assert not CallAuthority.objects.exists()
    acts = Event.objects.filter(kind="call", object_id=call.pk).order_by("sequence").values_list("action", flat=True)
    assert list(acts) == ["call.create", "call.join", "call.leave"]


@pytest.mark.parametrize("who", ["authority", "elsewhere", "commune"])
def test_others_do_not_join(cast, call, second, who):
    with pytest.raises(ValidationError, match="không theo dõi đơn vị nào của đợt"):
        joining.add_authority(call, by=cast.review_head, authority=getattr(cast, who), subject="plan")


def test_an_open_call_keeps_its_authorities(cast, call, second):
    row = joining.add_authority(call, by=cast.review_head, authority=second[0], subject="plan")
    calls.open_call(call, by=cast.review_head)
    third = unit("tp", "Sở Tư pháp tỉnh Thử", Unit.Kind.DEPARTMENT, cast.province)
    follow(cast.commune, third, Subject.PLAN)
    with pytest.raises(MovedOn, match="Đợt đã mở"):
        joining.add_authority(call, by=cast.review_head, authority=third, subject="plan")
    with pytest.raises(MovedOn, match="Đợt đã mở"):
        joining.remove_authority(row, by=cast.review_head)


def test_only_who_prepares_the_call_names_them(cast, call, second):
    def add(user):
        row = joining.add_authority(call, by=user, authority=second[0], subject="plan")
        joining.remove_authority(row, by=user)

    assert through(answers(cast, add)) == {"review_head", "administrator"}
    row = joining.add_authority(call, by=cast.review_head, authority=second[0], subject="plan")
    refused = set(cast.everyone()) - through(answers(cast, lambda user: _tried(row, user)))
    assert refused == set(cast.everyone()) - {"review_head", "administrator"}


def _tried(row: CallAuthority, user) -> None:
    """Take it out and put it back as it was."""
    joining.remove_authority(row, by=user)
    row.pk = None
    row.save()


def test_the_call_does_not_open_for_a_unit_that_one_of_them_does_not_follow(cast, call):
    over = second_authority(cast)[0]
    joining.add_authority(call, by=cast.review_head, authority=over, subject="plan")
    with pytest.raises(ValidationError, match="Văn phòng UBND tỉnh Thử không theo dõi xã Hai"):
        calls.open_call(call, by=cast.review_head)
    calls.open_call(call, by=cast.review_head, units=[cast.commune])
    assert CallUnit.objects.count() == 1


def test_each_is_asked_under_its_subject_and_owes_its_own_review(cast, call, second):
    follow(cast.commune, second[0], Subject.SCORECARD)
    joining.add_authority(call, by=cast.review_head, authority=second[0], subject="scorecard")
    calls.open_call(call, by=cast.review_head)
    item = plan(cast, call.road)
    Plan.objects.filter(pk=item.pk).update(call_unit=CallUnit.objects.get(call=call, unit=cast.commune), two_step=False)
    walk(Plan.objects.get(pk=item.pk), cast, "submit")
    assert list(ReviewRow.objects.order_by("pk").values_list("authority__code", "subject")) == [
        ("so", "plan"), ("vp", "scorecard")
    ]  # fmt: skip
    owed = Obligation.objects.filter(closed_at=None, kind="plan").values_list("office__code", "capability")
    assert set(owed) == {("so", "review"), ("vp", "review")}
